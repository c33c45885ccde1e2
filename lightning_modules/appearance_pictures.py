"""Pictures of an `Appearance`: rendered over its photograph, taken apart, and lit otherwise."""

from __future__ import annotations

from typing import NamedTuple

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from geometry.cameras import Camera, PinholeCamera
from geometry.meshes import vertex_normals
from renderers import interpolate, rasterize, sh_basis, specular
from renderers.lamps import Lighting

from .appearance import Appearance

_UP_AND_OUT = (1.0, -1.0, -1.0)  # camera axes to those of the light: y up, z to the viewer
_DISPLAY = 2.2  # the exponent of `MorphableModel.linear_diffuse_albedo`


class Surface(NamedTuple):
    """What the camera sees; all maps (H, W, _).

    Attributes:
        covered: where there is a face.
        diffuse_albedo: linear.
        specular_albedo: linear; 0 where the method knows none.
        normals: unit, frame of the light.
        to_viewer: unit, from the surface to the camera, frame of the light.
        points: camera frame, mm.
    """

    covered: Bool[Tensor, "H W"]
    diffuse_albedo: Float[Tensor, "H W 3"]
    specular_albedo: Float[Tensor, "H W 3"]
    normals: Float[Tensor, "H W 3"]
    to_viewer: Float[Tensor, "H W 3"]
    points: Float[Tensor, "H W 3"]


class Parts(NamedTuple):
    """A face as the method renders it, for display, not clamped; 0 around it.

    Attributes:
        image: the sum of the other two.
        diffuse: without highlights.
        specular: the highlights; None for a method without.
    """

    image: Float[Tensor, "H W 3"]
    diffuse: Float[Tensor, "H W 3"]
    specular: Float[Tensor, "H W 3"] | None


def see(appearance: Appearance, camera: Camera, size: tuple[int, int]) -> Surface:
    """Look at a face.

    Args:
        appearance: the face.
        camera: a batch of one; `appearance.camera`, or that of the photograph resized.
        size: height and width of its image.
    """
    vertices, faces = appearance.vertices[None], appearance.faces
    fragments = rasterize(vertices, faces, camera, size)
    shine = appearance.specular_albedo
    columns = [
        appearance.diffuse_albedo,
        torch.zeros_like(appearance.diffuse_albedo) if shine is None else shine,
        vertex_normals(vertices, faces)[0],
        appearance.vertices,
    ]
    pixels = interpolate(fragments, faces, torch.cat(columns, dim=-1)[None])[0]
    rows, width = pixels.shape[1:]
    diffuse, shiny, normals, points = (
        pixels.permute(1, 2, 0).reshape(rows, width, 4, 3).unbind(dim=2)
    )
    axes = normals.new_tensor(_UP_AND_OUT)
    back = -points if isinstance(camera, PinholeCamera) else normals.new_tensor([0.0, 0.0, -1.0])
    to_viewer = torch.nn.functional.normalize(back.expand_as(points), dim=-1)
    unit = torch.nn.functional.normalize(normals, dim=-1)
    covered = fragments.pix_to_face[0] >= 0
    return Surface(covered, diffuse, shiny, unit * axes, to_viewer * axes, points)


def shade(appearance: Appearance, surface: Surface) -> Parts:
    """Light a face as its method does.

    Raises:
        ValueError: the method has a specular albedo without a lamp or an exponent.
    """
    basis = sh_basis(surface.normals, appearance.sh_convention)
    light = basis @ appearance.sh_coefficients
    covered = surface.covered[..., None]
    if appearance.gamma == "albedo":
        diffuse = encoded(surface.diffuse_albedo) * light
    else:
        diffuse = encoded(surface.diffuse_albedo * light)
    diffuse = diffuse * covered
    if appearance.specular_albedo is None:
        return Parts(diffuse, diffuse, None)
    lamp, shininess = appearance.lamp, appearance.shininess
    if lamp is None or shininess is None:
        raise ValueError(f"{appearance.sample_id}: a specular albedo needs a lamp and a shininess")
    axes = lamp.new_tensor(_UP_AND_OUT)
    to_lamp = torch.nn.functional.normalize(lamp - surface.points, dim=-1) * axes
    exponent = shininess.expand(surface.covered.shape)
    factor = specular(
        surface.normals,
        surface.to_viewer,
        to_lamp,
        exponent,
        lit_side_only=appearance.lit_side_only,
    )[..., None]
    shine = surface.specular_albedo
    if appearance.gamma == "albedo":
        # What a full highlight adds to the encoded albedo.
        whole = encoded(surface.diffuse_albedo + shine)
        shine = whole - encoded(surface.diffuse_albedo)
    shine = shine * factor
    if appearance.lamp_intensity is not None:
        shine = shine * appearance.lamp_intensity
    if appearance.gamma == "shaded":
        # Encoding is not additive: highlights are what they add to the encoded image.
        image = encoded(surface.diffuse_albedo * light + shine) * covered
        return Parts(image, diffuse, image - diffuse)
    shine = shine * covered
    return Parts(diffuse + shine, diffuse, shine)


def relight(appearance: Appearance, surface: Surface, lighting: Lighting) -> Float[Tensor, "H W 3"]:
    """Show a face in another light; computed on linear values, encoded for display."""
    linear = surface.diffuse_albedo * lighting.diffuse(surface.normals)
    if appearance.specular_albedo is not None and appearance.shininess is not None:
        factor = lighting.specular(surface.normals, surface.to_viewer, appearance.shininess)
        linear = linear + surface.specular_albedo * factor
    return encoded(linear) * surface.covered[..., None]


def encoded(linear: Float[Tensor, "*N 3"]) -> Float[Tensor, "*N 3"]:
    """Encode for display as the face models decode: a power of 1 / 2.2."""
    return linear.clamp(min=1e-6) ** (1 / _DISPLAY)


def pictures(
    appearance: Appearance,
    photograph: Float[Tensor, "H W 3"],
    camera: Camera,
    lighting: Lighting,
) -> dict[str, Float[Tensor, "H W 3"]]:
    """Return what is shown of a face, by name; RGB in [0, 1], all of the photograph's size.

    Args:
        appearance: the face.
        photograph: RGB in [0, 1].
        camera: of the photograph.
        lighting: another one than the photograph's.
    """
    height, width = photograph.shape[:2]
    surface = see(appearance, camera, (height, width))
    parts = shade(appearance, surface)
    covered = surface.covered[..., None]
    shown = {
        "input": photograph,
        "rendered": parts.image,
        "overlay": torch.where(covered, parts.image, photograph),
        "albedo": encoded(surface.diffuse_albedo) * covered,
        "diffuse": parts.diffuse,
        "relit": relight(appearance, surface, lighting),
    }
    if parts.specular is not None:
        shown["specular"] = parts.specular
    return {name: picture.clamp(0, 1) for name, picture in shown.items()}
