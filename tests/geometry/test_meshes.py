from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.autograd import gradcheck

from geometry.meshes import (
    Mesh,
    edge_topology,
    face_normals,
    midpoint_subdivision,
    subdivide,
    submesh,
    vertex_normals,
)
from geometry.rotations import euler_to_matrix

# A unit square of two triangles, seen counter-clockwise from +z.
SQUARE = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
SQUARE_FACES = np.array([[0, 1, 2], [0, 2, 3]])


def test_mesh_takes_any_number_types_and_keeps_the_order():
    mesh = Mesh(SQUARE.astype(np.float32), SQUARE_FACES.astype(np.uint16), colors=SQUARE)
    assert mesh.vertices.dtype == np.float64
    assert mesh.faces.dtype == np.int64
    assert mesh.faces.tolist() == SQUARE_FACES.tolist()


@pytest.mark.parametrize(
    ("vertices", "faces", "colors", "message"),
    [
        (np.empty((0, 3)), SQUARE_FACES, None, "vertices of a mesh are empty"),
        (SQUARE, np.empty((0, 3), int), None, "faces of a mesh are empty"),
        (SQUARE[:, :2], SQUARE_FACES, None, r"shape \(4, 2\); expected \(V, 3\)"),
        (SQUARE, np.array([[0, 1, 2, 3]]), None, "triangulate"),
        (SQUARE, SQUARE_FACES + 1, None, r"1\.\.4; expected 0\.\.3"),
        (SQUARE, SQUARE_FACES - 1, None, r"-1\.\.2; expected 0\.\.3"),
        (SQUARE, SQUARE_FACES * 1.0, None, "float64; expected integers"),
        (np.full((4, 3), np.nan), SQUARE_FACES, None, "4 rows that are not finite, first row 0"),
        (SQUARE, SQUARE_FACES, SQUARE * 255, "divide 8-bit values by 255"),
        (SQUARE, SQUARE_FACES, SQUARE[:3], r"shape \(3, 3\); expected \(4, 3\)"),
    ],
)
def test_mesh_refuses_what_is_not_one(vertices, faces, colors, message):
    with pytest.raises(ValueError, match=message):
        Mesh(vertices, faces, colors)


def test_face_normals_by_hand_and_zero_without_area():
    faces = np.array([[0, 1, 2], [0, 2, 1], [0, 0, 2]])
    normals = face_normals(5 * SQUARE, faces)
    assert normals.tolist() == [[0, 0, 1], [0, 0, -1], [0, 0, 0]]


def test_vertex_normals_weight_faces_by_area():
    # Vertex 0 joins a face of area 1/2 towards z and one of area 2 towards x.
    vertices = torch.tensor([[0.0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 2, 0], [0, 0, 2], [9, 9, 9]])
    faces = torch.tensor([[0, 1, 2], [0, 3, 4]])
    normals = vertex_normals(vertices[None], faces)[0]
    torch.testing.assert_close(normals[0], torch.tensor([4.0, 0, 1]) / 17**0.5)
    torch.testing.assert_close(normals[1], torch.tensor([0.0, 0, 1]))
    assert (normals[5] == 0).all()  # no face


def test_vertex_normals_of_three_vertices_and_three_faces_turn_along():
    # A batch of 3, and 3 vertices: a cross product over a guessed dimension would go wrong.
    generator = torch.Generator().manual_seed(0)
    vertices = torch.randn(3, 3, 3, dtype=torch.float64, generator=generator)
    faces = torch.tensor([[0, 1, 2]])
    rotation = euler_to_matrix(torch.tensor([0.3, 1.0, -2.0], dtype=torch.float64))
    normals = vertex_normals(vertices, faces)
    torch.testing.assert_close(vertex_normals(vertices @ rotation.T, faces), normals @ rotation.T)
    for batch in range(3):
        expected = face_normals(vertices[batch].numpy(), faces.numpy())
        np.testing.assert_allclose(normals[batch].numpy(), np.repeat(expected, 3, axis=0))


def test_vertex_normals_gradients_also_beside_a_face_without_area():
    vertices = torch.tensor(SQUARE[None] + [[[0, 0, 0], [0, 0, 0.2], [0, 0.1, 0], [0, 0, 0]]])
    faces = torch.tensor(SQUARE_FACES)
    assert gradcheck(lambda v: vertex_normals(v, faces), vertices.requires_grad_())
    vertex_normals(vertices, torch.tensor([[0, 0, 1]])).sum().backward()
    assert torch.isfinite(vertices.grad).all()


def test_submesh_keeps_order_and_whole_faces():
    mesh = Mesh(SQUARE, SQUARE_FACES, colors=SQUARE, uv=SQUARE[:, :2])
    cut = submesh(mesh, np.array([True, False, True, True]))
    assert cut.vertices.tolist() == SQUARE[[0, 2, 3]].tolist()
    assert cut.faces.tolist() == [[0, 1, 2]]
    assert cut.colors.tolist() == cut.vertices.tolist()
    assert cut.uv.tolist() == cut.vertices[:, :2].tolist()
    with pytest.raises(ValueError, match="no face lies within the 2 selected vertices"):
        submesh(mesh, np.array([True, False, True, False]))
    with pytest.raises(ValueError, match=r"shape \(3,\); expected \(4,\)"):
        submesh(mesh, np.array([True, False, True]))


def test_edges_of_a_square():
    edges = edge_topology(SQUARE_FACES)
    assert edges.vertices.tolist() == [[0, 1], [0, 2], [0, 3], [1, 2], [2, 3]]
    assert edges.faces.tolist() == [[0, -1], [0, 1], [1, -1], [0, -1], [1, -1]]
    assert edges.face_count.tolist() == [1, 2, 1, 1, 1]
    assert edges.of_face.tolist() == [[0, 3, 1], [1, 4, 2]]


def test_edge_of_three_faces_is_counted():
    edges = edge_topology(np.array([[0, 1, 2], [1, 0, 3], [0, 1, 4]]))
    assert edges.face_count.tolist() == [3, 1, 1, 1, 1, 1, 1]
    assert edges.faces[0].tolist() == [0, 1]


def test_subdivision_shares_midpoints_and_keeps_area_and_orientation():
    mesh = subdivide(Mesh(SQUARE, SQUARE_FACES, colors=SQUARE, uv=SQUARE[:, :2]))
    assert mesh.vertices.shape == (4 + 5, 3)
    assert mesh.vertices[4:].tolist() == [
        [0.5, 0, 0],
        [0.5, 0.5, 0],
        [0, 0.5, 0],
        [1, 0.5, 0],
        [0.5, 1, 0],
    ]
    a, b, c = (mesh.vertices[mesh.faces[:, i]] for i in range(3))
    np.testing.assert_allclose(np.cross(b - a, c - a), np.tile([0, 0, 0.25], (8, 1)))
    assert (mesh.colors == mesh.vertices).all()
    assert (mesh.uv == mesh.vertices[:, :2]).all()


def test_subdivision_carries_labels_and_counts_unused_vertices():
    subdivision = midpoint_subdivision(SQUARE_FACES, n_vertices=6)
    labels = subdivision.nearest(np.array([3, 1, 4, 1, 5, 9]))
    assert labels.tolist() == [3, 1, 4, 1, 5, 9, 3, 3, 3, 1, 4]
    assert subdivision.faces.max() == 10
    # 4 i .. 4 i + 3 make up face i: the corners of face 1 are in faces 4..6
    assert subdivision.faces[4:7][[0, 1, 2], [0, 1, 2]].tolist() == [0, 2, 3]
