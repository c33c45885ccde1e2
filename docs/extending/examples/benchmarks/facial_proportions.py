"""Facial proportions: how well the ratios between seven points of a face are met.

A protocol of the manual's, which nobody has published. It aligns nothing: the 21 distances between
the seven points are divided by their mean, for the scan and for the prediction, and compared. So
place, pose and size do not count, and of the surface between the points nothing is seen.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
from jaxtyping import Float64

from face_datasets.booth import Booth
from geometry.landmarks import SEVEN_POINTS, Nose

from .protocol import Benchmark, Metric, Score, ScoringError
from .reconstruction import Reconstruction

_FIRST, _SECOND = np.triu_indices(len(SEVEN_POINTS), k=1)


def proportions(seven: Float64[np.ndarray, "7 3"]) -> Float64[np.ndarray, " 21"]:
    """Return the distances between seven points over their mean.

    Raises:
        ScoringError: the points lie in one place.
    """
    lengths = np.linalg.norm(seven[_FIRST] - seven[_SECOND], axis=1)
    if not lengths.mean() > 0:
        raise ScoringError("the seven points lie in one place")
    return np.asarray(lengths / lengths.mean())


class FacialProportions(Benchmark):
    """The booth's photographs against its scans.

    Args:
        root: see `Booth`.
    """

    name: ClassVar[str] = "facial-proportions"
    dataset: ClassVar[str] = "booth"
    nose: ClassVar[Nose] = "tip"
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric("mean_percent", "mean %", 2),
        Metric("worst_percent", "worst %", 2),
    )

    def __init__(self, root: Path) -> None:
        self.data = Booth(root)
        self.root, self.origin = self.data.root, self.data.origin

    def ids(self) -> list[str]:
        """Return the people."""
        return self.data.ids()

    def bins(self) -> dict[str, list[str]]:
        """Return none: "all" is added by the runner."""
        return {}

    def subject(self, sample_id: str) -> str:
        """Return the id: everybody was in the booth once."""
        return sample_id

    def inputs(self, sample_id: str) -> list[Path]:
        """Return the file of the seven points; no score depends on another one."""
        return [self.data.path(sample_id, "scan_points.txt")]

    def score(self, sample_id: str, reconstruction: Reconstruction) -> Score:
        """Compare the proportions of one face."""
        truth = proportions(self.data.seven_points(sample_id))
        found = proportions(reconstruction.seven_points(self.nose))
        percent = 100 * np.abs(found / truth - 1)
        values = {"mean_percent": float(percent.mean()), "worst_percent": float(percent.max())}
        return Score(values, {"percent": percent.tolist()})
