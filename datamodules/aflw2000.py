"""AFLW2000-3D, cropped for three-view methods: single photographs; prediction only."""

from __future__ import annotations

from face_datasets.aflw2000 import Aflw2000
from geometry.crops import five_points_from_68

from .photo_triples import Photo, PhotoSource, PhotoTriplesDataModule, Sample


class Aflw2000Photos(PhotoSource):
    """Single photographs; their annotated landmarks place the crops.

    Args:
        data: the data set.
    """

    def __init__(self, data: Aflw2000) -> None:
        self.data = data

    def samples(self) -> list[Sample]:
        """Return one sample per photograph; its yaw says which view it is."""
        return [Sample(sample_id, (sample_id,)) for sample_id in self.data.ids()]

    def photo(self, name: str) -> Photo:
        """Read a photograph with its landmarks."""
        landmarks = self.data.annotation(name).landmarks[:, :2]
        five = five_points_from_68(landmarks)
        return Photo(self.data.image(name), five, landmarks68=landmarks)


class Aflw2000DataModule(PhotoTriplesDataModule):
    """Single photographs; see `PhotoTriplesDataModule`."""

    benchmark = "aflw2000"

    def source(self) -> Aflw2000Photos:
        """Open the data set."""
        return Aflw2000Photos(Aflw2000(self.root))
