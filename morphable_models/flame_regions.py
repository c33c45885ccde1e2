"""Where face, eyes, brows, nose and lips lie on a FLAME head.

The masks that come with FLAME may not be passed on. So regions are drawn on the template, seen from
the front, with curves through the 68 landmarks; eyeballs are the loose parts of the mesh.
"""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Bool, Float, Int
from matplotlib.path import Path as Polygon
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import ConvexHull

from geometry.meshes import vertex_normals

from .ict_regions import LABELS, brow_band, closed_curve

_FOREHEAD = 0.36  # height above the brows, as a share of that from chin to brows
_MARGIN = 1.05  # by which the hull of the landmarks is dilated
_FRONT_FACING = 0.2  # least z of a normal: skin that turns away more steeply is not seen
_BEHIND_JAW_MM = 4.0  # how far behind the landmarks at the ears the face may reach
_MOUTH_DEPTH_MM = 60.0
_AT_A_TIME = 128  # candidates; all at once would take gigabytes on a dense mesh
_STRIP_MM = 4.0
_HIDDEN_MM = 1.0  # how far behind a triangle a vertex lies to be hidden by it

# The subject's right half of the nose, downwards: landmark, and offset from it in shares of the
# distance of the outer eye corners.
_NOSE = (
    (27, -0.07, 0.02),
    (28, -0.085, 0.0),
    (29, -0.13, 0.0),
    (30, -0.215, 0.03),
    (31, -0.075, 0.015),
    (31, 0.0, -0.02),
    (33, 0.0, -0.02),
)


def loose_parts(faces: Int[np.ndarray, "F 3"], n_vertices: int) -> Bool[np.ndarray, " V"]:
    """Return True on all but the largest connected part of a mesh."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]]])
    graph = coo_matrix((np.ones(len(edges)), tuple(edges.T)), shape=(n_vertices, n_vertices))
    _, part = connected_components(graph, directed=False)
    return np.asarray(part != np.bincount(part).argmax())


def face_outline(landmarks: Float[np.ndarray, "68 3"]) -> Polygon:
    """Return the outline of the face in front view: the landmarks' hull and a forehead, dilated."""
    points = landmarks[:, :2]
    brows = points[17:27]
    forehead = _FOREHEAD * (brows[:, 1].max() - points[8, 1])
    high = np.concatenate([points, brows + np.array([0.0, forehead])])
    outline = high[ConvexHull(high, qhull_options="QJ").vertices]
    centre = (outline.max(axis=0) + outline.min(axis=0)) / 2
    return Polygon(centre + _MARGIN * (outline - centre))


def _nose_outline(landmarks: Float[np.ndarray, "68 3"]) -> Polygon:
    size = np.linalg.norm(landmarks[45] - landmarks[36])
    points = np.array([landmarks[k, :2] + size * np.array([x, y]) for k, x, y in _NOSE])
    mirrored = points[::-1] * [-1, 1] + [2 * landmarks[27:31, 0].mean(), 0]
    return Polygon(np.vstack([points, mirrored]))


def hidden(
    vertices: Float[np.ndarray, "V 3"],
    faces: Int[np.ndarray, "F 3"],
    candidates: Bool[np.ndarray, " V"],
) -> Bool[np.ndarray, " V"]:
    """Return True on the candidates that lie behind a triangle, seen from the front.

    Only triangles with a candidate among their corners are looked at, and of those only the ones
    that share the candidates' ranges of x and y, for some neighbouring candidates at a time.
    """
    ids = np.flatnonzero(candidates)
    strip = np.floor(vertices[ids, 0] / _STRIP_MM)
    ids = ids[np.lexsort((vertices[ids, 1], strip))]
    triangles = vertices[faces[candidates[faces].any(axis=1)]]
    low, high = triangles[..., :2].min(axis=1), triangles[..., :2].max(axis=1)
    result = np.zeros(len(vertices), dtype=bool)
    for start in range(0, len(ids), _AT_A_TIME):
        chosen = ids[start : start + _AT_A_TIME]
        xy = vertices[chosen, :2]
        near = triangles[((high >= xy.min(axis=0)) & (low <= xy.max(axis=0))).all(axis=1)]
        result[chosen] = _covered(vertices[chosen], near)
    return result


def _covered(
    points: Float[np.ndarray, "N 3"], triangles: Float[np.ndarray, "T 3 3"]
) -> Bool[np.ndarray, " N"]:
    """Return True on the points that lie behind one of the triangles, seen from the front."""
    a, b, c = triangles.swapaxes(0, 1)
    p = points[:, None]
    area = _cross(b - a, c - a)
    with np.errstate(divide="ignore", invalid="ignore"):  # a triangle seen on edge covers nothing
        weight_b = _cross(p - a, c - a) / area
        weight_c = _cross(b - a, p - a) / area
        depth = a[:, 2] + weight_b * (b - a)[:, 2] + weight_c * (c - a)[:, 2]
        covers = (weight_b >= 0) & (weight_c >= 0) & (weight_b + weight_c <= 1)
        return np.asarray((covers & (depth > p[..., 2] + _HIDDEN_MM)).any(axis=1))


def _cross(a: Float[np.ndarray, "... 3"], b: Float[np.ndarray, "... 3"]) -> np.ndarray:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])


def flame_regions(
    vertices: Float[np.ndarray, "V 3"],
    faces: Int[np.ndarray, "F 3"],
    landmarks: Float[np.ndarray, "68 3"],
) -> Int[np.ndarray, " V"]:
    """Label the vertices of the template with the regions of the face parser.

    Args:
        vertices: the template, mm.
        faces: its triangles.
        landmarks: the 68 landmarks on it, seen from the front.

    Returns:
        Labels in `FACE_PARSING_REGIONS`.
    """
    normals = vertex_normals(torch.from_numpy(vertices)[None], torch.from_numpy(faces))[0].numpy()
    x, y, z = vertices.T
    xy = vertices[:, :2]
    in_front = z > min(landmarks[0, 2], landmarks[16, 2]) - _BEHIND_JAW_MM
    seen = (normals[:, 2] > _FRONT_FACING) & in_front
    face = seen & face_outline(landmarks).contains_points(xy)
    regions = np.where(face, LABELS["skin"], LABELS["background"])

    # Nostrils and the undersides of nose and lips look down; they belong to their organs.
    depth = landmarks[27:36, 2].min() - 15.0
    regions[_nose_outline(landmarks).contains_points(xy) & (z > depth)] = LABELS["nose"]
    for name, ids in (("right_brow", slice(17, 22)), ("left_brow", slice(22, 27))):
        regions[face & brow_band(landmarks[ids]).contains_points(xy)] = LABELS[name]
    for name, ids in (("right_eye", slice(36, 42)), ("left_eye", slice(42, 48))):
        inside = closed_curve(landmarks[ids, :2]).contains_points(xy)
        regions[inside & in_front] = LABELS[name]  # the inner side of the lids

    upper_edge, lower_edge = [48, 60, 61, 62, 63, 64, 54], [48, 60, 67, 66, 65, 64, 54]
    gap = (landmarks[upper_edge] + landmarks[lower_edge]) / 2
    above = y > np.interp(x, gap[:, 0], gap[:, 1])
    depth_of_lips = np.interp(x, gap[:, 0], gap[:, 2])
    width = np.ptp(landmarks[48:60, 0])
    near = (np.abs(x - landmarks[[48, 54], 0].mean()) < 0.7 * width) & (y < landmarks[33, 1])
    near &= (y > landmarks[8, 1]) & (z > depth_of_lips - _MOUTH_DEPTH_MM)
    inside = hidden(vertices, faces, near)
    lips = near & ~inside & closed_curve(landmarks[48:60, :2]).contains_points(xy)
    regions[lips & above] = LABELS["upper_lip"]
    regions[lips & ~above] = LABELS["lower_lip"]
    regions[inside] = LABELS["mouth"]

    eyeball = loose_parts(faces, len(vertices))
    regions[eyeball & (x > 0)] = LABELS["left_eye"]
    regions[eyeball & (x < 0)] = LABELS["right_eye"]
    return regions.astype(np.int64)


def head_uv(vertices: Float[np.ndarray, "V 3"]) -> Float[np.ndarray, "V 2"]:
    """Return texture coordinates on an upright cylinder, for want of a layout of the model's own.

    u runs from 0 at the back over the subject's right to 1 at the back again, v from the lowest to
    the highest vertex.
    """
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    middle = (low + high) / 2
    angle = np.arctan2(vertices[:, 0] - middle[0], vertices[:, 2] - middle[2])
    v = (vertices[:, 1] - low[1]) / (high[1] - low[1])
    return np.stack([0.5 + angle / (2 * np.pi), v], axis=1)
