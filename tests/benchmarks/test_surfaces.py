from __future__ import annotations

import numpy as np
import pytest
from ellipsoid_heads import coarse_head, place_in_cube, wild_geometry
from scan_pairs import reference_pair
from scipy.spatial.transform import Rotation

from benchmarks.facescape_wild import FaceScapeWild
from benchmarks.now import Now
from benchmarks.reconstruction import Reconstruction
from benchmarks.surfaces import upright_rotation
from geometry.closest_point import SurfaceTree
from geometry.mesh_files import write_mesh

_EYES = [[-45.0, 30, 0], [-15, 30, 5], [15, 30, 5], [45, 30, 0]]
UPRIGHT_SEVEN = np.array([*_EYES, [0, 0, 30], [-25, -35, 10], [25, -35, 10]])


def test_a_face_that_is_turned_is_turned_back():
    turn = Rotation.from_euler("xyz", [0.4, -1.1, 2.0]).as_matrix()
    seven = UPRIGHT_SEVEN @ turn.T + [100, -50, 7]
    back = (seven - seven.mean(axis=0)) @ upright_rotation(seven).T
    assert back[3, 0] - back[0, 0] == pytest.approx(90)
    assert back[0, 1] == pytest.approx(back[3, 1])
    assert back[:4, 1].min() > back[5:, 1].max()
    assert np.argmax(back[:, 2]) == 4
    assert np.linalg.det(upright_rotation(seven)) == pytest.approx(1)


def test_distances_of_a_scan_are_to_the_aligned_surface(tmp_path):
    scan, scan_points, mesh, points = reference_pair(0)
    (tmp_path / "scans").mkdir()
    (tmp_path / "landmarks").mkdir()
    write_mesh(tmp_path / "scans" / "head.obj", scan)
    np.savetxt(tmp_path / "landmarks" / "head.txt", scan_points)
    benchmark = Now(tmp_path)
    ours = Reconstruction(mesh.vertices, mesh.faces, seven=(("bottom", points),))
    found = benchmark.surfaces("head", ours)
    assert found is not None
    expected = benchmark.score("head", ours)
    assert found.score.values == expected.values
    assert np.array_equal(found.distances.astype(np.float32), expected.distances)
    tree = SurfaceTree(found.reconstruction.vertices, found.reconstruction.faces)
    again = tree.closest(found.scan.vertices).distance
    assert np.allclose(again, found.distances, atol=1e-5)
    assert found.distances.mean() == pytest.approx(expected.values["image_mean_mm"])


def test_of_facescape_the_joined_map_and_what_was_measured_at_its_points(wild_data):
    benchmark = FaceScapeWild(wild_data)
    head, geometry = coarse_head("120", 3.0), wild_geometry("120")
    ours = Reconstruction(place_in_cube(head.vertices, geometry), head.faces, frame="image-cube")
    found = benchmark.surfaces("120", ours)
    assert found is not None
    expected = benchmark.score("120", ours)
    assert found.score.values == expected.values
    assert np.array_equal(found.distances, expected.distances)
    assert found.distances.mean() == pytest.approx(expected.details["scan_to_prediction_mm"])
    assert len(found.scan.vertices) == len(found.distances)
    tree = SurfaceTree(found.reconstruction.vertices, found.reconstruction.faces)
    to_surface = tree.closest(found.scan.vertices).distance
    assert np.median(np.abs(to_surface - found.distances)) < 0.2
    assert [p.shape for p in benchmark.photographs("120")] == [(256, 256, 3)]
