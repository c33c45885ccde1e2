"""A scan and a reconstruction as a protocol compares them: what a picture of the errors shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64

from geometry.face_crops import face_up
from geometry.meshes import Mesh

from .protocol import Score


@dataclass(frozen=True, eq=False)
class Surfaces:
    """One sample, after everything that the protocol aligns; one frame, mm.

    Attributes:
        scan: the part of it that is compared.
        distances: of its vertices to the reconstruction, as in `Score.distances`.
        reconstruction: placed or aligned as it was when they were measured.
        upright: rotation from this frame to x to the subject's left, y up, z out of the face.
        score: of the reconstruction.
    """

    scan: Mesh
    distances: Float64[np.ndarray, " P"]
    reconstruction: Mesh
    upright: Float64[np.ndarray, "3 3"]
    score: Score


def upright_rotation(seven_points: Float64[np.ndarray, "7 3"]) -> Float64[np.ndarray, "3 3"]:
    """Return the rotation that turns a face with these seven points upright and to the viewer.

    Raises:
        ValueError: they do not span a face.
    """
    up = face_up(seven_points)
    across = seven_points[[2, 3]].mean(axis=0) - seven_points[[0, 1]].mean(axis=0)
    left = across - (across @ up) * up
    left = left / np.linalg.norm(left)
    return np.stack([left, up, np.cross(left, up)])
