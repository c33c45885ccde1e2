"""Faces with a label per pixel: where they come from, and one split of them in memory."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from jaxtyping import UInt8
from torch.utils.data import Dataset

from face_datasets.celebamask_hq import LABEL_SIZE, CelebAMaskHQ, Glasses, Side
from face_datasets.three_view import VIEWS, ThreeViewDataset
from progress_bar import progress_bar

from .epoch_batches import Batch

Split = Literal["train", "val"]


class FaceSplit(ABC):
    """One split of a source on disk."""

    @abstractmethod
    def __len__(self) -> int:
        """Number of images."""

    @abstractmethod
    def read(self, number: int) -> tuple[UInt8[np.ndarray, "S S 3"], UInt8[np.ndarray, "S S"]]:
        """Read an RGB image and its labels, DF-MVR's ten."""


class FaceSource(ABC):
    """A kind of data set that `FaceParsingDataModule` can train on."""

    @abstractmethod
    def split(self, root: Path, split: Split, image_size: int) -> FaceSplit:
        """Find one split.

        Args:
            root: folder of the data set.
            split: which one; their subjects are disjoint.
            image_size: side of images and labels in pixels.
        """


class LabelledFaces(Dataset[Batch]):
    """One split, kept in memory as 8-bit arrays or read when asked for.

    Indexed by a list of numbers.

    Args:
        split: on disk.
        in_memory: 64 kB per image of 128 pixels, 1 MB per image of 512.
    """

    def __init__(self, split: FaceSplit, *, in_memory: bool = True) -> None:
        self.split = split
        self._cache: list[tuple[np.ndarray, np.ndarray]] | None = None
        if in_memory:
            numbers = progress_bar(range(len(split)), desc="reading labelled faces", unit="image")
            self._cache = [split.read(number) for number in numbers]

    def __len__(self) -> int:
        """Number of images."""
        return len(self.split)

    def __getitem__(self, index: list[int]) -> Batch:
        """Return a batch: images still 8-bit, channels last."""
        rows = [self._cache[i] if self._cache is not None else self.split.read(i) for i in index]
        images, labels = (np.stack(column) for column in zip(*rows, strict=True))
        return {
            "images": torch.from_numpy(images),
            "labels": torch.from_numpy(labels),
            "index": torch.tensor(index),
        }


class CelebAMaskFaces(FaceSource):
    """Portraits of CelebAMask-HQ or of a stand-in, see `face_datasets.celebamask_hq`.

    Args:
        glasses: label of glasses; the paper of DF-MVR does not say.
        left: whose left the dataset's is; `make doctor DATASET=celebamask-hq` looks.
    """

    def __init__(self, glasses: Glasses = "skin", left: Side = "subject") -> None:
        self.glasses: Glasses = glasses
        self.left: Side = left

    def split(self, root: Path, split: Split, image_size: int) -> FaceSplit:
        """Find one split of CelebA's partition; images and labels are reduced when read.

        Raises:
            ValueError: images larger than the labels.
        """
        if image_size > LABEL_SIZE:
            raise ValueError(f"image_size {image_size}: the labels have {LABEL_SIZE} pixels")
        return _CelebAMaskSplit(CelebAMaskHQ(root, split), image_size, self.glasses, self.left)


class _CelebAMaskSplit(FaceSplit):
    def __init__(
        self, dataset: CelebAMaskHQ, image_size: int, glasses: Glasses, left: Side
    ) -> None:
        self.dataset = dataset
        self.image_size = image_size
        self.glasses: Glasses = glasses
        self.left: Side = left

    def __len__(self) -> int:
        return len(self.dataset.sample_ids)

    def read(self, number: int) -> tuple[UInt8[np.ndarray, "S S 3"], UInt8[np.ndarray, "S S"]]:
        sample_id = self.dataset.sample_ids[number]
        labels = self.dataset.labels10(sample_id, self.glasses, self.left)
        nearest = ((np.arange(self.image_size) + 0.5) * LABEL_SIZE / self.image_size).astype(int)
        return self.dataset.image(sample_id, self.image_size), labels[np.ix_(nearest, nearest)]


class ThreeViewFaces(FaceSource):
    """Crops of a prepared three-view set, see `face_datasets.three_view`: each view is an image."""

    def split(self, root: Path, split: Split, image_size: int) -> FaceSplit:
        """Find one split; crops of another size are refused when read."""
        return _ThreeViewSplit(ThreeViewDataset(root, split), image_size)


class _ThreeViewSplit(FaceSplit):
    def __init__(self, dataset: ThreeViewDataset, image_size: int) -> None:
        self.dataset = dataset
        self.image_size = image_size

    def __len__(self) -> int:
        return len(VIEWS) * len(self.dataset)

    def read(self, number: int) -> tuple[UInt8[np.ndarray, "S S 3"], UInt8[np.ndarray, "S S"]]:
        index, view = divmod(number, len(VIEWS))
        image, labels = self.dataset.labelled_view(index, VIEWS[view])
        if len(image) != self.image_size:
            raise ValueError(
                f"{self.dataset.root}: crops of {len(image)} pixels, but image_size is "
                f"{self.image_size}; set image_size to the former or prepare the data at "
                f"{self.image_size} pixels"
            )
        return image, labels
