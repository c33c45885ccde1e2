"""A stand-in for the FaceScape benchmark in the lab: three focal lengths, eleven views."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float

from face_datasets.facescape import (
    IMAGE_SIZE,
    LAB_FOCAL_LENGTHS,
    N_LAB_FOCALS,
    N_LAB_SUBJECTS,
    N_LAB_VIEWS,
    PUPIL_DISTANCE_MM,
    LabCamera,
    lab_id,
)
from face_datasets.facescape_writer import write_lab_sample, write_lab_scan
from geometry.cameras import PinholeCamera
from geometry.crops import five_points_from_68
from geometry.meshes import Mesh

from .backgrounds import draw_background
from .images import develop, render_head
from .landmarks import pupil_distance
from .lights import draw_light, vary_light
from .people import draw_person
from .scans import scan_mesh
from .sculpting import SculptedHead, Sculptor
from .seeds import generator
from .views import View, head_rotation, noisy_landmarks5

_SUBJECT, _SAMPLE = 30, 31  # purposes of the random numbers, see three_view
# Distance of the head frame's origin at 1200 pixels, mm; it shrinks with the focal length.
_DISTANCE_MM = 1481.48
# (pitch up, yaw to the image's right) of the face in the released views, degrees.
_POSES = (
    *((0.0, 0.0), (0.0, 30.0), (19.9, 22.9), (-19.9, 22.9), (30.0, 0.0), (-30.0, 0.0)),
    *((19.9, -22.9), (-19.9, -22.9), (0.0, -30.0), (0.0, 60.0), (0.0, -60.0)),
)


def lab_geometry() -> tuple[Float[np.ndarray, "3 3"], Float[np.ndarray, "11 3 3"]]:
    """Return the head centres per focal length (mm) and the rotations per view, camera frame."""
    distances = [_DISTANCE_MM * focal / LAB_FOCAL_LENGTHS[0] for focal in LAB_FOCAL_LENGTHS]
    centers = np.array([[0.0, 0.0, distance] for distance in distances])
    # A positive pitch turns the face down in `head_rotation`.
    return centers, np.stack([head_rotation(-pitch, yaw, 0.0) for pitch, yaw in _POSES])


def lab_jobs(n_subjects: int) -> list[int]:
    """Return the subjects' numbers.

    Raises:
        ValueError: the layout has no room for them.
    """
    if not 1 <= n_subjects <= N_LAB_SUBJECTS:
        raise ValueError(f"--subjects {n_subjects}: facescape-lab has 20 subjects, give 1 to 20")
    return list(range(n_subjects))


def _scaled(head: SculptedHead, centre: Float[np.ndarray, " 3"], scale: float) -> SculptedHead:
    """Scale a head about its centre; the benchmark gives everybody the same pupil distance."""
    vertices = (head.vertices - centre) * scale
    return SculptedHead(vertices, head.normals, head.albedo, head.specular)


def make_lab_subject(subject: int, root: Path, sculptor: Sculptor, seed: int) -> list[str]:
    """Draw, scan and photograph one subject; return the ids of the images.

    Args:
        subject: number of the subject.
        root: folder of the data set.
        sculptor: the face model at the density of scans.
        seed: of the data set.
    """
    rng = generator(seed, _SAMPLE, subject)
    person = draw_person(generator(seed, _SUBJECT, subject), rng, sculptor.model)
    natural = sculptor.sculpt(person)
    scan, centre = scan_mesh(rng, sculptor, natural)
    scale = PUPIL_DISTANCE_MM / pupil_distance(natural.vertices[sculptor.landmark_indices])
    head = _scaled(natural, centre, scale)
    in_pupil_distances = (scan.vertices - centre) * scale / PUPIL_DISTANCE_MM
    write_lab_scan(root, subject, Mesh(in_pupil_distances, scan.faces))

    points = head.vertices[sculptor.landmark_indices]
    light = draw_light(rng)
    centers, rotations = lab_geometry()
    middle = torch.full((1, 2), IMAGE_SIZE / 2)
    ids = []
    for focal in range(N_LAB_FOCALS):
        camera = PinholeCamera(torch.tensor([LAB_FOCAL_LENGTHS[focal]]), middle)
        pixels_per_mm = LAB_FOCAL_LENGTHS[focal] / centers[focal, 2]
        for number in range(N_LAB_VIEWS):
            view = View(rotations[number], centers[focal], camera)
            render = render_head(
                head,
                sculptor.faces,
                sculptor.regions,
                view=view,
                light=vary_light(rng, light),
                size=IMAGE_SIZE,
            )
            landmarks = view.project(points)
            five = five_points_from_68(landmarks)
            ids.append(lab_id(subject, focal, number))
            write_lab_sample(
                root,
                ids[-1],
                develop(rng, render.over(draw_background(rng, IMAGE_SIZE))),
                _lab_camera(view),
                landmarks68=landmarks,
                landmarks5=noisy_landmarks5(rng, five, pixels_per_mm * PUPIL_DISTANCE_MM),
                parsing=render.parsing,
            )
    return ids


def _lab_camera(view: View) -> LabCamera:
    """Return a view's camera as the benchmark stores it, translation in pupil distances."""
    assert isinstance(view.camera, PinholeCamera)
    focal = float(view.camera.focal_length[0])
    u, v = view.camera.principal_point[0].tolist()
    intrinsics = np.array([[focal, 0.0, u], [0.0, focal, v], [0.0, 0.0, 1.0]])
    translation = view.translation / PUPIL_DISTANCE_MM
    return LabCamera(intrinsics, np.concatenate([view.rotation, translation[:, None]], axis=1))
