"""Pictures carried over a dome whose texture is known: view to view, and through texture maps."""

from __future__ import annotations

from typing import NamedTuple

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from geometry.cameras import Camera, PinholeCamera, WeakPerspectiveCamera
from geometry.rotations import euler_to_matrix
from networks.lucas_kanade import LucasKanadeFlow
from renderers import Fragments, interpolate, rasterize, sh_basis, shade_sh, transfer_image
from renderers.texture_maps import (
    expand_fragments,
    fill_holes,
    fuse_textures,
    show_texture,
    texture_fragments,
    texture_weights,
)

SIZE = 96
STEPS = 24


class Dome(NamedTuple):
    """A mesh in the camera frame, and texture coordinates that are listed in another order."""

    vertices: Tensor
    faces: Tensor
    uv: Tensor
    uv_faces: Tensor


@pytest.fixture(scope="module")
def dome() -> Dome:
    steps = torch.linspace(0.05, 0.95, STEPS, dtype=torch.float64)
    v, u = torch.meshgrid(steps, steps, indexing="ij")
    x, y = 2 * u - 1, 1 - 2 * v
    vertices = torch.stack([70 * x, 70 * y, 35 * (x**2 + y**2) - 20], dim=-1).view(-1, 3)
    corner = (torch.arange(STEPS - 1)[:, None] * STEPS + torch.arange(STEPS - 1)).flatten()
    upper = torch.stack([corner, corner + 1, corner + STEPS], dim=1)
    lower = torch.stack([corner + 1, corner + STEPS + 1, corner + STEPS], dim=1)
    faces = torch.cat([upper, lower])
    uv = torch.stack([u, v], dim=-1).view(-1, 2)
    last = len(uv) - 1
    return Dome(vertices, faces, uv.flip(0), last - faces)


def color(uv: Tensor) -> Tensor:
    """The true texture, at coordinates (B, 2, H, W)."""
    u, v = uv[:, 0], uv[:, 1]
    channels = [torch.sin(9 * u + 4 * v), torch.cos(7 * v - 3 * u), torch.sin(6 * u * v + 2)]
    return 0.5 + 0.4 * torch.stack(channels, dim=1)


def posed(dome: Dome, yaw: float, shift: tuple[float, float, float] = (0, 0, 500)) -> Tensor:
    angles = torch.tensor([0.1, yaw, 0.05], dtype=torch.float64)
    rotation = euler_to_matrix(angles)
    return (dome.vertices @ rotation.T + torch.tensor(shift, dtype=torch.float64))[None]


def weak(scale: float = 0.6) -> WeakPerspectiveCamera:
    one = torch.ones(1, dtype=torch.float64)
    return WeakPerspectiveCamera(scale * one, SIZE / 2 * one.expand(1, 2))


def view(dome: Dome, vertices: Tensor, camera: Camera | None = None) -> tuple[Tensor, Fragments]:
    """Render the true texture, exactly."""
    fragments = rasterize(vertices, dome.faces, camera or weak(), (SIZE, SIZE))
    uv = interpolate(fragments, dome.uv_faces, dome.uv[None])
    return color(uv) * (fragments.pix_to_face >= 0)[:, None], fragments


def eroded(mask: Tensor) -> Tensor:
    """Without the pixels that are sampled across the outline."""
    return functional.max_pool2d((~mask).double()[:, None], 5, stride=1, padding=2)[:, 0] == 0


@pytest.mark.parametrize("kind", ["weak", "pinhole"])
def test_transfer_gives_the_other_view(dome: Dome, kind: str) -> None:
    one = torch.ones(1, dtype=torch.float64)
    pinhole = PinholeCamera(300 * one, SIZE / 2 * one.expand(1, 2))
    camera = weak() if kind == "weak" else pinhole
    a, b = posed(dome, -0.3), posed(dome, 0.25, (3, -2, 480))
    (image_a, fragments_a), (image_b, fragments_b) = view(dome, a, camera), view(dome, b, camera)
    moved, inside = transfer_image(image_a, a, camera, fragments_b, dome.faces)
    assert torch.equal(inside, fragments_b.pix_to_face >= 0)
    assert (moved * ~inside).abs().max() == 0
    # Compare where neither outline is near: texels of a that mix with its background.
    away = transfer_image(
        eroded(fragments_a.pix_to_face >= 0).double()[:, None], a, camera, fragments_b, dome.faces
    )[0][:, 0]
    error = (moved - image_b).abs().amax(dim=1)[inside & (away > 0.999)]
    assert len(error) > 3000
    assert error.max() < 3e-3
    assert (image_a - image_b).abs().amax(dim=1)[inside].mean() > 0.05


def test_what_lies_outside_of_the_picture_is_said(dome: Dome) -> None:
    a, b = posed(dome, 0.0, (40, 0, 500)), posed(dome, 0.0)
    image_a, _ = view(dome, a)
    _, fragments = view(dome, b)
    _, inside = transfer_image(image_a, a, weak(), fragments, dome.faces)
    covered = fragments.pix_to_face >= 0
    x = torch.arange(SIZE) + 0.5 + 0.6 * 40
    assert torch.equal(inside, covered & (x <= SIZE))
    assert inside.sum() < covered.sum()


def test_gradients_reach_both_meshes(dome: Dome) -> None:
    a, b = posed(dome, -0.3).requires_grad_(), posed(dome, 0.25).requires_grad_()
    image, _ = view(dome, a.detach())
    weights = torch.rand(1, 3, SIZE, SIZE, dtype=torch.float64)

    def total(a: Tensor, b: Tensor) -> Tensor:
        fragments = rasterize(b, dome.faces, weak(), (SIZE, SIZE))
        return (weights * transfer_image(image, a, weak(), fragments, dome.faces)[0]).mean()

    assert torch.autograd.gradcheck(total, (a, b), fast_mode=True, atol=1e-6)
    for gradient in torch.autograd.grad(total(a, b), (a, b)):
        assert gradient.isfinite().all()
        assert gradient[..., :2].abs().max() > 0


def test_flow_between_a_view_and_its_rendering_moves_the_mesh_to_it(dome: Dome) -> None:
    a, b = posed(dome, -0.2), posed(dome, 0.2)
    (image_a, _), (image_b, fragments_b) = view(dome, a), view(dome, b)
    mask = eroded(eroded(fragments_b.pix_to_face >= 0)).double()
    shift = torch.tensor([2.5, -1.5], dtype=torch.float64, requires_grad=True)  # mm
    optimizer, flow = torch.optim.Adam([shift], lr=0.25), LucasKanadeFlow()
    for _ in range(30):
        wrong = b + functional.pad(shift, (0, 1))
        fragments = rasterize(wrong, dome.faces, weak(), (SIZE, SIZE))
        moved, _ = transfer_image(image_a, a, weak(), fragments, dome.faces)
        shown = mask * (fragments.pix_to_face >= 0)
        loss = (flow(image_b, moved, shown).abs().sum(dim=1) * shown).sum() / shown.sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert shift.abs().max() < 0.3


def test_textures_of_three_views_join_to_the_true_one(dome: Dome) -> None:
    texels = texture_fragments(dome.uv, dome.uv_faces, 64)
    on_map = texels.pix_to_face[0] >= 0
    centres = (torch.arange(64, dtype=torch.float64) + 0.5) / 64
    v, u = torch.meshgrid(1 - centres, centres, indexing="ij")
    known = (torch.maximum((u - 0.5).abs(), (v - 0.5).abs()) < 0.45) & on_map
    assert known.sum() == on_map.sum() == 58 * 58
    truth = color(torch.stack([u, v])[None])

    views = torch.cat([posed(dome, yaw) for yaw in (-1.0, 0.0, 1.0)])
    images = torch.cat([view(dome, vertices[None])[0] for vertices in views])
    one = torch.ones(3, dtype=torch.float64)
    cameras = WeakPerspectiveCamera(0.6 * one, SIZE / 2 * one[:, None].expand(3, 2))
    textures, _ = transfer_image(images, views, cameras, expand_fragments(texels, 3), dome.faces)
    weights = texture_weights(views, dome.faces, texels)
    assert (weights[0] == 0)[on_map].any()  # turned away
    fused, seen = fuse_textures(textures[None], weights[None])
    assert torch.equal(seen[0], on_map)
    inner = slice(10, 54)
    error = (fused - truth)[..., inner, inner].abs()
    assert error.max() < 0.05  # where an oblique view samples the ends of its outline
    assert error.mean() < 2e-3

    holed = fill_holes(fused, seen & ((u - 0.5) ** 2 + (v - 0.5) ** 2 > 0.01))
    assert (holed - truth)[..., inner, inner].abs().max() < 0.15
    shown = show_texture(truth, view(dome, views[1:2])[1], dome.uv, dome.uv_faces)
    assert (shown - images[1]).abs().max() < 2e-3


def test_holes_by_hand() -> None:
    texture = torch.tensor([[[[1.0, 9, 5], [9, 9, 5], [7, 7, 5]]]])
    known = texture[:, 0] != 9
    filled = fill_holes(texture, known)
    assert torch.equal(filled[:, 0][known], texture[:, 0][known])
    assert 1 < filled[0, 0, 0, 1] < 5
    assert fill_holes(texture, known & False).abs().max() == 0


def test_light_on_a_texture_map(dome: Dome) -> None:
    texels = texture_fragments(dome.uv, dome.uv_faces, 32)
    normals = functional.normalize(dome.vertices, dim=1)[None]
    light = torch.randn(1, 9, 3, dtype=torch.float64)
    on_map = interpolate(texels, dome.faces, normals)
    albedo = torch.rand(1, 3, 32, 32, dtype=torch.float64)
    lit = shade_sh(albedo, on_map, light, "deca")
    basis = sh_basis(on_map[0, :, 16, 9], "deca")
    torch.testing.assert_close(lit[0, :, 16, 9], albedo[0, :, 16, 9] * (basis @ light[0]))
