"""Score predictions: `python -m benchmarks facescape-wild --data-root data/facescape-wild`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console

import command_line
from geometry.threads import num_threads

from . import leaderboard
from .entries import Entry, find_entries, mean_face_entries
from .protocol import Benchmark
from .registry import BENCHMARKS
from .report import listed, print_failures, print_table, problem_text
from .runner import Runner, SampleScore
from .summary import summarise_rows


def main() -> None:
    """Parse the command line and run a benchmark, or draw its picture."""
    arguments = _parser().parse_args()
    if arguments.command == "picture":
        from .picture import draw

        benchmark = BENCHMARKS[arguments.benchmark](_data_root(arguments, arguments.benchmark))
        draw(benchmark, arguments.runs, arguments.method, arguments.predictions, arguments.out)
        return
    benchmark = BENCHMARKS[arguments.command](_data_root(arguments, arguments.command))
    bench(
        benchmark,
        arguments.runs,
        method=arguments.method,
        predictions=arguments.predictions,
        n_jobs=arguments.jobs,
        allow_failures=arguments.allow_failures,
    )


def bench(
    benchmark: Benchmark,
    runs: Path,
    *,
    method: str | None = None,
    predictions: Path | None = None,
    n_jobs: int = 1,
    allow_failures: bool = False,
) -> None:
    """Score predictions, write the scores and print the table.

    Args:
        benchmark: opened on its data.
        runs: folder with `<method>/predictions/<benchmark>`; scores and `leaderboard.csv` go there.
        method: only this one; with `predictions`, the name to score them under.
        predictions: score this folder instead of those below `runs`.
        n_jobs: processes.
        allow_failures: count damaged files as failures and leave unknown ids aside, instead of
            refusing the folder.

    Raises:
        ValueError: nothing to score, something damaged, or no sample of a method that could be
            scored. Nothing is written then.
    """
    console = Console(width=None if sys.stdout.isatty() else 160)
    leaderboard_path = runs / "leaderboard.csv"
    leaderboard.check(leaderboard_path)
    entries = find_entries(benchmark, runs, method, predictions)
    entries += mean_face_entries(entries, benchmark.ids())
    runner = Runner(benchmark, entries, n_jobs)
    _refuse_damaged(console, runner, allow_failures)
    scores = runner.score()
    _refuse_empty(scores)
    rows = leaderboard.leaderboard_rows(
        benchmark, entries, summarise_rows(benchmark, entries, scores)
    )
    for entry in entries:
        path = _samples_path(runs, benchmark, entry)
        leaderboard.write_samples(path, benchmark, scores[entry.row], entry.row)
    leaderboard.append(leaderboard_path, rows)
    shown = leaderboard.newest(leaderboard_path, benchmark)
    current = {entry.row for entry in entries}
    # A mean face of an earlier run may be one of a method that was trained again since.
    shown = [r for r in shown if r.method in current or not r.method.startswith("mean-face")]
    print_table(console, benchmark, shown)
    for entry in entries:
        print_failures(console, entry.row, scores[entry.row])
    console.print(f"Scores of single samples: {runs}/<method>/scores/{benchmark.name}*.csv")
    console.print(f"Leaderboard: {leaderboard_path}")


def _refuse_damaged(console: Console, runner: Runner, allow_failures: bool) -> None:
    """Stop before anything is scored or written if a folder holds what cannot be scored."""
    for folder, problems in runner.check().items():
        text = problem_text(problems)
        if not text:
            continue
        if not allow_failures:
            raise ValueError(
                f"{folder}: {text}. Repair or remove these, or pass --allow-failures to count "
                "damaged ones as failures and leave unknown ones aside; nothing was scored"
            )
        console.print(f"{folder}: {text}", markup=False)


def _refuse_empty(scores: dict[str, list[SampleScore]]) -> None:
    for row, samples in scores.items():
        if all(sample.failed for sample in samples):
            reasons = {sample.sample_id: sample.reason for sample in samples}
            raise ValueError(
                f"{row}: none of {len(samples)} samples could be scored: {listed(reasons)}; "
                "nothing was written"
            )


def _samples_path(runs: Path, benchmark: Benchmark, entry: Entry) -> Path:
    suffix = ".mean-face.csv" if entry.mean_face else ".csv"
    return runs / entry.method / "scores" / f"{benchmark.name}{suffix}"


def _data_root(arguments: argparse.Namespace, benchmark: str) -> Path:
    root: Path = arguments.data_root or Path("data") / benchmark
    return root


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no positive number of processes")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data-root", type=Path, help="the benchmark's data (default: data/<benchmark>)"
    )
    common.add_argument("--runs", type=Path, default=Path("runs"), help="default: runs")
    common.add_argument(
        "--method", help="only this method; with --predictions, the name to score them under"
    )
    common.add_argument(
        "--predictions",
        type=Path,
        help="a folder of <id>.obj, .ply, .glb or of our own records, instead of those in --runs",
    )
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, benchmark in BENCHMARKS.items():
        summary = (sys.modules[benchmark.__module__].__doc__ or name).splitlines()[0]
        command = commands.add_parser(name, parents=[common], help=summary, description=summary)
        command.add_argument(
            "--jobs", type=_jobs, default=num_threads(), help="processes (default: one per core)"
        )
        command.add_argument(
            "--allow-failures",
            action="store_true",
            help="count damaged predictions as failures and leave unknown ids aside",
        )
    picture = commands.add_parser(
        "picture", parents=[common], help="draw inputs, reconstructions and error maps"
    )
    picture.add_argument("benchmark", choices=sorted(BENCHMARKS))
    picture.add_argument("--out", type=Path, required=True, help="a .png file")
    return parser


if __name__ == "__main__":
    command_line.run(main)
