"""The archive that a FLAME release is converted to, `flame.npz`: checked, read and written.

V vertices (5,023 as released), F triangles; metres and radians, ids from 0, float32:

    version, source          of FLAME (2017, 2019, 2020, 2023, 2023-no-jaw, 2023-open) or
                             "stand-in"; file name and SHA-256 of what it was made from
    template (V, 3), faces (F, 3)
    identity_modes (V, 3, 300), expression_modes (V, 3, 100)   per standard deviation
    pose_modes (V, 3, 36)    correctives, per entry of R - I of the joints but the root, row by row
    joint_regressor (5, V), skinning_weights (V, 5)            joints: see `JOINTS`
    static_faces (51,), static_weights (51, 3)                 landmarks 17 to 67 of iBUG's 68
    contour_faces (79, 17), contour_weights (79, 17, 3)        0 to 16, by the head's yaw
    uv (V, 2)                texture coordinates, v up; optional
    albedo_mean (V, 3), albedo_modes (V, 3, A), albedo_encoding    optional; "srgb" or "linear"
    specular_mean (V, 3), specular_modes (V, 3, A)             with "linear" only

FLAME is the user's own: all but the 2023 Open version are licensed (flame.is.tue.mpg.de).
"""

from __future__ import annotations

import os
import zipfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, Int

ARCHIVE = "flame.npz"
JOINTS = ("root", "neck", "jaw", "left_eye", "right_eye")
PARENTS = (-1, 0, 1, 1, 1)
N_EXPRESSION = 100  # the last of the released shapedirs
CONTOUR_ROWS = 79  # yaw 0 to 39 degrees, then -1 to -39
VERSIONS = ("2017", "2019", "2020", "2023", "2023-no-jaw", "2023-open", "stand-in")

_ADVICE = "build it again with `python -m morphable_models convert-flame --from FOLDER`"
_SHAPES: dict[str, tuple[int | str, ...]] = {
    "template": ("V", 3),
    "faces": ("F", 3),
    "identity_modes": ("V", 3, "I"),
    "expression_modes": ("V", 3, "E"),
    "pose_modes": ("V", 3, 9 * (len(JOINTS) - 1)),
    "joint_regressor": (len(JOINTS), "V"),
    "skinning_weights": ("V", len(JOINTS)),
    "static_faces": (51,),
    "static_weights": (51, 3),
    "contour_faces": (CONTOUR_ROWS, 17),
    "contour_weights": (CONTOUR_ROWS, 17, 3),
    "uv": ("V", 2),
    "albedo_mean": ("V", 3),
    "albedo_modes": ("V", 3, "A"),
    "specular_mean": ("V", 3),
    "specular_modes": ("V", 3, "A"),
}
_LARGEST_M = 10.0  # a template in millimetres is 100 times as large as that


@dataclass(frozen=True, eq=False)
class FlameModel:
    """The content of the archive; see the module's text.

    Attributes:
        version: one of `VERSIONS`.
        source: file name and SHA-256 of what it was made from.
        template: (V, 3), metres.
        faces: (F, 3).
        identity_modes: (V, 3, I), metres per standard deviation.
        expression_modes: (V, 3, E), the same.
        pose_modes: (V, 3, 36), metres per entry of R - I.
        joint_regressor: (5, V), of `JOINTS`.
        skinning_weights: (V, 5); those of a vertex add up to 1.
        static_faces: (51,), triangles of landmarks 17 to 67.
        static_weights: (51, 3), where on them.
        contour_faces: (79, 17), triangles of landmarks 0 to 16, by the head's yaw.
        contour_weights: (79, 17, 3), where on them.
        uv: (V, 2), v up.
        albedo_mean: (V, 3), as `albedo_encoding` says.
        albedo_modes: (V, 3, A).
        albedo_encoding: "srgb" or "linear".
        specular_mean: (V, 3), linear.
        specular_modes: (V, 3, A).

    Raises:
        ValueError: the arrays do not fit together.
    """

    version: str
    source: str
    template: Float[np.ndarray, ...]
    faces: Int[np.ndarray, ...]
    identity_modes: Float[np.ndarray, ...]
    expression_modes: Float[np.ndarray, ...]
    pose_modes: Float[np.ndarray, ...]
    joint_regressor: Float[np.ndarray, ...]
    skinning_weights: Float[np.ndarray, ...]
    static_faces: Int[np.ndarray, ...]
    static_weights: Float[np.ndarray, ...]
    contour_faces: Int[np.ndarray, ...]
    contour_weights: Float[np.ndarray, ...]
    uv: Float[np.ndarray, ...] | None = None
    albedo_mean: Float[np.ndarray, ...] | None = None
    albedo_modes: Float[np.ndarray, ...] | None = None
    albedo_encoding: str = "srgb"
    specular_mean: Float[np.ndarray, ...] | None = None
    specular_modes: Float[np.ndarray, ...] | None = None

    def __post_init__(self) -> None:
        """Check that the arrays fit together."""
        if self.version not in VERSIONS:
            raise ValueError(f"version {self.version!r} of FLAME; expected {' or '.join(VERSIONS)}")
        sizes: dict[str, int] = {}
        for name, expected in _SHAPES.items():
            values = getattr(self, name)
            if values is not None:
                _check(name, values, expected, sizes)
        for name, limit in (("faces", "V"), ("static_faces", "F"), ("contour_faces", "F")):
            ids = getattr(self, name)
            if ids.min() < 0 or ids.max() >= sizes[limit]:
                raise ValueError(
                    f"{name} go from {ids.min()} to {ids.max()}, but there are {sizes[limit]} "
                    f"{'vertices' if limit == 'V' else 'triangles'}: the files belong to "
                    "different models"
                )
        if (largest := np.abs(self.template).max()) > _LARGEST_M:
            raise ValueError(f"the template reaches {largest:g}; expected a head in metres")
        if not np.allclose(self.skinning_weights.sum(axis=1), 1, atol=1e-3):
            raise ValueError("the skinning weights of a vertex do not add up to 1")


def _check(
    name: str, values: np.ndarray, expected: tuple[int | str, ...], sizes: dict[str, int]
) -> None:
    """Compare a shape; a letter stands for any size, the same wherever it occurs."""
    fits = len(values.shape) == len(expected) and all(
        size == (sizes.setdefault(axis, size) if isinstance(axis, str) else axis)
        for size, axis in zip(values.shape, expected, strict=True)
    )
    if not fits or not values.size:
        known = ", ".join(f"{sizes.get(axis, axis)}" for axis in map(_letter, expected))
        raise ValueError(f"{name} has shape {values.shape}; expected ({known})")
    if not np.isfinite(values).all():
        raise ValueError(f"{name} holds numbers that are not finite")


def _letter(axis: int | str) -> str:
    return str(axis)


def read_flame(path: Path) -> FlameModel:
    """Read the archive.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it is damaged, or its arrays do not fit together.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist; {_ADVICE}, the folder of your FLAME files")
    names = [field.name for field in fields(FlameModel)]
    try:
        with np.load(path, allow_pickle=False) as archive:
            content = {name: archive[name] for name in names if name in archive.files}
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(f"{path} is not a readable .npz archive ({error}); {_ADVICE}") from None
    lacking = [name for name in names[:13] if name not in content]
    if lacking:
        raise ValueError(f"{path} lacks {', '.join(lacking)}; {_ADVICE}")
    version, source = (str(content.pop(name)) for name in ("version", "source"))
    encoding = str(content.pop("albedo_encoding", "srgb"))
    arrays: dict[str, Any] = content
    try:
        return FlameModel(version=version, source=source, albedo_encoding=encoding, **arrays)
    except ValueError as error:
        raise ValueError(f"{path}: {error}; {_ADVICE}") from None


def write_flame(path: Path, model: FlameModel) -> None:
    """Write the archive under a temporary name, then rename it: never a half-written model."""
    content: dict[str, np.ndarray] = {}
    for field in fields(FlameModel):
        value = getattr(model, field.name)
        if value is None:
            continue
        values = np.asarray(value)
        small = {"f": np.float32, "i": np.int32, "u": np.int32}.get(values.dtype.kind)
        content[field.name] = values if small is None else values.astype(small)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        with partial.open("wb") as file:
            # not compressed: float32 noise shrinks by a tenth and takes seconds
            np.savez(file, **content)  # type: ignore[arg-type]  # numpy's stub of its flags
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
