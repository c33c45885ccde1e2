"""What a benchmark declares: its ids, bins and metrics, and how one reconstruction is scored."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
from jaxtyping import Float, Float64, UInt8

from face_datasets.origin import Origin
from geometry.landmarks import Nose
from geometry.meshes import Mesh

from .errors import ScoringError
from .reconstruction import Reconstruction

if TYPE_CHECKING:
    from .surfaces import Surfaces

__all__ = ["Aggregate", "Benchmark", "FailurePolicy", "Metric", "Needs", "Score", "ScoringError"]

FailurePolicy = Literal["drop", "common", "worst"]
"""How failures count.

"drop": averages are over what could be scored, failures stand beside.
"common": averages are over the samples that every compared method could be scored on.
"worst": a failure counts as the worst value that any compared method got in that bin.
"""

Aggregate = Literal["mean", "pooled-mean", "pooled-rms", "pooled-std", "pooled-median"]
"""How a metric's figure for a bin comes about: the mean over samples of `Score.values`, or a
statistic of the distances of all points of all samples together (`Score.distances`)."""

Needs = Literal["mesh", "landmarks_2d", "image"]


@dataclass(frozen=True)
class Metric:
    """One number of a protocol.

    Attributes:
        name: column in the CSV files; says its unit.
        title: column in printed tables.
        decimals: digits after the point in printed tables.
        higher_is_better: for coverages and the like.
        required: False for a metric that some predictions or data do not allow; it is then absent,
            not a failure.
        aggregate: from samples to a bin. A pooled metric still has a value for each sample.
        shown: whether printed tables have a column for it; the files always do.
    """

    name: str
    title: str
    decimals: int
    higher_is_better: bool = False
    required: bool = True
    aggregate: Aggregate = "mean"
    shown: bool = True


@dataclass(frozen=True, eq=False)
class Score:
    """The figures of one reconstruction.

    Attributes:
        values: finite numbers by metric name.
        details: every intermediate figure that helps to check them (alignment, depth shift, crop
            count, convergence): numbers, strings, lists and dictionaries of those.
        distances: mm, of all points that were compared, for cumulative error curves and pooled
            metrics.
    """

    values: dict[str, float]
    details: Mapping[str, Any] = field(default_factory=dict)
    distances: Float[np.ndarray, " P"] | None = None


class Benchmark(ABC):
    """A published protocol on one dataset. Named variants are subclasses on the same data.

    Args:
        root: folder of the data.

    Attributes:
        name: kebab-case, as on the command line.
        dataset: folder of the data below `data/`; variants share it.
        prediction_set: folder below `runs/<method>/predictions/`; variants share it.
        metrics: what `score` returns; the first one ranks.
        failure_policy: the one that is declared for the protocol; others can be asked for.
        needs: what a prediction must hold.
        mesh_frame: frame in which plain mesh files are expected.
        nose: which of the two nose points the protocol aligns by; None where it does not.
        distances_of: what `Score.distances` belong to, on the axis of cumulative error curves.
        distance_unit: of these distances; "mm" but for colours.
        revision: grows when the same reconstruction scores otherwise; recorded scores of an earlier
            one are computed anew.
        root: folder of the data.
        origin: released data or a synthetic stand-in.
    """

    name: ClassVar[str]
    dataset: ClassVar[str]
    prediction_set: ClassVar[str]
    metrics: ClassVar[tuple[Metric, ...]]
    failure_policy: ClassVar[FailurePolicy] = "drop"
    needs: ClassVar[Needs] = "mesh"
    mesh_frame: ClassVar[str] = "any"
    nose: ClassVar[Nose | None] = None
    distances_of: ClassVar[str] = "scan points"
    distance_unit: ClassVar[str] = "mm"
    revision: ClassVar[int] = 1

    root: Path
    origin: Origin

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Fill in what mostly follows from the name."""
        super().__init_subclass__(**kwargs)
        if "name" in cls.__dict__:
            cls.dataset = getattr(cls, "dataset", cls.name)
            cls.prediction_set = getattr(cls, "prediction_set", cls.dataset)

    @abstractmethod
    def __init__(self, root: Path) -> None:
        """Open the data; raises `DatasetNotFoundError`."""

    @abstractmethod
    def ids(self) -> list[str]:
        """Return the sample ids in order."""

    @abstractmethod
    def bins(self) -> dict[str, list[str]]:
        """Return the ids of each bin; bins may overlap. "all" is added by the runner."""

    @abstractmethod
    def subject(self, sample_id: str) -> str:
        """Return who is in a sample; intervals are resampled by subject."""

    @abstractmethod
    def inputs(self, sample_id: str) -> list[Path]:
        """Return the data files whose bytes a sample's score depends on."""

    @abstractmethod
    def score(self, sample_id: str, reconstruction: Reconstruction) -> Score:
        """Score one reconstruction.

        Raises:
            ScoringError: this reconstruction cannot be scored.
        """

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
        """Score one reconstruction against files that a user names.

        Args:
            reconstruction: what to score.
            scan: ground truth, in the unit and frame of the data set's own scans.
            scan_points: its seven alignment points.
            sample_id: sample of the data set, where the protocol takes cameras or the scan from it.
            data_root: the data set.

        Raises:
            ValueError: the protocol needs other files.
            ScoringError: this reconstruction cannot be scored.
        """
        if scan is not None or scan_points is not None or sample_id is None or data_root is None:
            raise ValueError(f"{cls.name} needs --sample and --data-root, and takes no --scan")
        benchmark = cls(data_root)
        if sample_id not in benchmark.ids():
            raise ValueError(f"{data_root} has no sample {sample_id!r}")
        return benchmark.score(sample_id, reconstruction)

    def scan(self, sample_id: str) -> Mesh | None:
        """Return the scan that a sample is compared to, mm; None for protocols without one."""
        return None

    def scan_points(self, sample_id: str) -> Float64[np.ndarray, "7 3"] | None:
        """Return the scan's seven alignment points, mm; None for protocols without them."""
        return None

    def surfaces(self, sample_id: str, reconstruction: Reconstruction) -> Surfaces | None:
        """Return what a picture of the errors shows; None for protocols that have no surfaces.

        Raises:
            ScoringError: this reconstruction cannot be scored.
        """
        return None

    def photographs(self, sample_id: str) -> list[UInt8[np.ndarray, "H W 3"]]:
        """Return what a method gets to see; first the one in which its reconstruction is posed.

        Raises:
            OSError: a photograph is not there or damaged.
        """
        return []

    @property
    def label(self) -> str:
        """The name under which scores are shown and stored: synthetic data says so."""
        return self.name if self.origin == "released" else f"{self.name} (synthetic)"
