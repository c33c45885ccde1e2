from __future__ import annotations

import numpy as np
import pytest
from ellipsoid_heads import POSE, coarse_head, place_in_cube, wild_geometry
from scan_pairs import bumpy_head, seven_ids, seven_points

import command_line
from benchmarks import submit
from benchmarks.entries import find_entries
from benchmarks.facescape_wild import FaceScapeWild
from benchmarks.now import Now
from benchmarks.runner import Runner
from benchmarks.submit import collect_now, write_submission
from face_datasets.now_scans import write_now_images, write_now_scan
from face_datasets.origin import write_synthetic_marker
from geometry.mesh_files import read_mesh, write_mesh
from geometry.meshes import Mesh
from predictions import Manifest, Prediction, PredictionWriter

IMAGES = ("anna/selfie/IMG_1.jpg", "anna/multiview_neutral/IMG_2.jpg", "bert/selfie/IMG_1.jpg")


@pytest.fixture
def now(tmp_path):
    scan = bumpy_head(60, 54)
    (tmp_path / "now").mkdir()
    write_now_images(tmp_path / "now", list(IMAGES))
    for subject in ("anna", "bert"):
        write_now_scan(tmp_path / "now", subject, scan, seven_points(scan))
    write_synthetic_marker(tmp_path / "now")
    return Now(tmp_path / "now")


@pytest.fixture
def predictions(now, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    for seed, sample_id in enumerate(now.ids(), 1):
        write_mesh(folder / f"{sample_id}.ply", bumpy_head(44, 40, seed=seed))
    return folder


def _scores(benchmark, folder, tmp_path, seven=None):
    entries = find_entries(benchmark, tmp_path / "runs", "m", [folder], seven)
    return {s.sample_id: s.scores for s in Runner(benchmark, entries, 1).score()["m"]}


def test_a_now_submission_and_back_scores_the_same(now, predictions, tmp_path):
    ids = tuple(int(i) for i in seven_ids(bumpy_head(44, 40, seed=1)))
    out, back = tmp_path / "predicted_meshes", tmp_path / "back"
    assert write_submission(now, predictions, out, seven=ids) == {}
    places = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    assert places == sorted(
        image.replace(".jpg", suffix) for image in IMAGES for suffix in (".obj", ".npy")
    )
    mesh = read_mesh(out / "bert" / "selfie" / "IMG_1.obj")
    points = np.load(out / "bert" / "selfie" / "IMG_1.npy")
    np.testing.assert_allclose(points, mesh.vertices[list(ids)], atol=1e-6)
    assert collect_now(out, back) == 3
    before, after = _scores(now, predictions, tmp_path, ids), _scores(now, back, tmp_path)
    for sample_id in now.ids():
        assert after[sample_id] == pytest.approx(before[sample_id], abs=1e-5)


def test_nothing_is_written_unless_everything_can_be(now, predictions, tmp_path):
    ids = tuple(int(i) for i in seven_ids(bumpy_head(44, 40, seed=1)))
    (predictions / "anna__selfie__IMG_1.ply").unlink()
    (predictions / "bert__selfie__IMG_1.ply").write_bytes(b"ply")
    out = tmp_path / "out"
    with pytest.raises(ValueError, match=r"2 of 3 cannot be submitted: .*no prediction"):
        write_submission(now, predictions, out, seven=ids)
    assert not out.exists()
    left_out = write_submission(now, predictions, out, seven=ids, incomplete=True)
    assert list(left_out) == ["anna__selfie__IMG_1", "bert__selfie__IMG_1"]
    assert [p.name for p in out.rglob("*.obj")] == ["IMG_2.obj"]
    with pytest.raises(ValueError, match="exists; choose a new folder"):
        write_submission(now, predictions, out, seven=ids)


def test_text_points_of_a_submission_are_collected_too(tmp_path):
    place = tmp_path / "sent" / "anna" / "selfie"
    place.mkdir(parents=True)
    write_mesh(place / "IMG_1.obj", bumpy_head(20, 18))
    (place / "IMG_1.txt").write_text("1 2 3\n" * 7)
    assert collect_now(tmp_path / "sent", tmp_path / "back") == 1
    assert (tmp_path / "back" / "anna__selfie__IMG_1.landmarks.txt").read_text() == "1 2 3\n" * 7
    with pytest.raises(ValueError, match="holds no <subject>"):
        collect_now(tmp_path / "back", tmp_path / "other")


def test_a_facescape_submission_is_in_the_cube_whatever_the_predictions_are_in(wild_data, tmp_path):
    benchmark = FaceScapeWild(wild_data)
    fields = ("m", "c", "c", "c", "c", "ellipsoid", "camera", "", "2025-01-01T00:00:00+00:00")
    faces = coarse_head("000", 2.0).faces
    writer = PredictionWriter(tmp_path / "mine", Manifest(*fields), faces)
    focal_length, depth = 800.0, 800.0 * 124 / 128  # 124 mm per cube unit of 128 pixels
    cubes = {}
    for sample_id in POSE:
        cube = place_in_cube(coarse_head(sample_id, 2.0).vertices, wild_geometry(sample_id))
        cubes[sample_id] = cube
        camera = cube * [124, -124, -124] + [0, 0, depth]
        writer.write(
            sample_id,
            Prediction(
                camera,
                focal_length=focal_length,
                principal_point=np.array([128.0, 128.0]),
                reference_depth=depth,
            ),
        )
    out = tmp_path / "wild_pred" / "mine"
    write_submission(benchmark, tmp_path / "mine", out)
    assert sorted(p.name for p in out.iterdir()) == sorted(f"{i}.obj" for i in POSE)
    for sample_id, cube in cubes.items():
        mesh = read_mesh(out / f"{sample_id}.obj")
        np.testing.assert_allclose(mesh.vertices, cube, atol=1e-5)
        np.testing.assert_array_equal(mesh.faces, faces)
    before, after = (_scores(benchmark, f, tmp_path) for f in (tmp_path / "mine", out))
    for sample_id in POSE:
        assert after[sample_id]["cd_mm"] == pytest.approx(before[sample_id]["cd_mm"], abs=1e-4)


def test_the_command_says_what_it_wrote(wild_data, tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    for sample_id in list(POSE)[:3]:
        head = coarse_head(sample_id, 2.0)
        cube = place_in_cube(head.vertices, wild_geometry(sample_id))
        write_mesh(tmp_path / "mine" / f"{sample_id}.obj", Mesh(cube, head.faces))
    parser = command_line.Parser()
    submit.add_parser(parser.add_subparsers())
    places = ["--predictions", str(tmp_path / "mine"), "--out", str(tmp_path / "out")]
    options = [*places, "--data-root", str(wild_data)]
    submit.run(parser.parse_args(["submit", "facescape-wild", *options, "--incomplete"]))
    printed = capsys.readouterr().out
    assert "3 of 4 predictions" in printed
    assert "350 (no prediction)" in printed
    with pytest.raises(ValueError, match="--collect reads NoW submissions"):
        submit.run(parser.parse_args(["submit", "facescape-wild", *options, "--collect"]))


def test_an_interrupted_submission_leaves_nothing(now, predictions, tmp_path, monkeypatch):
    written = []

    def interrupted(path, mesh):
        if written:
            raise KeyboardInterrupt
        written.append(path)
        write_mesh(path, mesh)

    monkeypatch.setattr(submit, "write_mesh", interrupted)
    ids = tuple(int(i) for i in seven_ids(bumpy_head(44, 40, seed=1)))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        write_submission(now, predictions, tmp_path / "out", seven=ids)
    assert written
    assert sorted(tmp_path.iterdir()) == before
