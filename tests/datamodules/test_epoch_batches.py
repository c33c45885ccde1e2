"""Batches that processes share, and that a resumed run goes on with."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, product
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from datamodules.epoch_batches import Batch, EpochBatches, EpochDataModule, sample_numbers


class Numbers(Dataset[Batch]):
    def __init__(self, n: int) -> None:
        self.n = n

    def __len__(self) -> int:
        return self.n

    def __getitem__(self, index: list[int]) -> Batch:
        return {"index": torch.tensor(index)}


def trainer(**changes: object) -> SimpleNamespace:
    alone = {"global_rank": 0, "world_size": 1, "accumulate_grad_batches": 1, "current_epoch": 0}
    strategy = SimpleNamespace(broadcast=lambda seed: seed)  # every process has the same
    return SimpleNamespace(**{**alone, "num_training_batches": 5, "strategy": strategy, **changes})


def module(batch_size: int, **changes: object) -> EpochDataModule:
    data = EpochDataModule(Path("data/x"), batch_size, "numbers")
    data.trainer = trainer(**changes)
    return data


def joined(batches: Iterable[list[int]]) -> list[int]:
    return list(chain.from_iterable(batches))


def seen(loader: DataLoader[Batch]) -> list[list[int]]:
    return [batch["index"].tolist() for batch in loader]


def epoch(n: int, size: int, seed: int | None, number: int = 0, **place: int) -> list[list[int]]:
    batches = EpochBatches(n, size, seed, **place)
    batches.set_epoch(number)
    assert len(list(batches)) == len(batches)
    return list(batches)


def test_order_depends_on_seed_and_epoch_alone() -> None:
    assert epoch(10, 3, 1, 5) == epoch(10, 3, 1, 5)
    assert epoch(10, 3, 1, 5) != epoch(10, 3, 1, 6)
    assert epoch(10, 3, 1, 5) != epoch(10, 3, 2, 5)
    assert len(set(joined(epoch(10, 3, 1)))) == 9


@pytest.mark.parametrize(("world_size", "accumulated"), [(2, 1), (1, 2), (2, 3), (3, 2)])
def test_processes_and_accumulated_batches_share_the_batch_of_one(
    world_size: int, accumulated: int
) -> None:
    n, size = 50, 2
    ranks = [
        epoch(n, size, 7, 1, rank=rank, world_size=world_size, accumulated=accumulated)
        for rank in range(world_size)
    ]
    together = [joined(shares) for shares in zip(*ranks, strict=True)]
    steps = [
        joined(together[first : first + accumulated])
        for first in range(0, len(together), accumulated)
    ]
    assert steps == epoch(n, size * world_size * accumulated, 7, 1)


def test_validation_sees_every_sample_once_in_as_many_batches_on_each_process() -> None:
    for n, size, world_size in product(range(1, 14), (1, 2, 3), (1, 2, 3)):
        if n < world_size:
            continue
        ranks = [epoch(n, size, None, rank=r, world_size=world_size) for r in range(world_size)]
        assert len({len(batches) for batches in ranks}) == 1
        every = [batch for batches in ranks for batch in batches]
        assert sorted(joined(every)) == list(range(n))
        assert min(map(len, every)) >= 1
        assert max(map(len, every)) <= max(size, 2)
    assert epoch(5, 2, None) == [[0, 1], [2, 3], [4]]


def test_a_resumed_epoch_starts_late_and_the_next_one_in_time() -> None:
    batches = EpochBatches(10, 2, 3)
    batches.resume(4, 3)
    assert list(batches) == epoch(10, 2, 3, 4)[3:]
    assert len(batches) == 5
    batches.set_epoch(5)
    assert list(batches) == epoch(10, 2, 3, 5)


def test_numbers_of_a_sample_do_not_depend_on_its_batch() -> None:
    every = sample_numbers(1, 2, torch.arange(2000), 3)
    assert torch.equal(sample_numbers(1, 2, torch.tensor([7, 1999]), 3), every[[7, 1999]])
    assert 0 <= every.min() <= every.max() < 1
    torch.testing.assert_close(every.mean(dim=0), torch.full((3,), 0.5), atol=0.03, rtol=0)
    correlation = torch.corrcoef(every.T) - torch.eye(3)
    assert correlation.abs().max() < 0.1
    for seed, number in ((2, 2), (1, 3)):
        assert (sample_numbers(seed, number, torch.arange(9), 3) != every[:9]).all()


def test_a_checkpoint_knows_the_place_and_the_seed() -> None:
    torch.manual_seed(11)
    data = module(2)
    whole = seen(data.training_loader(Numbers(11)))
    for epochs, done, expected in ((0, 3, (0, 3)), (2, 5, (3, 0))):
        data.trainer.current_epoch = epochs
        data.trainer.fit_loop = SimpleNamespace(batch_idx=done - 1)
        state = data.state_dict()
        assert (state["epoch"], state["batch"]) == expected

    torch.manual_seed(12)
    resumed = module(1, world_size=2, global_rank=1)
    resumed.load_state_dict({"seed": 11, "epoch": 0, "batch": 3, "joint_batch": 2})
    assert seen(resumed.training_loader(Numbers(11))) == [batch[1:] for batch in whole[3:]]
    other = module(3)
    other.load_state_dict({"seed": 11, "epoch": 0, "batch": 3, "joint_batch": 2})
    with pytest.raises(ValueError, match="batches of 2 numbers, this run's are of 3: keep"):
        other.training_loader(Numbers(11))


def test_reading_takes_no_random_numbers_from_others() -> None:
    data = module(2)
    loader = data.training_loader(Numbers(4))
    state = torch.get_rng_state()
    list(loader)
    assert torch.equal(torch.get_rng_state(), state)


def test_too_few_samples_are_named() -> None:
    few = {"world_size": 2, "accumulate_grad_batches": 4}
    message = (
        r"data/x: 30 training numbers do not fill a batch of 4 on each of 2 processes 4 times per "
        "step; lower batch_size"
    )
    with pytest.raises(ValueError, match=message):
        module(4, **few).training_loader(Numbers(30))
    with pytest.raises(ValueError, match="1 validation numbers for 2 processes"):
        module(4, **few).validation_loader(Numbers(1))


def test_draws_follow_the_epoch() -> None:
    torch.manual_seed(5)
    index: Tensor = torch.tensor([3, 1])
    assert torch.equal(module(2, current_epoch=4).draw(index, 2), sample_numbers(5, 4, index, 2))
