"""Reads arrays and structs of arrays from MATLAB 5 to 7 files, however damaged these are.

scipy.io.loadmat follows the sizes that a file claims into memory that is not its own: one wrong
byte can end the process. Here every size is checked against the bytes that are there. Read are
numeric arrays, and structs of size 1 x 1 with such fields; everything else is passed over.

Format: "MAT-File Format", The MathWorks, chapter 1 (level 5).
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

MatlabValue = np.ndarray | dict[str, np.ndarray]

_NUMERIC = {
    **{1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4"},
    **{7: "f4", 9: "f8", 12: "i8", 13: "u8"},
}
_MATRIX, _COMPRESSED = 14, 15
_STRUCT_CLASS = 2
_CLASSES = {
    **{6: "f8", 7: "f4", 8: "i1", 9: "u1", 10: "i2", 11: "u2"},
    **{12: "i4", 13: "u4", 14: "i8", 15: "u8"},
}
_COMPLEX = 0x08
_HEADER = 128


class MatlabFileError(ValueError):
    """A MATLAB file exists and cannot be read.

    Args:
        path: the file.
        problem: what is wrong and what was expected.
    """

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"{path}: {problem}. Copy or download the file again.")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Travel between processes: rebuild from the constructor's arguments."""
        return type(self), (self.path, self.problem)


class _Element(NamedTuple):
    kind: int
    data: memoryview


def read_matlab(
    path: Path, names: Collection[str], most_bytes: int = 200_000_000
) -> dict[str, MatlabValue]:
    """Read variables of a file that exists.

    Args:
        path: the file.
        names: which variables; those that are absent, or of another kind, are not in the result.
        most_bytes: allowed size of the file, and of what is unpacked from it.

    Returns:
        Arrays as MATLAB shows them (at least two axes), structs as dictionaries of such arrays.

    Raises:
        MatlabFileError: no such file format, or its sizes do not fit its bytes.
    """
    try:
        size = path.stat().st_size
        if size > most_bytes:
            raise ValueError(f"{size} bytes, expected at most {most_bytes}")
        content = path.read_bytes()
        order = _byte_order(content)
        found: dict[str, MatlabValue] = {}
        for element in _elements(memoryview(content)[_HEADER:], order):
            matrix = _unpacked(element, order, most_bytes)
            if matrix.kind == _MATRIX:
                name, value = _variable(matrix.data, order, set(names))
                if value is not None:
                    found[name] = value
        return found
    except (ValueError, OverflowError, zlib.error) as error:
        raise MatlabFileError(path, f"not a readable MATLAB file ({error})") from error


def _byte_order(content: bytes) -> str:
    mark = content[126:128]
    if mark not in (b"IM", b"MI") or content[124:126] not in (b"\0\1", b"\1\0"):
        hint = "; version 7.3 is HDF5, save it with '-v7'" if content[512:516] == b"\x89HDF" else ""
        raise ValueError(f"its header is not that of versions 5 to 7{hint}")
    return "<" if mark == b"IM" else ">"


def _elements(data: memoryview, order: str) -> Iterator[_Element]:
    """Split bytes into data elements; a compressed one is not padded to eight bytes."""
    position = 0
    while position < len(data):
        if len(data) - position < 8:
            raise ValueError("it ends within a tag")
        kind, size = (int(n) for n in np.frombuffer(data[position : position + 8], f"{order}u4"))
        small = kind >> 16
        if small:  # up to four bytes, within the tag
            if small > 4:
                raise ValueError(f"a small element claims {small} bytes")
            yield _Element(kind & 0xFFFF, data[position + 4 : position + 4 + small])
            position += 8
            continue
        position += 8
        if size > len(data) - position:
            raise ValueError(f"an element claims {size} bytes, {len(data) - position} are left")
        yield _Element(kind, data[position : position + size])
        position += size if kind == _COMPRESSED else size + -size % 8


def _unpacked(element: _Element, order: str, most_bytes: int) -> _Element:
    if element.kind != _COMPRESSED:
        return element
    content = zlib.decompressobj().decompress(element.data, most_bytes)
    return next(_elements(memoryview(content), order), _Element(0, memoryview(b"")))


def _variable(
    data: memoryview, order: str, wanted: set[str] | None
) -> tuple[str, MatlabValue | None]:
    """Return name and value of a matrix; no value for one that is not wanted or not numeric."""
    parts = _elements(data, order)
    flags = _numbers(_next(parts), order)
    shape = tuple(int(n) for n in _numbers(_next(parts), order))
    name = bytes(_next(parts).data).decode("latin-1")
    if flags.size < 1 or len(shape) < 2 or min(shape) < 0:
        raise ValueError(f"{name!r} has flags {flags.tolist()} and shape {shape}")
    kind, is_complex = int(flags[0]) & 0xFF, int(flags[0]) >> 8 & _COMPLEX
    if (wanted is not None and name not in wanted) or is_complex:
        return name, None
    if kind in _CLASSES:
        values = _numbers(_next(parts), order)
        if values.size != math.prod(shape):
            raise ValueError(f"{name!r} has {values.size} numbers, expected {shape}")
        return name, values.astype(_CLASSES[kind]).reshape(shape, order="F")
    if kind == _STRUCT_CLASS and wanted is not None and math.prod(shape) == 1:
        return name, _fields(parts, order)
    return name, None


def _fields(parts: Iterator[_Element], order: str) -> dict[str, np.ndarray]:
    """Read the numeric fields of a struct; structs within structs are passed over."""
    length = _numbers(_next(parts), order)
    names = bytes(_next(parts).data)
    step = int(length[0]) if length.size == 1 else 0
    if step < 1:
        raise ValueError("a struct does not say how long its field names are")
    fields = {}
    for start in range(0, len(names), step):
        element = _next(parts)
        if element.kind == _MATRIX and len(element.data):
            _, value = _variable(element.data, order, None)
            if isinstance(value, np.ndarray):
                name = names[start : start + step].split(b"\0")[0]
                fields[name.decode("latin-1")] = value
    return fields


def _next(parts: Iterator[_Element]) -> _Element:
    element = next(parts, None)
    if element is None:
        raise ValueError("a matrix ends early")
    return element


def _numbers(element: _Element, order: str) -> np.ndarray:
    kind = _NUMERIC.get(element.kind)
    if kind is None or len(element.data) % int(kind[1]):
        raise ValueError(
            f"{len(element.data)} bytes of type {element.kind} where numbers should be"
        )
    return np.frombuffer(element.data, order + kind)
