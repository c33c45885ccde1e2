"""FaceScape benchmark, cropped for three-view methods; prediction only."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Literal

from face_datasets.facescape import (
    LAB_TRIPLET,
    LAB_TRIPLET_WIDE,
    FaceScapeBenchmark,
    lab_id,
    lab_triple_id,
)
from geometry.crops import CropRule

from .photo_triples import (
    FRONT,
    LEFT,
    RIGHT,
    Photo,
    PhotoSource,
    PhotoTriplesDataModule,
    Sample,
)


class FaceScapePhotos(PhotoSource):
    """One part of the benchmark.

    Args:
        data: the dataset with its prepared landmarks and labels.
        part: "wild" or "lab".
        samples: what to reconstruct.
    """

    def __init__(self, data: FaceScapeBenchmark, part: str, samples: list[Sample]) -> None:
        self.data = data
        self.part = part
        self._samples = samples

    def samples(self) -> list[Sample]:
        """Return what to reconstruct."""
        return self._samples

    def photo(self, name: str) -> Photo:
        """Read an image with what is prepared beside it."""
        labelled = self.data.has_parsing(self.part, name)
        all_landmarks = self.data.has_landmarks68(self.part, name)
        return Photo(
            self.data.image(self.part, name),
            self.data.landmarks5(self.part, name),
            self.data.parsing(self.part, name) if labelled else None,
            self.data.landmarks68(self.part, name) if all_landmarks else None,
        )


class FaceScapeDataModule(PhotoTriplesDataModule):
    """What the parts of the benchmark have in common."""

    part: str

    @abstractmethod
    def samples(self, data: FaceScapeBenchmark) -> list[Sample]:
        """Return what to reconstruct, in the order of the ids."""

    def source(self) -> FaceScapePhotos:
        """Open the benchmark."""
        data = FaceScapeBenchmark(self.root)
        return FaceScapePhotos(data, self.part, self.samples(data))


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
    """Three views of a subject at one focal length, the side ones at 30 degrees.

    Args:
        root: the data set's folder.
        views: "three", or the front view alone. Predictions of one view are those of another
            method: "-front" is added to its name.
        image_size: side of the crops in pixels; None takes the size at which the method was
            trained.
        batch_size: samples per step and process.
        crop: how crops are placed; None takes the method's.
    """

    benchmark = "facescape-lab-multiview"
    part = "lab"
    triplet = LAB_TRIPLET
    """Frontal, turned to the image's right, turned to its left."""

    def __init__(
        self,
        root: Path,
        views: Literal["three", "front"] = "three",
        image_size: int | None = None,
        batch_size: int = 16,
        crop: CropRule | None = None,
    ) -> None:
        super().__init__(root, image_size, batch_size, crop=crop)
        self.views: Literal["three", "front"] = views
        self.method_suffix = "" if views == "three" else f"-{views}"

    def samples(self, data: FaceScapeBenchmark) -> list[Sample]:
        """Return one sample per subject and focal length."""
        seen = 3 if self.views == "three" else 1
        return [
            Sample(
                lab_triple_id(*triple),
                tuple(lab_id(*triple, view) for view in self.triplet[:seen]),
                (FRONT, RIGHT, LEFT)[:seen],
            )
            for triple in data.lab_triples(self.triplet)
        ]


class FaceScapeLabMultiviewWideDataModule(FaceScapeLabMultiviewDataModule):
    """The same with side views of 60 degrees."""

    benchmark = "facescape-lab-multiview-wide"
    triplet = LAB_TRIPLET_WIDE
