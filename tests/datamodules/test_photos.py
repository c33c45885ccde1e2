"""Crops by five points or by DECA's rule, of photographs with 68 landmarks or without."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image

from datamodules.aflw2000 import Aflw2000DataModule
from datamodules.photo_triples import (
    FRONT,
    LEFT,
    RIGHT,
    Photo,
    PhotoSource,
    PhotoTriples,
    PhotoTriplesDataModule,
    Sample,
)
from datamodules.photos import PhotosDataModule
from face_datasets.aflw2000 import pose_parameters, write_aflw2000_sample
from face_datasets.errors import DamagedFileError
from face_datasets.origin import write_synthetic_marker
from geometry.crops import FIVE_POINTS, crop_from_landmarks68, five_points_from_68

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out

from turned_faces import turned

SIZE = 64
YAWS = {"left": -40.0, "front": 0.0, "right": 40.0}


def landmarks68(yaw: float, centre: tuple[float, float] = (150, 110)) -> np.ndarray:
    """An average face of 0.9 pixels per mm; a jaw line, other points lie on the nose."""
    points = np.tile(FIVE_POINTS[2], (68, 1))
    points[36:42], points[42:48], points[48], points[54] = FIVE_POINTS[[0, 1, 3, 4]]
    angles = np.linspace(0, np.pi, 17)
    points[:17] = np.stack([-65 * np.cos(angles), -80 * np.sin(angles), 0 * angles], axis=1)
    return turned(points, yaw, 0.9, centre)


def write(folder: Path, view: str, suffix: str = ".png", shade: int = 100) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    image = np.full((240, 300, 3), (shade, 50, 200), np.uint8)
    Image.fromarray(image).save(folder / f"{view}{suffix}", quality=95)
    np.savetxt(folder / f"{view}_landmarks.txt", landmarks68(YAWS[view]), fmt="%.3f")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for k, view in enumerate(YAWS):
        write(tmp_path / "anna-1", view, shade=60 * (k + 1))
    write(tmp_path / "ben", "right", ".JPG")
    write(tmp_path / "cem", "left")
    write(tmp_path / "cem", "right")
    (tmp_path / "nothing").mkdir()
    return tmp_path


def test_views_are_in_the_slots_that_files_are_named_by(root: Path) -> None:
    (batch,) = PhotosDataModule(root, image_size=SIZE).predict_dataloader()
    assert batch["sample_id"] == ["anna-1", "ben", "cem"]
    assert batch["view"].tolist() == [FRONT, RIGHT, LEFT]
    assert batch["given"].tolist() == [[True] * 3, [False, False, True], [True, False, True]]
    middle = (batch["images"][0, :, 0, SIZE // 2, SIZE // 2] * 255).round()
    assert middle.tolist() == [60, 120, 180]
    assert "parsing" not in batch


def test_the_crop_is_that_of_the_rule(root: Path) -> None:
    (ours,) = PhotosDataModule(root, SIZE).predict_dataloader()
    (deca,) = PhotosDataModule(root, SIZE, crop="deca").predict_dataloader()
    assert ours["crop_scale"] == pytest.approx(np.full(3, SIZE / (220 * 0.9)), rel=1e-3)
    for row, view in enumerate(("front", "right", "left")):
        crop = crop_from_landmarks68(landmarks68(YAWS[view]), SIZE)
        assert deca["crop_scale"][row] == pytest.approx(crop.scale, rel=0.02)  # whole pixels
        centre = landmarks68(YAWS[view])
        centre = torch.from_numpy(centre.min(axis=0) + centre.max(axis=0)) / 2
        moved = deca["crop_scale"][row] * centre + deca["crop_translation"][row]
        assert moved.tolist() == pytest.approx([SIZE / 2] * 2, abs=0.01)


def test_a_method_brings_its_rule(root: Path) -> None:
    data = PhotosDataModule(root)
    for hparams, rule in (({"crop": "deca"}, "deca"), ({}, "five-points")):
        method = SimpleNamespace(hparams={"image_size": SIZE, **hparams})
        data.trainer = SimpleNamespace(lightning_module=method)
        (batch,) = data.predict_dataloader()
        (expected,) = PhotosDataModule(root, SIZE, crop=rule).predict_dataloader()
        assert torch.equal(batch["images"], expected["images"])
        assert torch.equal(batch["crop_translation"], expected["crop_translation"])
    method.hparams["crop"] = "square"
    with pytest.raises(ValueError, match="crops 'square', which is none of five-points, deca"):
        data.predict_dataloader()


class FivePointsOnly(PhotoSource):
    """A data set without 68 landmarks that counts how often a photograph is read."""

    reads = 0

    def samples(self) -> list[Sample]:
        return [Sample("someone", ("a photo",))]

    def photo(self, name: str) -> Photo:
        self.reads += 1
        five = five_points_from_68(landmarks68(30))
        return Photo(np.zeros((240, 300, 3), np.uint8), five)


def test_without_68_landmarks_there_is_no_crop_of_deca() -> None:
    source = FivePointsOnly()
    with pytest.raises(ValueError, match="photograph a photo: it has no 68 landmarks, which the"):
        PhotoTriples(source, SIZE, 20.0, "deca")
    source.reads = 0
    triples = PhotoTriples(source, SIZE, 20.0)
    assert [int(triples[0]["view"]) for _ in range(2)] == [RIGHT] * 2
    assert source.reads == 1


def test_a_data_set_must_say_its_source() -> None:
    class Incomplete(PhotoTriplesDataModule):
        benchmark = "none"

    with pytest.raises(TypeError, match=r"abstract method '?source"):
        Incomplete(Path())


def test_aflw2000_photographs_go_by_their_yaw(tmp_path: Path) -> None:
    for k, yaw in enumerate(YAWS.values()):
        image = np.full((450, 450, 3), 40 * (k + 1), np.uint8)
        points = np.column_stack([landmarks68(yaw, (200, 220)), np.zeros(68)])
        pose = pose_parameters(np.diag([1.0, -1.0, -1.0]), 0.7, np.array([200.0, 220.0, 0.0]))
        write_aflw2000_sample(tmp_path, f"image0000{k}", image, points, pose)
    write_synthetic_marker(tmp_path)
    (batch,) = Aflw2000DataModule(tmp_path, SIZE, crop="deca").predict_dataloader()
    assert batch["sample_id"] == ["image00000", "image00001", "image00002"]
    assert batch["view"].tolist() == [LEFT, FRONT, RIGHT]
    assert torch.equal(batch["given"], torch.eye(3).bool())
    crop = crop_from_landmarks68(landmarks68(0, (200, 220)), SIZE)
    assert batch["crop_scale"][1] == pytest.approx(crop.scale, rel=0.02)
    middle = batch["images"][range(3), range(3), 0, SIZE // 2, SIZE // 2] * 255
    assert middle.tolist() == pytest.approx([40, 80, 120], abs=2)


def test_what_is_wrong_with_photographs_is_named(root: Path, tmp_path: Path) -> None:
    def data() -> None:
        PhotosDataModule(root, SIZE).predict_dataloader()

    landmarks = root / "cem" / "left_landmarks.txt"
    np.savetxt(landmarks, 4 * landmarks68(-40))
    with pytest.raises(DamagedFileError, match="in the photograph of 300 x 240 pixels"):
        data()
    np.savetxt(landmarks, landmarks68(70))
    with pytest.raises(ValueError, match=r"sample cem: .* exchange them, or mend the landmarks"):
        data()
    landmarks.unlink()
    with pytest.raises(FileNotFoundError, match=r"left_landmarks\.txt .*68 lines .*own_photos"):
        data()
    write(root / "cem", "left")
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (300, 240)).save(root / "ben" / "right.JPG", exif=exif)
    with pytest.raises(DamagedFileError, match=r"to be turned.*save it upright, without the mark"):
        data()
    (root / "ben" / "right.JPG").write_bytes(b"none")
    with pytest.raises(DamagedFileError, match="not a readable image"):
        data()
    write(root / "ben", "right")
    with pytest.raises(ValueError, match=r"right\.JPG and right\.png are one view; keep one"):
        data()
    (root / "ben" / "right.JPG").unlink()
    (root / "ben").rename(root / "ben & jerry")
    with pytest.raises(ValueError, match="'ben & jerry' cannot be a sample's name"):
        data()
    with pytest.raises(FileNotFoundError, match=r"someone/front\.jpg does not exist"):
        PhotosDataModule(tmp_path / "nowhere", SIZE).predict_dataloader()
