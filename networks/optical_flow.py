"""Optical flow: where each pixel of one image is found in another.

Flow u is in pixels, x to the right and y down, from the first image to the second: first(x) =
second(x + u(x)). An estimator sees only what a mask shows, and passes gradients to its images.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional


class FlowEstimator(nn.Module, ABC):
    """Estimates the flow between two images; see the head of this module."""

    @abstractmethod
    def forward(
        self,
        first: Float[Tensor, "B 3 H W"],
        second: Float[Tensor, "B 3 H W"],
        mask: Float[Tensor, "B H W"] | None = None,
    ) -> Float[Tensor, "B 2 H W"]:
        """Return the flow from the first image to the second, pixels.

        Args:
            first: RGB in [0, 1].
            second: as the first.
            mask: 1 where both images count, 0 elsewhere; used without gradient. None counts all.
        """


def sample_at(
    images: Float[Tensor, "B C H W"], positions: Float[Tensor, "B 2 H2 W2"]
) -> Float[Tensor, "B C H2 W2"]:
    """Read images at positions in pixels, bilinearly; 0 outside.

    Args:
        images: any channels.
        positions: x and y; (0.5, 0.5) is the centre of the top-left pixel.
    """
    size = positions.new_tensor([images.shape[-1], images.shape[-2]])
    grid = 2 * positions.movedim(1, -1) / size - 1
    return functional.grid_sample(images, grid, align_corners=False)


def pixel_centres(like: Float[Tensor, "B C H W"]) -> Float[Tensor, "1 2 H W"]:
    """Return the positions of all pixels of an image."""
    height, width = like.shape[-2:]
    rows = torch.arange(height, device=like.device, dtype=like.dtype) + 0.5
    columns = torch.arange(width, device=like.device, dtype=like.dtype) + 0.5
    y, x = torch.meshgrid(rows, columns, indexing="ij")
    return torch.stack([x, y])[None]
