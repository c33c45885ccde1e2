"""A scan in the layout of each data set that protocols align meshes to."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.bosphorus import BosphorusBenchmark
from benchmarks.facescape_expressions import FaceScapeExpressions
from benchmarks.now import Now
from benchmarks.pixel_face import PixelFaceBenchmark
from benchmarks.reconstruction import Reconstruction
from benchmarks.scan_benchmark import ScanBenchmark
from face_datasets.bosphorus import SEVEN_LABELS
from face_datasets.bosphorus_files import RangeImage, write_bnt, write_lm3
from face_datasets.facescape_multiview import (
    TU_LANDMARKS,
    write_multiview_index,
    write_multiview_scan,
)
from face_datasets.micc import write_frontal_scan
from face_datasets.now_scans import write_now_images, write_now_scan
from face_datasets.origin import write_synthetic_marker
from face_datasets.pixel_face_files import SEVEN_OF_106, GroundTruthPart
from face_datasets.pixel_face_writer import write_released_index, write_released_sample
from geometry.landmarks import IBUG68_SEVEN
from geometry.meshes import Mesh

NOW_CHALLENGES = ("multiview_neutral", "selfie")


def landmarks68(seven):
    points = np.repeat(seven[4:5], 68, axis=0)
    points[list(IBUG68_SEVEN["tip"])] = seven
    return points


def write_set(
    benchmark: type[ScanBenchmark], root: Path, scan: Mesh, seven: np.ndarray, subject: int = 1
) -> str:
    """Write a data set of one scan and return an id in it.

    Bosphorus has range images: there the scan's vertices are rows of 100, close together.
    """
    if issubclass(benchmark, Now):
        write_now_images(root, [f"anna/{c}/IMG_1.jpg" for c in NOW_CHALLENGES])
        write_now_scan(root, "anna", scan, seven)
        sample_id = "anna__selfie__IMG_1"
    elif issubclass(benchmark, FaceScapeExpressions):
        pose = np.concatenate([np.diag([1.0, -1.0, -1.0]), [[3.0], [5.0], [7.0]]], axis=1)
        raw = Mesh((scan.vertices - pose[:, 3]) @ pose[:, :3] / 25, scan.faces)
        model = np.tile(scan.vertices, (1 + 24_000 // len(scan.vertices), 1))
        model[TU_LANDMARKS] = landmarks68(seven)
        write_multiview_scan(
            root, subject, "16_grin", scan=raw, model=Mesh(model, np.array([[0, 1, 2]]))
        )
        write_multiview_index(root, {subject: "m"}, {subject: {16: (25.0, pose)}})
        sample_id = f"{subject}_16_grin"
    elif issubclass(benchmark, BosphorusBenchmark):
        sample_id = "bs000_N_N_0"
        grid = scan.vertices.reshape(-1, 100, 3)
        write_bnt(
            root / "bs000" / f"{sample_id}.bnt",
            RangeImage(grid, grid[..., :2], f"{sample_id}.png"),
        )
        write_lm3(root / "bs000" / f"{sample_id}.lm3", dict(zip(SEVEN_LABELS, seven, strict=True)))
    elif issubclass(benchmark, PixelFaceBenchmark):
        sample_id = _write_pixel_face(root, scan, seven)
    else:
        write_frontal_scan(root, subject, "frontal1", scan, landmarks68(seven))
        if subject != 30:
            write_frontal_scan(root, subject, "frontal2", scan, landmarks68(seven))
        sample_id = f"{subject:02d}_outdoor"
    write_synthetic_marker(root)
    return sample_id


def _write_pixel_face(root: Path, scan: Mesh, seven: np.ndarray) -> str:
    landmarks = np.zeros(106, np.int64)
    landmarks[list(SEVEN_OF_106["tip"])] = len(scan.vertices) + np.arange(7)
    landmarks[SEVEN_OF_106["bottom"][4]] = landmarks[SEVEN_OF_106["tip"][4]]
    part = GroundTruthPart(Mesh(np.vstack([scan.vertices, seven]), scan.faces), landmarks)
    write_released_sample(root, "s1", [np.zeros((4, 4, 3), np.uint8)] * 3, part, part)
    write_released_index(root, [("00001", "s1", 5)])
    return "s1"


def reconstruction(mesh: Mesh, points: np.ndarray) -> Reconstruction:
    return Reconstruction(mesh.vertices, mesh.faces, seven=(("tip", points), ("bottom", points)))
