from __future__ import annotations

import sys

import numpy as np
import pytest
import torch
from PIL import Image

from synthesis import contact_sheet
from synthesis.contact_sheet import render

CELL = 32


@pytest.fixture(scope="module")
def sheet(model):
    with torch.no_grad():
        return contact_sheet.contact_sheet(model, CELL, seed=5)


def cells(sheet):
    rows, columns = sheet.shape[0] // CELL, sheet.shape[1] // CELL
    return sheet.view(rows, CELL, columns, CELL, 3).transpose(1, 2)


def test_five_rows_of_four_heads_before_grey(sheet):
    grid = cells(sheet)
    assert grid.shape[:2] == (5, 4)
    background = torch.full((3,), contact_sheet._BACKGROUND)
    for cell in grid.flatten(0, 1):
        assert torch.allclose(cell[0, 0], background)
        covered = (cell - background).abs().amax(dim=-1) > 0.02
        assert 0.2 < covered.float().mean() < 0.9
        assert covered[CELL // 2, CELL // 2]


def test_the_first_row_is_grey_the_second_painted_and_people_go_from_dark_to_light(sheet):
    grid = cells(sheet)
    colorfulness = (grid.amax(dim=-1) - grid.amin(dim=-1)).mean(dim=(1, 2, 3))
    assert colorfulness[0] < 1e-5
    assert (colorfulness[1:] > 0.02).all()
    middle = grid[3:, :, CELL // 3 : -CELL // 3, CELL // 3 : -CELL // 3].mean(dim=(2, 3, 4))
    assert middle[1].mean() > middle[0].mean() + 0.1


@pytest.mark.parametrize(("yaw", "nose_points"), [(-75.0, -1), (75.0, 1)])
def test_a_positive_yaw_turns_the_nose_to_the_right(model, yaw, nose_points):
    white = torch.ones_like(model.mean_shape)
    with torch.no_grad():
        picture = render(model, model.mean_shape, white, 0 * white, yaw_degrees=yaw, size=CELL)
    covered = (picture - contact_sheet._BACKGROUND).abs().amax(dim=-1) > 0.02
    head, neck = (
        torch.nonzero(covered[row])[:, 0].float().mean() for row in (CELL // 2, int(0.8 * CELL))
    )
    assert nose_points * (head - neck) > 0.5  # the neck stands behind the face


def test_the_command_writes_a_png(monkeypatch, tmp_path):
    out = tmp_path / "docs" / "sheet.png"
    monkeypatch.setattr(sys, "argv", ["contact_sheet", "--out", str(out), "--size", "16"])
    contact_sheet.main()
    picture = np.asarray(Image.open(out).convert("RGB"))
    assert picture.shape == (80, 64, 3)
    assert picture.std() > 20
