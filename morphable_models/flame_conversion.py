"""From the released files of FLAME to `flame.npz`.

What may lie in one folder (`--from`):

    generic_model.pkl, female_model.pkl, male_model.pkl, flame2023.pkl, flame2023_no_jaw.pkl,
    flame2023_Open.pkl          the model (flame.is.tue.mpg.de); if there are several, name one
    flame_static_embedding.pkl, flame_dynamic_embedding.npy
                                the landmarks, from the folder flame_model of RingNet (MIT licence)
    landmark_embedding.npy      the same, as DECA has them: taken where RingNet's are missing
    head_template.obj           optional: texture coordinates
    FLAME_texture.npz, FLAME_albedo_from_BFM.npz, albedoModel2020_FLAME_albedoPart.npz
                                optional: a texture space, see `flame_texture`
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float

from .allow_list_pickle import read_pickle, read_pickled_npy
from .flame_files import (
    ARCHIVE,
    CONTOUR_ROWS,
    N_EXPRESSION,
    PARENTS,
    VERSIONS,
    FlameModel,
    write_flame,
)
from .flame_texture import TEXTURE_SPACES, read_texture, read_uv

STATIC_EMBEDDING = "flame_static_embedding.pkl"
DYNAMIC_EMBEDDING = "flame_dynamic_embedding.npy"
DECA_EMBEDDING = "landmark_embedding.npy"
UV_TEMPLATE = "head_template.obj"

_RINGNET = "github.com/soubhiksanyal/RingNet, folder flame_model (MIT licence)"
_RELEASE = "a FLAME release (flame.is.tue.mpg.de)"
_KEYS = ("v_template", "f", "shapedirs", "posedirs", "J_regressor", "weights", "kintree_table")


def convert_flame(
    source: Path,
    target: Path,
    *,
    version: str | None = None,
    landmarks: Path | None = None,
    texture: Path | None = None,
    uv: Path | None = None,
) -> Path:
    """Convert the files of a folder.

    Args:
        source: the folder, see the module's text, or the model's pickle.
        target: folder to write `flame.npz` into.
        version: one of `VERSIONS`; by default from the names of the file and its folder.
        landmarks: folder with the embeddings; by default that of the model.
        texture: a texture space; by default one that lies in the folder.
        uv: an .obj or .npz file with the texture coordinates; by default one in the folder.

    Returns:
        The file written.

    Raises:
        FileNotFoundError: a file is missing.
        ValueError: one cannot be read, or they do not belong together.
    """
    path = find_model(source)
    folder = path.parent
    for given in (texture, uv):
        if given is not None and not given.is_file():
            raise FileNotFoundError(f"{given} does not exist")
    texture = texture or _texture_in(folder)
    uv = uv or next((p for p in (folder / UV_TEMPLATE, texture) if p and p.is_file()), None)
    content = _released(path)
    arrays: dict[str, Any] = {
        "template": content["v_template"],
        "faces": content["f"].astype(np.int64),
        "identity_modes": content["shapedirs"][:, :, :-N_EXPRESSION],
        "expression_modes": content["shapedirs"][:, :, -N_EXPRESSION:],
        "pose_modes": content["posedirs"],
        "joint_regressor": content["J_regressor"],
        "skinning_weights": content["weights"],
        **read_embeddings(landmarks or folder),
        "version": version or _version(path),
        "source": f"{path.name} {_sha256(path)}",
    }
    try:
        model = FlameModel(**arrays)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    if uv is not None:
        arrays["uv"] = read_uv(uv, model.faces, len(model.template))
    if texture is not None:
        arrays.update(read_texture(texture, model.faces, arrays.get("uv")))
    result = target / ARCHIVE
    write_flame(result, FlameModel(**arrays))
    return result


def _released(path: Path) -> dict[str, np.ndarray]:
    """Read the arrays of a model; those that the archive splits or leaves out are checked."""
    content = read_pickle(path)
    lacking = [key for key in _KEYS if not isinstance(content.get(key), np.ndarray)]
    if lacking:
        raise ValueError(f"{path} has no array {', '.join(lacking)}; expected {_RELEASE}")
    table = content["kintree_table"].reshape(-1)[: len(PARENTS)]
    parents = table.astype(np.int64).astype(np.int32).tolist()  # 2**32 - 1 is -1
    if tuple(parents) != PARENTS:
        raise ValueError(f"{path} joins {parents}; expected {list(PARENTS)} of {_RELEASE}")
    shape = content["shapedirs"].shape
    if len(shape) != 3 or shape[2] <= N_EXPRESSION:
        raise ValueError(
            f"{path}: shapedirs has shape {shape}; expected (V, 3, 400), the last "
            f"{N_EXPRESSION} of which are expressions"
        )
    return {key: content[key] for key in _KEYS}


def find_model(source: Path) -> Path:
    """Return the model's pickle: the path itself, or the only one of its folder.

    Raises:
        FileNotFoundError: there is none.
        ValueError: there are several.
    """
    if source.is_file():
        return source
    found = sorted(p for p in source.glob("*.pkl") if "embedding" not in p.name)
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise ValueError(f"{source} holds {names}: name one of them with --from {found[0]}")
    if not found:
        raise FileNotFoundError(
            f"{source} holds no model; expected generic_model.pkl, flame2023.pkl or "
            f"flame2023_Open.pkl of {_RELEASE}"
        )
    return found[0]


def read_embeddings(folder: Path) -> dict[str, np.ndarray]:
    """Read where the landmarks lie: RingNet's two files, or DECA's one.

    Raises:
        FileNotFoundError: neither is there.
        ValueError: they are damaged or hold something else.
    """
    static, dynamic = folder / STATIC_EMBEDDING, folder / DYNAMIC_EMBEDDING
    other = folder / DECA_EMBEDDING
    if static.is_file() and dynamic.is_file():
        files = {
            "static": (static, read_pickle(static)),
            "contour": (dynamic, read_pickled_npy(dynamic)),
        }
        keys = {"faces": "lmk_face_idx", "weights": "lmk_b_coords"}
        names = {(part, kind): key for part in files for kind, key in keys.items()}
    elif other.is_file():
        content = read_pickled_npy(other)
        files = {"static": (other, content), "contour": (other, content)}
        parts = {"static": "static_lmk", "contour": "dynamic_lmk"}
        keys = {"faces": "faces_idx", "weights": "bary_coords"}
        names = {(p, k): f"{parts[p]}_{keys[k]}" for p in parts for k in keys}
    else:
        missing = dynamic if static.is_file() else static
        raise FileNotFoundError(
            f"{missing} does not exist: the landmarks are in {STATIC_EMBEDDING} and "
            f"{DYNAMIC_EMBEDDING} of {_RINGNET}; copy both, or say --landmarks FOLDER"
        )
    arrays: dict[str, np.ndarray] = {}
    for (part, kind), key in names.items():
        path, content = files[part]
        shape = (51,) if part == "static" else (CONTOUR_ROWS, 17)
        shape = shape if kind == "faces" else (*shape, 3)
        try:
            values = np.asarray(content[key], dtype=np.int64 if kind == "faces" else np.float64)
        except (KeyError, ValueError, TypeError):
            raise ValueError(f"{path} has no numbers {key}; take those of {_RINGNET}") from None
        if values.shape != shape:
            raise ValueError(f"{path}: {key} has shape {values.shape}, expected {shape}")
        arrays[f"{part}_{kind}"] = values
    _check_weights(files["static"][0], arrays["static_weights"])
    _check_weights(files["contour"][0], arrays["contour_weights"])
    return arrays


def _check_weights(path: Path, weights: Float[np.ndarray, ...]) -> None:
    if not np.allclose(weights.sum(axis=-1), 1, atol=1e-3):
        raise ValueError(f"{path}: barycentric coordinates do not add up to 1")


def _texture_in(folder: Path) -> Path | None:
    found = [folder / name for name in TEXTURE_SPACES if (folder / name).is_file()]
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise ValueError(f"{folder} holds {names}: name one of them with --texture")
    return found[0] if found else None


def _version(path: Path) -> str:
    """Tell the version from the names of the file and of the folder that it lies in."""
    text = f"{path.resolve().parent.name} {path.name}".lower()
    years = set(re.findall(r"20(?:17|19|20|23)", text))
    if len(years) != 1:
        raise ValueError(
            f"which version of FLAME it is does not follow from the name; say --version "
            f"{' or '.join(VERSIONS[:-1])}"
        )
    year = str(years.pop())
    kind = "-open" if "open" in text else "-no-jaw" if "no_jaw" in text else ""
    return year + (kind if year == "2023" else "")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
