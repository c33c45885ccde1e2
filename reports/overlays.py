"""A reconstruction over the photograph in which it is posed."""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Float, Float64, UInt8
from PIL import Image

from benchmarks.reconstruction import Reconstruction
from geometry.cameras import Camera, PinholeCamera, WeakPerspectiveCamera
from renderers.clay import render_clay

_OPACITY = 0.85
_MARGIN = 1.15


def shrunk(
    image: UInt8[np.ndarray, "H W 3"], largest: int
) -> tuple[UInt8[np.ndarray, "h w 3"], float]:
    """Return an image whose longer side has at most that many pixels, and its scale."""
    height, width = image.shape[:2]
    scale = min(1.0, largest / max(height, width))
    if scale == 1.0:
        return image, scale
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(Image.fromarray(image).resize(size, Image.Resampling.LANCZOS)), scale


def face_box(
    image: UInt8[np.ndarray, "H W 3"], reconstruction: Reconstruction
) -> tuple[int, int, int, int] | None:
    """Return left, top, right and bottom of the part of a photograph round a reconstruction.

    It is a square where the photograph allows one. None where it is not known where the face is.
    """
    placed = _in_camera(image, reconstruction)
    if placed is None:
        return None
    vertices, camera = placed
    points = camera.image_from_camera(torch.from_numpy(vertices).float()[None])[0].numpy()
    if not np.isfinite(points).all():
        return None
    height, width = image.shape[:2]
    low, high = points.min(axis=0), points.max(axis=0)
    half = 0.5 * _MARGIN * float((high - low).max())
    centre = 0.5 * (low + high)
    left, top = (max(0, int(c - half)) for c in centre)
    right = min(width, int(centre[0] + half) + 1)
    bottom = min(height, int(centre[1] + half) + 1)
    return (left, top, right, bottom) if right - left > 1 and bottom - top > 1 else None


def overlay(
    image: UInt8[np.ndarray, "H W 3"],
    reconstruction: Reconstruction,
    box: tuple[int, int, int, int],
    largest: int = 384,
) -> UInt8[np.ndarray, "h w 3"] | None:
    """Return part of a photograph with the reconstruction over it as clay.

    Args:
        image: the original photograph.
        reconstruction: in a frame that says where it is in the photograph.
        box: left, top, right and bottom of the part, pixels.
        largest: pixels of the longer side of the result.

    Returns:
        None where its frame or camera does not say where it is.
    """
    placed = _in_camera(image, reconstruction)
    if placed is None:
        return None
    vertices, camera = placed
    left, top, right, bottom = box
    small, scale = shrunk(image[top:bottom, left:right], largest)
    offset = torch.tensor([[-left * scale, -top * scale]])
    small_camera = camera.resized(torch.tensor([scale]), offset)
    faces = np.ascontiguousarray(reconstruction.mesh().faces)
    clay, mask = render_clay(vertices, faces, small_camera, small.shape[:2])
    photograph = small / 255
    shown = np.where(mask[..., None], (1 - _OPACITY) * photograph + _OPACITY * clay, photograph)
    return np.asarray(np.round(255 * np.clip(shown, 0, 1)).astype(np.uint8))


def _in_camera(
    image: UInt8[np.ndarray, "H W 3"], reconstruction: Reconstruction
) -> tuple[Float64[np.ndarray, "V 3"], Camera] | None:
    """Return vertices in a camera frame and the camera, pixels of the original photograph."""
    vertices = reconstruction.mesh().vertices
    height, width = image.shape[:2]
    if reconstruction.frame == "image-cube":
        half = torch.tensor([[width / 2, height / 2]])
        flipped = vertices * [1.0, -1.0, -1.0]
        return flipped, WeakPerspectiveCamera(half[:, 0], half)
    focal_length, centre = reconstruction.focal_length, reconstruction.principal_point
    if reconstruction.frame != "camera" or focal_length is None or centre is None:
        return None
    point = torch.from_numpy(_as_float32(centre))[None]
    return vertices, PinholeCamera(torch.tensor([focal_length], dtype=torch.float32), point)


def _as_float32(point: Float[np.ndarray, " 2"]) -> Float[np.ndarray, " 2"]:
    return np.asarray(point, np.float32)
