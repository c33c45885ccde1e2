"""Distances from a scan to an aligned prediction: the engine of the NoW family of protocols.

The steps of NoW (Sanyal et al., CVPR 2019), as soubhiksanyal/now_evaluation @ 7bd1498 and its copy
in weiguangzhao/DF_MVR @ 4d4ae4d take them:

1. A similarity brings the prediction's seven points closest to the scan's. (The official code
   allows a mirror image where that fits better; we never do.)
2. Scan points far from the face are left out: by default beyond NoW's sphere.
3. Scale, rotation and translation of the prediction then minimise the sum of squared distances of
   the scan's points to the prediction's surface. The official code walks there with chumpy's
   dogleg; ours is a damped Gauss-Newton to the same optimum.
4. Each scan point's distance to the closest point of the aligned surface, unsigned and not squared.

Protocols differ in which points they align, whether the scale is free, how they crop and which mean
they take: those are arguments here. Units are the scan's, which readers give in millimetres.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Bool, Float, Float64

from geometry.closest_point import SurfaceTree
from geometry.face_crops import now_crop
from geometry.meshes import Mesh, edge_topology
from geometry.surface_alignment import (
    SurfaceAlignment,
    align_to_scan,
    landmark_alignment,
    scan_to_surface,
)

from .errors import ScoringError
from .protocol import Metric
from .regions import label_regions, region_means

NOW_CROP_FACTOR = 1.4

Region = Callable[[Float[np.ndarray, "P 3"]], Bool[np.ndarray, " P"]]
"""Which points, in the scan's frame, belong to the face that a protocol compares."""

MEAN = Metric("mean_mm", "mean mm", 3)
RMS = Metric("rms_mm", "RMS mm", 3)
MEDIAN = Metric("median_mm", "median mm", 3)


@dataclass(frozen=True, eq=False)
class ScanToMesh:
    """What comes out for one scan and one prediction; lengths in the scan's unit (mm).

    Attributes:
        start: the alignment by the seven points.
        alignment: the one by which the distances are measured; equals `start` without refinement.
        seven_points: of the scan.
        seven_distances: between its seven points and the prediction's, aligned.
        inside: which points of the whole scan are compared.
        points: these points.
        distances: of these points to the prediction's surface.
        back: distances of the prediction's vertices to the scan's surface, where asked for.
    """

    start: SurfaceAlignment
    alignment: SurfaceAlignment
    seven_points: Float64[np.ndarray, "7 3"]
    seven_distances: Float64[np.ndarray, " 7"]
    inside: Bool[np.ndarray, " S"]
    points: Float64[np.ndarray, "P 3"]
    distances: Float64[np.ndarray, " P"]
    back: Float64[np.ndarray, " Q"] | None = None

    @property
    def mean(self) -> float:
        """Mean distance of the scan's points."""
        return float(self.distances.mean())

    @property
    def rms(self) -> float:
        """Root of their mean squared distance."""
        return float(np.sqrt(np.mean(self.distances**2)))

    @property
    def median(self) -> float:
        """Their median distance."""
        return float(np.median(self.distances))

    @property
    def symmetric_mean(self) -> float:
        """Mean of the two directions' means, as GANFit's code takes it; needs `back`."""
        if self.back is None:
            raise ValueError("distances back to the scan were not asked for; say both_ways=True")
        return 0.5 * (self.mean + float(self.back.mean()))

    def values(self) -> dict[str, float]:
        """Return mean, RMS, median and the mean per facial region, by metric name."""
        labels = label_regions(self.points, self.seven_points)
        figures = {MEAN.name: self.mean, RMS.name: self.rms, MEDIAN.name: self.median}
        return {**figures, **region_means(self.distances, labels)}

    def details(self) -> dict[str, Any]:
        """Return every intermediate figure, as JSON values."""
        details: dict[str, Any] = {
            "start": _as_json(self.start),
            "alignment": _as_json(self.alignment),
            "seven_point_distances_mm": self.seven_distances.tolist(),
            "scan_points": len(self.inside),
            "crop_count": len(self.points),
            "largest_mm": float(self.distances.max()),
        }
        if self.back is not None:
            details |= {"back_count": len(self.back), "back_mean_mm": float(self.back.mean())}
        return details


def compare_scan_to_mesh(
    scan: Mesh | Float[np.ndarray, "P 3"],
    scan_points: Float[np.ndarray, "7 3"],
    prediction: Mesh,
    prediction_points: Float[np.ndarray, "7 3"],
    *,
    region: Region | None = None,
    crop_factor: float = NOW_CROP_FACTOR,
    with_scale: bool = True,
    refine: bool = True,
    both_ways: bool = False,
) -> ScanToMesh:
    """Align a prediction to a scan and measure the distances of the scan's points.

    Args:
        scan: its mesh, or its points alone; mm.
        scan_points: its `SEVEN_POINTS`.
        prediction: in any frame and, with a free scale, any unit.
        prediction_points: its seven points, in its frame.
        region: which scan points are compared; None is NoW's sphere about the face.
        crop_factor: of NoW's sphere.
        with_scale: whether the scale is free; otherwise it is 1.
        refine: whether to go on from the seven points to the surface.
        both_ways: also measure the prediction's vertices, where they lie in the same region, to the
            scan's surface under the same alignment. Vertices whose closest point is on the border
            of the scan are left out: the scanner did not see what they would be compared to.

    Raises:
        ScoringError: the prediction cannot be aligned.
        ValueError: the scan has no point in the region.
    """
    vertices = scan.vertices if isinstance(scan, Mesh) else np.asarray(scan, np.float64)
    scan_seven = np.asarray(scan_points, np.float64)
    inside = now_crop(vertices, scan_seven, crop_factor) if region is None else region(vertices)
    points = vertices[inside]
    if len(points) == 0:
        raise ValueError(
            f"none of the scan's {len(vertices)} points lies in the face region that its seven "
            f"points {scan_seven.tolist()} describe; the points and the scan do not belong together"
        )
    tree = SurfaceTree(prediction.vertices, prediction.faces)
    prediction_seven = np.asarray(prediction_points, np.float64)
    try:
        start = landmark_alignment(prediction_seven, scan_seven, with_scale=with_scale)
    except ValueError as error:
        raise ScoringError(f"the prediction's seven points: {error}") from error
    alignment = align_to_scan(tree, points, start, with_scale=with_scale) if refine else start
    if refine and not alignment.converged:
        raise ScoringError(
            f"the alignment to the scan did not converge: {alignment.reason} (RMS from "
            f"{alignment.initial_rms:.3g} to {alignment.rms:.3g} mm); are the seven points right?"
        )
    back = None
    if both_ways:
        if not isinstance(scan, Mesh):
            raise ValueError("distances back to a scan need its mesh, not its points alone")
        back = _distances_back(
            scan, alignment.apply(prediction.vertices), region, scan_seven, crop_factor
        )
    return ScanToMesh(
        start=start,
        alignment=alignment,
        seven_points=scan_seven,
        seven_distances=np.linalg.norm(alignment.apply(prediction_seven) - scan_seven, axis=1),
        inside=inside,
        points=points,
        distances=scan_to_surface(tree, points, alignment).distance,
        back=back,
    )


def _distances_back(
    scan: Mesh,
    vertices: Float64[np.ndarray, "V 3"],
    region: Region | None,
    scan_seven: Float64[np.ndarray, "7 3"],
    crop_factor: float,
) -> Float64[np.ndarray, " Q"]:
    """Return the distances of aligned prediction vertices to the inside of the scan's surface."""
    inside = now_crop(vertices, scan_seven, crop_factor) if region is None else region(vertices)
    found = SurfaceTree(scan.vertices, scan.faces).closest(vertices[inside])
    edges = edge_topology(scan.faces)
    on_border_edge = edges.face_count[edges.of_face[found.face]] == 1  # edges 01, 12, 20
    opposite = found.barycentric[:, [2, 0, 1]] <= 1e-9  # the point lies on the edge
    kept = ~(on_border_edge & opposite).any(axis=1)
    if not kept.any():
        raise ScoringError("no vertex of the aligned prediction lies over the scan's face region")
    return np.asarray(found.distance[kept])


def _as_json(alignment: SurfaceAlignment) -> dict[str, Any]:
    return {
        "scale": float(alignment.scale),
        "rotation": np.asarray(alignment.rotation).tolist(),
        "translation": np.asarray(alignment.translation).tolist(),
        "converged": bool(alignment.converged),
        "reason": alignment.reason,
        "iterations": int(alignment.iterations),
        "initial_rms_mm": float(alignment.initial_rms),
        "rms_mm": float(alignment.rms),
    }
