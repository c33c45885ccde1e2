"""NoW's protocol (Sanyal et al., CVPR 2019) on its validation scans or any others.

The steps are those of `scan_to_mesh`, with the bottom of the nose among the seven points. NoW pools
the distances of all points of all images before it takes a median, mean and standard deviation; we
report the means of the images beside them, which give every image the same weight.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
from jaxtyping import Float64, UInt8

from face_datasets.image_files import read_pixels
from face_datasets.now_scans import NowScans
from geometry.landmarks import Nose
from geometry.meshes import Mesh

from .protocol import Metric
from .regions import REGION_METRICS
from .scan_benchmark import ScanBenchmark
from .scan_to_mesh import ScanToMesh


class Now(ScanBenchmark):
    """Distance from the cropped scan to a prediction of any size and placement.

    Args:
        root: see `NowScans`.
    """

    name: ClassVar[str] = "now"
    dataset: ClassVar[str] = "now"
    prediction_set: ClassVar[str] = "now"
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric("median_mm", "median mm", 3, aggregate="pooled-median"),
        Metric("mean_mm", "mean mm", 3, aggregate="pooled-mean"),
        Metric("std_mm", "std mm", 3, aggregate="pooled-std"),
        Metric("rms_mm", "RMS mm", 3, aggregate="pooled-rms"),
        Metric("image_mean_mm", "mean of images mm", 3),
        *REGION_METRICS,
    )
    nose: ClassVar[Nose] = "bottom"

    def __init__(self, root: Path) -> None:
        self.data = NowScans(root)
        self.root, self.origin = self.data.root, self.data.origin
        self._latest: tuple[Path, Mesh] | None = None

    def ids(self) -> list[str]:
        """Return one id per image (NoW) or per scan."""
        return self.data.ids()

    def bins(self) -> dict[str, list[str]]:
        """Return NoW's challenges; none for other scans."""
        bins: dict[str, list[str]] = {}
        for sample_id in self.ids():
            challenge = self.data.challenge(sample_id)
            if challenge:
                bins.setdefault(challenge, []).append(sample_id)
        return bins

    def subject(self, sample_id: str) -> str:
        """Return whose scan it is."""
        return self.data.subject(sample_id)

    def inputs(self, sample_id: str) -> list[Path]:
        """Return scan and landmarks."""
        return [self.data.scan_path(sample_id), self.data.landmarks_path(sample_id)]

    def scan(self, sample_id: str) -> Mesh:
        """Return the scan, mm; the last one is kept, for NoW has many images of a subject."""
        path = self.data.scan_path(sample_id)
        if self._latest is None or self._latest[0] != path:
            self._latest = (path, self.data.scan(sample_id))
        return self._latest[1]

    def scan_points(self, sample_id: str) -> Float64[np.ndarray, "7 3"]:
        """Return the scan's seven points, mm."""
        return self.data.seven_points(sample_id)

    def photographs(self, sample_id: str) -> list[UInt8[np.ndarray, "H W 3"]]:
        """Read NoW's image; other scans have none."""
        if not self.data.is_now_layout:
            return []
        return [read_pixels(self.data.image_path(sample_id), "RGB")]

    @classmethod
    def values(cls, result: ScanToMesh) -> dict[str, float]:
        """Return the distances' statistics; the mean twice, once to be pooled."""
        return {
            **result.values(),
            "image_mean_mm": result.mean,
            "std_mm": float(result.distances.std()),
        }


class NowMetrical(Now):
    """The same for predictions that claim true size: millimetres, the scale held at 1.

    `scan2mesh_computations_metrical.py` of soubhiksanyal/now_evaluation @ 7bd1498 takes rotation
    and translation of the landmarks' similarity, drops its scale and refines the six others.
    """

    name: ClassVar[str] = "now-metrical"
    with_scale: ClassVar[bool] = False
