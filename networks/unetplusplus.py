"""UNet++ for face parsing: a U-Net whose skip connections are dense (Zhou et al., DLMIA 2018)."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from .bisenet import BatchNorm
from .parser import Logits, ParserNetwork

N_LEVELS = 5


class Node(nn.Module):
    """Two 3x3 convolutions, each with batch normalisation and ReLU.

    Args:
        in_channels: of the features that come in.
        out_channels: of those that go out.
    """

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, padding=1)
        self.bn1 = BatchNorm(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)
        self.bn2 = BatchNorm(out_channels)

    def forward(self, x: Float[Tensor, "B C H W"]) -> Float[Tensor, "B D H W"]:
        """Apply both."""
        x = functional.relu(self.bn1(self.conv1(x)), inplace=True)
        return functional.relu(self.bn2(self.conv2(x)), inplace=True)


class UNetPlusPlus(ParserNetwork):
    """Nodes X(level, step): the first step is an encoder, later ones refine every level.

    X(i, 0) sees X(i - 1, 0) halved. X(i, j) sees all X(i, 0 ... j - 1) and X(i + 1, j - 1) enlarged
    bilinearly. Every X(0, j > 0) has a head (deep supervision).

    Args:
        n_classes: of the logits.
        width: channels of the finest level, doubled at each of the four below; 32 in the paper.
    """

    def __init__(self, n_classes: int = 10, width: int = 32) -> None:
        super().__init__()
        self.n_classes = n_classes
        widths = [width << level for level in range(N_LEVELS)]
        for step in range(N_LEVELS):
            for level in range(N_LEVELS - step):
                if step:
                    seen = step * widths[level] + widths[level + 1]
                else:
                    seen = widths[level - 1] if level else 3
                self.add_module(f"conv{level}_{step}", Node(seen, widths[level]))
            if step:
                self.add_module(f"final{step}", nn.Conv2d(width, n_classes, 1))

    def forward(self, images: Float[Tensor, "B 3 H W"]) -> Logits:
        """Return four logits (B, n_classes, H, W), that of the last step first.

        Args:
            images: normalised, of at least 16 x 16 pixels.

        Raises:
            ValueError: smaller ones, which cannot be halved four times.
        """
        if min(images.shape[2:]) < 1 << (N_LEVELS - 1):
            height, width = images.shape[2:]
            raise ValueError(f"images of {height} x {width} pixels, expected 16 x 16 or more")
        rows: list[list[Tensor]] = []  # by level, the nodes so far
        x = images
        for level in range(N_LEVELS):
            x = self.get_submodule(f"conv{level}_0")(functional.max_pool2d(x, 2) if level else x)
            rows.append([x])
        for step in range(1, N_LEVELS):
            for level in range(N_LEVELS - step):
                below, size = rows[level + 1][step - 1], rows[level][0].shape[2:]
                up = functional.interpolate(below, size, mode="bilinear", align_corners=True)
                node = self.get_submodule(f"conv{level}_{step}")
                rows[level].append(node(torch.cat([*rows[level], up], dim=1)))
        finest = rows[0]
        return tuple(
            self.get_submodule(f"final{step}")(finest[step]) for step in range(N_LEVELS - 1, 0, -1)
        )
