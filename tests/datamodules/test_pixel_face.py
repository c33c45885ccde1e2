"""Pixel-Face: which photograph is in which slot, and what happens to labels that are missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from turned_faces import turned

from datamodules.photo_triples import FRONT, LEFT, RIGHT
from datamodules.pixel_face import PixelFaceDataModule
from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.pixel_face_files import GroundTruthPart
from face_datasets.pixel_face_photos import write_prepared
from face_datasets.pixel_face_writer import write_released_index, write_released_sample
from geometry.crops import FIVE_POINTS
from geometry.meshes import Mesh

SIZE = 64
YAWS = (-35.0, 2.0, 35.0)
CENTRES = ((90.0, 130.0), (100.0, 140.0), (110.0, 150.0))


def landmarks(view: int) -> np.ndarray:
    """68 points of which the five are those of an average face, 0.8 pixels per mm."""
    five = turned(FIVE_POINTS, YAWS[view], 0.8, CENTRES[view])
    points = np.tile(five[2], (68, 1))
    points[36:42], points[42:48], points[48], points[54] = five[[0, 1, 3, 4]]
    return points


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two samples; red tells the sample, green the view, and the label the view."""
    part = GroundTruthPart(Mesh(np.zeros((106, 3)), np.array([[0, 1, 2]])), np.arange(106))
    for number, sample in enumerate(("a1", "b1")):
        images = [
            np.full((280, 200, 3), (40 * number, 20 * view, 0), np.uint8) for view in range(3)
        ]
        folder = write_released_sample(tmp_path, sample, images, part, part)
        for view in range(3):
            labels = np.full((280, 200), view + 1, np.uint8)
            write_prepared(folder / str(view), landmarks(view), labels)
    write_released_index(tmp_path, [("1", "a1", 1), ("2", "b1", 1)])
    return tmp_path


def test_three_photographs_are_in_their_slots_and_the_face_is_posed_in_the_front(
    root: Path,
) -> None:
    (batch,) = PixelFaceDataModule(root, image_size=SIZE).predict_dataloader()
    assert batch["sample_id"] == ["a1", "b1"]
    assert batch["given"].all()
    assert batch["view"].tolist() == [FRONT, FRONT]
    middle = batch["images"][:, :, :2, SIZE // 2, SIZE // 2] * 255
    assert middle.round().tolist() == [
        [[0, 0], [0, 20], [0, 40]],
        [[40, 0], [40, 20], [40, 40]],
    ]
    assert batch["parsing"][1, :, SIZE // 2, SIZE // 2].tolist() == [1, 2, 3]
    centre = batch["crop_scale"][:, None] * torch.tensor([CENTRES[1]]) + batch["crop_translation"]
    assert torch.allclose(centre, torch.full((2, 2), SIZE / 2), atol=0.1)
    assert torch.allclose(batch["crop_scale"], torch.tensor(SIZE / (220 * 0.8)), rtol=1e-3)


@pytest.mark.parametrize(("views", "slot"), [("left", LEFT), ("front", FRONT), ("right", RIGHT)])
def test_one_photograph_is_another_method(root: Path, views, slot: int) -> None:
    data = PixelFaceDataModule(root, views, image_size=SIZE)
    assert data.method_suffix == f"-{views}"
    (batch,) = data.predict_dataloader()
    assert batch["view"].tolist() == [slot, slot]
    assert batch["given"].tolist() == [[view == slot for view in range(3)]] * 2
    (three,) = PixelFaceDataModule(root, image_size=SIZE).predict_dataloader()
    for key in ("images", "parsing"):
        assert torch.equal(batch[key][:, slot], three[key][:, slot])
        assert torch.count_nonzero(batch[key]) == torch.count_nonzero(batch[key][:, slot])


def test_labels_are_there_of_all_photographs_or_of_none(root: Path) -> None:
    loaders = PixelFaceDataModule(root, image_size=SIZE, batch_size=1)
    for folder in root.glob("[ab]1/*/parsing.png"):
        if folder != root / "b1" / "2" / "parsing.png":
            folder.unlink()
    with pytest.raises(ValueError, match="5 of 6 photographs have no face-parsing labels, such as"):
        loaders.predict_dataloader()
    (root / "b1" / "2" / "parsing.png").unlink()
    batches = list(loaders.predict_dataloader())
    assert len(batches) == 2
    assert all("parsing" not in batch for batch in batches)


def test_what_is_wrong_is_said_before_the_first_batch(root: Path) -> None:
    def message(error: type[Exception], text: str) -> None:
        with pytest.raises(error, match=text):
            PixelFaceDataModule(root, image_size=SIZE, batch_size=1).predict_dataloader()

    path = root / "b1" / "2" / "landmarks.txt"
    path.write_text((root / "b1" / "0" / "landmarks.txt").read_text())
    (root / "b1" / "0" / "landmarks.txt").write_text(
        (root / "a1" / "2" / "landmarks.txt").read_text()
    )
    message(ValueError, r"sample b1: .* points 35 degrees .* left view and -35 in the right")
    path.write_text("1 1\n" * 68)
    message(ValueError, "photograph b1/2: landmarks .* in one place")
    path.unlink()
    message(DatasetNotFoundError, r"b1/2/landmarks\.txt does not exist")
    image = root / "a1" / "0" / "t.bmp"
    image.write_bytes(image.read_bytes()[:1000])
    message(DamagedFileError, r"a1/0/t\.bmp")
