"""Conventions of the 68 iBUG landmarks."""

from __future__ import annotations

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
