from __future__ import annotations

import numpy as np
import pytest
import scipy.io

from face_datasets.aflw2000 import Aflw2000, examine, yaw_bin
from face_datasets.origin import write_synthetic_marker
from synthesis.aflw2000 import aflw2000_jobs, make_aflw2000_sample


@pytest.fixture(scope="module")
def data(tmp_path_factory, sculptor):
    root = tmp_path_factory.mktemp("aflw2000")
    for job in aflw2000_jobs(4):
        make_aflw2000_sample(job, root, sculptor, seed=0)
    write_synthetic_marker(root, dataset="aflw2000")
    return Aflw2000(root)


def test_four_images_fill_the_three_bins(data):
    assert data.ids() == ["image00002", "image00004", "image00006", "image00008"]
    bins = [yaw_bin(data.annotation(i).yaw) for i in data.ids()]
    assert bins == ["0-30", "30-60", "0-30", "60-90"]
    with pytest.raises(ValueError, match="give 1 to 2000"):
        aflw2000_jobs(2001)


def test_the_nose_points_where_the_yaw_says(data):
    for sample_id in data.ids():
        annotation = data.annotation(sample_id)
        u = annotation.landmarks[:, 0]
        towards = u[30] - u[[36, 45]].mean()
        if abs(annotation.yaw) > 10:
            assert np.sign(towards) == np.sign(annotation.yaw)


def test_millimetres_of_the_annotation_are_those_of_a_face(data):
    """Outer eye corners are 80 to 110 mm apart, in space, whatever the pose."""
    for sample_id in data.ids():
        annotation = data.annotation(sample_id)
        eyes = annotation.landmarks[36] - annotation.landmarks[45]
        assert 80 < np.linalg.norm(eyes) * annotation.mm_per_pixel < 110


def test_pose_and_landmarks_belong_together(data):
    """By the released formula the landmarks, taken back to the model frame, look like one face."""
    for sample_id in data.ids():
        raw = scipy.io.loadmat(data.annotation_path(sample_id))
        pitch, yaw, roll, *shift, scale = raw["Pose_Para"][0].astype(float)
        (cx, cy, cz), (sx, sy, sz) = np.cos([pitch, yaw, roll]), np.sin([pitch, yaw, roll])
        rotation = (
            np.array([[1, 0, 0], [0, cx, sx], [0, -sx, cx]])
            @ np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
            @ np.array([[cz, sz, 0], [-sz, cz, 0], [0, 0, 1]])
        )
        points = raw["pt3d_68"].T.astype(float)
        points[:, 1] = 451 - points[:, 1]
        model = (points - shift) @ rotation / scale / 1000
        right, left, chin, nose = model[[36, 45, 8, 30]]
        assert left[0] - right[0] > 75
        np.testing.assert_allclose(right[1:], left[1:], atol=4)
        assert min(right[1], left[1]) - chin[1] > 80
        assert nose[2] - right[2] > 30


def test_landmarks_lie_on_the_face(data):
    """Under the nose is skin, and not the colour of the background."""
    for sample_id in data.ids():
        landmarks, image = data.annotation(sample_id).landmarks, data.image(sample_id).astype(float)
        assert (landmarks[:, :2] > 0).all()
        assert (landmarks[:, :2] < 450).all()
        columns, rows = landmarks[[31, 33, 35], :2].astype(int).T  # under the nose
        corner = image[:20, :20].reshape(-1, 3).mean(axis=0)
        assert np.abs(image[rows, columns] - corner).mean() > 8


def test_the_doctor_is_content_and_bytes_repeat(data, tmp_path, sculptor):
    assert {finding.level for finding in examine(data.root)} == {"ok"}
    make_aflw2000_sample(aflw2000_jobs(1)[0], tmp_path, sculptor, seed=0)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (data.root / path.name).read_bytes()
