"""BiSeNet: the released layout, the public network's outputs, batches of one, small images."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor

from networks.bisenet import BatchNorm, BiSeNet

# Norm and five elements (the eighth of each fifth of the flattened array) of what
# model.py of zllrunning/face-parsing.PyTorch @ d2e684c returns with n_classes 10, the weights of
# conftest's `fill` and its image `waves(96, 64)`, in eval mode, float32, torch 2.13 on a CPU.
PUBLIC = {
    "resnet8": (490.870101, 0.584371, 5.135760, 0.603925, 0.982813, 16.426390),
    "resnet16": (535.460815, 4.353283, 0.0, 10.168319, 1.286690, 0.0),
    "resnet32": (501.111213, 14.283730, 10.868136, 0.0, 3.711993, 0.0),
    "arm16": (272.126383, 5.470816, 0.0, 0.0, 0.001914, 0.0),
    "arm32": (104.703187, 0.0, 6.395486, 0.0, 0.023925, 0.0),
    "context8": (769.253767, 0.0, 6.896486, 0.0, 2.390996, 0.0),
    "context16": (249.802387, 0.0, 2.791869, 5.194479, 5.665025, 0.0),
    "ffm": (1160.464068, 0.0, 0.0, 4.854524, 0.0, 0.0),
    "out": (2224.199287, 0.981510, 0.033963, -1.817523, -5.233883, -0.289085),
    "out16": (2004.530668, 10.527962, 6.936098, 4.516594, 3.538507, -1.142478),
    "out32": (2020.570432, 4.350529, 6.489687, 6.242005, 0.373146, 1.223028),
}


def test_every_block_returns_what_the_public_network_returns(
    fill: Callable[[dict[str, Tensor]], None], waves: Callable[[int, int], Tensor]
) -> None:
    network = BiSeNet(10).eval()
    fill(network.state_dict())
    images = waves(96, 64)
    with torch.no_grad():
        fine, middle, coarse = network.cp.resnet(images)
        _, context8, context16 = network.cp(images)
        heads = network(images)
        found = {
            "resnet8": fine,
            "resnet16": middle,
            "resnet32": coarse,
            "arm16": network.cp.arm16(middle),
            "arm32": network.cp.arm32(coarse),
            "context8": context8,
            "context16": context16,
            "ffm": network.ffm(fine, context8),
            **dict(zip(("out", "out16", "out32"), heads, strict=True)),
        }
    assert found["out"].shape == found["out32"].shape == (1, 10, 96, 64)
    for name, (norm, *elements) in PUBLIC.items():
        flat = found[name].flatten()
        assert flat.double().norm().item() == pytest.approx(norm, rel=1e-4), name
        places = [len(flat) * part // 5 + 7 for part in range(5)]
        scale = 1e-4 * flat.abs().max().item()
        assert flat[places].tolist() == pytest.approx(elements, abs=scale), name


def test_keys_and_shapes_of_the_released_weights(shared: Path) -> None:
    keys = json.loads((shared / "reference" / "dfmvr_state_keys.json").read_text())
    prefix = "mask_model."
    released = {k.removeprefix(prefix): v for k, v in keys.items() if k.startswith(prefix)}
    with torch.device("meta"):
        network = BiSeNet()
    assert {k: list(v.shape) for k, v in network.state_dict().items()} == released


@pytest.mark.parametrize(("classes", "count"), [(10, 13_296_960), (19, 13_300_416)])
def test_parameter_counts(classes: int, count: int) -> None:
    with torch.device("meta"):
        network = BiSeNet(classes)
    assert sum(p.numel() for p in network.parameters()) == count


@pytest.mark.parametrize("size", [(32, 32), (37, 50)])
def test_a_batch_of_one_trains(size: tuple[int, int]) -> None:
    network = BiSeNet(4, width=4).train()
    logits = network(torch.rand(1, 3, *size))
    assert [tuple(head.shape) for head in logits] == [(1, 4, *size)] * 3
    sum(head.square().mean() for head in logits).backward()
    assert all(p.grad is not None and p.grad.isfinite().all() for p in network.parameters())
    moved = [p for p in network.parameters() if p.grad.abs().max() > 0]
    assert len(moved) >= len(list(network.parameters())) - 2


def test_one_value_per_channel_takes_the_running_statistics() -> None:
    norm = BatchNorm(2).train()
    norm.running_mean.copy_(torch.tensor([1.0, 2.0]))
    norm.running_var.fill_(4.0)
    pooled = torch.tensor([3.0, 3.0]).view(1, 2, 1, 1)
    assert norm(pooled).flatten().tolist() == pytest.approx([1.0, 0.5], abs=1e-5)
    assert norm.running_mean.tolist() == [1.0, 2.0]
    norm(torch.cat([pooled, pooled]))  # two values: as usual
    assert norm.running_mean.tolist() != [1.0, 2.0]


@pytest.mark.parametrize("reduction", [2, 4, 8])
def test_small_images_can_have_finer_features_with_the_same_weights(reduction: int) -> None:
    network = BiSeNet(3, width=4, reduction=reduction).eval()  # type: ignore[arg-type]
    network.load_state_dict(BiSeNet(3, width=4).state_dict())
    fine, *_ = network.cp(torch.rand(1, 3, 64, 32))
    assert fine.shape[2:] == (64 // reduction, 32 // reduction)


def test_what_learns_faster_is_fusion_and_heads() -> None:
    network = BiSeNet(3, width=4)
    fast = {id(p) for p in network.new_parameters()}
    slow = {name.split(".")[0] for name, p in network.named_parameters() if id(p) not in fast}
    assert slow == {"cp"}


def test_channels_that_come_last_change_neither_logits_nor_gradients() -> None:
    """With few channels, strided 1x1 convolutions would get wrong gradients here, or crash."""
    torch.manual_seed(0)
    network = BiSeNet(10, width=4, reduction=2).eval()
    images = torch.rand(2, 3, 32, 32)
    found = []
    for layout in (torch.contiguous_format, torch.channels_last):
        network.to(memory_format=layout).zero_grad()
        logits = network(images.contiguous(memory_format=layout))
        torch.stack([(head**2).mean() for head in logits]).sum().backward()
        gradients = [parameter.grad.clone() for parameter in network.parameters()]
        found.append((logits[0].detach(), gradients))
    (plain, plain_gradients), (last, last_gradients) = found
    assert torch.allclose(plain, last, atol=1e-5)
    for one, other in zip(plain_gradients, last_gradients, strict=True):
        assert torch.allclose(one, other, rtol=1e-3, atol=1e-5)
    with torch.no_grad():
        assert torch.equal(network.main_logits(images), network(images)[0])
