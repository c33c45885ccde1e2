"""Tables of everything that was scored: CSV, Markdown and LaTeX, from `runs/leaderboard.csv`.

The newest row counts for each method, bin, metric and failure policy on the same data. What the
papers report stands in tables of its own and is not ranked with ours.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from .entries import MEAN_FACE
from .leaderboard import COLUMNS, LeaderboardRow, read_leaderboard
from .leaderboard_diff import diff_tables
from .policies import POLICIES
from .protocol import Metric
from .published import COLUMNS as REPORTED_COLUMNS
from .published import read_published
from .registry import BENCHMARKS
from .reported_tables import reported_tables
from .summary import DIFFERENCE_SUFFIX, OVERALL, RATIO_SUFFIX
from .text_tables import TextTable, terminal
from .whole_files import csv_text, write_whole

Key = tuple[str, str, str, str, str, str]
Group = tuple[str, str, str]
_SYNTHETIC = " (synthetic)"


def newest_rows(rows: Iterable[LeaderboardRow]) -> dict[Key, LeaderboardRow]:
    """Return the newest row for each benchmark, data, policy, method, bin and metric."""
    return {key(row): row for row in rows}


def key(row: LeaderboardRow) -> Key:
    """Return what a row is about: two rows with the same key are the same figure, scored twice."""
    return (
        row.benchmark,
        row.data_sha256,
        row.failure_policy,
        row.method,
        row.bin,
        row.metric,
    )


def shown_rows(rows: Iterable[LeaderboardRow]) -> list[LeaderboardRow]:
    """Return each method's newest run, so that no line of a table mixes two runs.

    A mean face is shown where its checkpoint is the one that a shown method has.
    """
    newest = list(newest_rows(rows).values())
    last: dict[tuple[str, str, str, str], str] = {}
    for row in newest:
        run = row.benchmark, row.data_sha256, row.failure_policy, row.method
        last[run] = max(last.get(run, ""), row.date)
    current = [
        row
        for row in newest
        if row.date == last[row.benchmark, row.data_sha256, row.failure_policy, row.method]
    ]
    checkpoints = {
        (row.benchmark, row.data_sha256, row.checkpoint_sha256)
        for row in current
        if not row.method.startswith(MEAN_FACE)
    }
    return [
        row
        for row in current
        if not row.method.startswith(MEAN_FACE)
        or (row.benchmark, row.data_sha256, row.checkpoint_sha256) in checkpoints
    ]


def groups(rows: Iterable[LeaderboardRow]) -> dict[Group, list[LeaderboardRow]]:
    """Return the rows that may be compared: of one benchmark on the same data by one policy."""
    found: dict[Group, list[LeaderboardRow]] = {}
    for row in rows:
        group = row.benchmark, row.data_sha256, row.failure_policy
        found.setdefault(group, []).append(row)
    return dict(sorted(found.items()))


def metrics_of(group: Sequence[LeaderboardRow]) -> list[Metric]:
    """Return the metrics that these rows have, as the protocol declares or else as they stand."""
    present = dict.fromkeys(row.metric for row in group)
    protocol = BENCHMARKS.get(protocol_name(group[0].benchmark))
    if protocol:
        return [metric for metric in protocol.metrics if metric.name in present and metric.shown]
    ends = (DIFFERENCE_SUFFIX, RATIO_SUFFIX)
    return [Metric(name, name, 4) for name in present if not name.endswith(ends)]


def protocol_name(label: str) -> str:
    """Return the name of a protocol from the label under which scores are stored."""
    return label.removesuffix(_SYNTHETIC)


def score_table(group: Sequence[LeaderboardRow], metrics: Sequence[Metric]) -> TextTable:
    """One row per method and bin, best method first; the interval of the first metric.

    Args:
        group: rows that may be compared.
        metrics: columns; the first one orders the methods.
    """
    figures = {(row.method, row.bin, row.metric): row for row in group}
    first = metrics[0]
    bins = dict.fromkeys(row.bin for row in group)
    methods = best_first(group, first)
    together = scored_together(group)
    ranked = together and any(row.rank for row in group if row.metric == first.name)
    rows: list[list[str]] = []
    breaks = set()
    for method in methods:
        breaks.add(len(rows))
        for name in bins:
            row = figures.get((method, name, first.name))
            if row is None:
                continue
            cells = [_figure(figures.get((method, name, m.name)), m, m is first) for m in metrics]
            head = [row.rank] if ranked else []
            rows.append([*head, method, name, str(row.number_scored), str(row.failures), *cells])
    header = ["rank"] if ranked else []
    header += ["method", "bin", "n", "failed", *(_heading(m) for m in metrics)]
    left = {1, 2} if ranked else {0, 1}
    return TextTable(
        _title(group),
        header,
        rows,
        frozenset(left),
        _notes(group, first, together),
        frozenset(breaks - {0}),
    )


def comparison_table(group: Sequence[LeaderboardRow]) -> TextTable | None:
    """Each method against its own mean face, or None where there is none."""
    figures = {(row.method, row.bin, row.metric): row for row in group}
    rows = []
    for (method, name, metric), difference in figures.items():
        if not metric.endswith(DIFFERENCE_SUFFIX):
            continue
        base = metric.removesuffix(DIFFERENCE_SUFFIX)
        ratio = figures.get((method, name, base + RATIO_SUFFIX))
        cells = [_interval(difference, "+.3f"), _interval(ratio, ".3f") if ratio else "-"]
        rows.append([method, name, base, str(difference.number_scored), *cells])
    if not rows:
        return None
    return TextTable(
        f"{_title(group)}: against the mean face, paired",
        ["method", "bin", "metric", "n", "difference", "ratio"],
        rows,
        frozenset({0, 1, 2}),
    )


def provenance_table(group: Sequence[LeaderboardRow]) -> TextTable:
    """Where each method's newest overall figure is from; hashes in their first ten digits."""
    rows = {}
    for row in group:
        if row.method not in rows or row.bin == OVERALL:
            hashes = [row.commit, row.config_sha256, row.checkpoint_sha256, row.scored_by]
            hashes.append(row.data_sha256)
            short = [_short(text) for text in hashes]
            rows[row.method] = [row.method, row.origin, row.face_model or "-", *short, row.date]
    return TextTable(
        f"{_title(group)}: provenance",
        [
            "method", "origin", "face model", "predicted by", "config", "checkpoint", "scored by",
            "data", "date",
        ],
        list(rows.values()),
        frozenset(range(9)),
    )  # fmt: skip


def all_tables(rows: Sequence[LeaderboardRow]) -> list[TextTable]:
    """Return the files' tables: ours by benchmark, data and policy; then what is reported."""
    tables, labels = [], []
    for group in groups(shown_rows(rows)).values():
        metrics = metrics_of(group)
        if not metrics:
            continue
        labels.append(group[0].benchmark)
        tables.append(score_table(group, metrics))
        comparison = comparison_table(group)
        tables += [comparison] if comparison else []
        tables.append(provenance_table(group))
    tables += reported_tables(map(protocol_name, labels))
    return tables


def write_tables(folder: Path, rows: Sequence[LeaderboardRow]) -> None:
    """Write leaderboard.csv, .md and .tex, and reported.csv, each whole or not at all."""
    tables = all_tables(rows)
    reported = [
        {**{name: getattr(s, name) for name in REPORTED_COLUMNS}, "value": s.printed}
        for s in read_published()
    ]
    ours = [asdict(row) for row in shown_rows(rows)]
    write_whole(folder / "leaderboard.csv", csv_text(COLUMNS, ours))
    write_whole(folder / "reported.csv", csv_text(REPORTED_COLUMNS, reported))
    markdown = "\n".join(["# Leaderboard\n", *(t.markdown() for t in tables)])
    write_whole(folder / "leaderboard.md", markdown)
    needs = "% Needs \\usepackage[utf8]{inputenc}, booktabs, graphicx, textcomp.\n"
    write_whole(folder / "leaderboard.tex", needs + "\n".join(t.latex() for t in tables))


def print_tables(console: Console, rows: Sequence[LeaderboardRow]) -> None:
    """Print our scores, and what is reported on the same data, below."""
    for group in groups(shown_rows(rows)).values():
        print_scores(console, group)
        console.print()
    # The labels of synthetic data are no protocol's name: nothing is printed beside those.
    for table in reported_tables({row.benchmark for row in rows}):
        table.print_on(console)


def print_scores(console: Console, group: Sequence[LeaderboardRow]) -> None:
    """Print the table of rows that may be compared, with as many metrics as the console is wide."""
    metrics = metrics_of(group)
    if not metrics:
        return
    hidden: list[Metric] = []
    table = score_table(group, metrics)
    while table.width() > console.width and len(metrics) > 1:
        hidden.insert(0, metrics.pop())
        table = score_table(group, metrics)
    table.print_on(console)
    if hidden:
        titles = ", ".join(metric.title for metric in hidden)
        console.print(f"For want of width only in the files: {titles}.", markup=False)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `leaderboard-tables`."""
    summary = "tables of all scores as CSV, Markdown and LaTeX; or what has moved since a commit"
    parser = subparsers.add_parser(
        "leaderboard-tables",
        help=summary,
        description=__doc__,
        examples=(
            "python -m benchmarks leaderboard-tables",
            "python -m benchmarks leaderboard-tables --runs runs/ict --diff 1a2b3c4",
        ),
    )
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="default: runs")
    parser.add_argument(
        "--diff", metavar="COMMIT", help="compare with what this commit scored; a prefix will do"
    )


def run(arguments: argparse.Namespace) -> None:
    """Write and print the tables, or print what has moved."""
    console = terminal()
    rows = read_leaderboard(arguments.runs / "leaderboard.csv")
    if arguments.diff:
        for table in diff_tables(rows, newest_rows(rows), key, arguments.diff):
            table.print_on(console)
        return
    folder = arguments.runs / "tables"
    write_tables(folder, rows)
    print_tables(console, rows)
    console.print(f"With provenance: {folder}/leaderboard.csv, .md, .tex", markup=False)
    console.print(f"Reported by papers: {folder}/reported.csv", markup=False)


def best_first(group: Sequence[LeaderboardRow], metric: Metric) -> list[str]:
    """Return the methods of a group by a metric over all samples."""
    overall = {r.method: r.value for r in group if (r.bin, r.metric) == (OVERALL, metric.name)}
    sign = -1.0 if metric.higher_is_better else 1.0

    def place(method: str) -> tuple[bool, float, str]:
        value = overall.get(method, math.nan)
        return (math.isnan(value), 0.0 if math.isnan(value) else sign * value, method)

    return sorted({row.method for row in group}, key=place)


def scored_together(group: Sequence[LeaderboardRow]) -> bool:
    """Say whether one run scored all methods of a group: only then do their ranks hold."""
    return len({r.date for r in group if not r.method.startswith(MEAN_FACE)}) == 1


def _title(group: Sequence[LeaderboardRow]) -> str:
    data = group[0].data_sha256
    return f"{group[0].benchmark}, failures: {group[0].failure_policy}" + (
        f", data {_short(data)}" if data else ""
    )


def _notes(group: Sequence[LeaderboardRow], first: Metric, together: bool) -> list[str]:
    policy = group[0].failure_policy
    methods = {row.method for row in group if not row.method.startswith(MEAN_FACE)}
    notes = [f"{policy}: {POLICIES.get(policy, 'unknown policy')}. [95 % interval by subject]"]
    if len(methods) > 1 and not together:
        notes.append(
            "Methods were scored in several runs: no ranks"
            + ("" if policy == "drop" else ", and figures may be over different samples")
            + "; score them together for a comparison."
        )
    elif any(row.rank for row in group):
        of = first.title if first.aggregate == "mean" else f"the samples' {first.title}, averaged,"
        notes.append(f"Rank by {of} per bin; who cannot be told apart shares a rank.")
    if policy == "worst" and any(math.isnan(row.value) and row.failures for row in group):
        notes.append("-: a figure over all points has no value where a failure has no points.")
    if group[0].origin == "synthetic":
        notes.append("Synthetic stand-in data: not comparable to published scores.")
    return notes


def _heading(metric: Metric) -> str:
    return f"{metric.title} {'↑' if metric.higher_is_better else '↓'}"


def _figure(row: LeaderboardRow | None, metric: Metric, with_interval: bool) -> str:
    if row is None or math.isnan(row.value):
        return "-"
    if with_interval:
        return _interval(row, f".{metric.decimals}f")
    return f"{row.value:.{metric.decimals}f}"


def _interval(row: LeaderboardRow, form: str) -> str:
    if math.isnan(row.ci_low):
        return f"{row.value:{form}}"
    return f"{row.value:{form}} [{row.ci_low:{form}}, {row.ci_high:{form}}]"


def _short(text: str) -> str:
    dirty = "-dirty" if text.endswith("-dirty") else ""
    return text[:10] + dirty if len(text) > 20 else text or "-"
