"""A benchmark's tables as records of Weights & Biases, offline unless asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from wandb_records import WandbRun, mode

from .leaderboard import COLUMNS, LeaderboardRow
from .protocol import Benchmark


def log_bench(
    runs: Path, benchmark: Benchmark, rows: Sequence[LeaderboardRow], files: Sequence[Path]
) -> None:
    """Record what one benchmark run wrote: its rows as a table, and all its files as an artifact.

    Args:
        runs: the records go to `wandb` below it; names in the artifact are relative to it.
        benchmark: that was run.
        rows: new ones of the leaderboard.
        files: leaderboard, scores of single samples, pairs, curves; those that are not there are
            left out.
    """
    if mode() == "disabled":
        return
    first = rows[0]
    named = {path.relative_to(runs).as_posix(): path for path in files if path.is_file()}
    with WandbRun(runs, kind="bench", name=benchmark.name) as run:
        run.configure(
            {
                "benchmark": benchmark.label,
                "origin": benchmark.origin,
                "failure_policy": first.failure_policy,
                "scored_by": first.scored_by,
                "data_sha256": first.data_sha256,
                "methods": list(dict.fromkeys(row.method for row in rows)),
            }
        )
        run.log_table("leaderboard", COLUMNS, [astuple(row) for row in rows])
        run.log_files(f"scores-{benchmark.name}", "scores", named)
