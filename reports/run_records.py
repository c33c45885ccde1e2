"""What trainings have recorded: `runs/<name>/logs`, `images` and `meshes`.

Older runs lack some of it (`run.json`, the texts in pictures); then that is not known.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from jaxtyping import Float64
from PIL import Image

from face_datasets.errors import DamagedFileError

_DEEPEST = 3  # folders between the one of all runs and one run, as in runs/seeds/0/dfmvr


@dataclass(frozen=True, eq=False)
class Curve:
    """One column of a run's records.

    Attributes:
        steps: optimiser steps, ascending.
        values: as many; some may not be finite.
    """

    steps: Float64[np.ndarray, " N"]
    values: Float64[np.ndarray, " N"]

    def last(self) -> float:
        """Return the newest finite value, or NaN."""
        finite = self.values[np.isfinite(self.values)]
        return float(finite[-1]) if len(finite) else float("nan")

    def thinned(self, most: int) -> Curve:
        """Return means over neighbours, so that at most so many are left."""
        size = -(-len(self.steps) // most)
        if size <= 1:
            return self
        starts = np.arange(0, len(self.steps), size)
        counts = np.diff(np.append(starts, len(self.steps)))
        steps, values = (
            np.add.reduceat(column, starts) / counts for column in (self.steps, self.values)
        )
        return Curve(steps, values)


@dataclass(frozen=True)
class ValidationPicture:
    """The newest picture of a run.

    Attributes:
        path: a PNG file.
        step: before which it was drawn.
        columns: what its columns show, "" if not known.
        of: "validation" or "training", "" if not known.
    """

    path: Path
    step: int
    columns: str
    of: str


@dataclass(frozen=True, eq=False)
class RunRecords:
    """One training.

    Attributes:
        name: its folder, relative to that of all runs.
        folder: where it is.
        record: content of `run.json`; empty for older runs.
        options: its configuration, dotted names to values.
        curves: column of the CSV file to its values.
        sessions: how many times it was started, counting those it goes on from.
    """

    name: str
    folder: Path
    record: Mapping[str, Any]
    options: Mapping[str, Any]
    curves: Mapping[str, Curve]
    sessions: int

    @property
    def last_step(self) -> int:
        """The newest step of any column."""
        return int(max((curve.steps[-1] for curve in self.curves.values()), default=0))

    @property
    def synthetic(self) -> bool | None:
        """Whether it was trained on stand-in data; None if not known."""
        known: bool | None = self.record.get("synthetic")
        return known

    def not_finite(self) -> list[str]:
        """Return the columns that hold a number that is not finite."""
        return [n for n, curve in self.curves.items() if not np.isfinite(curve.values).all()]

    def picture(self) -> ValidationPicture | None:
        """Return the newest picture, of a validation where there is one."""
        found = [_picture(path) for path in sorted(self.folder.glob("images/step_*.png"))]
        validations = [picture for picture in found if picture.of == "validation"]
        newest = validations or found
        return newest[-1] if newest else None

    def meshes(self) -> list[Path]:
        """Return the meshes of the newest validation."""
        return sorted(self.folder.glob("meshes/sample_*.glb"))


def find_runs(root: Path, only: Iterable[str] = ()) -> list[RunRecords]:
    """Read every training below a folder.

    Args:
        root: such as `runs`.
        only: names to choose; all where there are none.

    Raises:
        FileNotFoundError: there is none.
        ValueError: a name is not one of them, or a file is damaged.
    """
    folders = sorted(
        {
            path.parents[2]
            for depth in range(1, _DEEPEST + 1)
            for path in root.glob("/".join(["*"] * depth) + "/logs/version_*/metrics.csv")
        }
    )
    if not folders:
        raise FileNotFoundError(
            f"{root} holds no records of trainings (<run>/logs/version_0/metrics.csv): train "
            "first, or name another folder with --runs (RUNS=)"
        )
    named = {path.relative_to(root).as_posix(): path for path in folders}
    chosen = list(dict.fromkeys(only)) or list(named)
    for name in chosen:
        if name not in named:
            raise ValueError(
                f"there is no training {name!r} in {root}; there are {', '.join(named)}"
            )
    return [read_run(named[name], name) for name in chosen]


def read_run(folder: Path, name: str) -> RunRecords:
    """Read a training: its newest session and those that it goes on from."""
    versions = sorted(
        (path.parent for path in folder.glob("logs/version_*/metrics.csv")),
        key=lambda path: int(path.name.removeprefix("version_")),
    )
    sessions = [(path, _read_columns(path / "metrics.csv")) for path in versions]
    curves = sessions[-1][1]
    n_sessions = 1
    for (path, columns), (_, before) in zip(sessions[:0:-1], sessions[-2::-1], strict=True):
        if not _goes_on(path, columns, before):
            break
        curves = _joined(before, curves, _first_step(columns))
        n_sessions += 1
    newest = versions[-1]
    record = _read_json(newest / "run.json")
    options = record.get("configuration") or _model_options(newest / "hparams.yaml")
    return RunRecords(name, folder, record, flattened(options), curves, n_sessions)


def flattened(options: Any, prefix: str = "") -> dict[str, Any]:
    """Return nested options by dotted names; `init_args` and the like are left out of them."""
    if isinstance(options, Mapping) and options:
        flat: dict[str, Any] = {}
        for name, value in options.items():
            inner = prefix if name == "init_args" else f"{prefix}.{name}".strip(".")
            flat |= flattened(value, inner)
        return flat
    return {prefix: options} if prefix else {}


def _read_columns(path: Path) -> dict[str, Curve]:
    """Read a CSV file of Lightning's: a row per record, empty where it has no say."""
    found: dict[str, dict[int, float]] = {}
    with path.open(newline="", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if None in row.values():  # the last line of a killed run
                continue
            try:
                step = int(row.pop("step"))
                for name, text in row.items():
                    if text and name != "epoch":
                        found.setdefault(name, {})[step] = float(text)
            except (KeyError, ValueError, TypeError) as error:
                raise DamagedFileError(path, f"line {number} holds no record ({error})") from error
    return {name: _curve(values) for name, values in found.items()}


def _curve(values: Mapping[int, float]) -> Curve:
    steps = sorted(values)
    return Curve(np.array(steps, float), np.array([values[step] for step in steps], float))


def _first_step(columns: Mapping[str, Curve]) -> float:
    return min((float(curve.steps[0]) for curve in columns.values()), default=0.0)


def _goes_on(session: Path, columns: Mapping[str, Curve], before: Mapping[str, Curve]) -> bool:
    """Say whether a session goes on from the one before, and does not begin anew in its place."""
    record = _read_json(session / "run.json")
    if record:
        return record.get("resumed_from") is not None
    # A training from the start records the same first step again.
    return bool(columns) and _first_step(columns) > _first_step(before)


def _joined(
    before: Mapping[str, Curve], after: Mapping[str, Curve], start: float
) -> dict[str, Curve]:
    """Put curves one behind the other; what was done again from a checkpoint counts once."""
    joined = dict(after)
    for name, curve in before.items():
        kept = curve.steps < start
        steps, values = curve.steps[kept], curve.values[kept]
        if name in after:
            steps = np.concatenate([steps, after[name].steps])
            values = np.concatenate([values, after[name].values])
        if len(steps):
            joined[name] = Curve(steps, values)
    return joined


def _picture(path: Path) -> ValidationPicture:
    try:
        with Image.open(path) as image:
            texts = {name: str(text) for name, text in image.info.items()}
    except OSError as error:
        raise DamagedFileError(path, f"no picture ({error})") from error
    step = int(path.stem.removeprefix("step_"))
    return ValidationPicture(path, step, texts.get("columns", ""), texts.get("of", ""))


def _read_json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DamagedFileError(path, f"not JSON ({error})") from error
    if not isinstance(record, dict):
        raise DamagedFileError(path, "expected a JSON object")
    return record


def _model_options(path: Path) -> dict[str, Any]:
    """Return what Lightning notes of a model, by the names of a whole configuration."""
    if not path.is_file():
        return {}
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise DamagedFileError(path, "not YAML that holds plain values") from error
    options = {str(name).lstrip("_"): value for name, value in dict(content or {}).items()}
    options.pop("instantiator", None)
    return {"model": options}
