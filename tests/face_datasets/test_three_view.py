from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.origin import write_synthetic_marker
from face_datasets.three_view import ThreeViewDataset, ThreeViewSample, write_three_view_sample


def sample_of(subject: int, expression: int, side: int = 8) -> ThreeViewSample:
    """Encode subject, expression and view in every array."""
    code = 10 * subject + expression
    images = np.stack([np.full((side, side, 3), 3 * code + view, np.uint8) for view in range(3)])
    parsing = np.stack([np.full((side, side), view + 1, np.uint8) for view in range(3)])
    landmarks = np.arange(3 * 68 * 2, dtype=np.float32).reshape(3, 68, 2) + code
    return ThreeViewSample(
        f"{subject:05d}/{expression:02d}", images, parsing, landmarks, landmarks[0, :, [0, 1, 0]].T
    )


@pytest.fixture
def root(tmp_path):
    for subject, expression in ((3, 2), (3, 1), (1, 7)):
        write_three_view_sample(tmp_path, "train", sample_of(subject, expression))
    truth = {"identity": np.ones(4, np.float32)}
    write_three_view_sample(tmp_path, "val", sample_of(5, 1), truth)
    return tmp_path


def test_samples_come_back_in_order_with_their_content(root):
    dataset = ThreeViewDataset(root, "train")
    assert dataset.sample_ids == ["00001/07", "00003/01", "00003/02"]
    assert len(dataset) == 3
    for index, (subject, expression) in enumerate(((1, 7), (3, 1), (3, 2))):
        expected, sample = sample_of(subject, expression), dataset[index]
        np.testing.assert_array_equal(sample.images, expected.images)
        np.testing.assert_array_equal(sample.parsing, expected.parsing)
        np.testing.assert_array_equal(sample.landmarks_2d, expected.landmarks_2d)
        np.testing.assert_array_equal(sample.landmarks_3d, expected.landmarks_3d)
    assert ThreeViewDataset(root, "val").truth(0)["identity"].tolist() == [1, 1, 1, 1]


def test_what_is_known_in_space_depends_on_the_release(tmp_path):
    plain = sample_of(2, 1)
    points = np.arange(303, dtype=np.float32).reshape(101, 3)
    write_three_view_sample(tmp_path, "train", replace(plain, landmarks_3d=None))
    write_three_view_sample(
        tmp_path, "train", replace(plain, sample_id="00002/02", points_101=points)
    )
    without, full = ThreeViewDataset(tmp_path)
    assert without.landmarks_3d is None
    assert without.points_101 is None
    np.testing.assert_array_equal(full.landmarks_3d, plain.landmarks_3d)
    np.testing.assert_array_equal(full.points_101, points)


def test_labels_are_there_for_all_views_or_for_none(tmp_path):
    labelled = sample_of(2, 1)
    write_three_view_sample(tmp_path, "train", labelled)
    write_three_view_sample(tmp_path, "train", replace(labelled, parsing=None))
    without = ThreeViewDataset(tmp_path)[0]
    assert without.parsing is None
    np.testing.assert_array_equal(without.images, labelled.images)
    write_three_view_sample(tmp_path, "train", labelled)
    (tmp_path / "train" / "00002" / "01" / "left_parsing.png").unlink()
    with pytest.raises(
        DatasetNotFoundError, match=r"left_parsing\.png does not exist.*all three views, or of none"
    ):
        ThreeViewDataset(tmp_path)[0]


def test_origin_is_read_from_the_marker(root):
    assert ThreeViewDataset(root).origin == "released"
    write_synthetic_marker(root, seed=1)
    assert ThreeViewDataset(root).origin == "synthetic"


def test_missing_split_and_missing_files_say_what_was_expected(root, tmp_path):
    with pytest.raises(DatasetNotFoundError, match=r"nowhere.train does not exist.*make synth"):
        ThreeViewDataset(tmp_path / "nowhere")
    (tmp_path / "empty" / "train").mkdir(parents=True)
    with pytest.raises(DatasetNotFoundError, match="00000"):
        ThreeViewDataset(tmp_path / "empty")
    (root / "train" / "00001" / "07" / "right_parsing.png").unlink()
    with pytest.raises(DatasetNotFoundError, match=r"right_parsing\.png does not exist"):
        ThreeViewDataset(root)[0]
    with pytest.raises(DatasetNotFoundError, match=r"truth\.npz"):
        ThreeViewDataset(root).truth(0)


@pytest.mark.parametrize("name", ["front.png", "left_parsing.png", "landmarks.npz"])
def test_truncated_files_are_named(root, name):
    path = root / "train" / "00001" / "07" / name
    path.write_bytes(path.read_bytes()[:45])
    with pytest.raises(DamagedFileError, match=name):
        ThreeViewDataset(root)[0]


def test_files_that_do_not_fit_each_other_are_named(root):
    folder = root / "train" / "00001" / "07"
    Image.fromarray(np.full((8, 8), 11, np.uint8)).save(folder / "front_parsing.png")
    with pytest.raises(DamagedFileError, match="labels go up to 11"):
        ThreeViewDataset(root)[0]
    Image.fromarray(np.zeros((6, 6), np.uint8)).save(folder / "front_parsing.png")
    with pytest.raises(DamagedFileError, match=r"labels of shape \(6, 6\), expected 8 x 8"):
        ThreeViewDataset(root)[0]
    Image.fromarray(np.zeros((6, 6, 3), np.uint8)).save(folder / "front.png")
    with pytest.raises(DamagedFileError, match=r"front\.png.*\(6, 6, 3\), expected 8 x 8 in every"):
        ThreeViewDataset(root)[0]
    image, labels = ThreeViewDataset(root).labelled_view(0, "front")  # by itself it is sound
    assert image.shape == (6, 6, 3)
    assert labels.shape == (6, 6)
    Image.fromarray(np.zeros((6, 8, 3), np.uint8)).save(folder / "front.png")
    with pytest.raises(DamagedFileError, match="expected a square"):
        ThreeViewDataset(root).labelled_view(0, "front")
    Image.fromarray(np.zeros((8, 8, 3), np.uint8)).save(folder / "front.png")
    Image.fromarray(np.zeros((8, 8), np.uint8)).save(folder / "front_parsing.png")
    np.savez(folder / "landmarks.npz", landmarks_3d=np.zeros((68, 3)))
    with pytest.raises(DamagedFileError, match="landmarks_2d is missing"):
        ThreeViewDataset(root)[0]
    flat, wrong = np.zeros((3, 68, 2)), np.zeros((106, 3))
    np.savez(folder / "landmarks.npz", landmarks_2d=flat, points_101=wrong)
    with pytest.raises(DamagedFileError, match=r"points_101 has shape \(106, 3\)"):
        ThreeViewDataset(root)[0]


@pytest.mark.parametrize("sample_id", ["3/01", "00003", "00003/../x"])
def test_malformed_ids_are_refused(tmp_path, sample_id):
    sample = sample_of(3, 1)
    bad = ThreeViewSample(
        sample_id, sample.images, sample.parsing, sample.landmarks_2d, sample.landmarks_3d
    )
    with pytest.raises(ValueError, match="expected <five digits>/<expression>"):
        write_three_view_sample(tmp_path, "train", bad)
    assert not list(tmp_path.iterdir())
