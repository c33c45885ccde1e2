"""Time involution and the networks that use it, and what they hold, beside the unfold formulation.

Forward and backward of the 7x7 involution at the four stage sizes of RedNet50 for crops of 224
pixels, then of RedNet50 with its heads and of the whole network of DF-MVR, released layout. Both
formulations get the same inputs and take turns, so that a busy machine is busy for both; medians
are compared, of the time on the clock and of the time that the processors spent on this process,
which other processes disturb less. Memory is the peak of what the tensor library allocates beyond
the start of one turn.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from typing import Any
from unittest import mock

# Before the libraries start their threads.
for _name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import torch  # noqa: E402
from torch import Tensor  # noqa: E402
from torch.nn import functional  # noqa: E402
from torch.profiler import ProfilerActivity, profile  # noqa: E402

import command_line  # noqa: E402
from networks.dfmvr import DfmvrNetwork  # noqa: E402
from networks.involution import involve  # noqa: E402

KERNEL = 7
GROUP_CHANNELS = 16
STAGES = ((64, 56), (128, 28), (256, 14), (512, 7))  # channels, side
IMAGE_SIZE = 224

# Features (B, C, H, W), kernels (B, G, k, k, h, w), stride.
Formulation = Callable[[Tensor, Tensor, int], Tensor]
Turn = Callable[[], None]


def unfold(features: Tensor, kernels: Tensor, stride: int = 1) -> Tensor:
    """The usual formulation: copy every neighbourhood, multiply, add up."""
    batch, groups, size, _, height, width = kernels.shape
    columns = functional.unfold(features, size, padding=size // 2, stride=stride)
    columns = columns.view(batch, groups, -1, size * size, height, width)
    return (kernels.flatten(2, 3)[:, :, None] * columns).sum(3).flatten(1, 2)


FORMULATIONS: dict[str, Formulation] = {"ours": involve, "unfold": unfold}


def layer_turn(formulation: Formulation, batch: int, channels: int, side: int) -> Turn:
    """Return a function that runs a layer forward and backward."""
    generator = torch.Generator().manual_seed(0)
    groups = channels // GROUP_CHANNELS
    features = torch.randn(batch, channels, side, side, generator=generator, requires_grad=True)
    shape = (batch, groups, KERNEL, KERNEL, side, side)
    kernels = torch.randn(shape, generator=generator, requires_grad=True)
    weights = torch.randn(batch, channels, side, side, generator=generator)

    def turn() -> None:
        torch.autograd.backward(formulation(features, kernels, 1), weights)
        features.grad = kernels.grad = None

    return turn


def network_turn(network: torch.nn.Module, inputs: tuple[Tensor, ...], name: str) -> Turn:
    """Return a function that runs a network forward and backward."""

    def turn() -> None:
        with mock.patch("networks.involution.involve", FORMULATIONS[name]):
            output = network(*inputs)
            torch.autograd.backward([part.square().mean() for part in output])
        network.zero_grad(set_to_none=True)

    return turn


def profiled(turn: Turn) -> Any:
    """Run one turn; return PyTorch's profile of it (parts of which have no types)."""
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as recorded:
        turn()
    return recorded


def peak_mib(recorded: Any) -> float:
    """Return the peak of allocated memory during a recorded turn, less that before it."""
    results = recorded.profiler.kineto_results
    changes = [(e.start_ns(), e.nbytes()) for e in results.events() if e.name() == "[memory]"]
    held = peak = 0
    for _, change in sorted(changes, key=lambda pair: pair[0]):
        held += change
        peak = max(peak, held)
    return peak / 2**20


def compare(what: str, turns: dict[str, Turn], n_turns: int) -> dict[str, Any]:
    """Time both by turns, print a line; return one more turn of each, recorded."""
    clocks = (time.perf_counter, time.process_time)
    times: dict[str, list[tuple[float, ...]]] = {name: [] for name in turns}
    recorded = {name: profiled(turn) for name, turn in turns.items()}  # warms up as well
    for _ in range(n_turns):
        for name, turn in turns.items():
            before = [clock() for clock in clocks]
            turn()
            pairs = zip(clocks, before, strict=True)
            times[name].append(tuple(1e3 * (clock() - start) for clock, start in pairs))
    line = f"{what:26}"
    for which in range(len(clocks)):
        median = {name: statistics.median(t[which] for t in times[name]) for name in turns}
        line += f" {median['ours']:9.1f} {median['unfold']:9.1f} "
        line += f"{median['unfold'] / median['ours']:6.1f}x"
    memory = {name: peak_mib(turn) for name, turn in recorded.items()}
    line += f" {memory['ours']:9.1f} {memory['unfold']:9.1f} "
    print(f"{line}{memory['unfold'] / memory['ours']:6.1f}x", flush=True)
    return recorded


def heading() -> str:
    """Return the line above those of `compare`."""
    return f"{'':26}" + "".join(
        f" {'ours ' + unit:>9} {'unf. ' + unit:>9} {'':7}" for unit in ("ms", "CPU", "MiB")
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=11, help="of each formulation (default 11)")
    parser.add_argument("--batch", type=int, default=4, help="of the layers (default 4)")
    parser.add_argument("--threads", type=int, default=1, help="of PyTorch (default 1)")
    parser.add_argument(
        "--networks",
        type=int,
        default=0,
        metavar="TURNS",
        help="also time RedNet50 and the whole network, batch 2, so many turns (default 0: leave "
        "out; a turn takes most of a minute)",
    )
    asked = parser.parse_args()
    if min(asked.turns, asked.batch, asked.threads) < 1 or asked.networks < 0:
        raise ValueError("--turns, --batch and --threads are at least 1, --networks at least 0")
    torch.set_num_threads(asked.threads)
    print(
        f"forward + backward, batch {asked.batch}, kernel {KERNEL}, {GROUP_CHANNELS} channels per "
        f"group, float32, threads: {asked.threads}, median of {asked.turns}"
    )
    print(heading())
    for channels, side in STAGES:
        turns = {
            name: layer_turn(formulation, asked.batch, channels, side)
            for name, formulation in FORMULATIONS.items()
        }
        compare(f"{channels} channels, {side} x {side}", turns, asked.turns)
    if not asked.networks:
        return
    torch.manual_seed(0)
    network = DfmvrNetwork()
    views = (
        torch.rand(2, 3, 3, IMAGE_SIZE, IMAGE_SIZE),
        torch.randint(0, 10, (2, 3, IMAGE_SIZE, IMAGE_SIZE)).float(),
        torch.ones(2, 3, dtype=torch.bool),
    )
    features = (torch.rand(2, 256, IMAGE_SIZE, IMAGE_SIZE),)
    for what, module, inputs in (
        ("RedNet50 and heads", network.rednet_fc, features),
        ("whole network", network, views),
    ):
        turns = {name: network_turn(module, inputs, name) for name in FORMULATIONS}
        compare(f"{what}, batch 2", turns, asked.networks)


if __name__ == "__main__":
    command_line.run(main)
