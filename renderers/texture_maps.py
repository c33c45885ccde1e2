"""Texture maps: pictures laid over the surface, joined and shown from elsewhere.

A texture map is an image of the unit square, top row first: the top-left corner is u = 0, v = 1.
For a renderer it is one more view of the mesh, in which every texel shows the same point of the
surface at all times: `texture_fragments` finds them once, and everything that works on fragments
makes texture maps of it. `transfer_image` extracts a texture from a picture, `interpolate` lays out
normals, `shade_sh` lights them.
"""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor
from torch.nn import functional

from geometry.cameras import WeakPerspectiveCamera
from geometry.meshes import vertex_normals

from .fragments import Fragments
from .interpolation import interpolate
from .rasterizer import rasterize

_FACING = -0.05  # normals beyond it are too oblique, as in DECA's code


def texture_fragments(
    uv: Float[Tensor, "T 2"], uv_faces: Int[Tensor, "F 3"], size: int
) -> Fragments:
    """Find the face and the place on it that each texel shows; a batch of one.

    Args:
        uv: texture coordinates in [0, 1].
        uv_faces: rows of `uv` per corner of each face, in the order of the mesh's faces.
        size: side of the texture map, texels.
    """
    flat = torch.stack([uv[:, 0], 1 - uv[:, 1], torch.zeros_like(uv[:, 0])], dim=1)[None]
    one = uv.new_ones(1)
    camera = WeakPerspectiveCamera(size * one, uv.new_zeros(1, 2))
    return rasterize(flat, uv_faces, camera, (size, size))


def expand_fragments(fragments: Fragments, n_views: int) -> Fragments:
    """Repeat fragments of a batch of one."""
    pix_to_face, barycentric, depth = (
        value.expand(n_views, *value.shape[1:])
        for value in (fragments.pix_to_face, fragments.barycentric, fragments.depth)
    )
    return Fragments(pix_to_face, barycentric, depth)


def texture_weights(
    vertices_camera: Float[Tensor, "B V 3"], faces: Int[Tensor, "F 3"], texels: Fragments
) -> Float[Tensor, "B S S"]:
    """Return how squarely each texel looks into a camera: -z of its normal, 0 if hardly or not.

    Args:
        vertices_camera: camera frame, z away from the camera.
        faces: vertex indices.
        texels: from `texture_fragments`.
    """
    texels = expand_fragments(texels, len(vertices_camera))
    z = interpolate(texels, faces, vertex_normals(vertices_camera, faces))[:, 2]
    return torch.where(z < _FACING, -z, torch.zeros_like(z))


def fuse_textures(
    textures: Float[Tensor, "B N C S S"], weights: Float[Tensor, "B N S S"]
) -> tuple[Float[Tensor, "B C S S"], Bool[Tensor, "B S S"]]:
    """Return the weighted mean of several views' textures, and where any has a weight (Eq. 3)."""
    total = weights.sum(dim=1)
    fused = (textures * weights[:, :, None]).sum(dim=1) / total.clamp(min=1e-6)[:, None]
    return fused, total > 0


def fill_holes(
    texture: Float[Tensor, "B C S S"], known: Bool[Tensor, "B S S"]
) -> Float[Tensor, "B C S S"]:
    """Fill what is not known from its surroundings, bilinearly, from coarser and coarser maps."""
    weight = known[:, None].to(texture)
    if bool(known.all()) or texture.shape[-1] == 1:
        return texture * weight
    odd = texture.shape[-1] % 2
    padded = [functional.pad(values, (0, odd, 0, odd)) for values in (texture * weight, weight)]
    total, share = (functional.avg_pool2d(values, 2) for values in padded)
    coarse = fill_holes(total / share.clamp(min=1e-6), share[:, 0] > 0)
    size = coarse.shape[-1] * 2
    filled = functional.interpolate(coarse, size=(size, size), mode="bilinear")
    filled = filled[..., : texture.shape[-2], : texture.shape[-1]]
    return torch.where(known[:, None], texture, filled)


def show_texture(
    texture: Float[Tensor, "B C S S"],
    fragments: Fragments,
    uv: Float[Tensor, "T 2"],
    uv_faces: Int[Tensor, "F 3"],
) -> Float[Tensor, "B C H W"]:
    """Render a texture map, bilinearly sampled; 0 for background.

    Args:
        texture: one per view.
        fragments: of the mesh, whose faces have the order of `uv_faces`.
        uv: texture coordinates.
        uv_faces: rows of `uv` per corner of each face.
    """
    per_view = uv[None].expand(len(texture), -1, -1).to(fragments.barycentric.dtype)
    place = interpolate(fragments, uv_faces, per_view)
    grid = torch.stack([2 * place[:, 0] - 1, 1 - 2 * place[:, 1]], dim=-1)
    shown = functional.grid_sample(texture, grid, padding_mode="border", align_corners=False)
    return shown * (fragments.pix_to_face >= 0)[:, None]
