"""Read and write triangle meshes as OBJ, PLY and GLB.

Vertices keep their number and order: nothing is merged, sorted or dropped, which benchmarks with
vertex ids rely on. Units and axes are the file's own.

Files may be anybody's: what is damaged, or beyond the limits of `mesh_file_checks` (500 MB,
3,000,000 vertices, 6,000,000 triangles, coordinates of 10^9), is refused in one line, at once.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import numpy as np

from .mesh_file_checks import MOST_BYTES, check_glb, check_obj, check_ply, one_line
from .meshes import Mesh

SUFFIXES = (".obj", ".ply", ".glb")
_FEWEST_FACES_OF_A_SCAN = 100  # below, a mesh is somebody's example, written by hand
_MOST_COORDINATE = 1e9  # a face in micrometres reaches 10^6; squares of larger ones overflow early


class MeshFileError(ValueError):
    """A mesh file exists and cannot be used.

    Args:
        path: the file.
        problem: what is wrong and what was expected.
    """

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        self.problem = one_line(problem)
        super().__init__(f"{path}: {self.problem}. Write or download the file again.")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Travel between processes: rebuild from the constructor's arguments."""
        return type(self), (self.path, self.problem)


def read_mesh(path: Path | str) -> Mesh:
    """Read a mesh.

    Colours are kept where every vertex has one (values above 1 are taken as 8-bit). Texture
    coordinates are kept where every vertex has exactly one; OBJ files with seams have none.

    Args:
        path: an .obj, .ply or .glb file. Polygons are cut into triangles, as a fan.

    Raises:
        FileNotFoundError: there is no such file.
        MeshFileError: the file is empty, truncated, too large, not a mesh, or holds numbers that
            are not finite.
    """
    path = Path(path)
    readers = {".obj": _read_obj, ".ply": _read_with_trimesh, ".glb": _read_with_trimesh}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise MeshFileError(path, f"unknown mesh type; expected one of {', '.join(SUFFIXES)}")
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist; expected a mesh file")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise MeshFileError(path, f"{size} bytes; expected a face of at most {MOST_BYTES}")
    data = path.read_bytes()
    if not data.strip():
        raise MeshFileError(path, "the file is empty; expected a mesh")
    try:
        mesh = reader(path, data)
    except MeshFileError:
        raise
    except (ValueError, ArithmeticError, LookupError, MemoryError) as error:
        raise MeshFileError(path, str(error) or type(error).__name__) from error
    largest = float(np.abs(mesh.vertices).max())
    if largest > _MOST_COORDINATE:
        raise MeshFileError(
            path, f"coordinates reach {largest:g}; expected a face, below {_MOST_COORDINATE:g}"
        )
    return mesh


def write_mesh(path: Path | str, mesh: Mesh) -> None:
    """Write a mesh in the format that the suffix names.

    OBJ holds nine significant digits, PLY float64, GLB float32 positions. Colours in PLY and GLB
    have 8 bits; they go first where a GLB mesh has texture coordinates too; PLY has none of those.

    Raises:
        ValueError: the suffix is not one of `SUFFIXES`.
    """
    path = Path(path)
    writers = {".obj": _obj_bytes, ".ply": _ply_bytes, ".glb": _glb_bytes}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise ValueError(f"{path}: unknown mesh type; expected one of {', '.join(SUFFIXES)}")
    path.write_bytes(writer(mesh))


def _read_obj(path: Path, data: bytes) -> Mesh:
    """Parse Wavefront OBJ: `v`, `vt` and `f` lines; all others are ignored."""
    check_obj(data)
    text = data.decode("utf-8", errors="replace").replace("\r", "\n").replace("\\\n", " ")
    lines: dict[str, list[str]] = {"v": [], "vt": [], "f": []}
    defined_before: list[tuple[int, int]] = []  # what negative ids in a face count back from
    for line in io.StringIO(text):
        keyword, _, rest = line.strip().replace("\t", " ").partition(" ")
        if keyword in lines:
            lines[keyword].append(rest)
            if keyword == "f":
                defined_before.append((len(lines["v"]), len(lines["vt"])))
    if not lines["v"] or not lines["f"]:
        raise MeshFileError(
            path,
            f"{len(lines['v'])} vertices and {len(lines['f'])} faces; expected lines `v x y z` "
            "and `f a b c`",
        )
    vertices, colors = _positions_and_colors(path, _number_table(path, "v", lines["v"]))
    triangles = _simple_triangles(lines["f"])
    if triangles is None:
        triangles = _any_triangles(path, lines["f"], defined_before)
    corners = triangles[..., 0]
    if corners.min() < 0 or corners.max() >= len(vertices):
        raise MeshFileError(
            path,
            f"faces refer to vertices {corners.min() + 1}..{corners.max() + 1}; expected "
            f"1..{len(vertices)}: the file may be truncated",
        )
    _check_obj_is_whole(path, data, corners, len(vertices))
    texture = _number_table(path, "vt", lines["vt"])[:, :2] if lines["vt"] else np.empty((0, 2))
    return Mesh(vertices, corners, colors, _uv_per_vertex(triangles, texture, len(vertices)))


def _check_obj_is_whole(path: Path, data: bytes, corners: np.ndarray, n_vertices: int) -> None:
    """Raise where an OBJ was cut off among its faces, as far as that can be told.

    OBJ says nowhere how much is to come. A cut leaves vertices without triangles and ends within a
    line; either alone is common among whole files.
    """
    if data.endswith((b"\n", b"\r")) or len(corners) < _FEWEST_FACES_OF_A_SCAN:
        return
    n_unused = n_vertices - len(np.unique(corners))
    if n_unused:
        raise MeshFileError(
            path,
            f"{n_unused} of {n_vertices} vertices have no face and the last line has no end: the "
            "file is truncated; if it is whole, end it with a line feed",
        )


def _number_table(path: Path, keyword: str, rows: list[str]) -> np.ndarray:
    try:
        if not all(rows):
            raise ValueError(f"row {rows.index('')} is empty")
        return np.loadtxt(rows, dtype=np.float64, ndmin=2)
    except ValueError as error:
        reason = str(error).split(";", maxsplit=1)[0]
        raise MeshFileError(
            path,
            f"`{keyword}` lines cannot be read as equally long rows of numbers, counted from 0: "
            f"{reason}; the file may be truncated",
        ) from error


def _simple_triangles(rows: list[str]) -> np.ndarray | None:
    """Parse faces fast when all are triangles written alike with positive ids; else return None.

    Returns:
        0-based (vertex id, texture id) of each corner, (F, 3, 2); texture -1 for none.
    """
    slashes = rows[0].count("/")
    if slashes not in (0, 3, 6) or any(not row or row.count("/") != slashes for row in rows):
        return None
    if slashes and any("//" in row for row in rows):
        return None
    try:
        table = np.loadtxt([row.replace("/", " ") for row in rows], dtype=np.int64, ndmin=2)
    except (ValueError, OverflowError):
        return None
    if table.shape[1] != 3 + slashes or table.min() < 1:
        return None
    corners = table.reshape(len(table), 3, -1) - 1
    if slashes == 0:
        return np.concatenate([corners, np.full_like(corners, -1)], axis=2)
    return corners[..., :2]


def _any_triangles(
    path: Path, rows: list[str], defined_before: list[tuple[int, int]]
) -> np.ndarray:
    """Parse faces of any form, cutting polygons into fans; returns as `_simple_triangles`."""
    triangles = []
    for row, (n_vertices, n_texture) in zip(rows, defined_before, strict=True):
        fields = row.split("#")[0].split()
        try:
            polygon = [_corner(field, n_vertices, n_texture) for field in fields]
        except ValueError as error:
            raise MeshFileError(path, f"face `f {row[:80]}` cannot be read ({error})") from error
        if len(polygon) < 3:
            raise MeshFileError(
                path,
                f"face `f {row[:80]}` has {len(polygon)} corners, expected 3 or more; the file may "
                "be truncated",
            )
        triangles += [(polygon[0], polygon[i], polygon[i + 1]) for i in range(1, len(polygon) - 1)]
    return np.array(triangles, dtype=np.int64)


def _corner(field: str, n_vertices: int, n_texture: int) -> tuple[int, int]:
    """Return the 0-based vertex and texture ids of `a`, `a/b`, `a//c` or `a/b/c`; -1 for none."""
    parts = field.split("/")
    vertex = int(parts[0])
    if vertex == 0 or vertex < -n_vertices:
        raise ValueError(f"vertex {vertex}, with {n_vertices} vertices before it")
    vertex = vertex - 1 if vertex > 0 else n_vertices + vertex
    if len(parts) == 1 or not parts[1]:
        return vertex, -1
    texture = int(parts[1])
    return vertex, texture - 1 if texture > 0 else n_texture + texture


def _positions_and_colors(path: Path, table: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
    """Split `v` lines: x y z, x y z w, x y z r g b or x y z r g b a."""
    width = table.shape[1]
    if width not in (3, 4, 6, 7):
        raise MeshFileError(path, f"vertices have {width} numbers; expected x y z or x y z r g b")
    return table[:, :3], _unit_colors(table[:, 3:6]) if width >= 6 else None


def _unit_colors(colors: np.ndarray) -> np.ndarray:
    """Bring colours to [0, 1]; some programs write 0..255 into OBJ."""
    return np.asarray(colors / 255) if colors.max() > 1 else colors


def _uv_per_vertex(
    triangles: np.ndarray, texture: np.ndarray, n_vertices: int
) -> np.ndarray | None:
    """Return texture coordinates if each vertex has one and the same in all its faces."""
    vertex, corner = triangles.reshape(-1, 2).T
    if len(texture) == 0 or texture.shape[1] != 2:
        return None
    if corner.min() < 0 or corner.max() >= len(texture):
        return None
    of_vertex = np.full(n_vertices, -1)
    of_vertex[vertex] = corner
    if (of_vertex < 0).any() or (texture[of_vertex[vertex]] != texture[corner]).any():
        return None
    return np.asarray(texture[of_vertex])


def _read_with_trimesh(path: Path, data: bytes) -> Mesh:
    """Parse PLY or GLB."""
    kind = path.suffix.lower()[1:]
    if kind == "ply":
        check_ply(data)
        _check_ascii_ply_is_whole(path, data)
    else:
        check_glb(data)
    import trimesh

    try:
        # not load_scene, which trimesh 4.4 does not have
        loaded: Any = trimesh.load(io.BytesIO(data), file_type=kind, process=False)
        geometry = loaded.dump() if isinstance(loaded, trimesh.Scene) else [loaded]
    except Exception as error:
        # a parser fed rubbish raises anything
        reason = f"{type(error).__name__}: {error}"
        raise MeshFileError(path, f"not a readable {kind.upper()} file ({reason})") from error
    meshes = [part for part in geometry if isinstance(part, trimesh.Trimesh)]
    if len(meshes) != 1:
        raise MeshFileError(path, f"{len(meshes)} triangle meshes; expected exactly one")
    found: Any = meshes[0]
    colors = uv = None
    if found.visual.kind == "vertex":
        colors = np.asarray(found.visual.vertex_colors[:, :3]) / 255.0
    elif found.visual.kind == "texture" and found.visual.uv is not None:
        uv = np.asarray(found.visual.uv)
    return Mesh(np.asarray(found.vertices), np.asarray(found.faces), colors, uv)


def _check_ascii_ply_is_whole(path: Path, data: bytes) -> None:
    """Raise where an ASCII PLY has fewer rows than its header says; trimesh would not notice."""
    head, end, body = data.partition(b"end_header")
    if not end or b"format ascii" not in head:
        return
    elements = re.findall(rb"(?m)^element[ \t]+(\w+)[ \t]+(\d+)", head)
    expected = sum(int(count) for _, count in elements)
    rows = [row.split() for row in body.splitlines() if row.strip()]
    if len(rows) < expected:
        raise MeshFileError(
            path, f"{len(rows)} rows after the header; expected {expected}: the file is truncated"
        )
    if rows and elements[-1][0] == b"face" and len(rows[-1]) < 4:
        raise MeshFileError(path, "the last face is cut off; the file is truncated")


def _obj_bytes(mesh: Mesh) -> bytes:
    columns = mesh.vertices if mesh.colors is None else np.hstack([mesh.vertices, mesh.colors])
    line = "v" + " %.9g" * columns.shape[1] + "\n"
    text = [line * len(columns) % tuple(columns.ravel().tolist())]
    if mesh.uv is not None:
        text.append("vt %.9g %.9g\n" * len(mesh.uv) % tuple(mesh.uv.ravel().tolist()))
    faces = mesh.faces + 1
    if mesh.uv is not None:
        faces = np.repeat(faces, 2, axis=1)
    line = "f %d %d %d\n" if mesh.uv is None else "f %d/%d %d/%d %d/%d\n"
    text.append(line * len(faces) % tuple(faces.ravel().tolist()))
    return "".join(text).encode()


def _ply_bytes(mesh: Mesh) -> bytes:
    """Return a binary PLY with float64 positions."""
    fields = [("x", "<f8"), ("y", "<f8"), ("z", "<f8")]
    header = [f"property double {name}" for name, _ in fields]
    if mesh.colors is not None:
        fields += [("red", "u1"), ("green", "u1"), ("blue", "u1")]
        header += [f"property uchar {name}" for name, _ in fields[3:]]
    table = np.empty(len(mesh.vertices), dtype=fields)
    for axis, name in enumerate("xyz"):
        table[name] = mesh.vertices[:, axis]
    if mesh.colors is not None:
        for channel, name in enumerate(("red", "green", "blue")):
            table[name] = np.round(mesh.colors[:, channel] * 255)
    faces = np.empty(len(mesh.faces), dtype=[("count", "u1"), ("corners", "<i4", 3)])
    faces["count"], faces["corners"] = 3, mesh.faces
    lines = ["ply", "format binary_little_endian 1.0", f"element vertex {len(table)}", *header]
    lines += [f"element face {len(faces)}", "property list uchar int vertex_indices"]
    head = "\n".join([*lines, "end_header", ""]).encode()
    return head + table.tobytes() + faces.tobytes()


def _glb_bytes(mesh: Mesh) -> bytes:
    import trimesh

    colors = None if mesh.colors is None else np.round(mesh.colors * 255).astype(np.uint8)
    visual = None
    if colors is None and mesh.uv is not None:
        texture_visuals: Any = trimesh.visual.TextureVisuals
        visual = texture_visuals(uv=mesh.uv)
    made: Any = trimesh.Trimesh(
        mesh.vertices, mesh.faces, vertex_colors=colors, visual=visual, process=False
    )
    return bytes(made.export(file_type="glb"))
