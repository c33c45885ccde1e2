"""The photographs of Pixel-Face, and what is prepared beside each of them, in either layout.

The photographs lie on their side; a quarter clockwise and a mirror make them upright, which
together exchange rows and columns (weiguangzhao/DF_MVR @ 4d4ae4d, dataset_preprocess.py). Neither
the release nor DF-MVR has landmarks in the photographs or masks: they come from a landmark detector
and a face parser of the user's choice. Masks may be missing, of all photographs: DF-MVR then needs
a parser inside. Beside each photograph `<view>/t.bmp` or `t.jpg` lie:

    <view>/landmarks.txt    68 lines "u v" in iBUG order, pixels of the upright photograph
    <view>/parsing.png      labels 0 to 9 (`FACE_PARSING_REGIONS`), of the same size

The views are 0 left, 1 front, 2 right: in view 0 the nose points to the image's left.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from jaxtyping import Float, Float64, UInt8
from PIL import Image

from .errors import DamagedFileError, DatasetNotFoundError
from .image_files import read_pixels
from .landmark_files import read_image_points
from .pixel_face import REQUEST_PAGE

VIEWS = ("0", "1", "2")
LANDMARKS, PARSING = "landmarks.txt", "parsing.png"


def read_photograph(folder: Path) -> UInt8[np.ndarray, "H W 3"]:
    """Read the photograph of a view, upright.

    Args:
        folder: of the view.

    Raises:
        DatasetNotFoundError: there is none.
        DamagedFileError: it cannot be read.
    """
    candidates = [folder / f"t{suffix}" for suffix in (".jpg", ".bmp", ".png")]
    found = [path for path in candidates if path.is_file()]
    path = found[0] if found else existing(folder / "t.jpg", "t.jpg, t.bmp or t.png")
    return np.ascontiguousarray(read_pixels(path, "RGB").transpose(1, 0, 2))


def read_landmarks(folder: Path) -> Float64[np.ndarray, "68 2"]:
    """Read the landmarks of a view, pixels of the upright photograph.

    Raises:
        DatasetNotFoundError: the file is missing.
        DamagedFileError: it does not hold 68 finite pairs.
    """
    path = existing(
        folder / LANDMARKS, "68 lines 'u v' in iBUG order, pixels of the upright photograph"
    )
    return read_image_points(path, 68)


def are_labelled(folder: Path) -> bool:
    """Return whether labels lie beside the three photographs of a sample; they are not read.

    Args:
        folder: of the sample's views.

    Raises:
        DatasetNotFoundError: they lie beside one or two of the three.
    """
    paths = [folder / view / PARSING for view in VIEWS]
    labelled = any(path.is_file() for path in paths)
    for path in paths if labelled else ():
        what = "labels 0 to 9 of the upright photograph, beside all three of a sample or none"
        existing(path, what)
    return labelled


def read_parsing(folder: Path, image: UInt8[np.ndarray, "H W 3"]) -> UInt8[np.ndarray, "H W"]:
    """Read the labels of a view.

    Args:
        folder: of the view.
        image: its upright photograph.

    Raises:
        DatasetNotFoundError: the file is missing.
        DamagedFileError: it cannot be read, is of another size, or holds other labels.
    """
    path = existing(folder / PARSING, "labels 0 to 9 of the upright photograph")
    labels = read_pixels(path, "L", (image.shape[1], image.shape[0]))
    if labels.max() > 9:
        raise DamagedFileError(path, f"labels go up to {labels.max()}, expected 0 to 9")
    return labels


def write_prepared(
    folder: Path, landmarks: Float[np.ndarray, "68 2"], labels: UInt8[np.ndarray, "H W"]
) -> None:
    """Write beside the photograph of a view what the readers here read."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savetxt(folder / LANDMARKS, landmarks, fmt="%.3f")
    Image.fromarray(labels).save(folder / PARSING)


def existing(path: Path, what: str) -> Path:
    """Return the path of a file that is there.

    Args:
        path: the file.
        what: it should hold.

    Raises:
        DatasetNotFoundError: it is not there.
    """
    if not path.is_file():
        raise not_found(path, what)
    return path


def not_found(path: Path, what: str) -> DatasetNotFoundError:
    """Return the error that a file or part, which should hold `what`, is missing."""
    option = "prepare the files beside the photographs as face_datasets/pixel_face_photos.py says"
    return DatasetNotFoundError("Pixel-Face", path, what, REQUEST_PAGE, option)
