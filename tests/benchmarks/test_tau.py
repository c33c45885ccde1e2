from __future__ import annotations

import csv
import math
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import __main__ as command
from benchmarks.leaderboard import COLUMNS
from benchmarks.registry import BENCHMARKS
from benchmarks.tau import Ranking, agreement, read_ranking

FIRST, SECOND = list(BENCHMARKS)[:2]
RANKING = {name: BENCHMARKS[name].metrics[0] for name in (FIRST, SECOND)}


def write(runs: Path, method: str, benchmark: str, scores: list[float | None]) -> None:
    """Write scores as the bench does; None is a failure."""
    path = runs / method / "scores" / f"{benchmark}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["benchmark", "sample_id", "subject", "status", RANKING[benchmark].name])
        for number, score in enumerate(scores):
            status, text = ("failed", "") if score is None else ("scored", repr(score))
            writer.writerow(
                [f"{benchmark} (synthetic)", f"{number:03d}", f"s{number}", status, text]
            )


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """Four methods: the second protocol swaps b and c, and has nothing of d."""
    for method, value in {"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0}.items():
        write(tmp_path, method, FIRST, [value, value + 1])
    for method, value in {"a": 10.0, "b": 30.0, "c": 20.0}.items():
        write(tmp_path, method, SECOND, [value])
    return tmp_path


def test_tau_worked_out_by_hand(runs: Path) -> None:
    pair = agreement(read_ranking(runs, FIRST, "drop"), read_ranking(runs, SECOND, "drop"))
    assert pair.n_methods == 3
    assert pair.tau_b == pytest.approx((2 - 1) / 3)  # of three pairs, two agree
    assert pair.disagreements == "b < c"
    itself = agreement(read_ranking(runs, FIRST, "drop"), read_ranking(runs, FIRST, "drop"))
    assert itself.tau_b == pytest.approx(1)
    assert itself.p_value == pytest.approx(2 / math.factorial(4))


def test_ties_are_tau_b(runs: Path) -> None:
    write(runs, "b", SECOND, [10.0])  # ties with a: pairs a-c and b-c agree
    pair = agreement(read_ranking(runs, FIRST, "drop"), read_ranking(runs, SECOND, "drop"))
    assert pair.tau_b == pytest.approx(2 / math.sqrt(3 * 2))
    assert pair.disagreements == ""


def test_higher_can_be_better(runs: Path) -> None:
    ranking = read_ranking(runs, FIRST, "drop")
    assert ranking.cost("a") < ranking.cost("b")
    higher = next(m.name for m in BENCHMARKS["facescape-wild"].metrics if m.higher_is_better)
    path = runs / "a" / "scores" / "facescape-wild.csv"
    path.write_text(f"benchmark,sample_id,subject,status,{higher}\nx,0,s,scored,0.5\n")
    other = runs / "b" / "scores" / "facescape-wild.csv"
    other.write_text(f"benchmark,sample_id,subject,status,{higher}\nx,0,s,scored,0.9\n")
    for method in "cd":
        (runs / method / "scores" / "facescape-wild.csv").unlink()
    coverage = read_ranking(runs, f"facescape-wild:{higher}", "drop")
    assert coverage.cost("b") < coverage.cost("a")


def test_the_same_samples_for_all_unless_told_otherwise(runs: Path) -> None:
    write(runs, "a", FIRST, [9.0, None])
    write(runs, "b", FIRST, [8.0, 100.0])
    assert read_ranking(runs, FIRST, "common").means["b"] == 8.0
    assert read_ranking(runs, FIRST, "common").n_samples == 1
    assert read_ranking(runs, FIRST, "drop").means["b"] == 54.0
    assert read_ranking(runs, FIRST, "worst").means["a"] == (9 + 100) / 2


def test_the_command(
    runs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "tau", "--runs", str(runs), FIRST, SECOND])
    command.main()
    out = capsys.readouterr().out
    assert "0.33" in out
    assert f"{FIRST} prefers, and {SECOND} does not: b < c" in out
    assert "fewer than five methods" in out
    with (runs / "tau.csv").open(newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["n_methods"], row["failure_policy"]) == ("3", "common")
    assert float(row["tau_b"]) == pytest.approx(1 / 3)


def test_what_cannot_be_compared_is_said(runs: Path) -> None:
    with pytest.raises(ValueError, match=r"no benchmark 'nowhere'; expected facescape-wild"):
        read_ranking(runs, "nowhere", "drop")
    with pytest.raises(ValueError, match=f"{FIRST} has no metric 'x'; expected"):
        read_ranking(runs, f"{FIRST}:x", "drop")
    with pytest.raises(ValueError, match=r"run make bench DATASET=.* first"):
        read_ranking(runs / "a", FIRST, "drop")
    path = runs / "a" / "scores" / f"{FIRST}.csv"
    path.write_text(path.read_text().replace(" (synthetic)", ""))
    with pytest.raises(ValueError, match="are of different data"):
        read_ranking(runs, FIRST, "drop")
    path.write_text("sample_id\n000\n")
    with pytest.raises(ValueError, match=r"has no column .*; score the method again"):
        read_ranking(runs, FIRST, "drop")


def test_one_common_method_has_no_tau(runs: Path) -> None:
    for method in "bc":
        (runs / method / "scores" / f"{SECOND}.csv").unlink()
    pair = agreement(read_ranking(runs, FIRST, "drop"), read_ranking(runs, SECOND, "drop"))
    assert pair.n_methods == 1
    assert math.isnan(pair.tau_b)


def test_the_interval_knows_how_sure_the_rankings_are(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    people = rng.uniform(1, 9, 60)
    for number, method in enumerate("abcde"):
        write(tmp_path, method, FIRST, list(map(float, people + number)))
        noise = rng.normal(0, 8, 60)
        write(tmp_path, method, SECOND, list(map(float, people + 0.5 * number + noise)))
    sure, unsure = read_ranking(tmp_path, FIRST, "drop"), read_ranking(tmp_path, SECOND, "drop")
    itself = agreement(sure, sure)
    assert (itself.ci_low, itself.tau_b, itself.ci_high) == pytest.approx((1, 1, 1))
    pair = agreement(sure, unsure)
    assert pair.ci_low < pair.tau_b - 0.15
    assert pair.ci_high > pair.tau_b + 0.05
    # the same draws for the same people: a ranking agrees with itself in every resample
    assert agreement(unsure, unsure).ci_low == pytest.approx(1)
    assert math.isnan(agreement(sure, one_person(unsure)).ci_low)


def one_person(ranking: Ranking) -> Ranking:
    return replace(ranking, subjects=dict.fromkeys(ranking.subjects, "one"))


def test_methods_on_different_stand_ins_are_not_compared(runs: Path) -> None:
    path = runs / "leaderboard.csv"

    def scored(*methods_and_data: tuple[str, str]) -> None:
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="0" * 25)
            writer.writeheader()
            for method, data in methods_and_data:
                row = {"method": method, "benchmark": f"{FIRST} (synthetic)", "data_sha256": data}
                writer.writerow(row)

    scored(("a", "old"), ("b", "new"), ("a", "new"))
    assert set(read_ranking(runs, FIRST, "drop").means) == set("abcd")
    scored(("a", "old"), ("b", "new"))
    with pytest.raises(ValueError, match="a, b were scored on different data of"):
        read_ranking(runs, FIRST, "drop")


def test_nothing_in_common_is_said(runs: Path) -> None:
    write(runs, "a", FIRST, [1.0, None])
    write(runs, "b", FIRST, [None, 1.0])
    with pytest.raises(ValueError, match=r"no sample of .* was scored for every method"):
        read_ranking(runs, FIRST, "common")
