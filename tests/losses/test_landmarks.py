"""Landmark losses by hand, and the invariances of the seven-point alignment."""

from __future__ import annotations

import pytest
import torch

from geometry.alignment import umeyama
from geometry.rotations import axis_angle_to_matrix
from losses.landmarks import (
    SEVEN_POINTS,
    align_by_points,
    landmark_loss_2d,
    landmark_loss_3d,
    landmark_weights,
)


@pytest.fixture
def faces() -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    target = 40 * torch.randn(2, 68, 3, dtype=torch.float64, generator=generator)
    noise = torch.randn(2, 68, 3, dtype=torch.float64, generator=generator)
    return target + 3 * noise, target


def test_weight_sets() -> None:
    paper, released = landmark_weights("paper"), landmark_weights("released")
    assert set((paper == 20).nonzero().flatten().tolist()) == {*range(27, 36), *range(60, 68)}
    expected = {28, 29, 30, *range(36, 48), *range(60, 68)}
    assert set((released == 20).nonzero().flatten().tolist()) == expected
    assert torch.equal(landmark_weights("uniform"), torch.ones(68))


def test_equation_4_by_hand() -> None:
    target = torch.zeros(1, 2, 2, 2)
    predicted = target.clone()
    predicted[0, 0, 0] = torch.tensor([3.0, 4.0])  # 5 px, weight 20
    predicted[0, 1, 1] = torch.tensor([0.0, 2.0])  # 2 px, weight 1
    weights = torch.tensor([20.0, 1.0])
    # View 1: 100 / 2; view 2: 2 / 2; mean 25.5.
    assert landmark_loss_2d(predicted, target, weights).item() == pytest.approx(25.5, rel=1e-4)
    second = torch.tensor([[0.0, 1.0]])
    assert landmark_loss_2d(predicted, target, weights, second).item() == pytest.approx(1, rel=1e-4)


@pytest.mark.parametrize("scale", ["least-squares", "radii"])
def test_loss_in_space_ignores_similarities_of_the_prediction(
    faces: tuple[torch.Tensor, torch.Tensor], scale: str
) -> None:
    predicted, target = faces
    loss = landmark_loss_3d(predicted, target, scale=scale)  # type: ignore[arg-type]
    rotation = axis_angle_to_matrix(torch.tensor([0.3, -0.8, 1.1], dtype=torch.float64))
    moved = 2.5 * predicted @ rotation.T + torch.tensor([10.0, -70.0, 900.0])
    again = landmark_loss_3d(moved, target, scale=scale)  # type: ignore[arg-type]
    assert again.item() == pytest.approx(loss.item(), rel=1e-9)
    assert landmark_loss_3d(0.1 * target @ rotation.T, target).item() < 1e-5


def test_only_the_seven_points_align(faces: tuple[torch.Tensor, torch.Tensor]) -> None:
    _, target = faces
    predicted = target.clone()
    predicted[:, 5] += torch.tensor([3.0, 4.0, 0.0])  # no alignment point: stays 5 mm away
    loss = landmark_loss_3d(predicted, target)
    assert loss.item() == pytest.approx(5 / 68, rel=1e-4)


def test_scale_of_radii_against_least_squares(faces: tuple[torch.Tensor, torch.Tensor]) -> None:
    predicted, target = faces
    chosen = list(SEVEN_POINTS)
    best = align_by_points(predicted, target)
    assert torch.allclose(best.scale, umeyama(predicted[:, chosen], target[:, chosen]).scale)
    radii = align_by_points(predicted, target, scale="radii")
    assert (radii.scale > best.scale).all()
    aligned = radii.apply(predicted[:, chosen])
    for points in (aligned, target[:, chosen]):
        centred = points - points.mean(dim=1, keepdim=True)
        assert torch.allclose(centred.square().sum((1, 2)), _spread(target[:, chosen]))
    assert torch.allclose(aligned.mean(1), target[:, chosen].mean(1))


def _spread(points: torch.Tensor) -> torch.Tensor:
    return (points - points.mean(dim=1, keepdim=True)).square().sum((1, 2))


@pytest.mark.parametrize("scale", ["least-squares", "radii"])
def test_gradients_pass_through_the_alignment(
    faces: tuple[torch.Tensor, torch.Tensor], scale: str
) -> None:
    predicted, target = (points[:1].clone() for points in faces)
    predicted.requires_grad_()
    assert torch.autograd.gradcheck(
        lambda p: landmark_loss_3d(p, target, scale=scale),  # type: ignore[arg-type]
        predicted,
        atol=1e-6,
    )
