"""Compiled interpolation of vertex attributes on the CPU, with gradients."""

# Kernels take many arrays, and numba types them by itself; `no_type_check` keeps run-time checkers
# from wrapping them.
# ruff: noqa: ANN001, ANN201
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from collections import defaultdict
from typing import Any, no_type_check

import torch
from jaxtyping import Float, Int
from numba import njit
from torch import Tensor
from torch.autograd.function import once_differentiable

from geometry.threads import num_threads, run_tasks, split_range

_OPTIONS: dict[str, Any] = {"nogil": True, "cache": True, "error_model": "numpy"}


@njit(**_OPTIONS)
@no_type_check
def interpolate_rows(
    pix_to_face,  # (H, W)
    barycentric,  # (H, W, 3)
    faces,  # (F, 3)
    attributes,  # (V, C)
    row_start,
    row_stop,
    image,  # (C, H, W), out
):
    """Interpolate the rows row_start..row_stop-1 of one view."""
    for row in range(row_start, row_stop):
        for column in range(pix_to_face.shape[1]):
            f = pix_to_face[row, column]
            if f < 0:
                for c in range(image.shape[0]):
                    image[c, row, column] = 0.0
                continue
            i0, i1, i2 = faces[f, 0], faces[f, 1], faces[f, 2]
            b0 = barycentric[row, column, 0]
            b1 = barycentric[row, column, 1]
            b2 = barycentric[row, column, 2]
            for c in range(image.shape[0]):
                image[c, row, column] = (
                    b0 * attributes[i0, c] + b1 * attributes[i1, c] + b2 * attributes[i2, c]
                )


@njit(**_OPTIONS)
@no_type_check
def interpolate_backward(
    pix_to_face,  # (H, W)
    barycentric,  # (H, W, 3)
    faces,  # (F, 3)
    attributes,  # (V, C)
    grad_image,  # (C, H, W)
    grad_barycentric,  # (H, W, 3), out
    grad_attributes,  # (V, C), out, zero at the start
):
    """Write the gradient of one view's barycentric coordinates and add that of its attributes.

    The latter is left out if its array is empty.
    """
    with_attributes = grad_attributes.shape[0] > 0
    for row in range(pix_to_face.shape[0]):
        for column in range(pix_to_face.shape[1]):
            f = pix_to_face[row, column]
            g0 = g1 = g2 = grad_barycentric.dtype.type(0.0)
            if f >= 0:
                i0, i1, i2 = faces[f, 0], faces[f, 1], faces[f, 2]
                b0 = barycentric[row, column, 0]
                b1 = barycentric[row, column, 1]
                b2 = barycentric[row, column, 2]
                for c in range(grad_image.shape[0]):
                    g = grad_image[c, row, column]
                    g0 += g * attributes[i0, c]
                    g1 += g * attributes[i1, c]
                    g2 += g * attributes[i2, c]
                    if with_attributes:
                        grad_attributes[i0, c] += b0 * g
                        grad_attributes[i1, c] += b1 * g
                        grad_attributes[i2, c] += b2 * g
            grad_barycentric[row, column, 0] = g0
            grad_barycentric[row, column, 1] = g1
            grad_barycentric[row, column, 2] = g2


class _Interpolate(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        pix_to_face: Tensor,
        barycentric: Tensor,
        faces: Tensor,
        attributes: Tensor,
        instance: Tensor,
    ) -> Tensor:
        inputs = pix_to_face, barycentric, faces, attributes
        pix_to_face, barycentric, faces, attributes = (t.detach().contiguous() for t in inputs)
        shown = instance.tolist()
        n_views, height, width = pix_to_face.shape
        image = attributes.new_empty(n_views, attributes.shape[-1], height, width)
        p, b, f, a = (t.numpy() for t in (pix_to_face, barycentric, faces, attributes))
        out = image.numpy()
        strips = split_range(height, -(-num_threads() // max(n_views, 1)))
        run_tasks(
            interpolate_rows,
            [
                (p[view], b[view], f, a[shown[view]], start, stop, out[view])
                for view in range(n_views)
                for start, stop in strips
            ],
        )
        ctx.save_for_backward(pix_to_face, barycentric, faces, attributes)
        ctx.shown = shown
        return image

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, grad_image: Tensor) -> tuple[Tensor | None, ...]:
        pix_to_face, barycentric, faces, attributes = ctx.saved_tensors
        grad_barycentric = torch.empty_like(barycentric)
        wanted = ctx.needs_input_grad[3]
        n_vertices = attributes.shape[1] if wanted else 0
        shape = (len(attributes), n_vertices, attributes.shape[-1])
        grad_attributes = attributes.new_zeros(shape)
        inputs = pix_to_face, barycentric, faces, attributes, grad_image.contiguous()
        p, b, f, a, g = (t.numpy() for t in inputs)
        out_b, out_a = grad_barycentric.numpy(), grad_attributes.numpy()

        def add(views: list[int]) -> None:
            """Go through views that add to the same array one after the other."""
            for v in views:
                i = ctx.shown[v]
                interpolate_backward(p[v], b[v], f, a[i], g[v], out_b[v], out_a[i])

        groups: dict[int, list[int]] = defaultdict(list)
        for view, i in enumerate(ctx.shown):
            groups[i if wanted else view].append(view)
        run_tasks(add, [(views,) for views in groups.values()])
        return None, grad_barycentric, None, grad_attributes if wanted else None, None


def interpolate_attributes(
    pix_to_face: Int[Tensor, "B H W"],
    barycentric: Float[Tensor, "B H W 3"],
    faces: Int[Tensor, "F 3"],
    attributes: Float[Tensor, "N V C"],
    instance: Int[Tensor, " B"],
) -> Float[Tensor, "B C H W"]:
    """Interpolate with compiled code; see `interpolation.interpolate`."""
    image: Tensor = _Interpolate.apply(pix_to_face, barycentric, faces, attributes, instance)
    return image
