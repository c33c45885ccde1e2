from __future__ import annotations

import json
import sys

import numpy as np
import pytest
from PIL import Image

from face_datasets import __main__, preparation
from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.origin import write_synthetic_marker
from face_datasets.pixel_face_files import SEVEN_OF_106, GroundTruthPart
from face_datasets.pixel_face_training import IBUG68_OF_106, PixelFaceTraining
from face_datasets.pixel_face_writer import (
    write_dfmvr_sample,
    write_released_index,
    write_released_sample,
)
from face_datasets.preparation import prepare
from face_datasets.three_view import ThreeViewDataset
from geometry.landmarks import IBUG68_SEVEN
from geometry.meshes import Mesh

SIZE = (120, 80)  # height and width of the upright photographs
YAW = (-0.5, 0.0, 0.5)


def part(number: int) -> GroundTruthPart:
    """Vertex k of sample n lies at (k, n, 1) mm."""
    vertices = np.stack([np.arange(120.0), np.full(120, float(number)), np.ones(120)], axis=1)
    return GroundTruthPart(Mesh(vertices, np.arange(120).reshape(-1, 3)), np.arange(106))


def landmarks(view: int) -> np.ndarray:
    """68 points of which five look like a face of 0.3 px per mm, turned left, not, or right."""
    face = np.array([(-32, 34, 12), (32, 34, 12), (0, 3, 50), (-25, -35, 21), (25, -35, 21)])
    u = np.cos(YAW[view]) * face[:, 0] + np.sin(YAW[view]) * face[:, 2]
    five = np.stack([0.3 * u + 41, 0.3 * -face[:, 1] + 55], axis=1)
    points = np.tile(five[2], (68, 1))
    points[36:42], points[42:48], points[48], points[54] = five[0], five[1], five[3], five[4]
    return points


def photograph(number: int, view: int) -> np.ndarray:
    """Grey of the sample, with a red square on the subject's right eye."""
    image = np.full((*SIZE, 3), 40 + 10 * number + view, np.uint8)
    u, v = landmarks(view)[36].astype(int)
    image[v - 2 : v + 3, u - 2 : u + 3] = (250, 0, 0)
    return image


def add_labels(folder) -> None:
    """What the user's detector and parser write: landmarks, and label 5 on the right eye."""
    for view in range(3):
        np.savetxt(folder / str(view) / "landmarks.txt", landmarks(view), fmt="%.4f")
        labels = np.ones(SIZE, np.uint8)
        u, v = landmarks(view)[36].astype(int)
        labels[v - 2 : v + 3, u - 2 : u + 3] = 5
        Image.fromarray(labels).save(folder / str(view) / "parsing.png")


@pytest.fixture
def released(tmp_path):
    root = tmp_path / "released"
    rows = [("7", "s-1", 1), ("7", "s-2", 22), ("8", "s-3", 0)]
    for number, (_, sample, _) in enumerate(rows):
        images = [photograph(number, view) for view in range(3)]
        write_released_sample(root, sample, images, part(number), part(9))
        add_labels(root / sample)
    write_released_index(root, rows)
    (root / "release_id" / "split" / "release_train.txt").write_text("s-1\ns-2\n")
    (root / "release_id" / "split" / "release_eva.txt").write_text("s-3\n")
    return root


@pytest.fixture
def dfmvr(tmp_path):
    root = tmp_path / "dfmvr"
    for number, subject in enumerate(("00205", "10075")):
        images = [photograph(number, view) for view in range(3)]
        write_dfmvr_sample(root, subject, "other_1", images, part(number))
        add_labels(root / "val" / subject / "other_1" / "Images")
    (root / "train").mkdir()
    (root / "val" / "00205").rename(root / "train" / "00205")
    write_synthetic_marker(root)
    return root


def test_the_released_layout(released):
    data = PixelFaceTraining(released)
    assert (data.ids("train"), data.ids("val")) == (["s-1", "s-2"], ["s-3"])
    assert data.prepared_id("s-2") == "00007/s_2"
    triple = data.sample("s-2", "train")
    assert triple.points_106[:, 1].tolist() == [1.0] * 106
    for view, image in enumerate(triple.images):
        np.testing.assert_array_equal(image, photograph(1, view))  # upright
    np.testing.assert_allclose(triple.landmarks_2d[2], landmarks(2), atol=1e-4)


def test_the_layout_of_dfmvr(dfmvr):
    data = PixelFaceTraining(dfmvr)
    assert (data.ids("train"), data.ids("val")) == (["00205other_1"], ["10075other_1"])
    assert data.prepared_id("00205other_1") == "00205/other_1"
    np.testing.assert_allclose(
        data.sample("10075other_1", "val").points_106, part(1).mesh.vertices[:106], atol=1e-3
    )


def test_landmarks_in_space(dfmvr):
    """106 points to 101 by leaving out five of the jaw line, to 68 by position."""
    triple = PixelFaceTraining(dfmvr).sample("00205other_1", "train")
    kept = np.round(triple.points_101[:, 0]).astype(int)
    assert [number for number in range(106) if number not in kept] == [3, 15, 17, 25, 27]
    assert kept[[47, 50, 53, 56, 41, 79, 85]].tolist() == list(SEVEN_OF_106["tip"])
    assert len(set(IBUG68_OF_106)) == 68
    seven = np.round(triple.landmarks_3d[list(IBUG68_SEVEN["tip"]), 0]).astype(int)
    assert seven.tolist() == list(SEVEN_OF_106["tip"])


def test_preparation_cuts_what_belongs_together(released, tmp_path):
    out = tmp_path / "prepared"
    prepare(PixelFaceTraining(released), out, 64)
    train, val = ThreeViewDataset(out, "train"), ThreeViewDataset(out, "val")
    assert train.sample_ids == ["00007/s_1", "00007/s_2"]
    assert val.sample_ids == ["00008/s_3"]
    sample = train[1]
    assert sample.images.shape == (3, 64, 64, 3)
    assert sample.landmarks_3d[:, 1].tolist() == [1.0] * 68
    assert sample.points_101[:5, 0].tolist() == [0.0, 1.0, 2.0, 4.0, 5.0]  # without the fourth
    for view in range(3):
        u, v = sample.landmarks_2d[view, 36].astype(int)
        assert sample.images[view, v, u, 0] > 200
        assert sample.parsing[view, v, u] == 5
        u, v = sample.landmarks_2d[view, 54].astype(int)
        assert sample.images[view, v, u].tolist() == [50 + view] * 3
        assert sample.parsing[view, v, u] == 1
    eyes = sample.landmarks_2d[:, 45] - sample.landmarks_2d[:, 36]
    assert eyes[1, 0] == pytest.approx(64 * 64 / 220, rel=0.02)  # 64 mm in a crop of 220 mm


def test_an_interrupted_preparation_goes_on(released, tmp_path, monkeypatch):
    out = tmp_path / "prepared"
    write = preparation.write_three_view_sample

    def killed(root, split, sample, truth=None):
        write(root, split, sample, truth)
        if sample.sample_id.endswith("s_2"):
            raise KeyboardInterrupt

    monkeypatch.setattr(preparation, "write_three_view_sample", killed)
    with pytest.raises(KeyboardInterrupt):
        prepare(PixelFaceTraining(released), out, 32)
    assert ThreeViewDataset(out, "train").sample_ids == ["00007/s_1"]
    incomplete = out / "val" / "00008" / "s_3"
    incomplete.mkdir(parents=True)
    (incomplete / "left.png").write_bytes(b"cut off")
    for path in (released / "s-1").rglob("*.*"):
        if path.name != "parsing.png":
            path.unlink()  # it is not read again; that there are labels is

    monkeypatch.setattr(preparation, "write_three_view_sample", write)
    prepare(PixelFaceTraining(released), out, 32)
    assert ThreeViewDataset(out, "train").sample_ids == ["00007/s_1", "00007/s_2"]
    assert ThreeViewDataset(out, "val")[0].landmarks_3d[0, 1] == 2.0
    assert {path.name for path in out.iterdir()} == {"train", "val", "prepared.json"}
    with pytest.raises(ValueError, match="choose another folder with --out"):
        prepare(PixelFaceTraining(released), out, 64)
    with pytest.raises(ValueError, match="multiple of 16"):
        prepare(PixelFaceTraining(released), out, 100)


def test_exchanged_views_are_refused(released, tmp_path):
    for kind in ("landmarks.txt", "parsing.png", "t.bmp"):
        left, right = (released / "s-3" / view / kind for view in "02")
        left.rename(released / "other")
        right.rename(left)
        (released / "other").rename(right)
    out = tmp_path / "prepared"
    with pytest.raises(
        ValueError, match=r"00008/s_3: by its landmarks the face turns 2[89] degrees"
    ):
        prepare(PixelFaceTraining(released), out, 32)
    assert not (out / "val").exists()


def test_stand_ins_stay_marked(dfmvr, tmp_path):
    prepare(PixelFaceTraining(dfmvr), tmp_path / "prepared", 32)
    assert ThreeViewDataset(tmp_path / "prepared", "val").origin == "synthetic"


def test_what_is_wrong_is_named(released):
    data = PixelFaceTraining(released)
    view = released / "s-1" / "1"
    Image.fromarray(np.full(SIZE, 12, np.uint8)).save(view / "parsing.png")
    with pytest.raises(DamagedFileError, match="labels go up to 12"):
        data.sample("s-1", "train")
    Image.fromarray(np.ones((80, 120), np.uint8)).save(view / "parsing.png")
    with pytest.raises(DamagedFileError, match="120 x 80 pixels, expected 80 x 120"):
        data.sample("s-1", "train")
    (view / "parsing.png").unlink()
    with pytest.raises(DatasetNotFoundError, match=r"1/parsing\.png does not exist.* three"):
        data.sample("s-1", "train")
    (released / "s-2" / "0" / "landmarks.txt").write_text("1 2\n3 4\n")
    with pytest.raises(DamagedFileError, match="4 numbers, expected 68"):
        data.sample("s-2", "train")
    (released / "release_id" / "split" / "release_train.txt").write_text("s-1\n")
    (released / "release_id" / "split" / "release_eva.txt").write_text("s-2\ns-3\n")
    with pytest.raises(ValueError, match="subject 7 is in both parts"):
        PixelFaceTraining(released)
    (released / "release_id" / "split" / "release_train.txt").write_text("")
    with pytest.raises(DatasetNotFoundError, match="a part for training"):
        PixelFaceTraining(released)


def test_command(released, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    command = ["likeness", "prepare", "pixel-face", "--data-root", str(released), "--out", str(out)]
    monkeypatch.setattr(sys, "argv", [*command, "--size", "32"])
    __main__.main()
    printed = capsys.readouterr().out
    assert f"DATA_ROOT={out}" in printed
    assert "PARSER" not in printed
    assert len(ThreeViewDataset(out, "train")) == 2


def test_command_without_labels(released, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    command = ["likeness", "prepare", "pixel-face", "--data-root", str(released), "--out", str(out)]
    monkeypatch.setattr(sys, "argv", [*command, "--size", "32"])
    labels = {path: path.read_bytes() for path in released.rglob("parsing.png")}
    for path in labels:
        path.unlink()
    __main__.main()
    assert f"needs a parser, DATA_ROOT={out} PARSER=file" in capsys.readouterr().out
    assert [sample.parsing for sample in ThreeViewDataset(out, "train")] == [None, None]
    assert not json.loads((out / "prepared.json").read_text())["labels"]
    for path, content in labels.items():
        path.write_bytes(content)
    with pytest.raises(ValueError, match=r"'labels': False.*'labels': True.*another folder"):
        __main__.main()
