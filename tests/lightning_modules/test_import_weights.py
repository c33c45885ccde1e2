"""Released weights: what is taken, changed and refused, and that poses mean what they meant."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import torch
from torch import Tensor

import command_line
from geometry.mesh_files import read_mesh
from lightning_modules.__main__ import main as train_and_predict
from lightning_modules.base import FaceReconstructionModule
from lightning_modules.dfmvr import Dfmvr
from lightning_modules.import_weights import OFFSET_SHIFT, convert, main, read_released
from networks.bisenet import BiSeNet
from networks.dfmvr import DfmvrNetwork
from predictions import PredictionFolder

PROJECT = Path(__file__).resolve().parents[2]
SIZES = {"n_identity": 4, "n_expression": 3, "n_albedo": 2, "width": 4, "regressor_width": 8}
NARROW = (
    "--model.init_args.morphable_model=tiny_head.TinyHead",
    "--model.init_args.image_size=32",
    "--model.init_args.width=4",
    "--model.init_args.regressor_width=8",
    "--model.init_args.depth=26",
)
DEAD = {"uuunet.conv9.conv.0.weight": torch.zeros(2), "rednet_fc.rednet.pts_net.1.weight": None}
Z_BIAS = "rednet_fc.conv2_offset_z_ft.bias"


@pytest.fixture
def released() -> dict[str, Tensor]:
    """A narrow network's weights with everything else that the released file has."""
    generator = torch.Generator().manual_seed(4)
    state = DfmvrNetwork(depth=26, **SIZES).state_dict()
    for name, value in state.items():
        if name.startswith("rednet_fc.conv2_"):  # heads
            value.copy_(0.05 * torch.randn(value.shape, generator=generator))
    for view in ("lt", "ft", "rt"):
        state[f"rednet_fc.conv2_offset_z_{view}.bias"].sub_(9)
    state |= dict.fromkeys(DEAD, torch.ones(1))
    with torch.device("meta"):
        parser = BiSeNet(10).state_dict()
    return state | {
        f"mask_model.{name}": torch.zeros((), dtype=value.dtype).expand(value.shape)
        for name, value in parser.items()
    }


@pytest.fixture
def expected() -> dict[str, Tensor]:
    return DfmvrNetwork(depth=26, **SIZES).state_dict()


def test_every_released_entry_has_a_place(shared: Path) -> None:
    shapes = json.loads((shared / "reference" / "dfmvr_state_keys.json").read_text())
    with torch.device("meta"):
        network = DfmvrNetwork().state_dict()
    full = {
        name: torch.zeros(
            (), dtype=torch.long if name.endswith("num_batches_tracked") else torch.float32
        ).expand(shape)
        for name, shape in shapes.items()
    }
    state, report = convert(full, network)
    assert len(full) == 1200
    assert len(report.taken) + len(report.dead) + len(report.parser) == 1200
    assert len(report.parser) == 191
    assert {name.split(".")[0] + "." + name.split(".")[1] for name in report.dead} == {
        "uuunet.conv9",
        "rednet_fc.rednet",
    }
    assert len(report.dead) == 14 + 8
    assert {n: v.shape for n, v in state.items()} == {n: v.shape for n, v in network.items()}
    assert sum(v.numel() for n, v in full.items() if n in report.taken and v.ndim) > 94e6


def test_only_the_offsets_along_the_axis_change(
    released: dict[str, Tensor], expected: dict[str, Tensor]
) -> None:
    state, report = convert(released, expected)
    changed = {name for name in state if not torch.equal(state[name], released[name])}
    assert changed == set(report.shifted)
    assert changed == {Z_BIAS.replace("_ft", f"_{view}") for view in ("lt", "ft", "rt")}
    assert OFFSET_SHIFT == 9
    assert state[Z_BIAS].item() == pytest.approx(released[Z_BIAS].item() + 9)
    assert sorted(report.dead) == sorted(DEAD)


def test_counters_may_be_missing_and_halves_are_widened(
    released: dict[str, Tensor], expected: dict[str, Tensor]
) -> None:
    lean = {n: v.half() for n, v in released.items() if not n.endswith("num_batches_tracked")}
    with pytest.raises(ValueError, match="entries of the face parser"):
        convert(lean, expected)
    lean = {name: value for name, value in lean.items() if not name.startswith("mask_model.")}
    state, report = convert(lean, expected)
    assert state[Z_BIAS].dtype == torch.float32
    assert len(report.converted) == len(report.taken)
    assert len(report.counters) + len(report.taken) == len(expected)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("uuunet.up6.bias", None, r"lack 1 of \d+ entries of the network \(uuunet\.up6\.bias\)"),
        ("uuunet.up5.bias", torch.ones(1), r"have unknown 1 of \d+ .*uuunet\.up5\.bias"),
        ("rednet_fc.conv2_id.bias", torch.ones(80), r"shape \(80,\), expected \(4,\)"),
        (Z_BIAS, torch.tensor([torch.nan]), "not finite"),
        ("mask_model.ffm.convblk.conv.weight", torch.ones(3), "of the face parser has shape"),
    ],
)
def test_anything_else_is_refused(
    released: dict[str, Tensor],
    expected: dict[str, Tensor],
    name: str,
    value: Tensor | None,
    message: str,
) -> None:
    released.pop(name, None)
    if value is not None:
        released[name] = value
    with pytest.raises(ValueError, match=message):
        convert(released, expected)


def test_prefix_and_wrapper_are_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    state = {"a.weight": torch.ones(2), "b": torch.zeros(1)}
    parallel = {f"module.{name}": value for name, value in state.items()}
    for content in (state, parallel, {"epoch": 3, "state_dict": parallel}):
        torch.save(content, path)
        read = read_released(path)
        assert read.keys() == state.keys()
        assert torch.equal(read["a.weight"], state["a.weight"])


class Stranger:
    """An object that a pickle would have to construct."""


def test_files_that_are_no_weights_are_refused_and_not_executed(tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    with pytest.raises(FileNotFoundError, match="does not exist"):
        read_released(path)
    torch.save({"network": Stranger()}, path)
    with pytest.raises(ValueError, match="cannot be read as weights"):
        read_released(path)
    path.write_bytes(b"<html>quota exceeded</html>")
    with pytest.raises(ValueError, match="cannot be read as weights"):
        read_released(path)
    torch.save({"epoch": 3}, path)
    with pytest.raises(ValueError, match="no state dict"):
        read_released(path)


def run_import(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    config = f"--config={PROJECT / 'configs' / 'dfmvr.yaml'}"
    monkeypatch.setattr(sys, "argv", ["import_weights", config, *map(str, arguments), *NARROW])
    command_line.run(main)


def elementary(axis: int, angle: Tensor) -> Tensor:
    """Return the authors' rotation about one axis, for column vectors."""
    i, j = [(1, 2), (2, 0), (0, 1)][axis]
    matrix = torch.eye(3)
    matrix[i, i] = matrix[j, j] = torch.cos(angle)
    matrix[i, j], matrix[j, i] = -torch.sin(angle), torch.sin(angle)
    return matrix


def test_the_checkpoint_shows_each_face_where_the_released_network_shows_it(
    released: dict[str, Tensor],
    batch: dict[str, Tensor],
    wild_root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import tiny_head

    source, run_dir = tmp_path / "000000279.pth", tmp_path / "run"
    torch.save({f"module.{name}": value for name, value in released.items()}, source)
    with pytest.raises(SystemExit) as stopped:
        run_import(monkeypatch, f"--from={source}", f"--run_dir={run_dir}")
    assert stopped.value.code == 2
    assert "the face model is 'tiny'" in capsys.readouterr().err
    monkeypatch.setattr(tiny_head.TinyHead, "name", "bfm09-tiny")
    run_import(monkeypatch, f"--from={source}", f"--run_dir={run_dir}")
    told = capsys.readouterr().out
    assert "changed 3: +9 dm" in told
    assert "took 191 of mask_model.*" in told

    module = FaceReconstructionModule.load_from_checkpoint(run_dir / "checkpoint.ckpt").eval()
    assert isinstance(module, Dfmvr)
    assert module.run.method == "dfmvr"
    assert "000000279.pth, SHA-256" in module.run.config_text
    network = DfmvrNetwork(depth=26, **SIZES).eval()
    network.load_state_dict({name: released[name] for name in network.state_dict()})
    with torch.no_grad():
        face = module(batch)
        raw = network(batch["images"], face.masks.float(), batch["given"])
        shape = module.morphable_model.vertices(raw.identity, raw.expression)
    assert raw.rotation.abs().max() > 0.05
    # Of a parser whose logits are biases alone: the same label everywhere, whatever the data say.
    assert module.face_parser is not None
    assert not module.face_parser.training
    assert (face.masks[batch["given"]] == 0).all()
    assert batch["parsing"].any()
    points = (shape - module.scene.centre)[:, module.morphable_model.landmark_indices] / 100
    for sample in range(3):
        for view in range(3):
            x, y, z = (elementary(axis, raw.rotation[sample, view, axis]) for axis in range(3))
            posed = points[sample] @ (z @ y @ x).T + raw.offset[sample, view]
            # The camera stands at z = 1 and looks along -z; x is to the right and y up in the
            # image. Half of 224 pixels times 9.0625 is the focal length of 1015 pixels.
            distance = 1 - posed[:, 2]
            u = 112 * (1 + 9.0625 * posed[:, 0] / distance)
            v = 112 * (1 - 9.0625 * posed[:, 1] / distance)
            ours = face.landmarks_2d[sample, view] * 224 / 32
            assert torch.allclose(ours, torch.stack([u, v], dim=1), atol=2e-2)
            assert ours.std(dim=0).min() > 5  # pixels: a face, not a point

    predict = {
        "config": PROJECT / "configs" / "data" / "facescape-wild.yaml",
        "data.init_args.root": wild_root,
        "ckpt_path": run_dir / "checkpoint.ckpt",
        "trainer.accelerator": "cpu",
        "trainer.enable_progress_bar": "false",
    }
    arguments = [f"--{name}={value}" for name, value in predict.items()]
    monkeypatch.setattr("sys.argv", ["lightning_modules", "predict", *arguments])
    train_and_predict()
    folder = PredictionFolder(run_dir / "predictions" / "facescape-wild", read_mesh)
    assert folder.ids == ["000", "100", "399"]

    with pytest.raises(SystemExit) as stopped:
        run_import(monkeypatch, f"--from={source}", f"--run_dir={run_dir}")
    assert stopped.value.code == 2
    assert "exists: choose another --run_dir" in capsys.readouterr().err
