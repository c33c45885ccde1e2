"""Reads a folder of predictions: our own records, or anybody's meshes named by sample id."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Protocol

import numpy as np
from jaxtyping import Float, Int

from .errors import PredictionError
from .record import MANIFEST, Manifest, Prediction
from .writer import FACES

MESH_SUFFIXES = (".obj", ".ply", ".glb")


class MeshLike(Protocol):
    """What a reader of mesh files returns."""

    @property
    def vertices(self) -> Float[np.ndarray, "V 3"]:
        """Vertex positions."""

    @property
    def faces(self) -> Int[np.ndarray, "F 3"]:
        """Vertex ids of the triangles."""


class PredictionFolder:
    """A folder of predictions, checked as it is read.

    Args:
        folder: holds `<id>.npz` with `manifest.json` and `faces.npy`, or `<id>.obj` (.ply, .glb).
        read_mesh: reads a mesh file without reordering its vertices; raises ValueError or OSError.

    Raises:
        PredictionError: no folder, nothing in it, two files for one id, or a damaged manifest.
    """

    def __init__(self, folder: Path, read_mesh: Callable[[Path], MeshLike]) -> None:
        self.folder = Path(folder)
        self._read_mesh = read_mesh
        if not self.folder.is_dir():
            raise PredictionError(self.folder, "no such folder; predict first")
        self._paths = _paths_by_id(self.folder)
        self.ids = sorted(self._paths)
        records = any(path.suffix == ".npz" for path in self._paths.values())
        manifest = self.folder / MANIFEST
        if records and not manifest.is_file():
            raise PredictionError(manifest, "does not exist; predict again")
        self.manifest = Manifest.read(manifest) if manifest.is_file() else None
        self._faces = self._read_faces() if records else None

    def read(self, sample_id: str) -> tuple[Prediction, Int[np.ndarray, "F 3"]]:
        """Read one prediction and its triangles.

        Raises:
            PredictionError: no such id, a file that cannot be read, NaN, or triangles out of range.
        """
        path = self._paths.get(sample_id)
        if path is None:
            raise PredictionError(self.folder, f"has no prediction for {sample_id}")
        if path.suffix != ".npz":
            prediction, faces = self._from_mesh_file(path)
        else:
            assert self._faces is not None  # __init__ reads them when there are records
            prediction, faces = _read_record(path), self._faces
        problem = prediction.problem()
        if problem is None and faces.max() >= len(prediction.vertices):
            problem = f"faces use vertex {faces.max()}, but it has {len(prediction.vertices)}"
        if problem is not None:
            raise PredictionError(path, f"{problem}; predict it again")
        return prediction, faces

    def file_name(self, sample_id: str) -> str:
        """Return the name of the file that holds an id, for messages."""
        return self._paths[sample_id].name

    def _from_mesh_file(self, path: Path) -> tuple[Prediction, Int[np.ndarray, "F 3"]]:
        try:
            mesh = self._read_mesh(path)
        except (ValueError, OSError) as error:
            reason = str(error).removeprefix(f"{path}: ")
            raise PredictionError(path, reason) from error
        return Prediction(vertices=mesh.vertices), mesh.faces

    def _read_faces(self) -> Int[np.ndarray, "F 3"]:
        path = self.folder / FACES
        try:
            faces = np.load(path, allow_pickle=False)
        except (ValueError, OSError, EOFError) as error:
            raise PredictionError(path, f"not a readable array ({error}); predict again") from error
        if (
            faces.ndim != 2
            or faces.shape[1] != 3
            or len(faces) == 0
            or not np.issubdtype(faces.dtype, np.integer)
            or faces.min() < 0
        ):
            raise PredictionError(path, f"{faces.dtype} {faces.shape}, expected vertex ids (F, 3)")
        vertex_ids: Int[np.ndarray, "F 3"] = faces.astype(np.int64)
        return vertex_ids


def _paths_by_id(folder: Path) -> dict[str, Path]:
    paths: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in (".npz", *MESH_SUFFIXES) or path.name.startswith("."):
            continue
        if path.stem in paths:
            raise PredictionError(
                folder, f"has {paths[path.stem].name} and {path.name} for one id; keep one of them"
            )
        paths[path.stem] = path
    if not paths:
        wanted = ", ".join(f"<id>{suffix}" for suffix in (".npz", *MESH_SUFFIXES))
        raise PredictionError(folder, f"holds no predictions ({wanted}); predict first")
    return paths


def _read_record(path: Path) -> Prediction:
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
    except (ValueError, OSError, EOFError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise PredictionError(path, f"not a readable record ({error}); predict it again") from error
    known = {field.name for field in fields(Prediction)}
    if "vertices" not in arrays or not set(arrays) <= known:
        raise PredictionError(
            path, f"holds {sorted(arrays)}, expected vertices and only {sorted(known)}"
        )
    if arrays["vertices"].ndim != 2:
        raise PredictionError(
            path, f"vertices have shape {arrays['vertices'].shape}, expected (V, 3)"
        )
    return Prediction(
        arrays["vertices"],
        mean_face_vertices=arrays.get("mean_face_vertices"),
        focal_length=_number(path, arrays, "focal_length"),
        principal_point=arrays.get("principal_point"),
        reference_depth=_number(path, arrays, "reference_depth"),
        landmarks_2d=arrays.get("landmarks_2d"),
    )


def _number(path: Path, arrays: dict[str, np.ndarray], name: str) -> float | None:
    array = arrays.get(name)
    if array is None:
        return None
    if array.shape != () or array.dtype.kind not in "fiu":
        raise PredictionError(
            path, f"{name} has shape {array.shape} of {array.dtype}, expected one number"
        )
    return float(array)
