"""Train a method, or predict with one: `python -m lightning_modules {fit,predict} --config …`."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import signal
import sys
import warnings
from pathlib import Path
from typing import Any, Literal

import torchvision_compat  # noqa: F401  (before lightning, which imports torchvision)

os.environ.setdefault("JSONARGPARSE_DEPRECATION_WARNINGS", "off")  # lightning uses older names

import yaml
from jsonargparse import ArgumentError
from lightning import LightningDataModule, LightningModule, Trainer
from lightning.pytorch.callbacks import Callback, LearningRateMonitor, ProgressBar
from lightning.pytorch.cli import LightningArgumentParser, LightningCLI
from lightning.pytorch.loggers import CSVLogger, Logger
from lightning.pytorch.plugins import MixedPrecision
from lightning.pytorch.utilities import rank_zero_only
from lightning.pytorch.utilities.exceptions import SIGTERMException

import command_line
import wandb_records
from predictions import code_commit

from .base import FaceReconstructionModule, Run, load_safely
from .checkpoints import AtomicCheckpointIO, RunCheckpoint
from .help_texts import of_commands
from .network_precision import NetworkPrecision
from .prediction_writer import PredictionRecorder
from .progress import LogLines, Progress
from .run_record import RunRecord
from .synchronized_batch_norm import BatchNormSync
from .training_images import TrainingImages
from .validation_meshes import ValidationMeshes
from .wandb_logger import BesideLogger

CHECKPOINT = "checkpoint.ckpt"
LoggerName = Literal["csv", "wandb"]


class Commands(LightningCLI):
    """LightningCLI with our places for what a run writes.

    `fit` takes methods and the networks that help them (`configs/auxiliary`), `predict` methods.

    `fit` writes `runs/<method>/checkpoint.ckpt`, `runs/<method>/logs` and `runs/<method>/images`,
    where the method is the stem of the last `--config`. `predict` takes method and model from the
    checkpoint and writes `predictions/<benchmark>` beside it, or in `runs/<method>-front` where a
    benchmark's three views are not all given: to the benchmark that is another method.
    """

    def __init__(self) -> None:
        strict = {"exit_on_error": False}  # one line and exit code 2 are command_line's business
        super().__init__(
            LightningModule,
            LightningDataModule,
            subclass_mode_model=True,
            subclass_mode_data=True,
            seed_everything_default=0,
            save_config_callback=None,
            auto_configure_optimizers=False,
            parser_kwargs=of_commands(strict),
        )

    @staticmethod
    def subcommands() -> dict[str, set[str]]:
        """Training and prediction; scores come from `python -m benchmarks`."""
        every = LightningCLI.subcommands()
        return {name: every[name] for name in ("fit", "predict")}

    def add_core_arguments_to_parser(self, parser: LightningArgumentParser) -> None:
        """Leave the model optional: for `predict` it is in the checkpoint."""
        parser.add_lightning_class_args(Trainer, "trainer")
        parser.add_lightning_class_args(
            LightningModule, "model", subclass_mode=True, required=False
        )
        parser.add_lightning_class_args(LightningDataModule, "data", subclass_mode=True)

    def add_arguments_to_parser(self, parser: LightningArgumentParser) -> None:
        """Add where to write and what to log with."""
        parser.add_argument(
            "--run_dir", type=Path | None, default=None, help="folder of the run; runs/<method>"
        )
        parser.add_argument(
            "--start_from",
            type=Path | None,
            default=None,
            help="checkpoint whose weights a new training begins with, such as imported ones",
        )
        parser.add_argument(
            "--output", type=Path | None, default=None, help="folder of the predictions"
        )
        parser.add_argument(
            "--logger",
            type=LoggerName,
            default="wandb",
            help="csv writes files alone; wandb Weights & Biases beside them, which stays on this "
            "machine unless WANDB_MODE=online (WANDB_MODE=disabled is csv)",
        )
        parser.add_argument(
            "--overwrite", type=bool, default=False, help="replace an earlier run's results"
        )
        parser.add_argument(
            "--checkpoint_every_n_steps",
            type=int,
            default=500,
            help="optimiser steps between checkpoints; 0 leaves it at the ends of epochs",
        )

    def before_instantiate_classes(self) -> None:
        """Check what the user asked for before anything is built; say which setting it is."""
        asked = self.config[self.subcommand]
        if self.subcommand == "fit":
            self._before_fit(asked)
        else:
            self._before_predict(asked)

    def _before_fit(self, asked: Any) -> None:
        configs = [Path(str(path)) for path in asked.get("config") or []]
        if not configs or asked.get("model") is None:
            raise ValueError("no method to train: give --config configs/<method>.yaml")
        method = configs[-1].stem
        self.run_dir = Path(asked.get("run_dir") or Path("runs") / method)
        checkpoint = self.run_dir / CHECKPOINT
        resumed = asked.get("ckpt_path")
        if checkpoint.exists() and not resumed and not asked.get("overwrite"):
            raise ValueError(
                f"{checkpoint} exists: resume with --ckpt_path {checkpoint}, choose another "
                "--run_dir, or replace it with --overwrite true"
                if _holds_a_training(checkpoint)
                else f"{checkpoint} holds weights, such as import-weights makes: begin a training "
                f"from them with --start_from {checkpoint}, in another --run_dir"
            )
        if resumed and not Path(resumed).is_file():
            raise FileNotFoundError(
                f"--ckpt_path {resumed} does not exist; leave it out to start anew"
            )
        if resumed and not _holds_a_training(Path(resumed)):
            raise ValueError(
                f"{resumed} holds weights, such as import-weights makes, but no training that "
                f"could go on: begin one from them with --start_from {resumed}, in another "
                "--run_dir"
            )
        text = self._config_text(asked)
        if source := asked.get("start_from"):
            if not Path(source).is_file():
                raise FileNotFoundError(f"--start_from {source} does not exist")
            sha256 = hashlib.sha256(Path(source).read_bytes()).hexdigest()
            text = f"# started from the weights of {Path(source).name}, SHA-256 {sha256}\n{text}"
        self.fitted_run = Run(method, str(configs[-1]), text, code_commit())
        _say(f"training {method}: {setting(configs[-1])}")
        _say(f"writing to {self.run_dir}, seed {asked.get('seed_everything')}")

    def _before_predict(self, asked: Any) -> None:
        if asked.get("start_from"):
            raise ValueError("--start_from is for fit; predict takes its weights from --ckpt_path")
        checkpoint = asked.get("ckpt_path")
        if not checkpoint or not Path(checkpoint).is_file():
            raise FileNotFoundError(
                f"--ckpt_path {checkpoint} does not exist: train first, or name a checkpoint"
            )
        if asked.get("model") is None:
            raise ValueError(f"{checkpoint} does not say which method it is of; train it again")
        self.run_dir = Path(asked.get("run_dir") or Path(checkpoint).parent)

    def _config_text(self, asked: Any) -> str:
        """Return the resolved configuration as YAML, without paths of this call."""
        self._dump_config()
        skipped = {"config", "ckpt_path", "run_dir", "output", "logger", "overwrite"}
        skipped |= {"checkpoint_every_n_steps", "start_from"}
        kept = {name: value for name, value in self.config_dump.items() if name not in skipped}
        return yaml.safe_dump(kept, sort_keys=True)

    def after_fit(self) -> None:
        """Say where the result is."""
        checkpoint = self.run_dir / CHECKPOINT
        if checkpoint.is_file():  # not after a trial (--trainer.fast_dev_run)
            _say(f"checkpoint: {checkpoint}; logs and pictures beside it")

    def after_predict(self) -> None:
        """Say where the result is."""
        _say(f"predictions: {self.prediction_folder}")

    def before_fit(self) -> None:
        """Begin with the weights that the user has chosen."""
        source = self.config[self.subcommand].get("start_from")
        if source:
            start_from(self.model, Path(source))
            _say(f"starting from the weights of {source}")

    def instantiate_trainer(self, **kwargs: Any) -> Trainer:
        """Build the trainer with our callbacks and logger."""
        asked = self.config[self.subcommand]
        configured = self.config_init[self.subcommand].trainer
        callbacks: list[Callback] = list(configured.get("callbacks") or [])
        logger: list[Logger] | bool = False
        if self.subcommand == "fit":
            self.model.run = self.fitted_run
            checkpoint = RunCheckpoint(self.run_dir / CHECKPOINT, asked.checkpoint_every_n_steps)
            images = TrainingImages(self.run_dir / "images")
            meshes = ValidationMeshes(self.run_dir / "meshes")
            resumed = asked.get("ckpt_path")
            record = RunRecord(self.fitted_run, Path(resumed) if resumed else None)
            callbacks += [checkpoint, LearningRateMonitor("step"), Progress(), images, meshes]
            callbacks.append(record)
            logger = build_loggers(asked.logger, self.run_dir)
            plugins = [*(configured.get("plugins") or []), AtomicCheckpointIO()]
            if configured.sync_batchnorm:
                plugins.append(BatchNormSync())
            kwargs |= {"plugins": plugins, "sync_batchnorm": False}
        else:
            callbacks.append(self._prediction_recorder(asked))
        bars = any(isinstance(callback, ProgressBar) for callback in callbacks)
        if not bars and configured.enable_progress_bar is not False and not sys.stdout.isatty():
            callbacks.append(LogLines())
        trainer = super().instantiate_trainer(
            callbacks=callbacks, logger=logger, default_root_dir=self.run_dir, **kwargs
        )
        amp = trainer.precision_plugin
        if isinstance(amp, MixedPrecision):
            trainer.strategy.precision_plugin = NetworkPrecision(
                amp.precision,  # type: ignore[arg-type]
                amp.device,
                amp.scaler,
            )
        return trainer

    def _prediction_recorder(self, asked: Any) -> PredictionRecorder:
        if not isinstance(self.model, FaceReconstructionModule):
            name = type(self.model).__name__
            raise ValueError(f"{asked.ckpt_path} is of {name}, which reconstructs no faces")
        benchmark = getattr(self.datamodule, "benchmark", type(self.datamodule).__name__)
        suffix = getattr(self.datamodule, "method_suffix", "")
        run_dir = self.run_dir
        if suffix:
            run_dir = run_dir.parent / f"{run_dir.resolve().name}{suffix}"
        self.prediction_folder = Path(asked.get("output") or run_dir / "predictions" / benchmark)
        return PredictionRecorder(
            self.prediction_folder, Path(asked.ckpt_path), asked.overwrite, method_suffix=suffix
        )

    def _prepare_subcommand_kwargs(self, subcommand: str) -> dict[str, Any]:
        """Keep predictions out of memory: they are written as they come."""
        arguments = super()._prepare_subcommand_kwargs(subcommand)
        if subcommand == "predict":
            arguments["return_predictions"] = False
        return arguments


def _holds_a_training(checkpoint: Path) -> bool:
    """Say whether a training could go on from a file, or it holds weights alone."""
    content = load_safely(checkpoint)
    return isinstance(content, dict) and "optimizer_states" in content


def start_from(model: LightningModule, source: Path) -> None:
    """Load the weights of a checkpoint into a model that is about to be trained.

    The run stays the model's own, and so do its `own_parts`.

    Raises:
        ValueError: it is no checkpoint, or of a network with other names or shapes.
    """
    checkpoint = load_safely(source)
    if not isinstance(checkpoint, dict) or "state_dict" not in checkpoint:
        raise ValueError(f"--start_from {source} holds no checkpoint of this suite")
    parts = model.own_parts if isinstance(model, FaceReconstructionModule) else ()
    own = {n: value for n, value in model.state_dict().items() if n.startswith(parts)}
    # A parser lies beside the weights in a checkpoint, under the name of its prefix.
    checkpoint = {n: value for n, value in checkpoint.items() if f"{n}." not in parts}
    taken = {n: v for n, v in checkpoint["state_dict"].items() if not n.startswith(parts)}
    checkpoint["state_dict"] = taken
    run = getattr(model, "run", None)
    model.on_load_checkpoint(checkpoint)
    if run is not None:
        model.run = run
    try:
        model.load_state_dict({**checkpoint["state_dict"], **own})
    except RuntimeError as error:
        reason = " ".join(str(error).split())
        raise ValueError(
            f"--start_from {source} does not fit the method as it is configured: {reason[:300]}"
        ) from error


@rank_zero_only
def _say(line: str) -> None:
    """Print a line, on one of the processes that train together."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def setting(config: Path) -> str:
    """Return the path of a configuration and the first line of its header."""
    first, *_ = config.read_text().splitlines() or [""]
    return f"{config} ({first.lstrip('# ').rstrip()})" if first.startswith("#") else str(config)


def build_loggers(name: LoggerName, run_dir: Path) -> list[Logger]:
    """Return the logger of files, and beside it that of Weights & Biases where it is wanted."""
    loggers: list[Logger] = [CSVLogger(run_dir, name="logs")]
    if name == "wandb" and wandb_records.mode() != "disabled":
        loggers.append(BesideLogger(run_dir))
    return loggers


def quiet() -> None:
    """Silence what the libraries say about themselves; errors and our own lines remain."""
    logging.getLogger("lightning").setLevel(logging.WARNING)
    for name in ("lightning.pytorch", "lightning.fabric"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for message in (
        ".*is an instance of `nn.Module`",  # save_hyperparameters keeps class paths, not modules
        ".*LeafSpec",  # lightning on torch 2.13
        ".*does not have many workers",  # batches are look-ups in memory
        ".*smaller than the logging interval",
        ".*your dataloader is not resumable",  # the data module is, see EpochDataModule
        ".*module.s. in eval mode at the start",  # a frozen face parser
        ".*`tensorboardX` has been removed",
    ):
        warnings.filterwarnings("ignore", message)


def plain_message(error: Exception) -> str:
    """Return the reason of an error without what jsonargparse says around it."""
    message = " ".join(str(error).split())
    message = re.split(r" (?:- Expected a <class 'NoneType'>|Given value type:)", message)[0]
    boilerplate = r"Does not validate against any of the Union subtypes Subtypes: .*? Errors: - "
    message = re.sub(boilerplate, "", message)
    return re.sub(r"Parser key \"([^\"]*)\":", r"option \1:", message)


def main() -> None:
    """Run the command line."""
    quiet()
    try:
        Commands()
    except (ArgumentError, ValueError) as error:
        raise ValueError(plain_message(error)) from error
    except SystemExit as stop:
        if isinstance(stop.__context__, KeyboardInterrupt):  # Lightning tidies up and exits with 1
            raise KeyboardInterrupt from stop
        if isinstance(stop, SIGTERMException):  # which Lightning ends with exit code 0
            sys.exit(128 + signal.SIGTERM)
        raise


if __name__ == "__main__":
    command_line.run(main)
