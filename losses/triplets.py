"""The triplet loss of FaceNet, with triplets chosen inside the batch."""

from __future__ import annotations

from typing import Literal

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor
from torch.nn import functional

Mining = Literal["semi-hard", "batch-hard"]


def squared_distances(embeddings: Float[Tensor, "B D"]) -> Float[Tensor, "B B"]:
    """Return the squared Euclidean distances between embeddings of length 1, in [0, 4]."""
    return (2 - 2 * embeddings @ embeddings.T).clamp(min=0)


def triplet_loss(
    embeddings: Float[Tensor, "B D"],
    subjects: Int[Tensor, " B"],
    margin: float = 0.2,
    mining: Mining = "semi-hard",
) -> Float[Tensor, ""]:
    """Ask that images of one subject be nearer to each other than to others', by a margin.

    max(d(anchor, positive) - d(anchor, negative) + margin, 0), the summand of Eq. 3 of Schroff et
    al. (CVPR 2015), where d is squared, averaged over the chosen triplets.

    Args:
        embeddings: of length 1.
        subjects: who is in each image.
        margin: of squared distances.
        mining: "semi-hard" has a triplet for each pair of one subject's images, with the nearest
            negative that is farther than the positive, or the farthest one if none is (section 3.2
            of the paper: the hardest ones collapse a training in its beginning). "batch-hard" has
            one for each image: its farthest positive and its nearest negative (Hermans et al.
            2017).

    Raises:
        ValueError: there is no triplet in the batch.
    """
    same = subjects[:, None] == subjects
    positive = same & ~torch.eye(len(subjects), dtype=torch.bool, device=same.device)
    usable = positive.any(dim=1) & ~same.all(dim=1)
    if not usable.any():
        raise ValueError(
            f"a batch of {len(subjects)} images of {len(set(subjects.tolist()))} subjects holds no "
            "triplet; expected two subjects or more, one of them with two images or more"
        )
    distances = squared_distances(embeddings)
    if mining == "batch-hard":
        farthest = distances.masked_fill(~positive, -1.0).amax(dim=1)
        nearest = distances.masked_fill(same, torch.inf).amin(dim=1)
        return functional.relu(farthest - nearest + margin)[usable].mean()
    anchors, positives = positive.nonzero(as_tuple=True)
    chosen = semi_hard_negatives(distances.detach(), same, anchors, positives)
    between = distances[anchors, positives] - distances[anchors, chosen]
    return functional.relu(between + margin).mean()


def semi_hard_negatives(
    distances: Float[Tensor, "B B"],
    same: Bool[Tensor, "B B"],
    anchors: Int[Tensor, " P"],
    positives: Int[Tensor, " P"],
) -> Int[Tensor, " P"]:
    """Return the nearest negative farther than the positive, or the farthest one if none is."""
    to_others = distances[anchors].masked_fill(same[anchors], -1.0)  # positives are never farther
    farther = to_others > distances[anchors, positives][:, None]
    nearest = to_others.masked_fill(~farther, torch.inf).argmin(dim=1)
    return torch.where(farther.any(dim=1), nearest, to_others.argmax(dim=1))
