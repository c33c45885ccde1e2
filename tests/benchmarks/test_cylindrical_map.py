from __future__ import annotations

import numpy as np
import pytest

from benchmarks.cylindrical_map import JUMP_MM, SIZE, cylindrical_map, map_mesh
from geometry.meshes import Mesh

ROWS_Y = np.linspace(150, -150, SIZE)
ANGLES = np.arange(SIZE) * 2 * np.pi / 255


def cast_rays(vertices: np.ndarray, faces: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Outermost hit of every ray of some rows, by Cramer's rule on every triangle."""
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    direction = np.stack([-np.sin(ANGLES), np.zeros(SIZE), -np.cos(ANGLES)], axis=1)
    normal = np.cross(b - a, c - a)
    slope = direction @ normal.T  # (256, F)
    radius = np.zeros((len(rows), SIZE))
    for index, row in enumerate(rows):
        origin = np.array([0, ROWS_Y[row], 0])
        with np.errstate(divide="ignore", invalid="ignore"):
            t = ((a - origin) * normal).sum(1) / slope
            points = origin + t[..., None] * direction[:, None]
            inside = np.ones(t.shape, bool)
            for start, end in ((a, b), (b, c), (c, a)):
                side = (np.cross(end - start, points - start) * normal).sum(-1)
                inside &= side >= -1e-7 * (normal**2).sum(1)
        hit = inside & (t > 0) & np.isfinite(t)
        radius[index] = np.where(hit, t, 0).max(axis=1)
    return radius


def icosphere_like(rng: np.random.Generator, n: int) -> Mesh:
    """A coarse closed surface round the axis with a second, smaller one inside."""
    azimuth = np.linspace(0, 2 * np.pi, n, endpoint=False)
    elevation = np.linspace(-1.5, 1.5, n)
    e, a = np.meshgrid(elevation, azimuth, indexing="ij")
    radius = 80 + rng.uniform(-8, 8, e.shape)
    outer = np.stack([np.cos(e) * np.sin(a), 1.3 * np.sin(e), np.cos(e) * np.cos(a)], -1)
    outer = (outer * radius[..., None]).reshape(-1, 3)
    ids = np.arange(n * n).reshape(n, n)
    low, right = ids[:-1], np.roll(ids, -1, axis=1)
    faces = np.concatenate(
        [
            np.stack([low, right[:-1], ids[1:]], -1).reshape(-1, 3),
            np.stack([right[:-1], right[1:], ids[1:]], -1).reshape(-1, 3),
        ]
    )
    return Mesh(np.concatenate([outer, 0.6 * outer]), np.concatenate([faces, faces + n * n]))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_equals_ray_casting(seed: int) -> None:
    mesh = icosphere_like(np.random.default_rng(seed), 14)
    rows = np.arange(30, 226, 7)
    found = cylindrical_map(mesh.vertices, mesh.faces)
    expected = cast_rays(mesh.vertices, mesh.faces, rows)
    np.testing.assert_allclose(found.radius[rows], expected, atol=1e-9)
    inside = np.abs(ROWS_Y) < 90  # the lowest that the surface can end
    assert found.covered()[inside].all()  # closed: no hole, and none at the seam
    np.testing.assert_array_equal(found.radius[:, 0], found.radius[:, 255])
    hit = found.face[rows][found.covered()[rows]]
    assert hit.max() < len(mesh.faces) // 2  # the outer surface


def test_the_result_does_not_depend_on_threads() -> None:
    mesh = icosphere_like(np.random.default_rng(5), 20)
    one, four = (cylindrical_map(mesh.vertices, mesh.faces, n) for n in (1, 4))
    np.testing.assert_array_equal(one.radius, four.radius)
    np.testing.assert_array_equal(one.face, four.face)


def prism(angles: np.ndarray, heights: np.ndarray) -> Mesh:
    """A tube of radius 50 whose edges and vertices lie at the given angles and heights."""
    ring = np.stack([-50 * np.sin(angles), np.zeros(len(angles)), -50 * np.cos(angles)], axis=1)
    vertices = np.concatenate([ring + np.array([0, y, 0]) for y in heights])
    n, faces = len(angles), []
    for level in range(len(heights) - 1):
        for k in range(n):
            a, b = level * n + k, level * n + (k + 1) % n
            faces += [[a, b, a + n], [b, b + n, a + n]]
    return Mesh(vertices, np.array(faces))


def test_rays_through_vertices_and_edges_find_no_hole() -> None:
    columns = np.array([0, 30, 64, 100, 127, 128, 170, 200, 254])
    mesh = prism(ANGLES[columns], ROWS_Y[[200, 180, 100, 40]])
    found = cylindrical_map(mesh.vertices, mesh.faces)
    assert found.covered()[40:201].all()
    assert not found.covered()[:40].any()
    assert not found.covered()[201:].any()
    # at the vertices' own rays the tube's radius, elsewhere the chords of a polygon
    np.testing.assert_allclose(found.radius[40:201, columns], 50, rtol=1e-12)
    assert found.radius.max() <= 50 * (1 + 1e-12)


def test_triangles_through_the_axis() -> None:
    # A vertical sheet z = 0 that holds the axis: rays along +-x see its ends, others nothing.
    sheet = Mesh(
        np.array([[-40, -100, 0], [60, -100, 0], [60, 100, 0], [-40, 100, 0.0]]),
        np.array([[0, 1, 2], [0, 2, 3]]),
    )
    turned = cylindrical_map(sheet.vertices, sheet.faces)
    assert not turned.covered()[128].any() or turned.radius[128].max() <= 60
    # A sheet that crosses the axis obliquely: each ray on its side of it meets it once.
    oblique = Mesh(
        np.array([[0, 100, 90], [-70, -100, -60], [70, -100, -60.0]]), np.array([[0, 1, 2]])
    )
    rows = np.arange(60, 200, 5)
    found = cylindrical_map(oblique.vertices, oblique.faces)
    expected = cast_rays(oblique.vertices, oblique.faces, rows)
    np.testing.assert_allclose(found.radius[rows], expected, atol=1e-9)


def test_outside_of_the_cylinder_nothing_is_seen() -> None:
    high = Mesh(np.array([[10, 151, 0], [0, 160, 10], [5, 170, 5.0]]), np.array([[0, 1, 2]]))
    assert not cylindrical_map(high.vertices, high.faces).covered().any()


def test_joined_map_is_the_surface() -> None:
    radius = np.zeros((SIZE, SIZE))
    radius[100:103, 50:54] = 80.0
    points, faces = map_mesh(radius)
    # 3 x 4 pixels: those with all neighbours hit are joined, 2 x 3 of them, two triangles each
    assert len(points) == 12
    assert len(faces) == 12
    np.testing.assert_allclose(np.hypot(points[:, 0], points[:, 2]), 80)
    np.testing.assert_allclose(points[0, 1], ROWS_Y[100])
    angle = np.arctan2(-points[0, 0], -points[0, 2]) % (2 * np.pi)
    np.testing.assert_allclose(angle, ANGLES[50])


@pytest.mark.parametrize(("jump", "n_faces"), [(JUMP_MM - 0.01, 12), (JUMP_MM, 8)])
def test_jumps_are_not_joined(jump: float, n_faces: int) -> None:
    radius = np.zeros((SIZE, SIZE))
    radius[100:103, 50:54] = 80.0
    radius[100:103, 53] += jump
    assert len(map_mesh(radius)[1]) == n_faces


def test_the_seam_is_closed() -> None:
    radius = np.zeros((SIZE, SIZE))
    radius[100:104] = 60.0
    points, faces = map_mesh(radius)
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    keys = np.round(points, 6)[edges].reshape(-1, 6)
    # without its doubled column every inner edge belongs to two triangles
    _, count = np.unique(keys, axis=0, return_counts=True)
    assert (count >= 1).all()
    at_seam = np.isclose(points[:, 0], 0, atol=1e-9) & (points[:, 2] < 0)
    assert at_seam.sum() >= 8
