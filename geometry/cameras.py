"""Pinhole and weak-perspective cameras: from the camera frame to image pixels.

Camera frame: x right, y down, z forward, millimetres. Image: u right, v down, pixels; the centre of
the top-left pixel is (0.5, 0.5). Both cameras are a linear map to homogeneous image coordinates (u
w, v w, w), which is all that a rasteriser needs, also for points beside or behind the camera.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor


@dataclass(frozen=True)
class PinholeCamera:
    """Perspective camera: u = focal_length x / z + principal_point.

    Attributes:
        focal_length: pixels, one per batch element.
        principal_point: (u, v) in pixels.
    """

    focal_length: Float[Tensor, " B"]
    principal_point: Float[Tensor, "B 2"]

    def homogeneous(self, points_camera: Float[Tensor, "B V 3"]) -> Float[Tensor, "B V 3"]:
        """Map camera points to (u w, v w, w) with w = z, their depth in mm."""
        depth = points_camera[..., 2:]
        scaled = self.focal_length[:, None, None] * points_camera[..., :2]
        return torch.cat([scaled + self.principal_point[:, None] * depth, depth], dim=-1)

    def image_from_camera(self, points_camera: Float[Tensor, "B V 3"]) -> Float[Tensor, "B V 2"]:
        """Project camera points to pixels; points at z = 0 give infinities."""
        projected = self.homogeneous(points_camera)
        return projected[..., :2] / projected[..., 2:]

    def resized(self, scale: Float[Tensor, " B"], offset: Float[Tensor, "B 2"]) -> PinholeCamera:
        """Return the camera of the image whose pixels are scale * pixel + offset."""
        moved = self.principal_point * scale[:, None] + offset
        return PinholeCamera(self.focal_length * scale, moved)

    def to(self, device: torch.device | str) -> PinholeCamera:
        """Move the parameters to a device."""
        return PinholeCamera(self.focal_length.to(device), self.principal_point.to(device))


@dataclass(frozen=True)
class WeakPerspectiveCamera:
    """Scaled orthographic camera: u = scale x + translation; depth does not change the size.

    Attributes:
        scale: pixels per millimetre, one per batch element.
        translation: pixel onto which the camera axis x = y = 0 falls.
    """

    scale: Float[Tensor, " B"]
    translation: Float[Tensor, "B 2"]

    @classmethod
    def from_normalized(
        cls, camera: Float[Tensor, "B 3"], image_size: int
    ) -> WeakPerspectiveCamera:
        """Return DECA's camera: x' = s (X + tx), y' = -s (Y + ty) in a square from -1 to 1.

        X and Y are of the model frame, y up, so that the camera frame is reached by
        `FRONTAL_ROTATION`: x' = s (x + tx), y' = s (y - ty), and y' points down.

        Args:
            camera: s, tx and ty. s is per unit of the points: to use millimetres with a camera for
                metres, divide s by 1000 and multiply tx and ty by it.
            image_size: side of the image, pixels.
        """
        scale = camera[:, 0] * image_size / 2
        offset = camera[:, 1:] * camera.new_tensor([1.0, -1.0])
        return cls(scale, scale[:, None] * offset + image_size / 2)

    def homogeneous(self, points_camera: Float[Tensor, "B V 3"]) -> Float[Tensor, "B V 3"]:
        """Map camera points to (u w, v w, w) with w = 1."""
        pixels = self.image_from_camera(points_camera)
        return torch.cat([pixels, torch.ones_like(pixels[..., :1])], dim=-1)

    def image_from_camera(self, points_camera: Float[Tensor, "B V 3"]) -> Float[Tensor, "B V 2"]:
        """Project camera points to pixels."""
        return self.scale[:, None, None] * points_camera[..., :2] + self.translation[:, None]

    def resized(
        self, scale: Float[Tensor, " B"], offset: Float[Tensor, "B 2"]
    ) -> WeakPerspectiveCamera:
        """Return the camera of the image whose pixels are scale * pixel + offset."""
        return WeakPerspectiveCamera(self.scale * scale, self.translation * scale[:, None] + offset)

    def to(self, device: torch.device | str) -> WeakPerspectiveCamera:
        """Move the parameters to a device."""
        return WeakPerspectiveCamera(self.scale.to(device), self.translation.to(device))


Camera = PinholeCamera | WeakPerspectiveCamera


def normalized_coordinates(pixels: Float[Tensor, "*B 2"], image_size: int) -> Float[Tensor, "*B 2"]:
    """Return pixels of a square image as coordinates from -1 to 1, border to border."""
    return 2 * pixels / image_size - 1


# The frontal pose: the model looks into the camera. Model frame x left, y up, z out of the face.
FRONTAL_ROTATION = torch.diag(torch.tensor([1.0, -1.0, -1.0]))
