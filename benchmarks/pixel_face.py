"""Pixel-Face as DF-MVR scores it (weiguangzhao/DF_MVR @ 4d4ae4d), and two variants of it.

NoW's steps (`scan_to_mesh`: scale free, crop factor 1.4) against the scan that Pixel-Face
registered to the BFM 2009, aligned by seven points with the tip of the nose. The figure that the
paper calls RMSE is `mean(distances) * 100`: a mean distance. It stands here as `dfmvr_rmse`, beside
the root of the mean square and the median. Millimetres are nominal, see `face_datasets.pixel_face`.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
from jaxtyping import Float64, UInt8

from face_datasets.pixel_face import GroundTruth, PixelFace, PixelFaceScan
from face_datasets.pixel_face_files import MM_PER_UNIT
from face_datasets.pixel_face_photos import VIEWS, read_photograph
from geometry.landmarks import Nose
from geometry.meshes import Mesh

from .protocol import Metric
from .regions import REGION_METRICS
from .scan_benchmark import ScanBenchmark
from .scan_to_mesh import MEAN, MEDIAN, RMS, ScanToMesh


class PixelFaceBenchmark(ScanBenchmark):
    """DF-MVR's protocol: the registered scan, the tip of the nose.

    Args:
        root: folder of the data.
    """

    name: ClassVar[str] = "pixel-face"
    dataset: ClassVar[str] = "pixel-face"
    prediction_set: ClassVar[str] = "pixel-face"
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric("dfmvr_rmse", "mean mm (DF-MVR's “RMSE”)", 4),
        RMS,
        MEDIAN,
        *REGION_METRICS,
    )
    nose: ClassVar[Nose] = "tip"
    mm_per_unit: ClassVar[float] = MM_PER_UNIT
    ground_truth: ClassVar[GroundTruth] = "registered"

    def __init__(self, root: Path) -> None:
        self.data = PixelFace(root)
        self.root = self.data.root
        self.origin = self.data.origin
        self._latest: tuple[str, PixelFaceScan] | None = None

    def ids(self) -> list[str]:
        """Return the samples of the evaluation part."""
        return self.data.ids()

    def bins(self) -> dict[str, list[str]]:
        """Return the samples in one of the 22 defined expressions, and the others."""
        named = [i for i in self.ids() if self.data.expression(i).isdecimal()]
        other = [i for i in self.ids() if self.data.expression(i) == "other"]
        return {"expressions 1-22": named, "other": other} if named and other else {}

    def subject(self, sample_id: str) -> str:
        """Return who is in the photographs."""
        return self.data.subject(sample_id)

    def inputs(self, sample_id: str) -> list[Path]:
        """Return the file with the scan."""
        return [self.data.path(sample_id, self.ground_truth)]

    def scan(self, sample_id: str) -> Mesh:
        """Return the ground truth, nominal mm."""
        return self._read(sample_id).mesh

    def scan_points(self, sample_id: str) -> Float64[np.ndarray, "7 3"]:
        """Return its seven points, with the nose point of this variant."""
        return self._read(sample_id).seven[self.nose]

    def photographs(self, sample_id: str) -> list[UInt8[np.ndarray, "H W 3"]]:
        """Read the three photographs, the frontal one first."""
        left, front, right = (self.data.folder(sample_id) / view for view in VIEWS)
        return [read_photograph(folder) for folder in (front, left, right)]

    @classmethod
    def values(cls, result: ScanToMesh) -> dict[str, float]:
        """Return the metrics, with the mean under the name that says whose figure it is."""
        values = result.values()
        return {"dfmvr_rmse": values.pop(MEAN.name), **values}

    def _read(self, sample_id: str) -> PixelFaceScan:
        """Read a scan; the last one is kept, since several methods are scored on it."""
        if self._latest is None or self._latest[0] != sample_id:
            self._latest = (sample_id, self.data.scan(sample_id, self.ground_truth))
        return self._latest[1]


class PixelFaceRaw(PixelFaceBenchmark):
    """The same against the raw scan, which no registration has smoothed."""

    name: ClassVar[str] = "pixel-face-raw"
    ground_truth: ClassVar[GroundTruth] = "raw"


class PixelFaceNoseBottom(PixelFaceBenchmark):
    """The same with NoW's nose point, its bottom: another start and a larger crop."""

    name: ClassVar[str] = "pixel-face-nose-bottom"
    nose: ClassVar[Nose] = "bottom"
