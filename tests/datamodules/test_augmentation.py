"""Colour augmentation against Pillow, and its randomness."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image, ImageEnhance

from datamodules.augmentation import jitter_colors


class FixedFactors:
    """Stands in for `torch.rand`: one factor differs from 1, and nothing is blurred."""

    def __init__(self, position: int, factor: float) -> None:
        self.position, self.factor = position, factor

    def __call__(self, *shape: int, generator: torch.Generator) -> torch.Tensor:
        values = torch.full(shape, 0.5)  # factor 1, and above any probability to blur
        if len(shape) == 2:
            values[self.position] = self.factor / 2
        return values


@pytest.fixture
def picture() -> Image.Image:
    rng = np.random.default_rng(0)
    small = Image.fromarray(rng.integers(40, 200, (6, 6, 3), dtype=np.uint8))
    return small.resize((24, 24), Image.Resampling.BICUBIC)


@pytest.mark.parametrize("factor", [0.6, 1.4])
@pytest.mark.parametrize(
    ("position", "enhance"),
    enumerate(
        [
            ImageEnhance.Brightness,
            ImageEnhance.Contrast,
            ImageEnhance.Color,
            ImageEnhance.Sharpness,
        ]
    ),
)
def test_each_factor_acts_as_pillow(
    position: int,
    enhance: type,
    factor: float,
    picture: Image.Image,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = torch.from_numpy(np.array(picture)).movedim(-1, 0).float() / 255
    monkeypatch.setattr(torch, "rand", FixedFactors(position, factor))
    ours = jitter_colors(image[None, None], torch.Generator(), strength=1.0)[0, 0]
    theirs = torch.from_numpy(np.array(enhance(picture).enhance(factor))).movedim(-1, 0) / 255
    # Pillow rounds to 8 bits on the way and leaves the border of a sharpened image alone.
    assert (ours - theirs)[:, 1:-1, 1:-1].abs().max() < 2.5 / 255


def test_views_of_a_sample_share_their_factors_and_samples_do_not() -> None:
    view = torch.rand(3, 16, 16, generator=torch.Generator().manual_seed(0))
    images = view.expand(4, 3, 3, 16, 16)
    out = jitter_colors(images, torch.Generator().manual_seed(1))
    assert torch.equal(out[:, 0], out[:, 1])
    assert torch.equal(out[:, 0], out[:, 2])
    assert (out[0] - out[1]).abs().max() > 0.02
    assert torch.equal(out, jitter_colors(images, torch.Generator().manual_seed(1)))
    assert 0 <= out.min() <= out.max() <= 1


def test_no_strength_and_no_blur_change_nothing_and_blur_smooths() -> None:
    images = torch.rand(2, 3, 3, 112, 112, generator=torch.Generator().manual_seed(0))
    same = jitter_colors(images, torch.Generator(), strength=0.0, blur_probability=0.0)
    assert torch.allclose(same, images, atol=1e-6)
    blurred = jitter_colors(images, torch.Generator(), strength=0.0, blur_probability=1.0)
    assert blurred.std() < 0.5 * images.std()  # a Gaussian of one pixel leaves about 0.28
    assert blurred.mean().item() == pytest.approx(images.mean().item(), abs=5e-3)
