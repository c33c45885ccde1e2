"""What is wrong with a copy of a data set, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One thing that a doctor looked at.

    Attributes:
        level: "error" stops a benchmark or falsifies its scores, "warning" may, "ok" is as it
            should be.
        what: what was found, with the figures.
        fix: what to do; empty where there is nothing to do.
    """

    level: Literal["error", "warning", "ok"]
    what: str
    fix: str = ""


_SHOWN = 5

Examine = Callable[[Path], Iterator[Finding]]
"""Examines a folder; yields findings as it goes and raises nothing for bad data."""


def gathered(
    level: Literal["error", "warning"], what: str, cases: Sequence[str], fix: str
) -> Iterator[Finding]:
    """Yield one finding for all cases, with the first of them; none without a case."""
    if cases:
        more = f"; and {len(cases) - _SHOWN} more" if len(cases) > _SHOWN else ""
        yield Finding(level, f"{len(cases)} {what}: {'; '.join(cases[:_SHOWN])}{more}", fix)
