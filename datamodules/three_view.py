"""Training triples: the same face from the left, the front and the right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from jaxtyping import Bool, Float32, UInt8
from lightning import LightningDataModule
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler
from tqdm import tqdm

from face_datasets.three_view import POINTS_IN_SPACE, ThreeViewDataset

from .augmentation import jitter_colors, mirror_triples

Batch = dict[str, Tensor]


class CachedTriples(Dataset[Batch]):
    """One split, decoded once and kept in memory as 8-bit arrays.

    Indexed by a list of numbers, so that a whole batch is one look-up per array.

    Args:
        dataset: the split on disk.
        image_size: expected side of the crops in pixels.

    Raises:
        ValueError: crops of another size, or only some samples have labels or points in space.
    """

    def __init__(self, dataset: ThreeViewDataset, image_size: int) -> None:
        n, size = len(dataset), image_size
        self.images = np.empty((n, 3, size, size, 3), np.uint8)
        self.landmarks_2d = np.empty((n, 3, 68, 2), np.float32)
        self.parsing: UInt8[np.ndarray, "n 3 S S"] | None = None
        self.in_space: dict[str, Float32[np.ndarray, "n L 3"]] = {}
        first = dataset[0]
        if first.parsing is not None:
            self.parsing = np.empty((n, 3, size, size), np.uint8)
        for name, shape in POINTS_IN_SPACE.items():
            if getattr(first, name) is not None:
                self.in_space[name] = np.empty((n, *shape), np.float32)
        for index in tqdm(range(n), desc=f"reading {dataset.split} triples", unit="triple"):
            sample = dataset[index]
            if sample.images.shape[1:3] != (size, size):
                raise ValueError(
                    f"{dataset.root}: crops of {sample.images.shape[1]} pixels, but image_size is "
                    f"{size}; set image_size to the former or prepare the data at {size} pixels"
                )
            self.images[index] = sample.images
            self.landmarks_2d[index] = sample.landmarks_2d
            for name in ("parsing", *POINTS_IN_SPACE):
                if (getattr(sample, name) is None) != (getattr(first, name) is None):
                    raise ValueError(
                        f"{dataset.root}: {sample.sample_id} and {first.sample_id} differ in "
                        f"whether they have {name}; prepare the data again"
                    )
            if self.parsing is not None:
                self.parsing[index] = sample.parsing
            for name, points in self.in_space.items():
                points[index] = getattr(sample, name)

    def __len__(self) -> int:
        """Number of triples."""
        return len(self.images)

    def __getitem__(self, index: list[int]) -> Batch:
        """Return a batch: images still 8-bit, channels last."""
        arrays: dict[str, np.ndarray] = {
            "images": self.images,
            "landmarks_2d": self.landmarks_2d,
            **self.in_space,
        }
        if self.parsing is not None:
            arrays["parsing"] = self.parsing
        batch = {name: torch.from_numpy(array[index]) for name, array in arrays.items()}
        return {**batch, "index": torch.tensor(index)}


class EpochBatches(Sampler[list[int]]):
    """Batches of indices in an order that depends on seed and epoch alone: resuming keeps it.

    Args:
        n_samples: size of the split.
        batch_size: the last, smaller batch is left out when shuffling (batch normalisation needs
            full ones).
        seed: None keeps the order.
    """

    def __init__(self, n_samples: int, batch_size: int, seed: int | None) -> None:
        self.n_samples = n_samples
        self.batch_size = batch_size
        self.seed = seed
        self.epoch = 0

    def set_epoch(self, epoch: int) -> None:
        """Called by the trainer at the start of each epoch."""
        self.epoch = epoch

    def __len__(self) -> int:
        """Number of batches."""
        if self.seed is None:
            return (self.n_samples + self.batch_size - 1) // self.batch_size
        return self.n_samples // self.batch_size

    def __iter__(self) -> Iterator[list[int]]:
        """Yield one list of indices per batch."""
        order = np.arange(self.n_samples)
        if self.seed is not None:
            np.random.default_rng((self.seed, self.epoch)).shuffle(order)
        for batch in range(len(self)):
            yield order[batch * self.batch_size : (batch + 1) * self.batch_size].tolist()


class ThreeViewDataModule(LightningDataModule):
    """Triples with colour augmentation and the input patterns of DF-MVR.

    A batch holds `images` (B, 3, 3, S, S) in [0, 1], `given` (B, 3), False for a view that the
    network must do without, `landmarks_2d` (B, 3, 68, 2) in pixels and, where the data have them,
    `parsing` (B, 3, S, S) labels, `landmarks_3d` (B, 68, 3) and `points_101` (B, 101, 3) in mm.
    Images, labels and landmarks of views that are not given stay in the batch as targets; blacking
    out is the network's business.

    The paper's patterns (section 5.3): all three views with probability 2/3, else only one, each of
    the three with 1/9. In validation they take turns: sample i sees all views if i % 4 is 0, else
    only the left, front or right one.

    Args:
        root: folder with `train` and `val`, see `face_datasets.three_view`.
        image_size: side of the crops in pixels.
        batch_size: triples per step and process.
        all_views_probability: share of training samples with all three views.
        color_jitter: range of the four colour factors, see `jitter_colors`; 0 turns augmentation
            off.
        blur_probability: share of training samples that are blurred.
        mirror_probability: share of training samples that are mirrored; not in the paper.
    """

    def __init__(
        self,
        root: Path = Path("data/three-view"),
        *,
        image_size: int = 224,
        batch_size: int = 16,
        all_views_probability: float = 2 / 3,
        color_jitter: float = 0.5,
        blur_probability: float = 0.3,
        mirror_probability: float = 0.0,
    ) -> None:
        super().__init__()
        if not 0 <= all_views_probability <= 1:
            raise ValueError(
                f"all_views_probability is {all_views_probability}; expected a number from 0 to 1"
            )
        self.root = Path(root)
        self.image_size = image_size
        self.batch_size = batch_size
        self.all_views_probability = all_views_probability
        self.color_jitter = color_jitter
        self.blur_probability = blur_probability
        self.mirror_probability = mirror_probability
        self._splits: dict[str, CachedTriples] = {}

    def setup(self, stage: str) -> None:
        """Read both splits into memory."""
        splits: tuple[Literal["train", "val"], ...] = ("train", "val")
        for split in splits if stage == "fit" else splits[1:]:
            if split not in self._splits:
                dataset = ThreeViewDataset(self.root, split)
                self._splits[split] = CachedTriples(dataset, self.image_size)

    def train_dataloader(self) -> DataLoader[Batch]:
        """Batches in an order that depends on the run's seed and the epoch."""
        split = self._splits["train"]
        if len(split) < self.batch_size:
            raise ValueError(
                f"{self.root}: {len(split)} training triples do not fill a batch of "
                f"{self.batch_size}; lower batch_size or add data"
            )
        batches = EpochBatches(len(split), self.batch_size, torch.initial_seed() % 2**32)
        return DataLoader(split, sampler=batches, batch_size=None)

    def val_dataloader(self) -> DataLoader[Batch]:
        """Batches in order."""
        split = self._splits["val"]
        batches = EpochBatches(len(split), self.batch_size, seed=None)
        return DataLoader(split, sampler=batches, batch_size=None)

    def on_after_batch_transfer(self, batch: Batch, dataloader_idx: int) -> Batch:
        """Convert to float, augment and choose the input pattern, on the training device.

        The random numbers depend on seed, step and rank alone: a resumed run draws what an
        uninterrupted one draws.
        """
        batch = dict(batch)
        batch["images"] = batch["images"].movedim(-1, 2).float() / 255
        index = batch.pop("index")
        if self.trainer is None or not self.trainer.training:
            batch["given"] = validation_patterns(index)
            return batch
        key = (torch.initial_seed() % 2**32, self.trainer.global_step, self.trainer.global_rank)
        seed = int(np.random.SeedSequence(key).generate_state(1)[0])
        generator = torch.Generator().manual_seed(seed)
        if self.mirror_probability > 0:
            batch = mirror_triples(batch, generator, self.mirror_probability)
        if self.color_jitter > 0 or self.blur_probability > 0:
            batch["images"] = jitter_colors(
                batch["images"], generator, self.color_jitter, self.blur_probability
            )
        given = draw_patterns(len(index), self.all_views_probability, generator)
        batch["given"] = given.to(index.device)
        return batch


def draw_patterns(
    n_samples: int, all_views_probability: float, generator: torch.Generator
) -> Bool[Tensor, "B 3"]:
    """Draw which views are given: all of them, or one of the three with equal probability."""
    one = torch.randint(0, 3, (n_samples,), generator=generator)
    every = torch.rand(n_samples, generator=generator) < all_views_probability
    return torch.nn.functional.one_hot(one, 3).bool() | every[:, None]


def validation_patterns(index: Tensor) -> Bool[Tensor, "B 3"]:
    """Give sample i all views, or only the left, front or right one, in turns."""
    turn = index % 4
    views = torch.arange(1, 4, device=index.device)
    return (turn[:, None] == views) | (turn[:, None] == 0)
