from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

import command_line
from face_datasets import __main__, preparation
from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.multi_pie_sessions_doctor import examine
from face_datasets.multi_pie_sessions_training import MultiPieSessionsTraining
from face_datasets.multi_pie_triplets import TripletRule
from face_datasets.origin import write_synthetic_marker
from face_datasets.preparation import prepare
from face_datasets.three_view import ThreeViewDataset
from geometry.crops import apply_crop, crop_from_landmarks68

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out

from small_multi_pie import released_landmarks68, write_released

CAMERAS = ("140", "130", "051", "050", "041")


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "multi-pie"
    for moment in ("007_01_01", "250_02_01"):
        for camera in CAMERAS:
            write_released(root, moment, camera, "06", "15")
    write_synthetic_marker(root)
    return root


def test_preparation_cuts_what_belongs_together(root, tmp_path):
    out, data = tmp_path / "prepared", MultiPieSessionsTraining(root)
    assert not prepare(data, out, 64, "deca")
    parts = {split: ThreeViewDataset(out, split) for split in ("train", "val")}
    jobs = data.jobs()
    assert [job.split for job in jobs] == ["train", "train", "val", "val"]
    for split, part in parts.items():
        assert part.sample_ids == [job.target for job in jobs if job.split == split]
        assert part.origin == "synthetic"
    for job in jobs:
        part = parts[job.split]
        sample = part[part.sample_ids.index(job.target)]
        assert (sample.parsing, sample.landmarks_3d) == (None, None)
        cameras = [camera for _, camera in data.views(job.sample_id)]
        assert cameras[0] in {"140", "130"}
        assert cameras[1] == "051"
        assert cameras[2] in {"050", "041"}
        subject, shot = int(job.sample_id[:3]), int(job.sample_id[-2:])
        for k, camera in enumerate(cameras):
            assert sample.images[k, 32, 32].tolist() == [subject, int(camera), shot]
    front = released_landmarks68(0)
    crop = crop_from_landmarks68(front, 64)
    assert sample.landmarks_2d[1] == pytest.approx(crop.crop_from_image(front), abs=1e-2)
    assert np.array_equal(
        sample.images[1] > 0, apply_crop(np.full((480, 640, 3), 255, np.uint8), crop) > 0
    )


def test_left_and_right_follow_the_landmarks_not_the_cameras(root):
    for moment in ("007_01_01", "250_02_01"):
        for camera, yaw in (("140", 15), ("130", 30), ("050", -15), ("041", -30)):
            write_released(root, moment, camera, "06", yaw=yaw)
    data = MultiPieSessionsTraining(root)
    for job in data.jobs():
        (_, left), _, (_, right) = data.views(job.sample_id)
        assert left in {"050", "041"}
        assert right in {"140", "130"}


def test_landmarks_that_cannot_be_used_are_named_before_anything_is_written(root, tmp_path):
    rule = TripletRule([30])
    write_released(root, "007_01_01", "041", yaw=-20)
    with pytest.raises(ValueError, match=r"of 1 views .*130_landmarks\.txt: here .* 60 degrees"):
        MultiPieSessionsTraining(root, rule)
    write_released(root, "007_01_01", "041", yaw=30)
    files = sorted(root.rglob("*_landmarks.txt"))
    bad = [path for path in files if "_051_" in path.name]
    bad[0].write_text("1 2\n")
    bad[1].write_text("5 5\n" * 68)
    with pytest.raises(ValueError, match=r"of 2 views or pairs .*2 numbers, expected 68 "):
        MultiPieSessionsTraining(root, rule)
    for path in bad:
        path.unlink()
    with pytest.raises(ValueError, match="no triplet can be made; 4 without landmarks of one of"):
        MultiPieSessionsTraining(root, rule)
    for path in files:
        path.unlink(missing_ok=True)
    (root / "session01/multiview/007/01/05_1/007_01_01_051_06.png").unlink()
    with pytest.raises(ValueError, match="1 without a photograph from the front"):
        MultiPieSessionsTraining(root, rule)


def test_labels_of_all_three_views_or_of_none(root, tmp_path):
    for camera in ("130", "051", "041"):
        write_released(root, "007_01_01", camera, labels=True)
    rule = TripletRule([30], excluded_subjects=[250])
    data = MultiPieSessionsTraining(root, rule, validation_share=0.0)
    assert prepare(data, tmp_path / "out", 32)
    assert (ThreeViewDataset(tmp_path / "out", "train")[0].parsing == 3).mean() > 0.5
    next(root.rglob("007*_041_parsing.png")).unlink()
    with pytest.raises(DatasetNotFoundError, match=r"041_parsing\.png .*of a triplet or of none"):
        prepare(MultiPieSessionsTraining(root, rule, validation_share=0.0), tmp_path / "other", 32)


def test_an_interrupted_preparation_goes_on_with_the_same_rule_only(root, tmp_path, monkeypatch):
    out = tmp_path / "prepared"
    write, written = preparation.write_three_view_sample, []

    def killed(folder, split, sample, truth=None):
        write(folder, split, sample, truth)
        written.append(sample.sample_id)
        if len(written) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(preparation, "write_three_view_sample", killed)
    with pytest.raises(KeyboardInterrupt):
        prepare(MultiPieSessionsTraining(root), out, 32)
    prepare(MultiPieSessionsTraining(root), out, 32)
    assert written[2] == written[3]
    assert len(set(written)) == 4
    with pytest.raises(ValueError, match=r"'crop': 'five-points'.*choose another folder"):
        prepare(MultiPieSessionsTraining(root), out, 32, "deca")
    with pytest.raises(ValueError, match="choose another folder with --out"):
        prepare(MultiPieSessionsTraining(root, TripletRule(seed=1)), out, 32)
    settings = json.loads((out / "prepared.json").read_text())
    del settings["crop"]  # as it was when there was one rule
    (out / "prepared.json").write_text(json.dumps(settings))
    prepare(MultiPieSessionsTraining(root), out, 32)
    (out / "prepared.json").write_text("{")
    with pytest.raises(DamagedFileError, match="not JSON"):
        prepare(MultiPieSessionsTraining(root), out, 32)


def test_command(root, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    words = ["prepare", "multi-pie-sessions", "--data-root", root, "--out", out, "--size", 32]
    words += ["--crop", "deca", "--angles", 15, "--illuminations", "06", "--exclude-reported"]
    monkeypatch.setattr(sys, "argv", ["face_datasets", *map(str, words)])
    __main__.main()
    assert capsys.readouterr().out.startswith("2 triplets of 2 subjects, 1 of them to validate on")
    settings = json.loads((out / "prepared.json").read_text())
    assert (settings["crop"], settings["angles"]) == ("deca", [15])
    assert 330 in settings["excluded_subjects"]
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--exclude-subjects", "7"])
    with pytest.raises(SystemExit) as stop:
        command_line.run(__main__.main)
    assert stop.value.code == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "share of 0.05 of 1 subjects leaves nobody to train on" in error


def findings(root: Path, level: str) -> list[str]:
    return [finding.what for finding in examine(root) if finding.level == level]


def test_the_doctor_counts(root):
    assert {finding.level for finding in examine(root)} == {"ok"}
    (root / "SYNTHETIC.json").unlink()
    first, second = findings(root, "warning")
    assert first == (
        "20 photographs of 2 subjects, 2 sessions, 2 recordings, 5 of 13 cameras; the release has "
        "337 subjects"
    )
    assert second.startswith("10 views have fewer than 20 shots: 007_01_01_041 has 2; ")
    assert findings(root, "ok")[0] == (
        "4 triplets of 2 subjects in sessions 01, 02, 03, side cameras at 15 to 60 degrees"
    )


def test_the_doctor_finds(root):
    here = root / "session01/multiview/007/01"
    (here / "05_1/007_01_01_051_06.png").write_bytes(b"cut off")
    (here / "05_1/photo.png").touch()
    (here / "05_1/007_01_01_051_landmarks.txt").unlink()
    np.savetxt(here / "14_0/007_01_01_140_landmarks.txt", 3 * released_landmarks68(-15))
    write_released(root, "250_02_01", "041", yaw=80)
    np.savetxt(root / "session02/multiview/250/01/05_1/250_02_01_051_landmarks.txt", [[1, 2]])
    assert findings(root, "error") == [
        "1 images cannot be used: 007_01_01_051_06.png is no readable image",
        "3 views have landmarks that cannot be theirs: "
        "007_01_01_140: around (893, 677), outside the photograph; "
        "250_02_01_041: turned by 81 degrees, the camera by 30; "
        "250_02_01_051: 2 numbers, expected 68 finite pairs",
    ]
    strange, fewer, bare = findings(root, "warning")
    assert strange.endswith("not used: session01/multiview/007/01/05_1/photo.png")
    assert "2 triplets of 1 subjects" in fewer
    assert "; 2 without landmarks of one of their views left out" in fewer
    assert bare == "1 of 10 views have no _landmarks.txt (051: 1)"
    assert "session01/multiview" in findings(root / "nowhere", "error")[0]
