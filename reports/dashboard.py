"""Trainings side by side: curves, rates, throughput, memory, pictures, options, data.

From the records that every training leaves in its folder; Weights & Biases is not needed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .page import write_page
from .page_blocks import Badge, Head, Section
from .run_charts import loss_blocks, rate_blocks, resource_blocks, validation_blocks
from .run_records import find_runs
from .run_tables import configuration_blocks, data_blocks, overview_blocks
from .run_views import mesh_blocks, picture_blocks


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `dashboard` to the command line."""
    parser = commands.add_parser(
        "dashboard",
        help="trainings side by side: curves, pictures, options, data",
        description=__doc__,
        examples=(
            "python -m reports dashboard --runs runs",
            "python -m reports dashboard --runs runs --only dfmvr dfmvr-v4 --out two.html",
        ),
    )
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="default: runs")
    parser.add_argument("--only", nargs="+", default=[], metavar="RUN", help="default: all")
    parser.add_argument("--out", type=Path, help="default: <runs>/dashboard.html")


def run(arguments: argparse.Namespace) -> None:
    """Write the page."""
    out: Path = arguments.out or arguments.runs / "dashboard.html"
    names, size = write_dashboard(arguments.runs, arguments.only, out)
    sys.stdout.write(
        f"{len(names)} trainings: {', '.join(names)}\nPage: {out} ({size / 1e6:.1f} MB)\n"
    )


def write_dashboard(root: Path, only: list[str], out: Path) -> tuple[list[str], int]:
    """Write the page of the trainings below a folder; return their names and its size in bytes."""
    runs = find_runs(root, only)
    synthetic = [run.name for run in runs if run.synthetic]
    unknown = [run.name for run in runs if run.synthetic is None]
    badges = [Badge("synthetic data", "warning")] if synthetic else []
    head = Head(
        f"Trainings in {root.resolve().name}",
        "Losses and validation watch a training; published scores come from the benchmarks alone.",
        badges,
        [
            ("trainings", str(len(runs))),
            ("on stand-in data", str(len(synthetic))),
            ("data not recorded", str(len(unknown))),
        ],
    )
    sections = [
        Section("Overview", overview_blocks(runs)),
        Section("Validation", validation_blocks(runs)),
        Section("Losses", loss_blocks(runs)),
        Section("Learning rates", rate_blocks(runs), short="Rates"),
        Section("Throughput and memory", resource_blocks(runs), short="Speed"),
        Section("Newest pictures", picture_blocks(runs), short="Pictures"),
        Section("Newest faces", mesh_blocks(runs), short="Faces"),
        Section("Options that differ", configuration_blocks(runs), short="Options"),
        Section("Data", data_blocks(runs)),
    ]
    shown = [section for section in sections if section.blocks]
    return [run.name for run in runs], write_page(out, head, shown)
