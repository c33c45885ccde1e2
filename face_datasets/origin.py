"""Where a dataset comes from: a release, or our own studio. Stand-ins say so in their folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from .errors import DamagedFileError

Origin = Literal["released", "synthetic"]

MARKER = "SYNTHETIC.json"


def write_synthetic_marker(root: Path, **facts: Any) -> None:
    """Mark a dataset folder as made by the studio.

    Args:
        root: the dataset's folder.
        **facts: how it was made (seed, face model, number of subjects, ...), JSON values.
    """
    note = "Rendered by the Likeness studio: synthetic stand-in data, not the released dataset."
    (root / MARKER).write_text(json.dumps({"note": note, **facts}, indent=1, sort_keys=True) + "\n")


def read_origin(root: Path) -> Origin:
    """Return "synthetic" for a folder that the studio wrote, "released" for any other."""
    return "synthetic" if (root / MARKER).is_file() else "released"


def origin_record(root: Path) -> dict[str, Any]:
    """Return where the data of a folder comes from, for the records of a run; JSON values.

    Raises:
        DamagedFileError: the marker of a stand-in is not a JSON object.
    """
    origin = read_origin(root)
    record: dict[str, Any] = {"root": str(root), "origin": origin}
    if origin == "synthetic":
        record["marker"] = read_marker(root)
    return record


def read_marker(root: Path) -> dict[str, Any]:
    """Return what `write_synthetic_marker` wrote.

    Raises:
        DamagedFileError: the file is not a JSON object.
    """
    path = root / MARKER
    try:
        marker = json.loads(path.read_text())
    except ValueError as error:
        raise DamagedFileError(path, f"not JSON ({error})") from error
    if not isinstance(marker, dict):
        raise DamagedFileError(path, "expected a JSON object")
    return marker
