"""Heads for the pictures of the documentation: a scan, a reconstruction, and their shading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from jaxtyping import Float64, Int64

from geometry.cameras import FRONTAL_ROTATION, Camera, WeakPerspectiveCamera
from geometry.meshes import vertex_normals
from geometry.rotations import euler_to_matrix
from morphable_models.procedural_head import ProceduralHead
from renderers import interpolate, rasterize
from synthesis.people import Person
from synthesis.scans import scanned_vertices
from synthesis.sculpting import Sculptor

Pixels = Float64[np.ndarray, "H W C"]
Points = Float64[np.ndarray, "V 3"]

_LIGHTS = ((0.35, 0.45, 0.82, 0.75), (-0.8, 0.1, 0.6, 0.25))  # x, y, z towards it (y up), strength
_CLAY = np.array([0.80, 0.76, 0.72])


@dataclass(frozen=True, eq=False)
class Pair:
    """A scan and a reconstruction of the same person, model frame, mm.

    Attributes:
        head: the person's head, sculpted with detail that the face model lacks.
        scan_ids: which of its vertices the scan has.
        scan_faces: triangles between these, numbered within the scan.
        prediction: the reconstruction, one vertex for each of `head`: so the true error is known.
        faces: triangles of both heads.
        landmarks: vertex ids of the 68 landmarks.
    """

    head: Points
    scan_ids: Int64[np.ndarray, " S"]
    scan_faces: Int64[np.ndarray, "F 3"]
    prediction: Points
    faces: Int64[np.ndarray, "G 3"]
    landmarks: Int64[np.ndarray, " 68"]

    @property
    def scan(self) -> Points:
        """Vertices of the scan."""
        return self.head[self.scan_ids]


@lru_cache(maxsize=1)
def face_model() -> ProceduralHead:
    """Return the procedural head."""
    return ProceduralHead()


@lru_cache(maxsize=1)
def pair() -> Pair:
    """Draw a person; reconstruct half of what makes the person differ from the mean face."""
    sculptor = Sculptor(face_model())
    rng = np.random.default_rng(3)
    model = sculptor.model
    identity = rng.standard_normal(model.n_identity).clip(-2, 2).astype(np.float32)
    neutral = np.zeros(model.n_expression, np.float32)
    plain = np.zeros(model.n_albedo, np.float32)
    head = sculptor.sculpt(Person(identity, neutral, plain, detail_seed=3))
    used, faces, _ = scanned_vertices(sculptor, head)
    with torch.no_grad():
        half = model.vertices(
            torch.from_numpy(0.5 * identity)[None], torch.from_numpy(neutral)[None]
        )
    return Pair(
        head.vertices.astype(np.float64),
        np.flatnonzero(used),
        (np.cumsum(used) - 1)[faces].astype(np.int64),
        half[0].double().numpy(),
        sculptor.faces.astype(np.int64),
        sculptor.landmark_indices.astype(np.int64),
    )


def turned(vertices: Points, yaw: float, pitch: float = 0.0) -> Points:
    """Turn a head about the middle of its bounding box, degrees; axes of the camera frame."""
    angles = torch.tensor([np.deg2rad(pitch), np.deg2rad(yaw), 0.0], dtype=torch.float64)
    rotation = FRONTAL_ROTATION.double() @ euler_to_matrix(angles)
    centre = (vertices.max(axis=0) + vertices.min(axis=0)) / 2
    return np.asarray((vertices - centre) @ rotation.numpy().T)


def render(
    points: Points, faces: np.ndarray, attributes: np.ndarray, camera: Camera, size: int
) -> tuple[Pixels, np.ndarray]:
    """Interpolate values of vertices; return them and the mask of covered pixels."""
    triangles = torch.from_numpy(np.ascontiguousarray(faces, dtype=np.int64))
    fragments = rasterize(torch.from_numpy(points).float()[None], triangles, camera, (size, size))
    values = interpolate(fragments, triangles, torch.from_numpy(attributes).float()[None])
    return values[0].movedim(0, -1).double().numpy(), fragments.pix_to_face[0].numpy() >= 0


def clay(points: Points, faces: np.ndarray, camera: Camera, size: int) -> Pixels:
    """Shade a mesh of the camera frame as clay before white; rendered at twice the size."""
    triangles = torch.from_numpy(np.ascontiguousarray(faces, dtype=np.int64))
    normals = vertex_normals(torch.from_numpy(points)[None], triangles)[0].numpy() * [1, -1, -1]
    fine = camera.resized(torch.tensor([2.0]), torch.zeros(1, 2))
    layers, covered = render(points, faces, normals, fine, 2 * size)
    layers = layers / np.maximum(np.linalg.norm(layers, axis=2, keepdims=True), 1e-9)
    brightness = np.full(covered.shape, 0.15)
    for x, y, z, strength in _LIGHTS:
        brightness += 0.85 * strength * np.maximum(layers @ np.array([x, y, z]), 0)
    picture = np.where(covered[..., None], np.clip(brightness[..., None] * _CLAY, 0, 1), 1.0)
    return np.asarray(picture.reshape(size, 2, size, 2, 3).mean(axis=(1, 3)))


def front_camera(size: int, view_mm: float = 250.0) -> WeakPerspectiveCamera:
    """Return a camera in front of a head in the middle of its frame; `view_mm` is what it shows."""
    return WeakPerspectiveCamera(torch.tensor([size / view_mm]), torch.full((1, 2), size / 2))
