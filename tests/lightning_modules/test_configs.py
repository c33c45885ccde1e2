"""Contract of every method's YAML: it trains, its checkpoint rebuilds it, and it predicts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from datamodules.facescape import FaceScapeWildDataModule
from geometry.mesh_files import read_mesh
from lightning_modules.__main__ import main
from lightning_modules.appearance_pictures import see, shade
from lightning_modules.base import FaceReconstructionModule
from lightning_modules.face_model_method import FaceModelMethod
from networks.raft import Raft
from predictions import PredictionFolder

PROJECT = Path(__file__).resolve().parents[2]
SETTINGS = ("configs/*.yaml", "configs/demo/*.yaml", "configs/laptop/*.yaml")
CONFIGS = sorted(path for pattern in SETTINGS for path in PROJECT.glob(pattern))

# Small enough for a test; everything else is the YAML's.
SMALL_NETWORKS = {
    "dfmvr": {"width": "4", "regressor_width": "8", "depth": "26"},
    "mfnet": {"backbone": "resnet10t", "channels": "[4,4,8,8]", "hidden": "8"},
    "specular": {"backbone": "resnet10t", "channels": "[4,4,8,8]"},
}
DEMO_SIZE = {
    "model.init_args.morphable_model": "tiny_head.TinyHead",
    "model.init_args.image_size": "32",
    "data.init_args.image_size": "32",
    "data.init_args.batch_size": "2",
    "trainer.accelerator": "cpu",
    "trainer.enable_progress_bar": "false",
}


def run(monkeypatch: pytest.MonkeyPatch, command: str, options: dict[str, str]) -> None:
    arguments = [f"--{name}={value}" for name, value in options.items()]
    monkeypatch.setattr("sys.argv", ["lightning_modules", command, *arguments])
    main()


def fit(monkeypatch: pytest.MonkeyPatch, config: Path, options: dict[str, str]) -> None:
    small = SMALL_NETWORKS[config.stem.partition("-")[0]]
    sizes = {f"model.init_args.{name}": size for name, size in small.items()}
    run(monkeypatch, "fit", {"config": str(config), **DEMO_SIZE, **sizes, **options})


@pytest.mark.parametrize("config", CONFIGS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_trains_reloads_and_predicts(
    config: Path,
    training_roots: dict[str, Path],
    wild_root: Path,
    parser_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run_dir = tmp_path / "run"
    root = next(path for name, path in training_roots.items() if name in config.read_text())
    places = {"data.init_args.root": str(root), "run_dir": str(run_dir)}
    if "face_parser:" in config.read_text():
        places["model.init_args.face_parser"] = str(parser_file)
    if "networks.raft.RaftFlow" in config.read_text():
        flow = "model.init_args.flow.init_args"
        torch.save(Raft("small", 2).raft.state_dict(), tmp_path / "raft.pth")
        places[f"{flow}.weights"] = str(tmp_path / "raft.pth")
        places |= {f"{flow}.size": "small", f"{flow}.iterations": "2"}
    fit(monkeypatch, config, {**places, "trainer.max_epochs": "1", "trainer.max_steps": "2"})
    assert capsys.readouterr().out.startswith(f"training {config.stem}: {config} (")

    checkpoint = run_dir / "checkpoint.ckpt"
    parser_file.unlink()  # the checkpoint is enough
    (tmp_path / "raft.pth").unlink(missing_ok=True)
    module = FaceReconstructionModule.load_from_checkpoint(checkpoint)
    saved = torch.load(checkpoint, weights_only=True)["state_dict"]
    assert not any(name.startswith("morphable_model.") for name in saved)
    assert all(torch.equal(module.state_dict()[name], value) for name, value in saved.items())

    predict = {
        "config": str(PROJECT / "configs" / "data" / "facescape-wild.yaml"),
        "data.init_args.root": str(wild_root),
        "ckpt_path": str(checkpoint),
        "trainer.accelerator": "cpu",
        "trainer.enable_progress_bar": "false",
    }
    run(monkeypatch, "predict", predict)
    folder = PredictionFolder(run_dir / "predictions" / "facescape-wild", read_mesh)
    assert folder.ids == ["000", "100", "399"]
    for sample_id in folder.ids:
        folder.read(sample_id)  # raises for anything that is not finite or has the wrong shape
    assert folder.manifest is not None
    assert folder.manifest.method == config.stem
    assert folder.manifest.frame == "camera"
    check_appearance(module.eval(), wild_root)


def check_appearance(module: FaceReconstructionModule, wild_root: Path) -> None:
    """Appearance and prediction are of one face in one photograph."""
    assert isinstance(module, FaceModelMethod)
    data = FaceScapeWildDataModule(wild_root, 32, crop="five-points")
    (batch,) = data.predict_dataloader()
    with torch.no_grad():
        predicted = dict(module.predict_step(batch))
    faces = module.appearance(batch)
    assert [face.sample_id for face in faces] == list(predicted)
    for face in faces:
        same = predicted[face.sample_id]
        np.testing.assert_allclose(face.landmarks_2d, same.landmarks_2d, atol=1e-3)
        projected = face.camera.image_from_camera(face.vertices[None])[0]
        points = projected[module.morphable_model.landmark_indices]
        np.testing.assert_allclose(points, same.landmarks_2d, atol=0.05)
        assert face.diffuse_albedo.shape == face.canonical_vertices.shape == face.vertices.shape
        assert (face.specular_albedo is None) == (face.lamp is None) == (face.shininess is None)
        surface = see(face, face.camera, (256, 256))
        image = shade(face, surface).image
        assert image.isfinite().all()
        assert (image[~surface.covered] == 0).all()
        assert 0 < surface.covered.float().mean() < 1


def test_a_checkpoint_alone_rebuilds_the_method_in_a_fresh_process(
    three_view_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {
        "data.init_args.root": str(three_view_root),
        "run_dir": str(tmp_path),
        "trainer.max_epochs": "1",
        "trainer.max_steps": "1",
    }
    fit(monkeypatch, PROJECT / "configs" / "demo" / "dfmvr.yaml", options)
    code = (
        "from lightning_modules.base import FaceReconstructionModule as Module; "
        f"print(type(Module.load_from_checkpoint({str(tmp_path / 'checkpoint.ckpt')!r})).__name__)"
    )
    places = os.pathsep.join([str(PROJECT), str(Path(__file__).parent)])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": places},
    )
    assert done.stdout.strip() == "Dfmvr", done.stderr


def test_a_checkpoint_of_another_class_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.ckpt"
    torch.save({"state_dict": {}, "hyper_parameters": {"_class_path": "os.path.Join"}}, path)
    with pytest.raises(ValueError, match=r"is of os\.path\.Join, expected a method"):
        FaceReconstructionModule.load_from_checkpoint(path)
