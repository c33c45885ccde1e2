"""What the predictions doctor measures of one prediction, before anything is scored."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from jaxtyping import Bool, Float64, Int64

from geometry.closest_point import SurfaceTree
from geometry.face_crops import now_crop
from geometry.meshes import Mesh, edge_topology, face_normals
from geometry.surface_alignment import SurfaceAlignment, align_to_scan, landmark_alignment

from .facescape_wild import FaceScapeWild, place_in_cube
from .protocol import Benchmark
from .reconstruction import Reconstruction
from .regions import REGIONS, label_regions

SWAPPED = (3, 2, 1, 0, 4, 6, 5)
"""The seven points with left and right exchanged."""

MOST_RMS_MM = 8.0
"""Seven points of any two faces fit to 2 to 5 mm; a wrong order leaves 15 mm and more."""

_OUTWARD = 0.3  # share of scan points whose surface faces as the prediction's there does
_MOST_POINTS = 3000
_UNCOVERED_MM = 3.0  # beyond the border by more than that is not covered


@dataclass(frozen=True, eq=False)
class Figures:
    """Of one prediction; lengths in millimetres of the scan.

    Attributes:
        scale: millimetres per unit of the prediction, as its seven points or its placement say;
            None where the protocol gives neither.
        rms: of the seven points after the best similarity; None without seven points.
        best_order: the order in which the seven points fit, where they do not fit as given.
        outward: share of scan points in whose neighbourhood both surfaces face the same way.
        uncovered: share of the scan's points beyond the prediction's border, by region.
        degenerate: share of triangles without area.
        unused: share of vertices without a triangle.
    """

    scale: float | None
    rms: float | None
    best_order: tuple[int, ...] | None
    outward: float | None
    uncovered: dict[str, float]
    degenerate: float
    unused: float


def measure(benchmark: Benchmark, sample_id: str, reconstruction: Reconstruction) -> Figures:
    """Compare a prediction with its scan as roughly as a look would.

    Raises:
        ScoringError: it has no mesh, or not the seven points that the protocol aligns by.
    """
    mesh = reconstruction.mesh()
    used = np.bincount(mesh.faces.ravel(), minlength=len(mesh.vertices)) > 0
    flat = ~face_normals(mesh.vertices, mesh.faces).any(axis=1)
    shares = {"degenerate": float(flat.mean()), "unused": float(1 - used.mean())}
    scan = benchmark.scan(sample_id)
    scan_points = benchmark.scan_points(sample_id)
    rms: float | None = None
    order = labels = None
    if scan is not None and scan_points is not None and benchmark.nose is not None:
        points = reconstruction.seven_points(benchmark.nose)
        rms, order = _order_of(points, scan_points)
        chosen = points if order is None else points[list(order)]
        inside = now_crop(scan.vertices, scan_points)
        labels = label_regions(scan.vertices[inside], scan_points)
        alignment = _upper_face_alignment(
            mesh, scan.vertices[inside], labels, landmark_alignment(chosen, scan_points)
        )
    elif scan is not None and isinstance(benchmark, FaceScapeWild):
        alignment = _wild_placement(benchmark, sample_id, reconstruction, scan)
        inside = np.ones(len(scan.vertices), bool)
    else:
        return Figures(None, None, None, None, {}, **shares)
    outward, uncovered = _surfaces(scan, mesh, alignment, inside, labels)
    return Figures(alignment.scale, rms, order, outward, uncovered, **shares)


def is_inside_out(figures: Figures) -> bool:
    """Say whether the triangles face inwards."""
    return figures.outward is not None and figures.outward < _OUTWARD


def _order_of(
    points: Float64[np.ndarray, "7 3"], scan_points: Float64[np.ndarray, "7 3"]
) -> tuple[float, tuple[int, ...] | None]:
    """Return how well the points fit, mm, and the order in which they do if they do not."""
    rms = _fit_rms(points[None], scan_points)[0]
    if rms <= MOST_RMS_MM:
        return float(rms), None
    orders = np.array([SWAPPED, *permutations(range(7))])
    fits = _fit_rms(points[orders], scan_points)
    # a mirrored face fits in the exchanged order, and hardly worse in some others
    best = 0 if fits[0] <= MOST_RMS_MM else int(np.argmin(fits))
    order = tuple(int(i) for i in orders[best]) if fits[best] <= MOST_RMS_MM else None
    return float(rms), order


def _fit_rms(
    sources: Float64[np.ndarray, "N 7 3"], target: Float64[np.ndarray, "7 3"]
) -> Float64[np.ndarray, " N"]:
    """Return the RMS distance that the best similarity of each set of points leaves."""
    x = sources - sources.mean(axis=1, keepdims=True)
    y = target - target.mean(axis=0)
    covariance = np.einsum("nki,kj->nij", x, y)
    singular = np.linalg.svd(covariance, compute_uv=False)
    singular[:, 2] *= np.sign(np.linalg.det(covariance))
    squares = np.maximum((x**2).sum(axis=(1, 2)), 1e-300)
    left = (y**2).sum() - singular.sum(axis=1) ** 2 / squares
    rms: Float64[np.ndarray, " N"] = np.sqrt(np.maximum(left, 0) / len(target))
    return rms


def _upper_face_alignment(
    mesh: Mesh,
    points: Float64[np.ndarray, "I 3"],
    labels: Int64[np.ndarray, " I"],
    start: SurfaceAlignment,
) -> SurfaceAlignment:
    """Refine an alignment by what neither expression nor a narrow crop moves."""
    upper = points[np.isin(labels, [REGIONS.index(name) for name in ("nose", "eyes", "cheeks")])]
    upper = upper[:: max(1, len(upper) // _MOST_POINTS)]
    if len(upper) < 50:
        return start
    found = align_to_scan(SurfaceTree(mesh.vertices, mesh.faces), upper, start, trim=0.2)
    return found if found.converged else start


def _wild_placement(
    benchmark: FaceScapeWild, sample_id: str, reconstruction: Reconstruction, scan: Mesh
) -> SurfaceAlignment:
    """Return the protocol's placement, with the depth of the foremost points for its own."""
    vertices = reconstruction.mesh().vertices
    cube = place_in_cube(reconstruction, vertices)
    size = benchmark.data.wild_geometry(sample_id).pupil_scale
    placed = landmark_alignment(vertices, cube * size)
    front = np.quantile(scan.vertices[:, 2], 0.95)
    shift = front - np.quantile(placed.apply(vertices)[:, 2], 0.95)
    return SurfaceAlignment(
        placed.scale, placed.rotation, placed.translation + np.array([0.0, 0.0, shift])
    )


def _surfaces(
    scan: Mesh,
    mesh: Mesh,
    alignment: SurfaceAlignment,
    inside: Bool[np.ndarray, " P"],
    labels: Int64[np.ndarray, " I"] | None,
) -> tuple[float, dict[str, float]]:
    """Return the share that faces the same way, and what each region lacks."""
    ids = np.flatnonzero(inside)
    step = max(1, len(ids) // _MOST_POINTS)
    ids, labels = ids[::step], None if labels is None else labels[::step]
    tree = SurfaceTree(mesh.vertices, mesh.faces)
    found = tree.closest(alignment.inverse_apply(scan.vertices[ids]))
    distances = found.distance * alignment.scale
    ours = face_normals(mesh.vertices, mesh.faces)[found.face] @ alignment.rotation.T
    theirs = _vertex_normals(scan)[ids]
    near = distances < np.quantile(distances, 0.75) + 1e-9
    outward = float(((ours * theirs).sum(axis=1)[near] > 0).mean())
    if labels is None:
        return outward, {}
    edges = edge_topology(mesh.faces)
    on_border = (
        (edges.face_count[edges.of_face[found.face]] == 1)
        & (found.barycentric[:, [2, 0, 1]] <= 1e-9)
    ).any(axis=1)
    beyond = on_border & (distances > _UNCOVERED_MM)
    present = [i for i in range(len(REGIONS)) if (labels == i).sum() >= 20]
    return outward, {REGIONS[i]: float(beyond[labels == i].mean()) for i in present}


def _vertex_normals(mesh: Mesh) -> Float64[np.ndarray, "V 3"]:
    """Return the sums of the normals of the faces at each vertex; their direction is enough."""
    normals = np.zeros_like(mesh.vertices)
    of_faces = face_normals(mesh.vertices, mesh.faces)
    for corner in range(3):
        np.add.at(normals, mesh.faces[:, corner], of_faces)
    return normals
