"""What a doctor can tell of a scan and its seven points without knowing the scan's frame."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from jaxtyping import Float

from geometry.closest_point import SurfaceTree
from geometry.landmarks import SEVEN_POINTS
from geometry.meshes import Mesh

from .doctor import Finding

OUTER_EYES_MM = (65.0, 130.0)
"""Between the outer eye corners; adults have 80 to 105, published scans up to 115."""
_UNITS = {"metres": 1e3, "decimetres": 1e2, "centimetres": 10.0, "micrometres": 1e-3}
_OFF_MM, _FAR_OFF_MM = 3.0, 8.0
_FEW_VERTICES = 2000


def scan_problems(name: str, scan: Mesh, seven: Float[np.ndarray, "7 3"]) -> Iterator[Finding]:
    """Yield what is wrong with a scan and its seven points; nothing where all is well.

    Args:
        name: of the scan, for the findings.
        scan: as its reader gives it, so in millimetres if its files are right.
        seven: `SEVEN_POINTS` of it, as read.
    """
    if len(scan.vertices) < _FEW_VERTICES:
        yield Finding(
            "warning",
            f"{name}: only {len(scan.vertices)} vertices; scans have tens of thousands",
            "check that the file is the scan and was not simplified",
        )
    units = list(_unit_problems(name, seven))
    yield from units
    yield from _order_problems(name, seven)
    if units:
        return  # distances mean nothing then
    off = SurfaceTree(scan.vertices, scan.faces).closest(np.asarray(seven, np.float64)).distance
    worst = int(off.argmax())
    if off[worst] > _OFF_MM:
        yield Finding(
            "error" if off[worst] > _FAR_OFF_MM else "warning",
            f"{name}: {SEVEN_POINTS[worst]} is {off[worst]:.1f} mm away from the scan",
            "check that landmarks and scan belong together and are in one frame and unit",
        )


def _unit_problems(name: str, seven: Float[np.ndarray, "7 3"]) -> Iterator[Finding]:
    outer = float(np.linalg.norm(seven[3] - seven[0]))
    low, high = OUTER_EYES_MM
    if low <= outer <= high:
        return
    guess = [(unit, mm) for unit, mm in _UNITS.items() if low <= outer * mm <= high]
    where = f"{name}: {outer:.4g} between the outer eye corners, expected {low:g} to {high:g} mm"
    if guess:
        unit, factor = guess[0]
        yield Finding(
            "error",
            f"{where}: these look like {unit}",
            f"multiply scan and landmarks by {factor:g}",
        )
    else:
        yield Finding("error", where, "check the unit of the files and the order of the landmarks")


def _order_problems(name: str, seven: Float[np.ndarray, "7 3"]) -> Iterator[Finding]:
    right_outer, right_inner, left_inner, left_outer, nose, mouth_right, mouth_left = seven
    outer = np.linalg.norm(left_outer - right_outer)
    fix = f"put them into this order: {', '.join(SEVEN_POINTS)} (the subject's right and left)"
    inner = np.linalg.norm(left_inner - right_inner)
    widths = [np.linalg.norm(right_outer - right_inner), np.linalg.norm(left_outer - left_inner)]
    if not max(inner, *widths) < 0.7 * outer or not min(inner, *widths) > 0.1 * outer:
        yield Finding("error", f"{name}: the eye corners are not in order along the eyes", fix)
        return
    eyes, mouth = seven[:4].mean(axis=0), 0.5 * (mouth_right + mouth_left)
    if not np.linalg.norm(nose - eyes) < np.linalg.norm(mouth - eyes):
        yield Finding("error", f"{name}: the nose is farther from the eyes than the mouth", fix)
        return
    across = left_outer - right_outer
    if not (mouth_left - mouth_right) @ across > 0:
        yield Finding("error", f"{name}: eyes go from right to left and mouth corners do not", fix)
        return
    # x to the subject's left times y down points into the head
    if not np.cross(across, mouth - eyes) @ (nose - 0.5 * (eyes + mouth)) < 0:
        yield Finding(
            "error",
            f"{name}: left and right are swapped, or the scan is a mirror image",
            fix,
        )
