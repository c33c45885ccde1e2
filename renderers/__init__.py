"""Rasterise meshes to fragments, interpolate vertex attributes, shade."""

from .fragments import Fragments
from .interpolation import interpolate
from .rasterizer import rasterize
from .spherical_harmonics import shade_sh

__all__ = ["Fragments", "interpolate", "rasterize", "shade_sh"]
