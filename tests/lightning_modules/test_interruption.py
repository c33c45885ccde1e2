"""Ctrl-C: exit code 130, whole files, and the same command goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from processes import exit_code_after_ctrl_c
from test_main import DEMO, SMALL, fit, run

from geometry.mesh_files import read_mesh
from predictions import PredictionFolder

PROJECT = Path(__file__).resolve().parents[2]


def test_a_training_and_a_prediction_go_on_after_ctrl_c(
    three_view_root: Path,
    wild_root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run_dir = tmp_path / "run"
    places = (f"--data.init_args.root={three_view_root}", f"--run_dir={run_dir}")
    steps = ("--trainer.max_steps=2", "--checkpoint_every_n_steps=1")
    begun = ("fit", f"--config={DEMO}", *SMALL, *places, *steps)
    assert exit_code_after_ctrl_c(*begun) == 130
    checkpoint = run_dir / "checkpoint.ckpt"
    assert [path.name for path in run_dir.glob("*.ckpt*")] == [checkpoint.name]
    fit(monkeypatch, three_view_root, run_dir, *steps, f"--ckpt_path={checkpoint}")

    config = PROJECT / "configs/data/facescape-wild.yaml"
    places = (f"--data.init_args.root={wild_root}", f"--ckpt_path={checkpoint}")
    predict = ("predict", f"--config={config}", *places)
    assert exit_code_after_ctrl_c(*predict) == 130
    folder = run_dir / "predictions" / "facescape-wild"
    (first,) = PredictionFolder(folder, read_mesh).ids
    assert not list(folder.glob(".*"))
    run(monkeypatch, *predict)
    after = PredictionFolder(folder, read_mesh)
    assert after.ids == ["000", "100", "399"]
    assert first in after.ids
    assert all(after.read(sample_id)[0].vertices is not None for sample_id in after.ids)
    assert f"predictions: {folder}" in capsys.readouterr().out
