"""FLAME: a head with eyeballs, jaw and neck (Li et al., "Learning a model of facial shape and
expression from 4D scans", 2017).

The user's own model, as `flame.npz`; `python -m morphable_models convert-flame` makes it from the
released files. Skinning is written from that paper and from "SMPL" (Loper et al., 2015).
"""  # noqa: D205

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from geometry.rotations import axis_angle_to_matrix

from .base import FACE_PARSING_REGIONS, MorphableModel
from .flame_files import ARCHIVE, JOINTS, PARENTS, FlameModel, read_flame
from .flame_regions import flame_regions, head_uv
from .ict_painting import paint_eyes

MM_PER_UNIT = 1000.0  # the files are in metres
LARGEST_YAW = 39  # degrees; the contour is not known beyond
_GAMMA = 2.2  # of AlbedoMM's own display, which also shows 0.6 of the reflectance
_EXPOSURE = 0.6
_SKIN = (0.62, 0.45, 0.37)
_TONES = ((0.15, 0.14, 0.13), (0.02, -0.01, -0.02))  # melanin, then blood
_SIDES = ("left", "right")
_PAINT = {
    "left_brow": (0.33, 0.24, 0.19),
    "right_brow": (0.33, 0.24, 0.19),
    "upper_lip": (0.60, 0.36, 0.32),
    "lower_lip": (0.60, 0.36, 0.32),
    "mouth": (0.22, 0.08, 0.08),
}


class Flame(MorphableModel):
    """5,023 vertices, moved by identity, expression and the rotations of five joints.

    All coefficients are in standard deviations, expressions too: their coefficients have both
    signs. Axes and origin are FLAME's. A pose is the rotation of the head about the root joint and
    that of the jaw, two axis-angle vectors (DECA's six numbers); `skinned` turns all joints.

    Landmarks are points on triangles. Of the 68, the first 17 follow the face's contour: which
    points they are depends on the head's yaw (`posed_landmarks`); `landmarks` takes those of a
    frontal head and `landmark_indices` their triangles' nearest corners.

    Without a texture space the head has one plain skin colour, painted eyes, brows and lips, and
    two modes (melanin, blood).

    Args:
        assets: folder with `flame.npz`, or that file.
        n_identity: modes to use, of 300.
        n_expression: modes to use, of 100.
        n_albedo: modes to use, of those that the archive has.

    Attributes:
        name: "flame", or "flame-stand-in".
        version: which FLAME; the weights of DECA fit that of 2020 only.
        has_texture_space: whether albedo comes from the archive.
    """

    name = "flame"
    n_pose = 6
    template: Float[Tensor, "V 3"]
    identity_modes: Float[Tensor, "I C"]
    expression_modes: Float[Tensor, "E C"]
    pose_modes: Float[Tensor, "36 C"]
    joint_regressor: Float[Tensor, "5 V"]
    skinning_weights: Float[Tensor, "V 5"]
    static_corners: Int[Tensor, "51 3"]
    static_weights: Float[Tensor, "51 3"]
    contour_corners: Int[Tensor, "79 17 3"]
    contour_weights: Float[Tensor, "79 17 3"]
    albedo_mean: Float[Tensor, "V 3"]
    albedo_modes: Float[Tensor, "A C"]
    specular_mean: Float[Tensor, "V 3"]
    specular_modes: Float[Tensor, "A C"]

    def __init__(
        self,
        assets: str | Path | None,
        n_identity: int = 100,
        n_expression: int = 50,
        n_albedo: int = 50,
    ) -> None:
        super().__init__()
        if assets is None:
            raise FileNotFoundError(
                f"the face model flame needs {ARCHIVE}, and no folder was given; set "
                "FACE_MODEL=flame ASSETS=folder (`python -m morphable_models convert-flame` makes "
                "the file)"
            )
        path = Path(assets).expanduser()
        model = read_flame(path if path.suffix == ".npz" else path / ARCHIVE)
        for what, number, most in (
            ("identity", n_identity, model.identity_modes.shape[2]),
            ("expression", n_expression, model.expression_modes.shape[2]),
        ):
            if not 1 <= number <= most:
                raise ValueError(f"n_{what} is {number}; expected 1 to {most}")
        if n_albedo < 1:
            raise ValueError(f"n_albedo is {n_albedo}; expected at least 1")
        self.version = model.version
        self.name = "flame-stand-in" if model.version == "stand-in" else "flame"
        self.n_identity, self.n_expression = n_identity, n_expression
        self.expression_names = tuple(f"expression_{k:02d}" for k in range(n_expression))

        self._real("template", model.template * MM_PER_UNIT)
        self._real("identity_modes", _rows(model.identity_modes, n_identity) * MM_PER_UNIT)
        self._real("expression_modes", _rows(model.expression_modes, n_expression) * MM_PER_UNIT)
        self._real("pose_modes", _rows(model.pose_modes, 36) * MM_PER_UNIT)
        self._real("joint_regressor", model.joint_regressor)
        self._real("skinning_weights", model.skinning_weights)
        self._set_landmarks(model)
        self._set_regions(model)
        self._set_albedo(model, n_albedo)

    def _real(self, name: str, values: np.ndarray) -> None:
        self.register_buffer(name, torch.from_numpy(np.ascontiguousarray(values)).float())

    def _index(self, name: str, values: np.ndarray) -> None:
        self.register_buffer(name, torch.from_numpy(np.ascontiguousarray(values)).long())

    def _set_landmarks(self, model: FlameModel) -> None:
        """Register the landmarks' triangles, and of each the corner that lies nearest.

        The nearest vertex of all might be one of the other lip.
        """
        self._index("faces", model.faces)
        self._index("static_corners", model.faces[model.static_faces])
        self._real("static_weights", model.static_weights)
        self._index("contour_corners", model.faces[model.contour_faces])
        self._real("contour_weights", model.contour_weights)
        corners = torch.cat([self.contour_corners[0], self.static_corners])
        places = self.landmarks(self.template[None])[0]
        nearest = (self.template[corners] - places[:, None]).norm(dim=-1).argmin(dim=1)
        self.register_buffer("landmark_indices", corners[torch.arange(68), nearest])

    def _set_regions(self, model: FlameModel) -> None:
        vertices = model.template.astype(np.float64) * MM_PER_UNIT
        landmarks = self.landmarks(self.template[None])[0].double().numpy()
        regions = flame_regions(vertices, model.faces.astype(np.int64), landmarks)
        left_out = ("background", "left_eye", "right_eye", "mouth")
        self._index("regions", regions)
        crop = ~np.isin(regions, [FACE_PARSING_REGIONS.index(name) for name in left_out])
        self.register_buffer("face_crop", torch.from_numpy(crop))
        self._real("uv", head_uv(vertices) if model.uv is None else model.uv)

    def _set_albedo(self, model: FlameModel, n_albedo: int) -> None:
        """Register the texture space of the archive, or a plain skin."""
        self.has_texture_space = model.albedo_mean is not None
        self.is_linear = self.has_texture_space and model.albedo_encoding == "linear"
        mean, modes = model.albedo_mean, model.albedo_modes
        if mean is None or modes is None:
            mean, modes = _plain_skin(self.template.double().numpy(), self.regions.numpy())
        shine, shine_modes = model.specular_mean, model.specular_modes
        if shine is None or shine_modes is None:
            shine, shine_modes = np.zeros_like(mean), np.zeros_like(modes)
        self.n_albedo = min(n_albedo, modes.shape[2])
        self._real("albedo_mean", mean)
        self._real("albedo_modes", _rows(modes, self.n_albedo))
        self._real("specular_mean", shine)
        self._real("specular_modes", _rows(shine_modes, self.n_albedo))

    def vertices(
        self, identity: Float[Tensor, "B I"], expression: Float[Tensor, "B E"]
    ) -> Float[Tensor, "B V 3"]:
        """Return vertices with all joints at rest, millimetres."""
        offsets = identity @ self.identity_modes + expression @ self.expression_modes
        return self.template + offsets.view(-1, *self.template.shape)

    def joints(self, vertices: Float[Tensor, "B V 3"]) -> Float[Tensor, "B 5 3"]:
        """Return the places of the joints in vertices at rest, in the order of `JOINTS`."""
        return torch.einsum("jv,bvc->bjc", self.joint_regressor, vertices)

    @property
    def pose_origin(self) -> Float[Tensor, " 3"]:
        """The root joint of the mean face; `posed` takes that of the face at hand."""
        return self.joints(self.template[None])[0, 0]

    def skinned(
        self,
        identity: Float[Tensor, "B I"],
        expression: Float[Tensor, "B E"],
        joint_rotations: Float[Tensor, "B 5 3"],
    ) -> Float[Tensor, "B V 3"]:
        """Turn the joints: pose correctives, then linear blend skinning (Eq. 1 and 2 of FLAME).

        Args:
            identity: standard deviations.
            expression: standard deviations.
            joint_rotations: axis-angle vectors, radians, relative to the parent joint: root, neck,
                jaw, left eye, right eye.

        Returns:
            Vertices in the model frame, mm.
        """
        shaped = self.vertices(identity, expression)
        joints = self.joints(shaped)
        local = axis_angle_to_matrix(joint_rotations)
        rest = torch.eye(3, dtype=local.dtype, device=local.device)
        feature = (local[:, 1:] - rest).flatten(1)
        posed = shaped + (feature @ self.pose_modes).view_as(shaped)

        rotations, places = [local[:, 0]], [joints[:, 0]]
        for joint in range(1, len(JOINTS)):
            parent = PARENTS[joint]
            arm = (joints[:, joint] - joints[:, parent])[..., None]
            rotations.append(rotations[parent] @ local[:, joint])
            places.append(places[parent] + (rotations[parent] @ arm)[..., 0])
        rotation = torch.stack(rotations, dim=1)
        # each joint takes its rest place to where it is now
        shift = torch.stack(places, dim=1) - (rotation @ joints[..., None])[..., 0]
        blended = torch.einsum("vj,bjkl->bvkl", self.skinning_weights, rotation)
        moved = torch.einsum("bvkl,bvl->bvk", blended, posed)
        return moved + torch.einsum("vj,bjk->bvk", self.skinning_weights, shift)

    def posed_views(
        self,
        identity: Float[Tensor, "B I"],
        expression: Float[Tensor, "B E"],
        pose: Float[Tensor, "B N 6"],
    ) -> Float[Tensor, "B N V 3"]:
        """Turn the head about the root joint and open the jaw; neck and eyes rest, as in DECA.

        Args:
            identity: standard deviations.
            expression: standard deviations.
            pose: axis-angle vectors of the head (first three) and of the jaw, radians.
        """
        n = pose.shape[1]
        head, jaw = (turns.flatten(0, 1) for turns in (pose[..., :3], pose[..., 3:]))
        rest = torch.zeros_like(head)
        heads = self.skinned(
            identity.repeat_interleave(n, dim=0),
            expression.repeat_interleave(n, dim=0),
            torch.stack([head, rest, jaw, rest, rest], dim=1),
        )
        return heads.view(-1, n, *heads.shape[1:])

    def landmarks(self, vertices: Float[Tensor, "B V 3"]) -> Float[Tensor, "B 68 3"]:
        """Return the 68 landmarks of vertices in any frame; the contour is that of a frontal head.

        The contour of a turned head is `posed_landmarks`'.
        """
        return self._embedded(vertices, vertices.new_zeros(len(vertices), dtype=torch.long))

    def posed_landmarks(
        self, vertices: Float[Tensor, "B V 3"], pose: Float[Tensor, "B P"]
    ) -> Float[Tensor, "B 68 3"]:
        """Return the 68 landmarks of a turned head.

        Args:
            vertices: in any frame.
            pose: as for `posed`; only the head's rotation counts.
        """
        return self._embedded(vertices, contour_rows(axis_angle_to_matrix(pose[:, :3])))

    def _embedded(
        self, vertices: Float[Tensor, "B V 3"], rows: Int[Tensor, " B"]
    ) -> Float[Tensor, "B 68 3"]:
        n = len(vertices)
        corners = torch.cat([self.contour_corners[rows], self.static_corners.expand(n, -1, -1)], 1)
        weights = torch.cat([self.contour_weights[rows], self.static_weights.expand(n, -1, -1)], 1)
        batch = torch.arange(n, device=vertices.device)[:, None, None]
        return (weights.to(vertices)[..., None] * vertices[batch, corners]).sum(dim=2)

    def diffuse_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return diffuse albedo, sRGB-encoded; AlbedoMM's, which is linear, has no dark below 0."""
        if not self.is_linear:
            return self._colors(albedo)
        return self.linear_diffuse_albedo(albedo).clamp(min=1e-4) ** (1 / _GAMMA)

    def linear_diffuse_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return diffuse albedo, linear: AlbedoMM's as it is shown, at 0.6 of the reflectance."""
        if not self.is_linear:
            return super().linear_diffuse_albedo(albedo)
        return _EXPOSURE * self._colors(albedo)

    def _colors(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        return self.albedo_mean + (albedo @ self.albedo_modes).view(-1, *self.template.shape)

    def specular_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return AlbedoMM's specular intensity, linear; zeros for other texture spaces."""
        modes = (albedo @ self.specular_modes).view(-1, *self.template.shape)
        return _EXPOSURE * (self.specular_mean + modes)


def contour_rows(rotation: Float[Tensor, "B 3 3"]) -> Int[Tensor, " B"]:
    """Return which row of the contour's table belongs to a head's rotation.

    Yaw counts in whole degrees, positive to the subject's left, and is kept within 39. DECA has
    this sign; smplx and FLAME_PyTorch have the opposite one, which is right where the model itself
    is turned upside down to look into the image.

    Args:
        rotation: of the head in the model frame.

    Returns:
        0 to 39 for that yaw, 40 to 78 for -1 to -39.
    """
    across = torch.hypot(rotation[:, 0, 0], rotation[:, 1, 0])
    yaw = torch.rad2deg(torch.atan2(-rotation[:, 2, 0], across)).round().long()
    yaw = yaw.clamp(-LARGEST_YAW, LARGEST_YAW)
    return torch.where(yaw < 0, LARGEST_YAW - yaw, yaw)


def _rows(modes: Float[np.ndarray, "V 3 K"], n_modes: int) -> Float[np.ndarray, "N C"]:
    """Return the first modes, one per row."""
    return np.moveaxis(modes[:, :, :n_modes], -1, 0).reshape(n_modes, -1)


def _plain_skin(
    vertices: Float[np.ndarray, "V 3"], regions: Int[np.ndarray, " V"]
) -> tuple[Float[np.ndarray, "V 3"], Float[np.ndarray, "V 3 A"]]:
    """Return one colour per region, eyes with irises, and modes that darken and redden skin."""
    mean = np.tile(_SKIN, (len(regions), 1))
    modes = np.tile(np.array(_TONES).T, (len(regions), 1, 1))
    for name, color in _PAINT.items():
        inside = regions == FACE_PARSING_REGIONS.index(name)
        mean[inside] = color
    eyes = np.isin(regions, [FACE_PARSING_REGIONS.index(f"{side}_eye") for side in _SIDES])
    mean[eyes] = paint_eyes(vertices, eyes, np.zeros((3, *vertices.shape)))[eyes]
    modes[eyes | (regions == FACE_PARSING_REGIONS.index("mouth"))] = 0.0
    return mean, modes
