"""Score every prediction of a benchmark, write the scores and print the table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console

from .distributed import Ranks
from .entries import Entry, find_entries, mean_face_entries
from .kept_scores import keep
from .leaderboard import append, leaderboard_rows, read_leaderboard, write_samples
from .leaderboard_tables import print_scores, shown_rows
from .pairs import compare_methods, pair_table, write_pairs
from .protocol import Benchmark, FailurePolicy
from .provenance import data_sha256
from .records import SampleScore
from .report import (
    listed,
    print_failures,
    print_how_sure,
    print_mean_face_comparisons,
    problem_text,
)
from .runner import Runner, record_folder
from .summary import summarise
from .text_tables import terminal
from .wandb_bench import log_bench


def bench(
    benchmark: Benchmark,
    runs: Path,
    *,
    method: str | None = None,
    predictions: Sequence[Path] = (),
    n_jobs: int = 1,
    allow_failures: bool = False,
    policy: FailurePolicy | None = None,
    seven_indices: tuple[int, ...] | None = None,
    fresh: bool = False,
    ranks: Ranks | None = None,
) -> None:
    """Score predictions, write the scores and print the table.

    Args:
        benchmark: opened on its data.
        runs: folder with `<method>/predictions/<prediction set>`; scores and `leaderboard.csv` go
            there.
        method: only this one; with one folder of `predictions`, the name to score it under.
        predictions: score these folders instead of those below `runs`.
        n_jobs: processes of this rank.
        allow_failures: count damaged files as failures and leave unknown ids aside, instead of
            refusing the folder.
        policy: how failures count; None takes what the protocol declares.
        seven_indices: vertex ids of the alignment points.
        fresh: score anew what an earlier run has recorded.
        ranks: this process among its peers.

    Raises:
        ValueError: nothing to score, something damaged, or no sample of a method that could be
            scored. Neither leaderboard nor tables are written then.
    """
    ranks = ranks or Ranks()
    policy = policy or benchmark.failure_policy
    console = terminal(quiet=not ranks.is_first)
    leaderboard_path = runs / "leaderboard.csv"
    if leaderboard_path.is_file():  # said now if it cannot be read, and not after hours of scoring
        read_leaderboard(leaderboard_path)
    entries = find_entries(benchmark, runs, method, predictions, seven_indices)
    entries += mean_face_entries(benchmark, entries)
    runner = Runner(benchmark, entries, n_jobs, runs, ranks, fresh=fresh)
    _refuse_damaged(console, runner, ranks, allow_failures)
    scores = runner.score()
    _refuse_empty(scores, ranks)
    if not ranks.is_first:
        return
    summaries = summarise(benchmark, entries, scores, policy)
    paths = {entry.row: _samples_path(runs, benchmark, entry) for entry in entries}
    samples = {row: write_samples(path, benchmark, scores[row], row) for row, path in paths.items()}
    rows = leaderboard_rows(benchmark, entries, summaries, policy, samples)
    written = list(paths.values())
    for path in written:
        keep(path, rows[0].scored_by)
    append(leaderboard_path, rows)
    curves = _write_curves(runs, benchmark, entries, scores)
    pairs = compare_methods(benchmark, entries, scores)
    pairs_path = runs / "pairs" / f"{benchmark.name}.csv"
    write_pairs(pairs_path, benchmark, pairs)
    group = benchmark.label, data_sha256(benchmark), policy
    shown = [
        row
        for row in shown_rows(read_leaderboard(leaderboard_path))
        if (row.benchmark, row.data_sha256, row.failure_policy) == group
    ]
    print_scores(console, shown)
    if table := pair_table(benchmark.label, benchmark.metrics[0], pairs):
        table.print_on(console)
    print_mean_face_comparisons(console, benchmark.metrics[0], shown)
    print_how_sure(console, benchmark)
    for entry in entries:
        print_failures(console, entry.row, scores[entry.row])
    console.print(f"Scores of single samples: {runs}/<method>/scores/{benchmark.name}*.csv")
    if pairs:
        console.print(f"Every two methods, paired: {pairs_path}")
    console.print(f"Leaderboard: {leaderboard_path}")
    if curves is not None:
        console.print(f"Cumulative error curves: {curves}")
        written += [curves, curves.with_suffix(".csv")]
    console.print(
        f"A page of it all: python -m reports report --runs {runs} --data-root {benchmark.root}",
        markup=False,
        soft_wrap=True,
    )
    log_bench(runs, benchmark, rows, [leaderboard_path, *written, pairs_path])


def _samples_path(runs: Path, benchmark: Benchmark, entry: Entry) -> Path:
    folder = record_folder(runs, benchmark, entry)
    return folder.with_name(f"{folder.name}.csv")


def _write_curves(
    runs: Path,
    benchmark: Benchmark,
    entries: Sequence[Entry],
    scores: dict[str, list[SampleScore]],
) -> Path | None:
    """Write which share of all scan points each row has within a distance, where it has any."""
    from .curves import write_curves  # matplotlib: a second that most commands need not wait

    pooled = {
        entry.row: np.concatenate(found)
        for entry in entries
        if (found := [s.distances for s in scores[entry.row] if s.distances is not None])
    }
    if not pooled:
        return None
    failed = {row: sum(s.failed for s in samples) for row, samples in scores.items()}
    picture = runs / "curves" / f"{benchmark.name}.png"
    write_curves(
        picture.with_suffix(".csv"),
        picture,
        pooled,
        benchmark.label,
        benchmark.distance_unit,
        of=benchmark.distances_of,
        remarks={r: f"({n} of {len(scores[r])} failed)" for r, n in failed.items() if n},
    )
    return picture


def _refuse_damaged(console: Console, runner: Runner, ranks: Ranks, allow_failures: bool) -> None:
    """Stop before anything is scored or written if a folder holds what cannot be scored."""
    for folder, problems in runner.check().items():
        text = problem_text(problems)
        if not text:
            continue
        if not allow_failures:
            ranks.refuse(
                f"{folder}: {text}. Repair or remove these, or pass --allow-failures to count "
                "damaged ones as failures and leave unknown ones aside; nothing was scored"
            )
        console.print(f"{folder}: {text}", markup=False)


def _refuse_empty(scores: dict[str, list[SampleScore]], ranks: Ranks) -> None:
    for row, samples in scores.items():
        if all(sample.failed for sample in samples):
            reasons = {sample.sample_id: sample.reason for sample in samples}
            ranks.refuse(
                f"{row}: none of {len(samples)} samples could be scored: {listed(reasons)}; "
                "the leaderboard stays as it was"
            )
