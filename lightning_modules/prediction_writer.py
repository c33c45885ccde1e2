"""Writes what a method predicts into a prediction folder, with where it comes from."""

from __future__ import annotations

import hashlib
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import lightning
from lightning.pytorch.callbacks import Callback

from predictions import Manifest, Prediction, PredictionWriter, code_commit

from .base import FaceReconstructionModule


class PredictionRecorder(Callback):
    """Write every batch of predictions as it comes.

    Args:
        folder: the prediction folder.
        checkpoint: file of the weights; its SHA-256 goes into the manifest.
        overwrite: replace predictions of another run.
        method_suffix: added to the method's name in the manifest.
    """

    def __init__(
        self, folder: Path, checkpoint: Path, overwrite: bool = False, method_suffix: str = ""
    ) -> None:
        self.folder = folder
        self.checkpoint = checkpoint
        self.overwrite = overwrite
        self.method_suffix = method_suffix
        self._writer: PredictionWriter | None = None

    def on_predict_start(
        self, trainer: lightning.Trainer, pl_module: lightning.LightningModule
    ) -> None:
        """Open the folder, on the first rank before the others."""
        assert isinstance(pl_module, FaceReconstructionModule)  # __main__ loads nothing else
        for rank in (True, False):
            if trainer.is_global_zero == rank:
                self._writer = PredictionWriter(
                    self.folder,
                    describe_run(pl_module, self.checkpoint, self.method_suffix),
                    pl_module.prediction_faces,
                    landmark_indices=pl_module.prediction_landmark_indices,
                    overwrite=self.overwrite and rank,
                )
            trainer.strategy.barrier()

    def on_predict_batch_end(
        self,
        trainer: lightning.Trainer,
        pl_module: lightning.LightningModule,
        outputs: list[tuple[str, Prediction]],
        *args: Any,
    ) -> None:
        """Write the predictions of one batch."""
        assert self._writer is not None
        for sample_id, prediction in outputs:
            self._writer.write(sample_id, prediction)


def describe_run(
    module: FaceReconstructionModule, checkpoint: Path, method_suffix: str = ""
) -> Manifest:
    """Return the manifest of predictions that a module makes."""
    return Manifest(
        method=module.run.method + method_suffix,
        config=module.run.config,
        config_sha256=hashlib.sha256(module.run.config_text.encode()).hexdigest(),
        commit=code_commit(),
        checkpoint_sha256=hashlib.sha256(checkpoint.read_bytes()).hexdigest(),
        created=datetime.now(timezone.utc).isoformat(timespec="seconds"),
        **module.prediction_facts,
    )
