"""An `Appearance` as files that other programs open: mesh, textures, pictures, coefficients."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, UInt8
from PIL import Image
from torch import Tensor

from geometry.cameras import Camera, PinholeCamera
from geometry.meshes import vertex_normals
from geometry.textured_mesh_files import TexturedMesh, write_textured_glb, write_textured_obj
from renderers.texture_baking import bake, build_atlas

from .appearance import Appearance


def textured_mesh(appearance: Appearance, texture_size: int) -> TexturedMesh:
    """Bake the albedo of a face, looking ahead in the model frame, into texture maps.

    Args:
        appearance: the face.
        texture_size: side of the face's map, texels.
    """
    faces = appearance.faces
    atlas = build_atlas(appearance.uv, faces, appearance.canonical_vertices, texture_size)
    normals = vertex_normals(appearance.canonical_vertices[None], faces)[0]
    specular, scale, shininess = None, 1.0, None
    if appearance.specular_albedo is not None and appearance.shininess is not None:
        baked = bake(atlas, appearance.specular_albedo.clamp(min=0))
        scale = float(baked.max().clamp(min=1e-6))
        specular, shininess = _srgb(baked / scale), float(appearance.shininess)
    return TexturedMesh(
        vertices=_numpy(appearance.canonical_vertices[atlas.source]),
        normals=_numpy(normals[atlas.source]),
        faces=_numpy(atlas.faces),
        uv=_numpy(atlas.uv),
        diffuse=_srgb(bake(atlas, appearance.diffuse_albedo)),
        specular=specular,
        specular_scale=scale,
        shininess=shininess,
    )


def write_appearance(
    folder: Path,
    appearance: Appearance,
    pictures: Mapping[str, Float[Tensor, "H W 3"]],
    texture_size: int,
    facts: Mapping[str, Any],
) -> None:
    """Write all files of one face into a folder, which is made.

    Args:
        folder: place for them.
        appearance: the face.
        pictures: by name, RGB in [0, 1].
        texture_size: side of the face's texture map, texels.
        facts: about the run, the first entries of `coefficients.json`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    mesh = textured_mesh(appearance, texture_size)
    write_textured_obj(folder / "face.obj", mesh)
    write_textured_glb(folder / "face.glb", mesh)
    for name, picture in pictures.items():
        pixels = (picture * 255).round().to(torch.uint8)
        Image.fromarray(_numpy(pixels)).save(folder / f"{name}.png")
    np.savetxt(folder / "landmarks.txt", _numpy(appearance.landmarks_2d), fmt="%.3f")
    content = {**facts, **described(appearance)}
    (folder / "coefficients.json").write_text(json.dumps(content, indent=1) + "\n")


def described(appearance: Appearance) -> dict[str, Any]:
    """Return the numbers behind a face, each with its unit."""
    content = {
        name: {"unit": quantity.unit, "values": quantity.values.tolist()}
        for name, quantity in appearance.coefficients.items()
    }
    content["light"] = {
        "unit": "spherical harmonics, 9 in band order x RGB; x to the image's right, y up, z to "
        f"the viewer; convention {appearance.sh_convention} of renderers/spherical_harmonics.py",
        "values": appearance.sh_coefficients.tolist(),
    }
    mm_in_photograph = "millimetres, camera frame: x right, y down, z forward"
    for name, value, unit in (
        ("lamp", appearance.lamp, mm_in_photograph),
        ("lamp_intensity", appearance.lamp_intensity, "factor of the specular albedo, RGB"),
        ("shininess", appearance.shininess, "exponent of Blinn and Phong"),
    ):
        if value is not None:
            content[name] = {"unit": unit, "values": value.tolist()}
    content["camera"] = _camera(appearance.camera)
    return content


def _camera(camera: Camera) -> dict[str, Any]:
    if isinstance(camera, PinholeCamera):
        return {
            "kind": "pinhole",
            "unit": "pixels of the photograph",
            "focal_length": float(camera.focal_length[0]),
            "principal_point": camera.principal_point[0].tolist(),
        }
    return {
        "kind": "scaled orthographic",
        "unit": "pixels of the photograph, per millimetre",
        "scale": float(camera.scale[0]),
        "translation": camera.translation[0].tolist(),
    }


def _srgb(linear: Float[Tensor, "3 S W"]) -> UInt8[np.ndarray, "S W 3"]:
    """Encode as sRGB (IEC 61966-2-1), which programs undo where they read a texture of colours."""
    linear = linear.clamp(0, 1)
    bent = 1.055 * linear.clamp(min=1e-6) ** (1 / 2.4) - 0.055
    encoded = torch.where(linear <= 0.0031308, 12.92 * linear, bent)
    pixels: UInt8[np.ndarray, "S W 3"] = _numpy(
        (encoded * 255).round().to(torch.uint8).permute(1, 2, 0)
    )
    return pixels


def _numpy(tensor: Tensor) -> Any:
    return tensor.contiguous().cpu().numpy()
