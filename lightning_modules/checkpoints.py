"""The one checkpoint of a run, from which it goes on as if it had never been stopped."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
from lightning import LightningModule, Trainer
from lightning.pytorch.callbacks import Checkpoint
from lightning.pytorch.plugins import TorchCheckpointIO
from lightning.pytorch.utilities.exceptions import SIGTERMException

_RANDOM_STATES = "likeness_random_states"


class AtomicCheckpointIO(TorchCheckpointIO):
    """Writes a checkpoint beside its place and then renames it: a file is never half a checkpoint.

    (Lightning's own moves it from the folder for temporary files, which is a copy, and can be cut
    off, where that folder is on another file system.)
    """

    def save_checkpoint(
        self, checkpoint: dict[str, Any], path: str | Path, storage_options: Any = None
    ) -> None:
        """Write a checkpoint; whenever the process is killed, the former one stays whole."""
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        with part.open("wb") as file:
            torch.save(checkpoint, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)


class RunCheckpoint(Checkpoint):
    """Writes the checkpoint every few optimiser steps, after each epoch and where the run stops.

    With the place in the epoch, which the data module notes, and the random numbers' state of each
    process, a run that goes on from it ends with the weights of one that was never stopped.

    (An epoch's checkpoint is written before the validation that follows. One from the end of the
    epoch, after it, would be resumed in the wrong epoch by Lightning where `max_steps` is set.)

    Args:
        path: the file.
        every_n_steps: 0 leaves it at whole epochs.

    Raises:
        ValueError: a negative number of steps.
    """

    def __init__(self, path: Path, every_n_steps: int) -> None:
        if every_n_steps < 0:
            raise ValueError(
                f"checkpoint_every_n_steps is {every_n_steps}; expected a number of steps, or 0 "
                "for a checkpoint after each epoch only"
            )
        self.path = path
        self.every_n_steps = every_n_steps
        self._last_step = 0
        self._saved_step = -1
        self._random_states: list[dict[str, Any]] = []

    def on_train_start(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Let the random numbers go on, after all that has drawn some on the way here."""
        self._last_step = trainer.global_step
        if trainer.global_rank < len(self._random_states):
            set_random_state(self._random_states[trainer.global_rank])
        self._random_states = []

    def on_train_batch_end(
        self, trainer: Trainer, pl_module: LightningModule, *args: Any, **kwargs: Any
    ) -> None:
        """Save if it is time."""
        step = trainer.global_step
        if step == self._last_step:
            return  # gradients are being accumulated, and no checkpoint holds gradients
        self._last_step = step
        due = self.every_n_steps > 0 and step % self.every_n_steps == 0
        stops = trainer.should_stop or step == trainer.max_steps
        if due or stops or trainer.is_last_batch:
            self._save(trainer)

    def on_train_end(self, trainer: Trainer, pl_module: LightningModule) -> None:
        """Save what a validation in the middle of an epoch has stopped."""
        if trainer.global_step != self._saved_step:
            self._save(trainer)

    def on_exception(
        self, trainer: Trainer, pl_module: LightningModule, exception: BaseException
    ) -> None:
        """Say how a run goes on that its user or a scheduler has stopped."""
        stopped = isinstance(exception, KeyboardInterrupt | SIGTERMException)
        if stopped and trainer.is_global_zero:
            hint = f"goes on with --ckpt_path {self.path}" if self.path.is_file() else "starts anew"
            sys.stderr.write(f"stopped at step {trainer.global_step}; the same command {hint}\n")

    def _save(self, trainer: Trainer) -> None:
        if trainer.fast_dev_run:  # type: ignore[attr-defined]
            return  # a trial must not replace a run
        trainer.save_checkpoint(self.path)
        self._saved_step = trainer.global_step

    def on_save_checkpoint(
        self, trainer: Trainer, pl_module: LightningModule, checkpoint: dict[str, Any]
    ) -> None:
        """Add the random numbers' state of each process."""
        states = [random_state()]
        if trainer.world_size > 1:
            states = states * trainer.world_size
            dist.all_gather_object(states, random_state())
        checkpoint[_RANDOM_STATES] = states

    def on_load_checkpoint(
        self, trainer: Trainer, pl_module: LightningModule, checkpoint: dict[str, Any]
    ) -> None:
        """Keep the random numbers' states until training starts."""
        self._random_states = checkpoint.get(_RANDOM_STATES, [])


def random_state() -> dict[str, Any]:
    """Return the state of this process's random numbers, in types that checkpoints may hold."""
    name, keys, *rest = np.random.get_state()
    state = {
        "python": random.getstate(),
        "numpy": (name, torch.from_numpy(np.asarray(keys, np.int64)), *rest),
        "torch": torch.get_rng_state(),
    }
    if torch.cuda.is_available():
        state["cuda"] = torch.cuda.get_rng_state()
    return state


def set_random_state(state: dict[str, Any]) -> None:
    """Go on with the random numbers of an earlier process."""
    random.setstate(state["python"])
    name, keys, *rest = state["numpy"]
    np.random.set_state((name, keys.numpy().astype(np.uint32), *rest))
    torch.set_rng_state(state["torch"].cpu())
    if "cuda" in state and torch.cuda.is_available():
        torch.cuda.set_rng_state(state["cuda"].cpu())
