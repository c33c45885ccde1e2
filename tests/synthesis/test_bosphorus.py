from __future__ import annotations

import numpy as np
import pytest

from face_datasets.bosphorus import Bosphorus
from face_datasets.bosphorus_doctor import examine
from face_datasets.bosphorus_photos import five_points, read_parsing
from face_datasets.origin import write_synthetic_marker
from geometry.crops import estimate_yaw
from morphable_models.base import FACE_PARSING_REGIONS
from synthesis.bosphorus import POSES, bosphorus_jobs, make_bosphorus_subject


@pytest.fixture(scope="module")
def root(tmp_path_factory, sculptor):
    root = tmp_path_factory.mktemp("bosphorus")
    names = make_bosphorus_subject(3, root, sculptor, seed=0)
    assert names == [f"bs003_{kind}_0" for kind in POSES]
    write_synthetic_marker(root)
    return root


def test_the_doctor_finds_nothing(root):
    assert {finding.level for finding in examine(root)} == {"ok"}


def test_the_neutral_scan_is_a_face_seen_from_the_front(root):
    data = Bosphorus(root)
    scan, points = data.scan("bs003_N_N_0"), data.seven_points("bs003_N_N_0")
    assert len(scan.vertices) > 15_000
    assert 70 < np.linalg.norm(points[3] - points[0]) < 110
    assert (np.diff(points[:4, 0]) > 10).all()  # the subject's right eye is on the left
    offsets = np.linalg.norm(scan.vertices[:, None] - points[None], axis=2).min(axis=0)
    assert offsets.max() < 2.0
    near = scan.vertices[np.linalg.norm(scan.vertices - points[4], axis=1) < 40]
    assert near[:, 2].max() - points[4, 2] < 2  # the tip of the nose is in front


def test_right_turns_show_the_left_side(root):
    data = Bosphorus(root)
    for kind, sign in (("YR_R45", -1), ("YR_L45", 1)):
        landmarks = data.landmarks_3d(f"bs003_{kind}_0")
        seen = "left" if sign < 0 else "right"
        assert f"Outer {seen} eye corner" in landmarks
        assert len(landmarks) < 20  # some of the other side cannot be seen
        # the nose is nearer to that side of the picture to which the face is turned
        eye = landmarks[f"Outer {seen} eye corner"]
        assert sign * (landmarks["Nose tip"][0] - eye[0]) > 20
        pixels = data.landmarks_2d(f"bs003_{kind}_0")
        assert pixels.keys() == landmarks.keys()
        assert sign * (pixels["Nose tip"][0] - pixels[f"Outer {seen} eye corner"][0]) > 20


def test_photograph_and_range_image_agree(root):
    """The place in the photograph that each point of the grid names shows the same landmark."""
    data = Bosphorus(root)
    name = "bs003_YR_R20_0"
    image, photo = data.range_image(name), data.image(name)
    assert photo.shape == (384, 384, 3)
    points, places = image.points[image.valid], image.image_points[image.valid]
    for label, point in data.landmarks_3d(name).items():
        nearest = np.linalg.norm(points - point, axis=1).argmin()
        expected = data.landmarks_2d(name)[label]
        assert np.abs(places[nearest] * 384 - expected).max() < 4, label


def test_labels_beside_a_photograph_fit_it(root):
    data = Bosphorus(root)
    labels = read_parsing(data, "bs003_YR_R45_0", data.image("bs003_YR_R45_0"))
    assert labels is not None
    rows, columns = np.nonzero(labels == FACE_PARSING_REGIONS.index("left_eye"))
    pixels = data.landmarks_2d("bs003_YR_R45_0")
    points = five_points(data.path("bs003_YR_R45_0", ".lm2"), pixels)
    assert np.linalg.norm(points[1] - [columns.mean() + 0.5, rows.mean() + 0.5]) < 6
    assert estimate_yaw(points) < -30  # the nose points to the image's left: a left view


def test_subjects_are_limited_and_bytes_repeat(root, tmp_path, sculptor):
    with pytest.raises(ValueError, match="105 subjects"):
        bosphorus_jobs(106)
    make_bosphorus_subject(3, tmp_path, sculptor, seed=0)
    for path in sorted((root / "bs003").iterdir())[:8]:
        assert path.read_bytes() == (tmp_path / "bs003" / path.name).read_bytes()
