"""Where DF-MVR's faces, cameras and lights are, and what the cameras see."""

from __future__ import annotations

from typing import NamedTuple

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from geometry.cameras import FRONTAL_ROTATION, PinholeCamera
from geometry.meshes import vertex_normals
from geometry.paper_cameras import EYE_DISTANCE, FOCAL_LENGTH
from geometry.rotations import euler_to_matrix
from morphable_models import FACE_PARSING_REGIONS, MorphableModel
from networks.dfmvr import DfmvrOutput
from renderers import Fragments, antialias, interpolate, mesh_edges, rasterize, sh_basis, shade_sh

PAPER_SIZE = 224
MM_PER_UNIT = 100.0  # the network's offsets are in decimetres
AMBIENT = 0.8  # added to the constant band of the regressed light, as the authors do
RIGHT = 2

# The released renderer's camera stands one decimetre from the reference position (the default of
# PyTorch3D's look_at_view_transform), so the network has learnt offsets of about -9.
RELEASED_DISTANCE = 1.0
OFFSET_SHIFT = EYE_DISTANCE / MM_PER_UNIT - RELEASED_DISTANCE


class Rendering(NamedTuple):
    """What the cameras see of R posed faces.

    Attributes:
        image: lit colours, not clamped; 0 where there is no face.
        coverage: 1 where there is face.
        regions: share of each face-parsing region in each pixel, background first; None unless
            asked for. With the gradient of the outline.
        fragments: of the rasteriser.
        camera: that of every crop.
    """

    image: Float[Tensor, "R 3 S S"]
    coverage: Float[Tensor, "R S S"]
    regions: Float[Tensor, "R 10 S S"] | None
    fragments: Fragments
    camera: PinholeCamera


class Scene(nn.Module):
    """Cameras and poses of the crops.

    Args:
        morphable_model: face model.
        image_size: side of the crops in pixels.
    """

    centre: Float[Tensor, " 3"]
    faces: Int[Tensor, "F 3"]
    frontal_rotation: Float[Tensor, "3 3"]
    region_of_vertex: Float[Tensor, "V 9"]

    def __init__(self, morphable_model: MorphableModel, image_size: int) -> None:
        super().__init__()
        self.image_size = image_size
        in_face = morphable_model.regions > 0
        faces = morphable_model.faces
        centre = morphable_model.mean_shape[morphable_model.face_crop].mean(dim=0)
        one_hot = nn.functional.one_hot(morphable_model.regions.long(), len(FACE_PARSING_REGIONS))
        rendered = faces[in_face[faces].all(dim=1)]
        self.edges = mesh_edges(rendered)
        for name, tensor in (
            ("centre", centre),
            ("faces", rendered),
            ("frontal_rotation", FRONTAL_ROTATION.clone()),
            ("region_of_vertex", one_hot[:, 1:].float()),
        ):
            self.register_buffer(name, tensor, persistent=False)

    def camera(self, n_views: int) -> PinholeCamera:
        """Return the camera of every crop: principal point in the middle, 1015 px at 224."""
        focal_length = torch.full((n_views,), FOCAL_LENGTH * self.image_size / PAPER_SIZE)
        principal_point = torch.full((n_views, 2), self.image_size / 2)
        return PinholeCamera(focal_length, principal_point).to(self.centre.device)

    def pose(self, shape: Float[Tensor, "B V 3"], output: DfmvrOutput) -> Float[Tensor, "B 3 V 3"]:
        """Move a shape from the model frame into the camera frame of each view.

        The face is centred, turned by R = Rz Ry Rx, and moved from the reference position on the
        camera's axis. The authors' axes (y up, z towards the camera) become ours (y down, z
        forward) last.
        """
        centred = (shape - self.centre)[:, None]
        turned = centred @ euler_to_matrix(output.rotation).transpose(-1, -2)
        moved = turned + MM_PER_UNIT * output.offset[:, :, None]
        moved = moved @ self.frontal_rotation.T
        return moved + moved.new_tensor([0.0, 0.0, EYE_DISTANCE])

    def normals(self, shape: Float[Tensor, "B V 3"]) -> Float[Tensor, "B V 3"]:
        """Return unit normals in the model frame."""
        return vertex_normals(shape, self.faces)

    def lit_colors(
        self,
        albedo: Float[Tensor, "B V 3"],
        normals: Float[Tensor, "B V 3"],
        light: Float[Tensor, "B 9 3"],
    ) -> Float[Tensor, "B V 3"]:
        """Light the vertices, which the released code does instead of the pixels."""
        return albedo * (sh_basis(normals, "deep3d") @ with_ambient(light))

    def render(
        self,
        vertices: Float[Tensor, "R V 3"],
        rotation: Float[Tensor, "R 3 3"],
        instance: Int[Tensor, " R"],
        normals: Float[Tensor, "B V 3"],
        albedo: Float[Tensor, "B V 3"],
        light: Float[Tensor, "B 9 3"],
        *,
        with_regions: bool = False,
    ) -> Rendering:
        """Render R views of B faces.

        Args:
            vertices: camera frame, mm.
            rotation: turns the model frame's normals to where the light falls on them: y up and z
                towards the camera. With each view's own, light stays where it is while the head
                turns.
            instance: the face that each view shows.
            normals: of each face, model frame.
            albedo: diffuse albedo per vertex.
            light: regressed spherical harmonics, without the ambient light.
            with_regions: whether to render the regions of the face model too.
        """
        size = (self.image_size, self.image_size)
        camera = self.camera(len(vertices))
        fragments = rasterize(vertices, self.faces, camera, size)
        columns = torch.cat([albedo, normals], dim=-1)
        attributes = interpolate(fragments, self.faces, columns, instance)
        turned = torch.einsum("rij,rjhw->rihw", rotation, attributes[:, 3:])
        # A mean of unit normals is a little short. Background is zero, and stays so.
        squared = turned.square().sum(dim=1, keepdim=True)
        unit_normals = turned * torch.rsqrt(squared + 1e-8)
        light = with_ambient(light)[instance]
        image = shade_sh(attributes[:, :3], unit_normals, light, "deep3d")
        coverage = (fragments.pix_to_face >= 0).to(image)
        regions = None
        if with_regions:
            background = 1 - coverage[:, None]
            same = torch.zeros_like(instance)
            shares = interpolate(fragments, self.faces, self.region_of_vertex[None], same)
            hard = torch.cat([background, shares], dim=1)
            regions = self._outlined(hard, vertices, fragments, camera)
        return Rendering(image, coverage, regions, fragments, camera)

    def outlined(
        self, rendering: Rendering, vertices: Float[Tensor, "R V 3"]
    ) -> Float[Tensor, "R 3 S S"]:
        """Return the image with the gradient of the face's outline."""
        return self._outlined(rendering.image, vertices, rendering.fragments, rendering.camera)

    def _outlined(
        self, image: Tensor, vertices: Tensor, fragments: Fragments, camera: PinholeCamera
    ) -> Tensor:
        return antialias(image, fragments, vertices, self.faces, camera, self.edges)


def with_ambient(light: Float[Tensor, "B 9 3"]) -> Float[Tensor, "B 9 3"]:
    """Add the ambient light to the regressed one."""
    ambient = torch.zeros_like(light)
    ambient[:, 0] = AMBIENT
    return light + ambient
