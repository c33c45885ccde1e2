"""What is written of samples that consist of several frames."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import numpy as np
import pytest
import torch
from lightning import LightningModule, Trainer

from geometry.rotations import euler_to_matrix
from lightning_modules.prediction_writer import PredictionRecorder
from predictions import Prediction

MESH = np.array([[0.0, 0, 0], [10, 0, 0], [0, 20, 0], [0, 0, 30]])

METHOD = Mock(spec=LightningModule)


def frame(bump: float, angle: float) -> Prediction:
    """The mesh with one vertex moved, turned and moved as a whole."""
    vertices = MESH.copy()
    vertices[3, 2] += bump
    turn = euler_to_matrix(torch.tensor([angle, 0.0, 0.3])).double().numpy()
    place = np.array([1.0, 2.0, 3.0])
    return Prediction(
        vertices=vertices @ turn.T + place,
        mean_face_vertices=MESH @ turn.T + place,
        landmarks_2d=np.zeros((68, 2)),
    )


def recorder(tmp_path: Path) -> tuple[PredictionRecorder, dict[str, Prediction]]:
    recorder, written = PredictionRecorder(tmp_path, tmp_path), {}
    recorder._writer = Mock(write=written.__setitem__)
    return recorder, written


def test_frames_are_averaged_in_one_pose(tmp_path: Path) -> None:
    one, written = recorder(tmp_path)
    trainer = Mock(spec=Trainer, world_size=1)
    frames = [frame(bump, 0.2 * number) for number, bump in enumerate((-0.2, 0.0, 0.2))]
    still = frame(0.0, 0.0)
    one.on_predict_batch_end(trainer, METHOD, [("01/a", frames[0]), ("01/b", frames[1])])
    assert not written
    one.on_predict_batch_end(trainer, METHOD, [("01/c", frames[2]), ("02/a", still)])
    one.on_predict_end(trainer, METHOD)
    assert list(written) == ["01", "02"]
    lengths = np.linalg.norm(written["01"].vertices[1:] - written["01"].vertices[0], axis=1)
    np.testing.assert_allclose(lengths, [10, 20, 30], atol=0.01)
    # in the pose and place of the first frame
    np.testing.assert_allclose(written["01"].vertices, frame(0.0, 0.0).vertices, atol=0.2)
    np.testing.assert_array_equal(written["01"].mean_face_vertices, frames[0].mean_face_vertices)
    assert written["01"].landmarks_2d is None
    np.testing.assert_allclose(written["02"].vertices, still.vertices)


def test_single_images_are_written_as_they_are(tmp_path: Path) -> None:
    one, written = recorder(tmp_path)
    image, several = frame(0.0, 0.1), Mock(spec=Trainer, world_size=4)
    one.on_predict_batch_end(several, METHOD, [("000001", image)])
    assert written == {"000001": image}
    with pytest.raises(ValueError, match=r"--trainer\.devices 1"):
        one.on_predict_batch_end(several, METHOD, [("01/a", image)])
