"""PyTorch3D behind our interface: it chooses the faces, the gradients are our own."""

from __future__ import annotations

import torch
from jaxtyping import Float, Int
from torch import Tensor

from .torch_rasterizer import barycentric_and_depth, front_facing


def rasterize_homogeneous(
    homogeneous: Float[Tensor, "B V 3"],
    depth: Float[Tensor, "B V"],
    faces: Int[Tensor, "F 3"],
    image_size: tuple[int, int],
    *,
    near: float,
    cull_back_faces: bool,
) -> tuple[Int[Tensor, "B H W"], Float[Tensor, "B H W 3"], Float[Tensor, "B H W"]]:
    """Rasterise with PyTorch3D; arguments and results as in `numba_rasterizer`.

    It works in float32 and has no tie rule, so that single pixels on edges can differ from the
    other backends. Its image axes are x left and y up, and span [-1, 1] over the shorter side.
    """
    from pytorch3d.renderer.mesh.rasterize_meshes import rasterize_meshes
    from pytorch3d.structures import Meshes

    height, width = image_size
    faces = faces.long()
    with torch.no_grad():
        perspective = near > -torch.inf
        u, v = (homogeneous[..., :2] / homogeneous[..., 2:]).unbind(-1)
        shorter = min(height, width)
        # Without perspective only the order in depth counts; it takes positive ones.
        z = depth if perspective else depth - depth.min() + 1.0
        vertices = torch.stack([(width - 2 * u) / shorter, (height - 2 * v) / shorter, z], dim=-1)
        if cull_back_faces:
            kept = [torch.nonzero(front)[:, 0] for front in front_facing(homogeneous, faces)]
        else:
            kept = [torch.arange(len(faces), device=faces.device)] * len(homogeneous)
        packed = rasterize_meshes(
            Meshes(list(vertices.float()), [faces[keep] for keep in kept]),
            image_size=(height, width),
            blur_radius=0.0,
            faces_per_pixel=1,
            perspective_correct=perspective,
            z_clip_value=max(near, 1e-6) if perspective else None,
        )[0][..., 0]
        pix_to_face = torch.where(packed >= 0, torch.cat(kept)[packed.clamp(min=0)], packed)
    return pix_to_face, *barycentric_and_depth(pix_to_face, homogeneous, depth, faces)
