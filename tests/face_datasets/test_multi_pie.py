from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.multi_pie import MultiPie

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out

from small_multi_pie import write_view


@pytest.fixture
def root(tmp_path):
    for moment in ("001_01_01", "001_02_01", "200_01_02", "201_01_01", "346_04_01"):
        for camera in ("080", "051", "190"):
            write_view(tmp_path, moment, camera, "06", "09")
    write_view(tmp_path, "002_01_01", "051", "06")  # without its sides
    write_view(tmp_path, "002_01_01", "080", "06")
    write_view(tmp_path, "002_01_01", "190", "09")  # another illumination
    return tmp_path


def test_triples_are_of_one_moment_and_subjects_are_apart(root):
    data = MultiPie(root)
    moments = ("001_01_01", "001_02_01", "200_01_02")
    assert data.ids("train") == [f"{m}_{light}" for m in moments for light in ("06", "09")]
    assert data.ids("val") == ["201_01_01_06", "201_01_01_09", "346_04_01_06", "346_04_01_09"]
    assert {data.subject(i) for i in data.ids("val")} == {"201", "346"}
    everyone = MultiPie(root, last_training_subject=1)
    assert {i[:3] for i in everyone.ids("train")} == {"001"}
    images = data.triple("200_01_02_09").images()
    assert images.shape == (3, 128, 128, 3)
    assert images[:, 5, 7].tolist() == [[200, 80, 9], [200, 51, 9], [200, 190, 9]]


def test_left_and_right_follow_the_landmarks_not_the_cameras(root):
    for camera, yaw in (("080", 45), ("190", -45)):
        write_view(root, "001_01_01", camera, "06", yaw=yaw)
    data = MultiPie(root)
    assert data.triple("001_01_01_06").images()[:, 0, 0, 1].tolist() == [190, 51, 80]
    assert data.triple("001_02_01_06").images()[:, 0, 0, 1].tolist() == [80, 51, 190]
    points = root / "FS_t5pt" / "001_02_01_080_trans.5pt"
    lines = points.read_text().splitlines()  # the other eye and the other corner first
    points.write_text("\n".join([lines[1], lines[0], lines[2], lines[4], lines[3]]))
    assert data.triple("001_02_01_06").images()[:, 0, 0, 1].tolist() == [80, 51, 190]


def test_other_angles(root):
    for camera in ("050", "140"):
        write_view(root, "201_01_01", camera, "06")
    data = MultiPie(root, angle=15)
    assert (data.ids("train"), data.ids("val")) == ([], ["201_01_01_06"])
    assert data.triple("201_01_01_06").images()[:, 0, 0, 1].tolist() == [140, 51, 50]
    with pytest.raises(ValueError, match="stand at 20 degrees; known: 15, 30, 45"):
        MultiPie(root, angle=20)


def test_a_head_that_is_not_held_straight_keeps_its_sides(root):
    """Both faces point to the image's right, the one in camera 050 farther."""
    for camera, yaw in (("050", 36), ("140", 6)):
        write_view(root, "201_01_01", camera, "06", yaw=yaw)
    triple = MultiPie(root, angle=15).triple("201_01_01_06")
    assert triple.cameras == ("140", "051", "050")


def test_chosen_illuminations(root):
    data = MultiPie(root, illuminations=["09"])
    assert data.ids("val") == ["201_01_01_09", "346_04_01_09"]
    with pytest.raises(ValueError, match="'9': expected two digits"):
        MultiPie(root, illuminations=["9"])
    with pytest.raises(DatasetNotFoundError, match="cameras 051, 080, 190, illumination 07"):
        MultiPie(root, illuminations=["07"])


def test_what_is_wrong_is_named(root, tmp_path):
    data = MultiPie(root)
    points = root / "FS_t5pt" / "001_01_01_190_trans.5pt"
    points.write_text("1 2 3")
    with pytest.raises(DamagedFileError, match="3 numbers, expected 5"):
        data.triple("001_01_01_06")
    points.write_text("40 40\n" * 5)
    with pytest.raises(DamagedFileError, match=r"(?s)190_trans\.5pt: landmarks .* in one place"):
        data.triple("001_01_01_06")
    write_view(root, "001_01_01", "190", "06", yaw=-20)
    with pytest.raises(DamagedFileError, match="expected 90 degrees between them"):
        data.triple("001_01_01_06")
    points.unlink()
    with pytest.raises(DatasetNotFoundError, match=r"001_01_01_190_trans\.5pt does not exist"):
        MultiPie(root).triple("001_01_01_06")
    small = root / "FS_aligned" / "200_01_02_051_06_cropped.png"
    Image.fromarray(np.zeros((64, 64, 3), np.uint8)).save(small)
    with pytest.raises(DamagedFileError, match="64 x 64 pixels, expected 128 x 128"):
        data.triple("200_01_02_06").images()
    (root / "copy").mkdir()
    small.rename(root / "copy" / "201_01_01_051_06_cropped.png")
    with pytest.raises(DamagedFileError, match="also in FS_aligned/"):
        MultiPie(root)
    with pytest.raises(DatasetNotFoundError, match="cameras 051, 080, 190"):
        MultiPie(tmp_path / "nowhere")
