"""The ablation's networks: shared weights, sizes, what each option changes and what it leaves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from networks.dfmvr import DfmvrNetwork
from networks.rednet import RedNet
from networks.shared_encoders import SharedCnn, SharedUNet

SMALL = {"n_identity": 3, "n_expression": 2, "n_albedo": 2, "width": 4, "depth": 26}


@pytest.mark.parametrize(
    ("build", "channels"),
    [
        (lambda: SharedUNet(4, 8, "paper"), 24),
        (lambda: SharedUNet(4, 8, "released"), 48),
        (lambda: SharedCnn(4, 8), 24),
    ],
)
def test_views_are_treated_alike_and_apart(
    build: Callable[[], torch.nn.Module], channels: int
) -> None:
    torch.manual_seed(0)
    network = build().eval()
    views = torch.rand(2, 3, 4, 32, 48, generator=torch.Generator().manual_seed(0))
    features = network(views)
    assert features.shape == (2, channels, 32, 48)
    swapped = network(views[:, [2, 0, 1]]).unflatten(1, (3, -1))
    assert torch.allclose(swapped, features.unflatten(1, (3, -1))[:, [2, 0, 1]], atol=1e-6)
    views[:, 1] = 0
    changed = (network(views) - features).unflatten(1, (3, -1)).abs().amax(dim=(0, 2, 3, 4))
    assert changed[[0, 2]].max() < 1e-6
    assert changed[1] > 1e-4


@pytest.mark.parametrize(
    "options", [{"fusion": "cnn"}, {"fusion": "unet"}, {"regressor": "resnet"}, {"masks": False}]
)
def test_every_parameter_of_a_variant_is_trained(options: dict[str, object]) -> None:
    torch.manual_seed(0)
    network = DfmvrNetwork(**SMALL, **options)  # type: ignore[arg-type]
    for name, parameter in network.named_parameters():
        if "rednet_fc.conv2_" in name or name.endswith("bn3.weight"):
            torch.nn.init.normal_(parameter, std=0.1)
    images, given = torch.rand(2, 3, 3, 64, 64), torch.ones(2, 3, dtype=torch.bool)
    output = network(images, torch.rand(2, 3, 64, 64), given)
    sum(part.square().sum() for part in output).backward()
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None, name
        assert torch.isfinite(parameter.grad).all(), name
        if not name.endswith("bias"):
            assert torch.count_nonzero(parameter.grad) > 0, name


def test_without_masks_the_parsing_is_not_looked_at() -> None:
    for masks in (True, False):
        torch.manual_seed(0)
        network = DfmvrNetwork(**SMALL | {"width": 8}, masks=masks).eval()
        torch.nn.init.normal_(network.rednet_fc.conv2_id.weight)
        images, given = torch.rand(1, 3, 3, 64, 64), torch.ones(1, 3, dtype=torch.bool)
        first, second = (network(images, torch.full((1, 3, 64, 64), v), given) for v in (0.0, 5.0))
        assert torch.count_nonzero(first.identity) > 0
        assert torch.equal(first.identity, second.identity) != masks


def test_resnet50_has_the_parameters_of_resnet50() -> None:
    with torch.device("meta"):
        network = RedNet(3, operation="convolution")
    blocks = sum(
        p.numel()
        for stage in range(1, 5)
        for p in network.get_submodule(f"layer{stage}").parameters()
    )
    # torchvision's resnet50: 25,557,032 less the classifier (2,049,000), stem (9,408) and its norm.
    assert blocks == 25_557_032 - 2_049_000 - 9_408 - 128
