from __future__ import annotations

import numpy as np
import pytest
from ellipsoid_heads import coarse_head, make_ellipsoid_head, place_in_cube, wild_geometry
from scan_pairs import bumpy_head, moved, reference_pair, seven_ids, seven_points
from scan_sets import landmarks68, reconstruction, write_set
from scipy.spatial.transform import Rotation

from benchmarks.bosphorus import BosphorusBenchmark
from benchmarks.facescape_expressions import FaceScapeExpressions
from benchmarks.facescape_wild import FaceScapeWild
from benchmarks.micc import Micc, MiccGanfit, MiccGenova
from benchmarks.now import Now, NowMetrical
from benchmarks.pixel_face import PixelFaceBenchmark, PixelFaceNoseBottom, PixelFaceRaw
from benchmarks.protocol import Benchmark
from benchmarks.reconstruction import Reconstruction
from benchmarks.surfaces import Surfaces, upright_rotation
from face_datasets.micc import write_frontal_scan
from geometry.closest_point import SurfaceTree
from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh

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


def check_shown_is_scored(benchmark: Benchmark, sample_id: str, ours: Reconstruction) -> Surfaces:
    """What is shown must have the figures of the score, and the score's distances, to the bit."""
    found = benchmark.surfaces(sample_id, ours)
    assert found is not None
    expected = benchmark.score(sample_id, ours)
    assert found.score.values == expected.values
    assert expected.distances is not None
    shown, measured = (d.astype(np.float32) for d in (found.distances, expected.distances))
    assert np.array_equal(shown, measured)
    assert len(found.scan.vertices) == len(found.distances)
    assert found.scan.faces.max() < len(found.scan.vertices)
    return found


def distances_to(mesh: Mesh, points: np.ndarray) -> np.ndarray:
    return SurfaceTree(mesh.vertices, mesh.faces).closest(points).distance


def test_distances_of_a_scan_are_to_the_aligned_surface(tmp_path):
    scan, scan_points, mesh, points = reference_pair(0)
    (tmp_path / "scans").mkdir()
    (tmp_path / "landmarks").mkdir()
    write_mesh(tmp_path / "scans" / "head.obj", scan)
    np.savetxt(tmp_path / "landmarks" / "head.txt", scan_points)
    ours = Reconstruction(mesh.vertices, mesh.faces, seven=(("bottom", points),))
    found = check_shown_is_scored(Now(tmp_path), "head", ours)
    again = distances_to(found.reconstruction, found.scan.vertices)
    assert np.allclose(again, found.distances, atol=1e-5)
    assert found.distances.mean() == pytest.approx(found.score.values["mean_mm"])


MEAN_OF = {
    PixelFaceBenchmark: "dfmvr_rmse",
    PixelFaceRaw: "dfmvr_rmse",
    PixelFaceNoseBottom: "dfmvr_rmse",
    BosphorusBenchmark: "mean_mm",
    Micc: "mean_mm",
    MiccGenova: "mean_mm",
    MiccGanfit: "scan_to_prediction_mm",
    NowMetrical: "mean_mm",
    FaceScapeExpressions: "mean_mm",
}


@pytest.mark.parametrize("protocol", MEAN_OF)
def test_every_protocol_of_scans_shows_what_it_measures(protocol, tmp_path):
    """The distances are once more measured between the two surfaces as they are shown."""
    scan = make_ellipsoid_head(100, 110, front=1.5)
    mesh = bumpy_head(44, 40, seed=5)
    sample_id = write_set(protocol, tmp_path, scan, seven_points(scan))
    metrical = protocol in (MiccGenova, NowMetrical)
    placed, points = moved(mesh, seven_points(mesh), scale=1.0 if metrical else 0.1)
    found = check_shown_is_scored(protocol(tmp_path), sample_id, reconstruction(placed, points))
    again = distances_to(found.reconstruction, found.scan.vertices)
    assert np.allclose(again, found.distances, atol=1e-5)
    assert again.mean() == pytest.approx(found.score.values[MEAN_OF[protocol]])
    assert again.mean() > 0.2
    # Upright: the eyes are level, above the mouth; the nose is towards the viewer.
    seven = found.reconstruction.vertices[seven_ids(mesh)] @ found.upright.T
    across, height, _ = seven[3] - seven[0]
    assert across > 50
    assert abs(height) < 0.05 * across
    assert seven[:4, 1].min() > seven[5:, 1].max() + 20
    assert np.argmax(seven[:, 2]) == 4


@pytest.mark.parametrize("protocol", [Micc, MiccGanfit])
def test_of_two_scans_the_one_that_counts_is_shown(protocol, tmp_path):
    head, worse = bumpy_head(60, 54), bumpy_head(50, 44, seed=9)
    write_set(protocol, tmp_path, head, seven_points(head))
    write_frontal_scan(tmp_path, 1, "frontal1", worse, landmarks68(seven_points(worse)))
    ours = reconstruction(*moved(head, seven_points(head), scale=2.0))
    found = check_shown_is_scored(protocol(tmp_path), "01_indoor", ours)
    assert found.distances.max() < 1e-4
    assert len(found.scan.vertices) > len(worse.vertices) // 2


def test_of_facescape_the_joined_map_and_what_was_measured_at_its_points(wild_data):
    benchmark = FaceScapeWild(wild_data)
    head, geometry = coarse_head("120", 3.0), wild_geometry("120")
    ours = Reconstruction(place_in_cube(head.vertices, geometry), head.faces, frame="image-cube")
    found = check_shown_is_scored(benchmark, "120", ours)
    assert found.distances.mean() == pytest.approx(found.score.details["scan_to_prediction_mm"])
    to_surface = distances_to(found.reconstruction, found.scan.vertices)
    assert np.median(np.abs(to_surface - found.distances)) < 0.2
    assert [p.shape for p in benchmark.photographs("120")] == [(256, 256, 3)]
