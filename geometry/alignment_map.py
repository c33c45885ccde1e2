"""What an alignment finds: a similarity from prediction to scan, and how far it got."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Float64


@dataclass(frozen=True, eq=False)
class SurfaceAlignment:
    """The map from prediction to scan coordinates, x_scan = scale · rotation · x + translation.

    Attributes:
        scale: positive.
        rotation: proper, acts on column vectors.
        translation: in scan units.
        converged: whether the last step was small and every parameter determined; False is a
            finding to report, not a detail.
        iterations: steps that were tried, over all subsets.
        initial_rms: root mean square distance before, over the points that count, scan units.
        rms: the same after.
        reason: why it did not converge; empty where it did.
    """

    scale: float
    rotation: Float64[np.ndarray, "3 3"]
    translation: Float64[np.ndarray, " 3"]
    converged: bool = True
    iterations: int = 0
    initial_rms: float = float("nan")
    rms: float = float("nan")
    reason: str = ""

    def apply(self, points: Float[np.ndarray, "P 3"]) -> Float64[np.ndarray, "P 3"]:
        """Move points from the prediction's frame to the scan's."""
        points = np.asarray(points, dtype=np.float64)
        return np.asarray(points @ (self.scale * self.rotation.T) + self.translation)

    def inverse_apply(self, points: Float[np.ndarray, "P 3"]) -> Float64[np.ndarray, "P 3"]:
        """Move points from the scan's frame to the prediction's."""
        points = np.asarray(points, dtype=np.float64)
        return np.asarray((points - self.translation) @ (self.rotation / self.scale))
