"""The Basel Face Model 2017 (or 2019) with AlbedoMM's diffuse and specular albedo.

Gerig et al., "Morphable Face Models - An Open Framework", 2018; Smith et al., "A Morphable Face
Albedo Model", 2020. Both are the user's own files, read as they are released.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np
import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from .base import FACE_PARSING_REGIONS, MorphableModel
from .bfm09_regions import cylindrical_uv
from .bfm17_files import Component, ShapeFile, read_albedo, read_color, read_shape
from .bfm17_landmarks import find_landmarks
from .bfm17_mouth import mouth_patch
from .flame_regions import flame_regions, head_uv, loose_parts

SHAPE_FILES = (
    "model2017-1_face12_nomouth.h5",
    "model2017-1_bfm_nomouth.h5",
    "model2019_face12.h5",
    "model2019_bfm.h5",
    "model2019_fullHead.h5",
)
"""The first of these in the folder is taken: face12 before the whole head, 2017 before 2019."""
ALBEDO_FILES = {
    "face12": "albedoModel2020_face12_albedoPart.h5",
    "bfm": "albedoModel2020_bfm_albedoPart.h5",
}
_GAMMA = 2.2  # Eq. 2 of the specular method, and AlbedoMM's own display
_DARKEST = 1e-6  # the slope of the power at 0 has no bound


class Bfm17(MorphableModel):
    """199 modes of identity, 100 of expression, and 145 that diffuse and specular albedo share.

    All coefficients are in standard deviations, expressions too: their coefficients have both
    signs. Millimetres, axes and origin are the file's own. The mouth's open hole is closed by a
    strip of triangles between the lips, which has no vertices of its own. Regions are drawn on the
    mean face by our own rules; the eyes are part of the face's surface.

    Args:
        assets: folder with one of `SHAPE_FILES`, or such a file; beside it AlbedoMM's file and
            `landmarks68.txt`.
        n_identity: modes to use.
        n_expression: modes to use.
        n_albedo: modes to use; if the file has fewer, all.
        use_expression_mean: whether no expression is the mean expression, for which the
            coefficients are standard normal, or the neutral face.
        albedo: "albedomm", linear and with a specular part, which is of 2017's meshes; or "color",
            the shape file's own sRGB colours with nothing specular.
        mouth_patch: whether to close the mouth; without it, the mesh is the file's.

    Attributes:
        name: "bfm17", "bfm19", or "bfm17-stand-in".
        edition: which file it is, and how many vertices it has.
        is_linear: whether the albedo is AlbedoMM's.
        mouth_faces: True for the triangles that close the mouth, the last ones.
    """

    name = "bfm17"
    mean: Float[Tensor, "V 3"]
    neutral_mean: Float[Tensor, "V 3"]
    identity_modes: Float[Tensor, "I C"]
    expression_modes: Float[Tensor, "E C"]
    albedo_mean: Float[Tensor, "V 3"]
    albedo_modes: Float[Tensor, "A C"]
    specular_mean: Float[Tensor, "V 3"]
    specular_modes: Float[Tensor, "A C"]
    mouth_faces: Bool[Tensor, " F"]
    mouth_edge: Int[Tensor, " M"]

    def __init__(
        self,
        assets: str | Path | None,
        n_identity: int = 199,
        n_expression: int = 100,
        n_albedo: int = 145,
        use_expression_mean: bool = True,
        albedo: Literal["albedomm", "color"] = "albedomm",
        mouth_patch: bool = True,
    ) -> None:
        super().__init__()
        path = _shape_path(assets)
        model = read_shape(path)
        for what, number, most in (
            ("identity", n_identity, len(model.shape.modes)),
            ("expression", n_expression, len(model.expression.modes)),
        ):
            if not 1 <= number <= most:
                raise ValueError(f"n_{what} is {number}; expected 1 to {most}")
        if n_albedo < 1:
            raise ValueError(f"n_albedo is {n_albedo}; expected at least 1")
        self.edition = model.edition
        self.name = "bfm19" if "2019" in model.edition else "bfm17"
        if model.is_synthetic:
            self.name = "bfm17-stand-in"
        self.n_identity, self.n_expression = n_identity, n_expression
        self.expression_names = tuple(f"expression_{k:02d}" for k in range(n_expression))

        neutral = model.shape.mean
        self._real("neutral_mean", neutral)
        self._real("mean", neutral + model.expression.mean if use_expression_mean else neutral)
        self._real("identity_modes", model.shape.modes[:n_identity])
        self._real("expression_modes", model.expression.modes[:n_expression])
        self._set_albedo(path, model, n_albedo, albedo)
        self._set_mesh(path, model, mouth_patch)

    def _real(self, name: str, values: np.ndarray) -> None:
        self.register_buffer(name, torch.from_numpy(np.ascontiguousarray(values)).float())

    def _set_albedo(
        self, path: Path, model: ShapeFile, n_albedo: int, albedo: Literal["albedomm", "color"]
    ) -> None:
        n_vertices = len(model.reference)
        self.is_linear = albedo == "albedomm"
        if self.is_linear:
            diffuse, specular = read_albedo(_albedo_path(path), model.faces, n_vertices)
        else:
            diffuse = read_color(path, n_vertices)
            specular = Component(np.zeros_like(diffuse.mean), np.zeros_like(diffuse.modes))
        self.n_albedo = min(n_albedo, len(diffuse.modes))
        self._real("albedo_mean", diffuse.mean)
        self._real("albedo_modes", diffuse.modes[: self.n_albedo])
        self._real("specular_mean", specular.mean)
        self._real("specular_modes", specular.modes[: self.n_albedo])

    def _set_mesh(self, path: Path, model: ShapeFile, with_patch: bool) -> None:
        """Register triangles, landmarks, regions and texture coordinates, of the neutral face."""
        neutral, faces = model.shape.mean, model.faces
        indices = find_landmarks(path, model)
        regions = flame_regions(neutral, faces, neutral[indices])
        edge, strip = indices[60:68], np.zeros((0, 3), dtype=np.int64)
        if with_patch:
            try:
                patch = mouth_patch(neutral, faces, neutral[indices])
            except ValueError as error:
                raise ValueError(f"{path}: {error}; mouth_patch=False leaves it open") from None
            edge, strip = patch.loop, patch.faces
            regions[edge] = FACE_PARSING_REGIONS.index("mouth")
        left_out = [FACE_PARSING_REGIONS.index(name) for name in ("background", "mouth")]
        crop = ~np.isin(regions, left_out) & ~loose_parts(faces, len(neutral))
        whole_head = "full head" in model.edition
        self._real("uv", head_uv(neutral) if whole_head else cylindrical_uv(neutral))
        self.register_buffer("faces", torch.from_numpy(np.concatenate([faces, strip])))
        is_strip = torch.arange(len(faces) + len(strip)) >= len(faces)
        self.register_buffer("mouth_faces", is_strip)
        self.register_buffer("mouth_edge", torch.from_numpy(edge))
        self.register_buffer("landmark_indices", torch.from_numpy(indices))
        self.register_buffer("regions", torch.from_numpy(regions))
        self.register_buffer("face_crop", torch.from_numpy(crop))

    @property
    def mouth_loop(self) -> Int[Tensor, " M"]:
        """The edge of the hole between the lips; without `mouth_patch`, the landmarks 60 to 67."""
        return self.mouth_edge

    def vertices(
        self, identity: Float[Tensor, "B I"], expression: Float[Tensor, "B E"]
    ) -> Float[Tensor, "B V 3"]:
        """Return vertices in the model frame, millimetres (Eq. 1)."""
        offsets = identity @ self.identity_modes + expression @ self.expression_modes
        return self.mean + offsets.view(-1, *self.mean.shape)

    def neutral_vertices(self, identity: Float[Tensor, "B I"]) -> Float[Tensor, "B V 3"]:
        """Return people without any expression, not even the mean one, millimetres."""
        return self.neutral_mean + (identity @ self.identity_modes).view(-1, *self.mean.shape)

    def diffuse_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return diffuse albedo, sRGB-encoded; AlbedoMM's, which is linear, is not below 0."""
        if not self.is_linear:
            return self._colors(albedo)
        return self._colors(albedo).clamp(min=_DARKEST) ** (1 / _GAMMA)

    def linear_diffuse_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return diffuse albedo, linear; AlbedoMM's as it is, not clamped."""
        return self._colors(albedo) if self.is_linear else super().linear_diffuse_albedo(albedo)

    def specular_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return AlbedoMM's specular albedo, linear, not clamped; zeros for the file's colours."""
        modes = (albedo @ self.specular_modes).view(-1, *self.mean.shape)
        return self.specular_mean + modes

    def combined_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return Eq. 2 of the specular method, T = (t_d + t_s)^(1/2.2), for display."""
        total = self.linear_diffuse_albedo(albedo) + self.specular_albedo(albedo)
        return total.clamp(min=_DARKEST) ** (1 / _GAMMA)

    def _colors(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        return self.albedo_mean + (albedo @ self.albedo_modes).view(-1, *self.mean.shape)


def _shape_path(assets: str | Path | None) -> Path:
    """Return the model of shapes in a folder, or the file that was given.

    Raises:
        FileNotFoundError: there is none.
    """
    if assets is None:
        raise FileNotFoundError(
            f"the face model bfm17 needs {SHAPE_FILES[0]} and {ALBEDO_FILES['face12']}, and no "
            "folder was given; set FACE_MODEL=bfm17 ASSETS=folder"
        )
    path = Path(assets).expanduser()
    found = [path] if path.suffix == ".h5" else [path / name for name in SHAPE_FILES]
    for file in found:
        if file.is_file():
            return file
    raise FileNotFoundError(
        f"{found[0]} does not exist{'' if len(found) == 1 else ', nor another release'}; request "
        "the Basel Face Model 2017 at faces.dmi.unibas.ch, or make files of ours: "
        "python -m morphable_models bfm17-stand-in"
    )


def _albedo_path(shape: Path) -> Path:
    """Return AlbedoMM's file beside a model of shapes, of the same cut where both are there.

    Raises:
        FileNotFoundError: there is none.
    """
    own = "face12" if "face12" in shape.name else "bfm"
    names = sorted(ALBEDO_FILES.values(), key=lambda name: name != ALBEDO_FILES[own])
    for name in names:
        if shape.with_name(name).is_file():
            return shape.with_name(name)
    raise FileNotFoundError(
        f"{shape.with_name(names[0])} does not exist; download it from the releases of "
        "github.com/waps101/AlbedoMM, or take the shape file's own colours (albedo=color)"
    )
