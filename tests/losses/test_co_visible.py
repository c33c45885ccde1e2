"""Masks of the pixels that two views share, on faces of which the answer is plain."""

from __future__ import annotations

import pytest
import torch
from scipy.spatial import Delaunay

from losses.co_visible import co_visible_box, face_mask, hull_mask, sees_left_half

SIZE = (20, 24)


def centres() -> torch.Tensor:
    rows, columns = torch.arange(SIZE[0]) + 0.5, torch.arange(SIZE[1]) + 0.5
    return torch.stack(torch.meshgrid(columns, rows, indexing="xy"), dim=-1)


def test_hulls_agree_with_an_independent_triangulation() -> None:
    generator = torch.Generator().manual_seed(0)
    points = torch.rand(6, 12, 2, generator=generator) * torch.tensor([26.0, 22.0]) - 1
    masks = hull_mask(points, SIZE)
    for cloud, mask in zip(points, masks, strict=True):
        inside = Delaunay(cloud.numpy()).find_simplex(centres().view(-1, 2).numpy()) >= 0
        assert torch.equal(mask.flatten(), torch.from_numpy(inside))
        assert 50 < mask.sum() < 460


def test_hulls_grow_by_a_share_of_their_size_and_may_be_flat() -> None:
    square = torch.tensor([[[6.0, 6], [14, 6], [14, 14], [6, 14], [10, 10], [6, 6], [10, 6]]])
    assert hull_mask(square, SIZE).sum() == 8 * 8
    assert hull_mask(square, SIZE, 0.25).sum() == 12 * 12  # 2 pixels to every side
    line = torch.tensor([[[4.0, 10], [9, 10], [14, 10]]])
    assert hull_mask(line, SIZE, 0.1).sum() == 12 * 2
    assert hull_mask(torch.full((1, 3, 2), 5.0), SIZE).sum() == 0


def test_face_mask_is_what_all_three_leave() -> None:
    ones = torch.ones(1, 4, 6)
    covered, normal_z = ones.bool(), -ones
    lips = torch.tensor([[[4.0, 2], [6, 2], [6, 4], [4, 4]]])
    covered[0, 0, :2], normal_z[0, 0, 2] = False, -0.04
    normal_z.requires_grad_()
    mask = face_mask(covered, normal_z, lips, mouth_growth=0.0)
    expected = [[0, 0, 0, 1, 1, 1], [1] * 6, [1] * 4 + [0, 0], [1] * 4 + [0, 0]]
    assert mask[0].tolist() == expected
    assert not mask.requires_grad


@pytest.fixture
def landmarks() -> torch.Tensor:
    """A frontal face: jaw from x 4 to 20, tip at 12, brows at y 5, chin at y 17."""
    points = torch.full((1, 68, 2), 12.0)
    points[0, :17, 0] = torch.linspace(4, 20, 17)
    points[0, :17, 1] = 17 - 8 * ((points[0, :17, 0] - 12) / 8).square()
    points[0, 17:27, 0] = torch.linspace(6, 18, 10)
    points[0, 17:22, 1], points[0, 22:27, 1] = 5.0, 4.0
    return points


def test_box_around_each_half(landmarks: torch.Tensor) -> None:
    both = landmarks.expand(2, -1, -1)
    box = co_visible_box(both, torch.tensor([True, False]), SIZE)
    expected = torch.zeros(2, *SIZE)
    expected[0, 5:17, 4:12] = 1
    expected[1, 4:17, 12:20] = 1
    assert torch.equal(box, expected)
    # In a profile the tip of the nose can be beyond the cheek's jaw.
    turned = landmarks.clone()
    turned[0, 30, 0] = 2
    assert co_visible_box(turned, torch.tensor([True]), SIZE)[0].sum() == 2 * 12
    # Three pixels of 480 are too few; beyond the image is nothing.
    turned[0, :22] = torch.tensor([14.0, 5.0])
    turned[0, 30] = torch.tensor([15.0, 5.0])
    turned[0, 4:9, 1] = 8
    assert co_visible_box(turned, torch.tensor([True]), SIZE).sum() == 0
    assert co_visible_box(turned + 30, torch.tensor([True]), SIZE).sum() == 0


def test_the_half_that_a_side_view_sees(landmarks: torch.Tensor) -> None:
    views = landmarks.repeat(3, 1, 1)
    views[:, 30, 0] = torch.tensor([6.0, 18.0, 6.0])  # to the left: its right half is seen
    assert sees_left_half(views).tolist() == [False, True, False]
    valid = torch.ones(3, 68, dtype=torch.bool)
    valid[2, 16] = False
    assert sees_left_half(views, valid, torch.tensor([True] * 3)).tolist() == [False, True, True]
