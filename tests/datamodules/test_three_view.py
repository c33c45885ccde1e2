"""Training triples: cached content, order, input patterns, determinism."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from datamodules.three_view import ThreeViewDataModule, draw_patterns, validation_patterns
from face_datasets.origin import write_synthetic_marker
from face_datasets.three_view import ThreeViewSample, write_three_view_sample

SIZE = 16


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Five triples, two for validation; every array says which subject and view it is of."""
    for subject in range(7):
        number = np.array([10 * subject + view for view in range(3)])
        sample = ThreeViewSample(
            f"{subject:05d}/01",
            np.broadcast_to(number[:, None, None, None], (3, SIZE, SIZE, 3)).astype(np.uint8),
            np.broadcast_to(number[:, None, None] % 10, (3, SIZE, SIZE)).astype(np.uint8),
            np.broadcast_to(number[:, None, None], (3, 68, 2)).astype(np.float32),
            np.full((68, 3), subject, np.float32),
        )
        write_three_view_sample(tmp_path, "train" if subject < 5 else "val", sample)
    return tmp_path


def module(root: Path, **options: object) -> ThreeViewDataModule:
    data = ThreeViewDataModule(root, image_size=SIZE, batch_size=2, **options)  # type: ignore[arg-type]
    data.setup("fit")
    return data


def in_training(data: ThreeViewDataModule, epoch: int) -> ThreeViewDataModule:
    data.trainer = SimpleNamespace(
        training=True, current_epoch=epoch, global_rank=0, world_size=1, accumulate_grad_batches=1
    )
    return data


def test_batches_hold_what_was_written(root: Path) -> None:
    data = in_training(module(root, color_jitter=0.0, blur_probability=0.0), 0)
    seen = []
    for raw in data.train_dataloader():
        batch = data.on_after_batch_transfer(raw, 0)
        assert batch["images"].shape == (2, 3, 3, SIZE, SIZE)
        numbers = (batch["images"] * 255).round()
        subjects = batch["landmarks_3d"][:, 0, 0]
        expected = 10 * subjects[:, None] + torch.arange(3)
        assert torch.equal(numbers[..., 0, 5, 7], expected)
        assert torch.equal(batch["landmarks_2d"][..., 3, 1], expected)
        assert torch.equal(batch["parsing"][..., 2, 2], (expected % 10).byte())
        seen += subjects.tolist()
    assert len(set(seen)) == 4  # of five; the incomplete batch is left out


def test_further_folders_are_trained_on_and_not_validated_on(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for split, subject in (("train", 8), ("val", 9)):
        view = np.full((3, SIZE, SIZE), 0, np.uint8)
        images = np.full((3, SIZE, SIZE, 3), subject, np.uint8)
        points = np.full((68, 3), subject, np.float32)
        flat = np.zeros((3, 68, 2), np.float32)
        sample = ThreeViewSample(f"{subject:05d}/01", images, view, flat, points)
        write_three_view_sample(other, split, sample)
    data = in_training(module(root, more_roots=[other]), 0)
    trained = torch.cat([b["landmarks_3d"][:, 0, 0] for b in data.train_dataloader()])
    assert sorted(trained.tolist()) == [0, 1, 2, 3, 4, 8]
    validated = torch.cat([b["landmarks_3d"][:, 0, 0] for b in data.val_dataloader()])
    assert sorted(validated.tolist()) == [5, 6]
    write_synthetic_marker(root, face_model="ict")
    module(root, more_roots=[other]).setup("fit")  # released: no face model
    write_synthetic_marker(other, face_model="procedural")
    with pytest.raises(ValueError, match=r"different face models \(.*ict.*procedural"):
        module(root, more_roots=[other]).setup("fit")


def test_crops_by_another_rule_than_the_methods_are_refused(root: Path) -> None:
    def set_up(**hparams: str) -> None:
        data = ThreeViewDataModule(root, image_size=SIZE)
        data.trainer = SimpleNamespace(lightning_module=SimpleNamespace(hparams=hparams))
        data.setup("fit")

    set_up(crop="deca")  # nobody knows how they were made
    (root / "prepared.json").write_text('{"crop": "five-points"}')
    set_up()
    with pytest.raises(ValueError, match=r"by the rule 'five-points'.*with --crop deca"):
        set_up(crop="deca")
    (root / "prepared.json").unlink()
    write_synthetic_marker(root, crop="deca")
    set_up(crop="deca")
    with pytest.raises(ValueError, match="by the rule 'deca'"):
        set_up()


def test_points_in_space_are_in_every_sample_or_in_none(root: Path) -> None:
    folder = root / "train" / "00002" / "01"
    with np.load(folder / "landmarks.npz") as archive:
        known = dict(archive)
    np.savez(folder / "landmarks.npz", landmarks_2d=known["landmarks_2d"])
    with pytest.raises(ValueError, match=r"00002/01 and 00000/01 differ in whether they have"):
        module(root)
    for path in root.rglob("landmarks.npz"):
        np.savez(path, landmarks_2d=known["landmarks_2d"], points_101=np.ones((101, 3), np.float32))
    batch = next(iter(module(root).train_dataloader()))
    assert batch["points_101"].shape == (2, 101, 3)
    assert "landmarks_3d" not in batch


def test_labels_are_in_every_sample_or_in_none(root: Path) -> None:
    for path in (root / "train" / "00003" / "01").glob("*_parsing.png"):
        path.unlink()
    with pytest.raises(ValueError, match=r"00003/01 and 00000/01 differ .* they have parsing"):
        module(root)
    for path in root.rglob("*_parsing.png"):
        path.unlink()
    data = in_training(module(root, mirror_probability=1.0), 0)
    batch = data.on_after_batch_transfer(next(iter(data.train_dataloader())), 0)
    assert set(batch) == {"images", "landmarks_2d", "landmarks_3d", "given"}
    expected = 10 * batch["landmarks_3d"][:, 0, :1].neg() + torch.arange(2, -1, -1)  # mirrored
    assert torch.equal(batch["landmarks_2d"][..., 3, 1], expected)


def test_augmentation_and_pattern_of_a_sample_depend_on_seed_and_epoch(root: Path) -> None:
    torch.manual_seed(3)
    data = module(root, mirror_probability=0.5, all_views_probability=0.5)
    raw = data._splits["train"][[0, 1, 2, 3]]

    def batch(epoch: int, samples: list[int]) -> dict[str, torch.Tensor]:
        torch.rand(7)  # other random numbers drawn in between do not matter
        few = {name: value[samples] for name, value in raw.items()}
        return in_training(data, epoch).on_after_batch_transfer(few, 0)

    whole, parts = batch(4, [0, 1, 2, 3]), (batch(4, [0, 1]), batch(4, [3, 2]))
    for name, value in whole.items():
        assert torch.equal(value[:2], parts[0][name])
        assert torch.equal(value[[3, 2]], parts[1][name])
    assert not torch.equal(whole["images"], batch(5, [0, 1, 2, 3])["images"])


def test_patterns_come_with_the_papers_probabilities() -> None:
    given = draw_patterns(torch.rand(20_000, 2), 2 / 3)
    count = given.sum(dim=1)
    assert set(count.tolist()) == {1, 3}
    assert (count == 3).float().mean().item() == pytest.approx(2 / 3, abs=0.015)
    for view in range(3):
        alone = given[:, view] & (count == 1)
        assert alone.float().mean().item() == pytest.approx(1 / 9, abs=0.01)


def test_validation_takes_turns_and_is_not_augmented(root: Path) -> None:
    assert validation_patterns(torch.arange(5)).int().tolist() == [
        [1, 1, 1],
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
        [1, 1, 1],
    ]
    data = module(root)
    (raw,) = data.val_dataloader()
    batch = data.on_after_batch_transfer(raw, 0)
    assert (batch["images"][1, 2] * 255).round().unique().tolist() == [62]


def test_mistakes_are_named(root: Path) -> None:
    with pytest.raises(ValueError, match="crops of 16 pixels, but image_size is 32"):
        ThreeViewDataModule(root, image_size=32).setup("fit")
    data = ThreeViewDataModule(root, image_size=SIZE)
    data.setup("fit")
    with pytest.raises(ValueError, match="5 training triples do not fill a batch of 16"):
        data.train_dataloader()
    with pytest.raises(ValueError, match=r"all_views_probability is 1\.5"):
        ThreeViewDataModule(root, all_views_probability=1.5)
