"""Bosphorus (Savran et al., BIOID 2008): range images of 105 faces in poses and expressions.

Layout of the release; `root` holds the subjects, directly or in parts (`BosphorusDB_p1/bs000`):

    bs000/bs000_N_N_0.bnt         range image, mm
    bs000/bs000_N_N_0.png         photograph of the same moment
    bs000/bs000_N_N_0.lm2, .lm3   up to 24 named landmarks in the photograph and in space
    bs000/bs000_YR_R10_0.*        <subject>_<type>_<code>_<number>: N neutral, E expression, LFAU,
                                  UFAU and CAU action units, YR, PR and CR turns, O occlusion

`bosphorus_files` has the formats.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Float64, UInt8
from PIL import Image

from geometry.meshes import Mesh

from .bosphorus_files import RangeImage, read_bnt, read_lm2, read_lm3
from .errors import DamagedFileError, DatasetNotFoundError
from .origin import Origin, read_origin

REQUEST_PAGE = "http://bosphorus.ee.boun.edu.tr"
NEUTRAL = "N_N"
MAX_EDGE_MM = 5.0
"""Longer edges between neighbours of the grid span a depth step, not a surface."""

SEVEN_LABELS = (
    "Outer right eye corner",
    "Inner right eye corner",
    "Inner left eye corner",
    "Outer left eye corner",
    "Nose tip",
    "Right mouth corner",
    "Left mouth corner",
)
"""The release has no landmark at the bottom of the nose, so the nose point is its tip."""


class ScanName(NamedTuple):
    """A file's name, taken apart: "bs000_YR_R10_0" is subject bs000, kind YR_R10, number 0.

    Attributes:
        subject: who.
        kind: pose, expression or occlusion.
        number: which of several of that kind.
    """

    subject: str
    kind: str
    number: int


def split_name(stem: str) -> ScanName | None:
    """Take a name apart; None for files that are not named as the release does."""
    match = re.fullmatch(r"(bs\d{3})_([A-Z]+_.+)_(\d+)", stem)
    return ScanName(match[1], match[2], int(match[3])) if match else None


def grid_mesh(points: Float[np.ndarray, "R C 3"], max_edge: float = MAX_EDGE_MM) -> Mesh:
    """Join neighbours of a range image to triangles, counter-clockwise seen by the scanner.

    Each cell is cut along its shorter diagonal, as a Delaunay triangulation would; triangles with a
    longer edge than `max_edge` are dropped, and points without triangles with them.

    Raises:
        ValueError: nothing is left.
    """
    rows, columns = points.shape[:2]
    flat = points.reshape(-1, 3)
    ids = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = (part.ravel() for part in (ids[:-1, :-1], ids[:-1, 1:], ids[1:, :-1], ids[1:, 1:]))
    # NaN, of a missing corner, compares as "not shorter": the other diagonal is the one to try.
    falling, rising = (np.linalg.norm(flat[p] - flat[q], axis=1) for p, q in ((a, d), (b, c)))
    along_rising = ~(falling <= rising) & np.isfinite(rising)
    first = np.stack([a, c, np.where(along_rising, b, d)], axis=1)
    second = np.stack([np.where(along_rising, c, a), d, b], axis=1)
    faces = np.stack([first, second], axis=1).reshape(-1, 3)
    corners = flat[faces]
    edges = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2)
    faces = faces[(edges <= max_edge).all(axis=1)]  # never for NaN
    if len(faces) == 0:
        raise ValueError(f"no triangle of the range image has all edges below {max_edge:g} mm")
    normal = np.cross(flat[faces[:, 1]] - flat[faces[:, 0]], flat[faces[:, 2]] - flat[faces[:, 0]])
    if normal[:, 2].sum() < 0:  # columns that run to the left
        faces = faces[:, ::-1]
    used = np.zeros(len(flat), dtype=bool)
    used[faces] = True
    return Mesh(flat[used], (np.cumsum(used) - 1)[faces])


def seven_points(
    path: Path, landmarks: Mapping[str, Float[np.ndarray, " 3"]]
) -> Float64[np.ndarray, "7 3"]:
    """Pick the seven alignment points out of the landmarks of a `.lm3` file.

    Whose left and right the labels mean is read off the face: seen along the nose, with the eyes
    above the mouth, the subject's left is on the right.

    Args:
        path: of the file, for messages.
        landmarks: by label.

    Raises:
        DamagedFileError: one of the seven is missing, or they do not look like a face.
    """
    missing = [label for label in SEVEN_LABELS if label not in landmarks]
    if missing:
        raise DamagedFileError(
            path, f"no {missing[0]!r} among its {len(landmarks)} landmarks, expected all seven"
        )
    points = np.stack([landmarks[label] for label in SEVEN_LABELS])
    eyes, mouth = points[:4].mean(axis=0), points[5:].mean(axis=0)
    up = eyes - mouth
    out = points[4] - 0.5 * (eyes + mouth)
    subjects_left = np.cross(up, out)
    offsets = np.stack([points[3] - points[0], points[2] - points[1], points[6] - points[5]])
    sides = np.sign(offsets @ subjects_left)
    if abs(int(sides.sum())) != 3:
        raise DamagedFileError(
            path,
            "the left and right corners of eyes and mouth are not on opposite sides of the face, "
            "or two of the seven points coincide",
        )
    return points if sides[0] > 0 else points[[3, 2, 1, 0, 4, 6, 5]]


class Bosphorus:
    """Reader of the released layout and of stand-ins in it.

    Args:
        root: holds `bs000` and so on, directly or one folder deeper.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self.origin: Origin = read_origin(self.root)
        pattern = "bs[0-9][0-9][0-9]"
        folders = sorted(self.root.glob(pattern)) or sorted(self.root.glob(f"*/{pattern}"))
        self._folders = {folder.name: folder for folder in folders if folder.is_dir()}
        if not self._folders:
            raise self._not_found(self.root / "bs000", "a folder per subject, bs000 to bs104")

    def subjects(self) -> list[str]:
        """Return "bs000" and so on, in order."""
        return sorted(self._folders)

    def names(self, subject: str) -> list[str]:
        """Return the names of a subject's range images, in order."""
        return sorted(path.stem for path in self._folders[subject].glob(f"{subject}_*.bnt"))

    def first(self, subject: str, kind: str) -> str | None:
        """Return the name of a subject's first range image of a kind such as "YR_R10", if any."""
        parts = [split_name(name) for name in self.names(subject)]
        numbers = sorted(part.number for part in parts if part is not None and part.kind == kind)
        return f"{subject}_{kind}_{numbers[0]}" if numbers else None

    def path(self, name: str, suffix: str) -> Path:
        """Return where a file of a range image is, e.g. ("bs000_N_N_0", ".lm3")."""
        return self._folders[name.partition("_")[0]] / f"{name}{suffix}"

    def range_image(self, name: str) -> RangeImage:
        """Read a range image."""
        return read_bnt(self._existing(name, ".bnt"))

    def scan(self, name: str) -> Mesh:
        """Read a range image as a mesh, mm."""
        path = self._existing(name, ".bnt")
        try:
            return grid_mesh(read_bnt(path).points)
        except DamagedFileError:
            raise
        except ValueError as error:
            raise DamagedFileError(path, str(error)) from error

    def landmarks_3d(self, name: str) -> dict[str, Float64[np.ndarray, " 3"]]:
        """Read the landmarks in space, mm."""
        return read_lm3(self._existing(name, ".lm3"))

    def landmarks_2d(self, name: str) -> dict[str, Float64[np.ndarray, " 2"]]:
        """Read the landmarks in the photograph, pixels."""
        return read_lm2(self._existing(name, ".lm2"))

    def seven_points(self, name: str) -> Float64[np.ndarray, "7 3"]:
        """Return the seven alignment points with the tip of the nose, mm."""
        path = self._existing(name, ".lm3")
        return seven_points(path, read_lm3(path))

    def image(self, name: str) -> UInt8[np.ndarray, "H W 3"]:
        """Read the photograph, RGB."""
        path = self._existing(name, ".png")
        try:
            with Image.open(path) as image:
                return np.asarray(image.convert("RGB"))
        except (OSError, ValueError, SyntaxError) as error:  # SyntaxError: a broken PNG chunk
            raise DamagedFileError(path, f"not a readable image ({error})") from error

    def _existing(self, name: str, suffix: str) -> Path:
        path = self.path(name, suffix)
        if not path.is_file():
            raise self._not_found(path, "a .bnt, .png, .lm2 and .lm3 file per range image")
        return path

    def _not_found(self, path: Path, layout: str) -> DatasetNotFoundError:
        option = "set DATA_ROOT=<folder>, or run `make synth DATASET=bosphorus` for a stand-in"
        return DatasetNotFoundError("Bosphorus", path, layout, REQUEST_PAGE, option)
