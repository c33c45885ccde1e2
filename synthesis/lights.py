"""Light: a soft environment in spherical harmonics and one lamp that makes highlights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float

from renderers.spherical_harmonics import UNIT_AMBIENT, Convention, sh_basis

_ROOM_SHARE = 0.35  # of the light on a surface that faces the flash
_FLASH_DISTANCE_MM = 1500.0
_LEAST_DEGREES_APART = 30.0


@dataclass(frozen=True)
class Light:
    """Light in the camera frame (x right, y down, z forward).

    Attributes:
        sh_coefficients: environment, "lambert" convention: a constant term of `UNIT_AMBIENT` alone
            shades 1.
        lamp: position of the point light relative to the face's centre, mm.
        lamp_intensity: of the highlights, linear.
        shininess: Blinn-Phong exponent.
    """

    sh_coefficients: Float[np.ndarray, "9 3"]
    lamp: Float[np.ndarray, " 3"]
    lamp_intensity: float
    shininess: float


def _direction(rng: np.random.Generator, spread: float) -> Float[np.ndarray, " 3"]:
    """Draw a unit direction from which light comes: around the camera, rather from above."""
    towards = np.array([rng.normal(0, spread), rng.normal(-0.35, 0.6 * spread), -1.0])
    return np.asarray(towards / np.linalg.norm(towards))


def _basis(direction: Float[np.ndarray, " 3"], convention: Convention) -> Float[np.ndarray, " 9"]:
    return np.asarray(sh_basis(torch.from_numpy(direction), convention))


def _distant_lamp(direction: Float[np.ndarray, " 3"]) -> Float[np.ndarray, " 9"]:
    """Return the coefficients of a lamp that shades a surface facing it with 1."""
    coefficients = _basis(direction, "basis")
    return np.asarray(coefficients / (_basis(direction, "lambert") @ coefficients))


def flash_light(direction: Float[np.ndarray, " 3"]) -> Light:
    """Return a dim room with one white flash, a point light far away.

    Args:
        direction: unit vector from the face to the flash, camera frame.
    """
    ambient = np.zeros(9)
    ambient[0] = _ROOM_SHARE * UNIT_AMBIENT
    light = ambient + (1 - _ROOM_SHARE) * _distant_lamp(direction)
    return Light(
        sh_coefficients=np.tile(light[:, None], 3).astype(np.float32),
        lamp=(_FLASH_DISTANCE_MM * direction).astype(np.float32),
        lamp_intensity=0.4,
        shininess=20.0,
    )


def _exposed(light: Float[np.ndarray, "9 3"], shade: float) -> Float[np.ndarray, "9 3"]:
    """Scale a light so that a surface which faces the camera is shaded so much."""
    facing = _basis(np.array([0.0, 0.0, -1.0]), "lambert") @ light
    return np.asarray(light * shade / facing.mean())


def draw_light(rng: np.random.Generator) -> Light:
    """Draw ambient light and two lamps; a surface that faces the camera is shaded 0.75 to 1.15."""
    ambient = np.zeros(9)
    ambient[0] = UNIT_AMBIENT
    tints = np.exp(rng.normal(0, [[0.06], [0.12], [0.12]], (3, 1)) * [[1.0, 0.1, -1.0]])
    strengths = (rng.uniform(0.5, 1.0), rng.uniform(0.15, 0.9), rng.uniform(0, 0.3))
    parts = (ambient, _distant_lamp(_direction(rng, 0.9)), _distant_lamp(_direction(rng, 1.6)))
    light = sum(
        strength * part[:, None] * tint[None]
        for strength, part, tint in zip(strengths, parts, tints, strict=True)
    )
    exposed = _exposed(np.asarray(light), rng.uniform(0.75, 1.15))
    lamp = _direction(rng, 0.6) * rng.uniform(500, 1500)
    return Light(
        sh_coefficients=exposed.astype(np.float32),
        lamp=lamp.astype(np.float32),
        lamp_intensity=float(rng.uniform(0.0, 0.9)),
        shininess=float(np.exp(rng.uniform(np.log(8), np.log(60)))),
    )


def draw_lamp_light(rng: np.random.Generator, unlike: Light | None = None) -> Light:
    """Draw soft daylight and one clear lamp, which shades the face and makes the highlights.

    Args:
        rng: random numbers.
        unlike: a light whose lamp is to be at least 30 degrees away, seen from the face.
    """
    direction = _direction(rng, 0.7)
    while unlike is not None and _degrees_between(direction, unlike.lamp) < _LEAST_DEGREES_APART:
        direction = _direction(rng, 0.7)
    ambient = np.zeros(9)
    ambient[0] = UNIT_AMBIENT
    tints = np.exp(rng.normal(0, [[0.06], [0.12]], (2, 1)) * [[1.0, 0.1, -1.0]])
    daylight, flood = rng.uniform(0.5, 0.9), rng.uniform(0.4, 0.9)
    light = daylight * ambient[:, None] * tints[:1]
    light = light + flood * _distant_lamp(direction)[:, None] * tints[1:]
    return Light(
        sh_coefficients=_exposed(light, rng.uniform(0.75, 1.0)).astype(np.float32),
        lamp=(direction * rng.uniform(600, 1500)).astype(np.float32),
        lamp_intensity=float(rng.uniform(0.4, 0.9)),
        shininess=float(np.exp(rng.uniform(np.log(8), np.log(60)))),
    )


def _degrees_between(a: Float[np.ndarray, " 3"], b: Float[np.ndarray, " 3"]) -> float:
    cosine = float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def vary_light(rng: np.random.Generator, light: Light) -> Light:
    """Return a similar light: another camera's exposure and white balance."""
    gain = np.exp(rng.normal(0, 0.05)) * np.exp(rng.normal(0, 0.02, 3))
    moved = (light.sh_coefficients + rng.normal(0, 0.04, (9, 3))) * gain
    return Light(moved.astype(np.float32), light.lamp, light.lamp_intensity, light.shininess)
