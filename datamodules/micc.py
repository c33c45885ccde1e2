"""Frames of MICC Florence's clips, cropped for three-view methods; prediction only."""

from __future__ import annotations

from face_datasets.micc import MiccFlorence
from face_datasets.micc_frames import MiccFrames
from geometry.crops import five_points_from_68

from .photo_triples import Photo, PhotoSource, PhotoTriplesDataModule, Sample


class MiccPhotos(PhotoSource):
    """Frames of all clips, clip by clip.

    Args:
        frames: the prepared frames.
    """

    def __init__(self, frames: MiccFrames) -> None:
        self.frames = frames

    def samples(self) -> list[Sample]:
        """Return one sample per frame, "<clip>/<frame>": the clip's is the mean of its frames'."""
        names = [
            f"{clip}/{frame}"
            for clip in self.frames.data.ids()
            for frame in self.frames.frames(clip)
        ]
        return [Sample(name, (name,)) for name in names]

    def photo(self, name: str) -> Photo:
        """Read a frame with its landmarks."""
        clip, _, frame = name.partition("/")
        landmarks = self.frames.landmarks(clip, frame)
        image = self.frames.image(clip, frame)
        return Photo(image, five_points_from_68(landmarks), landmarks68=landmarks)


class MiccDataModule(PhotoTriplesDataModule):
    """Single frames, whose reconstructions are averaged; see `PhotoTriplesDataModule`."""

    benchmark = "micc"

    def source(self) -> MiccPhotos:
        """Open the data set."""
        return MiccPhotos(MiccFrames(MiccFlorence(self.root)))
