"""Training triples: the same face from the left, the front and the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from jaxtyping import Bool, Float, Float32, UInt8
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from face_datasets.origin import read_marker, read_origin
from face_datasets.preparation import recorded_crop
from face_datasets.three_view import POINTS_IN_SPACE, ThreeViewDataset
from progress_bar import progress_bar

from .augmentation import jitter_colors, mirror_triples
from .epoch_batches import Batch, EpochDataModule


class CachedTriples(Dataset[Batch]):
    """One split, decoded once and kept in memory as 8-bit arrays.

    Indexed by a list of numbers, so that a whole batch is one look-up per array.

    Args:
        datasets: the split on disk; the samples of several folders follow each other.
        image_size: expected side of the crops in pixels.

    Raises:
        ValueError: crops of another size, or only some samples have labels or points in space.
    """

    def __init__(self, datasets: Sequence[ThreeViewDataset], image_size: int) -> None:
        places = [(dataset, index) for dataset in datasets for index in range(len(dataset))]
        n, size = len(places), image_size
        self.images = np.empty((n, 3, size, size, 3), np.uint8)
        self.landmarks_2d = np.empty((n, 3, 68, 2), np.float32)
        self.parsing: UInt8[np.ndarray, "n 3 S S"] | None = None
        self.in_space: dict[str, Float32[np.ndarray, "n L 3"]] = {}
        first = datasets[0][0]
        if first.parsing is not None:
            self.parsing = np.empty((n, 3, size, size), np.uint8)
        for name, shape in POINTS_IN_SPACE.items():
            if getattr(first, name) is not None:
                self.in_space[name] = np.empty((n, *shape), np.float32)
        description = f"reading {datasets[0].split} triples"
        for index, (dataset, number) in enumerate(
            progress_bar(places, desc=description, unit="triple")
        ):
            sample = dataset[number]
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


class ThreeViewDataModule(EpochDataModule):
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
        more_roots: folders of the same layout whose training triples are added; none of their
            subjects may be in the validation part of `root`.
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
        more_roots: list[Path] | None = None,
        image_size: int = 224,
        batch_size: int = 16,
        all_views_probability: float = 2 / 3,
        color_jitter: float = 0.5,
        blur_probability: float = 0.3,
        mirror_probability: float = 0.0,
    ) -> None:
        super().__init__(Path(root), batch_size, "triples")
        if not 0 <= all_views_probability <= 1:
            raise ValueError(
                f"all_views_probability is {all_views_probability}; expected a number from 0 to 1"
            )
        self.roots = [self.root, *map(Path, more_roots or [])]
        self.image_size = image_size
        self.all_views_probability = all_views_probability
        self.color_jitter = color_jitter
        self.blur_probability = blur_probability
        self.mirror_probability = mirror_probability
        self._splits: dict[str, CachedTriples] = {}

    def setup(self, stage: str) -> None:
        """Read both splits into memory.

        Raises:
            ValueError: the crops are placed by another rule than the method's, or the folders'
                faces are of different face models.
        """
        _check_face_models(self.roots)
        method = None if self.trainer is None else self.trainer.lightning_module
        wanted = "five-points" if method is None else method.hparams.get("crop", "five-points")
        for root in self.roots:
            recorded = recorded_crop(root)
            if method is not None and recorded not in (None, wanted):
                raise ValueError(
                    f"{root} holds crops by the rule {recorded!r}, and the method's are by "
                    f"{wanted!r}: prepare the data with --crop {wanted}, or set "
                    "--model.init_args.crop"
                )
        splits: tuple[Literal["train", "val"], ...] = ("train", "val")
        for split in splits if stage == "fit" else splits[1:]:
            if split not in self._splits:
                roots = self.roots if split == "train" else [self.root]
                datasets = [ThreeViewDataset(root, split) for root in roots]
                self._splits[split] = CachedTriples(datasets, self.image_size)

    def train_dataloader(self) -> DataLoader[Batch]:
        """Batches in an order that depends on the run's seed and the epoch."""
        return self.training_loader(self._splits["train"])

    def val_dataloader(self) -> DataLoader[Batch]:
        """Batches in order."""
        return self.validation_loader(self._splits["val"])

    def on_after_batch_transfer(self, batch: Batch, dataloader_idx: int) -> Batch:
        """Convert to float, augment and choose the input pattern, on the training device.

        The random numbers depend on seed, epoch and sample alone: a resumed run draws what an
        uninterrupted one draws, and processes that share a batch what one process draws.
        """
        batch = dict(batch)
        batch["images"] = batch["images"].movedim(-1, 2).float() / 255
        index = batch.pop("index")
        if self.trainer is None or not self.trainer.training:
            batch["given"] = validation_patterns(index)
            return batch
        numbers = self.draw(index, 8)
        if self.mirror_probability > 0:
            batch = mirror_triples(batch, numbers[:, 0] < self.mirror_probability)
        if self.color_jitter > 0 or self.blur_probability > 0:
            batch["images"] = jitter_colors(
                batch["images"], numbers[:, 1:6], self.color_jitter, self.blur_probability
            )
        batch["given"] = draw_patterns(numbers[:, 6:], self.all_views_probability).to(index.device)
        return batch


def _check_face_models(roots: list[Path]) -> None:
    models = {
        root: str(read_marker(root).get("face_model"))
        for root in roots
        if read_origin(root) == "synthetic"
    }
    if len(set(models.values())) > 1:
        found = ", ".join(f"{root}: {model}" for root, model in models.items())
        raise ValueError(
            f"the stand-ins are of different face models ({found}); give root and more_roots of one"
        )


def draw_patterns(
    numbers: Float[Tensor, "B 2"], all_views_probability: float
) -> Bool[Tensor, "B 3"]:
    """Choose which views are given: all of them, or one of the three with equal probability.

    Args:
        numbers: uniform in [0, 1): which of the three, and whether all.
        all_views_probability: share of samples with all three views.
    """
    one = (3 * numbers[:, 0]).long()
    every = numbers[:, 1] < all_views_probability
    return torch.nn.functional.one_hot(one, 3).bool() | every[:, None]


def validation_patterns(index: Tensor) -> Bool[Tensor, "B 3"]:
    """Give sample i all views, or only the left, front or right one, in turns."""
    turn = index % 4
    views = torch.arange(1, 4, device=index.device)
    return (turn[:, None] == views) | (turn[:, None] == 0)
