"""What the two tracks of the FaceScape benchmark share: from two surfaces to CD, MNE and CR.

As zhuhao-nju/facescape @ 19a9fff computes them (`benchmark/code/evaluator.py`). A track places scan
and prediction before its camera, in millimetres, and aligns the depth; from there:

1. Both are turned into the standard head frame and seen from the head's axis: `cylindrical_map`.
2. CR, completeness: share of the scan's rays that the prediction answers too. A larger prediction
   is not punished.
3. CD, Chamfer distance, mm: both maps, cut to the rays that both answer, are joined into meshes;
   the mean of the distances of all points of each to the surface of the other. Neither squared nor
   a sum of two means.
4. MNE, "mean normal error", as published: the arccos between face normals n that are first mapped
   to (n + 1) / |n + 1|. That is not the angle between the normals, which is some 2.7 times larger
   and is given beside it in degrees.

Where we differ: arccos is clipped, so that the truth scores 0 and not NaN, and the outermost hit
of a ray counts whatever the ray caster.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Bool, Float64, Int64

from face_datasets.facescape import IMAGE_SIZE
from geometry.cameras import Camera
from geometry.meshes import Mesh, face_normals
from renderers import rasterize

from .cylindrical_distance import map_distances
from .cylindrical_map import CylindricalMap, cylindrical_map, map_mesh
from .errors import ScoringError
from .protocol import Metric

METRICS = (
    Metric("cd_mm", "CD mm", 3),
    Metric("mne", "MNE", 4),
    Metric("normal_angle_deg", "normal angle °", 2),
    Metric("cr", "CR", 3, higher_is_better=True),
)


class HeadFrame(NamedTuple):
    """The standard frame of a head: x to the subject's left, y up, z out of the face, mm.

    Attributes:
        center: its origin in the frame of the camera (lab) or of the scaled cube (wild), mm.
        rotation: axes of that frame from the head's axes.
    """

    center: Float64[np.ndarray, " 3"]
    rotation: Float64[np.ndarray, "3 3"]

    def to_head(self, vertices: Float64[np.ndarray, "V 3"]) -> Float64[np.ndarray, "V 3"]:
        """Move vertices into the head frame."""
        head: Float64[np.ndarray, "V 3"] = (vertices - self.center) @ self.rotation
        return head


@dataclass(frozen=True, eq=False)
class ScanMaps:
    """What the protocol needs of a scan, whatever the prediction.

    Attributes:
        frame: where the head is.
        depth: visible depth, mm, NaN where there is none.
        surface: its cylindrical map.
        normals: of the faces in the map, in the head frame; 0 where nothing was hit.
        head_vertices: scan vertices in the head frame, mm.
        faces: its triangles.
    """

    frame: HeadFrame
    depth: Float64[np.ndarray, "256 256"]
    surface: CylindricalMap
    normals: Float64[np.ndarray, "256 256 3"]
    head_vertices: Float64[np.ndarray, "V 3"]
    faces: Int64[np.ndarray, "F 3"]


@dataclass(frozen=True, eq=False)
class PairScore:
    """The protocol's figures for one pair, and what a picture of the errors needs.

    Attributes:
        cd_mm: Chamfer distance.
        mne: mean normal error in its published definition.
        normal_angle_deg: mean angle between normals.
        cr: completeness.
        radius: of the scan's map where both surfaces answer the ray, mm; 0 elsewhere.
        points: scan points of the joined map, head frame, mm.
        distance_mm: their distances to the prediction.
        prediction_to_scan_mm: distances of the prediction's points to the scan.
        head_vertices: the aligned prediction in the head frame, mm.
        n_rays: rays from the axis that both answer.
        depth: how the depth was aligned, by name.
    """

    cd_mm: float
    mne: float
    normal_angle_deg: float
    cr: float
    radius: Float64[np.ndarray, "256 256"]
    points: Float64[np.ndarray, "P 3"]
    distance_mm: Float64[np.ndarray, " P"]
    prediction_to_scan_mm: Float64[np.ndarray, " Q"]
    head_vertices: Float64[np.ndarray, "V 3"]
    n_rays: int
    depth: dict[str, float | int]

    def scan_mesh(self) -> Mesh:
        """Return the joined map of the scan; its vertices are `points`."""
        return Mesh(*map_mesh(self.radius))

    def values(self) -> dict[str, float]:
        """Return the figures of `METRICS`."""
        return {metric.name: getattr(self, metric.name) for metric in METRICS}

    def details(self) -> dict[str, float | int]:
        """Return the intermediate figures, by name."""
        return {
            **self.depth,
            "rays_in_common": self.n_rays,
            "scan_points": len(self.distance_mm),
            "prediction_points": len(self.prediction_to_scan_mm),
            "scan_to_prediction_mm": float(self.distance_mm.mean()),
            "prediction_to_scan_mm": float(self.prediction_to_scan_mm.mean()),
        }


def map_scan(
    vertices: Float64[np.ndarray, "V 3"],
    faces: Int64[np.ndarray, "F 3"],
    depth: Float64[np.ndarray, "256 256"],
    frame: HeadFrame,
) -> ScanMaps:
    """Compute what is the same for all predictions of a scan.

    Args:
        vertices: mm, in the frame in which `frame` says where the head is.
        faces: its triangles.
        depth: `visible_depth` of the scan.
        frame: where the head is.
    """
    head_vertices = frame.to_head(vertices)
    surface = cylindrical_map(head_vertices, faces)
    normals = np.zeros((*surface.face.shape, 3))
    covered = surface.covered()
    normals[covered] = face_normals(head_vertices, faces[surface.face[covered]])
    return ScanMaps(
        frame=frame,
        depth=depth,
        surface=surface,
        normals=normals,
        head_vertices=head_vertices,
        faces=faces,
    )


def visible_depth(
    vertices_camera: Float64[np.ndarray, "V 3"], faces: Int64[np.ndarray, "F 3"], camera: Camera
) -> Float64[np.ndarray, "256 256"]:
    """Return the depth at pixel centres, mm, back faces culled; NaN where there is none."""
    fragments = rasterize(
        torch.from_numpy(np.ascontiguousarray(vertices_camera))[None],
        torch.from_numpy(faces),
        camera,
        (IMAGE_SIZE, IMAGE_SIZE),
        cull_back_faces=True,
    )
    covered = fragments.pix_to_face[0].numpy() >= 0
    return np.where(covered, fragments.depth[0].numpy(), np.nan)


def median_difference(
    scan: Float64[np.ndarray, "256 256"], prediction: Float64[np.ndarray, "256 256"]
) -> tuple[float, Bool[np.ndarray, "256 256"]]:
    """Return the median of scan minus prediction, and the pixels that both cover.

    The official code minimises the sum of absolute differences with SLSQP: the median, to 1e-5.

    Raises:
        ScoringError: they share no pixel.
    """
    difference = scan - prediction
    both = np.isfinite(difference)
    if not both.any():
        raise ScoringError(
            "prediction and scan share no pixel of the image; the prediction must be placed in the "
            "image, with its faces counter-clockwise seen from outside"
        )
    return float(np.median(difference[both])), both


def compare(
    scan: ScanMaps,
    vertices: Float64[np.ndarray, "V 3"],
    faces: Int64[np.ndarray, "F 3"],
    depth: dict[str, float | int],
) -> PairScore:
    """Compare a prediction, its depth aligned, with a scan.

    Args:
        scan: see `map_scan`.
        vertices: the prediction in the frame of the scan's vertices, mm.
        faces: its triangles.
        depth: how its depth was aligned; kept for `PairScore.details`.

    Raises:
        ScoringError: they share no ray from the axis, or nothing is left to compare.
    """
    return compare_in_head(scan, scan.frame.to_head(vertices), faces, depth)


def compare_in_head(
    scan: ScanMaps,
    head_vertices: Float64[np.ndarray, "V 3"],
    faces: Int64[np.ndarray, "F 3"],
    depth: dict[str, float | int],
) -> PairScore:
    """Compare a prediction that is in the head frame already; see `compare`."""
    surface = cylindrical_map(head_vertices, faces)
    common = scan.surface.covered() & surface.covered()
    if not common.any():
        raise ScoringError("prediction and scan share no ray from the head's axis")
    radius = np.where(common, scan.surface.radius, 0)
    distances = map_distances(radius, np.where(common, surface.radius, 0))
    if distances is None:
        raise ScoringError(
            "nothing is left to compare: the rays that both surfaces answer do not join into a mesh"
        )
    points, to_prediction, to_scan = distances
    mne, angle = _normal_errors(
        scan.normals[common],
        face_normals(head_vertices, faces[surface.face[common]]),
    )
    n_rays = int(common.sum())
    return PairScore(
        cd_mm=float(np.concatenate([to_prediction, to_scan]).mean()),
        mne=mne,
        normal_angle_deg=angle,
        cr=float(n_rays / scan.surface.covered().sum()),
        radius=radius,
        points=points,
        distance_mm=to_prediction,
        prediction_to_scan_mm=to_scan,
        head_vertices=head_vertices,
        n_rays=n_rays,
        depth=depth,
    )


def _normal_errors(
    scan: Float64[np.ndarray, "N 3"], prediction: Float64[np.ndarray, "N 3"]
) -> tuple[float, float]:
    """Return the published MNE and the mean true angle in degrees, without faces of no area."""
    real = scan.any(axis=1) & prediction.any(axis=1)
    scan, prediction = scan[real], prediction[real]
    if len(scan) == 0:
        raise ScoringError("the triangles that the rays meet have no area")
    mapped = [(n + 1) / np.linalg.norm(n + 1, axis=1, keepdims=True) for n in (scan, prediction)]
    mne = np.arccos(np.clip((mapped[0] * mapped[1]).sum(1), -1, 1)).mean()
    angle = np.arccos(np.clip((scan * prediction).sum(1), -1, 1)).mean()
    return float(mne), float(np.degrees(angle))
