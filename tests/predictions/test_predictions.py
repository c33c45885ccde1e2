from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from predictions import Manifest, Prediction, PredictionError, PredictionFolder, PredictionWriter
from predictions.record import ALBEDOS

FACES = np.array([[0, 1, 2], [0, 2, 3]])
MANIFEST = Manifest(
    method="dfmvr",
    config="configs/dfmvr.yaml",
    config_sha256="c1",
    commit="abc",
    checkpoint_sha256="w1",
    topology="square",
    frame="camera",
    face_model="procedural",
    created="2025-01-01T00:00:00+00:00",
)


@dataclass
class FileMesh:
    vertices: np.ndarray
    faces: np.ndarray


def no_meshes(path: Path) -> FileMesh:
    raise ValueError(f"{path}: not a mesh")


def square(height: float = 1.0) -> Prediction:
    return Prediction(np.array([[0, 0, 1], [1, 0, 1], [1, height, 1], [0, height, 1]], np.float32))


def full(sample: int) -> Prediction:
    return Prediction(
        square(sample).vertices,
        mean_face_vertices=square(sample + 0.5).vertices,
        focal_length=700.0 + sample,
        reference_depth=900.0 + sample,
        principal_point=np.array([128, 127.5], np.float32),
        landmarks_2d=np.full((68, 2), sample, np.float32),
        diffuse_albedo=np.full((4, 3), 0.1 * sample, np.float32),
        specular_albedo=np.full((4, 3), 0.2 * sample, np.float32),
        mean_diffuse_albedo=np.full((4, 3), 0.3 * sample, np.float32),
        mean_specular_albedo=np.full((4, 3), 0.4 * sample, np.float32),
        light_direction=np.array([0.6, 0, -0.8], np.float32),
        shininess=20.0 + sample,
    )


def open_folder(path: Path) -> PredictionFolder:
    return PredictionFolder(path, no_meshes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    writer = PredictionWriter(tmp_path / "p", MANIFEST, FACES)
    for sample in (1, 2):
        writer.write(f"{sample:03d}", full(sample))
    return tmp_path / "p"


def test_what_was_written_is_read(folder: Path) -> None:
    read = open_folder(folder)
    assert read.ids == ["001", "002"]
    assert read.manifest == MANIFEST
    prediction, faces = read.read("002")
    for name in (
        *("vertices", "mean_face_vertices", "principal_point", "landmarks_2d"),
        *(*ALBEDOS, "light_direction"),
    ):
        np.testing.assert_array_equal(getattr(prediction, name), getattr(full(2), name))
    assert prediction.focal_length == 702.0
    assert prediction.reference_depth == 902.0
    assert prediction.shininess == 22.0
    np.testing.assert_array_equal(faces, FACES)
    assert not list(folder.glob("*.tmp"))


def test_the_same_run_goes_on_and_another_is_refused(folder: Path) -> None:
    later = replace(MANIFEST, created="2026-01-01T00:00:00+00:00")
    PredictionWriter(folder, later, FACES).write("003", square())
    assert open_folder(folder).ids == ["001", "002", "003"]
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for other in (replace(MANIFEST, checkpoint_sha256="w2"), replace(MANIFEST, config_sha256="c2")):
        with pytest.raises(PredictionError, match="another run"):
            PredictionWriter(folder, other, FACES)
    with pytest.raises(PredictionError, match="another run"):
        PredictionWriter(folder, MANIFEST, FACES[:1])
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_overwrite_removes_the_other_runs_records_but_no_strange_files(folder: Path) -> None:
    other = replace(MANIFEST, checkpoint_sha256="w2")
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(PredictionError, match=r"notes\.txt"):
        PredictionWriter(folder, other, FACES, overwrite=True)
    (folder / "notes.txt").unlink()
    (folder / ".001.npz.77.tmp").write_bytes(b"half")  # of a run that was killed
    PredictionWriter(folder, other, FACES, overwrite=True).write("009", square())
    assert open_folder(folder).ids == ["009"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"vertices": np.full((4, 3), np.nan, np.float32)}, "12 values that are NaN"),
        ({"vertices": np.zeros((3, 3), np.float32)}, "3 vertices, but the faces use 4"),
        ({"vertices": np.zeros((0, 3), np.float32)}, "no vertices"),
        ({"mean_face_vertices": np.zeros((3, 3), np.float32)}, "mean_face_vertices has shape"),
        ({"focal_length": -1.0}, "positive"),
        ({"shininess": 0.0}, "shininess is 0.0, expected a positive number"),
        ({"diffuse_albedo": np.ones((3, 3), np.float32)}, "diffuse_albedo has shape"),
        ({"mean_specular_albedo": -np.ones((4, 3), np.float32)}, "down to -1, expected 0"),
        ({"light_direction": np.array([0, 0, -2.0])}, "length 2, expected a unit vector"),
    ],
)
def test_impossible_numbers_are_not_written(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    writer = PredictionWriter(tmp_path, MANIFEST, FACES)
    with pytest.raises(PredictionError, match=message):
        writer.write("001", replace(square(), **change))
    assert not (tmp_path / "001.npz").exists()


def test_an_id_cannot_leave_the_folder(tmp_path: Path) -> None:
    with pytest.raises(PredictionError, match="file name"):
        PredictionWriter(tmp_path / "p", MANIFEST, FACES).write("../x", square())


def damage_with_nan(path: Path) -> None:
    np.savez(path, vertices=np.full((4, 3), np.inf, np.float32))


def damage_with_pickle(path: Path) -> None:
    np.savez(path, vertices=np.array([{"a": 1}], dtype=object))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:200]), "not a readable record"),
        (lambda path: path.write_bytes(b""), "not a readable record"),
        (lambda path: path.write_bytes(b"\x80\x04rubbish"), "not a readable record"),
        (damage_with_pickle, "not a readable record"),
        (damage_with_nan, "NaN or infinite"),
        (lambda path: np.savez(path, points=np.zeros((4, 3))), "expected some of"),
        (lambda path: np.savez(path, vertices=np.zeros((4, 3), int)), "floating-point"),
        (lambda path: np.savez(path, vertices=np.zeros((2, 3))), "faces use vertex 3"),
        (lambda path: np.savez(path, vertices=np.zeros(3)), r"expected \(V, 3\)"),
    ],
)
def test_a_damaged_record_is_named(folder: Path, damage: object, message: str) -> None:
    damage(folder / "001.npz")  # type: ignore[operator]
    with pytest.raises(PredictionError, match=message) as caught:
        open_folder(folder).read("001")
    assert "001.npz" in str(caught.value)
    open_folder(folder).read("002")


def test_the_manifest_is_checked(folder: Path) -> None:
    path = folder / "manifest.json"
    fields = json.loads(path.read_text())
    for change, message in (
        ({"frame": "world"}, "frame 'world' is unknown"),
        ({"unit": "m"}, "expected 'mm'"),
        ({"commit": 3}, "expected a string"),
        ({"extra": ""}, "expected exactly"),
    ):
        path.write_text(json.dumps({**fields, **change}))
        with pytest.raises(PredictionError, match=message):
            open_folder(folder)
    path.write_text("{")
    with pytest.raises(PredictionError, match="not readable JSON"):
        open_folder(folder)
    path.unlink()
    with pytest.raises(PredictionError, match="does not exist"):
        open_folder(folder)


def test_anybodys_meshes_are_accepted(tmp_path: Path) -> None:
    for name in ("001.obj", "002.ply", "readme.txt"):
        (tmp_path / name).write_text(name)
    mesh = FileMesh(square(3).vertices.astype(float), FACES)
    read = PredictionFolder(tmp_path, lambda path: mesh)
    assert read.ids == ["001", "002"]
    assert read.manifest is None
    np.testing.assert_array_equal(read.read("002")[0].vertices, mesh.vertices)
    with pytest.raises(PredictionError, match=r"001\.obj: not a mesh"):
        open_folder(tmp_path).read("001")
    (tmp_path / "001.glb").write_text("")
    with pytest.raises(PredictionError, match=r"001\.glb and 001\.obj for one id"):
        open_folder(tmp_path)


def test_an_absent_or_empty_folder_says_predict_first(tmp_path: Path) -> None:
    with pytest.raises(PredictionError, match="predict first"):
        open_folder(tmp_path / "absent")
    with pytest.raises(PredictionError, match="holds no predictions"):
        open_folder(tmp_path)
