"""Stand-ins of scans with landmarks: what is written is read again, and lies on the scans."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from face_datasets import facescape_multiview, micc, now_scans
from face_datasets.facescape import PUPIL_DISTANCE_MM
from face_datasets.origin import write_synthetic_marker
from geometry.closest_point import SurfaceTree
from geometry.landmarks import IBUG68_SEVEN
from synthesis.facescape_multiview import make_multiview, multiview_jobs
from synthesis.landmarks import pupil_distance
from synthesis.micc import make_micc, micc_jobs
from synthesis.now_scans import make_now
from synthesis.portraits import neutral, with_movements


def clean(examine, root):
    return [f for f in examine(root) if f.level != "ok"] == []


@pytest.fixture(scope="module")
def now(tmp_path_factory, dense):
    root = tmp_path_factory.mktemp("now")
    make_now(root, dense, 1, 0, 1)
    write_synthetic_marker(root)
    return now_scans.NowScans(root)


@pytest.fixture(scope="module")
def florence(tmp_path_factory, dense):
    root = tmp_path_factory.mktemp("micc")
    make_micc(root, dense, 2, 0, 1)
    write_synthetic_marker(root)
    return micc.MiccFlorence(root)


@pytest.fixture(scope="module")
def multiview(tmp_path_factory, dense):
    root = tmp_path_factory.mktemp("multiview")
    make_multiview(root, dense, 1, 0, 1)
    write_synthetic_marker(root)
    return facescape_multiview.FaceScapeMultiView(root)


def test_now_has_a_photo_of_each_challenge(now):
    ids = now.ids()
    assert [now.challenge(sample_id) for sample_id in ids] == list(now_scans.CHALLENGES)
    assert len({now.scan_path(sample_id) for sample_id in ids}) == 1
    photos = [np.asarray(Image.open(now.image_path(sample_id))) for sample_id in ids]
    assert all(photo.shape == (256, 256, 3) for photo in photos)
    assert not any(np.array_equal(photos[0], photo) for photo in photos[1:])
    assert clean(now_scans.examine, now.root)


def test_micc_scans_each_subject_twice_but_one(florence):
    assert florence.subjects() == [1, 30]
    first, second = florence.scans(1)
    assert len(florence.scans(30)) == 1
    # the same landmarks in another pose
    distances = [np.linalg.norm(s.landmarks - s.landmarks[30], axis=1) for s in (first, second)]
    np.testing.assert_allclose(*distances, atol=1e-9)
    assert np.abs(first.landmarks - second.landmarks).max() > 1
    assert clean(micc.examine, florence.root)
    assert micc_jobs(53) == list(range(1, 54))
    with pytest.raises(ValueError, match="53 subjects"):
        micc_jobs(54)


def test_multiview_scans_lie_on_their_tu_models(multiview):
    assert multiview.expressions(1) == ["1_neutral", "3_mouth_stretch", "16_grin"]
    gaps = []
    for expression in multiview.expressions(1):
        model, scan = multiview.model(1, expression), multiview.scan(1, expression)
        tree = SurfaceTree(model.vertices, model.faces)
        assert tree.closest(scan.vertices[::50]).distance.max() < 0.3
        points = multiview.landmarks(1, expression)
        assert pupil_distance(points) == pytest.approx(PUPIL_DISTANCE_MM, abs=1e-4)
        gaps.append(np.linalg.norm(points[62] - points[66]))
        assert np.ptp(points[list(IBUG68_SEVEN["tip"])], axis=0)[0] > 70
    assert gaps[1] > gaps[0] + 10  # the mouth is wide open
    assert clean(facescape_multiview.examine, multiview.root)
    with pytest.raises(ValueError, match="359 subjects"):
        multiview_jobs(360)


def test_cameras_of_the_photos_are_those_of_the_raw_scans(multiview):
    """Landmarks, through the written camera, fall on the face: lips are redder than the nose."""
    views = multiview.views(1, "16_grin")
    assert views == [0, 1, 2, 3]
    folder = multiview.images / "1" / "16_grin"
    parameters = json.loads((folder / "params.json").read_text())
    scale, pose = multiview.tu_from_scan(1, "16_grin")
    in_tu = multiview.landmarks(1, "16_grin")
    raw = (in_tu - pose[:, 3]) @ pose[:, :3] / scale
    for view in views:
        camera = np.array(parameters[f"{view}_K"]) @ np.array(parameters[f"{view}_Rt"])
        u, v, w = camera @ np.append(raw, np.ones((68, 1)), axis=1).T
        photo = np.asarray(Image.open(folder / f"{view}.jpg")).astype(float)
        columns, rows = (u / w).astype(int), (v / w).astype(int)
        assert 0 < min(columns.min(), rows.min()) < max(columns.max(), rows.max()) < 256
        redness = photo[..., 0] / (photo[..., 1] + 1)
        lips = redness[rows[48:60], columns[48:60]].mean()
        beside = redness[rows[[31, 35]], columns[[31, 35]]].mean()
        assert lips > beside


def test_movements_are_taken_by_name(person, model):
    names = model.expression_names
    weights = with_movements(person, names, {"jawopen": 0.9, "smile": 0.5, "tail": 1.0}).expression
    moved = {name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if w}
    assert moved == {"jaw_open": 0.9, "smile_left": 0.5, "smile_right": 0.5}
    assert not neutral(person).expression.any()
    np.testing.assert_array_equal(neutral(person).identity, person.identity)
