"""Bring a prediction onto a scan: least squares of point-to-surface distances, in float64.

Six or seven parameters, from the landmarks' similarity on, coarse to fine; `alignment_solver` says
how. The minimum over seven is the one that NoW's dogleg finds.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from jaxtyping import Float, Float64

from .alignment import umeyama
from .alignment_map import SurfaceAlignment
from .alignment_solver import MovingPoints, MovingSurface, minimise
from .closest_point import ClosestPoints, SurfaceTree

__all__ = [
    "SurfaceAlignment",
    "align_symmetric",
    "align_to_scan",
    "align_vertices_to_scan",
    "landmark_alignment",
    "scan_to_surface",
    "surface_to_scan",
]


def landmark_alignment(
    source: Float[np.ndarray, "K 3"], target: Float[np.ndarray, "K 3"], with_scale: bool = True
) -> SurfaceAlignment:
    """Find the best similarity between corresponding points, in closed form; never a mirror image.

    Args:
        source: points of the prediction.
        target: the same points of the scan, in the same order.
        with_scale: whether the scale is free; else it is 1.

    Raises:
        ValueError: the points do not determine a rotation or are not finite; see `umeyama`.
    """
    source = np.ascontiguousarray(source, dtype=np.float64)
    target = np.ascontiguousarray(target, dtype=np.float64)
    with torch.no_grad():
        found = umeyama(
            torch.from_numpy(source)[None], torch.from_numpy(target)[None], with_scale=with_scale
        )
    alignment = SurfaceAlignment(
        float(found.scale[0]), found.rotation[0].numpy(), found.translation[0].numpy()
    )
    return replace(
        alignment,
        initial_rms=_rms(target - source),
        rms=_rms(target - alignment.apply(source)),
    )


def align_to_scan(
    prediction_tree: SurfaceTree,
    scan_points: Float[np.ndarray, "P 3"],
    start: SurfaceAlignment,
    *,
    with_scale: bool = True,
    max_iterations: int = 100,
    trim: float | None = None,
) -> SurfaceAlignment:
    """Minimise the sum of squared distances from scan points to the moved prediction surface.

    Distances are in scan units: a prediction gains nothing by being shrunk or blown up.

    Args:
        prediction_tree: surface of the prediction, in its own frame; built once.
        scan_points: what counts of the scan, already cropped.
        start: usually the `landmark_alignment`.
        with_scale: seven parameters; else six, and the scale stays that of `start`.
        max_iterations: steps on all points, and as many on each coarser subset.
        trim: fraction of the points, the farthest at each step, that do not count; None for none.

    Raises:
        ValueError: too few or non-finite points, or numbers out of their range.
    """
    return minimise(
        [MovingSurface(prediction_tree, scan_points)],
        start,
        with_scale=with_scale,
        max_iterations=max_iterations,
        trim=trim,
    )


def align_vertices_to_scan(
    scan_tree: SurfaceTree,
    prediction_points: Float[np.ndarray, "V 3"],
    start: SurfaceAlignment,
    *,
    with_scale: bool = True,
    max_iterations: int = 100,
    trim: float | None = None,
) -> SurfaceAlignment:
    """Minimise the sum of squared distances from moved prediction points to the scan surface.

    The other direction of `align_to_scan`. With a free scale its minimum is biased: a smaller
    prediction is nearer to everything.
    """
    return minimise(
        [MovingPoints(scan_tree, prediction_points)],
        start,
        with_scale=with_scale,
        max_iterations=max_iterations,
        trim=trim,
    )


def align_symmetric(
    prediction_tree: SurfaceTree,
    prediction_points: Float[np.ndarray, "V 3"],
    scan_tree: SurfaceTree,
    scan_points: Float[np.ndarray, "P 3"],
    start: SurfaceAlignment,
    *,
    with_scale: bool = True,
    max_iterations: int = 100,
    trim: float | None = None,
) -> SurfaceAlignment:
    """Minimise the squared Chamfer distance: both directions' mean squared distances, summed.

    `rms` of the result is the root of that sum. See `align_to_scan` for the arguments.
    """
    return minimise(
        [MovingSurface(prediction_tree, scan_points), MovingPoints(scan_tree, prediction_points)],
        start,
        with_scale=with_scale,
        max_iterations=max_iterations,
        trim=trim,
    )


def scan_to_surface(
    prediction_tree: SurfaceTree,
    scan_points: Float[np.ndarray, "P 3"],
    alignment: SurfaceAlignment,
) -> ClosestPoints:
    """Find the closest point of the moved prediction surface for each scan point, scan units."""
    found = prediction_tree.closest(alignment.inverse_apply(scan_points))
    return ClosestPoints(
        found.distance * alignment.scale,
        alignment.apply(found.points),
        found.face,
        found.barycentric,
    )


def surface_to_scan(
    scan_tree: SurfaceTree,
    prediction_points: Float[np.ndarray, "V 3"],
    alignment: SurfaceAlignment,
) -> ClosestPoints:
    """Find the closest point of the scan surface for each moved prediction point, scan units."""
    return scan_tree.closest(alignment.apply(prediction_points))


def _rms(offsets: Float64[np.ndarray, "K 3"]) -> float:
    return float(np.sqrt((offsets**2).sum(axis=1).mean()))
