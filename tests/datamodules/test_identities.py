"""People with several images each: who is in a batch, held-out people, what augmentation keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from lightning import Trainer

from datamodules.epoch_batches import EpochBatches
from datamodules.identities import IdentityDataModule

Write = Callable[[dict[str, list[int]]], Path]
PARTS = {"train": [0, 1, 0, 2, 1, 0, 2, 5], "val": [3, 4, 3, 4, 3, 0, 0], "test": []}


def data(root: Path, **options: object) -> IdentityDataModule:
    sizes = {"image_size": 16, "batch_size": 2, "images_per_subject": 2, "color_jitter": 0.0}
    module = IdentityDataModule(root, **{**sizes, **options})  # type: ignore[arg-type]
    module.trainer = Trainer(logger=False, accelerator="cpu", enable_checkpointing=False)
    module.setup("fit")
    return module


@pytest.mark.parametrize("in_memory", [True, False])
def test_batches_hold_images_of_each_person(colored_people: Write, in_memory: bool) -> None:
    module = data(colored_people(PARTS), in_memory=in_memory, batch_size=3)
    (batch,) = module.train_dataloader()
    assert Counter(batch["subject"].tolist()) == {0: 2, 1: 2, 2: 2}
    assert len(set(batch["index"].tolist())) == 6
    batch = module.on_after_batch_transfer(batch, 0)
    assert batch["images"].shape == (6, 3, 16, 16)
    # Red, green, blue: who it is, is in the colour; the fourth, of one image, is not there.
    assert torch.equal(batch["images"].mean(dim=(2, 3)).argmax(dim=1), batch["subject"])


def test_validation_is_on_people_whom_training_has_not(colored_people: Write) -> None:
    root = colored_people(PARTS)
    module = data(root, most_validated=(5, 2))
    images = torch.cat([batch["images"] for batch in module.val_dataloader()]).float()
    yellow_and_cyan = images.mean(dim=(1, 2)) > 150  # person 0 is red, and trains as well
    assert yellow_and_cyan.tolist() == [[True, True, False]] * 2 + [[False, True, True]] * 2


def test_images_change_from_epoch_to_epoch_and_nothing_else_does(colored_people: Write) -> None:
    root = colored_people({"train": [0] * 9 + [1] * 9, "val": [3, 3, 4, 4], "test": []})
    module = data(root)
    loader = module.train_dataloader()
    sampler = loader.sampler
    assert isinstance(sampler, EpochBatches)
    epochs = []
    for epoch in (0, 1, 0):
        sampler.set_epoch(epoch)
        (numbers,) = list(sampler)
        epochs.append(sorted(numbers))
    assert epochs[0] == epochs[2] != epochs[1]
    assert all(sum(number < 9 for number in numbers) == 2 for numbers in epochs)


def test_augmentation_mirrors_and_depends_on_epoch_and_image(colored_people: Write) -> None:
    module = data(colored_people(PARTS), mirror_probability=1.0)
    (batch, *_) = module.train_dataloader()
    plain = module.on_after_batch_transfer(batch, 0)["images"]
    module.trainer.training = True
    assert torch.equal(module.on_after_batch_transfer(batch, 0)["images"], plain.flip(-1))
    module.color_jitter = 0.5
    first, again = (module.on_after_batch_transfer(batch, 0)["images"] for _ in range(2))
    assert torch.equal(first, again)
    assert (first - plain.flip(-1)).abs().mean() > 0.01


def test_what_cannot_be_trained_on_is_refused(colored_people: Write) -> None:
    root = colored_people({"train": [0, 0, 1, 1], "val": [], "test": [2, 2, 3, 3]})
    message = "0 people with two images or more in the part 'val', expected 2 or more"
    with pytest.raises(ValueError, match=message):
        data(root)
    module = data(root, held_out="test", batch_size=3)
    with pytest.raises(ValueError, match="2 training people do not fill a batch of 3"):
        module.train_dataloader()
    (root / "Anno" / "identity_CelebA.txt").unlink()
    with pytest.raises(ValueError, match="0 people with two images or more in the part 'train'"):
        data(root)
    with pytest.raises(ValueError, match="images_per_subject 1: triplets need two people or more"):
        IdentityDataModule(root, images_per_subject=1)
