"""Pairs of pictures with the true flow between them, to train an estimator of flow on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from jaxtyping import Bool
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from face_datasets.flow_pairs import FlowPairDataset
from progress_bar import progress_bar

from .augmentation import jitter_colors
from .epoch_batches import Batch, EpochDataModule


class CachedPairs(Dataset[Batch]):
    """One split in memory: 0.25 MB per pair of 128 pixels. Indexed by a list of numbers.

    Args:
        dataset: the split on disk.
        image_size: expected side of the pictures.

    Raises:
        ValueError: pictures of another size.
    """

    def __init__(self, dataset: FlowPairDataset, image_size: int) -> None:
        n, size = len(dataset), image_size
        self.pictures = np.empty((2, n, size, size, 3), np.uint8)
        self.flow = np.empty((n, 2, size, size), np.float32)
        self.valid = np.empty((n, size, size), bool)
        for index in progress_bar(range(n), desc=f"reading {dataset.split} pairs", unit="pair"):
            pair = dataset[index]
            if len(pair.first) != size:
                raise ValueError(
                    f"{dataset.root}: pictures of {len(pair.first)} pixels, but image_size is "
                    f"{size}; set image_size to the former or make the pairs with --size {size}"
                )
            self.pictures[:, index] = pair.first, pair.second
            self.flow[index], self.valid[index] = pair.flow, pair.valid

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.flow)

    def __getitem__(self, index: list[int]) -> Batch:
        """Return a batch: pictures still 8-bit, channels last."""
        return {
            "first": torch.from_numpy(self.pictures[0, index]),
            "second": torch.from_numpy(self.pictures[1, index]),
            "flow": torch.from_numpy(self.flow[index]),
            "valid": torch.from_numpy(self.valid[index]),
            "index": torch.tensor(index),
        }


class FlowPairDataModule(EpochDataModule):
    """Pairs of pictures of a face with colour augmentation, mirrored, and with masks as MFNet's.

    A batch holds `first` and `second` (B, 3, S, S) in [0, 1], `flow` (B, 2, S, S) in pixels and
    `valid` (B, S, S), 1 where the flow is known.

    Args:
        root: folder with `train` and `val`, see `face_datasets.flow_pairs`.
        image_size: side of the pictures in pixels.
        batch_size: pairs per step and process.
        color_jitter: range of the colour factors, see `jitter_colors`; both pictures share them.
        mirror_probability: share of mirrored training pairs.
        mask_probability: share of the pairs of which both pictures are black where the flow is not
            known, as MFNet's loss shows them. In validation every second one is.
    """

    def __init__(
        self,
        root: Path = Path("data/flow-pairs"),
        *,
        image_size: int = 128,
        batch_size: int = 8,
        color_jitter: float = 0.3,
        mirror_probability: float = 0.5,
        mask_probability: float = 0.5,
    ) -> None:
        super().__init__(Path(root), batch_size, "pairs")
        self.image_size = image_size
        self.color_jitter = color_jitter
        self.mirror_probability = mirror_probability
        self.mask_probability = mask_probability
        self._splits: dict[str, CachedPairs] = {}

    def setup(self, stage: str) -> None:
        """Read training and validation pairs."""
        for split in ("train", "val") if stage == "fit" else ("val",):
            if split not in self._splits:
                dataset = FlowPairDataset(self.root, split)
                self._splits[split] = CachedPairs(dataset, self.image_size)

    def train_dataloader(self) -> DataLoader[Batch]:
        """Batches in an order that depends on the run's seed and the epoch.

        Raises:
            ValueError: too few pairs for a batch.
        """
        return self.training_loader(self._splits["train"])

    def val_dataloader(self) -> DataLoader[Batch]:
        """Batches in order."""
        return self.validation_loader(self._splits["val"])

    def on_after_batch_transfer(self, batch: Batch, dataloader_idx: int) -> Batch:
        """Convert to float and, in training, augment, on the training device."""
        index = batch["index"]
        ready = {"flow": batch["flow"], "valid": batch["valid"].float()}
        for name in ("first", "second"):
            ready[name] = batch[name].movedim(-1, 1).float() / 255
        if self.trainer is None or not self.trainer.training:
            return masked(ready, index % 2 == 1)
        numbers = self.draw(index, 7)
        ready = mirrored(ready, numbers[:, 0] < self.mirror_probability)
        if self.color_jitter > 0:
            pair = torch.stack([ready["first"], ready["second"]], dim=1)
            pair = jitter_colors(pair, numbers[:, 2:], self.color_jitter, 0.0)
            ready["first"], ready["second"] = pair.unbind(dim=1)
        return masked(ready, numbers[:, 1] < self.mask_probability)


def mirrored(batch: Batch, chosen: Bool[Tensor, " B"]) -> Batch:
    """Mirror the chosen pairs; what moved to the right then moves to the left."""
    flipped = {name: value.flip(-1) for name, value in batch.items()}
    flipped["flow"] = flipped["flow"] * batch["flow"].new_tensor([-1.0, 1.0])[:, None, None]
    return _where(chosen, flipped, batch)


def masked(batch: Batch, chosen: Bool[Tensor, " B"]) -> Batch:
    """Blacken both pictures of the chosen pairs where the flow is not known."""
    shown = batch["valid"][:, None]
    hidden = {**batch, "first": batch["first"] * shown, "second": batch["second"] * shown}
    return _where(chosen, hidden, batch)


def _where(chosen: Tensor, first: Batch, second: Batch) -> Batch:
    chosen = chosen.to(second["flow"].device)
    return {
        name: torch.where(chosen.view(-1, *(1,) * (value.ndim - 1)), first[name], value)
        for name, value in second.items()
    }
