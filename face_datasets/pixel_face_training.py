"""Pixel-Face for training: upright photographs, landmarks and masks of both of its parts.

`pixel_face_photos` says what has to be beside the photographs.

Landmarks in space are those of the registered scan: 106 points, of DF-MVR's nicp_106_pts.txt or of
gt.mat, of which DF-MVR trains on 101. Among the 106 stand iBUG's 68: the public sample's kpt_ind
has the same vertices as the face model's keypoints there (zyg11/Pixel-Face @ 0a800cd), but for
37, 38, 40, 41, 43 to 47, the lids and one eye corner, which are up to 4 nominal mm apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float, Float64, UInt8

from .landmark_files import read_text_points
from .pixel_face import PixelFace
from .pixel_face_files import MM_PER_UNIT, read_gt_mat
from .pixel_face_photos import (
    VIEWS,
    are_labelled,
    existing,
    not_found,
    read_landmarks,
    read_parsing,
    read_photograph,
)
from .preparation import FaceTriple, Preparable, PreparationJob
from .three_view import Split

IBUG68_OF_106 = (*range(0, 33, 2), *range(33, 64), *range(84, 104))
"""Where the 68 landmarks stand among the 106."""

DROPPED_OF_106 = (3, 15, 17, 25, 27)
"""Points of the jaw line that lie outside the face model; the other 101 are DF-MVR's."""


@dataclass(frozen=True, eq=False)
class PixelFaceTriple:
    """One sample; lists are left, front, right.

    Attributes:
        images: upright photographs.
        parsing: labels 0 to 9 of each photograph; None where nobody made any.
        landmarks_2d: pixels of the upright photographs, iBUG order.
        points_106: nominal mm; x to the subject's left, y up, z out of the face.
    """

    images: list[UInt8[np.ndarray, "H W 3"]]
    parsing: list[UInt8[np.ndarray, "H W"]] | None
    landmarks_2d: Float64[np.ndarray, "3 68 2"]
    points_106: Float64[np.ndarray, "106 3"]

    @property
    def landmarks_3d(self) -> Float64[np.ndarray, "68 3"]:
        """The 68 landmarks, iBUG order."""
        return self.points_106[list(IBUG68_OF_106)]

    @property
    def points_101(self) -> Float64[np.ndarray, "101 3"]:
        """The points of DF-MVR's loss, in its order."""
        return np.delete(self.points_106, DROPPED_OF_106, axis=0)


class PixelFaceTraining(Preparable):
    """Reader of the parts to train and to validate on; the latter is the one for evaluation.

    Args:
        root: see `face_datasets.pixel_face`; either layout.

    Raises:
        ValueError: a subject is in both parts.
        DatasetNotFoundError: there is nothing to train on.
    """

    name = "Pixel-Face"

    def __init__(self, root: Path) -> None:
        data = PixelFace(root)
        self.root = data.root
        self.origin = data.origin
        self._data = data
        self._folders: dict[Split, Mapping[str, Path]] = {
            "train": data.train_folders(),
            "val": {sample: data.folder(sample) for sample in data.ids()},
        }
        if not self._folders["train"]:
            raise not_found(self.root, "a part for training: train/ or release_train.txt")
        subjects = [{data.subject(i) for i in part} for part in self._folders.values()]
        if both := sorted(subjects[0] & subjects[1]):
            raise ValueError(
                f"{self.root}: subject {both[0]} is in both parts; repair the lists of samples"
            )

    def ids(self, split: Split) -> list[str]:
        """Return the samples of a part, in order."""
        return sorted(self._folders[split])

    def settings(self) -> dict[str, object]:
        """Return which data set it is; there is nothing to choose."""
        return {"dataset": "pixel-face"}

    def jobs(self) -> list[PreparationJob]:
        """Return all samples, those to train on first.

        Raises:
            ValueError: who is in a sample is not known as a number.
        """
        return [
            PreparationJob(split, sample, self.prepared_id(sample))
            for split in self._folders
            for sample in self.ids(split)
        ]

    def is_labelled(self, job: PreparationJob) -> bool:
        """Return whether labels lie beside the photographs."""
        return are_labelled(self._folders[job.split][job.sample_id])

    def triple(self, job: PreparationJob) -> FaceTriple:
        """Read one sample for its preparation; raises as `sample` does."""
        read = self.sample(job.sample_id, job.split)
        return FaceTriple(
            read.images, read.parsing, read.landmarks_2d, read.landmarks_3d, read.points_101
        )

    def prepared_id(self, sample_id: str) -> str:
        """Return "<subject, five digits>/<expression>" as the three-view layout wants it.

        Raises:
            ValueError: who is in a sample is not known as a number.
        """
        subject = self._data.subject(sample_id)
        if not re.fullmatch(r"\d{1,5}", subject):
            raise ValueError(
                f"{self.root}: the subject of {sample_id} is {subject!r}, expected up to five "
                "digits; the released layout needs release_id/release_info.txt"
            )
        own = sample_id.removeprefix(subject) if self._data.layout == "dfmvr" else sample_id
        return f"{int(subject):05d}/{re.sub(r'[^A-Za-z0-9_]', '_', own)}"

    def sample(self, sample_id: str, split: Split) -> PixelFaceTriple:
        """Read one sample.

        Raises:
            DatasetNotFoundError: one of its files is missing; labels of all views may be.
            DamagedFileError: one of its files cannot be read or does not fit the others.
        """
        folder = self._folders[split][sample_id]
        views = [folder / view for view in VIEWS]
        images = [read_photograph(view) for view in views]
        labels = None
        if are_labelled(folder):
            labels = [read_parsing(view, image) for view, image in zip(views, images, strict=True)]
        landmarks = np.stack([read_landmarks(view) for view in views])
        return PixelFaceTriple(images, labels, landmarks, self._points(folder))

    def _points(self, folder: Path) -> Float64[np.ndarray, "106 3"]:
        text, mat = folder / "fusion" / "nicp_106_pts.txt", folder / "fusion" / "gt.mat"
        if mat.is_file() and not text.is_file():
            part = read_gt_mat(mat)["registered"]
            return np.asarray(part.mesh.vertices[part.landmark_indices])
        existing(text, "106 lines x y z, or gt.mat")
        points: Float[np.ndarray, "106 3"] = read_text_points(text, 106)
        return points.astype(np.float64) * MM_PER_UNIT
