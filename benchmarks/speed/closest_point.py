"""Time closest points on a face-sized mesh: ours against the common libraries.

Each contender answers the same queries from scratch, its data structure built anew, in turns, so
that a busy machine is busy for all of them. Libraries that are not installed are left out.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import statistics
import time
from collections.abc import Callable

import numpy as np

import command_line
from geometry.closest_point import SurfaceTree
from geometry.meshes import Mesh, subdivide
from geometry.threads import num_threads

Contender = Callable[[Mesh, np.ndarray], np.ndarray]


def ours(mesh: Mesh, points: np.ndarray) -> np.ndarray:
    return SurfaceTree(mesh.vertices, mesh.faces).closest(points).distance


def open3d_raycasting(mesh: Mesh, points: np.ndarray) -> np.ndarray:
    import open3d

    scene = open3d.t.geometry.RaycastingScene(nthreads=num_threads())
    tensor = open3d.core.Tensor.from_numpy
    vertices, faces = mesh.vertices.astype(np.float32), mesh.faces.astype(np.uint32)
    scene.add_triangles(tensor(vertices), tensor(faces))
    queries = tensor(points.astype(np.float32))
    return np.asarray(scene.compute_distance(queries, nthreads=num_threads()).numpy())


def libigl(mesh: Mesh, points: np.ndarray) -> np.ndarray:
    import igl

    return np.asarray(
        np.sqrt(igl.point_mesh_squared_distance(points, mesh.vertices, mesh.faces)[0])
    )


def scipy_vertices_only(mesh: Mesh, points: np.ndarray) -> np.ndarray:
    from scipy.spatial import cKDTree

    tree = cKDTree(mesh.vertices, balanced_tree=False, compact_nodes=False)
    return np.asarray(tree.query(points, workers=num_threads())[0])


CONTENDERS: dict[str, tuple[str, Contender]] = {
    "ours": ("numba", ours),
    "Open3D RaycastingScene": ("open3d-cpu", open3d_raycasting),
    "libigl": ("libigl", libigl),
    "SciPy k-d tree, vertices only": ("scipy", scipy_vertices_only),
}


def face_like_mesh() -> Mesh:
    """An ellipsoidal cap with a nose, 135 mm wide: 35,721 vertices, 70,688 faces."""
    n = 95
    corner = (np.arange(n - 1)[:, None] * n + np.arange(n - 1)).ravel()
    upper = np.stack([corner, corner + n, corner + n + 1], axis=1)
    lower = np.stack([corner, corner + n + 1, corner + 1], axis=1)
    u, v = (axis.ravel() for axis in np.meshgrid(*2 * [np.linspace(-0.9, 0.9, n)], indexing="ij"))
    z = 90 * np.sqrt(1 - (u * u + v * v) / 2) + 25 * np.exp(-(u * u + v * v) / 0.03)
    vertices = np.stack([75 * u, 95 * v, z], axis=1)
    return subdivide(Mesh(vertices, np.concatenate([upper, lower])))


def scan_points(mesh: Mesh, n: int, noise_mm: float) -> np.ndarray:
    """Points on the surface in random order, moved by noise."""
    rng = np.random.default_rng(1)
    corners = mesh.vertices[mesh.faces[rng.integers(0, len(mesh.faces), n)]]
    weights = rng.dirichlet([1, 1, 1], n)[..., None]
    moved: np.ndarray = (corners * weights).sum(axis=1) + rng.normal(size=(n, 3)) * noise_mm
    return moved


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, nargs="+", default=[50_000, 200_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=7, help="timed runs of each (median)")
    parser.add_argument("--noise", type=float, default=1.0, help="mm")
    arguments = parser.parse_args()
    if arguments.runs < 1 or min(arguments.points) < 1:
        raise ValueError("--runs and --points expect positive numbers")
    mesh = face_like_mesh()
    contenders, missing = {}, []
    for name, (package, contender) in CONTENDERS.items():
        try:
            contender(mesh, scan_points(mesh, 10, 1.0))  # compiles; imports
        except (ImportError, OSError) as error:
            missing.append(f"{name}: not importable ({str(error).splitlines()[0]})")
        else:
            contenders[f"{name} ({package} {importlib.metadata.version(package)})"] = contender
    print(
        f"{len(mesh.vertices):,} vertices, {len(mesh.faces):,} faces; {num_threads()} threads; "
        f"median of {arguments.runs} interleaved runs, building included"
    )
    print("\n".join(missing))
    for n in arguments.points:
        points = scan_points(mesh, n, arguments.noise)
        seconds: dict[str, list[float]] = {name: [] for name in contenders}
        results = {}
        for _ in range(arguments.runs):
            for name, contender in contenders.items():
                start = time.perf_counter()
                results[name] = contender(mesh, points)
                seconds[name].append(time.perf_counter() - start)
        reference = next(iter(results))
        fastest = statistics.median(seconds[reference])
        print(f"\n{n:,} points: ms, time relative to ours, mean distance mm")
        for name, times in seconds.items():
            median = statistics.median(times)
            distance = float(np.mean(results[name]))
            print(f"{name:48s} {1e3 * median:8.1f} {median / fastest:6.2f}x {distance:9.4f}")


if __name__ == "__main__":
    command_line.run(main)
