from __future__ import annotations

import json

import numpy as np
import pytest
from scan_pairs import bumpy_head, millimetre_off, moved, reference_pair, seven_points

from benchmarks.errors import ScoringError
from benchmarks.regions import REGIONS, label_regions, region_means
from benchmarks.scan_to_mesh import compare_scan_to_mesh
from geometry.face_crops import sphere_crop
from geometry.meshes import Mesh


@pytest.fixture(scope="module")
def head():
    return bumpy_head(70, 64)


@pytest.fixture(scope="module")
def pair(head):
    """A scan and a prediction of another shape, 1.3 times as large and elsewhere."""
    mesh = bumpy_head(50, 46, seed=3)
    prediction, points = moved(mesh, seven_points(mesh), scale=1.3)
    return head, seven_points(head), prediction, points


@pytest.mark.parametrize("with_scale", [True, False])
@pytest.mark.parametrize("refine", [True, False])
def test_the_truth_scores_nothing(head, with_scale, refine):
    truth, points = moved(head, seven_points(head), scale=2.5 if with_scale else 1.0)
    result = compare_scan_to_mesh(
        head, seven_points(head), truth, points, with_scale=with_scale, refine=refine
    )
    assert result.distances.max() < 1e-9
    assert len(result.points) > 500
    assert result.alignment.scale == pytest.approx(1 / 2.5 if with_scale else 1.0, rel=1e-10)


@pytest.mark.parametrize("scale", [1.0, 7.0])
def test_a_millimetre_that_no_alignment_removes_scores_a_millimetre(head, scale):
    scan = millimetre_off(head)
    prediction, points = moved(head, seven_points(head), scale=scale)
    result = compare_scan_to_mesh(scan, seven_points(head), prediction, points)
    np.testing.assert_allclose(result.distances, 1.0, atol=1e-6)
    for name in ("mean_mm", "rms_mm", "median_mm", "mean_mm_nose", "mean_mm_cheeks"):
        assert result.values()[name] == pytest.approx(1.0, abs=1e-6)


def test_scale_is_an_error_where_it_is_not_free(head):
    larger, points = moved(head, seven_points(head), scale=1.1)
    fixed = compare_scan_to_mesh(head, seven_points(head), larger, points, with_scale=False)
    assert fixed.alignment.scale == 1.0
    assert fixed.mean > 1.0


def test_pose_size_and_order_of_the_prediction_do_not_count(pair):
    scan, scan_points, prediction, points = pair
    expected = compare_scan_to_mesh(scan, scan_points, prediction, points).values()
    turned, turned_points = moved(prediction, points, scale=0.01, seed=8)
    order = np.random.default_rng(0).permutation(len(turned.vertices))
    new_id = np.argsort(order)
    shuffled = Mesh(turned.vertices[order], new_id[turned.faces][::-1])
    found = compare_scan_to_mesh(scan, scan_points, shuffled, turned_points).values()
    assert found == pytest.approx(expected, abs=2e-6)


def test_pose_of_the_scan_does_not_count(pair):
    scan, scan_points, prediction, points = pair
    expected = compare_scan_to_mesh(scan, scan_points, prediction, points).values()
    turned, turned_points = moved(scan, scan_points, scale=1.0, seed=9)
    found = compare_scan_to_mesh(turned, turned_points, prediction, points).values()
    assert found == pytest.approx(expected, abs=2e-6)


def test_refinement_lowers_the_rms_and_details_are_json(pair):
    rough = compare_scan_to_mesh(*pair, refine=False)
    fine = compare_scan_to_mesh(*pair, both_ways=True)
    assert fine.rms < rough.rms
    details = json.loads(json.dumps(fine.details()))
    assert details["alignment"]["converged"] is True
    assert details["alignment"]["rms_mm"] == pytest.approx(fine.rms, rel=1e-6)
    assert details["crop_count"] == len(fine.distances) < details["scan_points"]
    assert details["alignment"]["scale"] == pytest.approx(1 / 1.3, rel=0.05)
    assert rough.alignment is rough.start
    assert fine.symmetric_mean == pytest.approx((fine.mean + fine.back.mean()) / 2)
    with pytest.raises(ValueError, match="both_ways=True"):
        _ = rough.symmetric_mean


def test_vertices_beyond_the_scan_do_not_count_backwards(head):
    front = head.vertices[:, 2] > 20
    faces = head.faces[front[head.faces].all(axis=1)]
    used = np.unique(faces)
    scan = Mesh(head.vertices[used], np.searchsorted(used, faces))
    result = compare_scan_to_mesh(
        scan, seven_points(head), head, seven_points(head), both_ways=True, crop_factor=9.0
    )
    assert result.back.max() < 1e-6
    assert 0.3 * len(used) < len(result.back) < len(used)


def test_a_region_replaces_the_sphere_of_now(head):
    points = seven_points(head)
    result = compare_scan_to_mesh(
        head, points, head, points, region=lambda p: sphere_crop(p, points[4], 30.0)
    )
    assert np.linalg.norm(result.points - points[4], axis=1).max() <= 30
    with pytest.raises(ValueError, match="do not belong together"):
        compare_scan_to_mesh(head, points + 1e4, head, points)


def test_a_prediction_that_cannot_be_aligned_has_no_score(head):
    points = seven_points(head)
    on_a_line = np.outer(np.arange(7.0), [1.0, 0, 0])
    with pytest.raises(ScoringError, match="the prediction's seven points"):
        compare_scan_to_mesh(head, points, head, on_a_line)
    flat, flat_points = Mesh(head.vertices * [1, 1, 0], head.faces), points * [1, 1, 0]
    with pytest.raises(ScoringError, match="did not converge: the points do not determine"):
        compare_scan_to_mesh(flat, flat_points, flat, flat_points, crop_factor=0.7)


# compute_errors of NoW as shipped in weiguangzhao/DF_MVR @ 4d4ae4d, on the pairs of scan_pairs.
OFFICIAL = [
    (0, 0.6215444871224923, 0.7869649427634013, 0.5171983904495122, 9365),
    (1, 1.5770581609554086, 1.99699164195564, 1.2626948071952815, 9813),
    (2, 0.9866204281534608, 1.2406102254174023, 0.8409621825185292, 9365),
]


@pytest.mark.parametrize(("number", "mean", "rms", "median", "count"), OFFICIAL)
def test_agrees_with_the_official_code(number, mean, rms, median, count):
    result = compare_scan_to_mesh(*reference_pair(number))
    assert len(result.points) == count
    assert result.mean == pytest.approx(mean, abs=1e-3)
    assert result.rms == pytest.approx(rms, abs=1e-5)
    assert result.median == pytest.approx(median, abs=1e-3)


def test_regions_are_where_a_face_has_them():
    eyes = [[-45, 33, 10], [-18, 32, 15], [18, 32, 15], [45, 33, 10]]
    points = np.array([*eyes, [0, -6, 45], [-26, -42, 20], [26, -42, 20]], float)
    named = {
        "eyes": [[-32, 34, 12], [30, 30, 12]],
        "nose": [[0, -6, 45], [0, 20, 30], [16, -16, 25]],
        "mouth": [[0, -42, 25], [-26, -42, 20]],
        "forehead": [[0, 75, 20], [-40, 70, 0]],
        "chin": [[0, -75, 20]],
        "cheeks": [[-45, -10, 10], [45, -10, 10], [50, -42, 0]],
    }
    rows = np.array([point for part in named.values() for point in part], float)
    expected = [region for region, part in named.items() for _ in part]
    assert [REGIONS[label] for label in label_regions(rows, points)] == expected
    # in any pose and size, with any nose point
    cloud = Mesh(rows, np.array([[0, 1, 2]]))
    turned, turned_points = moved(cloud, points, scale=0.02)
    turned_points[4] += 0.3
    assert [REGIONS[k] for k in label_regions(turned.vertices, turned_points)] == expected
    with pytest.raises(ValueError, match="on one line"):
        label_regions(rows, np.outer(np.arange(7.0), [1.0, 0, 0]))


def test_region_means_leave_out_what_is_hardly_there():
    labels = np.repeat([0, 1], [30, 5])
    means = region_means(np.where(labels == 0, 2.0, 9.0), labels)
    assert means == {"mean_mm_nose": 2.0}
