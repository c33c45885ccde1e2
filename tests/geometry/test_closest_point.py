from __future__ import annotations

import os

import numpy as np
import pytest

from geometry.closest_point import SurfaceTree, morton_order
from geometry.meshes import Mesh, subdivide

TRIANGLE = np.array([[0.0, 0, 0], [4, 0, 0], [0, 4, 0]])
CENTRE = np.array([500.0, -300.0, 200.0])
ONE_FACE = np.array([[0, 1, 2]])


def brute_force(queries, vertices, faces):
    """Distances by another route: the plane where the foot lies inside, else the three edges."""
    best = np.full(len(queries), np.inf)
    for a, b, c in vertices[faces]:
        for start, end in ((a, b), (b, c), (c, a)):
            edge = end - start
            length2 = edge @ edge
            along = (queries - start) @ edge / length2 if length2 > 0 else np.zeros(len(queries))
            foot = start + np.clip(along, 0, 1)[:, None] * edge
            best = np.minimum(best, np.linalg.norm(queries - foot, axis=1))
        normal = np.cross(b - a, c - a)
        if normal @ normal > 0:
            inside = np.ones(len(queries), dtype=bool)
            for start, end in ((a, b), (b, c), (c, a)):
                inside &= np.cross(end - start, queries - start) @ normal >= 0
            height = np.abs((queries - a) @ normal) / np.linalg.norm(normal)
            best = np.where(inside, np.minimum(best, height), best)
    return best


@pytest.fixture(scope="module")
def bumpy():
    """A closed surface of 320 faces with vertices in random order."""
    rng = np.random.default_rng(0)
    octahedron = np.concatenate([np.eye(3), -np.eye(3)])
    faces = np.array(
        [[0, 1, 2], [1, 3, 2], [3, 4, 2], [4, 0, 2], [1, 0, 5], [3, 1, 5], [4, 3, 5], [0, 4, 5]]
    )
    mesh = subdivide(subdivide(subdivide(Mesh(octahedron, faces))))
    radius = 80 + 10 * rng.random((len(mesh.vertices), 1))
    vertices = mesh.vertices / np.linalg.norm(mesh.vertices, axis=1, keepdims=True) * radius
    return vertices + CENTRE, rng.permutation(mesh.faces)


@pytest.fixture(scope="module")
def queries():
    rng = np.random.default_rng(1)
    near = rng.normal(size=(1500, 3))
    near *= rng.uniform(0, 130, (1500, 1)) / np.linalg.norm(near, axis=1, keepdims=True)
    return near + CENTRE


@pytest.mark.parametrize(
    ("query", "point", "barycentric"),
    [
        ((1, 1, 5), (1, 1, 0), (0.5, 0.25, 0.25)),  # inside
        ((-1, -2, 2), (0, 0, 0), (1, 0, 0)),  # corners
        ((6, -1, 0), (4, 0, 0), (0, 1, 0)),
        ((-1, 7, 3), (0, 4, 0), (0, 0, 1)),
        ((1, -3, 1), (1, 0, 0), (0.75, 0.25, 0)),  # edges
        ((-3, 1, 1), (0, 1, 0), (0.75, 0, 0.25)),
        ((4, 4, 2), (2, 2, 0), (0, 0.5, 0.5)),
    ],
)
def test_regions_of_a_triangle_by_hand(query, point, barycentric):
    found = SurfaceTree(TRIANGLE, ONE_FACE).closest(np.array([query], float))
    np.testing.assert_allclose(found.points, [point], atol=1e-15)
    np.testing.assert_allclose(found.barycentric, [barycentric], atol=1e-15)
    assert found.distance[0] == pytest.approx(np.linalg.norm(np.subtract(query, point)))
    assert found.face[0] == 0


def test_agrees_with_brute_force(bumpy, queries):
    vertices, faces = bumpy
    found = SurfaceTree(vertices, faces).closest(queries)
    expected = brute_force(queries, vertices, faces)
    np.testing.assert_allclose(found.distance, expected, rtol=0, atol=1e-11)
    # and the record is consistent with itself
    mixed = np.einsum("pc,pcd->pd", found.barycentric, vertices[faces[found.face]])
    np.testing.assert_allclose(found.points, mixed, rtol=0, atol=1e-11)
    distance = np.linalg.norm(found.points - queries, axis=1)
    np.testing.assert_allclose(found.distance, distance, rtol=0, atol=1e-11)
    assert (found.barycentric >= -1e-15).all()


def test_points_on_the_surface_have_distance_zero(bumpy):
    vertices, faces = bumpy
    rng = np.random.default_rng(2)
    face = rng.integers(0, len(faces), 500)
    weights = rng.dirichlet([1, 1, 1], 500)
    points = np.einsum("pc,pcd->pd", weights, vertices[faces[face]])
    found = SurfaceTree(vertices, faces).closest(points)
    assert found.distance.max() < 1e-12
    assert (found.face == face).all()


def test_the_answer_depends_on_neither_order_nor_threads_nor_company(bumpy, queries):
    vertices, faces = bumpy
    # Vertices as queries: every one is equally close to all faces around it.
    queries = np.concatenate([queries, vertices])
    tree = SurfaceTree(vertices, faces)
    found = tree.closest(queries, n_threads=1)
    shuffle = np.random.default_rng(3).permutation(len(queries))
    for other, rows in (
        (tree.closest(queries, n_threads=3), slice(None)),
        (tree.closest(queries[shuffle]), shuffle),
        (tree.closest(queries[::50]), slice(None, None, 50)),
    ):
        for name in ("distance", "points", "face", "barycentric"):
            assert (getattr(other, name) == getattr(found, name)[rows]).all()
    corner = found.face[len(queries) - len(vertices) :]
    lowest = [np.nonzero((faces == v).any(axis=1))[0].min() for v in range(len(vertices))]
    assert (corner == lowest).mean() > 0.9  # rounding may prefer another by 1e-14 mm


def test_invariant_under_rotation_shift_and_face_order(bumpy, queries):
    vertices, faces = bumpy
    turn = np.linalg.qr(np.random.default_rng(4).normal(size=(3, 3)))[0]
    found = SurfaceTree(vertices, faces).closest(queries)
    moved = SurfaceTree(vertices @ turn.T + 7, faces[::-1]).closest(queries @ turn.T + 7)
    np.testing.assert_allclose(moved.distance, found.distance, rtol=0, atol=1e-11)
    np.testing.assert_allclose(moved.points, found.points @ turn.T + 7, rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    "corners",
    [
        [[1, 2, 3], [1, 2, 3], [1, 2, 3]],  # a point
        [[0, 0, 0], [3, 6, 9], [1, 2, 3]],  # a segment, third corner inside it
        [[1, 2, 3], [0, 0, 0], [3, 6, 9]],  # the first one inside
        [[0, 0, 0], [1, 2, 3], [3, 6, 9]],
        [[0, 0, 0], [0, 0, 0], [3, 6, 9]],  # two equal corners
        [[0, 0, 0], [3, 6, 9], [1, 2, 3 + 1e-9]],  # thinner than rounding likes
        [[0.1, 0.7, 0.3], [10.1, 30.7, 5.3], [20.1, 60.7, 10.3 + 1e-7]],
    ],
)
def test_degenerate_triangles_count_as_what_they_are(corners):
    corners = np.array(corners, dtype=float)
    queries = np.random.default_rng(5).normal(size=(300, 3)) * 20
    found = SurfaceTree(corners, ONE_FACE).closest(queries)
    np.testing.assert_allclose(
        found.distance, brute_force(queries, corners, ONE_FACE), rtol=0, atol=1e-8
    )
    assert np.isfinite(found.barycentric).all()


def test_many_equal_triangles_do_not_overflow_the_tree():
    faces = np.repeat(ONE_FACE, 5000, axis=0)
    found = SurfaceTree(TRIANGLE, faces).closest(np.array([[1.0, 1, 2], [9, 9, 9]]))
    np.testing.assert_allclose(found.distance, [2, np.linalg.norm([7, 7, 9])])
    assert found.face.tolist() == [0, 0]


@pytest.mark.parametrize("n_faces", [1, 2, 3, 4, 5, 8, 9, 17, 64, 65])
def test_trees_of_every_small_size(n_faces):
    rng = np.random.default_rng(n_faces)
    vertices, faces = rng.normal(size=(3 * n_faces, 3)), np.arange(3 * n_faces).reshape(-1, 3)
    queries = rng.normal(size=(50, 3))
    found = SurfaceTree(vertices, faces).closest(queries)
    np.testing.assert_allclose(found.distance, brute_force(queries, vertices, faces), atol=1e-12)


def test_bad_input():
    tree = SurfaceTree(TRIANGLE, ONE_FACE)
    with pytest.raises(ValueError, match="1 query points are not finite, first row 1"):
        tree.closest(np.array([[0, 0, 0], [0, np.nan, 0]]))
    with pytest.raises(ValueError, match=r"shape \(3, 2\); expected \(P, 3\)"):
        tree.closest(TRIANGLE[:, :2])
    with pytest.raises(ValueError, match=r"expected 0\.\.2"):
        SurfaceTree(TRIANGLE, ONE_FACE + 1)
    empty = tree.closest(np.empty((0, 3)))
    assert empty.distance.shape == (0,)
    assert empty.points.shape == (0, 3)


def test_morton_order_visits_each_point_once_and_neighbours_together():
    points = np.random.default_rng(6).random((4000, 3))
    order = morton_order(points)
    assert sorted(order.tolist()) == list(range(4000))
    step = np.linalg.norm(np.diff(points[order], axis=0), axis=1).mean()
    assert step < 0.2 * np.linalg.norm(np.diff(points, axis=0), axis=1).mean()
    corners = np.array([[1.0, 1, 1], [0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 0]])
    assert morton_order(corners).tolist() == [4, 2, 3, 1, 0]  # x first, then y, then z
    assert morton_order(np.ones((3, 3))).tolist() == [0, 1, 2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_finds_closest_points(bumpy, queries):
    tree = SurfaceTree(*bumpy)
    expected = tree.closest(queries, n_threads=2).distance
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, tree.closest(queries, n_threads=2).distance.tobytes()[:1000])
        os._exit(0)
    os.close(writer)
    assert os.read(reader, 1000) == expected.tobytes()[:1000]
    os.waitpid(child, 0)
