"""Scores of single samples as each commit made them, so that two commits can be compared.

`<method>/scores/by-commit/<commit>/<benchmark>.csv` is a copy of the `<benchmark>.csv` that the
code at this commit wrote last; the next commit replaces the latter, and leaves the copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .whole_files import write_whole

FOLDER = "by-commit"


def keep(scores: Path, commit: str) -> None:
    """Copy a file of scores of single samples, `<method>/scores/<benchmark>.csv`."""
    write_whole(scores.parent / FOLDER / commit / scores.name, scores.read_bytes())


def kept_commits(runs: Path) -> list[str]:
    """Return the commits of which any method below `runs` has kept scores."""
    return sorted({path.name for path in runs.glob(f"*/scores/{FOLDER}/*") if path.is_dir()})


def kept_scores(runs: Path, commit: str) -> dict[tuple[str, str], Path]:
    """Return the files that a commit's scores are in, by method and benchmark.

    Mean faces are left out.
    """
    paths = sorted(runs.glob(f"*/scores/{FOLDER}/{commit}/*.csv"))
    return {(path.parents[3].name, path.stem): path for path in without_mean_faces(paths)}


def without_mean_faces(paths: Iterable[Path]) -> list[Path]:
    """Leave out the scores of mean faces."""
    return [path for path in paths if not path.stem.endswith(".mean-face")]
