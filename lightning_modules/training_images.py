"""Pictures of what a method makes of its input, early and while it trains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from jaxtyping import Float, UInt8
from lightning import LightningModule, Trainer
from lightning.pytorch.callbacks import Callback
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from torch import Tensor

from .base import FaceReconstructionModule
from .wandb_logger import wandb_loggers

_Shown = TypeVar("_Shown")


class TrainingImages(Callback):
    """Writes `step_<steps done>.png`, and gives Weights & Biases each column by its name.

    One row per sample, one column per picture of `FaceReconstructionModule.pictures`, as evaluation
    would show them: with the running statistics of batch normalisation so far. The first steps show
    training samples as they are augmented, later ones the first of the validation. The file says
    in its texts "columns" and "of" which they are and what of.

    Args:
        folder: where to write.
        first_steps: optimiser steps before which to draw, 0 being before the first: what is wrong
            with data, frames or signs is seen there.
        n_samples: rows.
    """

    def __init__(
        self, folder: Path, first_steps: Sequence[int] = (0, 10, 100), n_samples: int = 4
    ) -> None:
        self.folder = folder
        self.first_steps = frozenset(first_steps)
        self.n_samples = n_samples
        self._drawn_step = -1

    def on_train_batch_start(
        self, trainer: Trainer, pl_module: LightningModule, batch: dict[str, Any], batch_idx: int
    ) -> None:
        """Draw before the first steps."""
        # While gradients are accumulated, the step stays the same.
        if trainer.global_step in self.first_steps and trainer.global_step != self._drawn_step:
            self._draw(trainer, pl_module, batch, "training")

    def on_validation_batch_end(
        self,
        trainer: Trainer,
        pl_module: LightningModule,
        outputs: Any,
        batch: dict[str, Any],
        batch_idx: int,
        dataloader_idx: int = 0,
    ) -> None:
        """Draw the first batch of each validation."""
        if batch_idx == 0 and dataloader_idx == 0 and not trainer.sanity_checking:
            self._draw(trainer, pl_module, batch, "validation")

    def _draw(
        self, trainer: Trainer, module: LightningModule, batch: dict[str, Any], part: str
    ) -> None:
        self._drawn_step = trainer.global_step
        if not trainer.is_global_zero or not isinstance(module, FaceReconstructionModule):
            return
        few = {name: value[: self.n_samples] for name, value in batch.items()}
        pictures = pictures_in_eval_mode(module, few)
        if not pictures:
            return
        columns = {name: grid([column]) for name, column in pictures.items()}
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"step_{trainer.global_step:06d}.png"
        texts = PngInfo()
        texts.add_text("columns", ", ".join(columns))
        texts.add_text("of", part)
        Image.fromarray(np.hstack(list(columns.values()))).save(path, pnginfo=texts)
        for logger in wandb_loggers(trainer):
            named = {f"{part}/{name}": [column] for name, column in columns.items()}
            logger.run.log_images(named, trainer.global_step)


def pictures_in_eval_mode(
    module: FaceReconstructionModule, batch: dict[str, Any]
) -> dict[str, Float[Tensor, "N 3 H _"]]:
    """Return a module's pictures and leave it as it was: running statistics, modes, gradients."""
    return shown_in_eval_mode(module, lambda: module.pictures(batch))


def shown_in_eval_mode(module: FaceReconstructionModule, show: Callable[[], _Shown]) -> _Shown:
    """Look at a module in eval mode without gradients, and leave it as it was."""
    modes = [(part, part.training) for part in module.modules()]
    module.eval()
    try:
        with torch.no_grad():
            return show()
    finally:
        for part, training in modes:
            part.training = training


def grid(columns: Sequence[Float[Tensor, "N 3 H _"]]) -> UInt8[np.ndarray, "NH W 3"]:
    """Put pictures beside each other, those of each sample in a row, and convert them to 8 bits."""
    rows = torch.cat([column.detach().float().cpu() for column in columns], dim=3)
    tall = rows.clamp(0, 1).permute(0, 2, 3, 1).flatten(0, 1)
    picture: UInt8[np.ndarray, "NH W 3"] = (tall * 255).round().to(torch.uint8).numpy()
    return picture
