from __future__ import annotations

import pytest
import torch

from geometry.cameras import PinholeCamera
from renderers import Fragments, interpolate, rasterize
from renderers.interpolation import gather_attributes


@pytest.fixture
def rendered(soup):
    vertices, faces = soup(seed=7, n_faces=150)
    camera = PinholeCamera(
        torch.tensor([60.0, 70.0], dtype=torch.float64),
        torch.tensor([[14.0, 12.0], [13.0, 12.5]], dtype=torch.float64),
    )
    return vertices, faces, camera, rasterize(vertices, faces, camera, (24, 28))


def test_a_position_interpolated_lies_on_the_ray_of_its_pixel(rendered):
    vertices, faces, camera, fragments = rendered
    position = interpolate(fragments, faces, vertices).permute(0, 2, 3, 1)
    torch.testing.assert_close(position[..., 2], fragments.depth)
    row, column = torch.meshgrid(torch.arange(24), torch.arange(28), indexing="ij")
    centers = torch.stack([column, row], dim=-1) + 0.5
    projected = camera.image_from_camera(position.reshape(2, -1, 3)).view(2, 24, 28, 2)
    covered = fragments.pix_to_face >= 0
    assert 0.2 < covered.double().mean() < 1
    torch.testing.assert_close(projected[covered], centers.double().expand(2, -1, -1, -1)[covered])


def test_compiled_equals_gathered_with_gradients(rendered):
    vertices, faces, _, fragments = rendered
    attributes = torch.randn(2, vertices.shape[1], 5, dtype=torch.float64)
    weights = torch.randn(2, 5, 24, 28, dtype=torch.float64)
    results = []
    for function in (
        interpolate,
        lambda f, *a: gather_attributes(f.pix_to_face, f.barycentric, *a, torch.arange(2)),
    ):
        barycentric = fragments.barycentric.clone().requires_grad_()
        leaf = attributes.clone().requires_grad_()
        image = function(
            Fragments(fragments.pix_to_face, barycentric, fragments.depth), faces, leaf
        )
        image.backward(weights)
        results.append((image, barycentric.grad, leaf.grad))
    for compiled, gathered in zip(*results, strict=True):
        torch.testing.assert_close(compiled, gathered)
    assert results[0][0][:, :, 0].abs().max() > 0
    background = (fragments.pix_to_face < 0)[:, None].expand_as(results[0][0])
    assert results[0][0][background].eq(0).all()


def test_views_of_the_same_instance_share_its_attributes_and_add_to_its_gradient(rendered):
    vertices, faces, _, fragments = rendered
    shown = torch.tensor([1, 0, 1])
    three = Fragments(
        fragments.pix_to_face[shown], fragments.barycentric[shown], fragments.depth[shown]
    )
    attributes = torch.randn(2, vertices.shape[1], 2, dtype=torch.float64)
    weights = torch.randn(3, 2, 24, 28, dtype=torch.float64)
    results = []
    for instance in (shown, None):
        leaf = attributes.clone().requires_grad_()
        image = interpolate(three, faces, leaf if instance is not None else leaf[shown], instance)
        image.backward(weights)
        results.append((image, leaf.grad))
    gathered = gather_attributes(three.pix_to_face, three.barycentric, faces, attributes, shown)
    torch.testing.assert_close(results[0], results[1])
    torch.testing.assert_close(results[0][0], gathered)


def test_gradients_against_finite_differences(rendered):
    vertices, faces, _, fragments = rendered
    small = Fragments(
        fragments.pix_to_face[:, :4, :5],
        fragments.barycentric[:, :4, :5].clone().requires_grad_(),
        fragments.depth[:, :4, :5],
    )
    attributes = torch.randn(2, vertices.shape[1], 2, dtype=torch.float64)[:, :450]
    assert torch.autograd.gradcheck(
        lambda b, a: interpolate(Fragments(small.pix_to_face, b, small.depth), faces, a),
        (small.barycentric, attributes.requires_grad_()),
        fast_mode=True,
    )


def test_gradient_reaches_the_vertices_through_the_weights(head, deep3d_camera):
    # A linear function of the image position, held by the vertices, stays when the mesh moves in
    # the image but not its values: the gradient of the sum is minus its slope per pixel covered.
    vertices, faces = head(40)
    slope = torch.tensor([0.3, -0.2], dtype=torch.float64)
    values = (deep3d_camera.image_from_camera(vertices) * slope).sum(dim=-1, keepdim=True)
    weak_z = torch.full_like(vertices[..., :1], 500.0)
    uv = deep3d_camera.image_from_camera(vertices)
    shift = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    flat = torch.cat([(uv + shift - 112.0) * weak_z / 100.0, weak_z], dim=-1)
    camera = PinholeCamera(
        torch.tensor([100.0], dtype=torch.float64), torch.full((1, 2), 112.0, dtype=torch.float64)
    )
    fragments = rasterize(flat, faces, camera, (224, 224))
    interpolate(fragments, faces, values).sum().backward()
    n_covered = (fragments.pix_to_face >= 0).sum()
    torch.testing.assert_close(shift.grad, -slope * n_covered)


def test_attributes_that_do_not_fit(rendered):
    vertices, faces, _, fragments = rendered
    with pytest.raises(ValueError, match=r"for 2 views, in torch.float32; expected 2 in"):
        interpolate(fragments, faces, vertices.float())
    with pytest.raises(ValueError, match="for 1 views"):
        interpolate(fragments, faces, vertices[:1])
