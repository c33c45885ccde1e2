"""Estimators of a reconstruction's error: how papers, and we, tell how far a mesh is from a scan.

Each sees what a benchmark sees: two meshes and seven points on each. None sees which points belong
together. Distances are means of unsquared distances, millimetres.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from jaxtyping import Bool, Float64
from scipy.spatial import cKDTree

from face_datasets.meta_study import MetaPrediction, MetaScan
from geometry.closest_point import SurfaceTree
from geometry.face_crops import now_crop
from geometry.icp import point_to_plane_icp, point_to_point_icp
from geometry.meshes import vertex_normals
from geometry.nonrigid import nonrigid_fit, paired_distance
from geometry.surface_alignment import (
    SurfaceAlignment,
    align_symmetric,
    align_to_scan,
    landmark_alignment,
    scan_to_surface,
    surface_to_scan,
)


@dataclass(frozen=True)
class Estimate:
    """An estimated error, and whether what it rests on converged.

    Attributes:
        mm: the estimated error.
        converged: whether its alignments and searches did.
    """

    mm: float
    converged: bool


class Pair:
    """A scan and a prediction, with what several estimators need of them.

    Args:
        scan: the ground truth.
        prediction: what is compared with it.
    """

    def __init__(self, scan: MetaScan, prediction: MetaPrediction) -> None:
        self.scan = scan.mesh
        self.prediction = prediction.mesh
        self._scan_seven = scan.seven
        self.landmarks = landmark_alignment(prediction.seven, scan.seven)
        self.points: Float64[np.ndarray, "P 3"] = scan.mesh.vertices[
            self.inside(self.scan.vertices)
        ]
        self.tree = SurfaceTree(prediction.mesh.vertices, prediction.mesh.faces)
        self.scan_tree = SurfaceTree(scan.mesh.vertices, scan.mesh.faces)

    def inside(self, points: Float64[np.ndarray, "P 3"]) -> Bool[np.ndarray, " P"]:
        """Return which points of the scan's frame are scored: NoW's sphere; NaN is outside."""
        return now_crop(points, self._scan_seven)

    @cached_property
    def seven_parameters(self) -> SurfaceAlignment:
        """The alignment of NoW and its descendants."""
        return align_to_scan(self.tree, self.points, self.landmarks)

    @cached_property
    def normals(self) -> Float64[np.ndarray, "V 3"]:
        """Unit normals of the prediction's vertices."""
        vertices, faces = (
            torch.from_numpy(a) for a in (self.prediction.vertices, self.prediction.faces)
        )
        return np.asarray(vertex_normals(vertices[None], faces)[0].numpy())

    def to_surface(self, alignment: SurfaceAlignment) -> Estimate:
        """Return the mean distance from scan points to the aligned prediction's surface."""
        distance = scan_to_surface(self.tree, self.points, alignment).distance
        return Estimate(float(distance.mean()), alignment.converged)


def true_error(pair: Pair, prediction: MetaPrediction) -> float:
    """Return what estimators estimate: the mean distance of vertices to where they belong.

    After the similarity that is best for these very pairs, over the vertices that belong within
    NoW's crop; millimetres.
    """
    known = np.isfinite(prediction.corresponding).all(axis=1)
    known[known] = pair.inside(prediction.corresponding[known])
    distances = paired_distance(prediction.mesh.vertices[known], prediction.corresponding[known])
    return float(distances.mean())


def _landmarks(pair: Pair) -> Estimate:
    return pair.to_surface(pair.landmarks)


def _point_to_point(pair: Pair) -> Estimate:
    return pair.to_surface(
        point_to_point_icp(pair.prediction.vertices, pair.points, pair.landmarks)
    )


def _point_to_point_vertices(pair: Pair) -> Estimate:
    """Measure to the nearest vertex too, as code without triangles does."""
    alignment = point_to_point_icp(pair.prediction.vertices, pair.points, pair.landmarks)
    moved = alignment.apply(pair.prediction.vertices)
    distance, _ = _nearest_vertex(moved, pair.points)
    return Estimate(float(distance.mean()), alignment.converged)


def _nearest_vertex(
    vertices: Float64[np.ndarray, "V 3"], points: Float64[np.ndarray, "P 3"]
) -> tuple[np.ndarray, np.ndarray]:
    distance, nearest = cKDTree(vertices).query(points)
    return np.asarray(distance), np.asarray(nearest)


def _point_to_plane(pair: Pair) -> Estimate:
    return pair.to_surface(
        point_to_plane_icp(pair.prediction.vertices, pair.normals, pair.points, pair.landmarks)
    )


def _surface_seven(pair: Pair) -> Estimate:
    return pair.to_surface(pair.seven_parameters)


def _surface_six(pair: Pair) -> Estimate:
    return pair.to_surface(align_to_scan(pair.tree, pair.points, pair.landmarks, with_scale=False))


def _chamfer(pair: Pair) -> Estimate:
    """Align by both directions and average both directions' distances."""
    vertices = pair.prediction.vertices
    scored = vertices[pair.inside(pair.landmarks.apply(vertices))]
    alignment = align_symmetric(pair.tree, scored, pair.scan_tree, pair.points, pair.landmarks)
    there = scan_to_surface(pair.tree, pair.points, alignment).distance
    back = surface_to_scan(pair.scan_tree, scored, alignment).distance
    return Estimate(0.5 * float(there.mean() + back.mean()), alignment.converged)


def _non_rigid(pair: Pair) -> Estimate:
    """Bend the prediction onto the scan, and measure between the pairs that this gives."""
    fit = nonrigid_fit(pair.prediction, pair.scan, pair.seven_parameters)
    paired = fit.valid.copy()
    paired[paired] = pair.inside(fit.points[paired])
    distance = paired_distance(pair.prediction.vertices[paired], fit.points[paired])
    return Estimate(float(distance.mean()), fit.converged and pair.seven_parameters.converged)


ESTIMATORS: dict[str, Callable[[Pair], Estimate]] = {
    "landmarks only": _landmarks,
    "ICP, point to point": _point_to_point,
    "ICP, point to point, to vertices": _point_to_point_vertices,
    "ICP, point to plane": _point_to_plane,
    "surface, 6 parameters": _surface_six,
    "surface, 7 parameters": _surface_seven,
    "Chamfer": _chamfer,
    "non-rigid": _non_rigid,
}
"""From name to estimator; all but the last measure between surfaces at rest."""
