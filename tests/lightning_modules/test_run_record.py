"""What a training leaves behind: curves, record, pictures, meshes, and the same for W&B."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from face_datasets.origin import write_synthetic_marker
from geometry.mesh_files import read_mesh
from lightning_modules import wandb_logger
from lightning_modules.__main__ import main
from lightning_modules.base import FaceReconstructionModule
from lightning_modules.label_colors import label_colors

DEMO = Path(__file__).resolve().parents[2] / "configs" / "demo" / "dfmvr.yaml"
SMALL = (
    "--model.init_args.morphable_model=tiny_head.TinyHead",
    "--model.init_args.image_size=32",
    "--model.init_args.width=4",
    "--model.init_args.regressor_width=8",
    "--data.init_args.image_size=32",
    "--data.init_args.batch_size=2",
    "--trainer.enable_progress_bar=false",
    "--trainer.enable_model_summary=false",
    "--trainer.log_every_n_steps=1",
    "--trainer.val_check_interval=1",
)


class FakeRun:
    """Stands for `WandbRun` and notes what it is given."""

    made: list[FakeRun]

    def __init__(self, folder: Path, *, kind: str, name: str) -> None:
        self.folder, self.kind, self.name = folder, kind, name
        self.values: dict[str, dict[int, float]] = {}
        self.images: dict[str, list[int]] = {}
        self.meshes: list[tuple[int, list[str]]] = []
        self.configured: dict[str, Any] = {}
        self.exit_code: int | None = None
        FakeRun.made.append(self)

    def log(self, values: dict[str, float], step: int) -> None:
        for name, value in values.items():
            self.values.setdefault(name, {})[step] = value

    def log_images(self, images: dict[str, list[np.ndarray]], step: int) -> None:
        for name in images:
            self.images.setdefault(name, []).append(step)

    def log_meshes(self, name: str, paths: list[Path], step: int) -> None:
        self.meshes.append((step, [path.name for path in paths]))

    def configure(self, values: dict[str, Any]) -> None:
        self.configured |= values

    def finish(self, exit_code: int) -> None:
        self.exit_code = exit_code


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> type[FakeRun]:
    FakeRun.made = []
    monkeypatch.setenv("WANDB_MODE", "offline")
    monkeypatch.setattr(wandb_logger, "WandbRun", FakeRun)
    return FakeRun


def fit(monkeypatch: pytest.MonkeyPatch, root: Path, run: Path, *arguments: str) -> None:
    places = (f"--data.init_args.root={root}", f"--run_dir={run}")
    command = ["lightning_modules", "fit", f"--config={DEMO}", *SMALL, *places, *arguments]
    monkeypatch.setattr(sys, "argv", command)
    main()


def columns(path: Path) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = {}
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            for name, text in row.items():
                if text:
                    found.setdefault(name, {})[int(row["step"])] = float(text)
    return found


def test_a_training_records_everything(
    three_view_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake: type[FakeRun]
) -> None:
    write_synthetic_marker(three_view_root, dataset="three-view", seed=5)
    more = tmp_path / "more"
    more.symlink_to(three_view_root)
    run = tmp_path / "runs" / "dfmvr"
    again = f"--data.init_args.more_roots=['{more}']"
    fit(monkeypatch, three_view_root, run, "--trainer.max_steps=3", again)

    logs = run / "logs" / "version_0"
    curves, record = columns(logs / "metrics.csv"), json.loads((logs / "run.json").read_text())
    weights = record["loss_weights"]
    losses = [name.removeprefix("weighted/") for name in curves if name.startswith("weighted/")]
    assert {"photometric", "landmarks_2d", "landmarks_3d", "coefficients"} <= set(losses)
    for name in losses:
        for step, value in curves[f"train/{name}"].items():
            assert curves[f"weighted/{name}"][step] == pytest.approx(weights[name] * value)
    for step, total in curves["train/total"].items():
        parts = sum(curves[f"weighted/{name}"][step] for name in losses)
        assert total == pytest.approx(parts, rel=1e-5)
    assert {"samples_per_s", "memory_gb", "lr-Adam/pg1", "lr-Adam/pg2"} <= set(curves)

    assert (record["method"], record["synthetic"], record["resumed_from"]) == ("dfmvr", True, None)
    assert [origin["root"] for origin in record["data"]] == [str(three_view_root), str(more)]
    assert record["data"][0]["marker"]["seed"] == 5
    assert record["configuration"]["model"]["init_args"]["width"] == 4
    module = FaceReconstructionModule.load_from_checkpoint(run / "checkpoint.ckpt")
    assert record["trained_parameters"] == sum(p.numel() for p in module.network.parameters())

    with Image.open(run / "images" / "step_000003.png") as image:
        assert image.info["columns"] == "input, rendered, overlay, masks"
        assert image.info["of"] == "validation"
    with Image.open(run / "images" / "step_000000.png") as image:
        assert image.info["of"] == "training"

    (beside,) = fake.made
    assert (beside.folder, beside.kind, beside.name) == (run, "fit", "dfmvr")
    assert beside.configured == record
    assert beside.exit_code == 0
    assert beside.values["weighted/photometric"] == pytest.approx(curves["weighted/photometric"])
    kinds = ("input", "rendered", "overlay", "masks")
    assert beside.images == {
        **{f"training/{kind}": [0] for kind in kinds},
        **{f"validation/{kind}": [1, 2, 3] for kind in kinds},
    }
    # The first, the second, and at the end the third validation.
    names = ["sample_0.glb", "sample_1.glb"]
    assert beside.meshes == [(1, names), (2, names), (3, names)]


def test_meshes_are_the_faces_of_the_newest_validation(
    three_view_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake: type[FakeRun]
) -> None:
    still = "--model.init_args.learning_rate=1e-12"
    fit(monkeypatch, three_view_root, tmp_path / "run", "--trainer.max_steps=1", still)
    module = FaceReconstructionModule.load_from_checkpoint(tmp_path / "run" / "checkpoint.ckpt")
    mesh = read_mesh(tmp_path / "run" / "meshes" / "sample_1.glb")
    assert np.array_equal(mesh.faces, module.prediction_faces)
    # Untrained heads regress the mean face.
    mean = module.morphable_model.mean_shape.numpy()
    np.testing.assert_allclose(mesh.vertices, mean, atol=1e-3)
    albedo = module.morphable_model.diffuse_albedo(torch.zeros(1, 2))[0].numpy()
    assert mesh.colors is not None
    np.testing.assert_allclose(mesh.colors, albedo, atol=0.5 / 255 + 1e-3)


def test_files_alone_where_that_is_asked_for_and_a_resumed_run_says_so(
    three_view_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake: type[FakeRun]
) -> None:
    run = tmp_path / "run"
    plain = ("--logger=csv", "--model.init_args.schedule=constant")
    fit(monkeypatch, three_view_root, run, "--trainer.max_steps=1", *plain)
    checkpoint = run / "checkpoint.ckpt"
    resume = (f"--ckpt_path={checkpoint}", "--trainer.max_steps=2")
    fit(monkeypatch, three_view_root, run, *resume, *plain)
    assert fake.made == []
    record = json.loads((run / "logs" / "version_1" / "run.json").read_text())
    assert (record["resumed_from"], record["first_step"]) == (str(checkpoint), 1)
    assert record["synthetic"] is False
    assert record["data"] == [{"root": str(three_view_root), "origin": "released"}]
    begin = (f"--start_from={checkpoint}", "--trainer.max_steps=1")
    fit(monkeypatch, three_view_root, tmp_path / "begun", *begin, *plain)
    begun = json.loads((tmp_path / "begun" / "logs" / "version_0" / "run.json").read_text())
    assert begun["started_from"].startswith("started from the weights of checkpoint.ckpt, SHA-256")
    assert (record["started_from"], begun["resumed_from"]) == (None, None)


def test_each_label_has_its_colour() -> None:
    colors = label_colors(torch.arange(10).view(1, 2, 5))
    assert colors.shape == (1, 3, 2, 5)
    assert not colors[0, :, 0, 0].any()
    assert len({tuple(color.tolist()) for color in colors[0].flatten(1).T}) == 10
