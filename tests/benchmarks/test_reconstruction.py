"""From a prediction to what is scored: where the seven alignment points come from."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.protocol import ScoringError
from benchmarks.reconstruction import Reconstruction, reconstruct
from geometry.landmarks import IBUG68_SEVEN, SEVEN_POINTS
from predictions import Prediction
from predictions.topologies import topology_of

FACES = np.array([[0, 1, 2], [0, 2, 3]])
SEVEN = np.arange(21.0).reshape(7, 3)


def vertices(n: int) -> np.ndarray:
    return np.random.default_rng(n).normal(size=(n, 3))


def test_an_unknown_mesh_asks_for_its_points() -> None:
    reconstruction = reconstruct(Prediction(vertices(90)), FACES, frame="any")
    assert reconstruction.topology == ""
    with pytest.raises(ScoringError, match=r"90 vertices and 2 triangles .* --landmark-indices"):
        reconstruction.seven_points("tip")


def test_landmark_indices_of_a_record_give_both_noses() -> None:
    points, ids = vertices(90), np.arange(68) + 10
    reconstruction = reconstruct(Prediction(points), FACES, frame="any", landmark_indices=ids)
    assert reconstruction.landmarks_3d is not None
    np.testing.assert_array_equal(reconstruction.landmarks_3d, points[10:78])
    for nose, landmarks in IBUG68_SEVEN.items():
        found = reconstruction.seven_points(nose)
        np.testing.assert_array_equal(found, points[np.array(landmarks) + 10])
    tip, bottom = (reconstruction.seven_points(nose) for nose in ("tip", "bottom"))
    assert (tip != bottom).any(axis=1).tolist() == [name == "nose" for name in SEVEN_POINTS]


def test_a_known_topology_has_points_and_what_the_user_says_beats_it() -> None:
    n_vertices, n_faces = 35709, 70789
    known = topology_of(n_vertices, n_faces)
    assert known is not None
    points = vertices(n_vertices)
    faces = np.zeros((n_faces, 3), np.int64)
    prediction = Prediction(points)
    by_topology = reconstruct(prediction, faces, frame="any")
    assert by_topology.topology == known.name
    expected = known.seven_points(points, "tip")
    np.testing.assert_array_equal(by_topology.seven_points("tip"), expected)
    beside = reconstruct(Prediction(points, landmark_points=SEVEN), faces, frame="any")
    np.testing.assert_array_equal(beside.seven_points("bottom"), SEVEN)
    said = reconstruct(
        Prediction(points, landmark_points=SEVEN), faces, frame="any", seven_indices=tuple(range(7))
    )
    np.testing.assert_array_equal(said.seven_points("tip"), points[:7])


def test_indices_beyond_the_mesh_are_an_error() -> None:
    with pytest.raises(ScoringError, match="landmark index 95 is beyond the 90 vertices"):
        reconstruct(
            Prediction(vertices(90)), FACES, frame="any", seven_indices=(0, 1, 2, 3, 4, 5, 95)
        )


def test_the_mean_face_has_its_own_landmarks_and_picture() -> None:
    ours, mean = vertices(90), vertices(91)[:90]
    prediction = Prediction(
        ours,
        mean,
        landmarks_2d=np.zeros((68, 2)),
        landmark_points=SEVEN,
        focal_length=900.0,
        image=np.zeros((4, 4, 3), np.uint8),
        image_mask=np.ones((4, 4), bool),
        mean_image=np.ones((4, 4, 3), np.uint8),
        mean_image_mask=np.ones((4, 4), bool),
        diffuse_albedo=np.full((90, 3), 0.5),
        mean_diffuse_albedo=np.full((90, 3), 0.25),
        shininess=20.0,
    )
    ids = np.arange(68)
    face = reconstruct(prediction, FACES, frame="camera", landmark_indices=ids, mean_face=True)
    np.testing.assert_array_equal(face.mesh().vertices, mean)
    np.testing.assert_array_equal(face.seven_points("tip"), mean[list(IBUG68_SEVEN["tip"])])
    assert face.landmarks_2d is face.shininess is face.specular_albedo is None
    assert face.image is prediction.mean_image
    assert face.image_mask is prediction.mean_image_mask
    assert face.diffuse_albedo is prediction.mean_diffuse_albedo
    assert face.focal_length == 900


def test_without_a_mesh() -> None:
    with pytest.raises(ScoringError, match="no mesh"):
        Reconstruction().mesh()
    image = np.zeros((4, 4, 3), np.uint8)
    mask = np.ones((4, 4), bool)
    found = reconstruct(Prediction(image=image, image_mask=mask), None, frame="any")
    assert found.image is image
