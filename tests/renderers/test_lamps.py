"""Lamps by hand, and files that describe them."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from renderers.lamps import PRESETS, Lamp, Lighting, read_lighting

LAMP = Lighting((0.1, 0.1, 0.2), (Lamp((0.0, 0.0, 2.0), (1.0, 0.5, 0.0)),))


def test_lambert_and_ambient_by_hand() -> None:
    normals = torch.tensor([[0.0, 0.0, 1.0], [0.0, 0.8, 0.6], [0.0, 0.0, -1.0]])
    expected = [[1.1, 0.6, 0.2], [0.7, 0.4, 0.2], [0.1, 0.1, 0.2]]
    assert torch.allclose(LAMP.diffuse(normals), torch.tensor(expected))


def test_highlights_by_hand() -> None:
    # Light and eye are 90 degrees apart and the normal is between them, then on the eye.
    normals = torch.tensor([[0.0, 0.5**0.5, 0.5**0.5], [0.0, 1.0, 0.0], [0.0, 1.0, 0.01]])
    eyes = torch.tensor([0.0, 1.0, 0.0]).expand(3, 3)
    shine = LAMP.specular(normals, eyes, torch.tensor(4.0))
    # (n . h)^4 is 1, and (1 / sqrt 2)^4 = 1/4 just above the horizon, but 0 on it.
    assert torch.allclose(shine[0], torch.tensor([1.0, 0.5, 0.0]))
    assert shine[1].tolist() == [0, 0, 0]
    assert shine[2, 0].item() == pytest.approx(0.25, abs=0.02)


def test_presets_light_the_side_that_they_name() -> None:
    left, right, top = torch.tensor([[-1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    for name, lit in (("left", left), ("right", right), ("top", top)):
        light = PRESETS[name].diffuse(torch.stack([lit, -lit]))
        assert (light[0] > 3 * light[1]).all()
    red, _, blue = PRESETS["warm"].diffuse(torch.tensor([0.0, 0.0, 1.0])).tolist()
    assert red > 1.5 * blue


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "light.json"
    path.write_text(
        '{"ambient": [0.1, 0.1, 0.2], "lamps": [{"direction": [0, 0, 2], "color": [1, 0.5, 0]}]}'
    )
    assert read_lighting(str(path)) == LAMP
    with pytest.raises(ValueError, match="no light 'lfet': choose left, right, top, warm"):
        read_lighting("lfet")
    for text, told in (
        ("{", "not JSON"),
        ("[]", "expected {"),
        ('{"ambient": [1, 2]}', r"ambient is \[1, 2\], expected three"),
        ('{"ambient": [1, 2, -3]}', "from 0 on"),
        ('{"lamps": [{"color": [1, 1, 1]}]}', "direction"),
        ('{"lamps": [{"direction": [0, 0, 0], "color": [1, 1, 1]}]}', r"\[0, 0, 0\]"),
    ):
        path.write_text(text)
        with pytest.raises(ValueError, match=told):
            read_lighting(str(path))
