"""The variants of a method beside the paper's table of them: what each part of it brings.

Read from the scores of single samples, `<runs>/<method>-<variant>/scores/<benchmark>.csv`. A
variant has the name that the paper prints, in lower case, with dashes: "v1", "without-l-id".
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .ablation_figures import figures, find_ablations, read_variants
from .ablation_tables import CSV_COLUMNS, ablation_table, csv_rows
from .published import PAPERS
from .text_tables import terminal
from .whole_files import csv_text, write_whole


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `ablation`."""
    summary = "the variants of a method beside the paper's table of them"
    parser = subparsers.add_parser(
        "ablation",
        help=summary,
        description=__doc__,
        examples=(
            "python -m benchmarks ablation dfmvr",
            "python -m benchmarks ablation dfmvr v1 v6 --list-benchmarks",
        ),
    )
    parser.add_argument("method", metavar="METHOD", help=f"one of {', '.join(PAPERS)}")
    parser.add_argument(
        "variants",
        nargs="*",
        metavar="VARIANT",
        help="which choose the paper's table (default: those with a folder below --runs)",
    )
    parser.add_argument(
        "--runs", type=Path, default=Path("runs/ablation"), help="default: runs/ablation"
    )
    parser.add_argument(
        "--list-benchmarks",
        action="store_true",
        help="only say which benchmarks these variants are to be scored on",
    )


def run(arguments: argparse.Namespace) -> None:
    """Print the tables and write `<runs>/<method>.csv` and `.md`."""
    method, runs = arguments.method, arguments.runs
    folders = [path.name for path in sorted(runs.glob(f"{method}-*")) if path.is_dir()]
    variants = arguments.variants or [name.removeprefix(f"{method}-") for name in folders]
    ablations = find_ablations(method, variants)
    if arguments.list_benchmarks:
        sys.stdout.write("".join(f"{name}\n" for name in {a.benchmark: None for a in ablations}))
        return
    console = terminal()
    tables, rows = [], []
    for ablation in ablations:
        found = read_variants(runs, ablation)
        ours = figures(found, ablation.full)
        label = next(iter(found.values())).label
        missing = [variant for variant in ablation.reported if variant not in found]
        tables.append(ablation_table(ablation, ours, label, missing))
        rows += csv_rows(ablation, ours, label)
    write_whole(runs / f"{method}.csv", csv_text(CSV_COLUMNS, rows))
    write_whole(runs / f"{method}.md", "\n".join(table.markdown() for table in tables))
    for table in tables:
        table.print_on(console)
    console.print(f"Written: {runs / method}.csv, .md", markup=False)
