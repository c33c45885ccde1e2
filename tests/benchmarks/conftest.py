"""A small stand-in of the benchmark and predictions for it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from predictions import Manifest, Prediction, PredictionWriter

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out

from ellipsoid_heads import (
    POSE,
    coarse_head,
    place_in_cube,
    wild_geometry,
    write_wild_stand_in,
)

MANIFEST = Manifest(
    method="dfmvr",
    config="configs/demo/dfmvr.yaml",
    config_sha256="c0ffee",
    commit="abc",
    checkpoint_sha256="feed",
    topology="ellipsoid",
    frame="image-cube",
    face_model="ellipsoid",
    created="2025-01-01T00:00:00+00:00",
)


@pytest.fixture(scope="session")
def wild_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stand-in of the benchmark with four ellipsoid scans; read only."""
    root = tmp_path_factory.mktemp("facescape-wild")
    write_wild_stand_in(root)
    return root


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """Predictions of one method, with mean faces that are twice as wrong."""
    folder = tmp_path / "runs" / "dfmvr" / "predictions" / "facescape-wild"
    faces = coarse_head("000", 1.0).faces
    writer = PredictionWriter(folder, MANIFEST, faces, landmark_indices=np.arange(68))
    for sample_id in POSE:
        geometry = wild_geometry(sample_id)
        heads = [coarse_head(sample_id, amplitude).vertices for amplitude in (2.0, 4.0)]
        cube = [place_in_cube(head, geometry).astype(np.float32) for head in heads]
        writer.write(sample_id, Prediction(cube[0], cube[1]))
    return tmp_path / "runs"
