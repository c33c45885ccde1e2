"""Tri-UNet: three encoders, one attention-gated decoder (Zhao et al., DF-MVR, section 3.3)."""

from __future__ import annotations

from typing import Literal

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

N_VIEWS = 3
N_LEVELS = 5  # the input is halved four times

Layout = Literal["released", "paper"]


class DoubleConv(nn.Module):
    """Two 3x3 convolutions, each with batch normalisation and ReLU.

    Args:
        in_channels: of the features that come in.
        out_channels: of those that go out.
    """

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(in_channels, out_channels, 3, padding=1),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(out_channels, out_channels, 3, padding=1),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(inplace=True),
        )

    def forward(self, x: Float[Tensor, "B C H W"]) -> Float[Tensor, "B D H W"]:
        """Apply both."""
        out: Tensor = self.conv(x)
        return out


class AttentionGate(nn.Module):
    """Additive attention on a skip connection, with the gate at the skip's own resolution.

    psi = sigmoid(BN(conv(ReLU(BN(conv(gate)) + BN(conv(skip)))))), and the output is skip x psi.

    Args:
        channels: of gate and skip, which have as many.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        hidden = max(channels // 2, 1)
        self.W_g = nn.Sequential(nn.Conv2d(channels, hidden, 1), nn.BatchNorm2d(hidden))
        self.W_x = nn.Sequential(nn.Conv2d(channels, hidden, 1), nn.BatchNorm2d(hidden))
        self.psi = nn.Sequential(nn.Conv2d(hidden, 1, 1), nn.BatchNorm2d(1), nn.Sigmoid())

    def forward(
        self, gate: Float[Tensor, "B C H W"], skip: Float[Tensor, "B C H W"]
    ) -> Float[Tensor, "B C H W"]:
        """Weigh each pixel of the skip connection by its relevance to the gate."""
        attention: Tensor = self.psi(functional.relu(self.W_g(gate) + self.W_x(skip), inplace=True))
        return skip * attention


def check_size(views: Tensor) -> None:
    """Raise a ValueError unless height and width can be halved four times."""
    height, width = views.shape[-2:]
    if height % 16 or width % 16:
        raise ValueError(
            f"images of {height} x {width} pixels cannot be halved four times; "
            "choose an image size that is a multiple of 16"
        )


class TriUNet(nn.Module):
    """Fuse three views of a face into one feature map of the input's size.

    Submodules have the names of the released weights: `conv<level>_<view>` the encoders, `up<n>`,
    `conv<n>` and `att<level>_<view>` the decoder.

    Args:
        in_channels: channels per view: RGB and the mask.
        width: channels of the first level, doubled at each of the four below; 64 in the paper.
        layout: "paper" ends with the last double convolution, `width` channels out; "released"
            leaves it out, as the authors' code does, and returns its input, 4 x `width` channels.
    """

    def __init__(self, in_channels: int = 4, width: int = 64, layout: Layout = "released") -> None:
        super().__init__()
        self.layout = layout
        widths = [width << level for level in range(N_LEVELS)]
        for view in range(N_VIEWS):
            for level, channels in enumerate(widths, start=1):
                below = in_channels if level == 1 else channels // 2
                self.add_module(f"conv{level}_{view}", DoubleConv(below, channels))
                if level < N_LEVELS:
                    self.add_module(f"att{level}_{view}", AttentionGate(channels))
        coarse = widths[-1] * N_VIEWS
        for number, channels in enumerate(reversed(widths[:-1]), start=6):
            self.add_module(f"up{number}", nn.ConvTranspose2d(coarse, channels, 2, 2))
            if channels != width or layout == "paper":
                self.add_module(f"conv{number}", DoubleConv(channels * 4, channels))
            coarse = channels
        self.out_channels = width if layout == "paper" else 4 * width

    def _encode(self, image: Tensor, view: int) -> list[Tensor]:
        """Return the features of the five levels, finest first."""
        levels = [self.get_submodule(f"conv1_{view}")(image)]
        for level in range(2, N_LEVELS + 1):
            pooled = functional.max_pool2d(levels[-1], 2)
            levels.append(self.get_submodule(f"conv{level}_{view}")(pooled))
        return levels

    def forward(self, views: Float[Tensor, "B 3 C H W"]) -> Float[Tensor, "B D H W"]:
        """Fuse the views.

        Args:
            views: left, front and right; height and width are multiples of 16.

        Raises:
            ValueError: for any other size, since four halvings could not be undone.
        """
        check_size(views)
        encoded = [self._encode(views[:, view], view) for view in range(N_VIEWS)]
        fused = torch.cat([levels[-1] for levels in encoded], dim=1)
        for level in range(N_LEVELS - 1, 0, -1):
            number = 10 - level
            up = self.get_submodule(f"up{number}")(fused)
            gated = [
                self.get_submodule(f"att{level}_{view}")(up, encoded[view][level - 1])
                for view in range(N_VIEWS)
            ]
            fused = torch.cat([up, *gated], dim=1)
            if level > 1 or self.layout == "paper":
                fused = self.get_submodule(f"conv{number}")(fused)
        return fused
