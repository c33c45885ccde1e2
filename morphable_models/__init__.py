"""Coefficients to faces: the interface and the face models behind it."""

from __future__ import annotations

from pathlib import Path

from .base import FACE_PARSING_REGIONS, MorphableModel

__all__ = ["FACE_MODELS", "FACE_PARSING_REGIONS", "MorphableModel", "build_face_model"]

FACE_MODELS = ("procedural", "ict", "bfm09", "bfm17", "flame")


def build_face_model(name: str, assets: str | Path | None = None) -> MorphableModel:
    """Build a face model by its name.

    Args:
        name: one of `FACE_MODELS`.
        assets: folder with the model's files; "procedural" needs none.

    Raises:
        ValueError: unknown name.
        FileNotFoundError: the model's files are missing.
    """
    if name == "procedural":
        from .procedural_head import ProceduralHead

        return ProceduralHead()
    if name == "ict":
        from .ict_face_kit import IctFaceKit

        return IctFaceKit(assets)
    if name == "bfm09":
        from .bfm09 import Bfm09

        return Bfm09(assets)
    if name == "bfm17":
        from .bfm17 import Bfm17

        return Bfm17(assets)
    if name == "flame":
        from .flame import Flame

        return Flame(assets)
    raise ValueError(f"unknown face model {name!r}: expected one of {', '.join(FACE_MODELS)}")
