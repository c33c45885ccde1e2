"""Time a whole training step of DF-MVR, released layout, beside one with the unfold formulation.

Forward, rendering and losses, backward and Adam, at the paper's size (224 pixels, width 64,
RedNet50) on made-up images: three views each, noise, with the landmarks of the mean face. Both
formulations run in the same module with the same weights and take turns; the unfold formulation is
what `benchmarks.speed.involution` compares with. Everything but the involutions is the same, so
their share of the step bounds the ratio. The operations that cost most are listed below.
"""

from __future__ import annotations

import argparse
import warnings
from unittest import mock

# Sets the number of threads before the libraries start them.
from .involution import FORMULATIONS, IMAGE_SIZE, Turn, compare, heading  # isort: skip

import torch
from torch import Tensor

import command_line
from lightning_modules.dfmvr import Dfmvr
from morphable_models.procedural_head import ProceduralHead

LISTED = 12  # operations


def made_up_batch(module: Dfmvr, size: int, side: int) -> dict[str, Tensor]:
    """Return what `datamodules.three_view` would, without a face in it."""
    generator = torch.Generator().manual_seed(0)
    model = module.morphable_model
    points = model.landmarks(model.mean_shape[None])
    parsing = torch.randint(0, 10, (size, 3, side // 16, side // 16), generator=generator)
    flat = points[0, :, :2] / points[0, :, :2].abs().max() * torch.tensor([1.0, -1.0])
    return {
        "images": torch.rand(size, 3, 3, side, side, generator=generator),
        "parsing": parsing.byte().repeat_interleave(16, 2).repeat_interleave(16, 3),
        "given": torch.ones(size, 3, dtype=torch.bool),
        "landmarks_2d": (side / 2 + side / 3 * flat).expand(size, 3, -1, -1),
        "landmarks_3d": points.expand(size, -1, -1),
    }


def step_turn(
    module: Dfmvr, optimizer: torch.optim.Optimizer, batch: dict[str, Tensor], name: str
) -> Turn:
    """Return a function that trains one step with a formulation of involution."""

    def turn() -> None:
        with mock.patch("networks.involution.involve", FORMULATIONS[name]):
            torch.autograd.backward(module.training_step(batch, 0))
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)

    return turn


def adam_with_state(module: Dfmvr) -> torch.optim.Adam:
    """Return an optimiser that has stepped once, by nothing: its moments are no one's memory."""
    optimizer = torch.optim.Adam(module.parameters(), lr=1e-4)
    for parameter in module.parameters():
        parameter.grad = torch.zeros_like(parameter)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return optimizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=3, help="of each formulation (default 3)")
    parser.add_argument("--batch", type=int, default=2, help="triples, 2 or more (default 2)")
    parser.add_argument("--threads", type=int, default=1, help="of PyTorch (default 1)")
    asked = parser.parse_args()
    if min(asked.turns, asked.threads) < 1 or asked.batch < 2:
        raise ValueError("--turns and --threads are at least 1, --batch at least 2")
    torch.set_num_threads(asked.threads)
    torch.manual_seed(0)
    module = Dfmvr(ProceduralHead(), image_size=IMAGE_SIZE, layout="released")
    # Logging outside a trainer is a warning per step.
    warnings.filterwarnings("ignore", message=".*self.log.*")
    batch = made_up_batch(module, asked.batch, IMAGE_SIZE)
    optimizer = adam_with_state(module)
    turns = {name: step_turn(module, optimizer, batch, name) for name in FORMULATIONS}
    turns["ours"]()  # compiles the rasteriser
    print(
        f"training step, {IMAGE_SIZE} px, batch {asked.batch}, released layout, float32, "
        f"threads: {asked.threads}, median of {asked.turns}\n{heading()}",
        flush=True,
    )
    recorded = compare("DF-MVR, whole step", turns, asked.turns)
    for name, turn in recorded.items():
        costs = {op.key: op.self_cpu_time_total for op in turn.key_averages()}
        total = sum(costs.values())
        print(f"\nshare of the step, {name}:")
        for key in sorted(costs, key=costs.__getitem__, reverse=True)[:LISTED]:
            print(f"  {100 * costs[key] / total:5.1f} %  {key}")


if __name__ == "__main__":
    command_line.run(main)
