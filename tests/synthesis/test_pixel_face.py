from __future__ import annotations

import numpy as np
import pytest

from face_datasets.origin import write_synthetic_marker
from face_datasets.pixel_face import PixelFace
from face_datasets.pixel_face_doctor import examine
from synthesis.pixel_face import make_pixel_face, pixel_face_jobs


@pytest.fixture(scope="module")
def roots(tmp_path_factory, sculptor):
    roots = {}
    for layout in ("released", "dfmvr"):
        roots[layout] = tmp_path_factory.mktemp(layout)
        facts = make_pixel_face(roots[layout], sculptor, 1, 0, 1, n_expressions=1, layout=layout)
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
    with pytest.raises(ValueError, match="22 expressions"):
        pixel_face_jobs(1, 23)
