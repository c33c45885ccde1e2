"""Landmarks of a shape under the camera that fits them best: an error that no pose can hide.

Not of the papers. They start from an encoder that knows poses; from random weights, the errors of
poses are many times those of the shape, and their gradients drown its own.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from .photometric import weighted_mean

_EPSILON = 1e-8
_REFINEMENTS = 3


@torch.no_grad()
def fit_orthographic(
    points: Float[Tensor, "R L 3"],
    targets: Float[Tensor, "R L 2"],
    weights: Float[Tensor, "R L"],
) -> tuple[Float[Tensor, "R 2 3"], Float[Tensor, "R 2"]]:
    """Find the scaled orthographic cameras under which points fall nearest to targets.

    The affine camera of least squares is brought to the next rows of equal length at right angles.
    That is exact where the targets are such a projection; else the third coordinate of each target
    is guessed from the camera so far and the similarity solved again, a few times (which is never
    worse).

    Args:
        points: any frame, any unit.
        targets: any unit.
        weights: of each pair; at least four points that are not in a plane need one.

    Returns:
        Matrix and offset of `targets = points @ matrix.T + offset`.
    """
    share = (weights / weights.sum(dim=1, keepdim=True).clamp(min=_EPSILON))[..., None]
    centres = [(share * values).sum(dim=1, keepdim=True) for values in (points, targets)]
    x, y = points - centres[0], targets - centres[1]
    spread = (share * x).transpose(1, 2) @ x
    # The floor is for views of which nothing is visible.
    ridge = 1e-6 * spread.diagonal(dim1=1, dim2=2).mean(dim=1)[:, None, None] + _EPSILON
    inverse = torch.linalg.inv(spread + ridge * torch.eye(3).to(spread))
    matrix = _nearest((share * y).transpose(1, 2) @ x @ inverse)
    for _ in range(_REFINEMENTS):
        third = torch.linalg.cross(matrix[:, 0], matrix[:, 1], dim=1)
        scale = matrix[:, 0].norm(dim=1, keepdim=True).clamp(min=_EPSILON)
        depth = x @ (third / scale)[:, :, None]
        lifted = torch.cat([y, depth], dim=2)
        moment = (share * lifted).transpose(1, 2) @ x
        left, values, right = torch.linalg.svd(moment)
        sign = torch.det(left @ right)
        signs = torch.stack([torch.ones_like(sign), torch.ones_like(sign), sign], dim=1)
        size = (values * signs).sum(dim=1) / (share * x.square()).sum(dim=(1, 2)).clamp(
            min=_EPSILON
        )
        rotation = left @ (signs[:, :, None] * right)
        matrix = size[:, None, None] * rotation[:, :2]
    offset = centres[1][:, 0] - (matrix @ centres[0].transpose(1, 2))[:, :, 0]
    return matrix, offset


def _nearest(affine: Float[Tensor, "R 2 3"]) -> Float[Tensor, "R 2 3"]:
    left, values, right = torch.linalg.svd(affine, full_matrices=False)
    nearest: Tensor = values.mean(dim=1)[:, None, None] * (left @ right)
    return nearest


def placed_landmark_loss(
    points: Float[Tensor, "B N L 3"],
    target: Float[Tensor, "B N L 2"],
    visible: Float[Tensor, "B N L"],
) -> Float[Tensor, ""]:
    """Return the mean absolute difference of a coordinate under each view's best camera.

    Args:
        points: landmarks of the shape in any pose; gradients go to them alone.
        target: detected landmarks, from -1 to 1 over the crop.
        visible: 1 for landmarks that were found and are visible.
    """
    shown = torch.where(visible[..., None] > 0, target, torch.zeros_like(target))
    flat = points.flatten(0, 1), shown.flatten(0, 1), visible.flatten(0, 1)
    matrix, offset = fit_orthographic(*(values.detach() for values in flat))
    placed = flat[0] @ matrix.transpose(1, 2) + offset[:, None]
    difference = ((placed - flat[1]).abs().sum(dim=-1) * flat[2]).view_as(visible)
    total = visible.sum(dim=-1)
    per_view = difference.sum(dim=-1) / (2 * total + _EPSILON)
    return weighted_mean(per_view, (total > 0).to(per_view))
