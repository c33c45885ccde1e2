"""Pages of results as records of Weights & Biases, beside those of benchmark runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wandb_records import WandbRun


def log_page(runs: Path, name: str, files: Sequence[Path]) -> None:
    """Record a page, and the tables beside it, as an artifact of its own.

    Args:
        runs: the records go to `wandb` below it.
        name: of the artifact, such as "report".
        files: the page and its tables.
    """
    with WandbRun(runs, kind="report", name=name) as run:
        run.log_files(name, "report", {path.name: path for path in files})
