from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.facescape_multiview import (
    EXPRESSIONS,
    TU_LANDMARKS,
    FaceScapeMultiView,
    examine,
    split_id,
    write_multiview_index,
    write_multiview_scan,
)
from face_datasets.origin import write_synthetic_marker
from geometry.meshes import Mesh

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out

from small_scans import findings, landmarks68, small_scan

SCORED = ("1_neutral", "3_mouth_stretch", "16_grin")
TURN = np.array([[0.0, -1, 0], [1, 0, 0], [0, 0, 1]])


def write_subject(root, subject, seven_offset=0.0):
    for k, expression in enumerate(SCORED):
        scan, seven = small_scan(10 * subject + k)
        raw = Mesh((scan.vertices - 9) @ TURN / 30, scan.faces)
        model = np.zeros((int(TU_LANDMARKS.max()) + 5, 3))
        model[TU_LANDMARKS] = landmarks68(seven) + seven_offset
        tu = Mesh(model, np.array([[0, 1, 2]]))
        write_multiview_scan(root, subject, expression, scan=raw, model=tu)


@pytest.fixture
def data(tmp_path):
    pose = np.concatenate([TURN, np.full((3, 1), 9.0)], axis=1)
    for subject in (7, 122):
        write_subject(tmp_path, subject)
    maps = {int(expression.split("_")[0]): (30.0, pose) for expression in SCORED}
    write_multiview_index(tmp_path, {7: "f", 122: "m"}, {7: maps, 122: maps})
    write_synthetic_marker(tmp_path)
    return tmp_path


def test_scans_come_in_the_frame_of_the_tu_models(data):
    reader = FaceScapeMultiView(data)
    assert reader.subjects() == [7, 122]
    assert reader.expressions(7) == list(SCORED)
    assert reader.genders() == {7: "f", 122: "m"}
    for subject in (7, 122):
        for k, expression in enumerate(SCORED):
            scan, seven = small_scan(10 * subject + k)
            found = reader.scan(subject, expression)
            np.testing.assert_allclose(found.vertices, scan.vertices, atol=1e-4)
            points = reader.landmarks(subject, expression)
            np.testing.assert_allclose(points, landmarks68(seven), atol=1e-4)


def test_names_are_those_of_the_release():
    assert len(EXPRESSIONS) == 20
    assert [name.split("_")[0] for name in EXPRESSIONS] == [str(k) for k in range(1, 21)]
    assert set(SCORED) < set(EXPRESSIONS)
    assert split_id("122_16_grin") == (122, "16_grin")
    assert len(set(TU_LANDMARKS)) == 68
    # zhuhao-nju/facescape @ 19a9fff, landmark_indices.npz: first, nose tip, last
    assert TU_LANDMARKS[[0, 30, 67]].tolist() == [23404, 1855, 21892]


def test_the_first_views_by_number(data):
    folder = data / "images" / "7" / "16_grin"
    folder.mkdir(parents=True)
    for view in (10, 9, 0, 2):
        (folder / f"{view}.jpg").touch()
    (folder / "params.json").touch()
    reader = FaceScapeMultiView(data)
    assert reader.views(7, "16_grin", 3) == [0, 2, 9]
    with pytest.raises(DatasetNotFoundError, match="images/7/1_neutral"):
        reader.views(7, "1_neutral")


def test_folders_may_have_other_names(data):
    (data / "meshes").rename(data / "fsmview_shape")
    assert FaceScapeMultiView(data, meshes="fsmview_shape").subjects() == [7, 122]
    with pytest.raises(DatasetNotFoundError, match=r"facescape\.nju\.edu\.cn"):
        FaceScapeMultiView(data)


def test_information_lists_in_the_wild(data):
    path = data / "info_list.txt"
    path.write_text("index gender age valid\n1 m 20 11111\n2, F, 21, 11111\n3 - - 00000\n")
    assert FaceScapeMultiView(data).genders() == {1: "m", 2: "f"}
    path.write_text("1 20 m\n")
    with pytest.raises(DamagedFileError, match="line '1 20 m'"):
        FaceScapeMultiView(data).genders()


def test_an_alignment_must_be_there_and_make_sense(data):
    path = data / "Rt_scale_dict.json"
    content = json.loads(path.read_text())
    content["7"]["1"][0] = -1.0
    content["7"]["3"][1] = [[1, 2], [3, 4]]
    del content["7"]["16"]
    path.write_text(json.dumps(content))
    reader = FaceScapeMultiView(data)
    for expression in SCORED:
        with pytest.raises(DamagedFileError, match="Rt_scale_dict"):
            reader.scan(7, expression)
    reader.scan(122, "16_grin")
    path.write_text("[]")
    with pytest.raises(DamagedFileError, match="expected a JSON object"):
        FaceScapeMultiView(data).scan(7, "16_grin")
    path.unlink()
    with pytest.raises(DatasetNotFoundError, match="toolkit/predef"):
        FaceScapeMultiView(data).scan(7, "16_grin")


def test_the_doctor(data):
    assert findings(examine, data, "error") == findings(examine, data, "warning") == []
    assert any("6 scans of 6" in what for what in findings(examine, data, "ok"))
    write_subject(data, 122, seven_offset=25.0)
    (data / "meshes" / "7" / "16_grin.ply").unlink()
    (data / "models" / "7" / "models_reg" / "1_neutral.obj").write_text("v 0 0 0\nf 1 1 1\n")
    errors = findings(examine, data, "error")
    assert sum("122/" in e and "away from the scan" in e for e in errors) == 3
    assert any("models/7/models_reg/1_neutral.obj" in e for e in errors)
    assert any("7: no raw scan of 16_grin" in w for w in findings(examine, data, "warning"))
    (data / "SYNTHETIC.json").unlink()
    assert any("has 359" in w for w in findings(examine, data, "warning"))
