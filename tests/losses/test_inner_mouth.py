"""Area of the mouth: against rasterised polygons, and what steps along its gradient reach."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from matplotlib.path import Path as Polygon

from geometry.cameras import PinholeCamera
from geometry.paper_cameras import FOCAL_LENGTH, facing_camera
from losses.inner_mouth import inner_mouth_loss, signed_area, soft_coverage
from morphable_models.procedural_head import ProceduralHead

SIZE = 224
OPENING = ("jaw_open", "lip_upper_raise_left", "lip_upper_raise_right", "lip_lower_depress_left")
OPENING += ("lip_lower_depress_right", "mouth_stretch")


def rasterised(loop: torch.Tensor, size: int = SIZE) -> torch.Tensor:
    """Pixels whose centres the polygon contains, by another package."""
    rows, columns = np.mgrid[:size, :size] + 0.5
    inside = Polygon(loop.numpy()).contains_points(np.stack([columns, rows], -1).reshape(-1, 2))
    return torch.from_numpy(inside.reshape(1, size, size))


def ellipse(centre: tuple[float, float], radii: tuple[float, float], n: int = 24) -> torch.Tensor:
    angle = torch.arange(n, dtype=torch.float64) * 2 * torch.pi / n
    circle = torch.stack([angle.cos(), angle.sin()], dim=-1)
    return torch.tensor(centre).double() + circle * torch.tensor(radii).double()


def test_agrees_with_the_reference_values(shared):
    with np.load(shared / "reference" / "specular_reference.npz") as file:
        data = {name: torch.tensor(file[name]) for name in file.files if name.startswith("mouth_")}
    loops = torch.stack([data["mouth_P"], data["mouth_Q"]])
    masks = torch.stack([data["mouth_mask_P"], data["mouth_mask_Q"]])
    areas = signed_area(loops)
    torch.testing.assert_close(areas[0], data["mouth_area_P"])
    torch.testing.assert_close((areas[0] - areas[1]).abs(), data["mouth_area_diff"])
    coverage = soft_coverage(loops, (SIZE, SIZE))
    assert ((coverage > 0.5) ^ masks).sum() <= 8  # at the corners, of 1576 pixels
    torch.testing.assert_close(coverage.sum(dim=(1, 2)), areas, rtol=1e-4, atol=0)
    literal = inner_mouth_loss(loops[:1], masks[1:], area_weight=0.0)
    torch.testing.assert_close(literal, data["mouth_l1_pixels"], rtol=0.03, atol=0)
    both = inner_mouth_loss(loops[:1], masks[1:])
    torch.testing.assert_close(both - literal, (areas[0] - masks[1].sum()).abs())


def test_a_rectangle_by_hand():
    corners = torch.tensor([[[2.25, 3.0], [5.0, 3.0], [5.0, 6.0], [2.25, 6.0]]]).double()
    coverage = soft_coverage(corners, (9, 8), sigma=1e-3)[0]
    expected = torch.zeros(9, 8).double()
    expected[3:6, 2:5] = torch.tensor([0.75, 1.0, 1.0])
    torch.testing.assert_close(coverage, expected)
    window = soft_coverage(corners, (2, 3), sigma=1e-3, origin=(4, 1))[0]
    torch.testing.assert_close(window, expected[4:6, 1:4])
    torch.testing.assert_close(soft_coverage(corners.flip(1), (9, 8), sigma=1e-3)[0], -expected)
    mask = torch.zeros(1, 9, 8, dtype=torch.bool)
    loss = inner_mouth_loss(corners, mask, sigma=1e-3)  # 8.25 pixels too many, twice
    torch.testing.assert_close(loss, torch.tensor(16.5).double())


def test_the_window_leaves_nothing_out():
    loops = torch.stack([ellipse((20, 60), (15, 6)), ellipse((85, 30), (20, 9))])  # one cut off
    mask = torch.cat([rasterised(ellipse((60, 80), (9, 4)), 96), rasterised(loops[1], 96)])
    coverage = soft_coverage(loops, (96, 96))
    whole = (coverage - mask.double()).abs().sum(dim=(1, 2)).mean()
    literal = inner_mouth_loss(loops, mask, area_weight=0.0)
    torch.testing.assert_close(literal, whole, rtol=1e-5, atol=0)
    alone = torch.stack([inner_mouth_loss(loops[i : i + 1], mask[i : i + 1]) for i in (0, 1)])
    torch.testing.assert_close(inner_mouth_loss(loops, mask), alone.mean(), rtol=1e-5, atol=0)
    beside = ellipse((400, -300), (9, 4))[None]
    assert inner_mouth_loss(beside, mask[:1] & False, area_weight=0.0) == 0


def test_gradcheck():
    mask = rasterised(ellipse((11, 9), (6, 3)), 20)
    for radii in ((5.3, 2.1), (5.3, 0.0)):
        loop = ellipse((9.6, 8.7), radii, n=7)[None]
        if radii[1] == 0:  # no vertex of the upper lip exactly above one of the lower
            loop[..., 0] += 0.01 * torch.arange(7)
        loop.requires_grad_()
        assert torch.autograd.gradcheck(lambda points: inner_mouth_loss(points, mask), loop)


def test_the_gradient_of_a_closed_mouth_opens_it_and_that_of_crossed_lips_parts_them():
    upper_then_lower = torch.tensor([[8.0, 15], [16, 15], [24, 15], [16, 15]])[None]
    mask = rasterised(ellipse((16, 15), (8, 4)), 32)
    closed = upper_then_lower.clone().requires_grad_()
    inner_mouth_loss(closed, mask).backward()
    # The area grows by 8 px per px, and so does the labelled part that the loop covers.
    assert closed.grad[0, 1, 1] > 8
    assert closed.grad[0, 3, 1] < -8
    crossed = upper_then_lower + torch.tensor([[0.0, 0], [0, 2], [0, 0], [0, -2]])
    crossed.requires_grad_()
    inner_mouth_loss(crossed, mask & False).backward()
    assert crossed.grad[0, 1, 1] > 8
    assert crossed.grad[0, 3, 1] < -8


def test_coordinates_that_are_no_numbers_and_a_wrong_softness():
    mask = torch.zeros(1, 8, 8, dtype=torch.bool)
    assert inner_mouth_loss(torch.full((1, 4, 2), torch.nan), mask).isnan()
    with pytest.raises(ValueError, match=r"sigma is 0\.0 px; expected a positive number"):
        inner_mouth_loss(torch.zeros(1, 4, 2), mask, sigma=0.0)


@pytest.fixture(scope="module")
def mouth() -> tuple[tuple[str, ...], torch.Tensor, torch.Tensor]:
    """Names of expressions, the inner lips at rest, and their motion by each; mm, face centred."""
    head = ProceduralHead()
    expressions = torch.cat([torch.zeros(1, head.n_expression), torch.eye(head.n_expression)])
    with torch.no_grad():
        vertices = head.vertices(torch.zeros(len(expressions), head.n_identity), expressions)
        points = head.landmarks(vertices)[:, 60:68] - head.pose_origin
    return head.expression_names, points[:1], points[1:] - points[:1]


def projected(mouth, expression: torch.Tensor) -> torch.Tensor:
    _, rest, motion = mouth
    camera = PinholeCamera(torch.tensor([FOCAL_LENGTH]), torch.full((1, 2), SIZE / 2))
    moved = rest + torch.einsum("be,elc->blc", expression, motion)
    return camera.image_from_camera(facing_camera(moved))


def strengths(mouth, chosen: dict[str, float]) -> torch.Tensor:
    return torch.tensor([[chosen.get(name, 0.0) for name in mouth[0]]])


@pytest.mark.parametrize(
    ("start", "goal"),
    [
        ({}, {"jaw_open": 0.8}),
        ({}, {"jaw_open": 0.1}),
        ({"jaw_open": 1.0}, {"jaw_open": 0.15}),
        ({"jaw_open": 0.9, "mouth_stretch": 0.5}, {}),
        ({"jaw_open": 0.7}, {"lip_upper_raise_left": 0.8, "lip_upper_raise_right": 0.8}),
    ],
)
def test_opens_a_closed_mouth_and_closes_an_open_one_to_the_labelled_area(mouth, start, goal):
    mask = rasterised(projected(mouth, strengths(mouth, goal))[0])
    begin = strengths(mouth, start)
    free = strengths(mouth, dict.fromkeys(OPENING, 1.0))
    change = torch.zeros_like(begin, requires_grad=True)
    optimizer = torch.optim.Adam([change], lr=0.03)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 80)
    for _ in range(80):
        optimizer.zero_grad()
        inner_mouth_loss(projected(mouth, begin + change * free), mask).backward()
        optimizer.step()
        schedule.step()
    with torch.no_grad():
        first = float(signed_area(projected(mouth, begin)))
        reached = float(signed_area(projected(mouth, begin + change * free)))
    labelled = int(mask.sum())
    assert abs(first - labelled) > 0.5 * max(first, labelled)
    # Of a mouth labelled shut, a sliver of ten pixels, a hundredth of what has been closed.
    assert abs(reached - labelled) < max(0.1 * labelled, 0.01 * first)
