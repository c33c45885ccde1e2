from __future__ import annotations

import json
import shutil

import h5py
import numpy as np
import pytest

from morphable_models.bfm17_files import read_albedo, read_shape
from morphable_models.bfm17_landmarks import find_landmarks, named_landmarks, read_landmark_file
from morphable_models.bfm17_mouth import boundary_loops, mouth_patch

NAMED = {"center.nose.tip": [0.0, 0.0, 9.0], "right.eye.corner_outer": [-4.0, 3.0, 0.2]}


def grid(n=9):
    """Return a sheet of n by n vertices in the plane z = 0, 1 mm apart, and its triangles."""
    y, x = np.divmod(np.arange(n * n), n)
    points = np.stack([x - n // 2, y - n // 2, 0 * x], axis=1).astype(float)
    a = np.array([r * n + c for r in range(n - 1) for c in range(n - 1)])
    faces = np.concatenate([np.stack([a, a + 1, a + n], 1), np.stack([a + 1, a + n + 1, a + n], 1)])
    return points, faces


POINTS, FACES = grid()
TIP = 40
POINTS[TIP, 2] = 9.0
N = len(POINTS)


def write_component(file, group, rng, *, minor=9, k=4, mean=None):
    columns = np.linalg.qr(rng.normal(size=(3 * N, k)))[0]
    variance = np.array([9.0, 4.0, 2.0, 1.0])[:k]
    file[f"{group}/model/mean"] = np.zeros(3 * N) if mean is None else mean
    file[f"{group}/model/pcaBasis"] = columns * (np.sqrt(variance) if minor == 8 else 1)
    file[f"{group}/model/pcaVariance"] = variance
    file[f"{group}/version/majorVersion"] = 0
    file[f"{group}/version/minorVersion"] = minor
    file[f"{group}/representer/points"] = POINTS.T
    file[f"{group}/representer/cells"] = FACES.T


@pytest.fixture
def write(tmp_path):
    def write(name="shape.h5", **options):
        rng = np.random.default_rng(3)
        with h5py.File(tmp_path / name, "w") as file:
            if name == "shape.h5":
                write_component(file, "shape", rng, mean=POINTS.ravel(), **options)
                write_component(file, "expression", rng, **options)
                file["metadata/landmarks/json"] = json.dumps(
                    [{"id": key, "coordinates": value} for key, value in NAMED.items()]
                )
            else:
                write_component(file, "diffuseAlbedo", rng, **options)
                write_component(file, "specularAlbedo", rng, **options)
        return tmp_path / name

    return write


def replaced(path, name, values):
    with h5py.File(path, "r+") as file:
        del file[name]
        if values is not None:
            file[name] = values
    return path


def test_a_basis_of_version_0_8_is_scaled_already(write):
    """The two versions of one model are the same model."""
    new = read_shape(write(minor=9)).shape.modes
    np.testing.assert_allclose(np.linalg.norm(new, axis=1), [3, 2, np.sqrt(2), 1], rtol=1e-5)
    np.testing.assert_allclose(read_shape(write(minor=8)).shape.modes, new, rtol=1e-5)


def test_a_version_that_the_basis_belies_is_refused(write):
    path = write(minor=8)
    replaced(path, "shape/version/minorVersion", 9)
    with pytest.raises(ValueError, match=r"lengths of 1 to 3, which does not fit version 0\.9"):
        read_shape(path)
    path = write(minor=9)
    replaced(path, "shape/version/minorVersion", 8)
    with pytest.raises(ValueError, match=r"does not fit version 0\.8"):
        read_shape(path)
    replaced(path, "shape/version/majorVersion", 3)
    with pytest.raises(ValueError, match=r"shape/version is 3\.8, expected 0\.8 or 0\.9"):
        read_shape(path)


def test_the_mean_is_interleaved_the_points_blocked_and_the_cells_transposed(write):
    path = write()
    model = read_shape(path)
    np.testing.assert_array_equal(model.shape.mean, POINTS)
    np.testing.assert_array_equal(model.reference, POINTS)
    np.testing.assert_array_equal(model.faces, FACES)
    with pytest.raises(ValueError, match="all x, then all y, then all z; expected x y z"):
        read_shape(replaced(path, "shape/model/mean", POINTS.T.ravel()))


@pytest.mark.parametrize(
    "stored",
    [
        lambda text: text,
        lambda text: np.bytes_(text.encode()),
        lambda text: np.frombuffer(text.encode() + b"\0", dtype=np.uint8),
        lambda text: np.array([text.encode()]),
        lambda text: np.array([text], dtype=h5py.string_dtype()),
    ],
    ids=["string", "bytes", "numbers", "array of bytes", "array of strings"],
)
def test_landmarks_are_read_however_their_text_is_stored(write, stored):
    text = json.dumps([{"id": key, "coordinates": value} for key, value in NAMED.items()])
    model = read_shape(replaced(write(), "metadata/landmarks/json", stored(text)))
    assert {key: value.tolist() for key, value in model.landmarks.items()} == NAMED


@pytest.mark.parametrize(
    ("name", "values", "match"),
    [
        ("shape/model/mean", np.zeros(7), "mean of 7 numbers.*expected 243 rows"),
        ("shape/model/pcaBasis", None, "has no numbers 'shape/model/pcaBasis'"),
        ("shape/model/pcaBasis", "text", "has no numbers 'shape/model/pcaBasis'"),
        ("expression/model/pcaVariance", -np.ones(4), "empty or negative"),
        ("expression/model/mean", np.full(243, np.nan), "expression/model/mean is not finite"),
        ("shape/representer/points", POINTS, r"points has shape \(81, 3\), expected 3 rows"),
        ("shape/representer/cells", FACES, r"cells has shape \(128, 3\), expected 3 rows"),
        ("shape/representer/cells", FACES.T + 1, "ids from 1 to 81, but there are 81 vertices"),
        ("metadata/landmarks/json", "{}]", "is no list of landmarks"),
        ("metadata/landmarks/json", '[{"id": "a"}]', "is no list of landmarks"),
    ],
)
def test_what_does_not_fit_is_refused(write, name, values, match):
    with pytest.raises(ValueError, match=match):
        read_shape(replaced(write(), name, values))


def test_another_file_is_refused(tmp_path):
    (tmp_path / "model.h5").write_text("<html>not found</html>")
    with pytest.raises(ValueError, match=r"model\.h5 is not a readable HDF5 file"):
        read_shape(tmp_path / "model.h5")


def test_albedo_must_be_of_the_same_mesh(write):
    path = write("albedo.h5")
    diffuse, specular = read_albedo(path, FACES, N)
    assert not np.allclose(diffuse.modes, specular.modes)
    with pytest.raises(
        ValueError, match=r"albedo\.h5 is for the unknown cut \(81 vertices\).*2019"
    ):
        read_albedo(path, FACES, 27657)  # the count says which file was handed out
    with pytest.raises(ValueError, match="triangles of diffuseAlbedo are not those"):
        read_albedo(path, FACES[:, [1, 2, 0]], N)
    replaced(path, "specularAlbedo/model/pcaBasis", np.eye(3 * N)[:, :2])
    replaced(path, "specularAlbedo/model/pcaVariance", np.ones(2))
    with pytest.raises(ValueError, match="4 modes of diffuse and 2 of specular"):
        read_albedo(path, FACES, N)


def test_landmarks_that_the_file_names_go_to_the_nearest_vertex(write):
    path = write()
    model = read_shape(path)
    assert not model.is_synthetic
    assert named_landmarks(path, model) == {30: TIP, 36: 63}
    model.landmarks["center.lips.upper.inner"] = np.array([0.1, -2.1, 0.0])
    model.landmarks["center.lips.lower.inner"] = np.array([0.1, -2.2, 0.0])
    assert set(named_landmarks(path, model)) == {30, 36}  # closed lips: one vertex for both
    model.landmarks["center.chin.tip"] = np.array([0.0, -80.0, 0.0])
    with pytest.raises(ValueError, match=r"center\.chin\.tip lies 76 mm from the mesh"):
        named_landmarks(path, model)


def test_missing_landmarks_are_listed_with_what_to_supply(write):
    path = write()
    model = read_shape(path)
    with pytest.raises(FileNotFoundError, match="names 2 of the 68, not 0-29, 31-35, 37-67; write"):
        find_landmarks(path, model)
    (path.parent / "landmarks68.txt").write_text("\n".join(f"{k} {k}" for k in range(60)))
    with pytest.raises(
        FileNotFoundError, match=r"landmarks68\.txt and shape\.h5 name 60 .* 60-67;"
    ):
        find_landmarks(path, model)


def test_landmark_files(tmp_path):
    path = tmp_path / "landmarks68.txt"
    ids = [(7 * k) % 81 for k in range(68)]
    path.write_text("\n".join(map(str, ids)))
    assert read_landmark_file(path, N) == dict(enumerate(ids))
    path.write_text("# ours\n" + " ".join(map(str, ids)))
    assert read_landmark_file(path, N) == dict(enumerate(ids))
    path.write_text("30 40  # nose\n36 63\n")
    assert read_landmark_file(path, N) == {30: 40, 36: 63}
    for text, match in (
        ("1\n2\n3", "holds 3 numbers; expected 68"),
        ("a b", "no list of whole numbers"),
        ("68 1", "names landmark 68; expected 0 to 67"),
        ("30 99", "landmark 30 is vertex 99, but there are 81; .* another cut"),
    ):
        path.write_text(text)
        with pytest.raises(ValueError, match=match):
            read_landmark_file(path, N)


def test_ids_of_another_cut_or_order_are_refused(bfm17_folder, tmp_path):
    copy = shutil.copytree(bfm17_folder, tmp_path / "copy")
    path = copy / "model2017-1_face12_nomouth.h5"
    model = read_shape(path)
    ids = find_landmarks(path, model)
    (copy / "landmarks68.txt").rename(copy / f"Landmarks68_{path.stem}.anl")
    np.testing.assert_array_equal(find_landmarks(path, model), ids)
    for wrong, match in (
        (np.roll(ids, 1), "is not the foremost"),
        (np.concatenate([ids[16::-1], ids[17:]]), "right side is not at lower x"),
    ):
        (copy / "landmarks68.txt").write_text(" ".join(map(str, wrong)))
        with pytest.raises(ValueError, match=rf"{match}.*not in iBUG order"):
            find_landmarks(path, model)


def slit():
    """Return the sheet without the squares about its middle row, and inner lips at the hole."""
    points, faces = grid()
    middle = points[faces].mean(axis=1)
    hole = (np.abs(middle[:, 1]) < 1) & (np.abs(middle[:, 0]) < 3)
    x = [-3, -1, 0, 1, 3, 1, 0, -1]
    y = [0, 1, 1, 1, 0, -1, -1, -1]
    landmarks = np.zeros((68, 3))
    landmarks[60:] = np.stack([x, y, np.zeros(8)], axis=1)
    return points, faces[~hole], landmarks


def test_the_loop_nearest_the_lips_is_closed():
    points, faces, landmarks = slit()
    assert sorted(len(loop) for loop in boundary_loops(faces)) == [16, 32]
    patch = mouth_patch(points, faces, landmarks)
    corners = points[patch.faces]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert normals[:, 2].sum() / 2 == pytest.approx(12)  # 6 by 2 mm
    assert (normals[:, 2] >= 0).all()
    np.testing.assert_array_equal(points[patch.loop[[0, 8]]], landmarks[[60, 64]])
    assert points[patch.loop[4], 1] == 1  # the upper lip first


def test_a_mouth_that_cannot_be_closed_is_refused():
    points, faces, landmarks = slit()
    with pytest.raises(ValueError, match=r"lies \d\d mm from the landmarks 60 to 67"):
        mouth_patch(points * 10, faces, landmarks * 10 + [0, 25, 0])
    together = landmarks.copy()
    together[64] = together[60]
    with pytest.raises(ValueError, match="60 and 64 do not part"):
        mouth_patch(points, faces, together)
    tetrahedron = np.array([[0, 2, 1], [0, 1, 3], [1, 2, 3], [2, 0, 3]])
    with pytest.raises(ValueError, match="no open edge"):
        mouth_patch(points, tetrahedron, landmarks)
