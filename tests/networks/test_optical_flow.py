"""Flow between pictures of one analytic pattern, of which the true flow is known."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from networks.lucas_kanade import LucasKanadeFlow
from networks.optical_flow import pixel_centres, sample_at


def pattern(positions: Tensor) -> Tensor:
    """Waves of many lengths, the long ones stronger, three channels in [0, 1]."""
    generator = torch.Generator().manual_seed(1)
    waves = 0.8 * (2 * torch.rand(40, 2, generator=generator) - 1)
    phases = 2 * math.pi * torch.rand(3, 40, generator=generator)
    strength = torch.rand(3, 40, generator=generator) / waves.norm(dim=1)
    angles = torch.einsum("nk,khw->nhw", waves.to(positions), positions)
    values = torch.sin(angles[None] + phases.to(positions)[..., None, None])
    strength = strength / strength.sum(dim=1, keepdim=True)
    return 0.5 + 0.5 * torch.einsum("cn,cnhw->chw", strength.to(positions), values)


def pair(size: int, matrix: Tensor, shift: tuple[float, float]) -> tuple[Tensor, Tensor, Tensor]:
    """Return two pictures and the flow x -> matrix (x - c) + c + shift about the middle c."""
    x = pixel_centres(torch.zeros(1, 1, size, size))[0]
    middle, moved = size / 2, torch.tensor(shift)[:, None, None]
    source = torch.einsum("ij,jhw->ihw", torch.linalg.inv(matrix), x - middle - moved) + middle
    flow = torch.einsum("ij,jhw->ihw", matrix, x - middle) + middle + moved - x
    return pattern(x)[None], pattern(source)[None], flow[None]


def rotation(degrees: float, scale: float = 1.0) -> Tensor:
    cos, sin = (f(math.radians(degrees)) for f in (math.cos, math.sin))
    return scale * torch.tensor([[cos, -sin], [sin, cos]])


def error(flow: Tensor, true: Tensor) -> Tensor:
    return (flow - true).norm(dim=1)


@pytest.mark.parametrize("size", [32, 64, 128])
@pytest.mark.parametrize(
    ("matrix", "shift"),
    [
        (torch.eye(2), (0.37, -0.21)),
        (torch.eye(2), (2.3, -1.6)),
        (rotation(2.0, 1.02), (0.5, 0.3)),
        (torch.tensor([[1.03, 0.02], [-0.01, 0.98]]), (-0.4, 0.2)),
    ],
)
def test_finds_known_flows(size: int, matrix: Tensor, shift: tuple[float, float]) -> None:
    first, second, true = pair(size, matrix, shift)
    inner = slice(size // 8, -size // 8)
    plain = LucasKanadeFlow(radius=3, contrast_radius=None, damping=1e-4)
    found = error(plain(first, second), true)
    assert found.mean() < 0.04
    assert found[:, inner, inner].max() < 0.2
    # What is robust against light is a little slower to converge, most of all at the border.
    robust = error(LucasKanadeFlow(iterations=8)(first, second), true)[:, inner, inner]
    assert robust.mean() < 0.15
    assert robust.max() < (0.8 if size == 32 else 0.4)


def test_light_is_not_taken_for_motion() -> None:
    first, second, true = pair(64, torch.eye(2), (0.8, -0.5))
    brighter = 0.8 * second + torch.tensor([0.1, 0.05, 0.0])[:, None, None]
    plain = LucasKanadeFlow(radius=3, contrast_radius=None, damping=1e-4)
    assert error(plain(first, brighter), true).mean() > 0.5
    assert error(LucasKanadeFlow()(first, brighter), true).mean() < 0.1


def test_large_motions_come_from_the_coarse_levels() -> None:
    first, second, true = pair(128, torch.eye(2), (9.0, -6.0))
    assert error(LucasKanadeFlow()(first, second), true)[:, 16:-16, 16:-16].max() < 0.2
    assert error(LucasKanadeFlow(levels=1)(first, second), true).mean() > 1


def test_sign_and_shape_on_an_odd_image() -> None:
    first, second, true = pair(64, torch.eye(2), (1.0, 0.0))
    flow = LucasKanadeFlow()(first[..., :49, :37], second[..., :49, :37])
    assert flow.shape == (1, 2, 49, 37)
    assert error(flow, true[..., :49, :37]).mean() < 0.08
    x = pixel_centres(first)
    torch.testing.assert_close(sample_at(second, x + true)[..., :-1], first[..., :-1])


def test_identical_and_plain_images_have_no_flow() -> None:
    first, *_ = pair(48, torch.eye(2), (0.0, 0.0))
    assert LucasKanadeFlow()(first, first).abs().max() < 1e-5
    grey = torch.full((1, 3, 48, 48), 0.4)
    assert LucasKanadeFlow()(grey, grey + 0.2).abs().max() < 0.01


def test_what_the_mask_hides_has_no_influence() -> None:
    first, second, true = pair(64, rotation(1.0), (0.6, -0.4))
    x, y = pixel_centres(first)[0] - 32
    mask = ((x.square() + y.square()).sqrt() < 22).float()[None]
    hidden = mask[:, None] == 0
    generator = torch.Generator().manual_seed(2)
    noise = torch.rand(2, 1, 3, 64, 64, generator=generator)
    estimator = LucasKanadeFlow()
    clean = estimator(first, second, mask)
    dirty = estimator(
        torch.where(hidden, noise[0], first), torch.where(hidden, noise[1], second), mask
    )
    assert torch.equal(clean, dirty)
    masked_error = error(clean, true)[mask == 1]
    assert masked_error.mean() < 0.04
    # Masked images show an edge that stands still; the flow beside it is drawn towards zero.
    multiplied = error(estimator(first * mask[:, None], second * mask[:, None]), true)[mask == 1]
    assert multiplied.mean() > 3 * masked_error.mean()
    assert not estimator(first, second, torch.zeros_like(mask)).any()


def test_gradients_are_exact() -> None:
    first, second, _ = (value.double() for value in pair(16, rotation(2.0), (0.4, 0.3)))
    mask = torch.ones(1, 16, 16)
    mask[:, :, :3] = 0
    estimator = LucasKanadeFlow(radius=1, iterations=2)
    first.requires_grad_()
    second.requires_grad_()
    assert torch.autograd.gradcheck(
        lambda a, b: estimator(a, b, mask), (first, second), fast_mode=True
    )


def test_the_gradient_moves_the_picture_back() -> None:
    first, _, _ = pair(32, torch.eye(2), (0.0, 0.0))
    shift = torch.tensor([0.8, -0.5], requires_grad=True)
    centres = pixel_centres(first)
    for _ in range(30):
        second = sample_at(first, centres - shift.view(1, 2, 1, 1))
        LucasKanadeFlow()(first, second)[..., 4:-4, 4:-4].square().sum(dim=1).mean().backward()
        with torch.no_grad():
            shift -= 0.2 * shift.grad
        shift.grad = None
    assert shift.abs().max() < 0.02


def test_impossible_settings_are_refused() -> None:
    with pytest.raises(ValueError, match="levels of the flow is 0; expected 1 or more"):
        LucasKanadeFlow(levels=0)
    with pytest.raises(ValueError, match=r"damping of the flow is 0\.0; expected a positive"):
        LucasKanadeFlow(damping=0.0)
