"""Photometric loss of the specular method (Deng et al., MM 2022, Eqs. 8 and 9)."""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float
from torch import Tensor

# Under the square root, so that the gradient at equal pixels is 0 and not NaN.
_EPSILON = 1e-8


def skin_attention(posterior: Float[Tensor, "*N"]) -> Float[Tensor, "*N"]:
    """Return Eq. 9: 1 where skin is the likelier, elsewhere its probability."""
    return torch.where(posterior > 0.5, torch.ones_like(posterior), posterior)


def skin_photometric_loss(
    images: Float[Tensor, "B 3 H W"],
    diffuse: Float[Tensor, "B 3 H W"],
    specular: Float[Tensor, "B 3 H W"],
    skin: Float[Tensor, "B H W"],
    mask: Bool[Tensor, "B H W"] | Float[Tensor, "B H W"],
    eta: float = 1.0,
) -> Float[Tensor, ""]:
    """Return Eq. 8, averaged over the batch: diffuse on skin, and both together everywhere.

    The first term weighs the distance to the diffuse picture alone by C_skin, the second compares
    with the sum of both pictures. The norm is taken as the length of a colour difference, the
    printed ||M|| as |M|, the number of pixels; eta is not given in the paper. Neither denominator
    falls below 1, so that an image without a face costs 0.

    Args:
        images: photographs, RGB in [0, 1], in the same encoding as the pictures.
        diffuse: rendered with diffuse reflection alone.
        specular: what the highlights add to it.
        skin: C_skin, see `skin_attention`.
        mask: M, the pixels of the face's region that the rendered face covers. Used without
            gradient, as is `skin`: both means could otherwise be lowered by a smaller face.
        eta: weight of the second term.
    """
    inside = mask.detach().to(images)
    weights = skin.detach() * inside
    first = _mean_distance(images - diffuse, weights)
    second = _mean_distance(images - (diffuse + specular), inside)
    return (first + eta * second).mean()


def _mean_distance(
    difference: Float[Tensor, "B 3 H W"], weights: Float[Tensor, "B H W"]
) -> Float[Tensor, " B"]:
    distance = torch.sqrt(difference.square().sum(dim=1) + _EPSILON)
    total = weights.sum(dim=(1, 2)).clamp(min=1.0)
    return (weights * distance).sum(dim=(1, 2)) / total
