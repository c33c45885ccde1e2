"""Batches that any number of processes share, and that a resumed run goes on with.

What a training step sees depends on the run's seed, the epoch and the samples alone: not on how
many processes share the batch, nor on whether its gradients are accumulated, nor on where an
earlier run was killed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int
from lightning import LightningDataModule
from torch import Tensor
from torch.utils.data import DataLoader, Dataset
from torch.utils.data.distributed import DistributedSampler

from face_datasets.origin import origin_record

Batch = dict[str, Tensor]
Expand = Callable[[list[int], int], list[int]]
_ORDER, _AUGMENTATION = 1, 2  # what random numbers are for; no two streams are the same


class EpochBatches(DistributedSampler[list[int]]):
    """One process's batches of indices, in an order that depends on seed and epoch alone.

    In training the processes' batches are slices of a joint batch, and the joint batches of one
    optimiser step follow each other: n processes, or n accumulated batches, see together what one
    process with n times the batch size sees. What is left over at the end of an epoch is left out
    (batch normalisation needs full batches).

    In validation every sample is in one batch of one process, all processes have the same number
    of batches and their sizes differ by one at most.

    (It is a `DistributedSampler` for Lightning to leave it alone: any other one is wrapped in a
    sampler that deals out whole batches, shuffles them again and repeats some.)

    Args:
        n_samples: size of the split.
        batch_size: samples per batch of one process. In validation the size is at most this, or one
            more for a batch size of 1.
        seed: None keeps the order: validation.
        rank: which process this is.
        world_size: how many there are.
        accumulated: batches per optimiser step.
        expand: what to read for a list of training samples in an epoch, such as a person's images;
            None reads the samples themselves.
    """

    def __init__(
        self,
        n_samples: int,
        batch_size: int,
        seed: int | None,
        *,
        rank: int = 0,
        world_size: int = 1,
        accumulated: int = 1,
        expand: Expand | None = None,
    ) -> None:
        super().__init__(range(n_samples), world_size, rank)  # type: ignore[arg-type]
        self.n_samples = n_samples
        self.batch_size = batch_size
        self.order_seed = seed
        self.accumulated = accumulated
        self.expand = expand
        self._resumed = (0, 0)

    @property
    def joint_batch(self) -> int:
        """Samples per batch of all processes together."""
        return self.batch_size * self.num_replicas

    def resume(self, epoch: int, batch: int) -> None:
        """Go on in an epoch where an earlier run has stopped: it had taken so many batches."""
        self._resumed = (epoch, batch)
        self.set_epoch(epoch)

    def __len__(self) -> int:
        """Number of batches in an epoch, those before a resumption included."""
        if self.order_seed is not None:
            return self.n_samples // (self.joint_batch * self.accumulated) * self.accumulated
        share = -(-self.n_samples // self.num_replicas)
        return min(-(-share // self.batch_size), self.n_samples // self.num_replicas)

    def __iter__(self) -> Iterator[list[int]]:
        """Yield one list of indices per batch."""
        order = np.arange(self.n_samples)
        if self.order_seed is None:
            for part in np.array_split(order[self.rank :: self.num_replicas], max(len(self), 1)):
                yield part.tolist()
            return
        np.random.default_rng((_ORDER, self.order_seed, self.epoch)).shuffle(order)
        resumed_epoch, first = self._resumed
        for batch in range(first if self.epoch == resumed_epoch else 0, len(self)):
            start = batch * self.joint_batch + self.rank * self.batch_size
            samples = order[start : start + self.batch_size].tolist()
            yield samples if self.expand is None else self.expand(samples, self.epoch)


def sample_numbers(
    seed: int, epoch: int, index: Int[Tensor, " B"], count: int
) -> Float[Tensor, "B count"]:
    """Return random numbers in [0, 1) that depend on seed, epoch and sample alone.

    Args:
        seed: of the run.
        epoch: of the training.
        index: of each sample in its split.
        count: numbers per sample.
    """
    rows = [
        np.random.default_rng((_AUGMENTATION, seed, epoch, sample)).random(count, np.float32)
        for sample in index.tolist()
    ]
    return torch.from_numpy(np.stack(rows))


class EpochDataModule(LightningDataModule):
    """A data module whose batches and random numbers a resumed run goes on with.

    Checkpoints keep the seed and the place in the epoch.

    Args:
        root: folder of the data.
        batch_size: samples per batch and process.
        unit: what a sample is called in messages, in the plural.

    Attributes:
        roots: every folder that is trained on, `root` first.
    """

    def __init__(self, root: Path, batch_size: int, unit: str) -> None:
        super().__init__()
        self.root = root
        self.roots = [root]
        self.batch_size = batch_size
        self.unit = unit
        self._seed: int | None = None
        self._resumed: dict[str, int] | None = None

    @property
    def origins(self) -> list[dict[str, Any]]:
        """Where the data of each folder come from, see `origin_record`."""
        return [origin_record(root) for root in self.roots]

    @property
    def seed(self) -> int:
        """The run's; a resumed run has that of its checkpoint."""
        if self._seed is None:
            self._seed = torch.initial_seed() % 2**32
        return self._seed

    def state_dict(self) -> dict[str, Any]:
        """Return the seed, and how many batches of which epoch are done."""
        assert self.trainer is not None  # it is the trainer that writes checkpoints
        epoch, batch = self.trainer.current_epoch, self.trainer.fit_loop.batch_idx + 1
        if batch >= self.trainer.num_training_batches:
            epoch, batch = epoch + 1, 0
        joint_batch = self.batch_size * self.trainer.world_size
        return {"seed": self.seed, "epoch": epoch, "batch": batch, "joint_batch": joint_batch}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Go on where the checkpoint was written."""
        self._seed = state_dict["seed"]
        self._resumed = state_dict

    def training_loader(
        self,
        split: Dataset[Batch],
        workers: int = 0,
        n_samples: int | None = None,
        expand: Expand | None = None,
    ) -> DataLoader[Batch]:
        """Return this process's share of the training batches.

        Args:
            split: indexed by lists of numbers.
            workers: processes that read.
            n_samples: of the split, where they are not what it is indexed by.
            expand: what then to read for some samples, see `EpochBatches`.

        Raises:
            ValueError: too few samples for an optimiser step, or a checkpoint from the middle of
                an epoch with batches of another size.
        """
        rank, world_size = self._place()
        if world_size > 1 and self.trainer is not None:
            self._seed = self.trainer.strategy.broadcast(self.seed)  # their batches are slices
        accumulated = 1 if self.trainer is None else self.trainer.accumulate_grad_batches
        batches = EpochBatches(
            len(split) if n_samples is None else n_samples,  # type: ignore[arg-type]
            self.batch_size,
            self.seed,
            rank=rank,
            world_size=world_size,
            accumulated=accumulated,
            expand=expand,
        )
        if len(batches) == 0:
            shared = f" on each of {world_size} processes" if world_size > 1 else ""
            repeated = f" {accumulated} times per step" if accumulated > 1 else ""
            raise ValueError(
                f"{self.root}: {batches.n_samples} training {self.unit} do not fill a batch of "
                f"{self.batch_size}{shared}{repeated}; lower batch_size or add data"
            )
        if self._resumed is not None:
            written = self._resumed["joint_batch"]
            if self._resumed["batch"] > 0 and written != batches.joint_batch:
                raise ValueError(
                    f"the checkpoint is from the middle of an epoch with batches of {written} "
                    f"{self.unit}, this run's are of {batches.joint_batch}: keep the product of "
                    "batch_size and processes, or start anew"
                )
            batches.resume(self._resumed["epoch"], self._resumed["batch"])
        return _loader(split, batches, workers)

    def validation_loader(self, split: Dataset[Batch], workers: int = 0) -> DataLoader[Batch]:
        """Return this process's share of the validation batches, see `training_loader`.

        Raises:
            ValueError: fewer samples than processes.
        """
        rank, world_size = self._place()
        n_samples = len(split)  # type: ignore[arg-type]
        if n_samples < world_size:
            raise ValueError(
                f"{self.root}: {n_samples} validation {self.unit} for {world_size} processes, each "
                "of which needs one; use fewer devices or add data"
            )
        batches = EpochBatches(n_samples, self.batch_size, None, rank=rank, world_size=world_size)
        return _loader(split, batches, workers)

    def draw(self, index: Int[Tensor, " B"], count: int) -> Float[Tensor, "B count"]:
        """Return the random numbers of samples in the current epoch, see `sample_numbers`."""
        assert self.trainer is not None  # there are no epochs without one
        return sample_numbers(self.seed, self.trainer.current_epoch, index, count)

    def _place(self) -> tuple[int, int]:
        """Return which process this is, and how many there are."""
        if self.trainer is None:
            return 0, 1
        return self.trainer.global_rank, self.trainer.world_size


def _loader(split: Dataset[Batch], batches: EpochBatches, workers: int) -> DataLoader[Batch]:
    # With a generator of its own: a loader takes a number from the global one per epoch otherwise,
    # and once more when a run is resumed.
    generator = torch.Generator()
    return DataLoader(
        split, sampler=batches, batch_size=None, num_workers=workers, generator=generator
    )
