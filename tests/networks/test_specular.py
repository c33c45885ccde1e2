"""The specular method's network: where it starts, units and ranges, what learns."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from networks.specular import SpecularNetwork, SpecularOutput

SMALL = {"backbone": "resnet10t", "channels": (8, 16, 24, 32)}
SIZES = {"n_identity": 4, "n_expression": 3, "n_albedo": 2}


def output_of(bias: dict[str, float]) -> SpecularOutput:
    """Return what the network gives where the layer before the groups gives these numbers."""
    network = SpecularNetwork(**SIZES, **SMALL, light_intensity=True).eval()
    start = 0
    for name, size in network.sizes.items():
        with torch.no_grad():
            network.last.bias[start : start + size] = bias.get(name, 0.0)
        start += size
    with torch.no_grad():
        return network(torch.rand(1, 3, 32, 32))


@pytest.mark.parametrize(("intensity", "count"), [(False, 482), (True, 485)])
def test_the_papers_sizes(intensity: bool, count: int) -> None:
    with torch.device("meta"):
        network = SpecularNetwork(light_intensity=intensity)
    assert network.last.weight.shape == (count, 2048)
    assert sum(network.sizes.values()) == 199 + 100 + 145 + 7 + 27 + 3 + 1 + 3 * intensity
    names = network.encoder.state_dict()
    assert len(names) == 318  # torchvision's ResNet-50 less its classifier
    assert names["layer4.2.conv3.weight"].shape == (2048, 512, 1, 1)


def test_starts_at_the_mean_face_before_the_camera() -> None:
    network = SpecularNetwork(**SIZES, **SMALL)
    assert not network.last.weight.any()
    assert not network.last.bias.any()
    output = network(torch.rand(2, 3, 32, 32))
    for value in (output.identity, output.expression, output.albedo, output.rotation):
        assert not value.any()
    assert not output.translation.any()
    assert output.scale.tolist() == [1, 1]
    assert output.lamp.tolist() == [[0, 0, 1000]] * 2
    assert output.shininess.tolist() == pytest.approx([16, 16], abs=1e-4)
    assert output.intensity.tolist() == [[1, 1, 1]] * 2
    assert output.sh_coefficients[:, 0].flatten().tolist() == pytest.approx([2.8359262] * 6)
    # Times the constant function, 1 / sqrt(4 pi), that is light of 0.8.
    white = output.sh_coefficients[:, 0] / math.sqrt(4 * math.pi)
    assert white.flatten().tolist() == pytest.approx([0.8] * 6)
    assert not output.sh_coefficients[:, 1:].any()


def test_units_by_hand() -> None:
    half = output_of(
        {
            "identity": 2.0,
            "rotation": 0.3,
            "translation": 0.5,
            "scale": math.log(2),
            "sh_coefficients": 0.1,
            "lamp": 1.0,
            "shininess": 4.0,
            "intensity": math.log(3),
        }
    )
    assert half.identity.unique().item() == 2
    assert half.rotation[0].tolist() == pytest.approx([0.3] * 3)
    assert half.translation[0].tolist() == pytest.approx([50] * 3)
    assert half.scale.item() == pytest.approx(2)
    assert half.sh_coefficients[0, 1:].unique().item() == pytest.approx(0.1)
    assert half.sh_coefficients[0, 0].tolist() == pytest.approx([2.9359262] * 3)
    assert half.lamp[0].tolist() == pytest.approx([761.594, 761.594, 1761.594], rel=1e-5)
    assert half.shininess.item() == pytest.approx(20, abs=1e-4)
    assert half.intensity[0].tolist() == pytest.approx([3] * 3)
    back = output_of({"lamp": -1.0}).lamp[0]
    assert back.tolist() == pytest.approx([-761.594, -761.594, 1000 - 0.8 * 761.594], rel=1e-5)


@pytest.mark.parametrize(("raw", "z", "shininess"), [(-60.0, 200, 1), (300.0, 2000, 200)])
def test_ranges(raw: float, z: float, shininess: float) -> None:
    output = output_of({"lamp": raw, "shininess": raw})
    assert output.lamp[0, 2].item() == pytest.approx(z)
    assert output.lamp[0, 0].item() == pytest.approx(math.copysign(1000, raw))
    assert output.shininess.item() == pytest.approx(shininess)


def test_light_is_band_by_band_and_colour_by_colour() -> None:
    network = SpecularNetwork(**SIZES, **SMALL).eval()
    start = 4 + 3 + 2 + 7
    with torch.no_grad():
        network.last.bias[start + 3 * 4 + 1] = 7.0  # fifth function, green
        light = network(torch.rand(1, 3, 32, 32)).sh_coefficients
    assert light[0, 4].tolist() == [0, 7, 0]
    assert not light[0, 5:].any()


def test_gradients_reach_every_parameter() -> None:
    network = SpecularNetwork(**SIZES, **SMALL, light_intensity=True)
    torch.nn.init.normal_(network.last.weight, std=0.01)
    for parameter in network.parameters():  # timm's residual branches start closed
        if not parameter.any():
            torch.nn.init.constant_(parameter, 0.1)
    output = network(torch.rand(4, 3, 64, 64))
    torch.cat([value.flatten() for value in output]).square().sum().backward()
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.isfinite().all(), name
        assert parameter.grad.abs().max() > 0, name


def test_white_is_one_as_imagenets_networks_know_it() -> None:
    network = SpecularNetwork(**SIZES, **SMALL)
    seen: list[Tensor] = []
    network.encoder.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    network(torch.ones(2, 3, 32, 32))
    expected = [(1 - 0.485) / 0.229, (1 - 0.456) / 0.224, (1 - 0.406) / 0.225]
    assert seen[0][0, :, 5, 7].tolist() == pytest.approx(expected)


def test_heads_stay_in_single_precision() -> None:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        output = SpecularNetwork(**SIZES, **SMALL)(torch.rand(2, 3, 32, 32))
    assert all(value.dtype == torch.float32 for value in output)


def test_other_backbones_are_refused() -> None:
    with pytest.raises(ValueError, match="backbone 'vit' is no ResNet of timm's"):
        SpecularNetwork(backbone="vit")
