"""Compiled kernel of `alignment_solver`: the normal equations of one part of the points."""

# ruff: noqa: ANN001, ANN201
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from typing import no_type_check

import numpy as np
from numba import njit

N_SUMS = 1 + 7 + 28
"""Squared distances; right-hand side; upper triangle of the normal matrix, by rows."""


@njit(nogil=True, cache=True, error_model="numpy")
@no_type_check
def accumulate(
    moving,  # (P, 3) points that move with the prediction
    still,  # (P, 3) where they should be
    weights,  # (P,)
    face,  # (P,) face of the searched surface
    normals,  # (F, 3) its faces' unit normals
    along_normals,  # whether only the part of a distance along the face's normal counts
    centre,  # (3,) what the step turns about
    radius,  # lengths are measured in it
    start,
    stop,
    sums,  # (N_SUMS,), out, added to
):
    """Add up points start:stop.

    With n the direction of a pair's distance d and y its moving point, the parameters (turn, move,
    grow) change d by -a . step, a = (y x n, n, y . n), y relative to the centre in radii.
    """
    a = np.empty(7)
    for i in range(start, stop):
        weight = weights[i]
        if weight == 0.0:
            continue
        rx, ry, rz = (
            still[i, 0] - moving[i, 0],
            still[i, 1] - moving[i, 1],
            still[i, 2] - moving[i, 2],
        )
        distance = np.sqrt(rx * rx + ry * ry + rz * rz)
        f = face[i]
        nx, ny, nz = normals[f, 0], normals[f, 1], normals[f, 2]
        if along_normals:
            distance = rx * nx + ry * ny + rz * nz
        elif distance > 1e-7 * radius:
            nx, ny, nz = rx / distance, ry / distance, rz / distance
        else:  # on the surface: the direction is the normal, and not rounding noise
            distance = rx * nx + ry * ny + rz * nz
        x = (moving[i, 0] - centre[0]) / radius
        y = (moving[i, 1] - centre[1]) / radius
        z = (moving[i, 2] - centre[2]) / radius
        a[0], a[1], a[2] = y * nz - z * ny, z * nx - x * nz, x * ny - y * nx
        a[3], a[4], a[5] = nx, ny, nz
        a[6] = x * nx + y * ny + z * nz
        sums[0] += weight * distance * distance
        k = 8
        for j in range(7):
            sums[1 + j] += weight * a[j] * distance
            for m in range(j, 7):
                sums[k] += weight * a[j] * a[m]
                k += 1
