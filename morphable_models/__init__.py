"""Face models behind one interface."""

from .base import FACE_PARSING_REGIONS, MorphableModel

__all__ = ["FACE_PARSING_REGIONS", "MorphableModel"]
