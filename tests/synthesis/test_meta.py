from __future__ import annotations

import numpy as np
import pytest

from face_datasets.meta_study import MetaStudy
from geometry.closest_point import SurfaceTree
from geometry.surface_alignment import landmark_alignment
from synthesis.meta import LANDMARK_NOISE_MM, make_meta, make_meta_subject


@pytest.fixture(scope="module")
def study(dense, tmp_path_factory):
    root = tmp_path_factory.mktemp("meta")
    facts = make_meta(root, dense, n_subjects=2, seed=3, processes=1)
    assert facts == {"methods": [method for subject, method in MetaStudy(root).pairs()][:6]}
    return MetaStudy(root)


def left_over(study, subject, method):
    """Distances of known pairs after their best similarity, mm."""
    prediction = study.prediction(subject, method)
    known = np.isfinite(prediction.corresponding).all(axis=1)
    source, target = prediction.mesh.vertices[known], prediction.corresponding[known]
    moved = landmark_alignment(source, target).apply(source)
    return np.linalg.norm(moved - target, axis=1)


def test_vertices_belong_on_the_scan(study, model):
    scan = study.scan("000")
    belongs = study.prediction("000", "mean-face").corresponding
    known = np.isfinite(belongs).all(axis=1)
    assert known.sum() > 0.9 * model.face_crop.sum()
    assert not known[~model.face_crop.numpy()].any()
    distance = SurfaceTree(scan.mesh.vertices, scan.mesh.faces).closest(belongs[known]).distance
    assert distance.mean() < 0.1  # the sensor's noise


def test_methods_err_as_they_are_named(study):
    for subject in study.subjects:
        close, fair, other = (
            left_over(study, subject, method).mean()
            for method in ("regressed-close", "regressed-fair", "another-person")
        )
        assert 0.2 < close < fair < other < 8


def test_each_prediction_has_a_frame_and_a_unit_of_its_own(study):
    sizes = [np.ptp(study.prediction(*pair).mesh.vertices) for pair in study.pairs()]
    assert max(sizes) > 3 * min(sizes)


def test_seven_points_are_picked_by_a_hand_that_trembles(study):
    prediction = study.prediction("000", "stretched")
    moved = landmark_alignment(prediction.seven, study.scan("000").seven)
    assert 0.2 * LANDMARK_NOISE_MM < moved.rms < 6 * LANDMARK_NOISE_MM


def test_the_same_seed_gives_the_same_bytes(study, dense, tmp_path):
    make_meta_subject(1, tmp_path, dense, seed=3)
    first, again = study.prediction("001", "rough"), MetaStudy(tmp_path).prediction("001", "rough")
    assert np.array_equal(first.mesh.vertices, again.mesh.vertices)
