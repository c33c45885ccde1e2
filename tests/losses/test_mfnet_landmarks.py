"""MFNet's landmark losses and prior by hand; what is hidden has no influence."""

from __future__ import annotations

import pytest
import torch

from losses.mfnet_landmarks import (
    EYE_PAIRS,
    LIP_PAIRS,
    landmark_visibility,
    lid_loss,
    mfnet_landmark_weights,
    single_view_landmark_loss,
)
from losses.regularization import person_loss


@pytest.fixture
def points() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Predicted, target and visible, of two views: the second has nothing to see."""
    target = torch.zeros(1, 2, 68, 2)
    visible = torch.ones(1, 2, 68)
    visible[:, 1] = 0
    target[:, 1] = torch.nan
    return target.nan_to_num().clone(), target, visible


def test_weights_of_decas_code() -> None:
    weights = mfnet_landmark_weights("deca")
    by_hand = {5: 2, 6: 2, 7: 1, 10: 2, 11: 2, 27: 1.5, 29: 1.5, 30: 3, 31: 3, 32: 1.5, 35: 3}
    by_hand |= {36: 1, 47: 1, 48: 3, 49: 1.5, 54: 3, 67: 1.5}
    assert {k: weights[k].item() for k in by_hand} == by_hand
    assert weights.sum().item() == 4 * 2 + 6 * 1.5 + 3 * 3 + 18 * 1.5 + 2 * 3 + (68 - 33)
    assert torch.equal(mfnet_landmark_weights(), torch.ones(68))


def test_outline_is_always_seen() -> None:
    normal_z = torch.full((2, 68), -1.0)
    normal_z[0, [3, 40]] = torch.tensor([0.9, 0.11])
    normal_z[0, 41] = 0.09
    seen = landmark_visibility(normal_z)
    assert (seen == 0).nonzero().tolist() == [[0, 40]]


def test_equation_7_by_hand(points: tuple[torch.Tensor, torch.Tensor, torch.Tensor]) -> None:
    predicted, target, visible = points
    predicted[0, 0, 30] = torch.tensor([0.3, -0.1])
    predicted[0, 0, 40] = 5.0
    visible[0, 0, 40] = 0
    predicted.requires_grad_()
    loss = single_view_landmark_loss(predicted, target, visible)
    assert loss.item() == pytest.approx(0.4 / (2 * 67))
    loss.backward()
    assert predicted.grad.isfinite().all()
    assert torch.count_nonzero(predicted.grad) == 2
    weights = mfnet_landmark_weights("deca")
    weighted = single_view_landmark_loss(predicted, target, visible, weights)
    assert weighted.item() == pytest.approx(3 * 0.4 / (2 * (94 - 1)))


def test_equations_8_and_9_by_hand(
    points: tuple[torch.Tensor, torch.Tensor, torch.Tensor],
) -> None:
    predicted, target, visible = points
    target[0, 0, 37] = torch.tensor([0.03, 0.04])
    predicted[0, 0, 41] = torch.tensor([0.0, 0.02])
    predicted[0, 0, 38] = predicted[0, 0, 40] = torch.tensor([9.0, 9.0])  # moved together: free
    predicted[0, 0, 43] = 7.0
    visible[0, 0, 47] = 0
    predicted.requires_grad_()
    # Pair (37, 41): predicted (0, -0.02), target (0.03, 0.04); three pairs are seen.
    offset = lid_loss(predicted, target, visible, EYE_PAIRS)
    assert offset.item() == pytest.approx((0.03 + 0.06) / 3, rel=1e-4)
    distance = lid_loss(predicted, target, visible, EYE_PAIRS, "distance")
    assert distance.item() == pytest.approx((0.05 - 0.02) / 3, rel=1e-4)
    assert lid_loss(predicted, target, visible, LIP_PAIRS).item() == 0
    (offset + distance).backward()
    assert predicted.grad.isfinite().all()
    assert not predicted.grad[0, 0, [43, 47]].any()


def test_equation_10_by_hand() -> None:
    identity = torch.tensor([[3.0, 4.0], [0.0, 0.0]])
    expression = torch.tensor([[2.0], [0.0]])
    albedo = torch.tensor([[[1.0], [3.0]], [[0.0], [0.0]]])  # two views
    coefficients = [value.requires_grad_() for value in (identity, expression, albedo)]
    deca = person_loss(*coefficients)
    assert deca.item() == pytest.approx(0.5 * (25 + 4 + (1 + 9) / 2) / 2)
    assert person_loss(*coefficients, batch_reduction="sum").item() == pytest.approx(
        2 * deca.item()
    )
    literal = person_loss(*coefficients, form="literal")
    assert literal.item() == pytest.approx((5 + 2 + (1 + 3) / 2) / 2)
    literal.backward()
    assert all(value.grad.isfinite().all() for value in coefficients)
