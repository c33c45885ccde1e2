"""The network of DF-MVR: Tri-UNet, RedNet and ten regression heads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import torch
from jaxtyping import Bool, Float
from torch import Tensor, nn
from torch.nn import functional

from .rednet import Operation, RedNet
from .shared_encoders import SharedCnn, SharedUNet
from .tri_unet import N_VIEWS, Layout, TriUNet

Fusion = Literal["tri-unet", "unet", "cnn"]
Regressor = Literal["rednet", "resnet"]

VIEW_SUFFIXES = ("lt", "ft", "rt")

DEAD_ENTRIES = ("uuunet.conv9.", "rednet_fc.rednet.pts_net.")
"""Prefixes of released weights that the released forward pass never uses; the "released" layout has
no such modules."""


class DfmvrOutput(NamedTuple):
    """What the ten heads regress; the per-view entries are in the order left, front, right.

    Attributes:
        identity: coefficients in standard deviations.
        expression: coefficients.
        albedo: coefficients in standard deviations.
        sh_coefficients: spherical-harmonics lighting, to be added to the ambient light of the
            method.
        rotation: angles about x, y and z in radians (pitch, yaw, roll).
        offset: translation from the method's reference position in decimetres, the unit of the
            authors' face model; x to the right, y up, z towards the camera.
    """

    identity: Float[Tensor, "B I"]
    expression: Float[Tensor, "B E"]
    albedo: Float[Tensor, "B A"]
    sh_coefficients: Float[Tensor, "B 9 3"]
    rotation: Float[Tensor, "B 3 3"]
    offset: Float[Tensor, "B 3 3"]


class RedNetHeads(nn.Module):
    """RedNet, global average pooling and the heads: 1x1 convolutions that start at zero.

    Zero heads put the mean face in the reference position at the first step. (The released code
    keeps PyTorch's default initialisation and begins with the face at the lens.) They compute in
    float32 under mixed precision: three digits of a pose are not enough.

    Args:
        in_channels: of the features.
        n_identity: coefficients of identity.
        n_expression: of expression.
        n_albedo: of albedo.
        depth: see `RedNet`, as the three below.
        width: of its first stage.
        group_channels: that share a kernel.
        operation: in its bottlenecks.
    """

    def __init__(
        self,
        in_channels: int,
        *,
        n_identity: int,
        n_expression: int,
        n_albedo: int,
        depth: int,
        width: int,
        group_channels: int,
        operation: Operation = "involution",
    ) -> None:
        super().__init__()
        self.rednet = RedNet(in_channels, depth, width, group_channels, operation)
        sizes = {"id": n_identity, "exp": n_expression, "color": n_albedo, "gamma": 27}
        for view in VIEW_SUFFIXES:
            sizes |= {f"rotate_{view}": 3, f"offset_xy_{view}": 2, f"offset_z_{view}": 1}
        for name, size in sizes.items():
            head = nn.Conv2d(self.rednet.out_channels, size, 1)
            nn.init.zeros_(head.weight)
            if head.bias is not None:
                nn.init.zeros_(head.bias)
            self.add_module(f"conv2_{name}", head)

    def heads(self) -> Iterator[nn.Parameter]:
        """Yield the parameters of the ten heads."""
        for name, module in self.named_children():
            if name.startswith("conv2_"):
                yield from module.parameters()

    def forward(self, features: Float[Tensor, "B C H W"]) -> DfmvrOutput:
        """Regress the coefficients of the face and the pose in each view."""
        features = self.rednet(features)
        with torch.autocast(features.device.type, enabled=False):
            pooled = functional.adaptive_avg_pool2d(features.to(next(self.heads()).dtype), 1)
            return self._regress(pooled)

    def _regress(self, pooled: Float[Tensor, "B C 1 1"]) -> DfmvrOutput:
        """Apply the heads."""

        def head(name: str) -> Tensor:
            regressed: Tensor = self.get_submodule(f"conv2_{name}")(pooled)
            return regressed.flatten(1)

        rotation = torch.stack([head(f"rotate_{view}") for view in VIEW_SUFFIXES], dim=1)
        offset = torch.stack(
            [
                torch.cat([head(f"offset_xy_{view}"), head(f"offset_z_{view}")], dim=1)
                for view in VIEW_SUFFIXES
            ],
            dim=1,
        )
        # The 27 numbers are stored channel by channel: nine for red, nine for green, nine for blue.
        gamma = head("gamma").view(-1, 3, 9).transpose(1, 2)
        return DfmvrOutput(
            head("id"), head("exp"), head("color"), gamma.contiguous(), rotation, offset
        )


class DfmvrNetwork(nn.Module):
    """Three views with masks in, coefficients, lighting and three poses out.

    At the default sizes (80 identity, 64 expression and 80 albedo coefficients) and layout
    "released", names and shapes of the state dict are those of the released weights less
    `DEAD_ENTRIES` and the face parser.

    Args:
        n_identity: number of identity coefficients.
        n_expression: number of expression coefficients.
        n_albedo: number of albedo coefficients.
        width: channels of the first level of Tri-UNet; 64 in the paper.
        regressor_width: channels of RedNet's first stage; `width` if not given.
        depth: depth of RedNet: 26, 38, 50, 101 or 152.
        group_channels: channels that share an involution kernel.
        layout: see `TriUNet`.
        fusion: what joins the views: Tri-UNet, or in the ablation `SharedUNet` (v2) or `SharedCnn`
            (v1).
        regressor: "resnet" has 3x3 convolutions in the place of involutions (v3 of the ablation).
        masks: False leaves out the fourth channel (v4 of the ablation).
    """

    def __init__(
        self,
        *,
        n_identity: int = 80,
        n_expression: int = 64,
        n_albedo: int = 80,
        width: int = 64,
        regressor_width: int | None = None,
        depth: int = 50,
        group_channels: int = 16,
        layout: Layout = "released",
        fusion: Fusion = "tri-unet",
        regressor: Regressor = "rednet",
        masks: bool = True,
    ) -> None:
        super().__init__()
        self.masks = masks
        in_channels = 4 if masks else 3
        self.uuunet: TriUNet | SharedUNet | SharedCnn
        if fusion == "tri-unet":
            self.uuunet = TriUNet(in_channels, width, layout)
        elif fusion == "unet":
            self.uuunet = SharedUNet(in_channels, width, layout)
        else:
            self.uuunet = SharedCnn(in_channels, width)
        self.rednet_fc = RedNetHeads(
            self.uuunet.out_channels,
            n_identity=n_identity,
            n_expression=n_expression,
            n_albedo=n_albedo,
            depth=depth,
            width=regressor_width or width,
            group_channels=group_channels,
            operation="involution" if regressor == "rednet" else "convolution",
        )

    def forward(
        self,
        images: Float[Tensor, "B 3 3 H W"],
        parsing: Float[Tensor, "B 3 H W"],
        given: Bool[Tensor, "B 3"],
    ) -> DfmvrOutput:
        """Reconstruct one face per triple of views.

        Args:
            images: left, front and right view, RGB in [0, 1].
            parsing: class index 0..9 of each pixel, as the fourth channel, not normalised.
            given: False for a view that is missing: it becomes black, with an empty mask.
        """
        present = given[:, :, None, None, None]
        views = 2 * images * present - 1
        if self.masks:
            views = torch.cat([views, parsing[:, :, None] * present], dim=2)
        assert views.shape[1] == N_VIEWS
        output: DfmvrOutput = self.rednet_fc(self.uuunet(views))
        return output
