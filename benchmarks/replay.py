"""Replay MFNet's Table 1 from the per-image results in a clone of the FaceScape repository.

It shows which printed baseline figures the stored results give, and how the ranks of the baselines
move with what a failure counts.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from .facescape_results import METRICS, WILD_BINS, read_results, version_text
from .policies import POLICIES
from .replay_results import Cell, PolicyRank, policy_ranks, replay_table1, replay_table2
from .text_tables import TextTable, terminal
from .whole_files import csv_text, write_whole

_OVERALL = "all"


def matches_table(cells: Sequence[Cell]) -> TextTable:
    """One row per method: how many of its twelve figures match; then the misses in the notes."""
    methods = list(dict.fromkeys(cell.printed.method for cell in cells))
    rows = []
    for method in methods:
        row = [method]
        for name in WILD_BINS:
            mine = [c for c in cells if c.printed.method == method and c.printed.bin == name]
            row.append(" ".join(_cell_text(cell) for cell in mine))
        own = [cell for cell in cells if cell.printed.method == method]
        row.append(f"{sum(bool(c.match) for c in own)}/{len(own)}")
        rows.append(row)
    notes = ["Each bin: CD mm, MNE, CR as printed; '!' marks a figure that the stored ones miss."]
    shifted = sorted({cell.printed.method for cell in cells if cell.shifted})
    for method in shifted:
        own = [cell for cell in cells if cell.printed.method == method]
        total = sum({cell.printed.bin: cell.n_rows for cell in own}.values())
        notes.append(
            f"{method} has {total} rows instead of 400: missing images shift its bins, and its "
            f"{sum(bool(c.match) for c in own)} matches mean nothing."
        )
    return TextTable(
        "MFNet Table 1: printed baseline figures against the stored results",
        ["method", *(f"{name}°" for name in WILD_BINS), "match"],
        rows,
        notes=notes,
    )


def misses_table(cells: Sequence[Cell]) -> TextTable:
    """List the figures that the stored results do not give, with both values, by method and bin."""
    missed = {
        (c.printed.method, c.printed.bin, c.printed.metric): f"{c.printed.printed} | {c.value:.4f}"
        for c in cells
        if not c.match
    }
    places = list(dict.fromkeys((method, name) for method, name, _ in missed))
    rows = [
        [method, f"{name}°", *(missed.get((method, name, metric), "") for metric in METRICS)]
        for method, name in places
    ]
    return TextTable(
        "Figures that do not match: printed | stored results",
        ["method", "bin", "CD mm", "MNE", "CR"],
        rows,
        left=frozenset({0, 1}),
    )


def policies_table(ranks: Sequence[PolicyRank], left_out: Sequence[str]) -> TextTable:
    """One row per method: its mean and rank under each policy, best by "drop" first."""
    by_key = {(r.method, r.policy): r for r in ranks}
    order = [r.method for r in sorted(ranks, key=lambda r: r.rank) if r.policy == "drop"]
    rows = []
    for method in order:
        places = [by_key[method, policy] for policy in POLICIES]
        cells = [f"{p.value:.3f}  {p.rank:2d} ({p.tie_rank or '-'})" for p in places]
        moved = max(p.rank for p in places) - min(p.rank for p in places)
        rows.append([method, str(places[0].n_failed), *cells, str(moved) if moved else ""])
    n = {policy: by_key[order[0], policy].n_averaged for policy in POLICIES}
    notes = [
        f"Mean CD mm over {ranks[0].bin} images, rank by value, (rank with ties).",
        *(f"{policy}: {meaning}." for policy, meaning in POLICIES.items()),
        f"'common' averages {n['common']} images. "
        "Ties: 95 % paired bootstrap, each image taken for a subject.",
    ]
    notes += [f"{method} is left out: rows are missing from its file." for method in left_out]
    return TextTable(
        "Ranks by failure policy: stored results of FaceScape in the wild",
        ["method", "failed", *POLICIES, "rank moves by"],
        rows,
        notes=notes,
    )


def write_csv(path: Path, version: str, cells: Sequence[Cell], ranks: Sequence[PolicyRank]) -> None:
    """Write every cell and every rank, one kind per value of the column `kind`."""
    columns = [
        "kind", "version", "paper", "table", "method", "bin", "metric", "policy", "printed",
        "value", "match", "n_averaged", "failures", "rank", "tie_rank", "rows_missing",
    ]  # fmt: skip
    rows: list[dict[str, object]] = []
    for cell in cells:
        rows.append(
            {
                "kind": "cell",
                "version": version,
                "paper": cell.printed.paper,
                "table": cell.printed.table,
                "method": cell.printed.method,
                "bin": cell.printed.bin,
                "metric": cell.printed.metric,
                "policy": "drop",
                "printed": cell.printed.printed,
                "value": repr(cell.value),
                "match": cell.match or "no",
                "n_averaged": cell.n_rows - cell.n_failed,
                "failures": cell.n_failed,
                "rows_missing": "yes" if cell.shifted else "",
            }
        )
    for place in ranks:
        rows.append(
            {
                "kind": "rank",
                "version": version,
                "method": place.method,
                "bin": place.bin,
                "metric": place.metric,
                "policy": place.policy,
                "value": repr(place.value),
                "n_averaged": place.n_averaged,
                "failures": place.n_failed,
                "rank": place.rank,
                "tie_rank": place.tie_rank or "",
            }
        )
    write_whole(path, csv_text(columns, rows))


def replay(clone: Path, out: Path, console: Console) -> None:
    """Read a clone, print what matches and how ranks move, and write both as CSV."""
    wild, lab = read_results(clone, "fswild"), read_results(clone, "fslab")
    version = version_text(wild)
    console.print(f"Stored results: {version}", markup=False)
    cells = replay_table1(wild)
    matched = sum(bool(cell.match) for cell in cells)
    matches_table(cells).print_on(console)
    truncated = sum(cell.match == "truncated" for cell in cells)
    console.print(
        f"{matched} of {len(cells)} baseline figures match at the printed precision; "
        f"{truncated} of these only truncated, not rounded."
    )
    if matched < len(cells):
        misses_table(cells).print_on(console)
    lab_cells = replay_table2(lab)
    console.print(
        f"MFNet Table 2 (lab): {sum(bool(c.match) for c in lab_cells)} of {len(lab_cells)} "
        "baseline figures match the means over all 660 images. The paper scored one view per "
        "subject, chosen at random and not published, so this table cannot be replayed."
    )
    left_out = [results.method for results in wild if not results.complete]
    overall = policy_ranks(wild, "cd_mm", _OVERALL, with_ties=True)
    policies_table(overall, left_out).print_on(console)
    rest = [
        place
        for name in [_OVERALL, *WILD_BINS]
        for metric in METRICS
        if (name, metric) != (_OVERALL, "cd_mm")
        for place in policy_ranks(wild, metric, name, with_ties=False)
    ]
    write_csv(out, version, [*cells, *lab_cells], [*overall, *rest])
    console.print(f"Every figure, bin and metric: {out}", markup=False)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `replay`."""
    summary = "recompute MFNet's Table 1 from a clone of the FaceScape repository"
    parser = subparsers.add_parser(
        "replay",
        help=summary,
        description=__doc__,
        examples=(
            "python -m benchmarks replay --facescape path/to/facescape",
            "python -m benchmarks replay --facescape path/to/facescape --runs runs/replay",
        ),
    )
    parser.add_argument("--facescape", type=Path, required=True, help="folder of the clone")
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="default: runs")


def run(arguments: argparse.Namespace) -> None:
    """Replay, and write `replay.csv` in the folder of runs."""
    replay(arguments.facescape, arguments.runs / "replay.csv", terminal())


def _cell_text(cell: Cell) -> str:
    return cell.printed.printed + ("" if cell.match else "!")
