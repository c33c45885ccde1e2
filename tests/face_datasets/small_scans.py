"""A face of a few bumps, as a scan of 3600 vertices with seven points on it."""

from __future__ import annotations

import numpy as np

from geometry.landmarks import IBUG68_SEVEN
from geometry.meshes import Mesh

_EYES = ((-44, 32), (-16, 32), (16, 32), (44, 32))
_POINTS = np.array([*_EYES, (0, -8), (-24, -40), (24, -40)], dtype=float)


def _depth(x, y):
    nose = 24 * np.exp(-(x**2) / 120 - (y + 8) ** 2 / 260)
    return nose - x**2 / 110 - y**2 / 260


def small_scan(seed: int = 0) -> tuple[Mesh, np.ndarray]:
    """Return a scan in mm, somewhere in space by its seed, and its seven points."""
    x, y = (
        part.ravel() for part in np.meshgrid(np.linspace(-70, 70, 60), np.linspace(-90, 80, 60))
    )
    ids = np.arange(3600).reshape(60, 60)
    a, b, c, d = (part.ravel() for part in (ids[:-1, :-1], ids[:-1, 1:], ids[1:, :-1], ids[1:, 1:]))
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([b, d, c], 1)])
    shift = np.random.default_rng(seed).normal(0, 100, 3)
    vertices = np.stack([x, y, _depth(x, y)], axis=1) + shift
    return Mesh(vertices, faces), np.column_stack([_POINTS, _depth(*_POINTS.T)]) + shift


def landmarks68(seven: np.ndarray) -> np.ndarray:
    """Return 68 landmarks of which only the seven (nose tip) mean anything."""
    points = np.repeat(seven[4:5], 68, axis=0)
    points[list(IBUG68_SEVEN["tip"])] = seven
    return points


def findings(examine, root, level):
    """Return the texts of a doctor's findings of one level."""
    return [finding.what for finding in examine(root) if finding.level == level]
