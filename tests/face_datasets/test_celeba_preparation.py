"""Crops of CelebA: what is in them, what an interruption costs, and what is refused."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from face_datasets import __main__, celeba_preparation, landmark_detector
from face_datasets.celeba import CelebA
from face_datasets.celeba_preparation import crops_in_memory, prepare_celeba
from face_datasets.celeba_writer import write_celeba_image, write_celeba_lists
from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.landmark_detector import face_alignment_detector, face_box
from face_datasets.one_view import OneViewDataset, open_prepared
from face_datasets.origin import write_synthetic_marker

FIVE = np.array([[69.0, 111.0], [107.0, 111.0], [88.0, 135.0], [72.0, 152.0], [105.0, 152.0]])
TRAIN, VAL = [f"{n:06d}" for n in range(1, 6)], ["162771"]


def landmarks(number: int) -> np.ndarray:
    points = np.full((68, 2), 100.0 + number)
    points[36:42], points[42:48], points[30], points[48], points[54] = FIVE + 0.5
    return points


@pytest.fixture
def data(tmp_path):
    """Grey of the number, a red square and label 5 on the subject's right eye."""
    root = tmp_path / "celeba"
    ids = TRAIN + VAL
    for number, sample_id in enumerate(ids):
        image = np.full((218, 178, 3), 40 + 10 * number, np.uint8)
        parsing = np.ones((218, 178), np.uint8)
        image[108:115, 66:73], parsing[108:115, 66:73] = (250, 0, 0), 5
        write_celeba_image(root, sample_id, image, parsing, landmarks(number))
    partition = {i: int(i in VAL) for i in ids}
    write_celeba_lists(root, dict.fromkeys(ids, FIVE), partition, {})
    write_synthetic_marker(root, dataset="celeba")
    return CelebA(root)


def check(crops: OneViewDataset, numbers: list[int]) -> None:
    block = crops.take(range(len(crops)))
    assert block.images[:, 40, 40, 0].tolist() == [40 + 10 * n for n in numbers]
    assert block.parsing[:, 40, 40].tolist() == [1] * len(numbers)
    for row, number in enumerate(numbers):
        u, v = block.landmarks_2d[row, 36].astype(int)
        assert block.images[row, v, u, 0] > 200
        assert block.parsing[row, v, u] == 5
        # 64 mm of 220 between the eyes, of 38 pixels
        offset = block.landmarks_2d[row, 0] - block.landmarks_2d[row, 36]
        scale = (block.landmarks_2d[row, 45, 0] - block.landmarks_2d[row, 36, 0]) / 38
        assert scale * 38 == pytest.approx(64 * 64 / 220, rel=0.05)
        np.testing.assert_allclose(offset / scale, [30.5 + number, number - 11.5], atol=1e-3)


def test_crops_in_blocks_and_in_memory(data, tmp_path, monkeypatch):
    monkeypatch.setattr(celeba_preparation, "BLOCK", 2)
    done = prepare_celeba(data, tmp_path / "out", 64)
    assert (done.labelled, done.skipped) == (True, ())
    train = open_prepared(tmp_path / "out", "train")
    assert [len(block.sample_ids) for block in train.blocks] == [2, 2, 1]
    assert train.sample_ids == TRAIN
    check(train, [0, 1, 2, 3, 4])
    check(open_prepared(tmp_path / "out", "val"), [5])
    check(crops_in_memory(data, "train", 64), [0, 1, 2, 3, 4])
    block = train.take([4, 0, 3])
    assert block.sample_ids == ["000005", "000001", "000004"]
    assert block.images[:, 40, 40, 0].tolist() == [80, 40, 70]
    assert train.root.joinpath("SYNTHETIC.json").is_file()


def test_an_interrupted_preparation_goes_on(data, tmp_path, monkeypatch):
    monkeypatch.setattr(celeba_preparation, "BLOCK", 2)
    cut = celeba_preparation.cut_block
    made = []

    def killed(data, ids, *rest):
        if len(made) == 1:
            raise KeyboardInterrupt
        made.append(ids)
        return cut(data, ids, *rest)

    out = tmp_path / "out"
    monkeypatch.setattr(celeba_preparation, "cut_block", killed)
    with pytest.raises(KeyboardInterrupt):
        prepare_celeba(data, out, 64)
    assert open_prepared(out, "train").sample_ids == TRAIN[:2]
    monkeypatch.setattr(celeba_preparation, "cut_block", cut)
    data.image_path(TRAIN[0]).unlink()  # it is not read again
    prepare_celeba(data, out, 64)
    check(open_prepared(out, "train"), [0, 1, 2, 3, 4])
    assert sorted(path.name for path in out.iterdir() if path.name != "skipped.txt") == [
        "SYNTHETIC.json",
        "prepared.json",
        "train",
        "val",
    ]
    with pytest.raises(ValueError, match="choose another folder with --out"):
        prepare_celeba(data, out, 32)


def test_images_whose_landmarks_are_no_face_are_left_out(data, tmp_path):
    five = dict.fromkeys(TRAIN + VAL, FIVE) | {TRAIN[1]: np.ones((5, 2))}
    write_celeba_lists(data.root, five, {i: int(i in VAL) for i in five}, {})
    done = prepare_celeba(CelebA(data.root), tmp_path / "out", 64)
    assert len(done.skipped) == 1
    assert done.skipped[0].startswith("000002 landmarks")
    assert (tmp_path / "out" / "skipped.txt").read_text().startswith("000002 landmarks")
    check(open_prepared(tmp_path / "out", "train"), [0, 2, 3, 4])


def test_labels_are_there_of_all_images_or_of_none(data, tmp_path):
    for sample_id in TRAIN:
        data.parsing_path(sample_id).unlink()
    with pytest.raises(ValueError, match="1 of 6 images have face-parsing labels"):
        prepare_celeba(data, tmp_path / "out", 64)
    data.parsing_path(VAL[0]).unlink()
    assert not prepare_celeba(data, tmp_path / "out", 64).labelled
    assert open_prepared(tmp_path / "out", "train").take([0]).parsing is None


def test_damaged_blocks_are_named(data, tmp_path):
    prepare_celeba(data, tmp_path / "out", 32)
    path = tmp_path / "out" / "train" / "00000" / "landmarks_2d.npy"
    np.save(path, np.zeros((5, 68, 3), np.float32))
    with pytest.raises(DamagedFileError, match=r"expected float32 \(5, 68, 2\)"):
        open_prepared(tmp_path / "out", "train")
    path.write_bytes(b"cut off")
    with pytest.raises(DamagedFileError, match="not a readable array"):
        open_prepared(tmp_path / "out", "train")
    with pytest.raises(DatasetNotFoundError, match="make prepare DATASET=celeba"):
        open_prepared(tmp_path, "train")


def test_a_detector_fills_in_what_is_missing(data, tmp_path, monkeypatch):
    """The package is handed a box and returns pixels counted from their centres."""
    seen = []

    class FaceAlignment:
        def __init__(self, kind, **options):
            assert (kind, options["face_detector"]) == (2, "folder")

        def get_landmarks_from_image(self, image, detected_faces):
            seen.append((image[0, 0, 0], detected_faces[0]))
            return [np.column_stack([landmarks(3) - 0.5, np.ones(68)])]

    data.landmarks68_path(TRAIN[3]).unlink()
    monkeypatch.setattr(
        landmark_detector,
        "import_module",
        lambda name: SimpleNamespace(LandmarksType=int, FaceAlignment=FaceAlignment),
    )
    prepare_celeba(data, tmp_path / "out", 64, face_alignment_detector())
    check(open_prepared(tmp_path / "out", "train"), [0, 1, 2, 3, 4])
    ((grey, box),) = seen
    assert grey == 70
    np.testing.assert_allclose(box, [44, 87, 132, 175], atol=4)
    np.testing.assert_allclose(face_box(2 * FIVE), 2 * face_box(FIVE))


def test_command(data, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    command = ["likeness", "prepare", "celeba", "--data-root", str(data.root), "--out", str(out)]
    monkeypatch.setattr(sys, "argv", [*command, "--size", "32", "--most", "3"])
    __main__.main()
    assert f"train with DATA_ROOT={out}\n" in capsys.readouterr().out
    assert len(open_prepared(out, "train")) == 3
    data.landmarks68_path(TRAIN[2]).unlink()
    monkeypatch.setattr(sys, "argv", [*command, "--size", "32"])
    with pytest.raises(FileNotFoundError, match=r"000003\.txt does not exist; .*ARGS=--detect"):
        __main__.main()

    def absent(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(landmark_detector, "import_module", absent)
    monkeypatch.setattr(sys, "argv", [*command, "--detect"])
    with pytest.raises(ValueError, match=r"pip install -e '\.\[detect\]'"):
        __main__.main()
    Image.new("L", (178, 218), 12).save(data.parsing_path(TRAIN[0]))
    with pytest.raises(DamagedFileError, match="labels go up to 12"):
        crops_in_memory(data, "train", 32)
