"""nvdiffrast behind our interface: it chooses the faces, the gradients are our own."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import torch
from jaxtyping import Float, Int
from torch import Tensor

from .torch_rasterizer import barycentric_and_depth, front_facing


@lru_cache(maxsize=8)
def _context(device: torch.device) -> Any:
    """Return the state that nvdiffrast keeps per device."""
    from nvdiffrast.torch import RasterizeCudaContext

    return RasterizeCudaContext(device=device)


def rasterize_homogeneous(
    homogeneous: Float[Tensor, "B V 3"],
    depth: Float[Tensor, "B V"],
    faces: Int[Tensor, "F 3"],
    image_size: tuple[int, int],
    *,
    near: float,
    cull_back_faces: bool,
) -> tuple[Int[Tensor, "B H W"], Float[Tensor, "B H W 3"], Float[Tensor, "B H W"]]:
    """Rasterise with nvdiffrast; arguments and results as in `numba_rasterizer`.

    It rounds positions to a sub-pixel grid, so that pixels on edges can differ from the other
    backends. Its clip space is that of OpenGL with the first row at y = -1.
    """
    import nvdiffrast.torch as nvdiffrast

    height, width = image_size
    faces = faces.long()
    with torch.no_grad():
        x, y, w = homogeneous.unbind(-1)
        if near > -torch.inf:
            first = max(near, 1e-3)
            last = max(float(depth.max()), first) * 1.01 + 1.0
            z = ((last + first) * w - 2 * last * first) / (last - first)
        else:
            first, last = float(depth.min()) - 1.0, float(depth.max()) + 1.0
            z = (2 * depth - last - first) / (last - first)
        clip = torch.stack([2 * x / width - w, 2 * y / height - w, z, w], dim=-1).float()
        views: list[tuple[Tensor, Tensor]] = [(clip, torch.arange(len(faces), device=clip.device))]
        if cull_back_faces:
            front = front_facing(homogeneous, faces)
            views = [(clip[b : b + 1], torch.nonzero(front[b])[:, 0]) for b in range(len(clip))]
        drawn = []
        for positions, keep in views:
            triangles = faces[keep].int().contiguous()
            result, _ = nvdiffrast.rasterize(
                _context(clip.device), positions.contiguous(), triangles, resolution=[height, width]
            )
            index = result[..., 3].long() - 1
            drawn.append(torch.where(index >= 0, keep[index.clamp(min=0)], index))
        pix_to_face = torch.cat(drawn)
    return pix_to_face, *barycentric_and_depth(pix_to_face, homogeneous, depth, faces)
