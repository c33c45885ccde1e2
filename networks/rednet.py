"""RedNet: a ResNet whose 3x3 convolutions are 7x7 involutions (Li et al., CVPR 2021)."""

from __future__ import annotations

from typing import Literal

from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from .involution import ConvNormAct, Involution

BLOCKS = {
    26: (1, 2, 4, 1),
    38: (2, 3, 5, 2),
    50: (3, 4, 6, 3),
    101: (3, 4, 23, 3),
    152: (3, 8, 36, 3),
}
"""Bottlenecks per stage for each depth of the involution paper."""


Operation = Literal["involution", "convolution"]


class Bottleneck(nn.Module):
    """1x1 convolution, 7x7 involution (which carries the stride), 1x1 convolution; shortcut.

    With "convolution", a 3x3 convolution takes the involution's place: ResNet's bottleneck.

    Args:
        in_channels: of the features that come in.
        channels: in the middle; `expansion` times as many go out.
        stride: of the operation in the middle.
        group_channels: channels that share an involution kernel.
        operation: in the middle.
    """

    expansion = 4

    def __init__(
        self,
        in_channels: int,
        channels: int,
        stride: int,
        group_channels: int,
        operation: Operation = "involution",
    ) -> None:
        super().__init__()
        out_channels = channels * self.expansion
        self.conv1 = nn.Conv2d(in_channels, channels, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2: nn.Module = Involution(channels, 7, stride, group_channels)
        if operation == "convolution":
            self.conv2 = nn.Conv2d(channels, channels, 3, stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.conv3 = nn.Conv2d(channels, out_channels, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(out_channels)
        self.downsample: nn.Module = nn.Identity()
        if stride != 1 or in_channels != out_channels:
            self.downsample = nn.Sequential(
                nn.Conv2d(in_channels, out_channels, 1, stride, bias=False),
                nn.BatchNorm2d(out_channels),
            )

    def forward(self, x: Float[Tensor, "B C H W"]) -> Float[Tensor, "B D h w"]:
        """Add the residual to the shortcut."""
        y = functional.relu(self.bn1(self.conv1(x)), inplace=True)
        y = functional.relu(self.bn2(self.conv2(y)), inplace=True)
        return functional.relu(self.bn3(self.conv3(y)) + self.downsample(x), inplace=True)


class RedNet(nn.Module):
    """RedNet without a classifier: features at 1/32 of the input size.

    Args:
        in_channels: channels of the input.
        depth: one of `BLOCKS`.
        width: channels of the first stage before expansion; 64 in the paper.
        group_channels: channels that share an involution kernel; 16 in the paper.
        operation: "convolution" makes it a ResNet with the same stem, 3x3 convolutions in the
            place of all involutions.
    """

    def __init__(
        self,
        in_channels: int,
        depth: int = 50,
        width: int = 64,
        group_channels: int = 16,
        operation: Operation = "involution",
    ) -> None:
        super().__init__()
        if depth not in BLOCKS:
            raise ValueError(f"RedNet of depth {depth} is not defined; choose from {list(BLOCKS)}")
        half = max(width // 2, 1)
        middle: nn.Module = Involution(half, 3, 1, group_channels)
        if operation == "convolution":
            middle = nn.Conv2d(half, half, 3, padding=1, bias=False)
        self.stem = nn.Sequential(
            ConvNormAct(in_channels, half, 3, stride=2),
            middle,
            nn.BatchNorm2d(half),
            nn.ReLU(inplace=True),
            ConvNormAct(half, width, 3),
        )
        channels = width
        for stage, n_blocks in enumerate(BLOCKS[depth]):
            blocks = []
            for block in range(n_blocks):
                stride = 2 if stage > 0 and block == 0 else 1
                blocks.append(
                    Bottleneck(channels, width << stage, stride, group_channels, operation)
                )
                channels = (width << stage) * Bottleneck.expansion
            self.add_module(f"layer{stage + 1}", nn.Sequential(*blocks))
        self.out_channels = channels
        self._initialise()

    def _initialise(self) -> None:
        """Initialise as the authors do: Kaiming fan-out, residual branches start at zero."""
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
            elif isinstance(module, Bottleneck):
                nn.init.zeros_(module.bn3.weight)

    def forward(self, x: Float[Tensor, "B C H W"]) -> Float[Tensor, "B D h w"]:
        """Return the last stage's features."""
        x = functional.max_pool2d(self.stem(x), 3, 2, 1)
        for stage in range(1, 5):
            x = self.get_submodule(f"layer{stage}")(x)
        return x
