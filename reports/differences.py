"""Two columns of scores against each other: paired differences per bin, and where each wins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.bootstrap import Interval, paired_difference, tells_apart
from benchmarks.protocol import Metric
from benchmarks.registry import BENCHMARKS
from benchmarks.sample_scores import SampleScores, read_samples
from benchmarks.summary import OVERALL


@dataclass(frozen=True)
class Pairing:
    """One benchmark's scores of two sides, from the files of single samples.

    Attributes:
        benchmark: name of the protocol.
        what: whose scores they are: "" for two methods, the method's name for two commits.
        first: file of the side A.
        second: file of the side B.
        unknown: "A", "B" or "A and B": of which it is not known on what data they were scored.
    """

    benchmark: str
    what: str
    first: Path
    second: Path
    unknown: str = ""


@dataclass(frozen=True)
class Difference:
    """One metric in one bin, over the samples that both sides have.

    Attributes:
        bin: its name, or "all".
        metric: name of the metric.
        n: samples that both have.
        only_first: samples of the bin that only A could be scored on.
        only_second: likewise B.
        first: mean of A.
        second: mean of B.
        difference: mean of A minus B, with its 95 % interval, resampled by subject.
        distinguishable: whether the two can be told apart.
        first_wins: samples on which A is better.
        second_wins: samples on which B is better; equal ones are neither's.
    """

    bin: str
    metric: str
    n: int
    only_first: int
    only_second: int
    first: float
    second: float
    difference: Interval
    distinguishable: bool
    first_wins: int
    second_wins: int


@dataclass(frozen=True)
class SamplePair:
    """One sample by the benchmark's first metric.

    Attributes:
        sample_id: which one.
        subject: who is in it.
        first: value of A.
        second: value of B.
        gain: by how much A is better; negative where B is.
    """

    sample_id: str
    subject: str
    first: float
    second: float
    gain: float


@dataclass(frozen=True)
class Comparison:
    """What two sides differ by under one benchmark.

    Attributes:
        pairing: which scores.
        label: the benchmark's, with "(synthetic)" for stand-in data.
        metrics: those that both sides have, the protocol's first one first.
        differences: per bin and metric.
        samples: of both, by the first metric, the largest gain of A first.
    """

    pairing: Pairing
    label: str
    metrics: tuple[Metric, ...]
    differences: list[Difference]
    samples: list[SamplePair]

    def of(self, metric: Metric) -> list[Difference]:
        """Return the differences of one metric, by bin."""
        return [found for found in self.differences if found.metric == metric.name]


def compare(pairing: Pairing) -> Comparison:
    """Compare two files of scores.

    Raises:
        ValueError: no protocol of that name, scores of different data, or no common sample.
    """
    protocol = BENCHMARKS.get(pairing.benchmark)
    if protocol is None:
        raise ValueError(f"{pairing.first}: there is no benchmark {pairing.benchmark!r}")
    metrics: list[Metric] = []
    differences: list[Difference] = []
    samples: list[SamplePair] = []
    label = ""
    for metric in protocol.metrics:
        ours = read_samples(pairing.first, metric.name)
        theirs = read_samples(pairing.second, metric.name)
        _refuse_other_samples(pairing, ours, theirs)
        if not ours.values.keys() & theirs.values.keys():
            if metric is protocol.metrics[0]:
                raise ValueError(
                    f"{pairing.first} and {pairing.second}: no sample that both could be scored on"
                )
            continue
        label = ours.label
        if not metrics:
            samples = _sample_pairs(ours, theirs, metric)
        metrics.append(metric)
        differences += bin_differences(ours, theirs, metric)
    return Comparison(pairing, label, tuple(metrics), differences, samples)


def bin_differences(first: SampleScores, second: SampleScores, metric: Metric) -> list[Difference]:
    """Compare one metric in "all" and every bin that has a sample of both."""
    sign = -1.0 if metric.higher_is_better else 1.0
    found = []
    for name, ids in {OVERALL: list(first.subjects), **first.bins}.items():
        both = [i for i in ids if i in first.values and i in second.values]
        if not both:
            continue
        ours, theirs = (np.array([side.values[i] for i in both]) for side in (first, second))
        who = [first.subjects[i] for i in both]
        interval = paired_difference(ours, theirs, who)
        found.append(
            Difference(
                bin=name,
                metric=metric.name,
                n=len(both),
                only_first=_only(ids, first.values, second.values),
                only_second=_only(ids, second.values, first.values),
                first=float(ours.mean()),
                second=float(theirs.mean()),
                difference=interval,
                distinguishable=tells_apart(interval, who),
                first_wins=int((sign * ours < sign * theirs).sum()),
                second_wins=int((sign * theirs < sign * ours).sum()),
            )
        )
    return found


def extremes(
    samples: Sequence[SamplePair], count: int
) -> tuple[list[SamplePair], list[SamplePair]]:
    """Return the samples of the largest gains of A, and of B, the largest first."""
    ours = [sample for sample in samples[:count] if sample.gain > 0]
    theirs = [sample for sample in samples[::-1][:count] if sample.gain < 0]
    return ours, theirs


def _sample_pairs(first: SampleScores, second: SampleScores, metric: Metric) -> list[SamplePair]:
    sign = 1.0 if metric.higher_is_better else -1.0
    pairs = [
        SamplePair(i, first.subjects[i], ours, theirs, sign * (ours - theirs))
        for i, ours in first.values.items()
        if (theirs := second.values.get(i)) is not None
    ]
    return sorted(pairs, key=lambda pair: (-pair.gain, pair.sample_id))


def _only(ids: Sequence[str], ours: Mapping[str, float], theirs: Mapping[str, float]) -> int:
    return sum(i in ours and i not in theirs for i in ids)


def _refuse_other_samples(pairing: Pairing, first: SampleScores, second: SampleScores) -> None:
    """Refuse scores of other data, as far as the files show it."""
    for what, ours, theirs in (
        ("data", first.label, second.label),
        ("samples", first.subjects, second.subjects),
        ("bins", first.bins, second.bins),
    ):
        if ours != theirs:
            shown = f" ({ours} and {theirs})" if isinstance(ours, str) else ""
            raise ValueError(
                f"{pairing.first} and {pairing.second} are of different {what}{shown}; score both "
                "on the same"
            )
