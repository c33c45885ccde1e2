"""Lips and mouth interior of the procedural head (subject's left half).

Index k of a ring runs from the lower midline over the corner to the upper midline, so that k and -1
- k face each other across the mouth line.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from numpy import ndarray

SKIN_RINGS = 4  # rings between the border of the rectangle and the edge of the red lip
LIP_RINGS = 5  # edge of the red lip, three on it, the line where the lips touch
CORNER_X = 25.5  # half the mouth width
LIP_GAP = 0.2  # between the closed lips; below what can be seen

# Per lip ring: share of the way from the red lip's edge to the mouth line; bulge over the face, mm.
_SHARE = np.array([0.0, 0.34, 0.68, 0.93, 1.0])
_UPPER_BULGE = np.array([2.2, 4.4, 5.2, 4.0, 0.9])
_LOWER_BULGE = np.array([1.6, 4.2, 5.4, 4.3, 0.9])
_CORNER = CORNER_X - np.array([0.0, 0.35, 0.7, 1.0, 1.3])
# per ring of the bag: depth behind the touching line, half height, scale of the width
_BAG = np.array(
    [
        [3.0, 0.9, 0.96],
        [7.0, 4.0, 0.93],
        [13.0, 9.0, 0.92],
        [24.0, 12.0, 0.88],
        [38.0, 11.0, 0.78],
        [48.0, 6.0, 0.62],
    ]
)
N_RINGS = SKIN_RINGS + 1 + LIP_RINGS + len(_BAG)


def _across(n: int, corner: float) -> Float[ndarray, " N"]:
    """Return x of one ring's vertices: 0 at both ends and the corner in the middle."""
    k = np.abs(np.arange(n) - (n - 1) / 2) / ((n - 1) / 2)
    t = 1 - k
    return np.asarray(corner * (0.62 * t + 0.38 * np.sin(np.pi / 2 * t)))


def mouth_line(x: Float[ndarray, " N"]) -> Float[ndarray, " N"]:
    """Height of the mouth line: a tubercle in the middle, corners slightly lower."""
    s = np.clip(x / CORNER_X, 0, 1)
    return np.asarray(-67.6 - 0.9 * np.exp(-0.5 * (x / 3.5) ** 2) - 1.7 * s**2.2)


def _upper_edge(x: Float[ndarray, " N"]) -> Float[ndarray, " N"]:
    s = np.clip(x / CORNER_X, 0, 1)
    bow = 8.6 * (1 - s**1.6) ** 0.95 - 1.5 * np.exp(-0.5 * (x / 2.6) ** 2)
    return np.asarray(mouth_line(np.full_like(x, CORNER_X)) + bow + 1.1 * (1 - s))


def _lower_edge(x: Float[ndarray, " N"]) -> Float[ndarray, " N"]:
    s = np.clip(x / CORNER_X, 0, 1)
    return np.asarray(mouth_line(np.full_like(x, CORNER_X)) - 8.8 * (1 - s**2.3) ** 0.9)


def lip_rings(n: int) -> Float[ndarray, "K N 2"]:
    """Lip rings (x, y), from the edge of the red lip to the line where the lips touch."""
    upper = np.arange(n) > (n - 1) / 2
    rings = []
    for share, corner in zip(_SHARE, _CORNER, strict=True):
        x = _across(n, corner)
        edge_x = x * CORNER_X / corner
        edge = np.where(upper, _upper_edge(edge_x), _lower_edge(edge_x))
        line = mouth_line(edge_x) + np.where(upper, 0.5, -0.5) * LIP_GAP * (
            edge_x < CORNER_X - 1e-9
        )
        rings.append(np.stack([x, (1 - share) * edge + share * line], 1))
    return np.stack(rings)


def skin_rings(border: Float[ndarray, "N 2"]) -> Float[ndarray, "K N 2"]:
    """Rings (x, y) between the rectangle's border and the edge of the red lip, both excluded."""
    s = np.arange(1, SKIN_RINGS + 1) / (SKIN_RINGS + 1)
    weight = (1 - (1 - s) ** 1.3)[:, None, None]
    result: ndarray = (1 - weight) * border + weight * lip_rings(len(border))[0]
    return result


def skin_bulge(rings: Float[ndarray, "K N 2"]) -> Float[ndarray, "K N"]:
    """How far the skin around the lips is raised towards their edge, mm."""
    s = np.arange(1, SKIN_RINGS + 1) / (SKIN_RINGS + 1)
    n = rings.shape[1]
    top = np.where(np.arange(n) > (n - 1) / 2, _UPPER_BULGE[0], _LOWER_BULGE[0])
    result: ndarray = (s**2.5)[:, None] * top * _fullness(rings[..., 0])
    return result


def _fullness(x: Float[ndarray, "*S"]) -> Float[ndarray, "*S"]:
    return np.asarray(1 - np.clip(np.abs(x) / CORNER_X, 0, 1) ** 2.4)


def lip_bulge(rings: Float[ndarray, "K N 2"]) -> Float[ndarray, "K N"]:
    """How far each lip ring stands out from the face beneath, mm."""
    n = rings.shape[1]
    upper = np.arange(n) > (n - 1) / 2
    bulge = np.where(upper, _UPPER_BULGE[:, None], _LOWER_BULGE[:, None])
    result: ndarray = bulge * _fullness(rings[..., 0])
    result[-1] -= 0.6
    return result


def bag(contact: Float[ndarray, "N 3"]) -> Float[ndarray, "K N 3"]:
    """Rings of the mouth interior behind the touching line."""
    n = len(contact)
    side = np.sign(np.arange(n) - (n - 1) / 2)
    x = np.clip(contact[:, 0] / CORNER_X, 0, 1)
    rings = []
    for depth, height, scale in _BAG:
        ring = contact.copy()
        ring[:, 0] *= scale
        ring[:, 1] += side * height * (1 - x**3)
        ring[:, 2] -= depth * (1 - 0.35 * x**2)
        rings.append(ring)
    return np.stack(rings)
