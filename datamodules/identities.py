"""Several images of each of several people per batch, to train an identity network on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from jaxtyping import UInt8
from torch.utils.data import DataLoader, Dataset

from face_datasets.celeba import CelebA, Split
from geometry.crops import apply_crop, crop_from_landmarks5
from progress_bar import progress_bar

from .augmentation import jitter_colors
from .epoch_batches import Batch, EpochDataModule

HeldOut = Literal["val", "test"]
_CHOICE = 3  # what random numbers are for, beside those of `epoch_batches`


class IdentitySplit(Dataset[Batch]):
    """Images of some people, cropped as the methods crop them. Indexed by a list of numbers.

    Args:
        data: where they are read.
        subjects: the ids of each person's images.
        image_size: side of the crops in pixels.
        in_memory: 28 kB per image of 96 pixels; otherwise each is read when its turn comes.
    """

    def __init__(
        self,
        data: CelebA,
        subjects: Sequence[Sequence[str]],
        image_size: int,
        *,
        in_memory: bool = False,
    ) -> None:
        self.data = data
        self.image_size = image_size
        self.ids = [sample_id for ids in subjects for sample_id in ids]
        self.subject = [number for number, ids in enumerate(subjects) for _ in ids]
        ends = np.cumsum([len(ids) for ids in subjects]).tolist()
        self.images_of = [
            range(end - len(ids), end) for end, ids in zip(ends, subjects, strict=True)
        ]
        self._cache: list[np.ndarray] | None = None
        if in_memory:
            numbers = progress_bar(range(len(self)), desc="reading faces", unit="image")
            self._cache = [self.read(number) for number in numbers]

    def __len__(self) -> int:
        """Number of images."""
        return len(self.ids)

    def read(self, number: int) -> UInt8[np.ndarray, "S S 3"]:
        """Read and crop an image."""
        sample_id = self.ids[number]
        crop = crop_from_landmarks5(self.data.landmarks5(sample_id), self.image_size)
        return apply_crop(self.data.image(sample_id), crop)

    def chosen(self, subjects: list[int], per_subject: int, seed: int, epoch: int) -> list[int]:
        """Draw images of each of some people, by seed, epoch and person alone.

        Returns:
            Numbers of images, at most `per_subject` of each; fewer where there are fewer.
        """
        numbers: list[int] = []
        for subject in subjects:
            rng = np.random.default_rng((_CHOICE, seed, epoch, subject))
            numbers += rng.permutation(self.images_of[subject])[:per_subject].tolist()
        return numbers

    def __getitem__(self, index: list[int]) -> Batch:
        """Return a batch: images still 8-bit, channels last."""
        images = [self._cache[i] if self._cache is not None else self.read(i) for i in index]
        return {
            "images": torch.from_numpy(np.stack(images)),
            "subject": torch.tensor([self.subject[i] for i in index]),
            "index": torch.tensor(index),
        }


class IdentityDataModule(EpochDataModule):
    """People of CelebA or of a stand-in, by its list of identities.

    A batch holds `images` (B, 3, S, S) in [0, 1], `subject` (B,) and `index` (B,). In an epoch of
    training each person comes once, with other images than before. Validation is on people of
    whom training has no image.

    Args:
        root: folder of CelebA's layout.
        held_out: which part of CelebA's partition validation is on.
        image_size: side of the crops in pixels.
        batch_size: people per step and process; in validation images.
        images_per_subject: of each person in a training batch, at most; whoever has only one image
            is left out.
        most_validated: people in validation at most, and images of each.
        color_jitter: range of the colour factors, see `jitter_colors`.
        blur_probability: share of blurred training images.
        mirror_probability: share of mirrored training images.
        in_memory: whether all images fit; otherwise each is read when its turn comes.
        workers: processes that read.
    """

    def __init__(
        self,
        root: Path = Path("data/celeba"),
        *,
        held_out: HeldOut = "val",
        image_size: int = 160,
        batch_size: int = 32,
        images_per_subject: int = 4,
        most_validated: tuple[int, int] = (500, 4),
        color_jitter: float = 0.3,
        blur_probability: float = 0.0,
        mirror_probability: float = 0.5,
        in_memory: bool = False,
        workers: int = 0,
    ) -> None:
        super().__init__(Path(root), batch_size, "people")
        if batch_size < 2 or images_per_subject < 2:
            raise ValueError(
                f"batch_size {batch_size} and images_per_subject {images_per_subject}: triplets "
                "need two people or more, and two images or more of each"
            )
        self.held_out: HeldOut = held_out
        self.image_size = image_size
        self.images_per_subject = images_per_subject
        self.most_validated = most_validated
        self.color_jitter = color_jitter
        self.blur_probability = blur_probability
        self.mirror_probability = mirror_probability
        self.in_memory = in_memory
        self.workers = workers
        self._splits: dict[str, IdentitySplit] = {}

    def setup(self, stage: str) -> None:
        """Find, and read where they fit into memory, the people of training and validation.

        Raises:
            ValueError: fewer than two people with two images.
        """
        if self._splits:
            return
        data = CelebA(self.root)
        training = _people(data, "train")
        others = _people(data, self.held_out)
        most, of_each = self.most_validated
        names = [name for name in sorted(others) if name not in training][:most]
        for split, subjects in (
            ("train", [ids for _, ids in sorted(training.items())]),
            (self.held_out, [others[name][:of_each] for name in names]),
        ):
            if len(subjects) < 2:
                raise ValueError(
                    f"{self.root}: {len(subjects)} people with two images or more in the part "
                    f"{split!r}, expected 2 or more; is identity_CelebA.txt there, and list_eval_"
                    "partition.txt whole? (held_out: test validates on the test part)"
                )
            self._splits["train" if split == "train" else "val"] = IdentitySplit(
                data, subjects, self.image_size, in_memory=self.in_memory
            )

    def train_dataloader(self) -> DataLoader[Batch]:
        """Batches of people in an order that depends on the run's seed and the epoch.

        Raises:
            ValueError: too few people for a batch.
        """
        split = self._splits["train"]

        def images(subjects: list[int], epoch: int) -> list[int]:
            return split.chosen(subjects, self.images_per_subject, self.seed, epoch)

        return self.training_loader(split, self.workers, len(split.images_of), images)

    def val_dataloader(self) -> DataLoader[Batch]:
        """Batches of images in order."""
        return self.validation_loader(self._splits["val"], self.workers)

    def on_after_batch_transfer(self, batch: Batch, dataloader_idx: int) -> Batch:
        """Convert to float and, in training, augment, on the training device."""
        images = batch["images"].movedim(-1, 1).float() / 255
        if self.trainer is None or not self.trainer.training:
            return {**batch, "images": images}
        numbers = self.draw(batch["index"], 6)
        mirrored = (numbers[:, 0] < self.mirror_probability).to(images.device)
        images = torch.where(mirrored[:, None, None, None], images.flip(-1), images)
        if self.color_jitter > 0 or self.blur_probability > 0:
            images = jitter_colors(
                images[:, None], numbers[:, 1:], self.color_jitter, self.blur_probability
            )[:, 0]
        return {**batch, "images": images}


def _people(data: CelebA, split: Split) -> dict[str, list[str]]:
    """Return the images of each person who has two or more in a part of the partition."""
    people: dict[str, list[str]] = {}
    for sample_id in data.split_ids(split):
        people.setdefault(data.subject(sample_id), []).append(sample_id)
    return {name: ids for name, ids in people.items() if len(ids) > 1}
