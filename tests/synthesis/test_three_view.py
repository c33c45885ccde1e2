from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from face_datasets.three_view import ThreeViewDataset
from geometry.crops import estimate_yaw, five_points_from_68
from synthesis.production import produce
from synthesis.three_view import ThreeViewJob, make_three_view_sample, three_view_jobs

SIZE = 48


def make(root, sculptor, jobs, seed=0, processes=1):
    one = partial(make_three_view_sample, root=root, sculptor=sculptor, seed=seed, size=SIZE)
    produce(one, jobs, processes, "test")


def contents(root):
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*.*"))}


@pytest.fixture(scope="module")
def jobs():
    return three_view_jobs(3, 2)


@pytest.fixture(scope="module")
def root(tmp_path_factory, sculptor, jobs):
    root = tmp_path_factory.mktemp("three-view")
    make(root, sculptor, jobs)
    return root


def test_jobs_split_by_subject():
    jobs = three_view_jobs(20, 2)
    assert len(jobs) == 40
    assert {j.subject for j in jobs if j.split == "val"} == {18, 19}
    assert {j.subject for j in jobs if j.split == "train"} == set(range(18))
    assert jobs[3].sample_id == "00001/02"
    assert [j.split for j in three_view_jobs(1, 1)] == ["train"]


def test_the_same_seed_gives_the_same_bytes_on_any_number_of_processes(
    root, tmp_path, sculptor, jobs
):
    make(tmp_path / "two", sculptor, jobs[::-1], processes=2)
    assert contents(tmp_path / "two") == contents(root)
    make(tmp_path / "other", sculptor, jobs[:1], seed=1)
    name = "train/00000/01/front.png"
    assert contents(tmp_path / "other")[name] != contents(root)[name]


def test_landmarks_are_the_projection_of_their_points_by_the_kept_camera(root):
    dataset = ThreeViewDataset(root)
    for index in range(len(dataset)):
        sample, truth = dataset[index], dataset.truth(index)
        for view in range(3):
            rotation = truth["camera_from_model_rotation"][view]
            camera = sample.landmarks_3d @ rotation.T + truth["camera_from_model_translation"][view]
            focal, centre = truth["focal_length"][view], truth["principal_point"][view]
            expected = focal * camera[:, :2] / camera[:, 2:] + centre
            np.testing.assert_allclose(sample.landmarks_2d[view], expected, atol=0.02)


def test_views_look_left_ahead_and_right_with_the_face_in_the_middle(root):
    dataset = ThreeViewDataset(root)
    for index in range(len(dataset)):
        sample = dataset[index]
        yaws = [estimate_yaw(five_points_from_68(points)) for points in sample.landmarks_2d]
        assert yaws[0] < -5
        assert abs(yaws[1]) < 30
        assert yaws[2] > 5
        middle = sample.landmarks_2d[:, 27:].mean(axis=1)
        assert np.abs(middle - SIZE / 2).max() < 0.25 * SIZE


def test_labels_show_a_face_in_every_view(root):
    dataset = ThreeViewDataset(root)
    for index in range(len(dataset)):
        parsing = dataset[index].parsing
        for labels in parsing:
            assert 0.1 < (labels > 0).mean() < 0.8
        assert {1, 2, 3, 6} <= set(np.unique(parsing))


def test_a_subject_looks_the_same_in_its_expressions(root):
    dataset = ThreeViewDataset(root)
    truths = [dataset.truth(k) for k in range(4)]
    np.testing.assert_array_equal(truths[0]["identity"], truths[1]["identity"])
    np.testing.assert_array_equal(truths[2]["albedo"], truths[3]["albedo"])
    assert not np.array_equal(truths[0]["expression"], truths[1]["expression"])
    assert not np.array_equal(truths[0]["identity"], truths[2]["identity"])
    assert ThreeViewJob(0, 1, "train").sample_id == dataset.sample_ids[0]


def test_side_views_turn_as_far_as_asked(tmp_path, sculptor, jobs):
    far = partial(
        make_three_view_sample, root=tmp_path, sculptor=sculptor, seed=0, size=SIZE, max_yaw=120.0
    )
    produce(far, jobs, 1, "test")
    dataset = ThreeViewDataset(tmp_path)
    # The third column is where the nose points; beyond a right angle it points away.
    noses = np.concatenate(
        [dataset.truth(i)["camera_from_model_rotation"][[0, 2], :, 2] for i in range(len(dataset))]
    )
    assert noses[:, 2].max() > 0


def test_in_the_room_cameras_and_flash_stand_round_a_head_that_holds_still(
    tmp_path, sculptor, jobs
):
    for job in jobs:
        make_three_view_sample(job, tmp_path, sculptor, 0, SIZE, max_yaw=60.0, scene="room")
    dataset = ThreeViewDataset(tmp_path, "train")
    for index in range(len(dataset)):
        truth = dataset.truth(index)
        left, front, right = truth["camera_from_model_rotation"]
        for side, sign in ((left, -1), (right, 1)):
            between = side @ front.T
            yaw = np.degrees(np.arccos((np.trace(between) - 1) / 2))
            assert min(abs(yaw - angle) for angle in (15, 30, 45, 60)) < 1e-4
            assert np.sign(between[0, 2]) == -sign  # of a turn about the vertical
            np.testing.assert_allclose(between[1], [0, 1, 0], atol=1e-6)


def test_crops_of_deca_are_of_the_same_photographs(root, tmp_path, sculptor, jobs):
    """And keep the box of the landmarks, but for a detector's errors, in the middle."""
    one = partial(make_three_view_sample, root=tmp_path, sculptor=sculptor, seed=0, size=SIZE)
    produce(partial(one, crop_rule="deca"), jobs[:2], 1, "test")
    ours, deca = ThreeViewDataset(root), ThreeViewDataset(tmp_path)
    assert deca.sample_ids == ours.sample_ids[:2]
    for index in range(2):
        assert np.array_equal(
            deca.truth(index)["camera_from_model_rotation"],
            ours.truth(index)["camera_from_model_rotation"],
        )
        for points in deca[index].landmarks_2d:
            low, high = points.min(axis=0), points.max(axis=0)
            assert (low + high) / 2 == pytest.approx([SIZE / 2] * 2, abs=0.03 * SIZE)
            assert (high - low).mean() == pytest.approx(SIZE / 1.375, rel=0.05)
