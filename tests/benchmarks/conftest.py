"""Ellipsoid heads, on which the official evaluator was run too, and benchmark folders of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from geometry.meshes import Mesh

HeadMaker = Callable[..., Mesh]

# height mm, azimuth, elevation, widths (radians): nose, its bridge, eye sockets, lips, the gap,
# chin
_BUMPS = (
    (22, 0, -0.12, 0.16, 0.22),
    (8, 0, 0.1, 0.12, 0.25),
    (-7, 0.38, 0.22, 0.17, 0.12),
    (-7, -0.38, 0.22, 0.17, 0.12),
    (4, 0, -0.5, 0.35, 0.07),
    (-3, 0, -0.6, 0.3, 0.05),
    (6, 0, -0.85, 0.3, 0.15),
)


def _bump(
    azimuth: np.ndarray, elevation: np.ndarray, at: tuple[float, float], widths: tuple[float, float]
) -> np.ndarray:
    return np.exp(-(((azimuth - at[0]) / widths[0]) ** 2) - ((elevation - at[1]) / widths[1]) ** 2)


def make_ellipsoid_head(
    n_azimuth: int,
    n_elevation: int,
    *,
    seed: int = 0,
    amplitude: float = 0.0,
    front: float = np.pi,
    y_range: tuple[float, float] | None = None,
) -> Mesh:
    """An ellipsoid with a face on it, mm. `front` cuts the azimuth, `amplitude` deforms it."""
    elevations = np.linspace(np.pi / 2 - 1e-3, -np.pi / 2 + 1e-3, n_elevation)
    azimuth, elevation = np.meshgrid(np.linspace(-front, front, n_azimuth), elevations)
    direction = np.stack(
        [
            np.sin(azimuth) * np.cos(elevation),
            np.sin(elevation),
            np.cos(azimuth) * np.cos(elevation),
        ],
        axis=-1,
    )
    radius = 1 / np.sqrt(((direction / [75, 115, 92]) ** 2).sum(-1))
    for height, at_azimuth, at_elevation, wide, high in _BUMPS:
        radius = radius + height * _bump(
            azimuth, elevation, (at_azimuth, at_elevation), (wide, high)
        )
    rng = np.random.default_rng(seed)
    for _ in range(14 if amplitude > 0 else 0):
        at = (rng.uniform(-1.3, 1.3), rng.uniform(-1, 1))
        width = rng.uniform(0.2, 0.6)
        radius = radius + amplitude * rng.normal() * _bump(azimuth, elevation, at, (width, width))
    vertices = (direction * radius[..., None]).reshape(-1, 3)
    ids = np.arange(n_azimuth * n_elevation).reshape(n_elevation, n_azimuth)
    a, b, c, d = (part.ravel() for part in (ids[:-1, :-1], ids[:-1, 1:], ids[1:, :-1], ids[1:, 1:]))
    faces = np.concatenate([np.stack([a, c, b], 1), np.stack([b, c, d], 1)])
    if y_range is not None:
        inside = (vertices[:, 1] > y_range[0]) & (vertices[:, 1] < y_range[1])
        faces = faces[inside[faces].all(1)]
        used = np.unique(faces)
        vertices, faces = vertices[used], np.searchsorted(used, faces)
    return Mesh(vertices, faces)


@pytest.fixture(scope="session")
def ellipsoid_head() -> HeadMaker:
    return make_ellipsoid_head
