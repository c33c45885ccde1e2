from __future__ import annotations

import torch

from renderers import mesh_edges


def opposites(edges) -> dict[tuple[int, int], list[int]]:
    ends, first, opposite = edges.vertices.tolist(), edges.first_opposite.tolist(), edges.opposite
    return {
        tuple(pair): sorted(opposite[first[e] : first[e + 1]].tolist())
        for e, pair in enumerate(ends)
    }


def test_two_triangles_and_a_fin():
    # The edge 0-1 has three faces; the winding does not matter.
    found = opposites(mesh_edges(torch.tensor([[0, 1, 2], [0, 1, 3], [1, 0, 4]])))
    assert found[0, 1] == [2, 3, 4]
    assert found[0, 2] == [1]
    assert len(found) == 7


def test_seam_is_closed_by_naming_its_copies():
    faces = torch.tensor([[0, 1, 2], [3, 5, 4]])  # 3, 4 are copies of 0, 1
    assert len(opposites(mesh_edges(faces))) == 6
    found = opposites(mesh_edges(faces, torch.tensor([0, 1, 2, 0, 1, 5])))
    assert len(found) == 5
    assert found[0, 1] == [2, 5]


def test_closed_mesh_has_two_faces_at_every_edge(head):
    vertices, faces = head(16)
    found = opposites(mesh_edges(faces))
    assert {len(opposite) for opposite in found.values()} == {2}
    used = len(faces.unique())
    assert used - len(found) + len(faces) == 2  # Euler
    assert vertices.shape[1] > used


def test_degenerate_face_adds_no_edge_without_length():
    found = opposites(mesh_edges(torch.tensor([[0, 0, 1], [0, 1, 2]])))
    assert all(a != b for a, b in found)
