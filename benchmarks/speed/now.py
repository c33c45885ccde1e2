"""Time NoW's scoring of one pair, a 100,000-vertex scan and a 35,000-vertex prediction.

Landmark similarity, crop, tree, alignment over seven parameters and distances, as the protocol does
them; reading files is left out.
"""

from __future__ import annotations

import argparse
import statistics
import time

import numpy as np

import command_line
from geometry.closest_point import SurfaceTree
from geometry.face_crops import now_crop
from geometry.surface_alignment import align_to_scan, landmark_alignment, scan_to_surface
from geometry.threads import num_threads

from .alignment import deformed_pair

# Where eyes, nose and mouth are on the face-like mesh, x and y in mm.
_SEVEN = ((-45, 35), (-15, 35), (15, 35), (45, 35), (0, -5), (-25, -35), (25, -35))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=100_000, help="vertices of the scan")
    parser.add_argument("--runs", type=int, default=7, help="timed runs (median)")
    arguments = parser.parse_args()
    if arguments.runs < 1 or arguments.points < 1000:
        raise ValueError("--runs expects 1 or more, --points 1000 or more")
    mesh, scan, start = deformed_pair(arguments.points)
    scan_seven = np.array([scan[_nearest(scan, at)] for at in _SEVEN])
    in_scan = start.apply(mesh.vertices)
    mesh_seven = np.array([mesh.vertices[_nearest(in_scan, at)] for at in _SEVEN])
    seconds = []
    for _ in range(1 + arguments.runs):  # the first one compiles
        begin = time.perf_counter()
        points = scan[now_crop(scan, scan_seven)]
        tree = SurfaceTree(mesh.vertices, mesh.faces)
        alignment = align_to_scan(tree, points, landmark_alignment(mesh_seven, scan_seven))
        distance = scan_to_surface(tree, points, alignment).distance
        seconds.append(time.perf_counter() - begin)
    print(
        f"{len(scan):,} scan vertices, {len(points):,} of them cropped, {len(mesh.vertices):,} "
        f"predicted; {num_threads()} threads; median of {arguments.runs}: "
        f"{1e3 * statistics.median(seconds[1:]):.1f} ms; mean {distance.mean():.4f} mm, "
        f"converged: {alignment.converged}"
    )


def _nearest(vertices: np.ndarray, at: tuple[float, float]) -> int:
    return int(((vertices[:, :2] - np.array(at)) ** 2).sum(axis=1).argmin())


if __name__ == "__main__":
    command_line.run(main)
