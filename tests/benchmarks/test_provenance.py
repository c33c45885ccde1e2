from __future__ import annotations

from scan_pairs import bumpy_head, seven_points

from benchmarks.now import Now
from benchmarks.provenance import data_sha256
from face_datasets.now_scans import write_now_images, write_now_scan
from face_datasets.origin import write_synthetic_marker

IMAGES = ["anna/selfie/1.jpg", "anna/selfie/2.jpg", "bert/selfie/1.jpg"]


def write_scans(root, images, n_around=44):
    root.mkdir()
    write_now_images(root, images)
    scan = bumpy_head(n_around, 40)
    for subject in {image.split("/")[0] for image in images}:
        write_now_scan(root, subject, scan, seven_points(scan))
    return Now(root)


def test_only_the_same_samples_on_the_same_scans_are_the_same_data(tmp_path):
    whole = data_sha256(write_scans(tmp_path / "whole", IMAGES))
    assert data_sha256(write_scans(tmp_path / "copy", IMAGES)) == whole
    assert data_sha256(write_scans(tmp_path / "part", IMAGES[:2])) != whole
    assert data_sha256(write_scans(tmp_path / "other", IMAGES, n_around=48)) != whole


def test_a_stand_in_is_known_by_its_marker(tmp_path):
    benchmark = write_scans(tmp_path / "now", IMAGES)
    released = data_sha256(benchmark)
    write_synthetic_marker(tmp_path / "now")
    assert data_sha256(benchmark) != released
