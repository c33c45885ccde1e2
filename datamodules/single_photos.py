"""Photographs with one face each, cropped; prediction only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from face_datasets.landmark_detector import detect_landmarks
from face_datasets.single_photos import Landmarks, SinglePhotos
from geometry.crops import CropRule, five_points_from_68

from .photo_triples import Photo, PhotoSource, PhotoTriplesDataModule, Sample


class SinglePhotosSource(PhotoSource):
    """One sample per photograph.

    Args:
        data: the photographs.
        detect: whether landmarks are detected where there are none.
    """

    def __init__(self, data: SinglePhotos, *, detect: bool = False) -> None:
        self.data = data
        self.detect = detect

    def samples(self) -> list[Sample]:
        """Return one sample per photograph; its yaw says which view it is."""
        return [Sample(sample_id, (sample_id,)) for sample_id in self.data.ids()]

    def photo(self, name: str) -> Photo:
        """Read a photograph.

        Raises:
            FileNotFoundError: it has no landmarks, and none are to be detected.
            ValueError: landmarks cannot be detected.
        """
        image = self.data.image(name)
        landmarks = self.data.landmarks(name, image.shape[:2])
        if landmarks is None and self.detect:
            found = detect_landmarks(image, name)
            landmarks = Landmarks(five_points_from_68(found), found)
        if landmarks is None:
            raise self.data.missing_landmarks(name)
        return Photo(image, landmarks.five, landmarks68=landmarks.all68)


class SinglePhotosDataModule(PhotoTriplesDataModule):
    """Photographs that no benchmark knows; see `PhotoTriplesDataModule`.

    Args:
        root: the folder, or one photograph.
        image_size: as for `PhotoTriplesDataModule`, like the following ones.
        batch_size: number of samples.
        yaw_threshold: degrees.
        crop: how crops are placed.
        detect: whether landmarks are detected where there are none.
    """

    benchmark = "photos"

    def __init__(
        self,
        root: Path,
        image_size: int | None = None,
        batch_size: int = 16,
        yaw_threshold: float = 20.0,
        crop: CropRule | None = None,
        detect: bool = False,
    ) -> None:
        super().__init__(root, image_size, batch_size, yaw_threshold, crop)
        self.detect = detect

    def source(self) -> SinglePhotosSource:
        """Open the folder."""
        return SinglePhotosSource(SinglePhotos(self.root), detect=self.detect)

    def photograph(self, sample_id: str) -> UInt8[np.ndarray, "H W 3"]:
        """Read a photograph, whole."""
        return SinglePhotos(self.root).image(sample_id)
