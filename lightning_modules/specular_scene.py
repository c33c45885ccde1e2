"""Where the specular method's face, camera and lights are, and what the camera sees."""

from __future__ import annotations

from typing import NamedTuple

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from geometry.cameras import Camera, PinholeCamera, WeakPerspectiveCamera
from geometry.meshes import vertex_normals
from geometry.paper_cameras import EYE_DISTANCE, FOCAL_LENGTH, facing_camera, literal_camera
from morphable_models import MorphableModel
from networks.specular import SpecularOutput
from renderers import interpolate, rasterize
from renderers.specular_shading import shade

from .dfmvr_scene import PAPER_SIZE
from .specular_options import SpecularChoices


class SpecularRendering(NamedTuple):
    """What the camera sees of B faces; 0 where there is no face.

    Attributes:
        image: diffuse and specular part together, not clamped.
        diffuse: the diffuse part.
        specular: the rest of the image.
        coverage: 1 where there is face.
    """

    image: Float[Tensor, "B 3 H W"]
    diffuse: Float[Tensor, "B 3 H W"]
    specular: Float[Tensor, "B 3 H W"]
    coverage: Float[Tensor, "B H W"]


class SpecularScene(nn.Module):
    """Camera, poses and lights of the crops.

    The paper fixes a camera and its field of view without saying them; we take those of
    Deep3DFaceReconstruction, from which the method descends: 1015 pixels of focal length at 224,
    a metre away.

    Args:
        morphable_model: face model.
        image_size: side of the crops in pixels.
        choices: which camera, and how colours add up.
    """

    centre: Float[Tensor, " 3"]
    faces: Int[Tensor, "F 3"]

    def __init__(
        self, morphable_model: MorphableModel, image_size: int, choices: SpecularChoices
    ) -> None:
        super().__init__()
        self.image_size = image_size
        self.choices = choices
        in_face = morphable_model.regions > 0
        faces = morphable_model.faces
        centre = morphable_model.mean_shape[morphable_model.face_crop].mean(dim=0)
        for name, tensor in (
            ("centre", centre),
            ("faces", faces[in_face[faces].all(dim=1)]),
        ):
            self.register_buffer(name, tensor, persistent=False)

    def camera(self, n: int) -> Camera:
        """Return the camera of n crops."""
        focal_length = self.centre.new_full((n,), FOCAL_LENGTH * self.image_size / PAPER_SIZE)
        middle = self.centre.new_full((n, 2), self.image_size / 2)
        if self.choices.camera == "perspective":
            return PinholeCamera(focal_length, middle)
        return WeakPerspectiveCamera(focal_length / EYE_DISTANCE, middle)

    def pose(self, shape: Float[Tensor, "B V 3"], output: SpecularOutput) -> Float[Tensor, "B V 3"]:
        """Move shapes from the model frame into the camera frame: f R (v + t), Eq. 3.

        v is relative to the middle of the mean face.
        """
        posed = literal_camera(
            shape - self.centre, output.rotation, output.translation, output.scale
        )
        return facing_camera(posed)

    def render(
        self,
        vertices: Float[Tensor, "B V 3"],
        diffuse_albedo: Float[Tensor, "B V 3"],
        specular_albedo: Float[Tensor, "B V 3"],
        output: SpecularOutput,
        camera: Camera,
        size: tuple[int, int],
    ) -> SpecularRendering:
        """Render faces, Eqs. 4 and 5; light and normals are of the camera frame.

        Args:
            vertices: camera frame, mm.
            diffuse_albedo: linear.
            specular_albedo: linear.
            output: for its lights.
            camera: of the pictures.
            size: their height and width.
        """
        fragments = rasterize(vertices, self.faces, camera, size)
        normals = vertex_normals(vertices, self.faces)
        # Modes of a face model leave the range of albedos, and a lamp must not darken.
        specular_albedo = specular_albedo.clamp(min=0) * output.intensity[:, None]
        columns = torch.cat([diffuse_albedo, specular_albedo, normals, vertices], dim=-1)
        attributes = interpolate(fragments, self.faces, columns)
        diffuse, specular, turned, points = torch.split(attributes, 3, dim=1)
        # A mean of unit normals is a little short. Background is zero, and stays so.
        squared = turned.square().sum(dim=1, keepdim=True)
        shaded = shade(
            diffuse,
            specular,
            turned * torch.rsqrt(squared + 1e-8),
            points,
            output.sh_coefficients,
            facing_camera(output.lamp[:, None])[:, 0],
            output.shininess,
            gamma=self.choices.gamma,
            lit_side_only=self.choices.lit_side_only,
            parallel_rays=self.choices.camera == "weak-perspective",
        )
        coverage = (fragments.pix_to_face >= 0).to(diffuse)
        return SpecularRendering(shaded.image, shaded.diffuse, shaded.specular, coverage)
