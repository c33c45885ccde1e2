from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from ellipsoid_heads import make_ellipsoid_head as head
from seven_points import seven_point_ids, turn

from geometry.closest_point import SurfaceTree
from geometry.meshes import Mesh, submesh
from geometry.nonrigid import NonRigidFit, nonrigid_fit, paired_distance
from geometry.surface_alignment import (
    SurfaceAlignment,
    align_to_scan,
    landmark_alignment,
    scan_to_surface,
)

SCAN = head(90, 80, front=1.3, y_range=(-90, 80))
MOTION = SurfaceAlignment(0.8, turn(about_y=0.4), np.array([10.0, 20.0, -5.0]))


def stretched() -> Mesh:
    """The scan's own vertices, 8 % wider and 5 % lower, in a frame and a unit of its own."""
    return Mesh(MOTION.inverse_apply(SCAN.vertices * [1.08, 0.95, 1.0]), SCAN.faces)


def rigid(prediction: Mesh, scan: Mesh) -> SurfaceAlignment:
    seven = seven_point_ids(SCAN)
    start = landmark_alignment(prediction.vertices[seven], SCAN.vertices[seven])
    tree = SurfaceTree(prediction.vertices, prediction.faces)
    return align_to_scan(tree, scan.vertices, start)


@pytest.fixture(scope="module")
def fit() -> NonRigidFit:
    prediction = stretched()
    return nonrigid_fit(prediction, SCAN, rigid(prediction, SCAN))


def test_finds_counterparts_where_closest_points_do_not(fit: NonRigidFit) -> None:
    prediction = stretched()
    alignment = rigid(prediction, SCAN)
    tree = SurfaceTree(SCAN.vertices, SCAN.faces)
    nearest = tree.closest(alignment.apply(prediction.vertices)).points
    valid = fit.valid
    slip_rigid = np.linalg.norm(nearest - SCAN.vertices, axis=1)[valid]
    slip = np.linalg.norm(fit.points - SCAN.vertices, axis=1)[valid]
    assert fit.converged
    assert valid.mean() > 0.8
    assert slip.mean() < 0.5 * slip_rigid.mean()


def test_estimates_the_true_error_better_than_the_rigid_distance(fit: NonRigidFit) -> None:
    prediction = stretched()
    valid = fit.valid
    true = paired_distance(prediction.vertices[valid], SCAN.vertices[valid]).mean()
    estimate = paired_distance(prediction.vertices[valid], fit.points[valid]).mean()
    tree = SurfaceTree(prediction.vertices, prediction.faces)
    rigid_estimate = scan_to_surface(tree, SCAN.vertices, rigid(prediction, SCAN)).distance.mean()
    assert abs(estimate - true) < 0.25 * true
    assert abs(estimate - true) < 0.5 * abs(rigid_estimate - true)


def test_the_same_face_stays_as_it_is() -> None:
    prediction = Mesh(MOTION.inverse_apply(SCAN.vertices), SCAN.faces)
    fit = nonrigid_fit(prediction, SCAN, MOTION)
    assert np.abs(fit.deformed - SCAN.vertices)[fit.valid].max() < 0.05
    assert fit.rms < 0.02


def test_what_the_scan_does_not_show_has_no_counterpart() -> None:
    scan = submesh(SCAN, SCAN.vertices[:, 0] < 20)  # the left cheek is missing
    fit = nonrigid_fit(SCAN, scan, SurfaceAlignment(1.0, np.eye(3), np.zeros(3)))
    assert not fit.valid[SCAN.vertices[:, 0] > 25].any()
    inner = (np.abs(SCAN.vertices[:, 0]) < 10) & (np.abs(SCAN.vertices[:, 1]) < 60)
    assert fit.valid[inner].all()
    far = SCAN.vertices[:, 0] > 60
    assert np.isnan(fit.points[far]).all()
    assert np.array_equal(fit.deformed[far], SCAN.vertices[far])


def test_an_inside_out_prediction_is_refused() -> None:
    inside_out = Mesh(SCAN.vertices, SCAN.faces[:, ::-1])
    with pytest.raises(ValueError, match="counter-clockwise"):
        nonrigid_fit(inside_out, SCAN, SurfaceAlignment(1.0, np.eye(3), np.zeros(3)))


def test_a_prediction_elsewhere_is_refused() -> None:
    elsewhere = dataclasses.replace(MOTION, translation=np.array([1000.0, 0, 0]))
    with pytest.raises(ValueError, match="lie near the scan"):
        nonrigid_fit(stretched(), SCAN, elsewhere)


def test_paired_distance_by_hand() -> None:
    square = np.array([[0.0, 0, 0], [2, 0, 0], [2, 2, 0], [0, 2, 0]])
    saddle = square + np.array([[0, 0, 1], [0, 0, -1], [0, 0, 1], [0, 0, -1]])
    assert paired_distance(10 * square, square) == pytest.approx(np.zeros(4), abs=1e-12)
    assert paired_distance(square, saddle, with_scale=False) == pytest.approx(np.ones(4))
