"""UNet++: the public network's outputs, which node sees which, any size of image."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from networks.unetplusplus import UNetPlusPlus

# Norm and five elements (the eighth of each fifth of the flattened array) of the heads, last step
# first, of NestedUNet with deep supervision of archs.py of 4uiiurz1/pytorch-nested-unet @ 4e36fdd,
# with the weights of conftest's `fill` and its image `waves(48, 32)`, in eval mode, float32.
PUBLIC = [
    (90.516132, 1.148649, 2.639804, 1.476961, 1.687155, 4.407351),
    (44.807551, 0.284582, -2.140063, 1.443019, 1.419036, 0.204100),
    (69.540815, -3.303859, -0.937169, -0.296597, 0.023503, -2.395230),
    (102.704876, 1.983393, 2.292761, 2.119254, 3.262328, 3.514233),
]


def test_heads_return_what_the_public_network_returns(
    fill: Callable[[dict[str, Tensor]], None], waves: Callable[[int, int], Tensor]
) -> None:
    network = UNetPlusPlus(n_classes=1).eval()
    assert sum(p.numel() for p in network.parameters()) == 9_163_428
    fill(network.state_dict())
    with torch.no_grad():
        heads = network(waves(48, 32))
    for head, (norm, *elements) in zip(heads, PUBLIC, strict=True):
        flat = head.flatten()
        assert flat.double().norm().item() == pytest.approx(norm, rel=1e-4)
        places = [len(flat) * part // 5 + 7 for part in range(5)]
        assert flat[places].tolist() == pytest.approx(elements, abs=5e-4)


def test_a_head_sees_no_deeper_than_its_step() -> None:
    network = UNetPlusPlus(3, width=2).train()
    heads = network(torch.rand(2, 3, 32, 32))
    for step, head in zip((4, 3, 2, 1), heads, strict=True):
        network.zero_grad()
        head.square().sum().backward(retain_graph=True)
        seen = {name.split(".")[0] for name, p in network.named_parameters() if p.grad is not None}
        nodes = {f"conv{i}_{j}" for i in range(step + 1) for j in range(step + 1 - i)}
        assert seen == nodes | {f"final{step}"}


@pytest.mark.parametrize("size", [(16, 16), (37, 50)])
def test_any_size_and_a_batch_of_one(size: tuple[int, int]) -> None:
    network = UNetPlusPlus(10, width=2).train()
    heads = network(torch.rand(1, 3, *size))
    assert [tuple(head.shape) for head in heads] == [(1, 10, *size)] * 4
    assert all(head.isfinite().all() for head in heads)
    with pytest.raises(ValueError, match="8 x 64 pixels, expected 16 x 16 or more"):
        network(torch.rand(1, 3, 8, 64))
