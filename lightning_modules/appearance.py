"""What a method knows of the looks of one face in one photograph, and of the light on it.

`FaceModelMethod.appearance` returns it; pictures, meshes and materials are made of it, whichever
the method.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeVar, cast

from jaxtyping import Float, Int
from torch import Tensor

from geometry.cameras import Camera, PinholeCamera, WeakPerspectiveCamera
from morphable_models import MorphableModel
from renderers.spherical_harmonics import Convention

AnyCamera = TypeVar("AnyCamera", bound=Camera)
Gamma = Literal["albedo", "shaded"]
"""Where the method encodes for display: its albedo, which it then lights, or what it has lit."""


class Quantity(NamedTuple):
    """Numbers that a method regressed.

    Attributes:
        values: one number or several.
        unit: of each of them.
    """

    values: Tensor
    unit: str


@dataclass(frozen=True, eq=False)
class Appearance:
    """One face in one photograph.

    Directions of the light are in a frame with x to the image's right, y up, z to the viewer; the
    camera frame is x right, y down, z forward, millimetres.

    Attributes:
        sample_id: of the photograph.
        vertices: camera frame of the photograph.
        canonical_vertices: the same face, its expression too, looking ahead in the model frame.
        faces: those that the method renders.
        uv: texture coordinates of the vertices.
        diffuse_albedo: linear.
        sh_coefficients: the light on the diffuse surface, the ambient one included.
        sh_convention: of these, see `renderers.spherical_harmonics`.
        camera: of the photograph, a batch of one.
        landmarks_2d: of the reconstruction, iBUG order, pixels of the photograph.
        coefficients: what was regressed, by name.
        gamma: see `Gamma`.
        specular_albedo: linear; None for a method without highlights, as the next three.
        shininess: exponent of Blinn and Phong.
        lamp: where the highlights' light stands, camera frame, mm.
        lamp_intensity: of that light, per colour channel.
        lit_side_only: whether surfaces that face away from the lamp have no highlights.
    """

    sample_id: str
    vertices: Float[Tensor, "V 3"]
    canonical_vertices: Float[Tensor, "V 3"]
    faces: Int[Tensor, "F 3"]
    uv: Float[Tensor, "V 2"]
    diffuse_albedo: Float[Tensor, "V 3"]
    sh_coefficients: Float[Tensor, "9 3"]
    sh_convention: Convention
    camera: Camera
    landmarks_2d: Float[Tensor, "68 2"]
    coefficients: Mapping[str, Quantity]
    gamma: Gamma = "albedo"
    specular_albedo: Float[Tensor, "V 3"] | None = None
    shininess: Float[Tensor, ""] | None = None
    lamp: Float[Tensor, " 3"] | None = None
    lamp_intensity: Float[Tensor, " 3"] | None = None
    lit_side_only: bool = False


def camera_of_photographs(batch: dict[str, Any], camera: AnyCamera) -> AnyCamera:
    """Return the camera of the photographs that crops were cut from; their camera frames agree.

    Args:
        batch: `crop_scale` (B,) and `crop_translation` (B, 2): crop pixel = scale x image pixel +
            translation.
        camera: of the crops, of any kind.
    """
    scale, translation = batch["crop_scale"], batch["crop_translation"]
    return cast(AnyCamera, camera.resized(1 / scale, -translation / scale[:, None]))


def points_in_photographs(
    batch: dict[str, Any], points: Float[Tensor, "B L 2"]
) -> Float[Tensor, "B L 2"]:
    """Move points from crops to the photographs, see `camera_of_photographs`."""
    scale, translation = batch["crop_scale"], batch["crop_translation"]
    moved: Tensor = (points - translation[:, None]) / scale[:, None, None]
    return moved


class Light(NamedTuple):
    """The diffuse part of the light of a batch, see `Appearance`.

    Attributes:
        sh_coefficients: the ambient light included.
        convention: of these.
    """

    sh_coefficients: Float[Tensor, "B 9 3"]
    convention: Convention


class Highlights(NamedTuple):
    """The specular part of the looks of a batch, see `Appearance`.

    Attributes:
        specular_albedo: linear, per vertex.
        shininess: exponent of Blinn and Phong.
        lamp: where the light stands, camera frame, mm.
        lamp_intensity: per colour channel.
    """

    specular_albedo: Float[Tensor, "B V 3"]
    shininess: Float[Tensor, " B"]
    lamp: Float[Tensor, "B 3"]
    lamp_intensity: Float[Tensor, "B 3"]


def appearances_of_crops(
    batch: dict[str, Any],
    model: MorphableModel,
    faces: Int[Tensor, "F 3"],
    camera: AnyCamera,
    *,
    vertices: Float[Tensor, "B V 3"],
    canonical_vertices: Float[Tensor, "B V 3"],
    landmarks_2d: Float[Tensor, "B 68 2"],
    albedo: Float[Tensor, "B A"],
    light: Light,
    coefficients: Mapping[str, tuple[Tensor, str]],
    gamma: Gamma = "albedo",
    highlights: Highlights | None = None,
    lit_side_only: bool = False,
) -> list[Appearance]:
    """Put together what a method has regressed for a batch of crops.

    Args:
        batch: see `camera_of_photographs`; and `sample_id`.
        model: face model.
        faces: those that the method renders.
        camera: of the crops.
        vertices: camera frame, mm.
        canonical_vertices: model frame, mm.
        landmarks_2d: crop pixels.
        albedo: coefficients.
        light: the diffuse part.
        coefficients: with units, one row per sample.
        gamma: see `Gamma`.
        highlights: the specular part.
        lit_side_only: see `Appearance`.
    """
    original = camera_of_photographs(batch, camera)
    landmarks = points_in_photographs(batch, landmarks_2d)
    diffuse = model.linear_diffuse_albedo(albedo)
    found = []
    for row, sample_id in enumerate(batch["sample_id"]):
        shine = {} if highlights is None else {k: v[row] for k, v in highlights._asdict().items()}
        found.append(
            Appearance(
                sample_id=sample_id,
                vertices=vertices[row],
                canonical_vertices=canonical_vertices[row],
                faces=faces,
                uv=model.uv,
                diffuse_albedo=diffuse[row],
                sh_coefficients=light.sh_coefficients[row],
                sh_convention=light.convention,
                camera=camera_of(original, row),
                landmarks_2d=landmarks[row],
                coefficients={k: Quantity(v[row], unit) for k, (v, unit) in coefficients.items()},
                gamma=gamma,
                lit_side_only=lit_side_only,
                **shine,
            )
        )
    return found


def camera_of(camera: Camera, row: int) -> Camera:
    """Return one of several cameras."""
    one = slice(row, row + 1)
    if isinstance(camera, PinholeCamera):
        return PinholeCamera(camera.focal_length[one], camera.principal_point[one])
    return WeakPerspectiveCamera(camera.scale[one], camera.translation[one])
