"""Read and write triangle meshes as OBJ, PLY and GLB.

Vertices keep their number and order: nothing is merged, sorted or dropped, which benchmarks with
vertex ids rely on. Units and axes are the file's own.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .meshes import Mesh

SUFFIXES = (".obj", ".ply", ".glb")


class MeshFileError(ValueError):
    """A mesh file exists and cannot be used.

    Args:
        path: the file.
        problem: what is wrong and what was expected.
    """

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}. Write or download the file again.")


def read_mesh(path: Path | str) -> Mesh:
    """Read a mesh.

    Colours are kept where every vertex has one (values above 1 are taken as 8-bit). Texture
    coordinates are kept where every vertex has exactly one; OBJ files with seams have none.

    Args:
        path: an .obj, .ply or .glb file. Polygons are cut into triangles, as a fan.

    Raises:
        FileNotFoundError: there is no such file.
        MeshFileError: the file is empty, truncated, not a mesh, or holds numbers that are not
            finite.
    """
    path = Path(path)
    readers = {".obj": _read_obj, ".ply": _read_with_trimesh, ".glb": _read_with_trimesh}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise MeshFileError(path, f"unknown mesh type; expected one of {', '.join(SUFFIXES)}")
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist; expected a mesh file")
    data = path.read_bytes()
    if not data.strip():
        raise MeshFileError(path, "the file is empty; expected a mesh")
    try:
        return reader(path, data)
    except MeshFileError:
        raise
    except ValueError as error:
        raise MeshFileError(path, str(error)) from error


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
    if b"\0" in data:
        raise MeshFileError(path, "binary data; expected OBJ text with lines `v x y z`, `f a b c`")
    positions: list[list[float]] = []
    texture: list[list[float]] = []
    corners: list[list[tuple[int, int]]] = []
    number = 0
    try:
        for number, line in enumerate(data.replace(b"\\\n", b" ").split(b"\n"), start=1):
            fields = line.split()
            if not fields:
                continue
            if fields[0] == b"v":
                positions.append([float(field) for field in fields[1:]])
            elif fields[0] == b"vt":
                texture.append([float(field) for field in fields[1:3]])
            elif fields[0] == b"f":
                corners.append(
                    [_corner(field, len(positions), len(texture)) for field in fields[1:]]
                )
                if len(fields) < 4:
                    raise ValueError(f"a face of {len(fields) - 1} corners")
    except ValueError as error:
        raise MeshFileError(
            path, f"line {number} cannot be read ({error}); expected `v x y z` or `f a b c`"
        ) from error
    if not positions or not corners:
        raise MeshFileError(
            path,
            f"{len(positions)} vertices and {len(corners)} faces; expected lines `v x y z` and "
            "`f a b c`",
        )
    vertices, colors = _positions_and_colors(path, positions)
    triangles = np.array(
        [
            (polygon[0], polygon[i], polygon[i + 1])
            for polygon in corners
            for i in range(1, len(polygon) - 1)
        ],
        dtype=np.int64,
    )
    if triangles[..., 0].min() < 0 or triangles[..., 0].max() >= len(vertices):
        raise MeshFileError(
            path,
            f"faces refer to vertices {triangles[..., 0].min() + 1}..{triangles[..., 0].max() + 1}"
            f" of {len(vertices)}; the file may be truncated",
        )
    return Mesh(vertices, triangles[..., 0], colors, _uv_per_vertex(triangles, texture, vertices))


def _corner(field: bytes, n_vertices: int, n_texture: int) -> tuple[int, int]:
    """Return the 0-based vertex and texture ids of `a`, `a/b`, `a//c` or `a/b/c`; -1 for none."""
    parts = field.split(b"/")
    vertex = int(parts[0])
    vertex = vertex - 1 if vertex > 0 else n_vertices + vertex if vertex < 0 else -1
    if len(parts) == 1 or not parts[1]:
        return vertex, -1
    texture = int(parts[1])
    return vertex, texture - 1 if texture > 0 else n_texture + texture


def _positions_and_colors(
    path: Path, rows: list[list[float]]
) -> tuple[np.ndarray, np.ndarray | None]:
    """Split `v` lines: x y z, x y z w, x y z r g b or x y z r g b a."""
    width = len(rows[0])
    if width not in (3, 4, 6, 7):
        raise MeshFileError(
            path, f"the first vertex has {width} numbers; expected x y z or x y z r g b"
        )
    for row, numbers in enumerate(rows):
        if len(numbers) != width:
            raise MeshFileError(
                path,
                f"vertex {row + 1} has {len(numbers)} numbers, the first has {width}; the file "
                "may be truncated",
            )
    table = np.array(rows)
    return table[:, :3], _unit_colors(table[:, 3:6]) if width >= 6 else None


def _unit_colors(colors: np.ndarray) -> np.ndarray:
    """Bring colours to [0, 1]; some programs write 0..255 into OBJ."""
    return np.asarray(colors / 255) if colors.max() > 1 else colors


def _uv_per_vertex(
    triangles: np.ndarray, texture: list[list[float]], vertices: np.ndarray
) -> np.ndarray | None:
    """Return texture coordinates if each vertex has one and the same in all its faces."""
    vertex, corner = triangles.reshape(-1, 2).T
    if not texture or corner.min() < 0 or corner.max() >= len(texture):
        return None
    of_vertex = np.full(len(vertices), -1)
    of_vertex[vertex] = corner
    table = np.array(texture)
    if (of_vertex < 0).any() or table.ndim != 2 or table.shape[1] != 2:
        return None
    return table[of_vertex] if (table[of_vertex[vertex]] == table[corner]).all() else None


def _read_with_trimesh(path: Path, data: bytes) -> Mesh:
    """Parse PLY or GLB."""
    import io

    import trimesh

    kind = path.suffix.lower()[1:]
    try:
        scene = trimesh.load_scene(
            io.BytesIO(data), file_type=kind, process=False, maintain_order=True
        )
        geometry = scene.dump()
    except Exception as error:  # noqa: BLE001  (a parser fed rubbish raises anything)
        reason = f"{type(error).__name__}: {error}"
        raise MeshFileError(path, f"not a readable {kind.upper()} file ({reason})") from error
    meshes = [part for part in geometry if isinstance(part, trimesh.Trimesh)]
    if len(meshes) != 1:
        raise MeshFileError(path, f"{len(meshes)} triangle meshes; expected exactly one")
    found = meshes[0]
    colors = uv = None
    if found.visual.kind == "vertex":
        colors = np.asarray(found.visual.vertex_colors[:, :3]) / 255.0
    elif found.visual.kind == "texture" and found.visual.uv is not None:
        uv = np.asarray(found.visual.uv)
    return Mesh(np.asarray(found.vertices), np.asarray(found.faces), colors, uv)


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
        visual = trimesh.visual.TextureVisuals(uv=mesh.uv)
    made = trimesh.Trimesh(
        mesh.vertices, mesh.faces, vertex_colors=colors, visual=visual, process=False
    )
    return bytes(made.export(file_type="glb"))
