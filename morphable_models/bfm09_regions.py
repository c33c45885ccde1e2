"""Where brows, eyes, nose and lips run on the frontal BFM 2009, and its texture coordinates.

The file names no regions. They are drawn on its mean face seen from the front, with curves through
the 68 landmarks, and were checked on the Pixel-Face sample, which has the same vertices and colours
(zyg11/Pixel-Face @ 0a800cd, sample/mesh/fusion/gt.mat).
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Int
from matplotlib.path import Path as Polygon

from .ict_regions import LABELS, brow_band, closed_curve

# The subject's right half of the nose, downwards: landmark, and offset from it in shares of the
# distance of the outer eye corners.
_NOSE = (
    (27, -0.07, 0.02),
    (28, -0.085, 0.0),
    (29, -0.13, 0.0),
    (30, -0.215, 0.03),
    (30, -0.225, -0.06),
    (31, -0.075, 0.015),
    (31, 0.0, -0.012),
    (33, 0.0, -0.015),
)


def _nose_outline(landmarks: Float[np.ndarray, "68 3"]) -> Polygon:
    """Return the nose from the root to below the nostrils, front view."""
    size = np.linalg.norm(landmarks[45] - landmarks[36])
    points = np.array([landmarks[k, :2] + size * np.array([x, y]) for k, x, y in _NOSE])
    middle = landmarks[27:31, 0].mean()
    mirrored = points[::-1] * [-1, 1] + [2 * middle, 0]
    return Polygon(np.vstack([points, mirrored]))


def bfm09_regions(
    vertices: Float[np.ndarray, "V 3"], landmark_indices: Int[np.ndarray, " 68"]
) -> Int[np.ndarray, " V"]:
    """Label the vertices of the mean face with the regions of the face parser.

    The crop has no ears and no neck, so that nothing is background; and its mouth is closed, so
    that nothing is mouth. Eyes are the surface between the lids: the model has no eyeballs.

    Args:
        vertices: mean face, model frame, mm.
        landmark_indices: the 68 landmarks.

    Returns:
        Labels in `FACE_PARSING_REGIONS`.
    """
    landmarks = vertices[landmark_indices]
    xy = vertices[:, :2]
    regions = np.full(len(vertices), LABELS["skin"])
    regions[_nose_outline(landmarks).contains_points(xy)] = LABELS["nose"]
    for name, ids in (("right_brow", slice(17, 22)), ("left_brow", slice(22, 27))):
        regions[brow_band(landmarks[ids]).contains_points(xy)] = LABELS[name]
    for name, ids in (("right_eye", slice(36, 42)), ("left_eye", slice(42, 48))):
        regions[closed_curve(landmarks[ids, :2]).contains_points(xy)] = LABELS[name]

    inside = closed_curve(landmarks[48:60, :2]).contains_points(xy)
    upper_edge, lower_edge = [48, 60, 61, 62, 63, 64, 54], [48, 60, 67, 66, 65, 64, 54]
    gap = (landmarks[upper_edge, :2] + landmarks[lower_edge, :2]) / 2
    above = xy[:, 1] > np.interp(xy[:, 0], gap[:, 0], gap[:, 1])
    regions[inside & above] = LABELS["upper_lip"]
    regions[inside & ~above] = LABELS["lower_lip"]
    return regions.astype(np.int64)


def cylindrical_uv(vertices: Float[np.ndarray, "V 3"]) -> Float[np.ndarray, "V 2"]:
    """Return texture coordinates on a half cylinder: the file has none.

    The axis is upright, in the middle of the rearmost vertices: u runs from 0 at the subject's
    right to 1 at the left, in proportion to the angle; v from the chin to the forehead.
    """
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    angle = np.arctan2(vertices[:, 0] - (low[0] + high[0]) / 2, vertices[:, 2] - low[2])
    v = (vertices[:, 1] - low[1]) / (high[1] - low[1])
    return np.stack([np.clip(0.5 + angle / np.pi, 0.0, 1.0), v], axis=1)
