"""How meshes travel in a page: positions in 16 bits, values in 8, every array stored once.

An array is stored as differences of neighbours (they are small), compressed, in base64. Positions
are rounded to 1/65535 of the longest side of the mesh's box: 0.004 mm for a face of 250 mm.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float, Int, UInt

_POSITIONS = 65535
_VALUES = 254
NOT_MEASURED = 255
"""Code of vertices without a value; they are grey."""

_TYPES = {1: "u8", 2: "u16", 4: "u32"}


@dataclass(frozen=True, eq=False)
class Surface:
    """A mesh to be shown.

    Attributes:
        vertices: x right, y up, z to the viewer.
        faces: counter-clockwise seen from outside.
        values: one per vertex, shown as its colour; NaN is grey. None shows clay.
    """

    vertices: Float[np.ndarray, "V 3"]
    faces: Int[np.ndarray, "F 3"]
    values: Float[np.ndarray, " _"] | None = None

    def __post_init__(self) -> None:
        """Refuse what could not be drawn."""
        if not np.isfinite(self.vertices).all():
            raise ValueError("a surface to be shown has vertices that are not finite")
        if self.values is not None and len(self.values) != len(self.vertices):
            raise ValueError(f"{len(self.values)} values for {len(self.vertices)} vertices")


class Buffer(NamedTuple):
    """An array as it stands in the page.

    Attributes:
        name: its `id`.
        type: "u8", "u16" or "u32".
        text: base64.
    """

    name: str
    type: str
    text: str


class BufferStore:
    """The arrays of one page."""

    def __init__(self) -> None:
        self._buffers: dict[str, Buffer] = {}

    def add(self, array: UInt[np.ndarray, ...]) -> str:
        """Store an array, unless it is there already, and return its name."""
        content = np.ascontiguousarray(array).tobytes()
        name = f"b-{array.dtype.char}{hashlib.sha256(content).hexdigest()[:20]}"
        if name not in self._buffers:
            self._buffers[name] = Buffer(name, _TYPES[array.dtype.itemsize], encode(array))
        return name

    def items(self) -> list[Buffer]:
        """Return all arrays, in the order in which they came."""
        return list(self._buffers.values())


def encode(array: UInt[np.ndarray, ...]) -> str:
    """Return an array of unsigned integers as text; differences wrap around."""
    flat = np.ascontiguousarray(array).ravel()
    differences = np.diff(flat, prepend=flat.dtype.type(0))
    content = differences.astype(flat.dtype.newbyteorder("<")).tobytes()
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()


def shared_frame(
    surfaces: Sequence[Surface],
) -> tuple[Float[np.ndarray, " 3"], float]:
    """Return the centre of the box round some surfaces, and how far a view has to reach from it."""
    if not surfaces:
        raise ValueError("no surfaces to show")
    low = np.min([s.vertices.min(axis=0) for s in surfaces], axis=0)
    high = np.max([s.vertices.max(axis=0) for s in surfaces], axis=0)
    half = 0.5 * (high - low)
    return 0.5 * (low + high), float(1.04 * max(half[0], half[1], half[2]))


def packed_surface(
    surface: Surface, center: Float[np.ndarray, " 3"], limit: float, buffers: BufferStore
) -> dict[str, Any]:
    """Put the arrays of a surface into the store and return what the script needs to read them.

    Args:
        surface: to be shown.
        center: what it is turned about.
        limit: the value of the last colour.
        buffers: of the page.
    """
    if not limit > 0:
        raise ValueError(f"the upper end of the colours is {limit:g}; expected a positive value")
    low = surface.vertices.min(axis=0)
    step = float(np.ptp(surface.vertices, axis=0).max()) / _POSITIONS or 1.0
    positions = np.round((surface.vertices - low) / step).astype(np.uint16)
    narrow = np.uint16 if len(surface.vertices) <= _POSITIONS + 1 else np.uint32
    return {
        "positions": buffers.add(positions.T),
        "faces": buffers.add(surface.faces.astype(narrow)),
        "values": None if surface.values is None else buffers.add(_codes(surface.values, limit)),
        "offset": [round(float(x), 6) for x in low - center],
        "step": step,
    }


def _codes(values: Float[np.ndarray, " V"], limit: float) -> UInt[np.ndarray, " V"]:
    scaled = np.clip(values / limit, 0, 1) * _VALUES
    codes = np.where(np.isfinite(values), np.round(scaled), NOT_MEASURED)
    return np.asarray(codes.astype(np.uint8))
