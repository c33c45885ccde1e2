from __future__ import annotations

import collections
import math
import re
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.published import FOLDER, PAPERS, read_published
from benchmarks.registry import BENCHMARKS
from benchmarks.reported_tables import reported_tables

SCORES = read_published()
CELLS = {(s.paper, s.table, s.printed_method, s.bin, s.metric, s.benchmark): s for s in SCORES}


def test_every_table_is_there_whole() -> None:
    counts = collections.Counter((s.paper, s.table) for s in SCORES)
    assert counts == {
        ("mfnet", 1): 15 * 12,
        ("mfnet", 2): 10 * 3,
        ("mfnet", 3): 6 * 12,
        ("dfmvr", 1): 8,
        ("dfmvr", 2): 3,
        ("dfmvr", 3): 6,
        ("dfmvr", 4): 3 * 5,
        ("specular", 1): 7,
        ("specular", 2): 6,
        ("specular", 3): 6 * 3,
        ("specular", 4): 6 * 3,
        ("specular", 5): 5,
    }
    assert len(CELLS) == len(SCORES)  # no figure twice
    assert {s.origin for s in SCORES} == {"reported"}
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(PAPERS)


def test_figures_are_in_their_range() -> None:
    for score in SCORES:
        if score.printed == "NaN":
            assert math.isnan(score.value)
            assert "converge" in score.note
            continue
        assert Decimal(score.printed) > 0
        if score.metric == "cr":
            assert 0.25 < score.value <= 1
        elif score.metric == "mne":
            assert 0.05 < score.value < 0.5
        elif score.metric == "color_error":
            assert 0.1 < score.value < 0.25
        elif score.metric == "cd_mm":
            assert 2 < score.value < 424
        else:
            assert 1.3 < score.value < 10
        assert (score.std is not None) == (score.paper == "specular")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (("mfnet", 1, "UDL", "0-5", "cd_mm", "facescape-wild"), "2.27"),
        (("mfnet", 1, "DF2Net", "60-90", "cr", "facescape-wild"), "0.30"),
        (("mfnet", 1, "SADRNet", "30-60", "mne", "facescape-wild"), "0.10"),
        (("mfnet", 2, "DFDN", "all", "cd_mm", "facescape-lab"), "14.10"),
        (("mfnet", 3, "- eye", "5-30", "cd_mm", "facescape-wild"), "423"),
        (("dfmvr", 1, "HRN†", "all", "rmse_mm", "pixel-face"), "1.4061"),
        (("dfmvr", 3, "v4", "all", "rmse_mm", "pixel-face"), "1.4656"),
        (("dfmvr", 4, "Deng et al.", "random", "rmse_mm", "bosphorus-three-view"), "1.4905"),
        (
            ("specular", 1, "\N{MULTIPLICATION SIGN} L_reg", "all", "color_error", "celeba-color"),
            "0.148",
        ),
        (("specular", 3, "PRNet", "outdoor", "point_to_plane_mm", "micc"), "2.13"),
        (
            ("specular", 4, "MGCNet", "16_grin", "point_to_plane_mm", "facescape-expressions"),
            "2.56",
        ),
        (("specular", 5, "Ours", "all", "inner_mouth_mm", "aflw2000-mouth"), "3.43"),
    ],
)
def test_cells_read_off_the_papers(cell: tuple[str, int, str, str, str, str], printed: str) -> None:
    assert CELLS[cell].printed == printed
    assert CELLS[cell].value == float(printed)


def test_what_the_papers_say_in_words_holds() -> None:
    def value(method: str, bin_name: str, benchmark: str) -> float:
        return CELLS["dfmvr", 1, method, bin_name, "rmse_mm", benchmark].value

    pixel, bosphorus = ("all", "pixel-face"), ("right-45", "bosphorus-three-view")
    # "5.2% and 3.0% RMSE improvement": 2.94 % by Table 1
    gain = 1 - value("Ours", *pixel) / value("Deep3DFace", *pixel)
    assert gain == pytest.approx(0.052, abs=5e-4)
    gain = 1 - value("Ours", *bosphorus) / value("MGCNet", *bosphorus)
    assert gain == pytest.approx(0.030, abs=1e-3)
    # Table 4 at 45 degrees is Table 1, for "we set the left and right inputs to 45 degrees"
    for short, name in [("Ours (v5)", "Ours"), ("Deng et al.", "Deep3DFace")]:
        cell = CELLS["dfmvr", 4, short, "right-45", "rmse_mm", "bosphorus-three-view"]
        assert cell.value == value(name, *bosphorus)
    # the ablation's last line is the full MFNet again, not always with the same last digit
    for score in SCORES:
        if (score.paper, score.table, score.method) == ("mfnet", 3, "MFNet"):
            first = CELLS["mfnet", 1, "MFNet", score.bin, score.metric, "facescape-wild"]
            assert score.value == pytest.approx(first.value, abs=0.0101)
            assert (f"Table 1 prints {first.printed}" in score.note) == (score.value != first.value)


def test_the_preprint_prints_the_same_figures() -> None:
    for score in SCORES:
        assert score.preprint_value == (score.printed if score.paper == "mfnet" else "")
    assert {s.method for s in SCORES if "preprint prints" in s.note} == {"SADRNet"}


def test_figures_are_found_by_the_data_of_a_protocol() -> None:
    assert {s.benchmark for s in SCORES} <= set(BENCHMARKS)
    titles = [table.title for table in reported_tables(["pixel-face", "pixel-face-raw"])]
    assert titles == [f"pixel-face, reported: Table {n} of dfmvr; rmse_mm" for n in (1, 2, 3)]
    (mouth,) = reported_tables(["aflw2000-mouth", "facescape-wild (synthetic)", "now"])
    assert mouth.rows[1][:2] == ["3DDFA_V2", "3.55 ± 0.32"]
    assert reported_tables([]) == []
    with pytest.raises(ValueError, match=r"no paper 'mfnett'; expected one of mfnet"):
        read_published("mfnett")


@pytest.mark.parametrize("paper", PAPERS)
def test_figures_stand_in_the_text_of_the_paper(shared: Path, paper: str) -> None:
    text = (shared / "papers" / f"{paper}.txt").read_text(encoding="utf-8")
    numbers = set(re.findall(r"\d+(?:\.\d+)?|NaN", text))
    for score in read_published(paper):
        assert score.printed in numbers, score
