"""Plain photos of a head, and the faces that a photographer asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import torch
from jaxtyping import Float, UInt8

from geometry.rotations import euler_to_matrix

from .backgrounds import draw_background
from .images import develop, render_head
from .landmarks import five_points_in_space
from .lights import draw_light
from .occluders import occlude
from .people import Person
from .sculpting import SculptedHead, Sculptor
from .views import PHOTO_SIZE, View, head_rotation, pinhole_view


def neutral(person: Person) -> Person:
    """Return the same person with a neutral face."""
    return replace(person, expression=np.zeros_like(person.expression))


def with_movements(person: Person, names: Sequence[str], movements: Mapping[str, float]) -> Person:
    """Return the same person making some movements and no others.

    Args:
        person: who.
        names: the face model's expression names.
        movements: patterns of names, written in small letters without underscores, to weights in
            [0, 1]; movements that the face model lacks are left out.
    """
    plain = [name.replace("_", "").lower() for name in names]
    weights = [
        max((w for pattern, w in movements.items() if re.match(pattern, name)), default=0.0)
        for name in plain
    ]
    return replace(person, expression=np.array(weights, dtype=np.float32))


def scanner_pose(
    rng: np.random.Generator,
) -> tuple[Float[np.ndarray, "3 3"], Float[np.ndarray, " 3"]]:
    """Draw how a scanner's frame differs from the model frame: a small turn and an offset (mm).

    Points of the scan are rotation times points of the model, plus the offset.
    """
    angles = torch.from_numpy(np.radians(rng.normal(0, 8, 3)))
    offset = np.array([20.0, -130.0, 60.0]) + rng.normal(0, 30, 3)
    return euler_to_matrix(angles).numpy(), offset


def photograph(
    rng: np.random.Generator,
    sculptor: Sculptor,
    head: SculptedHead,
    max_yaw: float,
    *,
    occluded: bool = False,
) -> tuple[UInt8[np.ndarray, "256 256 3"], View]:
    """Take one photo before some background, in some light, of some pose; return its view too.

    Args:
        rng: of all that.
        sculptor: of the head.
        head: in the model frame.
        max_yaw: largest turn to either side, degrees.
        occluded: whether something is in front of the face.
    """
    points = head.vertices[sculptor.landmark_indices]
    yaw = float(rng.uniform(-max_yaw, max_yaw))
    rotation = head_rotation(float(rng.normal(0, 6)), yaw, float(rng.normal(0, 4)))
    view = pinhole_view(rng, rotation, five_points_in_space(points).mean(axis=0))
    render = render_head(
        head, sculptor.faces, sculptor.regions, view=view, light=draw_light(rng), size=PHOTO_SIZE
    )
    picture: Float[np.ndarray, "S S 3"] = render.over(draw_background(rng, PHOTO_SIZE))
    if occluded:
        picture, _ = occlude(rng, picture, render.parsing, view.project(points))
    return develop(rng, picture), view
