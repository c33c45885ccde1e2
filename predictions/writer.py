"""Writes a folder of predictions: `manifest.json`, `faces.npy` and `<sample id>.npz`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from jaxtyping import Int

from .errors import PredictionError
from .record import ALBEDOS, MANIFEST, Manifest, Prediction

FACES = "faces.npy"
LANDMARK_INDICES = "landmark_indices.npy"
_TYPES: dict[str, type[np.generic]] = {
    "vertices": np.float32,
    "mean_face_vertices": np.float32,
    "focal_length": np.float64,
    "principal_point": np.float32,
    "reference_depth": np.float64,
    "landmarks_2d": np.float32,
    "landmark_points": np.float32,
    "image": np.uint8,
    "image_mask": np.bool_,
    "mean_image": np.uint8,
    "mean_image_mask": np.bool_,
    **dict.fromkeys(ALBEDOS, np.float32),
    "light_direction": np.float32,
    "shininess": np.float64,
}
_OWN_FILES = (MANIFEST, FACES, LANDMARK_INDICES)
_SAFE_ID = re.compile(r"[A-Za-z0-9_.+-]*[A-Za-z0-9_+-]")


class PredictionWriter:
    """Writes predictions of one run; a killed run leaves whole files only and can be continued.

    Several processes may write into one folder: create the writer on the first rank, wait, then
    on the others.

    Args:
        folder: `runs/<method>/predictions/<benchmark>`; made if absent.
        manifest: facts about the run.
        faces: triangles of every prediction.
        landmark_indices: vertex ids of the 68 landmarks, where the topology has them.
        overwrite: remove another run's records from the folder; without it they are an error.

    Raises:
        PredictionError: the folder holds another run's predictions, or other files.
    """

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        faces: Int[np.ndarray, "F 3"],
        *,
        landmark_indices: Int[np.ndarray, " 68"] | None = None,
        overwrite: bool = False,
    ) -> None:
        self.folder = Path(folder)
        self._n_vertices = _check_faces(self.folder / FACES, faces)
        manifest.check(self.folder / MANIFEST)
        self.folder.mkdir(parents=True, exist_ok=True)
        if not _continues(self.folder, manifest, faces):
            self._clear(overwrite)
        _write_atomically(self.folder / FACES, lambda file: np.save(file, faces.astype(np.int64)))
        if landmark_indices is not None:
            ids = landmark_indices.astype(np.int64)
            _write_atomically(self.folder / LANDMARK_INDICES, lambda file: np.save(file, ids))
        _write_atomically(
            self.folder / MANIFEST, lambda file: file.write(manifest.to_json().encode())
        )

    def write(self, sample_id: str, prediction: Prediction) -> Path:
        """Write one prediction whole or not at all.

        Raises:
            PredictionError: NaN, a wrong shape, fewer vertices than the faces use, or an id that
                is no file name.
        """
        path = self.folder / f"{sample_id}.npz"
        problem = prediction.problem()
        vertices = prediction.vertices
        if problem is None and vertices is not None and len(vertices) < self._n_vertices:
            problem = f"has {len(vertices)} vertices, but the faces use {self._n_vertices}"
        if problem is None and not _SAFE_ID.fullmatch(sample_id):
            problem = f"sample id {sample_id!r} cannot be a file name"
        if problem is not None:
            raise PredictionError(path, f"prediction of {sample_id} {problem}")
        arrays: dict[str, Any] = {
            name: np.asarray(getattr(prediction, name), dtype)
            for name, dtype in _TYPES.items()
            if getattr(prediction, name) is not None
        }
        _write_atomically(path, lambda file: np.savez(file, **arrays))
        return path

    def _clear(self, overwrite: bool) -> None:
        present = sorted(p for p in self.folder.iterdir() if not _is_temporary(p))
        strange = [p for p in present if p.suffix != ".npz" and p.name not in _OWN_FILES]
        if strange:
            raise PredictionError(
                self.folder,
                f"holds {strange[0].name}, which no run of ours wrote; choose another folder",
            )
        if present and not overwrite:
            raise PredictionError(
                self.folder,
                "holds predictions of another run (other weights or configuration); "
                "move the folder away or say overwrite",
            )
        for path in present:
            path.unlink()


def _check_faces(path: Path, faces: Int[np.ndarray, "F 3"]) -> int:
    if faces.ndim != 2 or faces.shape[1] != 3 or len(faces) == 0 or faces.min() < 0:
        raise PredictionError(path, f"faces have shape {faces.shape}, expected (F, 3) vertex ids")
    return int(faces.max()) + 1


def _continues(folder: Path, manifest: Manifest, faces: Int[np.ndarray, "F 3"]) -> bool:
    """Say whether the folder is empty or was begun by the same run."""
    if all(_is_temporary(path) for path in folder.iterdir()):
        return True
    try:
        before = Manifest.read(folder / MANIFEST)
        return manifest.same_run(before) and np.array_equal(
            np.load(folder / FACES, allow_pickle=False), faces
        )
    except (ValueError, OSError):
        return False


def _is_temporary(path: Path) -> bool:
    """Recognise what a killed run left half-written; readers pass over it."""
    return path.name.startswith(".") and path.suffix == ".tmp"


def _write_atomically(path: Path, write: Callable[[BinaryIO], object]) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
