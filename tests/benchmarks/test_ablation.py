"""The table of variants: figures by hand, what is missing, what is reported and what is ours."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks.ablation_figures import figures, find_ablations, read_variants, variant_name

VARIANTS = ["v1", "v2", "v3", "v4", "v5", "v6"]
LABEL = "pixel-face (synthetic)"


def write(runs: Path, method: str, scores: list[float | None], label: str = LABEL) -> None:
    """Write scores as the bench does, two samples of each subject; None is a failure."""
    path = runs / method / "scores" / "pixel-face.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["benchmark", "sample_id", "subject", "bins", "status", "dfmvr_rmse"])
        for number, score in enumerate(scores):
            status, text = ("failed", "") if score is None else ("scored", repr(score))
            writer.writerow([label, f"{number}", f"s{number // 2}", "", status, text])


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """Seven people; v1 is 0.5 mm worse than v6 for each, v4 better and worse in turns."""
    base = [1.0 + 0.25 * (number // 2) for number in range(14)]
    write(tmp_path, "dfmvr-v6", list(base))
    write(tmp_path, "dfmvr-v1", [*(value + 0.5 for value in base[:-1]), None])
    write(tmp_path, "dfmvr-v4", [v + (0.25 if n // 2 % 2 else -0.25) for n, v in enumerate(base)])
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "ablation", *arguments])
    command.main()


def test_variants_have_the_papers_names() -> None:
    assert variant_name("v1") == "v1"
    assert variant_name("\N{MULTIPLICATION SIGN} L_id") == "without-l-id"
    assert variant_name("- lip") == "without-lip"
    (table,) = find_ablations("mfnet", ["without-lip", "full-model"])
    assert (table.table, table.benchmark, table.full) == (3, "facescape-wild", "full-model")
    assert table.reported["without-lip"].value == 6.95
    (dfmvr,) = find_ablations("dfmvr", ["v1", "v6", "other"])
    assert (dfmvr.table, dfmvr.benchmark, dfmvr.full) == (3, "pixel-face", "v6")
    assert list(dfmvr.reported) == VARIANTS
    colors, distances = find_ablations("specular", ["without-l-id", "full-model"])
    assert (colors.table, distances.table) == (1, 2)
    assert colors.full == "full-model"  # the first row of that paper's table


def test_figures_worked_out_by_hand(runs: Path) -> None:
    (ablation,) = find_ablations("dfmvr", VARIANTS)
    found = figures(read_variants(runs, ablation), ablation.full)
    assert list(found) == ["v1", "v4", "v6"]
    # 13 samples that all have: (2 (1 + 1.25 + ... + 2.25) + 2.5) / 13
    mean = (2 * 9.75 + 2.5) / 13
    assert found["v6"].mean.value == pytest.approx(mean)
    assert found["v1"].mean.value == pytest.approx(mean + 0.5)
    assert (found["v1"].n, found["v1"].failed, found["v6"].failed) == (13, 1, 0)
    assert found["v1"].difference == pytest.approx((0.5, 0.5, 0.5))
    assert found["v1"].distinguishable
    # three subjects of two samples are worse, three better, and one with one sample better
    assert found["v4"].difference.value == pytest.approx(-0.25 / 13)
    assert found["v4"].difference.low < 0 < found["v4"].difference.high
    assert not found["v4"].distinguishable
    assert found["v6"].difference is None


def test_the_command_keeps_reported_and_ours_apart(
    runs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "dfmvr", "--runs", str(runs))
    out = capsys.readouterr().out
    assert "Not scored yet: dfmvr-v2, dfmvr-v3, dfmvr-v5." in " ".join(out.split())
    (line,) = [line for line in out.splitlines() if line.startswith("│ v1")]
    assert line.split("│")[1:4] == [" v1      ", "   1.5415 ", "  +0.1375 "]
    with (runs / "dfmvr.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["value"] for r in rows if r["origin"] == "reported"] == [
        *("1.5415", "1.5207", "1.5206", "1.4656", "1.5770", "1.4040")
    ]
    assert all(not r["ci_low"] and not r["n"] for r in rows if r["origin"] == "reported")
    ours = {row["variant"]: row for row in rows if row["origin"] == "synthetic"}
    assert list(ours) == ["v1", "v4", "v6"]
    assert float(ours["v1"]["difference"]) == pytest.approx(0.5)
    assert {row["benchmark"] for row in ours.values()} == {LABEL}
    text = (runs / "dfmvr.md").read_text()
    assert "| v2 | 1.5207 | +0.1167 | - |" in text
    assert "Synthetic stand-in data" in text


def test_without_the_full_variant_there_are_no_differences(
    runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (runs / "dfmvr-v6" / "scores" / "pixel-face.csv").unlink()
    run(monkeypatch, "dfmvr", "--runs", str(runs))
    assert "No differences without dfmvr-v6." in (runs / "dfmvr.md").read_text()
    with (runs / "dfmvr.csv").open(newline="") as file:
        assert not any(row["difference"] for row in csv.DictReader(file))


def test_which_benchmarks_to_score_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "dfmvr", *VARIANTS, "--list-benchmarks")
    assert capsys.readouterr().out == "pixel-face\n"


def test_what_cannot_be_compared_is_said(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="there is no paper 'dfmrv'"):
        run(monkeypatch, "dfmrv", "--runs", str(runs))
    with pytest.raises(ValueError, match="no table of dfmvr has two of the variants v1, x"):
        find_ablations("dfmvr", ["v1", "x"])
    with pytest.raises(ValueError, match="no variants of dfmvr yet; run make ablation"):
        run(monkeypatch, "dfmvr", "--runs", str(runs / "nowhere"))
    with pytest.raises(ValueError, match="run make ablation MODEL=dfmvr first"):
        run(monkeypatch, "dfmvr", "v1", "v2", "--runs", str(runs / "nowhere"))
    write(runs, "dfmvr-v2", [None] * 13 + [1.0])
    with pytest.raises(ValueError, match="no sample was scored for every one of v1, v2, v4, v6"):
        run(monkeypatch, "dfmvr", "--runs", str(runs))
    write(runs, "dfmvr-v2", [1.0], label="pixel-face")
    with pytest.raises(ValueError, match="are of different data"):
        run(monkeypatch, "dfmvr", "--runs", str(runs))
    assert not (runs / "dfmvr.csv").exists()
