"""Pictures of MFNet's reconstructions, as its papers show them (their Figs. 2 to 7)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import torch
from jaxtyping import Float
from torch import Tensor

from geometry.meshes import vertex_normals
from networks.mfnet import N_VIEWS
from renderers import interpolate, shade_sh, transfer_image
from renderers.texture_maps import (
    expand_fragments,
    fill_holes,
    fuse_textures,
    show_texture,
    texture_fragments,
    texture_weights,
)

from .mfnet_scene import PAIRS, by_sample

if TYPE_CHECKING:
    from .mfnet import Mfnet, MfnetFace

_TEXTURE_SIZE = 256
_CLAY = 0.75
_FLOW_FULL = 0.05  # share of the image's side at which the colour of a flow is pure


def mfnet_pictures(module: Mfnet, batch: dict[str, Any]) -> dict[str, Float[Tensor, "B 3 S _"]]:
    """Return the three views beside each other, in several guises.

    "input"; over the photograph "shape" (plain), "lit albedo" (Eq. 2; it means something only with
    DECA's weights) and "textured" (Eqs. 3 and 4, with the photographs' joint texture); and for the
    pairs of Eq. 6, in each view from one neighbour: "carried" (I_a→b), "co-visible" (the photograph
    where Eq. 5 shows it), "flow" (direction as hue, length as strength).

    Args:
        module: the method.
        batch: of a training or validation.
    """
    face: MfnetFace = module(batch)
    seen = module.scene.see(face.posed)
    images = face.images
    covered = (seen.fragments.pix_to_face >= 0)[:, None]

    normals = vertex_normals(face.posed.vertices, module.scene.faces)
    albedo = module.morphable_model.diffuse_albedo(face.output.albedo.flatten(0, 1))
    columns = torch.cat([albedo, normals @ module.scene.frontal_rotation.T], dim=-1)
    pixels = interpolate(seen.fragments, module.scene.faces, columns)
    clay = (_CLAY * pixels[:, 5:].clamp(0, 1)).expand(-1, 3, -1, -1)
    light = face.output.sh_coefficients.flatten(0, 1)
    lit = shade_sh(pixels[:, :3], pixels[:, 3:], light, "deca")
    uv, faces = module.morphable_model.uv, module.scene.faces
    textured = show_texture(joint_texture(module, face), seen.fragments, uv, faces)
    views = {"input": images}
    for name, rendering in (("shape", clay), ("lit albedo", lit), ("textured", textured)):
        over = torch.where(covered, rendering, images.flatten(0, 1))
        views[name] = by_sample(over)

    carried = module.carry(face, seen, batch)
    flow = flow_colors(module.estimate_flow(face, carried))
    mask = carried.mask[:, None]
    photographs = images[:, [b for _, b in PAIRS]].flatten(0, 1)
    shown = [[b for _, b in PAIRS].index(view) for view in range(N_VIEWS)]
    grey = torch.full_like(flow, 0.5)
    for name, pairs in (
        ("carried", carried.image),
        ("co-visible", photographs * mask),
        ("flow", torch.where(mask > 0, flow, grey)),
    ):
        views[name] = pairs.view(-1, len(PAIRS), *pairs.shape[1:])[:, shown]
    return {name: torch.cat(triple.clamp(0, 1).unbind(1), dim=-1) for name, triple in views.items()}


def flow_colors(flow: Float[Tensor, "B 2 H W"]) -> Float[Tensor, "B 3 H W"]:
    """Return the flow's direction as hue and its length as distance from grey, RGB."""
    length = flow.norm(dim=1, keepdim=True)
    angle = torch.atan2(flow[:, 1:], flow[:, :1])
    strength = (length / (_FLOW_FULL * flow.shape[-1])).clamp(max=1)
    thirds = torch.tensor([0.0, 2 / 3, 4 / 3], device=flow.device) * math.pi
    colors: Tensor = 0.5 + 0.5 * strength * torch.cos(angle - thirds[:, None, None])
    return colors


def joint_texture(module: Mfnet, face: MfnetFace) -> Float[Tensor, "R 3 T T"]:
    """Join the three views' textures (Eq. 3) and fill what none of them saw; once per view."""
    uv, faces = module.morphable_model.uv, module.scene.faces
    texels = texture_fragments(uv, faces, _TEXTURE_SIZE)
    each = expand_fragments(texels, len(face.posed.vertices))
    photographs = face.images.flatten(0, 1)
    posed = face.posed
    textures, inside = transfer_image(photographs, posed.vertices, posed.camera, each, faces)
    weights = texture_weights(posed.vertices, faces, texels) * inside
    joined, known = fuse_textures(by_sample(textures), by_sample(weights))
    return fill_holes(joined, known).repeat_interleave(N_VIEWS, dim=0)
