"""What validation watches: landmarks, in the image and in space."""

from __future__ import annotations

from jaxtyping import Bool, Float
from torch import Tensor

from geometry.alignment import umeyama

IMAGE_ERROR = "val/landmarks_2d_per_eye_distance"
"""Averaged over given views; the other figures are averaged over samples."""

_OUTER_EYE_CORNERS = (36, 45)


def landmark_metrics(
    predicted_2d: Float[Tensor, "B N 68 2"],
    target_2d: Float[Tensor, "B N 68 2"],
    given: Bool[Tensor, "B N"],
    in_space: tuple[Float[Tensor, "B 68 3"], Float[Tensor, "B 68 3"], Float[Tensor, "B 68 3"]]
    | None = None,
) -> dict[str, Tensor]:
    """Return errors of landmarks, by the names under which they are logged.

    Args:
        predicted_2d: pixels.
        target_2d: the same pixels.
        given: the views that the network saw, over which the error in the image is averaged.
        in_space: predicted landmarks, the mean face's, and the true ones, mm; each in its own rigid
            frame. None where the data have no true ones.
    """
    weights = given.to(predicted_2d)
    first, second = _OUTER_EYE_CORNERS
    eye_distance = (target_2d[:, :, second] - target_2d[:, :, first]).norm(dim=-1)
    distance = (predicted_2d - target_2d).norm(dim=-1).mean(dim=-1)
    error = (weights * distance / eye_distance).sum() / weights.sum()
    metrics = {IMAGE_ERROR: error}
    if in_space is not None:
        predicted, mean_face, target = in_space
        ours = aligned_error(predicted, target)
        metrics["val/landmarks_3d_mm"] = ours
        metrics["val/landmarks_3d_of_mean_face"] = ours / aligned_error(mean_face, target)
    return metrics


def aligned_error(
    predicted: Float[Tensor, "B L 3"], target: Float[Tensor, "B L 3"]
) -> Float[Tensor, ""]:
    """Return the mean distance in mm after the best similarity over all landmarks."""
    aligned = umeyama(predicted, target).apply(predicted)
    mean_distance: Tensor = (aligned - target).norm(dim=-1).mean()
    return mean_distance
