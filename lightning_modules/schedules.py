"""How learning rates change over a training."""

from __future__ import annotations

import math
from typing import Literal

from torch.optim import Optimizer
from torch.optim.lr_scheduler import CosineAnnealingLR, LambdaLR, LRScheduler, OneCycleLR

Schedule = Literal["cosine", "one-cycle", "released"]
_WARM_UP = 0.1
_CONSTANT, _LAST = 50 / 280, 0.01  # weiguangzhao/DF_MVR @ 4d4ae4d: epochs, and the rate at the end


def learning_rate_schedule(kind: Schedule, optimizer: Optimizer, steps: int) -> LRScheduler:
    """Return a schedule that is to be stepped after every step of the optimiser.

    Args:
        kind: "cosine" anneals to zero; "one-cycle" warms up over a tenth of the training before it;
            "released" is DF-MVR's code: constant for 50 of 280 epochs, then a cosine to a
            hundredth.
        optimizer: its groups' rates are the highest ones.
        steps: of the whole training.
    """
    if kind == "cosine":
        return CosineAnnealingLR(optimizer, steps)
    if kind == "released":
        return LambdaLR(optimizer, lambda step: _released_factor(step / steps))
    rates = [group["lr"] for group in optimizer.param_groups]
    # PyTorch divides by zero where the warm-up is one step long.
    warm_up = 1.5 / steps if math.isclose(steps * _WARM_UP, 1) else _WARM_UP
    return OneCycleLR(optimizer, rates, total_steps=steps, pct_start=warm_up)


def _released_factor(done: float) -> float:
    """Return the factor of the rate when a share of the training is done."""
    if done <= _CONSTANT:
        return 1.0
    annealed = (done - _CONSTANT) / (1 - _CONSTANT)
    return _LAST + (1 - _LAST) * 0.5 * (1 + math.cos(math.pi * annealed))
