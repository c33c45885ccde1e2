"""Tri-UNet: layouts, sizes, the attention gate by hand, unshared encoders."""

from __future__ import annotations

import pytest
import torch

from networks.tri_unet import AttentionGate, TriUNet


@pytest.mark.parametrize(("layout", "count"), [("paper", 80_263_236), ("released", 80_078_532)])
def test_parameter_counts(layout: str, count: int) -> None:
    with torch.device("meta"):
        network = TriUNet(layout=layout)  # type: ignore[arg-type]
    assert sum(p.numel() for p in network.parameters()) == count


@pytest.mark.parametrize(("layout", "channels"), [("paper", 2), ("released", 8)])
def test_output_has_the_size_of_the_input(layout: str, channels: int) -> None:
    network = TriUNet(4, 2, layout).eval()  # type: ignore[arg-type]
    assert network(torch.rand(1, 3, 4, 32, 48)).shape == (1, channels, 32, 48)


def test_sizes_that_cannot_be_halved_four_times_are_refused() -> None:
    with pytest.raises(ValueError, match="multiple of 16"):
        TriUNet(4, 2)(torch.rand(1, 3, 4, 40, 32))


def test_attention_gate_by_hand() -> None:
    gate = AttentionGate(2).eval()
    for module in (gate.W_g[0], gate.W_x[0], gate.psi[0]):
        torch.nn.init.ones_(module.weight)
        torch.nn.init.zeros_(module.bias)
    up, skip = torch.full((1, 2, 1, 1), 0.5), torch.tensor([1.0, -0.5]).view(1, 2, 1, 1)
    # conv(g) = 1, conv(x) = 0.5, relu(1.5) = 1.5; batch norm divides by sqrt(1 + 1e-5) twice.
    psi = torch.sigmoid(torch.tensor(1.5 / (1 + 1e-5)))
    assert torch.allclose(gate(up, skip), skip * psi, atol=1e-6)


def test_views_have_encoders_of_their_own() -> None:
    torch.manual_seed(0)
    network = TriUNet(4, 2).eval()
    views = torch.rand(1, 3, 4, 32, 32)
    swapped = views[:, [2, 1, 0]]
    assert not torch.allclose(network(views), network(swapped), atol=1e-4)
