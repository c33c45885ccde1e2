"""Which vertices of a scan a protocol scores: regions round the nose.

Seven points are always in the order of `landmarks.SEVEN_POINTS`.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float, Float64


def now_crop(
    scan_vertices: Float[np.ndarray, "P 3"],
    seven_points: Float[np.ndarray, "7 3"],
    factor: float = 1.4,
) -> Bool[np.ndarray, " P"]:
    """Choose the vertices in NoW's sphere round the centre of the face.

    The centre is three tenths of the way from the nose point to the bridge of the nose (midway
    between the inner eye corners). The radius is `factor` times the mean of two lengths: between
    the outer eye corners, and from the nose point to the bridge.

    Source: NoW's `compute_errors`, as shipped in weiguangzhao/DF_MVR @ 4d4ae4d.

    Args:
        scan_vertices: positions in any unit.
        seven_points: the scan's, in the same frame and unit.
        factor: 1.4 in NoW and its descendants, 1.2 in the FG2018 challenge.

    Returns:
        True inside the sphere and on it.

    Raises:
        ValueError: the seven points coincide or are not finite, or the factor is not positive.
    """
    centre, radius = now_sphere(seven_points, factor)
    return sphere_crop(scan_vertices, centre, radius)


def now_sphere(
    seven_points: Float[np.ndarray, "7 3"], factor: float = 1.4
) -> tuple[Float64[np.ndarray, " 3"], float]:
    """Return centre and radius of the sphere of `now_crop`."""
    points = np.asarray(seven_points, dtype=np.float64)
    right_outer, right_inner, left_inner, left_outer, nose = points[:5]
    bridge = 0.5 * (right_inner + left_inner)
    nose_length = float(np.linalg.norm(bridge - nose))
    radius = factor * 0.5 * (float(np.linalg.norm(right_outer - left_outer)) + nose_length)
    if not (np.isfinite(points).all() and factor > 0 and radius > 0):
        raise ValueError(
            f"seven points {points.tolist()} and factor {factor:g} give a crop of radius "
            f"{radius:g}; expected finite, distinct points and a positive factor"
        )
    return nose + 0.3 * (bridge - nose), radius


def sphere_crop(
    vertices: Float[np.ndarray, "P 3"], centre: Float[np.ndarray, " 3"], radius: float
) -> Bool[np.ndarray, " P"]:
    """Choose the vertices inside a sphere and on it.

    Raises:
        ValueError: the radius is not a positive number or the centre not finite.
    """
    if not (radius > 0 and np.isfinite(radius) and np.isfinite(centre).all()):
        raise ValueError(
            f"crop of radius {radius:g} round {np.asarray(centre).tolist()}; expected a positive "
            "radius and a finite centre"
        )
    offset = np.asarray(vertices, dtype=np.float64) - np.asarray(centre, dtype=np.float64)
    return np.asarray(np.linalg.norm(offset, axis=1) <= radius)


def below_plane(
    vertices: Float[np.ndarray, "P 3"],
    point: Float[np.ndarray, " 3"],
    up: Float[np.ndarray, " 3"],
) -> Bool[np.ndarray, " P"]:
    """Choose the vertices on a plane and below it: a forehead is cut by one above the brows.

    Args:
        vertices: positions.
        point: any point of the plane.
        up: its normal, of any length, towards what is cut away.

    Raises:
        ValueError: the normal has no length or something is not finite.
    """
    up = np.asarray(up, dtype=np.float64)
    if not (np.isfinite(up).all() and np.isfinite(point).all() and np.any(up != 0)):
        raise ValueError(
            f"plane through {np.asarray(point).tolist()} with normal {up.tolist()}; expected "
            "finite numbers and a normal that is not zero"
        )
    return np.asarray((np.asarray(vertices, np.float64) - np.asarray(point)) @ up <= 0)


def face_up(seven_points: Float[np.ndarray, "7 3"]) -> Float64[np.ndarray, " 3"]:
    """Return the face's unit vector from the mouth to the eyes, square to the line of the eyes.

    Raises:
        ValueError: eyes and mouth lie on one line or in one place, or are not finite.
    """
    points = np.asarray(seven_points, dtype=np.float64)
    across = points[[2, 3]].mean(axis=0) - points[[0, 1]].mean(axis=0)
    up = points[:4].mean(axis=0) - points[5:7].mean(axis=0)
    width = float(np.linalg.norm(across))
    if width > 0:
        up = up - (up @ across) / width**2 * across
    length = float(np.linalg.norm(up))
    if not (width > 0 and length > 1e-6 * width and np.isfinite(points).all()):
        raise ValueError(
            f"seven points {points.tolist()} do not tell up from down; expected finite eye corners "
            "and mouth corners that are not on one line"
        )
    return np.asarray(up / length)
