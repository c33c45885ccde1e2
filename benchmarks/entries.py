"""Which predictions a benchmark scores, and under which names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geometry.mesh_files import read_mesh
from predictions import Manifest, PredictionError, PredictionFolder

from .protocol import Benchmark

_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]*")


@dataclass(frozen=True)
class Entry:
    """One row of a leaderboard.

    Attributes:
        row: its name: the method's, or "mean-face".
        method: who predicted.
        folder: the predictions.
        frame: of their vertices.
        manifest: of the folder; None for plain mesh files.
        mean_face: score the mean face of each prediction in its stead.
    """

    row: str
    method: str
    folder: Path
    frame: str
    manifest: Manifest | None
    mean_face: bool = False


def open_folder(path: Path) -> PredictionFolder:
    """Open a prediction folder with our reader of mesh files."""
    return PredictionFolder(path, read_mesh)


def find_entries(
    benchmark: Benchmark, runs: Path, method: str | None, predictions: Path | None
) -> list[Entry]:
    """Find the folders to score: one given, one method's, or every method's below `runs`.

    Raises:
        PredictionError: nothing to score, an impossible name, or one that belongs to other
            predictions.
    """
    if predictions is not None:
        return [_given_entry(benchmark, runs, method, predictions)]
    folders = {path.parents[1].name: path for path in _prediction_folders(runs, benchmark)}
    if method is not None and folders and method not in folders:
        raise PredictionError(
            runs / method,
            f"no predictions for {benchmark.name}; there are some of {', '.join(folders)}",
        )
    if not folders:
        raise PredictionError(
            runs / (method or "<method>") / "predictions" / benchmark.name,
            f"no predictions yet; run `make predict MODEL={method or '<method>'} "
            f"DATASET={benchmark.name}` or `make bench DATASET={benchmark.name} "
            f"PREDICTIONS=<folder of .obj, .ply or .glb>`",
        )
    chosen = folders if method is None else {method: folders[method]}
    return [_entry(benchmark, folder, name) for name, folder in chosen.items()]


def mean_face_entries(entries: Sequence[Entry], ids: Sequence[str]) -> list[Entry]:
    """Add a mean-face row for each method whose records hold one."""
    having = [entry for entry in entries if _has_mean_face(entry, ids)]
    return [
        Entry(
            "mean-face" if len(having) == 1 else f"mean-face ({entry.method})",
            entry.method,
            entry.folder,
            entry.frame,
            entry.manifest,
            mean_face=True,
        )
        for entry in having
    ]


def _prediction_folders(runs: Path, benchmark: Benchmark) -> list[Path]:
    return sorted(p for p in runs.glob(f"*/predictions/{benchmark.name}") if p.is_dir())


def _given_entry(benchmark: Benchmark, runs: Path, method: str | None, predictions: Path) -> Entry:
    folder = open_folder(predictions)
    name = method or (folder.manifest.method if folder.manifest else predictions.resolve().name)
    if not _SAFE_NAME.fullmatch(name):
        raise PredictionError(
            predictions, f"method name {name!r} is no file name; say --method NAME"
        )
    own = runs / name / "predictions" / benchmark.name
    if own.is_dir() and own.resolve() != predictions.resolve():
        raise PredictionError(
            predictions,
            f"{name!r} already has predictions in {own}; say --method with another name",
        )
    return _entry(benchmark, predictions, name)


def _entry(benchmark: Benchmark, path: Path, method: str) -> Entry:
    manifest = open_folder(path).manifest
    frame = manifest.frame if manifest else benchmark.mesh_frame
    return Entry(method, method, path, frame, manifest)


def _has_mean_face(entry: Entry, ids: Sequence[str]) -> bool:
    """Say whether the first readable record holds a mean face."""
    folder = open_folder(entry.folder)
    present = set(folder.ids)
    for sample_id in ids:
        if sample_id in present:
            try:
                return folder.read(sample_id)[0].mean_face_vertices is not None
            except PredictionError:
                continue
    return False
