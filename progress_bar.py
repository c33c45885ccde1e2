"""Bars with an estimate of the time left: drawn on a terminal, a line now and then in a log.

It stands beside the packages and imports none of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from time import monotonic
from typing import Any, TextIO, TypeVar, overload

from tqdm import tqdm

T = TypeVar("T")

SECONDS_BETWEEN_LINES = 30.0


class LogFile:
    """In a terminal's place: writes a bar as lines, and not each of its hundreds of states.

    What takes less than `seconds` leaves no line at all.

    Args:
        file: of the lines.
        seconds: at least between two lines.
    """

    def __init__(self, file: TextIO, seconds: float = SECONDS_BETWEEN_LINES) -> None:
        self._file = file
        self._seconds = seconds
        self._last = monotonic()

    def write(self, text: str) -> None:
        """Write the state of a bar, if it is time."""
        line = text.strip()
        if line and monotonic() - self._last >= self._seconds:
            self._last = monotonic()
            self._file.write(line + "\n")

    def flush(self) -> None:
        """Pass on what has been written."""
        self._file.flush()


@overload
def progress_bar(
    iterable: Iterable[T],
    *,
    desc: str,
    unit: str,
    total: int | None = None,
    leave: bool = True,
    disable: bool = False,
) -> tqdm[T]: ...


@overload
def progress_bar(
    *, desc: str, unit: str, total: int, leave: bool = True, disable: bool = False
) -> tqdm[Any]: ...


def progress_bar(
    iterable: Iterable[Any] | None = None,
    *,
    desc: str,
    unit: str,
    total: int | None = None,
    leave: bool = True,
    disable: bool = False,
) -> tqdm[Any]:
    """Return a bar on standard error.

    Args:
        iterable: what is worked through; None for a bar that its user moves on with `update`.
        desc: what is being done, before the bar.
        unit: of what is counted.
        total: how many there are, where `iterable` does not know.
        leave: whether the bar stays when the work is done.
        disable: whether there is none.
    """
    file = sys.stderr if sys.stderr.isatty() else LogFile(sys.stderr)
    return tqdm(
        iterable, desc=desc, unit=unit, total=total, leave=leave, disable=disable, file=file
    )
