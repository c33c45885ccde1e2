from __future__ import annotations

import pytest
import torch
from torch.autograd import gradcheck

from geometry.alignment import Similarity, umeyama
from geometry.rotations import euler_to_matrix


def random(*shape, seed=0):
    return torch.randn(*shape, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


@pytest.fixture
def similarity():
    scale = torch.tensor([2.0, 0.5, 1.0], dtype=torch.float64)
    return Similarity(scale, euler_to_matrix(random(3, 3)), 10 * random(3, 3, seed=1))


def _same(first, second):
    for name in ("scale", "rotation", "translation"):
        torch.testing.assert_close(getattr(first, name), getattr(second, name))


def test_apply_inverse_compose(similarity):
    points = random(3, 5, 3, seed=2)
    by_hand = (
        similarity.scale[1] * similarity.rotation[1] @ points[1, 4] + similarity.translation[1]
    )
    torch.testing.assert_close(similarity.apply(points)[1, 4], by_hand)
    torch.testing.assert_close(similarity.inverse().apply(similarity.apply(points)), points)
    twice = similarity.compose(similarity.inverse().compose(similarity))
    torch.testing.assert_close(twice.apply(points), similarity.apply(points))


@pytest.mark.parametrize("flat", [False, True])
def test_umeyama_recovers_a_known_similarity(similarity, flat):
    points = random(3, 6, 3, seed=3)
    if flat:
        points[..., 2] = 0
    _same(umeyama(points, similarity.apply(points)), similarity)


def test_umeyama_is_the_least_squares_optimum(similarity):
    source = random(3, 9, 3, seed=4)
    target = similarity.apply(source) + 0.5 * random(3, 9, 3, seed=5)
    weights = random(3, 9, seed=6).abs()

    def error(found):
        return (weights[..., None] * (found.apply(source) - target) ** 2).sum(dim=(1, 2))

    best = umeyama(source, target, weights)
    for seed in range(20):  # no small step away from it is better
        step = 1e-3 * random(3, 7, seed=seed)
        turned = best.rotation @ euler_to_matrix(step[:, :3])
        other = Similarity(best.scale + step[:, 6], turned, best.translation + step[:, 3:6])
        assert (error(other) > error(best)).all()
    rigid = umeyama(source, target, weights, with_scale=False)
    assert (rigid.scale == 1).all()
    torch.testing.assert_close(rigid.rotation, best.rotation)


def test_a_weight_of_zero_removes_a_point_and_two_doubles_it(similarity):
    source, noise = random(3, 6, 3, seed=7), 0.3 * random(3, 6, 3, seed=8)
    target = similarity.apply(source) + noise
    weights = torch.tensor([1.0, 2, 1, 1, 1, 0], dtype=torch.float64).expand(3, 6)
    kept = [0, 1, 1, 2, 3, 4]
    _same(umeyama(source, target, weights), umeyama(source[:, kept], target[:, kept]))
    _same(umeyama(source, target, 7 * weights), umeyama(source, target, weights))


def test_never_a_mirror_image():
    source = random(1, 20, 3, seed=9) * torch.tensor([3.0, 2.0, 1.0])
    mirrored = source * torch.tensor([-1.0, 1.0, 1.0])
    found = umeyama(source, mirrored)
    assert torch.det(found.rotation).item() == pytest.approx(1)
    assert found.scale > 0
    assert (found.apply(source) - mirrored).norm() > 1  # a mirror image would fit exactly


@pytest.mark.parametrize(
    ("source", "weights", "message"),
    [
        (torch.zeros(1, 5, 3), None, "do not determine a rotation"),
        (torch.arange(5.0)[None, :, None] * torch.tensor([1.0, 2, 3]), None, "on one line"),
        (torch.eye(3)[None, :2], None, "2 points do not determine"),
        (torch.eye(3)[None] * torch.nan, None, "not all finite"),
        (torch.eye(3)[None], torch.tensor([[1.0, -1, 1]]), "negative"),
        (torch.eye(3)[None], torch.zeros(1, 3), "all zero"),
        (torch.eye(3)[None], torch.tensor([[1.0, 1, 0]]), "do not determine a rotation"),
    ],
)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_input_without_an_answer_is_refused(source, weights, message, dtype):
    source = source.to(dtype)
    with pytest.raises(ValueError, match=message):
        umeyama(source, source + 1, None if weights is None else weights.to(dtype))
    with pytest.raises(ValueError, match="same points in the same order"):
        umeyama(torch.eye(3)[None], torch.zeros(1, 4, 3))


def test_gradients_with_noise_mirror_and_equal_singular_values():
    def transform(*inputs):
        found = umeyama(*inputs)
        return found.scale, found.rotation, found.translation

    weights = random(2, 7, seed=12).abs().requires_grad_()
    inputs = [random(2, 7, 3, seed=seed).requires_grad_() for seed in (10, 11)]
    assert gradcheck(transform, (*inputs, weights))
    # The corners of an octahedron: all three singular values coincide.
    octahedron = torch.cat([torch.eye(3), -torch.eye(3)])[None].double().requires_grad_()
    assert gradcheck(transform, (octahedron, 2 * octahedron.detach()))
    mirror = torch.tensor([[-1.0, 0, 0], [0, 2, 0], [0, 0, 3]]).double()
    assert gradcheck(transform, (inputs[0], (inputs[0] @ mirror).detach()))
