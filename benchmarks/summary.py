"""From scores of samples to figures: means per bin with intervals, ranks, and comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .bootstrap import Interval, mean_interval, paired_difference, paired_ratio, pooled_interval
from .entries import Entry
from .policies import apply_policy
from .protocol import Benchmark, FailurePolicy, Metric
from .ranks import tie_groups
from .records import SampleScore

OVERALL = "all"
DIFFERENCE_SUFFIX = "_minus_mean_face"
RATIO_SUFFIX = "_ratio_to_mean_face"
Scores = Mapping[str, Sequence[SampleScore]]


@dataclass(frozen=True)
class Summary:
    """One figure of one row in one bin.

    Attributes:
        bin: name of the bin, or "all".
        metric: name of the metric; with a suffix for comparisons to the mean face.
        interval: the figure and its 95 % interval.
        std: standard deviation over the samples; NaN for comparisons and single samples.
        n_scored: samples in the figure.
        n_failed: samples of the bin that could not be scored.
        rank: among the methods of the run; those that cannot be told apart share one. 0 where
            there is none: for mean faces, comparisons and methods without a score.
    """

    bin: str
    metric: str
    interval: Interval
    std: float
    n_scored: int
    n_failed: int
    rank: int = 0


def bins_with_overall(benchmark: Benchmark) -> dict[str, list[str]]:
    """Return "all" and the benchmark's bins, without those that the data leaves empty."""
    bins = {OVERALL: benchmark.ids(), **benchmark.bins()}
    return {name: ids for name, ids in bins.items() if ids}


def summarise(
    benchmark: Benchmark, entries: Sequence[Entry], scores: Scores, policy: FailurePolicy
) -> dict[str, list[Summary]]:
    """Summarise each row; a method with a mean-face row is compared to it."""
    summaries: dict[str, list[Summary]] = {entry.row: [] for entry in entries}
    for name, ids in bins_with_overall(benchmark).items():
        for metric in benchmark.metrics:
            for row, summary in _summarise_metric(
                benchmark, entries, scores, policy, (name, ids), metric
            ).items():
                summaries[row].append(summary)
    mean_face_row = {entry.method: entry.row for entry in entries if entry.mean_face}
    for entry in entries:
        if not entry.mean_face and entry.method in mean_face_row:
            summaries[entry.row] += compare_to_mean_face(
                benchmark, scores[entry.row], scores[mean_face_row[entry.method]]
            )
    return summaries


def _summarise_metric(
    benchmark: Benchmark,
    entries: Sequence[Entry],
    scores: Scores,
    policy: FailurePolicy,
    named_bin: tuple[str, list[str]],
    metric: Metric,
) -> dict[str, Summary]:
    """Return the figure of each row for one metric in one bin."""
    name, ids = named_bin
    inside = set(ids)
    values = {
        row: {
            s.sample_id: s.scores[metric.name]
            for s in samples
            if s.sample_id in inside and metric.name in s.scores
        }
        for row, samples in scores.items()
    }
    # An optional metric is absent where the data does not allow it; that is no failure to weigh.
    counted = policy if metric.required else "drop"
    better = {"higher_is_better": metric.higher_is_better}
    methods = {entry.row: values[entry.row] for entry in entries if not entry.mean_face}
    chosen = apply_policy(counted, methods, ids, **better)
    subjects = {sample_id: benchmark.subject(sample_id) for sample_id in ids}
    ranks = tie_groups(chosen, subjects, **better)
    for entry in entries:
        if entry.mean_face:  # for orientation: it has no say in how methods compare
            row = entry.row
            chosen[row] = apply_policy(counted, methods | {row: values[row]}, ids, **better)[row]
    summaries = {}
    for row, by_id in chosen.items():
        failed = sum(s.failed for s in scores[row] if s.sample_id in inside)
        if not by_id and not metric.required:
            continue
        interval = _interval(metric, by_id, scores[row], subjects)
        std = float(np.std(list(by_id.values()), ddof=1)) if len(by_id) > 1 else float("nan")
        summaries[row] = Summary(
            name, metric.name, interval, std, len(by_id), failed, ranks.get(row, 0)
        )
    return summaries


def _interval(
    metric: Metric,
    by_id: Mapping[str, float],
    samples: Sequence[SampleScore],
    subjects: Mapping[str, str],
) -> Interval:
    """Return the figure of a metric over chosen samples, with its interval."""
    who = [subjects[sample_id] for sample_id in by_id]
    if not by_id:
        return Interval(*[float("nan")] * 3)
    if metric.aggregate == "mean":
        return mean_interval(np.array(list(by_id.values())), who)
    distances = {s.sample_id: s.distances for s in samples}
    arrays = [distances[sample_id] for sample_id in by_id if distances[sample_id] is not None]
    if len(arrays) < len(by_id):  # a failure that counts as the worst has no points of its own
        return Interval(*[float("nan")] * 3)
    return pooled_interval([a for a in arrays if a is not None], who, metric.aggregate)


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
                Summary(
                    name,
                    metric + suffix,
                    interval,
                    float("nan"),
                    len(both),
                    len(ids) - len(both),
                )
            )
    return summaries
