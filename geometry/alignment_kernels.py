"""Compiled kernel of `alignment_solver`: the normal equations of one part of the points."""

# ruff: noqa: ANN001, ANN201, ANN202
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from typing import no_type_check

import numpy as np
from numba import njit

N_SUMS = 1 + 7 + 28 + 28
"""Squared distances; right-hand side; upper triangles, by rows, of the normal matrix and of what
closest points on edges and at corners add to it."""
_INSIDE = 1e-12  # a smaller barycentric weight is zero: the closest point lies on an edge


@njit(inline="always")
@no_type_check
def _write_row(y, n, a):
    a[0], a[1], a[2] = (
        y[1] * n[2] - y[2] * n[1],
        y[2] * n[0] - y[0] * n[2],
        y[0] * n[1] - y[1] * n[0],
    )
    a[3], a[4], a[5] = n[0], n[1], n[2]
    a[6] = y[0] * n[0] + y[1] * n[1] + y[2] * n[2]


@njit(inline="always")
@no_type_check
def _add_square(a, weight, sums, k):
    for j in range(7):
        for m in range(j, 7):
            sums[k] += weight * a[j] * a[m]
            k += 1


@njit(nogil=True, cache=True, error_model="numpy")
@no_type_check
def accumulate(
    moving,  # (P, 3) points that move with the prediction
    still,  # (P, 3) where they should be
    weights,  # (P,)
    face,  # (P,) face of the searched surface
    barycentric,  # (P, 3) where on it
    corners,  # (F, 3, 3) its faces' corners, in a frame of any scale
    normals,  # (F, 3) their unit normals
    rotation,  # (3, 3) from the frame of corners and normals
    along_normals,  # whether only the part of a distance along the face's normal counts
    centre,  # (3,) what the step turns about
    radius,  # lengths are measured in it
    start,
    stop,
    sums,  # (N_SUMS,), out, added to
):
    """Add up points start:stop.

    With n the direction of a pair's distance d and y its moving point, the parameters (turn, move,
    grow) change d by -a . step, a = (y x n, n, y . n), y relative to the centre in radii. While the
    closest point stays on its edge or corner, motion across the edge, or any motion, costs too.
    """
    a, y, n, r, e, across = (
        np.empty(7),
        np.empty(3),
        np.empty(3),
        np.empty(3),
        np.empty(3),
        np.empty(3),
    )
    for i in range(start, stop):
        weight = weights[i]
        if weight == 0.0:
            continue
        for d in range(3):
            r[d] = still[i, d] - moving[i, d]
            y[d] = (moving[i, d] - centre[d]) / radius
        distance = np.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2])
        f = face[i]
        at_face = along_normals or distance <= 1e-7 * radius
        if at_face:  # on the surface r has no direction, only rounding noise
            for d in range(3):
                n[d] = 0.0
                for c in range(3):
                    n[d] += rotation[d, c] * normals[f, c]
            distance = r[0] * n[0] + r[1] * n[1] + r[2] * n[2]
        else:
            for d in range(3):
                n[d] = r[d] / distance
        _write_row(y, n, a)
        sums[0] += weight * distance * distance
        for j in range(7):
            sums[1 + j] += weight * a[j] * distance
        _add_square(a, weight, sums, 8)
        if at_face:
            continue
        n_zero, zero = 0, 0
        for d in range(3):
            if barycentric[i, d] < _INSIDE:
                n_zero += 1
                zero = d
        if n_zero == 0:
            continue
        # e: the edge opposite the corner without weight, square to n
        first, second = (zero + 1) % 3, (zero + 2) % 3
        along = length2 = 0.0
        for d in range(3):
            e[d] = 0.0
            for c in range(3):
                e[d] += rotation[d, c] * (corners[f, second, c] - corners[f, first, c])
            along += e[d] * n[d]
        for d in range(3):
            e[d] -= along * n[d]
            length2 += e[d] * e[d]
        if length2 == 0.0:
            continue
        for d in range(3):
            e[d] /= np.sqrt(length2)
        for d in range(3):
            across[d] = e[(d + 1) % 3] * n[(d + 2) % 3] - e[(d + 2) % 3] * n[(d + 1) % 3]
        _write_row(y, across, a)
        _add_square(a, weight, sums, 36)
        if n_zero == 2:
            _write_row(y, e, a)
            _add_square(a, weight, sums, 36)
