"""A stand-in for Pixel-Face: three photographs, a registered and a raw scan of each sample.

The registered scan has the studio's own topology instead of the 53,215 vertices of the BFM. So the
marker of the data set says how many there are and which vertices the seven points are; gt.mat says
so by its 106 landmarks, as in the release. Of these, those that iBUG's 68 lack repeat a neighbour.

Beside each photograph stand the 68 landmarks as a detector finds them, off by about 1.5 % of the
distance of the eyes, and the true face-parsing labels. The subjects to train on are others than
those to evaluate on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Bool, Float, Int64, UInt8
from scipy.spatial import cKDTree

from face_datasets.pixel_face import Layout
from face_datasets.pixel_face_files import SEVEN_OF_106, GroundTruthPart
from face_datasets.pixel_face_photos import VIEWS, write_prepared
from face_datasets.pixel_face_writer import (
    write_dfmvr_index,
    write_dfmvr_sample,
    write_released_index,
    write_released_sample,
)
from face_datasets.three_view import Split
from geometry.cameras import WeakPerspectiveCamera
from geometry.meshes import Mesh

from .backgrounds import draw_background
from .images import develop, render_head
from .landmarks import pupil_distance
from .lights import Light, draw_light, vary_light
from .people import draw_person
from .production import produce
from .scans import scan_mesh, scanned_vertices
from .sculpting import SculptedHead, Sculptor
from .seeds import generator
from .views import View, head_rotation, noisy_landmarks68

_SUBJECT, _SAMPLE, _DETECTOR = 90, 91, 92  # purposes of the random numbers, see three_view
_MAX_EXPRESSIONS = 22
_YAWS = (-35.0, 0.0, 35.0)  # left, middle, right: in the left one the nose points to the left
_HEIGHT, _WIDTH, _PIXEL_MM = 480, 270, 1.2  # the release has 1280 x 720, about 0.55 mm wide
_DISTANCE_MM = 1000.0

_LANDMARKS_106 = (
    *(round(step / 2) for step in range(33)),  # jaw line
    *range(17, 27),  # brows, upper edge
    *range(27, 36),  # bridge and bottom of the nose
    *range(36, 48),  # eyes
    *(18, 19, 20, 21, 22, 23, 24, 25),  # brows, lower edge
    *(37, 41, 38, 43, 47, 44),  # lids
    *(27, 27, 31, 35, 31, 35),  # sides of the nose
    *range(48, 68),  # lips
    *(37, 43),  # pupils
)


@dataclass(frozen=True)
class PixelFaceJob:
    """One sample to make.

    Attributes:
        subject: number of the subject, from 1.
        expression: number of the expression, from 1.
        part: to train on or, "val", to evaluate on.
    """

    subject: int
    expression: int
    part: Split = "val"

    @property
    def names(self) -> tuple[str, str]:
        """Subject and expression as DF-MVR's folders are called; together the sample id."""
        return f"{self.subject:05d}", f"{self.expression:02d}"


@dataclass(frozen=True, eq=False)
class Photograph:
    """One upright photograph, and what a detector and a parser say of it.

    Attributes:
        image: RGB.
        landmarks: pixels, with a detector's errors.
        parsing: true labels 0 to 9.
    """

    image: UInt8[np.ndarray, "H W 3"]
    landmarks: Float[np.ndarray, "68 2"]
    parsing: UInt8[np.ndarray, "H W"]


def pixel_face_jobs(
    n_subjects: int, n_expressions: int, n_train_subjects: int = 0
) -> list[PixelFaceJob]:
    """List the samples; the subjects to train on come after those to evaluate on.

    Raises:
        ValueError: more expressions than the release defines.
    """
    if n_expressions > _MAX_EXPRESSIONS:
        raise ValueError(
            f"--expressions {n_expressions}: pixel-face has 22 expressions, give 1 to 22"
        )
    return [
        PixelFaceJob(subject, expression, "val" if subject <= n_subjects else "train")
        for subject in range(1, n_subjects + n_train_subjects + 1)
        for expression in range(1, n_expressions + 1)
    ]


@dataclass(frozen=True, eq=False)
class RegisteredTopology:
    """What a registered scan keeps of a head; the same for all heads.

    Attributes:
        kept: vertices of the head.
        faces: triangles between the kept ones, ids among these.
        landmark_indices: the 106 landmarks, ids among the kept vertices.
    """

    kept: Bool[np.ndarray, " V"]
    faces: Int64[np.ndarray, "F 3"]
    landmark_indices: Int64[np.ndarray, " 106"]

    def facts(self) -> dict[str, Any]:
        """Return what the marker of the data set says."""
        seven = {
            f"seven_{nose}": self.landmark_indices[list(positions)].tolist()
            for nose, positions in SEVEN_OF_106.items()
        }
        return {"registered_vertices": int(self.kept.sum()), **seven}


def registered_topology(sculptor: Sculptor) -> RegisteredTopology:
    """Choose the vertices that a scan of the mean face keeps."""
    mean = sculptor.mean_vertices.astype(np.float32)
    grey = np.full_like(mean, 0.5)
    head = SculptedHead(mean, sculptor.normals(mean), grey, grey[:, 0])
    kept, faces, _ = scanned_vertices(sculptor, head)
    points = mean[sculptor.landmark_indices[list(_LANDMARKS_106)]]
    _, nearest = cKDTree(mean[kept]).query(points)
    return RegisteredTopology(
        kept, (np.cumsum(kept) - 1)[faces].astype(np.int64), np.asarray(nearest, np.int64)
    )


def make_pixel_face_sample(
    job: PixelFaceJob,
    root: Path,
    sculptor: Sculptor,
    seed: int,
    topology: RegisteredTopology,
    layout: Layout,
) -> None:
    """Draw, photograph, scan and write one sample.

    Args:
        job: which sample.
        root: folder of the data set.
        sculptor: the face model at the density of scans.
        seed: of the data set.
        topology: of registered scans.
        layout: the release's or DF-MVR's; the latter has no raw scan.
    """
    rng = generator(seed, _SAMPLE, job.subject, job.expression)
    person = draw_person(generator(seed, _SUBJECT, job.subject), rng, sculptor.model)
    head = sculptor.sculpt(person)
    scan, centre = scan_mesh(rng, sculptor, head)
    light = draw_light(rng)
    photographs = [
        _photograph(
            rng,
            generator(seed, _DETECTOR, job.subject, job.expression, number),
            sculptor,
            head,
            centre,
            yaw,
            light,
        )
        for number, yaw in enumerate(_YAWS)
    ]
    images = [photograph.image for photograph in photographs]
    vertices = head.vertices[topology.kept].astype(np.float64)
    registered = GroundTruthPart(Mesh(vertices, topology.faces), topology.landmark_indices)
    subject, expression = job.names
    if layout == "dfmvr":
        folder = write_dfmvr_sample(root, subject, expression, images, registered, job.part)
    else:
        _, nearest = cKDTree(scan.vertices).query(vertices[topology.landmark_indices])
        raw = GroundTruthPart(scan, np.asarray(nearest, np.int64))
        folder = write_released_sample(root, subject + expression, images, registered, raw)
    for view, photograph in zip(VIEWS, photographs, strict=True):
        write_prepared(folder / view, photograph.landmarks, photograph.parsing)


def _photograph(
    rng: np.random.Generator,
    detector_rng: np.random.Generator,
    sculptor: Sculptor,
    head: SculptedHead,
    centre: Float[np.ndarray, " 3"],
    yaw: float,
    light: Light,
) -> Photograph:
    """Take an upright photograph."""
    rotation = head_rotation(float(rng.normal(0, 3)), yaw + float(rng.normal(0, 3)), 0.0)
    camera = WeakPerspectiveCamera(
        torch.tensor([1 / _PIXEL_MM]), torch.full((1, 2), _HEIGHT / 2, dtype=torch.float32)
    )
    view = View(rotation, np.array([0.0, 0.0, _DISTANCE_MM]) - rotation @ centre, camera)
    render = render_head(
        head,
        sculptor.faces,
        sculptor.regions,
        view=view,
        light=vary_light(rng, light),
        size=_HEIGHT,
    )
    picture = develop(rng, render.over(draw_background(rng, _HEIGHT)))
    left = (_HEIGHT - _WIDTH) // 2
    kept = np.s_[:, left : left + _WIDTH]
    points = head.vertices[sculptor.landmark_indices]
    found = noisy_landmarks68(
        detector_rng, view.project(points), pupil_distance(points) / _PIXEL_MM
    )
    return Photograph(picture[kept], found - [left, 0], np.ascontiguousarray(render.parsing[kept]))


def make_pixel_face(
    root: Path,
    sculptor: Sculptor,
    n_subjects: int,
    seed: int,
    processes: int,
    *,
    n_expressions: int,
    layout: Layout,
    n_train_subjects: int = 0,
) -> dict[str, Any]:
    """Write the whole data set; return what its marker says."""
    jobs = pixel_face_jobs(n_subjects, n_expressions, n_train_subjects)
    topology = registered_topology(sculptor)
    make = partial(
        make_pixel_face_sample,
        root=root,
        sculptor=sculptor,
        seed=seed,
        topology=topology,
        layout=layout,
    )
    produce(make, jobs, processes, "Scanning faces")
    by_part: dict[Split, list[PixelFaceJob]] = {
        part: [job for job in jobs if job.part == part] for part in ("val", "train")
    }
    if layout == "dfmvr":
        for part, listed in by_part.items():
            write_dfmvr_index(root, [job.names for job in listed], part)
    else:
        rows = {
            part: [(job.names[0], "".join(job.names), job.expression) for job in listed]
            for part, listed in by_part.items()
        }
        write_released_index(root, rows["val"], rows["train"])
    facts = {
        "expressions": n_expressions,
        "train_subjects": n_train_subjects,
        "layout": layout,
    }
    return {**facts, **topology.facts()}
