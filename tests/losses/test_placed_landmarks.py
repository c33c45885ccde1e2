from __future__ import annotations

import math

import pytest
import torch

from geometry.rotations import euler_to_matrix
from losses.placed_landmarks import fit_camera, fit_pinhole, placed_landmark_loss


@pytest.fixture
def points():
    generator = torch.Generator().manual_seed(0)
    return 50 * torch.randn(4, 20, 3, generator=generator, dtype=torch.float64)


ANGLES = torch.tensor([[0.1, 0.9, 0.2], [0.3, -1.2, 0.0], [0.0, 0.0, 3.0], [-0.5, 0.4, -0.3]])
OFFSETS = torch.tensor([[0.1, -0.2], [0.0, 0.3], [0.5, 0.5], [-0.1, 0.0]]).double()


def projected(points, scale=0.01, distance=math.inf):
    """Look at the points from four sides, at their centre from a distance."""
    rotation = euler_to_matrix(ANGLES.double())
    turned = (points - points.mean(dim=1, keepdim=True)) @ rotation.transpose(1, 2)
    seen = scale * turned[..., :2] / (1 + turned[..., 2:] / distance)
    return seen + OFFSETS[:, None], rotation


def nearness(points, distance):
    centred = points - points.mean(dim=1, keepdim=True)
    return centred.square().sum(dim=-1).mean(dim=-1).sqrt() / distance


@pytest.mark.parametrize("distance", [math.inf, 900.0])
def test_finds_the_camera_of_a_projection(points, distance):
    targets, rotation = projected(points, distance=distance)
    camera = fit_camera(points, targets, torch.ones(4, 20).double(), nearness(points, distance))
    # What is left after a few rounds is of the depths' guesses.
    close = {"atol": 1e-6 if math.isinf(distance) else 5e-3, "rtol": 0}
    torch.testing.assert_close(camera.rotation, rotation, **close)
    torch.testing.assert_close(camera.scale, torch.full((4,), 0.01).double(), rtol=0.005, atol=0)
    torch.testing.assert_close(camera.offset[:, 0], OFFSETS, **close)
    torch.testing.assert_close(camera.per_unit, torch.full((4,), 1 / distance).double())
    torch.testing.assert_close(camera.project(points), targets, **close)


@pytest.mark.parametrize("step", [0, 2, 5, 8])
def test_finds_the_distance(points, step):
    distance = nearness(points, 0.02 * step) if step else math.inf
    targets, _ = projected(points, distance=distance if step == 0 else distance[:, None, None])
    camera = fit_pinhole(points, targets, torch.ones(4, 20).double())
    expected = torch.zeros(4).double() if step == 0 else 1 / distance
    torch.testing.assert_close(camera.per_unit, expected)


def test_no_camera_near_by_fits_better(points):
    targets, _ = projected(points)
    noisy = targets + 0.1 * torch.randn(targets.shape, generator=torch.Generator().manual_seed(1))
    weights = torch.ones(4, 20).double()
    camera = fit_camera(points, noisy, weights)
    matrix = camera.scale[:, None, None] * camera.rotation[:, :2]

    def error(matrix):
        placed = points @ matrix.transpose(1, 2)
        moved = placed - placed.mean(dim=1, keepdim=True)
        return (moved - (noisy - noisy.mean(dim=1, keepdim=True))).square().sum(dim=(1, 2))

    rows = matrix @ matrix.transpose(1, 2)
    assert torch.allclose(rows[:, 0, 1], torch.zeros(4).double(), atol=1e-9)
    assert torch.allclose(rows[:, 0, 0], rows[:, 1, 1])
    best = error(matrix)
    for axis in range(3):
        for turn in (-0.05, 0.05):
            angles = torch.zeros(4, 3).double()
            angles[:, axis] = turn
            assert torch.all(error(matrix @ euler_to_matrix(angles)) > best * (1 - 1e-3))
    assert torch.all(error(1.02 * matrix) > best)
    assert torch.all(error(0.98 * matrix) > best)


@pytest.mark.parametrize("camera", ["orthographic", "pinhole"])
def test_the_loss_sees_the_shape_and_not_the_pose(points, camera):
    targets, _ = projected(points)
    views = points.view(2, 2, 20, 3)
    target, visible = targets.view(2, 2, 20, 2), torch.ones(2, 2, 20).double()
    assert placed_landmark_loss(views, target, visible, camera).item() == pytest.approx(0, abs=1e-7)
    turned = views @ euler_to_matrix(torch.tensor([0.3, -0.7, 0.1]).double()).T + 30
    assert placed_landmark_loss(turned, target, visible, camera).item() == pytest.approx(
        0, abs=1e-7
    )
    longer = views * torch.tensor([1.0, 1.2, 1.0])
    assert placed_landmark_loss(longer, target, visible, camera).item() > 0.005


def test_perspective_is_shape_to_an_orthographic_camera_alone(points):
    views = points.view(2, 2, 20, 3)
    target = projected(points, distance=500.0)[0].view(2, 2, 20, 2)
    visible = torch.ones(2, 2, 20).double()
    taken_for_shape = placed_landmark_loss(views, target, visible, "orthographic").item()
    assert taken_for_shape > 0.01
    # Half a step between two of the ten distances is left.
    assert placed_landmark_loss(views, target, visible, "pinhole").item() < 0.1 * taken_for_shape


def test_a_hidden_landmark_does_not_choose_the_distance(points):
    distance = nearness(points, 0.1)
    targets, _ = projected(points, distance=distance[:, None, None])
    weights = torch.ones(4, 20).double()
    targets[:, 3], weights[:, 3] = 0.0, 0.0
    camera = fit_pinhole(points, targets, weights)
    seen = camera.project(points)[:, 4:] - targets[:, 4:]
    assert seen.abs().mean() < 0.01
    assert torch.all(camera.per_unit > 0.7 / distance)
    assert torch.all(camera.per_unit < 1.3 / distance)


@pytest.mark.parametrize("camera", ["orthographic", "pinhole"])
def test_landmarks_that_are_not_visible_do_not_count(points, camera):
    targets, _ = projected(points)
    views = points.view(1, 4, 20, 3).requires_grad_()
    target, visible = targets.view(1, 4, 20, 2).clone(), torch.ones(1, 4, 20).double()
    target[0, 0, 3] = math.nan
    visible[0, 0, 3] = 0
    visible[0, 2] = 0
    loss = placed_landmark_loss(views, target, visible, camera)
    assert loss.item() == pytest.approx(0, abs=1e-7)
    loss.backward()
    assert torch.isfinite(views.grad).all()
    assert torch.count_nonzero(views.grad[0, 2]) == 0
