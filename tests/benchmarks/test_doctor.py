"""Each thing that ruins comparisons, planted into good predictions: found, and nothing else is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from ellipsoid_heads import POSE, coarse_head, make_ellipsoid_head, place_in_cube, wild_geometry
from scan_pairs import moved, seven_ids
from scipy.spatial.transform import Rotation

from benchmarks import __main__ as command
from benchmarks.doctor import examine
from benchmarks.facescape_wild import FaceScapeWild
from benchmarks.protocol import Metric
from benchmarks.scan_benchmark import ScanBenchmark
from benchmarks.scan_to_mesh import MEAN
from geometry.landmarks import Nose
from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh, submesh

SUBJECTS = ("ann", "bob", "cleo", "dan")


def _head(subject, size=46, **cut):
    return make_ellipsoid_head(
        size, size - 4, seed=SUBJECTS.index(subject) + 1, amplitude=3.0, **cut
    )


class Photos(ScanBenchmark):
    """Two photos of each of four people, and one scan of each."""

    name: ClassVar[str] = "photos"
    metrics: ClassVar[tuple[Metric, ...]] = (MEAN,)
    nose: ClassVar[Nose] = "tip"

    def __init__(self, root):
        self.root, self.origin = root, "synthetic"

    def ids(self):
        return [f"{subject}-{photo}" for subject in SUBJECTS for photo in (0, 1)]

    def bins(self):
        return {}

    def subject(self, sample_id):
        return sample_id[:-2]

    def inputs(self, sample_id):
        return [Path(self.subject(sample_id))]

    def scan(self, sample_id):
        return _head(self.subject(sample_id), 80, front=1.45, y_range=(-95, 90))

    def scan_points(self, sample_id):
        whole = _head(self.subject(sample_id), 80)
        return whole.vertices[seven_ids(whole)]


class MetricPhotos(Photos):
    name: ClassVar[str] = "metric-photos"
    with_scale: ClassVar[bool] = False


@pytest.fixture
def diagnose(tmp_path):
    """Write good predictions as `change` leaves them, and return what the doctor says."""

    def diagnose(change=None, benchmark=Photos, scale=1.0):
        photos = benchmark(tmp_path)
        for number, sample_id in enumerate(photos.ids()):
            head = _head(photos.subject(sample_id))
            ids = seven_ids(head)
            mesh, _ = moved(head, head.vertices, scale=scale, seed=number)
            points = mesh.vertices[ids]
            if change is not None:
                mesh, points = change(sample_id, mesh, points)
            write_mesh(tmp_path / f"{sample_id}.obj", mesh)
            np.savetxt(tmp_path / f"{sample_id}.landmarks.txt", points)
        return [f for f in examine(photos, tmp_path) if not f.what.startswith("looked")]

    return diagnose


def test_good_predictions_are_left_alone(diagnose):
    assert diagnose() == []
    assert diagnose(benchmark=MetricPhotos) == []


@pytest.mark.parametrize(
    ("unit", "scale"),
    [("metres", 1e-3), ("decimetres", 1e-2), ("centimetres", 0.1), ("micrometres", 1e3)],
)
def test_units_are_named_and_count_where_the_scale_is_held(diagnose, unit, scale):
    (remark,) = diagnose(scale=scale)
    assert (remark.level, unit in remark.what) == ("ok", True)
    (error,) = diagnose(benchmark=MetricPhotos, scale=scale)
    assert (error.level, unit in error.what) == ("error", True)
    assert f"Multiply the vertices by {1 / scale:.4g}"[:24] in error.fix


def test_a_normalised_mesh_has_no_known_unit(diagnose):
    (error,) = diagnose(benchmark=MetricPhotos, scale=1 / 130)
    assert "none that is known" in error.what


def test_mixed_units(diagnose):
    def change(sample_id, mesh, points):
        factor = 0.1 if sample_id == "bob-1" else 1.0
        return Mesh(mesh.vertices * factor, mesh.faces), points * factor

    (error,) = diagnose(change, benchmark=MetricPhotos)
    assert (error.level, "bob-1" in error.what) == ("error", True)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_mirrored(diagnose, axis):
    def change(_, mesh, points):
        flip = np.ones(3)
        flip[axis] = -1
        return Mesh(mesh.vertices * flip, mesh.faces), points * flip

    (error,) = diagnose(change)
    assert error.level == "error"
    assert error.what.startswith("mirrored: 8 of 8 (ann-0")


def test_inside_out(diagnose):
    (error,) = diagnose(lambda _, mesh, p: (Mesh(mesh.vertices, mesh.faces[:, ::-1]), p))
    assert error.what.startswith("triangles face inwards: 8 of 8")


def test_left_and_right_exchanged(diagnose):
    (error,) = diagnose(lambda _, mesh, p: (mesh, p[[3, 2, 1, 0, 4, 6, 5]]))
    assert error.what.startswith("left and right of the seven points are exchanged")


def test_landmarks_in_another_order(diagnose):
    (error,) = diagnose(lambda _, mesh, p: (mesh, p[[4, 0, 1, 2, 3, 5, 6]]))
    assert "the seven points are in a wrong order: 8 of 8" in error.what
    assert "1, 2, 3, 4, 0, 5, 6" in error.what


def test_landmarks_of_another_mesh(diagnose):
    findings = diagnose(lambda _, mesh, p: (mesh, mesh.vertices[[5, 99, 512, 900, 1200, 1500, 7]]))
    assert findings[0].what.startswith("the seven points do not fit the scan's in any order")


@pytest.mark.parametrize(("part", "low", "high"), [("forehead", -1.5, 0.42), ("jaw", -0.72, 1.5)])
def test_cropped(diagnose, part, low, high):
    whole = make_ellipsoid_head(46, 42).vertices
    elevation = whole[:, 1] / np.linalg.norm(whole, axis=1)
    kept = (elevation > np.sin(low)) & (elevation < np.sin(high))

    (warning,) = diagnose(lambda _, mesh, p: (submesh(mesh, kept), p))
    assert warning.level == "warning"
    assert warning.what.startswith(f"cropped {part}: 8 of 8")


def test_an_expression_where_all_photos_share_a_neutral_scan(diagnose):
    def change(sample_id, mesh, points):
        if sample_id.endswith("0"):
            return mesh, points
        y = make_ellipsoid_head(46, 42).vertices[:, 1]
        drop = np.clip((-40 - y) / 15, 0, 1)[:, None] * 16
        to_head = Rotation.random(random_state=Photos(Path()).ids().index(sample_id))
        return Mesh(mesh.vertices - to_head.apply([0, 0.4, 1]) * drop, mesh.faces), points

    (warning,) = diagnose(change)
    assert warning.what.startswith("an expression is left in: mouth and chin move by up to")
    assert "in 4 of 4 comparisons (ann-1, bob-1, cleo-1 and 1 more)" in warning.what


def test_all_alike(diagnose):
    def change(_, mesh, points):
        head = make_ellipsoid_head(46, 42, seed=7, amplitude=1.0)
        return head, head.vertices[seven_ids(head)]

    (error,) = diagnose(change)
    assert error.what.startswith("all predictions are alike: 4 people differ by ")


def test_flat_triangles_and_unused_vertices(diagnose):
    def change(_, mesh, points):
        vertices = np.concatenate([mesh.vertices, np.zeros((400, 3))])
        return Mesh(vertices, np.concatenate([mesh.faces, mesh.faces[:90, [0, 0, 1]]])), points

    findings = diagnose(change)
    assert [f.what.split(":")[0] for f in findings] == [
        "triangles without area",
        "vertices without a triangle",
    ]


def test_missing_unknown_damaged_and_cut_off(diagnose, tmp_path):
    diagnose()
    (tmp_path / "dan-1.obj").unlink()
    (tmp_path / "dan-1.landmarks.txt").unlink()
    (tmp_path / "ann-0.obj").write_text("v 0 0 nan\n")
    (tmp_path / "ann_1.obj").write_text("v 0 0 0\n")
    findings = {f.what: f.level for f in examine(Photos(tmp_path), tmp_path)}
    kinds = [(what.split(":")[0], level) for what, level in findings.items()]
    assert kinds[:3] == [
        ("1 of 8 samples have no prediction", "warning"),
        ("1 files belong to no sample", "error"),
        ("1 cannot be read", "error"),
    ]


def _wild(tmp_path, change=lambda vertices, faces: (vertices, faces)):
    for sample_id in POSE:
        head = coarse_head(sample_id, 3.0)
        cube = place_in_cube(head.vertices, wild_geometry(sample_id))
        write_mesh(tmp_path / f"{sample_id}.ply", Mesh(*change(cube, head.faces)))


def test_meshes_that_are_placed_in_their_image(wild_data, tmp_path):
    _wild(tmp_path)
    benchmark = FaceScapeWild(wild_data)
    assert [f.level for f in examine(benchmark, tmp_path)] == ["ok"]
    _wild(tmp_path, lambda vertices, faces: (vertices * 124, faces))
    (error, _) = examine(benchmark, tmp_path)
    assert error.what.startswith("wrong unit or frame: 4 of 4")
    _wild(tmp_path, lambda vertices, faces: (vertices * [-1, 1, 1], faces))
    (error, _) = examine(benchmark, tmp_path)
    assert error.what.startswith("triangles face inwards: 4 of 4")


@pytest.mark.parametrize("code", [0, 1])
def test_the_command_exits_with_1_if_there_is_an_error(
    wild_data, tmp_path, monkeypatch, capsys, code
):
    _wild(tmp_path, lambda v, f: (v, f[:, ::-1] if code else f))
    options = ["--predictions", str(tmp_path), "--data-root", str(wild_data)]
    monkeypatch.setattr(sys, "argv", ["benchmarks", "doctor", "facescape-wild", *options])
    if code:
        with pytest.raises(SystemExit, match="1"):
            command.main()
    else:
        command.main()
    assert f"{code} errors, 0 warnings" in " ".join(capsys.readouterr().out.split())


def test_the_command_finds_data_sets_in_a_folder_of_them(wild_data, tmp_path, monkeypatch, capsys):
    """As `make doctor` calls it without DATA_ROOT."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "facescape-wild").symlink_to(wild_data)
    (tmp_path / "mine").mkdir()
    _wild(tmp_path / "mine")
    options = ["--predictions", str(tmp_path / "mine"), "--data", str(tmp_path / "data")]
    monkeypatch.setattr(sys, "argv", ["benchmarks", "doctor", "facescape-wild", *options])
    command.main()
    assert "0 errors" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--most", "0"])
    with pytest.raises(SystemExit, match="2"):
        command.main()
