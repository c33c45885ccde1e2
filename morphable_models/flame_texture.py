"""The texture spaces that exist for FLAME, sampled at its vertices, and its texture coordinates.

A face model of ours has one colour per vertex. So each image of a texture space (a mean and its
modes, 512 x 512) is read, bilinearly, at the place of each vertex; a vertex on a seam of the layout
has several, of which one is taken. What is finer than the mesh, some 3 mm in the face, is lost.

    FLAME_texture.npz                        mean, tex_dir, vt, ft; 0 to 255 (flame.is.tue.mpg.de)
    FLAME_albedo_from_BFM.npz                MU, PC; made by the user with BFM_to_FLAME
    albedoModel2020_FLAME_albedoPart.npz     MU, PC, specMU, specPC, vt, ft; linear (AlbedoMM)
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
from jaxtyping import Float, Int

from .ict_conversion import read_obj_corners

N_ALBEDO = 50  # as many as DECA uses
TEXTURE_SPACES = {
    "FLAME_texture.npz": ("mean", "tex_dir"),
    "FLAME_albedo_from_BFM.npz": ("MU", "PC"),
    "albedoModel2020_FLAME_albedoPart.npz": ("MU", "PC", "specMU", "specPC"),
}


def read_uv(path: Path, faces: Int[np.ndarray, "F 3"], n: int) -> Float[np.ndarray, "V 2"] | None:
    """Read the texture coordinates of each vertex, v up.

    Args:
        path: an .obj file with the triangles of the model, or an .npz file with `vt` and `ft`.
        faces: the triangles of the model.
        n: number of vertices.

    Returns:
        The coordinates, or None for an .npz file that has none.

    Raises:
        ValueError: the file is damaged or belongs to another mesh.
    """
    if path.suffix == ".obj":
        coordinates, vertex, corner = read_obj_corners(path)
        if vertex.shape != faces.shape or (vertex != faces).any():
            raise ValueError(f"{path} has other triangles than the model; use head_template.obj")
    else:
        content = _arrays(path, ("vt", "ft"))
        if not content:
            return None
        coordinates, corner = content["vt"], content["ft"].astype(np.int64)
    if (
        corner.shape != faces.shape
        or coordinates.shape[1:] != (2,)
        or not 0 <= corner.min() <= corner.max() < len(coordinates)
    ):
        raise ValueError(
            f"{path}: texture coordinates of shape {coordinates.shape} and corners of shape "
            f"{corner.shape} do not fit {len(faces)} triangles"
        )
    uv = np.zeros((n, 2))
    uv[faces.ravel()] = coordinates[corner.ravel()]
    return np.clip(uv, 0.0, 1.0)


def read_texture(
    path: Path, faces: Int[np.ndarray, "F 3"], uv: Float[np.ndarray, "V 2"] | None
) -> dict[str, np.ndarray | str]:
    """Sample a texture space at the vertices.

    Whether the channels of the file stand in the order red, green, blue or the other way round, and
    whether it counts to 1 or to 255, is seen on its mean: skin reflects more red than blue.

    Args:
        path: one of `TEXTURE_SPACES`; recognised by its arrays.
        faces: the triangles of the model.
        uv: where the file has no coordinates of its own, those of the vertices.

    Returns:
        The albedo fields of `FlameModel`.

    Raises:
        ValueError: the file is damaged, unknown, or no texture coordinates are known.
    """
    n = int(faces.max()) + 1 if uv is None else len(uv)
    own = read_uv(path, faces, n)
    uv = uv if own is None else own
    if uv is None:
        raise ValueError(
            f"{path} holds no texture coordinates; say --uv head_template.obj (DECA, folder data)"
        )
    for keys in reversed(TEXTURE_SPACES.values()):  # the longest first
        content = _arrays(path, keys)
        if content:
            break
    else:
        raise ValueError(
            f"{path} is no known texture space; expected {' or '.join(TEXTURE_SPACES)}"
        )
    sampled = []
    for key in keys:
        image = content.pop(key)
        side = int(np.sqrt(len(image) / 3)) if image.ndim <= 2 else len(image)
        is_mean = key in {"mean", "MU", "specMU"}
        n_modes = 1 if is_mean else image.shape[-1]
        if side < 2 or image.size != side * side * 3 * n_modes or not np.isfinite(image).all():
            raise ValueError(f"{path}: {key} of shape {image.shape} is no set of square images")
        image = image.reshape(side, side, 3, n_modes)[..., :N_ALBEDO]
        sampled.append(_sample(image, uv))
    mean = sampled[0][..., 0]
    scale = 255.0 if mean.max() > 2 else 1.0
    channels = slice(None, None, -1) if mean[:, 2].mean() > mean[:, 0].mean() else slice(None)
    values = [value[:, channels] / scale for value in sampled]
    result: dict[str, np.ndarray | str] = {
        "albedo_mean": values[0][..., 0],
        "albedo_modes": values[1],
        "albedo_encoding": "srgb",
    }
    if len(values) == 4:
        result.update(specular_mean=values[2][..., 0], specular_modes=values[3])
        result["albedo_encoding"] = "linear"
    return result


def _sample(
    images: Float[np.ndarray, "H W 3 K"], uv: Float[np.ndarray, "V 2"]
) -> Float[np.ndarray, "V 3 K"]:
    """Read images bilinearly; their top row is v = 1, and pixel centres lie at half numbers."""
    height, width = images.shape[:2]
    places = np.stack([(1 - uv[:, 1]) * height, uv[:, 0] * width], axis=1) - 0.5
    places = np.clip(places, 0, [height - 1, width - 1])
    low = np.minimum(places.astype(np.int64), [height - 2, width - 2])
    y, x = (places - low)[:, :, None, None].swapaxes(0, 1)
    row, column = low.T
    return np.asarray(
        (1 - y) * ((1 - x) * images[row, column] + x * images[row, column + 1])
        + y * ((1 - x) * images[row + 1, column] + x * images[row + 1, column + 1])
    )


def _arrays(path: Path, keys: tuple[str, ...]) -> dict[str, np.ndarray]:
    """Read arrays of an .npz file; nothing if one of them is missing."""
    try:
        with np.load(path, allow_pickle=False) as archive:
            if not set(keys) <= set(archive.files):
                return {}
            return {key: archive[key] for key in keys}
    except (ValueError, OSError, EOFError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise ValueError(f"{path} is not a readable .npz archive ({error})") from None
