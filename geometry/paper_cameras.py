"""Poses of the specular method (Deng et al., MM 2022, Eq. 3) and the camera that looks at them.

Eq. 3 is printed as f x R x T x v: translate, turn, scale. In Deep3DFaceReconstruction, from which
the method descends, the face is turned first. Both reach the same poses, for the standard
translation is the literal one turned; coefficients of one are no coefficients of the other.

The order of the Euler angles is not stated; it is Rz Ry Rx as in that lineage. The axes are those
of the face model: x right, y up, z towards the viewer. The paper speaks of a weak-perspective
camera and of a perspective transformation with a fixed field of view; `facing_camera` leads to the
camera frame of either class of `geometry.cameras`. Deep3DFaceReconstruction's constants are a focal
length of 1015 px for an image of 224 x 224 px and an eye 1 m before the origin.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from .rotations import euler_to_matrix

EYE_DISTANCE = 1000.0
"""From the eye to the origin of the posed face, mm."""

FOCAL_LENGTH = 1015.0
"""Pixels of a 224 x 224 image, whose principal point is (112, 112)."""


def literal_camera(
    vertices: Float[Tensor, "B V 3"],
    angles: Float[Tensor, "B 3"],
    translation: Float[Tensor, "B 3"],
    scale: Float[Tensor, " B"],
) -> Float[Tensor, "B V 3"]:
    """Pose vertices by Eq. 3 as printed: f R (v + t).

    Args:
        vertices: of the face model, mm.
        angles: pitch, yaw, roll, radians, see `euler_to_matrix`.
        translation: mm, before the turn and the scale.
        scale: f, a factor; 1 leaves the face its size.

    Returns:
        Posed vertices, mm: x right, y up, z towards the viewer.
    """
    moved = vertices + translation[:, None]
    return scale[:, None, None] * (moved @ euler_to_matrix(angles).transpose(1, 2))


def standard_camera(
    vertices: Float[Tensor, "B V 3"],
    angles: Float[Tensor, "B 3"],
    translation: Float[Tensor, "B 3"],
    scale: Float[Tensor, " B"],
) -> Float[Tensor, "B V 3"]:
    """Pose vertices by f (R v + t): turn, then translate, then scale; see `literal_camera`."""
    turned = vertices @ euler_to_matrix(angles).transpose(1, 2)
    return scale[:, None, None] * (turned + translation[:, None])


def facing_camera(posed: Float[Tensor, "B V 3"]) -> Float[Tensor, "B V 3"]:
    """Bring posed vertices to the camera frame, mm: x right, y down, z forward from the eye."""
    x, y, z = posed.unbind(-1)
    return torch.stack([x, -y, EYE_DISTANCE - z], dim=-1)
