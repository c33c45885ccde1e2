from __future__ import annotations

import shutil
import sys

import h5py
import numpy as np
import pytest
import torch

from geometry.meshes import vertex_normals
from morphable_models import FACE_PARSING_REGIONS, __main__, build_face_model
from morphable_models.bfm17 import ALBEDO_FILES, SHAPE_FILES, Bfm17
from morphable_models.procedural_head import ProceduralHead

SHAPE, ALBEDO = SHAPE_FILES[0], ALBEDO_FILES["face12"]


@pytest.fixture(scope="module")
def folder(bfm17_folder):
    return bfm17_folder


@pytest.fixture(scope="module")
def model(folder):
    return build_face_model("bfm17", folder)


@pytest.fixture
def copy(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "copy")


def label(name):
    return FACE_PARSING_REGIONS.index(name)


def change(path, changes):
    """Replace arrays of a file; None removes one."""
    with h5py.File(path, "r+") as file:
        for name, values in changes.items():
            if name in file:
                del file[name]
            if values is not None:
                file[name] = values


def area(loop):
    """Area that a loop encloses seen from the front, mm^2."""
    x, y = loop[:, 0], loop[:, 1]
    return float(abs((x * y.roll(-1) - x.roll(-1) * y).sum()) / 2)


def test_vertices_equal_the_formula_on_the_file(folder, model):
    """mean + U diag(sqrt(variance)) c, of identity and expression, number by number (Eq. 1)."""
    rng = np.random.default_rng(1)
    identity, expression = rng.normal(size=199), rng.normal(size=100)
    expected = 0.0
    with h5py.File(folder / SHAPE) as file:
        for group, c in (("shape", identity), ("expression", expression)):
            deviations = np.sqrt(file[f"{group}/model/pcaVariance"][()].astype(float))
            basis = file[f"{group}/model/pcaBasis"][()].astype(float)
            expected += file[f"{group}/model/mean"][()] + basis @ (deviations * c)
        cells = file["shape/representer/cells"][()]
    coefficients = [torch.from_numpy(c[None]).float() for c in (identity, expression)]
    ours = model.vertices(*coefficients)[0].numpy()
    for vertex in (0, 17, len(ours) - 1):  # x y z, x y z
        np.testing.assert_allclose(ours[vertex], expected[3 * vertex : 3 * vertex + 3], atol=1e-3)
    np.testing.assert_allclose(ours.ravel(), expected, atol=1e-3)
    assert model.faces[5].tolist() == cells[:, 5].tolist()
    assert (model.n_identity, model.n_expression, model.n_albedo) == (199, 100, 145)


def test_the_mean_expression_is_included_unless_told_otherwise(folder, model):
    none = torch.zeros(1, 100)
    with h5py.File(folder / SHAPE) as file:
        moved = torch.from_numpy(file["expression/model/mean"][()]).view(-1, 3)
        neutral = torch.from_numpy(file["shape/model/mean"][()]).view(-1, 3)
    assert moved.norm(dim=1).max() > 2
    person = torch.randn(1, 199)
    with_mean = model.vertices(person, none)
    torch.testing.assert_close(model.neutral_vertices(person) + moved, with_mean)
    torch.testing.assert_close(model.mean_shape, neutral + moved)
    without = Bfm17(folder, use_expression_mean=False)
    torch.testing.assert_close(without.vertices(person, none), model.neutral_vertices(person))
    assert torch.equal(without.regions, model.regions)  # both are drawn on the neutral face


@pytest.fixture(scope="module")
def reference(shared):
    return np.load(shared / "reference" / "specular_reference.npz")


def test_albedo_agrees_with_the_reference(folder, model, reference, tmp_path):
    """Its 96 vertices are put in place of the first ones; coupled coefficients, and T of Eq. 2."""
    copy = shutil.copytree(folder, tmp_path / "copy")
    n = 3 * len(model.regions)
    changes = {}
    for group, key in (("diffuseAlbedo", "d"), ("specularAlbedo", "s")):
        mean, basis = np.zeros(n), np.zeros((n, 145))
        mean[:288], basis[:288] = reference[f"alb_mu_{key}"], reference[f"alb_U_{key}"]
        changes[f"{group}/model/mean"], changes[f"{group}/model/pcaBasis"] = mean, basis
        changes[f"{group}/model/pcaVariance"] = reference[f"alb_var_{key}"]
    change(copy / ALBEDO, changes)
    of_reference = build_face_model("bfm17", copy)
    c = torch.from_numpy(reference["alb_c_t"]).float()

    def first(values):
        return values[:, :96].reshape(4, -1).numpy()

    tolerance = {"rtol": 2e-5, "atol": 1e-6}
    diffuse, specular = reference["alb_diffuse"], reference["alb_specular"]
    np.testing.assert_allclose(first(of_reference.linear_diffuse_albedo(c)), diffuse, **tolerance)
    np.testing.assert_allclose(first(of_reference.specular_albedo(c)), specular, **tolerance)
    shown = first(of_reference.diffuse_albedo(c))
    np.testing.assert_allclose(shown, np.maximum(diffuse, 1e-6) ** (1 / 2.2), rtol=2e-4)
    lit = diffuse + specular > 1e-3  # below, float32 and the slope of the power
    np.testing.assert_allclose(
        first(of_reference.combined_albedo(c))[lit], reference["alb_T"][lit], rtol=2e-5
    )


def test_gradients_are_finite_where_albedo_falls_below_zero(model):
    c = torch.full((1, 145), -30.0, requires_grad=True)
    assert (model.linear_diffuse_albedo(c) < 0).any()
    (model.diffuse_albedo(c).sum() + model.combined_albedo(c).sum()).backward()
    assert c.grad.isfinite().all()


def test_it_is_the_head_that_the_files_were_made_from(model):
    head = ProceduralHead()
    landmarks = head.mean[head.landmark_indices]
    ours = model.neutral_vertices(torch.zeros(1, 199))
    torch.testing.assert_close(model.landmarks(ours)[0], landmarks, atol=1e-3, rtol=0)
    shown = model.diffuse_albedo(torch.zeros(1, 145))[0][model.landmark_indices]
    torch.testing.assert_close(shown, head.diffuse_mean[head.landmark_indices], atol=1e-3, rtol=0)
    assert model.name == "bfm17-stand-in"
    assert model.edition == f"unknown cut ({len(model.regions)} vertices)"


def test_regions_face_and_texture_coordinates(model):
    mean, regions = model.neutral_mean, model.regions
    for name, sign in (("left", 1), ("right", -1)):
        for part in ("brow", "eye"):
            inside = mean[regions == label(f"{name}_{part}")]
            assert len(inside) > 10
            assert (inside[:, 0] * sign > 0).all()
    upper, lower = (mean[regions == label(f"{n}_lip"), 1] for n in ("upper", "lower"))
    ids = model.landmark_indices
    assert mean[ids[8], 1] < lower.mean() < upper.mean() < mean[ids[33], 1]
    assert (regions[ids[[28, 29, 30]]] == label("nose")).all()
    assert torch.equal((regions == label("mouth")).nonzero()[:, 0], model.mouth_loop.sort()[0])
    assert not model.face_crop[model.mouth_loop].any()
    assert model.face_crop[ids[17:48]].all()
    normals = vertex_normals(mean[None], model.faces)[0]
    assert normals[ids[30], 2] > 0.5
    assert 0 <= model.uv.min() < model.uv.max() <= 1
    u, v = model.uv[ids].T
    assert u[36] < u[39] < u[27] < u[42] < u[45]
    assert v[8] < v[33] < v[27]


def test_the_mouth_is_closed_when_neutral_and_opens_with_the_jaw(model):
    """Its patch covers the opening exactly, faces outwards and adds no vertex."""
    loop = model.mouth_loop
    strip = model.faces[model.mouth_faces]
    assert len(strip) == len(loop) - 2
    assert set(strip.ravel().tolist()) == set(loop.tolist())
    assert (loop[0], loop[len(loop) // 2]) == (
        model.landmark_indices[60],
        model.landmark_indices[64],
    )
    neutral = model.neutral_mean
    assert area(neutral[loop]) < 12  # the lips are 0.2 mm apart, the mouth is 50 mm wide
    head = ProceduralHead()
    jaw = torch.zeros(1, 100)
    jaw[0, head.expression_names.index("jaw_open")] = 1 / 0.3  # from deviations to the whole
    opened = neutral + (jaw @ model.expression_modes).view_as(neutral)
    assert area(opened[loop]) > 300
    a, b, c = (opened[strip[:, corner]] for corner in range(3))
    normals = torch.linalg.cross(b - a, c - a)  # twice the areas
    assert normals[:, 2].min() > -1e-4
    assert float(normals[:, 2].sum() / 2) == pytest.approx(area(opened[loop]), rel=1e-3)


def test_the_patch_meets_every_edge_of_the_lips_once(model):
    edges = torch.cat([model.faces[:, [0, 1]], model.faces[:, [1, 2]], model.faces[:, [2, 0]]])
    known = [tuple(edge) for edge in edges.tolist()]
    assert len(known) == len(set(known))  # wound alike
    loop = model.mouth_loop.tolist()
    for edge in zip(loop, loop[1:] + loop[:1], strict=True):
        assert edge in known
        assert edge[::-1] in known


def test_without_the_patch_the_mesh_is_the_files(folder, model):
    plain = Bfm17(folder, mouth_patch=False)
    assert torch.equal(plain.faces, model.faces[~model.mouth_faces])
    assert torch.equal(plain.mouth_loop, plain.landmark_indices[60:68])
    assert not plain.mouth_faces.any()


def test_other_models_have_the_inner_lips_as_loop_and_undo_the_encoding():
    head = ProceduralHead()
    assert torch.equal(head.mouth_loop, head.landmark_indices[60:68])
    c = torch.randn(2, head.n_albedo) * 0.2
    shown = head.diffuse_albedo(c)
    torch.testing.assert_close(head.linear_diffuse_albedo(c) ** (1 / 2.2), shown, atol=2e-3, rtol=0)


def test_the_files_own_colours(folder):
    model = Bfm17(folder, albedo="color", n_albedo=9)
    head = ProceduralHead()
    ids = model.landmark_indices
    shown = model.diffuse_albedo(torch.zeros(1, 9))[0]
    torch.testing.assert_close(shown[ids], head.diffuse_mean[head.landmark_indices])
    torch.testing.assert_close(model.linear_diffuse_albedo(torch.zeros(1, 9))[0], shown**2.2)
    assert not model.specular_albedo(torch.ones(1, 9)).any()


def test_missing_files_are_named_with_where_they_come_from(copy, tmp_path):
    with pytest.raises(FileNotFoundError, match="FACE_MODEL=bfm17 ASSETS=folder"):
        build_face_model("bfm17")
    with pytest.raises(FileNotFoundError, match=rf"{SHAPE} does not exist, nor .*faces\.dmi"):
        build_face_model("bfm17", tmp_path)
    with pytest.raises(ValueError, match="n_identity is 200; expected 1 to 199"):
        Bfm17(copy, n_identity=200)
    (copy / ALBEDO).unlink()
    with pytest.raises(FileNotFoundError, match=rf"{ALBEDO} does not exist.*waps101/AlbedoMM"):
        build_face_model("bfm17", copy)


def test_command(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["likeness", "bfm17-stand-in", "--out", str(tmp_path)])
    __main__.main()
    written = tmp_path / "bfm17-stand-in"
    assert f"FACE_MODEL=bfm17 ASSETS={written}" in capsys.readouterr().out
    assert build_face_model("bfm17", written / SHAPE).name == "bfm17-stand-in"
