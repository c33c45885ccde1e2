"""The ICT Face Model Light (MIT, USC Institute for Creative Technologies) as a `MorphableModel`.

100 identity modes and 57 expressions from scans of real people. What the release lacks is painted
here: eyebrows, eyes, the mouth interior, specular albedo. Skins come from `ict_albedo.npz` (mean
and 13 modes of 14 MakeHuman skins, CC0); without that file a plain skin with two modes is painted.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from .base import MorphableModel
from .ict_conversion import RELEASED_FOLDER, convert_released_folder
from .ict_mouth import MouthBag, mouth_bag, open_loop_through
from .ict_painting import Painting, paint
from .ict_regions import LABELS, face_parsing_regions

HEAD_ARCHIVE = "ict_light_head.npz"
CACHE = Path("data") / "face-models"  # nothing is written beside the user's own files
ALBEDO_ARCHIVE = "ict_albedo.npz"
_MM_PER_UNIT = 10.0  # the release is in centimetres
_EYEBALLS = ("eyeball_left", "eyeball_right")


def read_archive(path: Path) -> dict[str, Any]:
    """Read an .npz file whole; never a pickle.

    Raises:
        ValueError: the file is damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as archive:
            return {key: archive[key] for key in archive.files}
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(
            f"{path} is not a readable .npz archive ({error}); copy it again"
        ) from None


def find_head_archive(assets: Path | None, cache: Path | None) -> Path:
    """Return the path of the head's archive; converts the released OBJ folder once.

    Args:
        assets: folder with `ict_light_head.npz` or with the released `FaceXModel/`.
        cache: folder for the converted archive; by default `CACHE`.

    Raises:
        FileNotFoundError: neither is there.
    """
    if assets is not None:
        archive = assets / HEAD_ARCHIVE
        if archive.is_file():
            return archive
        released = assets if assets.name == RELEASED_FOLDER else assets / RELEASED_FOLDER
        if released.is_dir():
            converted = (cache or CACHE) / HEAD_ARCHIVE
            if not converted.is_file():
                convert_released_folder(released, converted)
            return converted
    found = "no folder was given" if assets is None else f"{assets} has neither"
    raise FileNotFoundError(
        f"the ICT face model needs {HEAD_ARCHIVE} or the released {RELEASED_FOLDER}/ folder, and "
        f"{found}; set FACE_MODEL=ict ASSETS=folder (the model, under the MIT licence: "
        "github.com/ICT-VGL/ICT-FaceKit)"
    )


def _vertex_uv(archive: Mapping[str, Any], n_vertices: int) -> Float[np.ndarray, "V 2"]:
    """Return one texture coordinate per vertex: on a seam one of several, tiles side by side."""
    uv = np.zeros((n_vertices, 2), dtype=np.float32)
    uv[archive["triangles"].ravel()] = archive["uv"][archive["triangle_uv"].ravel()]
    tiles = np.ceil(uv.max(axis=0))
    return np.asarray(uv / np.maximum(tiles, 1))


class IctFaceKit(MorphableModel):
    """ICT Face Model Light: face, head, neck and eyeballs, with a mouth interior added.

    Identity modes carry their own standard deviation, so that a person is a draw from N(0, 1).
    Expression weights lie in 0..1; `mouthClose` closes lips that `jawOpen` opened and makes no
    sense alone. Albedo coefficients are the skin's modes, then brow and hair darkness, iris colour
    (two modes).

    Args:
        assets: folder with `ict_light_head.npz` (and `ict_albedo.npz`), or with the released
            `FaceXModel/`.
        cache: where to write the archive that is converted from `FaceXModel/`; by default `CACHE`.
    """

    name = "ict"
    neutral: Float[Tensor, "V 3"]
    identity_modes: Float[Tensor, "I C"]
    expression_modes: Float[Tensor, "E C"]
    albedo_mean: Float[Tensor, "V 3"]
    albedo_modes: Float[Tensor, "A C"]
    specular_mean: Float[Tensor, "V 3"]
    specular_modes: Float[Tensor, "A C"]

    def __init__(self, assets: str | Path | None, cache: str | Path | None = None) -> None:
        super().__init__()
        folder = None if assets is None else Path(assets).expanduser()
        path = find_head_archive(folder, None if cache is None else Path(cache).expanduser())
        archive = read_archive(path)
        neutral = archive["neutral"].astype(np.float64) * _MM_PER_UNIT
        landmark_indices = archive["landmarks68"].astype(np.int64)
        faces = archive["triangles"].astype(np.int64)
        is_eyeball = np.isin(
            archive["vertex_region"],
            [i for i, name in enumerate(archive["region_names"]) if name in _EYEBALLS],
        )

        mouth = neutral[landmark_indices[60:68]].mean(axis=0)
        loop = open_loop_through(faces, np.linalg.norm(neutral - mouth, axis=1))
        bag = mouth_bag(loop, first=len(neutral))
        self._set_geometry(archive, neutral, bag)
        vertices = self.neutral.double().numpy()
        is_mouth = np.arange(len(vertices)) >= len(neutral)
        is_eyeball = np.concatenate([is_eyeball, np.zeros(len(bag.ring), dtype=bool)])
        jaw = archive.get("landmarks68_jawline", landmark_indices)[:17]
        regions = face_parsing_regions(vertices, landmark_indices, jaw, is_eyeball, is_mouth)

        uv = _vertex_uv(archive, len(neutral))
        uv = np.concatenate([uv, np.broadcast_to(uv[loop].mean(axis=0), (len(bag.ring), 2))])
        self._set_topology(np.concatenate([faces, bag.faces]), landmark_indices, regions, uv)
        albedo_path = path.parent / ALBEDO_ARCHIVE
        if folder is not None and (folder / ALBEDO_ARCHIVE).is_file():
            albedo_path = folder / ALBEDO_ARCHIVE
        skins = read_archive(albedo_path) if albedo_path.is_file() else None
        self._set_painting(
            paint(
                vertices,
                landmark_indices=landmark_indices,
                regions=regions,
                eyeball=is_eyeball,
                bag=bag,
                n_released=len(neutral),
                skins=skins,
            )
        )
        self.expression_names = tuple(str(name) for name in archive["expression_names"])

    def _set_geometry(
        self, archive: Mapping[str, Any], neutral: Float[np.ndarray, "V 3"], bag: MouthBag
    ) -> None:
        """Register the neutral face and its modes, extended by the mouth bag."""

        def extended(points: np.ndarray, offset: float) -> Tensor:
            new = np.einsum("nl,...lc->...nc", bag.weights, points[..., bag.loop, :])
            whole = np.concatenate([points, new + offset * bag.offset], axis=-2)
            return torch.from_numpy(whole.astype(np.float32))

        identity = extended(archive["identity"].astype(np.float32) * _MM_PER_UNIT, 0.0)
        expression = extended(archive["expression"].astype(np.float32) * _MM_PER_UNIT, 0.0)
        self.register_buffer("neutral", extended(neutral, 1.0))
        self.register_buffer("identity_modes", identity.flatten(1))
        self.register_buffer("expression_modes", expression.flatten(1))
        self.n_identity = len(identity)
        self.n_expression = len(expression)

    def _set_topology(
        self,
        faces: Int[np.ndarray, "F 3"],
        landmark_indices: Int[np.ndarray, " 68"],
        regions: Int[np.ndarray, " V"],
        uv: Float[np.ndarray, "V 2"],
    ) -> None:
        """Register what does not depend on coefficients."""
        left_out = [LABELS[n] for n in ("background", "left_eye", "right_eye", "mouth")]
        crop: Bool[np.ndarray, " V"] = ~np.isin(regions, left_out)
        self.register_buffer("faces", torch.from_numpy(faces))
        self.register_buffer("landmark_indices", torch.from_numpy(landmark_indices))
        self.register_buffer("regions", torch.from_numpy(regions.astype(np.int64)))
        self.register_buffer("uv", torch.from_numpy(uv.astype(np.float32)))
        self.register_buffer("face_crop", torch.from_numpy(crop))

    def _set_painting(self, painting: Painting) -> None:
        """Register diffuse and specular albedo."""
        self.register_buffer("albedo_mean", torch.from_numpy(painting.mean).float())
        self.register_buffer("albedo_modes", torch.from_numpy(painting.modes).float().flatten(1))
        self.register_buffer("specular_mean", torch.from_numpy(painting.specular_mean).float())
        modes = torch.from_numpy(painting.specular_modes).float()
        self.register_buffer("specular_modes", modes.flatten(1))
        self.n_albedo = len(painting.modes)

    def vertices(
        self, identity: Float[Tensor, "B I"], expression: Float[Tensor, "B E"]
    ) -> Float[Tensor, "B V 3"]:
        """Return vertices in the model frame, millimetres."""
        offsets = identity @ self.identity_modes + expression @ self.expression_modes
        return self.neutral + offsets.view(-1, *self.neutral.shape)

    def diffuse_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return diffuse albedo per vertex, sRGB-encoded."""
        return self.albedo_mean + (albedo @ self.albedo_modes).view(-1, *self.neutral.shape)

    def specular_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return specular intensity per vertex, linear."""
        return self.specular_mean + (albedo @ self.specular_modes).view(-1, *self.neutral.shape)
