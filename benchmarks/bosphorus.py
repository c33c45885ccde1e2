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
from jaxtyping import Float64

from face_datasets.bosphorus import NEUTRAL, Bosphorus
from geometry.landmarks import Nose
from geometry.meshes import Mesh

from .protocol import Metric
from .regions import REGION_METRICS
from .scan_benchmark import ScanBenchmark
from .scan_to_mesh import MEAN, MEDIAN, RMS

SINGLE_VIEWS: dict[str, tuple[str, ...]] = {
    "frontal": (NEUTRAL,),
    "yaw-10": ("YR_R10",),
    "yaw-20": ("YR_R20",),
    "yaw-30": ("YR_R30",),
    "yaw-45": ("YR_R45", "YR_L45"),
}
"""Bins by the pose of the photograph; all are of neutral faces."""

RIGHT_YAWS = (10, 20, 30, 45)


class BosphorusBenchmark(ScanBenchmark):
    """One photograph: ids are names of range images, such as bs000_YR_R10_0."""

    name: ClassVar[str] = "bosphorus"
    dataset: ClassVar[str] = "bosphorus"
    prediction_set: ClassVar[str] = "bosphorus"
    metrics: ClassVar[tuple[Metric, ...]] = (MEAN, RMS, MEDIAN, *REGION_METRICS)
    nose: ClassVar[Nose] = "tip"

    def __init__(self, root: Path) -> None:
        self.data = Bosphorus(root)
        self.root = self.data.root
        self.origin = self.data.origin
        neutral = {subject: self.data.first(subject, NEUTRAL) for subject in self.data.subjects()}
        self._neutral = {subject: name for subject, name in neutral.items() if name is not None}
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
        """Return the samples of each bin; images that a subject lacks are left out."""
        return {
            name: [
                found
                for subject in self._neutral
                for kind in kinds
                if (found := self.data.first(subject, kind)) is not None
            ]
            for name, kinds in SINGLE_VIEWS.items()
        }


class BosphorusThreeView(BosphorusBenchmark):
    """Three photographs, as DF-MVR takes them: ids such as bs000_R45.

    Frontal, turned to the right by 10, 20, 30 or 45 degrees, and to the left by 45. The paper's
    main figure has 45 degrees on both sides; it gives the other angles as a test of robustness.
    """

    name: ClassVar[str] = "bosphorus-three-view"
    prediction_set: ClassVar[str] = "bosphorus-three-view"

    def images(self, sample_id: str) -> list[Path]:
        """Return the photographs: turned to the right, frontal, turned to the left."""
        subject, _, right = sample_id.partition("_")
        names = [self.data.first(subject, kind) for kind in (f"YR_{right}", NEUTRAL, "YR_L45")]
        return [self.data.path(name, ".png") for name in names if name is not None]

    def _samples(self) -> dict[str, list[str]]:
        complete = [s for s in self._neutral if self.data.first(s, "YR_L45") is not None]
        return {
            f"right-{yaw}": [
                f"{subject}_R{yaw}"
                for subject in complete
                if self.data.first(subject, f"YR_R{yaw}") is not None
            ]
            for yaw in RIGHT_YAWS
        }
