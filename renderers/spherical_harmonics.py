"""Diffuse shading by spherical harmonics of order 0 to 2, with the convention named.

Coefficients are in band order: l*l + l + m, so 1 | y, z, x | xy, yz, 3z^2-1, xz, x^2-y^2 of the
unit normal.

- `basis`: real orthonormal spherical harmonics.
- `lambert`: the same times the Lambert kernel of each band over pi: 1, 2/3, 1/4. The coefficients
  are then those of the light itself, as radiance.
- `deep3d`: the constants of the Deep3D lineage: signs of y, x, yz, xz turned, bands of other size.
- `deca`: the constants of DECA's code: 1, 2 pi / 3, pi / 4. (Its order is 1 | x, y, z | xy, xz, yz,
  x^2-y^2, 3z^2-1; its coefficients have to be brought into band order.)

`lambert` follows Ramamoorthi and Hanrahan, "An Efficient Representation for Irradiance Environment
Maps" (2001), where irradiance is the light's coefficient times pi, 2 pi / 3, pi / 4; the reflected
radiance of a Lambertian surface divides by pi.
"""

from __future__ import annotations

import math
from typing import Literal, get_args

import torch
from jaxtyping import Float
from torch import Tensor

# For annotations of settings; the functions take any string and say what they expect.
Convention = Literal["lambert", "basis", "deep3d", "deca"]

# Coefficient of the constant band that alone shades 1 in the conventions `basis` and `lambert`.
UNIT_AMBIENT = math.sqrt(4.0 * math.pi)

# Normalisation of the real orthonormal basis: sqrt(1 / 4pi), sqrt(3 / 4pi), sqrt(15 / 4pi), sqrt(5
# / 16pi), sqrt(15 / 16pi).
_C0, _C1 = math.sqrt(1 / (4 * math.pi)), math.sqrt(3 / (4 * math.pi))
_C2, _C20, _C22 = (math.sqrt(x / math.pi) for x in (15 / 4, 5 / 16, 15 / 16))
_BASIS = (_C0, _C1, _C1, _C1, _C2, _C2, _C20, _C2, _C22)

# Signs of the nine functions after half a turn about x: from a frame with y up and z to the viewer
# to one with y down and z forward, and back.
HALF_TURN = (1, -1, -1, 1, -1, 1, 1, -1, 1)

_SCALES: dict[str, tuple[float, ...]] = {
    "basis": (1.0,) * 9,
    "lambert": (1.0, *(2 / 3,) * 3, *(1 / 4,) * 5),
    "deca": (1.0, *(2 * math.pi / 3,) * 3, *(math.pi / 4,) * 5),
    "deep3d": (
        *(math.pi,),
        *(sign * math.sqrt(3) * 2 * math.pi / 3 for sign in (-1, 1, -1)),
        *(sign * math.sqrt(8) * math.pi / 4 for sign in (1, -1, 1, -1, 1)),
    ),
}


def sh_basis(normals: Float[Tensor, "*N 3"], convention: str = "lambert") -> Float[Tensor, "*N 9"]:
    """Evaluate the nine functions at unit normals.

    Args:
        normals: unit vectors, in the frame in which the coefficients describe the light.
        convention: see the head of this module.

    Raises:
        ValueError: the convention is unknown.
    """
    if convention not in _SCALES:
        raise ValueError(
            f"unknown spherical-harmonics convention {convention!r}; expected one of "
            f"{', '.join(get_args(Convention))}"
        )
    x, y, z = normals.unbind(-1)
    polynomials = [
        torch.ones_like(x),
        *(y, z, x),
        *(x * y, y * z, 3 * z * z - 1, x * z, x * x - y * y),
    ]
    scale = [b * s for b, s in zip(_BASIS, _SCALES[convention], strict=True)]
    return torch.stack(polynomials, dim=-1) * normals.new_tensor(scale)


def sh_irradiance(
    normals: Float[Tensor, "B 3 H W"],
    sh_coefficients: Float[Tensor, "B 9 3"],
    convention: str = "lambert",
) -> Float[Tensor, "B 3 H W"]:
    """Return the light that falls on each pixel, per colour channel, as a factor of the albedo."""
    basis = sh_basis(normals.permute(0, 2, 3, 1), convention)
    return torch.einsum("bhwk,bkc->bchw", basis, sh_coefficients)


def shade_sh(
    albedo: Float[Tensor, "B 3 H W"],
    normals: Float[Tensor, "B 3 H W"],
    sh_coefficients: Float[Tensor, "B 9 3"],
    convention: str = "lambert",
) -> Float[Tensor, "B 3 H W"]:
    """Light a diffuse surface.

    Args:
        albedo: diffuse reflectance, [0, 1].
        normals: unit normals, in the frame of the coefficients (the camera frame by default in this
            suite).
        sh_coefficients: the light, one column per colour channel.
        convention: see the head of this module.

    Returns:
        albedo times irradiance; not clamped.
    """
    return albedo * sh_irradiance(normals, sh_coefficients, convention)
