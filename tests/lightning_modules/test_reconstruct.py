"""From photographs to folders, and what the pictures show."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from small_dfmvr import SIZE, small

import command_line
from geometry.crops import FIVE_POINTS
from geometry.mesh_files import read_mesh
from lightning_modules.appearance import Appearance
from lightning_modules.appearance_files import textured_mesh
from lightning_modules.appearance_pictures import relight, see, shade
from lightning_modules.reconstruct import main
from renderers.lamps import Lamp, Lighting

POINTS = FIVE_POINTS[:, :2] * [0.9, -0.9] + [150, 110]


def seen(face_model: torch.nn.Module, batch: dict[str, Any]) -> tuple[Any, Appearance, Any]:
    """A method of random weights and its first sample, whose crop is the photograph."""
    module = small(face_model, masks=False).eval()
    for head in module.network.rednet_fc.heads():
        head.data += 0.003 * torch.randn(head.shape, generator=torch.Generator().manual_seed(1))
    n = len(batch["images"])
    in_photo = {
        **batch,
        "sample_id": [str(k) for k in range(n)],
        "view": torch.tensor([1, 0, 1]),
        "crop_scale": torch.ones(n),
        "crop_translation": torch.zeros(n, 2),
    }
    return module, module.appearance(in_photo)[0], in_photo


def test_dfmvrs_picture_is_the_one_that_its_training_compares(
    face_model: torch.nn.Module, batch: dict[str, Any]
) -> None:
    module, face, in_photo = seen(face_model, batch)
    with torch.no_grad():
        views = torch.tensor([[False, True, False], [False] * 3, [False] * 3])
        expected = module.render(module(in_photo), views).image[0].permute(1, 2, 0)
    shown = shade(face, see(face, face.camera, (SIZE, SIZE)))
    assert shown.specular is None
    assert torch.allclose(shown.image, expected, atol=0.01)


def test_highlights_by_hand(face_model: torch.nn.Module, batch: dict[str, Any]) -> None:
    _, face, _ = seen(face_model, batch)
    shiny = replace(
        face,
        gamma="shaded",
        diffuse_albedo=torch.full_like(face.diffuse_albedo, 0.2),
        specular_albedo=torch.full_like(face.diffuse_albedo, 0.3),
        sh_convention="basis",
        sh_coefficients=torch.cat([torch.full((1, 3), 3.5449), torch.zeros(8, 3)]),
        shininess=torch.tensor(1e-6),  # any half vector on the lit side shines fully
        lamp=torch.zeros(3),  # at the eye
        lamp_intensity=torch.tensor([1.0, 2.0, 0.0]),
    )
    surface = see(shiny, shiny.camera, (SIZE, SIZE))
    parts = shade(shiny, surface)
    centre = SIZE // 2
    # Light of 1: sqrt(4 pi) times 1 / sqrt(4 pi). Then 0.2, and 0.2 + 0.3 x intensity, encoded.
    assert parts.diffuse[centre, centre].tolist() == pytest.approx([0.2 ** (1 / 2.2)] * 3, rel=1e-3)
    total = [value ** (1 / 2.2) for value in (0.5, 0.8, 0.2)]
    assert parts.image[centre, centre].tolist() == pytest.approx(total, rel=1e-3)
    assert parts.specular is not None
    assert torch.allclose(parts.diffuse + parts.specular, parts.image)
    lit = relight(shiny, surface, Lighting((0.5, 0.5, 1.0), ()))
    by_hand = [value ** (1 / 2.2) for value in (0.1, 0.1, 0.2)]
    assert lit[centre, centre].tolist() == pytest.approx(by_hand, rel=1e-3)
    sun = Lighting((0.0, 0.0, 0.0), (Lamp((0.0, 0.0, 1.0), (1.0, 1.0, 1.0)),))
    cosine = surface.normals[centre, centre, 2].item()
    expected = (0.2 * cosine + 0.3) ** (1 / 2.2)
    assert relight(shiny, surface, sun)[centre, centre, 0].item() == pytest.approx(expected, 1e-3)
    mesh = textured_mesh(shiny, 64)
    assert mesh.specular_scale == pytest.approx(0.3)
    assert mesh.specular is not None
    assert (mesh.specular == 255).all()
    assert (mesh.diffuse == 124).all()  # sRGB of 0.2: 1.055 x 0.2^(1 / 2.4) - 0.055 = 0.4845


@pytest.fixture
def checkpoint(face_model: torch.nn.Module, tmp_path: Path) -> Path:
    sizes = {"image_size": SIZE, "width": 4, "regressor_width": 8, "depth": 26, "masks": False}
    module = small(face_model, masks=False)
    content: dict[str, Any] = {
        "pytorch-lightning_version": "2.5.0",
        "state_dict": module.state_dict(),
        "hyper_parameters": {
            **sizes,
            "morphable_model": {"class_path": "tiny_head.TinyHead"},
            "_class_path": "lightning_modules.dfmvr.Dfmvr",
            "_instantiator": "lightning.pytorch.cli.instantiate_module",
        },
    }
    module.on_save_checkpoint(content)
    torch.save(content, tmp_path / "method.ckpt")
    return tmp_path / "method.ckpt"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("anna.png", "ben.jpg"):
        Image.new("RGB", (300, 240), (90, 120, 200)).save(folder / name)
    points = {"anna.png": POINTS.tolist(), "ben.jpg": (POINTS + 5).tolist(), "x.png": [[0, 0]]}
    (folder / "landmarks5.json").write_text(json.dumps({"points": points}))
    return folder


def reconstruct(monkeypatch: pytest.MonkeyPatch, **options: object) -> None:
    arguments = [f"--{name}={value}" for name, value in options.items()]
    monkeypatch.setattr(sys, "argv", ["reconstruct", "--texture_size=64", *arguments])
    command_line.run(main)


def test_each_photograph_becomes_a_folder(
    checkpoint: Path, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    reconstruct(monkeypatch, ckpt_path=checkpoint, images=photos, out=out, largest=150)
    assert sorted(path.name for path in out.iterdir()) == ["anna", "ben"]
    names = {path.name for path in (out / "anna").iterdir()}
    pictures = {f"{n}.png" for n in ("input", "rendered", "overlay", "albedo", "diffuse", "relit")}
    files = {"face.obj", "face.mtl", "face.glb", "face_diffuse.png", "landmarks.txt"}
    assert names == pictures | files | {"coefficients.json"}
    content = json.loads((out / "anna" / "coefficients.json").read_text())
    # Zero heads: the mean face, in the middle of the crop of 220 mm, a metre away.
    assert content["identity"]["values"] == [0.0] * 4
    focal = content["camera"]["focal_length"]
    assert focal == pytest.approx(1015 / 224 * 220 * 0.9, rel=1e-3)
    mesh, glb = (read_mesh(out / "anna" / f"face.{kind}") for kind in ("obj", "glb"))
    np.testing.assert_allclose(glb.vertices * 1000, mesh.vertices, atol=1e-3)
    assert Image.open(out / "anna" / "overlay.png").size == (150, 120)
    shown = np.asarray(Image.open(out / "anna" / "overlay.png"))
    assert shown[2, 2].tolist() == [90, 120, 200]
    landmarks = np.loadtxt(out / "anna" / "landmarks.txt")
    shifted = np.loadtxt(out / "ben" / "landmarks.txt")
    np.testing.assert_allclose(shifted - landmarks, 5, atol=0.01)


def test_what_is_wrong_is_said_in_one_line(
    checkpoint: Path,
    photos: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    good = {"ckpt_path": checkpoint, "images": photos, "out": tmp_path / "out"}
    (tmp_path / "out" / "ben").mkdir(parents=True)
    monkeypatch.setitem(sys.modules, "face_alignment", None)
    alone = tmp_path / "alone.png"
    Image.new("RGB", (300, 240)).save(alone)
    detect = {"data.init_args.detect": "true"}
    for options, told in (
        ({"ckpt_path": "gone.ckpt"}, "gone.ckpt does not exist: train first"),
        ({}, "out/ben: choose another --out, or replace them with --overwrite true"),
        ({"light": "lfet"}, "choose left, right, top, warm, or a JSON file"),
        ({"images": alone}, "alone_landmarks.txt beside it (68 lines"),
        ({"images": alone, **detect}, "pip install -e '.[detect]'"),
        ({"images": tmp_path / "none"}, "no photograph and no folder of photographs"),
        ({"data.init_args.crop": "deca"}, "no 68 landmarks, which the crop 'deca' is placed by"),
        ({"texture_size": "3"}, "--texture_size is 3; expected 16 or more"),
    ):
        with pytest.raises(SystemExit) as stopped:
            reconstruct(monkeypatch, **{**good, **options})
        assert stopped.value.code == 2
        error = capsys.readouterr().err
        assert told in error
        assert error.count("\n") == 1
    assert not list((tmp_path / "out" / "ben").iterdir())
