"""From faces in crops to predictions in the original images."""

from __future__ import annotations

from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor

from geometry.cameras import PinholeCamera
from predictions import Prediction

from .appearance import camera_of_photographs, points_in_photographs

FAR = 1e5
"""Millimetres: at this distance a pinhole camera is an orthographic one to 0.1 mm."""


def far_away(
    vertices: Float[Tensor, "B V 3"], landmarks: Float[Tensor, "B 68 3"]
) -> Float[Tensor, "B V 3"]:
    """Move faces of an orthographic camera along the view to `FAR`, their landmarks on average.

    The camera sees no depth. A picture from near by shows what is at its landmarks' mean depth in
    the size that such a camera takes for all of it, so a face in a nearer camera's place has to
    stand with its landmarks there.

    Args:
        vertices: camera frame, mm.
        landmarks: of the same.
    """
    shift = torch.zeros_like(vertices[:, :1])
    shift[..., 2] = FAR - landmarks[..., 2].mean(dim=1, keepdim=True)
    return vertices + shift


def predictions_of_crops(
    batch: dict[str, Any],
    camera: PinholeCamera,
    vertices: Float[Tensor, "B V 3"],
    mean_face_vertices: Float[Tensor, "B V 3"],
    landmarks_2d: Float[Tensor, "B 68 2"],
    reference_depth: Float[Tensor, " B"],
) -> list[tuple[str, Prediction]]:
    """Return the records of a batch, by sample id; the camera frame of a crop is the image's.

    Args:
        batch: `sample_id`, and see `camera_of_photographs`.
        camera: of the crops.
        vertices: camera frame, mm.
        mean_face_vertices: the mean face in the same pose and place.
        landmarks_2d: crop pixels.
        reference_depth: mm, see `Prediction`.
    """
    original = camera_of_photographs(batch, camera)
    in_image = points_in_photographs(batch, landmarks_2d)
    columns = (vertices, mean_face_vertices, original.principal_point, in_image)
    arrays = [column.cpu().numpy() for column in columns]
    return [
        (
            sample_id,
            Prediction(
                vertices=arrays[0][row],
                mean_face_vertices=arrays[1][row],
                focal_length=float(original.focal_length[row]),
                principal_point=arrays[2][row],
                reference_depth=float(reference_depth[row]),
                landmarks_2d=arrays[3][row],
            ),
        )
        for row, sample_id in enumerate(batch["sample_id"])
    ]
