"""Scans, predictions and their seven points for protocols of the NoW family."""

from __future__ import annotations

import numpy as np
from ellipsoid_heads import make_ellipsoid_head
from scipy.spatial.transform import Rotation

from geometry.closest_point import SurfaceTree
from geometry.face_crops import now_crop
from geometry.meshes import Mesh, face_normals

# azimuth and elevation of the seven points on an ellipsoid head
_EYES = ((-0.5, 0.26), (-0.25, 0.24), (0.25, 0.24), (0.5, 0.26))
SEVEN_DIRECTIONS = np.array([*_EYES, (0, -0.2), (-0.33, -0.55), (0.33, -0.55)])

# resolution of scan and prediction, its deformation, size, turn and seed
_REFERENCE = (
    ((170, 160), (100, 90), 2.0, 1.3, 0.15, 60),
    ((180, 170), (150, 150), 4.0, 0.9, -0.2, 61),
    ((170, 160), (190, 190), 3.0, 1.0, 0.0, 62),
)


def seven_ids(mesh: Mesh) -> np.ndarray:
    """Vertex ids of the seven points of an ellipsoid head."""
    azimuth, elevation = SEVEN_DIRECTIONS.T
    flat = np.cos(elevation)
    directions = np.stack([np.sin(azimuth) * flat, np.sin(elevation), np.cos(azimuth) * flat], 1)
    unit = mesh.vertices / np.linalg.norm(mesh.vertices, axis=1, keepdims=True)
    return np.argmax(directions @ unit.T, axis=1)


def seven_points(mesh: Mesh) -> np.ndarray:
    return mesh.vertices[seven_ids(mesh)]


def bumpy_head(n_azimuth: int, n_elevation: int, *, seed: int = 0) -> Mesh:
    """The front of a head; another seed is another shape."""
    amplitude = 2.5 if seed else 0.0
    return make_ellipsoid_head(
        n_azimuth, n_elevation, seed=seed, amplitude=amplitude, front=1.6, y_range=(-100, 90)
    )


def reference_pair(number: int) -> tuple[Mesh, np.ndarray, Mesh, np.ndarray]:
    """Scan, its points, prediction, its points, as the official code saw them."""
    scan_size, size, amplitude, scale, angle, seed = _REFERENCE[number]
    scan = make_ellipsoid_head(*scan_size, front=1.45, y_range=(-100, 90))
    mesh = make_ellipsoid_head(*size, seed=seed, amplitude=amplitude, front=2.0)
    cosine, sine = np.cos(angle), np.sin(angle)
    turn = np.array([[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]])
    prediction = Mesh((mesh.vertices * scale) @ turn.T + [5, 8, -20], mesh.faces)
    return scan, seven_points(scan), prediction, prediction.vertices[seven_ids(mesh)]


def moved(
    mesh: Mesh, points: np.ndarray, *, scale: float, seed: int = 1
) -> tuple[Mesh, np.ndarray]:
    """The same face elsewhere, turned and of another size."""
    rng = np.random.default_rng(seed)
    turn = Rotation.random(random_state=seed).as_matrix().T * scale
    shift = rng.normal(0, 200, 3)
    return Mesh(mesh.vertices @ turn + shift, mesh.faces), points @ turn + shift


def millimetre_off(mesh: Mesh) -> Mesh:
    """A scan that stays 1 mm away from a mesh however the mesh is moved and scaled.

    Its points come in pairs, 1 mm outside and 1 mm inside the middle of a face: what brings the
    surface closer to one takes it as far away from the other, so the truth is where the sum of
    squares is smallest, and each distance there is exactly 1 mm.
    """
    middle = mesh.vertices[mesh.faces].mean(axis=1)
    normal = face_normals(mesh.vertices, mesh.faces)
    pairs = np.stack([middle + normal, middle - normal], axis=1)
    # where the surface is sharp, or at the border, another face is closer
    distance = SurfaceTree(mesh.vertices, mesh.faces).closest(pairs.reshape(-1, 3)).distance
    kept = (np.abs(distance - 1) < 1e-9) & now_crop(pairs.reshape(-1, 3), seven_points(mesh), 1.39)
    points = pairs[kept.reshape(-1, 2).all(axis=1)].reshape(-1, 3)
    return Mesh(points, np.arange(len(points) // 3 * 3).reshape(-1, 3))
