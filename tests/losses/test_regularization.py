"""Priors by hand and what they leave alone."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from losses.regularization import (
    coefficient_loss,
    lighting_loss,
    reflectance_loss,
    uniform_loss,
)


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


def test_specular_equations_12_and_13_agree_with_the_reference_values(shared) -> None:
    names = ["reg_ci", "reg_ce", "alb_c_t", "reg_loss", "c_d", "sh_lambda"]
    names += ["uni_sq", "uni_sq_tex", "uni_sq_sh", "uni_literal", "uni_abs"]
    with np.load(shared / "reference" / "specular_reference.npz") as file:
        data = {name: torch.tensor(file[name]) for name in names}
    prior = coefficient_loss(data["reg_ci"], data["reg_ce"], data["alb_c_t"], (1.0, 1.0, 1.0))
    torch.testing.assert_close(prior, data["reg_loss"])
    lit, light = data["c_d"], data["sh_lambda"]
    torch.testing.assert_close(uniform_loss(lit, light), data["uni_sq"])
    even = uniform_loss(torch.ones_like(lit), light)
    torch.testing.assert_close(even, data["uni_sq_sh"])
    averaged = uniform_loss(lit, light, sh_reduction="mean")
    torch.testing.assert_close(averaged, data["uni_sq_tex"] + data["uni_sq_sh"] / 27)
    # The two readings not taken: the printed one is nothing, the absolute one has other units.
    deviations = lit - lit.mean(dim=1, keepdim=True), light - light.mean(dim=2, keepdim=True)
    literal = deviations[0].mean(dim=1).sum(dim=1) + deviations[1].sum(dim=(1, 2))
    assert literal.abs().max() < 1e-13
    assert data["uni_literal"].abs() < 1e-13
    absolute = deviations[0].abs().sum(dim=2).mean() + deviations[1].abs().sum(dim=(1, 2)).mean()
    torch.testing.assert_close(absolute, data["uni_abs"])


def test_uniform_loss_gradcheck() -> None:
    inputs = (torch.rand(2, 5, 3).double(), torch.randn(2, 9, 3).double())
    assert torch.autograd.gradcheck(uniform_loss, [value.requires_grad_() for value in inputs])


def test_uniform_loss_unknown_reduction() -> None:
    # Past the type check of the tests.
    with pytest.raises(ValueError, match="unknown sh_reduction 'max'; expected sum or mean"):
        uniform_loss.__wrapped__(torch.zeros(1, 2, 3), torch.zeros(1, 9, 3), sh_reduction="max")
