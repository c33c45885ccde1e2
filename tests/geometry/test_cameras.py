from __future__ import annotations

import pytest
import torch
from torch.autograd import gradcheck

from geometry.cameras import (
    FRONTAL_ROTATION,
    PinholeCamera,
    WeakPerspectiveCamera,
    normalized_coordinates,
)


def double(*values):
    return torch.tensor(values, dtype=torch.float64)


@pytest.fixture
def pinhole():
    return PinholeCamera(double(1015.0), double([112.0, 100.0]))


@pytest.fixture
def weak():
    return WeakPerspectiveCamera(double(0.5), double([10.0, 20.0]))


def test_pinhole_by_hand(pinhole):
    point = double([[100.0, -200.0, 1000.0]])
    torch.testing.assert_close(pinhole.image_from_camera(point), double([[213.5, -103.0]]))
    torch.testing.assert_close(pinhole.homogeneous(point), double([[213500.0, -103000.0, 1000.0]]))


def test_points_beside_the_camera_stay_finite_before_the_division(pinhole):
    assert torch.isfinite(pinhole.homogeneous(double([[1.0, 2.0, 0.0], [1.0, 2.0, -5.0]]))).all()


def test_weak_perspective_by_hand_ignores_depth(weak):
    points = double([[100.0, -200.0, 1000.0], [100.0, -200.0, 5.0]])
    torch.testing.assert_close(
        weak.image_from_camera(points), double([[60.0, -80.0], [60.0, -80.0]])
    )
    assert (weak.homogeneous(points)[..., 2] == 1).all()


@pytest.mark.parametrize("name", ["pinhole", "weak"])
def test_resized_camera_sees_the_resized_image(name, request):
    camera = request.getfixturevalue(name)
    points = double([[30.0, -20.0, 900.0], [-5.0, 60.0, 1100.0]])
    scale, offset = double(0.25), double([7.0, -3.0])
    resized = camera.resized(scale, offset)
    torch.testing.assert_close(
        resized.image_from_camera(points), 0.25 * camera.image_from_camera(points) + offset
    )


def test_frontal_pose_shows_the_subject_upright_and_mirrored():
    turned = FRONTAL_ROTATION @ torch.tensor([1.0, 2.0, 3.0])
    assert turned.tolist() == [1, -2, -3]  # subject's left to the right, up to -y, nose to camera
    assert torch.det(FRONTAL_ROTATION) == 1


@pytest.mark.parametrize("kind", [PinholeCamera, WeakPerspectiveCamera])
def test_gradients(kind):
    generator = torch.Generator().manual_seed(0)
    inputs = (
        (torch.rand(2, 4, 3, generator=generator).double() + double(0, 0, 2)).requires_grad_(),
        double(3.0, 2.0).requires_grad_(),
        double([1.0, 2.0], [3.0, 4.0]).requires_grad_(),
    )
    assert gradcheck(lambda p, a, b: kind(a, b).image_from_camera(p), inputs)
    assert gradcheck(lambda p, a, b: kind(a, b).homogeneous(p), inputs)


def test_moves_to_a_device(pinhole, weak):
    assert pinhole.to("meta").focal_length.device.type == "meta"
    assert weak.to("meta").translation.device.type == "meta"


def test_decas_camera_by_hand():
    # s = 2, (tx, ty) = (0.1, 0.3): x' = 2 (X + 0.1), y' = -2 (Y + 0.3) for X right and Y up.
    camera = WeakPerspectiveCamera.from_normalized(double([2.0, 0.1, 0.3]), 100)
    model = double([[0.2, -0.4, 0.7], [-0.6, 0.2, 0.0]])
    pixels = camera.image_from_camera(model @ FRONTAL_ROTATION.double())
    torch.testing.assert_close(
        normalized_coordinates(pixels, 100), double([[0.6, 0.2], [-1.0, -1.0]])
    )
    torch.testing.assert_close(pixels, double([[80.0, 60.0], [0.0, 0.0]]))
