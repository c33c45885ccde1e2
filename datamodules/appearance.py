"""Portraits of known albedo and light, cropped for three-view methods; prediction only."""

from __future__ import annotations

from face_datasets.appearance import AppearancePortraits

from .photo_triples import Photo, PhotoSource, PhotoTriplesDataModule, Sample


class AppearancePhotos(PhotoSource):
    """Single photographs; their landmarks place the crops.

    Args:
        data: the data set.
    """

    def __init__(self, data: AppearancePortraits) -> None:
        self.data = data

    def samples(self) -> list[Sample]:
        """Return one sample per portrait; its yaw says which view it is."""
        return [Sample(sample_id, (sample_id,)) for sample_id in self.data.ids()]

    def photo(self, name: str) -> Photo:
        """Read a photograph with its landmarks and labels."""
        return Photo(
            self.data.image(name),
            self.data.landmarks5(name),
            self.data.parsing(name),
            self.data.landmarks68(name),
        )


class AppearanceDataModule(PhotoTriplesDataModule):
    """Single photographs; see `PhotoTriplesDataModule`."""

    benchmark = "appearance"

    def source(self) -> AppearancePhotos:
        """Open the data set."""
        return AppearancePhotos(AppearancePortraits(self.root))
