"""Involution against the unfold formulation, by hand, and by finite differences."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from networks.involution import Involution, involve


def unfold_involution(features: torch.Tensor, kernels: torch.Tensor, stride: int) -> torch.Tensor:
    batch, groups, size, _, height, width = kernels.shape
    channels = features.shape[1]
    columns = functional.unfold(features, size, padding=size // 2, stride=stride)
    columns = columns.view(batch, groups, channels // groups, size * size, height, width)
    return (kernels.flatten(2, 3)[:, :, None] * columns).sum(3).flatten(1, 2)


@pytest.mark.parametrize(
    ("size", "stride", "side"),
    [(3, 1, 6), (7, 1, 8), (7, 2, 8), (7, 2, 7), (7, 1, 17), (7, 2, 33), (3, 3, 10)],
)
def test_agrees_with_unfold(size: int, stride: int, side: int) -> None:
    torch.manual_seed(0)
    out = -(-side // stride)
    features = torch.randn(2, 6, side, side, dtype=torch.float64, requires_grad=True)
    kernels = torch.randn(2, 3, size, size, out, out, dtype=torch.float64, requires_grad=True)
    ours, theirs = involve(features, kernels, stride), unfold_involution(features, kernels, stride)
    assert torch.allclose(ours, theirs, atol=1e-12)
    weight = torch.randn_like(ours)
    gradients = [
        torch.autograd.grad((y * weight).sum(), (features, kernels)) for y in (ours, theirs)
    ]
    for a, b in zip(*gradients, strict=True):
        assert torch.allclose(a, b, atol=1e-12)


@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("side", [4, 5])  # as one matrix, and in blocks of rows, one left over
def test_gradcheck(stride: int, side: int) -> None:
    torch.manual_seed(1)
    out = -(-side // stride)
    features = torch.randn(1, 2, side, side, dtype=torch.float64, requires_grad=True)
    kernels = torch.randn(1, 1, 3, 3, out, out, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x, k: involve(x, k, stride), (features, kernels))


def test_one_pixel_by_hand() -> None:
    features = torch.arange(9.0).view(1, 1, 3, 3)
    kernels = torch.zeros(1, 1, 3, 3, 3, 3)
    kernels[0, 0, 0, 2, 1, 1] = 10  # at the centre, the neighbour above right: value 2
    kernels[0, 0, 1, 1, 1, 1] = 1  # and the centre itself: value 4
    kernels[0, 0, 0, 0, 0, 0] = 5  # above left of the corner lies the zero padding
    expected = torch.zeros(3, 3)
    expected[1, 1] = 24
    assert torch.equal(involve(features, kernels)[0, 0], expected)


@pytest.mark.parametrize("side", [8, 16])
def test_keeps_only_its_inputs_for_the_backward_pass(side: int) -> None:
    saved: list[torch.Size] = []
    features = torch.randn(1, 16, side, side, requires_grad=True)
    kernels = torch.randn(1, 1, 7, 7, side, side, requires_grad=True)
    with torch.autograd.graph.saved_tensors_hooks(
        lambda t: saved.append(t.shape) or t, lambda t: t
    ):
        involve(features, kernels)
    assert sorted(saved) == sorted([features.shape, kernels.shape])


@pytest.mark.parametrize("side", [8, 16])  # as one matrix, and as bands of it
def test_half_precision_adds_up_in_single(side: int) -> None:
    half = torch.randn(1, 8, side, side).bfloat16(), torch.randn(1, 2, 7, 7, side, side).bfloat16()
    weight = torch.randn(1, 8, side, side).bfloat16()

    def outcome(*inputs: torch.Tensor) -> list[torch.Tensor]:
        inputs = tuple(x.requires_grad_() for x in inputs)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = involve(*inputs)
        return [out, *torch.autograd.grad(out, inputs, weight.to(out))]

    in_single = outcome(*(x.float() for x in half))
    for ours, expected in zip(outcome(*half), in_single, strict=True):
        assert (ours.dtype, expected.dtype) == (torch.bfloat16, torch.float32)
        rounding = (expected.bfloat16() - expected).square().mean()
        assert (ours - expected).square().mean() < 2.5**2 * rounding  # of 49 sums: 7**2


def test_groups_larger_than_the_layer_shrink_and_odd_ones_are_refused() -> None:
    assert Involution(4, 3).groups == 1
    assert Involution(32, 7).groups == 2
    with pytest.raises(ValueError, match="groups of 16"):
        Involution(24, 7)
    with pytest.raises(ValueError, match="do not fit features"):
        involve(torch.zeros(1, 4, 8, 8), torch.zeros(1, 2, 3, 3, 8, 8), stride=2)
