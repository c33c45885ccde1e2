"""Throughput and memory, beside the loss."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
import torch
from lightning import LightningModule, Trainer

from lightning_modules import progress
from lightning_modules.progress import LogLines, Progress, peak_memory


def test_samples_per_second_of_all_processes_in_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([10.0, 14.0, 15.0, 17.0, 30.0, 31.0, 40.0, 43.0])
    monkeypatch.setattr(progress, "perf_counter", lambda: next(clock))
    trainer, module = Mock(spec=Trainer, world_size=3), Mock(spec=LightningModule)
    callback = Progress(window=2)
    batch = {"sample_id": ["a", "b"], "images": torch.zeros(4, 3)}

    def after_a_batch() -> float:
        callback.on_train_batch_end(trainer, module, None, batch, 0)
        values = module.log_dict.call_args.args[0]
        assert module.log_dict.call_args.kwargs == {"prog_bar": True, "batch_size": 4}
        assert values["memory_gb"] == pytest.approx(peak_memory()["memory_gb"], 0.5)
        return values["samples_per_s"]

    callback.on_train_start(trainer, module)
    assert after_a_batch() == pytest.approx(12 / 4)
    assert after_a_batch() == pytest.approx(24 / 5)
    assert after_a_batch() == pytest.approx(24 / 3)  # the slow first one has left the window
    callback.on_validation_end(trainer, module)  # 13 seconds that do not count
    assert after_a_batch() == pytest.approx(24 / 3)
    callback.on_train_epoch_start(trainer, module)  # nor do these 9
    assert after_a_batch() == pytest.approx(24 / 4)


def test_memory_is_in_gigabytes() -> None:
    before = peak_memory()["memory_gb"]
    ballast = torch.ones(50_000_000)
    grown = peak_memory()["memory_gb"]
    assert len(ballast) == 50_000_000
    assert 0.05 < before <= grown < before + 0.25


def test_a_log_gets_a_line_with_the_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr(progress, "perf_counter", lambda: now[0])
    trainer = Mock(spec=Trainer, current_epoch=1, global_step=100)
    trainer.estimated_stepping_batches = 300
    trainer.num_predict_batches = [50]
    lines = LogLines(seconds=30.0)
    metrics = {"v_num": 0, "loss": 0.123456}
    monkeypatch.setattr(lines, "get_metrics", lambda *_: metrics)
    module = Mock(spec=LightningModule)
    lines.on_train_start(trainer, module)  # goes on from step 100
    for now[0], trainer.global_step in ((29.0, 120), (40.0, 140), (60.0, 150)):
        lines.on_train_batch_end(trainer, module)
    lines.on_predict_start(trainer, module)
    now[0] = 100.0  # 40 s for 10 batches
    lines.on_predict_batch_end(trainer, module, None, None, 9)
    lines.disable()
    now[0] = 200.0
    lines.on_predict_batch_end(trainer, module, None, None, 19)
    assert capsys.readouterr().out.splitlines() == [
        "epoch 1, step 140 of 300, about 0:02:40 to go, loss 0.1235",
        "predicted batch 10 of 50, about 0:02:40 to go",
    ]
