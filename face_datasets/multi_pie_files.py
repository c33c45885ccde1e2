"""The files of Multi-PIE as TP-GAN crops it, wherever below a folder they lie.

Names and layout are those of TP-GAN's loader (Huang et al., ICCV 2017), which keeps them in two
folders; only the names count here:

    FS_aligned/<subject>_<session>_<recording>_<camera>_<illumination>_cropped.png    128 x 128
    FS_t5pt/<subject>_<session>_<recording>_<camera>_trans.5pt       five lines "x y", whole pixels:
                                                                     eyes, nose tip, mouth corners;
                                                                     the image's left one first

for example 001_01_01_051_06_cropped.png. Numbers have 3, 2, 2, 3 and 2 digits.

What the release lacks and preparation needs comes from a landmark detector and a face parser of the
user's choice. As with the five points there is one file per camera: its illuminations follow each
other within a second, so the best lit one speaks for all. Labels may be missing, of all samples
that are prepared together: DF-MVR then needs a parser inside.

    <subject>_<session>_<recording>_<camera>_landmarks.txt    68 lines "u v" in iBUG order, pixels
    <subject>_<session>_<recording>_<camera>_parsing.png      labels 0 to 9 (`FACE_PARSING_REGIONS`)
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float64, UInt8

from .errors import DamagedFileError, DatasetNotFoundError
from .image_files import read_pixels
from .landmark_files import read_image_points

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
"""Cameras at an angle (degrees) to the frontal one, on either side.

By TP-GAN's loader the first one's angle is positive; its boxes round the nose lie as if the nose
pointed to the image's right there. The reader goes by the landmarks of each image nevertheless.
"""

CAMERA_YAWS: dict[str, int] = {FRONT: 0} | {
    camera: sign * angle
    for angle, pair in SIDE_CAMERAS.items()
    for camera, sign in zip(pair, (1, -1), strict=True)
}
"""Yaw in degrees with which a camera sees a face that looks at the frontal one."""

FIVE_POINTS, LANDMARKS, PARSING = "trans.5pt", "landmarks.txt", "parsing.png"
_WHAT = {
    FIVE_POINTS: "five lines 'x y': eyes, nose tip, mouth corners",
    LANDMARKS: "68 lines 'u v' in iBUG order, pixels of the crop",
    PARSING: "labels 0 to 9 of the crop, of all three cameras of a triple or of none",
}
_NAME = re.compile(
    r"(?P<moment>\d{3}_\d{2}_\d{2})_(?P<camera>\d{3})_"
    r"((?P<illumination>\d{2})_cropped\.png|(?P<kind>trans\.5pt|landmarks\.txt|parsing\.png))"
)
_PREPARE = "prepare it as face_datasets/multi_pie_files.py says"
OPTION = (
    "set DATA_ROOT=<folder of the cropped images>, or run `make synth DATASET=multi-pie` for a "
    "stand-in"
)


def moment_of(sample_id: str) -> str:
    """Return "<subject>_<session>_<recording>" of a sample id, which adds the illumination."""
    return sample_id.rpartition("_")[0]


@dataclass(frozen=True, eq=False)
class MultiPieFiles:
    """Where everything is.

    Attributes:
        root: folder of the data set.
        images: "<subject>_<session>_<recording>_<illumination>" to camera to image.
        beside: kind (`FIVE_POINTS`, `LANDMARKS`, `PARSING`) to moment and camera to file.
        strange: cropped images whose names are no such names, or of other cameras.
    """

    root: Path
    images: dict[str, dict[str, Path]]
    beside: dict[str, dict[tuple[str, str], Path]]
    strange: list[Path]

    def five_points(self, moment: str, camera: str) -> Float64[np.ndarray, "5 2"]:
        """Read eyes, nose and mouth corners; of a pair the image's left one first.

        Raises:
            DatasetNotFoundError: the file is missing.
            DamagedFileError: it cannot be read.
        """
        points = read_image_points(self.path(FIVE_POINTS, moment, camera), 5)
        for pair in ([0, 1], [3, 4]):
            points[pair] = points[pair][np.argsort(points[pair, 0])]
        return points

    def landmarks(self, moment: str, camera: str) -> Float64[np.ndarray, "68 2"]:
        """Read the 68 landmarks; raises as `five_points` does."""
        return read_image_points(self.path(LANDMARKS, moment, camera), 68)

    def parsing(self, moment: str, camera: str) -> UInt8[np.ndarray, "128 128"]:
        """Read the labels; raises as `five_points` does."""
        path = self.path(PARSING, moment, camera)
        labels = read_pixels(path, "L", (CROP_SIZE, CROP_SIZE))
        if labels.max() > 9:
            raise DamagedFileError(path, f"labels go up to {labels.max()}, expected 0 to 9")
        return labels

    def path(self, kind: str, moment: str, camera: str) -> Path:
        """Return a file that exists.

        Raises:
            DatasetNotFoundError: it does not.
        """
        path = self.beside[kind].get((moment, camera))
        if path is None:
            raise DatasetNotFoundError(
                "Multi-PIE",
                self.root / f"{moment}_{camera}_{kind}",
                _WHAT[kind],
                REQUEST_PAGE,
                OPTION if kind == FIVE_POINTS else _PREPARE,
            )
        return path


def find_files(root: Path, cameras: Container[str] = CAMERA_YAWS) -> MultiPieFiles:
    """Look through a folder once.

    Args:
        root: folder of the data set.
        cameras: those that count.

    Raises:
        DamagedFileError: two files have the same name.
    """
    images: dict[str, dict[str, Path]] = defaultdict(dict)
    beside: dict[str, dict[tuple[str, str], Path]] = {kind: {} for kind in _WHAT}
    strange: list[Path] = []
    seen: dict[str, str] = {}
    for folder, folders, names in os.walk(root, followlinks=True):
        folders.sort()
        for name in sorted(names):
            match = _NAME.fullmatch(name)
            path = Path(folder, name)
            if match is None or match["camera"] not in CAMERA_YAWS:
                strange += [path] if name.endswith("_cropped.png") else []
                continue
            if match["camera"] not in cameras:
                continue
            if name in seen:
                raise DamagedFileError(path, f"also in {Path(seen[name]).relative_to(root)}/")
            seen[name] = folder
            if match["illumination"]:
                images[f"{match['moment']}_{match['illumination']}"][match["camera"]] = path
            else:
                beside[match["kind"]][match["moment"], match["camera"]] = path
    return MultiPieFiles(root, dict(images), beside, strange)
