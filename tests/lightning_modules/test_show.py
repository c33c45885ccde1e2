"""A picture of what a method makes of photographs."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

import command_line
from lightning_modules.mfnet import Mfnet
from lightning_modules.show import main

PROJECT = Path(__file__).resolve().parents[2]
SMALL = {"image_size": 32, "backbone": "resnet10t", "channels": (4, 4, 8, 8), "hidden": 8}


@pytest.fixture
def checkpoint(face_model: torch.nn.Module, tmp_path: Path) -> Path:
    torch.manual_seed(0)
    module = Mfnet(face_model, crop="five-points", **SMALL)
    content = {
        "pytorch-lightning_version": "2.5.0",
        "state_dict": module.state_dict(),
        "hyper_parameters": {
            **SMALL,
            "crop": "five-points",
            "morphable_model": {"class_path": "tiny_head.TinyHead"},
            "_class_path": "lightning_modules.mfnet.Mfnet",
            "_instantiator": "lightning.pytorch.cli.instantiate_module",
        },
    }
    module.on_save_checkpoint(content)
    torch.save(content, tmp_path / "method.ckpt")
    return tmp_path / "method.ckpt"


def show(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    config = PROJECT / "configs" / "data" / "facescape-wild.yaml"
    monkeypatch.setattr(sys, "argv", ["show", f"--config={config}", *map(str, arguments)])
    command_line.run(main)


def test_rows_are_samples_and_columns_the_methods_pictures(
    checkpoint: Path, wild_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "new" / "show.png"
    places = (f"--data.init_args.root={wild_root}", f"--ckpt_path={checkpoint}", f"--out={out}")
    show(monkeypatch, *places, "--samples=2", "--least_width=190")
    picture = np.asarray(Image.open(out))
    # Crops of 32 pixels are doubled; seven columns of three views with gaps of 6, captions of 26.
    assert picture.shape == (26 + 2 * 64, 7 * 192 + 6 * 6, 3)
    assert picture[:26].min() < 80  # letters
    views = picture[26:90, :192].reshape(64, 3, 64, 3)
    assert np.array_equal(views[:, 0], views[:, 1])  # a single photograph, three times
    assert views.std() > 5


def test_what_is_missing_is_said_in_one_line(
    checkpoint: Path,
    wild_root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root, out = f"--data.init_args.root={wild_root}", f"--out={tmp_path / 'show.png'}"
    for arguments, told in (
        ((root, out, "--ckpt_path=gone.ckpt"), "gone.ckpt does not exist: train first"),
        ((root, out, f"--ckpt_path={checkpoint}", "--samples=0"), "expected 1 or more"),
        ((out, f"--ckpt_path={checkpoint}", "--data.init_args.root=/no"), "/no"),
    ):
        with pytest.raises(SystemExit) as stopped:
            show(monkeypatch, *arguments)
        assert stopped.value.code == 2
        error = capsys.readouterr().err
        assert told in error
        assert error.count("\n") == 1
