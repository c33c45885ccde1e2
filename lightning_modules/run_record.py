"""What a run is: its configuration, where its data come from, and what it runs on."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, is_dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import torch
import yaml
from lightning import LightningModule, Trainer
from lightning.pytorch.callbacks import Callback
from lightning.pytorch.loggers import CSVLogger

from .base import Run
from .wandb_logger import wandb_loggers

RECORD = "run.json"


class RunRecord(Callback):
    """Writes `run.json` beside the CSV file as a training begins, and the same into W&B.

    Args:
        run: method, configuration and commit.
        resumed_from: checkpoint that the training goes on from.
    """

    def __init__(self, run: Run, resumed_from: Path | None = None) -> None:
        self.run = run
        self.resumed_from = resumed_from

    def on_train_start(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Write; data and optimisers are known by now."""
        if not trainer.is_global_zero:
            return
        record = self.record(trainer, pl_module)
        for logger in trainer.loggers:
            if isinstance(logger, CSVLogger):
                path = Path(logger.log_dir) / RECORD
                path.parent.mkdir(parents=True, exist_ok=True)
                temporary = path.with_suffix(".tmp")
                temporary.write_text(json.dumps(record, indent=1) + "\n")
                os.replace(temporary, path)  # noqa: PTH105
        for beside in wandb_loggers(trainer):
            beside.run.configure(record)

    def record(self, trainer: Trainer, module: LightningModule) -> dict[str, Any]:
        """Return everything, as JSON values.

        `data` has one entry per folder that is trained on, see `face_datasets.origin`; `synthetic`
        is whether any of them is a stand-in, None where the data module does not say.
        """
        origins: list[dict[str, Any]] = getattr(_data_module(trainer), "origins", [])
        synthetic = any(origin["origin"] == "synthetic" for origin in origins)
        weights = getattr(module, "loss_weights", None)
        # A training that begins with another one's weights says so above its configuration.
        head = self.run.config_text.partition("\n")[0]
        trained = [p.numel() for p in module.parameters() if p.requires_grad]
        return {
            "method": self.run.method,
            "config": self.run.config,
            "configuration": yaml.safe_load(self.run.config_text),
            "commit": self.run.commit,
            "resumed_from": None if self.resumed_from is None else str(self.resumed_from),
            "started_from": head.lstrip("# ") if head.startswith("#") else None,
            "first_step": trainer.global_step,
            "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "data": origins,
            "synthetic": synthetic if origins else None,
            "loss_weights": asdict(weights) if is_dataclass(weights) else {},  # type: ignore[arg-type]
            "trained_parameters": sum(trained),
            "processes": trainer.world_size,
            "device": str(module.device),
            "precision": str(trainer.precision),
            "torch": str(torch.__version__),
        }


def _data_module(trainer: Trainer) -> Any:
    return getattr(trainer, "datamodule", None)
