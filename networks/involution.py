"""Involution: a convolution with another kernel at each pixel, shared within a group of channels.

Li et al., "Involution: Inverting the Inherence of Convolution for Visual Recognition", CVPR 2021.
Written as one multiply-add per kernel position on shifted views of the input, or as a product of
matrices on maps about as small as the kernel; both keep nothing for the backward pass but the two
inputs. The usual formulation (unfold) copies the input kernel_size² times and keeps the copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional


class ConvNormAct(nn.Module):
    """Convolution without bias, batch normalisation, ReLU."""

    def __init__(
        self, in_channels: int, out_channels: int, kernel_size: int = 1, stride: int = 1
    ) -> None:
        super().__init__()
        self.conv = nn.Conv2d(
            in_channels, out_channels, kernel_size, stride, kernel_size // 2, bias=False
        )
        self.bn = nn.BatchNorm2d(out_channels)

    def forward(self, x: Float[Tensor, "B C H W"]) -> Float[Tensor, "B D h w"]:
        """Apply the three in turn."""
        return functional.relu(self.bn(self.conv(x)), inplace=True)


class _Conv(nn.Module):
    """A bare 1x1 convolution under the name that the released state dict gives it."""

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 1)

    def forward(self, x: Float[Tensor, "B C H W"]) -> Float[Tensor, "B D H W"]:
        """Apply the convolution."""
        out: Tensor = self.conv(x)
        return out


def _widened(*tensors: Tensor) -> list[Tensor]:
    """Half precision becomes float32, in which products are added up; all else stays."""
    return [tensor.to(torch.promote_types(tensor.dtype, torch.float32)) for tensor in tensors]


def _split(features: Tensor, groups: int) -> Tensor:
    """Split the channels into groups: (B, C, H, W) to (B, G, C / G, H, W)."""
    batch, channels, height, width = features.shape
    return features.reshape(batch, groups, channels // groups, height, width)


def _taps(
    padded: Tensor, kernel_size: int, stride: int, height: int, width: int
) -> Iterator[Tensor]:
    """Yield the view of the padded input under each kernel position, row by row."""
    for row in range(kernel_size):
        for column in range(kernel_size):
            yield padded[
                ...,
                row : row + (height - 1) * stride + 1 : stride,
                column : column + (width - 1) * stride + 1 : stride,
            ]


# Below this width a row is too short to be the innermost loop; the channels of a group are longer.
_SHORT_ROW = 16


def _for_loops(tensor: Tensor, width: int) -> Tensor:
    """Lay (B, G, x, H, W) out in memory so that its loops are long; the values stay."""
    if width >= _SHORT_ROW:
        return tensor
    return tensor.permute(0, 3, 4, 1, 2).contiguous().permute(0, 3, 4, 1, 2)


class _TapInvolution(torch.autograd.Function):
    """Sum over kernel positions of kernel x shifted input; saves its two inputs only."""

    @staticmethod
    def forward(ctx: Any, features: Tensor, kernels: Tensor, stride: int) -> Tensor:
        batch, groups, size, _, height, width = kernels.shape
        channels = features.shape[1]
        ctx.save_for_backward(features, kernels)
        ctx.stride = stride
        dtype = features.dtype
        features, kernels = _widened(features, kernels)
        pad = size // 2
        grouped = _for_loops(_split(functional.pad(features, (pad,) * 4), groups), width)
        flat = _for_loops(kernels.flatten(2, 3), width)
        out = features.new_zeros(batch, groups, channels // groups, height, width)
        out = _for_loops(out, width)
        for k, tap in enumerate(_taps(grouped, size, stride, height, width)):
            out.addcmul_(flat[:, :, k, None], tap)
        return out.flatten(1, 2).contiguous().to(dtype)

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor | None, Tensor | None, None]:
        dtype = ctx.saved_tensors[0].dtype
        features, kernels, grad = _widened(*ctx.saved_tensors, grad)
        _, groups, size, _, height, width = kernels.shape
        need_features, need_kernels, _ = ctx.needs_input_grad
        pad = size // 2
        grouped = _for_loops(_split(functional.pad(features, (pad,) * 4), groups), width)
        grad = _for_loops(_split(grad, groups), width)
        flat = _for_loops(kernels.flatten(2, 3), width)
        grad_grouped = torch.zeros_like(grouped)
        grad_flat = torch.empty_like(flat)
        taps = _taps(grouped, size, ctx.stride, height, width)
        grad_taps = _taps(grad_grouped, size, ctx.stride, height, width)
        for k, (tap, grad_tap) in enumerate(zip(taps, grad_taps, strict=True)):
            if need_kernels:
                grad_flat[:, :, k] = (grad * tap).sum(2)
            if need_features:
                grad_tap.addcmul_(flat[:, :, k, None], grad)
        inner_height, inner_width = features.shape[-2:]
        grad_features = grad_grouped.flatten(1, 2)[
            ..., pad : pad + inner_height, pad : pad + inner_width
        ]
        return (
            grad_features.contiguous().to(dtype) if need_features else None,
            grad_flat.reshape(kernels.shape).to(dtype) if need_kernels else None,
            None,
        )


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


class _MatrixInvolution(torch.autograd.Function):
    """For maps about as small as the kernel: one matrix from all pixels to all outputs."""

    @staticmethod
    def forward(ctx: Any, features: Tensor, kernels: Tensor, stride: int) -> Tensor:
        ctx.save_for_backward(features, kernels)
        ctx.stride = stride
        dtype = features.dtype
        features, kernels = _widened(features, kernels)
        matrix, pixels, _ = _as_matrix(features, kernels, stride)
        out = torch.bmm(pixels, matrix.transpose(1, 2)).to(dtype)
        return out.view(*features.shape[:2], *kernels.shape[-2:])

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor | None, Tensor | None, None]:
        dtype = ctx.saved_tensors[0].dtype
        features, kernels, grad = _widened(*ctx.saved_tensors, grad)
        need_features, need_kernels, _ = ctx.needs_input_grad
        matrix, pixels, (back, inside) = _as_matrix(features, kernels, ctx.stride)
        grad = grad.reshape(len(pixels), -1, matrix.shape[1])
        grad_features = grad_kernels = None
        if need_features:
            grad_features = torch.bmm(grad, matrix).view(features.shape).to(dtype)
        if need_kernels:
            grad_matrix = torch.bmm(grad.transpose(1, 2), pixels).flatten(1)
            grad_kernels = (grad_matrix.index_select(1, back) * inside).view(kernels.shape)
            grad_kernels = grad_kernels.to(dtype)
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


def involve(
    features: Float[Tensor, "B C H W"], kernels: Float[Tensor, "B G k k h w"], stride: int = 1
) -> Float[Tensor, "B C h w"]:
    """Apply per-pixel kernels to features (Eq. 4 of the involution paper).

    Outside the image the features are zero. Half precision is added up in float32.

    Args:
        features: channel c is convolved with the kernels of group c // (C / G).
        kernels: one k x k kernel per group and output pixel; k is odd.
        stride: h = ceil(H / stride), the same for w.

    Raises:
        ValueError: if the channels cannot be divided into the groups, or the sizes do not belong
            together.
    """
    channels, groups = features.shape[1], kernels.shape[1]
    expected = tuple(-(-size // stride) for size in features.shape[-2:])
    if channels % groups or tuple(kernels.shape[-2:]) != expected:
        raise ValueError(
            f"kernels {tuple(kernels.shape)} do not fit features {tuple(features.shape)} at stride "
            f"{stride}: expected a divisor of {channels} groups and an output of {expected} pixels"
        )
    # The matrix is then at most twice as large as the kernels.
    small = features.shape[-2] * features.shape[-1] <= 2 * kernels.shape[2] ** 2
    function = _MatrixInvolution if small else _TapInvolution
    with torch.autocast(features.device.type, enabled=False):  # the functions widen by themselves
        out: Tensor = function.apply(  # type: ignore[no-untyped-call]
            features, kernels.to(features.dtype), stride
        )
    return out


class Involution(nn.Module):
    """Involution layer: two 1x1 convolutions make the kernels from the features themselves.

    Args:
        channels: input and output channels.
        kernel_size: odd side of the kernels.
        stride: 1 or more; the kernels then come from average-pooled features.
        group_channels: channels that share a kernel; reduced to `channels` where the layer has
            fewer.
        reduction: the kernel generator's bottleneck has channels / reduction channels.
    """

    def __init__(
        self,
        channels: int,
        kernel_size: int,
        stride: int = 1,
        group_channels: int = 16,
        reduction: int = 4,
    ) -> None:
        super().__init__()
        group_channels = min(group_channels, channels)
        if channels % group_channels:
            raise ValueError(
                f"{channels} channels cannot be divided into groups of {group_channels}; "
                "choose a width that is a multiple of group_channels, or smaller groups"
            )
        self.groups = channels // group_channels
        self.kernel_size = kernel_size
        self.stride = stride
        hidden = max(channels // reduction, 1)
        self.conv1 = ConvNormAct(channels, hidden)
        self.conv2 = _Conv(hidden, self.groups * kernel_size**2)

    def forward(self, x: Float[Tensor, "B C H W"]) -> Float[Tensor, "B C h w"]:
        """Generate the kernels and apply them."""
        pooled = x
        if self.stride > 1:
            # ceil_mode, so that odd sizes give as many kernels as a strided convolution gives
            # pixels; the same as plain pooling for the even sizes of the paper.
            pooled = functional.avg_pool2d(x, self.stride, self.stride, ceil_mode=True)
        kernels = self.conv2(self.conv1(pooled))
        batch, _, height, width = kernels.shape
        shape = (batch, self.groups, self.kernel_size, self.kernel_size, height, width)
        return involve(x, kernels.reshape(shape), self.stride)
