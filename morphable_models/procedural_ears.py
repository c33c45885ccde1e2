"""Ears of the procedural head (subject's left ear): rings from the skull over the helix into the concha."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy.interpolate import CubicSpline

# Outline relative to the ear's centre: forward and up, mm; ear length 62, breadth 33.
_OUTLINE = np.array(
    [
        [9.0, -1.0],
        [10.0, 8.0],
        [8.5, 18.0],
        [3.0, 27.0],
        [-5.0, 30.5],
        [-14.0, 28.0],
        [-20.5, 20.0],
        [-22.0, 9.0],
        [-19.5, -3.0],
        [-14.5, -14.0],
        [-9.0, -24.0],
        [-2.5, -31.0],
        [4.0, -30.0],
        [7.0, -22.0],
        [8.0, -11.0],
    ]
)
_CENTRE_YZ = np.array([-14.0, 1.0])
_FLARE = np.deg2rad(30.0)  # angle between ear and skull
_LEAN = np.deg2rad(13.0)  # the ear's long axis leans back
# rings from the helix inwards: scale of the outline and height over the ear's plane (free part), mm
_FRONT = np.array(
    [
        [0.975, -3.4],
        [1.0, -0.8],
        [0.955, 1.3],
        [0.86, -2.2],
        [0.70, 0.6],
        [0.50, -2.5],
        [0.27, -8.0],
    ]
)
N_RINGS = 3 + len(_FRONT)


def ear_rings(border: Float[ndarray, "N 3"]) -> tuple[Float[ndarray, "K N 3"], Float[ndarray, "3"]]:
    """Return the rings, border included, and the vertex that closes the ear canal."""
    n = len(border)
    offset = border[:, [2, 1]] - _CENTRE_YZ[[1, 0]]
    angle = np.unwrap(np.arctan2(offset[:, 1], -offset[:, 0]))
    even = angle[0] + 2 * np.pi * np.arange(n) / n
    shape = np.unwrap(np.arctan2(_OUTLINE[:, 1], -_OUTLINE[:, 0]))
    if shape[1] < shape[0]:
        shape, knots = shape[::-1], _OUTLINE[::-1]
    else:
        knots = _OUTLINE
    spline = CubicSpline(
        np.append(shape, shape[0] + 2 * np.pi), np.vstack([knots, knots[:1]]), bc_type="periodic"
    )
    outline = spline(0.35 * angle + 0.65 * even)
    free = np.clip((8.5 - outline[:, 0]) / 11.0, 0, 1)
    free = free * free * (3 - 2 * free)

    skull = _skull(border)
    forward = np.array([-np.sin(_FLARE), 0.0, np.cos(_FLARE)])
    up = np.array([0.1, np.cos(_LEAN), -np.sin(_LEAN)])
    outward = np.cross(up, forward)
    hinge = 9.0
    origin = np.array([0.0, *_CENTRE_YZ])
    origin[0] = skull(origin[None])[0] + hinge * np.sin(_FLARE) + 0.5

    def place(outline: Float[ndarray, "N 2"], height: Float[ndarray, "N"]) -> Float[ndarray, "N 3"]:
        return origin + outline[:, :1] * forward + outline[:, 1:] * up + height[:, None] * outward

    front = []
    for scale, height in _FRONT:
        centre = np.array([-2.0 - 3.0 * (1 - scale), 1.0])
        scaled = centre + scale * (outline - centre)
        lobe = np.clip((-14.0 - scaled[:, 1]) / 8.0, 0, 1)  # the lobe is flat
        relief = height * (1 - lobe) + 0.3 * lobe if height < 0 and scale < 0.9 else height
        tragus = 2.6 * np.exp(-0.5 * ((scale - 0.74) / 0.12) ** 2)
        tragus *= np.exp(-0.5 * ((scaled[:, 1] + 3.0) / 4.5) ** 2)
        inside = 1.0 if scale < 0.8 else free
        front.append(place(scaled, relief * inside + tragus * (1 - free)))
    rim = front[0]
    root = 0.62 * rim + 0.38 * np.array([origin[0], origin[1], origin[2] + 3.0])
    on_skull = np.stack([skull(root), root[:, 1], root[:, 2]], 1)
    blend = 0.45 * border + 0.55 * front[0]
    root = free[:, None] * on_skull + (1 - free[:, None]) * (0.6 * border + 0.4 * front[0])
    middle = free[:, None] * (0.45 * on_skull + 0.55 * rim) + (1 - free[:, None]) * blend
    middle[:, 0] -= 1.0 * free
    canal = place(np.array([[-3.0, -2.0]]), np.array([-11.0]))[0]
    return np.stack([border, root, middle, *front]), canal


def _skull(border: Float[ndarray, "N 3"]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Return x(points) of the quadratic surface through the border: the skull under the ear."""

    def terms(p: Float[ndarray, "N 3"]) -> Float[ndarray, "N 6"]:
        y, z = (p[:, 1] + 15.0) / 20.0, p[:, 2] / 20.0
        return np.stack([np.ones_like(y), y, z, y * y, z * z, y * z], 1)

    solution = np.linalg.lstsq(terms(border), border[:, 0], rcond=None)[0]
    return lambda p: terms(p) @ solution
