from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.landmark_files import write_text_points
from face_datasets.now_scans import (
    NowScans,
    examine,
    now_id,
    write_now_images,
    write_now_scan,
    write_scan,
)
from face_datasets.origin import write_synthetic_marker
from geometry.meshes import Mesh

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out

from small_scans import findings, small_scan


@pytest.fixture
def now(tmp_path):
    for number, subject in enumerate(("FaMoS_2", "FaMoS_1")):
        write_now_scan(tmp_path, subject, *small_scan(number))
    write_now_images(
        tmp_path,
        ["FaMoS_2/selfie/IMG_7.jpg", "FaMoS_1/selfie/IMG_7.jpg", "FaMoS_2/selfie/IMG_8.jpg"],
    )
    return tmp_path


@pytest.fixture
def plain(tmp_path):
    for number, name in enumerate(("a", "b", "c")):
        write_scan(tmp_path, name, *small_scan(number))
    return tmp_path


def test_images_of_a_subject_share_its_scan(now):
    data = NowScans(now)
    ids = ["FaMoS_2__selfie__IMG_7", "FaMoS_1__selfie__IMG_7", "FaMoS_2__selfie__IMG_8"]
    assert data.ids() == ids
    assert data.origin == "released"
    assert [data.subject(i) for i in ids] == ["FaMoS_2", "FaMoS_1", "FaMoS_2"]
    assert data.challenge(ids[0]) == "selfie"
    for sample_id, number in zip(ids, (0, 1, 0), strict=True):
        scan, seven = small_scan(number)
        np.testing.assert_allclose(data.scan(sample_id).vertices, scan.vertices, atol=1e-5)
        np.testing.assert_allclose(data.seven_points(sample_id), seven, atol=1e-5)
    assert data.image_path(ids[2]).parts[-3:] == ("FaMoS_2", "selfie", "IMG_8.jpg")


def test_ids_are_the_last_three_parts_of_a_path():
    assert now_id("x/y/FaMoS_1/selfie/IMG.0.jpg") == "FaMoS_1__selfie__IMG.0"
    with pytest.raises(ValueError, match="is not <subject>/<challenge>/<image>"):
        now_id("selfie/IMG.jpg")


def test_any_scans_are_one_sample_each(plain):
    (plain / "subjects.txt").write_text("a anna\n\nc anna\n")
    data = NowScans(plain)
    assert data.ids() == ["a", "b", "c"]
    assert [data.subject(i) for i in "abc"] == ["anna", "b", "anna"]
    assert data.challenge("a") == ""
    np.testing.assert_allclose(data.seven_points("c"), small_scan(2)[1], atol=1e-5)


def test_what_is_missing_is_named(tmp_path, plain):
    with pytest.raises(DatasetNotFoundError, match=r"now\.is\.tue\.mpg\.de"):
        NowScans(tmp_path / "elsewhere")
    (plain / "landmarks" / "b.txt").unlink()
    with pytest.raises(DatasetNotFoundError, match=r"landmarks/b\.txt does not exist"):
        NowScans(plain).seven_points("b")
    (plain / "subjects.txt").write_text("a\n")
    with pytest.raises(DamagedFileError, match="expected '<id> <subject>'"):
        NowScans(plain)


def test_an_image_list_must_be_one(now):
    write_now_images(now, ["FaMoS_1/selfie/IMG_7.jpg", "./FaMoS_1/selfie/IMG_7.jpg"])
    with pytest.raises(DamagedFileError, match="FaMoS_1__selfie__IMG_7 is there twice"):
        NowScans(now)
    write_now_images(now, ["IMG_7.jpg"])
    with pytest.raises(DamagedFileError, match="not <subject>/<challenge>/<image>"):
        NowScans(now)
    (now / "imagepathsvalidation.txt").write_text("\n")
    with pytest.raises(DamagedFileError, match="no images"):
        NowScans(now)


def test_the_doctor_is_content_with_a_whole_stand_in(plain):
    write_synthetic_marker(plain)
    assert findings(examine, plain, "error") == findings(examine, plain, "warning") == []
    assert any("3 scans of 3" in what for what in findings(examine, plain, "ok"))


def test_the_doctor_counts_and_misses_images(now):
    warnings = findings(examine, now, "warning")
    assert any("3 samples of 2 subjects; NoW's validation set has 352 of 20" in w for w in warnings)
    assert any("3 of 3 images are not there" in w for w in warnings)
    write_now_images(now, ["FaMoS_1/selfies/IMG_7.jpg"])
    assert any(
        "challenges that NoW does not have: selfies" in w for w in findings(examine, now, "warning")
    )
    (now / "imagepathsvalidation.txt").write_text("rubbish\n")
    assert len(findings(examine, now, "error")) == 1


def test_the_doctor_finds_planted_problems(plain):
    scan, seven = small_scan(0)
    mirror = np.array([-1.0, 1, 1])
    planted = {
        "metres": (Mesh(scan.vertices / 1000, scan.faces), seven / 1000),
        "shifted": (scan, seven + np.array([0, 0, 20.0])),
        "mirrored": (Mesh(scan.vertices * mirror, scan.faces), seven * mirror),
        "swapped": (scan, seven[[3, 2, 1, 0, 4, 6, 5]]),
        "eyes": (scan, seven[[0, 2, 1, 3, 4, 5, 6]]),
        "mouth": (scan, seven[[0, 1, 2, 3, 4, 6, 5]]),
        "nose": (scan, seven[[0, 1, 2, 3, 5, 4, 6]]),
    }
    for name, (mesh, points) in planted.items():
        write_scan(plain, name, mesh, points)
    write_text_points(plain / "landmarks" / "a.txt", seven[:6])
    (plain / "scans" / "b.obj").write_text("v 1 2\n")
    errors = findings(examine, plain, "error")
    expected = {
        "a.txt": r"expected (7, 3)",
        "b.obj": "expected",
        "metres": "these look like metres",
        "shifted": "away from the scan",
        "mirrored": "left and right are swapped, or the scan is a mirror image",
        "swapped": "left and right are swapped, or the scan is a mirror image",
        "eyes": "the eye corners are not in order",
        "mouth": "mouth corners do not",
        "nose": "",
    }
    assert len(errors) == len(expected)
    for name, text in expected.items():
        assert any(name in error and text in error for error in errors), (name, errors)
    assert any("1 scans of 10" in what for what in findings(examine, plain, "ok"))
