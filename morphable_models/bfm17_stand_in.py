"""Files in the layout of the Basel Face Model 2017 and of AlbedoMM, with a face of ours.

The shape is `ProceduralHead`'s, cut in front of the ears and open between the lips as face12 is;
nothing comes from the licensed models. The files are marked as synthetic.
"""

from __future__ import annotations

import json
from pathlib import Path

import h5py
import numpy as np
from jaxtyping import Bool, Float, Int

from .base import FACE_PARSING_REGIONS
from .bfm17 import ALBEDO_FILES, SHAPE_FILES
from .bfm17_files import SYNTHETIC
from .bfm17_landmarks import LANDMARK_FILE, NAMES
from .procedural_head import ProceduralHead

_N_IDENTITY, _N_EXPRESSION, _N_COLOR, _N_ALBEDO = 199, 100, 199, 145
_EXPRESSION_DEVIATION = 0.3  # of a full expression
_MEAN_EXPRESSION = 0.15  # of each movement of the mouth and jaw
_GAMMA = 2.2


def write_bfm17_files(folder: Path) -> None:
    """Write a model of shapes, AlbedoMM and the 68 landmarks; always the same arrays.

    The head's own modes come first; the rest, up to the numbers of modes of the real models, are
    gentle waves.
    """
    head = ProceduralHead()
    kept, faces = _cut_out(head)
    mean = head.mean.double().numpy()[kept]
    rng = np.random.default_rng(2017)

    def modes(own: Float[np.ndarray, "K V 3"], n: int, size: float) -> Float[np.ndarray, "N V 3"]:
        phase = mean @ rng.normal(0, 0.03, (3, n)) + rng.uniform(0, 6.28, n)
        waves = np.cos(phase).T[:, :, None] * rng.normal(0, size, (n, 1, 3))
        seen = own[np.abs(own).max(axis=(1, 2)) > 0]  # not those of the ears and neck
        return np.concatenate([seen, waves[len(seen) :]])

    def basis(values: np.ndarray) -> Float[np.ndarray, "K V 3"]:
        return values.reshape(len(values), -1, 3)[:, kept].astype(np.float64)

    expressions = basis(head.expression_basis.numpy())
    moves_mouth = [name.lower().startswith(("jaw", "mouth")) for name in head.expression_names]
    colors, shine = (m.double().numpy()[kept] for m in (head.diffuse_mean, head.specular_mean))
    color_modes = basis(head.diffuse_basis.numpy())
    linear_modes = _GAMMA * np.clip(colors, 0, 1) ** (_GAMMA - 1) * color_modes
    names = {name: int(head.landmark_indices[number]) for number, name in NAMES.items()}
    folder.mkdir(parents=True, exist_ok=True)
    with h5py.File(folder / SHAPE_FILES[0], "w") as file:
        file.attrs[SYNTHETIC] = "a procedural head; no part of the Basel Face Model"
        identity = modes(basis(head.identity_basis.numpy()), _N_IDENTITY, 0.1)
        _write_component(file, "shape", mean, identity)
        moved = _MEAN_EXPRESSION * expressions[moves_mouth].sum(axis=0) / 2
        deviations = modes(_EXPRESSION_DEVIATION * expressions, _N_EXPRESSION, 0.1)
        _write_component(file, "expression", moved, deviations)
        _write_component(file, "color", colors, modes(color_modes, _N_COLOR, 0.003))
        _write_mesh(file, "shape", mean, faces)
        listed = [{"id": k, "coordinates": head.mean[v].tolist()} for k, v in names.items()]
        file["metadata/landmarks/json"] = np.bytes_(json.dumps(listed).encode())
    with h5py.File(folder / ALBEDO_FILES["face12"], "w") as file:
        file.attrs[SYNTHETIC] = "a procedural head; no part of AlbedoMM"
        diffuse = modes(linear_modes, _N_ALBEDO, 0.002)
        _write_component(file, "diffuseAlbedo", np.clip(colors, 0, 1) ** _GAMMA, diffuse)
        specular = modes(basis(head.specular_basis.numpy()), _N_ALBEDO, 0.0005)
        _write_component(file, "specularAlbedo", shine, specular)
        for group in ("diffuseAlbedo", "specularAlbedo"):
            _write_mesh(file, group, mean, faces)
    new_id = np.full(len(head.mean), -1)
    new_id[kept] = np.arange(len(kept))
    ids = new_id[head.landmark_indices.numpy()]
    (folder / LANDMARK_FILE).write_text("\n".join(map(str, ids)) + "\n")


def _cut_out(head: ProceduralHead) -> tuple[Int[np.ndarray, " N"], Int[np.ndarray, "F 3"]]:
    """Return the vertices of the face and of the eyes, and their triangles, renumbered."""
    left_out = [FACE_PARSING_REGIONS.index(name) for name in ("background", "mouth")]
    chosen: Bool[np.ndarray, " V"] = ~np.isin(head.regions.numpy(), left_out)
    chosen[head.landmark_indices.numpy()] = True
    faces = head.faces.numpy()
    faces = faces[chosen[faces].all(axis=1)]
    kept, renumbered = np.unique(faces, return_inverse=True)
    return kept, renumbered.reshape(faces.shape)


def _write_component(
    file: h5py.File, group: str, mean: Float[np.ndarray, "V 3"], modes: Float[np.ndarray, "K V 3"]
) -> None:
    columns = modes.reshape(len(modes), -1).T
    deviations = np.linalg.norm(columns, axis=0)
    file[f"{group}/model/mean"] = mean.ravel().astype(np.float32)
    file[f"{group}/model/pcaBasis"] = (columns / deviations).astype(np.float32)
    file[f"{group}/model/pcaVariance"] = (deviations**2).astype(np.float32)
    file[f"{group}/model/noiseVariance"] = np.zeros(1, dtype=np.float32)
    file[f"{group}/version/majorVersion"] = np.int32(0)
    file[f"{group}/version/minorVersion"] = np.int32(9)


def _write_mesh(
    file: h5py.File, group: str, points: Float[np.ndarray, "V 3"], faces: Int[np.ndarray, "F 3"]
) -> None:
    file[f"{group}/representer/points"] = points.T.astype(np.float32)
    file[f"{group}/representer/cells"] = faces.T.astype(np.int32)
