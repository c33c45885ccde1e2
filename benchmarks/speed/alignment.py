"""Time the alignment of a 200,000-point scan to a face-sized mesh: ours against common libraries.

Each contender starts at the same place, builds what it needs and stops by its own rule, in turns,
so that a busy machine is busy for all of them. The peers minimise other costs, to the nearest
vertex and over six parameters: the column of distances, from all points to the moved surface in
float64, says what their answers are worth. Libraries that are not installed are left out.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np

import command_line
from geometry.closest_point import SurfaceTree
from geometry.meshes import Mesh
from geometry.surface_alignment import SurfaceAlignment, align_to_scan, scan_to_surface
from geometry.threads import num_threads

from .closest_point import face_like_mesh, scan_points

Contender = Callable[[Mesh, np.ndarray, SurfaceAlignment], SurfaceAlignment]
_REACH_MM = 10.0  # within which peers look for pairs


def ours(mesh: Mesh, points: np.ndarray, start: SurfaceAlignment) -> SurfaceAlignment:
    return align_to_scan(SurfaceTree(mesh.vertices, mesh.faces), points, start)


def ours_rigid(mesh: Mesh, points: np.ndarray, start: SurfaceAlignment) -> SurfaceAlignment:
    return align_to_scan(SurfaceTree(mesh.vertices, mesh.faces), points, start, with_scale=False)


def open3d_point_to_plane(
    mesh: Mesh, points: np.ndarray, start: SurfaceAlignment
) -> SurfaceAlignment:
    import open3d

    registration = open3d.pipelines.registration
    source, target = open3d.geometry.PointCloud(), open3d.geometry.PointCloud()
    source.points = open3d.utility.Vector3dVector(start.inverse_apply(points) * start.scale)
    target.points = open3d.utility.Vector3dVector(mesh.vertices * start.scale)
    target.estimate_normals()
    found = registration.registration_icp(
        source,
        target,
        _REACH_MM,
        np.eye(4),
        registration.TransformationEstimationPointToPlane(),
        registration.ICPConvergenceCriteria(max_iteration=100),
    )
    return _before(start, np.asarray(found.transformation))


def small_gicp_plane(mesh: Mesh, points: np.ndarray, start: SurfaceAlignment) -> SurfaceAlignment:
    import small_gicp

    found = small_gicp.align(
        mesh.vertices * start.scale,
        start.inverse_apply(points) * start.scale,
        registration_type="PLANE_ICP",
        downsampling_resolution=0.01,
        max_correspondence_distance=_REACH_MM,
        num_threads=num_threads(),
        max_iterations=100,
    )
    return _before(start, np.asarray(found.T_target_source))


def _before(start: SurfaceAlignment, scan_motion: np.ndarray) -> SurfaceAlignment:
    """Return `start` after the inverse of a motion of the scan in the prediction's frame."""
    turn, shift = scan_motion[:3, :3], scan_motion[:3, 3]
    rotation = start.rotation @ turn.T
    return SurfaceAlignment(start.scale, rotation, start.translation - rotation @ shift)


CONTENDERS: dict[str, Contender] = {
    "ours, 7 parameters": ours,
    "ours, 6 parameters": ours_rigid,
    "Open3D, point to plane, 6": open3d_point_to_plane,
    "small_gicp, point to plane, 6": small_gicp_plane,
}


def deformed_pair(n_points: int) -> tuple[Mesh, np.ndarray, SurfaceAlignment]:
    """Return a prediction a millimetre off the scan, the scan's points, and a start some mm off."""
    mesh = face_like_mesh()
    rng = np.random.default_rng(5)
    moved = mesh.vertices.copy()
    for centre in mesh.vertices[rng.integers(0, len(mesh.vertices), 12)]:
        distance2 = ((mesh.vertices - centre) ** 2).sum(axis=1)
        moved += rng.normal(0, 2, 3) * np.exp(-distance2 / (2 * 20**2))[:, None]
    cosine, sine = np.cos(0.08), np.sin(0.08)
    rotation = np.array([[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]])
    start = SurfaceAlignment(1.01, rotation, np.array([3.0, -2.0, 4.0]))
    return Mesh(moved, mesh.faces), scan_points(mesh, n_points, 0.3), start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each (median)")
    arguments = parser.parse_args()
    if arguments.runs < 1 or arguments.points < 100:
        raise ValueError("--runs expects 1 or more, --points 100 or more")
    mesh, points, start = deformed_pair(arguments.points)
    contenders = {}
    for name, contender in CONTENDERS.items():
        try:
            contender(mesh, points[:1000], start)  # compiles; imports
        except (ImportError, OSError) as error:
            print(f"{name}: not importable ({str(error).splitlines()[0]})")
        else:
            contenders[name] = contender
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    results = {}
    for _ in range(arguments.runs):
        for name, contender in contenders.items():
            begin = time.perf_counter()
            results[name] = contender(mesh, points, start)
            seconds[name].append(time.perf_counter() - begin)
    print(
        f"{len(points):,} points, {len(mesh.faces):,} faces, {num_threads()} threads; median of "
        f"{arguments.runs} interleaved runs: ms, RMS distance to the surface mm"
    )
    tree = SurfaceTree(mesh.vertices, mesh.faces)
    for name, times in seconds.items():
        distance = scan_to_surface(tree, points, results[name]).distance
        rms = float(np.sqrt((distance**2).mean()))
        note = "" if results[name].converged else "  not converged"
        print(f"{name:32s} {1e3 * statistics.median(times):8.1f} {rms:9.5f}{note}")


if __name__ == "__main__":
    command_line.run(main)
