"""Bosphorus: which photograph is in which slot, whosever right the names mean."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from turned_faces import turned

from datamodules.bosphorus import BosphorusDataModule, BosphorusThreeViewDataModule
from datamodules.photo_triples import FRONT, LEFT, RIGHT
from face_datasets.bosphorus_files import write_lm2
from face_datasets.bosphorus_photos import AVERAGE_FACE, PARSING

SIZE = 64
YAWS = {"N_N": 0, "YR_R10": -12, "YR_R20": -24, "YR_R30": -30, "YR_R45": -45, "YR_L45": 45}
CENTRE = (100.0, 90.0)


def write(root: Path, turned_to: int = 1) -> None:
    """Photographs of subject bs007 whose red is |yaw| and whose green is 50 for a left turn."""
    folder = root / "bs007"
    folder.mkdir(parents=True)
    for kind, yaw in YAWS.items():
        name = f"bs007_{kind}_0"
        (folder / f"{name}.bnt").write_bytes(b"")  # exists; photographs do not need it
        points = turned(np.array(list(AVERAGE_FACE.values())), turned_to * yaw, 0.7, CENTRE)
        write_lm2(folder / f"{name}.lm2", dict(zip(AVERAGE_FACE, points, strict=True)))
        colour = (abs(yaw), 50 * ("L" in kind), 0)
        Image.new("RGB", (200, 190), colour).save(folder / f"{name}.png")
        Image.new("L", (200, 190), 1 + list(YAWS).index(kind)).save(folder / f"{name}{PARSING}")


def test_single_photographs_are_in_the_slot_of_their_yaw(tmp_path: Path) -> None:
    write(tmp_path)
    (batch,) = BosphorusDataModule(tmp_path, image_size=SIZE).predict_dataloader()
    assert dict(zip(batch["sample_id"], batch["view"].tolist(), strict=True)) == {
        "bs007_N_N_0": FRONT,
        "bs007_YR_L45_0": RIGHT,
        "bs007_YR_R10_0": FRONT,
        "bs007_YR_R20_0": LEFT,
        "bs007_YR_R30_0": LEFT,
        "bs007_YR_R45_0": LEFT,
    }
    assert batch["given"].sum(dim=1).tolist() == [1] * 6
    assert torch.allclose(batch["crop_scale"], torch.tensor(SIZE / (220 * 0.7)), rtol=0.05)
    centre = batch["crop_scale"][:, None] * torch.tensor([CENTRE]) + batch["crop_translation"]
    assert torch.allclose(centre, torch.full((6, 2), SIZE / 2), atol=1.5)


@pytest.mark.parametrize(("turned_to", "right"), [(1, LEFT), (-1, RIGHT)])
def test_the_side_views_are_where_their_noses_point(
    tmp_path: Path, turned_to: int, right: int
) -> None:
    """In the studio's convention a right turn is seen in the left view; in the other it is not."""
    write(tmp_path, turned_to)
    (batch,) = BosphorusThreeViewDataModule(tmp_path, image_size=SIZE).predict_dataloader()
    assert batch["sample_id"] == ["bs007_R10", "bs007_R20", "bs007_R30", "bs007_R45"]
    assert batch["given"].all()
    assert batch["view"].tolist() == [FRONT] * 4
    middle = (batch["images"][:, :, :2, SIZE // 2, SIZE // 2] * 255).round()
    assert middle[:, right].tolist() == [[12, 0], [24, 0], [30, 0], [45, 0]]
    assert middle[:, FRONT].tolist() == [[0, 0]] * 4
    assert middle[:, LEFT + RIGHT - right].tolist() == [[45, 50]] * 4
    assert batch["parsing"][1, right, SIZE // 2, SIZE // 2] == 3


def test_without_labels_there_are_none_in_a_batch(tmp_path: Path) -> None:
    write(tmp_path)
    for path in tmp_path.rglob(f"*{PARSING}"):
        path.unlink()
    (batch,) = BosphorusThreeViewDataModule(tmp_path, image_size=SIZE).predict_dataloader()
    assert "parsing" not in batch
