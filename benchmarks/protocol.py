"""What a benchmark declares: its ids, bins and metrics, and how one prediction is scored."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
from jaxtyping import Int

from face_datasets.origin import Origin
from predictions import Prediction

FailurePolicy = Literal["drop"]
"""How failures count. "drop": averages are over what could be scored, failures stand beside."""


class ScoringError(ValueError):
    """A readable prediction that the protocol cannot score: a failure, with its reason."""


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
    """

    name: str
    title: str
    decimals: int
    higher_is_better: bool = False
    required: bool = True


class Benchmark(ABC):
    """A published protocol on one dataset.

    Attributes:
        name: kebab-case, as on the command line.
        metrics: what `score` returns; the first one ranks.
        failure_policy: declared once per protocol.
        mesh_frame: frame in which plain mesh files are expected.
        root: folder of the data.
        origin: released data or a synthetic stand-in.
    """

    name: ClassVar[str]
    metrics: ClassVar[tuple[Metric, ...]]
    failure_policy: ClassVar[FailurePolicy]
    mesh_frame: ClassVar[str]

    root: Path
    origin: Origin

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
    def score(
        self,
        sample_id: str,
        prediction: Prediction,
        faces: Int[np.ndarray, "F 3"],
        frame: str,
        *,
        mean_face: bool = False,
    ) -> dict[str, float]:
        """Score one prediction.

        Args:
            sample_id: one of `ids`.
            prediction: read and validated.
            faces: its triangles.
            frame: of its vertices, one of `predictions.record.FRAMES`.
            mean_face: score `mean_face_vertices`, placed as the prediction is, in its stead.

        Returns:
            Finite numbers by metric name.

        Raises:
            ScoringError: this prediction cannot be scored.
        """

    @property
    def label(self) -> str:
        """The name under which scores are shown and stored: synthetic data says so."""
        return self.name if self.origin == "released" else f"{self.name} (synthetic)"
