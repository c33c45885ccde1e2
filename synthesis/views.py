"""Where the camera stands: poses of the head, distances, focal lengths, placement in a photo."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float

from geometry.cameras import FRONTAL_ROTATION, Camera, PinholeCamera, WeakPerspectiveCamera
from geometry.crops import CropTransform, five_points_from_68
from geometry.rotations import euler_to_matrix

PHOTO_SIZE = 256
"""Side of the pictures from which crops are cut, pixels, as in the FaceScape benchmark."""

# Which of the five points (right eye, left eye, nose, right and left corner of the mouth) each of
# iBUG's landmarks moves with: jaw line, brows, nose, eyes, outer and inner lips.
_PART_OF_68 = np.repeat(
    [3, 4, 0, 1, 2, 0, 1, 3, 4, 3, 3, 4, 3],
    [8, 9, 5, 5, 9, 6, 6, 3, 6, 3, 3, 4, 1],
)


@dataclass(frozen=True)
class View:
    """Pose of the head and the camera that sees it.

    Attributes:
        rotation: camera_from_model; the camera frame is x right, y down, z forward.
        translation: of the model's origin in the camera frame, mm.
        camera: batch of one.
    """

    rotation: Float[np.ndarray, "3 3"]
    translation: Float[np.ndarray, " 3"]
    camera: Camera

    def camera_from_model(self, points: Float[np.ndarray, "N 3"]) -> Float[np.ndarray, "N 3"]:
        """Move points into the camera frame, mm."""
        return np.asarray(points @ self.rotation.T + self.translation)

    def project(self, points: Float[np.ndarray, "N 3"]) -> Float[np.ndarray, "N 2"]:
        """Project points of the model frame to pixels."""
        camera_points = torch.from_numpy(self.camera_from_model(points).astype(np.float32))
        return self.camera.image_from_camera(camera_points[None])[0].double().numpy()

    def cropped(self, crop: CropTransform) -> View:
        """Return the view whose pixels are those of a crop."""
        scale = torch.tensor([crop.scale], dtype=torch.float32)
        offset = torch.tensor([crop.translation], dtype=torch.float32)
        return View(self.rotation, self.translation, self.camera.resized(scale, offset))


def head_rotation(pitch: float, yaw: float, roll: float) -> Float[np.ndarray, "3 3"]:
    """Return camera_from_model of a turned head, degrees; yaw > 0 looks to the image's right."""
    angles = torch.deg2rad(torch.tensor([pitch, yaw, roll], dtype=torch.float64))
    return (FRONTAL_ROTATION.double() @ euler_to_matrix(angles)).numpy()


def pinhole_view(
    rng: np.random.Generator, rotation: Float[np.ndarray, "3 3"], centre: Float[np.ndarray, " 3"]
) -> View:
    """Place a camera before a head: from arm's length to a long lens, the face near the middle.

    Args:
        rng: random numbers.
        rotation: camera_from_model.
        centre: centre of the face, model frame, mm.
    """
    distance = float(np.exp(rng.uniform(np.log(450), np.log(4000))))
    mm_per_pixel = draw_mm_per_pixel(rng)
    offset = rng.uniform(-0.07, 0.07, 2) * PHOTO_SIZE * mm_per_pixel
    translation = np.array([*offset, distance]) - rotation @ centre
    camera = PinholeCamera(
        torch.tensor([distance / mm_per_pixel], dtype=torch.float32),
        torch.full((1, 2), PHOTO_SIZE / 2, dtype=torch.float32),
    )
    return View(rotation, translation, camera)


def orthographic_view(
    rng: np.random.Generator, rotation: Float[np.ndarray, "3 3"], centre: Float[np.ndarray, " 3"]
) -> View:
    """Place a camera infinitely far away; the head keeps its depth in millimetres."""
    mm_per_pixel = draw_mm_per_pixel(rng)
    offset = rng.uniform(-0.07, 0.07, 2) * PHOTO_SIZE * mm_per_pixel
    translation = np.array([*offset, 2000.0]) - rotation @ centre
    camera = WeakPerspectiveCamera(
        torch.tensor([1 / mm_per_pixel], dtype=torch.float32),
        torch.full((1, 2), PHOTO_SIZE / 2, dtype=torch.float32),
    )
    return View(rotation, translation, camera)


def draw_mm_per_pixel(rng: np.random.Generator) -> float:
    """Draw the size of a face in a picture; the real wild set has 0.63 to 1.93, median 0.97."""
    return float(np.clip(np.exp(rng.normal(np.log(1.0), 0.14)), 0.78, 1.5))


def noisy_landmarks5(
    rng: np.random.Generator, points: Float[np.ndarray, "5 2"], eye_distance: float
) -> Float[np.ndarray, "5 2"]:
    """Return five landmarks as a detector finds them: off by 1.5 % of the inter-ocular distance.

    Args:
        rng: random numbers.
        points: the truth, pixels.
        eye_distance: pixels between the pupils if the face were frontal.
    """
    return points + rng.normal(0, 0.015 * eye_distance / np.sqrt(2), (5, 2))


def noisy_landmarks68(
    rng: np.random.Generator, points: Float[np.ndarray, "68 2"], eye_distance: float
) -> Float[np.ndarray, "68 2"]:
    """Return 68 landmarks as a detector finds them: five parts of the face move as a whole.

    The five points that follow from them (`five_points_from_68`) are off as those of
    `noisy_landmarks5` are. A detector's errors at neighbouring points are much alike.

    Args:
        rng: random numbers.
        points: the truth, pixels.
        eye_distance: pixels between the pupils if the face were frontal.
    """
    five = five_points_from_68(points)
    errors = noisy_landmarks5(rng, five, eye_distance) - five
    return np.asarray(points + errors[_PART_OF_68])
