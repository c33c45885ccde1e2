"""Compiled search for the silhouette edge between neighbouring pixels."""

# Kernels take many arrays, and numba types them by itself; `no_type_check` keeps run-time checkers
# from wrapping them.
# ruff: noqa: ANN001, ANN201, ANN202
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import math
from typing import Any, no_type_check

import numpy as np
import torch
from jaxtyping import Float, Int
from numba import njit
from torch import Tensor

from geometry.threads import run_tasks

from .mesh_edges import MeshEdges

# An edge occludes what lies deeper than itself by this part of its depth: rounding of float32.
DEPTH_TOLERANCE = 1e-5

_OPTIONS: dict[str, Any] = {"nogil": True, "cache": True, "error_model": "numpy"}


@njit(**_OPTIONS)
@no_type_check
def project_vertices(homogeneous, depth, near, projected):
    """Write (u, v, w) of every vertex; NaN for those not in front of the near plane."""
    for i in range(homogeneous.shape[0]):
        w = np.float64(homogeneous[i, 2])
        in_front = depth[i] > near and w > 0.0
        projected[i, 0] = homogeneous[i, 0] / w if in_front else np.nan
        projected[i, 1] = homogeneous[i, 1] / w if in_front else np.nan
        projected[i, 2] = w


@njit(inline="always")
@no_type_check
def _side(homogeneous, projected, a, b, opposites):
    """Return the side of edge a, b on which all its faces lie, as a sign; 0 if on both."""
    along_u = projected[b, 0] - projected[a, 0]
    along_v = projected[b, 1] - projected[a, 1]
    result = 0
    for o in opposites:
        # Times the opposite vertex's w, so that the sign holds for one behind the camera too.
        to_u = homogeneous[o, 0] - projected[o, 2] * projected[a, 0]
        to_v = homogeneous[o, 1] - projected[o, 2] * projected[a, 1]
        area = along_u * to_v - along_v * to_u
        side = 1 if area > 0.0 else -1
        if result == -side:
            return 0
        result = side
    return result


@njit(**_OPTIONS)
@no_type_check
def search_view(
    homogeneous,  # (V, 3)
    depth,  # (V,)
    projected,  # (V, 3) float64
    edges,  # (E, 2)
    first_opposite,  # (E + 1,)
    opposite,  # (3 F,)
    pix_to_face,  # (H, W)
    z_buffer,  # (H, W)
    winner,  # (2, H, W) int64, out: -1 at the start; 2 * edge + (inside is the later pixel)
    fraction,  # (2, H, W) float64, scratch: of the winner
):
    """Find for each pair of neighbours the outermost silhouette crossing between their centres.

    Pairs (axis 0: horizontal, axis 1: vertical) are filed under their left or upper pixel. The
    inside of a pair is where the face beside the edge lies; it must show some face, and the outside
    must show background or something deeper than the edge. A hidden edge fails this, or is beaten
    by the outline of what hides it.
    """
    height, width = pix_to_face.shape
    for e in range(edges.shape[0]):
        a, b = edges[e, 0], edges[e, 1]
        along = projected[b, 0] - projected[a, 0], projected[b, 1] - projected[a, 1]
        if not (math.isfinite(along[0]) and math.isfinite(along[1])):
            continue
        side = 0
        for axis in range(2):  # the lines through pixel centres run along this axis
            other = 1 - axis
            lines, places = (height, width) if axis == 0 else (width, height)
            low = min(projected[a, other], projected[b, other]) - 0.5
            high = max(projected[a, other], projected[b, other]) - 0.5
            first = math.ceil(min(max(low, 0.0), float(lines)))
            stop = math.ceil(min(max(high, 0.0), float(lines)))  # half open: no line twice
            if first >= stop:
                continue
            if side == 0:
                side = _side(
                    homogeneous,
                    projected,
                    a,
                    b,
                    opposite[first_opposite[e] : first_opposite[e + 1]],
                )
                if side == 0:
                    break
            # Positive area: the face is on the left of a -> b with u right and v up, here v is
            # down.
            if axis == 0:
                inside_later = (along[1] < 0.0) == (side > 0)
            else:
                inside_later = (along[0] > 0.0) == (side > 0)
            for line in range(first, stop):
                t = (line + 0.5 - projected[a, other]) / along[other]
                place = projected[a, axis] + t * along[axis] - 0.5
                if not (0.0 <= place < places - 1.0):
                    continue
                before = math.floor(place)
                r0, c0 = (line, before) if axis == 0 else (before, line)
                r1, c1 = (line, before + 1) if axis == 0 else (before + 1, line)
                if inside_later:
                    r_in, c_in, r_out, c_out = r1, c1, r0, c0
                    alpha = before + 1.0 - place
                else:
                    r_in, c_in, r_out, c_out = r0, c0, r1, c1
                    alpha = place - before
                if pix_to_face[r_in, c_in] < 0:
                    continue
                if pix_to_face[r_out, c_out] >= 0:
                    weight_a = (1.0 - t) / projected[a, 2]
                    weight_b = t / projected[b, 2]
                    z = (weight_a * depth[a] + weight_b * depth[b]) / (weight_a + weight_b)
                    if not z_buffer[r_out, c_out] > z + DEPTH_TOLERANCE * abs(z):
                        continue
                code = 2 * e + (1 if inside_later else 0)
                best = winner[axis, r0, c0]
                if best >= 0:
                    if (best & 1) == (code & 1):
                        if alpha <= fraction[axis, r0, c0]:
                            continue
                    elif z_buffer[r_in, c_in] >= z_buffer[r_out, c_out]:
                        continue  # both sides claim the pair: the nearer surface has it
                winner[axis, r0, c0] = code
                fraction[axis, r0, c0] = alpha


def search_crossings(
    homogeneous: Float[Tensor, "B V 3"],
    depth: Float[Tensor, "B V"],
    edges: MeshEdges,
    pix_to_face: Int[Tensor, "B H W"],
    z_buffer: Float[Tensor, "B H W"],
    near: float,
) -> tuple[Int[Tensor, "R 4"], Int[Tensor, " R"], Int[Tensor, " R"]]:
    """Find the silhouette crossings of a batch; everything on the CPU, nothing differentiable.

    Returns:
        where: view, axis, row and column of the pair's left or upper pixel.
        edge: index of the edge that crosses.
        inside_later: 1 where the face is at the right or lower pixel of the pair.
    """
    n_views, height, width = pix_to_face.shape
    winner = torch.full((n_views, 2, height, width), -1, dtype=torch.int64)
    fraction = np.empty((n_views, 2, height, width))
    projected = np.empty((n_views, depth.shape[1], 3))
    h, z, p, d, win = (
        tensor.contiguous().numpy()
        for tensor in (homogeneous, depth, pix_to_face, z_buffer, winner)
    )
    topology = edges.vertices.numpy(), edges.first_opposite.numpy(), edges.opposite.numpy()
    views = range(n_views)
    run_tasks(project_vertices, [(h[b], z[b], near, projected[b]) for b in views])
    run_tasks(
        search_view,
        [(h[b], z[b], projected[b], *topology, p[b], d[b], win[b], fraction[b]) for b in views],
    )
    where = torch.nonzero(winner >= 0)
    code = winner[tuple(where.unbind(1))]
    return where, code // 2, code % 2
