"""Views of FaceScape's multi-view data, cropped for three-view methods; prediction only."""

from __future__ import annotations

from face_datasets.facescape_choice import (
    N_VIEWS,
    TABLE_4,
    TABLE_4_PER_GENDER,
    protocol_ids,
    protocol_subjects,
)
from face_datasets.facescape_multiview import FaceScapeMultiView, split_id
from face_datasets.facescape_photos import MultiViewPhotos
from geometry.crops import five_points_from_68

from .photo_triples import Photo, PhotoSource, PhotoTriplesDataModule, Sample


class FaceScapeExpressionPhotos(PhotoSource):
    """The first views of the scans of the specular paper's Table 4.

    Args:
        data: the data set.
    """

    def __init__(self, data: FaceScapeMultiView) -> None:
        self.data = data
        self.photos = MultiViewPhotos(data)

    def samples(self) -> list[Sample]:
        """Return one sample per view, "<scan>/<view>": the scan's is the mean of its views'.

        Raises:
            ValueError: a scan has no view of the face.
        """
        subjects = protocol_subjects(self.data, TABLE_4, TABLE_4_PER_GENDER)
        samples = []
        for sample_id in protocol_ids(self.data, subjects, TABLE_4):
            views = self.photos.views(*split_id(sample_id), N_VIEWS)
            if not views:
                raise ValueError(
                    f"{self.data.images}: none of the first {N_VIEWS} photographs of {sample_id} "
                    "has landmarks of a face that is seen; restore params.json, or put those of a "
                    "detector into prepared/landmarks, as face_datasets/facescape_photos.py says"
                )
            names = [f"{sample_id}/{view}" for view in views]
            samples += [Sample(name, (name,)) for name in names]
        return samples

    def photo(self, name: str) -> Photo:
        """Read a view with its landmarks."""
        sample_id, _, view = name.partition("/")
        place = (*split_id(sample_id), int(view))
        landmarks = self.photos.landmarks(*place)
        assert landmarks is not None  # samples() has seen to it
        return Photo(
            self.photos.image(*place), five_points_from_68(landmarks), landmarks68=landmarks
        )


class FaceScapeExpressionsDataModule(PhotoTriplesDataModule):
    """Single views, whose reconstructions are averaged; see `PhotoTriplesDataModule`."""

    benchmark = "facescape-expressions"

    def source(self) -> FaceScapeExpressionPhotos:
        """Open the data set."""
        return FaceScapeExpressionPhotos(FaceScapeMultiView(self.root))
