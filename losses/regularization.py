"""Priors on coefficients, light and reflectance (DF-MVR, section 4.4, and the released code)."""

from __future__ import annotations

from jaxtyping import Bool, Float
from torch import Tensor


def coefficient_loss(
    identity: Float[Tensor, "B I"],
    expression: Float[Tensor, "B E"],
    albedo: Float[Tensor, "B A"],
    weights: tuple[float, float, float] = (1.0, 0.8, 0.017),
) -> Float[Tensor, ""]:
    """Return Eq. 8: the weighted squared lengths of the coefficient vectors, averaged over B.

    Args:
        identity: coefficients in standard deviations.
        expression: coefficients.
        albedo: coefficients in standard deviations.
        weights: of the three terms.
    """
    squared = [
        coefficients.square().sum(dim=1).mean() for coefficients in (identity, expression, albedo)
    ]
    return weights[0] * squared[0] + weights[1] * squared[1] + weights[2] * squared[2]


def lighting_loss(sh_coefficients: Float[Tensor, "B 9 3"]) -> Float[Tensor, ""]:
    """Return the variance of the light over the colour channels: light is taken to be nearly white.

    In the released code, not in the paper.
    """
    return (sh_coefficients - sh_coefficients.mean(dim=2, keepdim=True)).square().mean()


def reflectance_loss(albedo: Float[Tensor, "B V 3"], skin: Bool[Tensor, " V"]) -> Float[Tensor, ""]:
    """Return the variance of the albedo over the skin, summed over channels, averaged over B.

    In the released code, not in the paper; the code takes it of the lit colours, where shading
    counts as variance too, we of the albedo, as Deep3DFaceReconstruction does.

    Args:
        albedo: diffuse albedo per vertex.
        skin: the vertices whose albedo should be even.
    """
    on_skin = albedo[:, skin]
    return (on_skin - on_skin.mean(dim=1, keepdim=True)).square().sum(dim=2).mean()
