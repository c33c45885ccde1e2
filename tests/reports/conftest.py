"""A small stand-in, scored: two methods, of which one lacks a sample and one has mean faces."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "benchmarks")]

from ellipsoid_heads import (
    POSE,
    coarse_head,
    place_in_cube,
    wild_geometry,
    write_wild_stand_in,
)
from watched_pages import need_browser

from benchmarks.bench import bench
from benchmarks.facescape_wild import FaceScapeWild
from predictions import Manifest, Prediction, PredictionWriter
from reports.report import report

MISSING = "350"


class Scored(NamedTuple):
    """Where everything is; read only."""

    data: Path
    runs: Path
    page: Path


@pytest.fixture(scope="session")
def chromium() -> None:
    """Skip without a browser, or fail where there has to be one."""
    need_browser()


@pytest.fixture(scope="session")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    folder = tmp_path_factory.mktemp("scored")
    data, runs = folder / "data" / "facescape-wild", folder / "runs"
    write_wild_stand_in(data)
    for method, amplitude in (("fine", 2.0), ("rough", 6.0)):
        _write_predictions(runs, method, amplitude)
    bench(FaceScapeWild(data), runs)
    page = folder / "report.html"
    report(runs, page, data=[folder / "data"])
    return Scored(data, runs, page)


def _write_predictions(runs: Path, method: str, amplitude: float) -> None:
    manifest = Manifest(
        method=method,
        config=f"configs/{method}.yaml",
        config_sha256="c0ffee" * 8,
        commit="abc",
        checkpoint_sha256=method * 10,
        topology="ellipsoid",
        frame="image-cube",
        face_model="ellipsoid",
        created="2026-01-01T00:00:00+00:00",
    )
    folder = runs / method / "predictions" / "facescape-wild"
    writer = PredictionWriter(folder, manifest, coarse_head("000", 1.0).faces)
    for sample_id in POSE:
        if (method, sample_id) == ("rough", MISSING):
            continue
        ours, mean = (
            place_in_cube(coarse_head(sample_id, a).vertices, wild_geometry(sample_id))
            for a in (amplitude, 9.0)
        )
        with_mean = {"mean_face_vertices": mean.astype(np.float32)} if method == "fine" else {}
        writer.write(sample_id, Prediction(ours.astype(np.float32), **with_mean))
