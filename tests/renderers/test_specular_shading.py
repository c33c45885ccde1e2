"""Eqs. 2, 4 and 5 in each encoding, against the reference values; gradients at every edge."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.nn.functional import normalize

from renderers.specular_shading import shade
from renderers.spherical_harmonics import UNIT_AMBIENT

GAMMAS = ("shaded", "linear", "albedo")
KEYS = ("normals", "sh_lambda", "t_d", "t_s", "c_d", "c_s", "c_total", "bp_factor_gated")
KEYS += ("bp_verts", "bp_light", "bp_cam", "bp_phi", "sh_shading")
IMAGES = ("img_shaded_gamma", "img_shaded_gamma_diffuse", "img_linear", "img_albedo_gamma")


@pytest.fixture(scope="module")
def reference(shared):
    with np.load(shared / "reference" / "specular_reference.npz") as file:
        return {name: torch.tensor(file[name]) for name in KEYS + IMAGES}


def as_image(values):
    return values.transpose(1, 2)[:, :, None]


def shaded(data, *options):
    eye = data["bp_cam"]  # moved to the origin; units do not matter to directions
    surface = [as_image(values) for values in (data["t_d"], data["t_s"], data["normals"])]
    light = data["sh_lambda"], data["bp_light"] - eye, data["bp_phi"]
    return shade(*surface, as_image(data["bp_verts"] - eye), *light, *options)


def close(actual, expected):
    torch.testing.assert_close(actual, as_image(expected), rtol=2e-5, atol=1e-9)


def test_agrees_with_the_reference_values(reference):
    linear = shaded(reference, "linear")
    close(linear.image, reference["img_linear"])
    close(linear.image, reference["c_total"])
    close(linear.diffuse, reference["c_d"])
    close(linear.specular, reference["c_s"])
    close(linear.diffuse, reference["t_d"] * reference["sh_shading"])
    gated = shaded(reference, "linear", True).specular
    close(gated, reference["t_s"] * reference["bp_factor_gated"][..., None])
    encoded = shaded(reference)
    close(encoded.image, reference["img_shaded_gamma"])
    close(encoded.diffuse, reference["img_shaded_gamma_diffuse"])
    close(shaded(reference, "albedo").image, reference["img_albedo_gamma"])


def ball(dtype=torch.float32):
    """A hemisphere 1 m before the eye, up to its grazing rim, and background around it."""
    axis = torch.linspace(-1, 1, 13, dtype=dtype)
    y, x = torch.meshgrid(axis, axis, indexing="ij")
    inside = x**2 + y**2 <= 1
    z = -(1 - x**2 - y**2).clamp(min=0).sqrt()
    normals = torch.where(inside, torch.stack([x, y, z]), 0)[None]
    points = torch.where(
        inside, 60 * normals + torch.tensor([0, 0, 1e3], dtype=dtype)[:, None, None], 0
    )
    return normals, points, inside


@pytest.mark.parametrize("gamma", GAMMAS)
@pytest.mark.parametrize("shininess", [1.0, 20.0, 200.0])
@pytest.mark.parametrize("light", ["none", "white", "odd"])
def test_numbers_everywhere_and_nothing_on_the_background(gamma, shininess, light):
    normals, points, inside = ball()
    albedo = torch.where(inside, torch.rand(2, 1, 3, 13, 13), 0)
    albedo[:, :, :, 5:9] = 0  # black
    coefficients = torch.zeros(1, 9, 3)
    if light != "none":
        coefficients[:, 0] = UNIT_AMBIENT
    if light == "odd":
        coefficients += torch.randn(1, 9, 3)
    leaves = [*albedo, normals, points, coefficients, torch.tensor([[300.0, -100, 500]])]
    leaves = [leaf.clone().requires_grad_() for leaf in [*leaves, torch.tensor([shininess])]]
    result = shade(*leaves, gamma)
    torch.testing.assert_close(result.image, result.diffuse + result.specular, rtol=0, atol=0)
    for picture in result:
        assert picture.isfinite().all()
        assert (picture[:, :, ~inside] == 0).all()
    (result.image.sum() + result.diffuse.sum()).backward()
    assert all(leaf.grad.isfinite().all() for leaf in leaves)


@pytest.mark.parametrize("gamma", GAMMAS)
def test_gradcheck(gamma):
    normals, points, inside = ball(torch.float64)
    chosen = inside.flatten().nonzero()[::17, 0]
    normals, points = (values.flatten(2)[:, :, None, chosen] for values in (normals, points))
    albedo = 0.2 + 0.5 * torch.rand(2, *normals.shape).double()
    light = 0.1 * torch.randn(1, 9, 3).double()
    light[:, 0] += UNIT_AMBIENT
    lamp, shininess = torch.tensor([[300.0, -100, 500]]).double(), torch.tensor([5.0]).double()
    inputs = [*albedo, normalize(normals, dim=1), points / 1000, light, lamp / 1000, shininess]
    inputs = [value.requires_grad_() for value in inputs]
    assert torch.autograd.gradcheck(lambda *given: shade(*given, gamma).image, inputs)


def test_a_lamp_at_the_eye_by_hand():
    # Seen and lit along the normal: 0.25 of white light, and the whole highlight of 0.5.
    one = torch.ones(1, 3, 1, 1)
    normal = torch.tensor([0.0, 0, -1]).view(1, 3, 1, 1)
    light = torch.zeros(1, 9, 3)
    light[:, 0] = UNIT_AMBIENT
    given = normal, -1000 * normal, light, torch.zeros(1, 3), torch.tensor([30.0])
    result = shade(0.25 * one, 0.5 * one, *given)
    torch.testing.assert_close(result.diffuse, 0.25 ** (1 / 2.2) * one)
    torch.testing.assert_close(result.image, 0.75 ** (1 / 2.2) * one)


def test_parallel_rays_see_the_same_highlight_wherever_the_face_is():
    one = torch.ones(1, 3, 1, 1)
    normal = torch.tensor([0.0, 0.6, -0.8]).view(1, 3, 1, 1)
    light = torch.zeros(1, 9, 3)

    def highlight(aside, **rays):
        point = torch.tensor([aside, 0.0, 1000.0])
        lamp = point + torch.tensor([0.0, 96.0, -28.0])  # where the ray is reflected to
        given = point.view(1, 3, 1, 1), light, lamp[None], torch.tensor([30.0])
        return shade(one, 0.5 * one, normal, *given, "display", **rays).specular[0, 0].item()

    assert highlight(0.0, parallel_rays=True) == pytest.approx(0.5, rel=1e-5)
    assert highlight(700.0, parallel_rays=True) == pytest.approx(0.5, rel=1e-5)
    assert highlight(700.0) < 0.2


def test_unknown_gamma():
    # Past the type check of the tests.
    with pytest.raises(ValueError, match="unknown gamma 'srgb'; expected one of shaded, linear"):
        shade.__wrapped__(*[torch.zeros(1, 3, 1, 1)] * 4, *[torch.zeros(1, 3)] * 3, "srgb")
