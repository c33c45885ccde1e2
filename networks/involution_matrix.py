"""Involution on maps about as small as the kernel, whose matrix is nearly full."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import torch
from torch import Tensor


@lru_cache(maxsize=32)
def _places(
    size: int, stride: int, height: int, width: int, out_height: int, out_width: int
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Tell where a kernel's weights stand in the matrix that maps all pixels to all outputs.

    Returns:
        For each element (output, pixel) of the matrix its place in the flattened kernels (tap,
        output), and whether a kernel reaches that far; and the same the other way round.
    """
    output, pixel = torch.arange(out_height * out_width), torch.arange(height * width)
    out_row, out_column = output.div(out_width, rounding_mode="floor"), output.remainder(out_width)
    row = pixel.div(width, rounding_mode="floor") - (out_row * stride - size // 2)[:, None]
    column = pixel.remainder(width) - (out_column * stride - size // 2)[:, None]
    reached = (row >= 0) & (row < size) & (column >= 0) & (column < size)
    n_outputs = len(output)
    place = (row * size + column) * n_outputs + output[:, None]
    place = torch.where(reached, place, 0).flatten()
    back = torch.zeros(size * size * n_outputs, dtype=torch.long)
    inside = torch.zeros(size * size * n_outputs, dtype=torch.bool)
    chosen = reached.flatten().nonzero()[:, 0]
    back[place[chosen]] = chosen
    inside[place[chosen]] = True
    return place, reached.flatten(), back, inside


class MatrixInvolution(torch.autograd.Function):
    """Involution by one matrix from all pixels to all outputs; saves its two inputs only."""

    @staticmethod
    def forward(ctx: Any, features: Tensor, kernels: Tensor, stride: int) -> Tensor:
        """Apply per-pixel kernels; see `networks.involution.involve`."""
        ctx.save_for_backward(features, kernels)
        ctx.stride = stride
        matrix, pixels, _ = _as_matrix(features, kernels, stride)
        out = torch.bmm(pixels, matrix.transpose(1, 2))
        return out.view(*features.shape[:2], *kernels.shape[-2:])

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor | None, Tensor | None, None]:
        """Return the gradients of features and kernels."""
        features, kernels = ctx.saved_tensors
        need_features, need_kernels, _ = ctx.needs_input_grad
        matrix, pixels, (back, inside) = _as_matrix(features, kernels, ctx.stride)
        grad = grad.reshape(len(pixels), -1, matrix.shape[1])
        grad_features = grad_kernels = None
        if need_features:
            grad_features = torch.bmm(grad, matrix).view(features.shape)
        if need_kernels:
            grad_matrix = torch.bmm(grad.transpose(1, 2), pixels).flatten(1)
            grad_kernels = (grad_matrix.index_select(1, back) * inside).view(kernels.shape)
        return grad_features, grad_kernels, None


def _as_matrix(
    features: Tensor, kernels: Tensor, stride: int
) -> tuple[Tensor, Tensor, tuple[Tensor, Tensor]]:
    """Return matrices (B G, outputs, pixels), features (B G, C / G, pixels) and the way back."""
    batch, groups, size, _, *out_size = kernels.shape
    places = _places(size, stride, *features.shape[-2:], *out_size)
    place, reached, back, inside = (index.to(features.device) for index in places)
    flat = kernels.reshape(batch * groups, -1).index_select(1, place)
    matrix = (flat * reached).view(batch * groups, out_size[0] * out_size[1], -1)
    return matrix, features.reshape(batch * groups, -1, matrix.shape[2]), (back, inside)
