"""What comes between camera and face: spectacle frames, fingers, a fringe of hair, things."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image, ImageDraw, ImageFilter

_SUPERSAMPLING = 2


class _Sheet:
    """A transparent sheet over the picture, drawn at twice its size."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.image = Image.new("RGBA", (size * _SUPERSAMPLING,) * 2, (0, 0, 0, 0))
        self.draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Float[np.ndarray, "N 2"], color: tuple[int, ...]) -> None:
        self.draw.polygon([(float(u), float(v)) for u, v in points * _SUPERSAMPLING], fill=color)

    def line(self, points: Float[np.ndarray, "N 2"], width: float, color: tuple[int, ...]) -> None:
        flat = [(float(u), float(v)) for u, v in points * _SUPERSAMPLING]
        self.draw.line(flat, fill=color, width=max(1, round(width * _SUPERSAMPLING)), joint="curve")

    def pixels(self) -> Float[np.ndarray, "S S 4"]:
        small = self.image.resize((self.size, self.size), Image.Resampling.BOX)
        return np.asarray(small, dtype=np.float32) / np.float32(255)


def _color(rng: np.random.Generator, low: int, high: int) -> tuple[int, ...]:
    return (*(int(c) for c in rng.integers(low, high, 3)), 255)


def _skin_color(rng: np.random.Generator) -> tuple[int, ...]:
    light = rng.uniform(0.35, 0.95)
    return (*(int(255 * light * c) for c in (0.90, 0.68, 0.56)), 255)


def _glasses(rng: np.random.Generator, sheet: _Sheet, landmarks: Float[np.ndarray, "68 2"]) -> None:
    """Draw two frames and a bridge; the eyes stay visible."""
    color = _color(rng, 5, 110)
    centres = [landmarks[36:42].mean(axis=0), landmarks[42:48].mean(axis=0)]
    down = landmarks[8] - landmarks[27]
    down = down / max(float(np.linalg.norm(down)), 1e-6)
    tall = float(np.linalg.norm(landmarks[8] - landmarks[27])) * rng.uniform(0.15, 0.20)
    width = max(1.0, 0.12 * tall * rng.uniform(0.7, 1.6))
    around = np.linspace(0, 2 * np.pi, 25)
    rounding = rng.uniform(0.5, 1.0)  # of a superellipse: from box to circle
    rims = []
    for centre, (a, b) in zip(centres, ((36, 39), (42, 45)), strict=True):
        across = (landmarks[b] - landmarks[a]) * 0.80
        x, y = np.cos(around), np.sin(around)
        x, y = np.sign(x) * np.abs(x) ** rounding, np.sign(y) * np.abs(y) ** rounding
        rim = centre + 0.12 * tall * down + np.outer(x, across) + np.outer(y * tall * 0.9, down)
        sheet.line(rim, width, color)
        rims.append(rim)
    sheet.line(np.stack([rims[0][0], rims[1][12]]), width, color)


def _hand(rng: np.random.Generator, sheet: _Sheet, landmarks: Float[np.ndarray, "68 2"]) -> None:
    """Draw fingers that reach from outside over the lower face."""
    color = np.array(_skin_color(rng))
    target = landmarks[int(rng.choice([3, 6, 8, 10, 13, 48, 54]))]
    length = float(np.linalg.norm(landmarks[8] - landmarks[27]))
    angle = rng.uniform(0.15, 0.85) * np.pi  # from below: v points down
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    width = length * rng.uniform(0.18, 0.24)
    for finger in range(int(rng.integers(2, 5))):
        tip = target + across * width * 1.05 * (finger - 1.5) + along * rng.uniform(0, 0.4) * width
        bend = across * rng.normal(0, 0.15) * width
        spine = np.stack([tip, tip + along * length * 0.4 + bend, tip + along * length * 1.5])
        shade = np.append(color[:3] * rng.uniform(0.85, 1.0), 255)
        tone = tuple(int(c) for c in shade)
        sheet.line(spine, width, tone)
        disc = np.linspace(0, 2 * np.pi, 17)
        sheet.polygon(tip + width / 2 * np.stack([np.cos(disc), np.sin(disc)], axis=1), tone)


def _fringe(rng: np.random.Generator, sheet: _Sheet, landmarks: Float[np.ndarray, "68 2"]) -> None:
    """Draw strands of hair that hang over the forehead, some down to the eyes."""
    color = np.array([*(np.array([70, 50, 35]) * rng.uniform(0.2, 2.0)), 255])
    up = landmarks[27] - landmarks[8]
    left, right = landmarks[26] + 0.75 * up, landmarks[17] + 0.75 * up
    for position in np.linspace(-0.1, 1.1, int(rng.integers(8, 22))):
        root = right + position * (left - right)
        reach = rng.uniform(0.25, 0.85)
        tip = root - reach * up + (left - right) * rng.normal(0, 0.05)
        half = (left - right) * rng.uniform(0.03, 0.09)
        shade = tuple(int(c) for c in np.clip(color * [*(rng.uniform(0.8, 1.2),) * 3, 1], 0, 255))
        sheet.polygon(np.stack([root - half, root + half, tip]), shade)


def _thing(rng: np.random.Generator, sheet: _Sheet, landmarks: Float[np.ndarray, "68 2"]) -> None:
    """Draw a flat thing before one side of the face."""
    length = float(np.linalg.norm(landmarks[8] - landmarks[27]))
    centre = landmarks[int(rng.integers(0, 17))] + rng.normal(0, 0.1 * length, 2)
    angle = rng.uniform(0, np.pi)
    axes = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    half = length * rng.uniform(0.12, 0.45, 2)
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half @ axes
    sheet.polygon(centre + corners, _color(rng, 10, 245))


def occlude(
    rng: np.random.Generator,
    image: Float[np.ndarray, "S S 3"],
    parsing: UInt8[np.ndarray, "S S"],
    landmarks: Float[np.ndarray, "68 2"],
) -> tuple[Float[np.ndarray, "S S 3"], UInt8[np.ndarray, "S S"]]:
    """Put one thing before the face; the labels under it become background.

    Args:
        rng: random numbers.
        image: RGB in [0, 1].
        parsing: face-parsing labels.
        landmarks: pixels.
    """
    sheet = _Sheet(len(image))
    draw = (_glasses, _hand, _fringe, _thing)[int(rng.choice(4, p=[0.4, 0.2, 0.25, 0.15]))]
    draw(rng, sheet, landmarks)
    if draw is not _glasses:
        sheet.image = sheet.image.filter(ImageFilter.GaussianBlur(0.8))
    pixels = sheet.pixels()
    cover = pixels[..., 3:]
    covered = image * (1 - cover) + pixels[..., :3] * cover
    return covered, np.where(cover[..., 0] > 0.5, 0, parsing).astype(np.uint8)
