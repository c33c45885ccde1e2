"""MFNet's network: where it starts, what depends on which view, and DECA inside it."""

from __future__ import annotations

import math

import pytest
import timm
import torch
from torch import Tensor

from networks.mfnet import MfnetNetwork, state_from_deca

SMALL = {"backbone": "resnet10t", "channels": (8, 16, 24, 32), "hidden": 16}
# Rows of DECA's code, and its functions 1, x, y, z, xy, xz, yz, x^2-y^2, 3z^2-1 by name.
PARTS = {"shape": 100, "tex": 50, "exp": 50, "pose": 6, "cam": 3, "light": 27}
DECA_ORDER = ["1", "x", "y", "z", "xy", "xz", "yz", "xx-yy", "3zz-1"]
BAND_ORDER = ["1", "y", "z", "x", "xy", "yz", "3zz-1", "xz", "xx-yy"]


@pytest.fixture(scope="module")
def deca() -> dict[str, Tensor]:
    """Random weights with the names, shapes and order of magnitude of DECA's."""
    generator = torch.Generator().manual_seed(5)
    resnet = timm.create_model("resnet50", pretrained=False, num_classes=0)
    state = {f"encoder.{name}": value for name, value in resnet.state_dict().items()}
    for name, value in state.items():
        if name.endswith(("running_mean", "bias")):
            value.copy_(0.1 * torch.randn(value.shape, generator=generator))
        elif "bn" in name and name.endswith("weight"):
            value.copy_(0.3 + 0.2 * torch.rand(value.shape, generator=generator))
    sizes = {"0.weight": (1024, 2048), "0.bias": (1024,), "2.weight": (236, 1024), "2.bias": (236,)}
    for name, size in sizes.items():
        state[f"layers.{name}"] = torch.randn(size, generator=generator) / math.sqrt(size[-1])
    return state


def deca_code(state: dict[str, Tensor], image: Tensor) -> dict[str, Tensor]:
    """DECA's own path: one image, one ResNet, two layers, one code."""
    resnet = timm.create_model("resnet50", pretrained=False, num_classes=0).eval()
    resnet.load_state_dict({n[8:]: v for n, v in state.items() if n.startswith("encoder.")})
    features = resnet(image)
    hidden = torch.relu(features @ state["layers.0.weight"].T + state["layers.0.bias"])
    code = hidden @ state["layers.2.weight"].T + state["layers.2.bias"]
    return dict(zip(PARTS, code.split(list(PARTS.values()), dim=1), strict=True))


def test_three_times_one_image_is_deca(deca: dict[str, Tensor]) -> None:
    assert len(deca) == 322
    network = MfnetNetwork().eval()
    network.load_state_dict(state_from_deca(deca))
    image = torch.rand(2, 3, 64, 64)
    with torch.no_grad():
        output, code = network(image[:, None].expand(-1, 3, -1, -1, -1)), deca_code(deca, image)
    close = {"rtol": 0.0, "atol": 1e-5}
    torch.testing.assert_close(output.identity, code["shape"], **close)
    torch.testing.assert_close(output.expression, code["exp"], **close)
    light = code["light"].view(2, 9, 3)[:, [DECA_ORDER.index(name) for name in BAND_ORDER]]
    for view in range(3):
        torch.testing.assert_close(output.albedo[:, view], code["tex"], **close)
        torch.testing.assert_close(output.pose[:, view], code["pose"], **close)
        torch.testing.assert_close(output.camera[:, view], code["cam"], **close)
        torch.testing.assert_close(output.sh_coefficients[:, view], light, **close)
    assert code["shape"].std() > 0.1  # the images matter
    assert (code["shape"][0] - code["shape"][1]).abs().max() > 1e-3


def test_what_is_not_decas_encoder_is_named(deca: dict[str, Tensor]) -> None:
    wrong = {name: value for name, value in deca.items() if name != "layers.0.bias"}
    wrong |= {"layers.2.bias": torch.zeros(150), "encoder.fc.bias": torch.zeros(1)}
    wrong |= {"encoder.bn1.bias": torch.full((64,), torch.nan)}
    message = (
        r"of its 322 entries 1 missing \(layers\.0\.bias\); 1 not known \(encoder\.fc\.bias\); "
        r"1 of another shape \(layers\.2\.bias \(150,\), expected \(236,\)\); "
        r"1 not finite \(encoder\.bn1\.bias\); expected E_flame"
    )
    with pytest.raises(ValueError, match=message):
        state_from_deca(wrong)


def test_starts_at_the_mean_face_before_the_camera() -> None:
    output = MfnetNetwork(n_identity=5, n_pose=3, initial_scale=0.7, **SMALL)(
        torch.rand(2, 3, 3, 32, 32)
    )
    assert output.camera.flatten(0, 1).tolist() == [[pytest.approx(0.7), 0, 0]] * 6
    assert output.identity.shape == (2, 5)
    assert output.pose.shape == (2, 3, 3)
    assert not any(output[k].any() for k in range(4))
    assert output.sh_coefficients[..., 0, :].unique().tolist() == pytest.approx([3.5449077])
    assert not output.sh_coefficients[..., 1:, :].any()


def test_views_share_a_person_and_nothing_else() -> None:
    network = MfnetNetwork(**SMALL).eval()
    for layers in (network.fused, network.per_view):
        torch.nn.init.normal_(layers[-1].weight)
    images = torch.rand(1, 3, 3, 32, 32)
    first = network(images)
    images[:, 2] = images[:, 2].flip(-1) * 0.5
    second = network(images)
    for name in ("albedo", "pose", "camera", "sh_coefficients"):
        before, after = getattr(first, name), getattr(second, name)
        assert torch.allclose(before[:, :2], after[:, :2], atol=1e-6)
        assert not torch.allclose(before[:, 2], after[:, 2], atol=1e-3)
    assert not torch.allclose(first.identity, second.identity, atol=1e-3)


def test_heads_stay_in_single_precision() -> None:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        output = MfnetNetwork(**SMALL)(torch.rand(1, 3, 3, 32, 32))
    assert all(value.dtype == torch.float32 for value in output)


def test_other_backbones_are_refused() -> None:
    with pytest.raises(ValueError, match="backbone 'vit' is no ResNet of timm's"):
        MfnetNetwork(backbone="vit")
