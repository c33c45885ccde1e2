"""Multi-PIE for training: triples with the landmarks and masks that the user has made beside them.

`face_datasets.multi_pie_files` says which files these are.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np

from .multi_pie import LAST_TRAINING_SUBJECT, MultiPie
from .multi_pie_files import FRONT, PARSING, SIDE_CAMERAS, moment_of
from .preparation import FaceTriple, Preparable, PreparationJob
from .three_view import Split

_SPLITS: tuple[Split, ...] = ("train", "val")


class MultiPieTraining(Preparable):
    """Reader of both parts.

    Args:
        root: folder of the images, in any depth.
        angle: of the side cameras, degrees.
        illuminations: two digits each; None for all that are there.
        last_training_subject: subjects with greater numbers validate.

    Raises:
        ValueError: no cameras stand at this angle, a malformed illumination, or an empty part.
        DatasetNotFoundError: no triple is there.
    """

    name = "Multi-PIE"

    def __init__(
        self,
        root: Path,
        angle: int = 45,
        illuminations: Collection[str] | None = None,
        last_training_subject: int = LAST_TRAINING_SUBJECT,
    ) -> None:
        self._data = MultiPie(root, angle, last_training_subject, illuminations)
        self.root = self._data.root
        self.origin = self._data.origin
        self._settings: dict[str, object] = {
            "dataset": "multi-pie",
            "angle": angle,
            "illuminations": "all" if illuminations is None else sorted(set(illuminations)),
            "last_training_subject": last_training_subject,
        }
        self._ids = {split: self._data.ids(split) for split in _SPLITS}
        empty = [split for split, ids in self._ids.items() if not ids]
        if empty:
            side = {"train": "up to", "val": "above"}[empty[0]]
            raise ValueError(
                f"{root}: no triple at {angle} degrees is of a subject {side} "
                f"{last_training_subject}, so the part '{empty[0]}' is empty; split elsewhere "
                "with --last-training-subject"
            )

    def settings(self) -> dict[str, object]:
        """Return angle, illuminations and split."""
        return self._settings

    def jobs(self) -> list[PreparationJob]:
        """Return all samples, those to train on first."""
        return [
            PreparationJob(split, sample, f"{int(sample[:3]):05d}/{sample[4:]}")
            for split, ids in self._ids.items()
            for sample in ids
        ]

    def is_labelled(self, job: PreparationJob) -> bool:
        """Return whether labels of the three cameras are there."""
        files, moment = self._data.files, moment_of(job.sample_id)
        cameras = (FRONT, *SIDE_CAMERAS[self._data.angle])
        labelled = any((moment, camera) in files.beside[PARSING] for camera in cameras)
        for camera in cameras if labelled else ():
            files.path(PARSING, moment, camera)
        return labelled

    def triple(self, job: PreparationJob) -> FaceTriple:
        """Read images, landmarks and, if there are any, labels of a sample."""
        triple = self._data.triple(job.sample_id)
        files, moment = self._data.files, moment_of(job.sample_id)
        landmarks = np.stack([files.landmarks(moment, camera) for camera in triple.cameras])
        parsing = None
        if self.is_labelled(job):
            parsing = [files.parsing(moment, camera) for camera in triple.cameras]
        return FaceTriple(list(triple.images()), parsing, landmarks)
