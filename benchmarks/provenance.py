"""Where a score comes from: the data, the time."""

from __future__ import annotations

import hashlib
from datetime import datetime, timezone
from pathlib import Path

from face_datasets.origin import MARKER


def data_sha256(root: Path) -> str:
    """Return a fingerprint of stand-in data (seed, ids, face model); "" for the one release."""
    marker = root / MARKER
    return hashlib.sha256(marker.read_bytes()).hexdigest() if marker.is_file() else ""


def now() -> str:
    """Return date and time, UTC, ISO 8601 to the second."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
