"""Which faces lie beside each edge of a mesh: found once per topology."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Int
from torch import Tensor


@dataclass(frozen=True)
class MeshEdges:
    """Edges of a mesh with the vertices opposite to them, in the faces beside them. On the CPU.

    Attributes:
        vertices: the two ends of each edge.
        first_opposite: where the opposite vertices of edge e begin in `opposite`; those of the next
            edge follow. An open boundary has one, an edge inside a surface two, and an edge where
            several sheets meet more.
        opposite: vertex indices, one per face and corner.
    """

    vertices: Int[Tensor, "E 2"]
    first_opposite: Int[Tensor, " ends"]
    opposite: Int[Tensor, " incidences"]


def mesh_edges(
    faces: Int[Tensor, "F 3"], same_vertex: Int[Tensor, " V"] | None = None
) -> MeshEdges:
    """List the edges of a mesh.

    Args:
        faces: vertex indices.
        same_vertex: per vertex the index that stands for it, where a mesh stores one point several
            times (along seams of its texture); otherwise those seams count as open boundaries.

    Returns:
        every edge once, without those of no length (whose two ends are one vertex).
    """
    corners = faces.detach().cpu().numpy().astype(np.int64)
    if same_vertex is not None:
        corners = same_vertex.detach().cpu().numpy().astype(np.int64)[corners]
    ends = np.concatenate([corners[:, [1, 2]], corners[:, [2, 0]], corners[:, [0, 1]]])
    opposite = np.concatenate([corners[:, 0], corners[:, 1], corners[:, 2]])
    keep = ends[:, 0] != ends[:, 1]
    ends, opposite = np.sort(ends[keep], axis=1), opposite[keep]
    key = ends[:, 0] * (corners.max(initial=0) + 1) + ends[:, 1]
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    return MeshEdges(
        torch.from_numpy(ends[order][starts]),
        torch.from_numpy(np.append(starts, len(order))),
        torch.from_numpy(opposite[order]),
    )
