"""Studies: columns by hand, the random one, what is reported and what is ours."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import __main__ as command
from benchmarks.published import read_published
from benchmarks.registry import BENCHMARKS
from benchmarks.study import RANDOM, STUDIES, cells, draw_one_each, read_methods

ANGLES = STUDIES["dfmvr-angles"]
YAWS = (10, 20, 30, 45)
METRIC = BENCHMARKS[ANGLES.benchmark].metrics[0].name


def write(runs: Path, method: str, scores: dict[tuple[int, int], float | None]) -> None:
    """Write scores as the bench does, by subject and yaw; None is a failure."""
    path = runs / method / "scores" / f"{ANGLES.benchmark}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["benchmark", "sample_id", "subject", "bins", "status", METRIC])
        for (subject, yaw), score in scores.items():
            name = f"bs{subject:03d}"
            status, text = ("failed", "") if score is None else ("scored", repr(score))
            label = f"{ANGLES.benchmark} (synthetic)"
            writer.writerow([label, f"{name}_R{yaw}", name, f"right-{yaw}", status, text])


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """Eight people; the score is 1 + yaw / 100, one of them failed at 30 degrees."""
    plain = {(subject, yaw): 1 + yaw / 100 for subject in range(8) for yaw in YAWS}
    write(tmp_path, "dfmvr-v5", plain | {(3, 30): None})
    return tmp_path


@pytest.mark.parametrize("name", STUDIES)
def test_every_study_is_of_a_printed_table_and_a_benchmark(name: str) -> None:
    study = STUDIES[name]
    assert study.benchmark in BENCHMARKS
    printed = {s.bin for s in read_published(study.paper) if s.table == study.table}
    assert set(study.columns) == printed


def test_columns_worked_out_by_hand(runs: Path) -> None:
    found = cells(read_methods(runs, ANGLES)["dfmvr-v5"], ANGLES)
    for yaw in YAWS:
        assert found[f"right-{yaw}"].mean == pytest.approx((1 + yaw / 100,) * 3)
    assert [found[f"right-{yaw}"].n for yaw in YAWS] == [8, 8, 7, 8]
    assert found["right-30"].failed == 1
    random = found[RANDOM]
    assert random.n + random.failed == 8
    # the mean of what was drawn, looked up by name
    bins = {f"right-{yaw}": [f"bs{s:03d}_R{yaw}" for s in range(8)] for yaw in YAWS}
    drawn = draw_one_each(bins, {i: i[:5] for ids in bins.values() for i in ids})
    yaws = [int(i.partition("_R")[2]) for i in drawn if i != "bs003_R30"]
    assert random.mean.value == pytest.approx(1 + np.mean(yaws) / 100)


def test_the_random_column_draws_every_angle_alike_and_the_same_for_all() -> None:
    bins = {f"right-{yaw}": [f"bs{s:03d}_R{yaw}" for s in range(400)] for yaw in YAWS}
    del bins["right-45"][7]  # a subject without this photograph
    subjects = {i: i[:5] for ids in bins.values() for i in ids}
    drawn = draw_one_each(bins, subjects)
    assert [subjects[i] for i in drawn] == sorted(set(subjects.values()))
    assert drawn == draw_one_each(bins, subjects)
    counts = [sum(i.endswith(f"_R{yaw}") for i in drawn) for yaw in YAWS]
    assert all(70 < count < 130 for count in counts)  # 100 +- 3.5 standard deviations of 8.7


def test_the_command_keeps_reported_and_ours_apart(
    runs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "study", "dfmvr-angles", "--runs", str(runs)])
    command.main()
    reported, ours = capsys.readouterr().out.split("scored here: bosphorus-three-view (synthetic)")
    assert "1.4125" in reported
    assert "dfmvr-v5" not in reported
    assert "1.4125" not in ours
    assert "Synthetic stand-in data" in ours
    assert "| dfmvr-v5 | 1.1" in (runs / "dfmvr-angles.md").read_text()
    with (runs / "dfmvr-angles.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    origins = {row["method"]: row["origin"] for row in rows}
    assert origins.pop("dfmvr-v5") == "synthetic"
    assert set(origins.values()) == {"reported"}
    (row,) = [r for r in rows if r["method"] == "dfmvr-v5" and r["bin"] == "right-30"]
    assert (row["n"], row["failed"], row["metric"]) == ("7", "1", METRIC)


def test_what_is_not_there_is_said(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "study", "angles"])
    with pytest.raises(ValueError, match="there is no study 'angles'; it is one of dfmvr-angles"):
        command.main()
    with pytest.raises(ValueError, match="run make bench DATASET=bosphorus-three-view RUNS="):
        read_methods(runs / "nowhere", ANGLES)
    write(runs, "dfmvr", {(0, 10): 1.0, (0, 45): 1.0})
    with pytest.raises(ValueError, match=r"dfmvr.*: no sample in right-20, right-30; the data"):
        read_methods(runs, ANGLES)
