"""Face-parsing labels as colours, for pictures."""

from __future__ import annotations

import torch
from jaxtyping import Float, Int
from torch import Tensor

_COLORS = (
    (0, 0, 0),  # background
    (214, 168, 140),  # skin
    (120, 72, 40),  # brows
    (160, 104, 56),
    (40, 110, 200),  # eyes
    (90, 170, 240),
    (240, 220, 90),  # nose
    (110, 20, 60),  # mouth
    (220, 60, 80),  # lips
    (250, 130, 140),
)
"""RGB of each of `FACE_PARSING_REGIONS`, told apart at a glance."""


def label_colors(labels: Int[Tensor, "*B H W"]) -> Float[Tensor, "*B 3 H W"]:
    """Return the colour of each label 0 to 9, RGB in [0, 1]."""
    palette = torch.tensor(_COLORS, device=labels.device) / 255
    return palette[labels].movedim(-1, -3)
