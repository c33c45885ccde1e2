"""Types of command-line options that several commands share."""

from __future__ import annotations

import argparse

from geometry.landmarks import SEVEN_POINTS


def positive(text: str) -> int:
    """Read a count: a whole number above 0."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def seven_indices(text: str) -> tuple[int, ...]:
    """Read the vertex ids of the seven alignment points."""
    parts = text.replace(",", " ").split()
    if len(parts) != len(SEVEN_POINTS) or not all(part.isdecimal() for part in parts):
        raise argparse.ArgumentTypeError(
            f"{text!r}: expected seven vertex ids, from 0, of {', '.join(SEVEN_POINTS)}"
        )
    return tuple(int(part) for part in parts)
