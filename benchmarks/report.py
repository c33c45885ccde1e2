"""What a benchmark prints: the table, the comparison to the mean face, and every failure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from .leaderboard import LeaderboardRow
from .policies import POLICIES
from .protocol import Benchmark, FailurePolicy, Metric
from .records import SampleScore
from .runner import FolderProblems
from .summary import DIFFERENCE_SUFFIX, OVERALL, RATIO_SUFFIX, bins_with_overall

_MOST_LISTED = 8


def print_table(
    console: Console, benchmark: Benchmark, rows: Sequence[LeaderboardRow], policy: FailurePolicy
) -> None:
    """Print means with their 95 % intervals, per method and bin, best first."""
    figures = {(row.method, row.bin, row.metric): row for row in rows}
    table = Table(title=f"{benchmark.label}: mean [95 % interval]", title_justify="left")
    ranked = any(row.rank for row in rows)
    for title in ("rank", "method", "bin") if ranked else ("method", "bin"):
        table.add_column(title)
    for title in ("n", "failed"):
        table.add_column(title, justify="right")
    metrics = [metric for metric in benchmark.metrics if metric.shown]
    for metric in metrics:
        better = "↑" if metric.higher_is_better else "↓"
        table.add_column(f"{metric.title} {better}", justify="right")
    rank = benchmark.metrics[0]
    methods = sorted(
        {row.method for row in rows},
        key=lambda method: _rank_key(figures.get((method, OVERALL, rank.name)), rank),
    )
    for method in methods:
        for name in bins_with_overall(benchmark):
            row = figures.get((method, name, rank.name))
            if row is None:
                continue
            cells = [_cell(figures.get((method, name, m.name)), m) for m in metrics]
            shown = [method if name == OVERALL else ""]
            if ranked:
                shown.insert(0, row.rank)
            table.add_row(*shown, name, str(row.number_scored), str(row.failures), *cells)
        table.add_section()
    console.print(table)
    _print_comparisons(console, benchmark, figures, methods)
    if ranked:
        console.print(
            f"Rank by {rank.title}, per bin; methods that paired 95 % intervals cannot tell from "
            "the best of their group share its rank."
        )
    console.print(f"Failure policy '{policy}': {POLICIES[policy]}.")
    if benchmark.origin == "synthetic":
        console.print("Synthetic stand-in data: not comparable to published scores.")


def print_failures(console: Console, row: str, samples: Sequence[SampleScore]) -> None:
    """List the samples of a row that count as failures."""
    failed = {sample.sample_id: sample.reason for sample in samples if sample.failed}
    if failed:
        console.print(f"{row}: {len(failed)} of {len(samples)} failed: {listed(failed)}")


def problem_text(problems: FolderProblems) -> str:
    """Say in one line what makes a folder unfit for scoring; missing files alone do not."""
    parts = []
    if problems.damaged:
        parts.append(f"{len(problems.damaged)} damaged: {listed(problems.damaged)}")
    if problems.unknown:
        names = problems.unknown[:_MOST_LISTED]
        rest = len(problems.unknown) - len(names)
        more = f" and {rest} more" if rest else ""
        parts.append(f"{len(problems.unknown)} for unknown ids: {', '.join(names)}{more}")
    return "; ".join(parts)


def listed(reasons: dict[str, str]) -> str:
    """Join ids and reasons, the first few of them."""
    shown = [
        f"{sample_id} ({reason})" for sample_id, reason in list(reasons.items())[:_MOST_LISTED]
    ]
    rest = len(reasons) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")


def _rank_key(row: LeaderboardRow | None, metric: Metric) -> float:
    if row is None or math.isnan(row.value):
        return math.inf
    return -row.value if metric.higher_is_better else row.value


def _cell(row: LeaderboardRow | None, metric: Metric) -> str:
    if row is None or math.isnan(row.value):
        return "-"
    digits = metric.decimals
    if math.isnan(row.ci_low):
        return f"{row.value:.{digits}f}"
    return f"{row.value:.{digits}f} [{row.ci_low:.{digits}f}, {row.ci_high:.{digits}f}]"


def _print_comparisons(
    console: Console,
    benchmark: Benchmark,
    figures: dict[tuple[str, str, str], LeaderboardRow],
    methods: Sequence[str],
) -> None:
    metric = benchmark.metrics[0]
    for method in methods:
        difference = figures.get((method, OVERALL, metric.name + DIFFERENCE_SUFFIX))
        ratio = figures.get((method, OVERALL, metric.name + RATIO_SUFFIX))
        if difference is None or ratio is None:
            continue
        console.print(
            f"{method} minus its mean face, {metric.title}, paired: "
            f"{difference.value:+.{metric.decimals}f} "
            f"(95 % interval {difference.ci_low:+.{metric.decimals}f} to "
            f"{difference.ci_high:+.{metric.decimals}f}, {difference.number_scored} samples); "
            f"ratio {ratio.value:.3f} ({ratio.ci_low:.3f} to {ratio.ci_high:.3f})",
            markup=False,
        )
