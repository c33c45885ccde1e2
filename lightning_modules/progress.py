"""Throughput and memory, in the progress bar and the logs."""

from __future__ import annotations

import resource
import sys
from collections import deque
from time import perf_counter
from typing import Any

import torch
from lightning import LightningModule, Trainer
from lightning.pytorch.callbacks import Callback
from torch import Tensor

_BYTES_PER_MAXRSS = 1 if sys.platform == "darwin" else 1024


class Progress(Callback):
    """Logs samples per second over all processes, and the peak memory of this one, as it trains.

    The time is that between the ends of batches, reading data and writing checkpoints included,
    validation not.

    Args:
        window: batches to average over.
    """

    def __init__(self, window: int = 20) -> None:
        self._recent: deque[tuple[int, float]] = deque(maxlen=window)
        self._since = 0.0

    def on_train_start(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Start the clock, also where a run goes on in the middle of an epoch."""
        self._since = perf_counter()

    def on_train_epoch_start(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Start it again after what has come between the epochs."""
        self._since = perf_counter()

    def on_validation_end(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Start it again after a validation in the middle of an epoch."""
        self._since = perf_counter()

    def on_train_batch_end(
        self,
        trainer: Trainer,
        pl_module: LightningModule,
        outputs: Any,
        batch: dict[str, Any],
        batch_idx: int,
    ) -> None:
        """Log."""
        now = perf_counter()
        size = next(len(value) for value in batch.values() if isinstance(value, Tensor))
        self._recent.append((size * trainer.world_size, now - self._since))
        self._since = now
        samples, seconds = (sum(column) for column in zip(*self._recent, strict=True))
        values = {"samples_per_s": samples / seconds, **peak_memory()}
        pl_module.log_dict(values, prog_bar=True, batch_size=size)


def peak_memory() -> dict[str, float]:
    """Return the most memory that this process has held, in GB, and the most on its GPU."""
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _BYTES_PER_MAXRSS
    peaks = {"memory_gb": resident / 1e9}
    if torch.cuda.is_available():
        peaks["cuda_memory_gb"] = torch.cuda.max_memory_allocated() / 1e9
    return peaks
