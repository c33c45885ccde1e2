"""Where a score comes from: the data, the time."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timezone
from pathlib import Path

from face_datasets.origin import MARKER

from .protocol import Benchmark


def data_sha256(benchmark: Benchmark) -> str:
    """Return a fingerprint of the data: only scores with the same one may be compared.

    Of a stand-in it is that of its marker (seed, ids, face model). Of any other data, of which
    somebody may have a part, or scans of his own, it is that of the samples: who they are, and how
    large the files are that their scores depend on.
    """
    marker = benchmark.root / MARKER
    if marker.is_file():
        return hashlib.sha256(marker.read_bytes()).hexdigest()
    samples = [
        [i, benchmark.subject(i), [_size(path) for path in benchmark.inputs(i)]]
        for i in benchmark.ids()
    ]
    return hashlib.sha256(json.dumps(samples).encode()).hexdigest()


def now() -> str:
    """Return date and time, UTC, ISO 8601 to the second."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1
