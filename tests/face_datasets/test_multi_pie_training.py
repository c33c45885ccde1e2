from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from face_datasets import __main__, preparation
from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.multi_pie_training import MultiPieTraining
from face_datasets.origin import write_synthetic_marker
from face_datasets.preparation import prepare
from face_datasets.three_view import ThreeViewDataset

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out

from small_multi_pie import write_view

CAMERAS = {45: ("080", "051", "190"), 90: ("110", "051", "240")}


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "multi-pie"
    for moment in ("007_01_01", "007_02_03", "250_01_01"):
        for camera in {*CAMERAS[45], *CAMERAS[90]}:
            write_view(root, moment, camera, "06", "15")
    write_synthetic_marker(root)
    return root


@pytest.mark.parametrize("angle", [45, 90])
def test_preparation_cuts_what_belongs_together(root, tmp_path, angle):
    out = tmp_path / "prepared"
    prepare(MultiPieTraining(root, angle), out, 96)
    train, val = ThreeViewDataset(out, "train"), ThreeViewDataset(out, "val")
    assert train.sample_ids == [
        f"00007/{m}" for m in ("01_01_06", "01_01_15", "02_03_06", "02_03_15")
    ]
    assert val.sample_ids == ["00250/01_01_06", "00250/01_01_15"]
    assert train.origin == "synthetic"
    sample = val[1]
    assert (sample.landmarks_3d, sample.points_101) == (None, None)
    for view, camera in enumerate(CAMERAS[angle]):
        u, v = sample.landmarks_2d[view, 36].astype(int)  # the subject's right eye
        assert sample.images[view, v, u].tolist() == [250, 0, 0]
        assert sample.parsing[view, v, u] == 5
        u, v = sample.landmarks_2d[view, 54].astype(int)  # the left corner of the mouth
        assert sample.images[view, v, u].tolist() == [250, int(camera), 15]
        assert sample.parsing[view, v, u] == 1
    across = sample.landmarks_2d[:, 30, 0] - sample.landmarks_2d[:, [36, 45], 0].mean(axis=1)
    assert across[0] < -5 < across[1] < 5 < across[2]  # where the nose points
    eyes = sample.landmarks_2d[1, 45] - sample.landmarks_2d[1, 36]
    assert eyes[0] == pytest.approx(64 * 96 / 220, rel=0.03)  # 64 mm in a crop of 220 mm


def test_it_is_black_where_the_source_ends(root, tmp_path):
    """The source is 256 mm wide; a face at its left edge leaves the crop's left side empty."""
    for kind in ("FS_t5pt/{}_trans.5pt", "prepared/{}_landmarks.txt"):
        path = root / kind.format("250_01_01_051")
        np.savetxt(path, np.loadtxt(path) - [40, 0])
    out = tmp_path / "prepared"
    prepare(MultiPieTraining(root, illuminations=["06"]), out, 64)
    front = ThreeViewDataset(out, "val")[0].images[1]
    edge = round(((110 - 24 * 2) / 220) * 64)  # the face's centre is 24 pixels of 2 mm from it
    assert not front[:, : edge - 1].any()
    assert (front[:, edge + 1 :, 2] == 6).mean() > 0.95


def test_an_interrupted_preparation_goes_on(root, tmp_path, monkeypatch):
    out = tmp_path / "prepared"
    write, written = preparation.write_three_view_sample, []

    def killed(folder, split, sample, truth=None):
        write(folder, split, sample, truth)
        written.append(sample.sample_id)
        if len(written) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(preparation, "write_three_view_sample", killed)
    with pytest.raises(KeyboardInterrupt):
        prepare(MultiPieTraining(root), out, 32)
    assert ThreeViewDataset(out, "train").sample_ids == written[:2]
    for path in root.rglob("007_01_01_*_landmarks.txt"):
        path.unlink()  # of the two that are there; they are not read again
    prepare(MultiPieTraining(root), out, 32)
    assert written[3:] == ["00007/02_03_06", "00007/02_03_15", "00250/01_01_06", "00250/01_01_15"]
    assert {path.name for path in out.iterdir()} == {
        *("train", "val", "prepared.json", "SYNTHETIC.json")
    }
    for other in ({"angle": 90}, {"illuminations": ["06"]}, {"last_training_subject": 249}):
        with pytest.raises(ValueError, match="choose another folder with --out"):
            prepare(MultiPieTraining(root, **other), out, 32)


def test_what_the_release_lacks_is_named(root, tmp_path):
    data, prepared = MultiPieTraining(root), root / "prepared"
    job = data.jobs()[0]
    labels = prepared / "007_01_01_051_parsing.png"
    Image.fromarray(np.full((128, 128), 17, np.uint8)).save(labels)
    with pytest.raises(DamagedFileError, match="labels go up to 17, expected 0 to 9"):
        data.triple(job)
    kept = labels.read_bytes()
    labels.unlink()
    with pytest.raises(DatasetNotFoundError, match=r"051_parsing\.png does not exist.*of the crop"):
        MultiPieTraining(root).triple(job)
    labels.write_bytes(kept)
    (prepared / "007_01_01_190_landmarks.txt").write_text("1 2\n3 4\n")
    with pytest.raises(DamagedFileError, match="4 numbers, expected 68"):
        data.triple(job)
    (prepared / "007_01_01_080_landmarks.txt").unlink()
    with pytest.raises(
        DatasetNotFoundError, match=r"080_landmarks\.txt does not exist; expected 68 lines.*prepare"
    ):
        prepare(MultiPieTraining(root), tmp_path / "out", 32)


def test_labels_are_there_for_all_samples_or_for_none(root, tmp_path):
    out = tmp_path / "out"
    for path in root.rglob("007_02_03_*_parsing.png"):
        path.unlink()
    with pytest.raises(
        ValueError, match="007_02_03_06 has no face-parsing labels, unlike 007_01_01_06; make them"
    ):
        prepare(MultiPieTraining(root), out, 32)
    assert not out.exists()
    for camera in CAMERAS[45]:
        (root / "prepared" / f"007_01_01_{camera}_parsing.png").unlink()
    with pytest.raises(ValueError, match="250_01_01_06 has face-parsing labels, unlike 007"):
        prepare(MultiPieTraining(root), out, 32)
    (root / "prepared" / "250_01_01_190_parsing.png").unlink()
    with pytest.raises(DatasetNotFoundError, match=r"250_01_01_190_parsing\.png.*or of none"):
        prepare(MultiPieTraining(root), out, 32)
    for path in root.rglob("250_*_parsing.png"):
        path.unlink()
    assert not prepare(MultiPieTraining(root), out, 32)
    sample = ThreeViewDataset(out, "val")[0]
    assert sample.parsing is None
    u, v = sample.landmarks_2d[0, 54].astype(int)
    assert sample.images[0, v, u].tolist() == [250, 80, 6]


def test_both_parts_must_exist(root):
    with pytest.raises(ValueError, match="subject above 250, so the part 'val' is empty"):
        MultiPieTraining(root, last_training_subject=250)
    with pytest.raises(ValueError, match=r"up to 6, .* split elsewhere with --last-training-sub"):
        MultiPieTraining(root, last_training_subject=6)


def test_command(root, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    words = ["prepare", "multi-pie", "--data-root", root, "--out", out, "--size", 32]
    words += ["--angle", 90, "--illuminations", "15"]
    monkeypatch.setattr(sys, "argv", ["face_datasets", *map(str, words)])
    __main__.main()
    assert f"DATA_ROOT={out}" in capsys.readouterr().out
    assert ThreeViewDataset(out, "train").sample_ids == ["00007/01_01_15", "00007/02_03_15"]
    assert ThreeViewDataset(out, "val")[0].images[0, 16, 16, 1] == 110  # the camera at -90
