from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from ellipsoid_heads import LANDMARKS, POSE, coarse_head, place_in_cube, wild_geometry
from scan_pairs import bumpy_head, seven_points

import command_line
from benchmarks.__main__ import main
from benchmarks.bench import bench as run_bench
from benchmarks.facescape_wild import FaceScapeWild, landmark_nme_percent
from benchmarks.now import Now
from benchmarks.protocol import Score
from benchmarks.reconstruction import Reconstruction
from face_datasets.now_scans import write_now_images, write_now_scan
from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh

FOLDER = "dfmvr/predictions/facescape-wild"


class Bench:
    """The command line, as a user sees it: exit code, output, and what is on disk afterwards."""

    def __init__(
        self, data: Path, runs: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.data, self.runs, self.capsys, self.patch = data, runs, capsys, patch

    def __call__(self, *arguments: str, name: str = "facescape-wild") -> tuple[int, str, str]:
        command = ["benchmarks", name, "--data-root", str(self.data), "--runs", str(self.runs)]
        if name != "picture":
            command += ["--jobs", "1"]
        self.patch.setattr(sys, "argv", [*command, *arguments])
        code = 0
        try:
            command_line.run(main)
        except SystemExit as stop:
            code = int(stop.code or 0)
        output = self.capsys.readouterr()
        return code, output.out, output.err

    def error(self, *arguments: str, name: str = "facescape-wild") -> str:
        """Run it; it must fail with one line and leave everything as it was."""
        before = self.content()
        code, _, err = self(*arguments, name=name)
        assert code == 2
        assert self.content() == before
        lines = [line for line in err.replace("\r", "\n").splitlines() if "error: " in line]
        assert len(lines) == 1
        assert "Traceback" not in err
        return lines[0]

    def content(self) -> dict[str, bytes]:
        """Every file below the runs, but the records of single samples, which come as they may."""
        files = [p for p in sorted(self.runs.rglob("*")) if p.is_file()]
        return {str(p): p.read_bytes() for p in files if "scores" not in p.parts[:-2]}

    def leaderboard(self) -> pd.DataFrame:
        return pd.read_csv(self.runs / "leaderboard.csv")


@pytest.fixture
def bench(
    wild_data: Path,
    runs: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Bench:
    return Bench(wild_data, runs, capsys, monkeypatch)


def read_samples(path: Path) -> dict[str, dict[str, str]]:
    with path.open(newline="") as file:
        return {row["sample_id"]: row for row in csv.DictReader(file)}


def test_scores_method_and_mean_face(bench: Bench) -> None:
    code, out, _ = bench()
    assert code == 0
    assert "facescape-wild (synthetic)" in out
    assert "not comparable to published scores" in out
    board = bench.leaderboard()
    assert set(board.method) == {"dfmvr", "mean-face"}
    assert set(board.benchmark) == {"facescape-wild (synthetic)"}
    assert set(board.origin) == {"synthetic"}
    overall = board[board.bin == "all"].set_index(["method", "metric"])
    ours, mean = overall.loc[("dfmvr", "cd_mm")], overall.loc[("mean-face", "cd_mm")]
    assert ours.number_scored == 4
    assert (ours.config_sha256, ours.checkpoint_sha256, ours.commit) == ("c0ffee", "feed", "abc")
    samples = read_samples(bench.runs / "dfmvr/scores/facescape-wild.csv")
    means = read_samples(bench.runs / "dfmvr/scores/facescape-wild.mean-face.csv")
    by_hand = np.mean([float(samples[i]["cd_mm"]) for i in POSE])
    assert ours.value == pytest.approx(by_hand)
    assert ours.ci_low < ours.value < ours.ci_high
    difference = overall.loc[("dfmvr", "cd_mm_minus_mean_face")]
    assert difference.value == pytest.approx(ours.value - mean.value)
    assert difference.ci_high < 0  # the mean faces are twice as wrong
    ratio = overall.loc[("dfmvr", "cd_mm_ratio_to_mean_face")]
    assert ratio.value == pytest.approx(ours.value / mean.value)
    for row, amplitude in ((samples, 2.0), (means, 4.0)):
        head = coarse_head("120", amplitude).vertices[:68]
        placed = place_in_cube(head, wild_geometry("120"))[:, :2] * [128, -128] + 128
        expected = landmark_nme_percent(placed, LANDMARKS)
        assert float(row["120"]["landmark_nme_percent"]) == pytest.approx(expected, rel=1e-5)
    assert samples["001"]["subject"] == "a"
    assert samples["000"]["bins"] == "0-5 0-30"


def test_scoring_again_is_another_entry_and_the_table_shows_the_newest(bench: Bench) -> None:
    bench()
    first = bench.leaderboard()
    code, out, _ = bench()
    assert code == 0
    assert len(bench.leaderboard()) == 2 * len(first)
    table = [line.split("│")[1:3] for line in out.splitlines() if line.startswith("│")]
    rows = [(method.strip(), name.strip()) for method, name in table]
    assert len(rows) == len(set(rows)) == len(first.drop_duplicates(["method", "bin"]))
    assert out.count("dfmvr minus its mean face") == 1


def test_one_process_and_several_agree(bench: Bench) -> None:
    bench()
    one = {k: v for k, v in bench.content().items() if "/scores/" in k}
    bench("--jobs", "3")
    assert one == {k: v for k, v in bench.content().items() if "/scores/" in k}
    dates = ["date"]
    board = bench.leaderboard().drop(columns=dates)
    half = len(board) // 2
    pd.testing.assert_frame_equal(board[:half], board[half:].reset_index(drop=True))


def test_missing_predictions_are_failures(bench: Bench) -> None:
    (bench.runs / FOLDER / "120.npz").unlink()
    code, out, _ = bench()
    assert code == 0
    assert "dfmvr: 1 of 4 failed: 120 (no prediction)" in out
    row = bench.leaderboard().query("method == 'dfmvr' and bin == 'all' and metric == 'cd_mm'")
    assert row.iloc[0][["number_scored", "failures", "failure_policy"]].tolist() == [3, 1, "drop"]
    empty = bench.leaderboard().query("method == 'dfmvr' and bin == '5-30' and metric == 'cd_mm'")
    assert np.isnan(empty.value.iloc[0])
    samples = read_samples(bench.runs / "dfmvr/scores/facescape-wild.csv")
    assert samples["120"]["status"] == "failed"


def test_without_data(bench: Bench, tmp_path: Path) -> None:
    bench.data = tmp_path / "nowhere"
    message = bench.error()
    assert "nowhere" in message
    assert "make synth DATASET=facescape-wild" in message


def test_without_predictions(bench: Bench) -> None:
    assert "there are some of dfmvr" in bench.error("--method", "dfmrv")
    shutil.rmtree(bench.runs / "dfmvr")
    assert "no predictions yet" in bench.error()
    assert "MODEL=dfmrv" in bench.error("--method", "dfmrv")


def test_nan_and_truncation_stop_it_before_anything_is_written(bench: Bench) -> None:
    folder = bench.runs / FOLDER
    whole = (folder / "000.npz").read_bytes()
    np.savez(folder / "120.npz", vertices=np.full((2200, 3), np.nan, np.float32))
    assert "120 (120.npz: vertices has 6600 values that are NaN" in bench.error()
    (folder / "000.npz").write_bytes(whole[: len(whole) // 2])
    message = bench.error()
    assert "2 damaged: 000 (000.npz" in message
    code, out, _ = bench("--allow-failures")
    assert code == 0
    assert "dfmvr: 2 of 4 failed" in out


def test_an_unknown_id_is_named(bench: Bench) -> None:
    shutil.copy(bench.runs / FOLDER / "000.npz", bench.runs / FOLDER / "nobody.npz")
    assert "1 for unknown ids: nobody.npz" in bench.error()
    assert bench("--allow-failures")[0] == 0


def test_no_score_no_success(bench: Bench) -> None:
    for sample_id in POSE:
        np.savez(bench.runs / FOLDER / f"{sample_id}.npz", vertices=np.ones((2200, 3)))
    assert "none of 4 samples could be scored" in bench.error()


def test_anybodys_meshes(bench: Bench, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    for sample_id, suffix in zip(POSE, (".obj", ".ply", ".glb", ".obj"), strict=True):
        head = coarse_head(sample_id, 1.0)
        placed = Mesh(place_in_cube(head.vertices, wild_geometry(sample_id)), head.faces)
        write_mesh(theirs / f"{sample_id}{suffix}", placed)
    code, _, _ = bench("--predictions", str(theirs))
    assert code == 0
    board = bench.leaderboard()
    assert set(board.method) == {"theirs"}
    assert (bench.runs / "theirs/scores/facescape-wild.csv").is_file()
    assert "another name" in bench.error("--predictions", str(theirs), "--method", "dfmvr")
    (theirs / "350.obj").write_text("v 0 0 nan\n")
    assert "350 (350.obj" in bench.error("--predictions", str(theirs))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_damaged_data_is_named_whatever_the_number_of_processes(
    bench: Bench, tmp_path: Path, jobs: str
) -> None:
    bench.data = Path(shutil.copytree(bench.data, tmp_path / "data"))
    scan = bench.data / "data/wild_gt_mesh/120.obj"
    scan.write_bytes(scan.read_bytes()[:5000])
    message = bench.error("--jobs", jobs)
    assert str(scan) in message
    assert "truncated" in message or "expected" in message
    shutil.rmtree(bench.data / "code")
    assert "code/predef" in bench.error("--jobs", jobs)


def test_a_strange_leaderboard_is_not_touched(bench: Bench) -> None:
    (bench.runs / "leaderboard.csv").write_text("a,b\n1,2\n")
    assert "other columns than this version writes (lacks " in bench.error()


def test_misspelt_names_and_help(bench: Bench) -> None:
    code, _, err = bench(name="facescape-wlid")
    assert code == 2
    assert "facescape-wild" in err
    code, out, _ = bench("--help")
    assert code == 0
    assert "--allow-failures" in out


def test_picture(bench: Bench, tmp_path: Path) -> None:
    out = tmp_path / "docs" / "demo.png"
    arguments = ("facescape-wild", "--out", str(out))
    assert "make bench" in bench.error(*arguments, name="picture")
    bench()
    code, _, _ = bench(*arguments, name="picture")
    assert code == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    assert out.stat().st_size > 50_000
    assert bench("facescape-wild", f"--out={out.with_suffix('.jpg')}", name="picture")[0] == 0
    assert out.with_suffix(".jpg").read_bytes().startswith(b"\xff\xd8")
    assert ".png or .jpg" in bench.error("facescape-wild", "--out=demo.gif", name="picture")


def test_several_folders_are_scored_together(bench: Bench, tmp_path: Path) -> None:
    """Good, worse, and as bad but with one sample missing: compared two by two."""
    folders = [tmp_path / name for name in ("worse", "good", "worse_too")]
    for folder, amplitude in zip(folders, (6.0, 1.0, 6.0), strict=True):
        folder.mkdir()
        for sample_id in POSE:
            head = coarse_head(sample_id, amplitude)
            vertices = place_in_cube(head.vertices, wild_geometry(sample_id))
            write_mesh(folder / f"{sample_id}.ply", Mesh(vertices, head.faces))
    (folders[2] / "000.ply").unlink()
    code, out, _ = bench("--predictions", *map(str, folders))
    assert code == 0
    assert "Only 3 subjects" in out
    board = bench.leaderboard().query("bin == 'all' and metric == 'cd_mm'").set_index("method")
    assert set(board["rank"]) == {1}  # three people tell nobody apart, however sure they look
    pairs = pd.read_csv(bench.runs / "pairs/facescape-wild.csv").query("bin == 'all'")
    assert set(pairs.benchmark) == {"facescape-wild (synthetic)"}
    first, second, third = pairs.itertuples()
    assert (first.first, second.first, {third.first, third.second}) == (
        "good",
        "good",
        {"worse", "worse_too"},
    )
    samples = {
        name: read_samples(bench.runs / name / "scores/facescape-wild.csv")
        for name in ("good", "worse_too")
    }
    against = next(pair for pair in (first, second) if pair.second == "worse_too")
    both = [i for i in POSE if i != "000"]
    by_hand = np.mean([[float(samples[n][i]["cd_mm"]) for i in both] for n in samples], axis=1)
    assert against.n == 3
    assert against.difference == pytest.approx(by_hand[0] - by_hand[1])
    assert against.ci_high < 0
    assert third.difference == 0
    assert set(pairs.distinguishable) == {"no"}
    (tmp_path / "copy").mkdir()
    twice = shutil.copytree(folders[0], tmp_path / "copy" / "worse")
    text = bench.error("--predictions", *map(str, folders), str(twice))
    assert "second folder of 'worse'" in text
    text = bench.error("--method", "x", "--predictions", *map(str, folders))
    assert "one folder too many" in text
    text = bench.error("--method", "mean-face", "--predictions", str(folders[0]))
    assert "take another name" in text


def test_a_line_without_end_is_not_glued_to_the_next(bench: Bench) -> None:
    bench()
    path = bench.runs / "leaderboard.csv"
    rows = len(bench.leaderboard())
    path.write_text(path.read_text().removesuffix("\n"))
    bench()
    assert len(bench.leaderboard()) == 2 * rows
    path.write_text(path.read_text()[:-4])
    assert f"line {2 * rows + 1} is torn" in bench.error()


def test_failure_policies_and_ranks_of_several_methods(bench: Bench) -> None:
    """A second method: the same predictions of two subjects, none of the third."""
    shutil.copytree(bench.runs / "dfmvr", bench.runs / "twin")
    twin = bench.runs / "twin/predictions/facescape-wild"
    manifest = twin / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"dfmvr"', '"twin"'))
    (twin / "350.npz").unlink()

    def figures(policy: str) -> pd.DataFrame:
        code, out, _ = bench("--failure-policy", policy)
        assert code == 0
        assert f"failures: {policy}" in out
        board = bench.leaderboard().query("failure_policy == @policy and bin == 'all'")
        return board[board.metric == "cd_mm"].set_index("method")

    drop, common, worst = (figures(policy) for policy in ("drop", "common", "worst"))
    for board in (drop, common, worst):
        assert board.failures["twin"] == 1
        assert board.failures["dfmvr"] == 0
        assert board["rank"]["twin"] == board["rank"]["dfmvr"] == 1  # the same where both have one
        assert np.isnan(board["rank"]["mean-face (dfmvr)"])
    assert drop.number_scored[["dfmvr", "twin"]].tolist() == [4, 3]
    assert common.number_scored[["dfmvr", "twin"]].tolist() == [3, 3]
    assert common.value["dfmvr"] == common.value["twin"] == drop.value["twin"]
    assert worst.number_scored[["dfmvr", "twin"]].tolist() == [4, 4]
    samples = read_samples(bench.runs / "dfmvr/scores/facescape-wild.csv")
    highest = max(float(row["cd_mm"]) for row in samples.values())  # of methods, not mean faces
    by_hand = (3 * drop.value["twin"] + highest) / 4
    assert worst.value["twin"] == pytest.approx(by_hand)


def test_what_is_recorded_is_not_scored_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored: list[str] = []
    score = FaceScapeWild.score

    def noted(self: FaceScapeWild, sample_id: str, face: Reconstruction) -> Score:
        scored.append(sample_id)
        return score(self, sample_id, face)

    monkeypatch.setattr(FaceScapeWild, "score", noted)
    bench()
    assert sorted(scored) == sorted([*POSE, *POSE])  # the method and its mean face
    scored.clear()
    first = bench.leaderboard()
    bench()
    assert scored == []
    again = bench.leaderboard()[len(first) :].reset_index(drop=True)
    pd.testing.assert_frame_equal(again.drop(columns="date"), first.drop(columns="date"))
    (bench.runs / "dfmvr/scores/facescape-wild/120.json").write_text("torn")
    np.savez(
        bench.runs / FOLDER / "350.npz",
        **{**np.load(bench.runs / FOLDER / "350.npz"), "focal_length": np.float64(900)},
    )
    bench()
    assert sorted(scored) == ["120", "350", "350"]
    bench("--fresh")
    assert len(scored) == 3 + 2 * len(POSE)
    scored.clear()
    monkeypatch.setattr(FaceScapeWild, "revision", 2)
    bench()
    bench()
    assert len(scored) == 2 * len(POSE)


def test_pooled_figures_follow_from_the_samples(tmp_path: Path) -> None:
    """By hand from the CSV file: means and RMS weigh a sample by its points."""
    (tmp_path / "now").mkdir()
    (tmp_path / "mine").mkdir()
    write_now_images(tmp_path / "now", [f"{subject}/selfie/1.jpg" for subject in "abc"])
    for number, subject in enumerate("abc"):
        scan = bumpy_head(30 + 10 * number, 40)
        write_now_scan(tmp_path / "now", subject, scan, seven_points(scan))
        mesh = bumpy_head(40, 36, seed=number + 1)
        write_mesh(tmp_path / "mine" / f"{subject}__selfie__1.ply", mesh)
        np.savetxt(tmp_path / "mine" / f"{subject}__selfie__1.landmarks.txt", seven_points(mesh))
    run_bench(Now(tmp_path / "now"), tmp_path / "runs", predictions=[tmp_path / "mine"])
    samples = pd.read_csv(tmp_path / "runs/mine/scores/now.csv")
    board = pd.read_csv(tmp_path / "runs/leaderboard.csv").query("bin == 'all'")
    value = board.set_index("metric").value
    assert samples.points.nunique() == 3
    mean = np.average(samples.mean_mm, weights=samples.points)
    assert value.mean_mm == pytest.approx(mean, rel=1e-6)
    rms = np.sqrt(np.average(samples.rms_mm**2, weights=samples.points))
    assert value.rms_mm == pytest.approx(rms, rel=1e-6)
    assert value.image_mean_mm == pytest.approx(samples.image_mean_mm.mean())
    assert value.mean_mm != pytest.approx(value.image_mean_mm, rel=1e-6)


def test_curves_are_written(bench: Bench) -> None:
    bench()
    curves = pd.read_csv(bench.runs / "curves/facescape-wild.csv")
    assert list(curves.columns) == ["threshold_mm", "dfmvr", "mean-face"]
    assert curves.dfmvr.is_monotonic_increasing
    assert curves.dfmvr.mean() > curves["mean-face"].mean()
    assert (bench.runs / "curves/facescape-wild.png").read_bytes().startswith(b"\x89PNG")
