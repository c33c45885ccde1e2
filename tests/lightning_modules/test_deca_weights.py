"""DECA's file: read without running it, refused when it is another, and made a checkpoint."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import torch
from torch import Tensor

import command_line
from lightning_modules.deca_weights import deca_state
from lightning_modules.import_weights import main
from networks.mfnet import MfnetNetwork


@pytest.fixture
def encoder() -> dict[str, Tensor]:
    state = {f"encoder.{n}": v for n, v in MfnetNetwork().encoder.state_dict().items()}
    sizes = {"0.weight": (1024, 2048), "0.bias": (1024,), "2.weight": (236, 1024), "2.bias": (236,)}
    return state | {f"layers.{name}": torch.randn(size) for name, size in sizes.items()}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "mfnet.yaml"
    path.write_text(
        "model:\n  class_path: lightning_modules.mfnet.Mfnet\n"
        "  init_args:\n    morphable_model: tiny_head.HeadOfDecasSizes\n"
    )
    return path


def run_import(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", ["import_weights", *map(str, arguments)])
    command_line.run(main)


def test_the_command_writes_a_checkpoint_with_decas_encoder(
    encoder: dict[str, Tensor],
    config: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source, run_dir = tmp_path / "deca_model.tar", tmp_path / "run"
    others = {"E_detail": {"x": torch.zeros(1)}, "D_detail": {"y": torch.zeros(1)}}
    torch.save({"E_flame": encoder, **others}, source)
    command = ("--config", config, "--from", source, "--run_dir", run_dir)
    run_import(monkeypatch, *command)
    assert "took all 322 entries of E_flame" in capsys.readouterr().out
    written = torch.load(run_dir / "checkpoint.ckpt", weights_only=True)
    state = written["state_dict"]
    assert torch.equal(state["network.encoder.conv1.weight"], encoder["encoder.conv1.weight"])
    assert torch.equal(state["network.per_view.2.bias"][56:59], encoder["layers.2.bias"][206:209])
    assert "deca_model.tar, SHA-256" in written["likeness_run"]["config_text"]

    with pytest.raises(SystemExit) as stopped:
        run_import(monkeypatch, *command, "--overwrite", "--model.init_args.hidden=8")
    assert stopped.value.code == 2
    assert "fits a network of DECA's sizes alone" in capsys.readouterr().err
    monkeypatch.setattr("tiny_head.HeadOfDecasSizes.version", "2023")
    with pytest.raises(SystemExit):
        run_import(monkeypatch, *command, "--overwrite")
    told = capsys.readouterr().err
    assert "weights are for FLAME 2020, the face model is tiny 2023" in told


def test_other_files_are_refused(encoder: dict[str, Tensor], tmp_path: Path) -> None:
    path = tmp_path / "deca_model.tar"
    with pytest.raises(FileNotFoundError, match="DECA's page"):
        deca_state(path)
    torch.save({"E_detail": encoder}, path)
    with pytest.raises(ValueError, match="holds no encoder E_flame"):
        deca_state(path)
    del encoder["layers.2.bias"]
    torch.save({"E_flame": encoder}, path)
    with pytest.raises(ValueError, match=r"deca_model\.tar is not DECA's .* \(layers\.2\.bias\)"):
        deca_state(path)
    path.write_bytes(b"<html>sign in</html>")
    with pytest.raises(ValueError, match="cannot be read as weights"):
        deca_state(path)
