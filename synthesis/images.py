"""Pictures of a sculpted head, with face-parsing labels.

Colours are in display (sRGB-encoded) space: albedo times environment, plus highlights of one lamp.
Rendering is at twice the size, averaged over 2 x 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int, UInt8
from torch import Tensor

from renderers import Fragments, interpolate, rasterize
from renderers.display_shading import shade_in_display, surface_points, unit

from .lights import Light
from .sculpting import SculptedHead
from .views import View

_SUPERSAMPLING = 2


@dataclass(frozen=True)
class Render:
    """A head without background.

    Attributes:
        colors: RGB in [0, 1], already weighted with the coverage.
        coverage: share of each pixel that the head covers.
        parsing: labels in `FACE_PARSING_REGIONS`' order.
    """

    colors: Float[np.ndarray, "S S 3"]
    coverage: Float[np.ndarray, "S S"]
    parsing: UInt8[np.ndarray, "S S"]

    def over(self, background: Float[np.ndarray, "S S 3"]) -> Float[np.ndarray, "S S 3"]:
        """Put the head before a background."""
        return np.asarray(self.colors + (1 - self.coverage[..., None]) * background)


def lamp_position(light: Light, vertices_camera: Float[Tensor, "V 3"]) -> Float[Tensor, " 3"]:
    """Return where the lamp of a picture is, camera frame, mm."""
    face_centre = torch.tensor([0.0, 0.0, float(vertices_camera[:, 2].mean())])
    return face_centre + torch.from_numpy(light.lamp)


def render_head(
    head: SculptedHead,
    faces: Int[np.ndarray, "F 3"],
    regions: Int[np.ndarray, " V"],
    *,
    view: View,
    light: Light,
    size: int,
) -> Render:
    """Render one view of a head.

    Args:
        head: vertices, normals and reflectance, model frame, mm.
        faces: its triangles.
        regions: face-parsing label of each vertex.
        view: pose and camera, whose pixels are those of the picture.
        light: in the camera frame.
        size: side of the picture in pixels.
    """
    fine = size * _SUPERSAMPLING
    scale, no_offset = torch.tensor([float(_SUPERSAMPLING)]), torch.zeros(1, 2)
    fine_view = View(view.rotation, view.translation, view.camera.resized(scale, no_offset))
    vertices = torch.from_numpy(view.camera_from_model(head.vertices).astype(np.float32))[None]
    triangles = torch.from_numpy(faces)
    attributes = np.concatenate([head.normals, head.albedo, head.specular[:, None]], axis=1)
    with torch.no_grad():
        fragments = rasterize(vertices, triangles, fine_view.camera, (fine, fine))
        values = interpolate(
            fragments, triangles, torch.from_numpy(attributes.astype(np.float32))[None]
        )
        rows, columns = torch.nonzero(fragments.pix_to_face[0] >= 0, as_tuple=True)
        points = surface_points(fragments, fine_view.camera, rows, columns)
        seen = values[0][:, rows, columns]
        shaded = shade_in_display(
            unit(torch.from_numpy(view.rotation.astype(np.float32)) @ seen[:3]),
            points,
            seen[3:6],
            seen[6:] * light.lamp_intensity,
            camera=fine_view.camera,
            sh_coefficients=torch.from_numpy(light.sh_coefficients),
            lamp=lamp_position(light, vertices[0]),
            shininess=light.shininess,
        )
        canvas = torch.zeros(4, fine, fine)
        canvas[:3, rows, columns] = shaded.clamp(0, 1)
        canvas[3, rows, columns] = 1
        averaged = torch.nn.functional.avg_pool2d(canvas, _SUPERSAMPLING).permute(1, 2, 0).numpy()
    return Render(averaged[..., :3], averaged[..., 3], _labels(fragments, faces, regions))


def _labels(
    fragments: Fragments, faces: Int[np.ndarray, "F 3"], regions: Int[np.ndarray, " V"]
) -> UInt8[np.ndarray, "S S"]:
    """Return the label of the nearest vertex, at one sample of each pixel's 2 x 2."""
    face = fragments.pix_to_face[0, ::_SUPERSAMPLING, ::_SUPERSAMPLING].numpy()
    weights = fragments.barycentric[0, ::_SUPERSAMPLING, ::_SUPERSAMPLING].numpy()
    vertex = np.take_along_axis(faces[face], weights.argmax(axis=-1)[..., None], axis=-1)[..., 0]
    return np.where(face >= 0, regions[vertex], 0).astype(np.uint8)


def develop(
    rng: np.random.Generator, picture: Float[np.ndarray, "H W 3"]
) -> UInt8[np.ndarray, "H W 3"]:
    """Add sensor noise and quantise to 8 bit."""
    noise = rng.standard_normal(picture.shape, dtype=np.float32) * np.float32(rng.uniform(0, 0.02))
    return np.asarray(np.clip((picture + noise) * 255 + 0.5, 0, 255)).astype(np.uint8)
