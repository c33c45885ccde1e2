from __future__ import annotations

import struct

import numpy as np
import pytest
from PIL import Image

from face_datasets.bosphorus import SEVEN_LABELS, Bosphorus, grid_mesh, seven_points, split_name
from face_datasets.bosphorus_doctor import examine
from face_datasets.bosphorus_files import (
    RangeImage,
    read_bnt,
    read_lm2,
    read_lm3,
    write_bnt,
    write_lm2,
    write_lm3,
)
from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from geometry.meshes import face_normals

_EYES = ((-45, 33, 10), (-18, 32, 30), (18, 32, 30), (45, 33, 10))
SEVEN = np.array([*_EYES, (0, -6, 45), (-26, -42, 20), (26, -42, 20)], float)
LANDMARKS = dict(zip(SEVEN_LABELS, SEVEN, strict=True))


def range_image(name: str = "bs000_N_N_0", rows: int = 81, columns: int = 61) -> RangeImage:
    """A paraboloid through the seven points' depths, roughly, with a hole in it."""
    x, y = np.meshgrid(np.linspace(-60, 60, columns), np.linspace(80, -80, rows))
    points = np.stack([x, y, 40 - 0.012 * x**2 - 0.004 * y**2], axis=-1)
    points[10:14, 20:25] = np.nan
    place = np.stack([x / 200 + 0.5, 0.5 - y / 200], axis=-1)
    return RangeImage(points, place, f"{name}.png")


def write_scan(folder, name: str) -> None:
    write_bnt(folder / f"{name}.bnt", range_image(name))
    write_lm3(folder / f"{name}.lm3", LANDMARKS)
    pixels = {label: p[:2] * [2, -2] + 100 for label, p in LANDMARKS.items()}
    write_lm2(folder / f"{name}.lm2", pixels)
    Image.new("RGB", (8, 6)).save(folder / f"{name}.png")


@pytest.fixture
def root(tmp_path):
    for subject in ("bs000", "bs001"):
        for kind in ("N_N", "YR_R10", "YR_R20", "YR_R30", "YR_R45", "YR_L45"):
            (tmp_path / subject).mkdir(exist_ok=True)
            write_scan(tmp_path / subject, f"{subject}_{kind}_0")
    (tmp_path / "SYNTHETIC.json").write_text("{}")
    return tmp_path


def test_a_range_image_reads_back_as_written(tmp_path):
    image = range_image()
    write_bnt(tmp_path / "a.bnt", image)
    again = read_bnt(tmp_path / "a.bnt")
    np.testing.assert_array_equal(again.points[image.valid], image.points[image.valid])
    np.testing.assert_array_equal(again.image_points[image.valid], image.image_points[image.valid])
    np.testing.assert_array_equal(again.valid, image.valid)
    assert again.image_name == "bs000_N_N_0.png"


def test_the_layout_on_disk_is_the_documented_one(tmp_path):
    """Two rows of three points, written by hand: the bottom row first, one point background."""
    x = [0.0, 1, 2, 0, 1, 2]
    y = [0.0, 0, 0, 1, 1, 1]
    z = [5.0, 6, 7, 8, 9, -1e9]
    x[5] = y[5] = -1e9
    planes = np.array([x, y, z, x, y], "<f8")
    header = struct.pack("<HHdH", 2, 3, -1e9, 5) + b"a.png" + struct.pack("<I", 30)
    (tmp_path / "a.bnt").write_bytes(header + planes.tobytes())
    image = read_bnt(tmp_path / "a.bnt")
    np.testing.assert_array_equal(image.points[0, :2], [[0, 1, 8], [1, 1, 9]])
    np.testing.assert_array_equal(image.points[1, :, 2], [5, 6, 7])
    assert not image.valid[0, 2]
    mesh = grid_mesh(image.points)
    assert len(mesh.faces) == 3
    assert (face_normals(mesh.vertices, mesh.faces)[:, 2] > 0).all()


def test_triangles_do_not_span_depth_steps():
    points = range_image().points.copy()
    points[:, 31:, 2] -= 20
    mesh = grid_mesh(points)
    edges = mesh.vertices[mesh.faces] - np.roll(mesh.vertices[mesh.faces], 1, axis=1)
    assert np.linalg.norm(edges, axis=2).max() <= 5
    crossing = (mesh.vertices[mesh.faces][..., 0] < 1).any(axis=1) & (
        mesh.vertices[mesh.faces][..., 0] > 1.1
    ).any(axis=1)
    assert not crossing.any()
    assert (face_normals(mesh.vertices, mesh.faces)[:, 2] > 0).all()
    mirrored = grid_mesh(points[:, ::-1])
    assert (face_normals(mirrored.vertices, mirrored.faces)[:, 2] > 0).all()
    whole = grid_mesh(range_image().points)
    hole = 5 * 6  # cells that touch one of the 4 x 5 missing points
    assert len(whole.faces) == 2 * (80 * 60 - hole) + 4  # a triangle is left at each of its corners
    assert len(whole.vertices) == 81 * 61 - 20
    with pytest.raises(ValueError, match="below 5 mm"):
        grid_mesh(10 * points)


def damage(data: bytes, kind: str) -> bytes:
    rows, columns, background, length = struct.unpack_from("<HHdH", data)
    at = 14 + length
    return {
        "empty": b"",
        "header cut off": data[:9],
        "name cut off": data[:18],
        "half": data[: len(data) // 2],
        "one byte short": data[:-1],
        "count": data[:at] + struct.pack("<I", 5 * rows * columns + 5) + data[at + 4 :],
        "huge": struct.pack("<HHdH", 65535, 65535, background, length) + data[14:],
        "huge and consistent": struct.pack("<HHdH", 9999, 9999, background, length)
        + data[14:at]
        + struct.pack("<I", 5 * 9999 * 9999)
        + data[at + 4 :],
        "no points": struct.pack("<HHdH", 0, 0, background, 0) + struct.pack("<I", 0),
        "other background": struct.pack("<HHdH", rows, columns, 0.5, length) + data[14:],
        "rubbish": bytes(range(256)) * 20,
    }[kind]


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("empty", "no header"),
        ("header cut off", "no header"),
        ("name cut off", "end before the number of values"),
        ("half", "truncated"),
        ("one byte short", "truncated"),
        ("count", "expected five each"),
        ("huge", "expected five each"),
        ("huge and consistent", "truncated"),
        ("no points", "expected five each"),
        ("other background", "not the background's"),
        ("rubbish", "\\.bnt"),
    ],
)
def test_damaged_range_images_are_named(tmp_path, kind, message):
    path = tmp_path / "a.bnt"
    write_bnt(path, range_image())
    path.write_bytes(damage(path.read_bytes(), kind))
    with pytest.raises(DamagedFileError, match=message):
        read_bnt(path)


def test_background_alone_and_nan_are_damage(tmp_path):
    image = range_image()
    nothing = np.full_like(image.points, np.nan)
    write_bnt(tmp_path / "a.bnt", RangeImage(nothing, image.image_points, ""))
    with pytest.raises(DamagedFileError, match="every point is background"):
        read_bnt(tmp_path / "a.bnt")
    points = image.points.copy()
    points[0, 0, 0] = np.nan
    write_bnt(tmp_path / "a.bnt", RangeImage(points, image.image_points, ""))
    with pytest.raises(DamagedFileError, match="not finite"):
        read_bnt(tmp_path / "a.bnt")


def test_landmarks_read_back_and_damage_is_named(tmp_path):
    path = tmp_path / "a.lm3"
    write_lm3(path, LANDMARKS)
    again = read_lm3(path)
    assert list(again) == list(LANDMARKS)
    np.testing.assert_allclose(np.stack(list(again.values())), SEVEN)
    text = path.read_text()
    path.write_bytes(text.replace("\n", "\r\n").encode())
    assert read_lm3(path).keys() == LANDMARKS.keys()
    flat = tmp_path / "a.lm2"
    write_lm2(flat, {label: point[:2] for label, point in LANDMARKS.items()})
    np.testing.assert_allclose(read_lm2(flat)["Nose tip"], [0, -6])
    for wrong in (
        text.replace("7 landmarks", "22 landmarks"),
        text.replace("7 landmarks", "many"),
        text.replace("0.0000 -6.0000", "-6.0000"),
        text.replace("-6.0000", "nan"),
        text.replace("-6.0000", "x"),
        "",
    ):
        path.write_text(wrong)
        with pytest.raises(DamagedFileError):
            read_lm3(path)
    flat.write_text("\n".join(flat.read_text().splitlines()[:-1]))
    with pytest.raises(DamagedFileError, match="6 pairs"):
        read_lm2(flat)


def test_left_and_right_are_the_subjects_whoever_named_them(tmp_path):
    path = tmp_path / "a.lm3"
    np.testing.assert_array_equal(seven_points(path, LANDMARKS), SEVEN)
    sides = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    viewers = {
        " ".join(sides.get(word, word) for word in label.split()): point
        for label, point in LANDMARKS.items()
    }
    assert viewers.keys() == LANDMARKS.keys()
    np.testing.assert_array_equal(seven_points(path, viewers), SEVEN)
    turn = np.array([[0, 0, 1], [0, 1, 0], [-1, 0, 0]], float)  # a profile: x says nothing
    turned = {label: turn @ point for label, point in viewers.items()}
    np.testing.assert_allclose(seven_points(path, turned), SEVEN @ turn.T)
    with pytest.raises(DamagedFileError, match="no 'Nose tip' among its 6"):
        seven_points(path, {k: v for k, v in LANDMARKS.items() if k != "Nose tip"})
    swapped = {**LANDMARKS, "Left mouth corner": SEVEN[5], "Right mouth corner": SEVEN[6]}
    with pytest.raises(DamagedFileError, match="opposite sides"):
        seven_points(path, swapped)


def test_names_and_missing_data(root, tmp_path):
    assert split_name("bs003_YR_R10_2") == ("bs003", "YR_R10", 2)
    assert split_name("bs003_LFAU_12LW_0") == ("bs003", "LFAU_12LW", 0)
    assert split_name("readme") is None
    data = Bosphorus(root)
    assert data.subjects() == ["bs000", "bs001"]
    write_scan(root / "bs001", "bs001_N_N_1")
    (root / "bs001" / "bs001_N_N_0.bnt").unlink()
    assert data.first("bs001", "N_N") == "bs001_N_N_1"
    assert data.first("bs001", "E_HAPPY") is None
    np.testing.assert_array_equal(data.seven_points("bs000_N_N_0"), SEVEN)
    with pytest.raises(DatasetNotFoundError, match=r"bs001_N_N_0\.bnt"):
        data.scan("bs001_N_N_0")
    with pytest.raises(DatasetNotFoundError, match="make synth DATASET=bosphorus"):
        Bosphorus(tmp_path / "elsewhere")
    part = root.parent / "parts"
    part.mkdir()
    root.rename(part / "BosphorusDB_p1")
    assert Bosphorus(part).names("bs000")[0] == "bs000_N_N_0"


def errors(root) -> str:
    return "\n".join(f.what + " | " + f.fix for f in examine(root) if f.level != "ok")


def test_the_doctor_is_content_with_a_good_copy(root):
    assert errors(root) == ""
    (root / "SYNTHETIC.json").unlink()
    assert "2 subjects, 12 range images; the release has 105 and 4666" in errors(root)


def test_the_doctor_finds_what_was_planted(root, tmp_path):
    one, two = root / "bs000", root / "bs001"
    path = one / "bs000_YR_R10_0.bnt"
    path.write_bytes(path.read_bytes()[:1000])
    (one / "bs000_YR_R20_0.png").write_bytes(b"no picture")
    (one / "bs000_YR_R30_0.lm2").unlink()
    write_lm3(one / "bs000_YR_R45_0.lm3", {"Nose tip": SEVEN[4]})
    write_bnt(one / "bs000_YR_L45_0.bnt", range_image("bs077_N_N_0"))
    write_lm3(one / "bs000_N_N_0.lm3", {k: v / 1000 for k, v in LANDMARKS.items()})
    small = range_image("bs001_N_N_0")
    write_bnt(
        two / "bs001_N_N_0.bnt", RangeImage(small.points / 10, small.image_points, small.image_name)
    )
    for file in two.glob("*YR_R45*"):
        file.unlink()
    (two / "bs001_copy.bnt").write_bytes(b"")
    upside_down = {label: p[:2] * 2 + 100 for label, p in LANDMARKS.items()}
    write_lm2(two / "bs001_YR_L45_0.lm2", upside_down)
    Image.new("L", (8, 6)).save(two / "bs001_YR_R10_0_parsing.png")
    found = errors(root)
    for expected in (
        "bs000_YR_R10_0.bnt: 1000 bytes, expected",
        "bs000_YR_R20_0.png: not a readable image",
        "bs000_YR_R30_0.lm2 does not exist",
        "bs000_YR_R45_0: its .lm2 and .lm3 do not have the same landmarks",
        "bs000_YR_L45_0: its header names the photograph 'bs077_N_N_0.png'",
        "bs000_N_N_0: outer eye corners are 0.09 mm apart",
        "bs001_N_N_0: the face is 16 mm high",
        "YR_R45: no range image of bs001",
        "names unlike the release's: bs001_copy",
        "bs001_YR_L45_0.lm2: landmarks [[",
        "from behind or mirrored; expected one from the front, upright",
        "face-parsing labels beside 1 of 11 photographs | make predict needs them of all",
    ):
        assert expected in found
    write_scan(one, "bs000_N_N_0")
    write_lm3(one / "bs000_N_N_0.lm3", {k: v * 1.7 for k, v in LANDMARKS.items()})
    assert "bs000_N_N_0: outer eye corners are 153 mm" in errors(root)
    write_lm3(one / "bs000_N_N_0.lm3", {k: v * 1.2 for k, v in LANDMARKS.items()})
    assert "bs000_N_N_0: a landmark is" in errors(root)
    (finding,) = examine(tmp_path / "nothing")
    assert finding.level == "error"
