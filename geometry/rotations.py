"""Rotation matrices from and to Euler angles and axis-angle vectors; gradients finite at zero."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor


def euler_to_matrix(angles: Float[Tensor, "*batch 3"]) -> Float[Tensor, "*batch 3 3"]:
    """Build R = Rz(roll) Ry(yaw) Rx(pitch), acting on column vectors.

    Args:
        angles: pitch about x, yaw about y, roll about z, in radians, each counter-clockwise seen
            from the axis' tip.

    Returns:
        Rotation matrices.
    """
    cx, cy, cz = torch.cos(angles).unbind(-1)
    sx, sy, sz = torch.sin(angles).unbind(-1)
    rows = [
        [cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx],
        [sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx],
        [-sy, cy * sx, cy * cx],
    ]
    return torch.stack([torch.stack(row, dim=-1) for row in rows], dim=-2)


def matrix_to_euler(rotation: Float[Tensor, "*batch 3 3"]) -> Float[Tensor, "*batch 3"]:
    """Invert `euler_to_matrix`: return (pitch, yaw, roll) in radians with yaw in [-pi/2, pi/2].

    At yaw = ±pi/2 only the sum or difference of pitch and roll is defined; roll is then 0.
    Gradients do not exist there.
    """
    cos_yaw = torch.hypot(rotation[..., 0, 0], rotation[..., 1, 0])
    yaw = torch.atan2(-rotation[..., 2, 0], cos_yaw)
    locked = cos_yaw < 16 * torch.finfo(rotation.dtype).eps
    sin_pitch = torch.where(locked, -rotation[..., 1, 2], rotation[..., 2, 1])
    cos_pitch = torch.where(locked, rotation[..., 1, 1], rotation[..., 2, 2])
    sin_roll = torch.where(locked, torch.zeros_like(yaw), rotation[..., 1, 0])
    cos_roll = torch.where(locked, torch.ones_like(yaw), rotation[..., 0, 0])
    return torch.stack(
        [torch.atan2(sin_pitch, cos_pitch), yaw, torch.atan2(sin_roll, cos_roll)], dim=-1
    )


def cross_matrix(vectors: Float[Tensor, "*batch 3"]) -> Float[Tensor, "*batch 3 3"]:
    """Return the skew-symmetric K with K p = vector × p."""
    x, y, z = vectors.unbind(-1)
    zero = torch.zeros_like(x)
    rows = [[zero, -z, y], [z, zero, -x], [-y, x, zero]]
    return torch.stack([torch.stack(row, dim=-1) for row in rows], dim=-2)


def axis_angle_to_matrix(axis_angle: Float[Tensor, "*batch 3"]) -> Float[Tensor, "*batch 3 3"]:
    """Rodrigues' formula R = I + sin(t)/t K + (1 - cos t)/t² K², with series near t = 0.

    Args:
        axis_angle: rotation axis times angle t in radians.

    Returns:
        Rotation matrices; differentiable at zero too.
    """
    squared = (axis_angle * axis_angle).sum(dim=-1)[..., None, None]
    small = squared < 1e-3  # four terms of the series are then exact to 1e-18
    safe = torch.where(small, torch.ones_like(squared), squared)
    angle = torch.sqrt(safe)
    series_a = 1 - squared / 6 * (1 - squared / 20 * (1 - squared / 42 * (1 - squared / 72)))
    series_b = 0.5 * (
        1 - squared / 12 * (1 - squared / 30 * (1 - squared / 56 * (1 - squared / 90)))
    )
    sin_over_angle = torch.where(small, series_a, torch.sin(angle) / angle)
    half_sinc_squared = torch.where(small, series_b, 2 * (torch.sin(angle / 2) / angle) ** 2)
    skew = cross_matrix(axis_angle)
    identity = torch.eye(3, dtype=axis_angle.dtype, device=axis_angle.device)
    return identity + sin_over_angle * skew + half_sinc_squared * (skew @ skew)


def matrix_to_axis_angle(rotation: Float[Tensor, "*batch 3 3"]) -> Float[Tensor, "*batch 3"]:
    """Invert `axis_angle_to_matrix`; angles in [0, pi], accurate at both ends, smooth at 0.

    Goes through the unit quaternion q: the entries of R give the matrix 4 q qᵀ, whose row with the
    largest diagonal element is never short.
    """
    (r00, r01, r02), (r10, r11, r12), (r20, r21, r22) = (
        row.unbind(-1) for row in rotation.unbind(-2)
    )
    outer = [
        [1 + r00 + r11 + r22, r21 - r12, r02 - r20, r10 - r01],
        [r21 - r12, 1 + r00 - r11 - r22, r01 + r10, r02 + r20],
        [r02 - r20, r01 + r10, 1 - r00 + r11 - r22, r12 + r21],
        [r10 - r01, r02 + r20, r12 + r21, 1 - r00 - r11 + r22],
    ]
    rows = torch.stack([torch.stack(row, dim=-1) for row in outer], dim=-2)
    longest = rows.diagonal(dim1=-2, dim2=-1).argmax(dim=-1)
    index = longest[..., None, None].expand(*longest.shape, 1, 4)
    quaternion = torch.gather(rows, -2, index).squeeze(-2)
    quaternion = quaternion / quaternion.norm(dim=-1, keepdim=True)
    quaternion = torch.where(quaternion[..., :1] < 0, -quaternion, quaternion)
    cos_half, vector = quaternion[..., :1], quaternion[..., 1:]
    squared = (vector * vector).sum(dim=-1, keepdim=True)
    small = squared < 1e-5
    sin_half = torch.sqrt(torch.where(small, torch.ones_like(squared), squared))
    series = 2 * (1 + squared * (1 / 6 + squared * (3 / 40 + squared * (15 / 336))))
    return vector * torch.where(small, series, 2 * torch.atan2(sin_half, cos_half) / sin_half)
