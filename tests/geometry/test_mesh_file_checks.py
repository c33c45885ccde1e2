"""Files that want to hurt: refused in one line, and before anything large is made of them."""

from __future__ import annotations

import json
import struct
import tracemalloc

import numpy as np
import pytest

from geometry.mesh_file_checks import one_line
from geometry.mesh_files import MeshFileError, read_mesh, write_mesh
from geometry.meshes import Mesh

CORNERS = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n"


def _refusal(path, data):
    path.write_bytes(data)
    tracemalloc.start()
    with pytest.raises(MeshFileError) as caught:
        read_mesh(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert str(caught.value).isprintable()
    assert len(caught.value.problem) <= 300
    assert peak < 20e6 + 3 * len(data)
    return caught.value.problem


def _ply(header, body=b"", kind="binary_little_endian"):
    lines = [f"ply\nformat {kind} 1.0\n", *(f"{line}\n" for line in header), "end_header\n"]
    return "".join(lines).encode() + body


XYZ = ["property float x", "property float y", "property float z"]
CORNER_LIST = ["property list uchar int vertex_indices"]


@pytest.mark.parametrize("kind", ["ascii", "binary_little_endian", "binary_big_endian"])
def test_a_ply_header_that_promises_more_than_follows(tmp_path, kind):
    header = ["element vertex 2000000", *XYZ, "element face 4000000", *CORNER_LIST]
    problem = _refusal(tmp_path / "a.ply", _ply(header, b"0 0 0\n" * 20, kind))
    assert "promises 6000000 rows" in problem
    assert "truncated" in problem


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (["element vertex 10000000", *XYZ, "element face 1", *CORNER_LIST], "10000000 vertices"),
        (
            ["element vertex 9", *XYZ, "element face 90000000", *CORNER_LIST],
            "90000000 rows of face",
        ),
        (["element vertex -1", *XYZ, "element face 1", *CORNER_LIST], "`element vertex -1`"),
        (["element vertex 1" + "0" * 4000, *XYZ], "cannot be read"),
        (["element vertex 1", "property quaternion x"], "`property quaternion x`"),
        (["property float x"], "`property float x`"),
        (["element vertex 1", *XYZ], "no faces"),
    ],
)
def test_impossible_ply_headers(tmp_path, header, message):
    assert message in _refusal(tmp_path / "a.ply", _ply(header, b"\0" * 99))


def test_ply_without_magic_format_or_end(tmp_path):
    assert "begin with `ply`" in _refusal(tmp_path / "a.ply", b"solid stl")
    assert "`end_header`" in _refusal(tmp_path / "a.ply", b"ply\nformat ascii 1.0\n" + b"x" * 10**6)
    assert "no format" in _refusal(tmp_path / "a.ply", b"ply\nend_header\n")


def test_an_obj_of_ten_million_vertices(tmp_path):
    problem = _refusal(tmp_path / "a.obj", b"v 0 0 0\n" * 10_000_000 + b"f 1 2 3\n")
    assert "vertices; expected a face of at most 3000000" in problem


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("f 1 2 99999999999999999999999\n", ""),
        ("f 1 2 -99999999999999999999999\n", "vertex -9999"),
        (f"f 1 2 {'3' * 10_000}\n", "cannot be read"),
        (f"f 1 2 {'x' * 10**6}\n", "cannot be read"),
        (f"v {'a' * 10**6} 0 0\nf 1 2 3\n", "`v` lines cannot be read"),
        ("v 0 0 1e12\nf 1 2 3\n", "coordinates reach 1e+12"),
        ("v 0 0 1e999\nf 1 2 3\n", "not finite"),
    ],
)
def test_obj_with_huge_numbers_and_lines(tmp_path, text, message):
    assert message in _refusal(tmp_path / "a.obj", (CORNERS + text).encode())


def _glb(tree, version=2, length=None):
    body = json.dumps(tree).encode() if isinstance(tree, dict) else tree
    total = 20 + len(body) if length is None else length
    return b"glTF" + struct.pack("<IIII", version, total, len(body), 0x4E4F534A) + body


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"glTF" + bytes(3), "does not begin"),
        (_glb({}, version=1), "version 1"),
        (_glb({}, length=10**9), "truncated"),
        (_glb({"accessors": [{"count": 10**12}]}), "values in its accessors"),
        (_glb({"accessors": [{"count": 1e400}]}), "infinity"),
        (_glb({"accessors": 3}), "no valid glTF structure"),
        (_glb(b"[" * 100_000), "no valid glTF structure"),
        (_glb({"nodes": [{"children": [1]}, {"children": [0]}]}), "circular"),
        (_glb({"nodes": [{"children": [1, 1]}, {}]}), "two parents"),
        (_glb({"nodes": [{}] * 20_000}), "20000 nodes"),
        (_glb({"buffers": [{"uri": "/etc/passwd"}]}), "refers to another file"),
        (_glb({"meshes": []}), "0 triangle meshes"),
    ],
)
def test_impossible_glb(tmp_path, data, message):
    assert message in _refusal(tmp_path / "a.glb", data)


def _grid(n):
    """Return a square of n * n vertices, rows of faces in order, and one vertex of many digits."""
    index = np.arange(n * n).reshape(n, n)
    a, b, c, d = (
        part.ravel() for part in (index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1])
    )
    vertices = np.stack([index.ravel() % n, index.ravel() // n, index.ravel() * 0.5], axis=1)
    faces = np.stack([np.stack([a, b, c], 1), np.stack([a, c, d], 1)], 1).reshape(-1, 3)
    return Mesh(vertices, faces)


@pytest.mark.parametrize("suffix", [".obj", ".ply", ".glb"])
def test_a_file_cut_anywhere_within_its_lines_is_refused(tmp_path, suffix):
    write_mesh(tmp_path / f"good{suffix}", _grid(14))
    data = (tmp_path / f"good{suffix}").read_bytes()
    for length in range(1, len(data) - 12, len(data) // 60):
        cut = data[:length].rstrip(b"\n") if suffix == ".obj" else data[:length]
        (tmp_path / f"cut{suffix}").write_bytes(cut)
        try:
            mesh = read_mesh(tmp_path / f"cut{suffix}")
        except MeshFileError:
            continue
        # Hardly any face is left: no reconstruction, which whoever scores it sees.
        assert suffix == ".obj"
        assert len(mesh.faces) < 100


def test_an_obj_without_a_last_line_feed_is_whole_if_all_its_vertices_are_used(tmp_path):
    write_mesh(tmp_path / "a.obj", _grid(9))
    data = (tmp_path / "a.obj").read_bytes()
    (tmp_path / "b.obj").write_bytes(data.rstrip(b"\n"))
    (tmp_path / "c.obj").write_bytes(b"v 9 9 9\n" + data)
    assert len(read_mesh(tmp_path / "b.obj").faces) == 128
    assert len(read_mesh(tmp_path / "c.obj").vertices) == 82


def test_directories_loops_and_missing_files_are_no_meshes(tmp_path):
    (tmp_path / "folder.obj").mkdir()
    (tmp_path / "loop.obj").symlink_to(tmp_path / "loop.obj")
    for name in ("folder.obj", "loop.obj", "missing.obj"):
        with pytest.raises(FileNotFoundError, match="expected a mesh file"):
            read_mesh(tmp_path / name)


def test_one_line_is_short_and_printable():
    assert one_line("a\nb\t c\x1b[31m") == "a b c [31m"
    assert len(one_line("x" * 10_000)) == 300
