"""Mask losses by hand."""

from __future__ import annotations

import math

import pytest
import torch

from losses.masks import parser_mask_loss, region_mask_loss


def test_a_parser_that_knows_nothing_costs_the_logarithm_of_the_classes() -> None:
    labels = torch.randint(0, 10, (2, 4, 4))
    assert parser_mask_loss(torch.zeros(2, 10, 4, 4), labels).item() == pytest.approx(math.log(10))
    certain = 50 * torch.nn.functional.one_hot(labels, 10).movedim(-1, 1).float()
    assert parser_mask_loss(certain, labels).item() == pytest.approx(0, abs=1e-6)


def test_regions_cost_their_squared_distance() -> None:
    labels = torch.tensor([[[0, 1], [2, 2]]])
    shares = torch.nn.functional.one_hot(labels, 3).movedim(-1, 1).float()
    assert region_mask_loss(shares, labels) == 0
    shares[0, :, 0, 0] = torch.tensor([0.0, 1.0, 0.0])  # one pixel of four is another class: 2 / 2
    assert region_mask_loss(shares, labels).item() == pytest.approx(1 / 4)
    even = torch.full((1, 3, 2, 2), 1 / 3)
    assert region_mask_loss(even, labels).item() == pytest.approx(0.5 * (1 - 1 / 3))
