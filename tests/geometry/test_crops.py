from __future__ import annotations

import json
import math

import numpy as np
import pytest
import torch
from PIL import Image

from geometry.cameras import FRONTAL_ROTATION
from geometry.crops import (
    FIVE_POINTS,
    CropTransform,
    apply_crop,
    crop_from_landmarks5,
    estimate_yaw,
    fit_pose,
    five_points_from_68,
)
from geometry.rotations import euler_to_matrix


def project(pitch=0.0, yaw=0.0, roll=0.0, scale=2.0, centre=(300.0, 200.0)):
    """Weak-perspective image of the average face."""
    angles = torch.tensor([pitch, yaw, roll], dtype=torch.float64) * math.pi / 180
    rotation = (FRONTAL_ROTATION.double() @ euler_to_matrix(angles)).numpy()
    return scale * (FIVE_POINTS @ rotation.T)[:, :2] + centre, rotation


def test_frontal_points_by_hand():
    points, _ = project()
    assert points[0].tolist() == [300 - 64, 200 - 68]  # the subject's right eye: left and up
    crop = crop_from_landmarks5(points, 224)
    assert crop.scale == pytest.approx(224 / 220 / 2)
    centre_and_sides = np.array([[300.0, 200], [300 - 220, 200], [300 + 220, 200]])
    np.testing.assert_allclose(
        crop.crop_from_image(centre_and_sides), [[112, 112], [0, 112], [224, 112]], atol=1e-9
    )
    np.testing.assert_allclose(
        crop.image_from_crop(crop.crop_from_image(centre_and_sides)), centre_and_sides
    )


@pytest.mark.parametrize(
    "angles", [(0, 0, 0), (10, 35, 5), (-15, -60, 20), (0, 89, 0), (5, -85, -30)]
)
def test_pose_is_recovered_at_any_angle(angles):
    points, rotation = project(*angles, scale=0.7)
    pose = fit_pose(points)
    np.testing.assert_allclose(pose.rotation, rotation, atol=1e-9)
    np.testing.assert_allclose(pose.translation, [300, 200])
    assert pose.scale == pytest.approx(0.7)
    assert estimate_yaw(points) == pytest.approx(angles[1])


def test_positive_yaw_moves_the_nose_to_the_right_of_the_eyes():
    points, _ = project(yaw=40)
    assert points[2, 0] > points[:2, 0].mean()
    assert estimate_yaw(points) > 0


def test_crop_follows_shift_and_size_of_the_image():
    points, _ = project(5, 20, 10)
    crop = crop_from_landmarks5(points, 128, mm_per_crop=180.0)
    moved = crop_from_landmarks5(points * 1.7 + [40, -30], 128, mm_per_crop=180.0)
    np.testing.assert_allclose(
        moved.crop_from_image(points * 1.7 + [40, -30]), crop.crop_from_image(points)
    )


@pytest.mark.parametrize(
    ("points", "message"),
    [
        (project()[0][:4], r"shape \(4, 2\)"),
        (project()[0] * np.nan, "finite"),
        (np.ones((5, 2)), "one line or in one place"),
        (np.arange(5)[:, None] * np.array([[1.0, 2.0]]), "one line or in one place"),
        (project()[0][[1, 0, 2, 4, 3]], "mirrored"),
    ],
)
def test_points_that_are_no_face(points, message):
    with pytest.raises(ValueError, match=message):
        crop_from_landmarks5(points, 224)


def test_apply_crop_cuts_scales_and_fills_with_black():
    image = np.arange(1, 17, dtype=np.uint8).reshape(4, 4)
    same = apply_crop(image, CropTransform(1.0, (0.0, 0.0), 4))
    assert same.tolist() == image.tolist()
    shifted = apply_crop(image, CropTransform(1.0, (1.0, -2.0), 4), "nearest")
    assert shifted.tolist() == [[0, 9, 10, 11], [0, 13, 14, 15], [0] * 4, [0] * 4]
    doubled = apply_crop(image, CropTransform(2.0, (0.0, 0.0), 4), "nearest")
    assert doubled.tolist() == [[1, 1, 2, 2], [1, 1, 2, 2], [5, 5, 6, 6], [5, 5, 6, 6]]
    outside = apply_crop(image, CropTransform(1.0, (100.0, 0.0), 4))
    assert (outside == 0).all()


@pytest.mark.parametrize("scale", [0.23, 1.0, 2.6])
@pytest.mark.parametrize("resample", ["bilinear", "nearest"])
def test_the_image_moves_as_the_points_do(scale, resample):
    image = np.zeros((200, 300, 3), np.uint8)
    image[80:121, 150:171] = [255, 128, 64]  # centre (160.5, 100.5) in pixel coordinates
    crop = CropTransform(scale, (60 - 160.5 * scale + 0.3, 70 - 100.5 * scale), 150)
    cut = apply_crop(image, crop, resample).astype(float)
    v, u = np.nonzero(cut[..., 0] >= 0)
    weight = cut[..., 0].ravel()
    centre = [np.average(u + 0.5, weights=weight), np.average(v + 0.5, weights=weight)]
    expected = crop.crop_from_image(np.array([[160.5, 100.5]]))[0]
    np.testing.assert_allclose(centre, expected, atol=0.05 if resample == "bilinear" else 0.51)
    np.testing.assert_allclose(cut[70, 60], [255, 128, 64])


def test_bilinear_averages_when_it_shrinks():
    stripes = np.zeros((64, 64), np.uint8)
    stripes[:, ::2] = 200
    inner = apply_crop(stripes, CropTransform(0.25, (0.0, 0.0), 16))[2:-2, 2:-2]
    assert abs(inner.astype(int) - 100).max() <= 10  # no aliasing


def test_five_points_from_68_landmarks():
    landmarks = np.stack([np.arange(68.0), 100 - np.arange(68.0)], axis=1)
    expected = [[38.5, 61.5], [44.5, 55.5], [30, 70], [48, 52], [54, 46]]
    assert five_points_from_68(landmarks).tolist() == expected


def test_photographs_are_near_frontal_with_plausible_eye_distance(shared):
    table = json.loads((shared / "data/photos/landmarks5.json").read_text())["points"]
    for name in ("astronaut.png", "grace_hopper.jpg"):
        points = np.array(table[name], dtype=float)
        pose = fit_pose(points)
        assert abs(pose.yaw) < 15
        assert 50 < np.linalg.norm(points[1] - points[0]) / pose.scale < 75
        image = np.array(Image.open(shared / "data/photos" / name).convert("RGB"))
        crop = crop_from_landmarks5(points, 224)
        assert apply_crop(image, crop).shape == (224, 224, 3)
        moved = crop.crop_from_image(points)
        assert (np.abs(moved - 112) < 50).all()
