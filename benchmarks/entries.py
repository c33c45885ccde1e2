"""Which predictions a benchmark scores, and under which names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geometry.mesh_files import read_mesh
from predictions import Manifest, PredictionError, PredictionFolder

from .errors import ScoringError
from .protocol import Benchmark, Needs
from .reconstruction import (
    Reconstruction,
    check_is_a_face,
    reconstruct,
    unknown_seven_points,
)

MEAN_FACE = "mean-face"
"""How the rows of mean faces begin."""

_MEAN_FACE_FIELDS = {"mesh": "mean_face_vertices", "image": "mean_image"}

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
        seven_indices: vertex ids of the seven alignment points, where the user gave them.
    """

    row: str
    method: str
    folder: Path
    frame: str
    manifest: Manifest | None
    mean_face: bool = False
    seven_indices: tuple[int, ...] | None = None

    def read(self, folder: PredictionFolder, sample_id: str) -> Reconstruction:
        """Read a prediction and prepare it for scoring.

        Raises:
            PredictionError: it cannot be read.
            ScoringError: it lacks what this row scores.
        """
        prediction, faces = folder.read(sample_id)
        reconstruction = reconstruct(
            prediction,
            faces,
            frame=self.frame,
            landmark_indices=folder.landmark_indices,
            seven_indices=self.seven_indices,
            mean_face=self.mean_face,
        )
        check_is_a_face(reconstruction)
        return reconstruction


def open_folder(path: Path, needs: Needs) -> PredictionFolder:
    """Open a prediction folder with our reader of mesh files."""
    return PredictionFolder(path, read_mesh, needs)


def open_file(path: Path, needs: Needs) -> PredictionFolder:
    """Open the folder of one file, for that file alone."""
    return PredictionFolder(path.parent, read_mesh, needs, only=path)


def find_entries(
    benchmark: Benchmark,
    runs: Path,
    method: str | None,
    predictions: Sequence[Path] = (),
    seven_indices: tuple[int, ...] | None = None,
) -> list[Entry]:
    """Find the folders to score: those given, one method's, or every method's below `runs`.

    Raises:
        PredictionError: nothing to score, an impossible name, one that belongs to other
            predictions, or a mesh whose alignment points are not known.
    """
    entries = _find_folders(benchmark, runs, method, predictions)
    entries = [replace(entry, seven_indices=seven_indices) for entry in entries]
    for entry in entries:
        _check_seven_points(benchmark, entry)
    return entries


def _find_folders(
    benchmark: Benchmark, runs: Path, method: str | None, predictions: Sequence[Path]
) -> list[Entry]:
    if method is not None and len(predictions) > 1:
        raise PredictionError(
            predictions[1], f"one folder too many for --method {method}; name them by their folders"
        )
    if predictions:
        entries = [_given_entry(benchmark, runs, method, path) for path in predictions]
        for number, entry in enumerate(entries):
            if entry.method in [other.method for other in entries[:number]]:
                raise PredictionError(
                    entry.folder,
                    f"is a second folder of {entry.method!r}; rename it, or score it by itself "
                    "with --method",
                )
        return entries
    folders = {path.parents[1].name: path for path in _prediction_folders(runs, benchmark)}
    if method is not None and folders and method not in folders:
        raise PredictionError(
            runs / method,
            f"no predictions for {benchmark.name}; there are some of {', '.join(folders)}",
        )
    if not folders:
        raise PredictionError(
            runs / (method or "<method>") / "predictions" / benchmark.prediction_set,
            f"no predictions yet; run `make predict MODEL={method or '<method>'} "
            f"DATASET={benchmark.prediction_set}` or `make bench DATASET={benchmark.name} "
            f"PREDICTIONS=<folder>`",
        )
    chosen = folders if method is None else {method: folders[method]}
    return [_entry(benchmark, folder, name) for name, folder in chosen.items()]


def mean_face_entries(benchmark: Benchmark, entries: Sequence[Entry]) -> list[Entry]:
    """Add a mean-face row for each method whose records hold one."""
    having = [entry for entry in entries if _has_mean_face(benchmark, entry)]
    return [
        replace(
            entry,
            row=MEAN_FACE if len(having) == 1 else f"{MEAN_FACE} ({entry.method})",
            mean_face=True,
        )
        for entry in having
    ]


def _prediction_folders(runs: Path, benchmark: Benchmark) -> list[Path]:
    pattern = f"*/predictions/{benchmark.prediction_set}"
    return sorted(p for p in runs.glob(pattern) if p.is_dir())


def _given_entry(benchmark: Benchmark, runs: Path, method: str | None, predictions: Path) -> Entry:
    folder = open_folder(predictions, benchmark.needs)
    name = method or (folder.manifest.method if folder.manifest else predictions.resolve().name)
    if not _SAFE_NAME.fullmatch(name):
        raise PredictionError(
            predictions, f"method name {name!r} is no file name; say --method NAME"
        )
    own = runs / name / "predictions" / benchmark.prediction_set
    if own.is_dir() and own.resolve() != predictions.resolve():
        raise PredictionError(
            predictions,
            f"{name!r} already has predictions in {own}; say --method with another name",
        )
    return _entry(benchmark, predictions, name)


def _entry(benchmark: Benchmark, path: Path, method: str) -> Entry:
    if method.startswith(MEAN_FACE):
        raise PredictionError(
            path, f"{MEAN_FACE!r} is how tables name the mean faces of methods; take another name"
        )
    manifest = open_folder(path, benchmark.needs).manifest
    frame = manifest.frame if manifest else benchmark.mesh_frame
    return Entry(method, method, path, frame, manifest)


def _has_mean_face(benchmark: Benchmark, entry: Entry) -> bool:
    """Say whether the first readable record holds a mean face."""
    field = _MEAN_FACE_FIELDS.get(benchmark.needs)
    if field is None:
        return False
    folder = open_folder(entry.folder, benchmark.needs)
    present = set(folder.ids)
    for sample_id in benchmark.ids():
        if sample_id in present:
            try:
                return getattr(folder.read(sample_id)[0], field) is not None
            except PredictionError:
                continue
    return False


def _check_seven_points(benchmark: Benchmark, entry: Entry) -> None:
    """Ask for the alignment points at once, instead of failing sample by sample."""
    if benchmark.nose is None:
        return
    folder = open_folder(entry.folder, benchmark.needs)
    expected = set(benchmark.ids())
    for sample_id in folder.ids:
        if sample_id not in expected:
            continue
        try:
            reconstruction = entry.read(folder, sample_id)
        except (PredictionError, ScoringError):
            continue
        if reconstruction.vertices is None or reconstruction.faces is None:
            continue
        if benchmark.nose not in dict(reconstruction.seven):
            raise PredictionError(
                entry.folder / folder.file_name(sample_id), unknown_seven_points(reconstruction)
            )
        return
