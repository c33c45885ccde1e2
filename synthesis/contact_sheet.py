"""A contact sheet of a face model: several sides, expressions and people in one picture.

python -m synthesis.contact_sheet --face-model procedural --out sheet.png
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float
from PIL import Image
from torch import Tensor

import command_line
from geometry.cameras import FRONTAL_ROTATION, PinholeCamera
from geometry.meshes import vertex_normals
from geometry.rotations import euler_to_matrix
from morphable_models import MorphableModel, build_face_model
from renderers import interpolate, rasterize, shade_sh, specular
from renderers.spherical_harmonics import UNIT_AMBIENT

_YAWS = (-75.0, -35.0, 0.0, 35.0)  # degrees; views of the mean, and in turn of the people
_EXPRESSIONS: tuple[Mapping[str, float], ...] = (
    {"jaw_open": 1.0},
    {"smile_left": 1.0, "smile_right": 1.0},
    {"eye_close_left": 1.0, "eye_close_right": 1.0},
    {"brow_lower_left": 1.0, "brow_lower_right": 1.0, "lip_press": 1.0},
)
_BACKGROUND = 0.27
_DISTANCE = 1100.0  # mm from the camera
_SPAN = 300.0  # mm that fill the picture at the head's depth
_SHININESS = 30.0
_KEY_LIGHT = (0.45, -0.5, -0.75)  # towards the lamp, camera frame


def _light() -> Float[Tensor, "1 9 3"]:
    """Daylight from the front, the upper right and a little from behind."""
    light = torch.zeros(1, 9, 3)
    light[0, 0] = 0.52 * UNIT_AMBIENT
    light[0, 1:4, :] = torch.tensor([[-0.75], [-1.0], [0.85]])  # bands y, z, x of the camera frame
    return light


def render(
    model: MorphableModel,
    vertices: Float[Tensor, "V 3"],
    diffuse: Float[Tensor, "V 3"],
    shine: Float[Tensor, "V 3"],
    *,
    yaw_degrees: float,
    size: int,
) -> Float[Tensor, "S S 3"]:
    """Render a head in front of grey, supersampled twice."""
    yaw = torch.tensor([0.0, np.deg2rad(yaw_degrees), 0.0], dtype=vertices.dtype)
    rotation = FRONTAL_ROTATION.to(vertices) @ euler_to_matrix(yaw)
    centre = (model.mean_shape.amax(0) + model.mean_shape.amin(0)) / 2
    points = (vertices - centre) @ rotation.T
    points[:, 2] += _DISTANCE
    pixels = 2 * size
    focal = pixels * _DISTANCE / _SPAN
    camera = PinholeCamera(torch.tensor([focal]), torch.full((1, 2), pixels / 2))
    fragments = rasterize(points[None], model.faces, camera, (pixels, pixels))
    attributes = torch.cat(
        [vertex_normals(points[None], model.faces)[0], diffuse, shine, points], 1
    )
    layers = interpolate(fragments, model.faces, attributes[None])
    normals = torch.nn.functional.normalize(layers[:, :3], dim=1)
    color = shade_sh(layers[:, 3:6], normals, _light())
    view = torch.nn.functional.normalize(-layers[:, 9:12].permute(0, 2, 3, 1), dim=-1)
    lamp = torch.nn.functional.normalize(torch.tensor(_KEY_LIGHT), dim=0).expand_as(view)
    glint = specular(
        normals.permute(0, 2, 3, 1), view, lamp, torch.full(view.shape[:-1], _SHININESS)
    )
    color = color + 0.45 * layers[:, 6:9] * glint[:, None]
    covered = (fragments.pix_to_face >= 0)[:, None]
    picture = torch.where(covered, color.clamp(0, 1), torch.tensor(_BACKGROUND))
    return torch.nn.functional.avg_pool2d(picture, 2)[0].permute(1, 2, 0)


def contact_sheet(model: MorphableModel, size: int, seed: int) -> Float[Tensor, "H W 3"]:
    """Rows: the mean shape in grey, the mean, expressions, and random people, one per column.

    Args:
        model: any face model; expressions that it does not name are left out of the mixture.
        size: edge of one cell, pixels.
        seed: of the people, who are draws from N(0, 1) clipped to two standard deviations.
    """
    generator = torch.Generator().manual_seed(seed)
    neutral, mean = torch.zeros(1, model.n_expression), torch.zeros(1, model.n_identity)
    plain = torch.zeros(1, model.n_albedo)
    grey = torch.full_like(model.mean_shape, 0.72)
    skin, shine = model.diffuse_albedo(plain)[0], model.specular_albedo(plain)[0]
    rest = model.vertices(mean, neutral)[0]
    rows = [
        [render(model, rest, grey, 0 * shine, yaw_degrees=yaw, size=size) for yaw in _YAWS],
        [render(model, rest, skin, shine, yaw_degrees=yaw, size=size) for yaw in _YAWS],
    ]
    posed = []
    for mixture, yaw in zip(_EXPRESSIONS, (-20.0, 15.0, 0.0, -15.0), strict=True):
        weights = torch.tensor([[mixture.get(name, 0.0) for name in model.expression_names]])
        head = model.vertices(mean, weights)[0]
        posed.append(render(model, head, skin, shine, yaw_degrees=yaw, size=size))
    rows.append(posed)
    for turn in (0, 1):
        people = []
        for column, yaw in enumerate((0.0, -35.0, 25.0, -10.0)):
            identity = torch.randn(1, model.n_identity, generator=generator).clamp(-2, 2)
            albedo = torch.randn(1, model.n_albedo, generator=generator).clamp(-2, 2)
            albedo[0, 0] = (column + 4 * turn) * 0.5 - 1.75  # the first mode is skin tone
            person = model.vertices(identity, neutral)[0]
            colors = model.diffuse_albedo(albedo)[0], model.specular_albedo(albedo)[0]
            people.append(render(model, person, *colors, yaw_degrees=yaw, size=size))
        rows.append(people)
    return torch.cat([torch.cat(row, dim=1) for row in rows])


def main() -> None:
    """Write the sheet that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m synthesis.contact_sheet", description=__doc__)
    parser.add_argument("--face-model", default="procedural", help="default: %(default)s")
    parser.add_argument("--assets", type=Path, default=None, help="folder of the model's files")
    parser.add_argument("--out", type=Path, required=True, help="PNG to write")
    parser.add_argument("--size", type=int, default=200, help="edge of one cell, pixels")
    parser.add_argument("--seed", type=int, default=5, help="of the random people")
    arguments = parser.parse_args()
    model = build_face_model(arguments.face_model, arguments.assets)
    with torch.no_grad():
        sheet = contact_sheet(model, arguments.size, arguments.seed)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    pixels = (sheet * 255).round().to(torch.uint8).numpy()
    image = Image.fromarray(pixels)
    palette = image.quantize(colors=224)  # a palette and dithering: a third of the bytes
    image.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).save(
        arguments.out, optimize=True
    )


if __name__ == "__main__":
    command_line.run(main)
