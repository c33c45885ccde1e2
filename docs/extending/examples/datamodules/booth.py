"""The booth's photographs, cropped; prediction only."""

from __future__ import annotations

from face_datasets.booth import Booth
from geometry.crops import five_points_from_68

from .photo_triples import Photo, PhotoSource, PhotoTriplesDataModule, Sample


class BoothPhotos(PhotoSource):
    """One photograph per person.

    Args:
        data: the data set.
    """

    def __init__(self, data: Booth) -> None:
        self.data = data

    def samples(self) -> list[Sample]:
        """Return one sample per person; its yaw says which view it is."""
        return [Sample(person, (person,)) for person in self.data.ids()]

    def photo(self, name: str) -> Photo:
        """Read a photograph with its landmarks."""
        landmarks = self.data.landmarks(name)
        image = self.data.photo(name)
        return Photo(image, five_points_from_68(landmarks), landmarks68=landmarks)


class BoothDataModule(PhotoTriplesDataModule):
    """Single photographs; see `PhotoTriplesDataModule`."""

    benchmark = "booth"

    def source(self) -> BoothPhotos:
        """Open the data set."""
        return BoothPhotos(Booth(self.root))
