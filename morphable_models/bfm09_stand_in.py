"""Files in the layouts of the Basel Face Model 2009 and its companions, with a face of ours.

The shape is `ProceduralHead`'s; nothing comes from the licensed model. As in the release there are
three numberings: of all vertices, of those that expressions have, and of the frontal face.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import scipy.io
from jaxtyping import Float, Int

from .base import FACE_PARSING_REGIONS
from .bfm09_conversion import (
    BASEL_MODEL,
    DEVIATIONS,
    EXPRESSIONS,
    FACE_INFO,
    FRONT_INDEX,
    TRIM_INDEX,
)
from .procedural_head import ProceduralHead

_UM_PER_MM = 1000.0
_EXTRA_EVERY = 40  # every so many vertices there is one that expressions do not have
_N_SHAPE, _N_TEXTURE, _N_EXPRESSION = 82, 82, 66  # a few more than are kept, as in the release
_EXPRESSION_DEVIATION = 0.3  # of a full expression


def write_bfm09_sources(folder: Path) -> None:
    """Write the six files that `convert_bfm09` reads; the same bytes on every call but for dates.

    The head's own modes come first; the rest, up to the numbers of modes of the real model, are
    gentle waves.
    """
    head = ProceduralHead()
    mean = head.mean.double().numpy()
    rng = np.random.default_rng(2009)
    n_head = len(mean)
    places = np.arange(0, n_head, _EXTRA_EVERY)
    trim = np.delete(np.arange(n_head + len(places)), places + np.arange(len(places)))

    def everywhere(values: Float[np.ndarray, "N ..."]) -> Float[np.ndarray, "M ..."]:
        """Insert the vertices that are left out again."""
        return np.insert(values, places, values[places] + 7.0, axis=0)

    def modes(basis: np.ndarray, n_modes: int, size: float) -> Float[np.ndarray, "V 3 K"]:
        own = basis.reshape(len(basis), -1, 3).transpose(1, 2, 0)[:, :, :n_modes]
        n_waves = n_modes - own.shape[-1]
        phase = mean @ rng.normal(0, 0.03, (3, n_waves)) + rng.uniform(0, 6.28, n_waves)
        direction = rng.normal(0, size, (3, n_waves))
        return np.concatenate([own, np.cos(phase)[:, None] * direction], axis=-1)

    shape = everywhere(modes(head.identity_basis.numpy(), _N_SHAPE, 0.3)) * _UM_PER_MM
    texture = everywhere(modes(head.diffuse_basis.numpy(), _N_TEXTURE, 0.005)) * 255
    shape_deviations, texture_deviations = (
        np.linalg.norm(values.reshape(-1, values.shape[-1]), axis=0) for values in (shape, texture)
    )
    mean_texture = everywhere(head.diffuse_mean.numpy()) * 255
    folder.mkdir(parents=True, exist_ok=True)
    basel = {
        "shapeMU": everywhere(mean).reshape(-1, 1) * _UM_PER_MM,
        "shapePC": shape.reshape(-1, _N_SHAPE) / shape_deviations,
        "shapeEV": shape_deviations[:, None],
        "texMU": mean_texture.reshape(-1, 1),
        "texPC": texture.reshape(-1, _N_TEXTURE) / texture_deviations,
        "texEV": texture_deviations[:, None],
    }
    scipy.io.savemat(
        folder / BASEL_MODEL, {name: values.astype(np.float32) for name, values in basel.items()}
    )
    expression = modes(head.expression_basis.numpy() * _EXPRESSION_DEVIATION, _N_EXPRESSION, 0.3)
    _write_expressions(folder, expression * _UM_PER_MM)
    scipy.io.savemat(folder / TRIM_INDEX, {"trimIndex": (trim[:, None] + 1).astype(np.uint16)})
    front = _front(head)
    scipy.io.savemat(folder / FRONT_INDEX, {"idx": (front[:, None] + 1).astype(np.float32)})
    _write_face_info(folder, head, front)


def _front(head: ProceduralHead) -> Int[np.ndarray, " N"]:
    """Return the vertices of the face and of the eyes, and every landmark."""
    regions = head.regions.numpy()
    left_out = [FACE_PARSING_REGIONS.index(name) for name in ("background", "mouth")]
    chosen = ~np.isin(regions, left_out)
    chosen[head.landmark_indices.numpy()] = True
    return np.flatnonzero(chosen)


def _write_expressions(folder: Path, modes: Float[np.ndarray, "V 3 K"]) -> None:
    rows = modes.reshape(-1, modes.shape[-1]).T
    deviations = np.linalg.norm(rows, axis=1)
    unused_mean = np.full((1, rows.shape[1]), 1e6)
    content = np.vstack([unused_mean, rows / deviations[:, None]]).astype("<f4").tobytes()
    (folder / EXPRESSIONS).write_bytes(len(rows).to_bytes(4, "little") + content)
    (folder / DEVIATIONS).write_text(" ".join(f"{value:.6g}" for value in deviations))


def _write_face_info(folder: Path, head: ProceduralHead, front: Int[np.ndarray, " N"]) -> None:
    renumbered = np.full(len(head.mean), -1)
    renumbered[front] = np.arange(len(front))
    faces = renumbered[head.faces.numpy()]
    faces = faces[(faces >= 0).all(axis=1)]
    skin = head.regions.numpy()[front] == FACE_PARSING_REGIONS.index("skin")
    content = {
        "tri": faces + 1,
        "keypoints": renumbered[head.landmark_indices.numpy()][None] + 1,
        "skinmask": skin[None],
        "point_buf": _triangles_around(faces, len(front)) + 1,
        "frontmask2_idx": np.flatnonzero(skin)[:, None] + 1,
        "tri_mask2": faces[skin[faces].all(axis=1)] + 1,
    }
    scipy.io.savemat(
        folder / FACE_INFO, {name: values.astype(np.float32) for name, values in content.items()}
    )


def _triangles_around(faces: Int[np.ndarray, "F 3"], n_vertices: int) -> Int[np.ndarray, "V 8"]:
    """Return up to eight triangles around each vertex, filled up with the number of triangles."""
    table = np.full((n_vertices, 8), len(faces))
    filled = np.zeros(n_vertices, dtype=np.int64)
    for face, corners in enumerate(faces):
        for vertex in corners[filled[corners] < 8]:
            table[vertex, filled[vertex]] = face
            filled[vertex] += 1
    return table
