from __future__ import annotations

import json
import math

import numpy as np
import pytest
import scipy.ndimage
import torch
from PIL import Image

from geometry.cameras import FRONTAL_ROTATION
from geometry.crops import (
    FIVE_POINTS,
    CropTransform,
    apply_crop,
    crop_from_landmarks5,
    crop_from_landmarks68,
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


def box_of_landmarks(left, top, right, bottom):
    """68 landmarks of which two are corners of their box and the others its centre."""
    points = np.tile([(left + right) / 2, (top + bottom) / 2], (68, 1))
    points[[0, 16]] = [[left, top], [right, bottom]]
    return points


def test_the_crop_of_deca_by_hand():
    """A box of 120 x 80 around (160, 140): 1.1 * 100 = 110 wide, 1.25 * 110 = 137.5, cut to 137."""
    crop = crop_from_landmarks68(box_of_landmarks(100, 100, 220, 180), 224)
    assert crop.scale == pytest.approx(223 / 137)
    # Its corners are the centres of the outermost pixels.
    corners = np.array([[160 - 68.5, 140 - 68.5], [160, 140], [160 + 68.5, 140 + 68.5]])
    np.testing.assert_allclose(
        crop.crop_from_image(corners), [[0.5, 0.5], [112, 112], [223.5, 223.5]], atol=1e-9
    )


def test_the_crop_of_deca_is_that_of_a_similarity_warp():
    """DECA's estimate of a similarity and skimage's warp, written with scipy: bilinear, 0 outside.

    Its pixel centres are whole numbers: ours are half a pixel more.
    """
    rng = np.random.default_rng(0)
    image = rng.integers(0, 256, (120, 160)).astype(np.uint8)
    points = rng.uniform([90, 20], [158, 110], (68, 2))
    low, high = points.min(axis=0), points.max(axis=0)
    size = int(1.25 * (1.1 * (high - low).sum() / 2))
    centre = (low + high) / 2 - 0.5
    steps = np.arange(224) * size / 223 - size / 2
    rows, columns = np.meshgrid(centre[1] + steps, centre[0] + steps, indexing="ij")
    padded = np.pad(image.astype(float), 1)  # a pixel of black blends into the border
    expected = scipy.ndimage.map_coordinates(padded, [rows + 1, columns + 1], order=1, cval=0)
    found = apply_crop(image, crop_from_landmarks68(points, 224))
    assert np.abs(found - expected).max() <= 1
    assert (found == 0).any()


def test_the_crop_of_deca_follows_the_image_and_wants_a_face():
    points = box_of_landmarks(10, 30, 130, 110)
    crop, doubled = (crop_from_landmarks68(k * points + 8 * (k - 1), 96) for k in (1, 2))
    np.testing.assert_allclose(
        doubled.crop_from_image(2 * points + 8), crop.crop_from_image(points), atol=0.3
    )
    with pytest.raises(ValueError, match=r"68 landmarks expected .* shape \(5, 2\)"):
        crop_from_landmarks68(points[:5], 224)
    with pytest.raises(ValueError, match="finite"):
        crop_from_landmarks68(points * np.nan, 224)
    with pytest.raises(ValueError, match=r"within 0\.2 pixels of each other; expected a face"):
        crop_from_landmarks68(box_of_landmarks(0.1, 0.1, 0.3, 0.2), 224)
