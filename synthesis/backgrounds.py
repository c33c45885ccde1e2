"""What is behind the head: gradients, soft noise and blurred shapes."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from PIL import Image, ImageDraw, ImageFilter


def _floats(image: Image.Image) -> Float[np.ndarray, "S S 3"]:
    return np.asarray(image, dtype=np.float32) / np.float32(255)


def _enlarged(small: Float[np.ndarray, "h w 3"], size: int) -> Float[np.ndarray, "S S 3"]:
    """Enlarge a small picture smoothly."""
    image = Image.fromarray((np.clip(small, 0, 1) * 255).astype(np.uint8))
    return _floats(image.resize((size, size), Image.Resampling.BICUBIC))


def _shapes(rng: np.random.Generator, size: int) -> Float[np.ndarray, "S S 3"]:
    """Draw a few blurred boxes and discs: furniture, windows, other people out of focus."""
    image = Image.new("RGB", (64, 64), tuple(int(c) for c in rng.integers(20, 235, 3)))
    draw = ImageDraw.Draw(image)
    for _ in range(int(rng.integers(3, 9))):
        x, y = rng.uniform(-10, 64, 2)
        width, height = rng.uniform(6, 40, 2)
        color = tuple(int(c) for c in rng.integers(10, 245, 3))
        box = (float(x), float(y), float(x + width), float(y + height))
        (draw.ellipse if rng.random() < 0.4 else draw.rectangle)(box, fill=color)
    blurred = image.filter(ImageFilter.GaussianBlur(float(rng.uniform(0.8, 5))))
    return _floats(blurred.resize((size, size), Image.Resampling.BICUBIC))


def draw_background(rng: np.random.Generator, size: int) -> Float[np.ndarray, "S S 3"]:
    """Draw a square background.

    Args:
        rng: random numbers.
        size: side in pixels.

    Returns:
        RGB in [0, 1].
    """
    picture = _draw_colorful(rng, size)
    gray = picture.mean(axis=2, keepdims=True)
    return np.asarray(gray + np.float32(rng.uniform(0.1, 0.7)) * (picture - gray))


def _draw_colorful(rng: np.random.Generator, size: int) -> Float[np.ndarray, "S S 3"]:
    kind = rng.random()
    if kind < 0.25:  # a wall, lit from somewhere
        return _enlarged(rng.uniform(0, 1, 3) + rng.normal(0, 0.12, (2, 2, 1)), size)
    if kind < 0.55:
        coarse = rng.uniform(0, 1, 3) + rng.normal(0, 0.22, (int(rng.integers(3, 7)),) * 2 + (3,))
        fine = rng.normal(0, 0.06, (int(rng.integers(12, 48)),) * 2 + (1,)).repeat(3, axis=2) + 0.5
        return np.asarray(np.clip(_enlarged(coarse, size) + _enlarged(fine, size) - 0.5, 0, 1))
    return _shapes(rng, size)
