"""Examine predictions before they are scored: units, mirror images, landmarks, crops and the like.

Each finding is an error (scores would be false), a warning (they may be) or a remark. What is
looked at, and from where on it counts, stands in docs/predictions.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float64
from rich.console import Console

from face_datasets.doctor import Finding
from geometry.face_crops import now_crop
from geometry.surface_alignment import landmark_alignment
from predictions import PredictionError, PredictionFolder
from progress_bar import progress_bar

from .doctor_figures import (
    MOST_RMS_MM,
    SWAPPED,
    Figures,
    is_inside_out,
    measure,
)
from .entries import Entry, find_entries, open_folder
from .errors import ScoringError
from .options import positive, seven_indices
from .protocol import Benchmark
from .reconstruction import Reconstruction
from .regions import REGIONS, label_regions
from .registry import BENCHMARKS
from .report import listed
from .scan_benchmark import ScanBenchmark

UNITS = {"micrometres": 1e-3, "millimetres": 1.0, "centimetres": 10.0, "decimetres": 100.0}
UNITS["metres"] = 1000.0
_UNIT_TOLERANCE = 1.25  # heads differ by 10 %, their seven points by 20 %
_MOST_UNCOVERED = 0.25
_ALIKE_MM = 0.3  # two people's faces differ by 2 to 4 mm
_EXPRESSION_MM, _EXPRESSION_RATIO = 2.0, 3.0
_MOST_DEGENERATE, _MOST_UNUSED = 0.01, 0.1
_STYLES = {"error": "bold red", "warning": "yellow", "ok": "green"}


@dataclass(frozen=True, eq=False)
class Patient:
    """One prediction that was read: what it is and what was measured of it.

    Attributes:
        sample_id: of the prediction.
        reconstruction: what would be scored.
        figures: what was measured.
    """

    sample_id: str
    reconstruction: Reconstruction
    figures: Figures


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `doctor` to the command line."""
    summary = "examine predictions before they are scored"
    parser = commands.add_parser(
        "doctor",
        help=summary,
        description=__doc__,
        examples=(
            "python -m benchmarks doctor now --predictions mine/ --data-root path/to/now",
            "python -m benchmarks doctor facescape-wild --predictions mine/ --data data/procedural",
        ),
    )
    names = [name for name, benchmark in BENCHMARKS.items() if benchmark.needs == "mesh"]
    parser.add_argument("benchmark", choices=names, metavar="BENCHMARK", help="%(choices)s")
    parser.add_argument("--predictions", type=Path, required=True, help="their folder")
    parser.add_argument("--data-root", type=Path, help="default: <data>/<dataset>")
    parser.add_argument(
        "--data", type=Path, default=Path("data"), help="where data sets are (default: data)"
    )
    parser.add_argument(
        "--landmark-indices",
        type=seven_indices,
        metavar="I,I,I,I,I,I,I",
        help="vertex ids of the seven alignment points, for a mesh of no known topology",
    )
    parser.add_argument(
        "--most", type=positive, default=60, help="look into that many predictions (default: 60)"
    )


def run(arguments: argparse.Namespace) -> None:
    """Print findings; exit with 1 if one of them is an error."""
    benchmark_type = BENCHMARKS[arguments.benchmark]
    benchmark = benchmark_type(arguments.data_root or arguments.data / benchmark_type.dataset)
    findings = list(
        examine(benchmark, arguments.predictions, arguments.landmark_indices, arguments.most)
    )
    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    for finding in findings:
        console.print(f"[{_STYLES[finding.level]}]{finding.level:>7}[/] ", end="")
        console.print(finding.what, markup=False)
        if finding.fix:
            console.print(f"        {finding.fix}", markup=False)
    count = {level: sum(f.level == level for f in findings) for level in _STYLES}
    console.print(f"{arguments.predictions}: {count['error']} errors, {count['warning']} warnings")
    if count["error"]:
        sys.exit(1)


def examine(
    benchmark: Benchmark,
    predictions: Path,
    seven: tuple[int, ...] | None = None,
    most: int = 60,
) -> Iterator[Finding]:
    """Examine a folder of predictions.

    Args:
        benchmark: opened on its data.
        predictions: the folder.
        seven: vertex ids of the seven alignment points, for a mesh of no known topology.
        most: look into that many predictions, evenly spread; ids are compared for all.

    Raises:
        PredictionError: there is no such folder, nothing in it, or no alignment points are known.
    """
    entry = find_entries(benchmark, Path("runs"), "examined", [predictions], seven)[0]
    folder = open_folder(predictions, benchmark.needs)
    yield from _ids(benchmark, folder)
    known = [i for i in benchmark.ids() if i in set(folder.ids)]
    chosen = known[:: max(1, -(-len(known) // most))]
    patients, problems = _admit(benchmark, entry, folder, chosen)
    if problems:
        yield Finding(
            "error", f"{len(problems)} cannot be read: {listed(problems)}", "Write them again."
        )
    if not patients:
        return
    yield from _topologies(patients)
    yield from _orientation(patients)
    yield from _units(benchmark, patients)
    yield from _regions(patients)
    yield from _expressions(benchmark, patients)
    yield from _alike(benchmark, patients)
    yield Finding("ok", f"looked into {len(patients)} of {len(known)} predictions")


def _admit(
    benchmark: Benchmark, entry: Entry, folder: PredictionFolder, ids: Sequence[str]
) -> tuple[list[Patient], dict[str, str]]:
    patients, problems = [], {}
    for sample_id in progress_bar(ids, desc="examining", unit="prediction"):
        try:
            reconstruction = entry.read(folder, sample_id)
            figures = measure(benchmark, sample_id, reconstruction)
            patients.append(Patient(sample_id, reconstruction, figures))
        except PredictionError as error:
            problems[sample_id] = error.problem
        except (ScoringError, ValueError) as error:
            problems[sample_id] = str(error)
    return patients, problems


def _ids(benchmark: Benchmark, folder: PredictionFolder) -> Iterator[Finding]:
    expected, present = benchmark.ids(), set(folder.ids)
    missing = [i for i in expected if i not in present]
    unknown = [folder.file_name(i) for i in folder.ids if i not in set(expected)]
    if missing:
        yield Finding(
            "warning",
            f"{len(missing)} of {len(expected)} samples have no prediction: {_some(missing)}",
            "They will count as failures; predict them too.",
        )
    if unknown:
        yield Finding(
            "error",
            f"{len(unknown)} files belong to no sample: {_some(unknown)}",
            f"Ids look like {expected[0]}; rename or remove the files.",
        )


def _topologies(patients: Sequence[Patient]) -> Iterator[Finding]:
    kinds: dict[tuple[int, int], list[str]] = {}
    for patient in patients:
        mesh = patient.reconstruction.mesh()
        kinds.setdefault((len(mesh.vertices), len(mesh.faces)), []).append(patient.sample_id)
    if 1 < len(kinds) <= len(patients) // 2:
        rarest = min(kinds, key=lambda kind: len(kinds[kind]))
        yield Finding(
            "warning",
            f"{len(kinds)} topologies; {rarest[0]} vertices and {rarest[1]} triangles only in "
            f"{_some(kinds[rarest])}",
            "One method writes one topology; were files cut off or mixed up?",
        )
    for what, limit, shares in (
        ("triangles without area", _MOST_DEGENERATE, [p.figures.degenerate for p in patients]),
        ("vertices without a triangle", _MOST_UNUSED, [p.figures.unused for p in patients]),
    ):
        bad = [p.sample_id for p, share in zip(patients, shares, strict=True) if share > limit]
        if bad:
            yield Finding(
                "warning",
                f"{what}: up to {max(shares):.0%} in {_count(bad, patients)}",
                "They count for nothing, or worse; write the mesh without them.",
            )


def _orientation(patients: Sequence[Patient]) -> Iterator[Finding]:
    """Mirror images, orders of landmarks, triangles that face inwards."""
    mirrored, inside_out, swapped, disordered, unfit = _sorted_by_orientation(patients)
    if mirrored:
        yield Finding(
            "error",
            f"mirrored: {_count(mirrored, patients)}; the seven points fit with left and right "
            "exchanged, and the triangles face inwards",
            "Negate one axis; model frames have x to the subject's left, y up, z out of the face.",
        )
    if swapped:
        yield Finding(
            "error",
            f"left and right of the seven points are exchanged, or the mesh is mirrored and its "
            f"triangles turned: {_count(swapped, patients)}",
            "The order begins with the outer corner of the subject's RIGHT eye.",
        )
    for order, ids in disordered.items():
        yield Finding(
            "error",
            f"the seven points are in a wrong order: {_count(ids, patients)}; they fit in the "
            f"order {', '.join(map(str, order))} (from 0)",
            "Outer, inner corner of the right eye, inner, outer of the left, nose, right, left "
            "corner of the mouth.",
        )
    if unfit:
        worst = max(p.figures.rms or 0 for p in patients)
        yield Finding(
            "error",
            f"the seven points do not fit the scan's in any order: {_count(unfit, patients)}, up "
            f"to {worst:.1f} mm, expected less than {MOST_RMS_MM:g}",
            "Check the landmark indices or the .landmarks.txt files.",
        )
    if inside_out:
        yield Finding(
            "error",
            f"triangles face inwards: {_count(inside_out, patients)}",
            "Exchange two corners of each triangle, or is the mesh mirrored? Protocols that render "
            "cull back faces.",
        )


def _sorted_by_orientation(
    patients: Sequence[Patient],
) -> tuple[list[str], list[str], list[str], dict[tuple[int, ...], list[str]], list[str]]:
    mirrored: list[str] = []
    inside_out: list[str] = []
    swapped: list[str] = []
    disordered: dict[tuple[int, ...], list[str]] = {}
    unfit: list[str] = []
    for patient in patients:
        figures, name = patient.figures, patient.sample_id
        fits = figures.rms is None or figures.rms <= MOST_RMS_MM
        if figures.best_order == SWAPPED:
            (mirrored if is_inside_out(figures) else swapped).append(name)
        elif figures.best_order is not None:
            disordered.setdefault(figures.best_order, []).append(name)
        elif not fits:
            unfit.append(name)
        elif is_inside_out(figures):
            inside_out.append(name)
    return mirrored, inside_out, swapped, disordered, unfit


def _units(benchmark: Benchmark, patients: Sequence[Patient]) -> Iterator[Finding]:
    scales = {
        p.sample_id: p.figures.scale
        for p in patients
        if p.figures.scale is not None and benchmark.nose is not None
    }
    if not scales:
        yield from _placed_sizes(benchmark, patients)
        return
    middle = float(np.median(list(scales.values())))
    unit = next(
        (n for n, mm in UNITS.items() if 1 / _UNIT_TOLERANCE < middle / mm < _UNIT_TOLERANCE), None
    )
    what = f"unit: {unit or 'none that is known'} (one unit is {middle:.4g} mm)"
    is_free = not isinstance(benchmark, ScanBenchmark) or benchmark.with_scale
    if unit != "millimetres":
        yield Finding(
            "ok" if is_free else "error",
            what + ("; the protocol frees the scale" if is_free else ""),
            "" if is_free else f"Multiply the vertices by {middle:.4g}.",
        )
    odd = [i for i, scale in scales.items() if not 1 / 1.6 < scale / middle < 1.6]
    if odd:
        yield Finding(
            "warning" if is_free else "error",
            f"sizes differ from prediction to prediction: {_some(odd)} by more than 1.6 times",
            "Are several units mixed?",
        )


def _placed_sizes(benchmark: Benchmark, patients: Sequence[Patient]) -> Iterator[Finding]:
    """Compare sizes where the protocol takes the prediction's own placement."""
    ratios: dict[str, float] = {}
    for patient in patients:
        scan, scale = benchmark.scan(patient.sample_id), patient.figures.scale
        if scan is not None and scale is not None:
            size = scale * np.ptp(patient.reconstruction.mesh().vertices, axis=0).max()
            ratios[patient.sample_id] = float(size / np.ptp(scan.vertices, axis=0).max())
    odd = {i: ratio for i, ratio in ratios.items() if not 1 / 3 < ratio < 3}
    if odd:
        times = float(np.median(list(odd.values())))
        yield Finding(
            "error",
            f"wrong unit or frame: {_count(list(odd), patients)} are {times:.3g} times as large as "
            "their scans",
            f"Meshes are expected in the frame {benchmark.mesh_frame!r}.",
        )


def _regions(patients: Sequence[Patient]) -> Iterator[Finding]:
    for region, part in (("forehead", "forehead"), ("chin", "jaw")):
        shares = [p.figures.uncovered[region] for p in patients if region in p.figures.uncovered]
        cropped = [
            p.sample_id for p in patients if p.figures.uncovered.get(region, 0) > _MOST_UNCOVERED
        ]
        if cropped:
            yield Finding(
                "warning",
                f"cropped {part}: {_count(cropped, patients)} lack {np.median(shares):.0%} of what "
                "the scan shows there",
                "The scan is measured there too, to the prediction's border; predict more of it.",
            )


def _expressions(benchmark: Benchmark, patients: Sequence[Patient]) -> Iterator[Finding]:
    """Find mouths that move between images whose predictions are compared to one scan."""
    by_scan: dict[tuple[Path, ...], list[Patient]] = {}
    for patient in patients:
        by_scan.setdefault(tuple(benchmark.inputs(patient.sample_id)), []).append(patient)
    moving, largest, n_compared = [], 0.0, 0
    for first, *others in by_scan.values():
        for other in others:
            motion = _mouth_motion(benchmark, first, other)
            if motion is None:
                continue
            n_compared += 1
            lower, upper = motion
            if lower > _EXPRESSION_MM and lower > _EXPRESSION_RATIO * upper:
                moving.append(other.sample_id)
                largest = max(largest, lower)
    if moving:
        yield Finding(
            "warning",
            f"an expression is left in: mouth and chin move by up to {largest:.1f} mm between "
            f"images of a person, in {len(moving)} of {n_compared} comparisons ({_some(moving)}), "
            "and all of them are compared to one scan",
            "Set expression and jaw to neutral before writing the mesh.",
        )


def _mouth_motion(
    benchmark: Benchmark, first: Patient, other: Patient
) -> tuple[float, float] | None:
    """Return how far, in RMS mm, the lower and the upper face of one person's meshes differ."""
    scale = first.figures.scale
    mesh, moved = first.reconstruction.mesh(), other.reconstruction.mesh()
    if benchmark.nose is None or scale is None or len(mesh.vertices) != len(moved.vertices):
        return None
    points = first.reconstruction.seven_points(benchmark.nose)
    inside = now_crop(mesh.vertices, points)
    here, there = mesh.vertices[inside], moved.vertices[inside]
    labels = label_regions(here, points)
    upper, lower = (
        np.isin(labels, [REGIONS.index(name) for name in names])
        for names in (("nose", "eyes", "forehead"), ("mouth", "chin"))
    )
    if upper.sum() < 20 or lower.sum() < 20:
        return None
    alignment = landmark_alignment(there[upper], here[upper])
    off = scale * np.linalg.norm(alignment.apply(there) - here, axis=1)
    low, high = (float(np.sqrt((off[part] ** 2).mean())) for part in (lower, upper))
    return low, high


def _alike(benchmark: Benchmark, patients: Sequence[Patient]) -> Iterator[Finding]:
    by_subject: dict[str, Patient] = {}
    for patient in patients:
        by_subject.setdefault(benchmark.subject(patient.sample_id), patient)
    people = list(by_subject.values())
    first = people[0].reconstruction.mesh().vertices
    others = [p.reconstruction.mesh().vertices for p in people[1:]]
    differences = [_difference_mm(first, other) for other in others if len(other) == len(first)]
    if len(differences) >= 2 and np.median(differences) < _ALIKE_MM:
        yield Finding(
            "error",
            f"all predictions are alike: {len(differences) + 1} people differ by "
            f"{np.median(differences):.2g} mm, expected 1 mm or more",
            "Was the mean face written, or one image predicted again and again?",
        )


def _difference_mm(first: Float64[np.ndarray, "V 3"], other: Float64[np.ndarray, "V 3"]) -> float:
    """Return the RMS difference of shapes, as if both heads were 100 mm in root mean square."""
    x, y = (v - v.mean(axis=0) for v in (first, other))
    x, y = (v / np.sqrt((v**2).sum(axis=1).mean()) for v in (x, y))
    singular = np.linalg.svd(x.T @ y / len(x), compute_uv=False)
    singular[2] *= np.sign(np.linalg.det(x.T @ y))
    return float(100 * np.sqrt(max(0.0, 1 - min(1.0, singular.sum()) ** 2)))


def _count(ids: Sequence[str], patients: Sequence[Patient]) -> str:
    return f"{len(ids)} of {len(patients)} ({_some(ids)})"


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")
