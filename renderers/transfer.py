"""Show in one view what another view sees of the same surface (MFNet, sections 3.4 and 3.5)."""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor
from torch.nn import functional

from geometry.cameras import Camera

from .fragments import Fragments
from .interpolation import interpolate


def transfer_image(
    image: Float[Tensor, "B C H W"],
    vertices_camera: Float[Tensor, "B V 3"],
    camera: Camera,
    fragments: Fragments,
    faces: Int[Tensor, "F 3"],
) -> tuple[Float[Tensor, "B C H2 W2"], Bool[Tensor, "B H2 W2"]]:
    """Return I_a→b of Eq. 6: view a's picture, carried over the surface into view b.

    Each pixel of view b shows a point of the surface; its colour is that of view a where a sees
    the point, or would see it if nothing were in front. The paper goes through a texture map, whose
    texels blur what is exact here. Differentiable in the picture, in a's vertices and camera
    (where it is sampled) and, through the barycentric coordinates, in b's.

    Args:
        image: view a, RGB or any channels.
        vertices_camera: of the mesh in a's camera frame.
        camera: of view a.
        fragments: of the same mesh in view b, or `texture_fragments` for a texture map.
        faces: vertex indices.

    Returns:
        The picture, 0 where b shows background, and where it comes from within view a.
    """
    covered = fragments.pix_to_face >= 0
    points = interpolate(fragments, faces, vertices_camera)
    # Background pixels stand at some vertex: at the camera itself the projection has no gradient.
    points = torch.where(covered[:, None], points, vertices_camera[:, 0, :, None, None])
    flat = points.flatten(2).transpose(1, 2)
    projected = camera.image_from_camera(flat).view(*covered.shape, 2)
    size = projected.new_tensor([image.shape[-1], image.shape[-2]])
    grid = 2 * projected / size - 1
    inside = covered & (grid.detach().abs() <= 1).all(dim=-1)
    sampled = functional.grid_sample(image, grid, padding_mode="border", align_corners=False)
    return sampled * covered[:, None], inside
