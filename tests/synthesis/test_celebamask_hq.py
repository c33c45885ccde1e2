from __future__ import annotations

import numpy as np
import pytest

from face_datasets.celebamask_hq import CelebAMaskHQ, examine, write_mapping
from face_datasets.origin import write_synthetic_marker
from synthesis.celebamask_hq import celebamask_jobs, make_celebamask_sample


@pytest.fixture(scope="module")
def data(tmp_path_factory, sculptor):
    root = tmp_path_factory.mktemp("celebamask-hq")
    jobs = celebamask_jobs(3)
    for job in jobs:
        make_celebamask_sample(job, root, sculptor, 0)
    write_mapping(root, {job.number: job.original for job in jobs})
    write_synthetic_marker(root, dataset="celebamask-hq")
    return CelebAMaskHQ(root)


def test_a_subject_is_in_one_split():
    jobs = celebamask_jobs(20)
    assert [job.number for job in jobs] == list(range(40))
    originals = {}
    for job in jobs:
        originals.setdefault(job.subject, set()).add(job.original)
    assert originals[0] == {1, 2}
    assert originals[16] == {162_771, 162_772}
    assert originals[18] == {182_638, 182_639}
    assert originals[19] == {182_640, 182_641}
    with pytest.raises(ValueError, match="room for 3 to 15000"):
        celebamask_jobs(2)


def test_splits_and_the_doctor(data):
    assert {
        split: len(CelebAMaskHQ(data.root, split).sample_ids) for split in ("train", "val")
    } == {
        "train": 2,
        "val": 2,
    }
    assert {finding.level for finding in examine(data.root)} == {"ok"}


def test_faces_are_aligned_and_labelled(data):
    total = np.zeros(10)
    for sample_id in data.sample_ids:
        labels, image = data.labels10(sample_id), data.image(sample_id).astype(float)
        total += np.bincount(labels.ravel(), minlength=10)
        face = labels > 0
        rows, columns = np.nonzero(face)
        assert 180 < columns.mean() < 330
        assert 220 < rows.mean() < 350
        assert 0.1 < face.mean() < 0.5
        inside, outside = image[face].mean(axis=0), image[:20].reshape(-1, 3).mean(axis=0)
        assert np.abs(inside - outside).mean() > 5
        rows, columns = (np.nonzero(labels == label) for label in (2, 3))
        if len(rows[1]) and len(columns[1]):  # the subject's left brow is to the image's right
            assert rows[1].mean() > columns[1].mean()
    assert (total > 0).all()


def test_bytes_repeat(data, tmp_path, sculptor):
    make_celebamask_sample(celebamask_jobs(3)[1], tmp_path, sculptor, 0)
    made = [path for path in tmp_path.rglob("*.*") if path.is_file()]
    assert len(made) > 5
    for path in made:
        assert path.read_bytes() == (data.root / path.relative_to(tmp_path)).read_bytes()
