"""Curves of trainings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .page_blocks import Block, Fold, LineChart, Series
from .run_records import Curve, RunRecords

TOTAL = "train/total"
_MOST_POINTS = 300
_STEPS = "optimiser steps"
_SPEED = {
    "samples_per_s": "samples per second",
    "memory_gb": "most memory of the first process, GB",
    "cuda_memory_gb": "most memory on its GPU, GB",
}


def loss_blocks(runs: Sequence[RunRecords]) -> list[Block]:
    """One chart per loss, and folded, what each counts in each run."""
    names = _columns(runs, lambda name: name.startswith("train/"))
    names.sort(key=lambda name: (name != TOTAL, name))
    blocks: list[Block] = [
        _over_runs(runs, name, "unweighted" if name != TOTAL else "") for name in names
    ]
    for run in runs:
        weighted = [name for name in run.curves if name.startswith("weighted/")]
        if not weighted:
            continue
        series = [_series(name.removeprefix("weighted/"), run.curves[name]) for name in weighted]
        total = run.curves.get(TOTAL)
        series += [] if total is None else [_series("total", total)]
        chart = LineChart(f"{run.name}: loss times weight", _STEPS, "contribution", series)
        blocks.append(Fold(f"{run.name}: what each loss counts", [chart]))
    return blocks


def rate_blocks(runs: Sequence[RunRecords]) -> list[Block]:
    """One chart of all groups of all runs."""
    series = [
        _series(f"{run.name}, {name.removeprefix('lr-')}", run.curves[name])
        for run in runs
        for name in _columns([run], lambda name: name.startswith("lr-"))
    ]
    return [LineChart("Learning rates", _STEPS, "learning rate", series)] if series else []


def validation_blocks(runs: Sequence[RunRecords]) -> list[Block]:
    """One chart per figure."""
    names = _columns(runs, lambda name: name.startswith("val/"))
    return [_over_runs(runs, name, "") for name in names]


def resource_blocks(runs: Sequence[RunRecords]) -> list[Block]:
    """Samples per second, memory."""
    having = [name for name in _SPEED if any(name in run.curves for run in runs)]
    return [_over_runs(runs, name, "", label=_SPEED[name]) for name in having]


def _columns(runs: Sequence[RunRecords], chosen: Callable[[str], bool]) -> list[str]:
    return list(dict.fromkeys(name for run in runs for name in run.curves if chosen(name)))


def _over_runs(
    runs: Sequence[RunRecords], name: str, note: str, label: str | None = None
) -> LineChart:
    having = [(run, run.curves[name]) for run in runs if name in run.curves]
    positive = all((c.values[np.isfinite(c.values)] > 0).all() for _, c in having)
    notes = [note] if note else []
    if any(len(curve.steps) > _MOST_POINTS for _, curve in having):
        notes.append(f"Means over neighbouring records, at most {_MOST_POINTS} of a run.")
    for run, curve in having:
        if bad := int((~np.isfinite(curve.values)).sum()):
            notes.append(f"{run.name}: {bad} of {len(curve.values)} records are not finite.")
    return LineChart(
        label or name,
        _STEPS,
        label or name.partition("/")[2],
        [_series(run.name, curve) for run, curve in having],
        log_y=positive and name.startswith("train/"),
        notes=notes,
    )


def _series(name: str, curve: Curve) -> Series:
    thin = curve.thinned(_MOST_POINTS)
    return Series(name, thin.steps, thin.values)
