from __future__ import annotations

import numpy as np
import pytest
import torch

from face_datasets.facescape import FaceScapeBenchmark, WildGeometry
from face_datasets.facescape_writer import write_wild_index
from face_datasets.origin import write_synthetic_marker
from geometry.cameras import WeakPerspectiveCamera
from geometry.closest_point import SurfaceTree
from renderers import rasterize
from synthesis.facescape_wild import make_wild_sample, wild_jobs

ANGLES = {"0": (0.2, 5.0), "1": (5.4, 30.0), "2": (30.0, 56.3), "3": (60.5, 83.5)}


@pytest.fixture(scope="module")
def benchmark(tmp_path_factory, dense):
    root = tmp_path_factory.mktemp("wild")
    jobs = wild_jobs(4)
    rows = {job.sample_id: make_wild_sample(job, root, dense, seed=0) for job in jobs}
    write_wild_index(root, rows)
    write_synthetic_marker(root, wild_ids=[job.sample_id for job in jobs])
    return FaceScapeBenchmark(root)


def head_points(points, geometry: WildGeometry):
    """Equation of the protocol: R^T (v pupil_scale - head_center pupil_scale)."""
    return (points - geometry.head_center) * geometry.pupil_scale @ geometry.rotation


def test_ids_take_the_four_blocks_in_turn():
    assert [job.sample_id for job in wild_jobs(5)] == ["000", "100", "200", "300", "001"]
    assert len({job.sample_id for job in wild_jobs(400)}) == 400
    with pytest.raises(ValueError, match="give 1 to 400"):
        wild_jobs(401)


def test_angles_fall_into_the_released_ranges(benchmark):
    for sample_id in benchmark.wild_ids():
        rotation = benchmark.wild_geometry(sample_id).rotation
        np.testing.assert_allclose(rotation @ rotation.T, np.eye(3), atol=1e-9)
        assert np.linalg.det(rotation) == pytest.approx(1)
        low, high = ANGLES[sample_id[0]]
        assert low <= np.degrees(np.arccos(rotation[2, 2])) <= high


def test_the_face_stands_upright_in_the_head_frame(benchmark):
    for sample_id in benchmark.wild_ids():
        scan, geometry = benchmark.wild_scan(sample_id), benchmark.wild_geometry(sample_id)
        x, y, z = head_points(scan.vertices, geometry).T
        assert np.abs(y).max() < 150  # the range of the cylindrical map
        assert abs(x.min() + x.max()) < 15
        nose = np.argmax(z)
        assert abs(x[nose]) < 8
        assert abs(y[nose]) < 35
        assert np.degrees(np.abs(np.arctan2(x, z))).max() < 102


def test_pupils_are_62_85_mm_apart(benchmark):
    """Put the image's eye centres on the scan: landmarks, scan and scale belong together."""
    geometry, scan = benchmark.wild_geometry("000"), benchmark.wild_scan("000")
    landmarks = benchmark.landmarks68("wild", "000")
    cube = np.stack([(landmarks[:, 0] - 128) / 128, -(landmarks[:, 1] - 128) / 128], axis=1)
    tree = SurfaceTree(scan.vertices * [1, 1, 1e-6], scan.faces)  # flattened: closest in the image
    hits = tree.closest(np.column_stack([cube, np.zeros(68)]))
    corners = scan.vertices[scan.faces[hits.face]]
    on_scan = (corners * hits.barycentric[..., None]).sum(axis=1)
    head = head_points(on_scan, geometry)
    pupils = head[36:42].mean(axis=0) - head[42:48].mean(axis=0)
    # The view is within 5 degrees of frontal, so the projection alone is accurate to 1 %.
    assert abs(pupils[0]) == pytest.approx(62.85, rel=0.01)


def test_image_and_scan_agree_to_the_pixel(benchmark):
    """The scan's own projection lies on the labelled face, which the image shows."""
    half = torch.tensor([[128.0, 128.0]])
    camera = WeakPerspectiveCamera(half[:, 0], half)
    for sample_id in benchmark.wild_ids():
        scan = benchmark.wild_scan(sample_id)
        vertices = torch.from_numpy(scan.vertices * [1, -1, -1]).float()[None]
        fragments = rasterize(vertices, torch.from_numpy(scan.faces), camera, (256, 256))
        covered = fragments.pix_to_face[0].numpy() >= 0
        labelled = benchmark.parsing("wild", sample_id) > 0
        assert labelled.sum() > 3000
        assert (covered & labelled).sum() / labelled.sum() > 0.93


def test_five_landmarks_are_near_the_truth_but_not_on_it(benchmark):
    for sample_id in benchmark.wild_ids():
        truth = benchmark.landmarks68("wild", sample_id)
        found = benchmark.landmarks5("wild", sample_id)
        errors = np.linalg.norm(found[2:] - truth[[30, 48, 54]], axis=1)
        assert 0 < errors.max() < 4


def test_the_same_seed_gives_the_same_bytes(benchmark, tmp_path, dense):
    job = wild_jobs(2)[1]
    make_wild_sample(job, tmp_path, dense, seed=0)
    for path in tmp_path.rglob("*.*"):
        assert path.read_bytes() == (benchmark.root / path.relative_to(tmp_path)).read_bytes()
    make_wild_sample(job, tmp_path / "other", dense, seed=1)
    other = (tmp_path / "other" / "data" / "wild_images" / "100.png").read_bytes()
    assert other != (benchmark.root / "data" / "wild_images" / "100.png").read_bytes()
