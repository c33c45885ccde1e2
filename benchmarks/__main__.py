"""Score predictions: `python -m benchmarks facescape-wild --data-root data/facescape-wild`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import cast, get_args

import command_line
from geometry.threads import num_threads

from .bench import bench
from .distributed import Backend, open_ranks
from .options import positive, seven_indices
from .protocol import FailurePolicy
from .registry import BENCHMARKS

COMMANDS = (
    "ablation",
    "doctor",
    "leaderboard-tables",
    "meta",
    "picture",
    "replay",
    "score",
    "study",
    "submit",
    "tau",
)
"""Modules of this package with `add_parser(subparsers)` and `run(arguments)`."""


def main() -> None:
    """Parse the command line and run a benchmark, or another command."""
    arguments = _parser().parse_args()
    if arguments.command in COMMANDS:
        import_module(_module(arguments.command), __package__).run(arguments)
        return
    benchmark = BENCHMARKS[arguments.command]
    root: Path = arguments.data_root or arguments.data / benchmark.dataset
    with open_ranks(cast("Backend", arguments.backend)) as ranks:
        bench(
            benchmark(root),
            arguments.runs,
            method=arguments.method,
            predictions=arguments.predictions,
            n_jobs=arguments.jobs or max(1, num_threads() // ranks.local_world_size),
            allow_failures=arguments.allow_failures,
            policy=arguments.failure_policy,
            seven_indices=arguments.landmark_indices,
            fresh=arguments.fresh,
            ranks=ranks,
        )


def _parser() -> argparse.ArgumentParser:
    parser = command_line.Parser(
        prog="python -m benchmarks",
        description="Score predictions by a published protocol, or work with scores.",
        examples=(
            "python -m benchmarks facescape-wild --data data/procedural",
            "python -m benchmarks now --data-root path/to/now --predictions mine/ theirs/ --jobs 4",
            "python -m benchmarks leaderboard-tables --runs runs",
        ),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, benchmark in BENCHMARKS.items():
        summary = (sys.modules[benchmark.__module__].__doc__ or name).splitlines()[0]
        start = f"python -m benchmarks {name}"
        command = commands.add_parser(
            name,
            help=summary,
            description=f"{summary} Scores are kept sample by sample: a killed run goes on.",
            examples=(
                f"{start} --data data/procedural",
                f"{start} --data-root path/to/{benchmark.dataset} --predictions mine/ --jobs 4",
                f"{start} --method dfmvr --failure-policy worst",
            ),
        )
        _add_places(command)
        _add_scoring(command)
    for name in COMMANDS:
        import_module(_module(name), __package__).add_parser(commands)
    return parser


def _module(command: str) -> str:
    return f".{command.replace('-', '_')}"


def _add_places(command: argparse.ArgumentParser) -> None:
    """Add the options that say where data and predictions are."""
    command.add_argument(
        "--data-root", type=Path, help="the benchmark's data (default: <data>/<dataset>)"
    )
    command.add_argument(
        "--data", type=Path, default=Path("data"), help="where data sets are (default: data)"
    )
    command.add_argument("--runs", type=Path, default=Path("runs"), help="default: runs")
    command.add_argument(
        "--method", help="only this method; with --predictions, the name to score them under"
    )
    command.add_argument(
        "--predictions",
        type=Path,
        nargs="+",
        default=[],
        help="folders of <id>.obj, .ply, .glb or of our own records, instead of those in --runs",
    )


def _add_scoring(command: argparse.ArgumentParser) -> None:
    command.add_argument("--jobs", type=positive, help="processes (default: one per core)")
    command.add_argument(
        "--allow-failures",
        action="store_true",
        help="count damaged predictions as failures and leave unknown ids aside",
    )
    command.add_argument(
        "--failure-policy",
        choices=get_args(FailurePolicy),
        help="how failures count (default: what the protocol declares)",
    )
    command.add_argument(
        "--landmark-indices",
        type=seven_indices,
        metavar="I,I,I,I,I,I,I",
        help="vertex ids of the seven alignment points, for a mesh of no known topology",
    )
    command.add_argument(
        "--fresh", action="store_true", help="score anew what an earlier run has recorded"
    )
    command.add_argument(
        "--backend",
        choices=get_args(Backend),
        default="gloo",
        help="how processes talk under torchrun or srun (default: gloo)",
    )


if __name__ == "__main__":
    command_line.run(main)
