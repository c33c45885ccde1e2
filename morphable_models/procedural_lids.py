"""Motion of the eyelids: they turn about the eyeball's horizontal axis and never enter it."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from . import procedural_eyes as eyes
from .procedural_anatomy import Anatomy

_MARGIN = eyes.SKIN_RINGS  # row of the lid margin in Anatomy.lid_ids
_CLOSED_GAP = 0.25  # mm between the closed lids' margins


def _elevation(points: Float[ndarray, "*S 3"]) -> Float[ndarray, "*S"]:
    return np.asarray(np.arctan2(points[..., 1], points[..., 2]))


def lid_motion(anatomy: Anatomy, side: int, upper: float, lower: float) -> Float[ndarray, "V 3"]:
    """Displace one eye's lids by shares of the way to the closed position.

    Args:
        anatomy: the mean head.
        side: 0 for the subject's left eye, 1 for the right one.
        upper: share of the way down for the upper lid; 1 with lower = 1 closes the eye, negative
            opens it wider.
        lower: the same for the lower lid, whose closed position is a little above its rest.
    """
    ids = anatomy.lid_ids(side)
    centre = eyes.EYE_CENTRE * [1 if side == 0 else -1, 1, 1]
    arm = anatomy.points[ids] - centre
    n = ids.shape[1]
    partner = (n - np.arange(n)) % n
    is_upper = np.arange(n) > n // 2
    margin = _elevation(arm[_MARGIN])
    reach = np.hypot(arm[_MARGIN, :, 1], arm[_MARGIN, :, 2])
    top = np.where(is_upper, margin, margin[partner])
    bottom = np.where(is_upper, margin[partner], margin)
    line = 0.15 * top + 0.85 * bottom
    gap = np.minimum(_CLOSED_GAP / reach, (top - bottom) / 2)
    turn = np.where(is_upper, (line + gap / 2 - margin) * upper, (line - gap / 2 - margin) * lower)
    turn[[0, n // 2]] = 0.0
    ring = np.arange(1, len(ids) + 1)
    share = np.minimum(ring / (_MARGIN + 1), 1.0) ** 1.6
    angle = _elevation(arm) + share[:, None] * turn
    radius = np.hypot(arm[..., 1], arm[..., 2])
    moved = np.stack([arm[..., 0], radius * np.sin(angle), radius * np.cos(angle)], -1)
    field = np.zeros_like(anatomy.points)
    field[ids] = moved - arm
    return field
