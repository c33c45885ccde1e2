"""A whole human head made by code from anthropometric proportions; nothing to download."""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from . import procedural_albedo as albedo_painting
from . import procedural_expressions as expressing
from . import procedural_eyes as eyes
from . import procedural_landmarks as marking
from .base import MorphableModel
from .procedural_anatomy import Anatomy, build_anatomy
from .procedural_modes import identity_modes


class ProceduralHead(MorphableModel):
    """Head with ears, neck, eyeballs, lids, lips and mouth interior; the same on every build.

    The origin lies midway between the pupils in x and y, and at the ear canals in z.

    Attributes:
        identity_names: one name per identity coefficient.
        albedo_names: one name per albedo coefficient.
        joint_names: joints of `articulate`, parent first.
        joints: their positions, mm.
        skinning_weights: share of each joint in each vertex's motion.
        mirror_vertex: for each vertex, its mirror image in the mean face.
    """

    name = "procedural"
    joint_names = ("neck", "jaw")
    identity_basis: Float[Tensor, "I V*3"]
    expression_basis: Float[Tensor, "E V*3"]
    mean: Float[Tensor, "V 3"]
    diffuse_mean: Float[Tensor, "V 3"]
    diffuse_basis: Float[Tensor, "A V*3"]
    specular_mean: Float[Tensor, "V 3"]
    specular_basis: Float[Tensor, "A V*3"]
    joints: Float[Tensor, "2 3"]
    skinning_weights: Float[Tensor, "V 2"]
    mirror_vertex: Int[Tensor, " V"]
    eyeball_ids: Int[Tensor, "2 N"]
    lid_ids: Int[Tensor, "2 M"]
    lid_radius: Float[Tensor, "2 M"]

    def __init__(self) -> None:
        super().__init__()
        anatomy = build_anatomy()
        self.identity_names, identity = identity_modes(anatomy)
        self.expression_names, expression = expressing.expressions(anatomy)
        self.albedo_names = albedo_painting.MODE_NAMES
        diffuse_mean, diffuse = albedo_painting.paint(anatomy)
        specular_mean, specular = albedo_painting.shine(anatomy)
        self.n_identity, self.n_expression = len(identity), len(expression)
        self.n_albedo = len(diffuse)

        self._real("mean", anatomy.points)
        self._real("identity_basis", identity.reshape(self.n_identity, -1))
        self._real("expression_basis", expression.reshape(self.n_expression, -1))
        self._real("diffuse_mean", diffuse_mean)
        self._real("diffuse_basis", diffuse.reshape(self.n_albedo, -1))
        self._real("specular_mean", specular_mean)
        self._real("specular_basis", specular.reshape(self.n_albedo, -1))
        self._real("uv", marking.texture_coordinates(anatomy))
        self._real("joints", np.stack([expressing.NECK_JOINT, expressing.JAW_JOINT]))
        self._real("skinning_weights", np.stack([anatomy.neck_weight, anatomy.jaw_weight], 1))
        label = marking.regions(anatomy)
        self._index("faces", anatomy.full.faces)
        self._index("landmark_indices", marking.landmark_indices(anatomy))
        self._index("regions", label)
        self._index("mirror_vertex", anatomy.full.mirror_vertex)
        self.register_buffer("face_crop", torch.from_numpy(marking.face_crop(anatomy, label)))
        self._register_lids(anatomy)

    def _real(self, name: str, values: np.ndarray) -> None:
        self.register_buffer(name, torch.from_numpy(np.ascontiguousarray(values)).float())

    def _index(self, name: str, values: np.ndarray) -> None:
        self.register_buffer(name, torch.from_numpy(np.ascontiguousarray(values)).long())

    def _register_lids(self, anatomy: Anatomy) -> None:
        """Remember how close to its eyeball's centre each vertex of the lids may come."""
        self._index("eyeball_ids", np.stack([anatomy.eyeball_ids(s) for s in (0, 1)]))
        ids = np.stack([anatomy.lid_ids(s) for s in (0, 1)])
        centres = np.stack([eyes.EYE_CENTRE * [s, 1, 1] for s in (1, -1)])[:, None, None]
        rest = np.linalg.norm(anatomy.points[ids] - centres, axis=-1)
        allowed = np.full(ids.shape, eyes.EYE_RADIUS + eyes.LID_OUTSIDE)
        allowed[:, eyes.SKIN_RINGS + 1 :] = eyes.EYE_RADIUS + eyes.LID_GAP
        self._index("lid_ids", ids.reshape(2, -1))
        self._real("lid_radius", np.minimum(allowed, rest - 0.02).reshape(2, -1))

    def vertices(
        self, identity: Float[Tensor, "B I"], expression: Float[Tensor, "B E"]
    ) -> Float[Tensor, "B V 3"]:
        """Return vertices, mm: linear in the coefficients but for lids that slide on eyeballs."""
        offset = identity @ self.identity_basis + expression @ self.expression_basis
        return self._slide_lids(self.mean + offset.view(-1, *self.mean.shape))

    def _slide_lids(self, vertices: Float[Tensor, "B V 3"]) -> Float[Tensor, "B V 3"]:
        """Push lids out of the eyeballs, along rays from the eyeballs' centres."""
        result = vertices
        for eyeball, lid, radius in zip(
            self.eyeball_ids, self.lid_ids, self.lid_radius, strict=True
        ):
            centre = vertices[:, eyeball[-2:]].mean(dim=1, keepdim=True)  # its poles
            arm = vertices[:, lid] - centre
            length = arm.norm(dim=-1, keepdim=True).clamp_min(1e-3)
            out = centre + arm * (radius[None, :, None] / length).clamp_min(1.0)
            result = result.index_copy(1, lid, out)
        return result

    def articulate(
        self, vertices: Float[Tensor, "B V 3"], joint_rotations: Float[Tensor, "B 2 3 3"]
    ) -> Float[Tensor, "B V 3"]:
        """Turn the joints by linear blend skinning.

        Args:
            vertices: model frame, mm.
            joint_rotations: rotation matrix of each of `joint_names` about its joint; the jaw turns
                with the neck.
        """
        result = vertices
        for joint in (1, 0):
            centre = self.joints[joint]
            turned = (result - centre) @ joint_rotations[:, joint].transpose(1, 2) + centre
            result = result + self.skinning_weights[:, joint, None] * (turned - result)
        return result

    def diffuse_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return diffuse albedo, sRGB-encoded, not clamped."""
        return self.diffuse_mean + (albedo @ self.diffuse_basis).view(-1, *self.mean.shape)

    def specular_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return specular intensity, linear, not clamped."""
        return self.specular_mean + (albedo @ self.specular_basis).view(-1, *self.mean.shape)
