from __future__ import annotations

import shutil
import sys

import numpy as np
import pytest
import scipy.io
import torch

from geometry.matlab_files import MatlabFileError
from geometry.meshes import vertex_normals
from morphable_models import FACE_PARSING_REGIONS, __main__, build_face_model
from morphable_models.bfm09 import PIXEL_FACE_101, RELEASED_VERTICES
from morphable_models.bfm09_conversion import convert_bfm09
from morphable_models.bfm09_files import FRONT_MODEL, read_front_model, write_front_model
from morphable_models.bfm09_stand_in import write_bfm09_sources
from morphable_models.procedural_head import ProceduralHead


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bfm09") / "sources"
    write_bfm09_sources(folder)
    return folder


@pytest.fixture(scope="module")
def converted(sources):
    return convert_bfm09(sources, sources.parent / "converted")


@pytest.fixture(scope="module")
def model(converted):
    return build_face_model("bfm09", converted.parent)


@pytest.fixture(scope="module")
def front(sources):
    return scipy.io.loadmat(sources / "BFM_front_idx.mat")["idx"].astype(int).ravel() - 1


@pytest.fixture
def copy(sources, tmp_path):
    return shutil.copytree(sources, tmp_path / "copy")


def label(name):
    return FACE_PARSING_REGIONS.index(name)


def test_vertices_and_texture_equal_the_formula_on_the_original_files(sources, model, front):
    """mu + PC (sigma * coefficients), row by row of the files, without the converter's indexing."""
    basel = scipy.io.loadmat(sources / "01_MorphableModel.mat")
    trim = scipy.io.loadmat(sources / "BFM_exp_idx.mat")["trimIndex"].astype(int).ravel() - 1
    raw = np.fromfile(sources / "Exp_Pca.bin", "<f4", offset=4)
    n_modes, n_trimmed = int(np.fromfile(sources / "Exp_Pca.bin", "<i4", 1)[0]), len(trim)
    assert (n_modes, basel["shapePC"].shape[1]) == (66, 82)  # more than the 64 and 80 that are kept
    deviations = np.loadtxt(sources / "std_exp.txt")
    rng = np.random.default_rng(1)
    identity, expression, texture = rng.normal(size=80), rng.normal(size=64), rng.normal(size=80)

    shape = basel["shapeMU"][:, 0].astype(float)
    colors = basel["texMU"][:, 0].astype(float)
    for k in range(80):
        shape += basel["shapePC"][:, k] * float(basel["shapeEV"][k, 0]) * identity[k]
        colors += basel["texPC"][:, k] * float(basel["texEV"][k, 0]) * texture[k]
    moved = np.zeros(3 * n_trimmed)
    for k in range(64):
        row = raw[3 * n_trimmed * (k + 1) : 3 * n_trimmed * (k + 2)]
        moved += row.astype(float) * deviations[k] * expression[k]
    expected = shape.reshape(-1, 3)[trim] + moved.reshape(-1, 3)
    expected = expected[front] / 1000.0  # micrometres to millimetres
    centre = basel["shapeMU"].reshape(-1, 3)[trim][front].mean(axis=0) / 1000.0

    coefficients = [torch.from_numpy(c[None]).float() for c in (identity, expression, texture)]
    ours = model.vertices(coefficients[0], coefficients[1])[0].numpy()
    np.testing.assert_allclose(ours, expected - centre, atol=2e-3)
    albedo = model.diffuse_albedo(coefficients[2])[0].numpy()
    np.testing.assert_allclose(albedo, colors.reshape(-1, 3)[trim][front] / 255, atol=1e-5)
    assert not model.specular_albedo(coefficients[2]).any()


def test_it_is_the_head_that_the_files_were_made_from(model, front):
    """Millimetres, axes and the order of vertices, modes, landmarks and triangles."""
    head = ProceduralHead()
    mean = head.mean[front]
    torch.testing.assert_close(model.mean_shape, mean - mean.mean(dim=0), atol=1e-3, rtol=0)
    assert model.mean_shape.mean(dim=0).abs().max() < 1e-3
    modes = model.identity_modes.view(80, -1, 3)
    theirs = head.identity_basis.view(head.n_identity, -1, 3)[:, front]
    torch.testing.assert_close(modes[: head.n_identity], theirs, atol=1e-3, rtol=0)
    torch.testing.assert_close(
        model.mean[model.landmark_indices] - model.mean[model.landmark_indices[8]],
        head.mean[head.landmark_indices] - head.mean[head.landmark_indices[8]],
        atol=1e-3,
        rtol=0,
    )
    assert (model.n_identity, model.n_expression, model.n_albedo) == (80, 64, 80)
    assert len(model.expression_names) == 64
    triangles = {tuple(t) for t in head.faces.tolist()}
    assert {tuple(front[t]) for t in model.faces.numpy()} <= triangles
    assert torch.equal(model.skin_mask, head.regions[front] == label("skin"))
    assert model.name == "bfm09-stand-in"


def test_the_subjects_sides_regions_and_texture_coordinates(model):
    mean = model.mean_shape
    landmarks = mean[model.landmark_indices]
    assert landmarks[36, 0] < 0 < landmarks[45, 0]
    assert landmarks[27, 1] > landmarks[8, 1]
    assert landmarks[30, 2] > landmarks[36, 2]
    for name, sign in (("left", 1), ("right", -1)):
        for part in ("brow", "eye"):
            inside = mean[model.regions == label(f"{name}_{part}")]
            assert len(inside) > 10
            assert (inside[:, 0] * sign > 0).all()
    ids = model.regions[model.landmark_indices]
    assert (ids[[28, 29, 30]] == label("nose")).all()
    assert (ids[:17] == label("skin")).all()
    upper, lower = (mean[model.regions == label(f"{n}_lip"), 1] for n in ("upper", "lower"))
    assert landmarks[8, 1] < lower.mean() < upper.mean() < landmarks[33, 1]
    assert model.face_crop.all()
    normals = vertex_normals(mean[None], model.faces)[0]
    assert normals[model.landmark_indices[30], 2] > 0.5  # the tip of the nose looks forward
    assert model.uv.min() >= 0
    assert model.uv.max() <= 1
    u, v = model.uv[model.landmark_indices].T
    assert u[36] < u[39] < u[27] < u[42] < u[45]
    assert v[8] < v[33] < v[27]


def test_the_file_survives_reading_and_writing(converted, tmp_path):
    first = read_front_model(converted)
    write_front_model(tmp_path / FRONT_MODEL, first)
    second = read_front_model(tmp_path / FRONT_MODEL)
    for name, values in vars(first).items():
        if name != "others":
            np.testing.assert_array_equal(values, getattr(second, name), err_msg=name)
    assert set(second.others) == {"point_buf", "frontmask2_idx", "tri_mask2"}
    n_faces = len(second.faces)
    corners = second.others["point_buf"].astype(int) - 1
    vertex = int(second.landmark_indices[30])
    around = corners[vertex][corners[vertex] < n_faces]
    assert len(around) > 3
    assert (second.faces[around] == vertex).any(axis=1).all()


def test_released_layout_names_and_shapes(converted):
    content = scipy.io.loadmat(converted)
    n = content["meanshape"].shape[1]
    shapes = {name: content[name].shape for name in ("meantex", "idBase", "exBase", "texBase")}
    assert shapes == {"meantex": (1, n), "idBase": (n, 80), "exBase": (n, 64), "texBase": (n, 80)}
    assert content["keypoints"].shape == (1, 68)
    assert content["skinmask"].shape == (1, n // 3)
    assert content["tri"].min() == 1
    assert content["tri"].max() == n // 3
    assert 1.5 < np.ptp(content["meanshape"].reshape(-1, 3)[:, 1]) < 2.5  # decimetres


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("01_MorphableModel.mat", "Basel Face Model 2009"),
        ("Exp_Pca.bin", "Juyong/3DFace"),
        ("std_exp.txt", "sicxu/Deep3DFaceRecon_pytorch"),
        ("BFM_front_idx.mat", "sicxu/Deep3DFaceRecon_pytorch"),
    ],
)
def test_a_missing_source_is_named_with_where_it_comes_from(copy, tmp_path, name, source):
    (copy / name).unlink()
    with pytest.raises(
        FileNotFoundError, match=rf"{name} does not exist; it is part of .*{source}"
    ):
        convert_bfm09(copy, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def change(path, **changes):
    content = {k: v for k, v in scipy.io.loadmat(path).items() if not k.startswith("__")}
    content.update(changes)
    scipy.io.savemat(path, {k: v for k, v in content.items() if v is not None})


def test_sources_that_do_not_belong_together_are_refused(copy, tmp_path):
    def refused(match, error=ValueError):
        with pytest.raises(error, match=match):
            convert_bfm09(copy, tmp_path / "out")
        assert not list(tmp_path.glob("out/*"))

    expressions = (copy / "Exp_Pca.bin").read_bytes()
    (copy / "Exp_Pca.bin").write_bytes(expressions[:-4])
    refused(r"Exp_Pca\.bin has \d+ bytes, expected \d+ for the 66 modes")
    (copy / "Exp_Pca.bin").write_bytes(expressions)
    (copy / "std_exp.txt").write_text("1 2 3")
    refused(r"std_exp\.txt has 3 numbers, but Exp_Pca\.bin 66 modes")
    (copy / "std_exp.txt").write_text("1 two 3")
    refused("not a list of numbers")
    change(copy / "01_MorphableModel.mat", shapeEV=np.ones((5, 1)))
    refused(r"shapePC of shape .* fits neither")
    change(copy / "01_MorphableModel.mat", shapePC=None)
    refused("has no matrix 'shapePC'")
    change(copy / "BFM_front_idx.mat", idx=np.array([[1.0], [1e6]]))
    refused(r"idx goes up to 1000000, but there are \d+ vertices")
    change(copy / "BFM_front_idx.mat", idx=np.array([[0.0], [1.0]]))
    refused("count from 1")
    (copy / "01_MorphableModel.mat").write_bytes(bytes(512) + b"\x89HDF\r\n")
    refused("save it with '-v7'", MatlabFileError)


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"idBase": np.zeros((30, 80))}, "idBase of shape .* does not fit meanshape"),
        ({"exBase": None}, "has no matrix 'exBase'"),
        ({"meantex": np.full((1, 12051), np.nan)}, "meantex of shape .* is not finite"),
        ({"tri": np.array([[1, 2, 99999]])}, "tri goes up to 99999"),
        ({"keypoints": np.ones((1, 5))}, "5 keypoints"),
        ({"skinmask": np.ones((1, 7))}, "skinmask has 7 entries"),
    ],
)
def test_a_front_model_that_does_not_fit_together_is_refused(converted, tmp_path, changes, match):
    shutil.copy(converted, tmp_path)
    change(tmp_path / FRONT_MODEL, **changes)
    with pytest.raises(ValueError, match=match):
        build_face_model("bfm09", tmp_path)


def test_the_101_landmarks_of_pixel_face():
    """DF-MVR's seven alignment points, and the vertex that stands in its list twice."""
    assert len(PIXEL_FACE_101) == 101
    assert (min(PIXEL_FACE_101), max(PIXEL_FACE_101)) == (2215, 35472)
    assert max(PIXEL_FACE_101) < RELEASED_VERTICES
    seven = [PIXEL_FACE_101[position] for position in (47, 50, 53, 56, 41, 79, 85)]
    assert seven == [2215, 5828, 10455, 14065, 8192, 5522, 10795]
    assert len(set(PIXEL_FACE_101)) == 100
    assert PIXEL_FACE_101[69] == PIXEL_FACE_101[99] == 4280


def test_missing_model_says_how_to_build_it(tmp_path):
    with pytest.raises(FileNotFoundError, match="FACE_MODEL=bfm09 ASSETS=folder"):
        build_face_model("bfm09")
    with pytest.raises(FileNotFoundError, match="make convert-bfm09 FROM=folder"):
        build_face_model("bfm09", tmp_path)


def test_command(sources, tmp_path, monkeypatch, capsys):
    command = ["likeness", "convert-bfm09", "--from", str(sources), "--out", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", command)
    __main__.main()
    assert f"FACE_MODEL=bfm09 ASSETS={tmp_path}" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == [FRONT_MODEL]
