from __future__ import annotations

import numpy as np
import pytest

from face_datasets.celeba import PARSING_FACE, PARSING_SKIN, CelebA
from face_datasets.celeba_doctor import examine
from face_datasets.origin import write_synthetic_marker
from geometry.crops import five_points_from_68
from synthesis.celeba import celeba_jobs, celeba_training_jobs, make_celeba_sample, write_lists


@pytest.fixture(scope="module")
def data(tmp_path_factory, sculptor):
    root = tmp_path_factory.mktemp("celeba")
    jobs = celeba_jobs(2) + celeba_training_jobs(2, 2)
    write_lists(root, [make_celeba_sample(job, root, sculptor, 0) for job in jobs])
    write_synthetic_marker(root, dataset="celeba")
    return CelebA(root)


def test_ids_are_of_the_released_test_partition(data):
    assert data.test_ids() == ["182638", "182639", "182640", "182641"]
    assert [data.subject(i) for i in data.test_ids()] == ["1", "1", "2", "2"]
    with pytest.raises(ValueError, match="room for 1 to 9981"):
        celeba_jobs(9982)


def test_parts_to_train_on_have_subjects_of_their_own(data):
    assert data.split_ids("train") == ["000001", "000002"]
    assert data.split_ids("val") == ["162771", "162772"]
    subjects = [{data.subject(i) for i in data.split_ids(s)} for s in ("train", "val", "test")]
    assert [len(found) for found in subjects] == [1, 1, 2]
    assert len(set.union(*subjects)) == 4
    jobs = celeba_training_jobs(20, 5)
    assert next(job.sample_id for job in jobs if job.subject == jobs[-1].subject) == "162776"
    assert len({job.subject for job in jobs if int(job.sample_id) < 162_771}) == 18
    assert celeba_training_jobs(0, 3) == []
    for number in (1, 54_257):
        with pytest.raises(ValueError, match="room for 2 to 54256, or 0"):
            celeba_training_jobs(number, 3)


def test_68_landmarks_belong_to_the_five(data):
    for sample_id in data.split_ids("train") + data.test_ids():
        five = five_points_from_68(data.landmarks68(sample_id))
        assert np.abs(five - data.landmarks5(sample_id)).max() <= 0.51  # whole pixels, rounded down


def test_faces_are_aligned_as_released(data):
    """The first line of the released list: 69 109, 106 113, 77 142, 73 152, 108 154."""
    points = np.stack([data.landmarks5(i) for i in data.test_ids()])
    np.testing.assert_allclose(points[:, :2].mean(axis=1), np.tile([88, 111], (4, 1)), atol=8)
    np.testing.assert_allclose(points[:, 3:].mean(axis=1), np.tile([89, 153], (4, 1)), atol=10)
    assert (points[:, 0, 0] < points[:, 1, 0]).all()


def test_parsing_image_and_landmarks_belong_together(data):
    for sample_id in data.test_ids():
        face, skin = data.mask(sample_id, PARSING_FACE), data.mask(sample_id, PARSING_SKIN)
        assert 3000 < skin.sum() < face.sum() < 15_000
        columns, rows = data.landmarks5(sample_id).astype(int).T
        assert face[rows, columns].sum() >= 4  # a hand or a profile may hide one
        image = data.image(sample_id).astype(float)
        inside, outside = image[skin], image[:30].reshape(-1, 3)
        assert np.abs(inside.mean(axis=0) - outside.mean(axis=0)).mean() > 5


def test_the_doctor_is_content_and_bytes_repeat(data, tmp_path, sculptor):
    assert {finding.level for finding in examine(data.root)} == {"ok"}
    make_celeba_sample(celeba_jobs(1)[1], tmp_path, sculptor, 0)
    made = [path for path in tmp_path.rglob("*.*") if path.is_file()]
    assert len(made) == 3
    for path in made:
        assert path.read_bytes() == (data.root / path.relative_to(tmp_path)).read_bytes()
