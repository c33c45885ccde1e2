"""Anybody's photographs, one to three of a face, cropped; prediction only."""

from __future__ import annotations

from face_datasets.own_photos import OwnPhotos
from geometry.crops import five_points_from_68

from .photo_triples import FRONT, LEFT, RIGHT, Photo, PhotoSource, PhotoTriplesDataModule, Sample

_SLOTS = {"front": FRONT, "left": LEFT, "right": RIGHT}
"""The reconstruction is posed in the first view that there is."""


class OwnPhotosSource(PhotoSource):
    """Samples of one, two or three views, which the names of their files tell.

    Args:
        data: the folder.
    """

    def __init__(self, data: OwnPhotos) -> None:
        self.data = data

    def samples(self) -> list[Sample]:
        """Return one sample per folder."""
        samples = []
        for sample_id in self.data.ids():
            found = self.data.views(sample_id)
            views = [view for view in _SLOTS if view in found]
            photos = tuple(f"{sample_id}/{view}" for view in views)
            samples.append(Sample(sample_id, photos, tuple(_SLOTS[view] for view in views)))
        return samples

    def photo(self, name: str) -> Photo:
        """Read a photograph; its name is "<sample id>/<view>"."""
        sample_id, _, view = name.rpartition("/")
        image = self.data.image(sample_id, view)
        landmarks = self.data.landmarks(sample_id, view, image.shape[:2])
        return Photo(image, five_points_from_68(landmarks), landmarks68=landmarks)


class PhotosDataModule(PhotoTriplesDataModule):
    """Photographs that no benchmark knows; see `PhotoTriplesDataModule`.

    Predictions go to the folder `photos`, which nothing scores.
    """

    benchmark = "photos"

    def source(self) -> OwnPhotosSource:
        """Open the folder."""
        return OwnPhotosSource(OwnPhotos(self.root))
