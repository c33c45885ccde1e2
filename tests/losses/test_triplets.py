"""The triplet loss and its mining, by hand on points of a circle."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from losses.triplets import semi_hard_negatives, squared_distances, triplet_loss


def on_circle(*degrees: float) -> Tensor:
    angles = torch.tensor(degrees, dtype=torch.float64).deg2rad()
    return torch.stack([angles.cos(), angles.sin()], dim=1)


def d(degrees: float) -> float:
    """Squared distance of two points of the unit circle so far apart."""
    return 2 - 2 * math.cos(math.radians(degrees))


def test_squared_distances_by_hand() -> None:
    found = squared_distances(on_circle(0, 60, 90, 180))
    assert found[0].tolist() == pytest.approx([0, 1, 2, 4], abs=1e-12)
    assert torch.equal(found, found.T)


def test_batch_hard_by_hand() -> None:
    # Subject 1 at 0, 20 and 50 degrees, subject 2 at 60 and 130, subject 3, alone, at 300.
    embeddings = on_circle(0, 20, 50, 60, 130, 300)
    subjects = torch.tensor([1, 1, 1, 2, 2, 3])
    triplets = [(50, 60), (30, 40), (50, 10), (70, 10), (70, 80)]
    expected = sum(max(d(p) - d(n) + 0.2, 0) for p, n in triplets) / 5
    assert triplet_loss(embeddings, subjects, 0.2, "batch-hard").item() == pytest.approx(expected)


def test_semi_hard_by_hand() -> None:
    embeddings = on_circle(0, 20, 50, 60, 130, 300)
    subjects = torch.tensor([1, 1, 1, 2, 2, 3])
    # The nearest negative beyond the positive; from 60 past 130 degrees that is 300.
    triplets = [(20, 60), (50, 60), (20, 40), (30, 40), (50, 80), (30, 80), (70, 120), (70, 80)]
    expected = sum(max(d(p) - d(n) + 0.5, 0) for p, n in triplets) / 8
    assert triplet_loss(embeddings, subjects, 0.5).item() == pytest.approx(expected)


def test_the_farthest_negative_stands_in_where_none_is_beyond_the_positive() -> None:
    distances = torch.tensor(
        [[0.0, 3.0, 1.0, 2.0], [3.0, 0.0, 3.5, 3.2], [1.0, 3.5, 0.0, 1.0], [2.0, 3.2, 1.0, 0.0]]
    )
    subjects = torch.tensor([1, 1, 2, 3])
    same = subjects[:, None] == subjects
    chosen = semi_hard_negatives(distances, same, torch.tensor([0, 1]), torch.tensor([1, 0]))
    assert chosen.tolist() == [3, 3]


@pytest.mark.parametrize("mining", ["semi-hard", "batch-hard"])
def test_no_loss_where_subjects_are_apart_and_order_does_not_matter(mining: str) -> None:
    subjects = torch.tensor([5, 5, 9, 9])
    apart = on_circle(0, 5, 180, 185)
    assert triplet_loss(apart, subjects, 0.2, mining).item() == 0  # type: ignore[arg-type]
    mixed = on_circle(0, 100, 50, 130)
    order = torch.tensor([2, 0, 3, 1])
    loss = triplet_loss(mixed, subjects, 0.2, mining)  # type: ignore[arg-type]
    again = triplet_loss(mixed[order], subjects[order], 0.2, mining)  # type: ignore[arg-type]
    assert loss.item() > 0
    assert again.item() == pytest.approx(loss.item())


@pytest.mark.parametrize("mining", ["semi-hard", "batch-hard"])
def test_gradient(mining: str) -> None:
    angles = torch.tensor([0.0, 1.7, 0.9, 2.3], dtype=torch.float64, requires_grad=True)

    def loss(angles: Tensor) -> Tensor:
        points = torch.stack([angles.cos(), angles.sin()], dim=1)
        return triplet_loss(points, torch.tensor([1, 1, 2, 2]), 0.2, mining)  # type: ignore[arg-type]

    assert torch.autograd.gradcheck(loss, (angles,))


def test_a_batch_without_triplets_is_refused() -> None:
    points = on_circle(0, 10, 20)
    for subjects in ([1, 1, 1], [1, 2, 3]):
        with pytest.raises(ValueError, match=r"3 images of \d subjects holds no triplet"):
            triplet_loss(points, torch.tensor(subjects))
