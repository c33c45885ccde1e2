"""Landmarks, regions, texture coordinates and the frontal crop of the procedural head."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float, Int
from numpy import ndarray

from . import procedural_eyes as eyes
from . import procedural_mouth as mouth
from .base import FACE_PARSING_REGIONS
from .procedural_albedo import brow_opacity, hairline
from .procedural_anatomy import Anatomy

# iBUG numbers of the subject's left half and the midline, with places on the mean face (mm)
_BY_PLACE = {
    8: (0.0, -112.5, 101.5),
    9: (15.0, -111.5, 98.0),
    10: (30.0, -108.0, 86.0),
    11: (43.5, -100.0, 70.0),
    12: (54.5, -88.0, 48.0),
    13: (65.0, -66.0, 30.0),
    14: (69.5, -45.0, 26.0),
    15: (73.0, -23.0, 26.0),
    16: (75.5, -2.0, 26.0),
    22: (12.0, 18.5, 107.0),
    23: (22.0, 23.0, 106.0),
    24: (33.0, 23.5, 101.0),
    25: (43.5, 20.5, 94.0),
    26: (52.5, 16.0, 85.0),
    27: (0.0, 3.0, 107.0),
    28: (0.0, -9.0, 114.0),
    29: (0.0, -21.0, 122.0),
    30: (0.0, -33.5, 130.0),
    33: (0.0, -47.5, 113.0),
    34: (6.5, -46.0, 113.0),
    35: (13.0, -45.5, 108.0),
}
_MIRROR = {
    **{i: 16 - i for i in range(17)},
    **{i: 43 - i for i in range(17, 27)},
    **{i: i for i in (27, 28, 29, 30, 33, 51, 57, 62, 66)},
    **{31: 35, 32: 34, 34: 32, 35: 31},
    **{36: 45, 37: 44, 38: 43, 39: 42, 40: 47, 41: 46},
    **{45: 36, 44: 37, 43: 38, 42: 39, 47: 40, 46: 41},
    **{48: 54, 49: 53, 50: 52, 52: 50, 53: 49, 54: 48},
    **{55: 59, 56: 58, 58: 56, 59: 55},
    **{60: 64, 61: 63, 63: 61, 64: 60, 65: 67, 67: 65},
}


def landmark_indices(anatomy: Anatomy) -> Int[ndarray, 68]:
    """Vertex ids in iBUG order."""
    half, points = anatomy.half, anatomy.points
    found: dict[int, int] = {}
    grid = np.unique(np.concatenate([half.grid[half.grid >= 0], half.eye[1:3].ravel()]))
    for number, place in _BY_PLACE.items():
        ids = grid[half.on_midline[grid]] if place[0] == 0 else grid
        found[number] = int(ids[np.argmin(np.linalg.norm(points[ids] - place, axis=1))])

    margin = half.eye[eyes.SKIN_RINGS + 1]
    n = len(margin)
    x = points[margin, 0]
    lower, upper = np.arange(n // 2 + 1), np.arange(n // 2, n + 1) % n
    thirds = x[0] + (x[n // 2] - x[0]) * np.array([0.33, 0.69])

    def nearest(candidates: Int[ndarray, " N"], xs: Float[ndarray, " N"], target: float) -> int:
        return int(candidates[np.argmin(np.abs(xs - target))])

    found[42], found[45] = int(margin[0]), int(margin[n // 2])
    found[43] = nearest(margin[upper], x[upper], thirds[0])
    found[44] = nearest(margin[upper], x[upper], thirds[1])
    found[46] = nearest(margin[lower], x[lower], thirds[1])
    found[47] = nearest(margin[lower], x[lower], thirds[0])

    edge = half.mouth[mouth.SKIN_RINGS + 1]
    touch = half.mouth[mouth.SKIN_RINGS + mouth.LIP_RINGS]
    corner = len(edge) // 2
    low, high = edge[: corner + 1], edge[corner:]
    found[57], found[54], found[51] = int(edge[0]), int(edge[corner]), int(edge[-1])
    found[52] = nearest(high, points[high, 0], 6.0)
    found[53] = nearest(high, points[high, 0], 15.5)
    found[56] = nearest(low, points[low, 0], 7.5)
    found[55] = nearest(low, points[low, 0], 16.5)
    found[66], found[64], found[62] = int(touch[0]), int(touch[corner]), int(touch[-1])
    step = int(np.argmin(np.abs(points[touch[: corner + 1], 0] - 9.5)))
    found[65], found[63] = int(touch[step]), int(touch[-1 - step])

    right = anatomy.full.right
    for number, vertex in list(found.items()):
        found.setdefault(_MIRROR[number], int(right[vertex]))
    return np.array([found[number] for number in range(68)])


def _nose_width(y: Float[ndarray, " V"]) -> Float[ndarray, " V"]:
    return np.asarray(
        np.interp(y, [-50.0, -46.0, -40.0, -32.0, -20.0, 4.0], [9.0, 15.0, 19.0, 18.0, 14.0, 8.5])
    )


def regions(anatomy: Anatomy) -> Int[ndarray, " V"]:
    """Face-parsing class of each vertex."""
    p = anatomy.points
    x, y, z = np.abs(p[:, 0]), p[:, 1], p[:, 2]
    name = FACE_PARSING_REGIONS.index
    label = np.full(len(p), name("background"))
    jaw = np.interp(z, [15.0, 50.0, 70.0, 90.0, 102.0], [-83.5, -95.5, -104.5, -111.5, -115.5])
    face = (z > 20) & (y > jaw) & ~anatomy.ear & (hairline(p) < 0.5)
    label[face] = name("skin")
    brow = face & (brow_opacity(p) > 0.3)
    label[brow & (p[:, 0] > 0)] = name("left_brow")
    label[brow & (p[:, 0] < 0)] = name("right_brow")
    label[face & (y > -49.5) & (y < 6) & (x < _nose_width(y)) & (z > 96)] = name("nose")
    first = mouth.SKIN_RINGS + 1
    rings = anatomy.half.mouth
    corner = rings.shape[1] // 2
    for ids in anatomy.both(rings[first : first + mouth.LIP_RINGS]):
        label[ids[:, : corner + 1]] = name("lower_lip")
        label[ids[:, corner + 1 :]] = name("upper_lip")
    label[anatomy.bag] = name("mouth")
    for side, region in enumerate(("left_eye", "right_eye")):
        label[anatomy.eyeball_ids(side)] = name(region)
        lids = anatomy.lid_ids(side)
        label[lids[eyes.SKIN_RINGS + 1 :]] = name(region)
        label[lids[:4][label[lids[:4]] == name("nose")]] = name("skin")
    return label


def face_crop(anatomy: Anatomy, label: Int[ndarray, " V"]) -> Bool[ndarray, " V"]:
    """Frontal face: what a parser calls face, without eyeballs and mouth interior."""
    names = ("skin", "left_brow", "right_brow", "nose", "upper_lip", "lower_lip")
    inside = np.isin(label, [FACE_PARSING_REGIONS.index(name) for name in names])
    return np.asarray(inside & anatomy.skin & (anatomy.points[:, 2] > 25))


def texture_coordinates(anatomy: Anatomy) -> Float[ndarray, "V 2"]:
    """Cylindrical about the head's axis; eyeballs and mouth interior in a strip at the bottom.

    The seam is the midline at the back, whose vertices lie on the left edge's side (u = 1).
    """
    p = anatomy.points
    uv = np.empty((len(p), 2))
    uv[:, 0] = 0.5 + np.arctan2(p[:, 0], p[:, 2] + 10.0) / (2 * np.pi)
    low, high = p[:, 1].min(), p[:, 1].max()
    uv[:, 1] = 0.15 + 0.85 * (p[:, 1] - low) / (high - low)
    for side in (0, 1):
        ids = anatomy.eyeball_ids(side)
        arm = p[ids] - p[ids].mean(0)
        polar = np.arccos(np.clip(arm[:, 2] / np.linalg.norm(arm, axis=1), -1, 1)) / np.pi
        around = np.arctan2(arm[:, 1], arm[:, 0])
        middle = np.array([0.07 if side else 0.21, 0.07])
        uv[ids] = middle + 0.062 * polar[:, None] * np.stack([np.cos(around), np.sin(around)], 1)
    bag = p[anatomy.bag]
    span = bag.max(0) - bag.min(0)
    uv[anatomy.bag] = [0.32, 0.01] + (bag - bag.min(0))[:, :2] / span[:2] * [0.3, 0.12]
    return uv
