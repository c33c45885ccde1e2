"""Throughput and memory, in the progress bar and the logs."""

from __future__ import annotations

import resource
import sys
from collections import deque
from datetime import timedelta
from time import perf_counter
from typing import Any

import torch
from lightning import LightningModule, Trainer
from lightning.pytorch.callbacks import Callback, ProgressBar
from torch import Tensor

from progress_bar import SECONDS_BETWEEN_LINES

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


class LogLines(ProgressBar):
    """In a progress bar's place where there is no terminal: now and then a line for the log.

    Args:
        seconds: at least between two lines.
    """

    def __init__(self, seconds: float = SECONDS_BETWEEN_LINES) -> None:
        super().__init__()
        self.seconds = seconds
        self._enabled = True
        self._begun = self._last = perf_counter()
        self._first_step = 0

    def enable(self) -> None:
        """Write."""
        self._enabled = True

    def disable(self) -> None:
        """Write nothing, as on all processes but the first."""
        self._enabled = False

    def on_train_start(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Start the clock."""
        self._begin(trainer.global_step)

    def on_predict_start(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Start the clock."""
        self._begin(0)

    def on_train_batch_end(
        self, trainer: Trainer, pl_module: LightningModule, *args: Any, **kwargs: Any
    ) -> None:
        """Write, if it is time, with the figures that a bar would show."""
        if self._is_time():
            figures = self.get_metrics(trainer, pl_module)
            shown = [f"{n} {v:.4g}" for n, v in figures.items() if isinstance(v, float)]
            where = f"epoch {trainer.current_epoch}, step"
            self._write(where, trainer.global_step, trainer.estimated_stepping_batches, shown)

    def on_predict_batch_end(
        self,
        trainer: Trainer,
        pl_module: LightningModule,
        outputs: Any,
        batch: Any,
        batch_idx: int,
        dataloader_idx: int = 0,
    ) -> None:
        """Write, if it is time."""
        if self._is_time():
            total = trainer.num_predict_batches[dataloader_idx]
            self._write("predicted batch", batch_idx + 1, total, [])

    def _begin(self, first_step: int) -> None:
        self._begun = self._last = perf_counter()
        self._first_step = first_step

    def _is_time(self) -> bool:
        due = self._enabled and perf_counter() - self._last >= self.seconds
        if due:
            self._last = perf_counter()
        return due

    def _write(self, where: str, step: int, total: int | float, figures: list[str]) -> None:
        line = f"{where} {step}"
        worked = step - self._first_step
        if total != float("inf") and worked > 0:
            left = (perf_counter() - self._begun) / worked * (total - step)
            line += f" of {total:.0f}, about {timedelta(seconds=round(left))} to go"
        sys.stdout.write(", ".join([line, *figures]) + "\n")
        sys.stdout.flush()
