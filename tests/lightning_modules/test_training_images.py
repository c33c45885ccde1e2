"""Pictures: when they are drawn, of what, and that drawing changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import numpy as np
import pytest
import torch
from lightning import Trainer
from PIL import Image
from torch import Tensor, nn
from torch.utils.data import DataLoader

from lightning_modules.base import FaceReconstructionModule
from lightning_modules.training_images import TrainingImages, grid, pictures_in_eval_mode
from lightning_modules.wandb_logger import BesideLogger
from wandb_records import WandbRun


class Stub(FaceReconstructionModule):
    """Shows its input, and its input darkened by the steps that it has learnt for."""

    prediction_faces = prediction_facts = None  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(3)
        self.frozen = nn.BatchNorm2d(3).eval()

    def predict_step(self, batch: dict[str, Any]) -> Any:
        raise NotImplementedError

    def pictures(self, batch: dict[str, Any]) -> dict[str, Tensor]:
        assert not self.norm.training
        assert not torch.is_grad_enabled()
        self.norm(batch["images"])
        return {"input": batch["images"], "darker": batch["images"][..., :2] / 2}

    def training_step(self, batch: dict[str, Any]) -> Tensor:
        normalized: Tensor = self.norm(batch["images"])
        return normalized.square().mean()

    def validation_step(self, batch: dict[str, Any]) -> None:
        pass

    def configure_optimizers(self) -> torch.optim.Optimizer:
        return torch.optim.SGD(self.parameters(), 0.1)


def loader(brightness: float) -> DataLoader[dict[str, Any]]:
    samples = [{"images": torch.full((3, 4, 5), brightness + i / 255)} for i in range(6)]
    return DataLoader(samples, batch_size=3)  # type: ignore[arg-type]


def trained(callback: TrainingImages, **options: Any) -> Trainer:
    trainer = Trainer(
        accelerator="cpu",
        callbacks=[callback],
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
        **{"logger": False, "max_epochs": 2, **options},
    )
    trainer.fit(Stub(), loader(0.2), loader(0.6))
    return trainer


def test_early_steps_show_training_and_later_ones_validation(tmp_path: Path) -> None:
    folder = tmp_path / "run" / "images"
    trained(TrainingImages(folder, first_steps=(0, 1), n_samples=2))
    pictures = {path.name: np.array(Image.open(path)) for path in folder.iterdir()}
    assert sorted(pictures) == [f"step_{step:06d}.png" for step in (0, 1, 2, 4)]
    assert all(picture.shape == (2 * 4, 5 + 2, 3) for picture in pictures.values())
    assert pictures["step_000000.png"][:, 0, 0].tolist() == [51] * 4 + [52] * 4
    assert pictures["step_000000.png"][:, -1, 0].tolist() == [26] * 8  # 25.5 and 26
    assert pictures["step_000001.png"][0, 0, 0] == 51 + 3  # the second batch
    for validation in ("step_000002.png", "step_000004.png"):
        assert pictures[validation][0, 0, 0] == 153


def test_accumulated_batches_show_the_first_one(tmp_path: Path) -> None:
    trained(TrainingImages(tmp_path, first_steps=(0,)), accumulate_grad_batches=2, max_epochs=1)
    assert np.array(Image.open(tmp_path / "step_000000.png"))[0, 0, 0] == 51


def test_the_file_says_what_it_shows_and_weights_and_biases_get_each_by_name(
    tmp_path: Path,
) -> None:
    logger = BesideLogger(tmp_path)
    logger.run = Mock(spec=WandbRun)
    trained(TrainingImages(tmp_path), logger=logger, max_epochs=1)
    early, late = logger.run.log_images.call_args_list
    assert (list(early.args[0]), early.args[1]) == (["training/input", "training/darker"], 0)
    assert (list(late.args[0]), late.args[1]) == (["validation/input", "validation/darker"], 2)
    with Image.open(tmp_path / "step_000000.png") as image:
        assert (image.info["columns"], image.info["of"]) == ("input, darker", "training")
        both = np.hstack([pictures[0] for pictures in early.args[0].values()])
        assert np.array_equal(both, np.array(image))


def test_drawing_leaves_the_module_as_it_was() -> None:
    module = Stub()
    before = {name: value.clone() for name, value in module.state_dict().items()}
    pictures_in_eval_mode(module, {"images": torch.rand(2, 3, 4, 4)})
    assert all(torch.equal(value, before[name]) for name, value in module.state_dict().items())
    assert [part.training for part in module.modules()] == [True, True, False]


def test_no_pictures_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stub, "pictures", FaceReconstructionModule.pictures)
    trained(TrainingImages(tmp_path / "images"), max_epochs=1)
    assert not (tmp_path / "images").exists()


def test_a_grid_by_hand() -> None:
    left, right = torch.zeros(2, 3, 1, 2), torch.ones(2, 3, 1, 1)
    left[1, 0], right[1] = 0.5, 1.7  # red is half; clipped
    assert grid([left, right])[..., 0].tolist() == [[0, 0, 255], [128, 128, 255]]
    assert grid([left, right])[..., 1].tolist() == [[0, 0, 255], [0, 0, 255]]
