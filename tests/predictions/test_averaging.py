from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from predictions import PredictionError
from predictions.averaging import average_frames

FOLDER = Path("clip")


def moved(points, seed, scale=1.0):
    rng = np.random.default_rng(seed)
    rotation = Rotation.random(random_state=seed).as_matrix()
    return scale * points @ rotation.T + rng.normal(0, 500, 3)


@pytest.fixture
def face():
    return np.random.default_rng(0).normal(0, [40, 60, 30], (200, 3))


def test_copies_in_other_poses_average_to_the_first(face):
    frames = [face, *(moved(face, seed) for seed in (1, 2, 3))]
    mean, points = average_frames(FOLDER, frames, [f[:7] for f in frames])
    np.testing.assert_allclose(mean, face, atol=1e-9)
    np.testing.assert_allclose(points, face[:7], atol=1e-9)


def test_without_motion_between_frames_it_is_the_plain_mean():
    """Stretched by d and -d along each axis, six points keep orientation and centre."""
    axes = np.concatenate([np.diag([50.0, 60.0, 40.0]), -np.diag([50.0, 60.0, 40.0])])
    mean, points = average_frames(FOLDER, [axes * 1.1, axes * 0.9])
    np.testing.assert_allclose(mean, axes, atol=1e-12)
    assert points is None


def test_noise_falls_with_the_number_of_frames_whatever_their_poses(face):
    rng = np.random.default_rng(4)
    noisy = [face + rng.normal(0, 1, face.shape) for _ in range(16)]
    mean, _ = average_frames(FOLDER, noisy)
    again, _ = average_frames(FOLDER, [noisy[0], *(moved(f, k) for k, f in enumerate(noisy[1:]))])
    np.testing.assert_allclose(again, mean, atol=1e-8)
    residual = average_frames(FOLDER, [face, mean])[0] - face  # half of what cannot be aligned away
    assert np.sqrt(((2 * residual) ** 2).mean()) == pytest.approx(0.25, rel=0.1)


def test_free_sizes_take_the_size_of_the_first(face):
    frames = [moved(face, 1, 2.5), face, moved(face, 2, 0.01)]
    mean, points = average_frames(FOLDER, frames, [f[:7] for f in frames], with_scale=True)
    np.testing.assert_allclose(mean, frames[0], atol=1e-8)
    np.testing.assert_allclose(points, frames[0][:7], atol=1e-8)
    rigid, _ = average_frames(FOLDER, frames)
    assert np.abs(rigid - frames[0]).max() > 10


def test_a_mirrored_frame_is_not_mirrored_back(face):
    mean, _ = average_frames(FOLDER, [face, face * [-1, 1, 1]])
    assert np.abs(mean - face).max() > 5


def test_what_cannot_be_averaged_says_so(face):
    broken = face.copy()
    broken[3] = np.nan
    cases = [
        ([], None, "no frames"),
        ([face, face[:-1]], None, "one topology"),
        ([face, broken], None, "frame 2 is not finite"),
        ([face, np.zeros_like(face)], None, "frame 2 has no extent"),
        ([face, face], [face[:7], None], "1 of 2 frames have landmarks"),
        ([face, face], [face[:7], face[:6]], "different numbers of landmarks"),
    ]
    for frames, points, message in cases:
        with pytest.raises(PredictionError, match=message):
            average_frames(FOLDER, frames, points)
