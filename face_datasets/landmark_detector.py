"""Landmarks of photographs that have none, by the optional package face-alignment."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from jaxtyping import UInt8

from geometry.crops import five_points_from_68

from .single_photos import Landmarks

_INSTALL = 'pip install "likeness[detect]"'


def detect_landmarks(image: UInt8[np.ndarray, "H W 3"], name: str) -> Landmarks:
    """Find the 68 landmarks of the largest face.

    The package downloads its weights at its first use.

    Args:
        image: RGB, upright.
        name: of the photograph, for messages.

    Raises:
        ValueError: the package or its weights are missing, or there is no face.
    """
    found = _detector().get_landmarks_from_image(np.array(image)) or []
    if not found:
        raise ValueError(f"{name}: no face was detected; supply landmarks with the photograph")
    faces = [np.asarray(points, np.float64)[:, :2] for points in found]
    largest = max(faces, key=lambda points: float(np.ptp(points, axis=0).prod()))
    return Landmarks(five_points_from_68(largest), largest)


@cache
def _detector() -> Any:
    """Build the detector once; that reads its weights."""
    try:
        import face_alignment
    except ImportError as error:
        raise ValueError(
            f"landmarks are detected by the package face-alignment, which cannot be imported "
            f"({error}): {_INSTALL}, or supply landmarks with the photographs"
        ) from error
    kind = face_alignment.LandmarksType.TWO_D
    try:
        return face_alignment.FaceAlignment(kind, device="cpu")
    except OSError as error:  # no network
        raise ValueError(
            f"face-alignment cannot load its weights ({error}): supply landmarks with the "
            "photographs"
        ) from error
