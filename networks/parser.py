"""What every face parser's network has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod

from jaxtyping import Float
from torch import Tensor, nn

Logits = tuple[Tensor, ...]
"""Logits of the input's size: those to use first; the others only help training."""


class ParserNetwork(nn.Module, ABC):
    """A network that labels each pixel.

    Attributes:
        n_classes: channels of each of its logits.
    """

    n_classes: int

    @abstractmethod
    def forward(self, images: Float[Tensor, "B 3 H W"]) -> Logits:
        """Return one or more logits (B, n_classes, H, W), of normalised images."""

    def main_logits(self, images: Float[Tensor, "B 3 H W"]) -> Float[Tensor, "B K H W"]:
        """Return the logits to use; networks with heads only for training leave those out."""
        return self(images)[0]  # type: ignore[no-any-return]

    def new_parameters(self) -> list[nn.Parameter]:
        """Parameters that may learn faster than the rest, because nothing is known of them."""
        return []
