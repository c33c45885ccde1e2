"""Verification by hand."""

from __future__ import annotations

import pytest
import torch

from lightning_modules.verification import pairs_of, verification


def test_pairs_by_hand() -> None:
    embeddings = torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]])
    distances, same = pairs_of(embeddings, torch.tensor([4, 7, 4]))
    assert distances.tolist() == [2, 4, 2]
    assert same.tolist() == [False, True, False]


def test_judgement_by_hand() -> None:
    distances = torch.tensor([0.1, 0.5, 0.3, 0.5, 0.9, 1.0])
    same = torch.tensor([True, True, False, False, False, True])
    found = {name: value.item() for name, value in verification(distances, same).items()}
    # Of 9 comparisons, 0.1 wins three, 0.5 wins one and ties one, 1.0 wins none.
    assert found["auc"] == pytest.approx((3 + 1.5) / 9)
    # Below 0.3: a third of the same pairs, none of the others.
    assert found["accuracy"] == pytest.approx((1 / 3 + 1) / 2)
    assert found["distance_same"] == pytest.approx(1.6 / 3)
    assert found["distance_different"] == pytest.approx(1.7 / 3)


def test_extremes() -> None:
    same = torch.tensor([True, True, False])
    perfect = verification(torch.tensor([0.1, 0.2, 0.3]), same)
    assert (perfect["auc"].item(), perfect["accuracy"].item()) == (1, 1)
    constant = verification(torch.ones(3), same)
    assert (constant["auc"].item(), constant["accuracy"].item()) == (0.5, 0.5)
    assert verification(torch.ones(2), torch.tensor([True, True]))["auc"].isnan()
