"""Photographs with one face each: files in a folder, or a single file, and their landmarks.

    <root>/anna.jpg              or .jpeg, .png
    <root>/anna_landmarks.txt    68 lines "u v" in iBUG order, pixels of the photograph
    <root>/landmarks5.json       instead: {"points": {"anna.jpg": [[u, v], five in all]}}

The five are the centres of the eyes, the tip of the nose and the corners of the mouth, the
subject's right before the left (right is left in the image). Where a photograph has both, the 68
count.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float64, UInt8

from geometry.crops import five_points_from_68

from .errors import DamagedFileError
from .landmark_files import read_image_points
from .own_photos import PHOTOGRAPHS, check_in_photograph, read_upright

FIVE_POINTS_FILE = "landmarks5.json"


class Landmarks(NamedTuple):
    """Landmarks of a face, pixels.

    Attributes:
        five: see the head of this module.
        all68: iBUG order; None where only five are known.
    """

    five: Float64[np.ndarray, "5 2"]
    all68: Float64[np.ndarray, "68 2"] | None = None


class SinglePhotos:
    """Reader of the layout.

    Args:
        root: the folder, or one photograph.

    Raises:
        FileNotFoundError: there is no photograph.
        ValueError: two photographs have one name.
    """

    def __init__(self, root: Path) -> None:
        root = Path(root)
        self.folder = root if root.is_dir() else root.parent
        found = sorted(root.iterdir()) if root.is_dir() else [root]
        self._paths: dict[str, Path] = {}
        for path in found:
            if path.suffix.lower() not in PHOTOGRAPHS or not path.is_file():
                continue
            if path.stem in self._paths:
                other = self._paths[path.stem].name
                raise ValueError(f"{other} and {path.name} in {self.folder}: rename one of them")
            self._paths[path.stem] = path
        if not self._paths:
            raise FileNotFoundError(
                f"{root} is no photograph and no folder of photographs; expected "
                f"{', '.join(PHOTOGRAPHS)}, with landmarks as face_datasets/single_photos.py says"
            )

    def ids(self) -> list[str]:
        """Return the names of the photographs without their suffixes, in order."""
        return list(self._paths)

    def image(self, sample_id: str) -> UInt8[np.ndarray, "H W 3"]:
        """Read a photograph.

        Raises:
            DamagedFileError: it cannot be read, or a viewer would turn it.
        """
        return read_upright(self._paths[sample_id])

    def landmarks(self, sample_id: str, size: tuple[int, int]) -> Landmarks | None:
        """Read the landmarks of a photograph; None where there are none.

        Args:
            sample_id: name of the photograph.
            size: its height and width.

        Raises:
            DamagedFileError: they cannot be read, or the face is not in the photograph.
        """
        path = self.folder / f"{sample_id}_landmarks.txt"
        if path.is_file():
            points = read_image_points(path, 68)
            check_in_photograph(path, points, size)
            return Landmarks(five_points_from_68(points), points)
        path = self.folder / FIVE_POINTS_FILE
        if not path.is_file():
            return None
        name = self._paths[sample_id].name
        value = _points_by_name(path).get(name)
        if value is None:
            return None
        five = _five(path, name, value)
        check_in_photograph(path, five, size)
        return Landmarks(five)

    def missing_landmarks(self, sample_id: str) -> FileNotFoundError:
        """Return the error that says which landmarks are missing and how to supply them."""
        path = self._paths[sample_id]
        return FileNotFoundError(
            f"{path} has no landmarks, which say where the face is: write "
            f'{sample_id}_landmarks.txt beside it (68 lines "u v" in iBUG order, pixels), or put '
            f'five points into {FIVE_POINTS_FILE} ({{"points": {{"{path.name}": [[u, v], ...]}}}}: '
            "subject's right eye, left eye, nose tip, right and left mouth corner), or have them "
            "detected with --data.init_args.detect true (DETECT=1)"
        )


def _points_by_name(path: Path) -> dict[str, Any]:
    try:
        points = json.loads(path.read_text())["points"]
    except (ValueError, TypeError, KeyError) as error:
        problem = f'not JSON of the form {{"points": {{"name.jpg": [[u, v], ...]}}}} ({error!r})'
        raise DamagedFileError(path, problem) from error
    if not isinstance(points, dict):
        raise DamagedFileError(path, f'"points" is a {type(points).__name__}, expected an object')
    return points


def _five(path: Path, name: str, value: Any) -> Float64[np.ndarray, "5 2"]:
    try:
        points = np.array(value, np.float64)
    except (ValueError, TypeError) as error:
        raise DamagedFileError(path, f"{name}: not pairs of numbers ({error})") from error
    if points.shape != (5, 2) or not np.isfinite(points).all():
        raise DamagedFileError(
            path, f"{name}: shape {points.shape}, expected five finite pairs (u, v)"
        )
    return points
