"""Chosen samples of a benchmark: photograph, overlays, and error maps that turn together."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from jaxtyping import Float

from benchmarks.entries import Entry, find_entries, open_folder
from benchmarks.errors import ScoringError
from benchmarks.protocol import Benchmark
from benchmarks.provenance import data_sha256
from benchmarks.reconstruction import Reconstruction
from benchmarks.surfaces import Surfaces
from predictions import PredictionError

from .decimation import thinned
from .overlays import overlay, shrunk
from .page_blocks import Block, Fold, Gallery, MeshViewers, Picture, Text, Viewer
from .page_images import data_uri
from .page_meshes import Surface
from .score_tables import worst_samples
from .scored import Sample, ScoredGroup

MOST_VERTICES = 10_000
_AGREES = 1e-6
_SHOWN_SHARE = 98  # percent of the distances that the colours tell apart
ERROR, SHAPE = "error on the scan", "shape"


@dataclass(frozen=True, eq=False)
class Shown:
    """What a method made of a sample.

    Attributes:
        method: whose.
        sample: its figures, as the CSV file has them.
        surfaces: None where there are none to be shown.
        problem: why there are none.
        overlay: data URI; "" where there is none.
    """

    method: str
    sample: Sample
    surfaces: Surfaces | None = None
    problem: str = ""
    overlay: str = ""


@dataclass(frozen=True, eq=False)
class SampleView:
    """One chosen sample.

    Attributes:
        sample_id: which.
        why: it was chosen.
        photographs: data URIs.
        shown: one per method.
    """

    sample_id: str
    why: str
    photographs: list[str] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)


def choose_samples(group: ScoredGroup, wanted: Sequence[str] = ()) -> dict[str, str]:
    """Return ids of samples and why they were chosen: those wanted, or the median and the worst.

    Of several methods, it is the mean of their figures, over samples that all of them have.
    """
    methods = [method for method in group.real_methods() if method in group.samples]
    if not methods:
        return {}
    every = group.samples[methods[0]].samples
    if wanted:
        return {sample_id: "chosen" for sample_id in wanted if sample_id in every}
    metric = group.metrics[0]
    means = {}
    for sample_id in every:
        values = [_value(group, method, sample_id) for method in methods]
        if not any(math.isnan(value) for value in values):
            means[sample_id] = statistics.fmean(values)
    if not means:
        return {worst_samples(group, methods[0])[0].sample_id: "worst"}
    median = statistics.median_low(means.values())
    worst = (min if metric.higher_is_better else max)(means, key=means.__getitem__)
    of = "" if len(methods) == 1 else " by the mean of the methods"
    chosen = {next(i for i, value in means.items() if value == median): f"median sample{of}"}
    chosen.setdefault(worst, f"worst sample{of}")
    return chosen


def view_samples(
    benchmark: Benchmark, group: ScoredGroup, runs: Path, chosen: dict[str, str]
) -> list[SampleView]:
    """Read, place and measure the chosen samples of all methods of a group.

    Args:
        benchmark: opened on the data that the group was scored on.
        group: its methods.
        runs: folder of predictions.
        chosen: ids and why.
    """
    entries, problem = _entries(benchmark, runs)
    views = []
    for sample_id, why in chosen.items():
        try:
            photographs = benchmark.photographs(sample_id)
        except OSError:
            photographs = []
        view = SampleView(sample_id, why, [data_uri(shrunk(p, 384)[0]) for p in photographs])
        for method in group.real_methods():
            if method not in group.samples:
                continue
            sample = group.samples[method].samples[sample_id]
            if method not in entries:
                view.shown.append(Shown(method, sample, problem=problem or "no predictions here"))
                continue
            view.shown.append(
                _measure(
                    benchmark, entries[method], sample, photographs[0] if photographs else None
                )
            )
        views.append(view)
    return views


def sample_blocks(group: ScoredGroup, views: Sequence[SampleView]) -> list[Block]:
    """Return one fold per sample; the first one is open."""
    distances = [s.surfaces.distances for view in views for s in view.shown if s.surfaces]
    limit = colour_limit(distances)
    return [_fold(group, view, limit, is_open=number == 0) for number, view in enumerate(views)]


def colour_limit(distances: Sequence[Float[np.ndarray, " _"]]) -> float:
    """Return the upper end of the colours: the 98th percentile in whole millimetres, 1 or more."""
    if not distances:
        return 1.0
    return float(max(1.0, np.ceil(np.percentile(np.concatenate(distances), _SHOWN_SHARE))))


def open_benchmark(group: ScoredGroup, roots: Sequence[Path]) -> Benchmark | str:
    """Return the benchmark on the data that a group was scored on, or why it cannot be opened.

    Args:
        group: of one benchmark.
        roots: folders to look in, in order.
    """
    protocol = group.protocol
    if protocol is None:
        return f"this version has no benchmark {group.label!r}"
    problems = []
    for root in roots:
        if not root.is_dir():
            problems.append(f"{root} does not exist")
            continue
        try:
            benchmark = protocol(root)
            same = data_sha256(benchmark) == group.rows[0].data_sha256
        except (ValueError, OSError) as error:
            problems.append(" ".join(str(error).split()))
            continue
        if same:
            return benchmark
        problems.append(f"{root} is not the data that was scored")
    return "; ".join(problems) or "no folder of data was given"


def _entries(benchmark: Benchmark, runs: Path) -> tuple[dict[str, Entry], str]:
    try:
        return {entry.row: entry for entry in find_entries(benchmark, runs, None)}, ""
    except PredictionError as error:
        return {}, str(error)


def _value(group: ScoredGroup, method: str, sample_id: str) -> float:
    sample = group.samples[method].samples.get(sample_id)
    return math.nan if sample is None else sample.values.get(group.metrics[0].name, math.nan)


def _measure(
    benchmark: Benchmark, entry: Entry, sample: Sample, photograph: np.ndarray | None
) -> Shown:
    """Place and measure a prediction again; it must give the figures that were recorded."""
    try:
        folder = open_folder(entry.folder, benchmark.needs)
        reconstruction = entry.read(folder, sample.sample_id)
        picture = _overlay_uri(photograph, reconstruction)
        surfaces = benchmark.surfaces(sample.sample_id, reconstruction)
    except (PredictionError, ScoringError) as error:
        return Shown(entry.row, sample, problem=str(error))
    if surfaces is not None and not _agree(surfaces, sample):
        problem = "the prediction, the data or the protocol is no longer what was scored"
        return Shown(entry.row, sample, problem=f"{problem}: run make bench again")
    return Shown(entry.row, sample, surfaces, overlay=picture)


def _agree(surfaces: Surfaces, sample: Sample) -> bool:
    """Say whether what is shown has the figures of the CSV file."""
    both = surfaces.score.values.keys() & sample.values.keys()
    return bool(both) and all(
        math.isclose(surfaces.score.values[n], sample.values[n], rel_tol=_AGREES, abs_tol=_AGREES)
        for n in both
    )


def _overlay_uri(photograph: np.ndarray | None, reconstruction: Reconstruction) -> str:
    if photograph is None or reconstruction.vertices is None or reconstruction.faces is None:
        return ""
    picture = overlay(photograph, reconstruction)
    return "" if picture is None else data_uri(picture)


def _fold(group: ScoredGroup, view: SampleView, limit: float, *, is_open: bool) -> Fold:
    metric = group.metrics[0]
    figures = {
        shown.method: f"{shown.sample.values[metric.name]:.{metric.decimals}f}"
        if metric.name in shown.sample.values
        else "failed"
        for shown in view.shown
    }
    blocks: list[Block] = []
    pictures = [
        Picture(source, "input" if len(view.photographs) == 1 else f"input {number}")
        for number, source in enumerate(view.photographs, start=1)
    ]
    pictures += [Picture(s.overlay, s.method, "over the input") for s in view.shown if s.overlay]
    if pictures:
        blocks.append(Gallery("Inputs and reconstructions", pictures))
    viewers = _viewers(view, figures, metric.title)
    if viewers:
        blocks.append(
            MeshViewers(
                "Errors in three dimensions",
                viewers,
                limit,
                values_of="distance of the scan's points to the reconstruction",
                notes=[
                    "Drag, or press the arrow keys on a view: all turn together. Shift with the "
                    "wheel, or + and -, changes the size."
                ],
            )
        )
    blocks += [Text(f"{s.method}: {s.problem}.", "warning") for s in view.shown if s.problem]
    if not blocks:
        blocks.append(Text("This protocol has no surfaces or photographs to show.", "muted"))
    listed = ", ".join(f"{method} {text}" for method, text in figures.items())
    subject = view.shown[0].sample.subject if view.shown else ""
    title = f"{view.sample_id}: {view.why}"
    note = f"subject {subject}; {metric.title}: {listed}"
    return Fold(title, blocks, note=note, is_open=is_open)


def _viewers(view: SampleView, figures: dict[str, str], title: str) -> list[Viewer]:
    present = [(s, s.surfaces) for s in view.shown if s.surfaces is not None]
    if not present:
        return []
    fullest = max((surfaces for _, surfaces in present), key=lambda s: len(s.scan.vertices))
    scan = _upright(fullest)
    viewers = [Viewer("scan", {ERROR: scan, SHAPE: scan})]
    for shown, surfaces in present:
        scan_mesh, distances = thinned(surfaces.scan, surfaces.distances, MOST_VERTICES)
        mesh, _ = thinned(surfaces.reconstruction, None, MOST_VERTICES)
        turned = surfaces.upright.T
        error = Surface(scan_mesh.vertices @ turned, scan_mesh.faces, distances)
        shape = Surface(mesh.vertices @ turned, mesh.faces)
        note = f"{title} {figures[shown.method]}"
        viewers.append(Viewer(shown.method, {ERROR: error, SHAPE: shape}, note))
    return viewers


def _upright(surfaces: Surfaces) -> Surface:
    mesh, _ = thinned(surfaces.scan, None, MOST_VERTICES)
    return Surface(mesh.vertices @ surfaces.upright.T, mesh.faces)
