"""How well distances tell whether two images are of one subject."""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from losses.triplets import squared_distances


def pairs_of(
    embeddings: Float[Tensor, "N D"], subjects: Int[Tensor, " N"]
) -> tuple[Float[Tensor, " P"], Bool[Tensor, " P"]]:
    """Return the squared distance of every pair of images, and whether they are of one subject."""
    first, second = torch.triu_indices(len(subjects), len(subjects), 1).to(subjects.device)
    distances = squared_distances(embeddings)[first, second]
    return distances, subjects[first] == subjects[second]


def verification(
    distances: Float[Tensor, " P"], same: Bool[Tensor, " P"]
) -> dict[str, Float[Tensor, ""]]:
    """Judge distances of pairs.

    Args:
        distances: of each pair.
        same: whether a pair is of one subject.

    Returns:
        `auc`: the probability that a pair of one subject is nearer than a pair of two, ties half.
        `accuracy`: the mean share of both kinds of pairs that the best threshold gets right; it is
        chosen on these pairs. `distance_same`, `distance_different`: means. Whatever needs pairs of
        a kind that there is none of is NaN.
    """
    order = distances.argsort()
    ordered, is_same = distances[order], same[order].double()
    # Shares below each threshold; pairs at the same distance pass it together.
    ends = torch.cat([ordered[1:] > ordered[:-1], ordered.new_ones(1, dtype=torch.bool)])
    accepted, mistaken = (
        torch.cat([part.new_zeros(1), (part.cumsum(0) / part.sum())[ends]])
        for part in (is_same, 1 - is_same)
    )
    return {
        "auc": torch.trapezoid(accepted, mistaken).float(),
        "accuracy": ((accepted + 1 - mistaken) / 2).max().float(),
        "distance_same": distances[same].mean(),
        "distance_different": distances[~same].mean(),
    }
