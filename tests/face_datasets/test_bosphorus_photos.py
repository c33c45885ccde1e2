from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from face_datasets.bosphorus import Bosphorus
from face_datasets.bosphorus_photos import AVERAGE_FACE, PARSING, five_points, read_parsing
from face_datasets.errors import DamagedFileError
from geometry.crops import FIVE_POINTS

PATH = Path("a.lm2")


def frontal(scale: float = 2.0) -> dict[str, np.ndarray]:
    """The average face from the front; its centre is at (100, 80)."""
    return {
        label: np.array([scale * x + 100, 80 - scale * y])
        for label, (x, y, _) in AVERAGE_FACE.items()
    }


def test_the_five_points_are_those_of_the_crops():
    """Eye centres are midway between the corners; the table is the face that crops assume."""
    landmarks = frontal()
    points = five_points(PATH, landmarks)
    outer, inner = landmarks["Outer right eye corner"], landmarks["Inner right eye corner"]
    np.testing.assert_allclose(points[0], (outer + inner) / 2)
    np.testing.assert_allclose(points[4], landmarks["Left mouth corner"])
    expected = FIVE_POINTS[:, :2] * [2, -2] + [100, 80]
    assert np.linalg.norm(points - expected, axis=1).max() < 3


def test_hidden_landmarks_come_from_the_average_face():
    landmarks = frontal()
    whole = five_points(PATH, landmarks)
    for label in ("Inner right eye corner", "Right mouth corner", "Nose tip"):
        del landmarks[label]
    np.testing.assert_allclose(five_points(PATH, landmarks), whole, atol=1e-9)
    small = {label: 0.25 * point for label, point in landmarks.items()}
    np.testing.assert_allclose(five_points(PATH, small), 0.25 * whole, atol=1e-9)


def test_left_and_right_are_the_subjects_whoever_named_them():
    landmarks = frontal()
    sides = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    viewers = {
        " ".join(sides.get(word, word) for word in label.split()): point
        for label, point in landmarks.items()
    }
    np.testing.assert_allclose(five_points(PATH, viewers), five_points(PATH, landmarks))


def test_what_is_no_face_is_damage():
    landmarks = frontal()
    few = {label: landmarks[label] for label in list(landmarks)[:5]}
    with pytest.raises(DamagedFileError, match=r"a\.lm2: 5 of the 20 landmarks, expected 6"):
        five_points(PATH, few)
    upside_down = {label: point * [1, -1] for label, point in landmarks.items()}
    with pytest.raises(DamagedFileError, match="from behind or mirrored"):
        five_points(PATH, upside_down)
    with pytest.raises(DamagedFileError, match="in one place"):
        five_points(PATH, dict.fromkeys(landmarks, np.zeros(2)))


def test_labels_are_optional_and_checked(tmp_path):
    (tmp_path / "bs000").mkdir()
    data, image = Bosphorus(tmp_path), np.zeros((6, 8, 3), np.uint8)
    assert read_parsing(data, "bs000_N_N_0", image) is None
    path = tmp_path / "bs000" / f"bs000_N_N_0{PARSING}"
    Image.new("L", (8, 6), 9).save(path)
    labels = read_parsing(data, "bs000_N_N_0", image)
    assert labels is not None
    assert labels.tolist() == [[9] * 8] * 6
    Image.new("L", (8, 6), 10).save(path)
    with pytest.raises(DamagedFileError, match="labels go up to 10"):
        read_parsing(data, "bs000_N_N_0", image)
    Image.new("L", (6, 8), 1).save(path)
    with pytest.raises(DamagedFileError, match="6 x 8 pixels, expected 8 x 6"):
        read_parsing(data, "bs000_N_N_0", image)
