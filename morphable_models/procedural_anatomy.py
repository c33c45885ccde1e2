"""The neutral mean head as a whole, with what modes, expressions and paint need to know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int
from numpy import ndarray
from scipy.sparse import coo_matrix, csr_matrix, diags, identity
from scipy.sparse.linalg import spsolve

from . import procedural_eyes as eyes
from . import procedural_mouth as mouth
from .procedural_shape import build_mean
from .procedural_topology import FullTopology, HalfTopology, mirror, triangulate

Sides = tuple[Int[ndarray, "*S"], Int[ndarray, "*S"]]


@dataclass(frozen=True)
class Anatomy:
    """Positions, connectivity and named parts of the mean head.

    Attributes:
        half: ids of the parts on the subject's left half.
        full: the welded head.
        points: vertices, mm, model frame.
        skin: True on the outer skin, lips included; False on eyeballs, lids' insides, mouth
            interior.
        ear: True on the ears.
        eyeball: True on the eyeballs.
        bag: True on the mouth interior.
        eye_weight: 1 on eyeball and lids, falling to 0 around them; both eyes.
        jaw_weight: share of the jaw joint in each vertex's motion.
        neck_weight: share of the neck joint.
    """

    half: HalfTopology
    full: FullTopology
    points: Float[ndarray, "V 3"]
    skin: Bool[ndarray, " V"]
    ear: Bool[ndarray, " V"]
    eyeball: Bool[ndarray, " V"]
    bag: Bool[ndarray, " V"]
    eye_weight: Float[ndarray, " V"]
    jaw_weight: Float[ndarray, " V"]
    neck_weight: Float[ndarray, " V"]

    def both(self, ids: Int[ndarray, "*S"]) -> Sides:
        """Left and right vertex ids of vertices of the half."""
        return self.full.left[ids], self.full.right[ids]

    def lid_ids(self, side: int) -> Int[ndarray, "K N"]:
        """Rings of one eye without the border; side 0 is the subject's left."""
        return self.both(self.half.eye[1:])[side]

    def eyeball_ids(self, side: int) -> Int[ndarray, " N"]:
        """Vertices of one eyeball."""
        ids = np.concatenate([self.half.eyeball.ravel(), self.half.eyeball_poles])
        return self.both(ids)[side]


def adjacency(faces: Int[ndarray, "F K"], n: int) -> csr_matrix:
    """Symmetric 0/1 matrix of the edges of triangles or quadrilaterals."""
    i, j = faces.ravel(), np.roll(faces, -1, axis=1).ravel()
    matrix = coo_matrix((np.ones(len(i)), (i, j)), shape=(n, n)).tocsr()
    total = (matrix + matrix.T).tocsr()
    total.data[:] = 1.0
    return total


def smooth(
    values: Float[ndarray, V * C], edges: csr_matrix, steps: int, rate: float = 0.5
) -> Float[ndarray, V * C]:
    """Average with the neighbours, a few times."""
    degree = np.asarray(edges.sum(1)).ravel()
    for _ in range(steps):
        mean = (edges @ values) / (degree if values.ndim == 1 else degree[:, None])
        values = (1 - rate) * values + rate * mean
    return values


def _harmonic(
    edges: csr_matrix, fixed: Bool[ndarray, " H"], values: Float[ndarray, " H"]
) -> Float[ndarray, " H"]:
    """Spread the values of fixed vertices over the others: each is the mean of its neighbours."""
    degree = np.asarray(edges.sum(1)).ravel()
    laplacian = diags(degree) - edges + 1e-9 * identity(len(degree))
    free = ~fixed
    result = values.copy()
    right = -laplacian[free][:, fixed] @ values[fixed]
    result[free] = spsolve(laplacian[free][:, free].tocsc(), right)
    total: ndarray = np.clip(result, 0.0, 1.0)
    return total


def _jaw_weight(
    half: HalfTopology, points: Float[ndarray, "H 3"], edges: csr_matrix
) -> Float[ndarray, " H"]:
    """Chin and lower lip move with the jaw, upper lip and skull do not, cheeks and throat share."""
    _, y, z = points.T
    corner = half.mouth.shape[1] // 2
    values, fixed = np.zeros(len(points)), np.zeros(len(points), dtype=bool)
    floor = np.interp(z, [10.0, 55.0, 105.0], [-92.0, -100.0, -116.0])  # the lower edge of the jaw
    mandible = (
        (z > 30) & (y < np.interp(z, [30.0, 85.0, 105.0], [-72.0, -80.0, -72.0])) & (y > floor)
    )
    skull = (y > -45) | (z < 6) | (y < floor - 26)
    fixed |= mandible | skull
    values[mandible] = 1.0
    rings = half.mouth[1:]
    fixed[half.mouth] = False
    # along the lips the weight eases through 1/2 at the corner, so that an open mouth is round
    step = np.arange(half.mouth.shape[1]) - corner
    along = np.clip(0.5 - step / 24.0, 0, 1)
    along = along * along * (3 - 2 * along)
    fixed[rings] = True
    values[rings] = along
    fixed[rings[: mouth.SKIN_RINGS - 1, corner - 5 : corner + 6]] = False
    weight = _harmonic(edges, fixed, values)
    smoothed = smooth(weight, edges, 6)
    lips = np.unique(rings)
    smoothed[lips] = weight[lips]
    loose = half.eyeball.ravel()
    smoothed[loose] = 0.0
    smoothed[list(half.eyeball_poles)] = 0.0
    return smoothed


def build_anatomy() -> Anatomy:
    """Build the mean head and everything derived from it."""
    half, left = build_mean()
    triangles = triangulate(half, left)
    full = mirror(half, triangles)
    off = ~half.on_midline
    points = np.concatenate([left, left[off] * [-1.0, 1.0, 1.0]])
    n = len(points)

    def mark(ids: Int[ndarray, "*S"]) -> Bool[ndarray, " V"]:
        mask = np.zeros(n, dtype=bool)
        mask[full.left[ids]] = True
        mask[full.right[ids]] = True
        return mask

    ball = np.concatenate([half.eyeball.ravel(), half.eyeball_poles])
    bag = mark(half.mouth[mouth.SKIN_RINGS + 1 + mouth.LIP_RINGS :])
    eyeball = mark(ball)
    inside = mark(half.eye[eyes.SKIN_RINGS + 2 :])
    ear = mark(half.ear[1:]) | mark(np.array([half.ear_centre]))

    # without the quadrilaterals' diagonals, which would pull the midline up or down
    edges = adjacency(half.quads, half.n_vertices) + adjacency(half.triangles, half.n_vertices)
    edges.data[:] = 1.0
    midline = diags(half.on_midline.astype(float))
    edges = (edges - 0.5 * midline @ edges @ midline).tocsr()  # the halves share these edges
    jaw = _jaw_weight(half, left, edges)
    jaw = np.concatenate([jaw, jaw[off]])
    folded = np.stack([np.abs(points[:, 0]), points[:, 1], points[:, 2]], 1)
    distance = np.linalg.norm(folded - eyes.EYE_CENTRE, axis=1)
    ramp = np.clip((eyes.EYE_RADIUS + 18.0 - distance) / 14.0, 0, 1)
    eye_weight = ramp * ramp * (3 - 2 * ramp)
    eye_weight[eyeball | inside | mark(half.eye[-4:])] = 1.0
    height = np.clip((points[:, 1] + 0.35 * points[:, 2] + 124.0) / 52.0, 0, 1)
    neck = height * height * (3 - 2 * height)
    neck[(points[:, 2] > 50) & (points[:, 1] > -119)] = 1.0
    edges_full = adjacency(full.faces, n)
    neck = np.where(neck < 1, smooth(neck, edges_full, 8), neck)
    return Anatomy(
        half=half,
        full=full,
        points=points,
        skin=~(eyeball | inside | bag),
        ear=ear,
        eyeball=eyeball,
        bag=bag,
        eye_weight=eye_weight,
        jaw_weight=jaw,
        neck_weight=np.clip(neck, 0, 1),
    )
