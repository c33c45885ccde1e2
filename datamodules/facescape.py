"""FaceScape benchmark in the wild, cropped for three-view methods; prediction only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from lightning import LightningDataModule
from torch.utils.data import DataLoader, Dataset

from face_datasets.facescape import FaceScapeBenchmark
from geometry.crops import apply_crop, crop_from_landmarks5, estimate_yaw

LEFT, FRONT, RIGHT = range(3)


def view_of_yaw(yaw: float, threshold: float = 20.0) -> int:
    """Return the slot of a three-view method for a single image: 0 left, 1 front, 2 right.

    Args:
        yaw: degrees; negative: the nose points to the image's left.
        threshold: degrees from which a view counts as one from the side.
    """
    return LEFT if yaw < -threshold else RIGHT if yaw > threshold else FRONT


class WildCrops(Dataset[dict[str, Any]]):
    """One crop per image, in the slot of its yaw; the two other views are black and not given.

    Args:
        benchmark: the dataset with its prepared landmarks and labels.
        image_size: side of the crops in pixels.
        yaw_threshold: degrees, see `view_of_yaw`.
    """

    def __init__(
        self, benchmark: FaceScapeBenchmark, image_size: int, yaw_threshold: float
    ) -> None:
        self.benchmark = benchmark
        self.image_size = image_size
        self.yaw_threshold = yaw_threshold
        self.sample_ids = benchmark.wild_ids()

    def __len__(self) -> int:
        """Number of images."""
        return len(self.sample_ids)

    def check(self) -> None:
        """Read every image with what is prepared beside it; raises what `__getitem__` raises."""
        for sample_id in self.sample_ids:
            self.benchmark.wild_image(sample_id)
            self.benchmark.landmarks5("wild", sample_id)
            self.benchmark.parsing("wild", sample_id)

    def __getitem__(self, index: int) -> dict[str, Any]:
        """Read and crop one image with its labels."""
        sample_id = self.sample_ids[index]
        points = self.benchmark.landmarks5("wild", sample_id)
        crop = crop_from_landmarks5(points, self.image_size)
        view = view_of_yaw(estimate_yaw(points), self.yaw_threshold)
        image = apply_crop(self.benchmark.wild_image(sample_id), crop)
        labels = apply_crop(self.benchmark.parsing("wild", sample_id), crop, "nearest")
        images = torch.zeros(3, 3, self.image_size, self.image_size)
        images[view] = torch.from_numpy(image).movedim(-1, 0).float() / 255
        parsing = torch.zeros(3, self.image_size, self.image_size, dtype=torch.uint8)
        parsing[view] = torch.from_numpy(labels)
        return {
            "sample_id": sample_id,
            "images": images,
            "parsing": parsing,
            "given": torch.arange(3) == view,
            "view": torch.tensor(view),
            "crop_scale": torch.tensor(crop.scale, dtype=torch.float32),
            "crop_translation": torch.from_numpy(np.array(crop.translation, np.float32)),
        }


class FaceScapeWildDataModule(LightningDataModule):
    """Batches for `predict`: the training batch's inputs, and where in the image each crop is.

    Beside `images`, `parsing` and `given` as in `ThreeViewDataModule`, a batch holds `sample_id` (a
    list), `view` (B,) the slot that is given, and `crop_scale` (B,), `crop_translation` (B, 2):
    crop pixel = scale x image pixel + translation.

    Args:
        root: the benchmark's folder.
        image_size: side of the crops in pixels; None takes the size at which the method was
            trained.
        batch_size: images per step and process.
        yaw_threshold: degrees from which an image goes into the left or right slot.
    """

    benchmark = "facescape-wild"

    def __init__(
        self,
        root: Path = Path("data/facescape-wild"),
        image_size: int | None = None,
        batch_size: int = 16,
        yaw_threshold: float = 20.0,
    ) -> None:
        super().__init__()
        self.root = Path(root)
        self.image_size = image_size
        self.batch_size = batch_size
        self.yaw_threshold = yaw_threshold

    def predict_dataloader(self) -> DataLoader[dict[str, Any]]:
        """Batches in the order of the ids.

        Every image is read once beforehand: predictions replace earlier ones as they come, and a
        damaged image must not stop them half-way.

        Raises:
            DatasetNotFoundError: an image is missing.
            DamagedFileError: an image, its landmarks or its labels cannot be read.
        """
        size = self.image_size
        if size is None:
            assert self.trainer is not None  # the trainer asks for the loader
            size = self.trainer.lightning_module.hparams["image_size"]
        crops = WildCrops(FaceScapeBenchmark(self.root), size, self.yaw_threshold)
        crops.check()
        return DataLoader(crops, batch_size=self.batch_size)
