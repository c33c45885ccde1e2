"""Cylindrical maps of a head: the surface as seen from its vertical axis, exactly and in float64.

Row r looks from (0, y_r, 0), y_r = 150 ... -150 mm, in direction (-sin a, 0, -cos a) with
a = 2 pi c / 255: column 127 is the face's front, columns 0 and 255 are both the back. Each ray
keeps its outermost hit, as the official evaluator does when its ray caster returns the hits in
order of distance.

Instead of casting 65,536 rays, each triangle is cut by the planes y = y_r that it reaches; every
cut is a segment in the xz plane, met by the columns between the angles of its ends. Both triangles
at an edge compute the same cut point in the same order of operations, so no ray slips between them.
"""

# Kernels take many arrays, and numba types them by itself; `no_type_check` keeps run-time checkers
# of annotations off them.
# ruff: noqa: ANN001, ANN202
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from dataclasses import dataclass
from typing import no_type_check

import numba
import numpy as np
from jaxtyping import Bool, Float64, Int64

from geometry.threads import num_threads, run_tasks, split_range

SIZE = 256
HALF_HEIGHT_MM = 150.0
JUMP_MM = 15.0  # neighbours that differ by more are not joined
_PERIOD = SIZE - 1  # columns per turn: the last column repeats the first
_ROWS_Y = np.linspace(HALF_HEIGHT_MM, -HALF_HEIGHT_MM, SIZE)
_ANGLES = np.arange(_PERIOD) * 2 * np.pi / _PERIOD
_DIRECTIONS = np.stack([-np.sin(_ANGLES), -np.cos(_ANGLES)], axis=1)
_COLUMN_ANGLES = np.arange(SIZE) * 2 * np.pi / _PERIOD
_COLUMN_DIRECTIONS = np.stack([-np.sin(_COLUMN_ANGLES), -np.cos(_COLUMN_ANGLES)], axis=1)


@dataclass(frozen=True, eq=False)
class CylindricalMap:
    """Outermost hits of a surface.

    Attributes:
        radius: distance from the axis, mm, 0 where nothing was hit.
        face: index of the triangle that was hit, -1 where nothing was.
    """

    radius: Float64[np.ndarray, "256 256"]
    face: Int64[np.ndarray, "256 256"]

    def covered(self) -> np.ndarray:
        """Return a mask (256, 256) of the rays that hit."""
        return self.face >= 0


def cylindrical_map(
    vertices: Float64[np.ndarray, "V 3"],
    faces: Int64[np.ndarray, "F 3"],
    n_threads: int | None = None,
) -> CylindricalMap:
    """Map a surface.

    Args:
        vertices: head frame, mm: y along the axis, z out of the face.
        faces: triangles; their winding does not matter. One that lies flat in a plane y = y_r is
            seen only through its neighbours.
        n_threads: None for all that geometry may use. The result does not depend on it.
    """
    radius = np.zeros((SIZE, SIZE))
    face = np.full((SIZE, SIZE), -1, np.int64)
    vertices = np.ascontiguousarray(vertices)
    n_threads = num_threads() if n_threads is None else n_threads
    tasks = [
        (vertices, faces, _ROWS_Y, _DIRECTIONS, first, stop, radius, face)
        for first, stop in split_range(SIZE, n_threads)
    ]
    run_tasks(_map_rows, tasks, n_threads)
    radius[:, -1], face[:, -1] = radius[:, 0], face[:, 0]
    return CylindricalMap(radius, face)


@numba.njit(nogil=True, cache=True)
@no_type_check
def _map_rows(vertices, faces, rows_y, directions, first, stop, radius, face):
    """Map all triangles into rows [first, stop)."""
    n_rows = len(rows_y)
    rows_per_mm = (n_rows - 1) / (rows_y[0] - rows_y[-1])
    cut = np.empty((2, 2))
    for index in range(len(faces)):
        a, b, c = faces[index]
        y_low = min(vertices[a, 1], vertices[b, 1], vertices[c, 1])
        y_high = max(vertices[a, 1], vertices[b, 1], vertices[c, 1])
        if y_high < rows_y[-1] or y_low > rows_y[0]:
            continue
        row_low = max(first, int(np.floor((rows_y[0] - y_high) * rows_per_mm)))
        row_high = min(stop - 1, int(np.ceil((rows_y[0] - y_low) * rows_per_mm)))
        for row in range(row_low, row_high + 1):
            y = rows_y[row]
            if y < y_low or y > y_high:
                continue
            # A vertex exactly on the plane counts as above it, then as below: triangles that only
            # touch the plane are seen either way.
            if _cut_triangle(vertices, a, b, c, y, True, cut):
                _mark_columns(cut, directions, radius[row], face[row], index)
            touches = vertices[a, 1] == y or vertices[b, 1] == y or vertices[c, 1] == y
            if touches and _cut_triangle(vertices, a, b, c, y, False, cut):
                _mark_columns(cut, directions, radius[row], face[row], index)


@numba.njit(nogil=True, cache=True)
@no_type_check
def _cut_triangle(vertices, a, b, c, y, on_is_above, cut):
    """Write the two ends (x, z) of the cut with the plane; False if all corners are on one side."""
    n_ends = 0
    for edge in range(3):
        start = a if edge == 0 else (b if edge == 1 else c)
        end = b if edge == 0 else (c if edge == 1 else a)
        start_above = vertices[start, 1] > y or (on_is_above and vertices[start, 1] == y)
        end_above = vertices[end, 1] > y or (on_is_above and vertices[end, 1] == y)
        if start_above == end_above:
            continue
        low, high = (end, start) if start_above else (start, end)
        if vertices[high, 1] == y:  # exactly the vertex, whichever edge leads there
            low = high
        share = 0.0
        if vertices[high, 1] != vertices[low, 1]:
            share = (y - vertices[low, 1]) / (vertices[high, 1] - vertices[low, 1])
        cut[n_ends, 0] = vertices[low, 0] + share * (vertices[high, 0] - vertices[low, 0])
        cut[n_ends, 1] = vertices[low, 2] + share * (vertices[high, 2] - vertices[low, 2])
        n_ends += 1
    return n_ends == 2


@numba.njit(nogil=True, cache=True)
@no_type_check
def _mark_columns(cut, directions, radius, face, index):
    """Enter the hits of the columns that meet a segment, where none lies further out."""
    period = len(directions)
    columns_per_radian = period / (2 * np.pi)
    x0, z0, x1, z1 = cut[0, 0], cut[0, 1], cut[1, 0], cut[1, 1]
    start = np.arctan2(-x0, -z0) * columns_per_radian
    turn = np.arctan2(-x1, -z1) * columns_per_radian - start
    turn -= period * np.round(turn / period)
    low = int(np.floor(min(start, start + turn) - 1e-6))
    high = int(np.ceil(max(start, start + turn) + 1e-6))
    if abs(turn) > 0.49 * period:  # (nearly) through the axis: the test below says which way round
        low, high = 0, period - 1
    for unwrapped in range(low, high + 1):
        column = unwrapped % period
        dx, dz = directions[column, 0], directions[column, 1]
        side0 = x0 * dz - z0 * dx
        side1 = x1 * dz - z1 * dx
        if side0 == 0.0 and side1 == 0.0:  # along the ray
            distance = max(x0 * dx + z0 * dz, x1 * dx + z1 * dz)
        elif (side0 >= 0.0 and side1 <= 0.0) or (side0 <= 0.0 and side1 >= 0.0):
            share = side0 / (side0 - side1)
            distance = (x0 + share * (x1 - x0)) * dx + (z0 + share * (z1 - z0)) * dz
        else:
            continue
        if distance > radius[column]:
            radius[column] = distance
            face[column] = index


def map_mesh(
    radius: Float64[np.ndarray, "256 256"],
) -> tuple[Float64[np.ndarray, "P 3"], Int64[np.ndarray, "Q 3"]]:
    """Join a map into a mesh, two triangles per pixel, as the official evaluator does.

    A pixel is joined to its right, lower and diagonal neighbours when it was hit and differs from
    none of them by 15 mm or more. The evaluator's neighbour test wraps around, but its indices do
    not: past the last column they run on in the next row. Since the last column repeats the first,
    this only adds slivers along the seam; we keep them.

    Args:
        radius: mm, 0 where nothing was hit.

    Returns:
        Points of the head frame that the triangles use, in row order, and the triangles.
    """
    points, joined, used = join_map(radius)
    new_index = np.cumsum(used) - 1
    return points[used], new_index[map_triangles(joined)]


def map_triangles(joined: Bool[np.ndarray, " N"]) -> Int64[np.ndarray, "Q 3"]:
    """Return the triangles of the joined pixels, two each, as indices of all pixels."""
    corner = np.flatnonzero(joined)
    return np.stack(
        [corner, corner + 1, corner + SIZE, corner + SIZE + 1, corner + SIZE, corner + 1], axis=1
    ).reshape(-1, 3)


def join_map(
    radius: Float64[np.ndarray, "256 256"],
) -> tuple[Float64[np.ndarray, "N 3"], Bool[np.ndarray, " N"], Bool[np.ndarray, " N"]]:
    """Return, per pixel in row order, its point, if its two triangles exist, and if any uses it.

    The triangles of pixel i have the corners (i, i + 1, i + 256) and (i + 257, i + 256, i + 1).
    """
    joined = np.zeros(SIZE * SIZE, bool)
    used = np.zeros(SIZE * SIZE, bool)
    radius = np.ascontiguousarray(radius)
    _join(radius, joined.reshape(SIZE, SIZE), used)
    points = np.empty((SIZE, SIZE, 3))
    points[..., 0] = radius * _COLUMN_DIRECTIONS[:, 0]
    points[..., 1] = _ROWS_Y[:, None]
    points[..., 2] = radius * _COLUMN_DIRECTIONS[:, 1]
    return points.reshape(-1, 3), joined, used


@numba.njit(nogil=True, cache=True)
@no_type_check
def _join(radius, joined, used):
    """Write which pixels are joined to their neighbours and which points that uses."""
    n = radius.shape[0]
    for row in range(n - 1):  # from the last row, the indices would leave the map
        for column in range(n):
            here = radius[row, column]
            right, lower = (column + 1) % n, row + 1
            if (
                here == 0.0
                or abs(here - radius[lower, column]) >= JUMP_MM
                or abs(here - radius[row, right]) >= JUMP_MM
                or abs(here - radius[lower, right]) >= JUMP_MM
            ):
                continue
            pixel = row * n + column
            if pixel + n + 1 >= n * n:
                continue
            joined[row, column] = True
            used[pixel] = used[pixel + 1] = used[pixel + n] = used[pixel + n + 1] = True
