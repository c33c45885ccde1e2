"""What a mirrored and a masked pair are, and what a training sees."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from datamodules.flow_pairs import FlowPairDataModule, masked, mirrored
from face_datasets.flow_pairs import FlowPair, write_flow_pair


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Pairs whose first picture and flow say their number."""
    for number in range(6):
        first = np.full((8, 8, 3), 10 * number, np.uint8)
        second, flow = first + 5, np.full((2, 8, 8), number, np.float32)
        valid = np.zeros((8, 8), bool)
        valid[2:6, 2:5] = True
        split = "train" if number < 4 else "val"
        pair = FlowPair(f"{number:05d}/01", first, second, flow, valid)
        write_flow_pair(tmp_path, split, pair)  # type: ignore[arg-type]
    return tmp_path


def batch() -> dict[str, torch.Tensor]:
    x = torch.arange(8.0).expand(2, 1, 8, 8)
    flow = torch.cat([x, x + 1], dim=1)
    pictures = {"first": x.expand(-1, 3, -1, -1), "second": 2 * x.expand(-1, 3, -1, -1)}
    return {**pictures, "flow": flow, "valid": (x[:, 0] > 4).float()}


def test_mirrored_pairs_move_the_other_way() -> None:
    before = batch()
    after = mirrored(before, torch.tensor([True, False]))
    assert all(torch.equal(after[name][1], before[name][1]) for name in before)
    assert after["flow"][0, :, 0, 0].tolist() == [-7, 8]
    assert after["first"][0, 0, 0].tolist() == list(range(7, -1, -1))
    assert after["valid"][0, 0].tolist() == [1, 1, 1, 0, 0, 0, 0, 0]
    assert torch.equal(mirrored(after, torch.tensor([True, False]))["flow"], before["flow"])


def test_masked_pairs_show_what_is_known() -> None:
    after = masked(batch(), torch.tensor([True, False]))
    assert after["second"][0, 0, 0].tolist() == [0, 0, 0, 0, 0, 10, 12, 14]
    assert after["second"][1, 0, 0].tolist() == list(range(0, 16, 2))


def test_training_and_validation_batches(root: Path) -> None:
    module = FlowPairDataModule(root, image_size=8, batch_size=2, color_jitter=0.0)
    module.setup("fit")
    batches = [module.on_after_batch_transfer(b, 0) for b in module.val_dataloader()]
    assert batches[0]["flow"][:, 0, 0, 0].tolist() == [4, 5]
    assert batches[0]["first"][0].unique().tolist() == [pytest.approx(40 / 255)]
    assert batches[0]["first"][1].unique().tolist() == [0, pytest.approx(50 / 255)]  # masked
    module.trainer = SimpleNamespace(  # type: ignore[assignment]
        training=True,
        current_epoch=0,
        global_rank=0,
        world_size=1,
        accumulate_grad_batches=1,
    )
    seen = [module.on_after_batch_transfer(b, 0)["flow"] for b in module.train_dataloader()]
    assert sorted(torch.cat(seen)[:, 1, 0, 0].tolist()) == [0, 1, 2, 3]


def test_pairs_of_another_size_are_refused(root: Path) -> None:
    module = FlowPairDataModule(root, image_size=16)
    with pytest.raises(ValueError, match="pictures of 8 pixels, but image_size is 16; set"):
        module.setup("fit")
