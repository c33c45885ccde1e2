"""Landmark losses of MFNet (Eqs. 7 to 9) and of DECA's code, whose weights of the terms it has.

Coordinates reach from -1 to 1 over the crop, see `geometry.cameras.normalized_coordinates`. Every
loss is averaged over views and batch; a view of which nothing is visible does not count.
"""

from __future__ import annotations

from typing import Literal

import torch
from jaxtyping import Float
from torch import Tensor

from .photometric import weighted_mean

MfnetLandmarkWeights = Literal["none", "deca"]
LidForm = Literal["offset", "distance"]

EYE_PAIRS = ((37, 41), (38, 40), (43, 47), (44, 46))
"""Upper and lower lid."""
LIP_PAIRS = ((61, 67), (62, 66), (63, 65))
"""Inner border of upper and lower lip."""
N_CONTOUR = 17
VISIBLE_NORMAL = 0.1
_EPSILON = 1e-8
# DECA's code (decalib/utils/lossfunc.py @ a11554a), later entries over earlier ones.
_DECA_WEIGHTS: tuple[tuple[tuple[int, ...], float], ...] = (
    ((5, 6, 10, 11), 2.0),
    (tuple(range(27, 36)), 1.5),
    ((30, 31, 35), 3.0),
    (tuple(range(48, 68)), 1.5),
    ((48, 54), 3.0),
)


def mfnet_landmark_weights(kind: MfnetLandmarkWeights = "none") -> Float[Tensor, " 68"]:
    """Return the weight of each landmark: one, as in Eq. 7, or that of DECA's code."""
    weights = torch.ones(68)
    for indices, weight in _DECA_WEIGHTS if kind == "deca" else ():
        weights[list(indices)] = weight
    return weights


def landmark_visibility(normal_z: Float[Tensor, "*B 68"]) -> Float[Tensor, "*B 68"]:
    """Return 1 for landmarks that the camera sees, else 0; the outline is seen by its definition.

    Args:
        normal_z: of the surface at the landmarks, camera frame (z away from the camera). Used
            without gradient.
    """
    seen = (normal_z.detach() < VISIBLE_NORMAL).to(normal_z)
    return torch.cat([torch.ones_like(seen[..., :N_CONTOUR]), seen[..., N_CONTOUR:]], dim=-1)


def single_view_landmark_loss(
    predicted: Float[Tensor, "B N 68 2"],
    target: Float[Tensor, "B N 68 2"],
    visible: Float[Tensor, "B N 68"],
    weights: Float[Tensor, " 68"] | None = None,
) -> Float[Tensor, ""]:
    """Return Eq. 7: the mean absolute difference of a coordinate, over visible landmarks.

    The equation is a sum; its weight in Eq. 11 is DECA's, which divides.

    Args:
        predicted: projected landmarks.
        target: detected landmarks; not finite ones are allowed where `visible` is 0.
        visible: 1 for landmarks that were found and are visible.
        weights: see `mfnet_landmark_weights`.
    """
    amount = visible if weights is None else visible * weights
    difference = _difference(predicted, target, amount).abs().sum(dim=-1)
    total = amount.sum(dim=-1)
    per_view = (amount * difference).sum(dim=-1) / (2 * total + _EPSILON)
    return weighted_mean(per_view, (total > 0).to(per_view))


def lid_loss(
    predicted: Float[Tensor, "B N 68 2"],
    target: Float[Tensor, "B N 68 2"],
    visible: Float[Tensor, "B N 68"],
    pairs: tuple[tuple[int, int], ...],
    form: LidForm = "offset",
) -> Float[Tensor, ""]:
    """Return Eq. 8 or 9: how much the opening of the eyes or lips differs, averaged over pairs.

    Args:
        predicted: projected landmarks.
        target: detected landmarks.
        visible: as above; a pair counts if both of its ends do.
        pairs: `EYE_PAIRS` or `LIP_PAIRS`.
        form: "offset" compares the vectors between the ends by their L1 distance, as the equations
            do; "distance" their lengths, as DECA's code does.
    """
    upper, lower = ([pair[end] for pair in pairs] for end in (0, 1))
    both = visible[..., upper] * visible[..., lower]
    openings = [points[..., upper, :] - points[..., lower, :] for points in (predicted, target)]
    if form == "offset":
        error = _difference(openings[0], openings[1], both).abs().sum(dim=-1)
    else:
        shown = both[..., None] > 0
        lengths = [_length(torch.where(shown, v, torch.ones_like(v))) for v in openings]
        error = (lengths[0] - lengths[1]).abs()
    total = both.sum(dim=-1)
    per_view = (both * error).sum(dim=-1) / total.clamp(min=_EPSILON)
    return weighted_mean(per_view, (total > 0).to(per_view))


def _difference(predicted: Tensor, target: Tensor, amount: Tensor) -> Tensor:
    """Return predicted - target, but 0 and without gradient where it has no amount."""
    difference = predicted - target
    return torch.where(amount[..., None] > 0, difference, torch.zeros_like(difference))


def _length(vectors: Tensor) -> Tensor:
    """Euclidean length whose gradient at zero is zero."""
    return torch.sqrt(vectors.square().sum(dim=-1) + 1e-12)
