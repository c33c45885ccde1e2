"""How learning rates change over a training."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from lightning.pytorch.utilities.types import OptimizerLRScheduler
from torch import nn
from torch.optim import Adam, Optimizer
from torch.optim.lr_scheduler import CosineAnnealingLR, LambdaLR, LRScheduler, OneCycleLR

Schedule = Literal["constant", "cosine", "one-cycle", "released"]
_WARM_UP = 0.1
_CONSTANT, _LAST = 50 / 280, 0.01  # weiguangzhao/DF_MVR @ 4d4ae4d: epochs, and the rate at the end


def scheduled_adam(
    total_steps: int | float,
    groups: Sequence[list[nn.Parameter]],
    rates: Sequence[float],
    schedule: Schedule,
) -> OptimizerLRScheduler:
    """Return Adam with a schedule per step, as `configure_optimizers` wants it.

    Args:
        total_steps: of the whole training, the trainer's `estimated_stepping_batches`.
        groups: parameters that learn at the same rate.
        rates: of each group, the peak of the schedule.
        schedule: see `learning_rate_schedule`.

    Raises:
        ValueError: the training has no end for the schedule to lead to.
    """
    if math.isinf(total_steps) and schedule != "constant":
        raise ValueError(
            "the training has no end, which the schedule of the learning rate needs: set "
            "--trainer.max_epochs or --trainer.max_steps"
        )
    optimizer = Adam([{"params": p, "lr": r} for p, r in zip(groups, rates, strict=True)])
    steps = 0 if math.isinf(total_steps) else int(total_steps)
    scheduler = learning_rate_schedule(schedule, optimizer, steps)
    return {"optimizer": optimizer, "lr_scheduler": {"scheduler": scheduler, "interval": "step"}}


def learning_rate_schedule(kind: Schedule, optimizer: Optimizer, steps: int) -> LRScheduler:
    """Return a schedule that is to be stepped after every step of the optimiser.

    Args:
        kind: "constant" leaves the rates; "cosine" anneals to zero; "one-cycle" warms up over a
            tenth of the training before it; "released" is DF-MVR's code: constant for 50 of 280
            epochs, then a cosine to a hundredth.
        optimizer: its groups' rates are the highest ones.
        steps: of the whole training.
    """
    if kind == "constant":
        return LambdaLR(optimizer, lambda step: 1.0)
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
