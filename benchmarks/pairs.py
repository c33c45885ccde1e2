"""Every two methods against each other: the first metric, on the samples that both have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from .bootstrap import Interval, paired_difference, tells_apart
from .entries import Entry
from .protocol import Benchmark, Metric
from .records import SampleScore
from .summary import OVERALL, bins_with_overall
from .text_tables import TextTable
from .whole_files import csv_text, write_whole

_COLUMNS = (
    *("benchmark", "origin", "bin", "metric", "first", "second"),
    *("difference", "ci_low", "ci_high", "n", "distinguishable"),
)


@dataclass(frozen=True)
class Pair:
    """The mean difference of two methods in one bin, of values per sample.

    Attributes:
        bin: name of the bin, or "all".
        first: the method that has the better mean over all samples of its own.
        second: the other one.
        difference: mean of first minus second, with its 95 % interval, resampled by subject.
        n: samples that both have.
        distinguishable: whether the two can be told apart.
    """

    bin: str
    first: str
    second: str
    difference: Interval
    n: int
    distinguishable: bool


def compare_methods(
    benchmark: Benchmark, entries: Sequence[Entry], scores: Mapping[str, Sequence[SampleScore]]
) -> list[Pair]:
    """Compare every two methods in every bin, best methods first; no failure policy has a say."""
    metric = benchmark.metrics[0]
    values = {
        entry.row: {s.sample_id: s.scores[metric.name] for s in scores[entry.row] if not s.failed}
        for entry in entries
        if not entry.mean_face
    }
    sign = -1.0 if metric.higher_is_better else 1.0
    order = sorted(
        (row for row in values if values[row]),
        key=lambda row: (sign * float(np.mean(list(values[row].values()))), row),
    )
    pairs = []
    for name, ids in bins_with_overall(benchmark).items():
        subjects = {sample_id: benchmark.subject(sample_id) for sample_id in ids}
        for first, second in combinations(order, 2):
            both = [i for i in ids if i in values[first] and i in values[second]]
            if both:
                ours, theirs = (np.array([values[row][i] for i in both]) for row in (first, second))
                who = [subjects[i] for i in both]
                difference = paired_difference(ours, theirs, who)
                apart = tells_apart(difference, who)
                pairs.append(Pair(name, first, second, difference, len(both), apart))
    return pairs


def write_pairs(path: Path, benchmark: Benchmark, pairs: Sequence[Pair]) -> None:
    """Write one row per pair and bin."""
    rows = [
        {
            "benchmark": benchmark.label,
            "origin": benchmark.origin,
            "bin": pair.bin,
            "metric": benchmark.metrics[0].name,
            "first": pair.first,
            "second": pair.second,
            "difference": repr(pair.difference.value),
            "ci_low": repr(pair.difference.low),
            "ci_high": repr(pair.difference.high),
            "n": pair.n,
            "distinguishable": "yes" if pair.distinguishable else "no",
        }
        for pair in pairs
    ]
    write_whole(path, csv_text(_COLUMNS, rows))


def pair_table(label: str, metric: Metric, pairs: Sequence[Pair]) -> TextTable | None:
    """Return the comparisons over all samples with the best method, or None for a single one."""
    overall = [pair for pair in pairs if pair.bin == OVERALL]
    if not overall:
        return None
    digits = f"+.{metric.decimals}f"
    rows = []
    for pair in overall:
        if pair.first == overall[0].first:
            value, low, high = (f"{number:{digits}}" for number in pair.difference)
            interval = "-" if np.isnan(pair.difference.low) else f"[{low}, {high}]"
            apart = "yes" if pair.distinguishable else "no"
            rows.append([pair.first, pair.second, str(pair.n), value, interval, apart])
    return TextTable(
        f"{label}: the best method against the others, {metric.title}, paired",
        ["method", "against", "n both", "difference", "95 %", "told apart"],
        rows,
        left=frozenset({0, 1}),
    )
