"""What DF-MVR's ablation puts in Tri-UNet's place: one network for all views, joined at the end.

The paper names these variants "Unet" and "CNN" (Table 3, v2 and v1) and says no more than that they
join features at the end instead of at several levels. Weights are shared by the views here.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from .tri_unet import N_LEVELS, AttentionGate, DoubleConv, Layout, check_size


class SharedUNet(nn.Module):
    """A U-Net with attention gates, applied to each view; the three outputs are concatenated.

    Args:
        in_channels: channels per view.
        width: channels of the first level.
        layout: as for `TriUNet`: "released" returns the input of the last double convolution.
    """

    def __init__(self, in_channels: int, width: int, layout: Layout) -> None:
        super().__init__()
        widths = [width << level for level in range(N_LEVELS)]
        self.down = nn.ModuleList(
            DoubleConv(below, channels)
            for below, channels in zip([in_channels, *widths], widths, strict=False)
        )
        finer = widths[-2::-1]
        self.up = nn.ModuleList(nn.ConvTranspose2d(2 * c, c, 2, 2) for c in finer)
        self.gates = nn.ModuleList(AttentionGate(c) for c in finer)
        merged = finer if layout == "paper" else finer[:-1]
        self.merge = nn.ModuleList(DoubleConv(2 * c, c) for c in merged)
        self.out_channels = 3 * (width if layout == "paper" else 2 * width)

    def forward(self, views: Float[Tensor, "B 3 C H W"]) -> Float[Tensor, "B D H W"]:
        """Return the features of all views, side by side in the channels; sizes as for Tri-UNet."""
        check_size(views)
        x = views.flatten(0, 1)
        skips: list[Tensor] = []
        for level, block in enumerate(self.down):
            x = block(functional.max_pool2d(x, 2) if level else x)
            skips.append(x)
        for number, (up, gate) in enumerate(zip(self.up, self.gates, strict=True)):
            x = up(x)
            x = torch.cat([x, gate(x, skips[-2 - number])], dim=1)
            if number < len(self.merge):
                x = self.merge[number](x)
        return x.reshape(len(views), -1, *x.shape[2:])


class SharedCnn(nn.Module):
    """Two double convolutions at full resolution, applied to each view; outputs concatenated.

    Args:
        in_channels: of a view.
        width: channels of the features of a view.
    """

    def __init__(self, in_channels: int, width: int) -> None:
        super().__init__()
        self.blocks = nn.Sequential(DoubleConv(in_channels, width), DoubleConv(width, width))
        self.out_channels = 3 * width

    def forward(self, views: Float[Tensor, "B 3 C H W"]) -> Float[Tensor, "B D H W"]:
        """Return the features of all views, side by side in the channels."""
        features: Tensor = self.blocks(views.flatten(0, 1))
        return features.reshape(len(views), -1, *features.shape[2:])
