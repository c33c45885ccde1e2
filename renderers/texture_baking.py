"""Values of vertices, laid out as texture maps in the face model's own texture coordinates.

Models have one pair of coordinates per vertex. Where their maps are cut, at the back of the head or
where lips meet the inside of the mouth, faces stretch from one part of the map to another, over
whatever lies between; some faces have no area in the map at all. Such faces, whose place in the map
shows another point of the surface, get a place of their own beside the map.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor
from torch.nn import functional

from .fragments import Fragments
from .interpolation import interpolate
from .texture_maps import fill_holes, texture_fragments

_PROBES = ((1 / 3, 1 / 3, 1 / 3), (0.8, 0.1, 0.1), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8))
_PROBE_SIZE = 1024  # texels; independent of the texture's size, which changes no layout
_LEAST_TOLERANCE = 1.0  # mm
_LARGEST_CELL, _LEAST_CELL = 16, 4  # texels


class Atlas(NamedTuple):
    """Where the texture maps lie, and a mesh that refers to them.

    Attributes:
        source: the vertex that each vertex of the atlas's mesh is a copy of. The first V are the
            model's own, in their order.
        faces: rows of `source`, in the order of the mesh's faces.
        uv: texture coordinates of the rows of `source`.
        placed: faces of the model that keep their place in its map.
        texels: of these.
        apart: faces that get a cell in a strip to the right of the map.
        size: side of the map, texels.
        cell: side of a cell, texels.
    """

    source: Int[Tensor, " T"]
    faces: Int[Tensor, "F 3"]
    uv: Float[Tensor, "T 2"]
    placed: Int[Tensor, "P 3"]
    texels: Fragments
    apart: Int[Tensor, "A 3"]
    size: int
    cell: int


def build_atlas(
    uv: Float[Tensor, "V 2"],
    faces: Int[Tensor, "F 3"],
    points: Float[Tensor, "V 3"],
    size: int,
) -> Atlas:
    """Lay out a mesh.

    Args:
        uv: of each vertex, in [0, 1], v up.
        faces: those that are wanted.
        points: of the vertices, mm: they tell whether the map shows a face where it should.
        size: side of the map, texels.
    """
    order = _least_stretched_first(uv, faces, points)
    is_apart = torch.empty_like(order, dtype=torch.bool)
    is_apart[order] = _misplaced(uv, faces[order], points)
    apart = faces[is_apart]
    placed = faces[order][~is_apart[order]]
    source = torch.arange(len(uv), device=uv.device)
    places, moved = uv.clone(), faces.clone()
    cell = min(_LARGEST_CELL, max(_LEAST_CELL, size // 64))
    if len(apart):
        share = size / (size + _strip_width(len(apart), size, cell))
        corners = _cell_corners(apart, size, cell)
        places = torch.cat([uv, corners]) * uv.new_tensor([share, 1.0])
        rows = len(uv) + torch.arange(3 * len(apart), device=uv.device)
        moved[is_apart] = rows.view(-1, 3).to(moved)
        source = torch.cat([source, apart.flatten().to(source)])
    texels = texture_fragments(uv, placed, size)
    return Atlas(source, moved, places, placed, texels, apart, size, cell)


def _least_stretched_first(
    uv: Float[Tensor, "V 2"], faces: Int[Tensor, "F 3"], points: Float[Tensor, "V 3"]
) -> Int[Tensor, " F"]:
    """Order faces by their claim to texels: the first that covers one has it."""
    a, b, c = uv[faces].unbind(dim=1)
    area = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    folded = area * area.sum().sign() < 0  # a model may mirror its whole map
    stretch = _longest_edges(uv, faces) / _longest_edges(points, faces).clamp(min=1e-6)
    return torch.argsort(stretch + folded * (stretch.max() + 1), stable=True)


def _longest_edges(points: Float[Tensor, "V D"], faces: Int[Tensor, "F 3"]) -> Float[Tensor, " F"]:
    corners = points[faces]
    longest: Tensor = (corners - corners.roll(1, dims=1)).norm(dim=2).max(dim=1).values
    return longest


def _misplaced(
    uv: Float[Tensor, "V 2"], faces: Int[Tensor, "F 3"], points: Float[Tensor, "V 3"]
) -> Bool[Tensor, " F"]:
    """Say of which faces the map shows another point of the surface, at one of a few probes."""
    texels = texture_fragments(uv, faces, _PROBE_SIZE)
    laid = interpolate(texels, faces, points[None])
    laid = fill_holes(laid, texels.pix_to_face >= 0)
    probes = uv.new_tensor(_PROBES)
    expected = torch.einsum("pk,fkc->pfc", probes, points[faces])
    place = torch.einsum("pk,fkc->pfc", probes, uv[faces])
    grid = torch.stack([2 * place[..., 0] - 1, 1 - 2 * place[..., 1]], dim=-1)[None]
    shown = functional.grid_sample(laid, grid, padding_mode="border", align_corners=False)[0]
    error = (shown.permute(1, 2, 0) - expected).norm(dim=-1).max(dim=0).values
    tolerance = (_longest_edges(points, faces) / 2).clamp(min=_LEAST_TOLERANCE)
    misplaced: Tensor = error > tolerance
    return misplaced


def _strip_width(n: int, size: int, cell: int) -> int:
    return math.ceil(n / (size // cell)) * cell


def _origins(n: int, size: int, cell: int, device: torch.device) -> Int[Tensor, "N 2"]:
    """Return the left and top texel of each cell in the strip."""
    number = torch.arange(n, device=device)
    per_column = size // cell
    return torch.stack([number // per_column, number % per_column], dim=1) * cell


def _cell_corners(apart: Int[Tensor, "A 3"], size: int, cell: int) -> Float[Tensor, "_ 2"]:
    """Return where corners are, in units of the map: one texel within the cell's border."""
    origin = _origins(len(apart), size, cell, apart.device)
    within = torch.tensor([[1, 1], [1, cell - 1], [cell - 1, 1]], device=apart.device)
    corner = (origin[:, None] + within).view(-1, 2).float() / size
    return torch.stack([1 + corner[:, 0], 1 - corner[:, 1]], dim=1)


def bake(atlas: Atlas, values: Float[Tensor, "V C"]) -> Float[Tensor, "C S W"]:
    """Interpolate values of vertices over the atlas; what no face covers is filled from around it.

    Args:
        atlas: from `build_atlas`.
        values: linear ones, as filters of textures work on those.
    """
    laid = interpolate(atlas.texels, atlas.placed, values[None])
    texture = fill_holes(laid, atlas.texels.pix_to_face >= 0)[0]
    if not len(atlas.apart):
        return texture
    return torch.cat([texture, _bake_cells(atlas, values)], dim=2)


def _bake_cells(atlas: Atlas, values: Float[Tensor, "V C"]) -> Float[Tensor, "C S _"]:
    """Fill each cell with its face's values, beyond its edges too, so that filters are exact."""
    cell, size = atlas.cell, atlas.size
    step = (torch.arange(cell, device=values.device).to(values) - 0.5) / (cell - 2)
    down, right = torch.meshgrid(step, step, indexing="ij")
    weights = torch.stack([1 - down - right, down, right])
    texels = torch.einsum("kij,akc->caij", weights, values[atlas.apart])
    left, top = _origins(len(atlas.apart), size, cell, values.device).unbind(dim=1)
    width = _strip_width(len(atlas.apart), size, cell)
    strip = values.new_zeros(values.shape[1], size, width)
    inside = torch.arange(cell, device=values.device)
    rows, columns = top[:, None, None] + inside[:, None], left[:, None, None] + inside
    strip[:, rows, columns] = texels
    return strip
