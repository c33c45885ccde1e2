"""Measures taken from the 68 landmarks in space."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float


def five_points_in_space(landmarks: Float[np.ndarray, "68 3"]) -> Float[np.ndarray, "5 3"]:
    """Return eye centres (mean of six lid points), nose tip and mouth corners, right side first."""
    eyes = [landmarks[36:42].mean(axis=0), landmarks[42:48].mean(axis=0)]
    return np.stack([*eyes, landmarks[30], landmarks[48], landmarks[54]])


def pupil_distance(landmarks: Float[np.ndarray, "68 3"]) -> float:
    """Return the distance between the eye centres, which stand for the pupils."""
    right, left = five_points_in_space(landmarks)[:2]
    return float(np.linalg.norm(right - left))
