"""From the specular method's faces to records: meshes, albedos, light, and the rendered image."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor

from geometry.cameras import PinholeCamera, WeakPerspectiveCamera
from geometry.landmarks import IBUG68_SEVEN
from geometry.paper_cameras import facing_camera
from predictions import Prediction
from renderers.spherical_harmonics import HALF_TURN

from .appearance import (
    Appearance,
    Highlights,
    Light,
    appearances_of_crops,
    camera_of,
    camera_of_photographs,
)
from .predictions_of_crops import FAR, far_away, predictions_of_crops

if TYPE_CHECKING:
    from .specular import Specular, SpecularFace


class Placed(NamedTuple):
    """Faces of true size before pinhole cameras that see them as the method's camera does.

    Attributes:
        camera: of the crops.
        vertices: camera frame, mm.
        mean_vertices: the mean face in the same pose and place.
        reference_depth: mm.
    """

    camera: PinholeCamera
    vertices: Float[Tensor, "B V 3"]
    mean_vertices: Float[Tensor, "B V 3"]
    reference_depth: Float[Tensor, " B"]


def place(module: Specular, face: SpecularFace) -> Placed:
    """Take the regressed scale off: a face twice as large is as one of true size at half the way.

    A weak-perspective camera becomes a pinhole camera from far away.
    """
    scale = face.output.scale
    both = face.vertices, module.mean_face(face).vertices
    meshes = [vertices / scale[:, None, None] for vertices in both]
    camera = face.camera
    if isinstance(camera, WeakPerspectiveCamera):
        model = module.morphable_model
        meshes = [far_away(vertices, model.landmarks(vertices)) for vertices in meshes]
        camera = PinholeCamera(camera.scale * scale * FAR, camera.translation)
        depth = scale.new_full((len(scale),), FAR)
    else:
        depth = module.morphable_model.landmarks(meshes[0])[..., 2].mean(dim=1)
    return Placed(camera, meshes[0], meshes[1], depth)


def appearances(module: Specular, face: SpecularFace, batch: dict[str, Any]) -> list[Appearance]:
    """Return shape, reflectance and light of a batch of single images; no gradient.

    Of true size, the lamp with it, before a perspective camera; another one stays as it is, with
    the regressed sizes.
    """
    output, choices, model = face.output, module.choices, module.morphable_model
    _, specular = _linear_albedos(module, output.albedo, output.intensity)
    perspective = isinstance(face.camera, PinholeCamera)
    size = output.scale if perspective else torch.ones_like(output.scale)
    lamp = facing_camera(output.lamp[:, None])[:, 0] / size[:, None]
    turn = output.sh_coefficients.new_tensor(HALF_TURN)[:, None]
    return appearances_of_crops(
        batch,
        model,
        module.scene.faces,
        face.camera,
        vertices=face.vertices / size[:, None, None],
        canonical_vertices=face.shape,
        landmarks_2d=face.landmarks_2d,
        albedo=output.albedo,
        light=Light(output.sh_coefficients * turn, "basis"),
        coefficients={
            "identity": (output.identity, "standard deviations"),
            "expression": (output.expression, "as the face model has them"),
            "albedo": (output.albedo, "standard deviations"),
            "rotation": (output.rotation, "radians: pitch, yaw, roll"),
            "translation": (output.translation, "millimetres, before the turn"),
            "scale": (output.scale, "factor"),
            "lamp_color": (output.intensity, "factor, within the specular albedo"),
        },
        gamma="albedo" if choices.gamma in ("albedo", "display") else "shaded",
        highlights=Highlights(specular, output.shininess, lamp, torch.ones_like(output.intensity)),
        lit_side_only=choices.lit_side_only,
    )


def predictions(
    module: Specular, face: SpecularFace, batch: dict[str, Any]
) -> list[tuple[str, Prediction]]:
    """Return the records of a batch, by sample id.

    Args:
        module: the method.
        face: what it made of the batch.
        batch: see `datamodules.photo_triples.PhotoTriplesDataModule`; pictures need `photo_size`.
    """
    placed = place(module, face)
    records = predictions_of_crops(
        batch,
        placed.camera,
        placed.vertices,
        placed.mean_vertices,
        face.landmarks_2d,
        placed.reference_depth,
    )
    diffuse, specular = _linear_albedos(module, face.output.albedo, face.output.intensity)
    nobody = torch.zeros_like(face.output.albedo)
    mean_diffuse, mean_specular = _linear_albedos(module, nobody, face.output.intensity)
    columns = {
        "diffuse_albedo": diffuse,
        "specular_albedo": specular,
        "mean_diffuse_albedo": mean_diffuse,
        "mean_specular_albedo": mean_specular,
    }
    arrays = {name: column.clamp(min=0).cpu().numpy() for name, column in columns.items()}
    seven = module.morphable_model.landmarks(face.vertices)[:, list(IBUG68_SEVEN["tip"])].mean(
        dim=1
    )
    towards = torch.nn.functional.normalize(facing_camera(face.output.lamp[:, None])[:, 0] - seven)
    directions = towards.cpu().numpy()
    pictures = _pictures(module, face, batch) if "photo_size" in batch else [{}] * len(records)
    return [
        (
            sample_id,
            replace(
                record,
                **{name: array[row] for name, array in arrays.items()},
                light_direction=directions[row],
                shininess=float(face.output.shininess[row]),
                **pictures[row],
            ),
        )
        for row, (sample_id, record) in enumerate(records)
    ]


def _linear_albedos(
    module: Specular, albedo: Float[Tensor, "B A"], intensity: Float[Tensor, "B 3"]
) -> tuple[Float[Tensor, "B V 3"], Float[Tensor, "B V 3"]]:
    """Return diffuse and specular albedo as records have them: linear, the lamp's intensity in it.

    Where highlights are added to the encoded image, they are taken to linear light as what a full
    one adds there.
    """
    model = module.morphable_model
    diffuse = model.linear_diffuse_albedo(albedo).clamp(min=0)
    specular = model.specular_albedo(albedo).clamp(min=0) * intensity[:, None]
    if module.choices.gamma != "shaded":
        if module.choices.gamma == "albedo":  # encodes the highlights' reflectance too
            specular = specular.clamp(min=1e-6) ** (1 / 2.2)
        specular = (diffuse.clamp(min=1e-6) ** (1 / 2.2) + specular) ** 2.2 - diffuse
    return diffuse, specular


def _pictures(module: Specular, face: SpecularFace, batch: dict[str, Any]) -> list[dict[str, Any]]:
    """Render each face into its whole photograph, and the mean face in the same pose and light."""
    camera = camera_of_photographs(batch, face.camera)
    mean_face = module.mean_face(face)
    pictures = []
    for row, size in enumerate(batch["photo_size"].tolist()):
        columns = {}
        for name, one in (("image", face.only(row)), ("mean_image", mean_face.only(row))):
            rendering = module.render(one, camera_of(camera, row), (size[0], size[1]))
            image = (rendering.image[0].clamp(0, 1) * 255).round().to(torch.uint8)
            columns[name] = image.movedim(0, -1).cpu().numpy()
            columns[f"{name}_mask"] = (rendering.coverage[0] > 0).cpu().numpy()
        pictures.append(columns)
    return pictures
