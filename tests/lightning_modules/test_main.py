"""The command line: one line and exit code 2 for mistakes, nothing overwritten, resume, seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

import command_line
from lightning_modules.__main__ import main, setting

PROJECT = Path(__file__).resolve().parents[2]
DEMO = PROJECT / "configs" / "demo" / "dfmvr.yaml"
SMALL = (
    "--model.init_args.morphable_model=tiny_head.TinyHead",
    "--model.init_args.image_size=32",
    "--model.init_args.width=4",
    "--model.init_args.regressor_width=8",
    "--data.init_args.image_size=32",
    "--data.init_args.batch_size=2",
    "--trainer.enable_progress_bar=false",
    "--trainer.enable_model_summary=false",
)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["lightning_modules", *arguments])
    main()


def fit(
    monkeypatch: pytest.MonkeyPatch, root: Path, run_dir: Path, *arguments: str
) -> dict[str, torch.Tensor]:
    places = (f"--data.init_args.root={root}", f"--run_dir={run_dir}")
    run(monkeypatch, "fit", f"--config={DEMO}", *SMALL, *places, *arguments)
    state: dict[str, torch.Tensor] = torch.load(run_dir / "checkpoint.ckpt", weights_only=True)[
        "state_dict"
    ]
    return state


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fit", "--config=configs/dfmrv.yaml"], "configs/dfmrv.yaml"),
        (
            ["fit", f"--config={DEMO}", "--model.init_args.widht=3"],
            "Option 'widht' is not accepted",
        ),
        (["fit", f"--config={DEMO}", "--data.init_args.root=/no"], "/no/train does not exist"),
        (["predict", "--config=configs/data/facescape-wild.yaml"], "--ckpt_path None"),
        (["predict", "--config=configs/data/facescape-wild.yaml", "--ckpt_path=x"], "train first"),
    ],
)
def test_mistakes_get_one_line_and_exit_code_2(
    arguments: list[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(PROJECT)
    if arguments[0] == "fit":
        arguments = [*arguments, f"--run_dir={tmp_path / 'run'}"]
    monkeypatch.setattr(sys, "argv", ["lightning_modules", *arguments])
    with pytest.raises(SystemExit) as stopped:
        command_line.run(main)
    assert stopped.value.code == 2
    error = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert len(error) == 1
    assert message in error[0]
    assert not list(tmp_path.rglob("*.ckpt"))


def test_resuming_gives_what_an_uninterrupted_run_gives_and_a_run_is_not_replaced(
    three_view_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = ("--trainer.max_epochs=2",)
    whole = fit(monkeypatch, three_view_root, tmp_path / "whole", *steps)
    with pytest.raises(ValueError, match="exists: resume with --ckpt_path"):
        fit(monkeypatch, three_view_root, tmp_path / "whole", *steps)

    stop = "--trainer.callbacks+=tiny_head.StopAfterFirstEpoch"
    half = fit(monkeypatch, three_view_root, tmp_path / "resumed", *steps, stop)
    resume = f"--ckpt_path={tmp_path / 'resumed' / 'checkpoint.ckpt'}"
    resumed = fit(monkeypatch, three_view_root, tmp_path / "resumed", *steps, resume)
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)
    assert any(not torch.equal(whole[name], half[name]) for name in whole)


def test_a_training_can_begin_with_weights_alone_but_not_go_on_with_them(
    three_view_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained = fit(monkeypatch, three_view_root, tmp_path / "first", "--trainer.max_steps=3")
    checkpoint = torch.load(tmp_path / "first" / "checkpoint.ckpt", weights_only=True)
    del checkpoint["optimizer_states"]
    weights = tmp_path / "weights.ckpt"
    torch.save(checkpoint, weights)

    def again(name: str, *arguments: str) -> dict[str, torch.Tensor]:
        steps = ("--trainer.max_steps=1", "--model.init_args.learning_rate=1e-12")
        return fit(monkeypatch, three_view_root, tmp_path / name, *steps, *arguments)

    begun = again("begun", f"--start_from={weights}")
    other = again("other")
    name = "network.rednet_fc.conv2_offset_z_ft.bias"
    torch.testing.assert_close(begun[name], trained[name], atol=1e-9, rtol=0)
    assert trained[name].abs().max() > 1e-6 > other[name].abs().max()
    # It is a run of its own, which says where it began.
    begun_run = torch.load(tmp_path / "begun" / "checkpoint.ckpt", weights_only=True)
    text = begun_run["likeness_run"]["config_text"]
    assert text.startswith("# started from the weights of weights.ckpt, SHA-256 ")
    assert "learning_rate: 1.0e-12" in text
    with pytest.raises(ValueError, match=r"holds weights.*begin one from them with --start_from"):
        again("resumed", f"--ckpt_path={weights}")
    weights = weights.rename(tmp_path / "checkpoint.ckpt")
    with pytest.raises(ValueError, match=r"holds weights.*in another --run_dir"):
        fit(monkeypatch, three_view_root, tmp_path, "--trainer.max_steps=1")
    with pytest.raises(ValueError, match=r"does not fit the method.*size mismatch"):
        again("wider", f"--start_from={weights}", "--model.init_args.width=6")


@pytest.mark.parametrize(
    ("callback", "ends_with"),
    [
        ("InterruptAfterFirstEpoch", KeyboardInterrupt()),  # the command line makes 130 of it
        ("TerminateAfterFirstEpoch", SystemExit(143)),
    ],
)
def test_a_run_that_is_stopped_has_not_succeeded_and_says_how_it_goes_on(
    callback: str,
    ends_with: BaseException,
    three_view_root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    stop = f"--trainer.callbacks+=tiny_head.{callback}"
    with pytest.raises(type(ends_with)) as end:
        fit(monkeypatch, three_view_root, tmp_path / "run", "--trainer.max_epochs=3", stop)
    assert end.value.args == ends_with.args
    path = tmp_path / "run" / "checkpoint.ckpt"
    assert f"the same command goes on with --ckpt_path {path}\n" in capsys.readouterr().err


def test_the_seed_decides(
    three_view_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trained(name: str, seed: int) -> dict[str, torch.Tensor]:
        steps = ("--trainer.max_steps=2", f"--seed_everything={seed}")
        return fit(monkeypatch, three_view_root, tmp_path / name, *steps)

    first, again, other = trained("first", 0), trained("again", 0), trained("other", 1)
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert any(not torch.equal(first[name], other[name]) for name in first)


def test_first_line_says_which_setting(tmp_path: Path) -> None:
    config = tmp_path / "some.yaml"
    config.write_text("# The paper's setting.\nseed_everything: 1\n")
    assert setting(config) == f"{config} (The paper's setting.)"
    config.write_text("seed_everything: 1\n")
    assert setting(config) == str(config)


@pytest.mark.slow
def test_runs_as_a_program() -> None:
    command = [sys.executable, "-m", "lightning_modules", "fit", "--config", "configs/none.yaml"]
    environment = {**os.environ, "LIKENESS_TRACEBACK": "0"}
    done = subprocess.run(
        command, cwd=PROJECT, capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].startswith("error: ")
