"""From released files of FLAME to the archive: what is read, and what is refused."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
from dataclasses import replace

import numpy as np
import pytest
import torch
from tiny_flame import tiny_flame_content, write_tiny_flame

import command_line
from morphable_models import __main__, build_face_model
from morphable_models.allow_list_pickle import read_pickle
from morphable_models.flame import Flame
from morphable_models.flame_conversion import convert_flame
from morphable_models.flame_files import read_flame, write_flame


@pytest.fixture
def tiny(tmp_path):
    folder = tmp_path / "FLAME2020"
    write_tiny_flame(folder, "generic_model.pkl")
    return folder


def change(folder, **changes):
    content = {k: v for k, v in {**tiny_flame_content(), **changes}.items() if v is not None}
    (folder / "generic_model.pkl").write_bytes(pickle.dumps(content))


def test_the_stand_in_has_the_released_layout(flame_sources):
    text = (flame_sources / "generic_model.pkl").read_bytes()
    for name in (b"cchumpy.ch\nCh\n", b"cscipy.sparse.csc\ncsc_matrix\n"):
        assert name in text
    assert b"cnumpy.core.multiarray\n_reconstruct\n" in text
    assert b"morphable_models" not in text
    content = read_pickle(flame_sources / "generic_model.pkl")
    n = len(content["v_template"])
    shapes = {key: value.shape for key, value in content.items() if hasattr(value, "shape")}
    assert shapes["shapedirs"] == (n, 3, 400)
    assert shapes["posedirs"] == (n, 3, 36)
    assert shapes["J_regressor"] == (5, n)
    assert shapes["weights"] == (n, 5)
    assert content["kintree_table"].tolist() == [[2**32 - 1, 0, 1, 1, 1], [0, 1, 2, 3, 4]]
    assert (content["bs_style"], content["bs_type"]) == ("lbs", "lrotmin")
    np.testing.assert_allclose(
        content["J_regressor"] @ content["v_template"], content["J"], atol=1e-12
    )
    np.testing.assert_allclose(content["weights"].sum(axis=1), 1)
    assert 0.2 < np.ptp(content["v_template"][:, 1]) < 0.4  # metres


def test_the_archive_holds_what_the_files_say(tiny, tmp_path):
    content = tiny_flame_content()
    path = convert_flame(tiny, tmp_path / "out")
    model = read_flame(path)
    assert model.version == "2020"
    assert model.source.startswith("generic_model.pkl ")
    for ours, theirs in (
        (model.template, content["v_template"]),
        (model.identity_modes, content["shapedirs"][:, :, :300]),
        (model.expression_modes, content["shapedirs"][:, :, 300:]),
        (model.pose_modes, content["posedirs"]),
        (model.joint_regressor, content["J_regressor"]),
        (model.skinning_weights, content["weights"]),
    ):
        np.testing.assert_allclose(ours, theirs, atol=1e-7)
    again = tmp_path / "again.npz"
    write_flame(again, model)
    assert again.read_bytes() == path.read_bytes()
    assert [file.name for file in path.parent.iterdir()] == ["flame.npz"]


def test_decas_landmarks_do_as_well(tiny, tmp_path):
    first = read_flame(convert_flame(tiny, tmp_path / "first"))
    static = read_pickle(tiny / "flame_static_embedding.pkl")
    wrapped = np.empty((), dtype=object)
    wrapped[()] = {
        "static_lmk_faces_idx": static["lmk_face_idx"],
        "static_lmk_bary_coords": static["lmk_b_coords"],
        "dynamic_lmk_faces_idx": torch.from_numpy(first.contour_faces.astype(np.int64)),
        "dynamic_lmk_bary_coords": torch.from_numpy(first.contour_weights),
    }
    np.save(tiny / "landmark_embedding.npy", wrapped, allow_pickle=True)
    (tiny / "flame_dynamic_embedding.npy").unlink()
    second = read_flame(convert_flame(tiny, tmp_path / "second"))
    for name in ("static_faces", "static_weights", "contour_faces", "contour_weights"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name), err_msg=name)


@pytest.mark.parametrize(
    ("folder", "name", "version"),
    [
        ("FLAME2020", "generic_model.pkl", "2020"),
        ("flame-2017", "male_model.pkl", "2017"),
        ("models", "flame2023.pkl", "2023"),
        ("FLAME2023", "flame2023_no_jaw.pkl", "2023-no-jaw"),
        ("models", "flame2023_Open.pkl", "2023-open"),
    ],
)
def test_the_version_follows_from_the_name(tmp_path, folder, name, version):
    write_tiny_flame(tmp_path / folder, name)
    assert read_flame(convert_flame(tmp_path / folder, tmp_path)).version == version


def test_a_version_that_no_name_tells_is_asked_for(tmp_path):
    write_tiny_flame(tmp_path / "models", "generic_model.pkl")
    with pytest.raises(ValueError, match="say --version 2017 or 2019 or 2020"):
        convert_flame(tmp_path / "models", tmp_path)
    assert Flame(convert_flame(tmp_path / "models", tmp_path, version="2019")).version == "2019"


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"posedirs": None}, r"generic_model\.pkl has no array posedirs; expected a FLAME release"),
        ({"shapedirs": np.zeros((40, 3, 10))}, r"shapedirs has shape \(40, 3, 10\); expected"),
        ({"posedirs": np.zeros((40, 3, 207))}, r"pose_modes has shape .*; expected \(40, 3, 36\)"),
        ({"weights": np.zeros((40, 5))}, "skinning weights of a vertex do not add up to 1"),
        ({"weights": np.zeros((41, 5))}, r"skinning_weights has shape .*; expected \(40, 5\)"),
        ({"v_template": np.full((40, 3), np.nan)}, "template holds numbers that are not finite"),
        ({"v_template": np.full((40, 3), 120.0)}, "reaches 120; expected a head in metres"),
        ({"f": np.array([[0, 1, 99]])}, "faces go from 0 to 99, but there are 40 vertices"),
        ({"f": np.array([[0, 1, 2]])}, "static_faces go from 0 to 37, but there are 1 triangles"),
        (
            {"kintree_table": np.array([[-1, 0, 0], [0, 1, 2]])},
            r"joins \[-1, 0, 0, 0, 1\]; expected",
        ),
    ],
)
def test_files_that_do_not_fit_together_are_refused(tiny, tmp_path, changes, match):
    change(tiny, **changes)
    with pytest.raises(ValueError, match=match):
        convert_flame(tiny, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_missing_file_is_named_with_where_it_comes_from(tiny, tmp_path):
    shutil.copy(tiny / "generic_model.pkl", tiny / "female_model.pkl")
    with pytest.raises(ValueError, match=r"holds female_model\.pkl, generic_model\.pkl: name one"):
        convert_flame(tiny, tmp_path)
    assert convert_flame(tiny / "female_model.pkl", tmp_path).is_file()
    with pytest.raises(FileNotFoundError, match=r"no\.obj does not exist"):
        convert_flame(tiny / "female_model.pkl", tmp_path, uv=tmp_path / "no.obj")
    (tiny / "flame_static_embedding.pkl").unlink()
    with pytest.raises(FileNotFoundError, match=r"flame_static_embedding\.pkl does not.*RingNet"):
        convert_flame(tiny / "female_model.pkl", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"holds no model; expected generic_model\.pkl"):
        convert_flame(tmp_path / "nowhere", tmp_path)


def test_a_damaged_archive_is_refused(tiny, tmp_path):
    path = convert_flame(tiny, tmp_path)
    model = read_flame(path)
    with pytest.raises(ValueError, match="uv has shape"):
        replace(model, uv=np.zeros((3, 2)))
    with pytest.raises(ValueError, match="version '2021' of FLAME; expected 2017 or"):
        replace(model, version="2021")
    with np.load(path) as archive:
        content = {key: archive[key] for key in archive.files if key != "faces"}
    np.savez(path, **content)
    with pytest.raises(ValueError, match=r"flame\.npz lacks faces; build it again"):
        read_flame(path)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(ValueError, match=r"flame\.npz is not a readable \.npz archive"):
        build_face_model("flame", tmp_path)


def layout(n_faces):
    """Texture coordinates of the tiny model: one per corner, the same for a vertex's corners."""
    uv = np.stack([0.1 + 0.8 * np.arange(40) / 39, 0.5 + 0.4 * np.sin(np.arange(40.0))], axis=1)
    return uv, np.stack([np.arange(n_faces) + k for k in range(3)], axis=1)


def picture(function, channels=slice(None)):
    """An image whose colours are linear in u and v, so that bilinear reading is exact."""
    v, u = np.mgrid[0:64, 0:64]
    u, v = (u + 0.5) / 64, 1 - (v + 0.5) / 64
    return np.stack([function(u, v, c) for c in range(3)], axis=-1)[..., channels]


def ramp(u, v, c):
    return 0.6 - 0.1 * c + 0.2 * u + 0.1 * v


def mode(u, v, c):
    return 0.05 * (u - v) + 0.01 * c


@pytest.mark.parametrize("kind", ["FLAME_texture", "FLAME_albedo_from_BFM", "AlbedoMM"])
def test_a_texture_space_is_read_at_the_vertices(tiny, tmp_path, kind):
    uv, corners = layout(38)
    backwards = slice(None, None, -1)  # the files are blue, green, red
    arrays = {}
    if kind == "FLAME_texture":
        modes = np.stack([picture(mode, backwards), 0 * picture(mode)], axis=-1)
        arrays = {"mean": 255 * picture(ramp, backwards), "tex_dir": 255 * modes}
        arrays.update(vt=uv, ft=corners)
        np.savez(tiny / "FLAME_texture.npz", **arrays)
    elif kind == "FLAME_albedo_from_BFM":
        pc = np.stack([picture(mode, backwards).ravel(), np.zeros(64 * 64 * 3)], axis=-1)
        np.savez(tiny / f"{kind}.npz", MU=picture(ramp, backwards).ravel(), PC=pc)
        with pytest.raises(
            ValueError, match="holds no texture coordinates; say --uv head_template"
        ):
            convert_flame(tiny, tmp_path)
        lines = [f"v {k} 0 0\nvt {u} {v}" for k, (u, v) in enumerate(uv)]
        lines += ["f " + " ".join(f"{c + 1}/{c + 1}" for c in row) for row in corners]
        (tiny / "head_template.obj").write_text("\n".join(lines))
    else:
        modes = np.stack([picture(mode), 0 * picture(mode)], axis=-1)
        arrays = {"MU": picture(ramp), "PC": modes, "specMU": 0.1 * picture(ramp), "specPC": modes}
        np.savez(tiny / "albedoModel2020_FLAME_albedoPart.npz", vt=uv, ft=corners, **arrays)
    model = Flame(convert_flame(tiny, tmp_path))
    assert model.has_texture_space
    assert model.n_albedo == 2
    np.testing.assert_allclose(model.uv, uv, atol=1e-6)
    u, v = uv.T
    albedo = torch.tensor([[1.5, 3.0]])
    expected = np.stack([ramp(u, v, c) + 1.5 * mode(u, v, c) for c in range(3)], axis=1)
    shine = np.zeros_like(expected)
    if kind == "AlbedoMM":  # linear, shown as its authors show it
        expected = (0.6 * expected) ** (1 / 2.2)
        shine = 0.6 * np.stack([0.1 * ramp(u, v, c) + 1.5 * mode(u, v, c) for c in range(3)], 1)
    np.testing.assert_allclose(model.diffuse_albedo(albedo)[0], expected, atol=1e-5)
    np.testing.assert_allclose(model.specular_albedo(albedo)[0], shine, atol=1e-5)


def test_texture_files_that_do_not_fit_are_refused(tiny, tmp_path):
    uv, corners = layout(38)
    other = tiny / "FLAME_texture.npz"
    np.savez(other, mean=np.zeros((8, 8, 3)), tex_dir=np.zeros((8, 8, 3, 2)), vt=uv, ft=corners[:3])
    with pytest.raises(ValueError, match=r"corners of shape \(3, 3\) do not fit 38 triangles"):
        convert_flame(tiny, tmp_path)
    np.savez(other, mean=np.zeros((8, 9, 3)), tex_dir=np.zeros((8, 8, 3, 2)), vt=uv, ft=corners)
    with pytest.raises(ValueError, match=r"mean of shape \(8, 9, 3\) is no set of square images"):
        convert_flame(tiny, tmp_path)
    np.savez(other, something=uv, vt=uv, ft=corners)
    with pytest.raises(ValueError, match=r"FLAME_texture\.npz is no known texture space"):
        convert_flame(tiny, tmp_path)
    other.unlink()
    (tiny / "head_template.obj").write_text("v 0 0 0\nvt 0 0\nf 1 1 1\n")
    with pytest.raises(ValueError, match="no OBJ file with texture coordinates"):
        convert_flame(tiny, tmp_path)
    (tiny / "head_template.obj").write_text("v 0 0 0\nvt 0 0\nf 1/1 1/1 1/1\n")
    with pytest.raises(ValueError, match="other triangles than the model"):
        convert_flame(tiny, tmp_path)


def command(monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["morphable_models", *map(str, words)])
    command_line.run(__main__.main)


def test_commands(tiny, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    command(monkeypatch, "convert-flame", "--from", tiny, "--out", out)
    assert f"FACE_MODEL=flame ASSETS={out}" in capsys.readouterr().out
    assert build_face_model("flame", out).name == "flame"
    command(monkeypatch, "flame-stand-in", "--out", out)
    written = out / "flame-stand-in"
    assert f"FACE_MODEL=flame ASSETS={written}" in capsys.readouterr().out
    assert build_face_model("flame", written).name == "flame-stand-in"


def test_a_hostile_model_is_refused_in_one_line(tiny, tmp_path, monkeypatch, capsys):
    class Hostile:
        def __reduce__(self):
            return os.system, (f"touch {tmp_path / 'mark'}",)

    change(tiny, posedirs=Hostile())
    with pytest.raises(SystemExit) as stop:
        command(monkeypatch, "convert-flame", "--from", tiny, "--out", tmp_path / "out")
    assert stop.value.code == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "posix.system" in err
    assert not (tmp_path / "mark").exists()
    assert not (tmp_path / "out").exists()
