"""Faces lit as the studio lights them: in display space, one value per sample of a picture.

A colour is display-encoded (sRGB-like) albedo times an environment in spherical harmonics, plus the
highlight of one lamp: specular intensity times Blinn and Phong's term, on the lit side alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float, Int
from torch import Tensor

from geometry.cameras import Camera, PinholeCamera
from geometry.meshes import vertex_normals

from .blinn_phong import specular
from .fragments import Fragments
from .interpolation import interpolate
from .rasterizer import rasterize
from .spherical_harmonics import shade_sh


@dataclass(frozen=True, eq=False)
class VisibleSurface:
    """What a picture shows of a mesh, at the centres of its pixels; camera frame, mm.

    Attributes:
        rows: of the pixels that show it.
        columns: of the same.
        points: seen there.
        normals: unit normals there.
        attributes: of the vertices, interpolated.
    """

    rows: Int[Tensor, " P"]
    columns: Int[Tensor, " P"]
    points: Float[Tensor, "3 P"]
    normals: Float[Tensor, "3 P"]
    attributes: Float[Tensor, "C P"]


def visible_surface(
    vertices_camera: Float[Tensor, "V 3"],
    faces: Int[Tensor, "F 3"],
    camera: Camera,
    image_size: tuple[int, int],
    attributes: Float[Tensor, "V C"],
) -> VisibleSurface:
    """Find what each pixel of a picture shows of a mesh.

    Args:
        vertices_camera: camera frame, mm.
        faces: counter-clockwise seen from outside.
        camera: batch of one.
        image_size: height and width in pixels.
        attributes: values per vertex.
    """
    fragments = rasterize(vertices_camera[None], faces, camera, image_size)
    normals = vertex_normals(vertices_camera[None], faces)
    values = interpolate(fragments, faces, torch.cat([normals, attributes[None]], dim=2))[0]
    rows, columns = torch.nonzero(fragments.pix_to_face[0] >= 0, as_tuple=True)
    seen = values[:, rows, columns]
    points = surface_points(fragments, camera, rows, columns)
    return VisibleSurface(rows, columns, points, unit(seen[:3]), seen[3:])


def surface_points(
    fragments: Fragments, camera: Camera, rows: Int[Tensor, " P"], columns: Int[Tensor, " P"]
) -> Float[Tensor, "3 P"]:
    """Return the camera-frame points behind the covered pixels of the first view, mm."""
    u, v, depth = columns + 0.5, rows + 0.5, fragments.depth[0, rows, columns]
    if isinstance(camera, PinholeCamera):
        centre, focal = camera.principal_point[0], camera.focal_length[0]
        x, y = (u - centre[0]) / focal * depth, (v - centre[1]) / focal * depth
    else:
        shift, scale = camera.translation[0], camera.scale[0]
        x, y = (u - shift[0]) / scale, (v - shift[1]) / scale
    return torch.stack([x, y, depth])


def unit(vectors: Float[Tensor, "3 P"]) -> Float[Tensor, "3 P"]:
    """Normalise; several times faster than torch.nn.functional.normalize over the first axis."""
    x, y, z = vectors
    return vectors * torch.rsqrt(x * x + y * y + z * z + 1e-12)


def shade_in_display(
    normals: Float[Tensor, "3 P"],
    points: Float[Tensor, "3 P"],
    albedo: Float[Tensor, "3 P"],
    highlights: Float[Tensor, "#3 P"],
    *,
    camera: Camera,
    sh_coefficients: Float[Tensor, "9 3"],
    lamp: Float[Tensor, " 3"],
    shininess: float,
) -> Float[Tensor, "3 P"]:
    """Light samples of a surface; camera frame, mm.

    Args:
        normals: unit normals.
        points: of the surface.
        albedo: display-encoded diffuse albedo.
        highlights: what a full highlight adds, display-encoded: specular intensity times the
            lamp's.
        camera: that sees them.
        sh_coefficients: of the environment, "lambert" convention.
        lamp: position of the point light.
        shininess: Blinn-Phong exponent.

    Returns:
        Display-encoded colours, 0 or more; not clamped above.
    """
    packed = normals[None, :, None]  # as an image of one row
    diffuse = shade_sh(albedo[None, :, None], packed, sh_coefficients[None], "lambert")[0, :, 0]
    highlight = specular(
        normals.T,
        _view_directions(points, camera).T,
        unit(lamp[:, None] - points).T,
        torch.tensor(shininess),
        lit_side_only=True,
    )
    return diffuse.clamp(min=0) + highlights * highlight


def _view_directions(points: Float[Tensor, "3 P"], camera: Camera) -> Float[Tensor, "3 P"]:
    """Return unit vectors from the surface to the camera."""
    if isinstance(camera, PinholeCamera):
        return unit(-points)
    towards = torch.zeros_like(points)
    towards[2] = -1
    return towards
