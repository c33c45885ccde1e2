"""The variants of a method: which table of its paper they are in, and how ours compare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .bootstrap import Interval, mean_interval, paired_difference, tells_apart
from .policies import apply_policy
from .published import PublishedScore, read_published
from .registry import BENCHMARKS
from .sample_scores import SampleScores, read_samples, refuse_other_data

COMPARED = "common"
"""The failure policy here: the difference of two means is then the mean of their differences."""

_FULL = "full-model"


@dataclass(frozen=True)
class Ablation:
    """A paper's table of variants.

    Attributes:
        method: name of the paper and of our method.
        table: its number.
        benchmark: our protocol for it.
        reported: variant to the printed figure, in the paper's order.
    """

    method: str
    table: int
    benchmark: str
    reported: dict[str, PublishedScore]

    @property
    def full(self) -> str:
        """The variant that the others are compared to: the full model, or else the last one."""
        return _FULL if _FULL in self.reported else list(self.reported)[-1]


@dataclass(frozen=True)
class Figure:
    """Our figure of one variant, in one metric.

    Attributes:
        mean: over the samples that every variant was scored on, with its interval.
        difference: to the full variant, sample by sample; None for that one, and where it lacks.
        distinguishable: whether the two can be told apart.
        n: samples in the mean.
        failed: samples that this variant has no score of.
    """

    mean: Interval
    difference: Interval | None
    distinguishable: bool
    n: int
    failed: int


def variant_name(printed: str) -> str:
    """Return how file names call a variant: "× L_id" is without-l-id, "- lip" without-lip."""
    without = re.sub("^(\N{MULTIPLICATION SIGN}|- )", "without ", printed.lower())
    words = re.findall(r"[a-z0-9]+", without)
    return "-".join(words)


def find_ablations(method: str, variants: Sequence[str]) -> list[Ablation]:
    """Find the paper's tables in which two or more of these variants stand.

    Raises:
        ValueError: there is no such paper, or none of its tables has them.
    """
    rows: dict[tuple[int, str], dict[str, PublishedScore]] = {}
    for score in read_published(method):
        reported = rows.setdefault((score.table, score.benchmark), {})
        # A table's first figure of each variant: further bins and metrics are the leaderboard's.
        name = variant_name(score.printed_method)
        reported.setdefault(_FULL if name == method else name, score)
    found = [
        Ablation(method, table, benchmark, reported)
        for (table, benchmark), reported in rows.items()
        if len(reported.keys() & set(variants)) >= 2
    ]
    if not found:
        raise ValueError(
            f"no table of {method} has two of the variants {', '.join(variants)}"
            if variants
            else f"no variants of {method} yet; run make ablation MODEL={method} first"
        )
    return found


def read_variants(runs: Path, ablation: Ablation) -> dict[str, SampleScores]:
    """Read the scores of the variants that have some, in the paper's order.

    Raises:
        ValueError: none has, or they are of different data.
    """
    metric = BENCHMARKS[ablation.benchmark].metrics[0].name
    names = {variant: f"{ablation.method}-{variant}" for variant in ablation.reported}
    paths = {v: runs / name / "scores" / f"{ablation.benchmark}.csv" for v, name in names.items()}
    found = {v: read_samples(path, metric) for v, path in paths.items() if path.is_file()}
    found = {variant: scores for variant, scores in found.items() if scores.values}
    if not found:
        raise ValueError(
            f"{runs}: no scores in {ablation.method}-<variant>/scores/{ablation.benchmark}.csv; "
            f"run make ablation MODEL={ablation.method} first"
        )
    refuse_other_data(runs, {names[variant]: scores for variant, scores in found.items()})
    return found


def figures(found: dict[str, SampleScores], full: str) -> dict[str, Figure]:
    """Compare the variants on the samples that all of them have.

    Raises:
        ValueError: there are no such samples.
    """
    subjects = {i: who for scores in found.values() for i, who in scores.subjects.items()}
    values = {variant: scores.values for variant, scores in found.items()}
    common = apply_policy(COMPARED, values, list(subjects))
    ids = list(next(iter(common.values())))
    if not ids:
        raise ValueError(f"no sample was scored for every one of {', '.join(found)}")
    who = [subjects[sample_id] for sample_id in ids]
    arrays = {variant: np.array([common[variant][i] for i in ids]) for variant in found}
    result = {}
    for variant, array in arrays.items():
        difference = None
        if variant != full and full in arrays:
            difference = paired_difference(array, arrays[full], who)
        result[variant] = Figure(
            mean_interval(array, who),
            difference,
            difference is not None and tells_apart(difference, who),
            len(ids),
            len(subjects) - len(values[variant]),
        )
    return result
