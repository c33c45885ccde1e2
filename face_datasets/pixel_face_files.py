"""The ground truth file of Pixel-Face, `gt.mat`: a registered and a raw scan with 106 landmarks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.io
from jaxtyping import Int64

from geometry.landmarks import Nose
from geometry.meshes import Mesh

from .errors import DamagedFileError

MM_PER_UNIT = 100.0
"""Files are in decimetres of the face model; the mm are nominal."""

SEVEN_OF_106: dict[Nose, tuple[int, ...]] = {
    "tip": (52, 55, 58, 61, 46, 84, 90),
    "bottom": (52, 55, 58, 61, 49, 84, 90),
}
"""Where the seven points stand among the 106 landmarks.

At these positions the public sample's registered scan has exactly the vertices 2215, 5828, 10455,
14065, 8192 (tip) or 8204 (bottom), 5522 and 10795 of DF-MVR's list.
"""

_STRUCTS = {"registered": "neck_obj09", "raw": "new_kpt_gt_obj"}


@dataclass(frozen=True, eq=False)
class GroundTruthPart:
    """One of the two meshes of a file.

    Attributes:
        mesh: nominal mm.
        landmark_indices: vertex ids of the 106 landmarks.
    """

    mesh: Mesh
    landmark_indices: Int64[np.ndarray, " 106"]


def read_gt_mat(path: Path) -> dict[str, GroundTruthPart]:
    """Read both scans of a `gt.mat`, "registered" and "raw".

    Raises:
        DamagedFileError: not a MATLAB file up to version 7, or its meshes are not as expected.
    """
    if b"MATLAB 7.3" in path.open("rb").read(128):
        raise DamagedFileError(
            path, "a MATLAB 7.3 (HDF5) file, expected version 7 or older: save it with '-v7'"
        )
    try:
        content: dict[str, Any] = scipy.io.loadmat(
            str(path), variable_names=list(_STRUCTS.values())
        )
    except Exception as error:
        # a parser fed rubbish raises anything
        reason = f"{type(error).__name__}: {error}"
        raise DamagedFileError(path, f"not a readable MATLAB file ({reason})") from error
    return {part: _part(path, content, name) for part, name in _STRUCTS.items()}


def write_gt_mat(path: Path, registered: GroundTruthPart, raw: GroundTruthPart) -> None:
    """Write a `gt.mat` as the release has it: decimetres, ids from 1."""
    structs = {}
    for part, name in ((registered, "neck_obj09"), (raw, "new_kpt_gt_obj")):
        colors = part.mesh.colors
        shade = np.full((len(part.mesh.vertices), 3), 0.5) if colors is None else colors
        structs[name] = {
            "v": part.mesh.vertices / MM_PER_UNIT,
            "f": (part.mesh.faces + 1).astype(np.int32),
            "kpt_ind": (part.landmark_indices[None] + 1).astype(np.int32),
            "tex": np.round(shade * 255).astype(np.uint8),
        }
    path.parent.mkdir(parents=True, exist_ok=True)
    scipy.io.savemat(str(path), structs, do_compression=True)


def _part(path: Path, content: dict[str, Any], name: str) -> GroundTruthPart:
    struct = content.get(name)
    fields = getattr(getattr(struct, "dtype", None), "names", None) or ()
    if struct is None or struct.size != 1 or not {"v", "f", "kpt_ind"} <= set(fields):
        raise DamagedFileError(path, f"no struct {name} with v, f and kpt_ind")
    try:
        vertices, faces, landmarks = (
            np.asarray(struct[field].flat[0]) for field in ("v", "f", "kpt_ind")
        )
        mesh = Mesh(vertices.astype(np.float64) * MM_PER_UNIT, faces.astype(np.int64) - 1)
        indices = landmarks.astype(np.int64).ravel() - 1
    except (ValueError, TypeError) as error:
        raise DamagedFileError(path, f"{name}: {error}") from error
    if len(indices) != 106 or indices.min() < 0 or indices.max() >= len(mesh.vertices):
        raise DamagedFileError(
            path, f"{name}: {len(indices)} landmark ids, expected 106 from 1 to its vertex count"
        )
    return GroundTruthPart(mesh, indices)
