"""Vertex attributes to images."""

from __future__ import annotations

from importlib.util import find_spec

import torch
from jaxtyping import Float, Int
from torch import Tensor

from .fragments import Fragments


def gather_attributes(
    pix_to_face: Int[Tensor, "B H W"],
    barycentric: Float[Tensor, "B H W 3"],
    faces: Int[Tensor, "F 3"],
    attributes: Float[Tensor, "N V C"],
    instance: Int[Tensor, " B"],
) -> Float[Tensor, "B C H W"]:
    """Interpolate with PyTorch on any device; see `interpolate`."""
    n_views, height, width = pix_to_face.shape
    view, row, column = torch.nonzero(pix_to_face >= 0, as_tuple=True)
    vertex = faces.long()[pix_to_face[view, row, column].long()]
    weights = barycentric[view, row, column]
    values = (weights[..., None] * attributes[instance[view][:, None], vertex]).sum(dim=1)
    image = values.new_zeros(n_views, height, width, attributes.shape[-1])
    return image.index_put((view, row, column), values).permute(0, 3, 1, 2)


def interpolate(
    fragments: Fragments,
    faces: Int[Tensor, "F 3"],
    attributes: Float[Tensor, "N V C"],
    instance: Int[Tensor, " B"] | None = None,
) -> Float[Tensor, "B C H W"]:
    """Interpolate vertex attributes over the pixels, perspective-correctly.

    Differentiable in the attributes and, through `fragments.barycentric`, in vertices and camera.

    Args:
        fragments: from `rasterize`, of the same faces.
        faces: vertex indices.
        attributes: any values per vertex, in the dtype of the barycentric coordinates.
        instance: which of the N attributes each view shows, where several views show the same; None
            means one after the other.

    Returns:
        One channel per attribute, 0 where there is background.

    Raises:
        ValueError: views or dtype do not agree with the fragments.
    """
    barycentric = fragments.barycentric
    if instance is None:
        instance = torch.arange(len(attributes), device=attributes.device)
    if len(instance) != len(barycentric) or attributes.dtype != barycentric.dtype:
        raise ValueError(
            f"attributes are for {len(instance)} views, in {attributes.dtype}; expected "
            f"{len(barycentric)} in {barycentric.dtype}, as the fragments: convert them, or say "
            "with `instance` which view shows which"
        )
    if attributes.device.type == "cpu" and find_spec("numba") is not None:
        from .numba_interpolation import interpolate_attributes

        return interpolate_attributes(
            fragments.pix_to_face, barycentric, faces, attributes, instance
        )
    return gather_attributes(fragments.pix_to_face, barycentric, faces, attributes, instance)
