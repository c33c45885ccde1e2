"""Photographs of one's own: a folder per face with one to three views and their landmarks.

    <root>/<sample>/front.jpg              or .png; also left.jpg, right.jpg: two may be missing
    <root>/<sample>/front_landmarks.txt    68 lines "u v" in iBUG order, pixels of the photograph

In the left view the nose points to the image's left. A sample's name is made of letters, digits,
"_" and "-". Views need not be of one size. Landmarks are those of a detector of the user's choice.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from jaxtyping import Float, Float64, UInt8
from PIL import Image

from .errors import DamagedFileError
from .image_files import read_pixels
from .landmark_files import read_image_points
from .three_view import VIEWS

PHOTOGRAPHS = (".jpg", ".jpeg", ".png")
_SAMPLE = re.compile(r"[A-Za-z0-9_-]+")
_ORIENTATION = 0x0112  # of EXIF
_LAYOUT = "<sample>/{left,front,right}.{jpg,png}, one or more of them, each with landmarks"


class OwnPhotos:
    """Reader of the layout.

    Args:
        root: folder of the samples.

    Raises:
        FileNotFoundError: there is no photograph.
        ValueError: a sample has a strange name, or two files of one view.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._views: dict[str, dict[str, Path]] = {}
        for folder in sorted(self.root.iterdir()) if self.root.is_dir() else ():
            if folder.is_dir() and (views := _find_views(folder)):
                self._views[folder.name] = views
        if not self._views:
            raise _not_found(self.root / "someone" / "front.jpg", _LAYOUT)

    def ids(self) -> list[str]:
        """Return the samples, in order."""
        return list(self._views)

    def views(self, sample_id: str) -> dict[str, Path]:
        """Return the photographs of a sample by view."""
        return self._views[sample_id]

    def image(self, sample_id: str, view: str) -> UInt8[np.ndarray, "H W 3"]:
        """Read a photograph.

        Raises:
            DamagedFileError: it cannot be read, or a viewer would turn it.
        """
        return read_upright(self._views[sample_id][view])

    def landmarks(
        self, sample_id: str, view: str, size: tuple[int, int]
    ) -> Float64[np.ndarray, "68 2"]:
        """Read the landmarks of a photograph, pixels.

        Args:
            sample_id: of the face.
            view: "left", "front" or "right".
            size: height and width of the photograph.

        Raises:
            FileNotFoundError: there are none.
            DamagedFileError: they cannot be read, or the face is not in the photograph.
        """
        path = self.root / sample_id / f"{view}_landmarks.txt"
        if not path.is_file():
            raise _not_found(path, "68 lines 'u v' in iBUG order, pixels of the photograph")
        points = read_image_points(path, 68)
        check_in_photograph(path, points, size)
        return points


def read_upright(path: Path) -> UInt8[np.ndarray, "H W 3"]:
    """Read a photograph.

    Raises:
        DamagedFileError: it cannot be read, or a viewer would turn it.
    """
    image = read_pixels(path, "RGB")
    with Image.open(path) as file:
        if file.getexif().get(_ORIENTATION, 1) > 1:
            raise DamagedFileError(
                path,
                "its EXIF data say that it is to be turned, so that nobody knows which pixels "
                "the landmarks mean; save it upright, without the mark",
            )
    return image


def check_in_photograph(
    path: Path, points: Float[np.ndarray, "L 2"], size: tuple[int, int]
) -> None:
    """Check that a face is in its photograph.

    Args:
        path: file of the landmarks.
        points: what is in it.
        size: height and width of the photograph.

    Raises:
        DamagedFileError: it is elsewhere.
    """
    u, v = points.mean(axis=0)
    if not (0 <= u <= size[1] and 0 <= v <= size[0]):
        raise DamagedFileError(
            path,
            f"landmarks around ({u:.0f}, {v:.0f}), expected them in the photograph of "
            f"{size[1]} x {size[0]} pixels",
        )


def _find_views(folder: Path) -> dict[str, Path]:
    views: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in PHOTOGRAPHS or path.stem not in VIEWS:
            continue
        if path.stem in views:
            other = views[path.stem].name
            raise ValueError(f"{folder}: {other} and {path.name} are one view; keep one of them")
        views[path.stem] = path
    if views and not _SAMPLE.fullmatch(folder.name):
        raise ValueError(
            f"{folder}: {folder.name!r} cannot be a sample's name; rename it with letters, digits, "
            "'_' and '-' only"
        )
    return views


def _not_found(path: Path, layout: str) -> FileNotFoundError:
    return FileNotFoundError(
        f"{path} does not exist; expected {layout}, as face_datasets/own_photos.py says"
    )
