"""Square face crops from landmarks, and which way a face looks.

Images: u right, v down, the centre of the top-left pixel at (0.5, 0.5). Five points always in the
order subject's right eye, left eye, nose tip, right mouth corner, left mouth corner.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from jaxtyping import Float, UInt8
from PIL import Image

from .cameras import FRONTAL_ROTATION
from .rotations import matrix_to_euler

FIVE_POINTS = np.array(
    [
        [-32.0, 34.0, 12.0],
        [32.0, 34.0, 12.0],
        [0.0, 3.0, 50.0],
        [-25.0, -35.0, 21.0],
        [25.0, -35.0, 21.0],
    ]
)
"""An average adult face, millimetres; x to the subject's left, y up, z out of the face.

The origin is the centre of the face: midway between the heights of eyes and mouth, at the mean
depth of the face's surface. Round figures: pupils 64 mm apart, mouth 50 mm wide.
"""


CropRule = Literal["five-points", "deca"]
"""How a crop is placed: `crop_from_landmarks5` or `crop_from_landmarks68`."""

# yfeng95/DECA @ a11554a, decalib/datasets/datasets.py: how much a box of 68 landmarks grows to be
# that of a face, and the margin round it.
_DECA_BOX, _DECA_MARGIN = 1.1, 1.25


@dataclass(frozen=True)
class CropTransform:
    """From image to crop: crop_px = scale * image_px + translation.

    Attributes:
        scale: crop pixels per image pixel.
        translation: (u, v) in crop pixels.
        size: width and height of the crop in pixels.
    """

    scale: float
    translation: tuple[float, float]
    size: int

    def crop_from_image(self, points: Float[np.ndarray, "N 2"]) -> Float[np.ndarray, "N 2"]:
        """Move image points to the crop."""
        return np.asarray(self.scale * points + np.array(self.translation))

    def image_from_crop(self, points: Float[np.ndarray, "N 2"]) -> Float[np.ndarray, "N 2"]:
        """Move crop points to the image."""
        return np.asarray((points - np.array(self.translation)) / self.scale)


@dataclass(frozen=True)
class FacePose:
    """Scaled orthographic pose of a face: image_px = scale * (rotation @ p)[:2] + translation.

    Attributes:
        scale: image pixels per millimetre.
        rotation: camera_from_model, (3, 3).
        translation: image pixel of the centre of the face.
    """

    scale: float
    rotation: Float[np.ndarray, "3 3"]
    translation: Float[np.ndarray, " 2"]

    def project(self, points: Float[np.ndarray, "N 3"]) -> Float[np.ndarray, "N 2"]:
        """Move points of the face, millimetres, to the image."""
        return np.asarray(self.scale * (points @ self.rotation.T)[:, :2] + self.translation)

    @property
    def yaw(self) -> float:
        """Degrees; positive: the face points to the image's right."""
        model_rotation = FRONTAL_ROTATION.double() @ torch.from_numpy(self.rotation)
        return math.degrees(float(matrix_to_euler(model_rotation)[1]))


def fit_pose(points: np.ndarray, model: Float[np.ndarray, "L 3"] = FIVE_POINTS) -> FacePose:
    """Fit an average face to its landmarks by linear least squares.

    POS of DeMenthon and Davis 1995. The two rows of the scaled rotation are free; the scale is the
    mean of their lengths and the rotation the nearest one.

    Args:
        points: (L, 2) image pixels.
        model: where the average face has them, mm, in the frame of `FIVE_POINTS`.

    Raises:
        ValueError: not as many finite points, or they do not look like a face (coincide, or
            mirrored).
    """
    points = np.asarray(points, dtype=np.float64)
    order = ""
    if len(model) == len(FIVE_POINTS):
        order = "; order: subject's right eye, left eye, nose tip, right mouth corner, left one"
    if points.shape != (len(model), 2) or not np.isfinite(points).all():
        raise ValueError(
            f"{len(model)} landmarks expected as finite (u, v), got shape {points.shape} with "
            f"values {points.tolist()}{order}"
        )
    design = np.column_stack([model, np.ones(len(model))])
    solution = np.linalg.lstsq(design, points, rcond=None)[0]
    rows, translation = solution[:3].T, solution[3]
    left, singular, right = np.linalg.svd(rows, full_matrices=False)
    if singular[1] < 1e-3 * singular[0] or singular[0] == 0:
        raise ValueError(
            f"landmarks {points.tolist()} lie on one line or in one place; expected a face{order}"
        )
    axes = left @ right
    rotation = np.vstack([axes, np.cross(axes[0], axes[1])])
    if rotation[2, 2] > 0.5:  # a profile with noise may pass 90 degrees, not 120
        raise ValueError(
            f"landmarks {points.tolist()} show a face from behind or mirrored; expected one from "
            f"the front, upright{order}"
        )
    return FacePose(float(np.linalg.norm(rows, axis=1).mean()), rotation, translation)


def estimate_yaw(points: np.ndarray) -> float:
    """Return the yaw of a face in degrees; positive: it points to the image's right.

    Args:
        points: (5, 2) landmarks in image pixels. Good to about ten degrees: faces differ.
    """
    return fit_pose(points).yaw


def crop_from_landmarks5(
    points: np.ndarray, crop_size: int, mm_per_crop: float = 220.0
) -> CropTransform:
    """Place a square crop: the centre of the face in its centre, `mm_per_crop` from side to side.

    Args:
        points: (5, 2) landmarks in image pixels.
        crop_size: side of the crop in pixels.
        mm_per_crop: side of the crop at the face, millimetres.
    """
    pose = fit_pose(points)
    scale = crop_size / (mm_per_crop * pose.scale)
    u, v = crop_size / 2 - scale * pose.translation
    return CropTransform(scale, (float(u), float(v)), crop_size)


def crop_from_landmarks68(points: np.ndarray, crop_size: int) -> CropTransform:
    """Place a square crop as DECA does at test time: by the box of all landmarks.

    Its side in the image is 1.375 times the mean of the box's width and height, cut to whole
    pixels; the centres of the crop's outermost pixels fall on its corners, whence the minus one.
    Unlike a crop by five points it keeps neither the scale of the face nor its place when the head
    turns. DECA samples the image bilinearly, `apply_crop` also averages where the crop is smaller
    than its box in the image; elsewhere both give the same pixels.

    Args:
        points: (68, 2) landmarks in image pixels.
        crop_size: side of the crop in pixels.

    Raises:
        ValueError: not as many finite points, or all in one place.
    """
    points = np.asarray(points, dtype=np.float64)
    if points.shape != (68, 2) or not np.isfinite(points).all():
        raise ValueError(f"68 landmarks expected as finite (u, v), got shape {points.shape}")
    low, high = points.min(axis=0), points.max(axis=0)
    side = int(float((high - low).mean()) * _DECA_BOX * _DECA_MARGIN)
    if side < 1:
        raise ValueError(
            f"68 landmarks lie within {(high - low).max():.1f} pixels of each other; expected a "
            "face, in pixels of the image"
        )
    scale = (crop_size - 1) / side
    u, v = crop_size / 2 - scale * (low + high) / 2
    return CropTransform(scale, (float(u), float(v)), crop_size)


def apply_crop(
    image: UInt8[np.ndarray, "H W *channels"],
    crop: CropTransform,
    resample: Literal["bilinear", "nearest"] = "bilinear",
) -> UInt8[np.ndarray, "S S *channels"]:
    """Cut the crop out of an image, black (0) outside it.

    Args:
        image: colour (H, W, C) or labels (H, W).
        crop: where to cut.
        resample: "bilinear" averages over the source pixels where the crop is smaller than the
            image; "nearest" is for labels.
    """
    side = crop.size / crop.scale
    left, top = (-t / crop.scale for t in crop.translation)
    margin = math.ceil(1 / crop.scale) + 2  # the filter reaches beyond the box
    x0, y0 = math.floor(left) - margin, math.floor(top) - margin
    x1, y1 = math.ceil(left + side) + margin, math.ceil(top + side) + margin
    padded = Image.fromarray(image).crop((x0, y0, x1, y1))
    filters = {"bilinear": Image.Resampling.BILINEAR, "nearest": Image.Resampling.NEAREST}
    box = (left - x0, top - y0, left - x0 + side, top - y0 + side)
    return np.array(padded.resize((crop.size, crop.size), filters[resample], box=box))


def five_points_from_68(landmarks: Float[np.ndarray, "68 2"]) -> Float[np.ndarray, "5 2"]:
    """Return eye centres (means of the lid points), nose tip, mouth corners of 68 iBUG points."""
    return np.stack(
        [
            landmarks[36:42].mean(axis=0),
            landmarks[42:48].mean(axis=0),
            landmarks[30],
            landmarks[48],
            landmarks[54],
        ]
    )
