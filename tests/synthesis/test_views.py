from __future__ import annotations

import numpy as np
import pytest

from geometry.crops import CropTransform, five_points_from_68
from synthesis.seeds import generator
from synthesis.views import (
    PHOTO_SIZE,
    head_rotation,
    noisy_landmarks5,
    noisy_landmarks68,
    orthographic_view,
    pinhole_view,
)

NOSE = np.array([[0.0, 0.0, 100.0]])


def test_positive_yaw_points_the_nose_to_the_image_right():
    rotation = head_rotation(0.0, 90.0, 0.0)
    np.testing.assert_allclose(rotation @ [0, 0, 1], [1, 0, 0], atol=1e-12)
    np.testing.assert_allclose(head_rotation(0.0, 0.0, 0.0) @ [1, 2, 3], [1, -2, -3], atol=1e-12)


@pytest.mark.parametrize("place", [pinhole_view, orthographic_view])
def test_the_face_is_near_the_middle_of_the_photo(place):
    centre = np.array([3.0, -10.0, 80.0])
    for k in range(40):
        view = place(generator(k), head_rotation(5.0, 40.0, 3.0), centre)
        assert np.abs(view.project(centre[None])[0] - PHOTO_SIZE / 2).max() < 0.08 * PHOTO_SIZE
        sideways = centre + np.array([[0.0, 60.0, 0.0], [0.0, -60.0, 0.0]])
        size = np.linalg.norm(np.diff(view.project(sideways), axis=0))
        assert 120 / 1.6 < size < 120 / 0.7


def test_perspective_depends_on_depth_and_orthography_does_not():
    points = np.array([[40.0, 0.0, 0.0], [-40.0, 0.0, 0.0], [40.0, 0.0, 90.0], [-40.0, 0.0, 90.0]])
    for place, ratio in ((pinhole_view, 1.01), (orthographic_view, 1.0)):
        u = place(generator(0), head_rotation(0.0, 0.0, 0.0), np.zeros(3)).project(points)[:, 0]
        assert (u[2] - u[3]) / (u[0] - u[1]) >= ratio - 1e-4
        assert ratio > 1 or (u[2] - u[3]) / (u[0] - u[1]) == pytest.approx(1, abs=1e-4)


def test_the_cropped_view_projects_to_crop_pixels():
    view = pinhole_view(generator(3), head_rotation(0.0, 20.0, 0.0), np.zeros(3))
    crop = CropTransform(0.5, (-7.0, 11.0), 64)
    expected = crop.crop_from_image(view.project(NOSE))
    np.testing.assert_allclose(view.cropped(crop).project(NOSE), expected, atol=1e-3)


def test_a_detector_errs_by_one_and_a_half_percent():
    truth = np.arange(10.0).reshape(5, 2)
    errors = [noisy_landmarks5(generator(k), truth, 60.0) - truth for k in range(300)]
    distance_rms = np.sqrt((np.array(errors) ** 2).sum(axis=-1).mean())
    assert distance_rms == pytest.approx(0.015 * 60, rel=0.08)


def test_68_landmarks_err_as_the_five_points_in_them_do():
    truth = generator(0).uniform(0, 100, (68, 2))
    found = noisy_landmarks68(generator(1), truth, 60.0)
    five = five_points_from_68(truth)
    expected = noisy_landmarks5(generator(1), five, 60.0)
    np.testing.assert_allclose(five_points_from_68(found), expected)
    errors = found - truth
    assert len(np.unique(errors.round(9), axis=0)) == 5
    for alike in ([36, 41, 17], [42, 47, 26], [30, 27, 35], [48, 60, 0], [54, 64, 16]):
        np.testing.assert_allclose(errors[alike], errors[alike[:1]].repeat(3, axis=0))
