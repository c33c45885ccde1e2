"""Triangle meshes: the record, normals, cut-outs, subdivision and edges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float, Int, Int64
from torch import Tensor


@dataclass(frozen=True, eq=False)
class Mesh:
    """A triangle mesh as it came: nothing is merged, reordered or dropped.

    Floats of other types become float64, integers int64. Vertices that no face uses and faces
    without area are allowed.

    Attributes:
        vertices: positions (V, 3), millimetres unless the owner says otherwise.
        faces: vertex ids (F, 3), counter-clockwise seen from outside.
        colors: RGB in [0, 1] per vertex (V, 3), display (sRGB) encoding, or None.
        uv: texture coordinates per vertex (V, 2), v up, or None.

    Raises:
        ValueError: a shape, a range or a number is not as above.
    """

    # Plain arrays: __post_init__ converts and checks, with messages that say what to do.
    vertices: np.ndarray
    faces: np.ndarray
    colors: np.ndarray | None = None
    uv: np.ndarray | None = None

    def __post_init__(self) -> None:
        """Check the arrays."""
        vertices = _finite_array("vertices", self.vertices, (None, 3))
        object.__setattr__(self, "vertices", vertices)
        object.__setattr__(self, "faces", _face_array(self.faces, len(vertices)))
        if self.colors is not None:
            colors = _finite_array("colors", self.colors, (len(vertices), 3))
            if colors.min() < 0 or colors.max() > 1:
                raise ValueError(
                    f"colors of a mesh range over [{colors.min():g}, {colors.max():g}]; expected "
                    "[0, 1]: divide 8-bit values by 255"
                )
            object.__setattr__(self, "colors", colors)
        if self.uv is not None:
            object.__setattr__(self, "uv", _finite_array("uv", self.uv, (len(vertices), 2)))


def _finite_array(name: str, values: object, shape: tuple[int | None, int]) -> np.ndarray:
    array = np.asarray(values, dtype=np.float64)
    rows, columns = shape
    if array.ndim != 2 or array.shape[1] != columns or rows not in (None, len(array)):
        expected = f"({'V' if rows is None else rows}, {columns})"
        raise ValueError(f"{name} of a mesh have shape {array.shape}; expected {expected}")
    if len(array) == 0:
        raise ValueError(f"{name} of a mesh are empty; expected at least one row")
    bad = ~np.isfinite(array).all(axis=1)
    if bad.any():
        row = int(bad.argmax())
        raise ValueError(
            f"{name} of a mesh hold {int(bad.sum())} rows that are not finite, first row {row}: "
            f"{array[row].tolist()}; expected finite numbers"
        )
    return array


def _face_array(faces: object, n_vertices: int) -> np.ndarray:
    array = np.asarray(faces)
    if array.ndim != 2 or array.shape[1] != 3:
        raise ValueError(f"faces of a mesh have shape {array.shape}; expected (F, 3): triangulate")
    if len(array) == 0:
        raise ValueError("faces of a mesh are empty; expected at least one triangle")
    if array.dtype.kind not in "iu":
        raise ValueError(f"faces of a mesh are of type {array.dtype}; expected integers")
    if array.min() < 0 or array.max() >= n_vertices:
        raise ValueError(
            f"faces of a mesh refer to vertices {array.min()}..{array.max()}; expected "
            f"0..{n_vertices - 1}"
        )
    return array.astype(np.int64, copy=False)


def face_normals(
    vertices: Float[np.ndarray, "V 3"], faces: Int[np.ndarray, "F 3"]
) -> Float[np.ndarray, "F 3"]:
    """Return unit normals, out of the counter-clockwise side; (0, 0, 0) where there is no area."""
    a, b, c = (vertices[faces[:, corner]] for corner in range(3))
    normals = np.cross(b - a, c - a)
    lengths = np.linalg.norm(normals, axis=1, keepdims=True)
    unit: np.ndarray = np.divide(normals, lengths, out=np.zeros_like(normals), where=lengths > 0)
    return unit


def vertex_normals(
    vertices: Float[Tensor, "B V 3"], faces: Int[Tensor, "F 3"]
) -> Float[Tensor, "B V 3"]:
    """Return unit vertex normals: the sum of the adjacent faces' normals times their areas.

    Args:
        vertices: any frame; the normals are in the same.
        faces: counter-clockwise seen from outside (a mirrored frame, such as the camera frame seen
            as left-handed, turns nothing: a rotation keeps the orientation).

    Returns:
        Unit normals, (0, 0, 0) for vertices without faces of positive area. Differentiable.
    """
    a, b, c = (vertices.index_select(1, faces[:, corner]) for corner in range(3))
    doubled = torch.linalg.cross(b - a, c - a, dim=-1)
    normals = torch.zeros_like(vertices)
    for corner in range(3):
        normals = normals.index_add(1, faces[:, corner], doubled)
    squared = (normals * normals).sum(dim=-1, keepdim=True)
    # sqrt(1) where the sum is 0: the gradient of sqrt at 0 is not finite
    return normals / torch.sqrt(torch.where(squared > 0, squared, torch.ones_like(squared)))


def submesh(mesh: Mesh, vertex_mask: Bool[np.ndarray, " V"]) -> Mesh:
    """Keep the masked vertices, in their order, and the faces whose corners are all among them.

    Vertex i of the result is vertex `np.flatnonzero(vertex_mask)[i]` of the mesh.

    Raises:
        ValueError: the mask has the wrong length, or no face is left.
    """
    if vertex_mask.shape != (len(mesh.vertices),):
        raise ValueError(
            f"vertex mask has shape {vertex_mask.shape}; expected ({len(mesh.vertices)},)"
        )
    kept = vertex_mask[mesh.faces].all(axis=1)
    if not kept.any():
        raise ValueError(
            f"no face lies within the {int(vertex_mask.sum())} selected vertices; select more"
        )
    new_index = np.cumsum(vertex_mask) - 1
    return Mesh(
        mesh.vertices[vertex_mask],
        new_index[mesh.faces[kept]],
        None if mesh.colors is None else mesh.colors[vertex_mask],
        None if mesh.uv is None else mesh.uv[vertex_mask],
    )


@dataclass(frozen=True, eq=False)
class EdgeTopology:
    """The undirected edges of a mesh and the faces that meet there.

    Attributes:
        vertices: the two ends, lower id first; rows sorted.
        faces: the first two faces at the edge, -1 in the second place at a border.
        face_count: number of faces at the edge: 1 border, 2 inner, more where the mesh is not a
            surface.
        of_face: for each face, the edges (0→1, 1→2, 2→0).
    """

    vertices: Int64[np.ndarray, "E 2"]
    faces: Int64[np.ndarray, "E 2"]
    face_count: Int64[np.ndarray, " E"]
    of_face: Int64[np.ndarray, "F 3"]


def edge_topology(faces: Int[np.ndarray, "F 3"]) -> EdgeTopology:
    """Find the edges of a mesh; see `EdgeTopology`."""
    faces = np.asarray(faces, dtype=np.int64)
    half_edges = np.sort(np.stack([faces, np.roll(faces, -1, axis=1)], axis=2), axis=2)
    n_vertices = int(faces.max()) + 1
    keys = (half_edges[..., 0] * n_vertices + half_edges[..., 1]).ravel()
    unique, inverse, count = np.unique(keys, return_inverse=True, return_counts=True)
    inverse = inverse.reshape(-1)
    by_edge = np.argsort(inverse, kind="stable")
    start = np.cumsum(count) - count
    second = np.where(count > 1, by_edge[np.minimum(start + 1, len(keys) - 1)] // 3, -1)
    return EdgeTopology(
        vertices=np.stack([unique // n_vertices, unique % n_vertices], axis=1),
        faces=np.stack([by_edge[start] // 3, second], axis=1),
        face_count=count.astype(np.int64),
        of_face=inverse.reshape(-1, 3).astype(np.int64),
    )


@dataclass(frozen=True, eq=False)
class Subdivision:
    """Midpoint subdivision of a mesh: each face becomes four.

    The old vertices keep their ids; the midpoint of edge e is vertex n_vertices + e, shared by the
    faces at that edge.

    Attributes:
        edges: the ends of each edge.
        faces: the new faces; faces 4 i .. 4 i + 3 make up old face i.
    """

    edges: Int64[np.ndarray, "E 2"]
    faces: Int64[np.ndarray, "G 3"]

    def interpolate(self, attributes: np.ndarray) -> np.ndarray:
        """Carry attributes (V, ...) of the old vertices to the new ones, (V + E, ...)."""
        ends = attributes[self.edges]
        return np.concatenate([attributes, 0.5 * (ends[:, 0] + ends[:, 1])])

    def nearest(self, labels: np.ndarray) -> np.ndarray:
        """Carry labels (V,), which have no mean: a midpoint takes that of its first end."""
        return np.concatenate([labels, labels[self.edges[:, 0]]])


def midpoint_subdivision(faces: Int[np.ndarray, "F 3"], n_vertices: int) -> Subdivision:
    """Split each face at the midpoints of its edges.

    Args:
        faces: the faces to split.
        n_vertices: number of vertices of the mesh, which may have vertices without faces.
    """
    edges = edge_topology(faces)
    a, b, c = np.asarray(faces, dtype=np.int64).T
    ab, bc, ca = edges.of_face.T + n_vertices
    corners = [[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]]
    new_faces = np.stack([np.stack(face, axis=1) for face in corners], axis=1)
    return Subdivision(edges=edges.vertices, faces=new_faces.reshape(-1, 3))


def subdivide(mesh: Mesh) -> Mesh:
    """Split each face into four; colours and texture coordinates are interpolated."""
    subdivision = midpoint_subdivision(mesh.faces, len(mesh.vertices))
    return Mesh(
        subdivision.interpolate(mesh.vertices),
        subdivision.faces,
        None if mesh.colors is None else subdivision.interpolate(mesh.colors),
        None if mesh.uv is None else subdivision.interpolate(mesh.uv),
    )
