"""The logger that keeps Weights & Biases beside our own files."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from lightning import Trainer
from lightning.pytorch.loggers import Logger
from lightning.pytorch.utilities import rank_zero_only

from wandb_records import WandbRun


class BesideLogger(Logger):
    """Records a training in `<run folder>/wandb`; see `WandbRun` for what happens if that fails.

    Lightning's own logger for W&B stops a training where W&B does.

    Args:
        run_dir: folder of the run; its name is the run's.
    """

    def __init__(self, run_dir: Path) -> None:
        super().__init__()
        self.run = WandbRun(run_dir, kind="fit", name=run_dir.resolve().name)

    @property
    def name(self) -> str:
        """Name of the run."""
        return self.run.name

    @property
    def version(self) -> str:
        """None of its own: W&B numbers its runs."""
        return ""

    @rank_zero_only
    def log_metrics(self, metrics: dict[str, float], step: int | None = None) -> None:
        """Record numbers."""
        self.run.log(metrics, 0 if step is None else step)

    @rank_zero_only
    def log_hyperparams(
        self, params: dict[str, Any] | Namespace, *args: Any, **kwargs: Any
    ) -> None:
        """Leave them to `RunRecord`, which knows the whole configuration."""

    @rank_zero_only
    def finalize(self, status: str) -> None:
        """End the run."""
        self.run.finish(0 if status == "success" else 1)


def wandb_loggers(trainer: Trainer) -> list[BesideLogger]:
    """Return those of a trainer: one, or none."""
    return [logger for logger in trainer.loggers if isinstance(logger, BesideLogger)]
