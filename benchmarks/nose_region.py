"""The face region of MICC's protocols: a ball about the tip of the nose."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float

from geometry.face_crops import sphere_crop
from geometry.landmarks import SEVEN_POINTS

from .regions import REGIONS, label_regions
from .scan_to_mesh import Region

_NOSE = SEVEN_POINTS.index("nose")
_FOREHEAD = REGIONS.index("forehead")


def nose_region(
    seven_points: Float[np.ndarray, "7 3"], radius_mm: float, *, forehead: bool
) -> Region:
    """Return which points of a scan, or of what is aligned to it, are compared.

    Args:
        seven_points: of the scan, with the tip of the nose, mm.
        radius_mm: about the tip of the nose.
        forehead: whether to keep it. Deep3D's author says that it was cut and not where; we cut
            where `regions` lets it begin, at the height of the brows.
    """

    def inside(points: Float[np.ndarray, "P 3"]) -> Bool[np.ndarray, " P"]:
        kept = sphere_crop(points, seven_points[_NOSE], radius_mm)
        if not forehead:
            kept[kept] = label_regions(points[kept], seven_points) != _FOREHEAD
        return kept

    return inside
