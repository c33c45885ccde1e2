from __future__ import annotations

import numpy as np
import pytest

from geometry.face_crops import below_plane, face_up, now_crop, now_sphere, sphere_crop

# eye corners on y = 40, nose at the origin, mouth corners below
SEVEN = np.array(
    [[-45, 40, 0], [-15, 40, 0], [15, 40, 0], [45, 40, 0], [0, 0, 0], [-25, -30, 0], [25, -30, 0]],
    dtype=np.float64,
)


def test_the_sphere_of_now_by_hand() -> None:
    centre, radius = now_sphere(SEVEN)
    assert centre == pytest.approx([0, 12, 0])  # 0.3 of the 40 mm from nose to bridge
    assert radius == pytest.approx(1.4 * (90 + 40) / 2)
    assert now_sphere(SEVEN, factor=1.2)[1] == pytest.approx(1.2 * 65)


def test_the_crop_of_now_keeps_what_is_within_91_mm_of_its_centre() -> None:
    vertices = np.array([[0, 12 + 90.9, 0], [0, 12 + 91.1, 0], [0, 12, -91.1], [90.9, 12, 0]])
    assert now_crop(vertices, SEVEN).tolist() == [True, False, False, True]


def test_a_sphere_holds_its_border() -> None:
    vertices = np.array([[1.0, 2, 3], [4, 2, 3], [4.001, 2, 3]])
    assert sphere_crop(vertices, np.array([1.0, 2, 3]), 3.0).tolist() == [True, True, False]


def test_a_plane_cuts_what_is_above() -> None:
    vertices = np.array([[0, 1.0, 5], [0, 2, 5], [9, 3, -5]])
    assert below_plane(vertices, np.array([7.0, 2, 0]), np.array([0, 10.0, 0])).tolist() == [
        *(True, True, False)
    ]


def test_up_is_square_to_the_eyes_and_turns_with_the_head() -> None:
    assert face_up(SEVEN) == pytest.approx([0, 1, 0])
    slanted = SEVEN.copy()
    slanted[5:, 0] += 10  # a crooked mouth does not tilt the face sideways
    assert face_up(slanted) == pytest.approx([0, 1, 0])
    rolled = SEVEN @ np.array([[0, -1, 0], [1, 0, 0], [0, 0, 1.0]]).T
    assert face_up(rolled) == pytest.approx([-1, 0, 0])


@pytest.mark.parametrize(
    "call",
    [
        lambda: now_sphere(np.zeros((7, 3))),
        lambda: now_sphere(SEVEN * np.nan),
        lambda: sphere_crop(SEVEN, np.zeros(3), 0.0),
        lambda: below_plane(SEVEN, np.zeros(3), np.zeros(3)),
        lambda: face_up(np.zeros((7, 3))),
    ],
)
def test_regions_without_size_are_refused(call) -> None:
    with pytest.raises(ValueError, match="expected"):
        call()
