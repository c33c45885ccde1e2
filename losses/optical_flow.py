"""The multi-view flow loss of MFNet: a view and the rendering of it should not move (Eq. 6)."""

from __future__ import annotations

from typing import Literal

import torch
from jaxtyping import Float
from torch import Tensor

from .photometric import weighted_mean

FlowNorm = Literal["l1", "l2sq"]
FlowUnit = Literal["ndc", "px"]


def flow_loss(
    flow: Float[Tensor, "B 2 H W"],
    mask: Float[Tensor, "B H W"],
    norm: FlowNorm = "l1",
    unit: FlowUnit = "ndc",
) -> Float[Tensor, ""]:
    """Return Eq. 6: the mean length of the flow where it counts, averaged over the pairs.

    Eq. 6 prints |F|; the preprint's text has "the sum of squares of all changes". Neither says what
    is divided by what. A sum over pixels would drown the other terms of Eq. 11, whose weights are
    DECA's for means.

    Args:
        flow: from the photograph to the rendering, pixels; one pair of images each.
        mask: co-visible pixels, see `co_visible`; used without gradient. A pair without any does
            not count.
        norm: "l1" adds up the absolute values of x and y, "l2sq" their squares.
        unit: "ndc" has the image reach from -1 to 1, as landmarks do; "px" keeps pixels.
    """
    mask = mask.detach()
    if unit == "ndc":
        size = flow.new_tensor([flow.shape[-1], flow.shape[-2]])
        flow = 2 * flow / size[:, None, None]
    length = (flow.abs() if norm == "l1" else flow.square()).sum(dim=1)
    total = mask.sum(dim=(1, 2))
    per_pair = (mask * length).sum(dim=(1, 2)) / total.clamp(min=1e-6)
    return weighted_mean(per_pair[:, None], (total > 0).to(flow)[:, None])


def flow_sequence_loss(
    flows: list[Float[Tensor, "B 2 H W"]],
    true: Float[Tensor, "B 2 H W"],
    valid: Float[Tensor, "B H W"],
    gamma: float = 0.8,
) -> Float[Tensor, ""]:
    """Return Eq. 7 of RAFT: the L1 distance of every iterate, weighed by gamma^(N - i).

    Args:
        flows: iterates 1 to N, pixels.
        true: the flow to be found, pixels.
        valid: 1 where it is known; the mean is over these pixels.
        gamma: how much less an iterate weighs than the following one.
    """
    count = valid.sum().clamp(min=1.0)
    distances = [(valid * (flow - true).abs().sum(dim=1)).sum() / count for flow in flows]
    weights = [gamma ** (len(flows) - 1 - i) for i in range(len(flows))]
    return torch.stack([w * d for w, d in zip(weights, distances, strict=True)]).sum()
