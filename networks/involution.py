"""Involution: a convolution with another kernel at each pixel, shared within a group of channels.

Li et al., "Involution: Inverting the Inherence of Convolution for Visual Recognition", CVPR 2021.
The usual formulation (unfold) copies the input kernel_size² times and keeps the copy for the
backward pass. Products of matrices do without, and keep nothing but their two inputs.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from .involution_blocks import BandInvolution
from .involution_matrix import MatrixInvolution


class ConvNormAct(nn.Module):
    """Convolution without bias, batch normalisation, ReLU.

    Args:
        in_channels: of the features that come in.
        out_channels: of those that go out.
        kernel_size: odd.
        stride: of the convolution.
    """

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


def involve(
    features: Float[Tensor, "B C H W"], kernels: Float[Tensor, "B G k k h w"], stride: int = 1
) -> Float[Tensor, "B C h w"]:
    """Apply per-pixel kernels to features (Eq. 4 of the involution paper).

    Outside the image the features are zero.

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
    function = MatrixInvolution if small else BandInvolution
    # Products of half precision add up in float32 by themselves; autocast would round the operands.
    with torch.autocast(features.device.type, enabled=False):
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
