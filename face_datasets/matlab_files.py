"""MATLAB files of data sets: one that cannot be read is a damaged file of its data set."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from geometry import matlab_files
from geometry.matlab_files import MatlabFileError, MatlabValue

from .errors import DamagedFileError

__all__ = ["MatlabValue", "read_matlab"]


def read_matlab(
    path: Path, names: Collection[str], most_bytes: int = 200_000_000
) -> dict[str, MatlabValue]:
    """Read variables of a file that exists, see `geometry.matlab_files.read_matlab`.

    Raises:
        DamagedFileError: no such file format, or its sizes do not fit its bytes.
    """
    try:
        return matlab_files.read_matlab(path, names, most_bytes)
    except MatlabFileError as error:
        raise DamagedFileError(path, error.problem) from error
