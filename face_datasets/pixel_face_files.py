"""The ground truth file of Pixel-Face, `gt.mat`: a registered and a raw scan with 106 landmarks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.io
from jaxtyping import Int64

from geometry.landmarks import Nose
from geometry.meshes import Mesh

from .errors import DamagedFileError
from .matlab_files import MatlabValue, read_matlab

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
    content = read_matlab(path, list(_STRUCTS.values()))
    return {part: _part(path, content.get(name), name) for part, name in _STRUCTS.items()}


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


def _part(path: Path, struct: MatlabValue | None, name: str) -> GroundTruthPart:
    if not isinstance(struct, dict) or not {"v", "f", "kpt_ind"} <= struct.keys():
        raise DamagedFileError(path, f"no struct {name} with numbers v, f and kpt_ind")
    try:
        faces = struct["f"].astype(np.int64) - 1
        mesh = Mesh(struct["v"].astype(np.float64) * MM_PER_UNIT, faces)
    except ValueError as error:
        raise DamagedFileError(path, f"{name}: {error}") from error
    indices = struct["kpt_ind"].astype(np.int64).ravel() - 1
    if len(indices) != 106 or indices.min() < 0 or indices.max() >= len(mesh.vertices):
        raise DamagedFileError(
            path, f"{name}: {len(indices)} landmark ids, expected 106 from 1 to its vertex count"
        )
    return GroundTruthPart(mesh, indices)
