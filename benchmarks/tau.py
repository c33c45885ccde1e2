"""How far protocols agree: Kendall's tau-b between the rankings that they give to the same methods.

Read from the scores of single samples, `runs/<method>/scores/<benchmark>.csv`.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from rich.console import Console
from scipy.stats import kendalltau

from .policies import POLICIES, apply_policy
from .protocol import Metric
from .registry import BENCHMARKS
from .text_tables import TextTable, terminal


@dataclass(frozen=True, eq=False)
class Ranking:
    """What one protocol says about the methods.

    Attributes:
        name: `<benchmark>` or `<benchmark>:<metric>`.
        metric: by which it ranks.
        means: method to mean, by the failure policy.
        n_samples: in these means; the largest number where they differ.
    """

    name: str
    metric: Metric
    means: dict[str, float]
    n_samples: int

    def cost(self, method: str) -> float:
        """Return the mean, turned so that less is better."""
        return -self.means[method] if self.metric.higher_is_better else self.means[method]


@dataclass(frozen=True)
class Agreement:
    """Two rankings of the same methods.

    Attributes:
        first: name of one ranking.
        second: name of the other.
        n_methods: that both rank.
        tau_b: Kendall's coefficient; NaN for fewer than two methods, or if one ties them all.
        p_value: of independent rankings, two-sided; exact for few methods without ties.
        disagreements: pairs that the two order differently: "a < b" where the first prefers a.
    """

    first: str
    second: str
    n_methods: int
    tau_b: float
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
    values: dict[str, dict[str, float]] = {}
    ids: dict[str, None] = {}
    labels = set()
    for path in sorted(runs.glob(f"*/scores/{benchmark}.csv")):
        method, label, scores, expected = _read_samples(path, metric.name)
        values[method] = scores
        ids |= dict.fromkeys(expected)
        labels.add(label)
    if not any(values.values()):
        raise ValueError(
            f"{runs}: no scores of {benchmark} in */scores/{benchmark}.csv; run make bench "
            f"DATASET={benchmark} RUNS={runs} first"
        )
    if len(labels) > 1:
        raise ValueError(
            f"{runs}: scores of {benchmark} are of different data ({', '.join(sorted(labels))}); "
            "score all methods on the same"
        )
    chosen = apply_policy(policy, values, list(ids), higher_is_better=metric.higher_is_better)
    means = {m: math.fsum(v.values()) / len(v) for m, v in chosen.items() if v}
    return Ranking(name, metric, means, max((len(v) for v in chosen.values()), default=0))


def agreement(first: Ranking, second: Ranking) -> Agreement:
    """Compare two rankings on the methods that both have."""
    both = sorted(first.means.keys() & second.means.keys())
    tau, p = math.nan, math.nan
    if len(both) >= 2:
        tau, p = kendalltau([first.cost(m) for m in both], [second.cost(m) for m in both])
    differing = []
    for a, b in itertools.combinations(both, 2):
        here, there = first.cost(a) - first.cost(b), second.cost(a) - second.cost(b)
        if here * there < 0:
            differing.append(f"{a} < {b}" if here < 0 else f"{b} < {a}")
    return Agreement(first.name, second.name, len(both), float(tau), float(p), "; ".join(differing))


def tau_table(rankings: Sequence[Ranking], pairs: Sequence[Agreement]) -> TextTable:
    """One row per pair of protocols."""
    rows = [
        [p.first, p.second, str(p.n_methods), _number(p.tau_b, 2), _number(p.p_value, 3),
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
        ["protocol", "protocol", "methods", "tau-b", "p", "pairs swapped"],
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
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    with temporary.open("w", newline="", encoding="utf-8") as file:
        columns = [field.name for field in fields(Agreement)]
        writer = csv.DictWriter(file, [*columns, "failure_policy"], lineterminator="\n")
        writer.writeheader()
        writer.writerows({**asdict(pair), "failure_policy": policy} for pair in pairs)
    temporary.replace(path)


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
    parser = subparsers.add_parser("tau", help=summary, description=__doc__)
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


def _read_samples(path: Path, metric: str) -> tuple[str, str, dict[str, float], list[str]]:
    """Return a file's method, benchmark label, values of a metric, and every sample id."""
    scores, ids, method, label = {}, [], path.parents[1].name, ""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        if not {"sample_id", "benchmark", "status", metric} <= set(reader.fieldnames or ()):
            raise ValueError(f"{path}: has no column {metric}; score the method again")
        for row in reader:
            ids.append(row["sample_id"])
            label = row["benchmark"]
            if row["status"] == "scored" and row[metric]:
                scores[row["sample_id"]] = float(row[metric])
    return method, label, scores, ids


def _number(value: float, decimals: int) -> str:
    return "-" if math.isnan(value) else f"{value:.{decimals}f}"
