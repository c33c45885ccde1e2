from __future__ import annotations

import numpy as np
import pytest

from benchmarks.aflw2000_mouth import Aflw2000Mouth, nme_percent
from benchmarks.errors import ScoringError
from benchmarks.reconstruction import Reconstruction
from face_datasets.aflw2000 import write_aflw2000_sample
from face_datasets.origin import write_synthetic_marker

ID = "image00002"
SCALE = 2.0e-3  # px per micrometre: 0.5 mm per pixel


@pytest.fixture(scope="module")
def landmarks():
    points = np.random.default_rng(0).uniform(120, 300, (68, 3)).astype(np.float32)
    points[0, :2], points[1, :2] = (100, 110), (325, 210)  # the corners of a box 225 x 100
    points[2:, 1] = np.clip(points[2:, 1], 110, 210)
    return points


@pytest.fixture(scope="module")
def mouth(tmp_path_factory, landmarks):
    root = tmp_path_factory.mktemp("aflw2000")
    for number, yaw in ((2, 0.1), (4, -0.8), (6, 1.4)):
        pose = np.array([[0.0, yaw, 0.0, 200.0, 200.0, 0.0, SCALE]])
        image = np.zeros((450, 450, 3), np.uint8)
        write_aflw2000_sample(root, f"image{number:05d}", image, landmarks, pose)
    write_synthetic_marker(root, dataset="aflw2000")
    return Aflw2000Mouth(root)


def flat(landmarks, offset=(0.0, 0.0), points=range(68)):
    moved = landmarks[:, :2].astype(np.float64)
    moved[list(points)] += offset
    return Reconstruction(landmarks_2d=moved)


def test_the_truth_scores_zero(mouth, landmarks):
    score = mouth.score(ID, flat(landmarks))
    assert max(score.values.values()) < 1e-4
    assert set(score.values) == {m.name for m in mouth.metrics if m.required}


def test_photographs_but_no_surfaces_to_show(mouth, landmarks):
    assert [image.shape for image in mouth.photographs(ID)] == [(450, 450, 3)]
    assert mouth.surfaces(ID, flat(landmarks)) is None


def test_a_known_offset_of_the_mouth_alone(mouth, landmarks):
    """3-4-5 pixels at 0.5 mm each; the box of the 68 points has sqrt(225 * 100) = 150 pixels."""
    score = mouth.score(ID, flat(landmarks, (3.0, -4.0), range(60, 68)))
    assert score.values["mouth_px"] == pytest.approx(5, abs=1e-4)
    assert score.values["mouth_mm"] == pytest.approx(2.5, abs=1e-4)
    assert score.values["mouth_nme_percent"] == pytest.approx(100 * 5 / 150, abs=1e-3)
    assert score.values["all_nme_percent"] == pytest.approx(100 * 5 * 8 / 68 / 150, abs=1e-3)
    np.testing.assert_allclose(score.distances, np.full(8, 2.5), atol=1e-4)
    assert score.details["mm_per_pixel"] == pytest.approx(0.5)


def test_the_other_sixty_points_do_not_matter_to_the_mouth(mouth, landmarks):
    score = mouth.score(ID, flat(landmarks, (50.0, 0.0), range(60)))
    assert score.values["mouth_mm"] < 1e-4
    assert score.values["all_nme_percent"] == pytest.approx(100 * 50 * 60 / 68 / 150, abs=1e-3)


def test_one_point_of_eight_is_averaged_not_squared(mouth, landmarks):
    score = mouth.score(ID, flat(landmarks, (16.0, 0.0), [63]))
    assert score.values["mouth_mm"] == pytest.approx(1.0, abs=1e-4)


def test_depth_counts_in_space_up_to_a_constant(mouth, landmarks):
    """Frame "camera" at 1000 px and 500 mm: 2 px per mm; depth grows away from the viewer."""
    space = np.zeros((68, 3))
    space[:, 2] = 500 - landmarks[:, 2] / 2 + 77.0
    camera = {"focal_length": 1000.0, "reference_depth": 500.0, "frame": "camera"}
    points = landmarks[:, :2].astype(np.float64)
    exact = Reconstruction(landmarks_2d=points, landmarks_3d=space, **camera)
    assert mouth.score(ID, exact).values["mouth_3d_mm"] < 1e-4
    space[60:68, 2] += 3.0  # mm; the mean over the 68 points moves by 3 * 8 / 68
    nearer = Reconstruction(landmarks_2d=points, landmarks_3d=space, **camera)
    values = mouth.score(ID, nearer).values
    assert values["mouth_3d_mm"] == pytest.approx(2 * 3.0 * (1 - 8 / 68) * 0.5, abs=1e-3)
    assert values["mouth_mm"] < 1e-4


def test_landmarks_of_a_mesh_are_projected(mouth, landmarks):
    u, v, depth = landmarks.T.astype(np.float64)
    z = 600.0 - depth / 4
    space = np.column_stack([(u - 225) / 900 * z, (v - 220) / 900 * z, z])
    camera = Reconstruction(
        landmarks_3d=space,
        frame="camera",
        focal_length=900.0,
        principal_point=np.array([225.0, 220.0]),
        reference_depth=600.0,
    )
    assert mouth.score(ID, camera).values["mouth_px"] < 1e-4
    cube = np.column_stack([(u - 225) / 225, -(v - 225) / 225, depth / 225 - 3])
    values = mouth.score(ID, Reconstruction(landmarks_3d=cube, frame="image-cube")).values
    assert values["mouth_px"] < 1e-4
    assert values["mouth_3d_mm"] < 1e-4
    behind = Reconstruction(
        landmarks_3d=-space,
        frame="camera",
        focal_length=900.0,
        principal_point=np.array([225.0, 220.0]),
    )
    with pytest.raises(ScoringError, match="behind the camera"):
        mouth.score(ID, behind)


def test_what_cannot_be_scored_says_what_to_write(mouth, landmarks):
    with pytest.raises(ScoringError, match=r"landmarks_2d into its record, or <id>\.txt"):
        mouth.score(ID, Reconstruction())
    with pytest.raises(ScoringError, match="write landmarks_2d"):
        mouth.score(ID, Reconstruction(landmarks_3d=np.ones((68, 3)), frame="any"))
    with pytest.raises(ScoringError, match="not finite"):
        mouth.score(ID, flat(landmarks, (np.nan, 0.0)))
    with pytest.raises(ValueError, match="expected an area"):
        nme_percent(1.0, np.ones((68, 2)))


def test_bins_by_yaw_and_a_name_that_says_synthetic(mouth):
    assert mouth.bins() == {"0-30": [ID], "30-60": ["image00004"], "60-90": ["image00006"]}
    assert mouth.label == "aflw2000-mouth (synthetic)"
    assert [path.name for path in mouth.inputs(ID)] == [f"{ID}.mat"]
