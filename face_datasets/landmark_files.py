"""Files of landmarks, of images and of scans: plain text, MeshLab's `.pp`, landmarker.io's JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from jaxtyping import Float, Float64

from .errors import DamagedFileError

_PICKED_POINT = re.compile(r"<point\b([^>]*)>")
_COORDINATE = re.compile(r"""\b([xyz])\s*=\s*["']([^"']*)["']""")


def read_text_points(path: Path, count: int) -> Float[np.ndarray, "L 3"]:
    """Read `count` lines "x y z", separated by blanks or commas; empty lines do not count.

    Raises:
        DamagedFileError: not that many lines of three finite numbers.
    """
    lines = _text(path).replace(",", " ").splitlines()
    return _points(path, [line.split() for line in lines if line.strip()], count)


def read_image_points(path: Path, count: int) -> Float64[np.ndarray, "L 2"]:
    """Read `count` pairs "u v" of pixels, separated by blanks, commas or lines.

    Raises:
        DamagedFileError: not that many pairs of finite numbers.
    """
    try:
        numbers = np.array(_text(path).replace(",", " ").split(), np.float64)
    except ValueError as error:
        raise DamagedFileError(path, f"not a list of numbers ({error})") from error
    if numbers.size != 2 * count or not np.isfinite(numbers).all():
        raise DamagedFileError(path, f"{numbers.size} numbers, expected {count} finite pairs")
    return numbers.reshape(count, 2)


def read_picked_points(path: Path, count: int) -> Float[np.ndarray, "L 3"]:
    """Read MeshLab's picked points (`.pp`) in the order of the file.

    NoW's own reader takes the points of lines 9 to 15 and looks at neither names nor the `active`
    flag (soubhiksanyal/now_evaluation @ 7bd1498); this one takes every `<point … />`.

    Raises:
        DamagedFileError: not `count` points with finite x, y and z.
    """
    rows = []
    for match in _PICKED_POINT.finditer(_text(path)):
        values = dict(_COORDINATE.findall(match[1]))
        rows.append([values.get(axis, "missing") for axis in "xyz"])
    return _points(path, rows, count)


def read_ljson(path: Path, count: int) -> Float[np.ndarray, "L 3"]:
    """Read landmarker.io's JSON (`.ljson`), old (`groups`, one group) or new (`landmarks`).

    Raises:
        DamagedFileError: not JSON of that form, or not `count` points.
    """
    try:
        content = json.loads(_text(path))
        groups = content.get("groups")
        if groups is not None:
            if len(groups) != 1:
                raise DamagedFileError(path, f"{len(groups)} landmark groups, expected one")
            content = next(iter(groups.values()))
        return _points(path, content["landmarks"]["points"], count)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        if isinstance(error, DamagedFileError):
            raise
        raise DamagedFileError(path, f"not landmarks as JSON ({error})") from error


def write_text_points(path: Path, points: Float[np.ndarray, "L 3"]) -> None:
    """Write points as lines "x y z", which `read_text_points` reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savetxt(path, points, fmt="%.6f")


def write_picked_points(
    path: Path, points: Float[np.ndarray, "L 3"], names: Sequence[str], mesh_name: str
) -> None:
    """Write points as MeshLab does: eight lines of header, then one line per point."""
    header = (
        "<!DOCTYPE PickedPoints>",
        "<PickedPoints>",
        " <DocumentData>",
        '  <DateTime date="2000-01-01" time="00:00:00"/>',
        '  <User name=""/>',
        f'  <DataFileName name="{mesh_name}"/>',
        '  <templateName name=""/>',
        " </DocumentData>",
    )
    lines = [
        f' <point x="{x:.6f}" y="{y:.6f}" z="{z:.6f}" active="1" name="{name}"/>'
        for name, (x, y, z) in zip(names, points.tolist(), strict=True)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*header, *lines, "</PickedPoints>"]) + "\n")


def write_ljson(path: Path, points: Float[np.ndarray, "L 3"]) -> None:
    """Write points as the one group "LJSON" of landmarker.io's first format."""
    group = {"labels": [], "landmarks": {"connectivity": [], "points": points.tolist()}}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"groups": {"LJSON": group}, "version": 1}) + "\n")


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def _points(path: Path, rows: object, count: int) -> Float[np.ndarray, "L 3"]:
    try:
        points = np.array(rows, dtype=np.float64)
    except (ValueError, TypeError) as error:
        raise DamagedFileError(path, f"not rows of three numbers ({error})") from error
    if points.shape != (count, 3):
        raise DamagedFileError(path, f"points of shape {points.shape}, expected ({count}, 3)")
    if not np.isfinite(points).all():
        row = int(np.isfinite(points).all(axis=1).argmin())
        raise DamagedFileError(path, f"point {row} is not finite")
    return points
