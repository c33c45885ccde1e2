"""Time the scoring of FaceScape-wild pairs: ours against Open3D and SciPy doing the same steps.

Both start from vertices in memory and end with CD, MNE and CR, the scan's side included, in turns,
so that a busy machine is busy for both. The peer casts the pixels' and the axis's rays on Open3D's
ray-casting scene (float32), takes the closest points there, and finds the median shift with SciPy.
The official evaluator (zhuhao-nju/facescape @ 19a9fff) takes 1.5 s for a pair of 20,000 and 5,000
vertices and 3.7 s for one of 68,000 and 36,000, measured once elsewhere; it needs an OpenGL context
and is not run here.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from jaxtyping import Float64
from scipy.optimize import minimize

import command_line
from benchmarks.cylindrical_map import HALF_HEIGHT_MM, SIZE, map_mesh
from benchmarks.facescape_wild import scan_maps, score_pair
from face_datasets.facescape import IMAGE_SIZE, WildGeometry
from geometry.meshes import Mesh, face_normals
from geometry.threads import num_threads

Contender = Callable[[Mesh, Mesh, WildGeometry], tuple[float, float, float]]

# Rows and columns of scan and prediction, and the official evaluator's seconds for such a pair.
_PAIRS = (((155, 135), (75, 67), 1.5), ((270, 250), (195, 185), 3.7))
_GEOMETRY = WildGeometry(np.array([0.1, -0.05, 0.0]), 124.0, np.eye(3))


def ours(scan: Mesh, prediction: Mesh, geometry: WildGeometry) -> tuple[float, float, float]:
    score = score_pair(scan_maps(scan, geometry), geometry, prediction.vertices, prediction.faces)
    return score.cd_mm, score.mne, score.cr


def open3d_and_scipy(
    scan: Mesh, prediction: Mesh, geometry: WildGeometry
) -> tuple[float, float, float]:
    meshes = [Mesh(m.vertices * geometry.pupil_scale, m.faces) for m in (scan, prediction)]
    first, second = (_visible_height(mesh, geometry.pupil_scale) for mesh in meshes)
    difference = (first - second)[np.isfinite(first) & np.isfinite(second)]

    def sum_of_absolutes(shift: Float64[np.ndarray, " 1"]) -> float:
        return float(np.abs(difference - shift[0]).sum())

    shift = minimize(sum_of_absolutes, np.zeros(1), method="SLSQP").x[0]
    centre = geometry.head_center * geometry.pupil_scale
    moved = (meshes[0].vertices, meshes[1].vertices + np.array([0, 0, shift]))
    heads = [
        Mesh((vertices - centre) @ geometry.rotation, mesh.faces)
        for vertices, mesh in zip(moved, meshes, strict=True)
    ]
    radii, hits = zip(*(_outermost(head) for head in heads), strict=True)
    common = (radii[0] > 0) & (radii[1] > 0)
    joined = [map_mesh(np.where(common, radius, 0)) for radius in radii]
    distances = [
        _scene(*joined[1 - k]).compute_distance(_tensor(joined[k][0]), nthreads=num_threads())
        for k in range(2)
    ]
    normals = [
        face_normals(head.vertices, head.faces)[hit[common]]
        for head, hit in zip(heads, hits, strict=True)
    ]
    mapped = [(n + 1) / np.linalg.norm(n + 1, axis=1, keepdims=True) for n in normals]
    mne = np.arccos(np.clip((mapped[0] * mapped[1]).sum(axis=1), -1, 1)).mean()
    cd = np.concatenate([d.numpy() for d in distances]).mean()
    return float(cd), float(mne), float(common.sum() / (radii[0] > 0).sum())


def _tensor(array: np.ndarray) -> Any:
    import open3d

    kind = np.uint32 if array.dtype.kind in "iu" else np.float32
    return open3d.core.Tensor.from_numpy(np.ascontiguousarray(array, kind))


def _scene(vertices: np.ndarray, faces: np.ndarray) -> Any:
    import open3d

    scene = open3d.t.geometry.RaycastingScene(nthreads=num_threads())
    scene.add_triangles(_tensor(vertices), _tensor(faces))
    return scene


def _visible_height(mesh: Mesh, pupil_scale: float) -> Float64[np.ndarray, "256 256"]:
    """Return z of the front faces that parallel rays from the viewer meet first, NaN for none."""
    a, b, c = (mesh.vertices[mesh.faces[:, corner]] for corner in range(3))
    front = np.cross(b - a, c - a)[:, 2] > 0
    step = 2 * pupil_scale / IMAGE_SIZE
    at = (np.arange(IMAGE_SIZE) + 0.5) * step - pupil_scale
    x, y = np.meshgrid(at, -at)
    height = float(mesh.vertices[:, 2].max()) + 10
    rays = np.zeros((IMAGE_SIZE, IMAGE_SIZE, 6))
    rays[..., 0], rays[..., 1], rays[..., 2], rays[..., 5] = x, y, height, -1
    scene = _scene(mesh.vertices, mesh.faces[front])
    hit = scene.cast_rays(_tensor(rays), nthreads=num_threads())["t_hit"].numpy()
    return np.where(np.isfinite(hit), height - hit.astype(np.float64), np.nan)


def _outermost(head: Mesh) -> tuple[np.ndarray, np.ndarray]:
    """Return radius and face of the hit furthest from the axis: the first one from outside."""
    reach = float(np.hypot(head.vertices[:, 0], head.vertices[:, 2]).max()) + 1
    angle = np.arange(SIZE) * 2 * np.pi / (SIZE - 1)
    rays = np.zeros((SIZE, SIZE, 6))
    rays[..., 3], rays[..., 5] = np.sin(angle), np.cos(angle)
    rays[..., 0], rays[..., 2] = -reach * np.sin(angle), -reach * np.cos(angle)
    rays[..., 1] = np.linspace(HALF_HEIGHT_MM, -HALF_HEIGHT_MM, SIZE)[:, None]
    scene = _scene(head.vertices, head.faces)
    found = scene.cast_rays(_tensor(rays), nthreads=num_threads())
    radius = reach - found["t_hit"].numpy().astype(np.float64)
    hit = radius > 0  # else it is on the other side of the axis
    return np.where(hit, radius, 0.0), found["primitive_ids"].numpy().astype(np.int64)


def head(n_columns: int, n_rows: int, *, bumps: float, half_width: float) -> Mesh:
    """An ellipsoidal face with a nose, in the cube of an image; `bumps` mm of deformation."""
    azimuth, elevation = np.meshgrid(
        np.linspace(-half_width, half_width, n_columns), np.linspace(1.1, -1.1, n_rows)
    )
    direction = np.stack(
        [
            np.sin(azimuth) * np.cos(elevation),
            np.sin(elevation),
            np.cos(azimuth) * np.cos(elevation),
        ],
        axis=-1,
    )
    radius = 1 / np.sqrt(((direction / [75, 115, 92]) ** 2).sum(axis=-1))
    radius += 22 * np.exp(-((azimuth / 0.16) ** 2) - ((elevation + 0.12) / 0.22) ** 2)
    radius += bumps * np.sin(7 * azimuth + 1) * np.cos(5 * elevation)
    ids = np.arange(azimuth.size).reshape(azimuth.shape)
    a, b, c, d = (x.ravel() for x in (ids[:-1, :-1], ids[:-1, 1:], ids[1:, :-1], ids[1:, 1:]))
    faces = np.concatenate([np.stack([a, c, b], axis=1), np.stack([b, c, d], axis=1)])
    points = (direction * radius[..., None]).reshape(-1, 3)
    return Mesh(points / _GEOMETRY.pupil_scale + _GEOMETRY.head_center, faces)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="timed runs of each (median)")
    arguments = parser.parse_args()
    if arguments.runs < 1:
        raise ValueError(f"--runs {arguments.runs}: give 1 or more")
    contenders: dict[str, Contender] = {"ours": ours}
    try:
        name = f"Open3D {importlib.metadata.version('open3d-cpu')} + SciPy"
        import open3d  # noqa: F401

        contenders[name] = open3d_and_scipy
    except (ImportError, OSError) as error:
        print(f"Open3D: not importable ({str(error).splitlines()[0]})")
    print(
        f"{num_threads()} threads; median of {arguments.runs} interleaved runs, scan included; "
        "CPU: this process's own time, which others on the machine do not lengthen"
    )
    for scan_size, size, official in _PAIRS:
        scan = head(*scan_size, bumps=0.0, half_width=1.45)
        prediction = head(*size, bumps=6.0, half_width=2.2)
        print(f"\n{len(scan.vertices):,} and {len(prediction.vertices):,} vertices")
        times = measure(contenders, scan, prediction, arguments.runs)
        fastest = times["ours"][0]
        for name, (wall, cpu, figures) in times.items():
            cd, mne, cr = figures
            print(
                f"{name:28s} {1e3 * wall:8.1f} ms {wall / fastest:6.2f}x {1e3 * cpu:8.1f} ms CPU"
                f"   CD {cd:.4f} mm, MNE {mne:.5f}, CR {cr:.4f}"
            )
        stated = "official evaluator (stated)"
        print(f"{stated:28s} {1e3 * official:8.1f} ms {official / fastest:6.2f}x")


def measure(
    contenders: dict[str, Contender], scan: Mesh, prediction: Mesh, runs: int
) -> dict[str, tuple[float, float, tuple[float, float, float]]]:
    """Return median seconds, median CPU seconds and the figures of each contender."""
    figures = {name: run(scan, prediction, _GEOMETRY) for name, run in contenders.items()}
    wall: dict[str, list[float]] = {name: [] for name in contenders}
    cpu: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(runs):
        for name, run in contenders.items():
            start, start_cpu = time.perf_counter(), time.process_time()
            run(scan, prediction, _GEOMETRY)
            wall[name].append(time.perf_counter() - start)
            cpu[name].append(time.process_time() - start_cpu)
    return {
        name: (statistics.median(wall[name]), statistics.median(cpu[name]), figures[name])
        for name in contenders
    }


if __name__ == "__main__":
    command_line.run(main)
