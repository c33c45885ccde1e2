"""BiSeNet for face parsing, in the layout of zllrunning/face-parsing.PyTorch.

BiSeNet (Yu et al., ECCV 2018) without its spatial path: the features of ResNet18's second stage
stand in for it. Submodules have the names of the public weights.
"""

from __future__ import annotations

from typing import Literal

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from .parser import Logits, ParserNetwork


class BatchNorm(nn.BatchNorm2d):
    """Batch normalisation that takes its running statistics where a batch has none.

    Pooled to one pixel, a batch of one has a single value per channel, and no variance. PyTorch
    raises there; the released DF-MVR repeats the image instead, which turns every feature into the
    bias.
    """

    def forward(self, input: Float[Tensor, "B C H W"]) -> Float[Tensor, "B C H W"]:
        """Normalise; with one value per channel as in evaluation, statistics unchanged."""
        if self.training and input[:, 0].numel() == 1:
            return functional.batch_norm(
                input, self.running_mean, self.running_var, self.weight, self.bias, eps=self.eps
            )
        return super().forward(input)


class ConvBnRelu(nn.Module):
    """Convolution, batch normalisation, ReLU; the size stays.

    Args:
        in_channels: of the features that come in.
        out_channels: of those that go out.
        kernel_size: odd.
    """

    def __init__(self, in_channels: int, out_channels: int, kernel_size: int = 3) -> None:
        super().__init__()
        padding = kernel_size // 2
        self.conv = nn.Conv2d(in_channels, out_channels, kernel_size, padding=padding, bias=False)
        self.bn = BatchNorm(out_channels)

    def forward(self, x: Float[Tensor, "B C H W"]) -> Float[Tensor, "B D H W"]:
        """Apply all three."""
        return functional.relu(self.bn(self.conv(x)), inplace=True)


class BasicBlock(nn.Module):
    """ResNet's block of two 3x3 convolutions.

    Args:
        in_channels: of the features that come in.
        out_channels: of those that go out.
        stride: of the first convolution.
    """

    def __init__(self, in_channels: int, out_channels: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, padding=1, bias=False)
        self.bn1 = BatchNorm(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.bn2 = BatchNorm(out_channels)
        self.stride = stride
        self.downsample: nn.Module | None = None
        if stride != 1 or in_channels != out_channels:
            self.downsample = nn.Sequential(
                nn.Conv2d(in_channels, out_channels, 1, bias=False), BatchNorm(out_channels)
            )

    def forward(self, x: Float[Tensor, "B C H W"]) -> Float[Tensor, "B D h w"]:
        """Add the residual to its (projected) input."""
        residual = functional.relu(self.bn1(self.conv1(x)), inplace=True)
        shortcut = x
        if self.downsample is not None:
            # The stride is taken here, not in the 1x1 convolution: oneDNN's gradient of that is
            # wrong, or crashes, for fewer than 16 channels that come last (oneDNN issue 6035).
            shortcut = self.downsample(x[:, :, :: self.stride, :: self.stride])
        return functional.relu(shortcut + self.bn2(self.conv2(residual)), inplace=True)


class ResNet18(nn.Module):
    """The backbone: features at 1/8, 1/16 and 1/32 of the input's size.

    Args:
        width: channels of the first stage, doubled at each of the three below.
        reduction: pixels per cell of the first features returned, see `BiSeNet`.
    """

    def __init__(self, width: int, reduction: Literal[2, 4, 8]) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 7, 2 if reduction > 2 else 1, padding=3, bias=False)
        self.bn1 = BatchNorm(width)
        self.maxpool = nn.MaxPool2d(3, 2 if reduction > 4 else 1, padding=1)
        channels = width
        for stage in range(1, 5):
            out = width << (stage - 1)
            stride = 1 if stage == 1 else 2
            blocks = nn.Sequential(BasicBlock(channels, out, stride), BasicBlock(out, out, 1))
            self.add_module(f"layer{stage}", blocks)
            channels = out

    def forward(self, x: Float[Tensor, "B 3 H W"]) -> tuple[Tensor, Tensor, Tensor]:
        """Return the features of the last three stages, finest first."""
        x = self.maxpool(functional.relu(self.bn1(self.conv1(x)), inplace=True))
        fine = self.get_submodule("layer2")(self.get_submodule("layer1")(x))
        middle = self.get_submodule("layer3")(fine)
        return fine, middle, self.get_submodule("layer4")(middle)


class AttentionRefinement(nn.Module):
    """Weigh each channel by what the whole image says about it.

    Args:
        in_channels: of the features that come in.
        out_channels: of those that go out.
    """

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__()
        self.conv = ConvBnRelu(in_channels, out_channels)
        self.conv_atten = nn.Conv2d(out_channels, out_channels, 1, bias=False)
        self.bn_atten = BatchNorm(out_channels)

    def forward(self, x: Float[Tensor, "B C H W"]) -> Float[Tensor, "B D H W"]:
        """Return the convolved and weighted features."""
        features = self.conv(x)
        pooled = features.mean(dim=(2, 3), keepdim=True)
        attention: Tensor = features * torch.sigmoid(self.bn_atten(self.conv_atten(pooled)))
        return attention


class ContextPath(nn.Module):
    """ResNet18 with attention refinement on its two coarsest stages.

    Args:
        width: see `BiSeNet`.
        reduction: see `BiSeNet`.
    """

    def __init__(self, width: int, reduction: Literal[2, 4, 8]) -> None:
        super().__init__()
        channels = 2 * width
        self.resnet = ResNet18(width, reduction)
        self.arm16 = AttentionRefinement(4 * width, channels)
        self.arm32 = AttentionRefinement(8 * width, channels)
        self.conv_head32 = ConvBnRelu(channels, channels)
        self.conv_head16 = ConvBnRelu(channels, channels)
        self.conv_avg = ConvBnRelu(8 * width, channels, 1)

    def forward(self, x: Float[Tensor, "B 3 H W"]) -> tuple[Tensor, Tensor, Tensor]:
        """Return ResNet's features at 1/8 and the context at 1/8 and 1/16."""
        fine, middle, coarse = self.resnet(x)
        everywhere = self.conv_avg(coarse.mean(dim=(2, 3), keepdim=True))
        context = self.arm32(coarse) + everywhere
        context16 = self.conv_head32(functional.interpolate(context, middle.shape[2:]))
        context = self.arm16(middle) + context16
        context8 = self.conv_head16(functional.interpolate(context, fine.shape[2:]))
        return fine, context8, context16


class FeatureFusion(nn.Module):
    """Join two feature maps and stress the channels that matter.

    Args:
        in_channels: of both maps together.
        out_channels: of the joint one.
    """

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__()
        hidden = max(out_channels // 4, 1)
        self.convblk = ConvBnRelu(in_channels, out_channels, 1)
        self.conv1 = nn.Conv2d(out_channels, hidden, 1, bias=False)
        self.conv2 = nn.Conv2d(hidden, out_channels, 1, bias=False)

    def forward(
        self, detail: Float[Tensor, "B C H W"], context: Float[Tensor, "B D H W"]
    ) -> Float[Tensor, "B E H W"]:
        """Return features + features x attention."""
        features = self.convblk(torch.cat([detail, context], dim=1))
        pooled = features.mean(dim=(2, 3), keepdim=True)
        attention = torch.sigmoid(self.conv2(functional.relu(self.conv1(pooled))))
        fused: Tensor = features + features * attention
        return fused


class Head(nn.Module):
    """Features to one logit per class.

    Args:
        in_channels: of the features.
        hidden: channels between the two convolutions.
        n_classes: number of logits.
    """

    def __init__(self, in_channels: int, hidden: int, n_classes: int) -> None:
        super().__init__()
        self.conv = ConvBnRelu(in_channels, hidden)
        self.conv_out = nn.Conv2d(hidden, n_classes, 1, bias=False)

    def forward(
        self, x: Float[Tensor, "B C h w"], size: tuple[int, int]
    ) -> Float[Tensor, "B K H W"]:
        """Return logits, bilinearly enlarged."""
        logits: Tensor = self.conv_out(self.conv(x))
        return functional.interpolate(logits, size, mode="bilinear", align_corners=True)


class BiSeNet(ParserNetwork):
    """Face parser: a main head on the fused features and two on the context, for training.

    With its defaults it has 13,296,960 parameters and the keys and shapes of the parser in the
    released DF-MVR weights; with 19 classes those of the public `79999_iter.pth`.

    Args:
        n_classes: 10 for DF-MVR's regions, 19 for CelebAMask-HQ's classes.
        width: channels of ResNet's first stage; 64 in the public network.
        reduction: pixels of the image per cell of the finest features; 8 in the public network, for
            images of 512 pixels. On small images the eyes would be lost between cells: 4 leaves out
            the stride of the max-pool, 2 that of the first convolution too. Weights stay the same.
    """

    def __init__(
        self, n_classes: int = 10, width: int = 64, reduction: Literal[2, 4, 8] = 8
    ) -> None:
        super().__init__()
        self.n_classes = n_classes
        self.cp = ContextPath(width, reduction)
        self.ffm = FeatureFusion(4 * width, 4 * width)
        self.conv_out = Head(4 * width, 4 * width, n_classes)
        self.conv_out16 = Head(2 * width, width, n_classes)
        self.conv_out32 = Head(2 * width, width, n_classes)
        for name, module in self.named_modules():
            if isinstance(module, nn.Conv2d):
                if name.startswith("cp.resnet"):  # as torchvision's; users may load its weights
                    nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
                else:
                    nn.init.kaiming_normal_(module.weight, a=1)

    def forward(self, images: Float[Tensor, "B 3 H W"]) -> Logits:
        """Return three logits (B, n_classes, H, W): main head, context at 1/8, context at 1/16.

        Args:
            images: normalised as the weights want it.
        """
        height, width = images.shape[2:]
        fine, context8, context16 = self.cp(images)
        return (
            self.conv_out(self.ffm(fine, context8), (height, width)),
            self.conv_out16(context8, (height, width)),
            self.conv_out32(context16, (height, width)),
        )

    def main_logits(self, images: Float[Tensor, "B 3 H W"]) -> Float[Tensor, "B K H W"]:
        """Return the main head's logits alone: a fifth of the work of a small network less."""
        height, width = images.shape[2:]
        fine, context8, _ = self.cp(images)
        logits: Tensor = self.conv_out(self.ffm(fine, context8), (height, width))
        return logits

    def new_parameters(self) -> list[nn.Parameter]:
        """Parameters that learn ten times as fast in the public recipe: fusion and heads."""
        parts = (self.ffm, self.conv_out, self.conv_out16, self.conv_out32)
        return [parameter for part in parts for parameter in part.parameters()]
