"""Where a score comes from: the scoring code, the data, the time."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import datetime, timezone
from pathlib import Path

from face_datasets.origin import MARKER


def code_commit() -> str:
    """Return this code's commit, "-dirty" with local changes, "unknown" outside a repository."""
    here = Path(__file__).resolve().parent
    commit = _git(here, "rev-parse", "HEAD")
    if not commit:
        return "unknown"
    return commit + ("-dirty" if _git(here, "status", "--porcelain", "-uno") else "")


def data_sha256(root: Path) -> str:
    """Return a fingerprint of stand-in data (seed, ids, face model); "" for the one release."""
    marker = root / MARKER
    return hashlib.sha256(marker.read_bytes()).hexdigest() if marker.is_file() else ""


def now() -> str:
    """Return date and time, UTC, ISO 8601 to the second."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
