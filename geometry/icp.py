"""Iterative closest points between two sets of vertices, for comparison with `surface_alignment`.

These are the estimators that papers name most. Both pair each scan point with the nearest vertex of
the moved prediction, so their answers depend on where its vertices happen to be, and both stop long
before their minimum unless given many steps: each result says whether it converged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from jaxtyping import Float, Float64, Int64
from scipy.spatial import cKDTree

from .alignment_map import SurfaceAlignment
from .alignment_solver import Correspondences, Surface, moved, quadratic
from .surface_alignment import landmark_alignment
from .threads import num_threads

TOLERANCE = 1e-6
"""A step is small when its root mean square motion is below this fraction of the cloud's radius."""


def point_to_point_icp(
    prediction_points: Float[np.ndarray, "V 3"],
    scan_points: Float[np.ndarray, "P 3"],
    start: SurfaceAlignment,
    *,
    with_scale: bool = True,
    max_iterations: int = 100,
) -> SurfaceAlignment:
    """Alternate between nearest vertices and the best similarity of the pairs.

    Besl and McKay 1992, "A method for registration of 3-D shapes"; with the scale free, Zinsser et
    al. 2005.

    Args:
        prediction_points: vertices to move.
        scan_points: each is paired with the nearest moved vertex.
        start: usually the landmarks' alignment.
        with_scale: seven parameters; else six, and the scale stays that of `start`.
        max_iterations: after which the result counts as not converged.

    Raises:
        ValueError: too few or non-finite points.
    """
    prediction_points, scan_points = _checked(prediction_points), _checked(scan_points)

    def step(alignment: SurfaceAlignment, nearest: Int64[np.ndarray, " P"]) -> SurfaceAlignment:
        source = prediction_points[nearest]
        if with_scale:
            return landmark_alignment(source, scan_points)
        found = landmark_alignment(start.scale * source, scan_points, with_scale=False)
        return replace(found, scale=start.scale)

    return _iterate(step, prediction_points, scan_points, start, max_iterations)


def point_to_plane_icp(
    prediction_points: Float[np.ndarray, "V 3"],
    prediction_normals: Float[np.ndarray, "V 3"],
    scan_points: Float[np.ndarray, "P 3"],
    start: SurfaceAlignment,
    *,
    with_scale: bool = True,
    max_iterations: int = 100,
) -> SurfaceAlignment:
    """Alternate between nearest vertices and the least squares of distances to their planes.

    Chen and Medioni 1992, "Object modelling by registration of multiple range images", with one
    linearised step per pairing.

    Args:
        prediction_points: vertices to move.
        prediction_normals: their unit normals.
        scan_points: each is paired with the nearest moved vertex.
        start: usually the landmarks' alignment.
        with_scale: seven parameters; else six, and the scale stays that of `start`.
        max_iterations: after which the result counts as not converged.

    Raises:
        ValueError: too few or non-finite points, or planes that do not determine the parameters.
    """
    prediction_points, scan_points = _checked(prediction_points), _checked(scan_points)
    normals = np.ascontiguousarray(prediction_normals, dtype=np.float64)
    n_parameters = 7 if with_scale else 6
    no_faces = np.empty((0, 3, 3))  # vertices have planes, not triangles

    def step(alignment: SurfaceAlignment, nearest: Int64[np.ndarray, " P"]) -> SurfaceAlignment:
        pairs = Correspondences(
            moving=alignment.apply(prediction_points[nearest]),
            still=scan_points,
            face=nearest,
            barycentric=np.broadcast_to([1.0, 0.0, 0.0], scan_points.shape),
            surface=Surface(no_faces, normals, alignment.rotation),
            along_normals=True,
        )
        model = quadratic([pairs], None)
        change = model.step(n_parameters, 0.0, None)
        return moved(alignment, change, model.centre, model.radius)

    return _iterate(step, prediction_points, scan_points, start, max_iterations)


def _iterate(
    step: Callable[[SurfaceAlignment, Int64[np.ndarray, " P"]], SurfaceAlignment],
    prediction_points: Float64[np.ndarray, "V 3"],
    scan_points: Float64[np.ndarray, "P 3"],
    start: SurfaceAlignment,
    max_iterations: int,
) -> SurfaceAlignment:
    """Pair and step until a step is small; `rms` is that of the distances between paired points."""
    tree = cKDTree(prediction_points)
    radius = float(np.sqrt(((scan_points - scan_points.mean(axis=0)) ** 2).sum(axis=1).mean()))

    def pair(alignment: SurfaceAlignment) -> tuple[Int64[np.ndarray, " P"], float]:
        distance, nearest = tree.query(alignment.inverse_apply(scan_points), workers=num_threads())
        rms = alignment.scale * float(np.sqrt((np.asarray(distance) ** 2).mean()))
        return np.asarray(nearest, dtype=np.int64), rms

    current = start
    nearest, initial_rms = pair(start)
    rms, reason, iteration = initial_rms, f"the steps were not small after {max_iterations}", 0
    while iteration < max_iterations:
        iteration += 1
        following = step(current, nearest)
        ratio = following.scale / start.scale
        if not 0.1 < ratio < 10:
            reason = f"the scale ran from {start.scale:.4g} to {following.scale:.4g}"
            break
        paired = prediction_points[nearest]
        motion = following.apply(paired) - current.apply(paired)
        current = following
        nearest, rms = pair(current)
        if np.sqrt((motion**2).sum(axis=1).mean()) <= TOLERANCE * radius:
            reason = ""
            break
    return replace(
        current,
        converged=not reason,
        iterations=iteration,
        initial_rms=initial_rms,
        rms=rms,
        reason=reason,
    )


def _checked(points: Float[np.ndarray, "P 3"]) -> Float64[np.ndarray, "P 3"]:
    points = np.ascontiguousarray(points, dtype=np.float64)
    if len(points) < 7 or not np.isfinite(points).all():
        raise ValueError(
            f"{len(points)} points to align, finite: {bool(np.isfinite(points).all())}; expected 7 "
            "or more, all finite"
        )
    return points
