"""68 landmarks by face-alignment (Bulat and Tzimiropoulos, ICCV 2017): an optional extra.

The detector is told where the face is where a data set has five landmarks, and searches for it
otherwise. It returns the projections of points in space, so that the jaw line of a turned
face lies where that of a face model does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Float64, UInt8

from geometry.crops import fit_pose

Detect = Callable[
    [UInt8[np.ndarray, "H W 3"], Float[np.ndarray, "5 2"]], Float64[np.ndarray, "68 2"]
]
"""From an RGB image and its five landmarks to 68, pixels."""

_BOX_MM = 150.0
"""Side of the box in which the package expects a face: brows to chin, and as wide."""
_PROJECTED = 2  # face_alignment.LandmarksType: 1 seen outlines, 2 projected points, 3 in space
_INSTALL = (
    "detecting 68 landmarks needs the package face-alignment: pip install -e '.[detect]', or write "
    "the landmarks of another detector beside the images"
)


def face_alignment_detector() -> Detect:
    """Load the networks; the package fetches their weights when it is used first.

    Raises:
        ValueError: the package is not installed.
        OSError: the weights cannot be fetched.
    """
    # Boxes come from us: "folder" is the search that loads nothing.
    network = _network(face_detector="folder")

    def detect(
        image: UInt8[np.ndarray, "H W 3"], landmarks5: Float[np.ndarray, "5 2"]
    ) -> Float64[np.ndarray, "68 2"]:
        boxes = [face_box(landmarks5)]
        found = network.get_landmarks_from_image(image, detected_faces=boxes)
        return _pixels(found[0])

    return detect


def detect_landmarks(image: UInt8[np.ndarray, "H W 3"], name: str) -> Float64[np.ndarray, "68 2"]:
    """Find the 68 landmarks of the largest face of a photograph, pixels.

    Args:
        image: RGB, upright.
        name: of the photograph, for messages.

    Raises:
        ValueError: the package or its weights are missing, or there is no face.
    """
    try:
        network = _searching_network()
    except OSError as error:  # no connection
        raise ValueError(
            f"face-alignment cannot load its weights ({error}): supply landmarks with the "
            "photographs"
        ) from error
    found = network.get_landmarks_from_image(np.array(image)) or []
    if not found:
        raise ValueError(f"{name}: no face was detected; supply landmarks with the photograph")
    return max(map(_pixels, found), key=lambda points: float(np.ptp(points, axis=0).prod()))


@cache
def _searching_network() -> Any:
    """Load the networks once, with one that finds faces."""
    return _network()


def _network(**options: Any) -> Any:
    try:
        package = import_module("face_alignment")
    except ModuleNotFoundError as error:
        raise ValueError(_INSTALL) from error
    device = "cuda" if torch.cuda.is_available() else "cpu"
    # Compiling takes minutes.
    kind = package.LandmarksType(_PROJECTED)
    return package.FaceAlignment(kind, device=device, compile=False, **options)


def _pixels(points: Float[np.ndarray, "68 D"]) -> Float64[np.ndarray, "68 2"]:
    """Move the centres of pixels from whole numbers to halves."""
    return np.asarray(points[:, :2], np.float64) + 0.5


def face_box(landmarks5: Float[np.ndarray, "5 2"]) -> Float64[np.ndarray, " 4"]:
    """Return left, top, right and bottom of the box of a face, pixels.

    Raises:
        ValueError: the landmarks do not look like a face.
    """
    pose = fit_pose(landmarks5)
    half = 0.5 * _BOX_MM * pose.scale
    return np.concatenate([pose.translation - half, pose.translation + half])
