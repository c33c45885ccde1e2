"""Proportions of DF-MVR's losses, and what its released code does otherwise than it means to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jaxtyping import Int
from torch import Tensor

from losses.landmarks import SEVEN_OF_101, SEVEN_POINTS
from morphable_models import MorphableModel

PointsInSpace = Literal["auto", "ibug68", "pixel-face-101"]


@dataclass(frozen=True)
class LossWeights:
    """Weights of the terms of section 4.5; the defaults are the paper's, but for the mask loss.

    Attributes:
        photometric: Eq. 2, colours in [0, 1]; 24 in the released code.
        mask: Eq. 3; 3 in the paper, 1 in the released code. With "parser" it needs one.
        landmarks_2d: Eq. 4, pixels of a 224-pixel crop.
        landmarks_3d: Eq. 6, mm. Data without points in space need 0.
        coefficients: Eq. 8, all three terms.
        identity: Eq. 8, within.
        expression: Eq. 8, within.
        albedo: Eq. 8, within.
        lighting: only in the released code, where it is 10.
        reflectance: only in the released code, where it is 5.
    """

    photometric: float = 4.0
    mask: float = 0.0
    landmarks_2d: float = 0.02
    landmarks_3d: float = 1.0
    coefficients: float = 3e-4
    identity: float = 1.0
    expression: float = 0.8
    albedo: float = 0.017
    lighting: float = 0.0
    reflectance: float = 0.0


@dataclass(frozen=True)
class ReleasedBugs:
    """What weiguangzhao/DF_MVR @ 4d4ae4d does by mistake, to be switched on for comparisons.

    `docs/methods/dfmvr.md` describes each.

    Attributes:
        left_features: features of the left view weigh 0.99 in the photometric loss, less than the
            background, instead of 254.
        right_normals: light falls on normals that are turned by the right view's rotation, in all
            views.
        batch_photometric: the photometric loss divides by the weight of the whole batch, so that a
            small face counts less.
        lit_reflectance: the variance over the skin is that of the lit colours, not of the albedo.
        detached_mask: the mask loss has no gradient.
        pixel_indices: landmarks are projected to 0 ... S - 1, where the image is rendered to
            0 ... S, and compared with pixel indices.
        default_heads: heads start with PyTorch's random weights and the face at the lens.
    """

    left_features: bool = False
    right_normals: bool = False
    batch_photometric: bool = False
    lit_reflectance: bool = False
    detached_mask: bool = False
    pixel_indices: bool = False
    default_heads: bool = False


def points_to_compare(
    model: MorphableModel, wanted: PointsInSpace
) -> tuple[Int[Tensor, " L"], str, tuple[int, ...]]:
    """Return the vertices of Eq. 6, the name of their targets in a batch, and the seven to align.

    Raises:
        ValueError: the face model does not know the points that are wanted.
    """
    if wanted == "ibug68" or (wanted == "auto" and model.points_101 is None):
        return model.landmark_indices, "landmarks_3d", SEVEN_POINTS
    if model.points_101 is None:
        raise ValueError(
            f"the face model {model.name} has no 101 points of Pixel-Face; set "
            "--model.init_args.points_in_space ibug68, or take FACE_MODEL=bfm09"
        )
    return model.points_101, "points_101", SEVEN_OF_101
