"""What a rasteriser returns."""

from __future__ import annotations

from dataclasses import dataclass

from jaxtyping import Float, Int
from torch import Tensor


@dataclass(frozen=True)
class Fragments:
    """Per pixel, the nearest face and where on it the pixel's ray falls; top row first.

    Attributes:
        pix_to_face: face index, -1 where there is background.
        barycentric: perspective-correct weights of the face's three vertices, 0 for background.
        depth: z in the camera frame, mm, 0 for background.
    """

    pix_to_face: Int[Tensor, "B H W"]
    barycentric: Float[Tensor, "B H W 3"]
    depth: Float[Tensor, "B H W"]
