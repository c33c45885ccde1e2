from __future__ import annotations

import numpy as np
import pytest

from geometry.closest_point import SurfaceTree
from geometry.meshes import Mesh, face_normals
from synthesis.scans import SENSOR_NOISE_MM, head_center, scan_mesh
from synthesis.seeds import generator


@pytest.fixture(scope="module")
def scanned(dense, person):
    head = dense.sculpt(person)
    scan, centre = scan_mesh(generator(0), dense, head)
    return head, scan, centre


def test_a_scan_is_the_front_of_the_head(dense, scanned):
    head, scan, centre = scanned
    x, _, z = (scan.vertices - centre).T
    assert np.degrees(np.abs(np.arctan2(x, z))).max() < 101
    points = head.vertices[dense.landmark_indices]
    assert scan.vertices[:, 1].min() > points[8, 1] - 40
    assert scan.vertices[:, 1].max() > points[17:27, 1].max() + 30
    outwards = face_normals(scan.vertices, scan.faces) * (scan.vertices[scan.faces[:, 0]] - centre)
    assert (outwards.sum(axis=1) > 0).mean() > 0.95
    assert len(np.unique(scan.faces)) == len(scan.vertices)  # no stray vertices


def test_the_axis_runs_through_the_middle_of_the_head(dense, scanned):
    head, _, _ = scanned
    centre = head_center(dense, head)
    points = head.vertices[dense.landmark_indices]
    assert abs(centre[0] - points[27, 0]) < 10
    assert points[8, 1] < centre[1] < points[27, 1]
    assert points[30, 2] - centre[2] > 60


def test_sensor_noise_and_nothing_else_separates_scan_and_head(dense, scanned):
    head, scan, _ = scanned
    surface = SurfaceTree(head.vertices.astype(np.float64), dense.faces)
    distance = surface.closest(scan.vertices).distance
    # Only the part across the surface of the isotropic noise: the mean of |N(0, s)| is 0.8 s.
    assert distance.mean() == pytest.approx(0.8 * SENSOR_NOISE_MM, rel=0.15)


def test_the_mouth_bag_and_the_backs_of_the_eyes_stay_unseen(dense, scanned):
    head, scan, _ = scanned
    eye = dense.regions == 4  # left_eye
    ball = head.vertices[eye]
    behind = ball[ball[:, 2] < np.quantile(ball[:, 2], 0.3)]
    surface = SurfaceTree(scan.vertices, scan.faces)
    assert surface.closest(behind.astype(np.float64)).distance.min() > 2
    assert isinstance(scan, Mesh)
