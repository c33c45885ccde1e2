from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from face_datasets.multi_pie import MultiPie
from face_datasets.multi_pie_doctor import examine
from face_datasets.multi_pie_files import CAMERA_YAWS, FIVE_POINTS, find_files
from face_datasets.origin import write_synthetic_marker
from geometry.crops import estimate_yaw, five_points_from_68
from synthesis.multi_pie import FLASHES, make_multi_pie_moment, multi_pie_jobs

MOMENTS = ("001_01_01", "201_01_01")


@pytest.fixture(scope="module")
def root(tmp_path_factory, sculptor):
    root = tmp_path_factory.mktemp("multi-pie")
    for job in multi_pie_jobs(2)[::3]:
        make_multi_pie_moment(job, root, sculptor, 0)
    write_synthetic_marker(root)
    return root


def test_the_doctor_is_content(root):
    assert {finding.level for finding in examine(root)} == {"ok"}


def test_subjects_are_on_both_sides_of_the_split(root):
    jobs = multi_pie_jobs(5)
    assert sorted({job.subject for job in jobs}) == [1, 2, 3, 201, 202]
    assert [job.moment for job in jobs[:3]] == ["001_01_01", "001_01_02", "001_02_02"]
    for n in (1, 293):
        with pytest.raises(ValueError, match="give 2 to 292"):
            multi_pie_jobs(n)
    data = MultiPie(root)
    assert {data.subject(i) for i in data.ids("train")} == {"001"}
    assert {data.subject(i) for i in data.ids("val")} == {"201"}


def test_cameras_see_the_face_at_their_yaws(root):
    """And five points are whole pixels, with TP-GAN's boxes round them inside the image."""
    files = find_files(root)
    for moment in MOMENTS:
        for camera, expected in CAMERA_YAWS.items():
            points = files.five_points(moment, camera)
            assert abs(estimate_yaw(points) - expected) < 20
            lines = files.beside[FIVE_POINTS][moment, camera].read_text().splitlines()
            assert all(word.isdigit() for line in lines for word in line.split(" "))
            assert points[:2].min() >= 20
            assert points[:2].max() <= 108  # eyes: 40 x 40
            mouth = points[3:].mean(axis=0)
            assert 24 <= mouth[0] <= 104
            assert mouth[1] <= 112  # mouth: 48 x 32
        front = files.five_points(moment, "051")
        assert np.linalg.norm(front[1] - front[0]) == pytest.approx(43, abs=5)


def test_image_landmarks_and_labels_belong_together(root):
    files = find_files(root)
    for camera, yaw in CAMERA_YAWS.items():
        points = files.landmarks(MOMENTS[0], camera)
        whole = np.loadtxt(files.beside[FIVE_POINTS][MOMENTS[0], camera])
        assert np.abs(five_points_from_68(points) - 0.5 - whole).max() <= 0.501
        labels = files.parsing(MOMENTS[0], camera)
        u, v = points[30].astype(int)
        u -= int(np.sign(yaw))  # the tip of the nose of a profile is on the very edge
        assert labels[v, u] == 6
        assert 0.15 < (labels > 0).mean() < 0.6


def test_flashes_stay_where_they_are(root):
    """A flash beside a camera lights what that camera sees, and leaves the opposite side dark."""
    files = find_files(root)

    def skin(camera, illumination):
        image = np.asarray(Image.open(files.images[f"{MOMENTS[0]}_{illumination}"][camera]))
        return image[files.parsing(MOMENTS[0], camera) == 1].mean()

    assert FLASHES["09"] == CAMERA_YAWS["190"] == 45
    assert skin("190", "09") > 1.4 * skin("190", "15")
    assert skin("080", "15") > 1.4 * skin("080", "09")
    assert skin("240", "09") > 1.4 * skin("110", "09")
    background = [
        np.asarray(Image.open(files.images[f"{MOMENTS[0]}_{light}"]["051"]), float)[:30, :8]
        for light in FLASHES
    ]
    assert np.abs(background[0] - background[1]).mean() < 6  # the same but for noise


def test_bytes_repeat(root, tmp_path, sculptor):
    make_multi_pie_moment(multi_pie_jobs(2)[0], tmp_path, sculptor, 0)
    made = sorted(path for path in tmp_path.rglob("*.*") if path.is_file())
    assert len(made) == 13 * (len(FLASHES) + 3)
    for path in made:
        assert path.read_bytes() == (root / path.relative_to(tmp_path)).read_bytes(), path.name
