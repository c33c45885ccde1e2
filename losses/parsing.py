"""Losses of face parsers."""

from __future__ import annotations

import math

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn import functional


def ohem_cross_entropy(
    logits: Float[Tensor, "B K H W"],
    labels: Int[Tensor, "B H W"],
    threshold: float = 0.7,
    least_share: float = 1 / 16,
) -> Float[Tensor, ""]:
    """Return the mean cross-entropy of the hard pixels (online hard example mining).

    As zllrunning/face-parsing.PyTorch trains its parser. Most pixels are background and skin, and
    soon certain; they would drown the eyes.

    Args:
        logits: of each class.
        labels: 0 to K - 1.
        threshold: a pixel is hard if the probability of its class is below this.
        least_share: at least this share of all pixels counts, the hardest ones.
    """
    losses = functional.cross_entropy(logits, labels.long(), reduction="none").flatten()
    hard = losses[losses > -math.log(threshold)]
    least = int(losses.numel() * least_share)
    return hard.mean() if len(hard) > least else torch.topk(losses, max(least, 1)).values.mean()
