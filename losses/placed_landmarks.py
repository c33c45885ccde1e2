"""Landmarks of a shape under the camera that fits them best: an error that no pose can hide.

Not of the papers. They start from an encoder that knows poses; from random weights, the errors of
poses are many times those of the shape, and their gradients drown its own.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from .photometric import weighted_mean

PlacedCamera = Literal["orthographic", "pinhole"]

_EPSILON = 1e-8
_REFINEMENTS = 3
_PINHOLE_REFINEMENTS = 6
# A face's landmarks have a root mean square distance of some 60 mm from their centre: the nearest
# camera stands a third of a metre away.
_NEARNESSES = [0.02 * step for step in range(10)]
# Points at a fifth of the camera's distance or less mean that the fit has gone astray.
_NEAREST = 0.2


class FittedCamera(NamedTuple):
    """A camera that looks at a point: `targets = scale (R (x - centre))_xy / depth + offset`.

    The depth is in multiples of the centre's; it grows with the distance from the camera by
    `per_unit` for each unit of the points. `per_unit` is 0 for a scaled orthographic camera.

    Attributes:
        rotation: camera frame: x right, y down, z forward.
        scale: of the targets' unit over the points'.
        centre: in the frame of the points.
        offset: where the centre is seen.
        per_unit: 1 over the centre's distance, in the unit of the points.
    """

    rotation: Float[Tensor, "R 3 3"]
    scale: Float[Tensor, " R"]
    centre: Float[Tensor, "R 1 3"]
    offset: Float[Tensor, "R 1 2"]
    per_unit: Float[Tensor, " R"]

    def project(self, points: Float[Tensor, "R L 3"]) -> Float[Tensor, "R L 2"]:
        """Return where points are seen."""
        turned = (points - self.centre) @ self.rotation.transpose(1, 2)
        depth = _relative_depth(turned[..., 2:], self.per_unit)
        return self.scale[:, None, None] * turned[..., :2] / depth + self.offset


@torch.no_grad()
def fit_camera(
    points: Float[Tensor, "R L 3"],
    targets: Float[Tensor, "R L 2"],
    weights: Float[Tensor, "R L"],
    nearness: Float[Tensor, " R"] | None = None,
) -> FittedCamera:
    """Find the cameras under which points fall nearest to targets.

    The affine camera of least squares is brought to the next rows of equal length at right angles.
    That is exact where the targets are a scaled orthographic projection; else the third coordinate
    of each target is guessed from the camera so far and the similarity solved again, a few times.
    What perspective does at the depths so far is undone before each time, as in POSIT (DeMenthon
    and Davis, 1995).

    Args:
        points: any frame, any unit.
        targets: any unit. The optical axis is taken to pass through the points' centre.
        weights: of each pair; at least four points that are not in a plane need one.
        nearness: root mean square distance of the points from their centre, over the distance of
            the centre from the camera; none stands for 0, scaled orthographic cameras.
    """
    share = (weights / weights.sum(dim=1, keepdim=True).clamp(min=_EPSILON))[..., None]
    centre = (share * points).sum(dim=1, keepdim=True)
    x = points - centre
    squared = (share * x.square()).sum(dim=(1, 2)).clamp(min=_EPSILON)
    per_unit = torch.zeros_like(squared) if nearness is None else nearness / squared.sqrt()
    rotation, scale = _affine_camera(x, targets, share)
    for _ in range(_REFINEMENTS if nearness is None else _PINHOLE_REFINEMENTS):
        z = x @ rotation[:, 2, :, None]
        depth = _relative_depth(z, per_unit)
        offset = _seen_centre(targets, share, depth)
        lifted = torch.cat([(targets - offset) * depth, scale[:, None, None] * z], dim=2)
        left, values, right = torch.linalg.svd((share * lifted).transpose(1, 2) @ x)
        sign = torch.det(left @ right)
        signs = torch.stack([torch.ones_like(sign), torch.ones_like(sign), sign], dim=1)
        scale = (values * signs).sum(dim=1) / squared
        rotation = left @ (signs[:, :, None] * right)
    offset = _seen_centre(targets, share, _relative_depth(x @ rotation[:, 2, :, None], per_unit))
    return FittedCamera(rotation, scale, centre, offset, per_unit)


@torch.no_grad()
def fit_pinhole(
    points: Float[Tensor, "R L 3"],
    targets: Float[Tensor, "R L 2"],
    weights: Float[Tensor, "R L"],
) -> FittedCamera:
    """Find cameras at unknown distances: the best of ten, from far away to a third of a metre.

    Args:
        points: of faces; for others "a third of a metre" is 5.5 times their size.
        targets: as for `fit_camera`.
        weights: as for `fit_camera`.
    """
    n, candidates = len(points), points.new_tensor(_NEARNESSES)
    points, targets, weights = (
        values.repeat(len(candidates), *[1] * (values.ndim - 1))
        for values in (points, targets, weights)
    )
    cameras = fit_camera(points, targets, weights, candidates.repeat_interleave(n))
    misses = (cameras.project(points) - targets).abs().sum(dim=-1) * weights
    best = misses.sum(dim=1).view(-1, n).argmin(dim=0) * n + torch.arange(n, device=points.device)
    return FittedCamera(*(values[best] for values in cameras))


def _affine_camera(
    x: Float[Tensor, "R L 3"], targets: Float[Tensor, "R L 2"], share: Float[Tensor, "R L 1"]
) -> tuple[Float[Tensor, "R 3 3"], Float[Tensor, " R"]]:
    """Return rotation and scale next to the affine camera of least squares."""
    y = targets - (share * targets).sum(dim=1, keepdim=True)
    spread = (share * x).transpose(1, 2) @ x
    # The floor is for views of which nothing is visible.
    ridge = 1e-6 * spread.diagonal(dim1=1, dim2=2).mean(dim=1)[:, None, None] + _EPSILON
    inverse = torch.linalg.inv(spread + ridge * torch.eye(3).to(spread))
    left, values, right = torch.linalg.svd(
        (share * y).transpose(1, 2) @ x @ inverse, full_matrices=False
    )
    rows = left @ right
    third = torch.linalg.cross(rows[:, 0], rows[:, 1], dim=1)
    return torch.cat([rows, third[:, None]], dim=1), values.mean(dim=1)


def _relative_depth(
    z: Float[Tensor, "R L 1"], per_unit: Float[Tensor, " R"]
) -> Float[Tensor, "R L 1"]:
    return (1 + per_unit[:, None, None] * z).clamp(min=_NEAREST)


def _seen_centre(
    targets: Float[Tensor, "R L 2"],
    share: Float[Tensor, "R L 1"],
    depth: Float[Tensor, "R L 1"],
) -> Float[Tensor, "R 1 2"]:
    """Return where the centre must be seen for the points to lie around it."""
    total = (share * depth).sum(dim=1, keepdim=True).clamp(min=_EPSILON)
    return (share * depth * targets).sum(dim=1, keepdim=True) / total


def placed_landmark_loss(
    points: Float[Tensor, "B N L 3"],
    target: Float[Tensor, "B N L 2"],
    visible: Float[Tensor, "B N L"],
    camera: PlacedCamera,
) -> Float[Tensor, ""]:
    """Return the mean absolute difference of a coordinate under each view's best camera.

    Args:
        points: landmarks of the shape in any pose; gradients go to them alone.
        target: detected landmarks, from -1 to 1 over the crop.
        visible: 1 for landmarks that were found and are visible.
        camera: "pinhole" finds each view's distance too, so that what perspective does to a face
            near the camera is not taken for its shape. The fit is of squares and the loss of
            absolute differences, so that a little of the gradient goes to size and pose.
    """
    shown = torch.where(visible[..., None] > 0, target, torch.zeros_like(target))
    flat = points.flatten(0, 1), shown.flatten(0, 1), visible.flatten(0, 1)
    fit = fit_pinhole if camera == "pinhole" else fit_camera
    placed = fit(*(values.detach() for values in flat)).project(flat[0])
    difference = ((placed - flat[1]).abs().sum(dim=-1) * flat[2]).view_as(visible)
    total = visible.sum(dim=-1)
    per_view = difference.sum(dim=-1) / (2 * total + _EPSILON)
    return weighted_mean(per_view, (total > 0).to(per_view))
