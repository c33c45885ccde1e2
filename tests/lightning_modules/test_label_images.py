"""Labels of photographs by a parser: values, sizes, a run that goes on, errors."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

import command_line
from lightning_modules.face_parser_files import load_face_parser
from lightning_modules.label_images import label, label_folder, main


class RedIsSkin(torch.nn.Module):
    """Class 1 where red is bright, else the background."""

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        red = images[:, 0] - 0.5
        return torch.stack([-red, red, *[torch.full_like(red, -9)] * 8], dim=1)


def half_red(height: int = 20, width: int = 30) -> np.ndarray:
    image = np.zeros((height, width, 3), np.uint8)
    image[:, width // 2 :, 0] = 255
    return image


def test_labels_have_the_photographs_size_whatever_the_parser_looks_at() -> None:
    labels = label(RedIsSkin(), half_red()[None], 16)
    assert labels.shape == (1, 20, 30)
    assert labels[0, :, :13].max() == 0
    assert labels[0, :, 17:].min() == 1


class Remembers(RedIsSkin):
    def forward(self, images: torch.Tensor) -> torch.Tensor:
        self.seen = images
        return super().forward(images)


def test_faces_keep_their_proportions_and_the_border_is_filled() -> None:
    image = half_red(16, 32)
    image[0] = (0, 255, 0)  # the upper border
    parser = Remembers()
    label(parser, image[None], 32)
    square = parser.seen[0]
    torch.testing.assert_close(square[:, 8:24], torch.from_numpy(image).movedim(-1, 0) / 255)
    assert torch.equal(square[:, :8], square[:, 8:9].expand(-1, 8, -1))
    assert torch.equal(square[:, 24:], square[:, 23:24].expand(-1, 8, -1))


def test_a_folder_is_labelled_once(tmp_path: Path) -> None:
    images, out = tmp_path / "images", tmp_path / "out"
    images.mkdir()
    for name, image in (("b.jpg", half_red()), ("a.png", half_red()), ("c.png", half_red(12, 12))):
        Image.fromarray(image).save(images / name)
    assert label_folder(RedIsSkin(), images, out, 16, 4) == 3
    assert sorted(path.name for path in out.iterdir()) == ["a.png", "b.png", "c.png"]
    assert np.asarray(Image.open(out / "c.png")).shape == (12, 12)
    (out / "b.png").unlink()
    kept = (out / "a.png").stat().st_mtime_ns
    assert label_folder(RedIsSkin(), images, out, 16, 4) == 1
    assert (out / "a.png").stat().st_mtime_ns == kept


def test_the_command(
    tmp_path: Path,
    parser_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    images = tmp_path / "images"
    images.mkdir()
    command = ["label_images", "--parser", str(parser_file), "--images", str(images)]
    command += ["--out", str(tmp_path / "out"), "--size", "64"]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit, match="2"):
        command_line.run(main)
    assert "holds no .jpg or .png" in capsys.readouterr().err
    noise = np.random.default_rng(0).integers(0, 256, (1, 40, 32, 3), dtype=np.uint8)
    Image.fromarray(noise[0]).save(images / "one.png")
    command_line.run(main)
    written = np.asarray(Image.open(tmp_path / "out" / "one.png"))
    np.testing.assert_array_equal(written, label(load_face_parser(parser_file), noise, 64)[0])
