"""Landmarks of an average face that is turned."""

from __future__ import annotations

import numpy as np
import torch

from geometry.cameras import FRONTAL_ROTATION
from geometry.rotations import euler_to_matrix


def turned(
    points: np.ndarray, yaw: float, pixels_per_mm: float, centre: tuple[float, float]
) -> np.ndarray:
    """Photograph points of the face's frame from far away; yaw in degrees."""
    turn = euler_to_matrix(torch.tensor([0.0, np.radians(yaw), 0.0])).double()
    rotation = (FRONTAL_ROTATION.double() @ turn).numpy()
    return pixels_per_mm * (points @ rotation.T)[:, :2] + centre
