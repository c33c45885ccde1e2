"""The files of the Basel Face Model 2017 and 2019 and of AlbedoMM: read and checked.

Both are statismo's HDF5. A model of shapes (N vertices, F triangles):

    shape/model/{mean (3N,), pcaBasis (3N, 199), pcaVariance (199,)}    x y z, x y z; mm
    expression/model/...                  displacements of 100 modes; their mean is not zero
    color/model/...                       sRGB, 0 to 1
    shape/representer/points (3, N)       a mesh in correspondence: all x, then all y, then all z
    shape/representer/cells (3, F)        ids count from 0
    metadata/landmarks/json               [{"id": "center.nose.tip", "coordinates": [x, y, z]}, ...]
    */version/{majorVersion,minorVersion} 0.9; in 0.8 the basis is already scaled

AlbedoMM has `diffuseAlbedo` and `specularAlbedo` in place of `shape`: linear sRGB, 145 modes each,
which share their coefficients. The files are the user's own (faces.dmi.unibas.ch; for AlbedoMM:
github.com/waps101/AlbedoMM, academic research only). They were not at hand: the layout is what
public readers of them expect.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from jaxtyping import Float, Int

MOST_BYTES = 2_000_000_000  # of one array; the largest released one has some 130 MB
SYNTHETIC = "synthetic"  # attribute of the stand-in's files
EDITIONS = {
    53149: "BFM 2017, whole",
    28588: "BFM 2017, face12",
    47439: "BFM 2019, whole",
    27657: "BFM 2019, face12",
    58203: "BFM 2019, full head",
}
"""Which file has how many vertices: 2019 is often handed out where 2017 was asked for."""


@dataclass(frozen=True, eq=False)
class Component:
    """A linear model.

    Attributes:
        mean: of the vertices, in the file's unit.
        modes: one per row, times its standard deviation.
    """

    mean: Float[np.ndarray, "V 3"]
    modes: Float[np.ndarray, "K C"]


@dataclass(frozen=True, eq=False)
class ShapeFile:
    """A Basel Face Model but for its colours.

    Attributes:
        edition: which file it is, from its number of vertices.
        is_synthetic: whether it says that it is our stand-in.
        shape: neutral faces, mm.
        expression: displacements, mm.
        faces: triangles, counter-clockwise seen from outside.
        reference: the mesh that `landmarks` lie on, mm.
        landmarks: places by name.
    """

    edition: str
    is_synthetic: bool
    shape: Component
    expression: Component
    faces: Int[np.ndarray, "F 3"]
    reference: Float[np.ndarray, "V 3"]
    landmarks: Mapping[str, Float[np.ndarray, " 3"]]


def edition_of(n_vertices: int) -> str:
    """Return which file has so many vertices."""
    return f"{EDITIONS.get(n_vertices, 'unknown cut')} ({n_vertices} vertices)"


def read_shape(path: Path) -> ShapeFile:
    """Read the shape and expressions of a Basel Face Model.

    Raises:
        ValueError: it is another file, or its parts do not fit together.
    """
    with _opened(path) as file:
        points = _array(file, "shape/representer/points")
        if points.ndim != 2 or points.shape[0] != 3:
            raise ValueError(
                f"{path}: shape/representer/points has shape {points.shape}, expected 3 rows"
            )
        reference = points.T.astype(np.float64)
        shape = _component(file, "shape", len(reference))
        _check_interleaved(path, shape.mean, reference)
        return ShapeFile(
            edition=edition_of(len(reference)),
            is_synthetic=SYNTHETIC in file.attrs,
            shape=shape,
            expression=_component(file, "expression", len(reference)),
            faces=_faces(file, "shape", len(reference)),
            reference=reference,
            landmarks=_landmarks(file),
        )


def read_color(path: Path, n_vertices: int) -> Component:
    """Read the colours of a Basel Face Model, sRGB from 0 to 1."""
    with _opened(path) as file:
        return _component(file, "color", n_vertices)


def read_albedo(
    path: Path, faces: Int[np.ndarray, "F 3"], n_vertices: int
) -> tuple[Component, Component]:
    """Read AlbedoMM for a mesh.

    Args:
        path: the file.
        faces: triangles of the model of shapes.
        n_vertices: its number of vertices.

    Returns:
        Diffuse and specular albedo, linear sRGB, for the same coefficients.

    Raises:
        ValueError: it is another file, or one for another mesh.
    """
    with _opened(path) as file:
        for group in ("diffuseAlbedo", "specularAlbedo"):
            n = len(_array(file, f"{group}/model/mean")) // 3
            if n != n_vertices:
                raise ValueError(
                    f"{path} is for the {edition_of(n)}, the model of shapes is the "
                    f"{edition_of(n_vertices)}: both must have the same mesh; take "
                    "model2017-1_face12_nomouth.h5 with albedoModel2020_face12_albedoPart.h5, "
                    "or the shape file's own colours (albedo=color)"
                )
            if not np.array_equal(_faces(file, group, n), faces):
                raise ValueError(
                    f"{path}: the triangles of {group} are not those of the model of shapes, "
                    f"though both have {n} vertices; take two files of one release"
                )
        diffuse = _component(file, "diffuseAlbedo", n_vertices)
        specular = _component(file, "specularAlbedo", n_vertices)
    if len(diffuse.modes) != len(specular.modes):
        raise ValueError(
            f"{path}: {len(diffuse.modes)} modes of diffuse and {len(specular.modes)} of specular "
            "albedo cannot share their coefficients"
        )
    return diffuse, specular


def _opened(path: Path) -> h5py.File:
    try:
        return h5py.File(path, "r")
    except OSError as error:
        reason = str(error).splitlines()[0]
        raise ValueError(
            f"{path} is not a readable HDF5 file ({reason}); download it anew"
        ) from None


def _array(file: h5py.File, name: str) -> np.ndarray:
    """Return numbers of the file."""
    item = file.get(name)
    if not isinstance(item, h5py.Dataset) or item.dtype.kind not in "fiu":
        raise ValueError(
            f"{file.filename} has no numbers {name!r}: it is another file than expected"
        )
    if item.nbytes > MOST_BYTES:
        raise ValueError(f"{file.filename}: {name} has {item.nbytes} bytes, more than a face model")
    try:
        values = np.asarray(item[()])
    except OSError as error:
        raise ValueError(
            f"{file.filename}: {name} cannot be read ({error}); download the file anew"
        ) from None
    if not np.isfinite(values).all():
        raise ValueError(f"{file.filename}: {name} is not finite")
    return values


def _component(file: h5py.File, group: str, n_vertices: int) -> Component:
    mean = _array(file, f"{group}/model/mean").ravel()
    basis = _array(file, f"{group}/model/pcaBasis")
    variance = _array(file, f"{group}/model/pcaVariance").ravel()
    if mean.size != 3 * n_vertices or basis.shape != (mean.size, variance.size):
        raise ValueError(
            f"{file.filename}: {group} has a mean of {mean.size} numbers, a basis of shape "
            f"{basis.shape} and {variance.size} variances, expected {3 * n_vertices} rows"
        )
    if not variance.size or variance.min() < 0:
        raise ValueError(f"{file.filename}: {group}/model/pcaVariance is empty or negative")
    deviations = np.sqrt(variance.astype(np.float64))
    lengths = np.sqrt(np.einsum("ck,ck->k", basis, basis, dtype=np.float64))
    scaled = _basis_is_scaled(file, group)
    # A file cut out of a larger one keeps rows of its basis: shorter columns, never longer ones.
    # So a scaled basis counts as it is; restoring unit columns would undo the cut.
    too_long = lengths > 1.01 * (deviations if scaled else 1.0)
    unit = np.allclose(lengths, 1, atol=0.01) and not np.allclose(deviations, 1, atol=0.01)
    if too_long.any() or (scaled and unit):
        raise ValueError(
            f"{file.filename}: the columns of {group}/model/pcaBasis have lengths of "
            f"{lengths.min():.3g} to {lengths.max():.3g}, which does not fit version "
            f"{'0.8 (scaled by the deviations)' if scaled else '0.9 (unit columns)'}"
        )
    modes = basis.T if scaled else basis.T * deviations[:, None]
    return Component(mean.reshape(-1, 3).astype(np.float64), modes.astype(np.float32))


def _basis_is_scaled(file: h5py.File, group: str) -> bool:
    """Return whether the columns of the basis hold their standard deviations."""
    for place in (f"{group}/version", "version"):
        if place in file:
            numbers = [_array(file, f"{place}/{name}Version") for name in ("major", "minor")]
            version = tuple(int(number.ravel()[0]) for number in numbers)
            if version not in {(0, 8), (0, 9)}:
                raise ValueError(
                    f"{file.filename}: {place} is {version[0]}.{version[1]}, expected 0.8 or 0.9"
                )
            return version == (0, 8)
    return False


def _faces(file: h5py.File, group: str, n_vertices: int) -> Int[np.ndarray, "F 3"]:
    name = f"{group}/representer/cells"
    cells = _array(file, name)
    if cells.ndim != 2 or cells.shape[0] != 3 or cells.shape[1] == 0:
        raise ValueError(f"{file.filename}: {name} has shape {cells.shape}, expected 3 rows")
    if cells.min() < 0 or cells.max() >= n_vertices:
        raise ValueError(
            f"{file.filename}: {name} holds ids from {cells.min()} to {cells.max()}, but there are "
            f"{n_vertices} vertices, counted from 0"
        )
    return np.ascontiguousarray(cells.T, dtype=np.int64)


def _check_interleaved(
    path: Path, mean: Float[np.ndarray, "V 3"], reference: Float[np.ndarray, "V 3"]
) -> None:
    """Refuse a mean that resembles the reference mesh only when read as all x, all y, all z."""
    blocked = mean.reshape(3, -1).T
    if np.abs(blocked - reference).mean() < np.abs(mean - reference).mean():
        raise ValueError(
            f"{path}: shape/model/mean holds all x, then all y, then all z; expected x y z, x y z"
        )


def _landmarks(file: h5py.File) -> dict[str, Float[np.ndarray, " 3"]]:
    """Return the named landmarks; none if the file has none."""
    name = "metadata/landmarks/json"
    item = file.get(name)
    if not isinstance(item, h5py.Dataset):
        return {}
    try:
        listed = json.loads(_text(item[()]))
        return {
            str(entry["id"]): np.array(entry["coordinates"], dtype=np.float64).reshape(3)
            for entry in listed
        }
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{file.filename}: {name} is no list of landmarks with id and coordinates ({error})"
        ) from None


def _text(value: Any) -> str:
    """Return text that writers store as bytes, as a string or as an array of either."""
    if isinstance(value, np.ndarray):
        value = value.astype(np.uint8).tobytes() if value.dtype.kind in "iu" else value.ravel()[0]
    text = value.decode() if isinstance(value, bytes) else str(value)
    return text.rstrip("\0")
