"""Folders are scored for a comparison; faces that are shown are those that were scored."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import command_line
from benchmarks.bench import bench
from benchmarks.now import Now
from face_datasets.now_scans import write_now_images, write_now_scan
from geometry.mesh_files import write_mesh
from reports.__main__ import main

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))

from scan_pairs import bumpy_head, seven_points

SUBJECTS = "abc"


def write_prediction(folder: Path, subject: str, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    mesh = bumpy_head(40, 40, seed=seed)
    write_mesh(folder / f"{subject}__selfie__1.ply", mesh)
    np.savetxt(folder / f"{subject}__selfie__1.landmarks.txt", seven_points(mesh))


@pytest.fixture
def now_data(tmp_path: Path) -> Path:
    root = tmp_path / "now"
    root.mkdir()
    write_now_images(root, [f"{subject}/selfie/1.jpg" for subject in SUBJECTS])
    for subject in SUBJECTS:
        scan = bumpy_head(40, 40)
        write_now_scan(root, subject, scan, seven_points(scan))
    return root


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """The truth, and another shape for each subject."""
    for number, subject in enumerate(SUBJECTS):
        write_prediction(tmp_path / "runs" / "truth" / "predictions" / "now", subject, 0)
        write_prediction(tmp_path / "runs" / "other" / "predictions" / "now", subject, number + 1)
    return tmp_path / "runs"


def compare(patch: pytest.MonkeyPatch, *arguments: object) -> int:
    patch.setattr(sys, "argv", ["reports", "compare", *map(str, arguments)])
    try:
        command_line.run(main)
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_two_folders_are_scored_and_the_truth_wins_everywhere(
    now_data: Path, runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides = [runs / name / "predictions" / "now" for name in ("other", "truth")]
    where = ("--data-root", now_data, "--out", tmp_path / "out", "--runs", tmp_path / "none")
    assert compare(monkeypatch, *sides, "--benchmark", "now", "--jobs", 1, *where) == 0
    table = pd.read_csv(tmp_path / "out" / "differences.csv")
    overall = table[table.bin == "all"].iloc[0]
    assert (overall.a, overall.b, overall.n) == ("other", "truth", 3)
    assert (overall.a_wins, overall.b_wins) == (0, 3)
    assert overall.mean_b == pytest.approx(0, abs=1e-3)
    assert overall.a_minus_b == pytest.approx(overall.mean_a - overall.mean_b)
    page = (tmp_path / "out" / "compare.html").read_text()
    assert page.count('data-block="viewers"') == 2  # the default
    assert "B (truth) wins most" in page
    assert not (tmp_path / "none").exists()


def test_faces_are_shown_only_of_what_was_scored(
    now_data: Path, runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench(Now(now_data), runs)
    arguments = ("truth", "other", "--runs", runs, "--data", now_data.parent, "--faces", 1)
    assert compare(monkeypatch, *arguments) == 0
    path = runs / "compare" / "truth-vs-other" / "compare.html"
    page = path.read_text()
    assert page.count('data-block="viewers"') == 1
    assert "No faces" not in page
    for subject in SUBJECTS:  # predicted again, and not scored since
        write_prediction(runs / "other" / "predictions" / "now", subject, 7)
    assert compare(monkeypatch, *arguments) == 0
    page = path.read_text()
    assert page.count('data-block="viewers"') == 0
    assert "of B was scored" in page
    assert "score them again" in page
