"""Tables of trainings: what each has come to, how they differ, and what they have seen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from .page_blocks import Badge, Block, Cell, Column, Fold, Hash, Row, Table, Text
from .run_charts import TOTAL
from .run_records import RunRecords

_LONGEST = 80  # letters of a value
_NOT_KNOWN = "not recorded"
_OWN = ("data.root", "seed_everything")  # shown even where all runs agree


def overview_blocks(runs: Sequence[RunRecords]) -> list[Block]:
    """One row per run, the newest validation, and what must not be overlooked."""
    columns = [
        *(Column("run"), Column("method"), Column("data")),
        *(Column("steps", numeric=True), Column("loss", numeric=True, decimals=4)),
        *(Column("samples/s", numeric=True, decimals=1), Column("GB", numeric=True, decimals=2)),
        *(Column("parameters", numeric=True), Column("commit", code=True), Column("began")),
    ]
    notes = [
        "loss: newest record, of one batch; samples/s: median of the records; GB: the most "
        "memory that the first process has held."
    ]
    rows = [Row(_overview_cells(run)) for run in runs]
    blocks: list[Block] = [Table("Trainings", columns, rows, name="runs", notes=notes)]
    if figures := list(
        dict.fromkeys(n for run in runs for n in run.curves if n.startswith("val/"))
    ):
        names = [Column(n.removeprefix("val/"), numeric=True, decimals=4) for n in figures]
        newest = [Row([run.name, *(_last(run, name) for name in figures)]) for run in runs]
        blocks.append(Table("Newest validation", [columns[0], *names], newest, name="validation"))
    for run in runs:
        if broken := run.not_finite():
            text = f"{run.name}: not finite in places: {', '.join(broken)}."
            blocks.append(Text(text, "warning"))
        if run.sessions > 1:
            text = f"{run.name}: {run.sessions} sessions, resumed from a checkpoint."
            blocks.append(Text(text, "muted"))
    return blocks


def _overview_cells(run: RunRecords) -> list[Cell]:
    record, speed = run.record, run.curves.get("samples_per_s")
    return [
        run.name,
        record.get("method") or _NOT_KNOWN,
        _origin(run),
        run.last_step,
        _last(run, TOTAL),
        None if speed is None else float(np.nanmedian(speed.values)),
        _last(run, "memory_gb"),
        record.get("trained_parameters"),
        Hash(str(record.get("commit", ""))),
        str(record.get("date", ""))[:16].replace("T", " "),
    ]


def configuration_blocks(runs: Sequence[RunRecords]) -> list[Block]:
    """Options that differ between runs; folded, those that all share."""
    names = sorted({name for run in runs for name in run.options})
    differing, shared = [], []
    for name in names:
        texts = [_text(run.options[name]) if name in run.options else "-" for run in runs]
        if len(set(texts)) > 1 or name in _OWN:
            differing.append(Row([name, *texts]))
        else:
            shared.append(Row([name, texts[0]]))
    columns = [Column("option", code=True), *(Column(run.name, wraps=True) for run in runs)]
    blocks: list[Block] = []
    if differing:
        notes = ["-: the run has no such option."]
        blocks.append(
            Table("Options", columns, differing, name="options", searchable=True, notes=notes)
        )
    if shared:
        title = f"{len(shared)} options that all runs share"
        value = Column("value", wraps=True)
        blocks.append(Fold(title, [Table(title, [columns[0], value], shared, searchable=True)]))
    return blocks


def data_blocks(runs: Sequence[RunRecords]) -> list[Block]:
    """One row per folder that a run was trained on."""
    columns = [
        Column("run"),
        Column("folder", wraps=True),
        Column("origin"),
        Column("made by", wraps=True),
    ]
    rows = []
    for run in runs:
        for origin in run.record.get("data", []):
            mark: Cell = "released"
            if origin["origin"] == "synthetic":
                mark = Badge("synthetic", "warning")
            rows.append(
                Row([run.name, str(origin["root"]), mark, _facts(origin.get("marker", {}))])
            )
        if not run.record.get("data"):
            folder = _text(run.options.get("data.root", _NOT_KNOWN))
            rows.append(Row([run.name, folder, _NOT_KNOWN, ""], "muted"))
    return [Table("What the runs were trained on", columns, rows, name="data")]


def _origin(run: RunRecords) -> Cell:
    if run.synthetic is None:
        return _NOT_KNOWN
    return Badge("synthetic", "warning") if run.synthetic else "released"


def _last(run: RunRecords, name: str) -> float | None:
    curve = run.curves.get(name)
    return None if curve is None else curve.last()


def _facts(marker: dict[str, Any]) -> str:
    """Return what the studio noted of a stand-in, without its lists of samples."""
    parts = []
    for name, value in marker.items():
        if name == "note":
            continue
        if isinstance(value, list | dict):
            parts.append(f"{len(value)} {name.replace('_', ' ')}")
        else:
            parts.append(f"{name.replace('_', ' ')} {value}")
    return ", ".join(parts)


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
