"""Write a stand-in of Multi-PIE in its released layout, with what preparation needs beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image

from .multi_pie_files import LANDMARKS, PARSING
from .multi_pie_sessions import MultiPieIndex, View


def write_multi_pie_view(
    root: Path,
    view: View,
    images: Mapping[str, UInt8[np.ndarray, "480 640 3"]],
    landmarks: Float[np.ndarray, "68 2"] | None = None,
    parsing: UInt8[np.ndarray, "480 640"] | None = None,
) -> None:
    """Write what one camera saw of one moment.

    Args:
        root: folder of the sessions.
        view: moment and camera.
        images: shot, two digits, to photograph.
        landmarks: pixels; not in the release.
        parsing: labels; not in the release.
    """
    place = MultiPieIndex(root, {}).path
    place(view, LANDMARKS).parent.mkdir(parents=True, exist_ok=True)
    for shot, image in images.items():
        Image.fromarray(image).save(place(view, f"{shot}.png"), compress_level=1)
    if landmarks is not None:
        np.savetxt(place(view, LANDMARKS), landmarks, fmt="%.3f")
    if parsing is not None:
        Image.fromarray(parsing).save(place(view, PARSING))
