"""Skin by its colour: the reference values, the code of Deep3D, and what it must not do."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from losses.skin_mixtures import DEEP3D, JONES_REHG
from losses.skin_probability import log_likelihoods, skin_posterior


def test_jones_and_rehg_agree_with_the_reference_values(shared):
    with np.load(shared / "reference" / "specular_reference.npz") as file:
        data = {name: torch.tensor(file[name]) for name in file.files if "skin" in name}
    colors = data["skin_rgb"] / 255
    skin, other = log_likelihoods(colors, "jones-rehg")
    torch.testing.assert_close(skin, data["skin_loglik"])
    torch.testing.assert_close(other, data["nonskin_loglik"])
    for prior in (0.8, 0.5):
        expected = data[f"skin_post_prior0{10 * prior:.0f}"]
        torch.testing.assert_close(skin_posterior(colors, "jones-rehg", prior), expected)
        single = skin_posterior(colors.float(), "jones-rehg", prior)
        torch.testing.assert_close(single.double(), expected, rtol=1e-3, atol=1e-5)
    sums = torch.stack([mixture.weights.sum() for mixture in JONES_REHG])
    torch.testing.assert_close(sums, data["skin_weight_sums"])


def test_deep3d_agrees_with_its_published_determinants_and_its_code():
    # Determinants of the covariances are a second publication of the same numbers.
    expected = [[5692842.5, 5851930.5, 2329131.0, 1585971.0]]
    expected += [[458703648.0, 6466488.0, 90611376.0, 133097.63]]
    for mixture, determinants in zip(DEEP3D, expected, strict=True):
        inverse = 1 / torch.linalg.det(mixture.precisions)
        torch.testing.assert_close(inverse, torch.tensor(determinants).double(), rtol=1e-6, atol=0)
        torch.testing.assert_close(
            mixture.weights.sum(), torch.tensor(1.0).double(), atol=1e-6, rtol=0
        )
    # By the arithmetic of skin.py @ 3002ea2, in 255ths: light, dark and very dark skin, grey,
    # white, a soft highlight, red, dark hair, blue, grey beard.
    colors = [(224, 172, 148), (87, 55, 42), (45, 30, 24), (128, 128, 128), (255, 255, 255)]
    colors += [(240, 215, 195), (190, 100, 100), (70, 60, 50), (40, 90, 160), (120, 110, 95)]
    posterior = skin_posterior(torch.tensor(colors).double() / 255)
    assert (255 * posterior).round().tolist() == [253, 240, 150, 3, 48, 241, 251, 145, 0, 114]


def test_order_of_channels_and_shape():
    image = torch.tensor([0.85, 0.6, 0.5]).expand(2, 4, 5, 3)
    for mixture in ("deep3d", "jones-rehg"):
        posterior = skin_posterior(image, mixture)
        assert posterior.shape == (2, 4, 5)
        assert posterior.min() > 0.95
        assert skin_posterior(image.flip(-1), mixture).max() < 0.1  # blue


@pytest.mark.parametrize("mixture", ["deep3d", "jones-rehg"])
def test_colours_that_no_table_has_seen_are_numbers(mixture):
    # Pure colours, of which both densities underflow in single precision.
    levels = torch.tensor([0.0, 0.5, 1.0])
    corners = torch.cartesian_prod(levels, levels, levels).requires_grad_()
    posterior = skin_posterior(corners, mixture)
    assert ((posterior >= 0) & (posterior <= 1)).all()
    posterior.sum().backward()
    assert corners.grad.isfinite().all()


def test_errors():
    colors = torch.zeros(1, 3)
    with pytest.raises(ValueError, match="between 0 and 1"):
        skin_posterior(colors, prior=1.0)
    with pytest.raises(ValueError, match="unknown skin mixture 'naive'; expected one of deep3d"):
        log_likelihoods.__wrapped__(colors, "naive")  # past the type check of the tests
