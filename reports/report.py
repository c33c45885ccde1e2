"""The report: leaderboard, curves, tables and error maps of everything scored, in one HTML file."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.curves import cumulative_shares, shared_thresholds
from benchmarks.provenance import now
from predictions import code_commit

from .measured_samples import choose_samples, measure_samples, open_benchmark
from .page import write_page
from .page_blocks import (
    Badge,
    Block,
    Column,
    Fold,
    Head,
    Heading,
    LineChart,
    Row,
    Section,
    Series,
    Table,
    Text,
)
from .sample_views import sample_blocks
from .score_tables import (
    bin_table,
    leaderboard_table,
    provenance_table,
    published_table,
    region_table,
    worst_table,
)
from .scored import ScoredGroup, read_groups
from .wandb_page import log_page

SYNTHETIC = Badge("synthetic data", "warning")
_MOST_SAMPLES = 12
_MEGABYTE = 1e6
_TABLES_ONLY = "Tables and curves alone: make report adds photographs and error maps in 3D."
_SHARES_AT = (1.0, 2.0, 3.0, 5.0)

_EXAMPLES = (
    "python -m reports report --runs runs --data data/procedural",
    "python -m reports report --benchmark pixel-face --data-root Pixel-Face --out pixel-face.html",
    "python -m reports report --benchmark now --samples FaMoS_001__neutral__00 --data data",
)


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `report` to the command line."""
    parser = commands.add_parser(
        "report",
        help="one HTML file of everything that was scored",
        description=__doc__,
        examples=_EXAMPLES,
    )
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="default: runs")
    parser.add_argument(
        "--data",
        type=Path,
        nargs="+",
        default=[Path("data")],
        help="folders with one folder per data set, for pictures (default: data)",
    )
    parser.add_argument("--data-root", type=Path, help="the data of one data set itself")
    parser.add_argument(
        "--benchmark", nargs="+", default=[], metavar="NAME", help="only these (default: all)"
    )
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument(
        "--samples",
        nargs="+",
        default=[],
        metavar="ID",
        help="samples to show in 3D (default: the median and the worst of each benchmark)",
    )
    shown.add_argument(
        "--tables-only",
        action="store_true",
        help="no photographs and error maps: a second or two, and no data needed",
    )
    parser.add_argument("--out", type=Path, help="an .html file (default: <runs>/report.html)")


def run(arguments: argparse.Namespace) -> None:
    """Write the report and say where it lies and how large it is."""
    out = arguments.out or arguments.runs / "report.html"
    roots = [arguments.data_root] if arguments.data_root else []
    size = report(
        arguments.runs,
        out,
        arguments.benchmark,
        roots,
        arguments.data,
        arguments.samples,
        tables_only=arguments.tables_only,
    )
    sys.stdout.write(f"Report: {out} ({size / _MEGABYTE:.1f} MB, one file, no network needed)\n")
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", f"report-{out.stem}") if arguments.out else "report"
    log_page(arguments.runs, name, [out])


def report(
    runs: Path,
    out: Path,
    benchmarks: Sequence[str] = (),
    roots: Sequence[Path] = (),
    data: Sequence[Path] = (),
    samples: Sequence[str] = (),
    *,
    tables_only: bool = False,
) -> int:
    """Write the report of a folder of runs; return its size in bytes.

    Args:
        runs: folder of `leaderboard.csv`.
        out: an .html file.
        benchmarks: names; none takes all.
        roots: data of single data sets.
        data: folders with one folder per data set. Where the data that was scored is in none of
            them, the report has no pictures and says so.
        samples: ids to show in 3D; none takes the median and the worst of each benchmark.
        tables_only: leave out what needs predictions and data: photographs and error maps.

    Raises:
        FileNotFoundError: nothing was scored.
        ValueError: there are no such scores or samples.
    """
    scored = read_groups(runs, benchmarks)
    _refuse_unknown(scored, samples)
    left = max(_MOST_SAMPLES, len(samples))
    note: list[Block] = [Text(_TABLES_ONLY, "muted")] if tables_only else []
    sections = [Section("Leaderboard", [*_leaderboard_blocks(scored), *note])]
    for group in scored:
        wanted = {} if tables_only else choose_samples(group, samples)
        chosen = dict(list(wanted.items())[:left])
        left -= len(chosen)
        places = [*roots, *(folder / _dataset(group) for folder in data)]
        sections.append(_group_section(group, runs, places, chosen, several=len(scored) > 1))
    sections.append(Section("Provenance", [provenance_table(scored)]))
    return write_page(out, _head(scored), sections)


def _head(scored: Sequence[ScoredGroup]) -> Head:
    labels = list(dict.fromkeys(group.label for group in scored))
    methods = {method for group in scored for method in group.real_methods()}
    synthetic = [group.is_synthetic for group in scored]
    badges = [SYNTHETIC] if all(synthetic) else []
    if any(synthetic) and not all(synthetic):
        badges = [Badge("partly synthetic data", "warning")]
    facts = [
        ("benchmarks", str(len(labels))),
        ("methods", str(len(methods))),
        ("made", now()),
        ("by commit", code_commit()[:10]),
    ]
    lead = "Scores of 3D face reconstruction with intervals, curves, error maps and provenance."
    return Head("Likeness report", lead, badges, facts)


def _leaderboard_blocks(scored: Sequence[ScoredGroup]) -> list[Block]:
    blocks: list[Block] = []
    if any(group.is_synthetic for group in scored):
        blocks.append(
            Text(
                "Benchmarks marked as synthetic were scored on stand-in data: their figures say "
                "how methods compare on it, and are not comparable to published ones.",
                "warning",
            )
        )
    blocks.append(leaderboard_table(scored))
    published = published_table(scored)
    if published:
        note = f"{len(published.rows)} figures, in no ranking here"
        blocks.append(Fold("Published figures of these benchmarks", [published], note=note))
    return blocks


def _group_section(
    group: ScoredGroup,
    runs: Path,
    places: Sequence[Path],
    chosen: dict[str, str],
    *,
    several: bool,
) -> Section:
    row = group.rows[0]
    n_samples = row.number_scored + row.failures
    subjects = {s.subject for m in group.samples.values() for s in m.samples.values()}
    facts = f"{n_samples} samples"
    facts += f" of {len(subjects)} subjects" if subjects else ""
    facts += f"; failures count by the policy “{row.failure_policy}”; data {row.data_sha256[:10]}."
    blocks: list[Block] = [Text(facts, "muted"), bin_table(group)]
    blocks += [table for table in (region_table(group),) if table]
    blocks += curve_blocks(group)
    blocks += _pictures(group, runs, places, chosen)
    blocks += [table for table in (worst_table(group),) if table]
    badges = [SYNTHETIC] if group.is_synthetic else [Badge("released data", "accent")]
    return Section(group.label.split(" (")[0], blocks, badges=badges)


def curve_blocks(group: ScoredGroup) -> list[Block]:
    """Return the cumulative curves of a group and what they are at some distances."""
    found = {}
    for method in group.methods:
        distances = group.samples[method].distances() if method in group.samples else None
        if distances is not None:
            found[method] = distances
    if not found:
        return []
    protocol = group.protocol
    unit = protocol.distance_unit if protocol else "mm"
    of = protocol.distances_of if protocol else "scan points"
    thresholds = shared_thresholds(found)
    failed = {m: sum(bool(s.reason) for s in group.samples[m].samples.values()) for m in found}
    series = [
        Series(
            method,
            thresholds,
            100 * cumulative_shares(distances, thresholds),
            f"({failed[method]} failed)" if failed[method] else "",
        )
        for method, distances in found.items()
    ]
    blocks: list[Block] = [
        LineChart(
            "Cumulative error",
            f"error, {unit}",
            f"{of} within it, %",
            series,
            x_range=(0.0, float(thresholds[-1])),
            y_range=(0.0, 100.0),
            notes=["Points of all samples together; the names below hide and show their lines."],
        )
    ]
    if unit == "mm":
        at = np.array(_SHARES_AT)
        rows = [
            Row([method, *(100 * cumulative_shares(distances, at)).tolist()])
            for method, distances in found.items()
        ]
        columns = [Column(f"≤ {x:g} mm", numeric=True, decimals=1) for x in _SHARES_AT]
        blocks.append(Table(f"Share of {of}, %", [Column("method"), *columns], rows))
    return blocks


def _pictures(
    group: ScoredGroup, runs: Path, places: Sequence[Path], chosen: dict[str, str]
) -> list[Block]:
    if not chosen:
        return []
    benchmark = open_benchmark(group, places)
    if isinstance(benchmark, str):
        return [Text(f"No pictures: {benchmark}. Say --data or --data-root.", "muted")]
    measured = measure_samples(benchmark, group, runs, chosen)
    return [Heading("Samples"), *sample_blocks(group, measured)]


def _dataset(group: ScoredGroup) -> str:
    return group.protocol.dataset if group.protocol else group.label


def _refuse_unknown(scored: Sequence[ScoredGroup], samples: Sequence[str]) -> None:
    known = {i for group in scored for found in group.samples.values() for i in found.samples}
    unknown = [sample_id for sample_id in samples if sample_id not in known]
    if unknown:
        raise ValueError(
            f"no benchmark of the report has a sample {unknown[0]!r}; ids are in "
            "<runs>/<method>/scores/<benchmark>.csv"
        )
