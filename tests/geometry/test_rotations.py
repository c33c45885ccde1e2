from __future__ import annotations

import math

import pytest
import torch
from torch.autograd import gradcheck

from geometry.rotations import (
    axis_angle_to_matrix,
    cross_matrix,
    euler_to_matrix,
    matrix_to_axis_angle,
    matrix_to_euler,
)


def double(*values):
    return torch.tensor(values, dtype=torch.float64)


@pytest.mark.parametrize(
    ("angles", "source", "target"),
    [
        ((math.pi / 2, 0, 0), (0, 1, 0), (0, 0, 1)),  # pitch turns y to z
        ((0, math.pi / 2, 0), (0, 0, 1), (1, 0, 0)),  # yaw turns the nose (z) to the left (x)
        ((0, 0, math.pi / 2), (1, 0, 0), (0, 1, 0)),  # roll turns x to y
        ((math.pi / 2, math.pi / 2, 0), (0, 1, 0), (1, 0, 0)),  # pitch first, then yaw
    ],
)
def test_euler_angles_by_hand(angles, source, target):
    torch.testing.assert_close(euler_to_matrix(double(*angles)) @ double(*source), double(*target))


def test_axis_angle_is_the_matrix_exponential():
    vectors = torch.randn(20, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    vectors = torch.cat([vectors, 1e-9 * vectors, 0.03 * vectors])  # all branches
    expected = torch.linalg.matrix_exp(cross_matrix(vectors))
    torch.testing.assert_close(axis_angle_to_matrix(vectors), expected, rtol=0, atol=1e-14)


@pytest.mark.parametrize("angle", [0.0, 1e-8, 1e-3, 0.03, 1.0, 3.0, math.pi - 1e-7, math.pi])
def test_axis_angle_round_trip_up_to_half_a_turn(angle):
    generator = torch.Generator().manual_seed(1)
    axes = torch.randn(30, 3, dtype=torch.float64, generator=generator)
    axes = torch.nn.functional.normalize(torch.cat([axes, torch.eye(3).double()]), dim=-1)
    back = matrix_to_axis_angle(axis_angle_to_matrix(axes * angle))
    if angle == math.pi:  # both signs of the axis are right
        back = back * (back * axes).sum(-1, keepdim=True).sign()
    torch.testing.assert_close(back, axes * angle, rtol=0, atol=1e-12)


def test_euler_round_trip_and_gimbal_lock():
    generator = torch.Generator().manual_seed(2)
    angles = (torch.rand(50, 3, dtype=torch.float64, generator=generator) - 0.5) * double(6, 3, 6)
    torch.testing.assert_close(matrix_to_euler(euler_to_matrix(angles)), angles)
    for yaw in (math.pi / 2, -math.pi / 2):
        locked = euler_to_matrix(double(0.4, yaw, 0.3))
        back = matrix_to_euler(locked)
        assert back[2] == 0
        torch.testing.assert_close(euler_to_matrix(back), locked)


def test_gradients_at_and_away_from_zero():
    for start in (torch.zeros(3).double(), double(0.3, -0.8, 0.5), double(1e-5, 0, 2e-5)):
        start.requires_grad_()
        assert gradcheck(axis_angle_to_matrix, start)
        assert gradcheck(euler_to_matrix, start)
        assert gradcheck(lambda v: matrix_to_axis_angle(axis_angle_to_matrix(v)), start)
        assert gradcheck(lambda v: matrix_to_euler(euler_to_matrix(v)), start)


def test_float32_is_a_rotation_too():
    rotation = axis_angle_to_matrix(torch.randn(100, 3) * 0.03)
    torch.testing.assert_close(rotation @ rotation.mT, torch.eye(3).expand(100, 3, 3))
