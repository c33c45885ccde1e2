"""A small stand-in of the benchmark and predictions for it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from face_datasets.facescape_writer import write_wild_index, write_wild_sample
from face_datasets.origin import write_synthetic_marker
from geometry.meshes import Mesh
from predictions import Manifest, Prediction, PredictionWriter

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out

from ellipsoid_heads import (
    LANDMARKS,
    POSE,
    coarse_head,
    make_ellipsoid_head,
    place_in_cube,
    wild_geometry,
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
