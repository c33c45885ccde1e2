"""Chosen samples of a group, placed and measured again as the benchmark's own code does it."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.entries import MEAN_FACE, Entry, find_entries, mean_face_entries, open_folder
from benchmarks.errors import ScoringError
from benchmarks.protocol import Benchmark
from benchmarks.provenance import data_sha256
from benchmarks.reconstruction import Reconstruction
from benchmarks.surfaces import Surfaces
from predictions import PredictionError

from .overlays import face_box, overlay
from .page_images import data_uri
from .score_tables import worst_samples
from .scored import Sample, ScoredGroup

_AGREES = 1e-6  # relative: another number of threads or version of a library may round otherwise


@dataclass(frozen=True, eq=False)
class MeasuredMethod:
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
class MeasuredSample:
    """One chosen sample.

    Attributes:
        sample_id: which.
        why: it was chosen.
        photographs: data URIs; of the first one the part round the face.
        methods: one of each.
    """

    sample_id: str
    why: str
    photographs: list[str]
    methods: list[MeasuredMethod]


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


def measure_samples(
    benchmark: Benchmark, group: ScoredGroup, runs: Path, chosen: dict[str, str]
) -> list[MeasuredSample]:
    """Read, place and measure what each method of a group made of the chosen samples.

    The best of the mean faces stands with them: the same predictions without identity and
    expression, which says how much of an error map is the pose's.

    Args:
        benchmark: opened on the data that the group was scored on.
        group: its methods.
        runs: folder of predictions.
        chosen: ids and why.
    """
    entries, problem = _entries(benchmark, runs)
    methods = [method for method in group.real_methods() if method in group.samples]
    mean_faces = [m for m in group.methods if m.startswith(MEAN_FACE) and m in group.samples]
    # With other methods than at the time of scoring, a mean face may have another name.
    methods += [method for method in mean_faces if method in entries][:1]
    measured = []
    for sample_id, why in chosen.items():
        found, reconstructions = [], {}
        for method in methods:
            sample = group.samples[method].samples[sample_id]
            if method not in entries:
                found.append(MeasuredMethod(method, sample, problem=problem or "no predictions"))
                continue
            try:
                reconstruction = _read(benchmark, entries[method], sample_id)
                reconstructions[method] = reconstruction
                found.append(_measure(benchmark, method, sample, reconstruction))
            except (PredictionError, ScoringError) as error:
                found.append(MeasuredMethod(method, sample, problem=str(error)))
        photographs, overlays = _pictures(benchmark, sample_id, reconstructions)
        found = [replace(one, overlay=overlays.get(one.method, "")) for one in found]
        measured.append(MeasuredSample(sample_id, why, photographs, found))
    return measured


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
        entries = find_entries(benchmark, runs, None)
        entries += mean_face_entries(benchmark, entries)
        return {entry.row: entry for entry in entries}, ""
    except PredictionError as error:
        return {}, str(error)


def _value(group: ScoredGroup, method: str, sample_id: str) -> float:
    sample = group.samples[method].samples.get(sample_id)
    return math.nan if sample is None else sample.values.get(group.metrics[0].name, math.nan)


def _read(benchmark: Benchmark, entry: Entry, sample_id: str) -> Reconstruction:
    return entry.read(open_folder(entry.folder, benchmark.needs), sample_id)


def _measure(
    benchmark: Benchmark, method: str, sample: Sample, reconstruction: Reconstruction
) -> MeasuredMethod:
    """Place and measure a prediction again; it must give the figures that were recorded."""
    surfaces = benchmark.surfaces(sample.sample_id, reconstruction)
    if surfaces is not None and not _agree(surfaces, sample):
        problem = "the prediction, the data or the protocol is no longer what was scored"
        return MeasuredMethod(method, sample, problem=f"{problem}: run make bench again")
    return MeasuredMethod(method, sample, surfaces)


def _agree(surfaces: Surfaces, sample: Sample) -> bool:
    """Say whether what is shown has the figures of the CSV file."""
    both = surfaces.score.values.keys() & sample.values.keys()
    return bool(both) and all(
        math.isclose(surfaces.score.values[n], sample.values[n], rel_tol=_AGREES, abs_tol=_AGREES)
        for n in both
    )


def _pictures(
    benchmark: Benchmark, sample_id: str, reconstructions: dict[str, Reconstruction]
) -> tuple[list[str], dict[str, str]]:
    """Return the photographs, and each reconstruction over the first one, as data URIs."""
    try:
        photographs = benchmark.photographs(sample_id)
    except OSError:
        return [], {}
    if not photographs:
        return [], {}
    first = photographs[0]
    with_mesh = {m: r for m, r in reconstructions.items() if r.faces is not None}
    boxes = [box for r in with_mesh.values() if (box := face_box(first, r))]
    if not boxes:
        return [data_uri(image) for image in photographs], {}
    left, top, right, bottom = boxes[0]
    shown = [data_uri(image) for image in (first[top:bottom, left:right], *photographs[1:])]
    overlays = {
        method: data_uri(picture)
        for method, reconstruction in with_mesh.items()
        if (picture := overlay(first, reconstruction, boxes[0])) is not None
    }
    return shown, overlays
