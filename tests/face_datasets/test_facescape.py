from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.facescape import (
    FaceScapeBenchmark,
    LabCamera,
    WildGeometry,
    lab_id,
    split_lab_id,
)
from face_datasets.facescape_writer import (
    write_lab_index,
    write_lab_sample,
    write_lab_scan,
    write_wild_index,
    write_wild_sample,
)
from face_datasets.origin import write_synthetic_marker
from geometry.meshes import Mesh

IDS = ["003", "120"]


def mesh(number: int) -> Mesh:
    return Mesh(np.array([[0, 0, 0], [1, 0, 0], [0, 1.0, number]]), np.array([[0, 1, 2]]))


def prepared(number: int) -> dict[str, np.ndarray]:
    return {
        "landmarks68": np.full((68, 2), number + 0.25),
        "landmarks5": np.full((5, 2), number + 0.5),
        "parsing": np.full((256, 256), number % 10, np.uint8),
    }


def image(number: int) -> np.ndarray:
    return np.full((256, 256, 3), number, np.uint8)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    geometry = {}
    for sample_id in IDS:
        number = int(sample_id)
        write_wild_sample(tmp_path, sample_id, image(number), mesh(number), **prepared(number))
        geometry[sample_id] = WildGeometry(np.full(3, float(number)), 100.0 + number, np.eye(3))
    write_wild_index(tmp_path, geometry)
    write_lab_scan(tmp_path, 2, mesh(2))
    camera = LabCamera(np.eye(3), np.arange(12.0).reshape(3, 4))
    write_lab_sample(tmp_path, "02_1_10", image(7), camera, **prepared(7))
    write_lab_index(tmp_path, np.arange(9.0).reshape(3, 3), np.tile(np.eye(3), (11, 1, 1)))
    write_synthetic_marker(
        tmp_path, wild_ids=IDS, lab_ids=["02_1_10"], wild_subjects={"003": "anna"}
    )
    return tmp_path


def test_each_sample_has_its_own_content(root: Path) -> None:
    data = FaceScapeBenchmark(root)
    assert data.origin == "synthetic"
    assert data.wild_ids() == IDS
    for sample_id in IDS:
        number = int(sample_id)
        np.testing.assert_array_equal(data.wild_image(sample_id), image(number))
        np.testing.assert_allclose(data.wild_scan(sample_id).vertices, mesh(number).vertices)
        geometry = data.wild_geometry(sample_id)
        assert (geometry.head_center[0], geometry.pupil_scale) == (number, 100 + number)
        np.testing.assert_allclose(data.landmarks68("wild", sample_id), number + 0.25)
        np.testing.assert_allclose(data.landmarks5("wild", sample_id), number + 0.5)
        assert data.parsing("wild", sample_id)[9, 9] == number % 10
    assert data.wild_subject("003") == "anna"
    assert data.wild_subject("120") == "120"


def test_lab_samples(root: Path) -> None:
    data = FaceScapeBenchmark(root)
    assert data.lab_ids() == ["02_1_10"]
    assert split_lab_id(lab_id(2, 1, 10)) == (2, 1, 10)
    np.testing.assert_allclose(data.lab_scan(2).vertices, mesh(2).vertices)
    camera = data.lab_camera(2, 1, 10)
    np.testing.assert_array_equal(camera.camera_from_model, np.arange(12.0).reshape(3, 4))
    np.testing.assert_array_equal(data.lab_image(2, 1, 10), image(7))
    np.testing.assert_array_equal(data.lab_geometry(1, 10).head_center, [3, 4, 5])
    assert data.landmarks5("lab", "02_1_10")[0, 0] == 7.5


def test_nothing_there_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError, match="make synth DATASET=facescape-wild") as caught:
        FaceScapeBenchmark(tmp_path / "absent").wild_ids()
    for part in (str(tmp_path / "absent"), "zhuhao-nju/facescape", "DATA_ROOT"):
        assert part in str(caught.value)


def test_a_release_must_be_whole(root: Path) -> None:
    (root / "SYNTHETIC.json").unlink()
    data = FaceScapeBenchmark(root)
    assert data.origin == "released"
    with pytest.raises(DatasetNotFoundError, match=r"000\.obj does not exist.*398 are missing"):
        data.wild_ids()


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("data/wild_images/003.png", lambda data: data.wild_image("003")),
        ("data/wild_gt_mesh/003.obj", lambda data: data.wild_scan("003")),
        ("data/lab_cam/02_1_10.json", lambda data: data.lab_camera(2, 1, 10)),
        ("code/predef/wild_rotations.npy", lambda data: data.wild_geometry("003")),
        ("prepared/wild/003_landmarks68.txt", lambda data: data.landmarks68("wild", "003")),
        ("prepared/wild/003_parsing.png", lambda data: data.parsing("wild", "003")),
        ("SYNTHETIC.json", lambda data: data.wild_ids()),
    ],
)
@pytest.mark.parametrize("left", [0.0, 0.5])
def test_truncated_files_are_named(root: Path, name: str, read: object, left: float) -> None:
    content = (root / name).read_bytes()
    (root / name).write_bytes(content[: int(left * len(content))])
    with pytest.raises(DamagedFileError, match=Path(name).name):
        read(FaceScapeBenchmark(root))  # type: ignore[operator]


def test_other_damage_is_named(root: Path) -> None:
    Image.fromarray(image(3)[:9]).save(root / "data/wild_images/003.png")
    with pytest.raises(DamagedFileError, match="256 x 9 pixels"):
        FaceScapeBenchmark(root).wild_image("003")
    with pytest.raises(DamagedFileError, match="row 7 is not finite"):
        FaceScapeBenchmark(root).wild_geometry("007")
    (root / "prepared/wild/003_landmarks5.txt").unlink()
    with pytest.raises(FileNotFoundError, match="run a detector"):
        FaceScapeBenchmark(root).landmarks5("wild", "003")
