"""FaceScape benchmark, cropped for three-view methods; prediction only."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from lightning import LightningDataModule
from torch.utils.data import DataLoader, Dataset

from face_datasets.facescape import (
    LAB_TRIPLET,
    LAB_TRIPLET_WIDE,
    FaceScapeBenchmark,
    lab_id,
    lab_triple_id,
)
from geometry.crops import apply_crop, crop_from_landmarks5, estimate_yaw

LEFT, FRONT, RIGHT = range(3)


def view_of_yaw(yaw: float, threshold: float = 20.0) -> int:
    """Return the slot of a three-view method for a single image: 0 left, 1 front, 2 right.

    Args:
        yaw: degrees; negative: the nose points to the image's left.
        threshold: degrees from which a view counts as one from the side.
    """
    return LEFT if yaw < -threshold else RIGHT if yaw > threshold else FRONT


class Sample(NamedTuple):
    """What one reconstruction is made from.

    Attributes:
        sample_id: of the reconstruction.
        images: ids of its images. One image goes into the slot of its yaw; three are frontal, then
            turned to the image's right and to its left. The reconstruction is posed in the first.
    """

    sample_id: str
    images: tuple[str, ...]


class FaceScapeCrops(Dataset[dict[str, Any]]):
    """One triple of crops per sample; views that are not given are black.

    Args:
        benchmark: the dataset with its prepared landmarks and labels.
        part: "wild" or "lab".
        samples: what to reconstruct.
        image_size: side of the crops in pixels.
        yaw_threshold: degrees, see `view_of_yaw`.
    """

    def __init__(
        self,
        benchmark: FaceScapeBenchmark,
        part: str,
        samples: list[Sample],
        image_size: int,
        yaw_threshold: float,
    ) -> None:
        self.benchmark = benchmark
        self.part = part
        self.samples = samples
        self.image_size = image_size
        self.yaw_threshold = yaw_threshold

    def __len__(self) -> int:
        """Number of samples."""
        return len(self.samples)

    def check(self) -> None:
        """Read every image with what is prepared beside it; raises what `__getitem__` raises."""
        for image_id in dict.fromkeys(name for sample in self.samples for name in sample.images):
            self.benchmark.image(self.part, image_id)
            self.benchmark.landmarks5(self.part, image_id)
            self.benchmark.parsing(self.part, image_id)

    def __getitem__(self, index: int) -> dict[str, Any]:
        """Read and crop the images of one sample with their labels."""
        sample, size = self.samples[index], self.image_size
        points = [self.benchmark.landmarks5(self.part, name) for name in sample.images]
        crops = [crop_from_landmarks5(five, size) for five in points]
        if len(sample.images) == 1:
            slots = [view_of_yaw(estimate_yaw(points[0]), self.yaw_threshold)]
        else:
            slots = [FRONT, RIGHT, LEFT]
        images = torch.zeros(3, 3, size, size)
        parsing = torch.zeros(3, size, size, dtype=torch.uint8)
        for name, crop, slot in zip(sample.images, crops, slots, strict=True):
            image = apply_crop(self.benchmark.image(self.part, name), crop)
            labels = apply_crop(self.benchmark.parsing(self.part, name), crop, "nearest")
            images[slot] = torch.from_numpy(image).movedim(-1, 0).float() / 255
            parsing[slot] = torch.from_numpy(labels)
        return {
            "sample_id": sample.sample_id,
            "images": images,
            "parsing": parsing,
            "given": torch.isin(torch.arange(3), torch.tensor(slots)),
            "view": torch.tensor(slots[0]),
            "crop_scale": torch.tensor(crops[0].scale, dtype=torch.float32),
            "crop_translation": torch.from_numpy(np.array(crops[0].translation, np.float32)),
        }


class FaceScapeDataModule(LightningDataModule):
    """Batches for `predict`: the training batch's inputs, and where in the image the crop is.

    Beside `images`, `parsing` and `given` as in `ThreeViewDataModule`, a batch holds `sample_id` (a
    list), `view` (B,) the slot of the image in which the face is to be posed, and that image's
    `crop_scale` (B,), `crop_translation` (B, 2): crop pixel = scale x image pixel + translation.

    Args:
        root: the benchmark's folder.
        image_size: side of the crops in pixels; None takes the size at which the method was
            trained.
        batch_size: samples per step and process.
        yaw_threshold: degrees from which a single image goes into the left or right slot.
    """

    benchmark: str
    part: str

    def __init__(
        self,
        root: Path,
        image_size: int | None = None,
        batch_size: int = 16,
        yaw_threshold: float = 20.0,
    ) -> None:
        super().__init__()
        self.root = Path(root)
        self.image_size = image_size
        self.batch_size = batch_size
        self.yaw_threshold = yaw_threshold

    @abstractmethod
    def samples(self, data: FaceScapeBenchmark) -> list[Sample]:
        """Return what to reconstruct, in the order of the ids."""

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
        data = FaceScapeBenchmark(self.root)
        crops = FaceScapeCrops(data, self.part, self.samples(data), size, self.yaw_threshold)
        crops.check()
        return DataLoader(crops, batch_size=self.batch_size)


class FaceScapeWildDataModule(FaceScapeDataModule):
    """Single images in the wild."""

    benchmark = "facescape-wild"
    part = "wild"

    def samples(self, data: FaceScapeBenchmark) -> list[Sample]:
        """Return one sample per image."""
        return [Sample(sample_id, (sample_id,)) for sample_id in data.wild_ids()]


class FaceScapeLabDataModule(FaceScapeDataModule):
    """Single images in the lab."""

    benchmark = "facescape-lab"
    part = "lab"

    def samples(self, data: FaceScapeBenchmark) -> list[Sample]:
        """Return one sample per image."""
        return [Sample(sample_id, (sample_id,)) for sample_id in data.lab_ids()]


class FaceScapeLabMultiviewDataModule(FaceScapeDataModule):
    """Three views of a subject at one focal length, the side ones at 30 degrees."""

    benchmark = "facescape-lab-multiview"
    part = "lab"
    views = LAB_TRIPLET

    def samples(self, data: FaceScapeBenchmark) -> list[Sample]:
        """Return one sample per subject and focal length."""
        return [
            Sample(lab_triple_id(*triple), tuple(lab_id(*triple, view) for view in self.views))
            for triple in data.lab_triples(self.views)
        ]


class FaceScapeLabMultiviewWideDataModule(FaceScapeLabMultiviewDataModule):
    """The same with side views of 60 degrees."""

    benchmark = "facescape-lab-multiview-wide"
    views = LAB_TRIPLET_WIDE
