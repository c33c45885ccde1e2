"""What is scored of one prediction, whoever made it and however it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Bool, Float, Float64, Int, Int64, UInt8

from geometry.landmarks import IBUG68_SEVEN, Nose
from geometry.meshes import Mesh
from predictions import Prediction
from predictions.topologies import topology_of

from .errors import ScoringError

FEWEST_FACES = 50
"""Coarser than any face model; a mesh with fewer triangles was cut off."""


@dataclass(frozen=True, eq=False)
class Reconstruction:
    """One reconstructed face, or the mean face in its pose and placement.

    Attributes:
        vertices: in `frame`; None where there is no mesh.
        faces: its triangles.
        frame: one of `predictions.record.FRAMES`.
        topology: name of the mesh, as far as known; "" otherwise.
        focal_length: pixels of the original image.
        principal_point: pixels of the original image.
        reference_depth: mm, see `Prediction`.
        landmarks_2d: pixels of the original image, iBUG order.
        landmarks_3d: in the frame of the vertices, iBUG order.
        seven: the points that protocols align by, with the nose's tip and with its bottom; one that
            is not known is absent.
        image: the rendered face.
        image_mask: where `image` shows it.
        diffuse_albedo: linear, see `Prediction`; of the mean face where that is scored.
        specular_albedo: the same of the highlights.
        light_direction: unit vector in the frame of the vertices, from the face to the lamp.
        shininess: of the highlights.
    """

    vertices: Float64[np.ndarray, "V 3"] | None = None
    faces: Int64[np.ndarray, "F 3"] | None = None
    frame: str = "any"
    topology: str = ""
    focal_length: float | None = None
    principal_point: Float[np.ndarray, " 2"] | None = None
    reference_depth: float | None = None
    landmarks_2d: Float[np.ndarray, "68 2"] | None = None
    landmarks_3d: Float64[np.ndarray, "68 3"] | None = None
    seven: tuple[tuple[Nose, Float64[np.ndarray, "7 3"]], ...] = ()
    image: UInt8[np.ndarray, "H W 3"] | None = None
    image_mask: Bool[np.ndarray, "H W"] | None = None
    diffuse_albedo: Float[np.ndarray, "V 3"] | None = None
    specular_albedo: Float[np.ndarray, "V 3"] | None = None
    light_direction: Float[np.ndarray, " 3"] | None = None
    shininess: float | None = None

    def mesh(self) -> Mesh:
        """Return vertices and triangles.

        Raises:
            ScoringError: there are none.
        """
        if self.vertices is None or self.faces is None:
            raise ScoringError("the prediction holds no mesh")
        return Mesh(self.vertices, self.faces)

    def seven_points(self, nose: Nose) -> Float64[np.ndarray, "7 3"]:
        """Return the points that protocols align by.

        Raises:
            ScoringError: they are not known for this topology.
        """
        for known, points in self.seven:
            if known == nose:
                return points
        raise ScoringError(unknown_seven_points(self))


def unknown_seven_points(reconstruction: Reconstruction) -> str:
    """Say how to name the seven points of a mesh that is no known one."""
    mesh = reconstruction.mesh()
    return (
        f"{len(mesh.vertices)} vertices and {len(mesh.faces)} triangles are no known topology; "
        "pass --landmark-indices with seven vertex ids (outer and inner corner of the right eye, "
        "inner and outer corner of the left eye, nose, right and left corner of the mouth), or put "
        "<id>.landmarks.txt with seven lines 'x y z' beside each mesh (score: --prediction-points)"
    )


def reconstruct(
    prediction: Prediction,
    faces: Int[np.ndarray, "F 3"] | None,
    *,
    frame: str,
    landmark_indices: Int[np.ndarray, " 68"] | None = None,
    seven_indices: tuple[int, ...] | None = None,
    mean_face: bool = False,
) -> Reconstruction:
    """Prepare a prediction for scoring.

    Args:
        prediction: read and validated.
        faces: its triangles.
        frame: of its vertices.
        landmark_indices: vertex ids of the 68 landmarks.
        seven_indices: vertex ids of the seven points, as the user gave them; they beat all else.
        mean_face: take the mean face, placed as the prediction is, in its stead.

    Raises:
        ScoringError: there is no mean face, or an index is beyond the mesh.
    """
    vertices = prediction.mean_face_vertices if mean_face else prediction.vertices
    if mean_face and vertices is None and prediction.mean_image is None:
        raise ScoringError("the prediction holds no mean face")
    topology, landmarks_3d = "", None
    seven: dict[Nose, Float64[np.ndarray, "7 3"]] = {}
    if vertices is not None:
        vertices = np.asarray(vertices, np.float64)
        known = topology_of(len(vertices), 0 if faces is None else len(faces))
        topology = known.name if known else ""
        for nose in ("tip", "bottom"):
            if known is not None and (points := known.seven_points(vertices, nose)) is not None:
                seven[nose] = points
        if landmark_indices is not None:
            landmarks_3d = vertices[_checked(landmark_indices, len(vertices))]
            seven = {nose: landmarks_3d[list(ids)] for nose, ids in IBUG68_SEVEN.items()}
        if prediction.landmark_points is not None and not mean_face:
            points = np.asarray(prediction.landmark_points, np.float64)
            seven = {"tip": points, "bottom": points}
        if seven_indices is not None:
            points = vertices[_checked(np.array(seven_indices), len(vertices))]
            seven = {"tip": points, "bottom": points}
    return Reconstruction(
        vertices=vertices,
        faces=None if faces is None else np.ascontiguousarray(faces, np.int64),
        frame=frame,
        topology=topology,
        focal_length=prediction.focal_length,
        principal_point=prediction.principal_point,
        reference_depth=prediction.reference_depth,
        landmarks_3d=landmarks_3d,
        seven=tuple(seven.items()),
        **(_of_mean_face(prediction) if mean_face else _of_image(prediction)),
    )


def _of_image(prediction: Prediction) -> dict[str, Any]:
    names = ("image", "image_mask", "landmarks_2d", "diffuse_albedo", "specular_albedo")
    return {n: getattr(prediction, n) for n in (*names, "light_direction", "shininess")}


def _of_mean_face(prediction: Prediction) -> dict[str, Any]:
    """Return its picture and albedo; it has no landmarks or light of its own."""
    return {
        "image": prediction.mean_image,
        "image_mask": prediction.mean_image_mask,
        "diffuse_albedo": prediction.mean_diffuse_albedo,
        "specular_albedo": prediction.mean_specular_albedo,
    }


def check_is_a_face(reconstruction: Reconstruction) -> None:
    """Refuse a mesh that was cut off or collapsed: some protocols would score a single triangle.

    Raises:
        ScoringError: it has hardly any triangles, or lies in a plane.
    """
    if reconstruction.vertices is None or reconstruction.faces is None:
        return
    n_faces = len(reconstruction.faces)
    if n_faces < FEWEST_FACES:
        raise ScoringError(f"{n_faces} triangles are no face; expected {FEWEST_FACES} or more")
    is_used = np.bincount(reconstruction.faces.ravel(), minlength=len(reconstruction.vertices)) > 0
    used = reconstruction.vertices[is_used]
    centered = used - used.mean(axis=0)
    spread = np.linalg.eigvalsh(centered.T @ centered)
    if not spread[0] > 1e-9 * spread[-1]:
        raise ScoringError("the mesh is flat: all its vertices lie in one plane, line or point")


def _checked(indices: Int[np.ndarray, " L"], n_vertices: int) -> Int[np.ndarray, " L"]:
    if indices.max() >= n_vertices or indices.min() < 0:
        raise ScoringError(
            f"landmark index {int(indices.max())} is beyond the {n_vertices} vertices of the mesh"
        )
    return indices
