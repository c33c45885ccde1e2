"""RedNet: sizes, parameter count, initialisation."""

from __future__ import annotations

import pytest
import torch

from networks.rednet import Bottleneck, RedNet


def test_parameter_count_of_the_released_backbone() -> None:
    with torch.device("meta"):
        backbone = RedNet(256)
    assert sum(p.numel() for p in backbone.parameters()) == 13_564_670


@pytest.mark.parametrize("side", [64, 96])
def test_output_is_a_thirty_second_of_the_input(side: int) -> None:
    network = RedNet(8, depth=26, width=8).eval()
    assert network(torch.rand(1, 8, side, side)).shape == (1, 256, side // 32, side // 32)


def test_residual_branches_start_at_zero() -> None:
    block = Bottleneck(64, 16, 1, 16)
    network = RedNet(4, depth=26, width=16).eval()
    x = torch.randn(1, 64, 4, 4).relu()
    inner = network.get_submodule("layer1.0")
    assert torch.count_nonzero(inner.bn3.weight) == 0
    torch.nn.init.zeros_(block.bn3.weight)
    assert torch.equal(block.eval()(x), x)


def test_unknown_depth_is_refused() -> None:
    with pytest.raises(ValueError, match="depth 34"):
        RedNet(4, depth=34)
