"""Mask losses: the rendered face should be parsed as the photograph is (DF-MVR, Eq. 3)."""

from __future__ import annotations

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn import functional


def parser_mask_loss(
    logits: Float[Tensor, "R K S S"], labels: Int[Tensor, "R S S"]
) -> Float[Tensor, ""]:
    """Return Eq. 3: the cross-entropy of the parser's view of a rendering, averaged over pixels.

    The equation is printed for two classes; the released code takes the cross-entropy over all.

    Args:
        logits: of a frozen parser that looks at the rendered face.
        labels: what it sees in the photograph, 0 to K - 1.
    """
    return functional.cross_entropy(logits, labels.long())


def region_mask_loss(
    shares: Float[Tensor, "R K S S"], labels: Int[Tensor, "R S S"]
) -> Float[Tensor, ""]:
    """Return the squared distance of rendered regions from the photograph's, averaged over pixels.

    Section 4 of the paper also speaks of an L2 distance. Here the face model's own regions are
    rendered, instead of parsing its rendering: no parser has to be passed through, and a gradient
    reaches the geometry wherever a border between regions or the outline crosses a pixel.

    Args:
        shares: of each class in each pixel; they add up to 1.
        labels: 0 to K - 1.
    """
    wanted = functional.one_hot(labels.long(), shares.shape[1]).movedim(-1, 1)
    distance: Tensor = (shares - wanted).square().sum(dim=1)
    return 0.5 * torch.mean(distance)
