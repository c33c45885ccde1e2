from __future__ import annotations

import math

import pytest
import torch

from geometry.rotations import euler_to_matrix
from losses.placed_landmarks import fit_orthographic, placed_landmark_loss


@pytest.fixture
def points():
    generator = torch.Generator().manual_seed(0)
    return 50 * torch.randn(4, 20, 3, generator=generator, dtype=torch.float64)


def projected(points, scale=0.01):
    """Look at the points from four sides."""
    angles = torch.tensor([[0.1, 0.9, 0.2], [0.3, -1.2, 0.0], [0.0, 0.0, 3.0], [-0.5, 0.4, -0.3]])
    rotation = euler_to_matrix(angles.double())
    offset = torch.tensor([[0.1, -0.2], [0.0, 0.3], [0.5, 0.5], [-0.1, 0.0]]).double()
    return scale * points @ rotation[:, :2].transpose(1, 2) + offset[:, None], rotation, offset


def test_finds_the_camera_of_a_projection(points):
    targets, rotation, offset = projected(points)
    matrix, moved = fit_orthographic(points, targets, torch.ones(4, 20).double())
    torch.testing.assert_close(matrix, 0.01 * rotation[:, :2], atol=1e-7, rtol=0)
    torch.testing.assert_close(moved, offset, atol=1e-5, rtol=0)


def test_no_camera_near_by_fits_better(points):
    targets, *_ = projected(points)
    noisy = targets + 0.1 * torch.randn(targets.shape, generator=torch.Generator().manual_seed(1))
    weights = torch.ones(4, 20).double()
    matrix, _ = fit_orthographic(points, noisy, weights)

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


def test_the_loss_sees_the_shape_and_not_the_pose(points):
    targets, *_ = projected(points)
    views = points.view(2, 2, 20, 3)
    target, visible = targets.view(2, 2, 20, 2), torch.ones(2, 2, 20).double()
    assert placed_landmark_loss(views, target, visible).item() == pytest.approx(0, abs=1e-7)
    turned = views @ euler_to_matrix(torch.tensor([0.3, -0.7, 0.1]).double()).T + 30
    assert placed_landmark_loss(turned, target, visible).item() == pytest.approx(0, abs=1e-7)
    longer = views * torch.tensor([1.0, 1.2, 1.0])
    assert placed_landmark_loss(longer, target, visible).item() > 0.005


def test_landmarks_that_are_not_visible_do_not_count(points):
    targets, *_ = projected(points)
    views = points.view(1, 4, 20, 3).requires_grad_()
    target, visible = targets.view(1, 4, 20, 2).clone(), torch.ones(1, 4, 20).double()
    target[0, 0, 3] = math.nan
    visible[0, 0, 3] = 0
    visible[0, 2] = 0
    loss = placed_landmark_loss(views, target, visible)
    assert loss.item() == pytest.approx(0, abs=1e-7)
    loss.backward()
    assert torch.isfinite(views.grad).all()
    assert torch.count_nonzero(views.grad[0, 2]) == 0
