"""Reading the pictures of a dataset: pixels of the expected size, or a damaged file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from .errors import DamagedFileError


def read_pixels(
    path: Path, mode: Literal["RGB", "L"], size: tuple[int, int] | None = None
) -> UInt8[np.ndarray, "H W *channels"]:
    """Read an image file that exists.

    Args:
        path: the file.
        mode: colour, or one 8-bit channel (labels).
        size: expected width and height, checked before anything is decoded; None takes any.

    Raises:
        DamagedFileError: no readable image, or one of another size.
    """
    try:
        with Image.open(path) as image:
            if size is not None and image.size != size:
                width, height = image.size
                raise DamagedFileError(
                    path, f"{width} x {height} pixels, expected {size[0]} x {size[1]}"
                )
            if mode == "L" and image.mode not in ("L", "P", "1"):
                raise DamagedFileError(path, f"mode {image.mode}, expected one 8-bit channel")
            # Pixels of a palette are the labels; a conversion would look up their colours.
            return np.asarray(image if image.mode == "P" and mode == "L" else image.convert(mode))
    except DamagedFileError:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        # SyntaxError is Pillow's word for a broken PNG chunk.
        raise DamagedFileError(path, f"not a readable image ({error})") from error
