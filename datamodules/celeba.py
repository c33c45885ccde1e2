"""Single crops to train on: CelebA prepared, or its stand-in from the studio."""

from __future__ import annotations

from pathlib import Path

import torch
from torch.utils.data import DataLoader, Dataset

from face_datasets.celeba import CelebA
from face_datasets.celeba_preparation import crops_in_memory
from face_datasets.one_view import OneViewDataset, Split, open_prepared
from face_datasets.origin import read_origin
from face_datasets.preparation import SETTINGS

from .augmentation import jitter_colors, mirror_triples
from .epoch_batches import Batch, EpochDataModule


class OneViewCrops(Dataset[Batch]):
    """One split, indexed by a list of numbers.

    Args:
        crops: the split, in memory or mapped into it.
    """

    def __init__(self, crops: OneViewDataset) -> None:
        self.crops = crops

    def __len__(self) -> int:
        """Number of crops."""
        return len(self.crops)

    def __getitem__(self, index: list[int]) -> Batch:
        """Return a batch: images still 8-bit, channels last."""
        block = self.crops.take(index)
        batch = {
            "images": torch.from_numpy(block.images),
            "landmarks_2d": torch.from_numpy(block.landmarks_2d),
            "index": torch.tensor(index),
        }
        if block.parsing is not None:
            batch["parsing"] = torch.from_numpy(block.parsing)
        return batch


class CelebADataModule(EpochDataModule):
    """Crops of CelebA's training and validation images.

    A batch holds `images` (B, 3, S, S) in [0, 1], `landmarks_2d` (B, 68, 2) in pixels, `index` (B,)
    and, where the data have them, `parsing` (B, S, S), DF-MVR's ten labels. How likely a pixel is
    skin (`losses.skin_probability`) depends on its colour alone, augmented or not: it is the
    method's business.

    Released images have to be prepared (`make prepare DATASET=celeba`); a stand-in in CelebA's
    layout is cropped when it is opened, at any size.

    Args:
        root: folder of prepared crops or of a stand-in.
        image_size: side of the crops in pixels.
        batch_size: images per step and process.
        mirror_probability: share of mirrored training images; left and right landmarks and labels
            change sides. The paper does not say; the code that it descends from mirrors.
        color_jitter: range of the four colour factors, see `jitter_colors`. 0 turns it off: colours
            are what the method has to explain.
        blur_probability: share of blurred training images.
    """

    def __init__(
        self,
        root: Path = Path("data/celeba"),
        *,
        image_size: int = 224,
        batch_size: int = 32,
        mirror_probability: float = 0.5,
        color_jitter: float = 0.0,
        blur_probability: float = 0.0,
    ) -> None:
        super().__init__(Path(root), batch_size, "images")
        if not 0 <= mirror_probability <= 1:
            raise ValueError(
                f"mirror_probability is {mirror_probability}; expected a number from 0 to 1"
            )
        self.image_size = image_size
        self.mirror_probability = mirror_probability
        self.color_jitter = color_jitter
        self.blur_probability = blur_probability
        self._splits: dict[str, OneViewCrops] = {}

    def setup(self, stage: str) -> None:
        """Open training and validation crops.

        Raises:
            ValueError: crops of another size, or placed by another rule than the method's.
            DatasetNotFoundError: there are neither prepared crops nor a stand-in.
        """
        method = None if self.trainer is None else self.trainer.lightning_module
        wanted = "five-points" if method is None else method.hparams.get("crop", "five-points")
        if wanted != "five-points":
            raise ValueError(
                f"CelebA's crops are placed by five points, and the method's by {wanted!r}: set "
                "--model.init_args.crop five-points"
            )
        splits: tuple[Split, ...] = ("train", "val")
        for split in splits if stage == "fit" else splits[1:]:
            if split not in self._splits:
                self._splits[split] = OneViewCrops(self._open(split))

    def _open(self, split: Split) -> OneViewDataset:
        if read_origin(self.root) == "synthetic" and not (self.root / SETTINGS).is_file():
            return crops_in_memory(CelebA(self.root), split, self.image_size)
        crops = open_prepared(self.root, split)
        if crops.size != self.image_size:
            raise ValueError(
                f"{self.root}: crops of {crops.size} pixels, but image_size is {self.image_size}; "
                f"set image_size to the former or prepare the data with --size {self.image_size}"
            )
        return crops

    def train_dataloader(self) -> DataLoader[Batch]:
        """Batches in an order that depends on the run's seed and the epoch."""
        return self.training_loader(self._splits["train"])

    def val_dataloader(self) -> DataLoader[Batch]:
        """Batches in order."""
        return self.validation_loader(self._splits["val"])

    def on_after_batch_transfer(self, batch: Batch, dataloader_idx: int) -> Batch:
        """Convert to float and, in training, augment, on the training device.

        The random numbers depend on seed, epoch and image alone.
        """
        batch = {**batch, "images": batch["images"].movedim(-1, 1).float() / 255}
        if self.trainer is None or not self.trainer.training:
            return batch
        index = batch.pop("index")
        numbers = self.draw(index, 6)
        triples = {name: value[:, None] for name, value in batch.items()}  # of one view each
        if self.mirror_probability > 0:
            triples = mirror_triples(triples, numbers[:, 0] < self.mirror_probability)
        if self.color_jitter > 0 or self.blur_probability > 0:
            triples["images"] = jitter_colors(
                triples["images"], numbers[:, 1:], self.color_jitter, self.blur_probability
            )
        return {"index": index, **{name: value[:, 0] for name, value in triples.items()}}
