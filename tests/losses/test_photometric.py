"""Photometric loss by hand; weight map with its three levels and its dilation."""

from __future__ import annotations

import pytest
import torch

from losses.photometric import WeightLevels, dilated_weight_map, photometric_loss, weighted_mean


def test_weight_map_by_hand() -> None:
    parsing = torch.zeros(1, 3, 7, dtype=torch.long)
    parsing[0, 1, 1:7] = 1  # a row of skin
    parsing[0, 1, 3] = 6  # with a nose in its middle
    weights = dilated_weight_map(parsing, 3)
    assert weights[0, 1].tolist() == [32, 128, 254, 254, 254, 128, 128]
    assert (weights[0, [0, 2]] == 32).all()  # the nose does not grow over the background


def test_an_even_window_reaches_one_pixel_further_to_the_right() -> None:
    parsing = torch.ones(1, 1, 7, dtype=torch.long)
    parsing[0, 0, 3] = 9
    weights = dilated_weight_map(parsing, 4, WeightLevels(3.0, 2.0, 1.0))
    # A pixel looks 2 to the left and 1 to the right.
    assert weights[0, 0].tolist() == [2, 2, 3, 3, 3, 3, 2]


def test_no_window_no_dilation_and_less_is_refused() -> None:
    parsing = torch.randint(0, 10, (2, 5, 5), generator=torch.Generator().manual_seed(0))
    levels = torch.tensor([32.0, 128.0] + [254.0] * 8)
    assert torch.equal(dilated_weight_map(parsing, 1), levels[parsing])
    with pytest.raises(ValueError, match="window is 0"):
        dilated_weight_map(parsing, 0)


def test_equation_2_by_hand() -> None:
    images = torch.zeros(1, 2, 3, 1, 2)
    rendered = images.clone()
    rendered[0, 0, :, 0, 0] = torch.tensor([0.3, 0.0, 0.4])  # distance 0.5, weight 3
    rendered[0, 0, :, 0, 1] = torch.tensor([1.0, 0.0, 0.0])  # distance 1, weight 1
    rendered[0, 1, :, 0, 0] = torch.tensor([0.0, 0.2, 0.0])  # distance 0.2, the other pixel unseen
    weights = torch.tensor([[[[3.0, 1.0]], [[5.0, 0.0]]]])
    # View 1: (3 * 0.5 + 1) / 4 = 0.625; view 2: 0.2.
    assert photometric_loss(rendered, images, weights).item() == pytest.approx(0.4125, abs=1e-5)
    only = torch.tensor([[0.0, 1.0]])
    assert photometric_loss(rendered, images, weights, only).item() == pytest.approx(0.2, abs=1e-5)


def test_weights_have_no_gradient_and_equal_pixels_a_finite_one() -> None:
    images = torch.rand(1, 3, 3, 4, 4)
    rendered = images.clone().requires_grad_()
    weights = torch.rand(1, 3, 4, 4, requires_grad=True)
    photometric_loss(rendered, images, weights).backward()
    assert weights.grad is None
    assert torch.equal(rendered.grad, torch.zeros_like(rendered))


def test_an_empty_view_costs_nothing() -> None:
    images, rendered = torch.zeros(1, 1, 3, 2, 2), torch.ones(1, 1, 3, 2, 2)
    assert photometric_loss(rendered, images, torch.zeros(1, 1, 2, 2)) == 0
    assert weighted_mean(torch.ones(1, 1), torch.zeros(1, 1)) == 0
