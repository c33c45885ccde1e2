"""From the released ICT folder of OBJ files to one archive, which loads in a second.

Layout of `FaceXModel/`: `generic_neutral_mesh.obj`, `identity000.obj` …, one OBJ per expression,
and `vertex_indices.json` with the landmarks. Every OBJ has the same vertices in the same order, in
centimetres; faces are quads and triangles. The released mesh has 26,719 vertices in 17 parts that
follow one another; the archive keeps the face, the head with the neck, and the eyeballs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, Int

from progress_bar import progress_bar

RELEASED_FOLDER = "FaceXModel"
RELEASED_VERTICES = 26719
# First and last vertex of the parts that are kept (README of the release, "Geometry").
KEPT_PARTS: dict[str, tuple[int, int]] = {
    "face": (0, 9408),
    "head_neck": (9409, 11247),
    "eyeball_left": (21451, 23020),
    "eyeball_right": (23021, 24590),
}
_NEUTRAL = "generic_neutral_mesh"
_INDICES = "vertex_indices.json"


def read_positions(path: Path) -> Float[np.ndarray, "V 3"]:
    """Read the vertex positions of an OBJ file, in its order and unit.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: a vertex line is broken, or there is none.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: copy the whole {RELEASED_FOLDER}/ folder")
    lines = [line[2:] for line in path.read_text().splitlines() if line.startswith("v ")]
    values = np.array(" ".join(lines).split(), dtype=np.float64)
    if not lines or values.size != 3 * len(lines) or not np.isfinite(values).all():
        raise ValueError(f"{path} has no readable vertices (v x y z): copy the file again")
    return values.reshape(-1, 3)


def _read_faces(path: Path) -> tuple[Float[np.ndarray, "T 2"], list[list[tuple[int, int]]]]:
    """Read texture coordinates and polygons of (vertex, texture) ids, both from 0."""
    uv: list[tuple[float, float]] = []
    polygons: list[list[tuple[int, int]]] = []
    for line in path.read_text().splitlines():
        if line.startswith("vt "):
            u, v = line.split()[1:3]
            uv.append((float(u), float(v)))
        elif line.startswith("f "):
            corners = [corner.split("/") for corner in line.split()[1:]]
            polygons.append([(int(c[0]) - 1, int(c[1]) - 1) for c in corners])
    return np.array(uv, dtype=np.float32).reshape(-1, 2), polygons


def _fan(
    polygons: Sequence[Sequence[tuple[int, int]]],
) -> tuple[Int[np.ndarray, "F 3"], Int[np.ndarray, "F 3"]]:
    """Split polygons into triangles; return vertex and texture ids."""
    corners = np.array(
        [(p[0], p[k], p[k + 1]) for p in polygons for k in range(1, len(p) - 1)], dtype=np.int64
    ).reshape(-1, 3, 2)
    return corners[..., 0], corners[..., 1]


def read_obj_corners(
    path: Path,
) -> tuple[Float[np.ndarray, "T 2"], Int[np.ndarray, "F 3"], Int[np.ndarray, "F 3"]]:
    """Read texture coordinates of an OBJ file, and the corners of its triangles.

    Returns:
        Texture coordinates, and per triangle the ids of vertices and of texture coordinates.

    Raises:
        ValueError: a line is broken, or a corner has no texture coordinate.
    """
    try:
        uv, polygons = _read_faces(path)
    except (ValueError, IndexError):
        raise ValueError(f"{path} is no OBJ file with texture coordinates (f v/vt ...)") from None
    return uv, *_fan(polygons)


def _read_landmarks(folder: Path) -> tuple[Int[np.ndarray, " 68"], list[str]]:
    """Read landmark vertex ids and the names of the expressions that the release lists."""
    path = folder / _INDICES
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: copy the whole {RELEASED_FOLDER}/ folder")
    table = json.loads(path.read_text())
    landmarks = np.array(table.get("idx_to_landmark_verts", ()), dtype=np.int64)
    if landmarks.shape != (68,):
        raise ValueError(
            f"{path}: idx_to_landmark_verts has shape {landmarks.shape}, expected (68,)"
        )
    return landmarks, list(table.get("expressions", ()))


def _save(target: Path, content: dict[str, Any]) -> None:
    """Write the archive under a temporary name, then rename it: never a half-written archive."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{os.getpid()}-{target.name}")
    with partial.open("wb") as file:
        np.savez_compressed(file, **content)
    partial.replace(target)


def convert_released_folder(
    folder: Path,
    target: Path,
    parts: dict[str, tuple[int, int]] = KEPT_PARTS,
    n_vertices: int = RELEASED_VERTICES,
) -> None:
    """Convert the released folder to an archive.

    Args:
        folder: `FaceXModel/`.
        target: the archive to write.
        parts: name, first and last vertex of each part to keep.
        n_vertices: number of vertices that the neutral mesh must have.

    Raises:
        FileNotFoundError: a file of the release is missing.
        ValueError: the files do not belong together.
    """
    landmarks, listed = _read_landmarks(folder)
    neutral = read_positions(folder / f"{_NEUTRAL}.obj")
    if len(neutral) != n_vertices:
        raise ValueError(
            f"{folder / _NEUTRAL}.obj has {len(neutral)} vertices, expected {n_vertices}: "
            "use the ICT Face Model Light, version of 2020 or later"
        )
    source = np.concatenate([np.arange(first, last + 1) for first, last in parts.values()])
    renumbered = np.full(n_vertices, -1)
    renumbered[source] = np.arange(len(source))

    identities = sorted(folder.glob("identity[0-9][0-9][0-9].obj"))
    others = {p.stem for p in folder.glob("*.obj")} - {p.stem for p in identities} - {_NEUTRAL}
    names = [n for n in listed if n in others] + sorted(others - set(listed))
    if not identities or not names:
        raise ValueError(f"{folder} has no identity000.obj … or no expressions: copy it again")

    modes = []
    files = identities + [folder / f"{name}.obj" for name in names]
    for path in progress_bar(files, desc="Converting the ICT face model", unit="file"):
        positions = read_positions(path)
        if positions.shape != neutral.shape:
            raise ValueError(f"{path} has {len(positions)} vertices, expected {n_vertices}")
        modes.append((positions - neutral)[source].astype(np.float32))

    uv, polygons = _read_faces(folder / f"{_NEUTRAL}.obj")
    triangles, triangle_uv = _fan(polygons)
    kept = (renumbered[triangles] >= 0).all(axis=1)
    used, triangle_uv = np.unique(triangle_uv[kept], return_inverse=True)
    region = np.concatenate([np.full(b - a + 1, i) for i, (a, b) in enumerate(parts.values())])
    _save(
        target,
        {
            "neutral": neutral[source].astype(np.float32),
            "identity": np.stack(modes[: len(identities)]),
            "expression": np.stack(modes[len(identities) :]),
            "expression_names": np.array(names),
            "triangles": renumbered[triangles[kept]].astype(np.int32),
            "uv": uv[used],
            "triangle_uv": triangle_uv.reshape(-1, 3).astype(np.int32),
            "vertex_region": region.astype(np.uint8),
            "region_names": np.array(list(parts)),
            "landmarks68": renumbered[landmarks].astype(np.int32),
            "source_vertex": source.astype(np.int32),
            "units": np.array("centimetre"),
        },
    )
