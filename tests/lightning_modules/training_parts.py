"""Parts of a training that the tests name by class path."""

from __future__ import annotations

import os
import signal
from typing import Any

import torch
from lightning import LightningModule, Trainer
from lightning.pytorch.callbacks import Callback


class Losses(Callback):
    """Writes the mean loss over all processes of each batch, and the last validation's figures."""

    def __init__(self) -> None:
        self.losses: list[float] = []

    def on_train_batch_end(
        self, trainer: Trainer, pl_module: LightningModule, outputs: Any, *args: Any
    ) -> None:
        loss = outputs["loss"].detach().clone()
        self.losses.append(trainer.strategy.reduce(loss, reduce_op="mean").item())

    def on_train_end(self, trainer: Trainer, pl_module: LightningModule) -> None:
        if trainer.is_global_zero:
            losses = torch.tensor(self.losses, dtype=torch.float64)
            content = {"losses": losses, **trainer.callback_metrics}
            torch.save(content, f"{trainer.default_root_dir}/figures.pt")


class Noise(Callback):
    """Moves weights by random numbers that depend on all that were drawn before."""

    def on_train_batch_start(
        self, trainer: Trainer, pl_module: LightningModule, *args: Any
    ) -> None:
        weight = next(pl_module.parameters())
        weight.data += 1e-3 * torch.randn_like(weight)


class Kill(Callback):
    """Kills the process, without a chance to do anything, in the middle of an epoch."""

    def on_train_batch_start(
        self, trainer: Trainer, pl_module: LightningModule, batch: Any, batch_idx: int
    ) -> None:
        if trainer.current_epoch == 1 and batch_idx == 2:
            os.kill(os.getpid(), signal.SIGKILL)
