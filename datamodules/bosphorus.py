"""Bosphorus, cropped for three-view methods: one photograph or three; prediction only."""

from __future__ import annotations

from face_datasets.bosphorus import Bosphorus
from face_datasets.bosphorus_photos import (
    five_points,
    read_parsing,
    single_view_samples,
    three_view_photographs,
    three_view_samples,
)
from geometry.crops import estimate_yaw

from .photo_triples import FRONT, LEFT, RIGHT, Photo, PhotoSource, PhotoTriplesDataModule, Sample


class BosphorusPhotos(PhotoSource):
    """Single photographs of neutral faces in six poses.

    Args:
        data: the data set; `face_datasets.bosphorus_photos` says what is read.
    """

    def __init__(self, data: Bosphorus) -> None:
        self.data = data

    def samples(self) -> list[Sample]:
        """Return one sample per photograph; its yaw says which view it is."""
        ids = sorted(name for names in single_view_samples(self.data).values() for name in names)
        return [Sample(name, (name,)) for name in ids]

    def photo(self, name: str) -> Photo:
        """Read a photograph with its landmarks and labels."""
        image = self.data.image(name)
        path = self.data.path(name, ".lm2")
        points = five_points(path, self.data.landmarks_2d(name))
        return Photo(image, points, read_parsing(self.data, name, image))


class BosphorusTriples(BosphorusPhotos):
    """A frontal photograph, one of the head turned right by 10 to 45 degrees, one left by 45."""

    def samples(self) -> list[Sample]:
        """Return one sample per angle to the right.

        Which of the side views is the left one, in which the nose points to the image's left, is
        asked of the landmarks: nobody documents whose right "R" is.
        """
        ids = sorted(name for names in three_view_samples(self.data).values() for name in names)
        return [self._sample(sample_id) for sample_id in ids]

    def _sample(self, sample_id: str) -> Sample:
        first, frontal, second = three_view_photographs(self.data, sample_id)
        yaws = [
            estimate_yaw(five_points(self.data.path(name, ".lm2"), self.data.landmarks_2d(name)))
            for name in (first, second)
        ]
        sides = (LEFT, RIGHT) if yaws[0] < yaws[1] else (RIGHT, LEFT)
        return Sample(sample_id, (frontal, first, second), (FRONT, *sides))


class BosphorusDataModule(PhotoTriplesDataModule):
    """Single photographs; see `PhotoTriplesDataModule`."""

    benchmark = "bosphorus"

    def source(self) -> BosphorusPhotos:
        """Open the data set."""
        return BosphorusPhotos(Bosphorus(self.root))


class BosphorusThreeViewDataModule(PhotoTriplesDataModule):
    """Three photographs per sample; see `PhotoTriplesDataModule`."""

    benchmark = "bosphorus-three-view"

    def source(self) -> BosphorusTriples:
        """Open the data set."""
        return BosphorusTriples(Bosphorus(self.root))
