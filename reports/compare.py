"""Two methods, two commits or two folders of predictions against each other, sample by sample.

Writes `compare.html`, `differences.csv` and `samples.csv`. Differences are A minus B, over the
samples that both could be scored on, with 95 % intervals, resampled by subject.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path

from benchmarks.leaderboard import read_leaderboard
from benchmarks.options import positive
from benchmarks.protocol import Benchmark
from benchmarks.registry import BENCHMARKS
from benchmarks.text_tables import terminal
from geometry.threads import num_threads

from .comparison_page import write_comparison
from .comparison_tables import Names, difference_table, figure_tables, write_csv
from .differences import Comparison, Pairing, compare
from .scored_folders import score_sides
from .sides import Side, find_side, pairings_of_commits, pairings_of_methods, whole_commit
from .wandb_page import log_page

_SIDES = """\
A and B are
  methods      names of folders below --runs that make bench has scored
  runs         folders such as other/runs/dfmvr, likewise scored
  predictions  folders of <id>.npz, .obj, .ply or .glb, scored now; needs --benchmark and its data
  commits      that make bench has scored by, or their first digits: every method that both scored
"""
_EXAMPLES = (
    "python -m reports compare dfmvr mfnet",
    "python -m reports compare theirs/ runs/dfmvr --benchmark now --data-root NoW_Dataset",
    "python -m reports compare 3bd350a 19a9fff",
)


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `compare` to the command line."""
    parser = commands.add_parser(
        "compare",
        help="two methods, commits or folders of predictions, sample by sample",
        description=__doc__,
        epilog=_SIDES,
        examples=_EXAMPLES,
    )
    parser.add_argument("first", metavar="A")
    parser.add_argument("second", metavar="B")
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="default: runs")
    parser.add_argument(
        "--benchmark", choices=sorted(BENCHMARKS), metavar="NAME", help="only this one"
    )
    parser.add_argument("--data", type=Path, default=Path("data"), help="where data sets are")
    parser.add_argument("--data-root", type=Path, help="the data of --benchmark")
    parser.add_argument(
        "--jobs", type=positive, help="processes for scoring (default: one per core)"
    )
    parser.add_argument("--out", type=Path, help="a folder; default: <runs>/compare/A-vs-B")
    parser.add_argument(
        "--faces", type=int, default=2, help="samples to show each way in 3D (default: 2)"
    )


def run(arguments: argparse.Namespace) -> None:
    """Compare, write and print."""
    runs: Path = arguments.runs
    first, second = find_side(arguments.first, runs), find_side(arguments.second, runs)
    if arguments.data_root and not arguments.benchmark:
        raise ValueError("--data-root is the data of one benchmark: say which with --benchmark")
    commits = [side.kind == "commit" for side in (first, second)]
    if any(commits) and not all(commits):
        raise ValueError("a commit is compared with a commit: both A and B must be one")
    if first.name == second.name and first.folder.resolve() == second.folder.resolve():
        raise ValueError(f"A and B are the same: {first.name}")
    if first.name == second.name:
        first, second = (replace(s, name=s.asked.rstrip("/")) for s in (first, second))
    out: Path = arguments.out or runs / "compare" / _file_name(first, second)
    console = terminal()
    names = Names(first.name, second.name)
    if all(commits):
        pairings = pairings_of_commits(first, second)
        if not pairings:
            rows = read_leaderboard(runs / "leaderboard.csv")
            whole = whole_commit(first), whole_commit(second)
            for table in figure_tables(rows, whole, names):
                table.print_on(console)
            return
    elif "folder" in (first.kind, second.kind):
        benchmark = _benchmark(arguments)
        jobs = arguments.jobs or num_threads()
        pairings = [score_sides((first, second), benchmark, out / "scored", jobs)]
    else:
        pairings = pairings_of_methods(first, second)
    comparisons = [compare(pairing) for pairing in _chosen(pairings, arguments.benchmark)]
    for found in comparisons:
        difference_table(found, names).print_on(console)
    write_csv(out, comparisons, names)
    size = write_comparison(
        out / "compare.html",
        comparisons,
        names,
        (first, second),
        {found.pairing.benchmark: _data_root(arguments, found) for found in comparisons},
        n_faces=arguments.faces,
    )
    console.print(f"Tables: {out}/differences.csv, samples.csv", markup=False)
    console.print(f"Page: {out}/compare.html ({size / 1e6:.1f} MB)", markup=False)
    files = [out / name for name in ("compare.html", "differences.csv", "samples.csv")]
    log_page(runs, f"compare-{_file_name(first, second)}", files)


def _chosen(pairings: list[Pairing], benchmark: str | None) -> list[Pairing]:
    chosen = [p for p in pairings if benchmark in (None, p.benchmark)]
    if not chosen:
        known = ", ".join(dict.fromkeys(p.benchmark for p in pairings))
        raise ValueError(f"both have no scores of {benchmark}; they have of {known}")
    return chosen


def _benchmark(arguments: argparse.Namespace) -> Benchmark:
    """Open the benchmark that folders are scored by."""
    if arguments.benchmark is None:
        raise ValueError(
            "folders of predictions are scored for the comparison: say by which protocol with "
            "--benchmark (DATASET=), and where its data are with --data-root (DATA_ROOT=)"
        )
    protocol = BENCHMARKS[arguments.benchmark]
    return protocol(arguments.data_root or arguments.data / protocol.dataset)


def _data_root(arguments: argparse.Namespace, found: Comparison) -> Path:
    default: Path = arguments.data / BENCHMARKS[found.pairing.benchmark].dataset
    return arguments.data_root or default


def _file_name(first: Side, second: Side) -> str:
    """Return a folder's name for two sides."""
    a, b = (
        re.sub(r"[^A-Za-z0-9.+-]+", "-", side.name).strip("-.") or "x" for side in (first, second)
    )
    return f"{a}-vs-{b}"
