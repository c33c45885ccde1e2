"""What `bench` has written below a folder of runs, as pages of scores need it.

Nothing is computed here but what decides which files belong together: the leaderboard's rows, and
the scores of single samples that these rows are means of.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float32

from benchmarks.entries import MEAN_FACE
from benchmarks.leaderboard import LeaderboardRow, read_leaderboard, samples_sha256
from benchmarks.leaderboard_tables import (
    best_first,
    groups,
    metrics_of,
    protocol_name,
    scored_together,
    shown_rows,
)
from benchmarks.protocol import Benchmark, Metric
from benchmarks.records import RecordStore
from benchmarks.registry import BENCHMARKS
from benchmarks.summary import OVERALL

_AGREES = 1e-9  # a mean, added up in another order


@dataclass(frozen=True)
class Sample:
    """One sample of one method, as the CSV file has it.

    Attributes:
        sample_id: which sample.
        subject: who is in it.
        values: by metric name; absent where there is none.
        points: with a distance; 0 where the protocol has none.
        reason: why it failed; "" where it did not.
    """

    sample_id: str
    subject: str
    values: dict[str, float]
    points: int
    reason: str


@dataclass(frozen=True, eq=False)
class MethodSamples:
    """All samples of a method under one protocol.

    Attributes:
        path: of the CSV file; the distances of points lie in the folder of the same name.
        samples: by id, in order.
    """

    path: Path
    samples: dict[str, Sample]

    def distances(self) -> Float32[np.ndarray, " P"] | None:
        """Return those of all points of all samples; None where a sample's are not at hand."""
        folder = self.path.with_suffix("")
        found = []
        for sample in self.samples.values():
            if sample.reason or not sample.points:
                continue
            distances = _recorded_distances(folder, sample)
            if distances is None:
                return None
            found.append(distances)
        return np.concatenate(found) if found else None


@dataclass(frozen=True, eq=False)
class ScoredGroup:
    """Methods that may be compared: one benchmark, the same data, one failure policy.

    Attributes:
        rows: of the leaderboard.
        metrics: that tables show; the first one ranks.
        methods: the best one first, mean faces among them.
        samples: by method; those whose file belongs to these rows.
    """

    rows: list[LeaderboardRow]
    metrics: list[Metric]
    methods: list[str]
    samples: dict[str, MethodSamples]

    @property
    def label(self) -> str:
        """The benchmark's name, with "(synthetic)" for stand-in data."""
        return self.rows[0].benchmark

    @property
    def protocol(self) -> type[Benchmark] | None:
        """The protocol; None where this version has none of that name."""
        return BENCHMARKS.get(protocol_name(self.label))

    @property
    def is_synthetic(self) -> bool:
        """Whether the data is a stand-in."""
        return self.rows[0].origin != "released"

    @property
    def has_ranks(self) -> bool:
        """Whether one run scored all methods: only then do their ranks hold."""
        return scored_together(self.rows)

    def bins(self) -> list[str]:
        """Return the names of the bins, "all" first."""
        return list(dict.fromkeys(row.bin for row in self.rows))

    def row(self, method: str, name: str, metric: str) -> LeaderboardRow | None:
        """Return the figure of a method in a bin, or None."""
        wanted = (method, name, metric)
        return next((r for r in self.rows if (r.method, r.bin, r.metric) == wanted), None)

    def real_methods(self) -> list[str]:
        """Return the methods that are not mean faces."""
        return [method for method in self.methods if not method.startswith(MEAN_FACE)]


def read_groups(runs: Path, benchmarks: Sequence[str] = ()) -> list[ScoredGroup]:
    """Read what was scored.

    Args:
        runs: folder of `leaderboard.csv`.
        benchmarks: names; none takes all.

    Raises:
        FileNotFoundError: nothing was scored.
        ValueError: nothing of these benchmarks, or a file that cannot be read.
    """
    rows = shown_rows(read_leaderboard(runs / "leaderboard.csv"))
    present = sorted({protocol_name(row.benchmark) for row in rows})
    for name in benchmarks:
        if name not in present:
            raise ValueError(
                f"{runs}: no scores of {name}; there are some of {', '.join(present) or 'none'}; "
                f"run make bench DATASET={name}"
            )
    found = []
    for group in groups(rows).values():
        if benchmarks and protocol_name(group[0].benchmark) not in benchmarks:
            continue
        metrics = metrics_of(group)
        if not metrics:
            continue
        methods = best_first(group, metrics[0])
        found.append(ScoredGroup(group, metrics, methods, _samples_of(runs, group, metrics[0])))
    if not found:
        raise ValueError(f"{runs / 'leaderboard.csv'}: holds no scores; run make bench first")
    return found


def read_samples(path: Path) -> tuple[str, str, dict[str, Sample]]:
    """Return method, label of the benchmark and samples of a file that `bench` wrote.

    Raises:
        ValueError: a column is missing or a cell is no number.
    """
    samples: dict[str, Sample] = {}
    method = label = ""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        names = list(reader.fieldnames or ())
        try:
            metrics = names[names.index("points") + 1 : names.index("reason")]
            for row in reader:
                method, label = row["method"], row["benchmark"]
                values = {name: float(row[name]) for name in metrics if row[name]}
                samples[row["sample_id"]] = Sample(
                    row["sample_id"],
                    row["subject"],
                    values,
                    int(row["points"] or 0),
                    row["reason"] if row["status"] == "failed" else "",
                )
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}: no scores of samples ({error}); score again") from error
    return method, label, samples


def _recorded_distances(folder: Path, sample: Sample) -> Float32[np.ndarray, " P"] | None:
    """Return a sample's distances if the record beside them has the figures of the CSV file.

    A later run that was killed has replaced some records, and not the CSV file.
    """
    recorded = RecordStore(folder).read(sample.sample_id, None)
    if recorded is None or recorded.distances is None:
        return None
    figures = {name: recorded.scores.get(name) for name in sample.values}
    is_own = figures == sample.values and len(recorded.distances) == sample.points
    return recorded.distances if is_own else None


def _samples_of(
    runs: Path, group: Sequence[LeaderboardRow], first: Metric
) -> dict[str, MethodSamples]:
    name = protocol_name(group[0].benchmark)
    paths = sorted(runs.glob(f"*/scores/{name}.csv"))
    paths += sorted(runs.glob(f"*/scores/{name}.mean-face.csv"))
    found = {}
    for path in paths:
        method, label, samples = read_samples(path)
        rows = [r for r in group if (r.method, r.bin, r.metric) == (method, OVERALL, first.name)]
        if label != group[0].benchmark or not rows:
            continue
        named = rows[0].samples_sha256
        own = samples_sha256(path) == named if named else _may_be_of(samples, rows[0], first)
        if own:
            found[method] = MethodSamples(path, samples)
    return found


def _may_be_of(samples: dict[str, Sample], row: LeaderboardRow, metric: Metric) -> bool:
    """Say whether a row of an earlier version, which names no file, may be of these samples.

    Where it is their mean, by the figure; where it is pooled over their points, or over those that
    other methods have too, by their numbers.
    """
    values = [sample.values[metric.name] for sample in samples.values() if not sample.reason]
    if row.failure_policy != "drop":
        return row.number_scored <= len(samples)
    if len(values) != row.number_scored or len(values) + row.failures != len(samples):
        return False
    return metric.aggregate != "mean" or math.isclose(
        math.fsum(values) / max(len(values), 1), row.value, rel_tol=_AGREES
    )
