"""Conventions of the 68 iBUG landmarks, and the seven points that protocols align faces by."""

from __future__ import annotations

from typing import Literal

Nose = Literal["tip", "bottom"]

IBUG68_MIRROR: tuple[int, ...] = (
    *range(16, -1, -1),  # jaw line
    *range(26, 16, -1),  # brows
    *range(27, 31),  # bridge of the nose
    *range(35, 30, -1),  # nostrils
    *(45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40),  # eyes
    *(54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55),  # outer lips
    *(64, 63, 62, 61, 60, 67, 66, 65),  # inner lips
)
"""For each landmark, the one that takes its place in a mirrored image."""

SEVEN_POINTS = (
    "right_eye_outer",
    "right_eye_inner",
    "left_eye_inner",
    "left_eye_outer",
    "nose",
    "mouth_right",
    "mouth_left",
)
"""The alignment points of NoW and its descendants, in order; left and right are the subject's."""

IBUG68_SEVEN: dict[Nose, tuple[int, ...]] = {
    "tip": (36, 39, 42, 45, 30, 48, 54),
    "bottom": (36, 39, 42, 45, 33, 48, 54),
}
"""Which of the 68 landmarks they are. NoW takes the bottom of the nose, DF-MVR its tip."""
