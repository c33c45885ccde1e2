"""Non-rigid registration: which point of a scan each vertex of a prediction stands for.

Closest points on rigidly aligned surfaces slide off: where two faces differ, a point of one is
nearest to the wrong point of the other, and their distance says too little. Here the prediction is
bent onto the scan, stiffly at first, and the pairs are read off when it lies there.

The energy and its schedule are those of Amberg, Romdhani and Vetter 2007, "Optimal step nonrigid
ICP algorithms for surface registration": affine maps whose differences cost. As in Sumner, Schmid
and Pauly 2007, "Embedded deformation for shape manipulation", the maps belong to a few hundred
nodes, and vertices between them are blended; Amberg has one per vertex.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float, Float64, Int64
from scipy.sparse import coo_matrix, csr_matrix, identity
from scipy.sparse.linalg import splu
from scipy.spatial import cKDTree

from .closest_point import SurfaceTree
from .meshes import Mesh, edge_topology, submesh, vertex_normals
from .surface_alignment import SurfaceAlignment, landmark_alignment

STIFFNESS = (100.0, 30.0, 10.0, 3.0, 1.0, 0.3, 0.1)
"""Weight of the differences between neighbouring maps, against that of the distances."""
_STEPS = 10  # at each stiffness at most
_SMALL_STEP = 1e-3  # in radii of the scan: 0.06 mm on a face
_SPACING = 0.15  # of the nodes, in radii of the scan: 9 mm on a face
_N_NODES = 4  # that move a vertex
_REACH = 0.35  # in radii: vertices farther from the scan at the start have no counterpart there
_TINY = 1e-12
_MIN_COSINE = 0.5  # between the normals of a pair


@dataclass(frozen=True, eq=False)
class NonRigidFit:
    """Pairs of prediction vertices and scan points.

    Attributes:
        deformed: the prediction's vertices, bent onto the scan; scan frame.
        points: of the scan's surface, one per vertex.
        valid: which vertices have a counterpart: not beyond the scan's border, in its holes, or on
            a side that it does not show.
        converged: whether the last step was small.
        iterations: steps over all stiffnesses.
        rms: root mean square distance of valid pairs after bending, scan units.
    """

    deformed: Float64[np.ndarray, "V 3"]
    points: Float64[np.ndarray, "V 3"]
    valid: Bool[np.ndarray, " V"]
    converged: bool
    iterations: int
    rms: float


def nonrigid_fit(
    prediction: Mesh,
    scan: Mesh,
    start: SurfaceAlignment,
    *,
    stiffness: tuple[float, ...] = STIFFNESS,
) -> NonRigidFit:
    """Bend a prediction onto a scan.

    Args:
        prediction: in its own frame.
        scan: the whole scan rather than a crop: a border of the crop would hide counterparts.
        start: a good rigid alignment; see `surface_alignment`.
        stiffness: of each stage, falling.

    Raises:
        ValueError: nearly nothing of the prediction is near the scan.
    """
    vertices = start.apply(prediction.vertices)
    target = _Target(scan)
    radius = float(np.sqrt(((scan.vertices - scan.vertices.mean(axis=0)) ** 2).sum(1).mean()))
    near = target.tree.closest(vertices).distance < _REACH * radius
    if near.sum() < 100:
        raise ValueError(
            f"{int(near.sum())} of {len(near)} vertices lie near the scan; expected 100 or more: "
            "check the alignment and the units"
        )
    active = submesh(Mesh(vertices, prediction.faces), near)
    graph = _graph(active.vertices, _SPACING * radius)
    current = active.vertices
    iterations, small = 0, False
    for weight in stiffness:
        for _ in range(_STEPS):
            points, valid = target.counterparts(current, _normals(current, active.faces))
            following = np.asarray(graph.blend @ _solve(graph, weight, points, valid))
            motion = float(np.sqrt(((following - current) ** 2).sum(axis=1).mean()))
            current = following
            iterations += 1
            small = motion < _SMALL_STEP * radius
            if small:
                break
    points, valid = target.counterparts(current, _normals(current, active.faces))
    distance2 = ((points - current)[valid] ** 2).sum(axis=1)
    return NonRigidFit(
        deformed=_scatter(near, current, vertices),
        points=_scatter(near, points, np.full_like(vertices, np.nan)),
        valid=_scatter(near, valid, np.zeros(len(near), dtype=bool)),
        converged=small,
        iterations=iterations,
        rms=float(np.sqrt(distance2.mean())) if len(distance2) else float("nan"),
    )


def paired_distance(
    prediction_points: Float[np.ndarray, "K 3"],
    scan_points: Float[np.ndarray, "K 3"],
    with_scale: bool = True,
) -> Float64[np.ndarray, " K"]:
    """Return the distances between corresponding points after their best similarity, scan units."""
    alignment = landmark_alignment(prediction_points, scan_points, with_scale)
    return np.asarray(np.linalg.norm(alignment.apply(prediction_points) - scan_points, axis=1))


def _normals(
    vertices: Float64[np.ndarray, "V 3"], faces: Int64[np.ndarray, "F 3"]
) -> Float64[np.ndarray, "V 3"]:
    return vertex_normals(torch.from_numpy(vertices)[None], torch.from_numpy(faces))[0].numpy()


def _scatter(where: Bool[np.ndarray, " V"], values: np.ndarray, rest: np.ndarray) -> np.ndarray:
    """Put values at the places where they belong and leave the rest."""
    result = rest.copy()
    result[where] = values
    return result


class _Target:
    """A scan, prepared to be asked for counterparts."""

    def __init__(self, scan: Mesh) -> None:
        self.tree = SurfaceTree(scan.vertices, scan.faces)
        self._faces = scan.faces
        edges = edge_topology(scan.faces)
        self._on_border = np.zeros(len(scan.vertices))
        self._on_border[edges.vertices[edges.face_count == 1]] = 1.0
        self._normals = _normals(scan.vertices, scan.faces)

    def counterparts(
        self, vertices: Float64[np.ndarray, "V 3"], normals: Float64[np.ndarray, "V 3"]
    ) -> tuple[Float64[np.ndarray, "V 3"], Bool[np.ndarray, " V"]]:
        """Return the closest points of the scan, and which of them look the same way."""
        found = self.tree.closest(vertices)
        corners = self._faces[found.face]
        border = (self._on_border[corners] * found.barycentric).sum(axis=1)
        normal = (self._normals[corners] * found.barycentric[..., None]).sum(axis=1)
        cosine = (normal * normals).sum(axis=1) / np.linalg.norm(normal, axis=1).clip(1e-12)
        return found.points, (border < 1 - 1e-9) & (cosine > _MIN_COSINE)


@dataclass(frozen=True, eq=False)
class _Graph:
    """Nodes with affine maps. A map's four rows are its linear part times h, and where the node is.

    Attributes:
        blend: (V, 4 N), from coefficients to vertices.
        differences: (4 E, 4 N), from coefficients to what neighbouring maps disagree about.
        rest: coefficients that leave everything where it is.
    """

    blend: csr_matrix
    differences: csr_matrix
    rest: Float64[np.ndarray, "N4 3"]


def _graph(vertices: Float64[np.ndarray, "V 3"], spacing: float) -> _Graph:
    """Place nodes evenly and join those that move a vertex together."""
    nodes = _thinned(vertices, spacing)
    n = len(nodes)
    n_near = min(_N_NODES, n - 1)
    distance, nearest = (np.asarray(a) for a in cKDTree(nodes).query(vertices, k=n_near + 1))
    weights = (1 - distance[:, :-1] / distance[:, -1:].clip(1e-12)) ** 2 + 1e-9
    weights /= weights.sum(axis=1, keepdims=True)
    nearest = nearest[:, :-1]
    offset = (vertices[:, None] - nodes[nearest]) / spacing
    values = weights[..., None] * np.concatenate([offset, np.ones((*nearest.shape, 1))], axis=2)
    columns = 4 * nearest[..., None] + np.arange(4)
    rows = np.broadcast_to(np.arange(len(vertices))[:, None, None], columns.shape)
    blend = coo_matrix((values.ravel(), (rows.ravel(), columns.ravel())), (len(vertices), 4 * n))
    rest = np.concatenate([np.tile(spacing * np.eye(3), (n, 1, 1)), nodes[:, None]], axis=1)
    return _Graph(blend.tocsr(), _differences(nodes, nearest, spacing), rest.reshape(-1, 3))


def _differences(
    nodes: Float64[np.ndarray, "N 3"], nearest: Int64[np.ndarray, "V 4"], spacing: float
) -> csr_matrix:
    """Compare the maps of neighbours midway between them: where they send it, and how they bend."""
    i, j = (nearest[:, a].ravel() for a in np.triu_indices(nearest.shape[1], 1))
    pairs = np.unique(np.sort(np.stack([i, j], axis=1), axis=1), axis=0)
    n_edges = len(pairs)
    half = 0.5 * (nodes[pairs[:, 1]] - nodes[pairs[:, 0]]) / spacing
    first, second = np.tile(np.eye(4), (n_edges, 1, 1)), np.tile(-np.eye(4), (n_edges, 1, 1))
    first[:, 3, :3], second[:, 3, :3] = half, half
    blocks = np.concatenate([first, second], axis=2) / np.sqrt(n_edges)
    columns = (4 * pairs[:, :, None] + np.arange(4)).reshape(n_edges, 1, 8)
    columns = np.broadcast_to(columns, blocks.shape)
    rows = np.broadcast_to(np.arange(4 * n_edges).reshape(n_edges, 4, 1), blocks.shape)
    shape = (4 * n_edges, 4 * len(nodes))
    return coo_matrix((blocks.ravel(), (rows.ravel(), columns.ravel())), shape).tocsr()


def _thinned(vertices: Float64[np.ndarray, "V 3"], spacing: float) -> Float64[np.ndarray, "N 3"]:
    """Return the mean vertex of each occupied cell of a cubic grid."""
    cells = np.floor((vertices - vertices.min(axis=0)) / spacing).astype(np.int64)
    _, cell, count = np.unique(cells, axis=0, return_inverse=True, return_counts=True)
    sums = np.zeros((len(count), 3))
    np.add.at(sums, cell.reshape(-1), vertices)
    return sums / count[:, None]


def _solve(
    graph: _Graph,
    stiffness: float,
    points: Float64[np.ndarray, "V 3"],
    valid: Bool[np.ndarray, " V"],
) -> Float64[np.ndarray, "N4 3"]:
    """Minimise mean squared distance to the points plus stiffness times the mean difference."""
    n_valid = int(valid.sum())
    if n_valid < 100:
        raise ValueError(
            f"{n_valid} vertices have a counterpart on the scan; expected 100 or more: check that "
            "faces are counter-clockwise seen from outside, and the alignment"
        )
    blend = graph.blend[valid]
    smooth = graph.differences
    # The last term only keeps maps of nodes that no valid vertex needs from being undetermined.
    matrix = blend.T @ blend / n_valid + stiffness * (smooth.T @ smooth)
    matrix = (matrix + _TINY * identity(matrix.shape[0])).tocsc()
    right = blend.T @ points[valid] / n_valid + _TINY * graph.rest
    return np.asarray(splu(matrix, permc_spec="MMD_AT_PLUS_A").solve(right))
