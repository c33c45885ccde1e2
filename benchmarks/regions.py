"""Facial regions of scan points, derived from the seven points alone.

Protocols that measure distances of scan points report them per region too. The regions are ours: no
paper defines them for scans without a template. They are cut in the plane of the face, which eye
corners and mouth corners span, and measured in units of the face itself, so that they do not depend
on its pose, its size or the definition of the nose point:

- the eye line joins the means of each eye's corners; the bridge is midway between the inner ones;
- u runs along the eye line to the subject's left, in outer eye distances;
- v runs up, 0 at the bridge and -1 midway between the mouth corners.

Each point belongs to exactly one region, the first of `REGIONS` that holds it: nose (a trapezium
below the bridge), eyes and mouth (ellipses around their corners), forehead (above v = 0.24, where
the brows are), chin (below v = -1.22) and cheeks (what is left).
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Float64, Int64

from .protocol import Metric

REGIONS = ("nose", "eyes", "mouth", "forehead", "chin", "cheeks")

# Half widths of the nose at its ends and where it ends, from the 106 landmarks of the public sample
# of Pixel-Face (zyg11/Pixel-Face @ 0a800cd): wings at |u| = 0.22, bottom at v = -0.62.
_NOSE_TOP, _NOSE_BASE = 0.05, -0.66
_NOSE_HALF_WIDTHS = (0.11, 0.25)  # at v = 0 and at the base, outer eye distances
_EYE_HALF_AXES = (0.8, 0.5)  # eye widths
_MOUTH_HALF_AXES = (0.62, 0.35)  # mouth widths
_BROWS, _CHIN = 0.24, -1.22
_FEWEST_POINTS = 20

REGION_METRICS: tuple[Metric, ...] = tuple(
    Metric(f"mean_mm_{region}", f"{region} mm", 3, required=False, shown=False)
    for region in REGIONS
)
"""Mean distance per region; absent where the scan has too few points of it."""


def label_regions(
    points: Float[np.ndarray, "P 3"], seven_points: Float[np.ndarray, "7 3"]
) -> Int64[np.ndarray, " P"]:
    """Return the region of each point as an index into `REGIONS`.

    Args:
        points: of a face, in any frame that is not mirrored.
        seven_points: `SEVEN_POINTS` of that face, in the same frame; the nose is not used.

    Raises:
        ValueError: eyes and mouth do not span a plane.
    """
    right, left, mouth = seven_points[:2], seven_points[2:4], seven_points[5:]
    bridge = 0.5 * (seven_points[1] + seven_points[2])
    across = left.mean(axis=0) - right.mean(axis=0)
    up = bridge - mouth.mean(axis=0)
    across = across / np.linalg.norm(across)
    up = up - (up @ across) * across
    height = float(np.linalg.norm(up))
    outer = float(np.linalg.norm(seven_points[3] - seven_points[0]))
    if not (height > 1e-6 * outer > 0):
        raise ValueError(
            f"eyes and mouth lie on one line: {seven_points.tolist()}; expected eye corners, nose "
            "and mouth corners in the order of SEVEN_POINTS"
        )
    plane = np.stack([across, up / height], axis=1)
    x, y = ((points - bridge) @ plane).T
    v = y / height

    def in_ellipse(
        corners: Float64[np.ndarray, "2 3"], half_axes: tuple[float, float]
    ) -> np.ndarray:
        centre_x, centre_y = (corners.mean(axis=0) - bridge) @ plane
        width = np.linalg.norm(corners[1] - corners[0])
        a, b = half_axes[0] * width, half_axes[1] * width
        inside: np.ndarray = ((x - centre_x) / a) ** 2 + ((y - centre_y) / b) ** 2 <= 1
        return inside

    half_width = outer * np.interp(v, (_NOSE_BASE, 0.0), _NOSE_HALF_WIDTHS[::-1])
    inside = (
        (np.abs(x) <= half_width) & (v <= _NOSE_TOP) & (v >= _NOSE_BASE),
        in_ellipse(right, _EYE_HALF_AXES) | in_ellipse(left, _EYE_HALF_AXES),
        in_ellipse(mouth, _MOUTH_HALF_AXES),
        v > _BROWS,
        v < _CHIN,
        np.ones(len(points), dtype=bool),
    )
    return np.asarray(np.argmax(np.stack(inside), axis=0), np.int64)


def region_means(
    distances: Float[np.ndarray, " P"], labels: Int64[np.ndarray, " P"]
) -> dict[str, float]:
    """Return the mean distance per region by metric name, for regions with 20 points or more."""
    means = {}
    for index, region in enumerate(REGIONS):
        chosen = distances[labels == index]
        if len(chosen) >= _FEWEST_POINTS:
            means[f"mean_mm_{region}"] = float(chosen.mean())
    return means
