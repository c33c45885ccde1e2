"""Several processes train as one, a killed run as one that was not, half precision nearly so."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
import torch
from lightning import LightningModule, Trainer
from processes import fit, fit_in_double, in_group, run_together
from tiny_head import TinyHead
from torch.nn.parallel import DistributedDataParallel

from datamodules.three_view import ThreeViewDataModule
from lightning_modules.dfmvr import Dfmvr

PROJECT = Path(__file__).resolve().parents[2]
SMALL = (
    f"--config={PROJECT / 'configs' / 'demo' / 'dfmvr.yaml'}",
    "--model.init_args.morphable_model=tiny_head.TinyHead",
    "--model.init_args.image_size=32",
    "--model.init_args.width=4",
    "--model.init_args.regressor_width=8",
    "--data.init_args.image_size=32",
    "--data.init_args.color_jitter=0.5",
    "--trainer.callbacks+=training_parts.Losses",
    "--trainer.num_sanity_val_steps=0",
    "--trainer.enable_progress_bar=false",
    "--trainer.enable_model_summary=false",
)


def results(run_dir: Path) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """Return the losses of all batches beside the last validation's figures, and the weights."""
    state = torch.load(run_dir / "checkpoint.ckpt", weights_only=True)["state_dict"]
    return torch.load(run_dir / "figures.pt", weights_only=True), state


def arguments(root: Path, run_dir: Path, batch_size: int, *more: str) -> list[str]:
    places = (f"--data.init_args.root={root}", f"--run_dir={run_dir}")
    return [*SMALL, *places, f"--data.init_args.batch_size={batch_size}", *more]


@pytest.fixture
def root(write_triples: Callable[[int, int], Path]) -> Path:
    return write_triples(9, 3)


def test_two_processes_train_as_one_with_the_doubled_batch(root: Path, tmp_path: Path) -> None:
    epochs = "--trainer.max_epochs=3"
    run_together(fit_in_double, 1, *arguments(root, tmp_path / "one", 4, epochs))
    two = arguments(root, tmp_path / "two", 2, epochs, "--trainer.devices=2")
    run_together(fit_in_double, 2, *two)

    (figures, weights), (figures_of_two, weights_of_two) = (
        results(tmp_path / name) for name in ("one", "two")
    )
    losses = figures["losses"]
    assert len(losses) == 6  # two steps of four triples in each epoch, the ninth is left out
    assert len(losses.unique()) == 6
    for name in ("losses", "val/landmarks_3d_mm"):  # validated on 2 and 1 triples
        torch.testing.assert_close(figures_of_two[name], figures[name], rtol=1e-9, atol=0)
    for name, weight in weights.items():
        torch.testing.assert_close(weights_of_two[name], weight, rtol=1e-7, atol=1e-8, msg=name)


def buffers_sent_at_each_step() -> set[str]:
    module = Dfmvr(TinyHead(), image_size=32, width=4, regressor_width=8, depth=26)
    module.setup("fit")
    sent = {id(buffer) for buffer in DistributedDataParallel(module).modules_buffers}
    return {name for name, buffer in module.named_buffers() if id(buffer) in sent}


def test_the_face_model_stays_where_it_is() -> None:
    for names in run_together(in_group, 2, buffers_sent_at_each_step):
        assert "network.uuunet.conv1_0.conv.1.running_mean" in names
        assert not any(name.startswith("morphable_model.") for name in names)


def test_a_killed_run_goes_on_as_if_nothing_had_happened(root: Path, tmp_path: Path) -> None:
    options = (
        "--trainer.max_epochs=2",
        "--trainer.callbacks+=training_parts.Noise",
        "--trainer.limit_val_batches=0",
    )
    fit(*arguments(root, tmp_path / "whole", 2, *options))
    every_step = "--checkpoint_every_n_steps=1"
    killed = arguments(root, tmp_path / "killed", 2, *options, every_step)
    with pytest.raises(BrokenProcessPool):
        run_together(fit, 1, *killed, "--trainer.callbacks+=training_parts.Kill")
    checkpoint = tmp_path / "killed" / "checkpoint.ckpt"
    assert torch.load(checkpoint, weights_only=True)["global_step"] == 4 + 2
    fit(*killed, f"--ckpt_path={checkpoint}")

    (figures, weights), (later, resumed) = (
        results(tmp_path / name) for name in ("whole", "killed")
    )
    assert torch.equal(later["losses"], figures["losses"][6:])
    assert all(torch.equal(resumed[name], weight) for name, weight in weights.items())


class Plane(LightningModule):
    """Without batch normalisation, and on all that is drawn for a sample."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = torch.nn.Linear(3 * 3 + 3 + 3, 1)

    def training_step(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        colors = batch["images"].mean(dim=(-1, -2)).flatten(1)
        places = batch["landmarks_2d"][:, :, 0, 0] / 32
        predicted: torch.Tensor = self.linear(torch.cat([colors, places, batch["given"]], dim=1))
        return (predicted[:, 0] - batch["landmarks_3d"][:, 0, 0] / 50).square().mean()

    def configure_optimizers(self) -> torch.optim.Optimizer:
        return torch.optim.SGD(self.parameters(), 0.1)


def test_accumulated_batches_train_as_one_large_batch(root: Path) -> None:
    def trained(batch_size: int, accumulated: int, epochs: int = 3) -> torch.Tensor:
        torch.manual_seed(1)
        module = Plane()
        data = ThreeViewDataModule(
            root, image_size=32, batch_size=batch_size, mirror_probability=0.5
        )
        Trainer(
            accelerator="cpu",
            max_epochs=epochs,
            accumulate_grad_batches=accumulated,
            logger=False,
            enable_checkpointing=False,
            enable_progress_bar=False,
            enable_model_summary=False,
        ).fit(module, data)
        return module.linear.weight.detach()

    large = trained(4, 1)
    torch.testing.assert_close(trained(2, 2), large, rtol=1e-5, atol=1e-7)
    torch.testing.assert_close(trained(1, 4), large, rtol=1e-5, atol=1e-7)
    assert (trained(4, 1, epochs=2) - large).abs().max() > 1e-3


def test_the_network_in_half_precision_trains_nearly_as_in_single(
    root: Path, tmp_path: Path
) -> None:
    options = ("--trainer.max_steps=4", "--trainer.limit_val_batches=0")
    fit(*arguments(root, tmp_path / "single", 4, *options))
    fit(*arguments(root, tmp_path / "half", 4, *options, "--trainer.precision=bf16-mixed"))
    (single, _), (half, weights) = (results(tmp_path / name) for name in ("single", "half"))
    assert not torch.equal(half["losses"], single["losses"])
    torch.testing.assert_close(half["losses"], single["losses"], rtol=0.01, atol=0)
    assert all(weight.dtype != torch.bfloat16 for weight in weights.values())
