"""A mesh as clay under two lamps: what pictures of results show where a method has no colours."""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Bool, Float, Float64, Int64

from geometry.cameras import Camera
from geometry.meshes import vertex_normals

from .interpolation import interpolate
from .rasterizer import rasterize

_LIGHTS = (
    (0.35, 0.45, 0.82, 0.75),
    (-0.8, 0.1, 0.6, 0.25),
)  # direction towards the light, strength
_AMBIENT = 0.15
_CLAY = np.array([0.80, 0.76, 0.72])


def render_attributes(
    vertices_camera: Float64[np.ndarray, "V 3"],
    faces: Int64[np.ndarray, "F 3"],
    attributes: Float64[np.ndarray, "V C"],
    camera: Camera,
    image_size: tuple[int, int],
) -> tuple[Float64[np.ndarray, "H W C"], Bool[np.ndarray, "H W"]]:
    """Render values per vertex, back faces culled; return them and the mask of covered pixels.

    Args:
        vertices_camera: camera frame: x right, y down, z forward.
        faces: counter-clockwise seen from outside.
        attributes: values per vertex.
        camera: batch of one.
        image_size: height and width, pixels.
    """
    triangles = torch.from_numpy(faces)
    fragments = rasterize(
        torch.from_numpy(vertices_camera).float()[None],
        triangles,
        camera,
        image_size,
        cull_back_faces=True,
    )
    values = interpolate(fragments, triangles, torch.from_numpy(attributes).float()[None])
    mask = fragments.pix_to_face[0].numpy() >= 0
    return values[0].movedim(0, -1).numpy().astype(np.float64), mask


def render_clay(
    vertices_camera: Float64[np.ndarray, "V 3"],
    faces: Int64[np.ndarray, "F 3"],
    camera: Camera,
    image_size: tuple[int, int],
) -> tuple[Float[np.ndarray, "H W 3"], Bool[np.ndarray, "H W"]]:
    """Render a mesh as clay; return RGB in [0, 1] and the mask of covered pixels.

    Args:
        vertices_camera: camera frame: x right, y down, z forward.
        faces: counter-clockwise seen from outside.
        camera: batch of one.
        image_size: height and width, pixels.
    """
    normals = vertex_normals(torch.from_numpy(vertices_camera)[None], torch.from_numpy(faces))[0]
    towards_viewer = normals.numpy() * [1, -1, -1]
    pixels, mask = render_attributes(vertices_camera, faces, towards_viewer, camera, image_size)
    pixels /= np.maximum(np.linalg.norm(pixels, axis=2, keepdims=True), 1e-9)
    brightness = np.full(mask.shape, _AMBIENT)
    for x, y, z, strength in _LIGHTS:
        brightness += (1 - _AMBIENT) * strength * np.maximum(pixels @ np.array([x, y, z]), 0)
    return np.clip(brightness[..., None] * _CLAY, 0, 1), mask
