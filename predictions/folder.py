"""Reads a folder of predictions: our own records, or anybody's meshes named by sample id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from jaxtyping import Float, Int
from PIL import Image

from .arrays import read_npy, read_npz
from .averaging import average_frames
from .errors import PredictionError
from .record import MANIFEST, Manifest, Prediction
from .writer import FACES, LANDMARK_INDICES

MESH_SUFFIXES = (".obj", ".ply", ".glb")
LANDMARKS_SUFFIX = ".landmarks.txt"
Needs = Literal["mesh", "landmarks_2d", "image"]
_MOST_BYTES_OF_POINTS = 100_000
_SUFFIXES: dict[Needs, tuple[str, ...]] = {
    "mesh": (".npz", *MESH_SUFFIXES),
    "landmarks_2d": (".npz", ".txt"),
    "image": (".npz", ".png"),
}


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

    What it holds depends on what its benchmark needs, one of these per sample:

    - `<id>.npz`, our own record, with `manifest.json` and `faces.npy` (and `landmark_indices.npy`:
      vertex ids of the 68 landmarks).
    - a mesh: `<id>.obj`, `.ply` or `.glb`; beside it, if the benchmark aligns by landmarks and the
      topology is not a known one, `<id>.landmarks.txt` (or `<id>.npy`): seven points, see
      `Prediction.landmark_points`. A folder `<id>/` of such meshes holds several frames, which are
      averaged.
    - landmarks: `<id>.txt`, 68 lines "u v", iBUG order, pixels of the original image.
    - an image: `<id>.png`, RGBA, opaque where it shows the face.

    Args:
        folder: holds the files.
        read_mesh: reads a mesh file without reordering its vertices; raises ValueError or OSError.
        needs: what the benchmark looks at.
        only: the one file of the folder to look at, whatever else is there.

    Raises:
        PredictionError: no folder, nothing in it, two files for one id, or a damaged manifest.
    """

    def __init__(
        self,
        folder: Path,
        read_mesh: Callable[[Path], MeshLike],
        needs: Needs = "mesh",
        *,
        only: Path | None = None,
    ) -> None:
        self.folder = Path(folder)
        self._needed = "vertices" if needs == "mesh" else needs
        self._read_mesh = read_mesh
        if not self.folder.is_dir():
            raise PredictionError(self.folder, "no such folder; predict first")
        self._paths = _single(only, needs) if only else _paths_by_id(self.folder, needs)
        self.ids = sorted(self._paths)
        records = any(path.suffix == ".npz" for path in self._paths.values())
        manifest = self.folder / MANIFEST
        if records and not manifest.is_file():
            raise PredictionError(manifest, "does not exist; predict again")
        self.manifest = Manifest.read(manifest) if manifest.is_file() else None
        has_faces = records and (needs == "mesh" or (self.folder / FACES).is_file())
        self._faces = self._read_faces() if has_faces else None
        self.landmark_indices = self._read_landmark_indices() if has_faces else None

    def read(self, sample_id: str) -> tuple[Prediction, Int[np.ndarray, "F 3"] | None]:
        """Read one prediction and its triangles, if it has any.

        Raises:
            PredictionError: no such id, a file that cannot be read, NaN, or triangles out of range.
        """
        path = self._paths.get(sample_id)
        if path is None:
            raise PredictionError(self.folder, f"has no prediction for {sample_id}")
        faces: Int[np.ndarray, "F 3"] | None
        if path.suffix == ".npz":
            prediction, faces = read_record(path), self._faces
        elif path.suffix == ".txt":
            prediction, faces = Prediction(landmarks_2d=_read_points(path, 68, 2)), None
        elif path.suffix == ".png":
            prediction, faces = _read_image(path), None
        elif path.is_dir():
            prediction, faces = self._from_frames(path)
        else:
            prediction, faces = self._from_mesh_file(path)
        problem = prediction.problem()
        if problem is None and getattr(prediction, self._needed) is None:
            problem = f"holds no {self._needed}"
        if problem is None and faces is not None and prediction.vertices is not None:
            n_vertices = len(prediction.vertices)
            if faces.max() >= n_vertices:
                problem = f"faces use vertex {faces.max()}, but it has {n_vertices}"
        if problem is not None:
            raise PredictionError(path, f"{problem}; predict it again")
        return prediction, faces if prediction.vertices is not None else None

    def file_name(self, sample_id: str) -> str:
        """Return the name of the file that holds an id, for messages."""
        return self._paths[sample_id].name

    def files(self, sample_id: str) -> list[Path]:
        """Return every file that a prediction is read from, in a fixed order."""
        path = self._paths[sample_id]
        shared = [self.folder / name for name in (MANIFEST, FACES, LANDMARK_INDICES)]
        own = sorted(path.iterdir()) if path.is_dir() else [path, *_landmark_files(path)]
        return [p for p in (*own, *shared) if p.is_file()]

    def _from_mesh_file(self, path: Path) -> tuple[Prediction, Int[np.ndarray, "F 3"]]:
        try:
            mesh = self._read_mesh(path)
        except (ValueError, OSError) as error:
            reason = str(error).removeprefix(f"{path}: ")
            raise PredictionError(path, reason) from error
        points = None
        for beside in _landmark_files(path):
            if beside.is_file():
                points = _read_points(beside, 7, 3)
        return Prediction(vertices=mesh.vertices, landmark_points=points), mesh.faces

    def _from_frames(self, folder: Path) -> tuple[Prediction, Int[np.ndarray, "F 3"]]:
        """Average the meshes of several frames, which must share a topology."""
        paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in MESH_SUFFIXES)
        if not paths:
            raise PredictionError(folder, "holds no frames (.obj, .ply or .glb)")
        frames = [self._from_mesh_file(path) for path in paths]
        faces = frames[0][1]
        for path, (_, other) in zip(paths, frames, strict=True):
            if not np.array_equal(faces, other):
                raise PredictionError(
                    folder, f"{path.name} has another topology than {paths[0].name}; average alike"
                )
        vertices = [np.asarray(prediction.vertices) for prediction, _ in frames]
        points = [prediction.landmark_points for prediction, _ in frames]
        mean, mean_points = average_frames(folder, vertices, points)
        return Prediction(vertices=mean, landmark_points=mean_points), faces

    def _read_landmark_indices(self) -> Int[np.ndarray, " 68"] | None:
        path = self.folder / LANDMARK_INDICES
        if not path.is_file():
            return None
        ids = read_npy(path)
        if ids.shape != (68,) or not np.issubdtype(ids.dtype, np.integer) or ids.min() < 0:
            raise PredictionError(path, f"{ids.dtype} {ids.shape}, expected 68 vertex ids")
        vertex_ids: Int[np.ndarray, " 68"] = ids.astype(np.int64)
        return vertex_ids

    def _read_faces(self) -> Int[np.ndarray, "F 3"]:
        path = self.folder / FACES
        faces = read_npy(path)
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


def _paths_by_id(folder: Path, needs: Needs) -> dict[str, Path]:
    paths: dict[str, Path] = {}
    suffixes = _SUFFIXES[needs]
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name.endswith(LANDMARKS_SUFFIX):
            continue
        frames = needs == "mesh" and path.is_dir()
        if not frames and (path.is_dir() or path.suffix.lower() not in suffixes):
            continue
        sample_id = path.name if frames else path.stem
        if sample_id in paths:
            raise PredictionError(
                folder,
                f"has {paths[sample_id].name} and {path.name} for one id; keep one of them",
            )
        paths[sample_id] = path
    if not paths:
        wanted = ", ".join(f"<id>{suffix}" for suffix in suffixes)
        raise PredictionError(folder, f"holds no predictions ({wanted}); predict first")
    return paths


def _single(path: Path, needs: Needs) -> dict[str, Path]:
    if not path.exists():
        raise PredictionError(path, "does not exist")
    if not path.is_dir() and path.suffix.lower() not in _SUFFIXES[needs]:
        raise PredictionError(path, f"expected one of {', '.join(_SUFFIXES[needs])}")
    return {path.stem: path}


def _landmark_files(path: Path) -> tuple[Path, Path]:
    """Return where the seven points of a mesh may stand: our text file, or NoW's array."""
    return path.with_name(path.stem + LANDMARKS_SUFFIX), path.with_name(path.stem + ".npy")


def _read_points(path: Path, count: int, width: int) -> np.ndarray:
    """Read a small table of numbers, text or `.npy`."""
    expected = f"{count} lines of {width} numbers"
    if path.stat().st_size > _MOST_BYTES_OF_POINTS:
        raise PredictionError(path, f"is {path.stat().st_size} bytes, expected {expected}")
    try:
        if path.suffix == ".npy":
            points = np.asarray(read_npy(path), np.float64)
        else:
            points = np.array([line.split() for line in path.read_text().splitlines()], float)
    except PredictionError:
        raise
    except (ValueError, OSError) as error:
        raise PredictionError(path, f"not {expected} ({error})") from error
    if points.shape != (count, width):
        raise PredictionError(path, f"has shape {points.shape}, expected {expected}")
    return points


def _read_image(path: Path) -> Prediction:
    try:
        with Image.open(path, formats=["PNG"]) as image:
            if image.mode != "RGBA":
                raise PredictionError(
                    path, f"is {image.mode}, expected RGBA, opaque where it shows the face"
                )
            pixels = np.asarray(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, PredictionError):
            raise
        raise PredictionError(path, f"not a readable image ({error})") from error
    return Prediction(image=pixels[..., :3], image_mask=pixels[..., 3] > 127)


def read_record(path: Path) -> Prediction:
    """Read one `.npz` record; its numbers are checked by `Prediction.problem`.

    Raises:
        PredictionError: not an archive of plain arrays with the fields of `Prediction`.
    """
    arrays: dict[str, Any] = read_npz(path)
    known = {field.name for field in fields(Prediction)}
    if not arrays or not set(arrays) <= known:
        raise PredictionError(path, f"holds {sorted(arrays)}, expected some of {sorted(known)}")
    for name in ("vertices", "mean_face_vertices"):
        if name in arrays and arrays[name].ndim != 2:
            raise PredictionError(path, f"{name} have shape {arrays[name].shape}, expected (V, 3)")
    names = ("focal_length", "reference_depth", "shininess")
    numbers = {name: _number(path, arrays, name) for name in names}
    return Prediction(**{**arrays, **numbers})


def _number(path: Path, arrays: dict[str, np.ndarray], name: str) -> float | None:
    array = arrays.get(name)
    if array is None:
        return None
    if array.shape != () or array.dtype.kind not in "fiu":
        raise PredictionError(
            path, f"{name} has shape {array.shape} of {array.dtype}, expected one number"
        )
    return float(array)
