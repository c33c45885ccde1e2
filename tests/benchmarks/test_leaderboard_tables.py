from __future__ import annotations

import csv
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks.bench import bench
from benchmarks.facescape_wild import FaceScapeWild
from benchmarks.leaderboard import COLUMNS, LeaderboardRow, append, read_leaderboard
from benchmarks.leaderboard_tables import score_table, shown_rows
from benchmarks.protocol import Metric
from benchmarks.text_tables import TextTable, latex_escape

OLD, NEW = "1" * 40, "2" * 40
ROW = LeaderboardRow(
    method="m_1",
    benchmark="facescape-wild",
    bin="all",
    metric="cd_mm",
    value=2.5,
    ci_low=2.25,
    ci_high=2.75,
    std=0.5,
    rank="1",
    number_scored=400,
    failures=0,
    failure_policy="drop",
    origin="released",
    commit="c" * 40,
    config_sha256="d" * 64,
    checkpoint_sha256="e" * 64,
    face_model="",
    scored_by=OLD,
    data_sha256="",
    samples_sha256="",
    date="2025-01-01T00:00:00+00:00",
)
LATER = "2025-02-02T00:00:00+00:00"
SECOND = replace(ROW, method="m_2", value=1.5, rank="1", checkpoint_sha256="f" * 64)
COVERAGE = replace(ROW, metric="cr", value=0.875, rank="2")


def table(rows: list[LeaderboardRow], runs: Path, *options: str) -> str:
    """Write the rows, run the command; return the folder's Markdown or what was printed."""
    append(runs / "leaderboard.csv", rows)
    sys.argv = ["benchmarks", "leaderboard-tables", "--runs", str(runs), *options]
    command.main()
    return (runs / "tables" / "leaderboard.md").read_text() if not options else ""


@pytest.fixture(autouse=True)
def _restore_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", sys.argv)


def test_scores_best_first_with_rank_interval_and_provenance(tmp_path: Path) -> None:
    text = table([ROW, COVERAGE, SECOND], tmp_path)
    lines = text.splitlines()
    assert "| rank | method | bin | n | failed | CD mm ↓ | CR ↑ |" in lines
    first = lines.index("| 1 | m_2 | all | 400 | 0 | 1.500 [2.250, 2.750] | - |")
    assert lines[first + 1] == "| 1 | m_1 | all | 400 | 0 | 2.500 [2.250, 2.750] | 0.875 |"
    short = ["c" * 10, "d" * 10, "e" * 10, "1" * 10, "-", ROW.date]
    assert f"| m_1 | released | - | {' | '.join(short)} |" in lines


def test_reported_figures_stand_apart_and_have_no_rank(tmp_path: Path) -> None:
    text = table([ROW, SECOND], tmp_path)
    ours, reported = text.split("### facescape-wild, reported: Table 1 of mfnet", 1)
    assert "PRNet" not in ours
    assert "| UDL | 2.27 0.09 0.69 | 2.59 0.09 0.68 | 3.45 0.10 0.64 | 6.32 0.17 0.49 |" in reported
    assert "m_1" not in reported
    assert "rank |" not in reported
    with (tmp_path / "tables" / "reported.csv").open(newline="") as file:
        assert {row["origin"] for row in csv.DictReader(file)} == {"reported"}
    with (tmp_path / "tables" / "leaderboard.csv").open(newline="") as file:
        assert {row["method"] for row in csv.DictReader(file)} == {"m_1", "m_2"}


def test_only_the_newest_run_of_a_method_counts(tmp_path: Path) -> None:
    newer = replace(ROW, value=2.0, date=LATER, scored_by=NEW)
    mean_face = replace(ROW, method="mean-face")
    retrained = replace(SECOND, checkpoint_sha256="0" * 64, date=LATER)
    stale_mean_face = replace(SECOND, method="mean-face (m_2)")
    rows = [ROW, COVERAGE, SECOND, mean_face, stale_mean_face, newer, retrained]
    shown = shown_rows(rows)
    assert {(r.method, r.metric): r.value for r in shown} == {
        ("m_1", "cd_mm"): 2.0,
        ("m_2", "cd_mm"): 1.5,
        ("mean-face", "cd_mm"): 2.5,
    }


def test_ranks_of_separate_runs_and_figures_of_other_data_are_not_mixed(tmp_path: Path) -> None:
    text = table([ROW, replace(SECOND, date=LATER)], tmp_path / "apart")
    assert "several runs: no ranks; score them together" in text
    assert "rank |" not in text
    stand_in = replace(SECOND, benchmark="facescape-wild (synthetic)", origin="synthetic")
    first, second = replace(stand_in, data_sha256="a" * 64), replace(stand_in, data_sha256="b" * 64)
    text = table([first, replace(second, method="m_3"), replace(first, failure_policy="worst")],
                 tmp_path / "data")  # fmt: skip
    titles = [line for line in text.splitlines() if line.startswith("### ")]
    of_scores = [title for title in titles if "provenance" not in title and "report" not in title]
    assert of_scores == [
        "### facescape-wild (synthetic), failures: drop, data aaaaaaaaaa",
        "### facescape-wild (synthetic), failures: worst, data aaaaaaaaaa",
        "### facescape-wild (synthetic), failures: drop, data bbbbbbbbbb",
    ]
    assert text.count("not comparable to published scores") == 3


def test_printed_tables_fit_120_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = replace(ROW, method="a-method-with-a-very-long-name-[of-rather-many]-words")
    metrics = ["mne", "normal_angle_deg", "cr", "landmark_nme_percent"]
    table([long, *(replace(long, metric=metric) for metric in metrics)], tmp_path)
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 120
    assert long.method in out
    assert "For want of width only in the files: normal angle °, CR, landmarks %." in out


def test_diff_says_what_moved_stayed_and_is_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = {"scored_by": NEW, "date": LATER}
    rows = [
        ROW,
        COVERAGE,
        SECOND,
        replace(ROW, **again, value=2.75, failures=3),
        replace(COVERAGE, **again),
        replace(ROW, **again, method="m_3"),
    ]
    table(rows, tmp_path, "--diff", "111")
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    moved = "│ facescape-wild │ drop │ m_1 │ all │ cd_mm │ 2.5 failed 0 │ 2.75 failed 3 │ +0.25 │"
    assert f"{moved} +10.00 │" in lines
    assert not any("│ all │ cr │" in line for line in lines)
    counts = [line for line in lines if line.count("│") == 8]
    assert counts == [
        "│ facescape-wild │ drop │ m_1 │ 1 │ 1 │ 0 │ 0 │",
        "│ facescape-wild │ drop │ m_2 │ 0 │ 0 │ 1 │ 0 │",
        "│ facescape-wild │ drop │ m_3 │ 0 │ 0 │ 0 │ 1 │",
    ]


def test_commits_and_files_that_do_not_fit(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"leaderboard.csv does not exist; run make bench"):
        read_leaderboard(tmp_path / "leaderboard.csv")
    with pytest.raises(ValueError, match=r"'3' was scored by no row; .* rows by 1111111111"):
        table([ROW], tmp_path, "--diff", "3")
    with pytest.raises(ValueError, match="fits"):
        table([replace(ROW, scored_by="1" * 39 + "-dirty")], tmp_path, "--diff", "1")
    path = tmp_path / "leaderboard.csv"
    with path.open("a") as file:
        file.write("m_1,facescape-wild,all,cd_mm,2.")
    with pytest.raises(ValueError, match="line 4 is torn or no score; remove that line"):
        read_leaderboard(path)


def test_files_without_the_newest_column_are_read_and_completed(tmp_path: Path) -> None:
    path = tmp_path / "leaderboard.csv"
    earlier = [name for name in COLUMNS if name != "samples_sha256"]
    cells = {**asdict(ROW), "value": "2.50"}  # as an editor may have left it
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, earlier, extrasaction="ignore")
        writer.writeheader()
        writer.writerow(cells)
    assert read_leaderboard(path) == [ROW]
    newer = replace(SECOND, samples_sha256="5" * 64)
    append(path, [newer])
    assert read_leaderboard(path) == [ROW, newer]
    assert path.read_text().splitlines()[0] == ",".join(COLUMNS)
    assert ",2.50," in path.read_text()
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_rows_of_several_processes_are_all_there_after_a_file_was_completed(tmp_path: Path) -> None:
    path = tmp_path / "leaderboard.csv"
    earlier = [name for name in COLUMNS if name != "samples_sha256"]
    path.write_text(",".join(earlier) + "\n")
    rows = [[replace(ROW, method=f"m_{i}_{k}") for k in range(20)] for i in range(8)]
    with ThreadPoolExecutor(8) as pool:  # a lock is an open file's: threads exclude each other
        list(pool.map(append, [path] * len(rows), rows))
    found = [row.method for row in read_leaderboard(path)]
    assert sorted(found) == sorted(row.method for some in rows for row in some)


def test_latex_prints_every_character_as_it_is(tmp_path: Path) -> None:
    table([replace(ROW, method="50% & more_{x}#1~[a]\\")], tmp_path)
    text = (tmp_path / "tables" / "leaderboard.tex").read_text()
    escaped = r"50\% \& more\_\{x\}\#1\textasciitilde{}{[}a]\textbackslash{}"
    assert latex_escape("50% & more_{x}#1~[a]\\") == escaped
    line = next(line for line in text.splitlines() if line.startswith("1 & "))
    assert line == rf"1 & {escaped} & all & 400 & 0 & 2.500 {{[}}2.250, 2.750] \\"
    assert text.count(r"\begin{table}") == text.count(r"\end{table}") == 4
    for tabular in text.split(r"\begin{tabular}")[1:]:
        columns, body = tabular[1:].split("}", 1)
        rows = [line for line in body.splitlines() if line.endswith(r"\\")]
        assert {row.replace(r"\&", "").count("&") + 1 for row in rows} == {len(columns)}


def test_a_table_refuses_rows_of_another_length_and_shows_no_nan() -> None:
    with pytest.raises(ValueError, match="title: 1 cells"):
        TextTable("title", ["a", "b"], [["1"]])
    nothing = replace(ROW, value=float("nan"), number_scored=0, failures=400)
    shown = score_table([SECOND, nothing], [Metric("cd_mm", "CD mm", 1)])
    assert shown.rows[1] == ["1", "m_1", "all", "0", "400", "-"]


def test_what_the_bench_writes_is_what_the_tables_and_tau_read(
    wild_data: Path, runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two methods, scored together: one with a sample less, and so with a failure."""
    ours = runs / "dfmvr" / "predictions" / "facescape-wild"
    other = runs / "other" / "predictions" / "facescape-wild"
    shutil.copytree(ours, other)
    sorted(other.glob("*.npz"))[0].unlink()
    bench(FaceScapeWild(wild_data), runs, policy="worst")
    rows = read_leaderboard(runs / "leaderboard.csv")
    overall = {r.method: r for r in rows if (r.bin, r.metric) == ("all", "cd_mm")}
    assert (overall["other"].failures, overall["other"].failure_policy) == (1, "worst")
    text = table([], runs)
    line = next(line for line in text.splitlines() if "| other | all |" in line)
    assert f"| {overall['other'].value:.3f}" in line
    assert overall["dfmvr"].rank == "1"  # a failure as the worst value cannot be the better one
    capsys.readouterr()
    pair = ["facescape-wild", "facescape-wild:cr"]
    sys.argv = ["benchmarks", "tau", "--runs", str(runs), *pair]
    command.main()
    out = capsys.readouterr().out
    assert "Samples per mean: facescape-wild 3, facescape-wild:cr 3." in out
