"""Per-image results that the FaceScape repository stores: read from a user's clone.

`benchmark/eval_result/{fswild,fslab}_<METHOD>/{CD,MNE,CR}_full.txt` hold one number per line and
image, "nan" where the method failed. The repository published two sets of them.
Source: github.com/zhuhao-nju/facescape, benchmark/code/export_table.py @ 19a9fff.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Float64

Track = Literal["fswild", "fslab"]
LENGTH: dict[Track, int] = {"fswild": 400, "fslab": 660}
METRICS = {"cd_mm": "CD", "mne": "MNE", "cr": "CR"}
"""Our names of the metrics to the files' names."""

WILD_BINS = {
    "0-5": slice(0, 100),
    "5-30": slice(100, 200),
    "30-60": slice(200, 300),
    "60-90": slice(300, None),
}
"""Rows of each bin, by angle in degrees; the last one runs to the end, however long the file."""

VERSIONS = {"3bd350a": "2021-12-02", "19a9fff": "2023-10-20"}
"""The two published versions: commit to date."""

# SHA-256, first 12 digits, of the wild track's numbers as little-endian float64: CD, MNE, CR. The
# lab track is the same in both versions.
_FINGERPRINTS: dict[str, tuple[str, str]] = {
    "extreme3dface": ("5ba138ed5330", "a7561f1b47f5"),
    "PRNet": ("70e3e521eecd", "39294fba5763"),
    "Deep3DFaceRec": ("a89501a63a51", "16e00c6ab9cc"),
    "RingNet": ("e5b578aa426a", "7761fb113fe8"),
    "DFDN": ("be6fca7e4ac3", "b5a868b4e5d2"),
    "DF2Net": ("bb1589d00e79", "10b769256632"),
    "UDL": ("e1b6dbba18dd", "eeb85b658259"),
    "facescape_opti": ("4a6059e81dde", "769a00870602"),
    "facescape_deep": ("2e477afd094c", "2ff0eb110483"),
    "MGCNet": ("275155cc16f3", "49014d22c4e2"),
    "3DDFA_V2": ("d686ba302cc4", "0ac849bc5c0d"),
    "SADRNet": ("04ad117406fc", "eeea5ab6b979"),
    "LAP": ("ae697531cdf2", "96410d33f2dc"),
    "DECA": ("f6d5ab798041", "95de45d066f6"),
}
BASELINES = tuple(_FINGERPRINTS)


class CloneError(FileNotFoundError):
    """The folder is no clone with stored results, or some are missing."""


class DamagedResultsError(ValueError):
    """A stored file of results cannot be read as numbers."""


@dataclass(frozen=True, eq=False)
class StoredResults:
    """What one method got, image by image.

    Attributes:
        method: as the repository names it.
        track: wild or lab.
        values: metric to one number per row, NaN for a failure.
    """

    method: str
    track: Track
    values: dict[str, Float64[np.ndarray, " P"]]

    @property
    def complete(self) -> bool:
        """Whether there is a row per image, so that rows can be told to belong to images."""
        return all(len(column) == LENGTH[self.track] for column in self.values.values())

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits of all numbers."""
        digest = hashlib.sha256()
        for metric in METRICS:
            digest.update(self.values[metric].astype("<f8").tobytes())
        return digest.hexdigest()[:12]

    def mean(self, metric: str, rows: slice = slice(None)) -> float:
        """Return the mean over rows that did not fail; NaN where all did."""
        column = self.values[metric][rows]
        scored = column[~np.isnan(column)]
        return float(scored.mean()) if len(scored) else float("nan")


def read_results(clone: Path, track: Track) -> list[StoredResults]:
    """Read the results of every baseline.

    Args:
        clone: the repository's folder, its `benchmark` folder, or `eval_result` itself.
        track: wild or lab.

    Raises:
        CloneError: a folder or file is missing.
        DamagedResultsError: a file holds something else than numbers.
    """
    folder = _eval_result(clone)
    results = []
    for method in BASELINES:
        values = {
            metric: _read_column(folder / f"{track}_{method}" / f"{name}_full.txt")
            for metric, name in METRICS.items()
        }
        lengths = {len(column) for column in values.values()}
        if len(lengths) != 1:
            raise DamagedResultsError(
                f"{folder / f'{track}_{method}'}: the files have {sorted(lengths)} rows; expected "
                f"as many in each; check out {' or '.join(VERSIONS)} again"
            )
        results.append(StoredResults(method, track, values))
    return results


def published_version(wild: list[StoredResults]) -> str | None:
    """Return the commit whose wild results these are, number by number, or None."""
    for column, commit in enumerate(VERSIONS):
        if all(r.fingerprint == _FINGERPRINTS[r.method][column] for r in wild):
            return commit
    return None


def version_text(wild: list[StoredResults]) -> str:
    """Say which published version the results are, or how far from either."""
    commit = published_version(wild)
    if commit:
        return f"{commit} ({VERSIONS[commit]})"
    agreeing = [
        f"{sum(r.fingerprint == _FINGERPRINTS[r.method][column] for r in wild)} as at {commit}"
        for column, commit in enumerate(VERSIONS)
    ]
    return f"neither published version: of {len(wild)} methods {' and '.join(agreeing)}"


def _eval_result(clone: Path) -> Path:
    for folder in (clone / "benchmark" / "eval_result", clone / "eval_result", clone):
        if (folder / f"fswild_{BASELINES[0]}").is_dir():
            return folder
    raise CloneError(
        f"{clone}: holds no benchmark/eval_result/fswild_{BASELINES[0]}; clone "
        "https://github.com/zhuhao-nju/facescape and pass its folder"
    )


def _read_column(path: Path) -> Float64[np.ndarray, " P"]:
    if not path.is_file():
        raise CloneError(f"{path} does not exist; check out {' or '.join(VERSIONS)} again")
    try:
        column = np.array([float(line) for line in path.read_text().split()], np.float64)
    except ValueError as error:  # also text that is no UTF-8
        raise DamagedResultsError(f"{path}: {error}; expected a number per line") from None
    if np.isinf(column).any() or len(column) == 0:
        raise DamagedResultsError(f"{path}: expected finite numbers or nan, one per line")
    return column
