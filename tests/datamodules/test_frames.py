"""Frames and views that are reconstructed one by one and averaged: MICC, FaceScape."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from turned_faces import turned

from datamodules.facescape_expressions import FaceScapeExpressionsDataModule
from datamodules.micc import MiccDataModule
from face_datasets.errors import DatasetNotFoundError
from face_datasets.facescape_multiview import (
    TU_LANDMARKS,
    write_multiview_index,
    write_multiview_photo,
    write_multiview_scan,
)
from face_datasets.facescape_photos import MultiViewPhotos
from face_datasets.micc_frames import MiccFrames, write_frame
from face_datasets.origin import write_synthetic_marker
from geometry.crops import FIVE_POINTS
from geometry.meshes import Mesh
from geometry.rotations import euler_to_matrix

SIZE = 32


def spread(five: np.ndarray) -> np.ndarray:
    points = np.tile(five[2], (68, 1))
    points[36:42], points[42:48], points[48], points[54] = five[[0, 1, 3, 4]]
    return points


@pytest.fixture
def florence(tmp_path: Path) -> Path:
    for clip in ("cooperative", "indoor", "outdoor"):
        for frame in range(5):
            points = spread(turned(FIVE_POINTS, 15.0 * frame - 30, 0.8, (100.0, 120.0)))
            image = np.full((240, 200, 3), 40 + frame, np.uint8)
            write_frame(tmp_path, f"07_{clip}", frame, image, points)
    (tmp_path / "subject_07" / "Model").mkdir(parents=True)
    write_synthetic_marker(tmp_path)
    return tmp_path


def test_frames_of_a_clip_are_spread_over_it_and_follow_each_other(florence: Path) -> None:
    data = MiccDataModule(florence, image_size=SIZE)
    frames = MiccFrames(data.source().frames.data, most=3)
    assert frames.frames("07_indoor") == ["0000.jpg", "0002.jpg", "0004.jpg"]
    (batch,) = data.predict_dataloader()
    expected = [
        f"07_{c}/000{k}.jpg" for c in ("cooperative", "indoor", "outdoor") for k in range(5)
    ]
    assert batch["sample_id"] == expected
    assert batch["view"].tolist() == [0, 1, 1, 1, 2] * 3
    middle = batch["images"][torch.arange(15), batch["view"], 0, 16, 16] * 255
    assert middle.round().tolist() == [40, 41, 42, 43, 44] * 3
    (florence / "prepared" / "frames" / "07_outdoor" / "0003_landmarks.txt").unlink()
    with pytest.raises(DatasetNotFoundError, match=r"0003_landmarks\.txt does not exist"):
        data.predict_dataloader()


@pytest.fixture
def facescape(tmp_path: Path) -> Path:
    """One scan in metres, turned; views 0 to 2 from the front, from behind, and not valid."""
    vertices = np.zeros((TU_LANDMARKS.max() + 1, 3))
    vertices[TU_LANDMARKS] = spread(FIVE_POINTS)
    model = Mesh(vertices, np.array([[0, 1, 2]]))
    write_multiview_scan(tmp_path, 3, "1_neutral", scan=model, model=model)
    turn = euler_to_matrix(torch.tensor([0.3, -0.2, 0.1])).double().numpy()
    tu = np.column_stack([turn, [5.0, -7.0, 9.0]])
    write_multiview_index(tmp_path, {3: "m"}, {3: {1: (1000.0, tu)}})
    for view, facing in enumerate((1.0, -1.0, 1.0)):
        # camera = diag(f, -1, -f) x_tu + (0, 0, 600) mm, for x_tu = turn (1000 x_raw) + offset
        to_camera = np.diag([facing, -1.0, -facing])
        shift = to_camera @ tu[:, 3] + [0.0, 0.0, 600.0]
        pose = np.column_stack([to_camera @ turn, shift / 1000])
        intrinsics = np.array([[480.0, 0, 100], [0, 480, 120], [0, 0, 1]])
        image = np.full((240, 200, 3), 40 + view, np.uint8)
        write_multiview_photo(tmp_path, 3, "1_neutral", view, image, intrinsics, pose)
    path = tmp_path / "images" / "3" / "1_neutral" / "params.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"2_valid": False}))
    write_synthetic_marker(tmp_path)
    return tmp_path


def test_views_that_show_the_face_are_taken(facescape: Path) -> None:
    data = FaceScapeExpressionsDataModule(facescape, image_size=SIZE)
    photos = data.source().photos
    points = photos.landmarks(3, "1_neutral", 0)
    depth = 600 - FIVE_POINTS[:, 2]
    expected = 480 * FIVE_POINTS[:, :2] * [1, -1] / depth[:, None] + [100, 120]
    np.testing.assert_allclose(points[[36, 42, 30, 48, 54]], expected, atol=1e-9)
    (batch,) = data.predict_dataloader()
    assert batch["sample_id"] == ["3_1_neutral/0"]
    assert (batch["images"][0, 1, 0, 16, 16] * 255).round() == 40
    own = facescape / "prepared" / "landmarks" / "3" / "1_neutral" / "2.txt"
    own.parent.mkdir(parents=True)
    np.savetxt(own, points)
    (batch,) = data.predict_dataloader()
    assert batch["sample_id"] == ["3_1_neutral/0", "3_1_neutral/2"]
    own.unlink()
    (facescape / "images" / "3" / "1_neutral" / "params.json").unlink()
    with pytest.raises(ValueError, match="none of the first 40 photographs of 3_1_neutral"):
        data.predict_dataloader()


def test_lenses_are_distorted_as_opencv_says(facescape: Path) -> None:
    """Of a point at (x, y) = (0.1, -0.2), r^2 = 0.05, by hand."""
    path = facescape / "images" / "3" / "1_neutral" / "params.json"
    camera = {
        "0_K": [[100.0, 0, 0], [0, 100.0, 0], [0, 0, 1]],
        "0_Rt": [[0.0, 0, 0, 0.1], [0, 0, 0, -0.2], [0, 0, 0, 1]],
        "0_distortion": [0.4, 0.8, 0.01, 0.02, 8.0],
        "0_valid": True,
    }
    path.write_text(json.dumps(camera))
    photos = MultiViewPhotos(FaceScapeExpressionsDataModule(facescape).source().data)
    radial = 1 + 0.02 + 0.002 + 0.001
    u = 0.1 * radial + 2 * 0.01 * -0.02 + 0.02 * (0.05 + 0.02)
    v = -0.2 * radial + 0.01 * (0.05 + 0.08) + 2 * 0.02 * -0.02
    expected = np.tile([100 * u, 100 * v], (68, 1))
    np.testing.assert_allclose(photos.landmarks(3, "1_neutral", 0), expected, atol=1e-9)
