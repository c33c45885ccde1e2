"""A stand-in for FaceScape's multi-view data: raw scans, TU models, and what maps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, Int

from face_datasets.facescape import PUPIL_DISTANCE_MM
from face_datasets.facescape_multiview import (
    N_SUBJECTS,
    TU_LANDMARKS,
    Gender,
    write_multiview_index,
    write_multiview_photo,
    write_multiview_scan,
)
from geometry.cameras import PinholeCamera
from geometry.meshes import Mesh

from .landmarks import pupil_distance
from .people import Person, draw_person
from .portraits import neutral, photograph, scanner_pose, with_movements
from .production import produce
from .scans import scan_mesh
from .sculpting import SculptedHead, Sculptor
from .seeds import generator
from .views import View

_SUBJECT, _SAMPLE = 80, 81  # purposes of the random numbers, see three_view
EXPRESSIONS = ("1_neutral", "3_mouth_stretch", "16_grin")
"""The three that the specular paper's Table 4 is about."""
N_PHOTOS = 4
"""Of each expression; the release has about 60."""
_MOVEMENTS = {
    "3_mouth_stretch": {"jawopen": 0.9, "eyewide": 0.3},
    "16_grin": {"smile|mouthsmile": 0.8, "lipupperraise|mouthupperup": 0.5, "eyesquint": 0.4},
}


@dataclass(frozen=True)
class MultiViewSubject:
    """What the index files say of a subject.

    Attributes:
        gender: "m" or "f"; of a stand-in an arbitrary label, half of each.
        tu_from_scan: by number of the expression, as in `Rt_scale_dict.json`.
    """

    gender: Gender
    tu_from_scan: dict[int, tuple[float, Float[np.ndarray, "3 4"]]]


def multiview_jobs(n_subjects: int) -> list[int]:
    """Return the subjects' numbers, from 1.

    Raises:
        ValueError: the layout has no room for them.
    """
    if not 1 <= n_subjects <= N_SUBJECTS:
        raise ValueError(
            f"--subjects {n_subjects}: facescape-expressions has 359 subjects, give 1 to 359"
        )
    return list(range(1, n_subjects + 1))


def make_multiview(
    root: Path, sculptor: Sculptor, n_subjects: int, seed: int, processes: int
) -> dict[str, Any]:
    """Make the data set; return what its marker says beside the usual."""
    jobs = multiview_jobs(n_subjects)
    make = partial(make_multiview_subject, root=root, sculptor=sculptor, seed=seed)
    made = dict(zip(jobs, produce(make, jobs, processes, "Scanning subjects"), strict=True))
    write_multiview_index(
        root,
        {subject: facts.gender for subject, facts in made.items()},
        {subject: facts.tu_from_scan for subject, facts in made.items()},
    )
    return {"expressions": list(EXPRESSIONS)}


def make_multiview_subject(
    subject: int,
    root: Path,
    sculptor: Sculptor,
    seed: int,
    expressions: Sequence[str] = EXPRESSIONS,
) -> MultiViewSubject:
    """Draw one subject and scan its expressions.

    Args:
        subject: number, from 1.
        root: folder of the data set.
        sculptor: the face model at the density of scans.
        seed: of the data set.
        expressions: which of the 20.
    """
    rng = generator(seed, _SAMPLE, subject)
    person = draw_person(generator(seed, _SUBJECT, subject), rng, sculptor.model)
    maps = {}
    for expression in expressions:
        head = sculptor.sculpt(_making(person, expression, sculptor.model.expression_names))
        points = head.vertices[sculptor.landmark_indices]
        scan, centre = scan_mesh(rng, sculptor, head)
        size = PUPIL_DISTANCE_MM / pupil_distance(points)  # TU models give everybody the same
        scale, rotation, offset = float(np.exp(rng.normal(3, 0.5))), *scanner_pose(rng)
        # x_tu = rotation (scale x_scan) + offset, solved for x_scan
        in_tu = size * (scan.vertices - centre)
        raw = (in_tu - offset) @ rotation / scale
        model = _tu_model(sculptor, head, size, centre)
        write_multiview_scan(root, subject, expression, scan=Mesh(raw, scan.faces), model=model)
        number = int(expression.split("_", maxsplit=1)[0])
        for k in range(N_PHOTOS):
            photo, view = photograph(rng, sculptor, head, 60.0)
            # x_model = (rotation (scale x_scan) + offset) / size + centre, in units of the scan
            turn = view.rotation @ rotation
            shift = view.rotation @ (offset / size + centre) + view.translation
            pose = np.concatenate([turn, (shift * size / scale)[:, None]], axis=1)
            intrinsics = _intrinsics(view)
            write_multiview_photo(root, subject, expression, k, photo, intrinsics, pose)
        maps[number] = (scale, np.concatenate([rotation, offset[:, None]], axis=1))
    return MultiViewSubject("m" if subject % 2 else "f", maps)


def _making(person: Person, expression: str, names: Sequence[str]) -> Person:
    if expression in _MOVEMENTS:
        return with_movements(person, names, _MOVEMENTS[expression])
    return neutral(person)


def _intrinsics(view: View) -> Float[np.ndarray, "3 3"]:
    assert isinstance(view.camera, PinholeCamera)
    focal = float(view.camera.focal_length[0])
    u, v = view.camera.principal_point[0].tolist()
    return np.array([[focal, 0.0, u], [0.0, focal, v], [0.0, 0.0, 1.0]])


def _tu_model(
    sculptor: Sculptor, head: SculptedHead, size: float, centre: Float[np.ndarray, " 3"]
) -> Mesh:
    """Return the whole head, its landmarks being the vertices that they are in TU models."""
    order = _landmarks_in_place(sculptor.landmark_indices, len(head.vertices))
    new_index = np.empty_like(order)
    new_index[order] = np.arange(len(order))
    return Mesh(size * (head.vertices - centre)[order], new_index[sculptor.faces])


def _landmarks_in_place(
    landmarks: Int[np.ndarray, " 68"], n_vertices: int
) -> Int[np.ndarray, " V"]:
    """Return an order of the vertices in which landmark k comes at place `TU_LANDMARKS[k]`."""
    if n_vertices <= TU_LANDMARKS.max():
        raise ValueError(f"{n_vertices} vertices are too few for a TU model; use a denser head")
    order = np.full(n_vertices, -1)
    order[TU_LANDMARKS] = landmarks
    order[order < 0] = np.setdiff1d(np.arange(n_vertices), landmarks)
    return order
