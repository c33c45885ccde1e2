"""What protocols of the NoW family share: a scan with seven points, and `scan_to_mesh` on it."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import ClassVar

import numpy as np
from jaxtyping import Float64

from geometry.landmarks import Nose
from geometry.meshes import Mesh, submesh

from .protocol import Benchmark, Score
from .reconstruction import Reconstruction
from .scan_to_mesh import ScanToMesh, compare_scan_to_mesh
from .surfaces import Surfaces, upright_rotation

_OUTER_EYE_CORNERS_MM = (20.0, 500.0)
"""About 90 in adults; far enough from that on both sides to mistake no other unit for the mm."""


class ScanBenchmark(Benchmark):
    """Aligns by seven points, then by the surface; measures each scan point in NoW's sphere.

    Attributes:
        with_scale: whether predictions may be scaled.
        mm_per_unit: of the data set's scan files, when `score_files` is given one.
    """

    nose: ClassVar[Nose]
    with_scale: ClassVar[bool] = True
    mm_per_unit: ClassVar[float] = 1.0

    @abstractmethod
    def scan(self, sample_id: str) -> Mesh:
        """Return the scan, mm."""

    @abstractmethod
    def scan_points(self, sample_id: str) -> Float64[np.ndarray, "7 3"]:
        """Return its seven points, mm."""

    @classmethod
    def values(cls, result: ScanToMesh) -> dict[str, float]:
        """Return the protocol's metrics."""
        return result.values()

    @classmethod
    def align(
        cls, scan: Mesh, scan_points: Float64[np.ndarray, "7 3"], reconstruction: Reconstruction
    ) -> ScanToMesh:
        """Align a reconstruction to a scan, mm, and measure."""
        return compare_scan_to_mesh(
            scan,
            scan_points,
            reconstruction.mesh(),
            reconstruction.seven_points(cls.nose),
            with_scale=cls.with_scale,
        )

    @classmethod
    def scored(cls, found: ScanToMesh, reconstruction: Reconstruction) -> Score:
        """Return the figures of an aligned reconstruction."""
        return Score(cls.values(found), found.details(), found.distances.astype(np.float32))

    @classmethod
    def compare(
        cls, scan: Mesh, scan_points: Float64[np.ndarray, "7 3"], reconstruction: Reconstruction
    ) -> Score:
        """Score a reconstruction against a scan, mm."""
        return cls.scored(cls.align(scan, scan_points, reconstruction), reconstruction)

    def score(self, sample_id: str, reconstruction: Reconstruction) -> Score:
        """Score one reconstruction."""
        return self.compare(self.scan(sample_id), self.scan_points(sample_id), reconstruction)

    def surfaces(self, sample_id: str, reconstruction: Reconstruction) -> Surfaces | None:
        """Return the compared part of the scan and the aligned reconstruction."""
        return self.aligned_surfaces(
            self.scan(sample_id), self.scan_points(sample_id), reconstruction
        )

    @classmethod
    def aligned_surfaces(
        cls, scan: Mesh, scan_points: Float64[np.ndarray, "7 3"], reconstruction: Reconstruction
    ) -> Surfaces:
        """Return what a picture of the errors shows, in the frame of the scan."""
        found, mesh = cls.align(scan, scan_points, reconstruction), reconstruction.mesh()
        return Surfaces(
            scan=submesh(scan, found.inside),
            distances=found.distances,
            reconstruction=Mesh(found.alignment.apply(mesh.vertices), mesh.faces),
            upright=upright_rotation(found.seven_points),
            score=cls.scored(found, reconstruction),
        )

    @classmethod
    def score_files(
        cls,
        reconstruction: Reconstruction,
        *,
        scan: Mesh | None = None,
        scan_points: Float64[np.ndarray, "7 3"] | None = None,
        sample_id: str | None = None,
        data_root: Path | None = None,
    ) -> Score:
        """Score against a scan and its seven points, or a sample of the data set."""
        if scan is None and scan_points is None and sample_id is not None and data_root is not None:
            return super().score_files(reconstruction, sample_id=sample_id, data_root=data_root)
        if scan is None or scan_points is None or sample_id is not None or data_root is not None:
            raise ValueError(
                f"{cls.name} needs --scan with --scan-points, or --sample with --data-root"
            )
        unit = cls._mm_per_unit(scan_points)
        scan = Mesh(scan.vertices * unit, scan.faces)
        score = cls.compare(scan, scan_points * unit, reconstruction)
        return Score(score.values, {"scan_mm_per_unit": unit, **score.details}, score.distances)

    @classmethod
    def _mm_per_unit(cls, scan_points: Float64[np.ndarray, "7 3"]) -> float:
        """Return the unit of a scan file: the data set's own or, where only that fits, the mm.

        Raises:
            ValueError: neither makes the points those of a face.
        """
        outer = float(np.linalg.norm(scan_points[3] - scan_points[0]))
        low, high = _OUTER_EYE_CORNERS_MM
        for unit in (cls.mm_per_unit, 1.0):
            if low <= outer * unit <= high:
                return unit
        raise ValueError(
            f"the outer eye corners of --scan-points are {outer:.3g} apart, expected {low:g} to "
            f"{high:g} mm; give the scan and its points in millimetres"
        )
