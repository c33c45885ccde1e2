"""Labelled faces: what is read, crops and mirrors that move image and labels alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from lightning import Trainer

from datamodules.face_parsing import FaceParsingDataModule, mirror, random_crops
from datamodules.labelled_faces import CelebAMaskFaces, ThreeViewFaces
from face_datasets.celebamask_hq import write_celebamask_image, write_mapping
from face_datasets.origin import write_synthetic_marker
from face_datasets.three_view import ThreeViewSample, write_three_view_sample


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Images whose brightness is 20 times the label of their pixels, 16 x 16 blocks of them."""
    rng = np.random.default_rng(0)
    for number in range(6):
        blocks = rng.integers(1, 10, (16, 16)).astype(np.uint8)
        image = np.repeat((20 * blocks)[..., None], 3, axis=-1).repeat(32, 0).repeat(32, 1)
        write_celebamask_image(tmp_path, number, image, blocks.repeat(32, 0).repeat(32, 1))
    write_mapping(tmp_path, {0: 1, 1: 2, 2: 3, 3: 4, 4: 162_771, 5: 162_772})
    write_synthetic_marker(tmp_path, dataset="celebamask-hq")
    return tmp_path


def data(root: Path, **options: object) -> FaceParsingDataModule:
    module = FaceParsingDataModule(
        CelebAMaskFaces(),
        root,
        image_size=64,
        crop_size=32,
        batch_size=2,
        color_jitter=0.0,
        mirror_probability=0.0,
        **options,  # type: ignore[arg-type]
    )
    module.trainer = Trainer(logger=False, accelerator="cpu", enable_checkpointing=False)
    module.setup("fit")
    return module


@pytest.mark.parametrize("in_memory", [True, False])
def test_reads_splits_at_the_size_asked_for(root: Path, in_memory: bool) -> None:
    module = data(root, in_memory=in_memory)
    assert len(list(module.train_dataloader())) == 2
    (batch,) = module.val_dataloader()
    batch = module.on_after_batch_transfer(batch, 0)
    assert batch["images"].shape == (2, 3, 64, 64)
    # JPEG changes brightness by a little; blocks of 4 x 4 pixels of one label each.
    difference = batch["images"].mean(dim=1) * 255 / 20 - batch["labels"]
    assert difference.abs().mean() < 0.1
    assert (batch["labels"][:, ::4, ::4] == batch["labels"][:, 3::4, 3::4]).all()


def test_training_crops_keep_image_and_labels_together(root: Path) -> None:
    module = data(root, in_memory=True, scales=(1.0, 2.0))
    module.trainer.training = True
    first = [module.on_after_batch_transfer(b, 0) for b in module.train_dataloader()]
    again = [module.on_after_batch_transfer(b, 0) for b in module.train_dataloader()]
    for batch, other in zip(first, again, strict=True):
        assert batch["images"].shape == (2, 3, 32, 32)
        assert batch["labels"].shape == (2, 32, 32)
        difference = (batch["images"].mean(dim=1) * 255 / 20 - batch["labels"]).abs()
        assert difference.median() < 0.1
        assert torch.equal(batch["images"], other["images"])


def test_crops_by_hand() -> None:
    ramp = torch.arange(8.0).expand(1, 3, 8, 8) / 8
    labels = torch.arange(8).expand(1, 8, 8)
    numbers = torch.tensor([[0.9, 0.3, 0.6]])
    # Half the size fills the crop: the whole image, halved.
    image, found = random_crops(ramp, labels, numbers, 4, (0.25,))
    assert image[0, 0, 0].tolist() == pytest.approx([0.5 / 8, 2.5 / 8, 4.5 / 8, 6.5 / 8])
    assert found.shape == (1, 4, 4)
    # Twice the size: a quarter of the image, somewhere in it, in steps of half a pixel.
    image, found = random_crops(ramp, labels, numbers, 8, (2.0,))
    inner = image[0, 0, 0] * 8
    assert inner.diff().tolist() == pytest.approx([0.5] * 7, abs=1e-4)
    assert 0 <= inner[0] <= inner[-1] <= 7
    assert (found[0, 0] - inner).abs().max() <= 0.51


def test_mirrored_faces_exchange_left_and_right() -> None:
    labels = torch.arange(10).view(1, 1, 10).repeat(2, 1, 1)
    images = labels[:, None].expand(2, 3, 1, 10) / 10
    chosen = torch.tensor([False, True])
    mirrored, found = mirror(images, labels, chosen)
    assert torch.equal(mirrored[0], images[0])
    assert torch.equal(found[0], labels[0])
    assert torch.equal(mirrored[1], images[1].flip(-1))
    assert found[1, 0].tolist() == [9, 8, 7, 6, 4, 5, 2, 3, 1, 0]
    assert torch.equal(mirror(mirrored, found, chosen)[1], labels)


@pytest.mark.parametrize("in_memory", [True, False])
def test_every_view_of_a_triple_is_one_face(tmp_path: Path, in_memory: bool) -> None:
    for split, subject in (("train", 4), ("train", 2), ("val", 7)):
        codes = 10 * subject + np.arange(3, dtype=np.uint8)[:, None, None]
        images = np.broadcast_to(codes[..., None], (3, 16, 16, 3))
        labels = np.broadcast_to(codes % 10, (3, 16, 16))
        landmarks = np.zeros((3, 68, 2)), np.zeros((68, 3))
        sample = ThreeViewSample(f"{subject:05d}/01", images, labels, *landmarks)
        write_three_view_sample(tmp_path, split, sample)  # type: ignore[arg-type]
        (tmp_path / split / f"{subject:05d}" / "01" / "landmarks.npz").unlink()  # not asked for
    module = FaceParsingDataModule(
        ThreeViewFaces(), tmp_path, image_size=16, crop_size=16, batch_size=2, in_memory=in_memory
    )
    module.setup("fit")
    faces = module.train_dataloader().dataset[[0, 1, 5]]
    assert faces["images"][:, 8, 8, 0].tolist() == [20, 21, 42]
    assert faces["labels"][:, 8, 8].tolist() == [0, 1, 2]
    assert [len(b["labels"]) for b in module.val_dataloader()] == [2, 1]
    with pytest.raises(ValueError, match="crops of 16 pixels, but image_size is 8"):
        ThreeViewFaces().split(tmp_path, "val", 8).read(0)


def test_options_that_do_not_fit_are_refused(root: Path) -> None:
    with pytest.raises(ValueError, match="crop_size 96 and image_size 64"):
        FaceParsingDataModule(CelebAMaskFaces(), root, image_size=64, crop_size=96)
    with pytest.raises(ValueError, match="scales"):
        FaceParsingDataModule(CelebAMaskFaces(), root, scales=())
    with pytest.raises(ValueError, match="image_size 640: the labels have 512 pixels"):
        FaceParsingDataModule(CelebAMaskFaces(), root, image_size=640).setup("fit")
    module = FaceParsingDataModule(
        CelebAMaskFaces(), root, image_size=64, crop_size=32, batch_size=5
    )
    module.setup("fit")
    with pytest.raises(ValueError, match="4 training images do not fill a batch of 5"):
        module.train_dataloader()
