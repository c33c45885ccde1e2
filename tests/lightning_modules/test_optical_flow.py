"""RAFT is trained on pairs of known flow, and flow estimators read what it has learned."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from face_datasets.flow_pairs import FlowPair, write_flow_pair
from lightning_modules.__main__ import main
from lightning_modules.optical_flow import OpticalFlow
from networks.raft import Raft, RaftFlow

PROJECT = Path(__file__).resolve().parents[2]
CONFIGS = sorted(PROJECT.glob("configs/auxiliary/**/flow.yaml"))


class Fixed(Raft):
    """Finds the same flow everywhere."""

    def __init__(self, flow: tuple[float, float]) -> None:
        super().__init__(iterations=2)
        self.flow = torch.nn.Parameter(torch.tensor(flow)[None, :, None, None])

    def forward(self, first: torch.Tensor, second: torch.Tensor) -> list[torch.Tensor]:
        flow = self.flow.expand(len(first), 2, *first.shape[2:])
        return [flow, 2 * flow]


def test_error_over_known_pixels_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    logged: dict[str, float] = {}
    strategy = SimpleNamespace(reduce=lambda value, reduce_op: value)
    monkeypatch.setattr(OpticalFlow, "trainer", SimpleNamespace(strategy=strategy))
    module = OpticalFlow(Fixed((1.5, 2.0)))  # its last iterate is (3, 4)
    monkeypatch.setattr(module, "log", lambda name, value, **_: logged.update({name: float(value)}))
    flow, valid = torch.zeros(1, 2, 4, 4), torch.zeros(1, 4, 4)
    flow[0, :, 0, 0] = torch.tensor([3.0, 3.0])  # off by 1
    valid[0, 0, :2] = 1  # and by 5 where nothing moves
    images = {"first": torch.zeros(1, 3, 4, 4), "second": torch.zeros(1, 3, 4, 4)}
    module.on_validation_epoch_start()
    for _ in range(2):
        module.validation_step({**images, "flow": flow, "valid": valid}, 0)
    module.on_validation_epoch_end()
    assert logged["val/end_point_error"] == pytest.approx(3)
    assert logged["val/share_beyond_3_px"] == pytest.approx(0.5)
    assert logged["val/length_of_the_flow"] == pytest.approx(18**0.5 / 2)


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """Noise that moves by two pixels to the right."""
    rng = np.random.default_rng(0)
    for number in range(4):
        wide = rng.integers(0, 255, (32, 34, 3), np.uint8)
        flow = np.zeros((2, 32, 32), np.float32)
        flow[0] = 2
        valid = np.ones((32, 32), bool)
        pair = FlowPair(f"{number:05d}/01", wide[:, 2:], wide[:, :-2], flow, valid)
        write_flow_pair(tmp_path, "train" if number < 3 else "val", pair)
    return tmp_path


@pytest.mark.parametrize("config", CONFIGS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_configuration_trains_what_estimators_read(
    config: Path, pairs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {
        "config": config,
        "data.init_args.root": pairs,
        "run_dir": tmp_path / "run",
        "model.init_args.network.init_args.iterations": 2,
        "data.init_args.image_size": 32,
        "data.init_args.batch_size": 2,
        "trainer.accelerator": "cpu",
        "trainer.max_steps": 2,
        "trainer.check_val_every_n_epoch": 1,
        "trainer.enable_progress_bar": "false",
        "trainer.enable_model_summary": "false",
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    monkeypatch.setattr("sys.argv", ["lightning_modules", "fit", *arguments])
    main()
    checkpoint = tmp_path / "run" / "checkpoint.ckpt"
    estimator = RaftFlow(weights=checkpoint, iterations=2)
    saved = torch.load(checkpoint, weights_only=True)
    name = "raft.feature_encoder.convnormrelu.0.weight"
    learned = saved["state_dict"][f"network.{name}"]
    assert torch.equal(estimator.network.state_dict()[name], learned)
    assert saved["likeness_run"]["method"] == "flow"
    assert saved["hyper_parameters"]["weights"] is None

    again = OpticalFlow(Raft(), weights=checkpoint)
    assert torch.equal(again.network.state_dict()[name], learned)


def test_gradients_reach_every_parameter(pairs: Path) -> None:
    module = OpticalFlow(Raft(iterations=2))
    batch = {name: torch.rand(1, 3, 128, 128) for name in ("first", "second")}
    batch |= {"flow": torch.ones(1, 2, 128, 128), "valid": torch.ones(1, 128, 128)}
    module.training_step(batch, 0).backward()
    assert all(p.grad is not None and p.grad.isfinite().all() for p in module.parameters())
