"""Writes the FaceScape benchmark's layout (`facescape`); the studio does, for stand-ins."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image

from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh

from .facescape import N_WILD, LabCamera, WildGeometry


def write_wild_sample(
    root: Path,
    sample_id: str,
    image: UInt8[np.ndarray, "256 256 3"],
    scan: Mesh,
    *,
    landmarks68: Float[np.ndarray, "68 2"],
    landmarks5: Float[np.ndarray, "5 2"],
    parsing: UInt8[np.ndarray, "256 256"],
) -> None:
    """Write one image of a stand-in, its scan (cube coordinates) and what is prepared beside it.

    Samples may be written by several processes; `write_wild_index` then makes them a dataset.
    """
    write_mesh(_ready(root / "data" / "wild_gt_mesh" / f"{sample_id}.obj"), scan)
    Image.fromarray(image).save(_ready(root / "data" / "wild_images" / f"{sample_id}.png"))
    _write_prepared(root / "prepared" / "wild", sample_id, landmarks68, landmarks5, parsing)


def write_wild_index(root: Path, geometry: Mapping[str, WildGeometry]) -> None:
    """Write the three predefined arrays; rows of ids that the stand-in lacks are NaN."""
    centers, scales = np.full((N_WILD, 3), np.nan), np.full(N_WILD, np.nan)
    rotations = np.full((N_WILD, 3, 3), np.nan)
    for sample_id, row in geometry.items():
        centers[int(sample_id)], scales[int(sample_id)] = row.head_center, row.pupil_scale
        rotations[int(sample_id)] = row.rotation
    predef = root / "code" / "predef"
    np.save(_ready(predef / "wild_head_centers.npy"), centers)
    np.save(predef / "wild_pupil_scales.npy", scales)
    np.save(predef / "wild_rotations.npy", rotations)


def write_lab_scan(root: Path, subject: int, scan: Mesh) -> None:
    """Write a subject's scan: object frame, pupil distances."""
    write_mesh(_ready(root / "data" / "lab_gt_mesh" / f"{subject:02d}.obj"), scan)


def write_lab_sample(
    root: Path,
    sample_id: str,
    image: UInt8[np.ndarray, "256 256 3"],
    camera: LabCamera,
    *,
    landmarks68: Float[np.ndarray, "68 2"],
    landmarks5: Float[np.ndarray, "5 2"],
    parsing: UInt8[np.ndarray, "256 256"],
) -> None:
    """Write one lab image of a stand-in with its camera."""
    Image.fromarray(image).save(_ready(root / "data" / "lab_images" / f"{sample_id}.png"))
    matrices = [part.tolist() for part in camera]
    _ready(root / "data" / "lab_cam" / f"{sample_id}.json").write_text(json.dumps(matrices))
    _write_prepared(root / "prepared" / "lab", sample_id, landmarks68, landmarks5, parsing)


def write_lab_index(
    root: Path, head_centers: Float[np.ndarray, "3 3"], rotations: Float[np.ndarray, "11 3 3"]
) -> None:
    """Write the head centre (mm) per focal length and the rotation per view."""
    np.save(_ready(root / "code" / "predef" / "lab_head_centers.npy"), head_centers)
    np.save(root / "code" / "predef" / "lab_rotations.npy", rotations)


def _ready(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _write_prepared(
    folder: Path,
    sample_id: str,
    landmarks68: Float[np.ndarray, "68 2"],
    landmarks5: Float[np.ndarray, "5 2"],
    parsing: UInt8[np.ndarray, "256 256"],
) -> None:
    for name, points in (("landmarks68", landmarks68), ("landmarks5", landmarks5)):
        np.savetxt(_ready(folder / f"{sample_id}_{name}.txt"), points, fmt="%.4f")
    Image.fromarray(parsing).save(folder / f"{sample_id}_parsing.png")
