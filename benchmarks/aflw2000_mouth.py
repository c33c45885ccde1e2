"""Inner mouth landmarks on AFLW2000-3D: Table 5 of the specular paper (Deng et al., MM 2022).

The paper gives "average errors of the inner mouth landmarks (in mm)" and no formula. Ours, per
image:

1. The points are 60 to 67 of the 68, in the image, as annotated and as predicted; nothing is
   aligned.
2. The error is the mean of the eight distances in pixels, times the millimetres per pixel of the
   fitted face, 1e-3 / Pose_Para[6].
3. Mean and standard deviation are over images; bins are by |yaw| as in cleardusk/3DDFA @ 09d138b.

Beside it: pixels; NME, percent of sqrt(width * height) of the box of the 68 annotated landmarks;
and, where a prediction has a mesh with landmarks, a variant in space that takes the depth as well.
The annotation's depth has no origin, so each side's mean over the 68 points is removed from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
from jaxtyping import Float, Float64, UInt8

from face_datasets.aflw2000 import IMAGE_SIZE, YAW_BINS, Aflw2000, yaw_bin

from .protocol import Benchmark, Metric, Needs, Score, ScoringError
from .reconstruction import Reconstruction

INNER_MOUTH = tuple(range(60, 68))


def image_landmarks(reconstruction: Reconstruction) -> Float64[np.ndarray, "68 2"]:
    """Return the predicted landmarks in the image, as given or projected from the mesh.

    Raises:
        ScoringError: there are none, or they are not finite.
    """
    if reconstruction.landmarks_2d is not None:
        points = np.asarray(reconstruction.landmarks_2d, np.float64)
    else:
        points = _projected(reconstruction)
    if not np.isfinite(points).all():
        raise ScoringError("landmarks in the image are not finite")
    return points


def _projected(reconstruction: Reconstruction) -> Float64[np.ndarray, "68 2"]:
    points, focal_length = reconstruction.landmarks_3d, reconstruction.focal_length
    if points is not None and reconstruction.frame == "image-cube":
        return IMAGE_SIZE / 2 * (1 + points[:, :2] * [1.0, -1.0])
    principal_point = reconstruction.principal_point
    if (
        points is None
        or reconstruction.frame != "camera"
        or focal_length is None
        or principal_point is None
    ):
        raise ScoringError(
            "the prediction has no landmarks in the image; write landmarks_2d into its record, or "
            "<id>.txt with 68 lines 'u v' (iBUG order, pixels of the original image)"
        )
    if points[:, 2].min() <= 0:
        raise ScoringError("a landmark lies behind the camera")
    projected: Float64[np.ndarray, "68 2"] = (
        focal_length * points[:, :2] / points[:, 2:] + principal_point
    )
    return projected


def _depth_in_pixels(reconstruction: Reconstruction) -> Float64[np.ndarray, " 68"] | None:
    """Return depths towards the viewer in pixels of the image; None where there are none."""
    points = reconstruction.landmarks_3d
    if points is None:
        return None
    if reconstruction.frame == "image-cube":
        return np.asarray(IMAGE_SIZE / 2 * points[:, 2])
    focal_length, depth = reconstruction.focal_length, reconstruction.reference_depth
    if reconstruction.frame != "camera" or focal_length is None or depth is None:
        return None
    return np.asarray(-focal_length / depth * points[:, 2])


def nme_percent(error_px: float, landmarks: Float[np.ndarray, "68 2"]) -> float:
    """Return an error in percent of sqrt(width * height) of the annotated landmarks' box.

    Raises:
        ValueError: the box has no area.
    """
    width, height = np.ptp(landmarks, axis=0)
    if not width * height > 0:
        raise ValueError(f"the landmarks' box is {width} x {height} pixels, expected an area")
    return float(100 * error_px / np.sqrt(width * height))


class Aflw2000Mouth(Benchmark):
    """The specular paper's Table 5, over the 2,000 images.

    Args:
        root: folder of the data.
    """

    name: ClassVar[str] = "aflw2000-mouth"
    dataset: ClassVar[str] = "aflw2000"
    needs: ClassVar[Needs] = "landmarks_2d"
    distances_of: ClassVar[str] = "inner mouth landmarks"
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric("mouth_mm", "mouth mm", 3),
        Metric("mouth_px", "mouth px", 2),
        Metric("mouth_nme_percent", "mouth NME %", 2),
        Metric("mouth_3d_mm", "mouth 3D mm", 3, required=False),
        Metric("all_nme_percent", "68 points NME %", 2),
    )

    def __init__(self, root: Path) -> None:
        self.data = Aflw2000(root)
        self.root = self.data.root
        self.origin = self.data.origin
        self._ids = self.data.ids()
        self._bins: dict[str, list[str]] | None = None

    def ids(self) -> list[str]:
        """Return "image00002" and so on."""
        return self._ids

    def bins(self) -> dict[str, list[str]]:
        """Return the ids by |yaw| in degrees."""
        if self._bins is None:
            self._bins = {name: [] for name in YAW_BINS}
            for sample_id in self._ids:
                self._bins[yaw_bin(self.data.annotation(sample_id).yaw)].append(sample_id)
        return self._bins

    def subject(self, sample_id: str) -> str:
        """Return the id: the release does not say who is in its images."""
        return sample_id

    def inputs(self, sample_id: str) -> list[Path]:
        """Return the annotation's file."""
        return [self.data.annotation_path(sample_id)]

    def photographs(self, sample_id: str) -> list[UInt8[np.ndarray, "H W 3"]]:
        """Read the image."""
        return [self.data.image(sample_id)]

    def score(self, sample_id: str, reconstruction: Reconstruction) -> Score:
        """Score the landmarks of one image."""
        annotation = self.data.annotation(sample_id)
        landmarks, scale = annotation.landmarks, annotation.mm_per_pixel
        offsets = image_landmarks(reconstruction) - landmarks[:, :2]
        distances = np.linalg.norm(offsets, axis=1)
        mouth = distances[list(INNER_MOUTH)]
        error_px = float(mouth.mean())
        values = {
            "mouth_mm": error_px * scale,
            "mouth_px": error_px,
            "mouth_nme_percent": nme_percent(error_px, landmarks[:, :2]),
            "all_nme_percent": nme_percent(float(distances.mean()), landmarks[:, :2]),
        }
        depth = _depth_in_pixels(reconstruction)
        if depth is not None:
            away = (depth - depth.mean()) - (landmarks[:, 2] - landmarks[:, 2].mean())
            in_space = np.hypot(distances, away)[list(INNER_MOUTH)]
            values["mouth_3d_mm"] = float(in_space.mean()) * scale
        details = {
            "mm_per_pixel": scale,
            "yaw_deg": annotation.yaw,
            "mouth_points_px": mouth.tolist(),
        }
        return Score(values, details, (mouth * scale).astype(np.float32))
