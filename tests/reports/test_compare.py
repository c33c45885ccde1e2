"""Comparisons: worked-out differences, who wins, what is refused, and two commits."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pandas as pd
import pytest

import command_line
from benchmarks.kept_scores import keep
from benchmarks.leaderboard import COLUMNS, samples_sha256
from benchmarks.protocol import Metric
from benchmarks.sample_scores import SampleScores
from reports.__main__ import main
from reports.differences import Pairing, bin_differences, compare, extremes

METRICS = ("cd_mm", "mne", "normal_angle_deg", "cr", "landmark_nme_percent")
A = {"000": 1.0, "001": 2.0, "002": 4.0, "003": 3.0}
B = {"000": 2.0, "001": 2.0, "002": 3.0}
BINS = {"000": "0-5", "001": "0-5", "002": "5-30", "003": "5-30"}


def write_scores(
    path: Path,
    values: dict[str, float],
    *,
    ids: tuple[str, ...] = tuple(BINS),
    label: str = "facescape-wild (synthetic)",
) -> Path:
    """Write scores as `bench` does: "cr" is a tenth of the first metric, others are its double."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = ["sample_id", "subject", "benchmark", "bins", "status", *METRICS]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for i in ids:
            value = values.get(i)
            figures = [""] * 5 if value is None else [value, 2 * value, 2 * value, value / 10, ""]
            status = "failed" if value is None else "scored"
            writer.writerow([i, f"s{i}", label, BINS.get(i, ""), status, *figures])
    return path


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    for method, values in (("ours", A), ("theirs", B)):
        write_scores(tmp_path / "runs" / method / "scores" / "facescape-wild.csv", values)
    return tmp_path / "runs"


class Reports:
    """The command line as a user sees it."""

    def __init__(self, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.patch, self.capsys = patch, capsys

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        self.patch.setattr(sys, "argv", ["reports", *map(str, arguments)])
        code = 0
        try:
            command_line.run(main)
        except SystemExit as stop:
            code = int(stop.code or 0)
        output = self.capsys.readouterr()
        return code, output.out, output.err


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Reports:
    return Reports(monkeypatch, capsys)


def pairing(runs: Path) -> Pairing:
    paths = [runs / m / "scores" / "facescape-wild.csv" for m in ("ours", "theirs")]
    return Pairing("facescape-wild", "", *paths)


def test_differences_by_hand(runs: Path) -> None:
    found = compare(pairing(runs))
    assert [metric.name for metric in found.metrics] == list(METRICS[:-1])
    overall, near, far = found.of(found.metrics[0])
    assert (overall.bin, near.bin, far.bin) == ("all", "0-5", "5-30")
    # On 000, 001, 002: 1 2 4 against 2 2 3.
    assert (overall.first, overall.second) == pytest.approx((7 / 3, 7 / 3))
    assert overall.difference.value == pytest.approx(0)
    assert (overall.n, overall.first_wins, overall.second_wins) == (3, 1, 1)
    assert (overall.only_first, overall.only_second) == (1, 0)
    assert (near.difference.value, near.n) == (pytest.approx(-0.5), 2)
    assert (far.difference.value, far.n, far.only_first) == (pytest.approx(1.0), 1, 1)
    assert not any(row.distinguishable for row in found.differences)  # three subjects
    assert [(s.sample_id, s.gain) for s in found.samples] == [("000", 1), ("001", 0), ("002", -1)]


def test_of_coverages_the_higher_one_wins(runs: Path) -> None:
    found = compare(pairing(runs))
    near = found.of(next(m for m in found.metrics if m.name == "cr"))[1]
    assert (near.difference.value, near.first_wins, near.second_wins) == (
        pytest.approx(-0.05),
        0,
        1,
    )


def test_swapping_the_sides_turns_every_sign(runs: Path) -> None:
    one = pairing(runs)
    forth, back = compare(one), compare(Pairing(one.benchmark, "", one.second, one.first))
    for there, here in zip(forth.differences, back.differences, strict=True):
        assert there.difference.value == pytest.approx(-here.difference.value)
        assert there.difference.low == pytest.approx(-here.difference.high, nan_ok=True, abs=0.02)
        assert (there.first_wins, there.only_first) == (here.second_wins, here.only_second)
    ours, theirs = extremes(forth.samples, 5)
    assert [s.sample_id for s in ours] == ["000"]
    assert [s.sample_id for s in theirs] == ["002"]
    assert [s.sample_id for s in extremes(back.samples, 5)[0]] == ["002"]


def test_subjects_are_resampled_not_samples() -> None:
    subjects = {str(i): f"s{i % 6}" for i in range(60)}
    ours = SampleScores("now", {i: float(int(i) % 6) for i in subjects}, subjects, {})
    theirs = SampleScores("now", dict.fromkeys(subjects, 0.0), subjects, {})
    many = bin_differences(ours, theirs, Metric("mm", "mm", 2))[0]
    few = {i: subjects[i] for i in list(subjects)[:6]}
    once = SampleScores("now", {i: ours.values[i] for i in few}, few, {})
    zero = SampleScores("now", dict.fromkeys(few, 0.0), few, {})
    # Ten equal images of each person tell no more than one.
    assert many.difference == pytest.approx(
        bin_differences(once, zero, Metric("mm", "mm", 2))[0].difference
    )
    assert many.distinguishable


def test_tables_and_page(runs: Path, reports: Reports) -> None:
    code, out, _ = reports("compare", "ours", "theirs", "--runs", runs)
    assert code == 0
    assert "facescape-wild (synthetic): A against B" in out
    assert "33 %" in out
    assert "1 only ours could be scored on" in out
    folder = runs / "compare" / "ours-vs-theirs"
    table = pd.read_csv(folder / "differences.csv").set_index(["bin", "metric"])
    row = table.loc["0-5", "cd_mm"]
    assert (row.mean_a, row.mean_b, row.a_minus_b, row.n) == (1.5, 2.0, -0.5, 2)
    samples = pd.read_csv(folder / "samples.csv", dtype={"sample_id": str})
    assert samples[["sample_id", "value_a", "value_b", "gain_of_a"]].values.tolist() == [
        ["000", 1.0, 2.0, 1.0],
        ["001", 2.0, 2.0, 0.0],
        ["002", 4.0, 3.0, -1.0],
    ]
    page = (folder / "compare.html").read_text()
    assert "these data do not tell A and B apart. A wins on 33 % of 3 samples, B on 33 %." in page
    assert '<td data-value="-0.5"' in page
    assert ">synthetic data</span>" in page
    assert "No faces: " in page  # there are no data here


def leaderboard(runs: Path, *rows: dict[str, object]) -> None:
    known: dict[str, object] = {
        "method": "ours", "benchmark": "facescape-wild (synthetic)", "bin": "all",
        "metric": "cd_mm", "value": 1.0, "ci_low": 0.5, "ci_high": 1.5, "std": 0.1,
        "number_scored": 3, "failures": 0, "failure_policy": "drop", "origin": "synthetic",
        "data_sha256": "d1", "date": "2026-01-31T12:00:00+00:00",
    }  # fmt: skip
    with (runs / "leaderboard.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({**known, **row} for row in rows)


UNKNOWN = "It cannot be told whether A and B were scored on the same data"


def told(runs: Path, reports: Reports) -> str:
    """What the terminal and the page say, in one line."""
    code, out, _ = reports("compare", "ours", "theirs", "--runs", runs)
    assert code == 0
    page = (runs / "compare" / "ours-vs-theirs" / "compare.html").read_text()
    said = " ".join(out.split())
    assert (UNKNOWN in page) == (f"Warning: {UNKNOWN}" in said)
    return said


def test_it_is_said_if_nobody_knows_whether_the_data_are_the_same(
    runs: Path, reports: Reports
) -> None:
    assert "on which A and B were scored. Samples are paired by" in told(runs, reports)
    leaderboard(runs, {"method": "ours"})
    assert "on which B was scored" in told(runs, reports)
    leaderboard(runs, {"method": "ours"}, {"method": "theirs"})
    assert UNKNOWN not in told(runs, reports)
    leaderboard(runs, {"method": "ours"}, {"method": "theirs", "data_sha256": "d2"})
    code, _, err = reports("compare", "ours", "theirs", "--runs", runs)
    assert (code, err.count("\n")) == (2, 1)
    assert "were scored on different data of facescape-wild (d1 and d2)" in err


def test_the_rows_that_a_file_of_scores_belongs_to_know_its_data(
    runs: Path, reports: Reports
) -> None:
    own = samples_sha256(runs / "ours" / "scores" / "facescape-wild.csv")
    theirs = {"method": "theirs"}
    # A newer row of other data is of other samples.
    newer = {"method": "ours", "data_sha256": "d2", "samples_sha256": "5" * 64}
    leaderboard(runs, {"method": "ours", "samples_sha256": own}, newer, theirs)
    assert UNKNOWN not in told(runs, reports)
    leaderboard(runs, {**newer, "data_sha256": "d1"}, theirs)
    assert "on which A was scored" in told(runs, reports)


def test_two_commits_compare_every_method_that_both_scored(runs: Path, reports: Reports) -> None:
    first, second = "a" * 40, "b" * 40
    path = runs / "ours" / "scores" / "facescape-wild.csv"
    keep(path, first)
    keep(runs / "theirs" / "scores" / "facescape-wild.csv", first)
    write_scores(path, {i: value - 0.25 for i, value in A.items()})
    keep(path, second)
    leaderboard(runs, {"scored_by": first}, {"scored_by": second})
    code, out, err = reports("compare", "aaaa", "bbbb", "--runs", runs)
    assert (code, err) == (0, "")
    assert "facescape-wild (synthetic), ours: A against B" in out
    assert "theirs" not in out
    table = pd.read_csv(runs / "compare" / "aaaaaaaaaa-vs-bbbbbbbbbb" / "differences.csv")
    overall = table[(table.bin == "all") & (table.metric == "cd_mm")].iloc[0]
    assert (overall.of, overall.a_minus_b, overall.a_wins, overall.b_wins) == ("ours", 0.25, 0, 4)

    # Of unknown data they are compared, with a warning.
    leaderboard(runs, {"scored_by": first, "data_sha256": ""}, {"scored_by": second})
    _, out, _ = reports("compare", "aaaa", "bbbb", "--runs", runs)
    assert "on which A was scored" in " ".join(out.split())

    # On other data, nothing is left to compare, not even figures.
    leaderboard(runs, {"scored_by": first}, {"scored_by": second, "data_sha256": "d2"})
    code, _, err = reports("compare", "aaaa", "bbbb", "--runs", runs)
    assert code == 2
    assert "have no figure in common" in err


def test_commits_without_kept_scores_show_figures_unpaired(runs: Path, reports: Reports) -> None:
    leaderboard(runs, {"scored_by": "a" * 40, "value": 1.5}, {"scored_by": "b" * 40, "value": 1.25})
    code, out, _ = reports("compare", "aaaaaaa", "bbbbbbb", "--runs", runs)
    assert code == 0
    assert "not paired" in out
    assert "+0.25" in out


def test_what_cannot_be_compared_is_said(runs: Path, reports: Reports, tmp_path: Path) -> None:
    (tmp_path / "meshes").mkdir()
    write_scores(runs / "other" / "scores" / "now.csv", A)
    write_scores(runs / "half" / "scores" / "facescape-wild.csv", A, ids=("000", "001"))
    write_scores(runs / "real" / "scores" / "facescape-wild.csv", A, label="facescape-wild")
    write_scores(runs / "none" / "scores" / "facescape-wild.csv", {"003": 1.0}, ids=tuple(BINS))
    leaderboard(runs, {"scored_by": "a" * 40})
    for arguments, message in (
        (("ours", "thiers"), "'thiers' is no method with scores in"),
        (("ours", "other"), "no benchmark in common"),
        (("ours", "half"), "are of different samples; score both on the same"),
        (("ours", "real"), "of different data (facescape-wild (synthetic) and facescape-wild)"),
        (("theirs", "none"), "no sample that both could be scored on"),
        (("ours", "ours"), "A and B are the same: ours"),
        (("ours", "aaaa"), "both A and B must be one"),
        (("ours", tmp_path / "meshes"), "say by which protocol with --benchmark"),
        (("ours", "theirs", "--benchmark", "now"), "both have no scores of now"),
        (("ours", "theirs", "--data-root", "x"), "say which with --benchmark"),
    ):
        code, _, err = reports("compare", *arguments, "--runs", runs)
        assert code == 2, arguments
        assert err.startswith("error: ")
        assert message in err
        assert err.count("\n") == 1
    assert not (runs / "compare").exists()
