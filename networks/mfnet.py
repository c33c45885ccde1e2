"""The network of MFNet: one ResNet for three views, their features joined to one face.

MFNet publishes no code. Its network is DECA's encoder (Feng et al., SIGGRAPH 2021) with the person
regressed from the features of all views (Zheng et al., MFNet, section 3.3) and the rest from each
view's own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor, nn

from .resnet_encoder import resnet_encoder

N_VIEWS = 3
DECA_TENSORS = 322
_N_LIGHT = 27
# DECA's order of the nine functions is 1, x, y, z, xy, xz, yz, x^2-y^2, 3z^2-1; this suite's order
# is that of the bands, 1 | y, z, x | xy, yz, 3z^2-1, xz, x^2-y^2.
DECA_FROM_BAND_ORDER = (0, 2, 3, 1, 4, 6, 8, 5, 7)
# Rows of DECA's last layer.
_SHAPE, _ALBEDO, _EXPRESSION = range(100), range(100, 150), range(150, 200)
_POSE, _CAMERA, _LIGHT = range(200, 206), range(206, 209), range(209, 236)


class MfnetOutput(NamedTuple):
    """What the network regresses; entries per view are in the order left, front, right.

    Attributes:
        identity: coefficients in standard deviations.
        expression: coefficients.
        albedo: coefficients in standard deviations.
        pose: axis-angle rotations in radians: of the head, then of the jaw.
        camera: scale s and translation (tx, ty) of a scaled orthographic camera with x' = s (X +
            tx), y' = -s (Y + ty) in [-1, 1], see `WeakPerspectiveCamera.from_normalized`.
        sh_coefficients: light, in band order, for normals of the posed model (y up, z to the
            viewer); its constants are the convention "deca".
    """

    identity: Float[Tensor, "B I"]
    expression: Float[Tensor, "B E"]
    albedo: Float[Tensor, "B 3 A"]
    pose: Float[Tensor, "B 3 P"]
    camera: Float[Tensor, "B 3 3"]
    sh_coefficients: Float[Tensor, "B 3 9 3"]


class MfnetNetwork(nn.Module):
    """Three views in, one face with three poses, cameras, reflectances and lights out.

    At the default sizes DECA's weights fit, see `state_from_deca`.

    Args:
        n_identity: number of identity coefficients.
        n_expression: number of expression coefficients.
        n_albedo: number of albedo coefficients.
        n_pose: numbers per pose: 6, rotations of head and jaw, or 3 where the face model has no
            jaw.
        backbone: a ResNet of timm's, shared by the views, from random weights: "resnet50", or
            smaller "resnet14t", "resnet10t", "resnet18".
        channels: of the backbone's four stages, where they are not its own; fewer make a smaller
            one.
        hidden: width of the hidden layer behind the features.
        initial_scale: scale of the camera at the start, so that the mean face fills the crop: the
            coordinates run from -1 to 1, and in metres 9 is right for DECA's crops.
    """

    def __init__(
        self,
        *,
        n_identity: int = 100,
        n_expression: int = 50,
        n_albedo: int = 50,
        n_pose: int = 6,
        backbone: str = "resnet50",
        channels: tuple[int, int, int, int] | None = None,
        hidden: int = 1024,
        initial_scale: float = 9.0,
    ) -> None:
        super().__init__()
        self.encoder, n_features = resnet_encoder(backbone, channels)
        self.sizes = [n_identity, n_expression]
        self.view_sizes = [n_albedo, n_pose, 3, _N_LIGHT]
        self.fused = _regressor(N_VIEWS * n_features, hidden, sum(self.sizes))
        self.per_view = _regressor(n_features, hidden, sum(self.view_sizes))
        with torch.no_grad():
            bias = self.per_view[-1].bias
            assert isinstance(bias, nn.Parameter)
            bias[n_albedo + n_pose] = initial_scale
            # White light from everywhere, under which colours are the albedo.
            bias[-_N_LIGHT:][:3] = math.sqrt(4 * math.pi)

    def forward(self, images: Float[Tensor, "B 3 3 H W"]) -> MfnetOutput:
        """Reconstruct one face per triple of views; a single image stands in all three places.

        Args:
            images: left, front and right view, RGB in [0, 1], not normalised (as DECA's).
        """
        features = self.encoder(images.flatten(0, 1)).unflatten(0, (-1, N_VIEWS))
        # Three digits of a pose are not enough: the heads stay in float32 under mixed precision.
        with torch.autocast(features.device.type, enabled=False):
            features = features.to(self.fused[0].weight.dtype)
            identity, expression = self.fused(features.flatten(1)).split(self.sizes, dim=-1)
            regressed = self.per_view(features).split(self.view_sizes, dim=-1)
        albedo, pose, camera, light = regressed
        return MfnetOutput(
            identity, expression, albedo, pose, camera, light.unflatten(-1, (9, 3)).contiguous()
        )


def _regressor(n_features: int, hidden: int, n_outputs: int) -> nn.Sequential:
    """Two layers, as DECA's; the last one starts at zero: at the mean face in a frontal pose."""
    last = nn.Linear(hidden, n_outputs)
    nn.init.zeros_(last.weight)
    nn.init.zeros_(last.bias)
    return nn.Sequential(nn.Linear(n_features, hidden), nn.ReLU(), last)


def state_from_deca(encoder: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Turn DECA's coarse encoder into a state dict of `MfnetNetwork` at its default sizes.

    For three times the same image the network then gives what DECA gives for it. Each of the three
    views contributes a third to the hidden layer from which the person is regressed; all else is
    copied. Only the order of the light's coefficients changes, from DECA's to that of the bands.

    Args:
        encoder: entry `E_flame` of DECA's `deca_model.tar`: 318 tensors `encoder.*` with
            torchvision's names of a ResNet-50, and four of two layers.

    Raises:
        ValueError: names or shapes are not those, or values are not finite.
    """
    with torch.device("meta"):
        expected = MfnetNetwork().encoder.state_dict(prefix="encoder.")
    shapes = {name: tuple(value.shape) for name, value in expected.items()}
    n_features, hidden, n_outputs = 2048, 1024, 236
    shapes |= {"layers.0.weight": (hidden, n_features), "layers.0.bias": (hidden,)}
    shapes |= {"layers.2.weight": (n_outputs, hidden), "layers.2.bias": (n_outputs,)}
    assert len(shapes) == DECA_TENSORS
    _check(encoder, shapes)
    state = {name: value for name, value in encoder.items() if name.startswith("encoder.")}
    first, bias = encoder["layers.0.weight"], encoder["layers.0.bias"]
    state["fused.0.weight"], state["fused.0.bias"] = first.repeat(1, N_VIEWS) / N_VIEWS, bias
    state["per_view.0.weight"], state["per_view.0.bias"] = first, bias
    light = [_LIGHT[3 * k + channel] for k in DECA_FROM_BAND_ORDER for channel in range(3)]
    person, view = [*_SHAPE, *_EXPRESSION], [*_ALBEDO, *_POSE, *_CAMERA, *light]
    for name in ("weight", "bias"):
        last = encoder[f"layers.2.{name}"]
        state[f"fused.2.{name}"], state[f"per_view.2.{name}"] = last[person], last[view]
    return state


def _check(found: Mapping[str, Tensor], shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Raise one ValueError that names whatever is missing, unknown, mis-shaped or not finite."""
    reshaped = [
        f"{name} {tuple(found[name].shape)}, expected {shape}"
        for name, shape in shapes.items()
        if name in found and tuple(found[name].shape) != shape
    ]
    infinite = [n for n, value in found.items() if not bool(torch.isfinite(value).all())]
    faults = {
        "missing": [name for name in shapes if name not in found],
        "not known": [name for name in found if name not in shapes],
        "of another shape": reshaped,
        "not finite": infinite,
    }
    told = [
        f"{len(names)} {what} ({', '.join(names[:3])}{', ...' if len(names) > 3 else ''})"
        for what, names in faults.items()
        if names
    ]
    if told:
        raise ValueError(
            f"not DECA's encoder: of its {len(shapes)} entries {'; '.join(told)}; expected E_flame "
            "of deca_model.tar"
        )
