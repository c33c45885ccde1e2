"""Painted skin of the procedural head: layers of colour laid over each other, and their modes.

A layer covers what is beneath with an opacity per vertex. Colours and opacities both carry modes;
those of opacities are taken to first order about the mean, so that albedo stays linear in the
coefficients.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from . import procedural_eyes as eyes
from . import procedural_mouth as mouth
from .procedural_anatomy import Anatomy, adjacency, smooth
from .procedural_shape import NOSTRIL
from .procedural_surface import Number

Color = tuple[float, float, float]

MODE_NAMES = (
    "skin_tone",
    "skin_redness",
    "skin_warmth",
    "cheek_flush",
    "lip_redness",
    "lip_lightness",
    "brow_darkness",
    "brow_thickness",
    "hair_darkness",
    "hair_redness",
    "beard_shade",
    "iris_blue",
    "iris_lightness",
    "eye_circles",
    "freckles",
    "blotches",
    "forehead_lightness",
    "oiliness",
)


def _step(
    value: Float[ndarray, " V"],
    low: float | Float[ndarray, " V"],
    high: float | Float[ndarray, " V"],
) -> Float[ndarray, " V"]:
    """Rise smoothly from 0 to 1."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


class _Canvas:
    """Mean colour and modes, painted from the skin outwards."""

    def __init__(self, n: int, color: Color, modes: dict[str, Color]) -> None:
        self.mean = np.tile(np.array(color), (n, 1))
        self.modes = np.zeros((len(MODE_NAMES), n, 3))
        for name, vector in modes.items():
            self.modes[MODE_NAMES.index(name)] += vector

    def tint(self, weight: Float[ndarray, " V"], color: Color) -> None:
        """Add a colour to the mean."""
        self.mean += weight[:, None] * color

    def vary(self, name: str, weight: Float[ndarray, " V"], color: Color) -> None:
        """Add a colour to a mode."""
        self.modes[MODE_NAMES.index(name)] += weight[:, None] * color

    def cover(
        self,
        opacity: Float[ndarray, " V"],
        color: Color,
        color_modes: dict[str, Color],
        opacity_modes: dict[str, Float[ndarray, " V"]] | None = None,
    ) -> None:
        """Lay a colour over everything beneath."""
        a = opacity[:, None]
        beneath = self.mean.copy()
        self.mean = (1 - a) * self.mean + a * np.array(color)
        self.modes *= 1 - a
        for name, vector in color_modes.items():
            self.modes[MODE_NAMES.index(name)] += a * np.array(vector)
        for name, change in (opacity_modes or {}).items():
            self.modes[MODE_NAMES.index(name)] += change[:, None] * (color - beneath)


def _noise(anatomy: Anatomy, seed: int, steps: int) -> Float[ndarray, " V"]:
    """Smooth random field of unit variance on the surface, mirror-free; the same on every build."""
    values = np.random.default_rng(seed).standard_normal(len(anatomy.points))
    edges = adjacency(anatomy.full.faces, len(anatomy.points))
    values = smooth(values, edges, steps)
    return np.asarray((values - values.mean()) / values.std())


def brow_opacity(points: Float[ndarray, "V 3"], thickness: float = 1.0) -> Float[ndarray, " V"]:
    """Eyebrow: an arch that tapers outwards, over the orbital rim."""
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    t = np.clip((x - 10.0) / 46.0, 0, 1)
    centre = 16.5 + 6.8 * np.sin(np.pi * np.clip(t * 0.9 + 0.1, 0, 1) ** 0.95) - 2.2 * t**2
    half = thickness * np.interp(t, [0.0, 0.15, 0.55, 1.0], [4.0, 4.8, 4.0, 2.2])
    across = 1 - _step(np.abs(y - centre), 0.3 * half, 1.35 * half)
    along = _step(x, 7.5, 12.5) * (1 - _step(x, 52.0, 58.5))
    return np.asarray(across * along * (z > 55))


def hairline(points: Float[ndarray, "V 3"]) -> Float[ndarray, " V"]:
    """Very short hair: 1 on the scalp, 0 on face, ears and neck."""
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    front = np.interp(
        z, [18.0, 26.0, 34.0, 60.0, 75.0, 100.0], [-20.0, 10.0, 30.0, 52.0, 60.0, 66.0]
    )
    back = np.interp(z, [-70.0, -40.0, -20.0, 4.0, 18.0], [-58.0, -52.0, -40.0, -24.0, -20.0])
    edge = np.where(z > 18.0, front, back) - 3.0 * np.exp(-0.5 * (x / 14.0) ** 2) * (z > 18.0)
    steep = np.interp(z, [16.0, 22.0, 34.0, 44.0, 62.0, 100.0], [1.0, 3.2, 2.6, 1.2, 0.5, 0.2])
    return _step((y - edge) / np.hypot(1.0, steep), -2.5, 6.0)


def _beard(points: Float[ndarray, "V 3"], jaw: Float[ndarray, " V"]) -> Float[ndarray, " V"]:
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    top = np.interp(x, [0.0, 18.0, 32.0, 60.0, 72.0], [-50.0, -52.0, -66.0, -58.0, -25.0])
    low = -118.0 - 0.15 * (100.0 - z)
    return np.asarray(_step(top - y, -3.0, 8.0) * _step(y - low, -6.0, 6.0) * _step(z, 8.0, 28.0))


def paint(
    anatomy: Anatomy,
) -> tuple[Float[ndarray, "V 3"], Float[ndarray, "A V 3"]]:
    """Mean diffuse albedo (sRGB-encoded) and its modes per standard deviation."""
    p = anatomy.points
    x, y, z = np.abs(p[:, 0]), p[:, 1], p[:, 2]
    skin = {
        "skin_tone": (0.155, 0.145, 0.132),
        "skin_redness": (0.009, -0.007, -0.006),
        "skin_warmth": (0.006, 0.001, -0.018),
    }
    canvas = _Canvas(len(p), (0.645, 0.488, 0.410), skin)
    _complexion(canvas, anatomy)
    _hair(canvas, anatomy)
    _lips(canvas, anatomy)
    nostril = np.exp(
        -0.5 * (((x - NOSTRIL.centre[0]) / 2.9) ** 2 + ((y - NOSTRIL.centre[1] - 0.6) / 2.3) ** 2)
    ) * ((y > -50) & (y < -36) & (z > 90))
    canvas.cover(
        0.92 * _step(nostril, 0.1, 0.8), (0.16, 0.085, 0.07), {"skin_tone": (0.05, 0.03, 0.025)}
    )
    _eyes(canvas, anatomy)
    return canvas.mean, canvas.modes


def _complexion(canvas: _Canvas, anatomy: Anatomy) -> None:
    """Where blood, shade, and spots show on bare skin."""
    p = anatomy.points
    x, y, z = np.abs(p[:, 0]), p[:, 1], p[:, 2]

    def spot(
        cx: Number, cy: Number, sx: Number, sy: Number, low: Number = 40.0
    ) -> Float[ndarray, " V"]:
        e = ((x - cx) / sx) ** 2 + ((y - cy) / sy) ** 2
        return np.asarray(np.exp(-0.5 * e) * _step(z, low, low + 20.0))

    cheeks, nose = spot(42, -34, 16, 14), spot(0, -36, 14, 10, 80.0)
    ears = anatomy.ear.astype(float)
    flush = cheeks + 0.8 * nose + 0.7 * ears + 0.5 * spot(0, -104, 12, 8)
    canvas.tint(flush, (0.022, -0.022, -0.018))
    canvas.vary("cheek_flush", flush, (0.022, -0.026, -0.022))
    canvas.tint(spot(0, 42, 42, 22), (0.012, 0.014, 0.012))
    canvas.vary("forehead_lightness", spot(0, 42, 42, 22), (0.022, 0.022, 0.02))
    circles = spot(27, -10.5, 10, 4.5) + 0.6 * spot(19, -3, 4, 6)
    canvas.tint(circles, (-0.05, -0.055, -0.04))
    canvas.vary("eye_circles", circles, (-0.035, -0.042, -0.03))
    lid_shade = spot(31, 8, 13, 4)
    canvas.tint(lid_shade, (-0.035, -0.04, -0.03))
    canvas.tint(spot(21, -46, 4, 9), (-0.02, -0.03, -0.025))
    freckle_zone = np.clip(cheeks + nose + 0.4 * spot(0, 40, 40, 20), 0, 1)
    freckles = np.clip(_noise(anatomy, 3, 1) - 0.7, 0, 2.0) * freckle_zone
    canvas.vary("freckles", freckles, (-0.028, -0.034, -0.034))
    skin = anatomy.skin.astype(float)
    canvas.vary("blotches", _noise(anatomy, 5, 60) * skin, (0.004, -0.005, -0.005))
    canvas.tint(_noise(anatomy, 7, 8) * skin, (0.005, 0.005, 0.005))
    canvas.tint(_noise(anatomy, 9, 100) * skin, (0.004, -0.005, -0.005))


def _hair(canvas: _Canvas, anatomy: Anatomy) -> None:
    """Stubble, very short hair on the scalp, and eyebrows."""
    p = anatomy.points
    beard = _beard(p, anatomy.jaw_weight) * anatomy.skin * ~anatomy.ear
    hair = (0.13, 0.10, 0.085)
    shade = {"hair_darkness": (-0.05, -0.04, -0.03), "hair_redness": (0.04, 0.015, 0.0)}
    canvas.cover(0.07 * beard, (0.22, 0.20, 0.20), {}, {"beard_shade": 0.07 * beard})
    grain = 1 + 0.06 * _noise(anatomy, 11, 1)
    cap = hairline(p) * anatomy.skin * ~anatomy.ear
    canvas.cover(np.clip(0.72 * cap * grain, 0, 0.95), hair, shade, {"hair_darkness": 0.05 * cap})
    brow = np.clip(0.75 * brow_opacity(p) * anatomy.skin, 0, 1)
    thicker = 0.8 * (brow_opacity(p, 1.12) - brow_opacity(p, 0.88)) * anatomy.skin
    canvas.cover(
        brow,
        hair,
        {**shade, "brow_darkness": (-0.03, -0.025, -0.02)},
        {"brow_darkness": 0.12 * brow, "brow_thickness": thicker / 2},
    )


def _lips(canvas: _Canvas, anatomy: Anatomy) -> None:
    n = len(anatomy.points)
    first = mouth.SKIN_RINGS + 1
    opacity = np.zeros(n)
    for ring, value in enumerate((0.55, 0.95, 1.0, 1.0, 1.0)):
        for ids in anatomy.both(anatomy.half.mouth[first + ring]):
            opacity[ids] = value
    canvas.cover(
        0.85 * opacity,
        (0.60, 0.335, 0.315),
        {
            "skin_tone": (0.085, 0.080, 0.080),
            "skin_redness": (0.012, -0.010, -0.006),
            "lip_redness": (0.035, -0.028, -0.018),
            "lip_lightness": (0.04, 0.034, 0.034),
        },
    )
    deep = anatomy.bag.astype(float)
    rings = anatomy.half.mouth[first + mouth.LIP_RINGS :]
    canvas.cover(deep, (0.40, 0.14, 0.13), {"skin_tone": (0.02, 0.01, 0.01)})
    for ring, share in enumerate((0.1, 0.4, 0.65, 0.8, 0.9, 0.95)):
        dark = np.zeros(n)
        for ids in anatomy.both(rings[ring]):
            dark[ids] = share
        canvas.cover(dark, (0.10, 0.03, 0.03), {})


def _eyes(canvas: _Canvas, anatomy: Anatomy) -> None:
    """Lid rims, sclera, iris, pupil."""
    n = len(anatomy.points)

    def mask(ids: ndarray, value: float | Float[ndarray, " N"] = 1.0) -> Float[ndarray, " V"]:
        opacity = np.zeros(n)
        for side in anatomy.both(ids):
            opacity[side] = value
        return opacity

    eye = anatomy.half.eye
    margin = eyes.SKIN_RINGS + 1
    around = eye.shape[1]
    lashes = np.where(np.arange(around) > around // 2, 0.72, 0.38)
    lashes[[0, 1, -1]] = 0.15
    canvas.cover(mask(eye[margin], lashes), (0.12, 0.08, 0.07), {})
    canvas.cover(mask(eye[margin - 1], 0.28 * lashes), (0.12, 0.08, 0.07), {})
    pink = {"skin_tone": (0.07, 0.065, 0.06), "skin_redness": (0.01, -0.008, -0.006)}
    canvas.cover(mask(eye[margin + 1 :]), (0.62, 0.37, 0.35), pink)
    upper = np.where(np.arange(around) > around // 2, 0.6, 0.0)
    upper[-2:] = 0.0
    canvas.cover(mask(eye[margin + 1], upper), (0.13, 0.08, 0.07), {})
    angle = eyes.eyeball_angles(len(anatomy.half.eyeball))
    ball = anatomy.half.eyeball
    white = np.concatenate([ball.ravel(), anatomy.half.eyeball_poles])
    canvas.cover(mask(white), (0.83, 0.80, 0.77), {"skin_tone": (0.015, 0.018, 0.02)})
    limit_iris = np.arcsin(eyes.IRIS_RADIUS / eyes.EYE_RADIUS)
    limit_pupil = np.arcsin(eyes.PUPIL_RADIUS / eyes.EYE_RADIUS)
    colored = {
        "iris_blue": (-0.035, 0.02, 0.07),
        "iris_lightness": (0.05, 0.045, 0.035),
    }
    canvas.cover(mask(ball[angle < limit_iris].ravel()), (0.285, 0.23, 0.175), colored)
    rim = ball[(angle > 0.93 * limit_iris) & (angle < limit_iris)].ravel()
    canvas.cover(mask(rim, 0.55), (0.09, 0.07, 0.06), {})
    pupil = np.append(ball[angle < limit_pupil].ravel(), anatomy.half.eyeball_poles[0])
    canvas.cover(mask(pupil), (0.03, 0.03, 0.03), {})


def shine(anatomy: Anatomy) -> tuple[Float[ndarray, "V 3"], Float[ndarray, "A V 3"]]:
    """Mean specular intensity (linear) and its modes, coupled to the diffuse coefficients."""
    p = anatomy.points
    x, y, z = np.abs(p[:, 0]), p[:, 1], p[:, 2]
    front = _step(z, 70.0, 95.0)
    t_zone = np.exp(-0.5 * ((x / 30.0) ** 2 + ((y - 38.0) / 20.0) ** 2)) * front
    t_zone += np.exp(-0.5 * ((x / 9.0) ** 2 + ((y + 18.0) / 24.0) ** 2)) * front
    t_zone += 0.5 * np.exp(-0.5 * (((x - 44.0) / 12.0) ** 2 + ((y + 22.0) / 9.0) ** 2)) * front
    t_zone += 0.5 * np.exp(-0.5 * ((x / 12.0) ** 2 + ((y + 102.0) / 9.0) ** 2)) * front
    skin = anatomy.skin & ~anatomy.ear
    value = 0.16 + 0.14 * np.clip(t_zone, 0, 1.2) * skin
    hair = np.maximum(hairline(p) * skin, brow_opacity(p))
    value = value * (1 - 0.6 * hair)
    first = mouth.SKIN_RINGS + 2
    for ids in anatomy.both(anatomy.half.mouth[first : first + mouth.LIP_RINGS - 1]):
        value[ids] = 0.30
    value[anatomy.bag] = 0.2
    for side in (0, 1):
        value[anatomy.lid_ids(side)[eyes.SKIN_RINGS + 1 :]] = 0.4
    value[anatomy.eyeball] = 0.9
    modes = np.zeros((len(MODE_NAMES), len(p), 3))
    wet = anatomy.eyeball | anatomy.bag
    dry = (~wet).astype(float)
    modes[MODE_NAMES.index("oiliness")] = (
        dry * (1 - 0.7 * hair) * (0.015 + 0.045 * np.clip(t_zone, 0, 1))
    )[:, None]
    modes[MODE_NAMES.index("skin_tone")] = (-0.012 * dry * skin * (1 - 0.7 * hair))[:, None]
    modes[MODE_NAMES.index("beard_shade")] = (-0.012 * _beard(p, anatomy.jaw_weight) * skin)[
        :, None
    ]
    modes[MODE_NAMES.index("hair_darkness")] = (0.01 * hair)[:, None]
    return np.tile(value[:, None], (1, 3)), modes
