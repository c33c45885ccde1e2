"""Checkpoints that no training has written: a configuration's method with others' weights."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import lightning
import torch
import yaml
from lightning import LightningDataModule
from lightning.pytorch.cli import LightningArgumentParser, LightningCLI

from predictions import code_commit

from .base import FaceReconstructionModule, Run


class ModelBuilder(LightningCLI):
    """Builds the method of a configuration as `fit` does, without data or trainer.

    Args:
        arguments: of the command line, as for `fit`.
    """

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(
            FaceReconstructionModule,
            LightningDataModule,
            subclass_mode_model=True,
            subclass_mode_data=True,
            save_config_callback=None,
            auto_configure_optimizers=False,
            run=False,
            args=arguments,
            parser_kwargs={"exit_on_error": False},
        )

    def add_core_arguments_to_parser(self, parser: LightningArgumentParser) -> None:
        """Accept data and trainer of a training's configuration, and do nothing with them."""
        parser.add_lightning_class_args(FaceReconstructionModule, "model", subclass_mode=True)
        parser.add_argument("--data", type=Any, default=None)
        parser.add_argument("--trainer", type=Any, default=None)

    def instantiate_classes(self) -> None:
        """Build the model alone."""
        self.config_init = self.parser.instantiate_classes(self.config)
        self.model = self.config_init["model"]

    def model_text(self) -> str:
        """Return the resolved options of the model as YAML."""
        self._dump_config()
        return yaml.safe_dump({"model": self.config_dump["model"]}, sort_keys=True)


def write_checkpoint(
    module: FaceReconstructionModule, model_text: str, source: Path, config: Path, checkpoint: Path
) -> None:
    """Write a module as `fit` would, with the name and digest of the file its weights are from.

    Args:
        module: with its weights.
        model_text: its resolved options as YAML.
        source: file of the weights.
        config: YAML of the method.
        checkpoint: where to write; whole or not at all.
    """
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    text = f"# weights imported from {source.name}, SHA-256 {sha256}\n{model_text}"
    module.run = Run(config.stem, str(config), text, code_commit())
    content: dict[str, Any] = {
        "epoch": 0,
        "global_step": 0,
        "pytorch-lightning_version": lightning.__version__,
        "state_dict": module.state_dict(),
        module.CHECKPOINT_HYPER_PARAMS_KEY: dict(module.hparams),
    }
    module.on_save_checkpoint(content)
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    partial = checkpoint.with_suffix(".partial")
    torch.save(content, partial)
    partial.replace(checkpoint)
