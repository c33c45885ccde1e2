"""A stand-in for Multi-PIE in TP-GAN's version: faces among 13 cameras and several flashes.

All cameras see a moment at once, and a flash stays where it is in the room. The release has up to
four sessions with two or three recordings each and twenty illuminations; here are three of either.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float

from face_datasets.multi_pie import LAST_TRAINING_SUBJECT
from face_datasets.multi_pie_files import CAMERA_YAWS, CROP_SIZE
from face_datasets.multi_pie_writer import write_multi_pie_camera, write_multi_pie_prepared
from geometry.cameras import FRONTAL_ROTATION, PinholeCamera
from geometry.crops import crop_from_landmarks5, five_points_from_68

from .backgrounds import draw_background
from .images import develop, render_head
from .landmarks import five_points_in_space
from .lights import Light, flash_light
from .people import draw_person
from .portraits import with_movements
from .production import produce
from .sculpting import SculptedHead, Sculptor
from .seeds import generator
from .views import View, head_rotation

_SUBJECT, _MOMENT, _ROOM = 120, 121, 122  # purposes of the random numbers, see three_view
_MAX_SUBJECTS = 292  # 146 on either side of the split: the release's numbers end at 346

MOVEMENTS: dict[tuple[str, str], dict[str, float]] = {
    ("01", "01"): {},
    ("01", "02"): {"smile|mouthsmile": 0.8, "cheeksquint|eyesquint": 0.3},
    ("02", "02"): {"jawopen": 0.6, "browraise|browinnerup|browouterup": 0.8, "eyewide": 0.7},
}
"""Session and recording to expression, as in the release: neutral, smile, surprise."""

FLASHES = {"06": 0, "09": 45, "15": -45}
"""Illumination to the yaw of the camera beside which its flash stands."""

DISTANCE_MM = 1800.0
# From side to side. TP-GAN puts the eyes of a frontal face 43 of 128 pixels apart, and those of
# people are 64 mm apart.
_MM_PER_CROP = 190.0


@dataclass(frozen=True)
class MultiPieJob:
    """One moment to make: the subject's number, session and recording.

    Attributes:
        subject: number of the person.
        session: two digits.
        recording: of the session, two digits.
    """

    subject: int
    session: str
    recording: str

    @property
    def moment(self) -> str:
        """As file names begin."""
        return f"{self.subject:03d}_{self.session}_{self.recording}"


def moments_of(subjects: Iterable[int]) -> list[MultiPieJob]:
    """List the moments of subjects, by their numbers."""
    return [MultiPieJob(number, *when) for number in sorted(subjects) for when in MOVEMENTS]


def multi_pie_jobs(n_subjects: int) -> list[MultiPieJob]:
    """List the moments; half of the subjects, or one more, have numbers that are for training.

    Raises:
        ValueError: too few for both parts, or more than there are numbers.
    """
    if not 2 <= n_subjects <= _MAX_SUBJECTS:
        raise ValueError(
            f"--subjects {n_subjects}: multi-pie has two parts with up to 146 subjects, give 2 to "
            f"{_MAX_SUBJECTS}"
        )
    return moments_of(k // 2 + 1 + k % 2 * LAST_TRAINING_SUBJECT for k in range(n_subjects))


def make_multi_pie_moment(job: MultiPieJob, root: Path, sculptor: Sculptor, seed: int) -> None:
    """Draw a subject, render all cameras and illuminations of a moment, and write them.

    Args:
        job: which moment.
        root: folder of the data set.
        sculptor: the face model.
        seed: of the data set.
    """
    rng, head, held = pose_moment(job, sculptor, seed, (_SUBJECT, _MOMENT))
    for camera, yaw in CAMERA_YAWS.items():
        view = _view(sculptor, head, seen_from(yaw) @ held)
        background = draw_background(generator(seed, _ROOM, int(camera)), CROP_SIZE)
        images = {}
        for illumination, flash_yaw in FLASHES.items():
            render = render_head(
                head,
                sculptor.faces,
                sculptor.regions,
                view=view,
                light=flash_beside(yaw, flash_yaw),
                size=CROP_SIZE,
            )
            images[illumination] = develop(rng, render.over(background))
        landmarks = view.project(head.vertices[sculptor.landmark_indices])
        five = five_points_from_68(landmarks)
        write_multi_pie_camera(root, job.moment, camera, images, five)
        write_multi_pie_prepared(root, job.moment, camera, landmarks, render.parsing)


def pose_moment(
    job: MultiPieJob, sculptor: Sculptor, seed: int, purposes: tuple[int, int]
) -> tuple[np.random.Generator, SculptedHead, Float[np.ndarray, "3 3"]]:
    """Draw a subject who makes the face of a moment, and how the head is held.

    Args:
        job: which moment.
        sculptor: the face model.
        seed: of the data set.
        purposes: of the random numbers of subject and moment; other data sets have others.

    Returns:
        The moment's further random numbers, the head, and its rotation in the model frame against
        one that looks at the frontal camera.
    """
    rng = generator(seed, purposes[1], job.subject, int(job.session), int(job.recording))
    someone = draw_person(generator(seed, purposes[0], job.subject), rng, sculptor.model)
    movements = MOVEMENTS[job.session, job.recording]
    person = with_movements(someone, sculptor.model.expression_names, movements)
    held = head_rotation(*(float(rng.normal(0, sigma)) for sigma in (4, 3, 2)))
    return rng, sculptor.sculpt(person), FRONTAL_ROTATION.double().numpy() @ held


def seen_from(yaw: int) -> Float[np.ndarray, "3 3"]:
    """Return camera_from_model of a head that looks at the frontal camera, from another one."""
    return head_rotation(0.0, float(yaw), 0.0)


def flash_beside(yaw: int, flash_yaw: int) -> Light:
    """Return the light of a flash in the frame of a camera; both stand round the head."""
    towards_own_camera = np.array([0.0, 0.0, -1.0])
    return flash_light(np.asarray(seen_from(yaw) @ seen_from(flash_yaw).T @ towards_own_camera))


def _view(sculptor: Sculptor, head: SculptedHead, rotation: Float[np.ndarray, "3 3"]) -> View:
    """Return the view of an aligned crop."""
    points = head.vertices[sculptor.landmark_indices]
    centre = five_points_in_space(points).mean(axis=0)
    camera = PinholeCamera(
        torch.tensor([DISTANCE_MM]), torch.full((1, 2), CROP_SIZE / 2, dtype=torch.float32)
    )
    view = View(rotation, np.array([0.0, 0.0, DISTANCE_MM]) - rotation @ centre, camera)
    five = five_points_from_68(view.project(points))
    return view.cropped(crop_from_landmarks5(five, CROP_SIZE, _MM_PER_CROP))


def make_multi_pie(
    root: Path, sculptor: Sculptor, n_subjects: int, seed: int, processes: int
) -> dict[str, Any]:
    """Write the whole data set; return what its marker says."""
    make = partial(make_multi_pie_moment, root=root, sculptor=sculptor, seed=seed)
    produce(make, multi_pie_jobs(n_subjects), processes, "Rendering moments")
    return {
        "not_in_the_release": "68 landmarks and face-parsing labels, in prepared/",
        "moments": ["_".join(when) for when in MOVEMENTS],
        "illuminations": list(FLASHES),
    }
