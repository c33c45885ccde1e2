"""The leaderboard file: every score that was ever written, newest last, and where it is from."""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TextIO

from predictions import code_commit

from .entries import Entry
from .protocol import Benchmark, FailurePolicy
from .provenance import data_sha256, now
from .records import SampleScore
from .summary import Summary
from .whole_files import csv_text, write_whole


@dataclass(frozen=True)
class LeaderboardRow:
    """One figure; all are text or numbers as they stand in the file.

    Attributes:
        method: name of the row: a method, or "mean-face".
        benchmark: its name, with "(synthetic)" for stand-in data.
        bin: name of the bin, or "all".
        metric: name of the metric, with its unit.
        value: mean over the samples that were scored.
        ci_low: lower end of the 95 % bootstrap interval, resampled by subject.
        ci_high: its upper end.
        std: standard deviation over the samples.
        rank: among the methods that were scored together; those that cannot be told apart share
            one; empty for mean faces, comparisons and methods scored alone.
        number_scored: samples in the mean.
        failures: samples of the bin without a score.
        failure_policy: how those count.
        origin: "released" or "synthetic".
        commit: of the code that predicted.
        config_sha256: of its configuration.
        checkpoint_sha256: of its weights.
        face_model: of the method.
        scored_by: commit of the code that scored.
        data_sha256: fingerprint of the data, see `data_sha256`.
        samples_sha256: of the file of single samples' scores that it was computed from, as
            `write_samples` wrote it; "" in files of earlier versions.
        date: of scoring, UTC.
    """

    method: str
    benchmark: str
    bin: str
    metric: str
    value: float
    ci_low: float
    ci_high: float
    std: float
    rank: str
    number_scored: int
    failures: int
    failure_policy: str
    origin: str
    commit: str
    config_sha256: str
    checkpoint_sha256: str
    face_model: str
    scored_by: str
    data_sha256: str
    samples_sha256: str
    date: str


_DATE_LENGTH = len("2026-01-31T12:00:00+00:00")
COLUMNS = [field.name for field in fields(LeaderboardRow)]
_EARLIER = [name for name in COLUMNS if name != "samples_sha256"]
"""Columns of earlier versions, whose files are read and, once more is scored, completed."""
_NUMBERS: Mapping[str, type] = {
    "value": float,
    "ci_low": float,
    "ci_high": float,
    "std": float,
    "number_scored": int,
    "failures": int,
}


def leaderboard_rows(
    benchmark: Benchmark,
    entries: Sequence[Entry],
    summaries: dict[str, list[Summary]],
    policy: FailurePolicy,
    samples: Mapping[str, str],
) -> list[LeaderboardRow]:
    """Add to each summary where it comes from.

    Args:
        benchmark: opened on its data.
        entries: what was scored.
        summaries: by row.
        policy: how failures counted.
        samples: by row, the checksum of its file of single samples.
    """
    scored_by, data, date = code_commit(), data_sha256(benchmark), now()
    n_methods = sum(not entry.mean_face for entry in entries)
    rows = []
    for entry in entries:
        manifest = entry.manifest
        for summary in summaries[entry.row]:
            rows.append(
                LeaderboardRow(
                    method=entry.row,
                    benchmark=benchmark.label,
                    bin=summary.bin,
                    metric=summary.metric,
                    value=summary.interval.value,
                    ci_low=summary.interval.low,
                    ci_high=summary.interval.high,
                    std=summary.std,
                    rank=str(summary.rank) if summary.rank and n_methods > 1 else "",
                    number_scored=summary.n_scored,
                    failures=summary.n_failed,
                    failure_policy=policy,
                    origin=benchmark.origin,
                    commit=manifest.commit if manifest else "",
                    config_sha256=manifest.config_sha256 if manifest else "",
                    checkpoint_sha256=manifest.checkpoint_sha256 if manifest else "",
                    face_model=manifest.face_model if manifest else "",
                    scored_by=scored_by,
                    data_sha256=data,
                    samples_sha256=samples[entry.row],
                    date=date,
                )
            )
    return rows


def append(path: Path, rows: Iterable[LeaderboardRow]) -> None:
    """Add rows at the end of the file in one piece; several processes may do so at once.

    Raises:
        ValueError: the file has other columns.
    """
    check(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    with _locked(path):
        if _header(path) == _EARLIER:
            _complete(path)
    with _locked(path) as file:
        if file.seek(0, io.SEEK_END) == 0:  # now: another process may have written the header
            writer.writeheader()
        elif not path.read_bytes().endswith(b"\n"):  # an editor's doing
            text.write("\n")
        writer.writerows(_as_text(row) for row in rows)
        file.write(text.getvalue())


@contextmanager
def _locked(path: Path) -> Iterator[TextIO]:
    """Open a file to append to it, alone."""
    while True:
        with path.open("a", newline="") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                yield file
                return
        # While we waited, another process has put a completed file in its place.


def _complete(path: Path) -> None:
    """Give a file of an earlier version the columns that it lacks, empty, whole or not at all."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    write_whole(path, csv_text(COLUMNS, rows))


def check(path: Path) -> None:
    """Raise a ValueError if the file is there with other columns than ours."""
    if path.is_file() and path.stat().st_size > 0:
        header = _header(path)
        if header not in (COLUMNS, _EARLIER):
            lacks = [name for name in COLUMNS if name not in header]
            has = [name for name in header if name not in COLUMNS]
            what = "; ".join(
                [f"lacks {', '.join(lacks)}"] * bool(lacks) + [f"has {', '.join(has)}"] * bool(has)
            )
            raise ValueError(
                f"{path}: has other columns than this version writes ({what or 'in another order'}"
                "); move it away and score again"
            )


def _header(path: Path) -> list[str]:
    with path.open(newline="") as file:
        return next(csv.reader(file), [])


def read_leaderboard(path: Path) -> list[LeaderboardRow]:
    """Return every row, oldest first.

    Raises:
        ValueError: the file has other columns, or a row cannot be read.
        FileNotFoundError: there is none.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist; run make bench first")
    check(path)
    rows: list[LeaderboardRow] = []
    with path.open(newline="", encoding="utf-8") as file:
        for raw in csv.DictReader(file):
            try:
                if None in raw or None in raw.values() or len(raw["date"]) < _DATE_LENGTH:
                    raise ValueError
                cells: dict[str, Any] = {
                    name: _NUMBERS.get(name, str)(raw.get(name, "")) for name in COLUMNS
                }
            except ValueError:
                raise ValueError(
                    f"{path}: line {len(rows) + 2} is torn or no score; remove that line"
                ) from None
            rows.append(LeaderboardRow(**cells))
    return rows


def write_samples(
    path: Path, benchmark: Benchmark, samples: Sequence[SampleScore], method: str
) -> str:
    """Write the scores of single samples as a CSV file, whole or not at all; return its SHA-256.

    `points` is the weight of a sample in figures that pool the points of all.
    """
    names = [metric.name for metric in benchmark.metrics]
    bins = benchmark.bins()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        [
            "method",
            "benchmark",
            "origin",
            "sample_id",
            "subject",
            "bins",
            "status",
            "points",
            *names,
            "reason",
        ]
    )
    for sample in samples:
        writer.writerow(
            [
                method,
                benchmark.label,
                benchmark.origin,
                sample.sample_id,
                benchmark.subject(sample.sample_id),
                " ".join(name for name, ids in bins.items() if sample.sample_id in ids),
                "failed" if sample.failed else "scored",
                "" if sample.distances is None else sample.distances.size,
                *(_number(sample.scores.get(name)) for name in names),
                sample.reason,
            ]
        )
    write_whole(path, text.getvalue())
    return samples_sha256(path)


def samples_sha256(path: Path) -> str:
    """Return the checksum by which rows of the leaderboard name the file that they are from."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)


def _as_text(row: LeaderboardRow) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(row).items()}
