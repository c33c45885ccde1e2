"""Pixel-Face, cropped for three-view methods: all three photographs or one; prediction only."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from face_datasets.pixel_face import PixelFace
from face_datasets.pixel_face_photos import (
    PARSING,
    VIEWS,
    read_landmarks,
    read_parsing,
    read_photograph,
)
from geometry.crops import CropRule, five_points_from_68

from .photo_triples import FRONT, LEFT, RIGHT, Photo, PhotoSource, PhotoTriplesDataModule, Sample

Views = Literal["three", "left", "front", "right"]

# The reconstruction is posed in the first.
_SLOTS: dict[Views, tuple[int, ...]] = {
    "three": (FRONT, LEFT, RIGHT),
    "left": (LEFT,),
    "front": (FRONT,),
    "right": (RIGHT,),
}


class PixelFacePhotos(PhotoSource):
    """The evaluation part of Pixel-Face, in either layout.

    Args:
        root: see `face_datasets.pixel_face`; `face_datasets.pixel_face_photos` says what has to be
            beside the photographs. Labels may be missing, of all photographs.
        views: which photographs a method gets to see.
    """

    def __init__(self, root: Path, views: Views) -> None:
        self.data = PixelFace(root)
        self.views: Views = views

    def samples(self) -> list[Sample]:
        """Return one sample per expression of a subject."""
        slots = _SLOTS[self.views]
        return [
            Sample(sample_id, tuple(f"{sample_id}/{VIEWS[slot]}" for slot in slots), slots)
            for sample_id in self.data.ids()
        ]

    def photo(self, name: str) -> Photo:
        """Read a photograph; its name is "<sample id>/<view>"."""
        sample_id, _, view = name.rpartition("/")
        folder = self.data.folder(sample_id) / view
        image = read_photograph(folder)
        labels = read_parsing(folder, image) if (folder / PARSING).is_file() else None
        landmarks = read_landmarks(folder)
        return Photo(image, five_points_from_68(landmarks), labels, landmarks)


class PixelFaceDataModule(PhotoTriplesDataModule):
    """Three photographs of a face, or one of them; see `PhotoTriplesDataModule`.

    Args:
        root: the data set's folder.
        views: "three", or the only one that a method gets to see. Predictions of one view are those
            of another method: "-front" and so on is added to its name.
        image_size: side of the crops in pixels; None takes the size at which the method was
            trained.
        batch_size: samples per step and process.
        crop: how crops are placed; None takes the method's.
    """

    benchmark = "pixel-face"

    def __init__(
        self,
        root: Path,
        views: Views = "three",
        image_size: int | None = None,
        batch_size: int = 16,
        crop: CropRule | None = None,
    ) -> None:
        super().__init__(root, image_size, batch_size, crop=crop)
        self.views: Views = views
        self.method_suffix = "" if views == "three" else f"-{views}"

    def source(self) -> PixelFacePhotos:
        """Open the data set."""
        return PixelFacePhotos(self.root, self.views)
