"""A small stand-in, scored: two methods, of which one lacks a sample and one has mean faces."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "benchmarks")]

from ellipsoid_heads import (
    LANDMARKS,
    POSE,
    coarse_head,
    make_ellipsoid_head,
    place_in_cube,
    wild_geometry,
)
from watched_pages import need_browser

from benchmarks.bench import bench
from benchmarks.facescape_wild import FaceScapeWild
from face_datasets.facescape_writer import write_wild_index, write_wild_sample
from face_datasets.origin import write_synthetic_marker
from geometry.meshes import Mesh
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
    _write_data(data)
    for method, amplitude in (("fine", 2.0), ("rough", 6.0)):
        _write_predictions(runs, method, amplitude)
    bench(FaceScapeWild(data), runs)
    page = folder / "report.html"
    report(runs, page, data=[folder / "data"])
    return Scored(data, runs, page)


def _write_data(root: Path) -> None:
    scan = make_ellipsoid_head(60, 56, front=1.45, y_range=(-95, 90))
    geometry = {sample_id: wild_geometry(sample_id) for sample_id in POSE}
    for number, (sample_id, row) in enumerate(geometry.items()):
        write_wild_sample(
            root,
            sample_id,
            np.full((256, 256, 3), 40 * number, np.uint8),
            Mesh(place_in_cube(scan.vertices, row), scan.faces),
            landmarks68=LANDMARKS,
            landmarks5=LANDMARKS[:5],
            parsing=np.zeros((256, 256), np.uint8),
        )
    write_wild_index(root, geometry)
    write_synthetic_marker(root, wild_ids=list(POSE), wild_subjects={"000": "a", "001": "a"})


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
