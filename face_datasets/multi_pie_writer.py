"""Write a stand-in of Multi-PIE in TP-GAN's layout, with what preparation needs beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image

from .multi_pie_files import FIVE_POINTS, LANDMARKS, PARSING

IMAGES_FOLDER, POINTS_FOLDER = "FS_aligned", "FS_t5pt"
"""As TP-GAN's loader calls them."""

PREPARED_FOLDER = "prepared"
"""Not part of the release: landmarks and labels."""


def write_multi_pie_camera(
    root: Path,
    moment: str,
    camera: str,
    images: Mapping[str, UInt8[np.ndarray, "128 128 3"]],
    five_points: Float[np.ndarray, "5 2"],
) -> None:
    """Write what one camera saw of one moment.

    Args:
        root: folder of the data set.
        moment: "<subject>_<session>_<recording>".
        camera: three digits.
        images: illumination, two digits, to image.
        five_points: eyes, nose tip, mouth corners, pixels; the file has whole ones.
    """
    for illumination, image in images.items():
        name = f"{moment}_{camera}_{illumination}_cropped.png"
        Image.fromarray(image).save(_folder(root, IMAGES_FOLDER) / name)
    path = _folder(root, POINTS_FOLDER) / f"{moment}_{camera}_{FIVE_POINTS}"
    np.savetxt(path, np.floor(five_points), fmt="%d")


def write_multi_pie_prepared(
    root: Path,
    moment: str,
    camera: str,
    landmarks: Float[np.ndarray, "68 2"],
    parsing: UInt8[np.ndarray, "128 128"],
) -> None:
    """Write the landmarks and labels of one camera and moment, which the release lacks."""
    start = _folder(root, PREPARED_FOLDER) / f"{moment}_{camera}_"
    np.savetxt(f"{start}{LANDMARKS}", landmarks, fmt="%.3f")
    Image.fromarray(parsing).save(f"{start}{PARSING}")


def _folder(root: Path, name: str) -> Path:
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
