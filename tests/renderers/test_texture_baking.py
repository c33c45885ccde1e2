"""Textures of known colours, in maps with and without faces that lie over others."""

from __future__ import annotations

import torch
from torch.nn import functional

from renderers.texture_baking import Atlas, bake, build_atlas

# A square of 100 mm and, 50 mm behind it, a flap whose map lies over the square's lower half.
POINTS = torch.tensor(
    [[0.0, 0, 0], [100, 0, 0], [100, 100, 0], [0, 100, 0], [0, 0, -50], [40, 0, -50], [40, 20, -50]]
)
UV = torch.tensor([[0.0, 0], [1, 0], [1, 1], [0, 1], [0, 0], [1, 0], [1, 0.5]])
SQUARE = torch.tensor([[0, 1, 2], [0, 2, 3]])
FLAP = torch.tensor([[4, 5, 6]])
COLORS = torch.rand(7, 3, generator=torch.Generator().manual_seed(0))


def sampled(atlas: Atlas, texture: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Look up a point of each face as a viewer does: bilinearly, v up."""
    place = torch.einsum("k,fkc->fc", weights, atlas.uv[atlas.faces])
    grid = torch.stack([2 * place[:, 0] - 1, 1 - 2 * place[:, 1]], dim=-1)[None, None]
    shown = functional.grid_sample(texture[None], grid, padding_mode="border", align_corners=False)
    return shown[0, :, 0].T


def test_a_plain_map_keeps_the_models_coordinates() -> None:
    atlas = build_atlas(UV[:4], SQUARE, POINTS[:4], 64)
    texture = bake(atlas, COLORS[:4])
    assert texture.shape == (3, 64, 64)
    assert torch.equal(atlas.uv, UV[:4])
    assert torch.equal(atlas.faces, SQUARE)
    weights = torch.tensor([0.5, 0.2, 0.3])
    expected = torch.einsum("k,fkc->fc", weights, COLORS[SQUARE])
    assert torch.allclose(sampled(atlas, texture, weights), expected, atol=0.02)
    # The top-left texel is that of u = 0, v = 1.
    assert torch.allclose(texture[:, 0, 0], COLORS[3], atol=0.02)


def test_one_colour_is_that_colour_everywhere() -> None:
    atlas = build_atlas(UV[:4] / 2, SQUARE, POINTS[:4], 32)
    texture = bake(atlas, torch.tensor([0.2, 0.5, 0.7]).expand(4, 3).contiguous())
    assert torch.allclose(texture, torch.tensor([0.2, 0.5, 0.7])[:, None, None].expand_as(texture))


def test_the_face_that_lies_over_others_gets_a_place_of_its_own() -> None:
    for size in (16, 64, 256):
        atlas = build_atlas(UV, torch.cat([FLAP, SQUARE]), POINTS, size)
        texture = bake(atlas, COLORS)
        assert torch.equal(atlas.apart, FLAP)
        assert atlas.source.tolist() == [*range(7), 4, 5, 6]
        assert torch.equal(atlas.source[atlas.faces], torch.cat([FLAP, SQUARE]))
        for weights in torch.eye(3):  # corners too: beside them are this face's colours only
            shown = sampled(atlas, texture, weights)
            assert torch.allclose(shown[0], COLORS[FLAP[0]].T @ weights, atol=1e-5)
        middle = torch.full((3,), 1 / 3)
        expected = COLORS[SQUARE].mean(dim=1)
        assert torch.allclose(sampled(atlas, texture, middle)[1:], expected, atol=0.06)
