"""Named expressions of the procedural head: displacement fields at full strength."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from .procedural_anatomy import Anatomy
from .procedural_lids import lid_motion
from .procedural_mouth import mouth_line
from .procedural_surface import Brush, Vector, brush_field

JAW_JOINT = np.array([0.0, -16.0, 4.0])  # midway between the temporomandibular joints
NECK_JOINT = np.array([0.0, -110.0, -20.0])  # about the fourth cervical vertebra
JAW_OPEN_ANGLE = np.deg2rad(17.0)
JAW_SIDE_ANGLE = np.deg2rad(5.5)
_SIDES = {"left": 1.0, "right": -1.0}

# brushes on the subject's left side, drawn on one side only
_SIDED_BRUSHES = {
    "cheek_raise": (Brush((40, -22, 92), (16, 9, 20), (0.6, 3.2, 1.8)),),
    "brow_raise_outer": (
        Brush((44, 22, 92), (15, 10, 24), (0.4, 5.5, 0.4)),
        Brush((42, 42, 90), (18, 11, 24), (0, 2.0, 0)),
    ),
    "brow_lower": (
        Brush((17, 18, 102), (13, 8, 22), (-2.6, -3.6, 1.2)),
        Brush((40, 19, 95), (13, 8, 22), (-0.6, -2.2, 0.3)),
    ),
    "nose_wrinkle": (
        Brush((13, -37, 112), (7, 8, 16), (0.5, 3.4, -0.3)),
        Brush((9, -8, 106), (7, 9, 18), (-0.4, 1.6, 1.4)),
        Brush((20, -52, 107), (9, 7, 14), (0.3, 2.0, 0.9)),
        Brush((15, 18, 102), (10, 7, 20), (-1.0, -2.2, 0.7)),
    ),
    "dimple": (Brush((29, -68, 101), (7, 7, 14), (2.5, 0.4, -2.6)),),
}


def rotation_about(
    joint: Float[ndarray, 3], axis: int, angle: float
) -> Callable[[Float[ndarray, "V 3"]], Float[ndarray, "V 3"]]:
    """Return the motion of points turned about a coordinate axis through a joint (radians)."""
    cosine, sine = np.cos(angle), np.sin(angle)
    i, j = [(1, 2), (2, 0), (0, 1)][axis]
    matrix = np.eye(3)
    matrix[[i, j], [i, j]] = cosine
    matrix[i, j], matrix[j, i] = -sine, sine
    return lambda points: (points - joint) @ (matrix.T - np.eye(3))


class _Face:
    """Fields that several expressions share."""

    def __init__(self, anatomy: Anatomy) -> None:
        self.anatomy = anatomy
        self.p = anatomy.points
        self.x, self.y, self.z = self.p.T
        self.zero = np.zeros_like(self.x)
        self.skin = (~anatomy.eyeball & (anatomy.eye_weight < 1)).astype(float)[:, None]
        self.line = mouth_line(np.abs(self.x))
        self.lower = anatomy.jaw_weight[:, None]

    def gauss(self, centre: Vector, radius: Vector) -> Float[ndarray, "V 1"]:
        d = (self.p - np.array(centre, dtype=float)) / np.array(radius, dtype=float)
        return np.asarray(np.exp(-0.5 * (d**2).sum(1)))[:, None]

    def brushes(self, name: str, side: float) -> Float[ndarray, "V 3"]:
        """One-sided brushes; skin of the lids fades them out so that lids keep their own motion."""
        fade = 1 - self.anatomy.eye_weight[:, None]
        result: ndarray = (
            brush_field(self.p, _SIDED_BRUSHES[name], sides=(side,)) * self.skin * fade
        )
        return result

    def lips(self, half_width: float, half_height: float) -> Float[ndarray, "V 1"]:
        """1 on the mouth, falling off around it; about the mouth line."""
        e = (self.x / half_width) ** 2 + ((self.y - self.line) / half_height) ** 2
        depth = np.clip((self.z - 60.0) / 25.0, 0, 1)
        return np.asarray(np.exp(-0.5 * e) * depth)[:, None]

    def corner(self, side: float, vector: Vector) -> Float[ndarray, "V 3"]:
        """Pull a mouth corner."""
        weight = self.gauss((side * 27.0, -69.0, 102.0), (12.5, 12.0, 20.0))
        return weight * (np.array([side, 1.0, 1.0]) * vector)


def _jaw(face: _Face) -> dict[str, Float[ndarray, "V 3"]]:
    weight = face.lower
    turn = {
        "jaw_open": rotation_about(JAW_JOINT, 0, JAW_OPEN_ANGLE),
        "jaw_left": rotation_about(JAW_JOINT, 1, JAW_SIDE_ANGLE),
        "jaw_right": rotation_about(JAW_JOINT, 1, -JAW_SIDE_ANGLE),
    }
    fields = {name: weight * motion(face.p) for name, motion in turn.items()}
    for name in (
        "jaw_left",
        "jaw_right",
    ):  # the lips part a little, or they would rub through each other
        fields[name] += 0.12 * fields["jaw_open"]
    fields["jaw_forward"] = weight * np.array([0.0, -0.8, 5.5])
    return fields


def _mouth(face: _Face) -> dict[str, Float[ndarray, "V 3"]]:
    zero, x, y = face.zero, face.x, face.y
    fields = {}
    for name, s in _SIDES.items():
        smile = face.corner(s, (6.0, 6.0, -4.0)) + face.brushes("cheek_raise", s)
        smile += face.gauss((s * 38, -45, 96), (12, 11, 18)) * [s * 2.0, 2.5, 2.2]
        fields[f"smile_{name}"] = smile
        fields[f"frown_{name}"] = face.corner(s, (0.8, -5.0, -1.0))
        fields[f"dimple_{name}"] = face.brushes("dimple", s)
        upper = face.gauss((s * 12.0, -60.0, 112.0), (9.5, 8.0, 18.0)) * (1 - face.lower)
        fields[f"lip_upper_raise_{name}"] = upper * [0.0, 5.0, 1.2]
        lower = face.gauss((s * 12.0, -77.0, 110.0), (10.0, 9.0, 18.0)) * face.lower
        fields[f"lip_lower_depress_{name}"] = lower * [s * 0.8, -5.0, -0.6]
    lips = face.lips(22.0, 12.0)
    to_line = (y - face.line)[:, None]
    fields["mouth_pucker"] = lips * np.stack([-0.4 * x, zero, zero + 7.0], 1)
    fields["mouth_stretch"] = face.corner(1.0, (6.0, -1.5, -4.5)) + face.corner(
        -1.0, (6.0, -1.5, -4.5)
    )
    squeeze = face.lips(30.0, 7.0)
    fields["lip_press"] = squeeze * np.concatenate(
        [0 * to_line, -0.34 * to_line, -1.6 + 0 * to_line], 1
    )
    push = face.lips(18.0, 9.0) * face.lower
    fields["chin_raise"] = face.gauss((0, -94, 109), (17, 9, 18)) * [0.0, 2.6, 1.4] + push * [
        0.0,
        0.0,
        1.4,
    ]
    fields["cheek_puff"] = sum(
        face.gauss((s * 43.0, -62.0, 92.0), (13.0, 16.0, 24.0)) * [s * 6.5, 0.0, 5.0]
        for s in _SIDES.values()
    ) + lips * [0.0, 0.0, 1.5]
    return fields


def _brows_and_eyes(face: _Face) -> dict[str, Float[ndarray, "V 3"]]:
    fields = {}
    fade = (1 - face.anatomy.eye_weight[:, None]) * face.skin
    inner = sum(face.gauss((s * 14.0, 22.0, 103.0), (13.0, 10.0, 22.0)) for s in _SIDES.values())
    upper = face.gauss((0.0, 42.0, 103.0), (24.0, 11.0, 24.0))
    fields["brow_raise_inner"] = fade * (inner * [0.0, 5.2, 0.6] + upper * [0.0, 2.0, 0.0])
    for side, (name, s) in enumerate(_SIDES.items()):
        fields[f"brow_raise_outer_{name}"] = face.brushes("brow_raise_outer", s)
        fields[f"brow_lower_{name}"] = face.brushes("brow_lower", s)
        fields[f"eye_close_{name}"] = lid_motion(face.anatomy, side, 1.0, 1.0)
        squint = lid_motion(face.anatomy, side, 0.18, 1.9)
        fields[f"eye_squint_{name}"] = squint + 0.8 * face.brushes("cheek_raise", s)
        fields[f"eye_wide_{name}"] = lid_motion(face.anatomy, side, -0.24, -0.5)
        fields[f"nose_wrinkle_{name}"] = face.brushes("nose_wrinkle", s)
    return fields


def expressions(anatomy: Anatomy) -> tuple[tuple[str, ...], Float[ndarray, "E V 3"]]:
    """Names and displacement fields (mm at coefficient 1) of all expressions."""
    face = _Face(anatomy)
    fields = _jaw(face) | _mouth(face) | _brows_and_eyes(face)
    return tuple(fields), np.stack(list(fields.values()))
