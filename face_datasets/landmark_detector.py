"""68 landmarks by face-alignment (Bulat and Tzimiropoulos, ICCV 2017): an optional extra.

The detector is told where the face is, by five landmarks that a data set has; its own search for
faces is not used. It returns the projections of points in space, so that the jaw line of a turned
face lies where that of a face model does.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

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
    try:
        package = import_module("face_alignment")
    except ModuleNotFoundError as error:
        raise ValueError(_INSTALL) from error
    device = "cuda" if torch.cuda.is_available() else "cpu"
    # Boxes come from us: "folder" is the search that loads nothing. Compiling takes minutes.
    network = package.FaceAlignment(
        package.LandmarksType(_PROJECTED), device=device, face_detector="folder", compile=False
    )

    def detect(
        image: UInt8[np.ndarray, "H W 3"], landmarks5: Float[np.ndarray, "5 2"]
    ) -> Float64[np.ndarray, "68 2"]:
        boxes = [face_box(landmarks5)]
        found = network.get_landmarks_from_image(image, detected_faces=boxes)
        # Its pixels have their centres at whole numbers.
        return np.asarray(found[0][:, :2], np.float64) + 0.5

    return detect


def face_box(landmarks5: Float[np.ndarray, "5 2"]) -> Float64[np.ndarray, " 4"]:
    """Return left, top, right and bottom of the box of a face, pixels.

    Raises:
        ValueError: the landmarks do not look like a face.
    """
    pose = fit_pose(landmarks5)
    half = 0.5 * _BOX_MM * pose.scale
    return np.concatenate([pose.translation - half, pose.translation + half])
