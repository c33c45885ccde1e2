from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from renderers import sh_basis, shade_sh
from renderers.spherical_harmonics import UNIT_AMBIENT, sh_irradiance


def random_normals(n: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(0)
    normals = torch.randn(n, 3, generator=generator, dtype=torch.float64)
    return torch.nn.functional.normalize(normals, dim=-1)


@pytest.mark.parametrize(
    ("convention", "name", "factor"),
    [
        ("basis", "sh_basis", 1),
        ("lambert", "sh_basis_lambert", math.pi),
        ("deep3d", "sh_basis_deep3d", 1),
    ],
)
def test_agrees_with_the_reference_values(shared, convention, name, factor):
    with np.load(shared / "reference" / "specular_reference.npz") as reference:
        normals, expected = (torch.tensor(reference[key]) for key in ("normals", name))
    # The reference keeps the pi of irradiance, which reflected radiance divides by.
    torch.testing.assert_close(sh_basis(normals, convention) * factor, expected)


def test_basis_is_orthonormal_on_the_sphere():
    # Gauss-Legendre in z and an even grid in azimuth integrate the products exactly.
    z, weight = (torch.tensor(values) for values in np.polynomial.legendre.leggauss(8))
    azimuth = torch.arange(16, dtype=torch.float64) * 2 * math.pi / 16
    radius = (1 - z**2).sqrt()[:, None]
    normals = torch.stack(
        [radius * azimuth.cos(), radius * azimuth.sin(), z[:, None].expand(8, 16)], dim=-1
    )
    basis = sh_basis(normals, "basis")
    gram = torch.einsum("zak,zal,z->kl", basis, basis, weight) * 2 * math.pi / 16
    torch.testing.assert_close(gram, torch.eye(9, dtype=torch.float64))


def test_constant_band_alone_shades_one():
    coefficients = torch.zeros(1, 9, 3, dtype=torch.float64)
    coefficients[:, 0] = UNIT_AMBIENT
    normals = random_normals(12).T.reshape(1, 3, 3, 4)
    albedo = torch.rand(1, 3, 3, 4, dtype=torch.float64)
    torch.testing.assert_close(shade_sh(albedo, normals, coefficients, "lambert"), albedo)
    torch.testing.assert_close(UNIT_AMBIENT, 1 / 0.28209479, rtol=1e-7, atol=0)


def test_lambert_of_a_linear_light_is_its_cosine_integral():
    # Radiance L(w) = w.z has the coefficient sqrt(4 pi / 3) of the band z; a Lambertian surface of
    # normal n reflects (1/pi) times its integral with the cosine over the hemisphere: 2/3 n.z.
    coefficients = torch.zeros(1, 9, 3, dtype=torch.float64)
    coefficients[:, 2] = math.sqrt(4 * math.pi / 3)
    normals = random_normals(6).T.reshape(1, 3, 2, 3)
    irradiance = sh_irradiance(normals, coefficients)
    torch.testing.assert_close(irradiance, (2 / 3 * normals[:, 2:]).expand(-1, 3, -1, -1))


def test_constants_of_decas_code():
    x, y, z = 0.6, 0.0, 0.8
    by_hand = [0.28209479, 1.0233267 * y, 1.0233267 * z, 1.0233267 * x, 0.8580855 * x * y]
    by_hand += [0.8580855 * y * z, 0.2477080 * (3 * z * z - 1), 0.8580855 * x * z]
    by_hand += [0.4290428 * (x * x - y * y)]
    basis = sh_basis(torch.tensor([[x, y, z]]), "deca")
    torch.testing.assert_close(basis, torch.tensor([by_hand]))


def test_unknown_convention():
    with pytest.raises(ValueError, match="unknown spherical-harmonics convention 'sh9'; expected"):
        sh_basis(torch.zeros(1, 3), "sh9")
