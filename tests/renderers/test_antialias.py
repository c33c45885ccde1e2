from __future__ import annotations

import pytest
import torch

from geometry.cameras import PinholeCamera
from renderers import antialias, interpolate, mesh_edges, rasterize, silhouette


def rectangle(u0: float, v0: float, u1: float, v1: float, z: float) -> torch.Tensor:
    corners = [[u0, v0, z], [u1, v0, z], [u1, v1, z], [u0, v1, z]]
    return torch.tensor(corners, dtype=torch.float64)


TWO = torch.tensor([[0, 1, 2], [0, 2, 3]])


def render(vertices, faces, camera, size, colors=None):
    """Return hard and antialiased image; white on black without colors per vertex."""
    fragments = rasterize(vertices, faces, camera, size)
    colors = torch.ones_like(vertices[..., :1]) if colors is None else colors
    hard = interpolate(fragments, faces, colors)
    return hard, antialias(hard, fragments, vertices, faces, camera)


def test_coverage_of_a_rectangle_by_hand(pixel_camera):
    vertices = rectangle(1.3, 0.8, 4.6, 6.25, 10.0)[None].requires_grad_()
    fragments = rasterize(vertices, TWO, pixel_camera, (8, 7))
    coverage = silhouette(fragments, vertices, TWO, pixel_camera)[0]
    row = torch.tensor([0, 0.7, 1, 1, 0.6, 0, 0], dtype=torch.float64)
    column = torch.tensor([0.2, 1, 1, 1, 1, 1, 0.25, 0], dtype=torch.float64)
    torch.testing.assert_close(coverage[3], row)
    torch.testing.assert_close(coverage[:, 2], column)
    (gradient,) = torch.autograd.grad(coverage[3].sum(), vertices)
    # The row's length is u1 - u0, wherever along the two upright edges it lies.
    torch.testing.assert_close(gradient[0, [0, 3], 0].sum().item(), -1.0)
    torch.testing.assert_close(gradient[0, [1, 2], 0].sum().item(), 1.0)
    assert gradient[..., 1:].abs().max() < 1e-12


@pytest.mark.parametrize(("n", "yaw"), [(187, 0.0), (187, 33.0), (60, 10.0), (12, 20.0)])
@pytest.mark.parametrize("part", ["whole", "open"])
def test_gradient_of_the_covered_area_under_scaling(head, deep3d_camera, n, yaw, part):
    vertices, faces = head(n, yaw)
    if part == "open":  # a mask with a rim; turned, the rim is part of the outline
        vertices, faces = head(n, yaw + 60)
        first, second, third = vertices[0, faces].unbind(1)
        outward = torch.linalg.cross(second - first, third - first)
        turn = torch.deg2rad(torch.tensor(yaw + 60, dtype=torch.float64))
        facing = -outward[:, 2] * turn.cos() - outward[:, 0] * turn.sin()
        faces = faces[facing > 0]
    edges = mesh_edges(faces)
    fine = PinholeCamera(deep3d_camera.focal_length * 5, deep3d_camera.principal_point * 5)
    area = (rasterize(vertices, faces, fine, (1120, 1120)).pix_to_face >= 0).sum().item() / 25
    ratios = []
    for offset in (0.0, 0.31, 0.57):
        scale = torch.ones(1, dtype=torch.float64, requires_grad=True)
        camera = PinholeCamera(
            deep3d_camera.focal_length * scale, deep3d_camera.principal_point + offset
        )
        fragments = rasterize(vertices, faces, camera, (224, 224))
        silhouette(fragments, vertices, faces, camera, edges).sum().backward()
        ratios.append(scale.grad.item() / (2 * area))
    assert max(abs(ratio - 1) for ratio in ratios) < 0.01


def test_face_over_face(pixel_camera):
    # A white square before a grey one, in one mesh: the blend of its outline moves with the white.
    white, grey = rectangle(3.3, 3.3, 7.7, 7.7, 5.0), rectangle(0, 0, 11, 11, 9.0)
    vertices = torch.cat([white, grey])[None].requires_grad_()
    faces = torch.cat([TWO, TWO + 4])
    colors = torch.tensor([1.0] * 4 + [0.25] * 4, dtype=torch.float64)[None, :, None]
    hard, smooth = render(vertices, faces, pixel_camera, (11, 11), colors)
    torch.testing.assert_close(smooth[0, 0, 5, 3].item(), 0.7 * 1.0 + 0.3 * 0.25)
    torch.testing.assert_close(smooth[0, 0, 5, 7].item(), 0.7 * 1.0 + 0.3 * 0.25)
    assert hard[0, 0, 5, 3] == 1.0
    (gradient,) = torch.autograd.grad(smooth[0, 0, 5, 6:].sum(), vertices)
    # The right edge of the white moves over the grey; the grey has no outline inside the image.
    torch.testing.assert_close(gradient[0, 1:3, 0].sum().item(), 0.75)
    assert gradient[0, 4:, :2].abs().max() < 1e-12


def test_gradient_of_the_image_as_a_face_grows_over_another(head, deep3d_camera):
    # A small head before a large one: while it grows, the sum of the image changes by the contrast
    # times the area that its outline sweeps.
    small, faces = head(50)
    large = small * torch.tensor([1.6, 1.6, 1.0]) + torch.tensor([0.0, 0.0, 400.0])
    scale = torch.ones(1, dtype=torch.float64, requires_grad=True)
    center = torch.tensor([0.0, 0.0, 1000.0], dtype=torch.float64)
    outline = torch.tensor([1.0, 1.0, 0.0], dtype=torch.float64)
    grown = 0.5 * small * (1 + outline * (scale - 1)) + 0.5 * center
    vertices = torch.cat([grown, large], dim=1)
    both = torch.cat([faces, faces + small.shape[1]])
    colors = torch.cat(
        [torch.ones_like(grown[..., :1]), torch.full_like(large[..., :1], 0.2)], dim=1
    )
    _, image = render(vertices, both, deep3d_camera, (224, 224), colors)
    image.sum().backward()
    camera = PinholeCamera(deep3d_camera.focal_length * 5, deep3d_camera.principal_point * 5)
    shown = rasterize(vertices.detach(), both, camera, (1120, 1120)).pix_to_face
    area = ((shown >= 0) & (shown < len(faces))).sum().item() / 25
    assert abs(scale.grad.item() / (0.8 * 2 * area) - 1) < 0.01


def test_hidden_outlines_do_nothing(pixel_camera):
    front, behind = rectangle(-2, -2, 14, 14, 5.0), rectangle(3.3, 3.3, 7.7, 7.7, 9.0)
    vertices = torch.cat([front, behind])[None].requires_grad_()
    faces = torch.cat([TWO, TWO + 4])
    colors = torch.linspace(0, 1, 8, dtype=torch.float64)[None, :, None]
    hard, smooth = render(vertices, faces, pixel_camera, (11, 11), colors)
    torch.testing.assert_close(smooth, hard)


def test_edges_inside_a_surface_do_nothing(pixel_camera):
    grid = torch.stack(torch.meshgrid(*[torch.linspace(-1, 12, 9).double()] * 2, indexing="ij"), -1)
    index = torch.arange(81).view(9, 9)
    a, b, c, d = index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]
    faces = torch.stack([torch.stack([a, b, c], -1), torch.stack([a, c, d], -1)]).view(-1, 3)
    bumpy = torch.sin(grid.sum(dim=-1, keepdim=True))
    vertices = torch.cat([grid, bumpy], dim=-1).view(1, -1, 3)
    hard, smooth = render(vertices, faces, pixel_camera, (11, 11), vertices[..., 2:])
    assert torch.equal(hard, smooth)


def test_a_seam_is_no_outline_once_its_copies_are_named(pixel_camera):
    # Two halves of a slanted wall that store their common edge twice.
    left, right = rectangle(-2, -2, 5.3, 12, 5.0), rectangle(5.3, -2, 14, 12, 5.0)
    vertices = torch.cat([left, right])[None]
    vertices[..., 2] += vertices[..., 0]
    faces, same = torch.cat([TWO, TWO + 4]), torch.tensor([0, 1, 2, 3, 1, 5, 6, 2])
    fragments = rasterize(vertices, faces, pixel_camera, (11, 11))
    image = interpolate(fragments, faces, vertices[..., :1])
    arguments = image, fragments, vertices, faces, pixel_camera
    assert not torch.equal(antialias(*arguments), image)
    assert torch.equal(antialias(*arguments, mesh_edges(faces, same)), image)


def test_outermost_of_several_edges_between_two_pixels(pixel_camera):
    # Three layers end between the centres 4.5 and 5.5; the middle one reaches furthest.
    ends = (4.65, 4.95, 4.8)
    layers = [rectangle(-2, -2, end, 12, 5.0 + k) for k, end in enumerate(ends)]
    vertices = torch.cat(layers)[None].requires_grad_()
    faces = torch.cat([TWO + 4 * k for k in range(3)])
    _, smooth = render(vertices, faces, pixel_camera, (9, 9))
    torch.testing.assert_close(smooth[0, 0, 4, 4].item(), 0.95)
    (gradient,) = torch.autograd.grad(smooth[0, 0, 4].sum(), vertices)
    torch.testing.assert_close(
        gradient[0, :, 0].view(3, 4).sum(dim=1), torch.tensor([0.0, 1.0, 0.0]).double()
    )


def test_edges_behind_or_across_the_near_plane(deep3d_camera):
    # A floor from behind the camera to 3 m: its far edge is an outline, those that pass the camera
    # are left out, and nothing is infinite.
    floor = torch.tensor(
        [[-900.0, 200, -500], [900, 200, -500], [900, 200, 3000], [-900, 200, 3000]]
    )
    vertices = floor.double()[None].requires_grad_()
    fragments = rasterize(vertices, TWO, deep3d_camera, (224, 224))
    coverage = silhouette(fragments, vertices, TWO, deep3d_camera)
    far = (deep3d_camera.image_from_camera(vertices)[0, 2, 1]).item()
    torch.testing.assert_close(coverage[0, :, 112].sum().item(), 224 - far)
    (gradient,) = torch.autograd.grad(coverage.sum(), vertices)
    assert gradient.isfinite().all()
    assert gradient[0, 2:].abs().max() > 0
    assert gradient[0, :2].abs().max() == 0
    behind = vertices.detach() * torch.tensor([1.0, 1, -1]) - torch.tensor([0.0, 0, 900])
    fragments = rasterize(behind, TWO, deep3d_camera, (224, 224))
    assert silhouette(fragments, behind, TWO, deep3d_camera).abs().max() == 0


def test_gradients_against_finite_differences(head):
    vertices, faces = head(10, yaw=15)
    edges = mesh_edges(faces)
    camera = PinholeCamera(
        torch.tensor([70.0], dtype=torch.float64), torch.tensor([[9.2, 8.9]], dtype=torch.float64)
    )
    generator = torch.Generator().manual_seed(0)
    image = torch.rand(1, 2, 18, 18, generator=generator, dtype=torch.float64)

    def blend(image, vertices, focal_length):
        moved = PinholeCamera(focal_length, camera.principal_point)
        fragments = rasterize(vertices, faces, moved, (18, 18))
        return antialias(image, fragments, vertices, faces, moved, edges)

    inputs = image, vertices, camera.focal_length
    assert not torch.equal(blend(*inputs), image)
    leaves = tuple(tensor.clone().requires_grad_() for tensor in inputs)
    assert torch.autograd.gradcheck(blend, leaves, fast_mode=True, atol=1e-4)
