"""Bosphorus: one reconstruction against the neutral range image of its subject.

DF-MVR reports it without releasing its code, subjects or meshes; only a commented line in
weiguangzhao/DF_MVR @ 4d4ae4d shows that the steps were those of its Pixel-Face evaluation: NoW's
(`scan_to_mesh`: scale free, crop factor 1.4), aligned by seven points with the tip of the nose,
since Bosphorus has no other nose point. Files are in millimetres.

Every image is scored against its subject's first neutral frontal range image ("N_N").
`bosphorus` takes one photograph per reconstruction, `bosphorus-three-view` three, as DF-MVR does.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
from jaxtyping import Float64, UInt8

from face_datasets.bosphorus import Bosphorus
from face_datasets.bosphorus_photos import (
    neutral_scans,
    single_view_samples,
    three_view_photographs,
    three_view_samples,
)
from face_datasets.image_files import read_pixels
from geometry.landmarks import Nose
from geometry.meshes import Mesh

from .protocol import Metric
from .regions import REGION_METRICS
from .scan_benchmark import ScanBenchmark
from .scan_to_mesh import MEAN, MEDIAN, RMS


class BosphorusBenchmark(ScanBenchmark):
    """One photograph: ids are names of range images, such as bs000_YR_R10_0.

    Args:
        root: folder of the data.
    """

    name: ClassVar[str] = "bosphorus"
    dataset: ClassVar[str] = "bosphorus"
    prediction_set: ClassVar[str] = "bosphorus"
    metrics: ClassVar[tuple[Metric, ...]] = (MEAN, RMS, MEDIAN, *REGION_METRICS)
    nose: ClassVar[Nose] = "tip"

    def __init__(self, root: Path) -> None:
        self.data = Bosphorus(root)
        self.root = self.data.root
        self.origin = self.data.origin
        self._neutral = neutral_scans(self.data)
        self._bins = self._samples()
        self._latest: tuple[str, Mesh] | None = None

    def ids(self) -> list[str]:
        """Return the samples of all bins, by subject."""
        return sorted(sample_id for ids in self._bins.values() for sample_id in ids)

    def bins(self) -> dict[str, list[str]]:
        """Return the samples by pose of the photograph."""
        return self._bins

    def subject(self, sample_id: str) -> str:
        """Return who is in the photograph."""
        return sample_id.partition("_")[0]

    def images(self, sample_id: str) -> list[Path]:
        """Return the photographs that a method gets to see."""
        return [self.data.path(sample_id, ".png")]

    def photographs(self, sample_id: str) -> list[UInt8[np.ndarray, "H W 3"]]:
        """Read the photographs, the frontal one of three first."""
        paths = self.images(sample_id)
        middle = paths[len(paths) // 2]
        first = [middle, *(path for path in paths if path != middle)]
        return [read_pixels(path, "RGB") for path in first]

    def inputs(self, sample_id: str) -> list[Path]:
        """Return the subject's neutral range image and its landmarks."""
        neutral = self._neutral[self.subject(sample_id)]
        return [self.data.path(neutral, suffix) for suffix in (".bnt", ".lm3")]

    def scan(self, sample_id: str) -> Mesh:
        """Return the subject's neutral scan, mm; the last one is kept."""
        neutral = self._neutral[self.subject(sample_id)]
        if self._latest is None or self._latest[0] != neutral:
            self._latest = (neutral, self.data.scan(neutral))
        return self._latest[1]

    def scan_points(self, sample_id: str) -> Float64[np.ndarray, "7 3"]:
        """Return the scan's seven points, mm."""
        return self.data.seven_points(self._neutral[self.subject(sample_id)])

    def _samples(self) -> dict[str, list[str]]:
        """Return the samples of each bin."""
        return single_view_samples(self.data)


class BosphorusThreeView(BosphorusBenchmark):
    """Three photographs, as DF-MVR takes them: ids such as bs000_R45.

    Frontal, turned to the right by 10, 20, 30 or 45 degrees, and to the left by 45. The paper's
    main figure has 45 degrees on both sides; it gives the other angles as a test of robustness.
    """

    name: ClassVar[str] = "bosphorus-three-view"
    prediction_set: ClassVar[str] = "bosphorus-three-view"

    def images(self, sample_id: str) -> list[Path]:
        """Return the photographs: turned to the right, frontal, turned to the left."""
        return [
            self.data.path(name, ".png") for name in three_view_photographs(self.data, sample_id)
        ]

    def _samples(self) -> dict[str, list[str]]:
        """Return the samples of each bin."""
        return three_view_samples(self.data)
