from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from page_reader import compared_with_leaderboard, read_tables

import command_line
from reports.__main__ import main
from reports.measured_samples import (
    MeasuredMethod,
    MeasuredSample,
    choose_samples,
    measure_samples,
    open_benchmark,
)
from reports.page_blocks import Text
from reports.report import curve_blocks, report
from reports.sample_views import colour_limit, sample_blocks
from reports.scored import read_groups

MISSING = "350"
"""The sample that "rough" lacks."""


def samples_of(runs: Path, method: str) -> dict[str, dict[str, str]]:
    with (runs / method / "scores" / "facescape-wild.csv").open(newline="") as file:
        return {row["sample_id"]: row for row in csv.DictReader(file)}


def test_the_leaderboard_of_the_page_is_that_of_the_file(scored):
    assert compared_with_leaderboard(scored.page, scored.runs / "leaderboard.csv") > 20


def test_the_worst_ten_are_those_of_the_file_failures_first(scored):
    (name,) = (name for name in read_tables(scored.page) if name.startswith("worst-"))
    rows = [r for r in read_tables(scored.page)[name] if r["method"] == "rough"]
    own = samples_of(scored.runs, "rough")
    assert (rows[0]["sample"], rows[0]["why it failed"]) == (MISSING, "no prediction")
    values = [float(row["CD mm ↓"]) for row in rows[1:]]
    assert values == sorted((float(r["cd_mm"]) for r in own.values() if r["cd_mm"]), reverse=True)
    assert all(float(own[row["sample"]]["cd_mm"]) == float(row["CD mm ↓"]) for row in rows[1:])


def test_published_figures_are_marked(scored):
    rows = read_tables(scored.page)["published"]
    assert {row["origin"] for row in rows} == {"published"}
    assert {"extreme3dface"} <= {row["method"] for row in rows}
    assert "synthetic data" in scored.page.read_text()


def test_median_and_worst_are_of_samples_that_all_methods_have(scored):
    (group,) = read_groups(scored.runs)
    means = {
        i: (float(row["cd_mm"]) + float(samples_of(scored.runs, "rough")[i]["cd_mm"])) / 2
        for i, row in samples_of(scored.runs, "fine").items()
        if i != MISSING
    }
    ordered = sorted(means, key=means.__getitem__)
    assert list(choose_samples(group)) == [ordered[1], ordered[2]]
    assert choose_samples(group, [MISSING]) == {MISSING: "chosen"}


def test_what_is_shown_of_a_sample_has_the_figures_of_the_file(scored):
    (group,) = read_groups(scored.runs)
    benchmark = open_benchmark(group, [scored.data])
    assert not isinstance(benchmark, str)
    (sample,) = measure_samples(benchmark, group, scored.runs, {MISSING: "chosen"})
    fine, rough, mean = sample.methods
    assert mean.method == "mean-face"
    assert mean.surfaces is not None
    assert mean.surfaces.score.values["cd_mm"] == mean.sample.values["cd_mm"]
    assert mean.sample.values["cd_mm"] > fine.sample.values["cd_mm"]
    assert fine.surfaces is not None
    assert fine.surfaces.score.values["cd_mm"] == fine.sample.values["cd_mm"]
    assert len(fine.surfaces.distances) == fine.sample.points
    assert fine.overlay.startswith("data:image/webp")
    assert (rough.surfaces, rough.overlay) == (None, "")
    assert "has no prediction" in rough.problem


def test_another_prediction_than_was_scored_is_not_shown(scored, tmp_path):
    runs = shutil.copytree(scored.runs, tmp_path / "runs")
    folder = runs / "fine" / "predictions" / "facescape-wild"
    shutil.copy(folder / "001.npz", folder / "000.npz")
    (group,) = read_groups(runs)
    benchmark = open_benchmark(group, [scored.data])
    assert not isinstance(benchmark, str)
    (sample,) = measure_samples(benchmark, group, runs, {"000": "chosen"})
    assert sample.methods[0].surfaces is None
    assert "no longer what was scored: run make bench again" in sample.methods[0].problem


def test_without_the_data_there_are_tables_and_no_pictures(scored, tmp_path):
    other = shutil.copytree(scored.data, tmp_path / "other")
    marker = other / "SYNTHETIC.json"
    marker.write_text(marker.read_text().replace('"a"', '"b"'))
    out = tmp_path / "report.html"
    report(scored.runs, out, roots=[other], data=[tmp_path / "nothing"])
    text = out.read_text()
    assert "is not the data that was scored" in text
    assert "does not exist" in text
    assert 'data-block="viewers">' not in text
    assert read_tables(out)["leaderboard"] == read_tables(scored.page)["leaderboard"]


def change_first_sample(runs: Path, column: str, value: str) -> None:
    """As if "fine" had been scored again, as many samples, on something else."""
    path = runs / "fine" / "scores" / "facescape-wild.csv"
    header, first, *others = (line.split(",") for line in path.read_text().splitlines())
    first[header.index(column)] = value
    path.write_text("".join(",".join(line) + "\n" for line in (header, first, *others)))


def without_checksums(runs: Path) -> None:
    """Make the leaderboard one of an earlier version."""
    path = runs / "leaderboard.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table.drop(columns="samples_sha256").to_csv(path, index=False)


def test_tables_alone_need_no_data_and_are_an_artifact_of_their_own(scored, tmp_path, monkeypatch):
    logged = []
    monkeypatch.setattr("reports.report.log_page", lambda *what: logged.append(what))
    out = tmp_path / "reports" / "facescape-wild.html"
    command = ["reports", "report", "--runs", str(scored.runs), "--tables-only", "--out", str(out)]
    monkeypatch.setattr(sys, "argv", command)
    main()
    assert logged == [(scored.runs, "report-facescape-wild", [out])]
    assert read_tables(out) == read_tables(scored.page)
    text = out.read_text()
    assert "make report adds photographs and error maps" in text
    assert "adds photographs" not in scored.page.read_text()
    assert 'data-block="chart"' in text
    assert 'data-block="viewers">' not in text
    assert "No pictures" not in text


# The second metric is in no figure that the samples of an earlier version's rows are known by.
@pytest.mark.parametrize(("column", "earlier"), [("cd_mm", {"rough"}), ("mne", {"fine", "rough"})])
def test_samples_of_another_run_than_the_leaderboards_are_left_out(
    scored, tmp_path, column, earlier
):
    runs = shutil.copytree(scored.runs, tmp_path / "runs")
    change_first_sample(runs, column, "9.5")
    (group,) = read_groups(runs)
    assert {method for method in group.samples if method in group.real_methods()} == {"rough"}
    without_checksums(runs)
    (group,) = read_groups(runs)
    assert {method for method in group.samples if method in group.real_methods()} == earlier


def test_curves_are_left_out_where_a_later_run_has_replaced_distances(scored, tmp_path):
    runs = shutil.copytree(scored.runs, tmp_path / "runs")
    records = runs / "fine" / "scores" / "facescape-wild"
    (group,) = read_groups(runs)
    assert group.samples["fine"].distances() is not None
    for suffix in (".json", ".npy"):  # as a run that was killed would, of another prediction
        shutil.copy(records / f"001{suffix}", records / f"000{suffix}")
    assert group.samples["fine"].distances() is None
    assert [s.name for s in curve_blocks(group)[0].series] == ["rough", "mean-face"]


def test_curves_hold_all_points_of_all_samples(scored):
    (group,) = read_groups(scored.runs)
    chart, table = curve_blocks(group)
    files = sorted((scored.runs / "fine" / "scores" / "facescape-wild").glob("*.npy"))
    distances = np.concatenate([np.load(path) for path in files])
    assert [s.name for s in chart.series] == ["fine", "rough", "mean-face"]
    assert chart.series[1].note == "(1 failed)"
    at = chart.series[0].x[100]
    assert chart.series[0].y[100] == pytest.approx(100 * np.mean(distances <= at))
    assert table.rows[0].cells[2] == pytest.approx(100 * np.mean(distances <= 2))


def test_the_page_says_if_a_protocol_has_no_error_maps(scored):
    (group,) = read_groups(scored.runs)
    sample = group.samples["fine"].samples["000"]
    shown, failed = MeasuredMethod("fine", sample), MeasuredMethod("fine", sample, problem="torn")
    (fold,) = sample_blocks(group, [MeasuredSample("000", "chosen", [], [shown])])
    (text,) = fold.blocks
    assert text == Text("No error maps: this protocol compares no surfaces.", "muted")
    (fold,) = sample_blocks(group, [MeasuredSample("000", "chosen", [], [failed])])
    assert fold.blocks == [Text("fine: torn.", "warning")]


def test_colours_end_at_whole_millimetres():
    assert colour_limit([np.linspace(0, 10, 1001)]) == 10
    assert colour_limit([np.full(100, 0.2)]) == 1
    assert colour_limit([]) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--benchmark", "now"], "no scores of now; there are some of facescape-wild"),
        (["--samples", "999"], "no benchmark of the report has a sample '999'"),
        (["--out", "report.pdf"], "ends in .html"),
        (["--runs", "nowhere"], "make bench"),
    ],
)
def test_bad_input_is_one_line(scored, monkeypatch, capsys, arguments, message):
    command = ["reports", "report", "--runs", str(scored.runs), "--data", "nowhere", *arguments]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as stop:
        command_line.run(main)
    assert stop.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line
