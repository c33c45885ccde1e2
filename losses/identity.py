"""Identity loss: a rendered face is recognised as the person in the photograph."""

from __future__ import annotations

from jaxtyping import Float
from torch import Tensor


def identity_loss(a: Float[Tensor, "B D"], b: Float[Tensor, "B D"]) -> Float[Tensor, ""]:
    """Return Eq. 7 of Deng et al. (MM 2022): 1 - cosine of two embeddings, averaged over the batch.

    Symmetric. The recogniser is frozen and the photograph's embedding computed without gradient;
    the two pictures are cut out alike.

    Args:
        a: embeddings of the photographs, of any length.
        b: embeddings of the rendered faces.
    """
    # The addend keeps the gradient of an embedding of length 0 finite.
    lengths = ((a.square().sum(dim=1) + 1e-12) * (b.square().sum(dim=1) + 1e-12)).sqrt()
    return (1 - (a * b).sum(dim=1) / lengths).mean()
