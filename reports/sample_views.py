"""What a page shows of measured samples: photographs, overlays, error maps that turn together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float

from benchmarks.surfaces import Surfaces

from .decimation import thinned
from .measured_samples import MeasuredSample
from .page_blocks import Block, Fold, Gallery, MeshViewers, Picture, Text, Viewer
from .page_meshes import Surface
from .scored import ScoredGroup

MOST_VERTICES = 10_000
_SHOWN_SHARE = 95  # percent of the distances that the colours tell apart
_NO_SURFACES = "No error maps: this protocol compares no surfaces."
ERROR, SHAPE = "error on the scan", "shape"


def sample_blocks(group: ScoredGroup, views: Sequence[MeasuredSample]) -> list[Block]:
    """Return one fold per sample; the first one is open."""
    return [_fold(group, view, is_open=number == 0) for number, view in enumerate(views)]


def colour_limit(distances: Sequence[Float[np.ndarray, " _"]]) -> float:
    """Return the upper end of the colours: the 95th percentile in whole millimetres, 1 or more."""
    if not distances:
        return 1.0
    return float(max(1.0, np.ceil(np.percentile(np.concatenate(distances), _SHOWN_SHARE))))


def _fold(group: ScoredGroup, view: MeasuredSample, *, is_open: bool) -> Fold:
    metric = group.metrics[0]
    figures = {
        shown.method: f"{shown.sample.values[metric.name]:.{metric.decimals}f}"
        if metric.name in shown.sample.values
        else "failed"
        for shown in view.methods
    }
    blocks: list[Block] = []
    pictures = [
        Picture(source, "input" if len(view.photographs) == 1 else f"input {number}")
        for number, source in enumerate(view.photographs, start=1)
    ]
    pictures += [Picture(s.overlay, s.method, "over the input") for s in view.methods if s.overlay]
    if pictures:
        blocks.append(Gallery("Inputs and reconstructions", pictures))
    viewers = _viewers(view, figures, metric.title)
    if viewers:
        blocks.append(
            MeshViewers(
                "Errors in three dimensions",
                viewers,
                colour_limit([s.surfaces.distances for s in view.methods if s.surfaces]),
                values_of="distance of the scan's points to the reconstruction",
                notes=[
                    "Drag, or press the arrow keys on a view: all turn together. Shift with the "
                    "wheel, or + and -, changes the size."
                ],
            )
        )
    elif not all(shown.problem for shown in view.methods):
        blocks.append(Text(_NO_SURFACES, "muted"))
    blocks += [Text(f"{s.method}: {s.problem}.", "warning") for s in view.methods if s.problem]
    listed = ", ".join(f"{method} {text}" for method, text in figures.items())
    subject = view.methods[0].sample.subject if view.methods else ""
    title = f"{view.sample_id}: {view.why}"
    note = f"subject {subject}; {metric.title}: {listed}"
    return Fold(title, blocks, note=note, is_open=is_open)


def _viewers(view: MeasuredSample, figures: dict[str, str], title: str) -> list[Viewer]:
    present = [(s, s.surfaces) for s in view.methods if s.surfaces is not None]
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
