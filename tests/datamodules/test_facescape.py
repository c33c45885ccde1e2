"""FaceScape crops: the slot of the yaw, black elsewhere, and the way back to the image."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from turned_faces import turned

from datamodules.facescape import (
    FaceScapeLabDataModule,
    FaceScapeLabMultiviewDataModule,
    FaceScapeLabMultiviewWideDataModule,
    FaceScapeWildDataModule,
)
from datamodules.photo_triples import FRONT, LEFT, RIGHT, view_of_yaw
from face_datasets.errors import DamagedFileError
from face_datasets.facescape import FaceScapeBenchmark, LabCamera, WildGeometry, lab_id
from face_datasets.facescape_writer import (
    write_lab_sample,
    write_lab_scan,
    write_wild_index,
    write_wild_sample,
)
from face_datasets.origin import write_synthetic_marker
from geometry.crops import FIVE_POINTS
from geometry.meshes import Mesh

YAWS = {"000": -40.0, "100": 0.0, "200": 40.0}
SIZE = 64


def five_points(yaw: float) -> np.ndarray:
    """Landmarks of an average face, 0.9 pixels per mm, its centre at (120, 140)."""
    return turned(FIVE_POINTS, yaw, 0.9, (120, 140))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    scan = Mesh(np.eye(3), np.array([[0, 1, 2]]))
    for sample_id, yaw in YAWS.items():
        image = np.zeros((256, 256, 3), np.uint8)
        image[130:150, 110:130] = [200, 100, 50]  # around the face's centre
        parsing = np.zeros((256, 256), np.uint8)
        parsing[130:150, 110:130] = 6
        write_wild_sample(
            tmp_path,
            sample_id,
            image,
            scan,
            landmarks68=np.zeros((68, 2)),
            landmarks5=five_points(yaw),
            parsing=parsing,
        )
    geometry = WildGeometry(np.zeros(3), 1.0, np.eye(3))
    write_wild_index(tmp_path, dict.fromkeys(YAWS, geometry))
    write_synthetic_marker(tmp_path, wild_ids=list(YAWS))
    return tmp_path


def test_each_image_is_in_the_slot_of_its_yaw(root: Path) -> None:
    (batch,) = FaceScapeWildDataModule(root, image_size=SIZE).predict_dataloader()
    assert batch["sample_id"] == ["000", "100", "200"]
    assert batch["view"].tolist() == [LEFT, FRONT, RIGHT]
    assert torch.equal(batch["given"], torch.eye(3).bool())
    for row, view in enumerate(batch["view"]):
        others = [slot for slot in range(3) if slot != view]
        assert torch.count_nonzero(batch["images"][row, others]) == 0
        assert torch.count_nonzero(batch["parsing"][row, others]) == 0
        centre = batch["images"][row, view, :, SIZE // 2, SIZE // 2]
        assert torch.allclose(centre * 255, torch.tensor([200.0, 100.0, 50.0]), atol=1)
        assert batch["parsing"][row, view, SIZE // 2, SIZE // 2] == 6


def test_the_crop_is_220_mm_wide_and_says_where_it_is(root: Path) -> None:
    (batch,) = FaceScapeWildDataModule(root, image_size=SIZE).predict_dataloader()
    scale, translation = batch["crop_scale"], batch["crop_translation"]
    assert torch.allclose(scale, torch.full((3,), SIZE / (220 * 0.9)), rtol=1e-3)
    centre = scale[:, None] * torch.tensor([120.0, 140.0]) + translation
    assert torch.allclose(centre, torch.full((3, 2), SIZE / 2), atol=0.1)


def test_threshold() -> None:
    assert [view_of_yaw(yaw) for yaw in (-90.0, -21.0, -20.0, 0.0, 20.0, 21.0)] == [
        0,
        0,
        1,
        1,
        1,
        2,
    ]
    assert view_of_yaw(25.0, threshold=30.0) == FRONT


@pytest.mark.parametrize("name", ["data/wild_images/200.png", "prepared/wild/200_parsing.png"])
def test_a_truncated_image_stops_it_before_the_first_batch(root: Path, name: str) -> None:
    content = (root / name).read_bytes()
    (root / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedFileError, match=Path(name).name):
        FaceScapeWildDataModule(root, image_size=SIZE, batch_size=1).predict_dataloader()


def test_labels_may_be_missing_of_all_images(root: Path) -> None:
    (root / "prepared/wild/000_parsing.png").unlink()
    data = FaceScapeWildDataModule(root, image_size=SIZE)
    with pytest.raises(ValueError, match="1 of 3 photographs have no face-parsing labels"):
        data.predict_dataloader()
    for name in ("100", "200"):
        (root / f"prepared/wild/{name}_parsing.png").unlink()
    (batch,) = data.predict_dataloader()
    assert "parsing" not in batch
    assert batch["view"].tolist() == [LEFT, FRONT, RIGHT]


LAB_YAWS = {0: 0.0, 1: 30.0, 8: -30.0}


@pytest.fixture
def lab_root(tmp_path: Path) -> Path:
    """One subject at two focal lengths; the red of an image is its view, its green the focal."""
    for focal in (0, 1):
        for view, yaw in LAB_YAWS.items():
            image = np.zeros((256, 256, 3), np.uint8)
            image[..., :2] = 10 * view, 100 * focal
            write_lab_sample(
                tmp_path,
                lab_id(4, focal, view),
                image,
                LabCamera(np.eye(3), np.eye(3, 4)),
                landmarks68=np.zeros((68, 2)),
                landmarks5=five_points(yaw) + np.array([0, view]),
                parsing=np.full((256, 256), view, np.uint8),
            )
    write_lab_scan(tmp_path, 4, Mesh(np.eye(3), np.array([[0, 1, 2]])))
    ids = [lab_id(4, focal, view) for focal in (0, 1) for view in LAB_YAWS]
    write_synthetic_marker(tmp_path, lab_ids=ids)
    return tmp_path


def test_single_lab_images_are_in_the_slot_of_their_yaw(lab_root: Path) -> None:
    (batch,) = FaceScapeLabDataModule(lab_root, image_size=SIZE).predict_dataloader()
    assert batch["sample_id"][:3] == ["04_0_00", "04_0_01", "04_0_08"]
    assert batch["view"][:3].tolist() == [FRONT, RIGHT, LEFT]
    assert batch["given"].sum(dim=1).tolist() == [1] * 6


def test_three_views_have_their_slots_and_the_frontal_crop(lab_root: Path) -> None:
    (batch,) = FaceScapeLabMultiviewDataModule(lab_root, image_size=SIZE).predict_dataloader()
    assert batch["sample_id"] == ["04_0", "04_1"]
    assert batch["given"].all()
    assert batch["view"].tolist() == [FRONT, FRONT]
    middle = batch["images"][:, :, :2, SIZE // 2, SIZE // 2] * 255
    assert middle[1].round().tolist() == [[80, 100], [0, 100], [10, 100]]  # left, front, right
    assert batch["parsing"][0, :, SIZE // 2, SIZE // 2].tolist() == [8, 0, 1]
    single = FaceScapeLabDataModule(lab_root, image_size=SIZE).predict_dataloader().dataset[0]
    assert torch.equal(batch["crop_scale"][0], single["crop_scale"])
    assert torch.equal(batch["crop_translation"][0], single["crop_translation"])


def test_the_front_view_alone_is_another_method_on_the_same_samples(lab_root: Path) -> None:
    three = FaceScapeLabMultiviewDataModule(lab_root, image_size=SIZE)
    front = FaceScapeLabMultiviewDataModule(lab_root, views="front", image_size=SIZE)
    assert (three.method_suffix, front.method_suffix) == ("", "-front")
    (whole,), (alone,) = three.predict_dataloader(), front.predict_dataloader()
    assert alone["sample_id"] == whole["sample_id"]
    assert alone["given"].tolist() == [[False, True, False]] * 2
    assert torch.equal(alone["images"][:, FRONT], whole["images"][:, FRONT])
    assert alone["images"][:, [LEFT, RIGHT]].abs().max() == 0
    assert torch.equal(alone["crop_scale"], whole["crop_scale"])


def test_triples_without_all_views_are_left_out(lab_root: Path) -> None:
    wide = FaceScapeLabMultiviewWideDataModule(lab_root, image_size=SIZE)
    assert wide.samples(FaceScapeBenchmark(lab_root)) == []
