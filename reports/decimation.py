"""Fewer vertices for a screen: one of each cell of a grid, with what was measured there.

The vertices that stay are vertices of the mesh as it was, with their own values: nothing is
averaged, and no distance is shown that was not measured.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Float64, Int64

from geometry.meshes import Mesh

_MOST_TRIES = 12


def thinned(
    mesh: Mesh, values: Float[np.ndarray, " V"] | None, most: int
) -> tuple[Mesh, Float[np.ndarray, " W"] | None]:
    """Return a mesh of at most that many vertices, and the values of those that stayed.

    Args:
        mesh: as it is.
        values: one per vertex, or None.
        most: vertices. A mesh that has no more stays as it is.
    """
    if len(mesh.vertices) <= most:
        return mesh, values
    extent = float(np.ptp(mesh.vertices, axis=0).max())
    if not extent > 0:
        raise ValueError("a mesh whose vertices all coincide cannot be shown")
    cell = extent / np.sqrt(most)
    for _ in range(_MOST_TRIES):
        of_vertex, kept = _cells(mesh.vertices, cell)
        if 0.85 * most <= len(kept) <= most:
            break
        cell *= float(np.sqrt(len(kept) / (0.93 * most)))
    while len(kept) > most:
        cell *= 1.05
        of_vertex, kept = _cells(mesh.vertices, cell)
    faces = of_vertex[mesh.faces]
    apart = (
        (faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])
    )
    faces = faces[apart]
    _, first = np.unique(np.sort(faces, axis=1), axis=0, return_index=True)
    faces = faces[np.sort(first)]
    return Mesh(mesh.vertices[kept], faces), None if values is None else values[kept]


def _cells(
    vertices: Float64[np.ndarray, "V 3"], cell: float
) -> tuple[Int64[np.ndarray, " V"], Int64[np.ndarray, " K"]]:
    """Return the cell of each vertex, and of each cell the vertex nearest to its vertices' mean."""
    grid = np.floor((vertices - vertices.min(axis=0)) / cell).astype(np.int64)
    size = grid.max(axis=0) + 1
    keys = (grid[:, 0] * size[1] + grid[:, 1]) * size[2] + grid[:, 2]
    _, of_vertex, counts = np.unique(keys, return_inverse=True, return_counts=True)
    of_vertex = of_vertex.reshape(-1)
    means = np.stack(
        [np.bincount(of_vertex, vertices[:, axis]) / counts for axis in range(3)], axis=1
    )
    offset = np.linalg.norm(vertices - means[of_vertex], axis=1)
    order = np.lexsort((offset, of_vertex))
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return of_vertex, order[starts]
