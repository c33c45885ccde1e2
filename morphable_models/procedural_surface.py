"""The smooth surface under the features: sections of a head, lofted through a table.

Millimetres; origin midway between the pupils in height and width, and at the ear canals in depth; x
to the subject's left, y up, z out of the face. The figures are rounded so that the head has about
the adult means of Farkas, "Anthropometry of the Head and Face" (1994), both sexes together: head
length 193, head breadth 155, menton to vertex 222, face breadth 138, jaw breadth 111, face height
(nasion to menton) 117, interpupillary distance 63; and a neck girth of about 370.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy.interpolate import CubicSpline

# One line per anatomical level: height and depth of the front midline, height, half breadth and
# depth of the side,
# height and depth of the back midline, and the exponents of the superelliptic front and back
# quadrants.
_SECTIONS = np.array(
    [
        # y_f   z_f    y_s    x_s   z_s    y_b    z_b    n_f  n_b
        [-166.0, 38.0, -160.0, 62.0, -14.0, -150.0, -74.0, 2.0, 2.3],  # neck rim
        [-147.0, 45.0, -137.0, 56.5, -10.0, -126.0, -64.0, 2.0, 2.3],  # larynx
        [-129.0, 54.0, -117.0, 54.0, -4.0, -103.0, -58.5, 2.0, 2.3],  # hyoid
        [-120.5, 72.0, -103.0, 53.0, 4.0, -86.0, -58.0, 2.1, 2.3],  # under the chin
        [-116.5, 90.0, -94.0, 54.0, 11.0, -74.0, -59.0, 2.2, 2.2],  # inner edge of the jaw
        [-111.5, 102.5, -86.0, 55.5, 16.0, -64.0, -61.0, 2.2, 2.1],  # menton, gonion
        [-102.0, 108.0, -77.0, 58.0, 19.0, -54.0, -64.0, 2.15, 2.0],  # pogonion
        [-88.0, 108.0, -66.0, 61.0, 21.0, -44.0, -68.0, 2.1, 2.0],  # mentolabial fold
        [-77.0, 109.5, -57.0, 63.5, 22.0, -35.0, -72.0, 2.05, 2.0],  # lower lip
        [-67.5, 111.5, -48.5, 65.5, 22.0, -26.0, -76.0, 2.05, 2.0],  # stomion
        [-47.0, 111.0, -34.0, 69.5, 18.0, -14.0, -81.5, 2.15, 2.0],  # subnasale
        [-30.0, 105.5, -21.0, 73.0, 13.0, -3.0, -85.5, 2.4, 2.0],  # wings of the nose
        [-12.0, 100.0, -8.0, 75.5, 8.0, 8.0, -88.0, 2.6, 2.0],  # lower orbital rim
        [0.0, 99.0, 3.0, 76.5, 6.0, 18.0, -89.0, 2.6, 2.0],  # pupils
        [18.0, 104.0, 19.0, 77.5, 3.0, 30.0, -89.0, 2.4, 2.0],  # glabella
        [40.0, 104.0, 38.0, 78.0, 0.0, 46.0, -86.5, 2.1, 2.0],  # forehead
        [60.0, 97.5, 57.0, 74.5, -1.0, 63.0, -80.0, 2.05, 2.0],  # hairline
        [80.0, 82.0, 76.5, 65.0, -3.0, 81.0, -68.5, 2.0, 2.0],
        [97.0, 58.0, 94.0, 48.0, -5.0, 97.0, -51.0, 2.0, 2.0],
        [107.0, 30.0, 105.5, 27.0, -6.0, 107.0, -32.0, 2.0, 2.0],
        [110.0, -6.0, 110.0, 0.0, -6.0, 110.0, -6.0, 2.0, 2.0],  # vertex
    ]
)
N_LEVELS = len(_SECTIONS)
CROWN = np.array([0.0, 110.0, -6.0])


Number = float | int  # the checker of annotations takes them for different types
Vector = tuple[Number, Number, Number]


@dataclass(frozen=True)
class Brush:
    """A smooth local displacement: vector * exp(-|(p - centre) / radius|^2 / 2).

    Attributes:
        centre: where it moves most, mm.
        radius: standard deviation along each axis, mm.
        vector: displacement at the centre, mm.
    """

    centre: Vector
    radius: Vector
    vector: Vector


def brush_field(
    points: Float[ndarray, "N 3"], brushes: Sequence[Brush], sides: tuple[float, ...] = (1.0, -1.0)
) -> Float[ndarray, "N 3"]:
    """Sum brushes at points; one on the midline acts once, another one on each of `sides`."""
    total = np.zeros_like(points)
    for brush in brushes:
        for side in sides if brush.centre[0] else (1.0,):
            flip = np.array([side, 1.0, 1.0])
            distance = (points - flip * brush.centre) / brush.radius
            total += np.exp(-0.5 * (distance**2).sum(1))[:, None] * (flip * brush.vector)
    return total


_LEVELS = CubicSpline(np.arange(N_LEVELS), _SECTIONS[:, :7])
_EXPONENTS = CubicSpline(np.arange(N_LEVELS), _SECTIONS[:, 7:])


def section_point(
    level: Float[ndarray, " N"], angle: Float[ndarray, " N"]
) -> Float[ndarray, "N 3"]:
    """Point at a level (0 neck rim .. 20 vertex) and azimuth (0 front .. pi back; radians)."""
    y_f, z_f, y_s, x_s, z_s, y_b, z_b = _LEVELS(level).T
    n_f, n_b = _EXPONENTS(level).T
    front = angle <= np.pi / 2
    n = np.where(front, n_f, n_b)
    sine, cosine = np.clip(np.sin(angle), 0, 1), np.clip(np.abs(np.cos(angle)), 0, 1)
    x = np.maximum(x_s, 0.0) * sine ** (2 / n)
    z = z_s + np.where(front, z_f - z_s, z_b - z_s) * cosine ** (2 / n)
    y = y_s + np.where(front, y_f - y_s, y_b - y_s) * cosine**2
    return np.stack([x, y, z], axis=1)


def front_point(x: Float[ndarray, " N"], y: Float[ndarray, " N"]) -> Float[ndarray, "N 3"]:
    """Point of the front quadrant over x >= 0 and y: bisects for the level, which rises with y."""
    low, high = np.full_like(x, 4.0), np.full_like(x, 17.0)
    for _ in range(45):
        level = (low + high) / 2
        y_f, _, y_s, x_s = _LEVELS(level).T[:4]
        n = _EXPONENTS(level).T[0]
        below = y_s + (y_f - y_s) * (1 - np.clip(x / x_s, 0, 1) ** n) < y
        low, high = np.where(below, level, low), np.where(below, high, level)
    n, x_s = _EXPONENTS(low).T[0], _LEVELS(low).T[3]
    return section_point(low, np.arcsin(np.clip(x / x_s, 0, 1) ** (n / 2)))


def level_of_front_height(y: Float[ndarray, " N"]) -> Float[ndarray, " N"]:
    """Level at which the front midline has a height."""
    fine = np.linspace(0, N_LEVELS - 1, 4001)
    result: ndarray = np.interp(y, _LEVELS(fine)[:, 0], fine)
    return result


def front_exponent(level: Float[ndarray, " N"]) -> Float[ndarray, " N"]:
    """Exponent of the front quadrant at a level."""
    return np.asarray(_EXPONENTS(level)[..., 0])


def smooth_maximum(
    a: Float[ndarray, "*S"], b: Float[ndarray, "*S"], width: float
) -> Float[ndarray, "*S"]:
    """Maximum with a rounded crease, where |a - b| < width (quadratic blend)."""
    overlap = np.clip(width - np.abs(a - b), 0.0, None) / width
    result: ndarray = np.maximum(a, b) + overlap**2 * (width / 4)
    return result
