"""Multi-PIE as TP-GAN crops it: the same face at the same moment from three cameras.

`face_datasets.multi_pie_files` says which files there are. A triple is the frontal camera and the
two that stand at one angle to either side, with the same illumination. Which of the two is the left
view (the nose points to the image's left) is read off the five points, not off the camera's number.

The data set has neither meshes nor masks, nor 68 landmarks.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from geometry.crops import estimate_yaw

from .errors import DamagedFileError, DatasetNotFoundError
from .image_files import read_pixels
from .multi_pie_files import (
    CAMERA_YAWS,
    CROP_SIZE,
    FIVE_POINTS,
    FRONT,
    OPTION,
    REQUEST_PAGE,
    SIDE_CAMERAS,
    MultiPieFiles,
    find_files,
    moment_of,
)
from .origin import Origin, read_origin
from .three_view import Split

LAST_TRAINING_SUBJECT = 200
"""TP-GAN's second setting: subjects 1 to 200 train, the other 137 test."""

_LAYOUT = "001_01_01_051_06_cropped.png … and 001_01_01_190_trans.5pt … of TP-GAN's version"


@dataclass(frozen=True)
class MultiPieTriple:
    """One face from three sides.

    Attributes:
        sample_id: "<subject>_<session>_<recording>_<illumination>".
        left: image in which the nose points to the image's left.
        front: the frontal camera's image.
        right: image in which the nose points to the image's right.
        cameras: of the three.
    """

    sample_id: str
    left: Path
    front: Path
    right: Path
    cameras: tuple[str, str, str]

    def images(self) -> UInt8[np.ndarray, "3 128 128 3"]:
        """Read left, front and right image.

        Raises:
            DamagedFileError: one of them cannot be read or has another size.
        """
        size = (CROP_SIZE, CROP_SIZE)
        paths = (self.left, self.front, self.right)
        return np.stack([read_pixels(path, "RGB", size) for path in paths])


class MultiPie:
    """Reader of triples.

    Args:
        root: folder of the images, in any depth.
        angle: degrees of the side cameras: 15, 30, 45, 60, 75 or 90.
        last_training_subject: the split by subjects; the paper of DF-MVR does not give its own.
        illuminations: two digits each, "00" to "19"; None for all that are there.

    Raises:
        ValueError: no cameras stand at this angle, or a malformed illumination.
        DatasetNotFoundError: no triple is there.
    """

    def __init__(
        self,
        root: Path,
        angle: int = 45,
        last_training_subject: int = LAST_TRAINING_SUBJECT,
        illuminations: Collection[str] | None = None,
    ) -> None:
        if angle not in SIDE_CAMERAS:
            known = ", ".join(map(str, SIDE_CAMERAS))
            raise ValueError(f"no cameras of Multi-PIE stand at {angle} degrees; known: {known}")
        malformed = [name for name in illuminations or () if not re.fullmatch(r"[01]\d", name)]
        if malformed:
            raise ValueError(f"illumination {malformed[0]!r}: expected two digits, 00 to 19")
        self.root = Path(root)
        self.origin: Origin = read_origin(self.root)
        self.angle = angle
        self._last_training_subject = last_training_subject
        wanted = {FRONT, *SIDE_CAMERAS[angle]}
        self.files = find_files(self.root, wanted)
        self._samples = [
            sample
            for sample, found in self.files.images.items()
            if len(found) == len(wanted)
            and (illuminations is None or sample.rpartition("_")[2] in illuminations)
        ]
        if not self._samples:
            lit = f", illumination {' or '.join(sorted(illuminations))}" if illuminations else ""
            raise DatasetNotFoundError(
                "Multi-PIE",
                self.root / f"001_01_01_{FRONT}_{min(illuminations or ['06'])}_cropped.png",
                f"{_LAYOUT} with cameras {', '.join(sorted(wanted))}{lit}",
                REQUEST_PAGE,
                OPTION,
            )

    def ids(self, split: Split) -> list[str]:
        """Return the samples of a split, in order; no subject is in both."""
        training = split == "train"
        return sorted(
            sample
            for sample in self._samples
            if (int(self.subject(sample)) <= self._last_training_subject) == training
        )

    @staticmethod
    def subject(sample_id: str) -> str:
        """Return who is in a sample, three digits."""
        return sample_id[:3]

    def triple(self, sample_id: str) -> MultiPieTriple:
        """Return the three images of a sample, left and right told apart by their landmarks.

        Raises:
            DatasetNotFoundError: the five points of a side view are missing.
            DamagedFileError: they cannot be read, or both faces look the same way.
        """
        images = self.files.images[sample_id]
        left, right = left_and_right(self.files, moment_of(sample_id), self.angle)
        return MultiPieTriple(
            sample_id, images[left], images[FRONT], images[right], (left, FRONT, right)
        )


def left_and_right(files: MultiPieFiles, moment: str, angle: int) -> tuple[str, str]:
    """Return the cameras of left and right view, by their five points.

    Raises:
        DatasetNotFoundError: the points of one are missing.
        DamagedFileError: they cannot be read, or differ in yaw by too little.
    """
    first, second = SIDE_CAMERAS[angle]
    try:
        return sorted_sides(
            (first, second), (_yaw(files, moment, first), _yaw(files, moment, second))
        )
    except SidesError as error:
        path = files.path(FIVE_POINTS, moment, first)
        raise DamagedFileError(path, str(error)) from None


class SidesError(ValueError):
    """Two side views do not point apart."""


def sorted_sides(cameras: tuple[str, str], yaws: tuple[float, float]) -> tuple[str, str]:
    """Return the cameras of left and right view, by how far the face is turned in each.

    The one whose face points farther to the image's left is the left one. Faces differ and heads
    are not held quite straight, so that at 15 degrees both may seem to point to one side; what must
    be there is half of the angle that the cameras have between them.

    Args:
        cameras: on either side of the frontal one.
        yaws: degrees, as their landmarks have them.

    Raises:
        SidesError: they differ in yaw by too little.
    """
    first, second = cameras
    between = abs(CAMERA_YAWS[first] - CAMERA_YAWS[second])
    if abs(yaws[0] - yaws[1]) < between / 2:
        raise SidesError(
            f"here the face is turned by {yaws[0]:.0f} degrees and in camera {second} by "
            f"{yaws[1]:.0f}, expected {between} degrees between them"
        )
    return (first, second) if yaws[0] < yaws[1] else (second, first)


def _yaw(files: MultiPieFiles, moment: str, camera: str) -> float:
    points = files.five_points(moment, camera)
    try:
        return estimate_yaw(points)
    except ValueError as error:
        raise DamagedFileError(files.path(FIVE_POINTS, moment, camera), str(error)) from error
