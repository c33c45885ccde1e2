"""Specular highlights after Blinn and Phong.

Blinn, "Models of Light Reflection for Computer Synthesized Pictures" (1977): (n . h)^shininess with
the half vector h between the directions to the eye and to the light. Equation 5 of the
specular-albedo method is the same without the clamp at the horizon, which it needs: every second
normal would have a negative base.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor


def half_vectors(
    view_directions: Float[Tensor, "*#N 3"], light_directions: Float[Tensor, "*#N 3"]
) -> Float[Tensor, "*#N 3"]:
    """Return the unit vectors halfway between two unit vectors; 0 where they oppose each other."""
    total = view_directions + light_directions
    # The addend keeps the gradient finite where the sum vanishes.
    return total * (total.square().sum(dim=-1, keepdim=True) + 1e-12).rsqrt()


def specular(
    normals: Float[Tensor, "*#N 3"],
    view_directions: Float[Tensor, "*#N 3"],
    light_directions: Float[Tensor, "*#N 3"],
    shininess: Float[Tensor, "*#N"],
    *,
    lit_side_only: bool = False,
) -> Float[Tensor, "*#N"]:
    """Return the factor of the specular albedo and the light, from 0 to 1.

    Arguments broadcast against each other; an image of normals goes in as `normals.permute(0, 2, 3,
    1)`. Gradients are finite everywhere for a shininess of at least 1.

    Args:
        normals: unit vectors; all three in one frame.
        view_directions: unit vectors from the surface to the eye.
        light_directions: unit vectors from the surface to the light.
        shininess: exponent, positive.
        lit_side_only: no highlight where the light is below the horizon; off in the equation.
    """
    cosine = (normals * half_vectors(view_directions, light_directions)).sum(dim=-1)
    facing = cosine > 0
    if lit_side_only:
        facing = facing & ((normals * light_directions).sum(dim=-1) > 0)
    # The power of a stand-in base elsewhere: the gradient of 0^x is not a number.
    power = torch.where(facing, cosine, torch.ones_like(cosine)) ** shininess
    return torch.where(facing, power, torch.zeros_like(power))
