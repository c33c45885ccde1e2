"""FaceScape in the wild (Zhu et al., TPAMI 2023), as zhuhao-nju/facescape @ 19a9fff scores it.

Predicted pose, expression, size and placement in the image all count: nothing is aligned but
depth. Per image:

1. Scan and prediction, both in the cube of the image, are scaled to millimetres (pupil distance
   62.85 mm).
2. Their depth maps, 256 x 256 and with back faces culled, are compared where both cover a pixel;
   the prediction is shifted in depth by the median of the differences.
3. Both are compared in the head frame of the image: `facescape_scoring`.

`landmark_nme_percent` is ours, not part of the official protocol.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
import torch
from jaxtyping import Float, Float64, Int, Int64, UInt8

from face_datasets.facescape import IMAGE_SIZE, WILD_BINS, WILD_IDS, WildGeometry
from geometry.cameras import WeakPerspectiveCamera
from geometry.meshes import Mesh

from .facescape_scoring import (
    METRICS,
    HeadFrame,
    PairScore,
    ScanMaps,
    compare,
    map_scan,
    median_difference,
    visible_depth,
)
from .facescape_track import FaceScapeTrack, KnownCamera, known_camera
from .protocol import Metric
from .reconstruction import Reconstruction

_OUTER_EYE_CORNERS = (36, 45)  # iBUG order


def scan_maps(scan: Mesh, geometry: WildGeometry) -> ScanMaps:
    """Compute what is the same for all predictions of a scan (cube coordinates)."""
    vertices = scan.vertices * geometry.pupil_scale
    frame = HeadFrame(geometry.head_center * geometry.pupil_scale, geometry.rotation)
    depth = _orthographic_depth(vertices, scan.faces, geometry)
    return map_scan(vertices, scan.faces, depth, frame)


def score_pair(
    scan: ScanMaps,
    geometry: WildGeometry,
    vertices_cube: Float[np.ndarray, "V 3"],
    faces: Int[np.ndarray, "F 3"],
) -> PairScore:
    """Score a prediction (cube coordinates) against a scan.

    Raises:
        ScoringError: they share no pixel of the image or no ray from the axis.
    """
    vertices = np.asarray(vertices_cube, np.float64) * geometry.pupil_scale
    faces = np.ascontiguousarray(faces, np.int64)
    shift, both = median_difference(scan.depth, _orthographic_depth(vertices, faces, geometry))
    depth = {"depth_shift_mm": shift, "pixels_in_common": int(both.sum())}
    return compare(scan, vertices - np.array([0, 0, shift]), faces, depth)


def _orthographic_depth(
    vertices: Float64[np.ndarray, "V 3"], faces: Int64[np.ndarray, "F 3"], geometry: WildGeometry
) -> Float64[np.ndarray, "256 256"]:
    """Return visible depth (mm away from the viewer) of a mesh in the scaled cube."""
    half = torch.tensor([[IMAGE_SIZE / 2] * 2], dtype=torch.float64)
    camera = WeakPerspectiveCamera(half[:, 0] / geometry.pupil_scale, half)
    return visible_depth(vertices * [1, -1, -1], faces, camera)


class FaceScapeWild(FaceScapeTrack):
    """The in-the-wild track: 400 images in four bins by the angle between face and camera."""

    name: ClassVar[str] = "facescape-wild"
    metrics: ClassVar[tuple[Metric, ...]] = (
        *METRICS,
        Metric("landmark_nme_percent", "landmarks %", 2, required=False),
    )
    every_id: ClassVar[tuple[str, ...]] = WILD_IDS

    def _list_ids(self) -> list[str]:
        return self.data.wild_ids()

    def bins(self) -> dict[str, list[str]]:
        """Return the four published bins, by angle in degrees, and "0-30", the first two."""
        bins = {
            name: [i for i in self._ids if int(i) in numbers] for name, numbers in WILD_BINS.items()
        }
        return {**bins, "0-30": bins["0-5"] + bins["5-30"]}

    def subject(self, sample_id: str) -> str:
        """Return who is in the image."""
        return self.data.wild_subject(sample_id)

    def inputs(self, sample_id: str) -> list[Path]:
        """Return the scan's file, the rows of its geometry and the prepared landmarks."""
        return self.data.wild_files(sample_id)

    def stored_scan(self, sample_id: str) -> Mesh:
        """Read the scan in the cube of the image."""
        return self.data.wild_scan(sample_id)

    def scan(self, sample_id: str) -> Mesh:
        """Return the scan in millimetres, in the axes of the image's cube."""
        scan, geometry = self.stored_scan(sample_id), self.data.wild_geometry(sample_id)
        return Mesh(scan.vertices * geometry.pupil_scale, scan.faces)

    def _map(self, sample_id: str, stored_scan: Mesh) -> ScanMaps:
        return scan_maps(stored_scan, self.data.wild_geometry(sample_id))

    def photographs(self, sample_id: str) -> list[UInt8[np.ndarray, "H W 3"]]:
        """Read the image."""
        return [self.data.wild_image(sample_id)]

    def compared(self, sample_id: str, reconstruction: Reconstruction) -> PairScore:
        """Place a reconstruction in the cube of the image, align its depth and compare."""
        mesh = reconstruction.mesh()
        cube = place_in_cube(reconstruction, mesh.vertices)
        geometry = self.data.wild_geometry(sample_id)
        return score_pair(self.maps(sample_id), geometry, cube, mesh.faces)

    def values(
        self, sample_id: str, reconstruction: Reconstruction, pair: PairScore
    ) -> dict[str, float]:
        """Add the error of the landmarks, where the prediction and the data have some."""
        values = pair.values()
        landmarks = reconstruction.landmarks_3d
        if landmarks is not None and self.data.has_landmarks68("wild", sample_id):
            placed = pixels_from_cube(place_in_cube(reconstruction, landmarks))
            values["landmark_nme_percent"] = landmark_nme_percent(
                placed, self.data.landmarks68("wild", sample_id)
            )
        return values


def place_in_cube(
    reconstruction: Reconstruction, points: Float[np.ndarray, "V 3"]
) -> Float64[np.ndarray, "V 3"]:
    """Return points of a reconstruction in the cube of the image.

    Raises:
        ScoringError: its frame says nothing about the image, or its camera is not known.
    """
    if reconstruction.frame == "image-cube":
        return np.asarray(points, np.float64)
    return cube_from_camera(points, known_camera(reconstruction))


def cube_from_camera(
    points_camera: Float[np.ndarray, "V 3"], camera: KnownCamera
) -> Float64[np.ndarray, "V 3"]:
    """Put points of a perspective camera in the cube of its image, keeping their shape.

    The cube is that of a weak-perspective camera whose scale is the perspective one's at its
    reference depth.

    Args:
        points_camera: x right, y down, z forward, mm.
        camera: what took the image.

    Returns:
        Cube coordinates (`WildGeometry`), z = 0 at the reference depth.
    """
    half = IMAGE_SIZE / 2
    points = np.asarray(points_camera, np.float64)
    scale = camera.focal_length / camera.reference_depth / half  # cube units per mm
    offset = (np.asarray(camera.principal_point, np.float64) - half) / half
    centered = points - [0.0, 0.0, camera.reference_depth]
    cube: Float64[np.ndarray, "V 3"] = (scale * centered + [*offset, 0.0]) * [1.0, -1.0, -1.0]
    return cube


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
