"""The flow losses by hand."""

from __future__ import annotations

import pytest
import torch

from losses.optical_flow import flow_loss, flow_sequence_loss


@pytest.fixture
def flow() -> torch.Tensor:
    flow = torch.full((2, 2, 4, 8), 100.0)
    flow[0, :, 1, 1] = torch.tensor([3.0, -4.0])
    flow[0, :, 1, 2] = torch.tensor([1.0, 0.0])
    flow[1, :, 0, 0] = torch.tensor([0.0, 2.0])
    return flow


@pytest.fixture
def mask() -> torch.Tensor:
    mask = torch.zeros(2, 4, 8)
    mask[0, 1, 1:3] = mask[1, 0, 0] = 1
    return mask


@pytest.mark.parametrize(
    ("norm", "unit", "expected"),
    [
        ("l1", "px", ((7 + 1) / 2 + 2) / 2),
        ("l2sq", "px", ((25 + 1) / 2 + 4) / 2),
        ("l1", "ndc", ((3 / 4 + 4 / 2 + 1 / 4) / 2 + 1) / 2),  # 8 pixels wide, 4 high
        ("l2sq", "ndc", ((9 / 16 + 16 / 4 + 1 / 16) / 2 + 1) / 2),
    ],
)
def test_equation_6_by_hand(
    flow: torch.Tensor, mask: torch.Tensor, norm: str, unit: str, expected: float
) -> None:
    assert flow_loss(flow, mask, norm, unit).item() == pytest.approx(expected)  # type: ignore[arg-type]


def test_pairs_without_co_visible_pixels_do_not_count(
    flow: torch.Tensor, mask: torch.Tensor
) -> None:
    mask[1] = 0
    flow.requires_grad_()
    loss = flow_loss(flow, mask, unit="px")
    assert loss.item() == pytest.approx(4)
    loss.backward()
    assert torch.count_nonzero(flow.grad[:, 0]) == 2
    assert not flow.grad[1].any()
    assert flow_loss(flow, torch.zeros_like(mask)).item() == 0


def test_later_iterates_weigh_more() -> None:
    true, valid = torch.zeros(1, 2, 2, 2), torch.tensor([[[1.0, 1.0], [0.0, 0.0]]])
    first, second = torch.zeros(2, 1, 2, 2, 2)
    first[0, 0, 0, 0] = 4  # 4 over two valid pixels, weight 0.8
    second[0, 1, 0, 1] = -1
    second[0, 1, 1, 1] = 50  # not known
    loss = flow_sequence_loss([first, second], true, valid)
    assert loss.item() == pytest.approx(0.8 * 2 + 0.5)
