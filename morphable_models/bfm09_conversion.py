"""From the Basel Face Model 2009 and the expressions of Guo et al. to `BFM_model_front.mat`.

What must lie in one folder:

    01_MorphableModel.mat    shapePC (160470, 199), shapeEV (199, 1), shapeMU (160470, 1), and
                             texPC, texEV, texMU: the Basel Face Model 2009, micrometres
    Exp_Pca.bin              int32 n (79), then float32: 3 x 53,215 of a mean that is not used, and
                             n rows of 3 x 53,215 (Juyong/3DFace, Coarse_Dataset), micrometres
    std_exp.txt              standard deviation of each of the n
    BFM_exp_idx.mat          trimIndex: which of the 53,490 vertices the expressions have
    BFM_front_idx.mat        idx: which of those 53,215 the frontal face has
    facemodel_info.mat       tri, keypoints, skinmask, point_buf, frontmask2_idx, tri_mask2

The last four are in the folder BFM of sicxu/Deep3DFaceRecon_pytorch (MIT licence), whose formulas
these are (@ 9167c71, util/load_mats.py).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from jaxtyping import Float, Int

from geometry.matlab_files import read_matlab

from .bfm09_files import (
    FRONT_MODEL,
    MOST_BYTES,
    OTHERS,
    FrontModel,
    indices,
    numbers,
    write_front_model,
)

BASEL_MODEL = "01_MorphableModel.mat"
EXPRESSIONS = "Exp_Pca.bin"
DEVIATIONS = "std_exp.txt"
TRIM_INDEX = "BFM_exp_idx.mat"
FRONT_INDEX = "BFM_front_idx.mat"
FACE_INFO = "facemodel_info.mat"
N_IDENTITY, N_EXPRESSION, N_TEXTURE = 80, 64, 80

_UNITS_PER_DECIMETRE = 1e5
_BASEL = "the Basel Face Model 2009 (faces.dmi.unibas.ch; not that of 2017 or 2019)"
_DEEP3D = "the folder BFM of github.com/sicxu/Deep3DFaceRecon_pytorch"
_SOURCES = {
    BASEL_MODEL: _BASEL,
    EXPRESSIONS: "Coarse_Dataset of github.com/Juyong/3DFace",
    **dict.fromkeys((DEVIATIONS, TRIM_INDEX, FRONT_INDEX, FACE_INFO), _DEEP3D),
}


def convert_bfm09(source: Path, target: Path) -> Path:
    """Convert the files of a folder.

    Args:
        source: the folder, see the module's text.
        target: folder to write `BFM_model_front.mat` into.

    Returns:
        The file written.

    Raises:
        FileNotFoundError: a file is missing.
        ValueError: one cannot be read, or they do not belong together.
    """
    for name, origin in _SOURCES.items():
        if not (source / name).is_file():
            raise FileNotFoundError(f"{source / name} does not exist; it is part of {origin}")
    path = target / FRONT_MODEL
    write_front_model(path, front_model(source))
    return path


def front_model(source: Path) -> FrontModel:
    """Read the files of a folder and put the model together."""
    basel_path = source / BASEL_MODEL
    names = ["shapePC", "shapeEV", "shapeMU", "texPC", "texEV", "texMU"]
    basel = read_matlab(basel_path, names, MOST_BYTES)
    mean_shape = _means(basel_path, numbers(basel_path, basel, "shapeMU"), "shapeMU")
    n_basel = len(mean_shape)
    trim = _index_file(source / TRIM_INDEX, "trimIndex", n_basel)
    front = _index_file(source / FRONT_INDEX, "idx", len(trim))
    chosen = trim[front]

    def modes(kind: str, n_modes: int) -> Float[np.ndarray, "V 3 K"]:
        components = numbers(basel_path, basel, f"{kind}PC")
        deviations = numbers(basel_path, basel, f"{kind}EV").ravel()
        if len(components) != 3 * n_basel or components.shape[1] != len(deviations):
            raise ValueError(
                f"{basel_path}: {kind}PC of shape {components.shape} fits neither {n_basel} "
                f"vertices nor {len(deviations)} deviations; use {_BASEL}"
            )
        kept = components[:, :n_modes].reshape(n_basel, 3, -1)[chosen].astype(np.float64)
        return np.asarray(kept * deviations[:n_modes])

    identity = modes("shape", N_IDENTITY) / _UNITS_PER_DECIMETRE
    texture = modes("tex", N_TEXTURE)
    mean_texture = _means(basel_path, numbers(basel_path, basel, "texMU"), "texMU")
    if len(mean_texture) != n_basel:
        raise ValueError(f"{basel_path}: texMU has {len(mean_texture)} vertices, not {n_basel}")
    expressions = _expressions(source, len(trim))[:N_EXPRESSION, front]

    info_path = source / FACE_INFO
    info = read_matlab(info_path, ["tri", "keypoints", "skinmask", *OTHERS])
    skin = numbers(info_path, info, "skinmask").ravel() > 0
    keypoints = numbers(info_path, info, "keypoints").ravel()
    triangles = numbers(info_path, info, "tri")
    if len(skin) != len(front) or len(keypoints) != 68 or triangles.shape[1] != 3:
        raise ValueError(
            f"{info_path}: skinmask of {len(skin)}, {len(keypoints)} keypoints and tri of shape "
            f"{triangles.shape}, expected {len(front)}, 68 and three columns"
        )
    return FrontModel(
        mean_shape=mean_shape[chosen] / _UNITS_PER_DECIMETRE,
        identity_modes=identity,
        expression_modes=np.moveaxis(expressions, 0, -1) / _UNITS_PER_DECIMETRE,
        mean_texture=mean_texture[chosen],
        texture_modes=texture,
        faces=indices(info_path, "tri", triangles, len(front)),
        landmark_indices=indices(info_path, "keypoints", keypoints, len(front)),
        skin=skin,
        others={name: numbers(info_path, info, name) for name in OTHERS if name in info},
    )


def _means(path: Path, values: np.ndarray, name: str) -> Float[np.ndarray, "V 3"]:
    if values.size % 3 or not np.isfinite(values).all():
        raise ValueError(f"{path}: {name} has {values.size} numbers, expected 3 per vertex")
    return values.astype(np.float64).reshape(-1, 3)


def _index_file(path: Path, name: str, n_vertices: int) -> Int[np.ndarray, " N"]:
    content = read_matlab(path, [name])
    return indices(path, name, numbers(path, content, name).ravel(), n_vertices)


def _expressions(source: Path, n_vertices: int) -> Float[np.ndarray, "E V 3"]:
    """Read the modes of expression, micrometres, times their standard deviations."""
    path = source / EXPRESSIONS
    try:
        deviations = np.array((source / DEVIATIONS).read_text().split(), dtype=np.float64)
    except ValueError as error:
        raise ValueError(f"{source / DEVIATIONS} is not a list of numbers ({error})") from None
    size = path.stat().st_size
    with path.open("rb") as file:
        n_modes = int.from_bytes(file.read(4), "little", signed=True)
        expected = 4 + 4 * 3 * n_vertices * (1 + n_modes)
        if n_modes < 1 or size != expected:
            raise ValueError(
                f"{path} has {size} bytes, expected {expected} for the {n_modes} modes it claims "
                f"on {n_vertices} vertices; download it again"
            )
        values = np.frombuffer(file.read(), "<f4").reshape(1 + n_modes, n_vertices, 3)
    if len(deviations) != n_modes:
        raise ValueError(
            f"{source / DEVIATIONS} has {len(deviations)} numbers, but {path.name} {n_modes} modes"
        )
    return np.asarray(values[1:].astype(np.float64) * deviations[:, None, None])
