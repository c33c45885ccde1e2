"""How far protocols agree: Kendall's tau-b between the rankings that they give to the same methods.

Read from the scores of single samples, `runs/<method>/scores/<benchmark>.csv`.
"""

from __future__ import annotations

import argparse
import itertools
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
from jaxtyping import Float64
from rich.console import Console
from scipy.stats import kendalltau

from .policies import POLICIES, apply_policy
from .protocol import Metric
from .registry import BENCHMARKS
from .sample_scores import read_samples, refuse_other_data
from .text_tables import TextTable, terminal
from .whole_files import csv_text, write_whole

_N_RESAMPLES = 2000


@dataclass(frozen=True, eq=False)
class Ranking:
    """What one protocol says about the methods.

    Attributes:
        name: `<benchmark>` or `<benchmark>:<metric>`.
        metric: by which it ranks.
        values: method to sample id to value, by the failure policy; methods without any are absent.
        subjects: sample id to who is in it.
    """

    name: str
    metric: Metric
    values: dict[str, dict[str, float]]
    subjects: dict[str, str]

    @property
    def means(self) -> dict[str, float]:
        """Method to mean."""
        return {m: math.fsum(v.values()) / len(v) for m, v in self.values.items()}

    @property
    def n_samples(self) -> int:
        """Samples in these means; the largest number where they differ."""
        return max(map(len, self.values.values()))

    def cost(self, method: str) -> float:
        """Return the mean, turned so that less is better."""
        return -self.means[method] if self.metric.higher_is_better else self.means[method]

    def resampled_costs(
        self, methods: Sequence[str], people: Sequence[str], weights: Float64[np.ndarray, "R S"]
    ) -> Float64[np.ndarray, "R M"]:
        """Return the costs under resamples; NaN where no sample of a method was drawn.

        Args:
            methods: columns of the result.
            people: subjects, columns of `weights`.
            weights: how often each subject is drawn.
        """
        column = {person: number for number, person in enumerate(people)}
        sums = np.zeros((2, len(people), len(methods)))
        for number, method in enumerate(methods):
            for sample_id, value in self.values[method].items():
                sums[:, column[self.subjects[sample_id]], number] += value, 1
        with np.errstate(invalid="ignore", divide="ignore"):
            means = (weights @ sums[0]) / (weights @ sums[1])
        return np.asarray(-means if self.metric.higher_is_better else means)


@dataclass(frozen=True)
class Agreement:
    """Two rankings of the same methods.

    Attributes:
        first: name of one ranking.
        second: name of the other.
        n_methods: that both rank.
        tau_b: Kendall's coefficient; NaN for fewer than two methods, or if one ties them all.
        ci_low: lower end of its 95 % bootstrap interval, resampled by subject.
        ci_high: its upper end.
        p_value: of independent rankings, two-sided; exact for few methods without ties.
        disagreements: pairs that the two order differently: "a < b" where the first prefers a.
    """

    first: str
    second: str
    n_methods: int
    tau_b: float
    ci_low: float
    ci_high: float
    p_value: float
    disagreements: str


def read_ranking(runs: Path, name: str, policy: str) -> Ranking:
    """Read the scores of every method below `runs` under one protocol.

    Args:
        runs: folder of `<method>/scores/<benchmark>.csv`.
        name: a benchmark, which ranks by its first metric, or `<benchmark>:<metric>`.
        policy: how failures count.

    Raises:
        ValueError: there is no such benchmark or metric, a file is damaged, or nothing was scored.
    """
    benchmark, _, wanted = name.partition(":")
    if benchmark not in BENCHMARKS:
        raise ValueError(f"there is no benchmark {benchmark!r}; expected {', '.join(BENCHMARKS)}")
    metrics = {metric.name: metric for metric in BENCHMARKS[benchmark].metrics}
    metric = metrics.get(wanted or next(iter(metrics)))
    if metric is None:
        raise ValueError(f"{benchmark} has no metric {wanted!r}; expected {', '.join(metrics)}")
    scores = {
        path.parents[1].name: read_samples(path, metric.name)
        for path in sorted(runs.glob(f"*/scores/{benchmark}.csv"))
    }
    if not any(found.values for found in scores.values()):
        raise ValueError(
            f"{runs}: no scores of {benchmark} in */scores/{benchmark}.csv; run make bench "
            f"DATASET={benchmark} RUNS={runs} first"
        )
    refuse_other_data(runs, scores)
    values = {method: found.values for method, found in scores.items()}
    subjects = {i: who for found in scores.values() for i, who in found.subjects.items()}
    chosen = apply_policy(policy, values, list(subjects), higher_is_better=metric.higher_is_better)
    if not any(chosen.values()):
        raise ValueError(
            f"{runs}: no sample of {benchmark} was scored for every method; pass another "
            "--failure-policy, or move a method that fails often elsewhere"
        )
    return Ranking(name, metric, {m: v for m, v in chosen.items() if v}, subjects)


def agreement(first: Ranking, second: Ranking) -> Agreement:
    """Compare two rankings on the methods that both have."""
    both = sorted(first.means.keys() & second.means.keys())
    tau, p = math.nan, math.nan
    low, high = math.nan, math.nan
    if len(both) >= 2:
        tau, p = kendalltau([first.cost(m) for m in both], [second.cost(m) for m in both])
        low, high = _interval(first, second, both)
    differing = []
    for a, b in itertools.combinations(both, 2):
        here, there = first.cost(a) - first.cost(b), second.cost(a) - second.cost(b)
        if here * there < 0:
            differing.append(f"{a} < {b}" if here < 0 else f"{b} < {a}")
    return Agreement(
        first.name,
        second.name,
        len(both),
        float(tau),
        low,
        high,
        float(p),
        "; ".join(differing),
    )


def _interval(first: Ranking, second: Ranking, methods: Sequence[str]) -> tuple[float, float]:
    """Return tau-b's 95 % interval; NaN where a ranking has one subject only.

    Protocols on the same people are resampled together, others each by itself.
    """
    rng = np.random.default_rng(0)
    people = [sorted(set(ranking.subjects.values())) for ranking in (first, second)]
    if min(map(len, people)) < 2:
        return math.nan, math.nan
    weights = [_draw(rng, len(names)) for names in people]
    if people[0] == people[1]:
        weights[1] = weights[0]
    signs = []
    for ranking, names, drawn in zip((first, second), people, weights, strict=True):
        costs = ranking.resampled_costs(methods, names, drawn)
        left, right = np.triu_indices(len(methods), 1)
        signs.append(np.sign(costs[:, left] - costs[:, right]))
    with np.errstate(invalid="ignore", divide="ignore"):
        untied = [(sign**2).sum(axis=1) for sign in signs]
        taus = (signs[0] * signs[1]).sum(axis=1) / np.sqrt(untied[0] * untied[1])
    taus = taus[np.isfinite(taus)]  # a resample that ties all methods has no tau
    if len(taus) == 0:
        return math.nan, math.nan
    low, high = np.quantile(taus, [0.025, 0.975])
    return float(low), float(high)


def _draw(rng: np.random.Generator, n_subjects: int) -> Float64[np.ndarray, "R S"]:
    drawn = rng.multinomial(n_subjects, np.full(n_subjects, 1 / n_subjects), size=_N_RESAMPLES)
    return drawn.astype(np.float64)


def tau_table(rankings: Sequence[Ranking], pairs: Sequence[Agreement]) -> TextTable:
    """One row per pair of protocols."""
    rows = [
        [p.first, p.second, str(p.n_methods), _number(p.tau_b, 2), _ends(p),
         _number(p.p_value, 3),
         str(len(p.disagreements.split("; ")) if p.disagreements else 0)]
        for p in pairs
    ]  # fmt: skip
    counts = ", ".join(f"{r.name} {r.n_samples}" for r in rankings)
    notes = [f"Samples per mean: {counts}."]
    pooled = [r.name for r in rankings if r.metric.aggregate != "mean"]
    if pooled:
        notes.append(f"{', '.join(pooled)}: means over samples here, not over all points together.")
    if any(p.n_methods < 5 for p in pairs):
        notes.append("With fewer than five methods, tau says next to nothing: look at the pairs.")
    return TextTable(
        "Kendall's tau-b between rankings of the same methods",
        ["protocol", "protocol", "methods", "tau-b", "95 %", "p", "pairs swapped"],
        rows,
        left=frozenset({0, 1}),
        notes=notes,
    )


def ranking_table(rankings: Sequence[Ranking]) -> TextTable:
    """One row per method: its mean and place under each protocol, in the first one's order."""
    methods = sorted(
        {m for r in rankings for m in r.means},
        key=lambda m: (*(r.cost(m) if m in r.means else math.inf for r in rankings), m),
    )
    rows = []
    for method in methods:
        row = [method]
        for ranking in rankings:
            if method not in ranking.means:
                row.append("-")
                continue
            cost = ranking.cost(method)
            place = 1 + sum(ranking.cost(other) < cost for other in ranking.means)
            row.append(f"{ranking.means[method]:.{ranking.metric.decimals}f} ({place})")
        rows.append(row)
    header = ["method", *(f"{r.name} {r.metric.title}" for r in rankings)]
    return TextTable("Mean (place)", header, rows)


def write_csv(path: Path, pairs: Sequence[Agreement], policy: str) -> None:
    """Write one row per pair."""
    columns = [*(field.name for field in fields(Agreement)), "failure_policy"]
    rows = [{**asdict(pair), "failure_policy": policy} for pair in pairs]
    write_whole(path, csv_text(columns, rows))


def compare(runs: Path, names: Sequence[str], policy: str, console: Console) -> None:
    """Read rankings, print how far they agree, write `tau.csv`."""
    if len(set(names)) < 2:
        raise ValueError(f"{len(set(names))} protocol given; expected two or more to compare")
    rankings = [read_ranking(runs, name, policy) for name in dict.fromkeys(names)]
    pairs = [agreement(a, b) for a, b in itertools.combinations(rankings, 2)]
    ranking_table(rankings).print_on(console)
    tau_table(rankings, pairs).print_on(console)
    for pair in pairs:
        if pair.disagreements:
            console.print(
                f"{pair.first} prefers, and {pair.second} does not: {pair.disagreements}",
                markup=False,
            )
    console.print(f"Failure policy '{policy}': {POLICIES[policy]}.")
    path = runs / "tau.csv"
    write_csv(path, pairs, policy)
    console.print(f"Every pair: {path}", markup=False)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `tau`."""
    summary = "Kendall's tau between the rankings that protocols give to the same methods"
    parser = subparsers.add_parser(
        "tau",
        help=summary,
        description=__doc__,
        examples=(
            "python -m benchmarks tau now pixel-face",
            "python -m benchmarks tau now:mean_mm micc --failure-policy worst",
        ),
    )
    parser.add_argument(
        "protocols",
        nargs="+",
        metavar="PROTOCOL",
        help="a benchmark, or <benchmark>:<metric> to rank by another than its first metric",
    )
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="default: runs")
    parser.add_argument(
        "--failure-policy",
        choices=list(POLICIES),
        default="common",
        help="default: common, so that methods are compared on the same samples",
    )


def run(arguments: argparse.Namespace) -> None:
    """Compare the protocols that the command line names."""
    compare(arguments.runs, arguments.protocols, arguments.failure_policy, terminal())


def _ends(pair: Agreement) -> str:
    return "-" if math.isnan(pair.ci_low) else f"[{pair.ci_low:.2f}, {pair.ci_high:.2f}]"


def _number(value: float, decimals: int) -> str:
    return "-" if math.isnan(value) else f"{value:.{decimals}f}"
