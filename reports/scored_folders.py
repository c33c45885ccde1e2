"""Scores of two folders of predictions, made for their comparison."""

from __future__ import annotations

from pathlib import Path

from benchmarks.entries import Entry, find_entries
from benchmarks.leaderboard import write_samples
from benchmarks.protocol import Benchmark
from benchmarks.report import listed, problem_text
from benchmarks.runner import Runner

from .differences import Pairing
from .sides import Side

_ROWS = ("A", "B")


def predictions_of(side: Side, benchmark: Benchmark) -> Path:
    """Return the folder of a side's predictions; a method's own may not be there."""
    if side.kind == "method":
        return side.folder / "predictions" / benchmark.prediction_set
    return side.folder


def entries_of(sides: tuple[Side, Side], benchmark: Benchmark, work: Path) -> list[Entry]:
    """Open both folders, in rows "A" and "B".

    Raises:
        PredictionError: a folder is not there, or not for this benchmark.
    """
    return [
        entry
        for row, side in zip(_ROWS, sides, strict=True)
        for entry in find_entries(benchmark, work, row, [predictions_of(side, benchmark)])
    ]


def score_sides(sides: tuple[Side, Side], benchmark: Benchmark, work: Path, n_jobs: int) -> Pairing:
    """Score both folders; what is recorded in `work` is not scored again.

    Raises:
        ValueError: files are damaged or belong to no sample, or nothing could be scored.
    """
    entries = entries_of(sides, benchmark, work)
    runner = Runner(benchmark, entries, n_jobs, work)
    for folder, problems in runner.check().items():
        if text := problem_text(problems):
            raise ValueError(f"{folder}: {text}; repair or remove these")
    scores = runner.score()
    paths = []
    for row, side in zip(_ROWS, sides, strict=True):
        if all(sample.failed for sample in scores[row]):
            reasons = {sample.sample_id: sample.reason for sample in scores[row]}
            raise ValueError(f"{side.folder}: no sample could be scored: {listed(reasons)}")
        paths.append(work / row / "scores" / f"{benchmark.name}.csv")
        write_samples(paths[-1], benchmark, scores[row], side.name)
    first, second = paths
    return Pairing(benchmark.name, "", first, second)
