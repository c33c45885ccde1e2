"""Distances between two joined cylindrical maps, exact, by searching the grid that both share.

The closest point of a surface to a point of the other is nearly always within a few pixels of the
same ray. Around each point, cells of two triangles are visited in growing squares until no cell
further out can be nearer: a cell `gap` rows away is that many row heights away, one `gap` columns
away at least radius x sin(gap columns), and one whose corners all lie deeper or higher at least as
far as the difference of the radii. This finds the same distances as a tree over all triangles,
which takes three times as long; points that are not within some 25 mm of the other surface are
left to that tree.
"""

# Kernels take many arrays, and numba types them by itself; `no_type_check` keeps run-time checkers
# of annotations off them.
# ruff: noqa: ANN001, ANN202
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from typing import no_type_check

import numba
import numpy as np
from jaxtyping import Bool, Float64

from geometry.bvh_kernels import _closest_on_triangle
from geometry.closest_point import SurfaceTree
from geometry.threads import num_threads, run_tasks, split_range

from .cylindrical_map import HALF_HEIGHT_MM, SIZE, join_map, map_triangles

_PERIOD = SIZE - 1  # columns per turn: the last column repeats the first
_COLUMN = 2 * np.pi / _PERIOD  # radians
_ROW_MM = 2 * HALF_HEIGHT_MM / (SIZE - 1)
_RINGS = 24  # squares to search; 27 mm up and down
_SAFETY = 1 - 1e-9  # of lower bounds, against rounding


def map_distances(
    first: Float64[np.ndarray, "256 256"], second: Float64[np.ndarray, "256 256"]
) -> tuple[Float64[np.ndarray, "P 3"], Float64[np.ndarray, " P"], Float64[np.ndarray, " Q"]] | None:
    """Join two maps into meshes (`map_mesh`) and measure from the points of each to the other.

    Args:
        first: radii, mm, 0 where nothing was hit.
        second: the same of the other surface.

    Returns:
        Points of the first mesh, their distances to the second, and those of its points to the
        first, mm; None if a mesh is empty.
    """
    radii = [np.ascontiguousarray(radius) for radius in (first, second)]
    meshes = [join_map(radius) for radius in radii]
    if not all(joined.any() for _, joined, _ in meshes):
        return None
    points, _, used = meshes[0]
    to_second, to_first = (
        _distances(radii[a].ravel(), meshes[a][0], meshes[a][2], meshes[b][0], meshes[b][1])
        for a, b in ((0, 1), (1, 0))
    )
    return points[used], to_second, to_first


def _distances(
    radius: Float64[np.ndarray, " N"],
    points: Float64[np.ndarray, "N 3"],
    used: Bool[np.ndarray, " N"],
    surface_points: Float64[np.ndarray, "N 3"],
    joined: Bool[np.ndarray, " N"],
) -> Float64[np.ndarray, " P"]:
    """Return the distance of each used point of one map to the triangles of the other."""
    low, high = np.empty((SIZE, SIZE)), np.empty((SIZE, SIZE))
    grid = joined.reshape(SIZE, SIZE)
    _bound_cells(np.hypot(surface_points[:, 0], surface_points[:, 2]), grid, low, high)
    pixels = np.flatnonzero(used)
    distance = np.empty(len(pixels))
    n_threads = num_threads()
    n_tasks = 1 if n_threads == 1 else min(4 * n_threads, len(pixels))
    tasks = [
        (pixels, start, stop, points, radius, surface_points, grid, low, high, distance)
        for start, stop in split_range(len(pixels), n_tasks)
    ]
    run_tasks(_search, tasks, n_threads)
    far = np.flatnonzero(np.isnan(distance))
    if len(far):
        tree = SurfaceTree(surface_points, map_triangles(joined))
        distance[far] = tree.closest(points[pixels[far]]).distance
    return distance


@numba.njit(nogil=True, cache=True)
@no_type_check
def _bound_cells(radius, joined, low, high):
    """Write between which distances from the axis the triangles of each pixel lie."""
    inside = np.cos(0.5 * _COLUMN) * _SAFETY  # a chord comes nearer to the axis than its ends
    for row in range(SIZE):
        for column in range(SIZE):
            if not joined[row, column]:
                continue
            a = row * SIZE + column
            r0, r1, r2, r3 = radius[a], radius[a + 1], radius[a + SIZE], radius[a + SIZE + 1]
            low[row, column] = min(r0, r1, r2, r3) * inside
            high[row, column] = max(r0, r1, r2, r3)


@numba.njit(nogil=True, cache=True)
@no_type_check
def _search(pixels, start, stop, points, radius, surface, joined, low, high, distance):
    """Find the distances of pixels[start:stop]; NaN for those that need more than `_RINGS`."""
    triangle = np.empty(9)
    sines = np.sin(np.arange(_RINGS) * _COLUMN) * _SAFETY  # all below a right angle
    row_mm = _ROW_MM * _SAFETY
    for i in range(start, stop):
        pixel = pixels[i]
        row, column = pixel // SIZE, (pixel % SIZE) % _PERIOD
        rho = radius[pixel]
        x, y, z = points[pixel, 0], points[pixel, 1], points[pixel, 2]
        best = np.inf
        found = False
        for gap in range(_RINGS):
            reach = gap * row_mm
            aside = rho * sines[gap]
            rows_left = reach * reach <= best
            columns_left = aside * aside <= best
            found = not rows_left and not columns_left
            if found:
                break
            for cell_row in range(max(row - 1 - gap, 0), min(row + gap, SIZE - 2) + 1):
                row_gap = cell_row - row if cell_row >= row else row - cell_row - 1
                up = row_gap * row_mm
                if up * up > best:
                    continue
                edge = row_gap == gap  # a whole row of the square, else only its two ends
                if not edge and not columns_left:
                    continue
                step = 1 if edge else 2 * gap + 1
                for offset in range(-gap - 1, gap + 1, step):
                    column_gap = offset if offset >= 0 else -offset - 1
                    side = rho * sines[column_gap]
                    if up * up + side * side > best:
                        continue
                    cell_column = (column + offset) % _PERIOD
                    best = _nearer(
                        x, y, z, rho, up, side, surface, joined, low, high,
                        cell_row, cell_column, triangle, best,
                    )  # fmt: skip
                    if cell_column == 0 or cell_column == _PERIOD - 1:
                        # The slivers of the last column, each two rows high (`map_mesh`).
                        for above in range(2):
                            if cell_row >= above:
                                best = _nearer(
                                    x, y, z, rho, up, side, surface, joined, low, high,
                                    cell_row - above, _PERIOD, triangle, best,
                                )  # fmt: skip
        distance[i] = np.sqrt(best) if found else np.nan


@numba.njit(nogil=True, cache=True)
@no_type_check
def _nearer(
    x, y, z, rho, up, side, surface, joined, low, high, row, column, triangle, best
):  # fmt: skip
    """Return the smaller one of `best` and the squared distance to the triangles of a pixel."""
    if not joined[row, column]:
        return best
    across = max(side, rho - high[row, column], low[row, column] - rho)
    if (up * up + across * across) * _SAFETY > best:
        return best
    pixel = row * SIZE + column
    for corners in ((0, 1, SIZE), (SIZE + 1, SIZE, 1)):
        for k in range(3):
            for axis in range(3):
                triangle[3 * k + axis] = surface[pixel + corners[k], axis]
        squared, _, _ = _closest_on_triangle(x, y, z, triangle)
        best = min(best, squared)
    return best
