"""Scans: what a face scanner sees of a sculpted head, as a dense and slightly noisy mesh."""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Bool, Float, Int

from geometry.cameras import WeakPerspectiveCamera
from geometry.meshes import Mesh
from renderers import rasterize

from .sculpting import SculptedHead, Sculptor
from .views import View, head_rotation

SENSOR_NOISE_MM = 0.05
# Where the scanner's cameras stand, (pitch, yaw) of the head in degrees, and their resolution.
_SCANNER_POSES = (
    *((0.0, 0.0), (0.0, -45.0), (0.0, 45.0), (0.0, -85.0), (0.0, 85.0)),
    *((30.0, 0.0), (-25.0, 0.0)),
)
_SCANNER_PIXELS, _SCANNER_MM = 420, 300.0
# A head scan ends here: degrees about the head's axis, mm below the chin and above the brows.
_AZIMUTH_DEG = 100.0
_BELOW_CHIN_MM, _ABOVE_BROWS_MM = 12.0, 62.0


def head_center(sculptor: Sculptor, head: SculptedHead) -> Float[np.ndarray, " 3"]:
    """Return a point on the head's vertical axis, midway from the nose to the back of the head.

    It lies at the height between eyes and mouth; model frame, mm.
    """
    points = head.vertices[sculptor.landmark_indices]
    skull = head.vertices[head.vertices[:, 1] > points[33, 1]]
    height = (points[36:48, 1].mean() + points[48:60, 1].mean()) / 2
    depth = (skull[:, 2].min() + points[30, 2]) / 2
    return np.array([points[27:31, 0].mean(), height, depth])


def _seen_by_scanner(
    sculptor: Sculptor, head: SculptedHead, centre: Float[np.ndarray, " 3"]
) -> Bool[np.ndarray, " V"]:
    """Return the vertices of the model's triangles that one of the scanner's cameras sees."""
    faces = sculptor.model.faces
    model_vertices = head.vertices[: len(sculptor.model.regions)]
    scale = torch.tensor([_SCANNER_PIXELS / _SCANNER_MM])
    camera = WeakPerspectiveCamera(scale, torch.full((1, 2), _SCANNER_PIXELS / 2))
    visible = np.zeros(len(faces) + 1, dtype=bool)
    for pitch, yaw in _SCANNER_POSES:
        rotation = head_rotation(pitch, yaw, 0.0)
        view = View(rotation, np.array([0.0, 0.0, 1000.0]) - rotation @ centre, camera)
        vertices = torch.from_numpy(view.camera_from_model(model_vertices).astype(np.float32))
        fragments = rasterize(vertices[None], faces, camera, (_SCANNER_PIXELS, _SCANNER_PIXELS))
        # Background is -1, which marks the spare last entry.
        visible[fragments.pix_to_face.numpy().ravel()] = True
    seen = np.zeros(len(head.vertices), dtype=bool)
    # Subdivision splits face i into as many faces, in its place.
    parts = len(sculptor.faces) // len(faces)
    seen[sculptor.faces[np.repeat(visible[:-1], parts)]] = True
    return seen


def scanned_vertices(
    sculptor: Sculptor, head: SculptedHead
) -> tuple[Bool[np.ndarray, " V"], Int[np.ndarray, "F 3"], Float[np.ndarray, " 3"]]:
    """Return what a scan keeps of a head: its front, without the back of the head and the neck.

    Args:
        sculptor: the face model at the density of the scan.
        head: sculpted by it.

    Returns:
        The vertices that are seen and used, the triangles between them (ids of the whole head), and
        the point on the head's axis about which it was cut.
    """
    points = head.vertices[sculptor.landmark_indices]
    centre = head_center(sculptor, head)
    x, y, z = (head.vertices - centre).T
    low = points[6:11, 1].min() - _BELOW_CHIN_MM - centre[1]
    high = points[17:27, 1].max() + _ABOVE_BROWS_MM - centre[1]
    kept = (np.abs(np.degrees(np.arctan2(x, z))) < _AZIMUTH_DEG) & (y > low) & (y < high)
    kept &= _seen_by_scanner(sculptor, head, centre)
    faces = sculptor.faces[kept[sculptor.faces].all(axis=1)]
    used = np.zeros(len(kept), dtype=bool)
    used[faces] = True  # no stray vertices
    return used, faces, centre


def scan_mesh(
    rng: np.random.Generator, sculptor: Sculptor, head: SculptedHead
) -> tuple[Mesh, Float[np.ndarray, " 3"]]:
    """Scan a head with a slightly noisy sensor.

    Args:
        rng: of the sensor's noise.
        sculptor: the face model at the density of the scan.
        head: sculpted by it.

    Returns:
        The scan, model frame, mm, and the point on the head's axis about which it was cut.
    """
    used, faces, centre = scanned_vertices(sculptor, head)
    noise = rng.normal(0, SENSOR_NOISE_MM, (int(used.sum()), 3))
    mesh = Mesh(head.vertices[used].astype(np.float64) + noise, (np.cumsum(used) - 1)[faces])
    return mesh, centre
