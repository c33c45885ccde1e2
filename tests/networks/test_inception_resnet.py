"""Inception-ResNet v1: the public layout and outputs, what `embed` does to images, small ones."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from networks.inception_resnet import InceptionResnetV1

SMALL = {"width": 4, "repeats": (1, 1, 1), "n_features": 16, "image_size": 80}
# SHA-256 of the lines "<name> <shape>" of the state dict of models/inception_resnet_v1.py of
# timesler/facenet-pytorch @ 787da06, sorted by name, joined by newlines.
NAMES_AND_SHAPES = "4e0b673f537d43a460ea843b19681e79790722962fd0a70e5cd5287fdfc8d696"
# Norm and five elements (the eighth of each fifth of the flattened array) of what that file
# returns with the weights of conftest's `fill` and its image `waves(160, 160)`, in eval mode,
# float32, torch 2.13 on a CPU.
PUBLIC = {
    "conv2d_4b": (225.656663, 2.641691, 1.830044, 0.0, 0.888696, 0.0),
    "repeat_1": (236.272691, 2.475534, 1.732262, 0.0, 1.169822, 0.107893),
    "mixed_6a": (260.197525, 0.0, 0.0, 1.331982, 0.0, 1.740280),
    "repeat_2": (274.213092, 0.0, 0.271264, 1.069160, 0.700153, 1.628024),
    "mixed_7a": (164.172913, 0.735814, 0.0, 0.337208, 0.303841, 1.639414),
    "repeat_3": (176.146113, 0.705911, 0.097702, 0.426621, 0.014772, 0.996664),
    "block8": (266.836332, 1.771811, 2.720548, 4.192290, 0.097849, 0.581348),
    "last_bn": (43433.072963, 2132.695068, 2266.720947, 1841.106201, 1781.742432, 2079.856689),
    "embedding": (1.0, 0.049103, 0.052189, 0.042389, 0.041023, 0.047886),
}


def test_names_and_shapes_of_the_public_weights() -> None:
    with torch.device("meta"):
        network = InceptionResnetV1()
    state = network.state_dict()
    lines = "\n".join(f"{name} {list(value.shape)}" for name, value in sorted(state.items()))
    assert len(state) == 714
    assert hashlib.sha256(lines.encode()).hexdigest() == NAMES_AND_SHAPES
    assert sum(parameter.numel() for parameter in network.parameters()) == 23_482_624


def test_every_block_returns_what_the_public_network_returns(
    fill: Callable[[dict[str, Tensor]], None], waves: Callable[[int, int], Tensor]
) -> None:
    network = InceptionResnetV1().eval()
    fill(network.state_dict())
    found: dict[str, Tensor] = {}
    for name in PUBLIC.keys() - {"embedding"}:
        network.get_submodule(name).register_forward_hook(
            lambda _, __, output, name=name: found.update({name: output})
        )
    with torch.no_grad():
        found["embedding"] = network(waves(160, 160))
    for name, (norm, *elements) in PUBLIC.items():
        flat = found[name].flatten()
        assert flat.double().norm().item() == pytest.approx(norm, rel=1e-4), name
        places = [len(flat) * part // 5 + 7 for part in range(5)]
        scale = 1e-4 * flat.abs().max().item()
        assert flat[places].tolist() == pytest.approx(elements, abs=scale), name


def test_embed_scales_and_resizes() -> None:
    network = InceptionResnetV1(**SMALL).eval()  # type: ignore[arg-type]
    images = torch.rand(2, 3, 80, 80)
    eight_bit = images * 255
    with torch.no_grad():
        assert torch.allclose(network.embed(images), network((eight_bit - 127.5) / 128), atol=1e-6)
        # Twice the size in whole blocks: averaging brings back nearly the same image.
        doubled = functional.interpolate(images, scale_factor=2, mode="nearest")
        smooth = functional.interpolate(doubled, (80, 80), mode="bilinear", antialias=True)
        assert torch.equal(network.embed(doubled), network.embed(smooth))
    assert torch.allclose(smooth.mean(), images.mean(), atol=1e-3)


def test_embeddings_have_length_one_unless_asked_otherwise() -> None:
    network = InceptionResnetV1(**SMALL).eval()  # type: ignore[arg-type]
    raw = InceptionResnetV1(**SMALL, normalized=False).eval()  # type: ignore[arg-type]
    raw.load_state_dict(network.state_dict())
    images = torch.rand(3, 3, 80, 80)
    with torch.no_grad():
        unit, free = network.embed(images), raw.embed(images)
    assert unit.norm(dim=1).tolist() == pytest.approx([1, 1, 1])
    assert torch.allclose(free / free.norm(dim=1, keepdim=True), unit, atol=1e-6)
    assert free.norm(dim=1).max() < 0.9


def test_gradients_reach_every_parameter_and_the_image() -> None:
    network = InceptionResnetV1(**SMALL)  # type: ignore[arg-type]
    images = torch.rand(4, 3, 112, 112, requires_grad=True)
    (network.embed(images) @ torch.randn(16)).square().sum().backward()
    assert images.grad is not None
    assert (images.grad.abs().amax(dim=(1, 2, 3)) > 0).all()
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.isfinite().all(), name
        assert parameter.grad.abs().max() > 0, name


def test_sizes_that_do_not_work_are_refused() -> None:
    with pytest.raises(ValueError, match="width 5: expected a multiple of 2"):
        InceptionResnetV1(width=5)
    with pytest.raises(ValueError, match="image_size 64: expected 75 pixels or more"):
        InceptionResnetV1(image_size=64)
    smallest = InceptionResnetV1(**{**SMALL, "image_size": 75}).eval()  # type: ignore[arg-type]
    assert smallest.embed(torch.rand(1, 3, 75, 75)).isfinite().all()
