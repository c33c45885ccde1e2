"""Pictures that stand in a page itself, as data URIs."""

from __future__ import annotations

import base64
import io

import numpy as np
from jaxtyping import UInt8
from PIL import Image


def data_uri(image: UInt8[np.ndarray, "H W 3"], largest: int = 384, quality: int = 85) -> str:
    """Return an image as a data URI (WebP).

    Args:
        image: RGB.
        largest: pixels that the longer side may have; larger images are scaled down.
        quality: of WebP, 0 to 100.
    """
    picture = Image.fromarray(image)
    picture.thumbnail((largest, largest), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    picture.save(file, format="WEBP", quality=quality, method=4)
    return "data:image/webp;base64," + base64.b64encode(file.getvalue()).decode()
