"""Distances on the grid of two maps against a tree over all triangles."""

from __future__ import annotations

import numpy as np
import pytest
from ellipsoid_heads import make_ellipsoid_head

from benchmarks.cylindrical_distance import map_distances
from benchmarks.cylindrical_map import SIZE, cylindrical_map, map_mesh
from geometry.closest_point import SurfaceTree


def by_tree(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    (points, faces), (others, other_faces) = map_mesh(first), map_mesh(second)
    there = SurfaceTree(others, other_faces).closest(points).distance
    return points, there, SurfaceTree(points, faces).closest(others).distance


def noise(seed: int, base: float, spread: float, kept: float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    radius = base + spread * rng.normal(size=(SIZE, SIZE))
    radius = np.where(rng.random((SIZE, SIZE)) < kept, np.abs(radius), 0.0)
    radius[:, -1] = radius[:, 0]
    radius[:120] = radius[130:] = 0.0  # a few rows are enough
    return radius


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # rough surfaces with holes, near to each other and far apart
        (noise(1, 80.0, 3.0, 0.95), noise(2, 81.0, 3.0, 0.95)),
        (noise(3, 30.0, 2.0, 0.9), noise(4, 90.0, 2.0, 0.9)),
        # so near to the axis that the closest point is round the back
        (noise(5, 2.0, 1.0, 0.7), noise(6, 3.0, 2.0, 0.7)),
    ],
    ids=["near", "far", "axis"],
)
def test_random_maps(first: np.ndarray, second: np.ndarray) -> None:
    for found, expected in zip(map_distances(first, second), by_tree(first, second), strict=True):
        np.testing.assert_allclose(found, expected, atol=1e-10)


def test_surfaces_that_touch_only_at_the_seam() -> None:
    # All that is left of the second surface is at the back of the head, on both sides of the seam.
    first = np.zeros((SIZE, SIZE))
    first[115:118] = 70.0
    second = np.zeros((SIZE, SIZE))
    second[100:140, :3] = second[100:140, -3:] = 75.0
    for found, expected in zip(map_distances(first, second), by_tree(first, second), strict=True):
        np.testing.assert_allclose(found, expected, atol=1e-10)


def test_heads_and_the_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    heads = [
        make_ellipsoid_head(40, 36, seed=seed, amplitude=4.0, front=1.4, y_range=(-40, 30))
        for seed in (0, 2)
    ]
    first, second = (cylindrical_map(head.vertices, head.faces).radius for head in heads)
    expected = by_tree(first, second)
    for threads in ("1", "3"):
        monkeypatch.setenv("LIKENESS_THREADS", threads)
        for found, value in zip(map_distances(first, second), expected, strict=True):
            np.testing.assert_allclose(found, value, atol=1e-10)


def test_nothing_joined() -> None:
    assert map_distances(np.full((SIZE, SIZE), 50.0), np.zeros((SIZE, SIZE))) is None
