"""Checkpoints that are whole, and runs that go on from them exactly."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from lightning import LightningModule, Trainer
from lightning.pytorch.callbacks import Callback
from lightning.pytorch.utilities.types import OptimizerLRScheduler
from processes import run_together
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from datamodules.epoch_batches import Batch, EpochDataModule
from lightning_modules.checkpoints import (
    AtomicCheckpointIO,
    RunCheckpoint,
    random_state,
    set_random_state,
)


class KilledError(Exception):
    pass


class KillBeforeBatch(Callback):
    def __init__(self, batch: int) -> None:
        self.left = batch

    def on_train_batch_start(self, *_: Any) -> None:
        self.left -= 1
        if self.left < 0:
            raise KilledError


class Rows(Dataset[Batch]):
    def __init__(self, n: int) -> None:
        self.rows = torch.randn(n, 3, generator=torch.Generator().manual_seed(0))

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: list[int]) -> Batch:
        return {"x": self.rows[index], "index": torch.tensor(index)}


class RowsModule(EpochDataModule):
    def __init__(self, workers: int) -> None:
        super().__init__(Path("rows"), 2, "rows")
        self.workers = workers

    def train_dataloader(self) -> DataLoader[Batch]:
        return self.training_loader(Rows(13), self.workers)

    def val_dataloader(self) -> DataLoader[Batch]:
        return self.validation_loader(Rows(3))

    def on_after_batch_transfer(self, batch: Batch, dataloader_idx: int) -> Batch:
        assert self.trainer is not None
        augmented = self.draw(batch["index"], 3) if self.trainer.training else 0
        return {**batch, "x": batch["x"] + augmented}


class Line(LightningModule):
    """Fits a plane with random numbers of its own; the length of its training is in its rates."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = torch.nn.Linear(3, 1)
        self.seen: list[tuple[int, ...]] = []

    def training_step(self, batch: Batch) -> Tensor:
        self.seen.append(tuple(batch["index"].tolist()))
        noise = torch.rand(3) + float(np.random.rand()) + random.random()
        predicted: Tensor = self.linear(batch["x"] + noise)
        return (predicted - batch["x"].sum(dim=1, keepdim=True)).square().mean()

    def validation_step(self, batch: Batch) -> None:
        pass

    def configure_optimizers(self) -> OptimizerLRScheduler:
        optimizer = torch.optim.Adam(self.parameters(), 0.1)
        steps = int(self.trainer.estimated_stepping_batches)
        scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.1, total_steps=steps)
        return {
            "optimizer": optimizer,
            "lr_scheduler": {"scheduler": scheduler, "interval": "step"},
        }


def train(
    folder: Path,
    options: dict[str, Any],
    *callbacks: Callback,
    every: int = 1,
    workers: int = 0,
    seed: int = 3,
) -> tuple[list[Tensor], list[tuple[int, ...]]]:
    """Train, or go on with a training; return weights, and the samples of each batch."""
    for seeded in (torch.manual_seed, np.random.seed, random.seed):
        seeded(seed)
    module, checkpoint = Line(), folder / "checkpoint.ckpt"
    trainer = Trainer(
        accelerator="cpu",
        logger=False,
        callbacks=[*callbacks, RunCheckpoint(checkpoint, every)],
        plugins=[AtomicCheckpointIO()],
        enable_progress_bar=False,
        enable_model_summary=False,
        **{"num_sanity_val_steps": 0, **options},
    )
    resumed = checkpoint if checkpoint.exists() else None
    trainer.fit(module, RowsModule(workers), ckpt_path=resumed)
    return [value.clone() for value in module.state_dict().values()], module.seen


@pytest.mark.parametrize(
    ("options", "killed", "every", "workers"),
    [
        # Epochs have 6 batches of 13 rows.
        ({"max_epochs": 3}, (4, 6, 9), 1, 0),
        ({"max_epochs": 3}, (4, 8, 11), 2, 1),
        ({"max_epochs": 2}, (8,), 0, 0),
        ({"max_epochs": -1, "max_steps": 14}, (6, 9, 12), 1, 0),
        ({"max_epochs": 2, "accumulate_grad_batches": 3}, (5, 7), 1, 0),
        ({"max_epochs": 2, "val_check_interval": 0.5}, (3, 8), 1, 0),
    ],
)
def test_a_killed_run_goes_on_exactly(
    options: dict[str, Any], killed: Sequence[int], every: int, workers: int, tmp_path: Path
) -> None:
    weights, batches = train(tmp_path / "whole", options)
    for batch in killed:
        folder = tmp_path / str(batch)
        with pytest.raises(KilledError):
            train(folder, options, KillBeforeBatch(batch), every=every, workers=workers)
        resumed, rest = train(folder, options, every=every, workers=workers, seed=4)
        assert rest == batches[-len(rest) :]
        step = options.get("accumulate_grad_batches", 1) * (every or 6)
        assert len(batches) - len(rest) == batch // step * step
        assert all(torch.equal(a, b) for a, b in zip(resumed, weights, strict=True))


def test_a_run_that_was_told_to_stop_goes_on_exactly(tmp_path: Path) -> None:
    class Stop(Callback):
        def on_train_batch_end(self, trainer: Trainer, *_: Any) -> None:
            trainer.should_stop = trainer.global_step == 8

    whole, _ = train(tmp_path / "whole", {"max_epochs": 3}, every=0)
    _, before = train(tmp_path / "stopped", {"max_epochs": 3}, Stop(), every=0)
    resumed, after = train(tmp_path / "stopped", {"max_epochs": 3}, every=0)
    assert (len(before), len(after)) == (8, 10)
    assert all(torch.equal(a, b) for a, b in zip(resumed, whole, strict=True))


def test_a_trial_leaves_the_checkpoint_alone(tmp_path: Path) -> None:
    train(tmp_path, {"fast_dev_run": 2})
    assert not list(tmp_path.iterdir())


def save_half_and_die(path: Path) -> None:
    """Be killed while a checkpoint is being written."""

    def half(checkpoint: Any, file: Any) -> None:
        file.write(b"half a check")
        file.flush()
        os.kill(os.getpid(), signal.SIGKILL)

    torch.save = half
    AtomicCheckpointIO().save_checkpoint({"step": 2}, path)


def test_a_kill_during_writing_leaves_the_former_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "run" / "checkpoint.ckpt"
    AtomicCheckpointIO().save_checkpoint({"step": 1}, path)
    with pytest.raises(BrokenProcessPool):
        run_together(save_half_and_die, 1, path)
    assert torch.load(path, weights_only=True) == {"step": 1}
    AtomicCheckpointIO().save_checkpoint({"step": 3}, path)
    assert torch.load(path, weights_only=True) == {"step": 3}
    assert list(path.parent.iterdir()) == [path]  # the half has made way


def test_random_numbers_go_on_after_a_safe_load(tmp_path: Path) -> None:
    def draw() -> tuple[float, float, float]:
        return random.random(), float(np.random.randn()), torch.rand(()).item()

    np.random.randn()  # half of a pair of normal numbers is left over
    torch.save(random_state(), tmp_path / "state.pt")
    expected = draw()
    assert draw() != expected
    set_random_state(torch.load(tmp_path / "state.pt", weights_only=True))
    assert draw() == expected


def test_a_negative_number_of_steps_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="checkpoint_every_n_steps is -1; expected"):
        RunCheckpoint(tmp_path / "checkpoint.ckpt", -1)
