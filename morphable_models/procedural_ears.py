"""Ears of the procedural head (left): rings from the skull over the helix into the concha."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy.interpolate import CubicSpline

# Outline relative to the ear's centre: forward, up (mm; ear length 62, breadth 33), and how free it
# stands of the skull.
_OUTLINE = np.array(
    [
        [9.0, -2.0, 0.0],
        [10.0, 7.0, 0.0],
        [8.8, 17.0, 0.45],
        [4.0, 26.0, 1.0],
        [-4.5, 30.5, 1.0],
        [-14.0, 28.5, 1.0],
        [-20.8, 20.5, 1.0],
        [-22.5, 9.5, 1.0],
        [-20.5, -3.0, 1.0],
        [-16.0, -14.0, 1.0],
        [-11.5, -23.0, 1.0],
        [-6.0, -29.5, 1.0],
        [0.5, -31.5, 0.9],
        [5.5, -28.0, 0.6],
        [7.6, -20.5, 0.2],
        [8.0, -11.0, 0.0],
    ]
)
_CENTRE_YZ = np.array([-14.0, 1.0])
_FLARE = np.deg2rad(30.0)  # angle between ear and skull
_LEAN = np.deg2rad(13.0)  # the ear's long axis leans back
# rings from behind the helix inwards: scale of the outline and height over the ear's plane where
# the ear
# stands free; the same where it grows out of the cheek, in front; mm
_FRONT = np.array(
    [
        [0.975, -3.2, 1.12, 0.0],
        [1.000, -0.8, 1.05, 0.1],
        [0.945, 1.6, 0.97, 0.6],
        [0.845, -2.2, 0.86, 2.4],
        [0.690, 1.5, 0.70, 2.2],
        [0.520, -3.4, 0.52, -3.4],
        [0.280, -8.0, 0.28, -8.0],
    ]
)
N_RINGS = 3 + len(_FRONT)


def ear_rings(border: Float[ndarray, "N 3"]) -> tuple[Float[ndarray, "K N 3"], Float[ndarray, 3]]:
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
    outline, free = np.split(spline(0.35 * angle + 0.65 * even), [2], axis=1)
    free = np.clip(free[:, 0], 0, 1)

    skull = _skull(border)
    forward = np.array([-np.sin(_FLARE), 0.0, np.cos(_FLARE)])
    up = np.array([0.17, np.cos(_LEAN), -np.sin(_LEAN)])
    outward = np.cross(up, forward)
    hinge = 9.0
    origin = np.array([0.0, *_CENTRE_YZ])
    origin[0] = skull(origin[None])[0] + hinge * np.sin(_FLARE) + 0.5

    def place(
        outline: Float[ndarray, "N 2"], height: Float[ndarray, " N"]
    ) -> Float[ndarray, "N 3"]:
        result: ndarray = (
            origin + outline[:, :1] * forward + outline[:, 1:] * up + height[:, None] * outward
        )
        return result

    front = []
    for scale, height, scale_joined, height_joined in _FRONT:
        centre = np.array([-2.0 - 3.0 * (1 - scale), 1.0])
        size = free * scale + (1 - free) * scale_joined
        scaled = centre + size[:, None] * (outline - centre)
        lobe = np.clip((-10.0 - scaled[:, 1]) / 12.0, 0, 1)  # the lobe is flat
        relief = height * (1 - lobe) + 0.2 * lobe if scale < 0.9 else height + 0 * lobe
        tragus = np.exp(-0.5 * ((scaled[:, 1] + 3.0) / 6.0) ** 2)
        joined = height_joined * (tragus if height_joined > 0 else 1 - lobe)
        flat = place(scaled, 0 * free)
        room = np.maximum(flat[:, 0] - skull(flat), 0.0)  # between the ear's plane and the skull
        if scale > 0.3:  # the concha's floor alone lies deeper
            relief = np.maximum(relief, -(0.6 if scale in (0.975, 0.52) else 0.25) * room)
        ring = place(scaled, free * relief + (1 - free) * joined)
        if scale > 0.8:  # the rim stays clear of the skull
            ring[:, 0] = np.maximum(ring[:, 0], skull(ring) + 0.4 + 3.0 * free * (scale > 0.96))
        front.append(ring)
    rim = front[0]
    root = 0.6 * rim + 0.4 * np.array([origin[0], origin[1], origin[2] + 3.0])
    on_skull = np.stack([skull(root), root[:, 1], root[:, 2]], 1)
    share = free[:, None]
    root = share * on_skull + (1 - share) * (0.67 * border + 0.33 * rim)
    middle = share * (0.45 * on_skull + 0.55 * rim) + (1 - share) * (0.33 * border + 0.67 * rim)
    canal = place(np.array([[-3.0, -2.0]]), np.array([-11.0]))[0]
    return np.stack([border, root, middle, *front]), canal


def _skull(border: Float[ndarray, "N 3"]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Return x(points) of the quadratic surface through the border: the skull under the ear."""

    def terms(p: Float[ndarray, "N 3"]) -> Float[ndarray, "N 6"]:
        y, z = (p[:, 1] + 15.0) / 20.0, p[:, 2] / 20.0
        return np.stack([np.ones_like(y), y, z, y * y, z * z, y * z], 1)

    solution = np.linalg.lstsq(terms(border), border[:, 0], rcond=None)[0]
    return lambda p: terms(p) @ solution
