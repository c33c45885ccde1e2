"""Identity modes of the procedural head: one displacement field per standard deviation.

Amplitudes follow the spread of adult measurements (Farkas 1994): e.g. 5 mm for face height, 5 mm
for face breadth, 2.5 mm for nose breadth, 3.5 mm for nose height, 3.5 mm for mouth width, 1.5 mm
for lip heights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from . import procedural_eyes as eyes
from .procedural_anatomy import Anatomy
from .procedural_lids import lid_motion
from .procedural_mouth import mouth_line
from .procedural_surface import Brush, Vector, brush_field


@dataclass(frozen=True)
class Mode:
    """A named field of brushes; with `mirrored` False the two sides move opposite ways.

    Attributes:
        name: of the shape.
        brushes: that it is the sum of, given for the subject's left side.
        mirrored: whether both sides move alike.
    """

    name: str
    brushes: tuple[Brush, ...]
    mirrored: bool = True


def _b(centre: Vector, radius: Vector | float, vector: Vector) -> Brush:
    size = (radius, radius, radius) if isinstance(radius, float) else radius
    return Brush(centre, size, vector)


LOCAL_MODES = (
    Mode("forehead_bulge", (_b((0, 50, 100), (40.0, 22.0, 40.0), (0, 0, 2.4)),)),
    Mode("forehead_width", (_b((58, 46, 55), (22.0, 26.0, 35.0), (2.4, 0, 0)),)),
    Mode("brow_ridge", (_b((22, 18, 102), (20.0, 7.5, 25.0), (0, 0, 1.5)),)),
    Mode("brow_height", (_b((30, 20, 100), (24.0, 10.0, 30.0), (0, 1.8, 0)),)),
    Mode("glabella", (_b((0, 18, 105), (10.0, 9.0, 25.0), (0, 0, 1.3)),)),
    Mode("temple", (_b((66, 20, 60), (12.0, 20.0, 22.0), (1.8, 0, 0)),)),
    Mode("cheekbone_width", (_b((64, -18, 62), (16.0, 16.0, 30.0), (2.4, 0, 0)),)),
    Mode("cheekbone_depth", (_b((48, -22, 88), (17.0, 13.0, 25.0), (0, 0, 2.0)),)),
    Mode("cheekbone_height", (_b((54, -20, 82), (16.0, 14.0, 25.0), (0, 2.4, 0)),)),
    Mode("cheek_fullness", (_b((50, -52, 82), (16.0, 18.0, 30.0), (2.4, 0, 2.0)),)),
    Mode("jowls", (_b((43, -92, 70), (15.0, 13.0, 25.0), (1.8, -1.2, 0.9)),)),
    Mode(
        "throat_fullness",
        (_b((0, -126, 70), (34.0, 16.0, 26.0), (0, -3.2, 2.0)),),
    ),
    Mode("jaw_width", (_b((58, -80, 24), (22.0, 22.0, 36.0), (3.2, 0, 0)),)),
    Mode("jaw_angle_height", (_b((56, -82, 25), (20.0, 20.0, 28.0), (0, 3.2, 0)),)),
    Mode("jaw_depth", (_b((0, -98, 100), (45.0, 28.0, 45.0), (0, 0, 2.8)),)),
    Mode("chin_height", (_b((0, -108, 102), (34.0, 17.0, 40.0), (0, -2.9, 0)),)),
    Mode("chin_depth", (_b((0, -102, 108), (15.0, 11.0, 25.0), (0, 0, 2.0)),)),
    Mode("chin_width", (_b((17, -104, 102), (11.0, 11.0, 22.0), (2.2, 0, 0.6)),)),
    Mode("mentolabial_fold", (_b((0, -87, 109), (17.0, 5.5, 22.0), (0, 0, -0.9)),)),
    Mode("muzzle_depth", (_b((0, -66, 110), (25.0, 18.0, 32.0), (0, 0, 2.0)),)),
    Mode("eye_spacing", (_b((31.5, 0, 90), (15.0, 15.0, 25.0), (1.5, 0, 0)),)),
    Mode("eye_depth", (_b((31.5, 0, 90), (17.0, 12.0, 25.0), (0, 0, 1.4)),)),
    Mode("eye_height", (_b((31.5, 2, 90), (26.0, 16.0, 30.0), (0, 1.5, 0)),)),
    Mode("upper_lid_fold", (_b((33, 11.5, 97), (14.0, 4.5, 16.0), (0, -0.7, 1.2)),)),
    Mode("eye_bags", (_b((31, -13, 96), (11.0, 4.5, 16.0), (0, -0.3, 1.1)),)),
    Mode("nose_length", (_b((0, -40, 118), (17.0, 13.0, 28.0), (0, -2.5, 0)),)),
    Mode("nose_depth", (_b((0, -34, 124), (12.0, 14.0, 20.0), (0, 0, 2.2)),)),
    Mode("nose_width", (_b((14, -38, 110), (8.0, 10.0, 18.0), (1.6, 0, 0)),)),
    Mode("nose_bridge_height", (_b((0, -4, 110), (8.0, 13.0, 22.0), (0, 0, 1.6)),)),
    Mode("nose_bridge_width", (_b((9, -8, 104), (6.0, 16.0, 18.0), (1.0, 0, 0)),)),
    Mode("nose_hump", (_b((0, -14, 116), (6.5, 7.0, 18.0), (0, 0, 1.2)),)),
    Mode("nose_tip_turn", (_b((0, -34, 128), (9.0, 8.0, 13.0), (0, 1.9, 0.3)),)),
    Mode("nose_tip_breadth", (_b((7.5, -33, 122), (5.5, 7.0, 12.0), (1.0, 0, 0.2)),)),
    Mode("nose_wing_height", (_b((14, -40, 110), (6.5, 7.5, 14.0), (0, 1.3, 0)),)),
    Mode("nasion_depth", (_b((0, 6, 106), (9.0, 7.0, 22.0), (0, 0, 1.3)),)),
    Mode("philtrum_length", (_b((0, -66, 112), (32.0, 14.0, 32.0), (0, -1.8, 0)),)),
    Mode("mouth_corner_height", (_b((26, -69, 102), (10.0, 9.0, 18.0), (0, 1.2, 0)),)),
    Mode("ear_lobe", (_b((84, -42, 0), (12.0, 9.0, 14.0), (0, -1.8, 0)),)),
    Mode("ear_flare", (_b((92, -12, -20), (13.0, 30.0, 16.0), (2.6, 0, 0.5)),)),
    Mode("ear_height", (_b((82, -14, -6), (18.0, 36.0, 30.0), (0, 2.2, 0)),)),
    Mode("neck_width", (_b((58, -132, 0), (30.0, 34.0, 55.0), (3.2, 0, 0)),)),
    Mode("larynx", (_b((0, -143, 48), (13.0, 13.0, 24.0), (0, 0, 2.4)),)),
    Mode("nape", (_b((0, -92, -58), (40.0, 40.0, 40.0), (0, 0, -3.2)),)),
    Mode(
        "age_sag",
        (
            _b((42, -94, 72), (13.0, 10.0, 22.0), (0.8, -1.8, 0.4)),
            _b((31, -15, 96), (11.0, 4.5, 16.0), (0, -0.7, 0.8)),
            _b((24, -56, 105), (5.0, 10.0, 14.0), (0, -0.5, -1.1)),
            _b((36, -50, 98), (8.0, 12.0, 18.0), (0, -1.3, 1.0)),
            _b((40, 12, 95), (12.0, 5.0, 18.0), (0, -1.1, 0.4)),
        ),
    ),
    Mode("asymmetric_jaw", (_b((30, -96, 80), (40.0, 24.0, 50.0), (0, 1.1, 0)),), mirrored=False),
    Mode("asymmetric_mouth", (_b((25, -68, 104), (12.0, 9.0, 20.0), (0, 0.7, 0)),), mirrored=False),
    Mode("asymmetric_eyes", (_b((31.5, 0, 90), (18.0, 14.0, 25.0), (0, 0.6, 0)),), mirrored=False),
    Mode("asymmetric_brows", (_b((30, 20, 100), (20.0, 8.0, 28.0), (0, 0.8, 0)),), mirrored=False),
    Mode(
        "asymmetric_cheeks", (_b((52, -40, 80), (20.0, 24.0, 35.0), (0.9, 0, 0.6)),), mirrored=False
    ),
    Mode(
        "asymmetric_ears", (_b((84, -14, -6), (16.0, 34.0, 26.0), (0.8, 0.8, 0)),), mirrored=False
    ),
)


def _ramp(value: Float[ndarray, " V"], start: float, width: float) -> Float[ndarray, " V"]:
    """0 before the start, rising to slope 1 over `width`: a soft hinge."""
    t = np.clip((value - start) / width, 0, None)
    return np.asarray(np.where(t < 1, t * t / 2, t - 0.5) * width)


def _global_modes(p: Float[ndarray, "V 3"]) -> dict[str, Float[ndarray, "V 3"]]:
    """Fields that bend or stretch the whole head; strains are fractions per standard deviation."""
    x, y, z = p.T
    zero = np.zeros_like(x)
    front = 1 / (1 + np.exp(-(z - 35.0) / 14.0))
    soft_sign = np.tanh(x / 12.0)
    skull = 1 / (1 + np.exp(-(y - 22.0) / 14.0))
    below = -_ramp(-y, -25.0, 30.0)
    twist = np.exp(-0.5 * ((y + 50.0) / 40.0) ** 2) * front
    nose = np.exp(-0.5 * ((x / 10.0) ** 2 + ((y + 33.0) / 17.0) ** 2 + ((z - 122.0) / 22.0) ** 2))
    return {
        "overall_size": 0.027 * (p - [0.0, -15.0, 25.0]),
        "head_width": np.stack([0.026 * x, zero, zero], 1),
        "head_depth": np.stack([zero, zero, 0.024 * (z - 20.0)], 1),
        "face_height": np.stack([zero, 0.034 * below, zero], 1),
        "face_width": np.stack([1.9 * np.tanh(x / 40.0) * front, zero, zero], 1),
        "face_taper": np.stack([0.0011 * soft_sign * np.abs(x) * (y + 35.0) * 0.5, zero, zero], 1),
        "cranium_height": np.stack([zero, 0.055 * _ramp(y, 20.0, 30.0), zero], 1),
        "cranium_back": np.stack([zero, zero, -0.05 * _ramp(-z, 0.0, 30.0)], 1),
        "forehead_slope": np.stack([zero, zero, -0.085 * _ramp(y, 18.0, 25.0) * front], 1),
        "cranium_width": np.stack([0.03 * x * skull, zero, zero], 1),
        "face_convexity": np.stack([zero, zero, 1.9 * twist], 1),
        "asymmetric_bend": np.stack(
            [0.9 * (1 - np.cos(np.clip(-y, 0, 110) / 38.0)) * front, zero, zero], 1
        ),
        "asymmetric_nose": np.stack([0.9 * nose, zero, zero], 1),
    }


def _eye_modes(anatomy: Anatomy) -> dict[str, Float[ndarray, "V 3"]]:
    """Width, opening and tilt of the lids; the eyeballs stay."""
    p = anatomy.points
    x = np.abs(p[:, 0]) - eyes.EYE_CENTRE[0]
    sign = np.sign(p[:, 0])
    near = np.exp(-0.5 * ((x / 15.0) ** 2 + (p[:, 1] / 8.0) ** 2 + ((p[:, 2] - 93) / 14.0) ** 2))
    near = near * (anatomy.skin | (anatomy.eye_weight == 1)) * ~anatomy.eyeball
    zero = np.zeros_like(x)
    opening = sum(lid_motion(anatomy, side, -0.085, -0.12) for side in (0, 1))
    return {
        "eye_width": np.stack([sign * 0.03 * x * near, zero, zero], 1),
        "eye_tilt": np.stack([zero, 0.038 * x * near, zero], 1),
        "eye_opening": np.asarray(opening),
    }


def _lip_modes(anatomy: Anatomy) -> dict[str, Float[ndarray, "V 3"]]:
    """Width of the mouth, fullness of each lip: stretches about the mouth line."""
    p = anatomy.points
    x, y = p[:, 0], p[:, 1]
    line = mouth_line(np.abs(x))
    zero = np.zeros_like(x)
    front = np.exp(-0.5 * ((p[:, 2] - 108) / 14.0) ** 2)
    near = np.exp(-0.5 * ((x / 20.0) ** 2 + ((y - line) / 9.0) ** 2)) * front
    wide = np.exp(-0.5 * ((x / 34.0) ** 2 + ((y - line) / 12.0) ** 2)) * front
    lower = anatomy.jaw_weight
    bulge = near * np.clip(np.abs(y - line) / 4.0, 0, 1)
    modes = {"mouth_width": np.stack([0.075 * x * wide, zero, zero], 1)}
    for name, share in (("upper_lip", 1 - lower), ("lower_lip", lower)):
        dy = 0.17 * (y - line) * near * share
        modes[f"{name}_fullness"] = np.stack([zero, dy, 0.9 * bulge * share], 1)
    bow = np.exp(-0.5 * (((np.abs(x) - 6.0) / 3.5) ** 2 + ((y + 58.5) / 4.0) ** 2)) * front
    modes["cupids_bow"] = np.stack([zero, 0.6 * bow, 0.25 * bow], 1)
    return modes


def _follow_eyeballs(anatomy: Anatomy, field: Float[ndarray, "V 3"]) -> Float[ndarray, "V 3"]:
    """Let eyeball and lids of each eye move rigidly, by the mean motion of the lid margin."""
    result = field.copy()
    for side, sign in ((0, 1.0), (1, -1.0)):
        margin = anatomy.lid_ids(side)[eyes.SKIN_RINGS]
        weight = (anatomy.eye_weight * (sign * anatomy.points[:, 0] > 0))[:, None]
        result += weight * (field[margin].mean(0) - field)
    return result


def identity_modes(
    anatomy: Anatomy,
) -> tuple[tuple[str, ...], Float[ndarray, "I V 3"]]:
    """Names and displacement fields of all identity modes, mm per standard deviation."""
    points = anatomy.points
    fields = {k: _follow_eyeballs(anatomy, f) for k, f in _global_modes(points).items()}
    for mode in LOCAL_MODES:
        fields[mode.name] = _follow_eyeballs(anatomy, _brush_mode(points, mode))
    fields |= _lip_modes(anatomy)
    fields |= _eye_modes(anatomy)
    return tuple(fields), np.stack(list(fields.values()))


def _brush_mode(points: Float[ndarray, "V 3"], mode: Mode) -> Float[ndarray, "V 3"]:
    left = brush_field(points, mode.brushes, sides=(1.0,))
    if all(brush.centre[0] == 0 for brush in mode.brushes):
        return left
    right = brush_field(points, mode.brushes, sides=(-1.0,))
    return np.asarray(left + right if mode.mirrored else left - right)
