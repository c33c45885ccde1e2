"""Where lips, nose, brows and the edge of the face run on the ICT head.

Its files name only face, head and eyeballs. Everything here is drawn on the neutral mean face seen
from the front (x, y in millimetres), with curves through the 68 landmarks, and was checked on
renderings of the labels.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float, Int
from matplotlib.path import Path as Polygon
from scipy.interpolate import CubicSpline

from .base import FACE_PARSING_REGIONS

LABELS = {name: label for label, name in enumerate(FACE_PARSING_REGIONS)}

# Hairline above the brows, and how far it comes down at the temples; thirds of the face are about
# 65 mm each.
_HAIRLINE_MM = 60.0
_BROW_HEIGHT_MM = 8.0


def closed_curve(points: Float[np.ndarray, "N 2"]) -> Polygon:
    """Return a smooth closed curve through points, as a polygon."""
    looped = np.vstack([points, points[:1]])
    steps = np.linspace(0, len(points), 8 * len(points) + 1)
    return Polygon(CubicSpline(np.arange(len(looped)), looped, bc_type="periodic")(steps))


def _open_curve(points: Float[np.ndarray, "N 2"], n: int) -> Float[np.ndarray, "n 2"]:
    """Return n points on a smooth curve through points."""
    return np.asarray(
        CubicSpline(np.arange(len(points)), points)(np.linspace(0, len(points) - 1, n))
    )


def smoothstep(
    value: Float[np.ndarray, " ..."], low: float, high: float
) -> Float[np.ndarray, " ..."]:
    """Rise smoothly from 0 at `low` to 1 at `high`."""
    share = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(share * share * (3 - 2 * share))


def hair_cover(
    vertices: Float[np.ndarray, "V 3"], landmarks: Float[np.ndarray, "68 3"]
) -> Float[np.ndarray, " V"]:
    """Return the cover of closely cropped hair, 0..1: top and back of the head, not the ears."""
    brow_y = landmarks[17:27, 1].max()
    x, y, z = vertices.T
    depth = [-60.0, -20.0, 20.0, 45.0, 70.0, 110.0]
    hairline = brow_y - 62 + np.interp(z, depth, [-30, 10, 40, 55, 100, 112])
    ear = (np.abs(x) > 72) & (y < brow_y - 18) & (z > -22)
    return np.where(ear, 0.0, smoothstep(y - hairline, 0.0, 9.0))


def brow_band(landmarks: Float[np.ndarray, "5 3"]) -> Polygon:
    """Return the outline of one brow, front view.

    Args:
        landmarks: 17..21 or 22..26 of the mean face, mm. They follow the upper edge of the brow.
    """
    spine = landmarks[:, :2]
    if spine[0, 0] > 0:
        spine = spine[::-1]  # from the temple to the nose, mirrored onto the other side
    along = _open_curve(spine, 24)
    share = np.linspace(0, 1, 24)[:, None]
    thickness = _BROW_HEIGHT_MM * np.clip(0.25 + 1.6 * share, 0, 1) * [[0.0, 1.0]]
    return Polygon(np.vstack([along + 0.22 * thickness, (along - 0.78 * thickness)[::-1]]))


def _nose_outline(landmarks: Float[np.ndarray, "68 3"]) -> Polygon:
    """Return the nose from the root to below the nostrils, front view."""
    # Outline of the subject's right half as offsets from landmarks, mm, downwards.
    anchors = landmarks[[27, 28, 29, 30, 30, 31, 31, 33], :2]
    offsets = [
        (-6.5, 2),
        (-8.5, 0),
        (-11, 0),
        (-17, 3),
        (-19.5, -4),
        (-4.5, 0.5),
        (2, -0.5),
        (-4, -0.8),
    ]
    right = anchors + np.array(offsets)
    left = right[::-1] * [-1, 1]
    return Polygon(np.vstack([right, left]))


def _edge_of_the_face(
    vertices: Float[np.ndarray, "V 3"],
    landmarks: Float[np.ndarray, "68 3"],
    jaw: Float[np.ndarray, "17 3"],
) -> Bool[np.ndarray, " V"]:
    """Return True in front of the ears, above the jaw's edge and below the hairline."""
    brow_y = landmarks[17:27, 1].max()
    # The true jaw is a curve in space: in side view (z, y) the face lies above it, 4 mm of margin.
    order = np.argsort(jaw[:9, 2])
    lower = np.interp(vertices[:, 2], jaw[order, 2], jaw[order, 1], left=np.inf) - 4.0
    behind_chin = jaw[8, 2] - vertices[:, 2] > 0
    above_jaw = np.where(behind_chin, vertices[:, 1] > lower, vertices[:, 1] > jaw[8, 1] - 8.0)
    sideways = np.abs(vertices[:, 0]) / 75.0
    hairline = brow_y + _HAIRLINE_MM - 34.0 * sideways**4
    in_front = vertices[:, 2] > np.interp(vertices[:, 1], [-20, 20, 60, 110], [30, 31, 33, 40])
    bare = hair_cover(vertices, landmarks) < 0.5
    return np.asarray(above_jaw & (vertices[:, 1] < hairline) & in_front & bare)


def face_parsing_regions(
    vertices: Float[np.ndarray, "V 3"],
    landmark_indices: Int[np.ndarray, " 68"],
    jaw_indices: Int[np.ndarray, " 17"],
    is_eyeball: Bool[np.ndarray, " V"],
    is_mouth: Bool[np.ndarray, " V"],
) -> Int[np.ndarray, " V"]:
    """Label the vertices of the mean face with the ten regions of the face parser.

    Args:
        vertices: neutral mean face, model frame, mm.
        landmark_indices: the 68 landmarks.
        jaw_indices: landmarks 0..16 on the true jaw, not on the cheek contour.
        is_eyeball: True for eyeballs.
        is_mouth: True for the mouth interior.

    Returns:
        Labels in `FACE_PARSING_REGIONS`.
    """
    landmarks = vertices[landmark_indices]
    xy = vertices[:, :2]
    in_front = vertices[:, 2] > 40.0
    face = _edge_of_the_face(vertices, landmarks, vertices[jaw_indices])
    regions = np.where(face, LABELS["skin"], LABELS["background"])

    regions[face & _nose_outline(landmarks).contains_points(xy)] = LABELS["nose"]
    for name, ids in (("right_brow", range(17, 22)), ("left_brow", range(22, 27))):
        inside = brow_band(landmarks[list(ids)]).contains_points(xy) & in_front
        regions[inside] = LABELS[name]

    inside_lips = closed_curve(landmarks[48:60, :2]).contains_points(xy) & (vertices[:, 2] > 85)
    upper_edge, lower_edge = [48, 60, 61, 62, 63, 64, 54], [48, 60, 67, 66, 65, 64, 54]
    gap = (landmarks[upper_edge, :2] + landmarks[lower_edge, :2]) / 2
    above = xy[:, 1] > np.interp(xy[:, 0], gap[:, 0], gap[:, 1])
    regions[inside_lips & above] = LABELS["upper_lip"]
    regions[inside_lips & ~above] = LABELS["lower_lip"]

    regions[is_eyeball & (xy[:, 0] > 0)] = LABELS["left_eye"]
    regions[is_eyeball & (xy[:, 0] < 0)] = LABELS["right_eye"]
    regions[is_mouth] = LABELS["mouth"]
    return regions
