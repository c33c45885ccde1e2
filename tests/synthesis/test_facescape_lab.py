from __future__ import annotations

import numpy as np
import pytest

from face_datasets.facescape import FaceScapeBenchmark
from face_datasets.facescape_writer import write_lab_index
from face_datasets.origin import write_synthetic_marker
from synthesis.facescape_lab import lab_geometry, lab_jobs, make_lab_subject


@pytest.fixture(scope="module")
def benchmark(tmp_path_factory, sculptor):
    root = tmp_path_factory.mktemp("lab")
    ids = make_lab_subject(0, root, sculptor, seed=0)
    write_lab_index(root, *lab_geometry())
    write_synthetic_marker(root, lab_ids=ids)
    return FaceScapeBenchmark(root)


def test_geometry_is_that_of_the_release():
    centers, rotations = lab_geometry()
    np.testing.assert_allclose(centers[:, 2], [1481.48, 740.74, 370.37], atol=0.01)
    np.testing.assert_allclose(centers[:, :2], 0)
    facing = rotations[:, :, 2]  # direction of the face in the camera frame: x right, y down
    np.testing.assert_allclose(facing[0], [0, 0, -1], atol=1e-9)
    np.testing.assert_allclose(facing[1], [0.5, 0, -np.sqrt(0.75)], atol=1e-9)  # yaw +30: right
    np.testing.assert_allclose(facing[4], [0, -0.5, -np.sqrt(0.75)], atol=1e-9)  # pitch +30: up
    np.testing.assert_allclose(facing[10], [-np.sqrt(0.75), 0, -0.5], atol=1e-9)
    with pytest.raises(ValueError, match="20 subjects"):
        lab_jobs(21)


def test_every_view_and_focal_length_is_there(benchmark):
    assert len(benchmark.lab_ids()) == 33
    assert benchmark.lab_image(0, 2, 10).shape == (256, 256, 3)


def test_cameras_project_the_scan_onto_the_labelled_face(benchmark):
    scan = benchmark.lab_scan(0)
    assert 3.0 < np.ptp(scan.vertices[:, 1]) < 5.0  # in pupil distances
    for focal, view in ((0, 0), (1, 5), (2, 9)):
        camera = benchmark.lab_camera(0, focal, view)
        pose = camera.camera_from_model
        points = scan.vertices @ pose[:, :3].T + pose[:, 3]
        image = points @ camera.intrinsics.T
        u, v = (image[:, :2] / image[:, 2:]).T
        labels = benchmark.parsing("lab", f"00_{focal}_{view:02d}") > 0
        columns = np.flatnonzero(labels.any(axis=0))
        assert u.min() < columns.min() + 2
        assert u.max() > columns.max() - 2
        nose = np.argmax(scan.vertices[:, 2])
        row, column = int(v[nose]), int(u[nose])  # on the outline in the view from the side
        assert labels[row - 1 : row + 2, column - 1 : column + 2].any()
        landmarks = benchmark.landmarks68("lab", f"00_{focal}_{view:02d}")
        assert np.hypot(*(landmarks[30] - [u[nose], v[nose]])) < 8


def test_the_geometry_matches_the_cameras(benchmark):
    geometry, camera = benchmark.lab_geometry(1, 6), benchmark.lab_camera(0, 1, 6)
    np.testing.assert_allclose(geometry.rotation, camera.camera_from_model[:, :3])
    np.testing.assert_allclose(geometry.head_center, 62.85 * camera.camera_from_model[:, 3])
