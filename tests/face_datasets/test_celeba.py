from __future__ import annotations

import hashlib

import numpy as np
import pytest
from PIL import Image

from face_datasets.celeba import (
    PARSING_FACE,
    PARSING_SKIN,
    TEST_IDS,
    CelebA,
    draw_test_ids,
    split_of,
)
from face_datasets.celeba_doctor import examine
from face_datasets.celeba_writer import write_celeba_image, write_celeba_lists
from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.origin import write_synthetic_marker

LANDMARKS = np.zeros((68, 2))
POINTS = np.array([[69.5, 109.2], [106.9, 113.0], [77.0, 142.9], [73.1, 152.0], [108.0, 154.5]])
LANDMARKS[36:42], LANDMARKS[42:48], LANDMARKS[30], LANDMARKS[48], LANDMARKS[54] = POINTS
IDS = ("182638", "182639", "182640")


@pytest.fixture
def root(tmp_path):
    for sample_id in IDS:
        image = np.full((218, 178, 3), int(sample_id[-2:]), np.uint8)
        parsing = np.zeros((218, 178), np.uint8)
        parsing[100] = 1
        parsing[101] = 4
        write_celeba_image(tmp_path, sample_id, image, parsing, LANDMARKS)
    write_celeba_lists(
        tmp_path,
        dict.fromkeys(IDS, POINTS),
        {IDS[0]: 2, IDS[1]: 0, IDS[2]: 2},
        {IDS[0]: 7, IDS[1]: 8, IDS[2]: 8},
    )
    write_synthetic_marker(tmp_path, dataset="celeba")
    return tmp_path


def test_the_test_images_are_the_same_everywhere():
    released = [f"{number:06d}" for number in TEST_IDS]
    assert len(released) == 19_962
    ids = draw_test_ids(released)
    assert len(set(ids)) == 2000
    assert ids[:4] == ["182657", "182658", "182664", "182673"]
    assert hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16] == "ba57379cc57abdc5"
    assert draw_test_ids(released[::-1]) == ids
    assert draw_test_ids(released, seed=1) != ids
    # Drawn evenly: the mean of 2,000 uniform numbers is within four standard deviations.
    assert np.mean([int(i) for i in ids]) == pytest.approx(np.mean(TEST_IDS), abs=4 * 129)


def test_reads_what_the_lists_say(root):
    data = CelebA(root)
    assert data.test_ids() == [IDS[0], IDS[2]]
    assert [data.subject(i) for i in data.test_ids()] == ["7", "8"]
    assert data.image(IDS[2])[0, 0].tolist() == [40, 40, 40]
    lines = (root / "Anno" / "list_landmarks_align_celeba.txt").read_text().splitlines()
    assert lines[0] == "3"
    assert lines[2].split() == f"{IDS[0]}.jpg 69 109 106 113 77 142 73 152 108 154".split()
    np.testing.assert_array_equal(data.landmarks5(IDS[0]), np.floor(POINTS) + 0.5)
    skin = data.mask(IDS[0], PARSING_SKIN)
    assert skin[100].all()
    assert skin.sum() == 178
    assert data.mask(IDS[0], PARSING_FACE).sum() == 2 * 178


def test_celebamask_labels_and_the_flat_layout(root):
    for name in ("Anno", "Eval", "Img"):
        for path in (root / name).iterdir():
            path.rename(root / path.name)
    (root / "identity_CelebA.txt").unlink()
    labels = np.zeros((218, 178), np.uint8)
    labels[0], labels[1], labels[2] = 2, 8, 18  # nose, ear, cloth
    other = root / "prepared" / "celebamask-hq"
    other.mkdir()
    (root / "prepared" / "parsing" / f"{IDS[0]}.png").unlink()
    palette = Image.fromarray(labels).convert("P")
    palette.putpalette([255, 0, 0] * 256)
    palette.save(other / f"{IDS[0]}.png")
    data = CelebA(root)
    assert data.subject(IDS[0]) == IDS[0]
    mask = data.mask(IDS[0], PARSING_SKIN)
    assert mask[0].all()
    assert mask.sum() == 178


def test_what_is_prepared_to_train_on(root):
    data = CelebA(root)
    assert (data.split_ids("train"), data.split_ids("val")) == ([IDS[1]], [])
    np.testing.assert_allclose(data.landmarks68(IDS[1])[[30, 54]], POINTS[[2, 4]])
    assert data.labels10(IDS[1])[:, 0].nonzero()[0].tolist() == [100, 101]
    (root / "prepared" / "parsing").rename(root / "prepared" / "celebamask-hq")
    labels = np.zeros((218, 178), np.uint8)
    labels[:19] = np.arange(19)[:, None]
    Image.fromarray(labels).save(data.parsing_path(IDS[1]))
    # g_mask.py: skin, nose, glasses, eyes, brows, ears, mouth, lips
    expected = [0, 1, 6, 0, 4, 5, 2, 3, 0, 0, 7, 8, 9]
    assert data.labels10(IDS[1])[:13, 0].tolist() == expected
    data.landmarks68_path(IDS[1]).unlink()
    with pytest.raises(FileNotFoundError, match="ARGS=--detect"):
        data.landmarks68(IDS[1])


def test_the_parts_are_numbered_as_released():
    ends = {number: split_of(number) for number in (1, 162_770, 162_771, 182_637, 182_638, 202_599)}
    assert list(ends.values()) == ["train", "train", "val", "val", "test", "test"]
    with pytest.raises(ValueError, match="from 1 to 202599"):
        split_of(0)


def test_damage_and_absence_say_what_to_do(root, tmp_path):
    data = CelebA(root)
    Image.new("L", (178, 218), 11).save(root / "prepared" / "parsing" / f"{IDS[0]}.png")
    with pytest.raises(DamagedFileError, match="labels go up to 11, expected 0 to 9"):
        data.mask(IDS[0], PARSING_SKIN)
    (root / "prepared" / "parsing" / f"{IDS[0]}.png").unlink()
    with pytest.raises(FileNotFoundError, match="run a parser on its aligned images"):
        data.mask(IDS[0], PARSING_SKIN)
    Image.new("RGB", (256, 256)).save(data.image_path(IDS[0]))
    with pytest.raises(DamagedFileError, match="256 x 256 pixels, expected 178 x 218"):
        data.image(IDS[0])
    partition = root / "Eval" / "list_eval_partition.txt"
    partition.write_text("182638.jpg 2\n182639.jpg two\n")
    with pytest.raises(DamagedFileError, match=r"row 2 is '182639\.jpg two'"):
        CelebA(root)
    partition.write_text("182638.jpg 2\n")
    (root / "SYNTHETIC.json").unlink()
    with pytest.raises(DamagedFileError, match="1 test images, expected 182638 to 202599"):
        CelebA(root)
    with pytest.raises(DatasetNotFoundError, match="make synth DATASET=celeba"):
        CelebA(tmp_path / "nowhere")


def test_the_doctor_finds_planted_problems(root):
    assert {finding.level for finding in examine(root)} == {"ok"}
    (root / "Anno" / "identity_CelebA.txt").unlink()
    swapped = POINTS[[1, 0, 2, 4, 3]]
    write_celeba_lists(root, dict.fromkeys(IDS, swapped), dict.fromkeys(IDS, 2), {})
    (root / "Anno" / "identity_CelebA.txt").unlink()
    CelebA(root).image_path(IDS[1]).write_bytes(b"\xff\xd8 no picture")
    Image.new("L", (178, 218), 0).save(root / "prepared" / "parsing" / f"{IDS[2]}.png")
    by_level = {}
    for finding in examine(root):
        by_level.setdefault(finding.level, []).append(finding.what)
    errors = "\n".join(by_level["error"])
    assert by_level["warning"] == ["no list of identities"]
    assert f"1 of 3 images cannot be used, first {IDS[1]}" in errors
    assert "3 of 3 landmarks cannot be used" in errors
    assert f"1 of 3 masks cannot be used, first {IDS[2]}: the parsing shows no skin" in errors
    assert [finding.level for finding in examine(root / "nowhere")] == ["error"]


def test_the_doctor_looks_at_what_is_prepared_to_train_on(root):
    exchanged = LANDMARKS.copy()
    exchanged[36:42], exchanged[42:48] = POINTS[1], POINTS[0]
    image, parsing = np.zeros((218, 178, 3), np.uint8), np.ones((218, 178), np.uint8)
    write_celeba_image(root, IDS[1], image, parsing, exchanged)
    (error,) = [finding.what for finding in examine(root) if finding.level == "error"]
    assert error.startswith(f"68 landmarks of 1 of 1 looked at cannot be used, first {IDS[1]}")
    CelebA(root).landmarks68_path(IDS[1]).unlink()
    (warning,) = [finding.what for finding in examine(root) if finding.level == "warning"]
    assert warning == "1 train images, 0 with 68 landmarks, 1 with masks"
