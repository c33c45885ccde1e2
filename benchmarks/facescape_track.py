"""What the tracks of the FaceScape benchmark share as benchmarks: files, scans, cameras."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import ClassVar, NamedTuple

import numpy as np
from jaxtyping import Float, Float64

from face_datasets.facescape import FaceScapeBenchmark
from geometry.meshes import Mesh

from .facescape_scoring import METRICS, PairScore, ScanMaps
from .protocol import Benchmark, Metric, Score, ScoringError
from .reconstruction import Reconstruction
from .surfaces import Surfaces


class KnownCamera(NamedTuple):
    """The camera that a prediction in the frame "camera" comes with.

    Attributes:
        focal_length: pixels of the original image.
        principal_point: (u, v), pixels of the original image.
        reference_depth: mm, see `predictions.Prediction`.
    """

    focal_length: float
    principal_point: Float[np.ndarray, " 2"]
    reference_depth: float


def known_camera(reconstruction: Reconstruction) -> KnownCamera:
    """Return a reconstruction's own camera.

    Raises:
        ScoringError: its frame says nothing about the image, or its camera is not known.
    """
    if reconstruction.frame != "camera":
        raise ScoringError(f"frame {reconstruction.frame!r} cannot be placed in the image")
    focal_length, depth = reconstruction.focal_length, reconstruction.reference_depth
    if focal_length is None or reconstruction.principal_point is None or depth is None:
        raise ScoringError(
            "a prediction in the camera frame needs focal_length, principal_point and "
            "reference_depth"
        )
    return KnownCamera(focal_length, reconstruction.principal_point, depth)


class FaceScapeTrack(Benchmark):
    """A track of the benchmark. Plain mesh files are expected in the cube of their image.

    Args:
        root: folder of the data.

    Attributes:
        every_id: ids of the release.
        has_official_numbers: whether the official code numbers the samples in this order; `score`
            then takes such a number, too.
    """

    metrics: ClassVar[tuple[Metric, ...]] = METRICS
    mesh_frame: ClassVar[str] = "image-cube"
    every_id: ClassVar[tuple[str, ...]]
    has_official_numbers: ClassVar[bool] = True

    def __init__(self, root: Path) -> None:
        self._open(root)
        self._ids = self._list_ids()

    def _open(self, root: Path) -> None:
        self.data = FaceScapeBenchmark(root)
        self.root = self.data.root
        self.origin = self.data.origin
        self._latest: tuple[str, ScanMaps] | None = None

    @abstractmethod
    def _list_ids(self) -> list[str]:
        """Return the ids, once the scans are known to exist."""

    @abstractmethod
    def stored_scan(self, sample_id: str) -> Mesh:
        """Read a sample's scan, in the unit and the frame of its file."""

    @abstractmethod
    def _map(self, sample_id: str, stored_scan: Mesh) -> ScanMaps:
        """Compute what is the same for all predictions of a sample."""

    def ids(self) -> list[str]:
        """Return the ids of the release, or those of the stand-in."""
        return self._ids

    @abstractmethod
    def compared(self, sample_id: str, reconstruction: Reconstruction) -> PairScore:
        """Place a reconstruction, align what the track aligns, and compare.

        Raises:
            ScoringError: this reconstruction cannot be scored.
        """

    def values(
        self, sample_id: str, reconstruction: Reconstruction, pair: PairScore
    ) -> dict[str, float]:
        """Return the track's figures."""
        return pair.values()

    def score(self, sample_id: str, reconstruction: Reconstruction) -> Score:
        """Score one reconstruction."""
        return self._scored(sample_id, reconstruction, self.compared(sample_id, reconstruction))

    def surfaces(self, sample_id: str, reconstruction: Reconstruction) -> Surfaces | None:
        """Return the joined map of the scan and the placed reconstruction, in the head frame."""
        pair = self.compared(sample_id, reconstruction)
        return Surfaces(
            scan=pair.scan_mesh(),
            distances=pair.distance_mm,
            reconstruction=Mesh(pair.head_vertices, reconstruction.mesh().faces),
            upright=np.eye(3),
            score=self._scored(sample_id, reconstruction, pair),
        )

    def _scored(self, sample_id: str, reconstruction: Reconstruction, pair: PairScore) -> Score:
        values = self.values(sample_id, reconstruction, pair)
        return Score(values, pair.details(), pair.distance_mm)

    def maps(self, sample_id: str) -> ScanMaps:
        """Read and map a scan; the last one is kept, since several methods are scored on it."""
        if self._latest is None or self._latest[0] != sample_id:
            self._latest = sample_id, self._checked_maps(sample_id, self.stored_scan(sample_id))
        return self._latest[1]

    def _checked_maps(self, sample_id: str, stored_scan: Mesh) -> ScanMaps:
        maps = self._map(sample_id, stored_scan)
        if not maps.surface.covered().any():
            raise ValueError(
                f"{self.root}: the scan of {sample_id} meets no ray from its head's axis; the scan "
                "does not belong to code/predef and data/lab_cam"
            )
        return maps

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
        """Score against a sample of the layout, or a scan in its stead, as its file would hold it.

        Of the layout only the sample's camera and `code/predef` are read then, and the rest may be
        absent. The sample is an id or its number in the official results: "120" in the lab is
        "03_1_10".
        """
        if sample_id is None or data_root is None or scan_points is not None:
            raise ValueError(f"{cls.name} needs --sample and --data-root, and no --scan-points")
        sample_id = cls._official_id(sample_id)
        benchmark = cls.__new__(cls)
        benchmark._open(data_root)
        stored = benchmark.stored_scan(sample_id) if scan is None else scan
        benchmark._latest = sample_id, benchmark._checked_maps(sample_id, stored)
        score = benchmark.score(sample_id, reconstruction)
        return Score(score.values, {"sample": sample_id, **score.details}, score.distances)

    @classmethod
    def _official_id(cls, sample: str) -> str:
        """Return a sample's id, given that or its official number."""
        if sample in cls.every_id:
            return sample
        numbered = cls.has_official_numbers and sample.isascii() and sample.isdecimal()
        if numbered and int(sample) < len(cls.every_id):
            return cls.every_id[int(sample)]
        numbers = f", or 0 ... {len(cls.every_id) - 1}" if cls.has_official_numbers else ""
        raise ValueError(
            f"--sample {sample}: {cls.name} has {cls.every_id[0]} ... {cls.every_id[-1]}{numbers}"
        )
