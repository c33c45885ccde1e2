"""Augmentation with the same parameters for all views of a sample."""

from __future__ import annotations

import math

import torch
from jaxtyping import Bool, Float
from torch import Tensor
from torch.nn import functional

from geometry.landmarks import IBUG68_MIRROR

_GREY = (0.299, 0.587, 0.114)  # ITU-R 601, as Pillow converts to grey
_SMOOTH = torch.tensor([[1.0, 1.0, 1.0], [1.0, 5.0, 1.0], [1.0, 1.0, 1.0]]) / 13  # Pillow's SMOOTH
_BLUR_RADIUS = 2.0 / 224  # Pillow's default of 2 pixels, at the paper's image size

PARSING_MIRROR = (0, 1, 3, 2, 5, 4, 6, 7, 8, 9)  # left and right brow, left and right eye


def mirror_triples(batch: dict[str, Tensor], chosen: Bool[Tensor, " B"]) -> dict[str, Tensor]:
    """Mirror some samples: the left view becomes the right one, of a face with its sides exchanged.

    Args:
        batch: `images` (B, 3, 3, S, S), `landmarks_2d` (B, 3, 68, 2) in pixels and, if it has
            them, `parsing` (B, 3, S, S) and `landmarks_3d` (B, 68, 3), as in
            `ThreeViewDataModule`. Of `points_101` no mirrored order is known: they are left out.
            All else stays.
        chosen: the samples that are mirrored.
    """
    images, points_2d = batch["images"], batch["landmarks_2d"]
    order = torch.tensor(IBUG68_MIRROR, device=images.device)
    across = points_2d.new_tensor([-1.0, 1.0])
    edge = points_2d.new_tensor([images.shape[-1], 0.0])
    mirrored = {
        "images": images.flip(-1).flip(1),
        "landmarks_2d": (edge + across * points_2d[:, :, order]).flip(1),
    }
    if "parsing" in batch:
        labels = batch["parsing"]
        swapped = torch.tensor(PARSING_MIRROR, device=images.device, dtype=labels.dtype)
        mirrored["parsing"] = swapped[labels.long()].flip(-1).flip(1)
    if "landmarks_3d" in batch:
        points_3d = batch["landmarks_3d"]
        mirrored["landmarks_3d"] = points_3d[:, order] * points_3d.new_tensor([-1.0, 1.0, 1.0])
    batch = {key: value for key, value in batch.items() if key != "points_101"}
    chosen = chosen.to(images.device)
    return batch | {
        key: torch.where(chosen.view(-1, *(1,) * (value.ndim - 1)), value, batch[key])
        for key, value in mirrored.items()
    }


def jitter_colors(
    images: Float[Tensor, "B N 3 H W"],
    numbers: Float[Tensor, "B 5"],
    strength: float = 0.5,
    blur_probability: float = 0.3,
) -> Float[Tensor, "B N 3 H W"]:
    """Change brightness, contrast, saturation and sharpness, and sometimes blur.

    Each of the four factors is uniform in [1 - strength, 1 + strength] and acts as Pillow's
    `ImageEnhance` of that name, which blends with a black, a grey, a colourless and a smoothed
    image. Every sample has its own factors; its views share them.

    Args:
        images: RGB in [0, 1].
        numbers: uniform in [0, 1): which factors in their range, and whether to blur.
        strength: 0 leaves the images as they are, but for the blur.
        blur_probability: share of samples that are blurred.
    """
    views = images.shape[1]
    factors = 1 + strength * (2 * numbers[:, :4].T - 1)
    blurred = numbers[:, 4] < blur_probability
    factors = factors.repeat_interleave(views, dim=1)[..., None, None, None].to(images)
    brightness, contrast, saturation, sharpness = factors
    flat = images.flatten(0, 1)
    flat = (brightness * flat).clamp(0, 1)
    flat = torch.lerp(_grey(flat).mean(dim=(2, 3), keepdim=True), flat, contrast).clamp(0, 1)
    flat = torch.lerp(_grey(flat).expand_as(flat), flat, saturation).clamp(0, 1)
    flat = torch.lerp(_filtered(flat, _SMOOTH), flat, sharpness).clamp(0, 1)
    out = flat.view_as(images)
    if blurred.any():
        radius = _BLUR_RADIUS * images.shape[-1]
        chosen = out[blurred]
        out[blurred] = _filtered(chosen.flatten(0, 1), _gaussian(radius)).view_as(chosen)
    return out


def _grey(images: Tensor) -> Tensor:
    weights = images.new_tensor(_GREY)[:, None, None]
    return (images * weights).sum(dim=1, keepdim=True)


def _gaussian(radius: float) -> Tensor:
    """Return a square kernel with the given standard deviation in pixels."""
    half = max(math.ceil(2.5 * radius), 1)
    offsets = torch.arange(-half, half + 1.0)
    row = torch.exp(-0.5 * (offsets / radius) ** 2)
    row = row / row.sum()
    return row[:, None] * row


def _filtered(images: Tensor, kernel: Tensor) -> Tensor:
    """Convolve each channel with a kernel; the border repeats its last pixel."""
    half = kernel.shape[0] // 2
    weight = kernel.to(images).expand(3, 1, -1, -1)
    padded = functional.pad(images, (half,) * 4, mode="replicate")
    return functional.conv2d(padded, weight, groups=3)
