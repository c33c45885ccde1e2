"""DF-MVR so small that a test can afford it."""

from __future__ import annotations

import torch

from lightning_modules.dfmvr import Dfmvr

SIZE = 32


def small(face_model: torch.nn.Module, **options: object) -> Dfmvr:
    """Return the same weights at every call."""
    torch.manual_seed(0)
    sizes = {"image_size": SIZE, "width": 4, "regressor_width": 8, "depth": 26}
    return Dfmvr(face_model, **sizes, **options)  # type: ignore[arg-type]
