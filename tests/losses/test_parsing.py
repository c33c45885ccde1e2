"""Cross-entropy of hard pixels, by hand."""

from __future__ import annotations

import math

import pytest
import torch

from losses.parsing import ohem_cross_entropy


def logits_of(probabilities: list[float]) -> torch.Tensor:
    """Two classes; the probabilities of class 1 of a row of pixels."""
    p = torch.tensor(probabilities, dtype=torch.float64)
    return torch.stack([(1 - p).log(), p.log()])[None, :, None]


def test_hard_pixels_are_averaged_by_hand() -> None:
    logits = logits_of([0.99, 0.5, 0.2, 0.95])
    labels = torch.ones(1, 1, 4, dtype=torch.long)
    expected = -(math.log(0.5) + math.log(0.2)) / 2
    assert ohem_cross_entropy(logits, labels).item() == pytest.approx(expected)
    # With a lower threshold only the third is hard, and at least half of all count.
    assert ohem_cross_entropy(logits, labels, 0.3, 0.5).item() == pytest.approx(expected)
    assert ohem_cross_entropy(logits, labels, 0.3, 0.0).item() == pytest.approx(-math.log(0.2))


def test_where_all_is_easy_the_hardest_share_counts() -> None:
    logits = logits_of([0.99] * 15 + [0.9])
    labels = torch.ones(1, 1, 16, dtype=torch.long)
    assert ohem_cross_entropy(logits, labels).item() == pytest.approx(-math.log(0.9))
    easy = ohem_cross_entropy(logits[..., :2], labels[..., :2])  # a share of less than one pixel
    assert easy.item() == pytest.approx(-math.log(0.99))
