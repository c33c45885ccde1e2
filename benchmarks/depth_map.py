"""Visible depth at pixel centres, in float64: what two surfaces are shifted onto each other by.

The renderers' rasteriser is made for images and gradients, in float32; here a depth of metres is
compared to 0.1 um.
"""

# Kernels take many arrays, and numba types them by itself.
# ruff: noqa: ANN001, ANN202, PLR0917
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numba
import numpy as np
from jaxtyping import Float64, Int64


def nearest_map(
    pixels: Float64[np.ndarray, "V 2"],
    nearness: Float64[np.ndarray, " V"],
    faces: Int64[np.ndarray, "F 3"],
    size: int,
) -> Float64[np.ndarray, "H W"]:
    """Rasterise triangles that face the viewer and keep the nearest.

    Args:
        pixels: projected vertices (u right, v down); the centre of the top-left pixel is (0.5,
            0.5).
        nearness: a quantity that is linear in the image and larger for nearer points: minus the
            depth of an orthographic camera, one over the depth of a perspective one.
        faces: counter-clockwise seen from outside; those that show their back are left out.
        size: width and height of the square image.

    Returns:
        The largest nearness at each pixel, NaN where there is none; top row first.
    """
    best = np.full((size, size), -np.inf)
    _rasterise(np.ascontiguousarray(pixels), np.ascontiguousarray(nearness), faces, best)
    best[np.isneginf(best)] = np.nan
    return best


@numba.njit(nogil=True, cache=True)
def _rasterise(pixels, nearness, faces, best):
    size = len(best)
    for index in range(len(faces)):
        a, b, c = faces[index]
        ua, va, ub, vb, uc, vc = (
            pixels[a, 0], pixels[a, 1], pixels[b, 0], pixels[b, 1], pixels[c, 0], pixels[c, 1],
        )  # fmt: skip
        doubled_area = (ub - ua) * (vc - va) - (vb - va) * (uc - ua)
        if not doubled_area < 0.0:  # v points down: a front face turns clockwise in (u, v)
            continue
        left = max(0, int(np.ceil(max(min(ua, ub, uc), 0.0) - 0.5)))
        right = min(size - 1, int(np.floor(min(max(ua, ub, uc), float(size)) - 0.5)))
        top = max(0, int(np.ceil(max(min(va, vb, vc), 0.0) - 0.5)))
        bottom = min(size - 1, int(np.floor(min(max(va, vb, vc), float(size)) - 0.5)))
        for row in range(top, bottom + 1):
            v = row + 0.5
            for column in range(left, right + 1):
                u = column + 0.5
                wa = (ub - u) * (vc - v) - (vb - v) * (uc - u)
                wb = (uc - u) * (va - v) - (vc - v) * (ua - u)
                wc = (ua - u) * (vb - v) - (va - v) * (ub - u)
                if wa > 0.0 or wb > 0.0 or wc > 0.0:
                    continue
                value = (wa * nearness[a] + wb * nearness[b] + wc * nearness[c]) / doubled_area
                best[row, column] = max(best[row, column], value)
