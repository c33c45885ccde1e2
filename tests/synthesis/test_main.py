from __future__ import annotations

import json
import sys

import pytest

import command_line
from face_datasets.facescape import FaceScapeBenchmark
from face_datasets.three_view import ThreeViewDataset
from synthesis import __main__ as command


def run(monkeypatch, *words: object) -> int:
    monkeypatch.setattr(sys, "argv", ["synthesis", *map(str, words)])
    try:
        command_line.run(command.main)
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_three_view_from_the_command_line(monkeypatch, tmp_path, capsys):
    out = tmp_path / "three-view"
    words = ["three-view", "--out", out, "--subjects", 2, "--expressions", 1, "--size", 32]
    words += ["--seed", 7, "--processes", 1]
    assert run(monkeypatch, *words) == 0
    assert ThreeViewDataset(out, "val").sample_ids == ["00001/01"]
    assert ThreeViewDataset(out)[0].images.shape == (3, 32, 32, 3)
    facts = json.loads((out / "SYNTHETIC.json").read_text())
    assert facts["seed"] == 7
    assert facts["face_model"] == "procedural"
    assert facts["train_ids"] == ["00000/01"]
    before = (out / "train/00000/01/front.png").read_bytes()
    capsys.readouterr()
    assert run(monkeypatch, *words) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert (out / "train/00000/01/front.png").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["three-view"]


def test_facescape_wild_from_the_command_line(monkeypatch, tmp_path):
    out = tmp_path / "wild"
    assert run(monkeypatch, "facescape-wild", "--out", out, "--subjects", 1, "--processes", 1) == 0
    benchmark = FaceScapeBenchmark(out)
    assert benchmark.origin == "synthetic"
    assert benchmark.wild_ids() == ["000"]
    assert benchmark.wild_subject("000") == "000"
    assert len(benchmark.wild_scan("000").vertices) > 8000


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["facescape-wild", "--subjects", "500"], "give 1 to 400"),
        (["three-view", "--subjects", "0"], "--subjects 0: give 1 or more"),
        (["three-view", "--seed", "-1"], "--seed -1"),
        (["pixel-face", "--train-subjects", "-1"], "--train-subjects -1: give 0 or more"),
        (["three-view", "--face-model", "ict"], "FACE_MODEL=ict ASSETS=folder"),
    ],
)
def test_mistakes_get_one_line_and_leave_nothing(monkeypatch, tmp_path, capsys, words, message):
    assert run(monkeypatch, *words, "--out", tmp_path / "out") == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert not list(tmp_path.iterdir())
