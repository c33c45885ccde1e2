"""The frontal Basel Face Model 2009 with expressions, as DF-MVR and Deep3D use it.

The user's own `BFM_model_front.mat`; `make convert-bfm09` builds it from the licensed files.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from .base import MorphableModel
from .bfm09_files import FRONT_MODEL, read_front_model
from .bfm09_regions import bfm09_regions, cylindrical_uv

MM_PER_UNIT = 100.0  # the file is in decimetres
TEXTURE_RANGE = 255.0
RELEASED_VERTICES = 35_709

_PIXEL_FACE_101 = """
    16644 16758 16888 16467 16357 16264 16275 32244 32634 32939 33169 33375 33526 33654 33838
    34022 34175 34312 34559 34766 35075 35472 27816 27608 27338 27208 27329 27440 28111 28787
    29177 29382 29549 30288 30454 30662 31056 31716 8161 8177 8187 8192 6515 7243 8204 9163 9883
    2215 3500 5181 5828 4932 3382 10455 11225 12771 14065 12911 11365 2838 4515 5547 6318 9931
    10690 11852 13399 4404 4157 4280 11997 12138 12132 7202 9241 6248 9987 5357 10887 5522 6025
    7495 8215 8935 10395 10795 9555 8836 8236 7636 6915 5909 7384 8223 9064 10537 8829 8229 7629
    4280 11745
"""
PIXEL_FACE_101 = tuple(int(number) for number in _PIXEL_FACE_101.split())
"""Vertices of the 101 Pixel-Face landmarks that DF-MVR's 3D loss compares, in its order.

Derived from the 106 vertex ids of the registered scan (kpt_ind of zyg11/Pixel-Face @ 0a800cd,
sample/mesh) without positions 3, 15, 17, 25 and 27, through BFM_front_idx.mat; DF-MVR's own
pre_index_101.npy is the same. One vertex stands in it twice.
"""


class Bfm09(MorphableModel):
    """80 modes of identity, 64 of expression and 80 of texture on 35,709 vertices.

    All coefficients are in standard deviations, expressions too: their coefficients have both
    signs. The origin is the mean of the mean face's vertices, as in the released code. The whole
    model is `face_crop`: it is cut in front of the ears and above the neck, and its eyes are part
    of the same surface. Texture counts as albedo; the model knows nothing specular.

    Args:
        assets: folder with `BFM_model_front.mat`, or that file.

    Attributes:
        name: "bfm09", or "bfm09-stand-in" for a file with another number of vertices.
    """

    name = "bfm09"
    mean: Float[Tensor, "V 3"]
    identity_modes: Float[Tensor, "I C"]
    expression_modes: Float[Tensor, "E C"]
    albedo_mean: Float[Tensor, "V 3"]
    albedo_modes: Float[Tensor, "A C"]
    released_skin: Bool[Tensor, " V"]
    released_points: Int[Tensor, " 101"]

    def __init__(self, assets: str | Path | None) -> None:
        super().__init__()
        if assets is None:
            raise FileNotFoundError(
                f"the face model bfm09 needs {FRONT_MODEL}, and no folder was given; set "
                "FACE_MODEL=bfm09 ASSETS=folder (`make convert-bfm09 FROM=folder` builds the file)"
            )
        path = Path(assets).expanduser()
        path = path if path.suffix == ".mat" else path / FRONT_MODEL
        model = read_front_model(path)
        mean = model.mean_shape.astype(np.float64) * MM_PER_UNIT
        mean -= mean.mean(axis=0)

        self._real("mean", mean)
        self._real("identity_modes", _rows(model.identity_modes) * MM_PER_UNIT)
        self._real("expression_modes", _rows(model.expression_modes) * MM_PER_UNIT)
        self._real("albedo_mean", model.mean_texture / TEXTURE_RANGE)
        self._real("albedo_modes", _rows(model.texture_modes) / TEXTURE_RANGE)
        self._real("uv", cylindrical_uv(mean))
        regions = bfm09_regions(mean, model.landmark_indices)
        self.register_buffer("faces", torch.from_numpy(model.faces))
        self.register_buffer("landmark_indices", torch.from_numpy(model.landmark_indices))
        self.register_buffer("regions", torch.from_numpy(regions))
        self.register_buffer("face_crop", torch.ones(len(mean), dtype=torch.bool))
        self.register_buffer("released_skin", torch.from_numpy(model.skin))
        self.register_buffer("released_points", torch.tensor(PIXEL_FACE_101))
        if len(mean) != RELEASED_VERTICES:
            self.name = "bfm09-stand-in"
        self.n_identity = len(self.identity_modes)
        self.n_expression = len(self.expression_modes)
        self.n_albedo = len(self.albedo_modes)
        self.expression_names = tuple(f"expression_{k:02d}" for k in range(self.n_expression))

    @property
    def skin_mask(self) -> Bool[Tensor, " V"]:
        """True where the released code of DF-MVR compares reflectance (`skinmask`)."""
        return self.released_skin

    @property
    def points_101(self) -> Int[Tensor, " 101"] | None:
        """`PIXEL_FACE_101`, unless the file is a stand-in with a topology of its own."""
        return self.released_points if len(self.mean) == RELEASED_VERTICES else None

    def _real(self, name: str, values: np.ndarray) -> None:
        self.register_buffer(name, torch.from_numpy(np.ascontiguousarray(values)).float())

    def vertices(
        self, identity: Float[Tensor, "B I"], expression: Float[Tensor, "B E"]
    ) -> Float[Tensor, "B V 3"]:
        """Return vertices in the model frame, millimetres."""
        offsets = identity @ self.identity_modes + expression @ self.expression_modes
        return self.mean + offsets.view(-1, *self.mean.shape)

    def diffuse_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return the texture, sRGB-encoded, not clamped."""
        return self.albedo_mean + (albedo @ self.albedo_modes).view(-1, *self.mean.shape)

    def specular_albedo(self, albedo: Float[Tensor, "B A"]) -> Float[Tensor, "B V 3"]:
        """Return zeros."""
        return self.albedo_mean.new_zeros(len(albedo), *self.albedo_mean.shape)


def _rows(modes: Float[np.ndarray, "V 3 K"]) -> Float[np.ndarray, "K C"]:
    """Return one mode per row."""
    return np.moveaxis(modes, -1, 0).reshape(modes.shape[-1], -1)
