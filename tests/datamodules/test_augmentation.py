"""Colour augmentation against Pillow, and mirroring."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image, ImageEnhance

from datamodules.augmentation import jitter_colors, mirror_triples
from geometry.landmarks import IBUG68_MIRROR


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
) -> None:
    image = torch.from_numpy(np.array(picture)).movedim(-1, 0).float() / 255
    numbers = torch.full((1, 5), 0.5)  # factors of 1, and above the probability to blur
    numbers[0, position] = factor / 2
    ours = jitter_colors(image[None, None], numbers, strength=1.0)[0, 0]
    theirs = torch.from_numpy(np.array(enhance(picture).enhance(factor))).movedim(-1, 0) / 255
    # Pillow rounds to 8 bits on the way and leaves the border of a sharpened image alone.
    assert (ours - theirs)[:, 1:-1, 1:-1].abs().max() < 2.5 / 255


def test_views_of_a_sample_share_their_factors_and_samples_do_not() -> None:
    view = torch.rand(3, 16, 16, generator=torch.Generator().manual_seed(0))
    images = view.expand(4, 3, 3, 16, 16)
    numbers = torch.rand(4, 5, generator=torch.Generator().manual_seed(1))
    out = jitter_colors(images, numbers)
    assert torch.equal(out[:, 0], out[:, 1])
    assert torch.equal(out[:, 0], out[:, 2])
    assert (out[0] - out[1]).abs().max() > 0.02
    assert torch.equal(out[1:], jitter_colors(images[1:], numbers[1:]))
    assert 0 <= out.min() <= out.max() <= 1


def test_no_strength_and_no_blur_change_nothing_and_blur_smooths() -> None:
    images = torch.rand(2, 3, 3, 112, 112, generator=torch.Generator().manual_seed(0))
    numbers = torch.rand(2, 5)
    same = jitter_colors(images, numbers, strength=0.0, blur_probability=0.0)
    assert torch.allclose(same, images, atol=1e-6)
    blurred = jitter_colors(images, numbers, strength=0.0, blur_probability=1.0)
    assert blurred.std() < 0.5 * images.std()  # a Gaussian of one pixel leaves about 0.28
    assert blurred.mean().item() == pytest.approx(images.mean().item(), abs=5e-3)


@pytest.fixture
def triples() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    return {
        "images": torch.rand(8, 3, 3, 6, 6, generator=generator),
        "parsing": torch.randint(0, 10, (8, 3, 6, 6), generator=generator, dtype=torch.uint8),
        "landmarks_2d": 6 * torch.rand(8, 3, 68, 2, generator=generator),
        "landmarks_3d": torch.randn(8, 68, 3, generator=generator),
        "index": torch.arange(8),
    }


def test_a_mirrored_sample_shows_the_other_side(triples: dict[str, torch.Tensor]) -> None:
    right, left_eye, right_eye = 2, 45, 36
    triples["parsing"][:, right] = 2  # the subject's left brow
    mirrored = mirror_triples(triples, torch.ones(8, dtype=torch.bool))
    assert torch.equal(mirrored["images"][:, 0], triples["images"][:, right].flip(-1))
    assert torch.equal(mirrored["images"][:, 1], triples["images"][:, 1].flip(-1))
    assert (mirrored["parsing"][:, 0] == 3).all()
    moved, original = mirrored["landmarks_2d"][:, 0, right_eye], triples["landmarks_2d"]
    torch.testing.assert_close(moved[:, 0], 6 - original[:, right, left_eye, 0])
    torch.testing.assert_close(moved[:, 1], original[:, right, left_eye, 1])
    in_space = mirrored["landmarks_3d"][:, right_eye] * torch.tensor([-1.0, 1, 1])
    torch.testing.assert_close(in_space, triples["landmarks_3d"][:, left_eye])
    assert torch.equal(mirrored["index"], triples["index"])


def test_mirroring_twice_changes_nothing(triples: dict[str, torch.Tensor]) -> None:
    assert sorted(IBUG68_MIRROR) == list(range(68))
    twice = triples
    for _ in range(2):
        twice = mirror_triples(twice, torch.ones(8, dtype=torch.bool))
    for key, value in triples.items():
        torch.testing.assert_close(twice[key], value)


def test_only_the_chosen_samples_are_mirrored(triples: dict[str, torch.Tensor]) -> None:
    chosen = torch.arange(8) % 3 == 0
    some, every = mirror_triples(triples, chosen), mirror_triples(triples, chosen | True)
    for key, value in triples.items():
        assert torch.equal(some[key][~chosen], value[~chosen])
        assert torch.equal(some[key][chosen], every[key][chosen])


def test_points_without_a_known_mirrored_order_are_left_out(
    triples: dict[str, torch.Tensor],
) -> None:
    only_images = {k: v for k, v in triples.items() if k != "landmarks_3d"}
    with_points = {**only_images, "points_101": torch.zeros(8, 101, 3)}
    mirrored = mirror_triples(with_points, torch.zeros(8, dtype=torch.bool))
    assert set(mirrored) == set(only_images)
