"""The scores of single samples that `bench` has written: `<method>/scores/<benchmark>.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from face_datasets.origin import Origin

from .leaderboard import read_leaderboard
from .registry import BENCHMARKS


@dataclass(frozen=True, eq=False)
class SampleScores:
    """One method under one protocol.

    Attributes:
        label: the benchmark's, with "(synthetic)" for stand-in data.
        values: sample id to the value of one metric; failures are absent.
        subjects: sample id to who is in it, of every sample, scored or not.
        bins: name to the sample ids of each bin, scored or not.
    """

    label: str
    values: dict[str, float]
    subjects: dict[str, str]
    bins: dict[str, list[str]]


def read_samples(path: Path, metric: str) -> SampleScores:
    """Read one file.

    Bins whose names hold spaces fall apart into words here.

    Raises:
        ValueError: a column is missing.
    """
    scores: dict[str, float] = {}
    subjects: dict[str, str] = {}
    bins: dict[str, list[str]] = {}
    label = ""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        needed = {"sample_id", "subject", "benchmark", "status", metric}
        missing = sorted(needed - set(reader.fieldnames or ()))
        if missing:
            raise ValueError(f"{path}: has no column {missing[0]}; score the method again")
        for row in reader:
            subjects[row["sample_id"]] = row["subject"]
            label = row["benchmark"]
            for name in row.get("bins", "").split():
                bins.setdefault(name, []).append(row["sample_id"])
            if row["status"] == "scored" and row[metric]:
                scores[row["sample_id"]] = float(row[metric])
    return SampleScores(label, scores, subjects, bins)


def origin_of(label: str) -> Origin:
    """Return whether scores are of released or of synthetic data, from the benchmark's label."""
    return "released" if label in BENCHMARKS else "synthetic"


def refuse_other_data(runs: Path, scores: dict[str, SampleScores]) -> str:
    """Return the label that the scores share.

    Data of one name may differ: the leaderboard knows on which a method was scored last.

    Args:
        runs: folder of `leaderboard.csv`, if there is one.
        scores: by method, of one benchmark.

    Raises:
        ValueError: methods were scored on different data.
    """
    labels = {found.label for found in scores.values()}
    if len(labels) > 1:
        raise ValueError(
            f"{runs}: scores are of different data ({', '.join(sorted(labels))}); "
            "score all methods on the same"
        )
    (label,) = labels
    _refuse_other_versions(runs / "leaderboard.csv", label, scores)
    return label


def _refuse_other_versions(path: Path, label: str, methods: Iterable[str]) -> None:
    if not path.is_file():
        return
    data = {
        row.method: row.data_sha256
        for row in read_leaderboard(path)
        if row.benchmark == label and row.method in methods
    }
    if len(set(data.values())) > 1:
        raise ValueError(
            f"{path}: {', '.join(sorted(data))} were scored on different data of {label}; "
            "score them on the same"
        )
