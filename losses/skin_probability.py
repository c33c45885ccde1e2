"""How probable it is that a pixel shows skin, from its colour alone.

Section 4.1.2 of Deng et al. (MM 2022): "a naive Bayes classifier with Gaussian mixture models",
whose table is not named. The method descends from Deep3DFaceReconstruction, so that its table is
the default; see `losses.skin_mixtures` for both. Only saturated highlights come out improbable
(white: 0.19 and 0.00), not soft ones (240, 215, 195: 0.95 and 0.97), in spite of what the paper
says; hair of skin's colour has to be left out by a segmentation.
"""

from __future__ import annotations

import math
from typing import Literal, get_args

import torch
from jaxtyping import Float
from torch import Tensor

from .skin_mixtures import DEEP3D, JONES_REHG, Mixture

SkinMixture = Literal["deep3d", "jones-rehg"]

# ITU-R BT.601 from RGB in [0, 1], digital range: Y' 16 to 235, Cb and Cr 16 to 240.
_YCBCR = ((65.481, 128.553, 24.966), (-37.797, -74.203, 112.0), (112.0, -93.786, -18.214))
_YCBCR_OFFSET = (16.0, 128.0, 128.0)


def skin_posterior(
    colors: Float[Tensor, "*N 3"], mixture: SkinMixture = "deep3d", prior: float = 0.8
) -> Float[Tensor, "*N"]:
    """Return the probability p_i of Eq. 9 that a colour is skin's, by Bayes' rule.

    Args:
        colors: RGB in [0, 1], channels last: `images.permute(0, 2, 3, 1)`.
        mixture: which published table.
        prior: share of skin among the pixels in question, here those of a face; 0.5 would bring
            very dark skin down to one half.

    Raises:
        ValueError: the table is unknown, or the prior not between 0 and 1.
    """
    if not 0 < prior < 1:
        raise ValueError(f"the prior of skin is {prior}; expected a number between 0 and 1")
    skin, other = log_likelihoods(colors, mixture)
    # From the logarithms: both densities underflow for colours that neither table has seen.
    return torch.sigmoid(skin - other + math.log(prior / (1 - prior)))


def log_likelihoods(
    colors: Float[Tensor, "*N 3"], mixture: SkinMixture
) -> tuple[Float[Tensor, "*N"], Float[Tensor, "*N"]]:
    """Return the logarithms of the densities of skin and of other colours.

    Per unit of the space of the table: RGB from 0 to 255 or Y'CbCr.

    Args:
        colors: RGB in [0, 1].
        mixture: which published table.
    """
    if mixture == "jones-rehg":
        points, tables = 255 * colors, JONES_REHG
    elif mixture == "deep3d":
        matrix, offset = colors.new_tensor(_YCBCR), colors.new_tensor(_YCBCR_OFFSET)
        points, tables = colors @ matrix.T + offset, DEEP3D
    else:
        raise ValueError(
            f"unknown skin mixture {mixture!r}; expected one of {', '.join(get_args(SkinMixture))}"
        )
    return _log_density(points, tables[0]), _log_density(points, tables[1])


def _log_density(points: Float[Tensor, "*N 3"], mixture: Mixture) -> Float[Tensor, "*N"]:
    factors = (
        mixture.weights.log() + 0.5 * torch.logdet(mixture.precisions) - 1.5 * math.log(2 * math.pi)
    )
    parts = []
    # One Gaussian after the other: centred in front of the square, and not 16 images at a time.
    for factor, mean, precision in zip(
        factors.tolist(), mixture.means, mixture.precisions, strict=True
    ):
        arm = points - mean.to(points)
        parts.append(factor - 0.5 * (arm @ precision.to(points) * arm).sum(dim=-1))
    return torch.stack(parts, dim=-1).logsumexp(dim=-1)
