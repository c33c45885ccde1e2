"""The file of DF-MVR's face model, `BFM_model_front.mat`: read, checked and written.

The frontal part of the Basel Face Model 2009 with the expressions of Guo et al., as
Deep3DFaceReconstruction cuts it out (sicxu/Deep3DFaceRecon_pytorch @ 9167c71, util/load_mats.py).
V vertices (35,709), F triangles (70,789); decimetres; ids count from 1; vertices run x y z, x y z:

    meanshape (1, 3V), meantex (1, 3V)     mean; texture from 0 to 255
    idBase (3V, 80), exBase (3V, 64), texBase (3V, 80)    modes times their standard deviations
    tri (F, 3), keypoints (1, 68), skinmask (1, V)        read by DF-MVR
    point_buf (V, 8), frontmask2_idx (., 1), tri_mask2 (., 3)    kept for other readers

The model is the user's own: the Basel Face Model is licensed (faces.dmi.unibas.ch).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import scipy.io
from jaxtyping import Bool, Float, Int

from geometry.matlab_files import MatlabValue, read_matlab

FRONT_MODEL = "BFM_model_front.mat"
MOST_BYTES = 2_000_000_000  # the released model of 2009 has some 240 MB
OTHERS = ("point_buf", "frontmask2_idx", "tri_mask2")

_READ = ("meanshape", "meantex", "idBase", "exBase", "texBase", "tri", "keypoints", "skinmask")
_ADVICE = "build it again with `make convert-bfm09 FROM=folder`"


@dataclass(frozen=True, eq=False)
class FrontModel:
    """The content of the file, in its units; ids count from 0.

    Attributes:
        mean_shape: decimetres; x to the subject's left, y up, z out of the face.
        identity_modes: decimetres per standard deviation.
        expression_modes: decimetres per standard deviation.
        mean_texture: 0 to 255.
        texture_modes: per standard deviation, in the same unit.
        faces: triangles, counter-clockwise seen from outside.
        landmark_indices: iBUG order.
        skin: True where the release compares reflectance.
        others: variables that DF-MVR does not read, as they stand in the file.
    """

    mean_shape: Float[np.ndarray, "V 3"]
    identity_modes: Float[np.ndarray, "V 3 I"]
    expression_modes: Float[np.ndarray, "V 3 E"]
    mean_texture: Float[np.ndarray, "V 3"]
    texture_modes: Float[np.ndarray, "V 3 A"]
    faces: Int[np.ndarray, "F 3"]
    landmark_indices: Int[np.ndarray, " 68"]
    skin: Bool[np.ndarray, " V"]
    others: Mapping[str, np.ndarray] = field(default_factory=dict)


def read_front_model(path: Path) -> FrontModel:
    """Read the file.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it is no MATLAB file up to version 7, or its arrays do not fit together.
    """
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} does not exist; {_ADVICE} from 01_MorphableModel.mat of the Basel Face Model "
            "2009 (faces.dmi.unibas.ch) and Exp_Pca.bin"
        )
    content = read_matlab(path, [*_READ, *OTHERS], MOST_BYTES)
    arrays = {name: numbers(path, content, name) for name in _READ}
    mean = arrays["meanshape"].ravel()
    n_vertices = mean.size // 3
    if not n_vertices or mean.size % 3:
        raise ValueError(f"{path}: meanshape has {mean.size} numbers, expected 3 per vertex")

    def per_vertex(name: str) -> Float[np.ndarray, "V 3 ..."]:
        values = arrays[name].astype(np.float32)
        values = values.reshape(-1) if name.startswith("mean") else values
        if len(values) != 3 * n_vertices or not np.isfinite(values).all():
            raise ValueError(
                f"{path}: {name} of shape {arrays[name].shape} is not finite or does not fit "
                f"meanshape, expected {3 * n_vertices} rows; {_ADVICE}"
            )
        return values.reshape(n_vertices, 3, *values.shape[1:])

    skin = arrays["skinmask"].ravel() > 0
    if len(skin) != n_vertices:
        raise ValueError(f"{path}: skinmask has {len(skin)} entries, expected {n_vertices}")
    if arrays["tri"].shape[1] != 3 or arrays["keypoints"].size != 68:
        raise ValueError(
            f"{path}: tri of shape {arrays['tri'].shape} and {arrays['keypoints'].size} keypoints, "
            "expected three columns and 68"
        )
    return FrontModel(
        mean_shape=per_vertex("meanshape"),
        identity_modes=per_vertex("idBase"),
        expression_modes=per_vertex("exBase"),
        mean_texture=per_vertex("meantex"),
        texture_modes=per_vertex("texBase"),
        faces=indices(path, "tri", arrays["tri"], n_vertices),
        landmark_indices=indices(path, "keypoints", arrays["keypoints"].ravel(), n_vertices),
        skin=skin,
        others={name: numbers(path, content, name) for name in OTHERS if name in content},
    )


def write_front_model(path: Path, model: FrontModel) -> None:
    """Write the file under a temporary name, then rename it: never a half-written model."""
    content = {
        "meanshape": model.mean_shape.reshape(1, -1),
        "meantex": model.mean_texture.reshape(1, -1),
        "idBase": model.identity_modes.reshape(model.mean_shape.size, -1),
        "exBase": model.expression_modes.reshape(model.mean_shape.size, -1),
        "texBase": model.texture_modes.reshape(model.mean_shape.size, -1),
    }
    arrays = {name: values.astype(np.float32) for name, values in content.items()}
    arrays["tri"] = (model.faces + 1).astype(np.int32)
    arrays["keypoints"] = (model.landmark_indices[None] + 1).astype(np.int32)
    arrays["skinmask"] = model.skin[None].astype(np.uint8)
    arrays.update({name: np.asarray(values) for name, values in model.others.items()})
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        scipy.io.savemat(str(partial), arrays)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def numbers(path: Path, content: Mapping[str, MatlabValue], name: str) -> np.ndarray:
    """Return an array of a MATLAB file.

    Raises:
        ValueError: the file has no such array of two axes.
    """
    value = content.get(name)
    if not isinstance(value, np.ndarray) or value.ndim != 2:
        raise ValueError(f"{path} has no matrix {name!r}: it is another file than expected")
    return value


def indices(path: Path, name: str, values: np.ndarray, n_vertices: int) -> Int[np.ndarray, " ..."]:
    """Return ids that count from 1 in a file, counted from 0.

    Raises:
        ValueError: one of them is no vertex.
    """
    if not values.size or not (np.isfinite(values).all() and values.min() >= 1):
        raise ValueError(f"{path}: {name} holds no ids that count from 1")
    if values.max() > n_vertices:
        raise ValueError(
            f"{path}: {name} goes up to {int(values.max())}, but there are {n_vertices} vertices; "
            "the files belong to different models"
        )
    return values.astype(np.int64) - 1
