"""From a stand-in with photographs to scores: predict and bench."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from benchmarks.bench import bench
from benchmarks.registry import BENCHMARKS
from face_datasets.origin import write_synthetic_marker
from geometry.mesh_files import read_mesh
from lightning_modules.__main__ import main
from morphable_models import build_face_model
from predictions import PredictionFolder
from synthesis.bosphorus import POSES, make_bosphorus
from synthesis.pixel_face import make_pixel_face
from synthesis.sculpting import Sculptor

PROJECT = Path(__file__).resolve().parents[2]
QUIET = ("--trainer.enable_progress_bar=false", "--trainer.accelerator=cpu")


@pytest.fixture(scope="module")
def stand_ins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One subject of each data set; of Bosphorus in the poses of one triple."""
    folder = tmp_path_factory.mktemp("stand-ins")
    sculptor = Sculptor(build_face_model("procedural"))
    root = folder / "pixel-face"
    facts = make_pixel_face(root, sculptor, 1, 0, 1, n_expressions=1, layout="dfmvr")
    write_synthetic_marker(root, **facts)
    poses = {kind: POSES[kind] for kind in ("N_N", "YR_R45", "YR_L45")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("synthesis.bosphorus.POSES", poses)
        patch.setattr("synthesis.bosphorus._GRID_MM", 2.0)  # a quarter of the points
        make_bosphorus(folder / "bosphorus", sculptor, 1, 0, 1)
    write_synthetic_marker(folder / "bosphorus")
    return folder


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr("sys.argv", ["lightning_modules", *arguments, *QUIET])
    main()


def predict(
    monkeypatch: pytest.MonkeyPatch, runs: Path, benchmark: str, root: Path, *arguments: str
) -> None:
    run(
        monkeypatch,
        "predict",
        f"--config={PROJECT / 'configs' / 'data' / benchmark}.yaml",
        f"--data.init_args.root={root}",
        f"--ckpt_path={runs / 'dfmvr' / 'checkpoint.ckpt'}",
        *arguments,
    )


def scores(runs: Path, name: str) -> dict[str, dict[str, float]]:
    """Return the mean distance of each row and bin of the leaderboard; nothing failed."""
    metric = BENCHMARKS[name].metrics[0].name
    found: dict[str, dict[str, float]] = {}
    for row in csv.DictReader((runs / "leaderboard.csv").open()):
        if row["benchmark"] == f"{name} (synthetic)" and row["metric"] == metric:
            assert row["failures"] == "0"
            found.setdefault(row["method"], {})[row["bin"]] = float(row["value"])
    return found


@pytest.mark.slow
def test_photographs_are_reconstructed_and_scored(
    stand_ins: Path, three_view_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = tmp_path / "runs"
    run(
        monkeypatch,
        "fit",
        f"--config={PROJECT / 'configs' / 'demo' / 'dfmvr.yaml'}",
        f"--data.init_args.root={three_view_root}",
        f"--run_dir={runs / 'dfmvr'}",
        "--model.init_args.image_size=32",
        "--model.init_args.width=4",
        "--model.init_args.regressor_width=8",
        "--data.init_args.image_size=32",
        "--data.init_args.batch_size=2",
        "--trainer.max_steps=1",
    )
    predict(monkeypatch, runs, "pixel-face", stand_ins / "pixel-face")
    predict(
        monkeypatch, runs, "pixel-face", stand_ins / "pixel-face", "--data.init_args.views=front"
    )
    manifest = runs / "dfmvr-front" / "predictions" / "pixel-face" / "manifest.json"
    assert json.loads(manifest.read_text())["method"] == "dfmvr-front"
    bench(BENCHMARKS["pixel-face"](stand_ins / "pixel-face"), runs)
    rows = scores(runs, "pixel-face")
    methods = {"dfmvr", "dfmvr-front"}
    assert set(rows) == methods | {f"mean-face ({method})" for method in methods}
    assert all(0.1 < row["all"] < 5 for row in rows.values())

    root = stand_ins / "bosphorus"
    predict(monkeypatch, runs, "bosphorus", root)
    folder = PredictionFolder(runs / "dfmvr" / "predictions" / "bosphorus", read_mesh)
    assert folder.ids == BENCHMARKS["bosphorus"](root).ids()
    predict(monkeypatch, runs, "bosphorus-three-view", root)
    bench(BENCHMARKS["bosphorus-three-view"](root), runs)
    rows = scores(runs, "bosphorus-three-view")
    assert set(rows) == {"dfmvr", "mean-face"}
    assert all(0.1 < row["right-45"] < 5 for row in rows.values())
