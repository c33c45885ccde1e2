"""Compiled kernels of `closest_point`: a bounding-volume hierarchy over triangles and its search.

Boxes are float32, rounded outwards, so that they are small and never exclude a triangle that they
hold; everything that decides a distance is float64.
"""

# Kernels take many arrays, and numba types them by itself; `no_type_check` keeps run-time checkers
# from wrapping them.
# ruff: noqa: ANN001, ANN201, ANN202
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from typing import Any, no_type_check

import numpy as np
from numba import njit

LEAF_SIZE = 4
# Pending nodes of a search: one per level at most, and a median split halves at each level.
MAX_DEPTH = 96
# Below this squared sine of its angle at the first corner, a triangle is also searched as three
# segments: the barycentric formula divides noise by noise there.
SLIVER = 1e-8

_OPTIONS: dict[str, Any] = {"nogil": True, "cache": True, "error_model": "numpy"}


@njit(**_OPTIONS)
@no_type_check
def _select(centres, order, start, stop, rank, axis):
    """Partially sort order[start:stop] by the axis so that place `rank` is final (quickselect)."""
    left, right = start, stop - 1
    while left < right:
        pivot = centres[order[(left + right) >> 1], axis]
        i, j = left, right
        while i <= j:
            while centres[order[i], axis] < pivot:
                i += 1
            while centres[order[j], axis] > pivot:
                j -= 1
            if i <= j:
                order[i], order[j] = order[j], order[i]
                i += 1
                j -= 1
        if rank <= j:
            right = j
        elif rank >= i:
            left = i
        else:
            return


@njit(**_OPTIONS)
@no_type_check
def build(vertices, faces):
    """Build the tree by median splits along the longest axis of the triangles' centres.

    Returns:
        boxes (nodes, 6) float32, minimum and maximum; children (nodes, 2) int32, the two children
        of an inner node, or the first triangle and minus the number of triangles of a leaf; order
        (F,), face of each triangle; triangles (F, 9) float64, corners in that order.
    """
    n = faces.shape[0]
    centres = np.empty((n, 3), np.float32)
    for f in range(n):
        for d in range(3):
            a = vertices[faces[f, 0], d]
            b = vertices[faces[f, 1], d]
            c = vertices[faces[f, 2], d]
            centres[f, d] = 0.5 * (min(a, b, c) + max(a, b, c))
    order = np.arange(n)
    children = np.empty((4 * (n // LEAF_SIZE + 1) + 8, 2), np.int32)
    stack = np.empty((MAX_DEPTH, 3), np.int64)
    stack[0, 0], stack[0, 1], stack[0, 2] = 0, n, 0
    pending, n_nodes = 1, 1
    while pending > 0:
        pending -= 1
        start, stop, node = stack[pending, 0], stack[pending, 1], stack[pending, 2]
        if stop - start <= LEAF_SIZE:
            children[node, 0], children[node, 1] = start, start - stop
            continue
        middle = (start + stop) >> 1
        _select(centres, order, start, stop, middle, _longest_axis(centres, order, start, stop))
        children[node, 0], children[node, 1] = n_nodes, n_nodes + 1
        stack[pending, 0], stack[pending, 1], stack[pending, 2] = start, middle, n_nodes
        pending += 1
        stack[pending, 0], stack[pending, 1], stack[pending, 2] = middle, stop, n_nodes + 1
        pending += 1
        n_nodes += 2
    triangles = np.empty((n, 9), np.float64)
    for k in range(n):
        for j in range(3):
            for d in range(3):
                triangles[k, 3 * j + d] = vertices[faces[order[k], j], d]
    return _bound(children[:n_nodes], triangles), children[:n_nodes].copy(), order, triangles


@njit(**_OPTIONS)
@no_type_check
def _longest_axis(centres, order, start, stop):
    """Return the axis along which the centres of order[start:stop] spread the most."""
    infinity = np.float32(np.inf)
    min_x = min_y = min_z = infinity
    max_x = max_y = max_z = -infinity
    for k in range(start, stop):
        f = order[k]
        x, y, z = centres[f, 0], centres[f, 1], centres[f, 2]
        min_x, max_x = min(min_x, x), max(max_x, x)
        min_y, max_y = min(min_y, y), max(max_y, y)
        min_z, max_z = min(min_z, z), max(max_z, z)
    dx, dy, dz = max_x - min_x, max_y - min_y, max_z - min_z
    if dx >= dy and dx >= dz:
        return 0
    return 1 if dy >= dz else 2


@njit(**_OPTIONS)
@no_type_check
def _bound(children, triangles):
    """Return the boxes of all nodes, from the leaves up: children come after their parent."""
    infinity = np.float32(np.inf)
    boxes = np.empty((children.shape[0], 6), np.float32)
    for node in range(children.shape[0] - 1, -1, -1):
        first, second = children[node, 0], children[node, 1]
        for d in range(3):
            if second < 0:
                low = high = triangles[first, d]
                for k in range(first, first - second):
                    a, b, c = triangles[k, d], triangles[k, 3 + d], triangles[k, 6 + d]
                    low, high = min(low, a, b, c), max(high, a, b, c)
                boxes[node, d] = np.nextafter(np.float32(low), -infinity)
                boxes[node, 3 + d] = np.nextafter(np.float32(high), infinity)
            else:
                boxes[node, d] = min(boxes[first, d], boxes[second, d])
                boxes[node, 3 + d] = max(boxes[first, 3 + d], boxes[second, 3 + d])
    return boxes


@njit(inline="always")
@no_type_check
def _closest_on_triangle(px, py, pz, t):
    """Return squared distance and the weights (v, w) of corners 1 and 2 of the closest point.

    Ericson, Real-Time Collision Detection (2005), 5.1.5: which corner, edge or the inside the point
    projects to, from six dot products.
    """
    abx, aby, abz = t[3] - t[0], t[4] - t[1], t[5] - t[2]
    acx, acy, acz = t[6] - t[0], t[7] - t[1], t[8] - t[2]
    apx, apy, apz = px - t[0], py - t[1], pz - t[2]
    d1 = abx * apx + aby * apy + abz * apz
    d2 = acx * apx + acy * apy + acz * apz
    v = w = 0.0
    if d1 > 0.0 or d2 > 0.0:
        bpx, bpy, bpz = px - t[3], py - t[4], pz - t[5]
        d3 = abx * bpx + aby * bpy + abz * bpz
        d4 = acx * bpx + acy * bpy + acz * bpz
        vc = d1 * d4 - d3 * d2
        if d3 >= 0.0 and d4 <= d3:
            v = 1.0
        elif vc <= 0.0 and d1 >= 0.0 and d3 < 0.0:
            v = d1 / (d1 - d3)
        else:
            cpx, cpy, cpz = px - t[6], py - t[7], pz - t[8]
            d5 = abx * cpx + aby * cpy + abz * cpz
            d6 = acx * cpx + acy * cpy + acz * cpz
            vb = d5 * d2 - d1 * d6
            va = d3 * d6 - d5 * d4
            if d6 >= 0.0 and d5 <= d6:
                w = 1.0
            elif vb <= 0.0 and d2 >= 0.0 and d6 < 0.0:
                w = d2 / (d2 - d6)
            elif va <= 0.0 and d4 - d3 >= 0.0 and d5 - d6 > 0.0:
                w = (d4 - d3) / ((d4 - d3) + (d5 - d6))
                v = 1.0 - w
            else:
                total = va + vb + vc
                ab2 = abx * abx + aby * aby + abz * abz
                ac2 = acx * acx + acy * acy + acz * acz
                if total > SLIVER * ab2 * ac2:
                    v = vb / total
                    w = vc / total
                else:
                    v, w = _closest_on_sliver(px, py, pz, t, va, vb, vc)
    dx = apx - v * abx - w * acx
    dy = apy - v * aby - w * acy
    dz = apz - v * abz - w * acz
    return dx * dx + dy * dy + dz * dz, v, w


@njit(**_OPTIONS)
@no_type_check
def _closest_on_sliver(px, py, pz, t, va, vb, vc):
    """Return the weights (v, w) of the best of the inner solution and the three edges' points."""
    best, best_v, best_w = np.inf, 0.0, 0.0
    for candidate in range(4):
        v = w = 0.0
        if candidate == 3:
            total = va + vb + vc
            if not (va > 0.0 and vb > 0.0 and vc > 0.0):
                continue
            v, w = vb / total, vc / total
        else:
            i, j = 3 * candidate, 3 * ((candidate + 1) % 3)
            along = length2 = 0.0
            for d in range(3):
                edge = t[j + d] - t[i + d]
                point = (px if d == 0 else py if d == 1 else pz) - t[i + d]
                along += edge * point
                length2 += edge * edge
            s = min(max(along / length2, 0.0), 1.0) if length2 > 0.0 else 0.0
            if candidate == 0:
                v = s
            elif candidate == 1:
                v, w = 1.0 - s, s
            else:
                w = 1.0 - s
        distance2 = 0.0
        for d in range(3):
            point = px if d == 0 else py if d == 1 else pz
            step = point - t[d] - v * (t[3 + d] - t[d]) - w * (t[6 + d] - t[d])
            distance2 += step * step
        if distance2 < best:
            best, best_v, best_w = distance2, v, w
    return best_v, best_w


@njit(inline="always")
@no_type_check
def _box_distance2(px, py, pz, box):
    dx = max(box[0] - px, px - box[3], 0.0)
    dy = max(box[1] - py, py - box[4], 0.0)
    dz = max(box[2] - pz, pz - box[5], 0.0)
    return dx * dx + dy * dy + dz * dz


@njit(**_OPTIONS)
@no_type_check
def closest(
    queries,  # (P, 3)
    visit,  # (P,) the order in which to take the queries; neighbours in space follow one another
    start,
    stop,
    boxes,
    children,
    order,
    triangles,
    distances,  # (P,), out
    points,  # (P, 3), out
    faces,  # (P,), out
    barycentric,  # (P, 3), out
):
    """Answer queries visit[start:stop].

    Of several equally close faces the one with the lowest number wins, so that the answer depends
    neither on the order of the queries nor on the number of threads.
    """
    pending_node = np.empty(MAX_DEPTH, np.int32)
    pending_distance2 = np.empty(MAX_DEPTH, np.float64)
    best_k = 0
    for i in range(start, stop):
        p = visit[i]
        px, py, pz = queries[p, 0], queries[p, 1], queries[p, 2]
        # The previous answer is a close bound to start with.
        best, best_v, best_w = _closest_on_triangle(px, py, pz, triangles[best_k])
        n_pending, node = 0, 0
        while node >= 0:
            first, second = children[node, 0], children[node, 1]
            node = -1
            if second < 0:
                for k in range(first, first - second):
                    d2, v, w = _closest_on_triangle(px, py, pz, triangles[k])
                    if d2 < best or (d2 == best and order[k] < order[best_k]):
                        best, best_v, best_w, best_k = d2, v, w, k
            else:
                near, far = first, second
                near2 = _box_distance2(px, py, pz, boxes[first])
                far2 = _box_distance2(px, py, pz, boxes[second])
                if far2 < near2:
                    near, far, near2, far2 = far, near, far2, near2
                if far2 <= best:
                    pending_node[n_pending] = far
                    pending_distance2[n_pending] = far2
                    n_pending += 1
                if near2 <= best:
                    node = near
            while node < 0 and n_pending > 0:
                n_pending -= 1
                if pending_distance2[n_pending] <= best:
                    node = pending_node[n_pending]
        distances[p] = np.sqrt(best)
        faces[p] = order[best_k]
        barycentric[p, 0] = 1.0 - best_v - best_w
        barycentric[p, 1] = best_v
        barycentric[p, 2] = best_w
        for d in range(3):
            corner = triangles[best_k, d]
            points[p, d] = (
                corner
                + best_v * (triangles[best_k, 3 + d] - corner)
                + best_w * (triangles[best_k, 6 + d] - corner)
            )
