"""One pair from files, on the command line."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from ellipsoid_heads import coarse_head, place_in_cube, wild_geometry
from scan_pairs import bumpy_head, seven_points

import command_line
from benchmarks.__main__ import main
from benchmarks.entries import find_entries
from benchmarks.facescape_wild import FaceScapeWild
from benchmarks.reconstruction import Reconstruction
from benchmarks.runner import Runner
from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh


class Score:
    """The command, as a user sees it."""

    def __init__(self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.capsys, self.patch = capsys, patch

    def __call__(self, *arguments: object) -> dict[str, object]:
        self._run(arguments)
        out: dict[str, object] = json.loads(self.capsys.readouterr().out)
        return out

    def error(self, *arguments: object) -> str:
        with pytest.raises(SystemExit) as stop:
            self._run(arguments)
        assert stop.value.code == 2
        output = self.capsys.readouterr()
        assert output.out == ""
        return output.err

    def _run(self, arguments: tuple[object, ...]) -> None:
        command = ["benchmarks", "score", *map(str, arguments)]
        self.patch.setattr(sys, "argv", command)
        command_line.run(main)


@pytest.fixture
def score(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Score:
    return Score(capsys, monkeypatch)


@pytest.fixture
def prediction(tmp_path: Path) -> Path:
    head = coarse_head("120", 2.0)
    path = tmp_path / "mesh.obj"
    write_mesh(path, Mesh(place_in_cube(head.vertices, wild_geometry("120")), head.faces))
    return path


def test_a_sample_of_the_layout(score: Score, wild_data: Path, prediction: Path) -> None:
    place = ("--data-root", wild_data, "--sample", "120", "--prediction", prediction)
    out = score("facescape-wild", *place)
    head = coarse_head("120", 2.0)
    cube = place_in_cube(head.vertices, wild_geometry("120"))
    expected = FaceScapeWild(wild_data).score("120", Reconstruction(cube, head.faces, "image-cube"))
    assert out["metrics"] == pytest.approx(expected.values, rel=1e-6)
    details = out["details"]
    assert isinstance(details, dict)
    assert details["depth_shift_mm"] == pytest.approx(expected.details["depth_shift_mm"], rel=1e-5)
    assert details["rays_in_common"] > 1000


def test_a_scan_replaces_the_layouts_own(
    score: Score, wild_data: Path, prediction: Path, tmp_path: Path
) -> None:
    """Then of the layout only the predefined rows are needed."""
    shutil.copytree(wild_data / "code", tmp_path / "bare" / "code")
    place = ("--data-root", tmp_path / "bare", "--sample", "120", "--prediction", prediction)
    assert "wild_gt_mesh" in score.error("facescape-wild", *place)
    scan = wild_data / "data/wild_gt_mesh/120.obj"
    given = score("facescape-wild", *place, "--scan", scan)
    whole = score("facescape-wild", "--data-root", wild_data, *place[2:])
    assert given["metrics"] == whole["metrics"]
    truth = score("facescape-wild", *place[:4], "--prediction", scan, "--scan", scan)
    assert truth["metrics"]["cd_mm"] == pytest.approx(0, abs=1e-9)  # type: ignore[index]


def test_what_is_missing_is_said(
    score: Score, wild_data: Path, prediction: Path, tmp_path: Path
) -> None:
    assert "--sample and --data-root" in score.error("facescape-wild", "--prediction", prediction)
    place = ("facescape-wild", "--data-root", wild_data, "--sample", "120", "--prediction")
    bad = tmp_path / "bad.obj"
    bad.write_text("v 0 0 nan\n")
    assert "bad.obj" in score.error(*place, bad)
    inside_out = tmp_path / "inside_out.obj"
    scan = FaceScapeWild(wild_data).data.wild_scan("000")
    write_mesh(inside_out, Mesh(scan.vertices, scan.faces[:, ::-1]))
    assert "counter-clockwise" in score.error(*place[:4], "000", "--prediction", inside_out)
    points = tmp_path / "points.txt"
    points.write_text("1 2 3\n")
    message = score.error(*place, prediction, "--prediction-points", points)
    assert "seven lines" in message
    np.savetxt(points, np.full((7, 3), np.nan))
    assert "finite" in score.error(*place, prediction, "--prediction-points", points)


def test_a_record_counts_as_in_its_folder(score: Score, wild_data: Path, runs: Path) -> None:
    """Its frame, its camera and its triangles are those of the folder, not those of a mesh file."""
    folder = runs / "dfmvr/predictions/facescape-wild"
    benchmark = FaceScapeWild(wild_data)
    (entry,) = find_entries(benchmark, runs, None, [folder])
    expected = Runner(benchmark, [entry], 1).score()["dfmvr"]
    place = ("facescape-wild", "--data-root", wild_data, "--sample")
    for sample in expected:
        out = score(*place, sample.sample_id, "--prediction", folder / f"{sample.sample_id}.npz")
        assert out["metrics"] == sample.scores
    (folder / "manifest.json").unlink()
    assert "manifest.json" in score.error(*place, "000", "--prediction", folder / "000.npz")
    assert "expected one of" in score.error(*place, "000", "--prediction", __file__)


def test_points_beside_a_mesh_are_found(score: Score, tmp_path: Path) -> None:
    scan, mesh = bumpy_head(44, 40), bumpy_head(40, 36, seed=1)
    write_mesh(tmp_path / "scan.ply", scan)
    write_mesh(tmp_path / "mesh.ply", mesh)
    np.savetxt(tmp_path / "scan.txt", seven_points(scan))
    np.savetxt(tmp_path / "points.txt", seven_points(mesh))
    pair = ("--scan", tmp_path / "scan.ply", "--scan-points", tmp_path / "scan.txt")
    command = ("now", *pair, "--prediction", tmp_path / "mesh.ply")
    assert "--prediction-points" in score.error(*command)
    for half in (pair[:2], pair[2:]):
        assert "--scan with --scan-points" in score.error("now", *half, *command[-2:])
    absent = score.error(*command, "--prediction-points", tmp_path / "none.txt")
    assert "none.txt does not exist" in absent
    assert score.error("nov", *command[1:]).startswith("error: there is no protocol 'nov'")
    given = score(*command, "--prediction-points", tmp_path / "points.txt")
    shutil.copy(tmp_path / "points.txt", tmp_path / "mesh.landmarks.txt")
    assert score(*command)["metrics"] == given["metrics"]
