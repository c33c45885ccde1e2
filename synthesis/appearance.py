"""Portraits whose albedo and light are known, and the same heads under another light."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, UInt8

from face_datasets.appearance import (
    IDS,
    PortraitLight,
    PortraitMaps,
    PortraitScene,
    write_portrait,
)
from geometry.cameras import PinholeCamera
from geometry.meshes import Mesh
from renderers.display_shading import VisibleSurface, shade_in_display, visible_surface

from .backgrounds import draw_background
from .images import develop, lamp_position, render_head
from .landmarks import five_points_in_space
from .lights import Light, draw_lamp_light
from .people import draw_person
from .production import produce
from .scans import scanned_vertices
from .sculpting import SculptedHead, Sculptor
from .seeds import generator
from .views import PHOTO_SIZE, View, head_rotation, pinhole_view

_SUBJECT, _SAMPLE = 160, 161  # purposes of the random numbers, see three_view
_MAX_SUBJECTS = 1000
_MAX_YAW = 40.0
_SIZE = (PHOTO_SIZE, PHOTO_SIZE)


def make_appearance(
    root: Path, sculptor: Sculptor, n_subjects: int, seed: int, processes: int
) -> dict[str, Any]:
    """Make the data set; return what its marker says beside the usual.

    Raises:
        ValueError: more subjects than ids of three digits.
    """
    if not 1 <= n_subjects <= _MAX_SUBJECTS:
        raise ValueError(f"--subjects {n_subjects}: appearance has room for 1 to {_MAX_SUBJECTS}")
    make = partial(make_portrait, root=root, sculptor=sculptor, seed=seed)
    return {IDS: produce(make, list(range(n_subjects)), processes, "Rendering portraits")}


@dataclass(frozen=True, eq=False)
class DrawnPortrait:
    """A portrait before it is rendered.

    Attributes:
        head: model frame.
        view: of the photograph.
        light: of the photograph.
        unseen_light: of the other picture.
        rng: the random numbers that are left.
    """

    head: SculptedHead
    view: View
    light: Light
    unseen_light: Light
    rng: np.random.Generator


def draw_portrait(subject: int, sculptor: Sculptor, seed: int) -> DrawnPortrait:
    """Draw who is seen, from where and in which lights.

    Args:
        subject: number.
        sculptor: the face model at the density of scans.
        seed: of the data set.
    """
    rng = generator(seed, _SAMPLE, subject)
    head = sculptor.sculpt(draw_person(generator(seed, _SUBJECT, subject), rng, sculptor.model))
    points = head.vertices[sculptor.landmark_indices]
    yaw = float(np.clip(rng.normal(0, 18), -_MAX_YAW, _MAX_YAW))
    rotation = head_rotation(float(rng.normal(0, 6)), yaw, float(rng.normal(0, 3)))
    view = pinhole_view(rng, rotation, five_points_in_space(points).mean(axis=0))
    light = draw_lamp_light(rng)
    return DrawnPortrait(head, view, light, draw_lamp_light(rng, unlike=light), rng)


def make_portrait(subject: int, root: Path, sculptor: Sculptor, seed: int) -> str:
    """Draw, render and write one portrait; return its id. See `draw_portrait`."""
    drawn = draw_portrait(subject, sculptor, seed)
    head, view = drawn.head, drawn.view
    background = draw_background(drawn.rng, PHOTO_SIZE)
    render = render_head(
        head, sculptor.faces, sculptor.regions, view=view, light=drawn.light, size=PHOTO_SIZE
    )
    used, faces, _ = scanned_vertices(sculptor, head)
    vertices = view.camera_from_model(head.vertices)
    points = head.vertices[sculptor.landmark_indices]
    light, unseen = (_in_camera(it, vertices) for it in (drawn.light, drawn.unseen_light))
    seen = _see(vertices, head, sculptor, view)
    sample_id = f"{subject:03d}"
    write_portrait(
        root,
        sample_id,
        image=develop(drawn.rng, render.over(background)),
        relit=_relit(seen, view, unseen, background),
        parsing=render.parsing,
        landmarks68=view.project(points),
        scene=_scene(view, points, light, unseen),
        maps=_maps(seen, light.lamp_intensity),
        scan=Mesh(vertices[used], (np.cumsum(used) - 1)[faces]),
    )
    return sample_id


def _see(
    vertices_camera: Float[np.ndarray, "V 3"], head: SculptedHead, sculptor: Sculptor, view: View
) -> VisibleSurface:
    """Return what a portrait's pixels show: as attributes, diffuse albedo and specular intensity.

    At their centres, without supersampling, as benchmarks see a prediction: the true head scores 0.
    """
    vertices = torch.from_numpy(vertices_camera.astype(np.float32))
    skin = np.column_stack([head.albedo, head.specular]).astype(np.float32)
    faces = torch.from_numpy(sculptor.faces)
    return visible_surface(vertices, faces, view.camera, _SIZE, torch.from_numpy(skin))


def _in_camera(light: Light, vertices_camera: Float[np.ndarray, "V 3"]) -> PortraitLight:
    """Return a light with its lamp in the camera frame."""
    lamp = lamp_position(light, torch.from_numpy(vertices_camera.astype(np.float32)))
    return PortraitLight(
        light.sh_coefficients.astype(np.float64),
        lamp.double().numpy(),
        light.lamp_intensity,
        light.shininess,
    )


def _scene(
    view: View,
    points: Float[np.ndarray, "68 3"],
    light: PortraitLight,
    unseen_light: PortraitLight,
) -> PortraitScene:
    assert isinstance(view.camera, PinholeCamera)
    return PortraitScene(
        focal_length=float(view.camera.focal_length[0]),
        principal_point=view.camera.principal_point[0].double().numpy(),
        landmarks=view.camera_from_model(points),
        light=light,
        unseen_light=unseen_light,
    )


def _maps(seen: VisibleSurface, lamp_intensity: float) -> PortraitMaps:
    canvas = np.zeros((*_SIZE, 4), np.float32)
    canvas[seen.rows, seen.columns] = seen.attributes.T.numpy()
    coverage = np.zeros(_SIZE, bool)
    coverage[seen.rows, seen.columns] = True
    specular = canvas[..., 3] * np.float32(lamp_intensity)
    return PortraitMaps(np.ascontiguousarray(canvas[..., :3]), specular, coverage)


def _relit(
    seen: VisibleSurface,
    view: View,
    light: PortraitLight,
    background: Float[np.ndarray, "S S 3"],
) -> UInt8[np.ndarray, "S S 3"]:
    shaded = shade_in_display(
        seen.normals,
        seen.points,
        seen.attributes[:3],
        seen.attributes[3:] * light.lamp_intensity,
        camera=view.camera,
        sh_coefficients=torch.from_numpy(light.sh_coefficients).float(),
        lamp=torch.from_numpy(light.lamp).float(),
        shininess=light.shininess,
    )
    picture = np.array(background, np.float32)
    picture[seen.rows, seen.columns] = shaded.T.numpy()
    return np.asarray(np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8)
