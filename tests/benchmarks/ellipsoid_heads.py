"""Ellipsoid heads, on which the official FaceScape evaluator was run too."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from face_datasets.facescape import WildGeometry
from face_datasets.facescape_writer import write_wild_index, write_wild_sample
from face_datasets.origin import write_synthetic_marker
from geometry.meshes import Mesh

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


POSE = {"000": 0.05, "001": -0.05, "120": 0.3, "350": 1.1}
"""Yaw in radians of the samples of the small benchmark; 001 is the same person as 000."""
LANDMARKS = np.random.default_rng(0).uniform(60, 190, (68, 2))


def wild_geometry(sample_id: str) -> WildGeometry:
    cosine, sine = np.cos(POSE[sample_id]), np.sin(POSE[sample_id])
    rotation = np.array([[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]])
    return WildGeometry(np.array([0.02, -0.03, 0.0]), 124.0, rotation)


def place_in_cube(vertices: np.ndarray, geometry: WildGeometry) -> np.ndarray:
    """From the head frame (mm) to the cube of the image."""
    return vertices @ geometry.rotation.T / geometry.pupil_scale + geometry.head_center


def coarse_head(sample_id: str, amplitude: float) -> Mesh:
    seed = list(POSE).index(sample_id) + 1
    return make_ellipsoid_head(50, 44, seed=seed, amplitude=amplitude)


def write_wild_stand_in(root: Path) -> None:
    """Write FaceScape in the wild with one ellipsoid scan per pose."""
    scan = make_ellipsoid_head(60, 56, front=1.45, y_range=(-95, 90))
    geometry = {sample_id: wild_geometry(sample_id) for sample_id in POSE}
    for number, (sample_id, row) in enumerate(geometry.items()):
        write_wild_sample(
            root,
            sample_id,
            np.full((256, 256, 3), 40 * number, np.uint8),
            Mesh(place_in_cube(scan.vertices, row), scan.faces),
            landmarks68=LANDMARKS,
            landmarks5=LANDMARKS[:5],
            parsing=np.zeros((256, 256), np.uint8),
        )
    write_wild_index(root, geometry)
    write_synthetic_marker(root, wild_ids=list(POSE), wild_subjects={"000": "a", "001": "a"})
