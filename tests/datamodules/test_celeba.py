"""CelebA: crops to train on, mirrored or not, and the test images for prediction."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from datamodules.celeba import CelebADataModule
from datamodules.celeba_photos import CelebAPhotosDataModule
from face_datasets.celeba import CelebA
from face_datasets.celeba_preparation import prepare_celeba
from face_datasets.celeba_writer import write_celeba_image, write_celeba_lists
from face_datasets.errors import DatasetNotFoundError
from face_datasets.origin import write_synthetic_marker
from geometry.landmarks import IBUG68_MIRROR

SIZE = 32
FIVE = np.array([[69.0, 111.0], [107.0, 111.0], [88.0, 135.0], [72.0, 152.0], [105.0, 152.0]])
IDS = ["000001", "000002", "000003", "162771", "182638"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Grey of the number in blue; red is what is right of the image's middle, label 4 too."""
    for number, sample_id in enumerate(IDS):
        image = np.full((218, 178, 3), (0, 0, 20 * number + 20), np.uint8)
        parsing = np.full((218, 178), 5, np.uint8)
        image[:, 89:, 0], parsing[:, 89:] = 200, 4
        points = np.tile([88.0, 100.0], (68, 1)) + np.arange(68)[:, None] / 4
        write_celeba_image(tmp_path, sample_id, image, parsing, points)
    partition = dict(zip(IDS, (0, 0, 0, 1, 2), strict=True))
    write_celeba_lists(tmp_path, dict.fromkeys(IDS, FIVE), partition, dict.fromkeys(IDS, 1))
    write_synthetic_marker(tmp_path, dataset="celeba")
    return tmp_path


def module(root: Path, **options: object) -> CelebADataModule:
    data = CelebADataModule(root, image_size=SIZE, batch_size=3, **options)  # type: ignore[arg-type]
    data.setup("fit")
    data.trainer = SimpleNamespace(
        training=True, current_epoch=0, global_rank=0, world_size=1, accumulate_grad_batches=1
    )
    return data


def first(data: CelebADataModule) -> dict[str, torch.Tensor]:
    return data.on_after_batch_transfer(next(iter(data.train_dataloader())), 0)


def test_a_batch_holds_what_was_written(root: Path) -> None:
    batch = first(module(root, mirror_probability=0.0))
    assert set(batch) == {"images", "landmarks_2d", "parsing", "index"}
    assert sorted(batch["index"].tolist()) == [0, 1, 2]
    assert torch.equal((batch["images"][:, 2, 9, 9] * 255).round(), 20.0 * batch["index"] + 20)
    assert batch["images"][:, 0, 9, SIZE - 6].min() > 0.7
    assert batch["parsing"][:, 9, SIZE - 6].tolist() == [4, 4, 4]
    scale = batch["landmarks_2d"][:, 40] - batch["landmarks_2d"][:, 0]  # 10 pixels apart
    assert torch.allclose(scale, torch.full((3, 2), 10 * SIZE / 131), rtol=0.05)


def test_mirrored_faces_have_their_sides_exchanged(root: Path) -> None:
    plain, mirrored = (first(module(root, mirror_probability=p)) for p in (0.0, 1.0))
    plain, mirrored = (
        {name: value[batch["index"].argsort()] for name, value in batch.items()}
        for batch in (plain, mirrored)
    )
    assert torch.equal(mirrored["images"], plain["images"].flip(-1))
    # left and right eye: the label follows the subject, who now looks the other way
    assert torch.equal(mirrored["parsing"], (9 - plain["parsing"]).flip(-1))
    expected = plain["landmarks_2d"][:, list(IBUG68_MIRROR)] * torch.tensor([-1.0, 1.0])
    assert torch.allclose(mirrored["landmarks_2d"], expected + torch.tensor([SIZE, 0.0]))


def test_prepared_crops_are_those_of_the_stand_in(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "prepared-crops"
    prepare_celeba(CelebA(root), out, SIZE)
    few = (first(module(folder, color_jitter=0.4)) for folder in (root, out))
    for from_stand_in, prepared in zip(*(batch.items() for batch in few), strict=True):
        assert torch.equal(from_stand_in[1], prepared[1])
    (raw,) = module(out).val_dataloader()
    validation = CelebADataModule(out, image_size=SIZE).on_after_batch_transfer(raw, 0)
    assert validation["images"][0, 2].unique().mul(255).round().tolist() == [80.0]
    with pytest.raises(ValueError, match="crops of 32 pixels, but image_size is 64"):
        CelebADataModule(out, image_size=64).setup("fit")


def test_mistakes_are_named(root: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError, match="make prepare DATASET=celeba"):
        CelebADataModule(tmp_path / "nowhere").setup("fit")
    with pytest.raises(ValueError, match=r"mirror_probability is 1\.5"):
        CelebADataModule(root, mirror_probability=1.5)
    data = CelebADataModule(root, image_size=SIZE)
    data.trainer = SimpleNamespace(lightning_module=SimpleNamespace(hparams={"crop": "deca"}))
    with pytest.raises(ValueError, match=r"the method's by 'deca'"):
        data.setup("fit")
    partition = root / "Eval" / "list_eval_partition.txt"
    partition.write_text(partition.read_text().replace(".jpg 0", ".jpg 2"))
    with pytest.raises(ValueError, match="no train images: make the stand-in again"):
        CelebADataModule(root).setup("fit")


def test_test_images_are_single_views_that_know_their_place(root: Path) -> None:
    (batch,) = CelebAPhotosDataModule(root, image_size=SIZE).predict_dataloader()
    assert batch["sample_id"] == ["182638"]
    assert batch["given"].tolist() == [[False, True, False]]
    assert batch["view"].tolist() == [1]
    assert batch["photo_size"].tolist() == [[218, 178]]
    assert batch["images"][0, 1, 2, 9, 9] * 255 == pytest.approx(100, abs=0.5)
    assert batch["parsing"][0, 1, 9, SIZE - 6] == 4
    middle = torch.tensor([88.0, 130.0]) * batch["crop_scale"] + batch["crop_translation"][0]
    assert torch.allclose(middle, torch.full((2,), SIZE / 2), atol=2)
