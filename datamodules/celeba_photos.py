"""CelebA's test images, cropped for three-view methods: single photographs; prediction only."""

from __future__ import annotations

from face_datasets.celeba import CelebA

from .photo_triples import Photo, PhotoSource, PhotoTriplesDataModule, Sample


class CelebAPhotos(PhotoSource):
    """The 2,000 test images; CelebA's own five landmarks place the crops.

    Args:
        data: the data set.
    """

    def __init__(self, data: CelebA) -> None:
        self.data = data

    def samples(self) -> list[Sample]:
        """Return one sample per image; its yaw says which view it is."""
        return [Sample(sample_id, (sample_id,)) for sample_id in self.data.test_ids()]

    def photo(self, name: str) -> Photo:
        """Read an image with what is prepared beside it."""
        data = self.data
        return Photo(
            data.image(name),
            data.landmarks5(name),
            data.labels10(name) if data.has_parsing(name) else None,
            data.landmarks68(name) if data.landmarks68_path(name).is_file() else None,
        )


class CelebAPhotosDataModule(PhotoTriplesDataModule):
    """Single photographs; see `PhotoTriplesDataModule`.

    The benchmark looks at the rendered face, at the size and place of the photograph: a method
    renders it with the camera of the crop moved back into the image of `photo_size`.
    """

    benchmark = "celeba"

    def source(self) -> CelebAPhotos:
        """Open the data set."""
        return CelebAPhotos(CelebA(self.root))
