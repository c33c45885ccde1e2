"""A comparison as tables: in the terminal and as CSV files."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.leaderboard import LeaderboardRow
from benchmarks.leaderboard_tables import key
from benchmarks.text_tables import TextTable, interval_text
from benchmarks.whole_files import csv_text, write_whole

from .differences import Comparison, Difference

_DIFFERENCE_COLUMNS = (
    *("benchmark", "of", "bin", "metric", "a", "b", "n", "only_a", "only_b", "mean_a", "mean_b"),
    *("a_minus_b", "ci_low", "ci_high", "distinguishable", "a_wins", "b_wins"),
)
_SAMPLE_COLUMNS = (
    *("benchmark", "of", "metric", "a", "b", "sample_id", "subject"),
    *("value_a", "value_b", "gain_of_a"),
)


class Names(NamedTuple):
    """How the two sides are shown.

    Attributes:
        first: name of the first.
        second: name of the other.
    """

    first: str
    second: str


def share(part: int, whole: int) -> str:
    """Return a part in per cent."""
    return f"{100 * part / whole:.0f} %"


def title(found: Comparison) -> str:
    """Return what a comparison is about."""
    return found.label + (f", {found.pairing.what}" if found.pairing.what else "")


def difference_table(found: Comparison, names: Names) -> TextTable:
    """One row per bin, by the first metric."""
    metric = found.metrics[0]
    form = f".{metric.decimals}f"
    rows = [
        [
            row.bin,
            str(row.n),
            f"{row.first:{form}}",
            f"{row.second:{form}}",
            f"{row.difference.value:+{form}}",
            interval_text(row.difference, f"+{form}"),
            "yes" if row.distinguishable else "no",
            share(row.first_wins, row.n),
            share(row.second_wins, row.n),
        ]
        for row in found.of(metric)
    ]
    better = "higher" if metric.higher_is_better else "lower"
    notes = [f"A is {names.first}, B is {names.second}; {better} is better."]
    if alone := left_out(found.of(metric)[0], names):
        notes.append(alone)
    if warning := data_warning(found):
        notes.append(f"Warning: {warning}")
    if found.label.endswith("(synthetic)"):
        notes.append("Synthetic stand-in data: not comparable to published scores.")
    return TextTable(
        f"{title(found)}: A against B, {metric.title}, paired",
        ["bin", "n both", "A", "B", "A - B", "95 %", "told apart", "A wins", "B wins"],
        rows,
        notes=notes,
    )


def left_out(overall: Difference, names: Names) -> str:
    """Say which samples a comparison has no say on, "" if none."""
    parts = [
        f"{count} only {name} could be scored on"
        for name, count in zip(names, (overall.only_first, overall.only_second), strict=True)
        if count
    ]
    return f"Left out: {', '.join(parts)}." if parts else ""


def data_warning(found: Comparison) -> str:
    """Say that nobody can tell whether both sides are of the same data, "" if they are."""
    unknown = found.pairing.unknown
    if not unknown:
        return ""
    return (
        f"It cannot be told whether A and B were scored on the same data: no leaderboard.csv says "
        f"on which {unknown} {'were' if ' ' in unknown else 'was'} scored. Samples are paired by "
        "their ids; score both with make bench to be sure."
    )


def figure_tables(
    rows: Sequence[LeaderboardRow], commits: tuple[str, str], names: Names
) -> list[TextTable]:
    """Show the leaderboard's figures of two commits side by side, for want of samples to pair.

    Raises:
        ValueError: no figure was scored by both on the same data.
    """
    first, second = ({key(row): row for row in rows if row.scored_by == c} for c in commits)
    both = [place for place in first if place in second]
    if not both:
        raise ValueError(
            f"{names.first} and {names.second} have no figure in common: no method was scored by "
            "both, by the same benchmark and policy on the same data"
        )
    cells = []
    for place in both:
        ours, theirs = first[place], second[place]
        change = ours.value - theirs.value
        cells.append(
            [ours.benchmark, ours.failure_policy, ours.method, ours.bin, ours.metric]
            + [f"{row.value:.5g}" for row in (ours, theirs)]
            + ["-" if math.isnan(change) else f"{change:+.3g}"]
        )
    return [
        TextTable(
            f"Figures of {names.first} and {names.second}, not paired",
            ["benchmark", "policy", "method", "bin", "metric", "A", "B", "A - B"],
            cells,
            frozenset(range(5)),
            [
                "No scores of single samples were kept of both commits, so that samples cannot be "
                "paired and no interval is known: bench keeps them from now on."
            ],
        )
    ]


def write_csv(out: Path, comparisons: Sequence[Comparison], names: Names) -> None:
    """Write `differences.csv` and `samples.csv`, whole or not at all."""
    differences, samples = [], []
    for found in comparisons:
        about = {
            "benchmark": found.label,
            "of": found.pairing.what,
            "a": names.first,
            "b": names.second,
        }
        for row in found.differences:
            differences.append({**about, **_difference_cells(row)})
        for pair in found.samples:
            cells = {
                "metric": found.metrics[0].name,
                "sample_id": pair.sample_id,
                "subject": pair.subject,
                "value_a": repr(pair.first),
                "value_b": repr(pair.second),
                "gain_of_a": repr(pair.gain),
            }
            samples.append({**about, **cells})
    write_whole(out / "differences.csv", csv_text(_DIFFERENCE_COLUMNS, differences))
    write_whole(out / "samples.csv", csv_text(_SAMPLE_COLUMNS, samples))


def _difference_cells(row: Difference) -> dict[str, object]:
    return {
        "bin": row.bin,
        "metric": row.metric,
        "n": row.n,
        "only_a": row.only_first,
        "only_b": row.only_second,
        "mean_a": repr(row.first),
        "mean_b": repr(row.second),
        "a_minus_b": repr(row.difference.value),
        "ci_low": repr(row.difference.low),
        "ci_high": repr(row.difference.high),
        "distinguishable": "yes" if row.distinguishable else "no",
        "a_wins": row.first_wins,
        "b_wins": row.second_wins,
    }
