"""Landmark losses in the image and in space (Zhao et al., DF-MVR, section 4.3)."""

from __future__ import annotations

from typing import Literal

import torch
from jaxtyping import Float
from torch import Tensor

from geometry.alignment import Similarity, umeyama

from .photometric import weighted_mean

LandmarkWeights = Literal["paper", "released", "uniform"]

SEVEN_POINTS = (36, 39, 42, 45, 30, 48, 54)
"""Outer and inner corners of both eyes, nose tip and mouth corners among the 68 iBUG landmarks."""

SEVEN_OF_101 = (47, 50, 53, 56, 41, 79, 85)
"""The same among the 101 points of Pixel-Face, as in the released code."""

_EMPHASIS = 20.0
_NOSE = range(27, 36)
_NOSE_BRIDGE_END = range(28, 31)
_EYES = range(36, 48)
_INNER_MOUTH = range(60, 68)
_EMPHASISED: dict[LandmarkWeights, tuple[range, ...]] = {
    "paper": (_NOSE, _INNER_MOUTH),  # "20 only for the nose and inner mouth landmarks"
    "released": (_NOSE_BRIDGE_END, _EYES, _INNER_MOUTH),
    "uniform": (),
}


def landmark_weights(kind: LandmarkWeights) -> Float[Tensor, " 68"]:
    """Return the weight of each of the 68 landmarks: 20 for the emphasised ones, else 1."""
    weights = torch.ones(68)
    for indices in _EMPHASISED[kind]:
        weights[list(indices)] = _EMPHASIS
    return weights


def landmark_loss_2d(
    predicted: Float[Tensor, "B N L 2"],
    target: Float[Tensor, "B N L 2"],
    weights: Float[Tensor, " L"],
    view_weights: Float[Tensor, "B N"] | None = None,
) -> Float[Tensor, ""]:
    """Return Eq. 4: the weighted distance in the image, averaged over landmarks and views.

    The sum is divided by the number of landmarks, not by their total weight, as in the equation.

    Args:
        predicted: projected landmarks, pixels.
        target: detected landmarks, the same pixels.
        weights: one per landmark, see `landmark_weights`.
        view_weights: weight of each view in the average; None weighs all views alike.
    """
    distance = _length(predicted - target)
    return weighted_mean((distance * weights).mean(dim=-1), view_weights)


def align_by_points(
    source: Float[Tensor, "B L 3"],
    target: Float[Tensor, "B L 3"],
    indices: tuple[int, ...] = SEVEN_POINTS,
    scale: Literal["least-squares", "radii"] = "least-squares",
) -> Similarity:
    """Solve Eq. 5: the similarity that brings a few source points to the target's.

    Args:
        source: predicted points, mm.
        target: true points, mm.
        indices: the points to use.
        scale: "least-squares" minimises the squared distances; "radii" is the ratio of the root
            mean square distances from the centroid, as in the released code (always a little
            larger).
    """
    chosen = list(indices)
    best = umeyama(source[:, chosen], target[:, chosen])
    if scale == "least-squares":
        return best
    source_mean = source[:, chosen].mean(dim=1, keepdim=True)
    target_mean = target[:, chosen].mean(dim=1, keepdim=True)
    ratio = _radius(target[:, chosen] - target_mean) / _radius(source[:, chosen] - source_mean)
    rotated = (best.rotation @ source_mean.transpose(1, 2)).squeeze(-1)
    return Similarity(ratio, best.rotation, target_mean.squeeze(1) - ratio[:, None] * rotated)


def landmark_loss_3d(
    predicted: Float[Tensor, "B L 3"],
    target: Float[Tensor, "B L 3"],
    indices: tuple[int, ...] = SEVEN_POINTS,
    scale: Literal["least-squares", "radii"] = "least-squares",
) -> Float[Tensor, ""]:
    """Return Eq. 6: the mean distance in mm after the alignment of Eq. 5, both with gradients.

    Args:
        predicted: landmarks of the predicted shape, mm, in any frame.
        target: true landmarks, mm, in any other frame.
        indices: the points that align.
        scale: see `align_by_points`.
    """
    aligned = align_by_points(predicted, target, indices, scale).apply(predicted)
    return _length(aligned - target).mean()


def _length(vectors: Tensor) -> Tensor:
    """Euclidean length whose gradient at zero is zero."""
    return torch.sqrt(vectors.square().sum(dim=-1) + 1e-12)


def _radius(centred: Tensor) -> Tensor:
    return centred.square().sum(dim=(1, 2)).sqrt()
