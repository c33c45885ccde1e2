"""Writes what a method predicts into a prediction folder, with where it comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import lightning
import numpy as np
from lightning.pytorch.callbacks import Callback

from predictions import Manifest, Prediction, PredictionWriter, code_commit
from predictions.averaging import average_frames

from .base import FaceReconstructionModule


class PredictionRecorder(Callback):
    """Write every batch of predictions as it comes.

    A prediction "<sample>/<frame>" is one of several of its sample, which follow each other: what
    is written is their mean.

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
        self._sample_id = ""
        self._frames: list[Prediction] = []

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
        for name, prediction in outputs:
            sample_id, _, frame = name.partition("/")
            if sample_id != self._sample_id:
                self._write_mean()
            if not frame:
                self._writer.write(sample_id, prediction)
                continue
            if trainer.world_size > 1:
                raise ValueError(
                    f"{name} is one of several frames that are averaged, which one process has to "
                    "see together; predict with --trainer.devices 1"
                )
            self._sample_id = sample_id
            self._frames.append(prediction)

    def on_predict_end(
        self, trainer: lightning.Trainer, pl_module: lightning.LightningModule
    ) -> None:
        """Write the last sample's mean."""
        self._write_mean()

    def _write_mean(self) -> None:
        """Write the mean of the frames seen so far, if there are any, and forget them."""
        if self._frames:
            assert self._writer is not None
            mean = mean_of_frames(self.folder / self._sample_id, self._frames)
            self._writer.write(self._sample_id, mean)
        self._sample_id, self._frames = "", []


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


def mean_of_frames(name: Path, frames: Sequence[Prediction]) -> Prediction:
    """Return the mean mesh of a sample's frames, in the first one's place.

    What is of one image only (camera, landmarks in the image, the rendered face) is left out.

    Args:
        name: what a message names.
        frames: with vertices.
    """
    meshes = [np.asarray(frame.vertices, np.float64) for frame in frames]
    vertices, _ = average_frames(name, meshes)
    first = frames[0].mean_face_vertices  # the mean face is the same in all frames but for its pose
    return Prediction(vertices=vertices, mean_face_vertices=first)
