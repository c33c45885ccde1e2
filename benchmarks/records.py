"""Scores of single samples, kept as they come, so that a killed run goes on where it stopped.

`runs/<method>/scores/<benchmark>/<id>.json` holds the metrics and every intermediate figure of a
sample, `<id>.npy` beside it the distances, if the protocol has them. A record says what it was made
from; one that was made from anything else (another prediction, scan, protocol or code) is stale,
one whose content does not fit its checksum is torn, and both are made anew.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float32

from .whole_files import write_whole

_SOURCES = ("geometry", "renderers", "predictions", "face_datasets", "benchmarks")
_LIBRARIES = ("numpy", "scipy", "numba", "torch", "trimesh")


@dataclass(frozen=True, eq=False)
class SampleScore:
    """One sample of one row: its metrics, or the reason why there are none.

    Attributes:
        sample_id: which sample.
        scores: finite numbers by metric name.
        reason: why there are none; one line.
        details: intermediate figures.
        distances: mm.
    """

    sample_id: str
    scores: dict[str, float]
    reason: str = ""
    details: Mapping[str, Any] | None = None
    distances: Float32[np.ndarray, " P"] | None = None

    @property
    def failed(self) -> bool:
        """Whether the sample counts as a failure."""
        return bool(self.reason)


class RecordStore:
    """The records of one row of one benchmark.

    Args:
        folder: made at the first write.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, sample_id: str, key: str | None) -> SampleScore | None:
        """Return what was recorded, or nothing if that is absent, torn or stale.

        Args:
            sample_id: which sample.
            key: of what the score must have been made from, see `record_key`; None takes any.
        """
        path = self.folder / f"{sample_id}.json"
        try:
            record = json.loads(path.read_bytes())
            checksum = record.pop("checksum")
            if key not in (None, record["key"]) or checksum != _checksum(record):
                return None
            distances = None
            if record["distances_sha256"]:
                content = path.with_suffix(".npy").read_bytes()
                if hashlib.sha256(content).hexdigest() != record["distances_sha256"]:
                    return None
                distances = np.load(io.BytesIO(content), allow_pickle=False)
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            return None
        return SampleScore(
            sample_id, record["scores"], record["reason"], record["details"], distances
        )

    def write(self, score: SampleScore, key: str) -> None:
        """Record a score, whole or not at all."""
        path = self.folder / f"{score.sample_id}.json"
        sha256 = ""
        if score.distances is not None:
            array = io.BytesIO()
            np.save(array, score.distances)
            sha256 = hashlib.sha256(array.getvalue()).hexdigest()
            write_whole(path.with_suffix(".npy"), array.getvalue())
        record = {
            "sample_id": score.sample_id,
            "key": key,
            "scores": score.scores,
            "reason": score.reason,
            "details": plain(score.details or {}),
            "distances_sha256": sha256,
        }
        record["checksum"] = _checksum(record)
        write_whole(path, json.dumps(record, indent=1) + "\n")


def record_key(facts: Mapping[str, Any], files: Iterable[Path]) -> str:
    """Return a fingerprint of everything that a score is made from.

    Args:
        facts: names and settings.
        files: prediction and data; their bytes count, their names and places do not.
    """
    digests = [_file_sha256(path) for path in files]
    text = json.dumps([plain(facts), digests, code_fingerprint()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def code_fingerprint() -> str:
    """Return a fingerprint of the code that scores, and of the libraries below it."""
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for package in _SOURCES:
        for path in sorted((root / package).glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    digest.update(" ".join(version(library) for library in _LIBRARIES).encode())
    return digest.hexdigest()


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: numpy becomes plain, what is not finite becomes None."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _file_sha256(path: Path) -> str:
    """Return a file's checksum, read piece by piece: nobody has looked yet how large it is."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _checksum(record: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()
