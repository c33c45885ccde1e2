from __future__ import annotations

import numpy as np
import pytest
import scipy.io

from face_datasets.aflw2000 import (
    FIELDS,
    Aflw2000,
    examine,
    pose_parameters,
    write_aflw2000_sample,
    yaw_bin,
)
from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.origin import write_synthetic_marker

ID = "image00002"


def face68(turn=0.0):
    """Points in iBUG order that look like a face to the doctor: eyes level, nose in front."""
    rng = np.random.default_rng(0)
    points = rng.uniform(100, 300, (68, 3))
    points[36], points[45] = [150.0, 200.0, 10.0], [290.0, 200.0, 10.0]
    points[30] = [220.0 + turn, 240.0, 80.0]
    return points


def write(root, sample_id=ID, landmarks=None, yaw=0.2, scale=1.5e-3):
    root.mkdir(exist_ok=True)
    image = np.full((450, 450, 3), int(sample_id[-2:]), np.uint8)
    pose = np.array([[0.1, yaw, -0.05, 200.0, 220.0, 0.0, scale]])
    write_aflw2000_sample(root, sample_id, image, landmarks or face68(), pose)
    write_synthetic_marker(root, dataset="aflw2000")
    return root


def rewrite(root, **changes):
    path = root / f"{ID}.mat"
    fields = {k: v for k, v in scipy.io.loadmat(path).items() if k in FIELDS}
    fields |= changes
    scipy.io.savemat(path, {k: v for k, v in fields.items() if v is not None})


def test_units_and_conventions_are_ours(tmp_path):
    """MATLAB's pixel (1, 1) is our (0.5, 0.5); micrometres; its yaw turns to the image's left."""
    data = Aflw2000(write(tmp_path / "AFLW2000").parent)
    raw = scipy.io.loadmat(data.annotation_path(ID))
    annotation = data.annotation(ID)
    np.testing.assert_allclose(raw["pt3d_68"][:2].T - 0.5, annotation.landmarks[:, :2], atol=1e-5)
    np.testing.assert_allclose(annotation.landmarks, face68(), atol=1e-4)
    assert annotation.mm_per_pixel == pytest.approx(2 / 3)
    assert annotation.yaw == pytest.approx(-np.degrees(0.2))
    assert data.ids() == [ID]
    assert data.origin == "synthetic"
    assert data.image(ID)[0, 0].tolist() == [2, 2, 2]
    np.testing.assert_allclose(data.landmarks5(ID)[2], face68()[30, :2], atol=1e-4)
    assert {name: raw[name].shape for name in FIELDS} == FIELDS


def test_pose_parameters_project_like_the_released_code():
    """cleardusk/3DDFA: s R X + t with R = Rx Ry Rz, then v = height + 1 - y, all 1-based."""
    pitch, yaw, roll = 0.3, -0.9, 0.2
    (cx, cy, cz), (sx, sy, sz) = np.cos([pitch, yaw, roll]), np.sin([pitch, yaw, roll])
    turned = (
        np.array([[1, 0, 0], [0, cx, sx], [0, -sx, cx]])
        @ np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
        @ np.array([[cz, sz, 0], [-sz, cz, 0], [0, 0, 1]])
    )
    rotation = np.diag([1.0, -1.0, -1.0]) @ turned
    point, origin = np.array([30.0, -20.0, 50.0]), np.array([210.0, 230.0, 4.0])
    pose = pose_parameters(rotation, 0.7, origin)[0]
    np.testing.assert_allclose(pose[:3], [pitch, yaw, roll], atol=1e-12)
    released = pose[6] * turned @ (1000 * point) + pose[3:6]
    in_matlab = np.array([released[0], 450 + 1 - released[1]])
    ours = origin[:2] + (rotation @ point)[:2] / 0.7
    np.testing.assert_allclose(in_matlab - 0.5, ours, atol=1e-9)
    # The face looks along the model's z: positive yaw turns it to the image's left.
    assert np.sign((rotation @ [0, 0, 1])[0]) == -np.sign(yaw)


def test_bins_are_those_of_3ddfa():
    assert [yaw_bin(angle) for angle in (0.0, -30.0, 30.1, -60.0, 61.0, 95.0)] == [
        *("0-30", "0-30", "30-60", "30-60", "60-90", "60-90")
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"pt3d_68": None}, "pt3d_68 is missing"),
        (
            {"pt3d_68": np.zeros((2, 68))},
            r"has shape \(2, 68\), expected numbers of shape \(3, 68\)",
        ),
        ({"pt3d_68": np.full((3, 68), np.nan)}, "pt3d_68 is not finite"),
        ({"pt3d_68": np.array([["rubbish"]], object)}, "pt3d_68 is missing"),
        ({"Pose_Para": np.zeros((1, 7))}, "scale is 0.0"),
        ({"Pose_Para": np.full((1, 7), -1.0)}, "scale is -1.0"),
    ],
)
def test_damaged_annotations_are_named(tmp_path, changes, problem):
    data = Aflw2000(write(tmp_path))
    rewrite(tmp_path, **changes)
    with pytest.raises(DamagedFileError, match=problem):
        data.annotation(ID)


def test_missing_and_incomplete_data_say_what_to_do(tmp_path):
    with pytest.raises(DatasetNotFoundError, match="make synth DATASET=aflw2000"):
        Aflw2000(tmp_path / "nowhere")
    root = write(tmp_path)
    (root / "SYNTHETIC.json").unlink()
    with pytest.raises(DatasetNotFoundError, match=r"2000 pairs .*, not 1"):
        Aflw2000(root)
    (root / f"{ID}.jpg").unlink()
    with pytest.raises(DatasetNotFoundError, match=f"{ID}.jpg does not exist"):
        Aflw2000(root)


def findings(root, level):
    return [finding.what for finding in examine(root) if finding.level == level]


def test_the_doctor_finds_planted_problems(tmp_path):
    root = write(tmp_path)
    write(root, "image00004")
    assert not findings(root, "error")
    assert any("0.667 mm per pixel" in what for what in findings(root, "ok"))
    write(root, "image00006", scale=1.5)  # per millimetre
    write(root, "image00008", scale=1.5)
    write(root, "image00010", scale=1.5)
    (root / "image00012.jpg").touch()
    rewrite(root, pt3d_68=(face68() * [-1, 1, -1]).T, Tex_Para=None)
    (root / "image00004.jpg").write_bytes(b"no picture")
    errors = findings(root, "error")
    for expected in ("1 ids lack", "Tex_Para is missing", "not a readable image", "0.000667 mm"):
        assert any(expected in what for what in errors), (expected, errors)
    rewrite(root, pt3d_68=(face68() * [-1, 1, -1]).T, Tex_Para=np.zeros((199, 1)))
    errors = findings(root, "error")
    assert any("left eye left of" in what for what in errors)
    assert any("nose behind the eyes" in what for what in errors)
    (root / "SYNTHETIC.json").unlink()
    assert any("5 pairs" in what for what in findings(root, "error"))
    assert findings(root / "nowhere", "error")
