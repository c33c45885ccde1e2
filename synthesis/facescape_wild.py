"""A stand-in for the FaceScape benchmark in the wild: scans exactly placed in their images."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float

from face_datasets.facescape import (
    IMAGE_SIZE,
    PUPIL_DISTANCE_MM,
    WILD_BINS,
    WildGeometry,
)
from face_datasets.facescape_writer import write_wild_sample
from geometry.cameras import WeakPerspectiveCamera
from geometry.crops import five_points_from_68
from geometry.meshes import Mesh

from .backgrounds import draw_background
from .images import develop, render_head
from .landmarks import five_points_in_space, pupil_distance
from .lights import draw_light
from .occluders import occlude
from .people import draw_person
from .scans import scan_mesh
from .sculpting import Sculptor
from .seeds import generator
from .views import View, head_rotation, noisy_landmarks5, orthographic_view

# Angle between face and camera in the released data, degrees, per block of a hundred ids.
_ANGLES = ((0.2, 5.0), (5.4, 30.0), (30.0, 56.3), (60.5, 83.5))
_SUBJECT, _SAMPLE = 20, 21  # purposes of the random numbers, see three_view
_OCCLUDED_SHARE = 0.05
_CUBE_FROM_CAMERA = np.diag([1.0, -1.0, -1.0])


@dataclass(frozen=True)
class WildJob:
    """One image to make: the subject's number and the id.

    Attributes:
        subject: number of the person.
        sample_id: of the image.
    """

    subject: int
    sample_id: str


def wild_jobs(n_subjects: int) -> list[WildJob]:
    """Give each subject one id, from the four blocks of angles in turn.

    The ids are 000, 100, 200, 300, 001, and so on.

    Raises:
        ValueError: there are not that many ids.
    """
    if not 1 <= n_subjects <= 400:
        raise ValueError(f"--subjects {n_subjects}: facescape-wild has 400 ids, give 1 to 400")
    blocks = [list(block) for block in WILD_BINS.values()]
    return [WildJob(k, f"{blocks[k % 4][k // 4]:03d}") for k in range(n_subjects)]


def _draw_rotation(rng: np.random.Generator, block: int) -> Float[np.ndarray, "3 3"]:
    """Draw a head pose whose angle between face and camera lies in the block's range."""
    low, high = _ANGLES[block]
    angle = float(rng.uniform(low, high))
    pitch = float(np.clip(rng.normal(0, min(0.35 * angle, 8.0)), -0.8 * angle, 0.8 * angle))
    # The face direction is (sin yaw cos pitch, …, cos yaw cos pitch).
    yaw = np.degrees(np.arccos(np.cos(np.radians(angle)) / np.cos(np.radians(pitch))))
    roll = float(rng.normal(0, 4))
    return head_rotation(pitch, float(yaw) * float(rng.choice([-1, 1])), roll)


def _cube_from_model(view: View, points: Float[np.ndarray, "N 3"]) -> Float[np.ndarray, "N 3"]:
    """Move points of the model frame into the image cube; the face's centre is at z = 0."""
    assert isinstance(view.camera, WeakPerspectiveCamera)
    half = IMAGE_SIZE / 2
    scale = float(view.camera.scale[0])
    pixels = scale * (points @ view.rotation.T + view.translation * [1, 1, 0])
    return np.asarray(pixels @ _CUBE_FROM_CAMERA / half)


def wild_geometry(
    view: View, pupil_distance_mm: float, centre: Float[np.ndarray, " 3"]
) -> WildGeometry:
    """Return where the head is in the cube.

    Args:
        view: weak perspective, the principal point in the middle of the image.
        pupil_distance_mm: of this subject.
        centre: origin of the head frame, model frame, mm.
    """
    assert isinstance(view.camera, WeakPerspectiveCamera)
    cube_per_mm = float(view.camera.scale[0]) / (IMAGE_SIZE / 2)
    return WildGeometry(
        head_center=_cube_from_model(view, centre[None])[0],
        pupil_scale=PUPIL_DISTANCE_MM / (pupil_distance_mm * cube_per_mm),
        rotation=_CUBE_FROM_CAMERA @ view.rotation,
    )


def make_wild_sample(job: WildJob, root: Path, sculptor: Sculptor, seed: int) -> WildGeometry:
    """Draw, render, scan and write one image.

    Args:
        job: which image.
        root: folder of the data set.
        sculptor: the face model at the density of scans.
        seed: of the data set.

    Returns:
        The image's row of the predefined arrays.
    """
    rng = generator(seed, _SAMPLE, job.subject)
    person = draw_person(generator(seed, _SUBJECT, job.subject), rng, sculptor.model)
    head = sculptor.sculpt(person)
    points = head.vertices[sculptor.landmark_indices]
    rotation = _draw_rotation(rng, int(job.sample_id) // 100)
    view = orthographic_view(rng, rotation, five_points_in_space(points).mean(axis=0))
    render = render_head(
        head, sculptor.faces, sculptor.regions, view=view, light=draw_light(rng), size=IMAGE_SIZE
    )
    picture, parsing = render.over(draw_background(rng, IMAGE_SIZE)), render.parsing
    landmarks = view.project(points)
    if rng.random() < _OCCLUDED_SHARE:
        picture, parsing = occlude(rng, picture, parsing, landmarks)
    assert isinstance(view.camera, WeakPerspectiveCamera)
    eye_distance = pupil_distance(points) * float(view.camera.scale[0])
    scan, centre = scan_mesh(rng, sculptor, head)
    write_wild_sample(
        root,
        job.sample_id,
        develop(rng, picture),
        Mesh(_cube_from_model(view, scan.vertices), scan.faces),
        landmarks68=landmarks,
        landmarks5=noisy_landmarks5(rng, five_points_from_68(landmarks), eye_distance),
        parsing=parsing,
    )
    return wild_geometry(view, pupil_distance(points), centre)
