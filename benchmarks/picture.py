"""One picture of how a method did: images, reconstructions, and error maps beside the scans.

It shows the sample of median Chamfer distance of each bin, neither the best nor the worst.
"""

from __future__ import annotations

import argparse
import csv
import io
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from jaxtyping import Float, Float64, Int64, UInt8

from face_datasets.facescape import IMAGE_SIZE, WILD_BINS
from geometry.cameras import WeakPerspectiveCamera
from geometry.closest_point import SurfaceTree
from predictions import PredictionError
from renderers.clay import render_attributes, render_clay

from .entries import Entry, find_entries, mean_face_entries, open_folder
from .facescape_scoring import PairScore, ScanMaps
from .facescape_wild import FaceScapeWild, place_in_cube, score_pair
from .whole_files import write_whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = 512  # rendered at twice the size that is shown
_VIEW_MM = 250.0  # height that the frontal views show
_FORMATS: dict[str, dict[str, Any]] = {
    ".png": {"format": "png", "metadata": {"Software": ""}},
    ".jpg": {"format": "jpeg", "pil_kwargs": {"quality": 82, "optimize": True}},
}
_TITLES = (
    "input",
    "reconstruction\nin the image",
    "reconstruction\nfrom the front",
    "scan",
    "error on the scan",
    "error of the mean face\nin the same pose",
)


@dataclass(frozen=True, eq=False)
class _Panel:
    """One row of the picture.

    Attributes:
        bin: name of the bin.
        sample_id: which sample.
        image: the input.
        cube: the reconstruction in the cube of the image.
        pupil_scale: millimetres per cube unit.
        scan: the scan in the head frame.
        score: of the reconstruction.
        mean_score: of the mean face.
        faces: of the reconstruction.
    """

    bin: str
    sample_id: str
    image: UInt8[np.ndarray, "256 256 3"]
    cube: Float64[np.ndarray, "V 3"]
    pupil_scale: float
    scan: ScanMaps
    score: PairScore
    mean_score: PairScore | None
    faces: Int64[np.ndarray, "F 3"]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `picture` to the command line."""
    summary = "draw inputs, reconstructions and error maps"
    parser = commands.add_parser(
        "picture",
        help=summary,
        description="Draw inputs, reconstructions and error maps: the median sample of each bin.",
        examples=(
            "python -m benchmarks picture facescape-wild --out faces.png",
            "python -m benchmarks picture facescape-wild --method dfmvr --out runs/dfmvr/faces.png "
            "--data-root data/procedural/facescape-wild",
        ),
    )
    parser.add_argument("benchmark", choices=[FaceScapeWild.name])
    parser.add_argument("--data-root", type=Path, help="default: data/<dataset>")
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="default: runs")
    parser.add_argument("--method", help="whose; may be left out where there is one only")
    parser.add_argument("--predictions", type=Path, help="their folder, if not below --runs")
    parser.add_argument("--out", type=Path, required=True, help="a .png or .jpg file")


def run(arguments: argparse.Namespace) -> None:
    """Draw the picture."""
    benchmark = FaceScapeWild(arguments.data_root or Path("data") / FaceScapeWild.dataset)
    draw(benchmark, arguments.runs, arguments.method, arguments.predictions, arguments.out)
    sys.stdout.write(f"Picture: {arguments.out}\n")


def draw(
    benchmark: FaceScapeWild, runs: Path, method: str | None, predictions: Path | None, out: Path
) -> None:
    """Draw the picture of a method that has been scored.

    Args:
        benchmark: opened on its data.
        runs: folder of predictions and scores.
        method: whose; None where there is one only.
        predictions: its folder, if not below `runs`.
        out: PNG or JPEG file.

    Raises:
        ValueError: several methods to choose from, or the method has no scores yet.
    """
    if out.suffix not in _FORMATS:
        raise ValueError(f"{out}: expected a name that ends in .png or .jpg")
    entries = find_entries(benchmark, runs, method, [predictions] if predictions else [])
    if len(entries) > 1:
        names = ", ".join(entry.method for entry in entries)
        raise ValueError(f"{runs} holds predictions of {names}; choose one with --method")
    entry = entries[0]
    mean_face = next(iter(mean_face_entries(benchmark, [entry])), None)
    chosen = _median_samples(benchmark, runs / entry.method / "scores" / f"{benchmark.name}.csv")
    panels = [_panel(benchmark, entry, mean_face, *sample) for sample in chosen.items()]
    _save(panels, f"{benchmark.label}: {entry.method}, median sample of each bin", out)


def _median_samples(benchmark: FaceScapeWild, scores: Path) -> dict[str, str]:
    """Return, for each published bin that has scores, the sample of median Chamfer distance."""
    if not scores.is_file():
        raise PredictionError(scores, f"does not exist; run `make bench DATASET={benchmark.name}`")
    with scores.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] == "scored"]
    known = set(benchmark.ids())
    if not rows or not {row["sample_id"] for row in rows} <= known:
        raise PredictionError(
            scores, f"not of this data; run `make bench DATASET={benchmark.name}`"
        )
    chosen = {}
    for name in WILD_BINS:
        inside = {
            row["sample_id"]: float(row["cd_mm"]) for row in rows if name in row["bins"].split()
        }
        if inside:
            median = statistics.median_low(inside.values())
            chosen[name] = next(i for i, value in inside.items() if value == median)
    return chosen


def _panel(
    benchmark: FaceScapeWild, entry: Entry, mean_face: Entry | None, name: str, sample_id: str
) -> _Panel:
    folder = open_folder(entry.folder, benchmark.needs)
    scan, geometry = benchmark.maps(sample_id), benchmark.data.wild_geometry(sample_id)
    ours = entry.read(folder, sample_id)
    mesh = ours.mesh()
    cube = place_in_cube(ours, mesh.vertices)
    mean_score = None
    if mean_face is not None:
        mean = mean_face.read(folder, sample_id)
        placed = place_in_cube(mean, mean.mesh().vertices)
        mean_score = score_pair(scan, geometry, placed, mesh.faces)
    image = benchmark.data.wild_image(sample_id)
    score = score_pair(scan, geometry, cube, mesh.faces)
    scale = geometry.pupil_scale
    return _Panel(name, sample_id, image, cube, scale, scan, score, mean_score, mesh.faces)


def _save(panels: list[_Panel], title: str, out: Path) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize
    from matplotlib.figure import Figure

    errors = [_scan_errors(panel) for panel in panels]
    limit = _colour_limit([error for pair in errors for error in pair if error is not None])
    titles = _TITLES if any(panel.mean_score for panel in panels) else _TITLES[:-1]
    figure = Figure(
        figsize=(2.1 * len(titles) + 0.6, 2.25 * len(panels) + 1.1), layout="constrained"
    )
    FigureCanvasAgg(figure)
    figure.suptitle(title)
    axes = figure.subplots(len(panels), len(titles), squeeze=False)
    for axis, column_title in zip(axes[0], titles, strict=True):
        axis.set_title(column_title, fontsize=9)
    for row, panel, (error, mean_error) in zip(axes, panels, errors, strict=True):
        pictures = [panel.image, _overlay(panel)]
        pictures.append(_front(panel.score.head_vertices, panel.faces))
        pictures.append(_front(panel.scan.head_vertices, panel.scan.faces))
        for axis, picture in zip(row, pictures, strict=False):
            axis.imshow(picture)
        _show_error(row[4], panel.scan, error, limit, f"CD {panel.score.cd_mm:.2f} mm")
        if panel.mean_score is not None:
            _show_error(
                row[5], panel.scan, mean_error, limit, f"CD {panel.mean_score.cd_mm:.2f} mm"
            )
        row[0].set_ylabel(f"{panel.bin}°, {panel.sample_id}", fontsize=9)
        for axis in row:
            axis.set(xticks=[], yticks=[])
            axis.spines[:].set_visible(False)
    colours = ScalarMappable(Normalize(0, limit), "viridis")
    bar = figure.colorbar(colours, ax=axes, shrink=0.6, pad=0.01)
    bar.set_label("distance from scan to reconstruction, mm")
    file = io.BytesIO()
    figure.savefig(file, dpi=110, **_FORMATS[out.suffix])
    write_whole(out, file.getvalue())


def _scan_errors(
    panel: _Panel,
) -> tuple[Float64[np.ndarray, " V"], Float64[np.ndarray, " V"] | None]:
    """Return the distance of each scan vertex to the reconstruction and to the mean face."""
    surfaces = [panel.score, panel.mean_score]
    errors = [
        None
        if surface is None
        else SurfaceTree(surface.head_vertices, panel.faces)
        .closest(panel.scan.head_vertices)
        .distance
        for surface in surfaces
    ]
    assert errors[0] is not None
    return errors[0], errors[1]


def _colour_limit(errors: list[Float64[np.ndarray, " V"]]) -> float:
    """Return one end of the colour scale for all maps: the 98th percentile, whole millimetres."""
    return float(max(1.0, np.ceil(np.percentile(np.concatenate(errors), 98))))


def _show_error(
    axis: Axes, scan: ScanMaps, error: Float64[np.ndarray, " V"] | None, limit: float, label: str
) -> None:
    assert error is not None
    pixels, mask = _render_front(scan.head_vertices, scan.faces, error[:, None])
    axis.imshow(np.ma.masked_array(pixels[..., 0], ~mask), cmap="viridis", vmin=0, vmax=limit)
    axis.set_xlabel(label, fontsize=9)


def _overlay(panel: _Panel) -> Float[np.ndarray, "H W 3"]:
    """Shade the reconstruction over the image."""
    camera_vertices = panel.cube * panel.pupil_scale * [1, -1, -1]
    shaded, mask = _shade(camera_vertices, panel.faces, _SIZE / 2 / panel.pupil_scale)
    repeat = _SIZE // IMAGE_SIZE
    image = panel.image.repeat(repeat, axis=0).repeat(repeat, axis=1) / 255
    return np.where(mask[..., None], 0.15 * image + 0.85 * shaded, image)


def _front(
    head_vertices: Float64[np.ndarray, "V 3"], faces: Int64[np.ndarray, "F 3"]
) -> Float[np.ndarray, "H W 3"]:
    shaded, mask = _shade(head_vertices * [1, -1, -1], faces, _SIZE / _VIEW_MM)
    return np.where(mask[..., None], shaded, 1.0)


def _shade(
    camera_vertices: Float64[np.ndarray, "V 3"], faces: Int64[np.ndarray, "F 3"], scale: float
) -> tuple[Float[np.ndarray, "H W 3"], np.ndarray]:
    return render_clay(camera_vertices, faces, _camera(scale), (_SIZE, _SIZE))


def _render_front(
    head_vertices: Float64[np.ndarray, "V 3"],
    faces: Int64[np.ndarray, "F 3"],
    attributes: Float64[np.ndarray, "V C"],
) -> tuple[Float[np.ndarray, "H W C"], np.ndarray]:
    camera = _camera(_SIZE / _VIEW_MM)
    return render_attributes(head_vertices * [1, -1, -1], faces, attributes, camera, (_SIZE, _SIZE))


def _camera(scale: float) -> WeakPerspectiveCamera:
    """Return an orthographic camera, its scale in pixels per unit."""
    return WeakPerspectiveCamera(
        torch.tensor([scale], dtype=torch.float32), torch.full((1, 2), _SIZE / 2)
    )
