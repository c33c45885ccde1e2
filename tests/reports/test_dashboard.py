"""The page of trainings: what is read, how sessions join, and what the page says of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import command_line
from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh
from reports.__main__ import main
from reports.dashboard import write_dashboard
from reports.run_records import Curve, find_runs, flattened, read_run

RECORD = {
    "method": "dfmvr",
    "configuration": {"model": {"init_args": {"depth": 26, "width": 8}}},
    "commit": "c0ffee" * 6,
    "resumed_from": None,
    "date": "2026-01-31T12:00:00+00:00",
    "data": [
        {"root": "data/a", "origin": "synthetic", "marker": {"seed": 5, "ids": ["x", "y"]}},
        {"root": "data/b", "origin": "released"},
    ],
    "synthetic": True,
    "trained_parameters": 1234,
}


def write_session(run: Path, version: int, text: str, record: object = RECORD) -> Path:
    folder = run / "logs" / f"version_{version}"
    folder.mkdir(parents=True)
    (folder / "metrics.csv").write_text(text)
    if record is not None:
        (folder / "run.json").write_text(json.dumps(record))
    return folder


FIRST = """epoch,step,lr-Adam/pg1,samples_per_s,train/total,val/mm,weighted/photometric
,9,0.001,,,,
0,9,,10.0,4.0,,3.0
0,19,,30.0,2.0,,1.5
0,20,,,,1.25,
1,29,,20.0,nan,,1.0
"""


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    root = tmp_path / "runs"
    write_session(root / "dfmvr", 0, FIRST)
    images = root / "dfmvr" / "images"
    images.mkdir()
    for step, part in ((0, "training"), (20, "validation"), (100, "training")):
        texts = PngInfo()
        texts.add_text("columns", "input, overlay")
        texts.add_text("of", part)
        pixels = np.full((4, 8, 3), step, np.uint8)
        Image.fromarray(pixels).save(images / f"step_{step:06d}.png", pnginfo=texts)
    (root / "dfmvr" / "meshes").mkdir()
    triangle = Mesh(np.eye(3) * 100, np.array([[0, 1, 2]]))
    write_mesh(root / "dfmvr" / "meshes" / "sample_0.glb", triangle)
    old = root / "seeds" / "1" / "dfmvr"
    write_session(old, 0, "epoch,step,train/total\n0,9,5.0\n", record=None)
    (old / "logs" / "version_0" / "hparams.yaml").write_text(
        "_instantiator: x\ndepth: 26\nwidth: 16\n"
    )
    return root


def test_records_are_read_as_they_stand(runs: Path) -> None:
    new, old = find_runs(runs)
    assert (new.name, old.name) == ("dfmvr", "seeds/1/dfmvr")
    total = new.curves["train/total"]
    assert total.steps.tolist() == [9, 19, 29]
    assert total.values[:2].tolist() == [4.0, 2.0]
    assert total.last() == 2.0  # what is not finite is not the newest figure,
    assert new.not_finite() == ["train/total"]  # but is not overlooked
    assert new.last_step == 29
    assert new.options == {"model.depth": 26, "model.width": 8}
    assert (new.synthetic, old.synthetic) == (True, None)
    assert old.options == {"model.depth": 26, "model.width": 16}
    picture = new.picture()
    assert picture is not None
    assert (picture.step, picture.columns, picture.of) == (20, "input, overlay", "validation")


def test_a_resumed_session_goes_on_and_a_new_one_begins_anew(tmp_path: Path) -> None:
    run = tmp_path / "run"
    write_session(run, 0, "epoch,step,train/total\n0,9,5\n0,19,4\n0,29,3\n")
    # From the checkpoint of step 20: step 29 is done again.
    resumed = {**RECORD, "resumed_from": "checkpoint.ckpt"}
    write_session(run, 1, "epoch,step,train/total,val/mm\n0,29,2,\n0,39,1,\n0,40,,7\n", resumed)
    joined = read_run(run, "run")
    assert joined.sessions == 2
    assert joined.curves["train/total"].steps.tolist() == [9, 19, 29, 39]
    assert joined.curves["train/total"].values.tolist() == [5, 4, 2, 1]
    assert joined.curves["val/mm"].values.tolist() == [7]
    write_session(run, 2, "epoch,step,train/total\n0,49,0.5\n")
    assert read_run(run, "run").curves["train/total"].values.tolist() == [0.5]
    # Without a record, a session that begins where the last one did has replaced it.
    write_session(run, 3, "epoch,step,train/total\n0,9,8\n", record=None)
    assert read_run(run, "run").sessions == 1
    write_session(run, 10, "epoch,step,train/total\n0,19,6\n", record=None)
    assert read_run(run, "run").curves["train/total"].values.tolist() == [8, 6]


def test_thinning_averages_neighbours() -> None:
    curve = Curve(np.arange(5.0), np.array([1.0, 3.0, 5.0, 7.0, 10.0]))
    thin = curve.thinned(3)
    assert thin.steps.tolist() == [0.5, 2.5, 4]
    assert thin.values.tolist() == [2, 6, 10]
    assert curve.thinned(5) is curve


def test_names_of_options_leave_out_what_only_nests_them() -> None:
    nested = {"model": {"class_path": "a.B", "init_args": {"x": {"y": 1}, "z": {}}}}
    assert flattened(nested) == {"model.class_path": "a.B", "model.x.y": 1, "model.z": {}}


def test_the_page_says_what_there_is(runs: Path, tmp_path: Path) -> None:
    names, size = write_dashboard(runs, [], tmp_path / "page.html")
    assert names == ["dfmvr", "seeds/1/dfmvr"]
    page = (tmp_path / "page.html").read_text()
    assert size == len(page.encode())
    assert "dfmvr: not finite in places: train/total." in page
    assert "dfmvr: 1 of 3 records are not finite." in page
    assert "seed 5, 2 ids" in page
    assert "step 20 of validation; columns: input, overlay" in page
    assert '"name":"photometric"' in page
    assert "c0ffeec0ff" in page
    assert ">synthetic data</span>" in page
    options = page[page.index('id="options"') :]
    shared = options.index("1 options that all runs share")
    assert options.index("model.width") < shared < options.index("model.depth")
    only, _ = write_dashboard(runs, ["seeds/1/dfmvr"], tmp_path / "one.html")
    assert only == ["seeds/1/dfmvr"]
    assert ">synthetic data</span>" not in (tmp_path / "one.html").read_text()


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        ("", "there is no training 'x' in"),
        ("dfmvr/logs/version_0/metrics.csv", "line 2 holds no record"),
        ("dfmvr/logs/version_0/run.json", "not JSON"),
        ("dfmvr/images/step_000020.png", "no picture"),
        ("all", "holds no records of trainings"),
    ],
)
def test_mistakes_get_one_line(
    break_it: str,
    message: str,
    runs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["dashboard", "--runs", str(runs / "none" if break_it == "all" else runs)]
    if break_it not in ("", "all"):
        (runs / break_it).write_text("step,a\nx,y\n")
    arguments += [] if break_it else ["--only", "x"]
    monkeypatch.setattr(sys, "argv", ["reports", *arguments])
    with pytest.raises(SystemExit) as stopped:
        command_line.run(main)
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert message in error
    assert not (runs / "dashboard.html").exists()
