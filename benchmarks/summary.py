"""From scores of samples to figures: means per bin with intervals, and comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .bootstrap import Interval, mean_interval, paired_difference, paired_ratio
from .entries import Entry
from .protocol import Benchmark
from .runner import SampleScore

OVERALL = "all"
DIFFERENCE_SUFFIX = "_minus_mean_face"
RATIO_SUFFIX = "_ratio_to_mean_face"


@dataclass(frozen=True)
class Summary:
    """One figure of one row in one bin.

    Attributes:
        bin: name of the bin, or "all".
        metric: name of the metric; with a suffix for comparisons to the mean face.
        interval: the mean and its 95 % interval.
        n_scored: samples in the mean.
        n_failed: samples of the bin that could not be scored, by the declared policy not in the
            mean.
    """

    bin: str
    metric: str
    interval: Interval
    n_scored: int
    n_failed: int


def bins_with_overall(benchmark: Benchmark) -> dict[str, list[str]]:
    """Return "all" and the benchmark's bins, without those that the data leaves empty."""
    bins = {OVERALL: benchmark.ids(), **benchmark.bins()}
    return {name: ids for name, ids in bins.items() if ids}


def summarise(benchmark: Benchmark, samples: Sequence[SampleScore]) -> list[Summary]:
    """Average each metric over each bin; by the policy "drop", failures are only counted."""
    by_id = {sample.sample_id: sample for sample in samples}
    summaries = []
    for name, ids in bins_with_overall(benchmark).items():
        chosen = [by_id[sample_id] for sample_id in ids]
        n_failed = sum(sample.failed for sample in chosen)
        for metric in benchmark.metrics:
            scored = [sample for sample in chosen if metric.name in sample.scores]
            if not scored and not metric.required:
                continue
            values = np.array([sample.scores[metric.name] for sample in scored])
            subjects = [benchmark.subject(sample.sample_id) for sample in scored]
            interval = mean_interval(values, subjects) if scored else Interval(*[float("nan")] * 3)
            summaries.append(Summary(name, metric.name, interval, len(scored), n_failed))
    return summaries


def compare_to_mean_face(
    benchmark: Benchmark, samples: Sequence[SampleScore], mean_face: Sequence[SampleScore]
) -> list[Summary]:
    """Compare the first metric on the samples that both have: difference and ratio of means."""
    metric = benchmark.metrics[0].name
    ours = {sample.sample_id: sample for sample in samples}
    theirs = {sample.sample_id: sample for sample in mean_face}
    summaries = []
    for name, ids in bins_with_overall(benchmark).items():
        both = [i for i in ids if not (ours[i].failed or theirs[i].failed)]
        if not both:
            continue
        first = np.array([ours[i].scores[metric] for i in both])
        second = np.array([theirs[i].scores[metric] for i in both])
        subjects = [benchmark.subject(i) for i in both]
        for suffix, interval in (
            (DIFFERENCE_SUFFIX, paired_difference(first, second, subjects)),
            (RATIO_SUFFIX, paired_ratio(first, second, subjects)),
        ):
            summaries.append(
                Summary(name, metric + suffix, interval, len(both), len(ids) - len(both))
            )
    return summaries


def summarise_rows(
    benchmark: Benchmark, entries: Sequence[Entry], scores: dict[str, list[SampleScore]]
) -> dict[str, list[Summary]]:
    """Summarise each row; a method with a mean-face row is compared to it."""
    mean_face_row = {entry.method: entry.row for entry in entries if entry.mean_face}
    summaries = {}
    for entry in entries:
        summaries[entry.row] = summarise(benchmark, scores[entry.row])
        if not entry.mean_face and entry.method in mean_face_row:
            summaries[entry.row] += compare_to_mean_face(
                benchmark, scores[entry.row], scores[mean_face_row[entry.method]]
            )
    return summaries
