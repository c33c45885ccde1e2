"""The neutral mean shape: sections, sculpted brushes, nose, lids, lips, ears."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy.interpolate import PchipInterpolator

from . import procedural_ears as ears
from . import procedural_eyes as eyes
from . import procedural_mouth as mouth
from .procedural_surface import (
    CROWN,
    Brush,
    Vector,
    brush_field,
    front_exponent,
    front_point,
    level_of_front_height,
    section_point,
    smooth_maximum,
)
from .procedural_topology import HalfTopology, Layout, build_half

# Columns: x on the face (mm, at the height of the pupils), then azimuth behind it (degrees).
_COLUMNS_X = (
    0.0, 1.6, 3.2, 4.9, 6.7, 8.6, 10.6, 12.8, 15.1, 17.6, 20.3, 23.3, 26.6, 30.2, 34.2, 38.6, 43.2,
    48.1, 53.3,
)  # fmt: skip
_COLUMNS_AZIMUTH = (
    43.2, 47.5, 52.0, 57.0, 62.5, 68.5, 75.0, 81.0, 86.5, 91.0, 95.0, 99.0, 103.0, 107.0,
    113.5, 121.5, 131.0, 142.0, 154.5, 167.0, 180.0,
)  # fmt: skip
# Rows: levels of the section table below the chin, heights of the front midline on the face (mm),
# levels again.
_ROWS_NECK = (0.0, 0.6, 1.2, 1.8, 2.4, 3.0, 3.5)
_ROWS_FRONT = (
    -116.5, -113.5, -110.0, -105.0, -99.5, -93.8,
    -88.0, -83.0, -78.0, -73.0, -68.0, -63.0, -58.0, -53.0,
    -49.0, -47.2, -45.6, -44.0, -42.3, -40.4, -38.2, -35.8, -33.2, -30.4, -27.4, -24.3, -21.2,
    -18.0, -13.0, -8.5, -4.0, 0.0, 4.0, 8.5, 13.0,
    18.0, 20.6, 23.2, 25.9, 29.0, 33.0, 38.5, 45.5, 53.5, 62.0, 70.5, 79.0,
)  # fmt: skip
_ROWS_SCALP = (17.5, 18.0, 18.5, 18.95, 19.35, 19.7)

_SCULPT = (
    Brush((31.0, -1.0, 95.0), (13.0, 8.5, 20.0), (0.0, 0.0, -3.2)),  # orbit
    Brush((16.5, -1.0, 97.0), (4.5, 7.0, 16.0), (0.0, 0.0, -4.6)),  # inner corner of the eye
    Brush((28.0, 17.5, 102.0), (17.0, 5.5, 20.0), (0.0, 0.5, 1.6)),  # brow ridge
    Brush((51.0, 13.0, 85.0), (8.0, 7.0, 15.0), (0.5, 0.0, 1.5)),  # outer end of the brow
    Brush((0.0, 19.0, 104.0), (9.0, 6.0, 20.0), (0.0, 0.0, 1.2)),  # glabella
    Brush((57.0, -22.0, 78.0), (13.0, 11.0, 20.0), (1.6, 0.0, 3.6)),  # cheekbone
    Brush((66.0, 18.0, 60.0), (8.0, 20.0, 20.0), (-2.0, 0.0, -1.0)),  # temple
    Brush((45.0, -58.0, 90.0), (12.0, 14.0, 22.0), (-0.5, 0.0, -0.8)),  # hollow of the cheek
    Brush((0.0, -60.0, 112.0), (15.0, 13.0, 20.0), (0.0, 0.0, 2.6)),  # muzzle
    Brush((27.0, -69.0, 104.0), (5.5, 6.5, 16.0), (0.0, 0.0, -2.4)),  # corner of the mouth
    Brush((19.0, -47.0, 107.0), (4.0, 8.0, 16.0), (0.0, 0.0, -1.0)),  # nasolabial groove
    Brush((0.0, -88.0, 110.0), (16.0, 4.5, 16.0), (0.0, 0.0, -2.4)),  # mentolabial fold
    Brush((0.0, -102.0, 109.0), (13.0, 8.0, 18.0), (0.0, 0.0, 2.6)),  # chin
    Brush((54.0, -82.0, 30.0), (12.0, 9.0, 18.0), (2.0, -2.0, 0.0)),  # angle of the jaw
    Brush((40.0, -108.0, 55.0), (16.0, 8.0, 22.0), (-2.5, 3.0, -2.0)),  # under the jaw
    Brush((0.0, -54.5, 114.0), (2.4, 5.0, 16.0), (0.0, 0.0, -1.0)),  # philtrum
    Brush((4.8, -55.0, 114.0), (2.4, 5.5, 16.0), (0.0, 0.0, 0.5)),  # its columns
)

# Profile of the nose: height y, depth z of the ridge, steepness of its sides, radius of its edge;
# mm.
_RIDGE = np.array(
    [
        [-54.0, 103.0, 2.4, 2.5],
        [-49.0, 110.0, 2.4, 2.6],
        [-46.0, 114.6, 2.5, 2.6],
        [-42.0, 121.0, 2.5, 2.8],
        [-38.0, 126.5, 1.9, 3.6],
        [-33.0, 128.8, 1.7, 4.6],
        [-27.0, 126.8, 1.7, 4.6],
        [-18.0, 120.6, 1.65, 4.4],
        [-8.0, 113.4, 1.45, 4.4],
        [0.0, 108.2, 1.2, 5.0],
        [6.0, 105.8, 1.0, 6.0],
        [14.0, 103.6, 0.8, 7.0],
        [24.0, 98.0, 0.7, 8.0],
    ]
)
_TIP = ((0.0, -33.5, 119.5), (10.0, 8.6, 10.8))
_WING = ((12.3, -38.2, 107.0), (5.9, 6.7, 10.0))
NOSTRIL = Brush((6.3, -42.6, 116.0), (2.7, 2.2, 9.0), (0.4, 2.6, -7.5))


def layout() -> Layout:
    """Sizes of grid and rectangles."""
    rows = len(_ROWS_NECK) + len(_ROWS_FRONT) + len(_ROWS_SCALP)

    def row(height: float) -> int:
        return len(_ROWS_NECK) + _ROWS_FRONT.index(height)

    azimuth = len(_COLUMNS_X)
    return Layout(
        rows=rows,
        columns=len(_COLUMNS_X) + len(_COLUMNS_AZIMUTH),
        mouth=(row(-88.0), row(-49.0), 0, 16),
        eye=(row(-18.0), row(18.0), 5, 18),
        ear=(row(-63.0), row(8.5), azimuth + 8, azimuth + 13),
        mouth_rings=mouth.N_RINGS,
        eye_rings=eyes.SKIN_RINGS + 5,
        ear_rings=ears.N_RINGS,
        eyeball_rings=14,
        eyeball_segments=18,
    )


def _grid_points() -> Float[ndarray, "R C 3"]:
    levels = np.concatenate([_ROWS_NECK, level_of_front_height(np.array(_ROWS_FRONT)), _ROWS_SCALP])
    # columns keep their share of the half breadth (77 mm at the pupils) in every row
    x = np.array(_COLUMNS_X) / 77.0
    front = np.arcsin(x ** (front_exponent(levels)[:, None] / 2))
    end = np.arcsin(x[-1] ** 1.25)
    side = np.deg2rad(_COLUMNS_AZIMUTH)
    squeeze = (np.pi / 2 - front[:, -1:]) / (np.pi / 2 - end)
    side = np.where(side < np.pi / 2, np.pi / 2 - (np.pi / 2 - side) * squeeze, side)
    azimuth = np.concatenate([front, side], axis=1)
    a = np.broadcast_to(levels[:, None], azimuth.shape)
    points = section_point(a.ravel(), azimuth.ravel()).reshape(*azimuth.shape, 3)
    points[:, 0, 0] = points[:, -1, 0] = 0.0
    return points


def _ellipsoid_height(
    points: Float[ndarray, "N 3"],
    centre: Vector,
    radii: Vector,
) -> Float[ndarray, " N"]:
    """Depth z of an ellipsoid's front over (x, y), continued steeply downwards beside it."""
    x = np.abs(points[:, 0])
    e = np.sqrt(((x - centre[0]) / radii[0]) ** 2 + ((points[:, 1] - centre[1]) / radii[1]) ** 2)
    limit = 0.9
    cap = np.sqrt(1 - np.minimum(e, limit) ** 2)
    slope = limit / np.sqrt(1 - limit**2)
    return np.asarray(centre[2] + radii[2] * (cap - slope * np.maximum(e - limit, 0.0)))


def add_nose(points: Float[ndarray, "N 3"]) -> Float[ndarray, "N 3"]:
    """Raise the nose out of the face: smooth union of ridge, tip and wings, then the nostrils."""
    x, y, z = np.abs(points.T)[0], points[:, 1], points[:, 2]
    table = PchipInterpolator(_RIDGE[:, 0], _RIDGE[:, 1:])(np.clip(y, -54.0, 24.0))
    ridge = table[:, 0] - table[:, 1] * (np.hypot(x, table[:, 2]) - table[:, 2])
    wing = _ellipsoid_height(points, *_WING)
    nose = smooth_maximum(ridge, _ellipsoid_height(points, *_TIP), 5.0)
    near = (z > 60) & (y > -54) & (y < 24) & (x < 40)
    raised = smooth_maximum(smooth_maximum(z, nose, 5.0), wing, 3.2)
    result = points.copy()
    result[near, 2] = raised[near]
    total: ndarray = result + brush_field(result, [NOSTRIL])
    return total


def sculpt(points: Float[ndarray, "N 3"]) -> Float[ndarray, "N 3"]:
    """Apply every feature but lids and lips to points of the section surface."""
    return add_nose(points + brush_field(points, _SCULPT))


def _over(points: Float[ndarray, "K N 2"]) -> Float[ndarray, "K N 3"]:
    flat = points.reshape(-1, 2)
    return sculpt(front_point(flat[:, 0], flat[:, 1])).reshape(*points.shape[:2], 3)


def build_mean() -> tuple[HalfTopology, Float[ndarray, "H 3"]]:
    """Build the subject's left half: topology and vertex positions."""
    half = build_half(layout())
    points = np.full((half.n_vertices, 3), np.nan)
    base = _grid_points()
    present = half.grid >= 0
    points[half.grid[present]] = sculpt(base[present])
    points[half.crown] = CROWN

    ring = mouth.SKIN_RINGS + 1
    border = base[present][np.searchsorted(half.grid[present], half.mouth[0])][:, :2]
    skin, lips = mouth.skin_rings(border), mouth.lip_rings(len(border))
    points[half.mouth[1:ring]] = _over(skin)
    points[half.mouth[1:ring], 2] += mouth.skin_bulge(skin)
    lip_points = _over(lips)
    lip_points[..., 2] += mouth.lip_bulge(lips)
    lip_points[-1, :, 2] = (lip_points[-1, :, 2] + lip_points[-1, ::-1, 2]) / 2
    lip_points[:, [0, -1], 0] = 0.0
    points[half.mouth[ring : ring + mouth.LIP_RINGS]] = lip_points
    points[half.mouth[ring + mouth.LIP_RINGS :]] = mouth.bag(lip_points[-1])
    points[half.mouth[:, [0, -1]], 0] = 0.0

    border = base[present][np.searchsorted(half.grid[present], half.eye[0])][:, :2]
    lids = eyes.skin_rings(border)
    lid_points = _over(lids)
    height = eyes.lid_height(lids[..., 0], lids[..., 1])
    lid_points[..., 2] = smooth_maximum(lid_points[..., 2], height, 3.0)
    margin = lid_points[-1]
    margin[:, 2] = eyes.margin_height(margin[:, :2])
    points[half.eye[1 : eyes.SKIN_RINGS + 2]] = lid_points[1:]
    points[half.eye[eyes.SKIN_RINGS + 2 :]] = eyes.inner_rings(margin)
    eyes.place_eyeball(points, half.eyeball, half.eyeball_poles)

    rings, canal = ears.ear_rings(points[half.ear[0]])
    points[half.ear[1:]] = rings[1:]
    points[half.ear_centre] = canal
    assert np.isfinite(points).all()
    return half, points
