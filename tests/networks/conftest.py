"""Weights and images that every machine computes alike, for literals of public networks."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch
from torch import Tensor


def _fill(state: dict[str, Tensor]) -> None:
    """Set weights that every machine computes alike, of the size of trained ones."""
    names = sorted(name for name in state if not name.endswith("num_batches_tracked"))
    for k, name in enumerate(names):
        tensor = state[name]
        i = torch.arange(tensor.numel(), dtype=torch.float64)
        wave = torch.sin(1.7 * i + 0.3 * k * k + 0.1 * i * i / (1 + tensor.numel()))
        if tensor.ndim == 4:
            wave = wave * math.sqrt(4 / tensor[0].numel())
        elif name.endswith(("running_mean", "bias")):
            wave = 0.2 * wave
        else:
            wave = 1 + 0.3 * wave
        tensor.copy_(wave.view(tensor.shape))


def _waves(height: int, width: int) -> Tensor:
    i = torch.arange(3 * height * width, dtype=torch.float64)
    return torch.sin(0.05 * i + 0.0003 * i * i % 7).float().view(1, 3, height, width)


@pytest.fixture
def fill() -> Callable[[dict[str, Tensor]], None]:
    return _fill


@pytest.fixture
def waves() -> Callable[[int, int], Tensor]:
    return _waves
