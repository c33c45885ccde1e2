from __future__ import annotations

import numpy as np
import pytest
import trimesh

from geometry.mesh_files import MeshFileError, read_mesh, write_mesh
from geometry.meshes import Mesh

FORMATS = [".obj", ".ply", ".glb"]


@pytest.fixture
def mesh():
    """Equal vertices, an unused vertex, an empty face and an equal face: nothing may be tidied."""
    rng = np.random.default_rng(0)
    vertices = np.round(rng.normal(size=(40, 3)) * 100, 3)
    vertices[7] = vertices[3]
    faces = rng.integers(0, 39, (60, 3))
    faces[5] = [4, 4, 9]
    faces[6] = faces[8] = [3, 7, 1]
    return Mesh(vertices, faces, np.round(rng.random((40, 3)) * 255) / 255)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("colored", [True, False])
def test_round_trip_keeps_every_vertex_and_face_in_order(mesh, tmp_path, suffix, colored):
    mesh = Mesh(mesh.vertices, mesh.faces, mesh.colors if colored else None)
    write_mesh(tmp_path / f"mesh{suffix}", mesh)
    back = read_mesh(tmp_path / f"mesh{suffix}")
    tolerance = 2e-5 if suffix == ".glb" else 1e-9  # GLB holds float32
    np.testing.assert_allclose(back.vertices, mesh.vertices, rtol=0, atol=tolerance)
    assert back.faces.tolist() == mesh.faces.tolist()
    if colored:
        np.testing.assert_allclose(back.colors, mesh.colors, rtol=0, atol=1e-8)
    else:
        assert back.colors is None


@pytest.mark.parametrize("suffix", [".obj", ".glb"])
def test_round_trip_of_texture_coordinates(mesh, tmp_path, suffix):
    uv = np.random.default_rng(1).random((40, 2))
    faces = np.concatenate([mesh.faces, np.arange(39).reshape(-1, 3), [[37, 38, 39]]])
    write_mesh(tmp_path / f"mesh{suffix}", Mesh(mesh.vertices, faces, uv=uv))
    back = read_mesh(tmp_path / f"mesh{suffix}")
    np.testing.assert_allclose(back.uv, uv, atol=1e-6)
    assert back.faces.tolist() == faces.tolist()


@pytest.mark.parametrize("suffix", FORMATS)
def test_others_read_what_is_written(mesh, tmp_path, suffix):
    write_mesh(tmp_path / f"mesh{suffix}", mesh)
    other = trimesh.load_mesh(tmp_path / f"mesh{suffix}", process=False)
    assert len(other.faces) == 60
    corners = other.vertices[other.faces]
    np.testing.assert_allclose(corners, mesh.vertices[mesh.faces], rtol=0, atol=2e-5)


def _obj(tmp_path, text):
    path = tmp_path / "mesh.obj"
    path.write_text(text)
    return read_mesh(path)


CORNERS = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n"


@pytest.mark.parametrize(
    ("faces", "expected"),
    [
        ("f 1 2 3\nf 1 3 4", [[0, 1, 2], [0, 2, 3]]),
        ("f 1/1/1 2/2/1 3/3/1", [[0, 1, 2]]),
        ("f 1/1 2/2 3/3\r\n", [[0, 1, 2]]),
        ("f 1//1 2//1 3//1", [[0, 1, 2]]),
        ("f -4 -3 -2", [[0, 1, 2]]),
        ("f 1 2 3 4", [[0, 1, 2], [0, 2, 3]]),
        ("f 1 2 3 4\nf 2 3 4  # comment", [[0, 1, 2], [0, 2, 3], [1, 2, 3]]),
        ("f\t1 2 \\\n3", [[0, 1, 2]]),
        ("usemtl skin\ns off\nthree words here\n  f 1 2 3", [[0, 1, 2]]),
    ],
)
def test_obj_face_forms(tmp_path, faces, expected):
    texture = "vt 0 0\nvt 1 0\nvt 1 1\n" if "/" in faces else ""
    mesh = _obj(tmp_path, CORNERS + texture + faces)
    assert mesh.faces.tolist() == expected
    assert mesh.vertices.tolist() == [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]]


def test_obj_negative_ids_count_from_where_they_stand(tmp_path):
    late = "v 5 5 5\nv 6 6 6\n"
    assert _obj(tmp_path, CORNERS + "f -4 -3 -2\n" + late + "f -3 -2 -1").faces.tolist() == [
        [0, 1, 2],
        [3, 4, 5],
    ]


def test_obj_vertices_with_colors_and_weights(tmp_path):
    colored = _obj(tmp_path, "v 0 0 0 1 0.5 0\nv 1 0 0 0 0 1\nv 0 1 0 0 1 0\nf 1 2 3")
    assert colored.colors.tolist() == [[1, 0.5, 0], [0, 0, 1], [0, 1, 0]]
    eight_bit = _obj(tmp_path, "v 0 0 0 255 51 0\nv 1 0 0 0 0 0\nv 0 1 0 0 0 0\nf 1 2 3")
    assert eight_bit.colors[0].tolist() == [1, 0.2, 0]
    weighted = _obj(tmp_path, "v 0 0 0 1\nv 1 0 0 1\nv 0 1 0 1\nf 1 2 3")
    assert weighted.colors is None
    assert weighted.vertices[1].tolist() == [1, 0, 0]


def test_obj_texture_with_a_seam_is_left_out_not_guessed(tmp_path):
    texture = "vt 0 0\nvt 1 0\nvt 1 1\nvt 0.5 0.5\n"
    whole = _obj(tmp_path, CORNERS + texture + "f 1/1 2/2 3/3\nf 1/1 3/3 4/4")
    assert whole.uv.tolist() == [[0, 0], [1, 0], [1, 1], [0.5, 0.5]]
    assert _obj(tmp_path, CORNERS + texture + "f 1/1 2/2 3/3\nf 1/4 3/3 4/4").uv is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("  \n\n", "the file is empty"),
        ("hello\nworld\n", "0 vertices and 0 faces"),
        (CORNERS, "4 vertices and 0 faces"),
        (CORNERS + "f 1 2 5\n", r"vertices 1\.\.5; expected 1\.\.4"),
        (CORNERS + "f 1 2 0\n", "vertex 0"),
        (CORNERS + "f 1 2 -5\n", "vertex -5"),
        (CORNERS + "f 1 2\n", "has 2 corners, expected 3 or more"),
        (CORNERS + "f 1 2 x\n", "`f 1 2 x` cannot be read"),
        (CORNERS + "v 1 2\nf 1 2 3\n", "from 3 to 2 at row 5"),
        (CORNERS + "v 1 2 nose\nf 1 2 3\n", "nose"),
        (CORNERS + "v 1 2 nan\nf 1 2 3\n", "not finite, first row 4"),
        (CORNERS + "v 1 inf 2\nf 1 2 3\n", "not finite, first row 4"),
        ("v 1 2\nv 1 2\nv 1 3\nf 1 2 3", "vertices have 2 numbers"),
        ("v 0 0 0 1 1 -1\n" * 3 + "f 1 2 3", "expected \\[0, 1\\]"),
        (CORNERS + "f 1 2 3\n\0\0", "binary data"),
    ],
)
def test_hostile_obj(tmp_path, text, message):
    with pytest.raises(MeshFileError, match=message) as caught:
        _obj(tmp_path, text)
    assert str(caught.value).startswith(str(tmp_path / "mesh.obj"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("suffix", FORMATS)
def test_truncated_files_are_errors_never_smaller_meshes(mesh, tmp_path, suffix):
    write_mesh(tmp_path / f"whole{suffix}", mesh)
    data = (tmp_path / f"whole{suffix}").read_bytes()
    for length in [0, 1, 10, *range(50, len(data), len(data) // 12)]:
        cut = data[:length]
        if suffix == ".obj":  # text without a length in it: cut within a line
            cut = cut[: cut.rfind(b" ") + 1]
        (tmp_path / f"cut{suffix}").write_bytes(cut)
        with pytest.raises(MeshFileError, match="cut"):
            read_mesh(tmp_path / f"cut{suffix}")


@pytest.mark.parametrize("suffix", FORMATS)
def test_rubbish_is_an_error_with_the_path(tmp_path, suffix):
    path = tmp_path / f"noise{suffix}"
    head = b"ply\n" if suffix == ".ply" else b"glTF" if suffix == ".glb" else b""
    path.write_bytes(head + np.random.default_rng(0).bytes(3000))
    with pytest.raises(MeshFileError, match="noise") as caught:
        read_mesh(path)
    assert "\n" not in str(caught.value)


ASCII_PLY = """ply
format ascii 1.0
element vertex 4
property float x
property float y
property float z
property uchar red
property uchar green
property uchar blue
element face 2
property list uchar int vertex_indices
end_header
0 0 0 255 0 0
1 0 0 0 255 0
1 1 0 0 0 255
0 1 0 0 0 51
3 0 1 2
3 0 2 3
"""


def test_ascii_ply_and_its_truncations(tmp_path):
    path = tmp_path / "mesh.ply"
    path.write_text(ASCII_PLY)
    mesh = read_mesh(path)
    assert mesh.vertices.tolist() == [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]]
    assert mesh.faces.tolist() == [[0, 1, 2], [0, 2, 3]]
    np.testing.assert_allclose(mesh.colors[3], [0, 0, 0.2])
    for n_lost in range(2, len(ASCII_PLY), 7):
        path.write_text(ASCII_PLY[:-n_lost])
        with pytest.raises(MeshFileError):
            read_mesh(path)
    path.write_text(ASCII_PLY.replace("0 1 0 0 0 51", "0 nan 0 0 0 51"))
    with pytest.raises(MeshFileError, match="not finite, first row 3"):
        read_mesh(path)
    path.write_text(ASCII_PLY.replace("3 0 2 3", "3 0 2 9"))
    with pytest.raises(MeshFileError):
        read_mesh(path)


def test_a_glb_of_several_meshes_is_refused(tmp_path):
    scene = trimesh.Scene([trimesh.creation.box(), trimesh.creation.icosahedron()])
    scene.export(tmp_path / "two.glb")
    with pytest.raises(MeshFileError, match="2 triangle meshes; expected exactly one"):
        read_mesh(tmp_path / "two.glb")


def test_a_glb_node_transform_is_applied(tmp_path):
    scene = trimesh.Scene()
    box = trimesh.creation.box()
    scene.add_geometry(box, transform=trimesh.transformations.translation_matrix([0, 0, 5]))
    scene.export(tmp_path / "moved.glb")
    expected = box.vertices + np.array([0, 0, 5])
    np.testing.assert_allclose(read_mesh(tmp_path / "moved.glb").vertices, expected)


def test_unknown_suffix_and_missing_file(mesh, tmp_path):
    for name in ("mesh.stl", "mesh"):
        with pytest.raises(ValueError, match=r"expected one of \.obj, \.ply, \.glb"):
            read_mesh(tmp_path / name)
        with pytest.raises(ValueError, match=r"expected one of \.obj, \.ply, \.glb"):
            write_mesh(tmp_path / name, mesh)
    with pytest.raises(FileNotFoundError, match="does not exist"):
        read_mesh(tmp_path / "absent.obj")
