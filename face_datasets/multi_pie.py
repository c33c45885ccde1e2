"""Multi-PIE as TP-GAN crops it: the same face at the same moment from three cameras.

Anywhere below `root` lie (Huang et al., ICCV 2017; names as in its released lists)

    <subject>_<session>_<recording>_<camera>_<illumination>_cropped.png    128 x 128
    <subject>_<session>_<recording>_<camera>_trans.5pt                     five lines "x y": eyes,
                                                                           nose tip, mouth corners

for example 001_01_01_051_06_cropped.png. A triple is the frontal camera and the two that stand at
one angle to either side, with the same illumination. Which of the two is the left view (the nose
points to the image's left) is read off the five points, not off the camera's number.

The data set has neither meshes nor masks, nor 68 landmarks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float64, UInt8

from geometry.crops import estimate_yaw

from .errors import DamagedFileError, DatasetNotFoundError
from .image_files import read_pixels
from .origin import Origin, read_origin
from .three_view import Split

REQUEST_PAGE = "https://www.cs.cmu.edu/afs/cs/project/PIE/MultiPie/Multi-Pie/Home.html"
CROP_SIZE = 128
FRONT = "051"
SIDE_CAMERAS: dict[int, tuple[str, str]] = {
    15: ("050", "140"),
    30: ("041", "130"),
    45: ("190", "080"),
    60: ("200", "090"),
    75: ("010", "120"),
    90: ("240", "110"),
}
"""Cameras at an angle (degrees) to the frontal one, one on either side."""

LAST_TRAINING_SUBJECT = 200
"""TP-GAN's second setting: subjects 1 to 200 train, the other 137 test."""

_NAME = re.compile(r"(\d{3})_(\d{2})_(\d{2})_(\d{3})_(\d{2})_cropped\.png")
_LAYOUT = "001_01_01_051_06_cropped.png … and 001_01_01_190_trans.5pt … of TP-GAN's version"
_OPTION = "set DATA_ROOT=<folder of the cropped images>"


@dataclass(frozen=True)
class MultiPieTriple:
    """One face from three sides.

    Attributes:
        sample_id: "<subject>_<session>_<recording>_<illumination>".
        left: image in which the nose points to the image's left.
        front: the frontal camera's image.
        right: image in which the nose points to the image's right.
    """

    sample_id: str
    left: Path
    front: Path
    right: Path

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

    Raises:
        ValueError: no cameras stand at this angle.
        DatasetNotFoundError: no triple is there.
    """

    def __init__(
        self, root: Path, angle: int = 45, last_training_subject: int = LAST_TRAINING_SUBJECT
    ) -> None:
        if angle not in SIDE_CAMERAS:
            known = ", ".join(map(str, SIDE_CAMERAS))
            raise ValueError(f"no cameras of Multi-PIE stand at {angle} degrees; known: {known}")
        self.root = Path(root)
        self.origin: Origin = read_origin(self.root)
        self._sides = SIDE_CAMERAS[angle]
        self._last_training_subject = last_training_subject
        wanted = {FRONT, *self._sides}
        self._points = _by_name(self.root, self.root.rglob("*_trans.5pt"))
        moments: dict[str, dict[str, Path]] = defaultdict(dict)
        for name, path in _by_name(self.root, self.root.rglob("*_cropped.png")).items():
            match = _NAME.fullmatch(name)
            if match and match[4] in wanted:
                moments[f"{match[1]}_{match[2]}_{match[3]}_{match[5]}"][match[4]] = path
        self._moments = {key: found for key, found in moments.items() if len(found) == len(wanted)}
        if not self._moments:
            raise DatasetNotFoundError(
                "Multi-PIE",
                self.root / f"001_01_01_{FRONT}_06_cropped.png",
                f"{_LAYOUT} with cameras {', '.join(sorted(wanted))}",
                REQUEST_PAGE,
                _OPTION,
            )

    def ids(self, split: Split) -> list[str]:
        """Return the samples of a split, in order; no subject is in both."""
        training = split == "train"
        return sorted(
            key
            for key in self._moments
            if (int(self.subject(key)) <= self._last_training_subject) == training
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
        images = self._moments[sample_id]
        moment = sample_id.rpartition("_")[0]
        first, second = self._sides
        yaws = [
            estimate_yaw(self._five_points(f"{moment}_{camera}_trans.5pt"))
            for camera in self._sides
        ]
        if yaws[0] * yaws[1] >= 0:
            raise DamagedFileError(
                self._points[f"{moment}_{first}_trans.5pt"],
                f"here the face is turned by {yaws[0]:.0f} degrees and in camera {second} by "
                f"{yaws[1]:.0f}, expected opposite sides",
            )
        left, right = (first, second) if yaws[0] < 0 else (second, first)
        return MultiPieTriple(sample_id, images[left], images[FRONT], images[right])

    def _five_points(self, name: str) -> Float64[np.ndarray, "5 2"]:
        """Read eyes, nose and mouth corners; of a pair the image's left one first."""
        path = self._points.get(name)
        if path is None:
            raise DatasetNotFoundError(
                "Multi-PIE", self.root / name, "five lines 'x y'", REQUEST_PAGE, _OPTION
            )
        try:
            numbers = np.array(path.read_text().replace(",", " ").split(), np.float64)
        except ValueError as error:
            raise DamagedFileError(path, f"not a list of numbers ({error})") from error
        if numbers.size != 10 or not np.isfinite(numbers).all():
            raise DamagedFileError(path, f"{numbers.size} numbers, expected five finite pairs")
        points = numbers.reshape(5, 2)
        for pair in ([0, 1], [3, 4]):
            points[pair] = points[pair][np.argsort(points[pair, 0])]
        return points


def _by_name(root: Path, paths: Iterable[Path]) -> dict[str, Path]:
    """Return file names to paths.

    Raises:
        DamagedFileError: two files have the same name.
    """
    found: dict[str, Path] = {}
    for path in sorted(paths):
        if path.name in found:
            raise DamagedFileError(path, f"also in {found[path.name].parent.relative_to(root)}/")
        found[path.name] = path
    return found
