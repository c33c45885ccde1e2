"""Eyelids and eyeballs of the procedural head (subject's left eye)."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Int
from numpy import ndarray

EYE_CENTRE = np.array([31.5, 0.0, 82.0])  # interpupillary distance 63 mm
EYE_RADIUS = 13.5  # 12 in anatomy; a larger ball fills the fissure to its corners
LID_GAP = 0.45  # between the eyeball and the inside of the lids
LID_OUTSIDE = 2.0  # between the eyeball and the skin of the lids
IRIS_RADIUS = 5.9
PUPIL_RADIUS = 2.1
SKIN_RINGS = 6  # rings between the border and the lid margin
_INNER_CANTHUS = np.array([17.2, -2.0])
_OUTER_CANTHUS = np.array([45.6, 0.9])


def fissure(n: int) -> Float[ndarray, "N 2"]:
    """Outline of the palpebral fissure (x, y): inner canthus, lower lid, outer canthus, upper lid.

    Length 28.5 mm, height 10.5 mm; the upper lid peaks medially of the pupil, the lower one sags
    laterally.
    """
    half = n // 2
    k = np.arange(half + 1) / half
    t = 0.45 * k + 0.55 * (1 - np.cos(np.pi * k)) / 2
    line = _INNER_CANTHUS + t[:, None] * (_OUTER_CANTHUS - _INNER_CANTHUS)
    upper, lower = line.copy(), line.copy()
    upper[:, 1] += 5.4 * np.sin(np.pi * t**0.9) ** 0.78
    lower[:, 1] -= 4.6 * np.sin(np.pi * t**1.12) ** 0.95
    return np.concatenate([lower, upper[-2:0:-1]])


def lid_height(x: Float[ndarray, "*S"], y: Float[ndarray, "*S"]) -> Float[ndarray, "*S"]:
    """Depth z of the lids' skin: a sphere round the eyeball, continued as a cone beside it."""
    radius = EYE_RADIUS + LID_OUTSIDE
    d = np.hypot(x - EYE_CENTRE[0], y - EYE_CENTRE[1])
    limit = 0.86 * radius
    on_ball = np.sqrt(np.maximum(radius**2 - np.minimum(d, limit) ** 2, 0.0))
    slope = limit / np.sqrt(radius**2 - limit**2)
    result: ndarray = EYE_CENTRE[2] + on_ball - slope * np.maximum(d - limit, 0.0)
    return result


def skin_rings(border: Float[ndarray, "N 2"]) -> Float[ndarray, "K N 2"]:
    """Rings (x, y) from the rectangle's border to the lid margin, denser towards the margin."""
    s = np.arange(SKIN_RINGS + 2) / (SKIN_RINGS + 1)
    weight = (1 - (1 - s) ** 1.45)[:, None, None]
    result: ndarray = (1 - weight) * border + weight * fissure(len(border))
    return result


def margin_height(margin: Float[ndarray, "N 2"]) -> Float[ndarray, " N"]:
    """Depth of the lid margin; the inner corner lies beside the nose, in front of the eyeball."""
    z = lid_height(margin[:, 0], margin[:, 1])
    inner = np.exp(-0.5 * ((margin[:, 0] - _INNER_CANTHUS[0]) / 3.2) ** 2)
    return np.asarray(z + (92.3 - z[0]) * inner)


def inner_rings(margin: Float[ndarray, "N 3"]) -> Float[ndarray, "3 N 3"]:
    """Inside of the lids: the margin's inner edge on the eyeball, then two rings behind."""
    arm = margin - EYE_CENTRE
    direction = arm / np.linalg.norm(arm, axis=1, keepdims=True)
    polar = np.arccos(direction[:, 2])
    around = np.arctan2(direction[:, 1], direction[:, 0])
    rings = []
    for turn in (0.0, 0.24, 0.5):
        a = np.minimum(polar + turn, 1.75)
        ring = np.stack([np.sin(a) * np.cos(around), np.sin(a) * np.sin(around), np.cos(a)], 1)
        rings.append(EYE_CENTRE + (EYE_RADIUS + LID_GAP) * ring)
    return np.stack(rings)


def eyeball_angles(n_rings: int) -> Float[ndarray, " K"]:
    """Polar angle of each ring; pairs bracket the edges of pupil and iris, to keep them crisp."""
    pupil, iris = np.arcsin(PUPIL_RADIUS / EYE_RADIUS), np.arcsin(IRIS_RADIUS / EYE_RADIUS)
    front = [pupil * 0.93, pupil * 1.1, (pupil + iris) / 2, iris * 0.88, iris * 0.97, iris * 1.07]
    rest = np.linspace(iris * 1.07, 0.93 * np.pi, n_rings - len(front) + 1)[1:]
    return np.concatenate([front, rest])


def place_eyeball(
    points: Float[ndarray, "H 3"], rings: Int[ndarray, "K N"], poles: tuple[int, int]
) -> None:
    """Write the eyeball's vertices into `points`: a sphere with its poles on the optical axis."""
    angle = eyeball_angles(len(rings))[:, None]
    turn = 2 * np.pi * np.arange(rings.shape[1]) / rings.shape[1]
    ball = np.stack(
        [np.sin(angle) * np.cos(turn), np.sin(angle) * np.sin(turn), np.cos(angle) + 0 * turn], -1
    )
    points[rings] = EYE_CENTRE + EYE_RADIUS * ball
    pole = np.array([0.0, 0.0, EYE_RADIUS])
    points[list(poles)] = EYE_CENTRE + pole, EYE_CENTRE - pole
