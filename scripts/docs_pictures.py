"""Draw the pictures of docs/concepts: `python -m scripts.docs_pictures` (make docs-pictures).

Everything is made from the procedural head and from committed results; nothing is downloaded.
`--only frames distances` draws some of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

import command_line
from benchmarks.cylindrical_distance import map_distances
from benchmarks.cylindrical_map import CylindricalMap, cylindrical_map
from geometry.cameras import PinholeCamera, WeakPerspectiveCamera
from geometry.closest_point import SurfaceTree
from geometry.face_crops import now_crop
from geometry.landmarks import IBUG68_SEVEN
from geometry.rotations import euler_to_matrix
from geometry.surface_alignment import (
    SurfaceAlignment,
    align_to_scan,
    landmark_alignment,
    scan_to_surface,
)
from scripts.docs_heads import clay, face_model, front_camera, pair, render, turned

PROJECT = Path(__file__).resolve().parents[1]
RESULTS = PROJECT / "benchmarks" / "results"
_CUT_ROW = 133  # of the cylindrical maps: some 6 mm below the tip of the nose
_INTERVAL = ["value", "ci_low", "ci_high"]
_RED, _GREEN, _BLUE, _GREY = "#c0392b", "#2e8b57", "#1f5fbf", "#777777"


def figure(width: float, height: float) -> Figure:
    """Return an empty figure, inches."""
    drawn = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(drawn)
    return drawn


def bare(axis: Axes, title: str = "", label: str = "") -> None:
    """Take ticks and frame off a panel."""
    axis.set(xticks=[], yticks=[])
    axis.spines[:].set_visible(False)
    axis.set_title(title, fontsize=9)
    axis.set_xlabel(label, fontsize=9)


def frames() -> Figure:
    """Model frame, camera frame and pixels, and what a positive yaw is."""
    model, size, view_mm = face_model(), 360, 350.0
    head, faces = model.mean_shape.double().numpy(), model.faces.numpy()
    drawn = figure(10, 3.7)
    axes = drawn.subplots(1, 3)
    camera = front_camera(size, view_mm)
    axes[0].imshow(clay(turned(head, 30.0, 12.0), faces, camera, size))
    centre = (head.max(axis=0) + head.min(axis=0)) / 2
    tip = head[model.landmark_indices[30]]
    names = ("x: subject's left", "y: up", "z: out of the face")
    for direction, colour, name in zip(np.eye(3) * 80, (_RED, _GREEN, _BLUE), names, strict=True):
        # turned() centres what it gets: with its mirror image, a point keeps its place.
        ends = (
            turned(np.stack([point, 2 * centre - point]), 30.0, 12.0)[0]
            for point in (tip, tip + direction)
        )
        start, end = (point[:2] * size / view_mm + size / 2 for point in ends)
        _arrow(axes[0], start, end, colour, name)
    bare(axes[0], "model frame, mm")
    for axis, yaw in zip(axes[1:], (30.0, -30.0), strict=True):
        axis.imshow(clay(turned(head, yaw), faces, camera, size))
        side = "right" if yaw > 0 else "left"
        bare(axis, f"yaw {yaw:+.0f}°: the face points to the image's {side}")
        axis.spines[:].set_visible(True)
    _arrow(axes[1], (4, 4), (95, 4), _RED, "u, camera x", (5, -12))
    _arrow(axes[1], (4, 4), (4, 95), _GREEN, "v, camera y", (-2, -12))
    axes[1].text(6, 350, "camera z: into the picture", fontsize=8, color=_BLUE)
    axes[2].annotate(
        "centre of the first pixel: (0.5, 0.5)",
        (0, 0),
        (40, 24),
        fontsize=8,
        arrowprops={"arrowstyle": "->", "color": _GREY},
    )
    return drawn


def _arrow(
    axis: Axes,
    start: Sequence[float] | np.ndarray,
    end: Sequence[float] | np.ndarray,
    colour: str,
    name: str,
    offset: tuple[float, float] = (3, 3),
) -> None:
    style = {"arrowstyle": "-|>", "color": colour, "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
    axis.annotate("", tuple(end), tuple(start), arrowprops=style)
    around = {"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.5}
    axis.annotate(
        name,
        tuple(end),
        offset,
        textcoords="offset points",
        color=colour,
        fontsize=8,
        bbox=around,
    )


def cameras() -> Figure:
    """The same head in the lab's three focal lengths and under a scaled orthographic camera."""
    model, size = face_model(), 256
    head, faces = model.mean_shape.double().numpy(), model.faces.numpy()
    drawn = figure(10, 2.9)
    axes = drawn.subplots(1, 4)
    middle = torch.full((1, 2), size / 2)
    for axis, focal, distance in zip(
        axes, (300.0, 600.0, 1200.0), (370.4, 740.7, 1481.5), strict=False
    ):
        points = turned(head, 20.0) + np.array([0, 0, distance])
        axis.imshow(clay(points, faces, PinholeCamera(torch.tensor([focal]), middle), size))
        bare(axis, f"pinhole, f = {focal:.0f} px", f"{distance:.0f} mm away")
    scale = torch.tensor([300.0 / 370.4])
    axes[3].imshow(clay(turned(head, 20.0), faces, WeakPerspectiveCamera(scale, middle), size))
    bare(axes[3], "weak perspective", "depth does not change the size")
    return drawn


def cube() -> Figure:
    """A mesh in the cube of its image, from the front and from the side."""
    model, size = face_model(), 300
    head, faces = model.mean_shape.double().numpy(), model.faces.numpy()
    drawn = figure(7.4, 3.6)
    axes = drawn.subplots(1, 2)
    points = turned(head, 25.0)
    half = 1.25 * float(np.abs(points[:, :2]).max())
    camera = WeakPerspectiveCamera(torch.tensor([size / 2 / half]), torch.full((1, 2), size / 2))
    # From the subject's right: z of the cube, towards the viewer of the photograph, to the right.
    side = np.stack([-points[:, 2], points[:, 1], points[:, 0]], axis=1)
    for axis, shown, name in zip(axes, (points, side), ("x", "z: to the viewer"), strict=True):
        axis.imshow(clay(shown, faces, camera, size), extent=(-1, 1, -1, 1))
        axis.set(xticks=[-1, 0, 1], yticks=[-1, 0, 1], xlabel=name, ylabel="y")
        axis.grid(alpha=0.3)
    axes[0].set_title("the photograph is [-1, 1]²: 256 x 256 pixels", fontsize=9)
    axes[1].set_title("the same mesh from the side; its z has any origin", fontsize=9)
    return drawn


def alignment() -> Figure:
    """One reconstruction after four alignments, and its true error."""
    both = pair()
    scan = both.scan
    seven = both.landmarks[list(IBUG68_SEVEN["bottom"])]
    angles = torch.tensor(np.deg2rad([2.0, -2.5, 1.0]))
    placed = 1.03 * both.prediction @ euler_to_matrix(angles).numpy().T + [2.0, -1.5, 3.0]
    tree = SurfaceTree(placed, both.faces)
    inside = now_crop(scan, both.head[seven])
    start = landmark_alignment(placed[seven], both.head[seven])
    rigid = landmark_alignment(placed[seven], both.head[seven], with_scale=False)
    cases = {
        "as it was placed": SurfaceAlignment(1.0, np.eye(3), np.zeros(3)),
        "seven points": start,
        "surface, scale held": align_to_scan(tree, scan[inside], rigid, with_scale=False),
        "surface, scale free": align_to_scan(tree, scan[inside], start),
    }
    errors = {name: scan_to_surface(tree, scan, found).distance for name, found in cases.items()}
    best = landmark_alignment(placed[both.scan_ids[inside]], scan[inside])
    errors["true error: the\nsame point of the skin"] = np.linalg.norm(
        best.apply(placed[both.scan_ids]) - scan, axis=1
    )
    return _error_maps({n: np.where(inside, e, np.nan) for n, e in errors.items()}, inside)


def _error_maps(errors: dict[str, np.ndarray], inside: np.ndarray) -> Figure:
    both, size, limit = pair(), 260, 4.0
    drawn = figure(11, 3.1)
    axes = drawn.subplots(1, len(errors))
    points = turned(both.scan, 0.0)
    for axis, (name, error) in zip(axes, errors.items(), strict=True):
        values = np.stack([np.nan_to_num(error), inside.astype(float)], axis=1)
        layers, covered = render(points, both.scan_faces, values, front_camera(size), size)
        axis.imshow(clay(points, both.scan_faces, front_camera(size), size))
        shown = np.ma.masked_array(layers[..., 0], ~covered | (layers[..., 1] < 1 - 1e-3))
        image = axis.imshow(shown, cmap="viridis", vmin=0, vmax=limit)
        bare(axis, name, f"mean {np.nanmean(error):.2f} mm")
    drawn.colorbar(image, ax=axes, shrink=0.75, pad=0.01).set_label("mm")
    return drawn


def _maps() -> tuple[CylindricalMap, CylindricalMap]:
    """Return the cylindrical maps of the scan and of the reconstruction, one axis for both."""
    both = pair()
    centre = both.head.mean(axis=0) * [1, 0, 1]
    centre[1] = both.head[both.landmarks[30], 1]
    shown = face_model().face_crop.numpy()  # what a method renders and predicts
    kept = both.faces[shown[both.faces].all(axis=1)]
    return (
        cylindrical_map(both.scan - centre, both.scan_faces),
        cylindrical_map(both.prediction - centre, kept),
    )


def distances() -> Figure:
    """A cut through scan and reconstruction: nearest vertex, surface, and both ways."""
    columns = np.arange(92, 164)  # the front; 127 is the middle of the face
    angles = columns * 2 * np.pi / 255
    cuts = []
    for surface in _maps():
        row = surface.radius[_CUT_ROW, columns]
        cut = np.stack([-row * np.sin(angles), -row * np.cos(angles)], axis=1)
        cuts.append(cut[row > 0])
    scan, prediction = cuts[0], cuts[1][::6]  # few vertices, for the eye
    drawn = figure(10, 2.9)
    axes = drawn.subplots(1, 2)
    for point in scan[1:-1:3]:
        nearest = prediction[np.argmin(np.linalg.norm(prediction - point, axis=1))]
        axes[0].plot(*np.stack([point, nearest]).T, color=_RED, linewidth=1)
        for axis in axes:
            axis.plot(*np.stack([point, _closest(point, prediction)]).T, color=_BLUE, linewidth=1.5)
    for point in prediction:
        axes[1].plot(*np.stack([point, _closest(point, scan)]).T, color=_GREEN, linewidth=1.5)
    entries = (
        ((_RED, "to the nearest vertex"), (_BLUE, "to the surface")),
        ((_BLUE, "from scan to reconstruction"), (_GREEN, "from reconstruction to scan")),
    )
    for axis, named in zip(axes, entries, strict=True):
        axis.plot(*scan.T, color=_GREY, linewidth=1.5, label="scan")
        axis.plot(*prediction.T, "o-", color="black", markersize=4, linewidth=1)
        axis.plot([], [], "o-", color="black", markersize=4, linewidth=1, label="reconstruction")
        for colour, name in named:
            axis.plot([], [], color=colour, label=name)
        axis.set_aspect("equal")
        axis.legend(fontsize=8, loc="lower center", frameon=False)
    bare(axes[0], "a distance to vertices depends on how many there are")
    bare(axes[1], "the two directions pair different points")
    return drawn


def _closest(point: np.ndarray, line: np.ndarray) -> np.ndarray:
    """Return the closest point of a polygonal line in the plane."""
    start, step = line[:-1], np.diff(line, axis=0)
    along = ((point - start) * step).sum(axis=1) / (step**2).sum(axis=1)
    found = start + along.clip(0, 1)[:, None] * step
    return np.asarray(found[np.argmin(np.linalg.norm(found - point, axis=1))])


def cylinder() -> Figure:
    """The cylindrical maps behind CD and CR."""
    scan, prediction = _maps()
    common = scan.covered() & prediction.covered()
    kept = [np.where(common, surface.radius, 0.0) for surface in (scan, prediction)]
    found = map_distances(kept[0], kept[1])
    assert found is not None  # the two surfaces overlap
    _, to_prediction, to_scan = found
    cd = np.concatenate([to_prediction, to_scan]).mean()
    drawn = figure(10.5, 3.2)
    axes = drawn.subplots(1, 4)
    for axis, surface, name in zip(
        axes, (scan, prediction), ("scan", "reconstruction"), strict=False
    ):
        shown = np.ma.masked_array(surface.radius, ~surface.covered())
        axis.imshow(shown[:, 32:224], cmap="gray", vmin=40, vmax=130)
        bare(axis, f"{name}: distance from the axis")
    answer = np.ones((256, 256, 3))
    answer[scan.covered()] = (0.80, 0.35, 0.30)
    answer[prediction.covered()] = (0.85, 0.85, 0.85)
    answer[common] = (0.35, 0.60, 0.45)
    axes[2].imshow(answer[:, 32:224])
    bare(
        axes[2],
        "green: both; red: the scan alone",
        f"CR = green / (green + red) = {common.sum() / scan.covered().sum():.3f}",
    )
    gap = np.ma.masked_array(np.abs(kept[0] - kept[1]), ~common)
    image = axes[3].imshow(gap[:, 32:224], cmap="viridis", vmin=0, vmax=8)
    bare(axes[3], "difference along each ray", f"CD, closest points both ways: {cd:.2f} mm")
    drawn.colorbar(image, ax=axes[3], shrink=0.75).set_label("mm")
    return drawn


def intervals() -> Figure:
    """Scores with intervals and ranks, and paired differences, of committed results."""
    name = "dfmvr_rmse"
    rows = pd.read_csv(RESULTS / "dfmvr-laptop.csv")
    rows = rows[(rows["metric"] == name) & (rows["bin"] == "all")].sort_values("value")
    pairs = pd.read_csv(RESULTS / "dfmvr-laptop-pairs.csv")
    pairs = pairs[(pairs["metric"] == name) & (pairs["bin"] == "all")]
    drawn = figure(10, 3.0)
    left, right = drawn.subplots(1, 2)
    ranked = rows["rank"].notna()
    mean_face = rows[~ranked].head(1).assign(method="mean face")  # the same one for every method
    scores = [
        (r.method + (f"  (rank {r['rank']:.0f})" if r["rank"] > 0 else ""), *r[_INTERVAL])
        for _, r in pd.concat([rows[ranked], mean_face]).iterrows()
    ]
    gaps = [
        (f"{r['first']} - {r['second']}", r.difference, r.ci_low, r.ci_high)
        for _, r in pairs.iterrows()
    ]
    for axis, entries in ((left, scores), (right, gaps)):
        for place, (_, value, low, high) in enumerate(entries):
            within = axis is right and low <= 0 <= high
            colour = _RED if within else _BLUE
            axis.plot([low, high], [place, place], color=colour, linewidth=2)
            axis.plot(value, place, "o", color=colour)
        axis.set_yticks(range(len(entries)), [entry[0] for entry in entries], fontsize=8)
        axis.invert_yaxis()
    right.axvline(0, color=_GREY, linewidth=1)
    left.set_title("mean distance, nominal mm, 95 % intervals (synthetic)", fontsize=9)
    right.set_title("paired differences; red: not told apart", fontsize=9)
    return drawn


def stand_ins() -> Figure:
    """What the studio renders: photographs, labels, scans, albedo, another light."""
    with tempfile.TemporaryDirectory() as folder:
        for name, subjects in (("three-view", "2"), ("facescape-wild", "4"), ("appearance", "1")):
            command = [sys.executable, "-m", "synthesis", name, "--out", f"{folder}/{name}"]
            more = ["--size", "256"] if name == "three-view" else []
            subprocess.run(
                [*command, "--subjects", subjects, "--processes", "1", *more], check=True
            )
        return _gallery(Path(folder))


def _gallery(root: Path) -> Figure:
    triple = next(p.parent for p in sorted((root / "three-view").rglob("front.png")))
    portrait = next(p.parent for p in sorted((root / "appearance").rglob("photo.png")))
    wild = json.loads((root / "facescape-wild" / "SYNTHETIC.json").read_text())["wild_ids"]
    maps = np.load(portrait / "maps.npz")
    pictures: list[tuple[str, np.ndarray]] = [
        *(
            (f"three-view: {view}", _image(triple / f"{view}.png"))
            for view in ("left", "front", "right")
        ),
        ("its labels", _image(triple / "front_parsing.png")),
        *(
            (
                f"facescape-wild: {sample}",
                _image(root / f"facescape-wild/data/wild_images/{sample}.png"),
            )
            for sample in wild
        ),
        ("appearance: photograph", _image(portrait / "photo.png")),
        ("diffuse albedo", maps["diffuse_albedo"].clip(0, 1)),
        ("specular albedo", maps["specular_albedo"]),
        ("under another light", _image(portrait / "relit.png")),
    ]
    drawn = figure(8.4, 6.8)
    for axis, (name, picture) in zip(drawn.subplots(3, 4).flat, pictures, strict=True):
        axis.imshow(picture, cmap="tab10" if name == "its labels" else "gray")
        bare(axis, name)
    return drawn


def _image(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path))


PICTURES: dict[str, Callable[[], Figure]] = {
    "frames": frames,
    "cameras": cameras,
    "cube": cube,
    "alignment": alignment,
    "distances": distances,
    "cylinder": cylinder,
    "intervals": intervals,
    "stand-ins": stand_ins,
}


def main() -> None:
    """Draw the pictures that the command line asks for."""
    parser = command_line.Parser(prog="python -m scripts.docs_pictures", description=__doc__)
    parser.add_argument("--out", type=Path, default=PROJECT / "docs" / "pictures" / "concepts")
    parser.add_argument("--only", nargs="+", choices=sorted(PICTURES), default=list(PICTURES))
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name in arguments.only:
        path = arguments.out / f"{name}.jpg"
        PICTURES[name]().savefig(path, dpi=110, pil_kwargs={"quality": 82, "optimize": True})
        sys.stdout.write(f"{path}: {path.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    command_line.run(main)
