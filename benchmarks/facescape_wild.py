"""FaceScape in the wild (Zhu et al., TPAMI 2023), as zhuhao-nju/facescape @ 19a9fff scores it.

Predicted pose, expression, size and placement in the image all count: nothing is aligned but
depth. Per image:

1. Scan and prediction, both in the cube of the image, are scaled to millimetres (pupil distance
   62.85 mm).
2. Their depth maps, 256 x 256 and with back faces culled, are compared where both cover a pixel;
   the prediction is shifted in depth by the median of the differences. (The official code finds it
   with SLSQP, to 1e-5.)
3. Both are turned into the standard head frame and seen from the head's axis: `cylindrical_map`.
4. CR, completeness: share of the scan's rays that the prediction answers too. A larger prediction
   is not punished.
5. CD, Chamfer distance, mm: both maps, cut to the rays that both answer, are joined into meshes;
   the mean of the distances of all points of each to the surface of the other. Neither squared nor
   a sum of two means.
6. MNE, "mean normal error", as published: the arccos between face normals n that are first mapped
   to (n + 1) / |n + 1|. That is not the angle between the normals, which is some 2.7 times larger
   and is given beside it in degrees.

Where we differ: arccos is clipped, so that the truth scores 0 and not NaN, and the outermost hit
of a ray counts whatever the ray caster. `landmark_nme_percent` is ours, not part of the official
protocol.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import torch
from jaxtyping import Bool, Float, Float64, Int, Int64

from face_datasets.facescape import (
    IMAGE_SIZE,
    WILD_BINS,
    FaceScapeBenchmark,
    WildGeometry,
    cube_from_camera,
)
from geometry.cameras import Camera, WeakPerspectiveCamera
from geometry.closest_point import SurfaceTree
from geometry.meshes import Mesh, face_normals
from renderers import rasterize

from .cylindrical_map import CylindricalMap, cylindrical_map, map_mesh
from .protocol import Benchmark, Metric, Score, ScoringError
from .reconstruction import Reconstruction

_OUTER_EYE_CORNERS = (36, 45)  # iBUG order


@dataclass(frozen=True, eq=False)
class ScanMaps:
    """What the protocol needs of a scan, whatever the prediction.

    Attributes:
        geometry: where the head is.
        depth: visible depth, mm, NaN where there is none.
        surface: its cylindrical map.
        normals: face normals in the head frame.
        head_vertices: scan vertices in the head frame, mm.
        faces: its triangles.
    """

    geometry: WildGeometry
    depth: Float64[np.ndarray, "256 256"]
    surface: CylindricalMap
    normals: Float64[np.ndarray, "F 3"]
    head_vertices: Float64[np.ndarray, "V 3"]
    faces: Int64[np.ndarray, "F 3"]


@dataclass(frozen=True, eq=False)
class WildScore:
    """The protocol's figures for one pair, and what a picture of the errors needs.

    Attributes:
        cd_mm: Chamfer distance.
        mne: mean normal error in its published definition.
        normal_angle_deg: mean angle between normals.
        cr: completeness.
        depth_shift_mm: by which the prediction was moved away from the viewer.
        points: scan points of the joined map, head frame, mm.
        distance_mm: their distances to the prediction.
        head_vertices: the shifted prediction in the head frame, mm.
        prediction_to_scan_mm: mean distance of its points to the scan.
        n_pixels: of the image, that both cover.
        n_rays: from the axis, that both answer.
    """

    cd_mm: float
    mne: float
    normal_angle_deg: float
    cr: float
    depth_shift_mm: float
    points: Float64[np.ndarray, "P 3"]
    distance_mm: Float64[np.ndarray, " P"]
    head_vertices: Float64[np.ndarray, "V 3"]
    prediction_to_scan_mm: float
    n_pixels: int
    n_rays: int

    def details(self) -> dict[str, float | int]:
        """Return the intermediate figures, by name."""
        return {
            "depth_shift_mm": self.depth_shift_mm,
            "pixels_in_common": self.n_pixels,
            "rays_in_common": self.n_rays,
            "scan_points": len(self.points),
            "scan_to_prediction_mm": float(self.distance_mm.mean()),
            "prediction_to_scan_mm": self.prediction_to_scan_mm,
        }


def scan_maps(scan: Mesh, geometry: WildGeometry) -> ScanMaps:
    """Compute what is the same for all predictions of a scan (cube coordinates)."""
    vertices = scan.vertices * geometry.pupil_scale
    head_vertices = _to_head(vertices, geometry)
    return ScanMaps(
        geometry=geometry,
        depth=_orthographic_depth(vertices, scan.faces, geometry.pupil_scale),
        surface=cylindrical_map(head_vertices, scan.faces),
        normals=face_normals(head_vertices, scan.faces),
        head_vertices=head_vertices,
        faces=scan.faces,
    )


def score_pair(
    scan: ScanMaps, vertices_cube: Float[np.ndarray, "V 3"], faces: Int[np.ndarray, "F 3"]
) -> WildScore:
    """Score a prediction (cube coordinates) against a scan.

    Raises:
        ScoringError: they share no pixel of the image or no ray from the axis.
    """
    geometry = scan.geometry
    vertices = np.asarray(vertices_cube, np.float64) * geometry.pupil_scale
    faces = np.ascontiguousarray(faces, np.int64)
    differences = scan.depth - _orthographic_depth(vertices, faces, geometry.pupil_scale)
    both = np.isfinite(differences)
    if not both.any():
        raise ScoringError(
            "prediction and scan share no pixel of the image; the prediction must be placed in the "
            "image, with its faces counter-clockwise seen from outside"
        )
    shift = float(np.median(differences[both]))
    head_vertices = _to_head(vertices - [0, 0, shift], geometry)
    surface = cylindrical_map(head_vertices, faces)
    common = scan.surface.covered() & surface.covered()
    if not common.any():
        raise ScoringError("prediction and scan share no ray from the head's axis")
    points, scan_to_prediction, prediction_to_scan = _chamfer(scan.surface, surface, common)
    mne, angle = _normal_errors(
        scan.normals[scan.surface.face[common]],
        face_normals(head_vertices, faces)[surface.face[common]],
    )
    return WildScore(
        cd_mm=float(np.concatenate([scan_to_prediction, prediction_to_scan]).mean()),
        mne=mne,
        normal_angle_deg=angle,
        cr=float(common.sum() / scan.surface.covered().sum()),
        depth_shift_mm=shift,
        points=points,
        distance_mm=scan_to_prediction,
        head_vertices=head_vertices,
        prediction_to_scan_mm=float(prediction_to_scan.mean()),
        n_pixels=int(both.sum()),
        n_rays=int(common.sum()),
    )


def _orthographic_depth(
    vertices: Float64[np.ndarray, "V 3"], faces: Int64[np.ndarray, "F 3"], pupil_scale: float
) -> Float64[np.ndarray, "256 256"]:
    """Return visible depth (mm away from the viewer) of a mesh in the scaled cube."""
    half = torch.tensor([[IMAGE_SIZE / 2] * 2], dtype=torch.float64)
    camera = WeakPerspectiveCamera(half[:, 0] / pupil_scale, half)
    return _visible_depth(vertices * [1, -1, -1], faces, camera)


def _visible_depth(
    vertices_camera: Float64[np.ndarray, "V 3"], faces: Int64[np.ndarray, "F 3"], camera: Camera
) -> Float64[np.ndarray, "256 256"]:
    """Return the depth at pixel centres, mm, back faces culled; NaN where there is none."""
    fragments = rasterize(
        torch.from_numpy(vertices_camera)[None],
        torch.from_numpy(faces),
        camera,
        (IMAGE_SIZE, IMAGE_SIZE),
        cull_back_faces=True,
    )
    covered = fragments.pix_to_face[0].numpy() >= 0
    return np.where(covered, fragments.depth[0].numpy(), np.nan)


def _to_head(
    vertices: Float64[np.ndarray, "V 3"], geometry: WildGeometry
) -> Float64[np.ndarray, "V 3"]:
    head: Float64[np.ndarray, "V 3"] = (
        vertices - geometry.head_center * geometry.pupil_scale
    ) @ geometry.rotation
    return head


def _chamfer(
    scan: CylindricalMap, prediction: CylindricalMap, common: Bool[np.ndarray, "256 256"]
) -> tuple[Float64[np.ndarray, "P 3"], Float64[np.ndarray, " P"], Float64[np.ndarray, " Q"]]:
    """Return scan points, their distances to the prediction, and those of its points back."""
    scan_points, scan_faces = map_mesh(np.where(common, scan.radius, 0))
    points, faces = map_mesh(np.where(common, prediction.radius, 0))
    if len(scan_faces) == 0 or len(faces) == 0:
        raise ScoringError(
            "nothing is left to compare: the rays that both surfaces answer do not join into a mesh"
        )
    to_prediction = SurfaceTree(points, faces).closest(scan_points).distance
    to_scan = SurfaceTree(scan_points, scan_faces).closest(points).distance
    return scan_points, to_prediction, to_scan


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


class FaceScapeWild(Benchmark):
    """The in-the-wild track: 400 images in four bins by the angle between face and camera."""

    name: ClassVar[str] = "facescape-wild"
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric("cd_mm", "CD mm", 3),
        Metric("mne", "MNE", 4),
        Metric("normal_angle_deg", "normal angle °", 2),
        Metric("cr", "CR", 3, higher_is_better=True),
        Metric("landmark_nme_percent", "landmarks %", 2, required=False),
    )
    mesh_frame: ClassVar[str] = "image-cube"

    def __init__(self, root: Path) -> None:
        self.data = FaceScapeBenchmark(root)
        self.root = self.data.root
        self.origin = self.data.origin
        self._ids = self.data.wild_ids()
        self._latest: tuple[str, ScanMaps] | None = None

    def ids(self) -> list[str]:
        """Return "000" to "399", or the ids of the stand-in."""
        return self._ids

    def bins(self) -> dict[str, list[str]]:
        """Return the four published bins, by angle in degrees, and "0-30", the first two."""
        bins = {
            name: [i for i in self._ids if int(i) in numbers] for name, numbers in WILD_BINS.items()
        }
        return {**bins, "0-30": bins["0-5"] + bins["5-30"]}

    def subject(self, sample_id: str) -> str:
        """Return who is in the image."""
        return self.data.wild_subject(sample_id)

    def scan(self, sample_id: str) -> Mesh:
        """Return the scan in millimetres, in the axes of the image's cube."""
        mesh, geometry = self.data.wild_scan(sample_id), self.data.wild_geometry(sample_id)
        return Mesh(mesh.vertices * geometry.pupil_scale, mesh.faces)

    def maps(self, sample_id: str) -> ScanMaps:
        """Read and map a scan; the last one is kept, since several methods are scored on it."""
        if self._latest is None or self._latest[0] != sample_id:
            maps = scan_maps(self.data.wild_scan(sample_id), self.data.wild_geometry(sample_id))
            if not maps.surface.covered().any():
                raise ValueError(
                    f"{self.root}: scan {sample_id} meets no ray from its head's axis; "
                    "the scan and code/predef do not belong together"
                )
            self._latest = (sample_id, maps)
        return self._latest[1]

    def inputs(self, sample_id: str) -> list[Path]:
        """Return the scan's file, the rows of its geometry and the prepared landmarks."""
        return self.data.wild_files(sample_id)

    def score(self, sample_id: str, reconstruction: Reconstruction) -> Score:
        """Score one reconstruction."""
        mesh = reconstruction.mesh()
        result = score_pair(
            self.maps(sample_id), place_in_cube(reconstruction, mesh.vertices), mesh.faces
        )
        values = {
            "cd_mm": result.cd_mm,
            "mne": result.mne,
            "normal_angle_deg": result.normal_angle_deg,
            "cr": result.cr,
        }
        landmarks = reconstruction.landmarks_3d
        if landmarks is not None and self.data.has_landmarks68("wild", sample_id):
            placed = pixels_from_cube(place_in_cube(reconstruction, landmarks))
            values["landmark_nme_percent"] = landmark_nme_percent(
                placed, self.data.landmarks68("wild", sample_id)
            )
        return Score(values, result.details(), result.distance_mm)

    @classmethod
    def score_files(
        cls,
        reconstruction: Reconstruction,
        *,
        scan: Mesh | None = None,
        scan_points: Float64[np.ndarray, "7 3"] | None = None,
        sample_id: str | None = None,
        data_root: Path | None = None,
    ) -> Score:
        """Score against a sample of the layout, or a scan in its stead (cube coordinates).

        Of the layout only `code/predef` is read then, and the rest may be absent.
        """
        if sample_id is None or data_root is None or scan_points is not None:
            raise ValueError(f"{cls.name} needs --sample and --data-root, and no --scan-points")
        benchmark = cls.__new__(cls)
        benchmark.data = FaceScapeBenchmark(data_root)
        benchmark.root = benchmark.data.root
        scan = benchmark.data.wild_scan(sample_id) if scan is None else scan
        benchmark._latest = sample_id, scan_maps(scan, benchmark.data.wild_geometry(sample_id))
        return benchmark.score(sample_id, reconstruction)


def place_in_cube(
    reconstruction: Reconstruction, points: Float[np.ndarray, "V 3"]
) -> Float64[np.ndarray, "V 3"]:
    """Return points of a reconstruction in the cube of the image.

    Raises:
        ScoringError: its frame says nothing about the image, or its camera is not known.
    """
    frame = reconstruction.frame
    if frame == "image-cube":
        return np.asarray(points, np.float64)
    if frame != "camera":
        raise ScoringError(f"frame {frame!r} cannot be placed in the image")
    focal_length, depth = reconstruction.focal_length, reconstruction.reference_depth
    if focal_length is None or reconstruction.principal_point is None or depth is None:
        raise ScoringError(
            "a prediction in the camera frame needs focal_length, principal_point and "
            "reference_depth"
        )
    return cube_from_camera(points, focal_length, reconstruction.principal_point, depth)


def pixels_from_cube(points: Float64[np.ndarray, "L 3"]) -> Float64[np.ndarray, "L 2"]:
    """Return where points of the cube are in the image, (u, v)."""
    half = IMAGE_SIZE / 2
    return half + half * points[:, :2] * [1.0, -1.0]


def landmark_nme_percent(
    predicted: Float[np.ndarray, "68 2"], prepared: Float[np.ndarray, "68 2"]
) -> float:
    """Return the mean landmark error, percent of the distance between the outer eye corners."""
    right, left = prepared[list(_OUTER_EYE_CORNERS)]
    errors = np.linalg.norm(np.asarray(predicted, np.float64) - prepared, axis=1)
    return float(100 * errors.mean() / np.linalg.norm(left - right))
