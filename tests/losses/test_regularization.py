"""Priors by hand and what they leave alone."""

from __future__ import annotations

import pytest
import torch

from losses.regularization import coefficient_loss, lighting_loss, reflectance_loss


def test_equation_8_by_hand() -> None:
    identity = torch.tensor([[1.0, 2.0], [0.0, 1.0]])  # squares 5 and 1, mean 3
    expression = torch.tensor([[2.0], [0.0]])  # mean 2
    albedo = torch.tensor([[10.0], [0.0]])  # mean 50
    loss = coefficient_loss(identity, expression, albedo)
    assert loss.item() == pytest.approx(3 + 0.8 * 2 + 0.017 * 50)


def test_white_light_is_free_and_coloured_light_is_not() -> None:
    light = torch.randn(2, 9, 1).expand(2, 9, 3)
    assert lighting_loss(light).item() == pytest.approx(0, abs=1e-12)
    coloured = torch.zeros(1, 9, 3)
    coloured[0, 0] = torch.tensor([0.0, 0.3, 0.6])  # variance 0.06 in one band of nine
    assert lighting_loss(coloured).item() == pytest.approx(0.06 / 9, rel=1e-5)


def test_reflectance_looks_at_skin_only() -> None:
    albedo = torch.full((1, 4, 3), 0.5)
    albedo[0, 3] = 0.9
    skin = torch.tensor([True, True, True, False])
    assert reflectance_loss(albedo, skin) == 0
    albedo[0, 0, 0] = 0.8  # red of one in three: variance 0.02, a third of the channels
    assert reflectance_loss(albedo, skin).item() == pytest.approx(0.02, rel=1e-5)
