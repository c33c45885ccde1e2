"""Photometric loss with DF-MVR's three-level weight map (Zhao et al., section 4.1)."""

from __future__ import annotations

from typing import NamedTuple

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn import functional

# Under the square root, so that the gradient at equal pixels is 0 and not NaN; 1e-4 of the range
# of colours, far below anything visible.
_EPSILON = 1e-8


class WeightLevels(NamedTuple):
    """Weights of facial features, the rest of the face, and the background (section 4.1).

    Attributes:
        feature: of the pixels of facial features.
        face: of the rest of the face.
        background: of all others.
    """

    feature: float = 254.0
    face: float = 128.0
    background: float = 32.0


def dilated_weight_map(
    parsing: Int[Tensor, "B H W"],
    window: int,
    levels: WeightLevels = WeightLevels(),  # noqa: B008  (immutable)
) -> Float[Tensor, "B H W"]:
    """Weigh each pixel by what the parser saw there, with the facial features dilated.

    Args:
        parsing: classes 0 background, 1 skin, 2..9 facial features.
        window: side of the square in pixels by which features are dilated: 20 of 224 pixels in the
            paper, 10 in the released code. Of an even window the larger half is above and to the
            left. Features grow over the face, never over the background.
        levels: the three weights.
    """
    if window < 1:
        raise ValueError(f"dilation window is {window} pixels; expected 1 (none) or more")
    features = (parsing > 1).float()[:, None]
    before, after = window // 2, (window - 1) // 2
    padded = functional.pad(features, (before, after, before, after))
    rows = functional.max_pool2d(padded, (1, window), stride=1)
    features = functional.max_pool2d(rows, (window, 1), stride=1)[:, 0]
    face = (parsing > 0).to(features)
    features = features * face
    return (
        levels.background
        + (levels.face - levels.background) * face
        + (levels.feature - levels.face) * features
    )


def photometric_loss(
    rendered: Float[Tensor, "B N 3 H W"],
    images: Float[Tensor, "B N 3 H W"],
    weights: Float[Tensor, "B N H W"],
    view_weights: Float[Tensor, "B N"] | None = None,
    *,
    over_batch: bool = False,
) -> Float[Tensor, ""]:
    """Return Eq. 2: the weighted mean L2 distance of colours, per view, averaged over views.

    Args:
        rendered: synthesised views, RGB in [0, 1].
        images: the views to explain.
        weights: weight map times rendered coverage, 0 outside the face. Used without gradient: a
            weighted mean could otherwise be lowered by shrinking the face to where it fits.
        view_weights: weight of each view in the average; None weighs all views alike.
        over_batch: divide by the weight of the whole batch, as the released code does, and not each
            view by its own, as the equation does: a small face then counts less than a large one.
    """
    weights = weights.detach()
    distance = torch.sqrt((rendered - images).square().sum(dim=2) + _EPSILON)
    if over_batch:
        return (weights * distance).sum() / weights.sum().clamp(min=1.0)
    total = weights.sum(dim=(2, 3)).clamp(min=1.0)
    per_view = (weights * distance).sum(dim=(2, 3)) / total
    return weighted_mean(per_view, view_weights)


def weighted_mean(
    values: Float[Tensor, "B N"], weights: Float[Tensor, "B N"] | None
) -> Float[Tensor, ""]:
    """Average over views and batch; 0 where all weights are 0."""
    if weights is None:
        return values.mean()
    return (values * weights).sum() / weights.sum().clamp(min=1e-6)
