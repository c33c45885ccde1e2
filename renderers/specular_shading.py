"""Reflectance of the specular method (Deng et al., MM 2022, Eqs. 2, 4 and 5).

Diffuse reflection by spherical harmonics in the plain orthonormal basis, as Eq. 4 prints it
(convention "basis"), and a highlight of one lamp after Blinn and Phong.

Where the encoding of Eq. 2, the power 1/2.2, takes place is open: the colours of Eqs. 4 and 5 add
up in linear light, the photograph that Eq. 8 compares with their sum is encoded.

- `shaded`: the light is added up first: I_d = c_d^(1/2.2), I = (c_d + c_s)^(1/2.2), I_s = I - I_d.
- `linear`: no encoding: I_d = c_d, I_s = c_s; for photographs brought to linear light.
- `albedo`: Eq. 2 as printed encodes reflectance, here each of both: t^(1/2.2) is lit instead of t.
- `display`: the diffuse reflectance alone is encoded, and highlights are added to the encoded
  image, as simple renderers do (and this suite's studio).
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from .blinn_phong import specular
from .spherical_harmonics import sh_irradiance

Gamma = Literal["shaded", "linear", "albedo", "display"]

_EXPONENT = 1 / 2.2
# The slope of the power is infinite at 0, also behind a clamp at 0.
_DARKEST = 1e-6
_BACK = torch.tensor([0.0, 0.0, -1.0])[:, None, None]  # against z, from a surface to the camera


class Shaded(NamedTuple):
    """A picture and its two parts: image = diffuse + specular.

    Attributes:
        image: the sum.
        diffuse: light that the surface scatters.
        specular: its highlights.
    """

    image: Float[Tensor, "B 3 H W"]
    diffuse: Float[Tensor, "B 3 H W"]
    specular: Float[Tensor, "B 3 H W"]


def shade(
    diffuse_albedo: Float[Tensor, "B 3 H W"],
    specular_albedo: Float[Tensor, "B 3 H W"],
    normals: Float[Tensor, "B 3 H W"],
    points: Float[Tensor, "B 3 H W"],
    sh_coefficients: Float[Tensor, "B 9 3"],
    lamp: Float[Tensor, "B 3"],
    shininess: Float[Tensor, " B"],
    gamma: Gamma = "shaded",
    lit_side_only: bool = False,
    *,
    parallel_rays: bool = False,
) -> Shaded:
    """Light interpolated reflectance; not clamped above. Pixels whose normal is 0 stay 0.

    Gradients are finite everywhere for a shininess of at least 1.

    Args:
        diffuse_albedo: t_d, linear.
        specular_albedo: t_s, linear; times the lamp's intensity where it has one: Eq. 5 has none.
        normals: unit vectors in the frame of the light's coefficients, 0 on the background.
        points: what each pixel shows, mm in the camera frame: the eye is at the origin, unless
            rays are parallel.
        sh_coefficients: the light in the orthonormal basis; `UNIT_AMBIENT` in the constant band
            alone shades 1.
        lamp: p_l, mm in the camera frame.
        shininess: the exponent phi.
        gamma: see the head of this module.
        lit_side_only: no highlight where the lamp is below the horizon. Off in Eq. 5, where
            highlights leak onto the side that is turned away from the lamp.
        parallel_rays: the camera is orthographic: every ray has the direction z.

    Raises:
        ValueError: gamma is unknown.
    """
    if gamma not in get_args(Gamma):
        raise ValueError(f"unknown gamma {gamma!r}; expected one of {', '.join(get_args(Gamma))}")
    if gamma in ("albedo", "display"):
        diffuse_albedo = _encoded(diffuse_albedo)
    if gamma == "albedo":
        specular_albedo = _encoded(specular_albedo)
    diffuse = diffuse_albedo * sh_irradiance(normals, sh_coefficients, "basis")
    towards_lamp = lamp[:, :, None, None] - points
    towards_eye = _BACK.to(points).expand_as(points) if parallel_rays else _unit(-points)
    factor = specular(
        normals.movedim(1, -1),
        towards_eye.movedim(1, -1),
        _unit(towards_lamp).movedim(1, -1),
        shininess[:, None, None],
        lit_side_only=lit_side_only,
    )
    highlight = specular_albedo * factor[:, None]
    if gamma == "shaded":
        both = _encoded(diffuse + highlight)
        diffuse = _encoded(diffuse)
        highlight = both - diffuse
    covered = (normals != 0).any(dim=1, keepdim=True)
    diffuse, highlight = _only(diffuse, covered), _only(highlight, covered)
    return Shaded(diffuse + highlight, diffuse, highlight)


def _encoded(linear: Float[Tensor, "B 3 H W"]) -> Float[Tensor, "B 3 H W"]:
    return linear.clamp(min=_DARKEST) ** _EXPONENT


def _only(
    colors: Float[Tensor, "B 3 H W"], covered: Bool[Tensor, "B 1 H W"]
) -> Float[Tensor, "B 3 H W"]:
    return torch.where(covered, colors, torch.zeros_like(colors))


def _unit(vectors: Float[Tensor, "B 3 H W"]) -> Float[Tensor, "B 3 H W"]:
    return vectors * (vectors.square().sum(dim=1, keepdim=True) + 1e-12).rsqrt()
