"""The network of the single-view specular method: a ResNet-50 and one layer.

Deng, Le, Jin and Deng (MM 2022), figure 2, publish no code and do not say how the outputs are
scaled. The scales here are those of the method's forebear, Deep3DFace, where it has them.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from .resnet_encoder import resnet_encoder

MM_PER_UNIT = 100.0
"""The network's unit of length is a decimetre."""
LAMP_START, LAMP_REACH, LAMP_NEAREST = 10.0, 10.0, 2.0
"""Units: the lamp starts at the camera, goes so far from there, and stays before the face."""
SHININESS_START, MOST_SHININESS = 15.0, 200.0
AMBIENT = 0.8 / 0.28209479177387814
"""Coefficient of the constant function, whose value is 0.2821, under white light of 0.8."""
# Means and standard deviations of ImageNet's images, for which public backbones are trained.
_MEAN, _DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class SpecularOutput(NamedTuple):
    """What the network regresses.

    Axes of poses and lamp: x to the image's right, y up, z to the viewer.

    Attributes:
        identity: coefficients in standard deviations.
        expression: coefficients in standard deviations.
        albedo: coefficients in standard deviations, of the diffuse and the specular albedo alike.
        rotation: angles about x, y and z in radians.
        translation: mm, from the method's reference position.
        scale: factor of the posed face's size; 1 at the start.
        sh_coefficients: of the real orthonormal basis in band order; at the start white light of
            0.8 from everywhere.
        lamp: position of the point light, mm from the method's reference position.
        shininess: exponent of the highlight, from 1 to 200.
        intensity: of the point light; 1 where the network does not regress it.
    """

    identity: Float[Tensor, "B I"]
    expression: Float[Tensor, "B E"]
    albedo: Float[Tensor, "B A"]
    rotation: Float[Tensor, "B 3"]
    translation: Float[Tensor, "B 3"]
    scale: Float[Tensor, " B"]
    sh_coefficients: Float[Tensor, "B 9 3"]
    lamp: Float[Tensor, "B 3"]
    shininess: Float[Tensor, " B"]
    intensity: Float[Tensor, "B 3"]


class SpecularNetwork(nn.Module):
    """One image in, a face, its pose and its light out: 482 numbers at the default sizes.

    The last layer starts at zero, weights and bias: at the mean face before the camera. (Otherwise
    no face may be in the picture at first, and none of its pixels lead there.)

    Args:
        n_identity: number of identity coefficients.
        n_expression: number of expression coefficients.
        n_albedo: number of albedo coefficients.
        backbone: a ResNet, see `resnet_encoder`.
        channels: of the backbone's four stages, where they are not its own; fewer make a smaller
            one.
        light_intensity: whether the point light's colour is regressed too, three more numbers that
            the paper does not have.
    """

    mean: Float[Tensor, "3 1 1"]
    deviation: Float[Tensor, "3 1 1"]

    def __init__(
        self,
        n_identity: int = 199,
        n_expression: int = 100,
        n_albedo: int = 145,
        backbone: str = "resnet50",
        channels: tuple[int, int, int, int] | None = None,
        light_intensity: bool = False,
    ) -> None:
        super().__init__()
        self.encoder, n_features = resnet_encoder(backbone, channels)
        self.sizes = {
            "identity": n_identity,
            "expression": n_expression,
            "albedo": n_albedo,
            "rotation": 3,
            "translation": 3,
            "scale": 1,
            "sh_coefficients": 27,
            "lamp": 3,
            "shininess": 1,
        }
        if light_intensity:
            self.sizes["intensity"] = 3
        self.last = nn.Linear(n_features, sum(self.sizes.values()))
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)
        for name, row in (("mean", _MEAN), ("deviation", _DEVIATION)):
            self.register_buffer(name, torch.tensor(row)[:, None, None], persistent=False)

    def forward(self, images: Float[Tensor, "B 3 H W"]) -> SpecularOutput:
        """Regress a face per image.

        Args:
            images: RGB in [0, 1]; ImageNet's statistics are taken off here.
        """
        features = self.encoder((images - self.mean) / self.deviation)
        # Three digits of a pose are not enough: the heads stay in float32 under mixed precision.
        with torch.autocast(features.device.type, enabled=False):
            numbers = self.last(features.to(self.last.weight.dtype))
            return self._scaled(numbers)

    def _scaled(self, numbers: Float[Tensor, "B K"]) -> SpecularOutput:
        """Split the numbers into groups, and give each its unit, start and range."""
        groups = torch.split(numbers, list(self.sizes.values()), dim=-1)
        raw = dict(zip(self.sizes, groups, strict=True))
        light = raw["sh_coefficients"].view(-1, 9, 3)
        ambient = functional.pad(light.new_full((1, 3), AMBIENT), (0, 0, 0, 8))
        shininess = 1 + functional.softplus(raw["shininess"][:, 0] + SHININESS_START)
        return SpecularOutput(
            identity=raw["identity"],
            expression=raw["expression"],
            albedo=raw["albedo"],
            rotation=raw["rotation"],
            translation=MM_PER_UNIT * raw["translation"],
            scale=raw["scale"][:, 0].exp(),
            sh_coefficients=light + ambient,
            lamp=MM_PER_UNIT * _lamp(raw["lamp"]),
            shininess=shininess.clamp(max=MOST_SHININESS),
            intensity=raw["intensity"].exp()
            if "intensity" in raw
            else numbers.new_ones(len(numbers), 3),
        )


def _lamp(raw: Float[Tensor, "B 3"]) -> Float[Tensor, "B 3"]:
    """Place the lamp, in units: nearer to the face than its start, z goes less far.

    (Cutting z off at its limit would leave a lamp that has reached it without a gradient.)
    """
    start = raw.new_tensor([0.0, 0.0, LAMP_START])
    reach = raw.new_full((3,), LAMP_REACH)
    towards_face = raw.new_tensor([LAMP_REACH, LAMP_REACH, LAMP_START - LAMP_NEAREST])
    return start + torch.where(raw < 0, towards_face, reach) * raw.tanh()
