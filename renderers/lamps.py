"""Lights that a user asks for: ambient light and distant lamps, by name or from a file."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from .blinn_phong import specular

_FORMAT = (
    'expected {"ambient": [r, g, b], "lamps": [{"direction": [x, y, z], "color": [r, g, b]}]} with '
    "numbers; x to the image's right, y up, z to the viewer"
)
Triple = tuple[float, float, float]


class Lamp(NamedTuple):
    """A lamp far away.

    Attributes:
        direction: from the face to the lamp: x to the image's right, y up, z to the viewer.
        color: light on a surface that faces it; of 1, a white one reflects 1 (linear).
    """

    direction: Triple
    color: Triple


class Lighting(NamedTuple):
    """Light from everywhere, and lamps; colours are linear.

    Attributes:
        ambient: light from everywhere.
        lamps: see `Lamp`.
    """

    ambient: Triple
    lamps: tuple[Lamp, ...]

    def diffuse(self, normals: Float[Tensor, "*N 3"]) -> Float[Tensor, "*N 3"]:
        """Return the factor of the diffuse albedo: ambient + colour x max(n . l, 0) of each lamp.

        Args:
            normals: unit, in the frame of the lamps.
        """
        total = normals.new_tensor(self.ambient).expand_as(normals)
        for lamp in self.lamps:
            cosine = (normals @ _unit(lamp, normals)).clamp(min=0)
            total = total + cosine[..., None] * normals.new_tensor(lamp.color)
        return total

    def specular(
        self,
        normals: Float[Tensor, "*N 3"],
        view_directions: Float[Tensor, "*N 3"],
        shininess: Float[Tensor, ""],
    ) -> Float[Tensor, "*N 3"]:
        """Return the factor of the specular albedo; ambient light makes no highlights.

        Args:
            normals: unit, in the frame of the lamps.
            view_directions: unit, from the surface to the eye.
            shininess: exponent of Blinn and Phong.
        """
        total = torch.zeros_like(normals)
        for lamp in self.lamps:
            towards = _unit(lamp, normals).expand_as(normals)
            exponent = shininess.expand(normals.shape[:-1])
            shine = specular(normals, view_directions, towards, exponent, lit_side_only=True)
            total = total + shine[..., None] * normals.new_tensor(lamp.color)
        return total


def _unit(lamp: Lamp, like: Tensor) -> Float[Tensor, " 3"]:
    direction = like.new_tensor(lamp.direction)
    unit: Tensor = direction / direction.norm()
    return unit


def _key(direction: Triple, color: Triple = (1.2, 1.2, 1.2), ambient: float = 0.15) -> Lighting:
    return Lighting((ambient,) * 3, (Lamp(direction, color),))


PRESETS = {
    "left": _key((-1.0, 0.2, 0.6)),
    "right": _key((1.0, 0.2, 0.6)),
    "top": _key((0.0, 1.0, 0.5)),
    "warm": _key((0.4, 0.4, 1.0), (1.3, 0.9, 0.55), 0.25),
}
"""Sides are those of the image."""


def read_lighting(name: str) -> Lighting:
    """Return a preset, or the light that a JSON file describes.

    Raises:
        ValueError: neither a preset nor a file, or the file is not as it should be.
    """
    if name in PRESETS:
        return PRESETS[name]
    path = Path(name)
    if not path.is_file():
        raise ValueError(
            f"there is no light {name!r}: choose {', '.join(PRESETS)}, or a JSON file; {_FORMAT}"
        )
    try:
        content = json.loads(path.read_text())
        ambient = _triple(content.get("ambient", [0, 0, 0]), "ambient", least=0.0)
        lamps = tuple(
            Lamp(_direction(lamp["direction"]), _triple(lamp["color"], "color", least=0.0))
            for lamp in content.get("lamps", [])
        )
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path}: not JSON ({error}); {_FORMAT}") from error
    except (TypeError, AttributeError, KeyError, ValueError) as error:
        raise ValueError(f"{path}: {error}; {_FORMAT}") from error
    return Lighting(ambient, lamps)


def _direction(value: Any) -> Triple:
    direction = _triple(value, "direction", least=-math.inf)
    if direction == (0.0, 0.0, 0.0):
        raise ValueError("a lamp's direction is [0, 0, 0]")
    return direction


def _triple(value: Any, name: str, least: float) -> Triple:
    numbers = [float(number) for number in value]
    if len(numbers) != 3 or not all(math.isfinite(n) and n >= least for n in numbers):
        raise ValueError(f"{name} is {value}, expected three finite numbers from {least:g} on")
    return numbers[0], numbers[1], numbers[2]
