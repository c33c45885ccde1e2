"""Priors on coefficients, light and reflectance.

Of DF-MVR (section 4.4, and the released code), of MFNet (Eq. 10) and of the specular method
(Eq. 13; its Eq. 12 is `coefficient_loss` with weights of 1).
"""

from __future__ import annotations

from typing import Literal

import torch
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


def uniform_loss(
    lit: Float[Tensor, "B V 3"],
    sh_coefficients: Float[Tensor, "B 9 3"],
    *,
    sh_reduction: Literal["sum", "mean"] = "sum",
) -> Float[Tensor, ""]:
    """Return Eq. 13 of Deng et al. (MM 2022), with squares, averaged over the batch.

    As printed, deviations from their own mean add up to 0, whatever they are. The terms are squared
    here, as in Deep3DFaceReconstruction, from which they are: the variance of the lit diffuse
    colours over the face, summed over channels, and the squared deviations of the light's
    coefficients from grey.

    Args:
        lit: t_i, lit diffuse colours c_d of the vertices to be even. Which these are is not stated:
            all of the cropped face, or skin alone.
        sh_coefficients: lambda, columns red, green, blue; their mean is taken over the colours.
        sh_reduction: over bands and colours. The equation sums; at its weight of 5 that holds the
            light 13.5 times as close to grey as Deep3DFaceReconstruction's "mean" at 10.

    Raises:
        ValueError: the reduction is unknown.
    """
    if sh_reduction not in ("sum", "mean"):
        raise ValueError(f"unknown sh_reduction {sh_reduction!r}; expected sum or mean")
    uneven = (lit - lit.mean(dim=1, keepdim=True)).square().sum(dim=2).mean(dim=1)
    coloured = (sh_coefficients - sh_coefficients.mean(dim=2, keepdim=True)).square()
    total = coloured.sum(dim=(1, 2))
    if sh_reduction == "mean":
        total = total / coloured[0].numel()
    return (uneven + total).mean()


def person_loss(
    identity: Float[Tensor, "B I"],
    expression: Float[Tensor, "B E"],
    albedo: Float[Tensor, "B N A"],
    form: Literal["deca", "literal"] = "deca",
    batch_reduction: Literal["mean", "sum"] = "mean",
) -> Float[Tensor, ""]:
    """Return Eq. 10 of MFNet: the lengths of the coefficient vectors, with equal weights.

    Args:
        identity: coefficients.
        expression: coefficients.
        albedo: coefficients, one vector per view; they are averaged over the views.
        form: "literal" adds up lengths, as printed; "deca" half of their squares, as the code from
            which the weights of Eq. 11 are. An unsquared length at a weight of 1e-4 could not do
            what the paper's ablation says it does.
        batch_reduction: DECA's code has the "sum", by which the weight grows with the batch.
    """

    def size(coefficients: Tensor) -> Tensor:
        if form == "literal":
            length: Tensor = torch.linalg.vector_norm(coefficients, dim=-1)
            return length
        return 0.5 * coefficients.square().sum(dim=-1)

    per_sample = size(identity) + size(expression) + size(albedo).mean(dim=1)
    return per_sample.mean() if batch_reduction == "mean" else per_sample.sum()
