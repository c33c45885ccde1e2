from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from face_datasets.multi_pie_doctor import examine
from face_datasets.multi_pie_files import CAMERA_YAWS

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out

from small_multi_pie import landmarks68, write_view


@pytest.fixture
def root(tmp_path):
    for moment in ("007_01_01", "250_01_01"):
        for camera in CAMERA_YAWS:
            write_view(tmp_path, moment, camera, "06", "15")
    return tmp_path


def findings(root: Path, level: str) -> list[str]:
    return [finding.what for finding in examine(root) if finding.level == level]


def test_counts_triples_and_split(root):
    ok = findings(root, "ok")
    assert findings(root, "error") == []
    assert findings(root, "warning") == [
        "52 images of 2 subjects, 1 sessions, 1 recordings, 13 of 13 cameras, 2 illuminations; "
        "the release has 337 subjects"
    ]
    assert ok[2] == "45 degrees (cameras 051, 080, 190): 4 triples, 2 to train, 2 to validate"
    assert "1 subjects up to 200 train, 1 validate" in ok
    assert "52 images can be read, 128 x 128 pixels" in ok
    assert ok[-2:] == [
        "26 views have five points that fit their cameras",
        "26 views have landmarks and labels: ready to prepare",
    ]


def test_what_is_missing(root):
    for path in root.rglob("*_110_*"):
        path.unlink()
    (root / "FS_aligned" / "250_01_01_050_15_cropped.png").unlink()
    (root / "FS_t5pt" / "007_01_01_190_trans.5pt").unlink()
    shutil.rmtree(root / "prepared")
    warnings = findings(root, "warning")
    assert any("15 degrees" in w and "3 triples" in w and "1 more lack" in w for w in warnings)
    assert any("90 degrees" in w and "0 triples" in w and "4 more lack" in w for w in warnings)
    assert warnings[-2:] == [
        "24 of 24 views have no _landmarks.txt: `make prepare` needs them",
        "no labels: training needs a parser (PARSER=...)",
    ]
    assert findings(root, "error") == ["1 views have no _trans.5pt: 007_01_01_190"]
    for path in root.rglob("250_*"):
        path.unlink()
    assert "1 subjects up to 200 train, 0 validate" in findings(root, "warning")


def test_labels_of_all_views_or_of_none(root):
    first, *others = sorted(root.rglob("*_parsing.png"))
    for path in others:
        path.unlink()
    assert findings(root, "warning")[-1].startswith("25 of 26 views have no _parsing.png: ")
    assert not any("ready" in what for what in findings(root, "ok"))
    first.unlink()
    assert findings(root, "warning")[-1] == "no labels: training needs a parser (PARSER=...)"
    assert findings(root, "ok")[-1] == "26 views have landmarks: ready to prepare"
    assert findings(root, "error") == []


def test_bad_images_and_names(root):
    images = root / "FS_aligned"
    Image.fromarray(np.zeros((96, 128, 3), np.uint8)).save(images / "007_01_01_051_06_cropped.png")
    (images / "007_01_01_051_15_cropped.png").write_bytes(b"cut off")
    (images / "007_01_01_081_06_cropped.png").write_bytes(b"from above")
    (images / "250_01_01_051_06_cropped.png").rename(images / "900_01_01_051_06_cropped.png")
    errors = findings(root, "error")
    assert errors[0] == "1 subjects beyond 001 to 346: 900"
    assert errors[1].startswith(
        "2 images cannot be used: FS_aligned/007_01_01_051_06_cropped.png: "
    )
    assert "128 x 96 pixels, expected 128 x 128; " in errors[1]
    assert "FS_aligned/007_01_01_051_15_cropped.png: not a readable image" in errors[1]
    assert any("1 cropped images have other names" in w for w in findings(root, "warning"))


def test_wrong_points(root):
    def save(camera, points):
        np.savetxt(root / "FS_t5pt" / f"007_01_01_{camera}_trans.5pt", points)

    def load(camera):
        return np.loadtxt(root / "FS_t5pt" / f"007_01_01_{camera}_trans.5pt")

    save("051", 2.5 * load("051"))  # of images of 320 pixels
    save("050", load("050")[[3, 4, 2, 0, 1]])  # mouth first
    save("140", 64 + 0.3 * (load("140") - 64))
    save("130", load("130")[:4])
    (error,) = findings(root, "error")
    assert error.startswith("4 _trans.5pt files are wrong: ")
    assert "007_01_01_051: points from 118 to 202, outside the image" in error
    assert "007_01_01_050: eyes, nose and mouth are not below each other" in error
    assert "007_01_01_140: 10 pixels from eyes to mouth" in error
    assert "007_01_01_130_trans.5pt: 8 numbers, expected 5 finite pairs" in error


def test_left_and_right(root):
    for camera, yaw in (("190", -45), ("080", 45), ("050", 5), ("140", -5)):
        write_view(root, "007_01_01", camera, "06", yaw=yaw)
    turned, alike = findings(root, "error")
    assert turned.startswith("2 views are turned otherwise than their camera")
    assert "007_01_01_080 by 4" in turned
    assert "expected -45" in turned
    assert alike == "1 pairs of side views do not point apart: 007_01_01 at 15 degrees"


def test_a_mirrored_copy_is_one_finding(root):
    for moment in ("007_01_01", "250_01_01"):
        for camera, yaw in CAMERA_YAWS.items():
            write_view(root, moment, camera, "06", "15", yaw=-yaw)
    assert findings(root, "error") == []
    assert "to the other side than TP-GAN's camera table" in findings(root, "warning")[-1]


def test_wrong_preparation(root):
    labels = root / "prepared" / "250_01_01_051_parsing.png"
    Image.fromarray(np.full((128, 128), 12, np.uint8)).save(labels)
    np.savetxt(root / "prepared" / "007_01_01_051_landmarks.txt", 224 / 128 * landmarks68(0))
    (error,) = findings(root, "error")
    assert error.startswith("2 prepared files are wrong: 007_01_01_051: landmarks 70 pixels off")
    assert error.endswith("250_01_01_051_parsing.png: labels go up to 12, expected 0 to 9")


def test_no_copy_at_all_and_two_of_one_file(root, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "holds no 001_01_01_051_06_cropped.png" in findings(tmp_path / "empty", "error")[0]
    shutil.copytree(root / "FS_aligned", root / "copy")
    assert "also in FS_aligned/" in findings(root, "error")[0]
