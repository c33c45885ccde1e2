"""Half precision inside the network, float32 around it."""

from __future__ import annotations

from typing import NamedTuple

import pytest
import torch
from torch import Tensor, nn

from lightning_modules.network_precision import NetworkPrecision


class Output(NamedTuple):
    values: Tensor
    labels: Tensor


class Network(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(3, 2)
        self.seen = torch.float64

    def forward(self, x: Tensor) -> list[Output]:
        values = self.linear(x)
        self.seen = values.dtype
        return [Output(values, values.argmax(dim=1))]


class Module(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.network = Network()


def test_the_network_alone_computes_in_half_precision() -> None:
    module, plugin = Module(), NetworkPrecision("bf16-mixed", "cpu")
    assert plugin.convert_module(module) is module
    metres = torch.tensor([[1000.5, 1.0, 1.0]])
    with plugin.forward_context():
        ((values, labels),) = module.network(metres)
        assert (metres @ torch.eye(3))[0, 0] == 1000.5
    assert module.network.seen == torch.bfloat16
    assert (values.dtype, labels.dtype) == (torch.float32, torch.long)
    values.sum().backward()
    assert module.network.linear.weight.grad is not None
    assert module.network.linear.weight.grad.dtype == torch.float32


def test_a_module_without_a_network_is_refused() -> None:
    with pytest.raises(ValueError, match="`network` of a method, which Linear lacks"):
        NetworkPrecision("bf16-mixed", "cpu").convert_module(nn.Linear(1, 1))
