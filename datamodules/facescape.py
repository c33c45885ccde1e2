"""FaceScape benchmark, cropped for three-view methods; prediction only."""

from __future__ import annotations

from abc import abstractmethod

from face_datasets.facescape import (
    LAB_TRIPLET,
    LAB_TRIPLET_WIDE,
    FaceScapeBenchmark,
    lab_id,
    lab_triple_id,
)

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
    """Three views of a subject at one focal length, the side ones at 30 degrees."""

    benchmark = "facescape-lab-multiview"
    part = "lab"
    views = LAB_TRIPLET
    """Frontal, turned to the image's right, turned to its left."""

    def samples(self, data: FaceScapeBenchmark) -> list[Sample]:
        """Return one sample per subject and focal length."""
        return [
            Sample(
                lab_triple_id(*triple),
                tuple(lab_id(*triple, view) for view in self.views),
                (FRONT, RIGHT, LEFT),
            )
            for triple in data.lab_triples(self.views)
        ]


class FaceScapeLabMultiviewWideDataModule(FaceScapeLabMultiviewDataModule):
    """The same with side views of 60 degrees."""

    benchmark = "facescape-lab-multiview-wide"
    views = LAB_TRIPLET_WIDE
