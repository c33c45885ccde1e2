"""Reconstructed faces to turn and look at while a method trains."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lightning import LightningModule, Trainer
from lightning.pytorch.callbacks import Callback

from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh

from .base import FaceReconstructionModule
from .training_images import shown_in_eval_mode
from .wandb_logger import wandb_loggers


class ValidationMeshes(Callback):
    """Writes `sample_<i>.glb`, the first samples of the newest validation, in their albedo.

    Weights & Biases keeps those of the validations 1, 2, 4, 8, ... and the last: a face has some
    megabytes, and a training hundreds of validations.

    Args:
        folder: where to write.
        n_samples: faces.
    """

    def __init__(self, folder: Path, n_samples: int = 2) -> None:
        self.folder = folder
        self.n_samples = n_samples
        self._validations = 0
        self._unseen: tuple[list[Path], int] | None = None

    def on_validation_batch_end(
        self,
        trainer: Trainer,
        pl_module: LightningModule,
        outputs: Any,
        batch: dict[str, Any],
        batch_idx: int,
        dataloader_idx: int = 0,
    ) -> None:
        """Write those of the first batch."""
        if batch_idx or dataloader_idx or trainer.sanity_checking or not trainer.is_global_zero:
            return
        if not isinstance(pl_module, FaceReconstructionModule):
            return
        paths = self._write(pl_module, batch)
        if not paths:
            return
        self._validations += 1
        self._unseen = paths, trainer.global_step
        if self._validations & (self._validations - 1) == 0:
            self._show(trainer)

    def on_fit_end(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Show the last ones."""
        self._show(trainer)

    def _write(self, module: FaceReconstructionModule, batch: dict[str, Any]) -> list[Path]:
        few = {name: value[: self.n_samples] for name, value in batch.items()}
        shapes = shown_in_eval_mode(module, lambda: module.shapes(few))
        if shapes is None:
            return []
        self.folder.mkdir(parents=True, exist_ok=True)
        vertices = shapes.vertices.double().cpu().numpy()
        colors = shapes.colors.double().clamp(0, 1).cpu().numpy()
        paths = []
        for number, (positions, albedo) in enumerate(zip(vertices, colors, strict=True)):
            paths.append(self.folder / f"sample_{number}.glb")
            write_mesh(paths[-1], Mesh(positions, module.prediction_faces, albedo))
        return paths

    def _show(self, trainer: Trainer) -> None:
        if self._unseen is not None:
            paths, step = self._unseen
            for logger in wandb_loggers(trainer):
                logger.run.log_meshes("meshes", paths, step)
            self._unseen = None
