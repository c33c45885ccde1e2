from __future__ import annotations

import numpy as np
import pytest
import scipy.io
from PIL import Image

from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.origin import write_synthetic_marker
from face_datasets.pixel_face import REGISTERED_SEVEN, PixelFace
from face_datasets.pixel_face_doctor import examine
from face_datasets.pixel_face_files import SEVEN_OF_106, GroundTruthPart, read_gt_mat
from face_datasets.pixel_face_photos import write_prepared
from face_datasets.pixel_face_writer import (
    write_dfmvr_index,
    write_dfmvr_sample,
    write_released_index,
    write_released_sample,
)
from geometry.meshes import Mesh

_EYES = ((-51, 30, 100), (-23, 30, 109), (22, 30, 109), (51, 30, 102))
TIP = np.array([*_EYES, (0, -9, 145), (-30, -56, 115), (29, -55, 114)], float)
BOTTOM = np.array([*TIP[:4], (0, -23, 133), *TIP[5:]], float)
FACTS = {"registered_vertices": 120}


def part(offset: float = 0.0) -> GroundTruthPart:
    """120 vertices; the seven points are among the last ones."""
    vertices = np.random.default_rng(0).normal(0, 50, (120, 3)) + offset
    landmarks = np.arange(106)
    vertices[landmarks[list(SEVEN_OF_106["tip"])]] = TIP
    vertices[landmarks[SEVEN_OF_106["bottom"][4]]] = BOTTOM[4]
    return GroundTruthPart(Mesh(vertices, np.arange(120).reshape(-1, 3)), landmarks)


def images(number: int) -> list[np.ndarray]:
    """Upright photographs, brighter at the top left."""
    picture = np.full((40, 24, 3), number, np.uint8)
    picture[:10, :6] = 250
    return [picture] * 3


@pytest.fixture
def released(tmp_path):
    root = tmp_path / "released"
    rows = [("00007", "s1", 1), ("00007", "s2", 22), ("00008", "s3", 0)]
    for number, (_, sample, _) in enumerate(rows):
        write_released_sample(root, sample, images(number), part(), part(offset=number))
    write_released_index(root, rows)
    write_synthetic_marker(root, **FACTS)
    return root


@pytest.fixture
def dfmvr(tmp_path):
    root = tmp_path / "dfmvr"
    samples = [("00205", "04"), ("10075", "other_1")]
    for number, (subject, expression) in enumerate(samples):
        write_dfmvr_sample(root, subject, expression, images(number), part())
    write_dfmvr_index(root, samples)
    seven = {f"seven_{nose}": list(positions) for nose, positions in SEVEN_OF_106.items()}
    write_synthetic_marker(root, **FACTS, **seven)
    return root


def test_the_released_layout(released):
    data = PixelFace(released)
    assert data.layout == "released"
    assert data.ids() == ["s1", "s2", "s3"]
    assert [data.subject(i) for i in data.ids()] == ["00007", "00007", "00008"]
    assert [data.expression(i) for i in data.ids()] == ["01", "22", "other"]
    scan = data.scan("s3")
    np.testing.assert_allclose(scan.mesh.vertices, part().mesh.vertices, atol=1e-9)
    np.testing.assert_allclose(scan.seven["tip"], TIP)
    np.testing.assert_allclose(scan.seven["bottom"], BOTTOM)
    raw = data.scan("s3", "raw")
    np.testing.assert_allclose(raw.mesh.vertices[-1], part(offset=2).mesh.vertices[-1])
    np.testing.assert_allclose(raw.seven["tip"], TIP)
    assert [path.parent.name for path in data.images("s1")] == ["0", "1", "2"]
    on_disk = scipy.io.loadmat(data.path("s1"))["neck_obj09"]
    assert on_disk["f"][0, 0].min() == 1
    np.testing.assert_allclose(on_disk["v"][0, 0][52] * 100, TIP[0])  # decimetres


def test_photographs_lie_as_dfmvr_expects_them(released):
    path = PixelFace(released).images("s1")[0]
    with Image.open(path) as image:
        assert image.size == (40, 24)
        # what DF-MVR's loader does: a quarter clockwise, then left to right
        upright = image.rotate(-90, expand=True).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    np.testing.assert_array_equal(np.asarray(upright), images(0)[0])


def test_the_layout_of_dfmvr(dfmvr):
    data = PixelFace(dfmvr)
    assert data.layout == "dfmvr"
    assert data.ids() == ["0020504", "10075other_1"]
    assert [data.subject(i) for i in data.ids()] == ["00205", "10075"]
    assert [data.expression(i) for i in data.ids()] == ["04", "other"]
    assert data.path("0020504") == dfmvr / "val_obj" / "0020504.obj"
    scan = data.scan("0020504")
    np.testing.assert_allclose(scan.seven["tip"], TIP, atol=1e-5)
    np.testing.assert_allclose(scan.seven["bottom"], BOTTOM, atol=1e-5)
    points = np.loadtxt(data.folder("0020504") / "fusion" / "nicp_106_pts.txt")
    np.testing.assert_allclose(points[list(SEVEN_OF_106["tip"])] * 100, TIP, atol=1e-3)
    with pytest.raises(DatasetNotFoundError, match=r"fusion/gt\.mat"):
        data.scan("0020504", "raw")
    (dfmvr / "list_txt" / "shallow_path_val.npy").unlink()
    assert PixelFace(dfmvr).ids() == data.ids()  # the folders say the same


def test_a_real_obj_has_its_points_by_vertex_id(dfmvr):
    """Only the 53,215 vertices of the registration have known ids; others are refused."""
    (dfmvr / "SYNTHETIC.json").unlink()
    with pytest.raises(DamagedFileError, match=r"120 vertices, expected .* 53215"):
        PixelFace(dfmvr).scan("0020504")
    vertices = np.random.default_rng(1).normal(size=(53_215, 3))
    write_dfmvr_sample(
        dfmvr,
        "00205",
        "04",
        images(0),
        GroundTruthPart(Mesh(vertices, np.array([[0, 1, 2]])), np.arange(106)),
    )
    scan = PixelFace(dfmvr).scan("0020504")
    for nose, ids in REGISTERED_SEVEN.items():
        np.testing.assert_allclose(scan.seven[nose], vertices[list(ids)], atol=1e-7)
    assert REGISTERED_SEVEN["tip"][4] == 8192
    assert REGISTERED_SEVEN["bottom"][4] == 8204


def test_damaged_ground_truth_is_named(released):
    path = PixelFace(released).path("s1")
    whole = path.read_bytes()
    header = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\0\2IM" + bytes(384)
    for content, message in (
        (b"", "not a readable MATLAB file"),
        (whole[:200], "not a readable MATLAB file|no struct"),
        (bytes(range(256)) * 9, "not a readable MATLAB file"),
        (header + b"\x89HDF\r\n", "version 7.3 is HDF5, save it with '-v7'"),
    ):
        path.write_bytes(content)
        with pytest.raises(DamagedFileError, match=message):
            read_gt_mat(path)
    good = {"v": np.eye(3), "f": np.array([[1, 2, 3]]), "kpt_ind": np.ones((1, 106), int)}
    for change, message in (
        ({"f": np.array([[1, 2, 4]])}, "refer to vertices"),
        ({"v": np.full((3, 3), np.nan)}, "not finite"),
        ({"kpt_ind": np.ones((1, 68), int)}, "68 landmark ids, expected 106"),
        ({"kpt_ind": np.full((1, 106), 4)}, "expected 106 from 1"),
        ({"v": "text"}, "neck_obj09"),
    ):
        struct = {**good, **change}
        scipy.io.savemat(str(path), {"neck_obj09": struct, "new_kpt_gt_obj": good})
        with pytest.raises(DamagedFileError, match=message):
            read_gt_mat(path)
    scipy.io.savemat(str(path), {"neck_obj09": good})
    with pytest.raises(DamagedFileError, match="no struct new_kpt_gt_obj"):
        read_gt_mat(path)


def test_missing_and_damaged_lists(released, dfmvr, tmp_path):
    with pytest.raises(DatasetNotFoundError, match="make synth DATASET=pixel-face"):
        PixelFace(tmp_path / "nothing")
    (released / "release_id" / "split" / "release_eva.txt").write_text("s1\n../../etc\n")
    with pytest.raises(DamagedFileError, match="no name of a sample"):
        PixelFace(released)
    write_synthetic_marker(dfmvr)
    with pytest.raises(DamagedFileError, match=r"SYNTHETIC\.json: a stand-in without"):
        PixelFace(dfmvr).scan("0020504")
    (dfmvr / "list_txt" / "shallow_path_val.npy").write_bytes(b"rubbish")
    with pytest.raises(DamagedFileError, match="not an array of paths"):
        PixelFace(dfmvr)


def errors(root) -> str:
    return "\n".join(f.what for f in examine(root) if f.level != "ok")


def test_the_doctor_is_content_with_good_copies(released, dfmvr):
    assert errors(released) == ""
    assert errors(dfmvr) == "2 samples have no raw scan (fusion/gt.mat)"
    assert "beside 9 photographs: 0 files" in [f.what for f in examine(released)][-1]
    (dfmvr / "SYNTHETIC.json").unlink()
    assert "DF-MVR evaluates on 1056 of 105" in errors(dfmvr)


def test_the_doctor_looks_at_what_predictions_need(released):
    face = np.tile([[30.0, 40.0]], (68, 1))
    face[36:42], face[42:48], face[30], face[48], face[54] = (
        (20, 20),
        (40, 20),
        (30, 30),
        (22, 41),
        (38, 41),
    )
    labels = np.zeros((40, 24), np.uint8)
    for view, nose in zip("012", (34, 30, 26), strict=True):
        face[30] = nose, 30
        write_prepared(released / "s1" / view, face, labels)
    write_prepared(released / "s2" / "1", face * [1, -1], labels)
    (released / "s2" / "0" / "landmarks.txt").write_text("1 2")
    found = errors(released)
    assert "beside 9 photographs: 5 files of landmarks, 4 of face-parsing labels" in found
    assert "s1: the nose points further to the image's right in view 0" in found
    assert "s2: view 0: " in found
    assert "landmarks.txt: 2 numbers, expected 68 finite pairs" in found
    assert "s2: view 1: landmarks" in found
    assert "mirrored" in found


def test_the_doctor_finds_what_was_planted(released, tmp_path):
    def rewrite(sample: str, change) -> None:
        good = part()
        bad = GroundTruthPart(Mesh(change(good.mesh.vertices), good.mesh.faces), np.arange(106))
        write_released_sample(released, sample, images(0), bad, good)

    rewrite("s1", lambda v: v / 100)
    assert "s1: registered scan: outer eye corners are 1.02 mm apart" in errors(released)
    rewrite("s1", lambda v: v * [-1, 1, 1])
    assert "s1: registered scan: right and left corners" in errors(released)
    rewrite("s1", lambda v: v * [1, -1, 1])
    assert "y is not up" in errors(released)
    rewrite("s1", lambda v: v * [1, 1, -1])
    assert "z is not out of the face" in errors(released)
    (released / "s1" / "fusion" / "gt.mat").write_bytes(b"no MATLAB")
    (released / "s2" / "2" / "t.bmp").unlink()
    (released / "release_id" / "split" / "release_train.txt").write_text("s2\n")
    found = errors(released)
    assert "gt.mat: not a readable MATLAB file" in found
    assert "s2: 2 photographs" in found
    assert "1 subjects are in both parts: 00007" in found
    (released / "SYNTHETIC.json").unlink()
    assert "s3: registered scan: 120 vertices, the seven points at (52, 55" in errors(released)
    (released / "release_id" / "split" / "release_eva.txt").unlink()
    assert "so every folder counts" in errors(released)
    (finding,) = examine(tmp_path / "nothing")
    assert finding.level == "error"
