"""Rasterise meshes to fragments, interpolate vertex attributes, shade."""

from .antialias import antialias, silhouette
from .blinn_phong import specular
from .fragments import Fragments
from .interpolation import interpolate
from .mesh_edges import MeshEdges, mesh_edges
from .rasterizer import rasterize
from .spherical_harmonics import sh_basis, shade_sh
from .transfer import transfer_image

__all__ = [
    "Fragments",
    "MeshEdges",
    "antialias",
    "interpolate",
    "mesh_edges",
    "rasterize",
    "sh_basis",
    "shade_sh",
    "silhouette",
    "specular",
    "transfer_image",
]
