from __future__ import annotations

import numpy as np
import pytest

from face_datasets.origin import write_synthetic_marker
from face_datasets.pixel_face import PixelFace
from face_datasets.pixel_face_doctor import examine
from face_datasets.pixel_face_training import PixelFaceTraining
from face_datasets.preparation import prepare
from face_datasets.three_view import ThreeViewDataset
from geometry.crops import estimate_yaw, five_points_from_68
from morphable_models.base import FACE_PARSING_REGIONS
from synthesis.pixel_face import make_pixel_face, pixel_face_jobs


@pytest.fixture(scope="module")
def roots(tmp_path_factory, sculptor):
    roots = {}
    for layout in ("released", "dfmvr"):
        roots[layout] = tmp_path_factory.mktemp(layout)
        facts = make_pixel_face(
            roots[layout], sculptor, 1, 0, 1, n_expressions=1, layout=layout, n_train_subjects=1
        )
        write_synthetic_marker(roots[layout], **facts)
    return roots


def test_the_doctor_misses_only_what_dfmvr_lacks(roots):
    assert [f.what for f in examine(roots["released"]) if f.level != "ok"] == []
    found = [f.what for f in examine(roots["dfmvr"]) if f.level != "ok"]
    assert found == ["1 samples have no raw scan (fusion/gt.mat)"]


def test_both_layouts_hold_the_same_face(roots):
    released, dfmvr = PixelFace(roots["released"]), PixelFace(roots["dfmvr"])
    assert released.ids() == dfmvr.ids() == ["0000101"]
    assert released.subject("0000101") == dfmvr.subject("0000101") == "00001"
    assert released.expression("0000101") == dfmvr.expression("0000101") == "01"
    one, two = released.scan("0000101"), dfmvr.scan("0000101")
    np.testing.assert_allclose(one.mesh.vertices, two.mesh.vertices, atol=1e-5)
    for nose in ("tip", "bottom"):
        np.testing.assert_allclose(one.seven[nose], two.seven[nose], atol=1e-5)
    assert one.seven["tip"][4, 1] > one.seven["bottom"][4, 1] + 4
    assert len(released.images("0000101")) == len(dfmvr.images("0000101")) == 3


def test_the_raw_scan_is_another_measurement_of_the_registered_one(roots):
    data = PixelFace(roots["released"])
    registered, raw = data.scan("0000101"), data.scan("0000101", "raw")
    assert len(raw.mesh.vertices) != len(registered.mesh.vertices)
    assert np.linalg.norm(raw.seven["tip"] - registered.seven["tip"], axis=1).max() < 3.0
    assert np.abs(raw.seven["tip"] - registered.seven["tip"]).max() > 0


def test_more_expressions_than_there_are():
    assert [job.names for job in pixel_face_jobs(2, 1)] == [("00001", "01"), ("00002", "01")]
    assert [job.part for job in pixel_face_jobs(1, 1, 2)] == ["val", "train", "train"]
    with pytest.raises(ValueError, match="22 expressions"):
        pixel_face_jobs(1, 23)


@pytest.mark.parametrize("layout", ["released", "dfmvr"])
def test_the_part_to_train_on_is_of_other_people_and_can_be_prepared(roots, tmp_path, layout):
    data = PixelFaceTraining(roots[layout])
    assert (data.ids("train"), data.ids("val")) == (["0000201"], ["0000101"])
    assert data.prepared_id("0000201").startswith("00002/")
    prepare(data, tmp_path, 64)
    train = ThreeViewDataset(tmp_path, "train")[0]
    val = ThreeViewDataset(tmp_path, "val")[0]
    for sample in (train, val):
        assert sample.points_101 is not None
        tip_and_corners = sample.points_101[[41, 79, 85]]
        np.testing.assert_allclose(tip_and_corners, sample.landmarks_3d[[30, 48, 54]])
    assert np.abs(train.landmarks_3d - val.landmarks_3d).max() > 1


def test_landmarks_and_labels_beside_the_photographs_fit_them(roots):
    """Each label's pixels are around the landmarks of that part, in each of the views."""
    triple = PixelFaceTraining(roots["released"]).sample("0000101", "val")
    parts = {"right_eye": range(36, 42), "left_eye": range(42, 48), "upper_lip": range(48, 55)}
    for view in range(3):
        image, labels = triple.images[view], triple.parsing[view]
        assert image.shape == (*labels.shape, 3)
        for name, landmarks in parts.items():
            rows, columns = np.nonzero(labels == FACE_PARSING_REGIONS.index(name))
            middle = np.array([columns.mean(), rows.mean()]) + 0.5
            found = triple.landmarks_2d[view][list(landmarks)].mean(axis=0)
            assert np.linalg.norm(middle - found) < 8, (view, name)
    yaws = [estimate_yaw(five_points_from_68(points)) for points in triple.landmarks_2d]
    assert yaws[0] < -15 < yaws[1] < 15 < yaws[2]
