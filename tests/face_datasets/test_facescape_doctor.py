from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from face_datasets.doctor import Finding
from face_datasets.facescape import LabCamera, WildGeometry
from face_datasets.facescape_doctor import examine_lab, examine_wild
from face_datasets.facescape_writer import (
    write_lab_index,
    write_lab_sample,
    write_lab_scan,
    write_wild_index,
    write_wild_sample,
)
from face_datasets.origin import write_synthetic_marker
from geometry.meshes import Mesh

# A ball of three pupil distances, its triangles outwards.
BALL = Mesh(
    1.5 * np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1.0]]),
    np.array(
        [[0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4], [2, 0, 5], [1, 2, 5], [3, 1, 5], [0, 3, 5]]
    ),
)
MM_PER_UNIT = 128.0  # one pixel is one millimetre
FRONTAL = np.diag([1.0, -1.0, -1.0])


def landmarks(eye_distance: float = 62.85) -> dict[str, np.ndarray]:
    points = np.full((68, 2), 128.0)
    points[36:42] = 128 - eye_distance / 2, 100
    points[42:48] = 128 + eye_distance / 2, 100
    points[57] = 128, 170
    five = np.array([points[36], points[42], [128, 130], [110, 165], [146, 165.0]])
    return {"landmarks68": points, "landmarks5": five, "parsing": np.zeros((256, 256), np.uint8)}


def write_wild(root: Path, **changes: object) -> None:
    prepared = {**landmarks(), **changes}
    scan = Mesh(BALL.vertices * 62.85 / MM_PER_UNIT, BALL.faces)
    image = np.zeros((256, 256, 3), np.uint8)
    for sample_id in ("003", "120"):
        write_wild_sample(root, sample_id, image, scan, **prepared)  # type: ignore[arg-type]
    geometry = WildGeometry(np.zeros(3), MM_PER_UNIT, np.eye(3))
    write_wild_index(root, {"003": geometry, "120": geometry})
    write_synthetic_marker(root, wild_ids=["003", "120"])


def write_lab(root: Path, translation: float = 1481.48 / 62.85, focal: float = 1200.0) -> None:
    pose = np.column_stack([FRONTAL, [0, 0, translation]])
    camera = LabCamera(np.array([[focal, 0, 128], [0, focal, 128], [0, 0, 1]]), pose)
    eyes = landmarks(62.85 * 1200 / 1481.48)
    write_lab_scan(root, 2, BALL)
    write_lab_sample(root, "02_0_00", np.zeros((256, 256, 3), np.uint8), camera, **eyes)
    centers = np.array([[0, 0, z] for z in (1481.48, 740.74, 370.37)])
    write_lab_index(root, centers, np.tile(FRONTAL, (11, 1, 1)))
    write_synthetic_marker(root, lab_ids=["02_0_00"])


def complaints(findings: Iterator[Finding]) -> list[str]:
    return [f"{f.what} {f.fix}" for f in findings if f.level != "ok"]


def test_sound_copies(tmp_path: Path) -> None:
    write_wild(tmp_path / "wild")
    write_lab(tmp_path / "lab")
    for findings in (examine_wild(tmp_path / "wild"), examine_lab(tmp_path / "lab")):
        found = list(findings)
        assert all(finding.level == "ok" for finding in found), found
        assert "pupils of frontal faces 62." in found[-1].what


def test_nothing_there_and_the_repository_itself(tmp_path: Path) -> None:
    (only,) = examine_wild(tmp_path)
    assert only.level == "error"
    assert "wild_head_centers.npy does not exist" in only.what
    (tmp_path / "benchmark" / "code").mkdir(parents=True)
    (only,) = examine_lab(tmp_path)
    assert str(tmp_path / "benchmark") in only.fix


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"landmarks68": landmarks()["landmarks68"][:, ::-1]}, "mirrored or upside down"),
        ({"landmarks68": [256, 0] - landmarks()["landmarks68"] * [1, -1]}, "mirrored"),
        (landmarks(62.85 * 2), "125.7 mm apart"),
    ],
    ids=["swapped", "mirrored", "unit"],
)
def test_landmarks(tmp_path: Path, changes: dict[str, np.ndarray], expected: str) -> None:
    write_wild(tmp_path, **changes)
    assert expected in " ".join(complaints(examine_wild(tmp_path)))


def test_files(tmp_path: Path) -> None:
    write_wild(tmp_path)
    (tmp_path / "data/wild_gt_mesh/003.obj").write_text("v 0 0")
    (tmp_path / "data/wild_images/120.png").write_bytes(b"no image")
    for path in (tmp_path / "prepared/wild").glob("*landmarks68.txt"):
        path.unlink()
    found = complaints(examine_wild(tmp_path))
    assert len(found) == 3
    for part, finding in zip(("003.obj", "120.png", "holds no landmarks"), found, strict=True):
        assert part in finding


def test_unit_and_winding_of_scans(tmp_path: Path) -> None:
    write_lab(tmp_path)
    write_lab_scan(tmp_path, 2, Mesh(BALL.vertices * 62.85, BALL.faces[:, ::-1]))
    found = " ".join(complaints(examine_lab(tmp_path)))
    assert "lab scans in pupil distances" in found
    assert "face inwards" in found


def test_cameras(tmp_path: Path) -> None:
    write_lab(tmp_path, translation=1481.48, focal=600.0)
    found = " ".join(complaints(examine_lab(tmp_path)))
    assert "lack the focal length of their id" in found
    assert "translations of lab_cam must be in pupil distances" in found
    (tmp_path / "data/lab_cam/02_0_00.json").write_text("[]")
    assert "02_0_00.json" in " ".join(complaints(examine_lab(tmp_path)))
    rotations = np.tile(FRONTAL, (11, 1, 1))
    rotations[4] *= 2
    np.save(tmp_path / "code/predef/lab_rotations.npy", rotations)
    assert "1 of 11 predefined rotations are none" in " ".join(complaints(examine_lab(tmp_path)))
