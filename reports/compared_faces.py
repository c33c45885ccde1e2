"""The faces behind a comparison: photographs, and the errors of both sides on one scan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.entries import Entry, open_folder
from benchmarks.protocol import Benchmark
from benchmarks.registry import BENCHMARKS
from benchmarks.surfaces import Surfaces
from face_datasets.errors import DatasetNotFoundError

from .comparison_tables import Names
from .decimation import thinned
from .differences import Comparison, SamplePair, extremes
from .page_blocks import Block, Gallery, Heading, MeshViewers, Picture, Text, Viewer
from .page_images import data_uri
from .page_meshes import Surface
from .sample_views import MOST_VERTICES
from .scored_folders import entries_of, predictions_of
from .sides import Side

_SAME = 1e-6  # scores of the same files agree to the bit on one machine, and to this on another


class _Shown(NamedTuple):
    pair: SamplePair
    first: Surfaces
    second: Surfaces


def face_blocks(
    found: Comparison, names: Names, sides: tuple[Side, Side], root: Path, count: int
) -> list[Block]:
    """Show the samples of the largest gains, or say why there are none to be seen.

    Args:
        found: what is compared.
        names: of the sides.
        sides: whose predictions are shown; commits have none of their own.
        root: the benchmark's data.
        count: samples each way.
    """
    if count < 1:
        return []
    if sides[0].kind == "commit":
        return [Text("No faces: predictions of earlier commits are not kept.", "muted")]
    try:
        benchmark = BENCHMARKS[found.pairing.benchmark](root)
        entries = entries_of(sides, benchmark, root / "none")
    except (DatasetNotFoundError, OSError, ValueError) as error:
        return [Text(f"No faces: {error}", "muted")]
    shown: list[_Shown] = []
    for pair in [*extremes(found.samples, count)[0], *extremes(found.samples, count)[1]]:
        try:
            surfaces = [_surfaces(benchmark, entry, pair.sample_id) for entry in entries]
        except (OSError, ValueError) as error:
            return [Text(f"No faces: {pair.sample_id}: {error}", "muted")]
        if surfaces[0] is None or surfaces[1] is None:
            return [Text("No faces: this protocol compares no surfaces.", "muted")]
        one = _Shown(pair, surfaces[0], surfaces[1])
        if other := _other_scores(found, one):
            where = [str(predictions_of(side, benchmark)) for side in sides]
            return [
                Text(f"No faces: {other} in {' and '.join(where)}; score them again.", "warning")
            ]
        shown.append(one)
    return list(_blocks(found, names, benchmark, shown))


def _surfaces(benchmark: Benchmark, entry: Entry, sample_id: str) -> Surfaces | None:
    folder = open_folder(entry.folder, benchmark.needs)
    return benchmark.surfaces(sample_id, entry.read(folder, sample_id))


def _other_scores(found: Comparison, shown: _Shown) -> str:
    """Say if what would be shown is not what was scored: predictions or data have changed."""
    metric = found.metrics[0].name
    for letter, surfaces, value in (
        ("A", shown.first, shown.pair.first),
        ("B", shown.second, shown.pair.second),
    ):
        now = surfaces.score.values[metric]
        if not np.isclose(now, value, rtol=_SAME, atol=_SAME):
            return f"{shown.pair.sample_id} of {letter} was scored {value:g}, and is now {now:g}"
    return ""


def _blocks(
    found: Comparison, names: Names, benchmark: Benchmark, shown: list[_Shown]
) -> Iterator[Block]:
    if not shown:
        return
    metric = found.metrics[0]
    distances = np.concatenate([s.distances for one in shown for s in (one.first, one.second)])
    limit = float(max(1.0, np.ceil(np.percentile(distances, 98))))
    yield Heading("Where they differ most, in 3D")
    for one in shown:
        pair = one.pair
        better = "A" if pair.gain > 0 else "B"
        form = f".{metric.decimals}f"
        caption = f"{pair.sample_id}, subject {pair.subject}: {better} is better"
        yield _photograph(benchmark, pair.sample_id)
        viewers = [
            Viewer(f"{letter}: {name}", _surfaces_shown(surfaces), f"{metric.title} {value:{form}}")
            for letter, name, surfaces, value in (
                ("A", names.first, one.first, pair.first),
                ("B", names.second, one.second, pair.second),
            )
        ]
        clay, _ = thinned(one.first.scan, None, MOST_VERTICES)
        scan = Surface(clay.vertices @ one.first.upright.T, clay.faces)
        viewers.append(Viewer("scan", {"error": scan, "shape": scan}))
        unit, of = benchmark.distance_unit, f"distance of {benchmark.distances_of} to the surface"
        yield MeshViewers(caption, viewers, limit, unit, of)


def _photograph(benchmark: Benchmark, sample_id: str) -> Block:
    """Show what a method has seen first; who has the scans need not have the photographs."""
    try:
        photographs = benchmark.photographs(sample_id)[:1]
    except (OSError, ValueError) as error:
        return Text(f"No photograph of {sample_id}: {error}", "muted")
    if not photographs:
        return Text(f"No photograph of {sample_id}: the protocol names none.", "muted")
    pictures = [Picture(data_uri(pixels), f"input, {sample_id}") for pixels in photographs]
    return Gallery(f"{sample_id}: what was seen", pictures)


def _surfaces_shown(surfaces: Surfaces) -> dict[str, Surface]:
    """Return the scan with its errors, and the reconstruction, both upright."""
    scan, distances = thinned(surfaces.scan, surfaces.distances, MOST_VERTICES)
    mesh, _ = thinned(surfaces.reconstruction, None, MOST_VERTICES)
    upright = surfaces.upright
    return {
        "error": Surface(scan.vertices @ upright.T, scan.faces, distances),
        "shape": Surface(mesh.vertices @ upright.T, mesh.faces),
    }
