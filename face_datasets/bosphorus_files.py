"""The file formats of Bosphorus: range images (`.bnt`) and landmarks (`.lm2`, `.lm3`).

As public readers of them agree. `.bnt`, little-endian: rows and columns (u16), the value of the
background (f64), length and name of the image (u16, bytes), number of values (u32, five times rows
times columns), then five planes of f64: X, Y, Z in mm and the place in the photograph as two
numbers from 0 to 1. Rows run from the bottom to the top. `.lm3`: "22 landmarks:", then in turns a
label and a line "x y z"; landmarks that cannot be seen are left out. `.lm2`: "22 landmarks",
"Labels:", the labels, a heading, and the pixels "u v" in the same order.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Bool, Float, Float64

from .errors import DamagedFileError

_HEADER = struct.Struct("<HHdH")
_FARTHEST_MM = 1e5  # background that the header does not name lies at -1e9


@dataclass(frozen=True, eq=False)
class RangeImage:
    """One `.bnt` file, top row first.

    Attributes:
        points: mm, x to the image's right, y up, z to the scanner; NaN for background.
        image_points: place in the photograph, 0 to 1; NaN for background.
        image_name: of the photograph, as the file says.
    """

    points: Float64[np.ndarray, "R C 3"]
    image_points: Float64[np.ndarray, "R C 2"]
    image_name: str

    @property
    def valid(self) -> Bool[np.ndarray, "R C"]:
        """Where there is a surface."""
        return np.asarray(np.isfinite(self.points[..., 2]))


def read_bnt(path: Path) -> RangeImage:
    """Read a range image; sizes are checked before anything is allocated.

    Raises:
        DamagedFileError: the file is truncated, its counts disagree, or it holds no surface.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEADER.size)
        if len(head) < _HEADER.size:
            raise DamagedFileError(path, f"{size} bytes are no header of a .bnt file")
        rows, columns, background, name_length = _HEADER.unpack(head)
        name = file.read(name_length)
        count_bytes = file.read(4)
        if len(count_bytes) < 4:
            raise DamagedFileError(path, f"{size} bytes end before the number of values")
        count = struct.unpack("<I", count_bytes)[0]
        if count != 5 * rows * columns or count == 0:
            raise DamagedFileError(
                path, f"{count} values for {rows} x {columns} points, expected five each"
            )
        expected = _HEADER.size + name_length + 4 + 8 * count
        if size < expected:
            raise DamagedFileError(path, f"{size} bytes, expected {expected}: it is truncated")
        planes = np.frombuffer(file.read(8 * count), "<f8").reshape(5, rows, columns)
    grid = np.moveaxis(planes[:, ::-1].astype(np.float64), 0, -1)
    valid = (grid[..., :3] != background).all(axis=-1)
    if not valid.any():
        raise DamagedFileError(path, "every point is background, expected a face")
    if not (np.abs(grid[valid][:, :3]) < _FARTHEST_MM).all():
        raise DamagedFileError(
            path,
            f"points beyond {_FARTHEST_MM:g} mm or not finite that are not the background's "
            f"{background:g}",
        )
    grid[~valid] = np.nan
    return RangeImage(grid[..., :3], grid[..., 3:], name.decode("latin-1"))


def write_bnt(path: Path, image: RangeImage, background: float = -1e9) -> None:
    """Write a range image, as `read_bnt` reads it."""
    rows, columns = image.points.shape[:2]
    values = np.concatenate([image.points, image.image_points], axis=-1)
    values[~image.valid] = background
    name = image.image_name.encode("latin-1")
    planes = np.ascontiguousarray(np.moveaxis(values, -1, 0)[:, ::-1], "<f8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        _HEADER.pack(rows, columns, background, len(name))
        + name
        + struct.pack("<I", planes.size)
        + planes.tobytes()
    )


def read_lm3(path: Path) -> dict[str, Float64[np.ndarray, " 3"]]:
    """Read the landmarks in space by label, mm.

    Raises:
        DamagedFileError: no count, or not as many labels with three finite numbers.
    """
    lines = _lines(path)
    start, count = _announced(path, lines)
    body = lines[start : start + 2 * count]
    if len(body) < 2 * count:
        raise DamagedFileError(path, f"{len(body) // 2} landmarks, but it announces {count}")
    return {
        label: _numbers(path, text, 3) for label, text in zip(body[::2], body[1::2], strict=True)
    }


def read_lm2(path: Path) -> dict[str, Float64[np.ndarray, " 2"]]:
    """Read the landmarks in the photograph by label, pixels.

    Raises:
        DamagedFileError: no count, or not as many labels or pairs of finite numbers.
    """
    lines = _lines(path)
    start, count = _announced(path, lines)
    body = [line for line in lines[start:] if not line.endswith(":")]
    labels = body[:count]
    texts = [line for line in body[count:] if len(line.split()) == 2][:count]
    if len(texts) < count:
        raise DamagedFileError(
            path, f"{len(texts)} pairs of coordinates, but it announces {count} landmarks"
        )
    return {label: _numbers(path, text, 2) for label, text in zip(labels, texts, strict=True)}


def write_lm3(path: Path, landmarks: Mapping[str, Float[np.ndarray, " 3"]]) -> None:
    """Write landmarks in space."""
    lines = ["# 3D landmark file", "", f"{len(landmarks)} landmarks:"]
    for label, point in landmarks.items():
        lines += [label, " ".join(f"{value:.4f}" for value in point)]
    path.write_text("\n".join(lines) + "\n")


def write_lm2(path: Path, landmarks: Mapping[str, Float[np.ndarray, " 2"]]) -> None:
    """Write landmarks in the photograph."""
    lines = ["# 2D landmark file", "", f"{len(landmarks)} landmarks", "", "Labels:", *landmarks]
    lines += ["", "2D Image coordinates:"]
    lines += [" ".join(f"{value:.2f}" for value in point) for point in landmarks.values()]
    path.write_text("\n".join(lines) + "\n")


def _lines(path: Path) -> list[str]:
    """Return the lines of a text file that hold something."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    return [line.strip() for line in text.splitlines() if line.strip()]


def _announced(path: Path, lines: list[str]) -> tuple[int, int]:
    """Return where the body begins and how many landmarks the heading announces."""
    for number, line in enumerate(lines):
        match = re.fullmatch(r"(\d{1,4}) landmarks:?", line)
        if match:
            return number + 1, int(match[1])
    raise DamagedFileError(path, "no line 'N landmarks', expected Bosphorus landmarks")


def _numbers(path: Path, text: str, count: int) -> Float64[np.ndarray, " N"]:
    try:
        values = np.array([float(word) for word in text.split()])
    except ValueError as error:
        raise DamagedFileError(path, f"{text!r} is not {count} numbers") from error
    if len(values) != count or not np.isfinite(values).all():
        raise DamagedFileError(path, f"{text!r} is not {count} finite numbers")
    return values
