from __future__ import annotations

import numpy as np
import pytest

from face_datasets.multi_pie_files import CAMERA_YAWS
from face_datasets.multi_pie_sessions import read_index
from face_datasets.multi_pie_sessions_doctor import examine
from face_datasets.multi_pie_sessions_training import MultiPieSessionsTraining
from face_datasets.multi_pie_triplets import TripletRule
from face_datasets.origin import write_synthetic_marker
from geometry.crops import estimate_yaw, five_points_from_68
from synthesis import multi_pie_sessions
from synthesis.multi_pie_sessions import (
    FLASHES,
    make_multi_pie_recording,
    multi_pie_sessions_jobs,
)

MOMENT = "001_01_01"
CAMERAS, SHOTS = ("090", "051", "240"), ("09", "15")


@pytest.fixture(scope="module")
def root(tmp_path_factory, sculptor):
    """Three of the cameras and two of the shots, to be quick."""
    root = tmp_path_factory.mktemp("multi-pie-sessions")
    yaws = {camera: CAMERA_YAWS[camera] for camera in CAMERAS}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(multi_pie_sessions, "CAMERA_YAWS", yaws)
        patch.setattr(multi_pie_sessions, "FLASHES", {shot: FLASHES[shot] for shot in SHOTS})
        make_multi_pie_recording(multi_pie_sessions_jobs(1)[0], root, sculptor, 0)
    write_synthetic_marker(root)
    return root


def test_the_doctor_misses_only_cameras_and_triplets_can_be_made(root):
    (finding,) = [finding for finding in examine(root) if finding.level != "ok"]
    assert "2 without a photograph from the front or from one side left out" in finding.what
    data = MultiPieSessionsTraining(root, TripletRule([60, 90]), validation_share=0.0)
    assert [job.sample_id for job in data.jobs()] == [f"{MOMENT}_{shot}" for shot in SHOTS]
    views = {data.views(job.sample_id) for job in data.jobs()}
    assert views == {tuple((MOMENT, camera) for camera in CAMERAS)}


def test_cameras_stand_still_and_see_the_face_at_their_yaws(root):
    index = read_index(root)
    for camera in CAMERAS:
        points = index.landmarks((MOMENT, camera))
        assert abs(estimate_yaw(five_points_from_68(points)) - CAMERA_YAWS[camera]) < 20
        labels = index.parsing((MOMENT, camera))
        u, v = points[33].astype(int)  # below the nose
        u -= 3 * int(np.sign(CAMERA_YAWS[camera]))
        assert labels[v, u] in {1, 6}
        columns, rows = np.nonzero(labels.any(axis=0))[0], np.nonzero(labels.any(axis=1))[0]
        assert columns.min() > 80  # the head is whole, within the square in the middle
        assert columns.max() < 559
        assert rows.min() > 0
        images = np.stack([index.image((MOMENT, camera), shot) for shot in SHOTS])
        background = images[:, labels == 0].astype(float)
        assert np.abs(background[0] - background[1]).mean() < 9  # the same but for noise
        right, left = images[:, labels == 1].mean(axis=(1, 2))  # flashes at 45 and -45 degrees
        side = np.sign(CAMERA_YAWS[camera])
        assert side * (right - left) >= 0.2 * side**2 * min(right, left)


def test_how_many_there_can_be():
    jobs = multi_pie_sessions_jobs(2)
    assert [job.moment for job in jobs[2:4]] == ["001_02_02", "002_01_01"]
    for n in (0, 347):
        with pytest.raises(ValueError, match="give 1 to 346"):
            multi_pie_sessions_jobs(n)
