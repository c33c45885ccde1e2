"""Write stand-ins of Pixel-Face in its released layout and in DF-MVR's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh

from .pixel_face_files import MM_PER_UNIT, GroundTruthPart, write_gt_mat
from .pixel_face_photos import VIEWS
from .three_view import Split


def write_released_sample(
    root: Path,
    sample_id: str,
    images: Sequence[UInt8[np.ndarray, "H W 3"]],
    registered: GroundTruthPart,
    raw: GroundTruthPart,
) -> Path:
    """Write one sample: upright photographs, scans in nominal mm. Return the views' folder."""
    for view, image in zip(VIEWS, images, strict=True):
        _write_image(root / sample_id / view / "t.bmp", image)
    write_gt_mat(root / sample_id / "fusion" / "gt.mat", registered, raw)
    return root / sample_id


def write_released_index(
    root: Path,
    rows: Sequence[tuple[str, str, int]],
    train_rows: Sequence[tuple[str, str, int]] = (),
) -> None:
    """Write the lists.

    Args:
        root: folder of the data set.
        rows: subject, sample and number of the expression (0: none of the 22), for evaluation.
        train_rows: the same of the part to train on.
    """
    split = root / "release_id" / "split"
    split.mkdir(parents=True, exist_ok=True)
    for part, listed in (("eva", rows), ("train", train_rows)):
        names = "".join(f"{sample}\n" for _, sample, _ in listed)
        (split / f"release_{part}.txt").write_text(names)
    every = [*rows, *train_rows]
    (root / "release_id" / "release_id.txt").write_text(
        "".join(f"{sample}\n" for _, sample, _ in every)
    )
    facts = "".join(
        f"{subject} {sample} 0 0 {expression}\n" for subject, sample, expression in every
    )
    (root / "release_id" / "release_info.txt").write_text(facts)


def write_dfmvr_sample(
    root: Path,
    subject: str,
    expression: str,
    images: Sequence[UInt8[np.ndarray, "H W 3"]],
    registered: GroundTruthPart,
    part: Split = "val",
) -> Path:
    """Write one sample: upright photographs, the scan in nominal mm. Return the views' folder.

    Only the part "val" has scans besides their 106 points.
    """
    folder = root / part / subject / expression / "Images"
    for view, image in zip(VIEWS, images, strict=True):
        _write_image(folder / view / "t.jpg", image)
    vertices = registered.mesh.vertices / MM_PER_UNIT
    (folder / "fusion").mkdir(parents=True, exist_ok=True)
    np.savetxt(
        folder / "fusion" / "nicp_106_pts.txt", vertices[registered.landmark_indices], fmt="%.6f"
    )
    if part == "val":
        (root / "val_obj").mkdir(exist_ok=True)
        write_mesh(
            root / "val_obj" / f"{subject}{expression}.obj", Mesh(vertices, registered.mesh.faces)
        )
    return folder


def write_dfmvr_index(root: Path, samples: Sequence[tuple[str, str]], part: Split = "val") -> None:
    """Write DF-MVR's lists of (subject, expression) of a part."""
    folder = root / "list_txt"
    folder.mkdir(parents=True, exist_ok=True)
    paths = [f"dataset/pixel_face/{part}/{subject}/{code}/Images" for subject, code in samples]
    files = [f"{path}/{view}/t.jpg" for path in paths for view in VIEWS]
    np.save(folder / f"shallow_path_{part}.npy", np.array(paths))
    np.save(folder / f"{part}_file_list.npy", np.array(files))


def _write_image(path: Path, image: UInt8[np.ndarray, "H W 3"]) -> None:
    """Write an upright photograph as the release stores it: lying, and so mirrored.

    DF-MVR's loader turns it a quarter clockwise and mirrors it, which together exchange rows and
    columns.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.ascontiguousarray(image.transpose(1, 0, 2))).save(path)
