"""Reads `.npy` and `.npz` files of strangers: plain numbers only, and no larger than they are.

`numpy.load(allow_pickle=False)` executes nothing, but it believes a header: a file of a hundred
bytes may claim a terabyte, and an archive of a megabyte may unpack to as much. Here the size that a
header claims must be the size that is there, and within the limit, before anything is made of it.
"""

from __future__ import annotations

import io
import math
import tokenize
import zipfile
import zlib
from pathlib import Path

import numpy as np

from .errors import PredictionError

MOST_BYTES = 500_000_000
_MOST_MEMBERS = 100
# what numpy and zipfile raise at rubbish; the header of an array is parsed as Python's literals
_ARRAY_ERRORS = (
    *(ValueError, OSError, EOFError, TypeError, LookupError, ArithmeticError, MemoryError),
    *(SyntaxError, tokenize.TokenError, RecursionError),
)
_ZIP_ERRORS = (*_ARRAY_ERRORS, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)


def read_npy(path: Path) -> np.ndarray:
    """Read one array.

    Raises:
        PredictionError: not an array of plain numbers, truncated, or too large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError(f"{path.stat().st_size} bytes, expected at most {MOST_BYTES}")
        return _parse_array(path.read_bytes())
    except _ARRAY_ERRORS as error:
        raise PredictionError(path, f"not a readable array ({error}); predict again") from error


def read_npz(path: Path) -> dict[str, np.ndarray]:
    """Read an archive of arrays by name.

    Raises:
        PredictionError: not an archive of arrays of plain numbers, truncated, or too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_members(members)
            # read whole before they are parsed, so that the archive's checksums count
            return {m.filename.removesuffix(".npy"): _parse_array(archive.read(m)) for m in members}
    except _ZIP_ERRORS as error:
        raise PredictionError(path, f"not a readable record ({error}); predict it again") from error


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(names) > _MOST_MEMBERS or len(set(names)) < len(names):
        raise ValueError(f"{len(names)} members, {len(set(names))} names; expected one per array")
    strange = [name for name in names if not name.endswith(".npy")]
    if strange:
        raise ValueError(f"holds {strange[0][:80]!r}, expected arrays (.npy)")
    # zipfile never unpacks more of a member than its directory says
    total = sum(member.file_size for member in members)
    if total > MOST_BYTES:
        raise ValueError(f"{total} bytes when unpacked, expected at most {MOST_BYTES}")


def _parse_array(content: bytes) -> np.ndarray:
    file = io.BytesIO(content)
    version = np.lib.format.read_magic(file)
    if version == (1, 0):
        shape, fortran_order, dtype = np.lib.format.read_array_header_1_0(file)
    elif version == (2, 0):
        shape, fortran_order, dtype = np.lib.format.read_array_header_2_0(file)
    else:
        raise ValueError(f"array format {version}, expected 1.0 or 2.0")
    if dtype.kind not in "biuf":
        raise ValueError(f"holds {'Python objects' if dtype.hasobject else dtype}, not numbers")
    expected = math.prod(shape) * dtype.itemsize
    present = len(content) - file.tell()
    if min(shape, default=1) < 0 or expected != present:
        raise ValueError(f"{present} bytes for shape {shape} of {dtype}, expected {expected}")
    array = np.frombuffer(bytearray(file.read()), dtype)  # writable, as of numpy.load
    return array.reshape(shape, order="F" if fortran_order else "C")
