"""Where the seven alignment points of an ellipsoid head are, and rotations."""

from __future__ import annotations

import numpy as np

from geometry.meshes import Mesh

_AZIMUTH = np.array([-0.5, -0.25, 0.25, 0.5, 0, -0.33, 0.33])
_ELEVATION = np.array([0.26, 0.24, 0.24, 0.26, -0.2, -0.55, -0.55])


def seven_point_ids(mesh: Mesh) -> np.ndarray:
    """Return the vertices nearest in direction to the seven points."""
    level = np.cos(_ELEVATION)
    directions = [np.sin(_AZIMUTH) * level, np.sin(_ELEVATION), np.cos(_AZIMUTH) * level]
    unit = mesh.vertices / np.linalg.norm(mesh.vertices, axis=1, keepdims=True)
    return np.asarray((unit @ np.array(directions)).argmax(axis=0))


def turn(*, about_y: float = 0.0, about_x: float = 0.0) -> np.ndarray:
    """Return a rotation by angles in radians, first about y."""
    cy, sy, cx, sx = np.cos(about_y), np.sin(about_y), np.cos(about_x), np.sin(about_x)
    first = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    return np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]]) @ first
