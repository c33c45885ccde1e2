"""A stand-in for Multi-PIE as it is released: photographs of 640 x 480 from 13 cameras.

People, moments, cameras and flashes are those of `synthesis.multi_pie`; the cameras stand still,
and where a head is in their photographs depends on where the subject sits.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float

from face_datasets.multi_pie_files import CAMERA_YAWS
from face_datasets.multi_pie_sessions import IMAGE_HEIGHT, IMAGE_WIDTH
from face_datasets.multi_pie_sessions_writer import write_multi_pie_view
from geometry.cameras import PinholeCamera

from .backgrounds import draw_background
from .images import develop, render_head
from .multi_pie import MOVEMENTS, MultiPieJob, flash_beside, moments_of, pose_moment, seen_from
from .production import produce
from .sculpting import Sculptor
from .seeds import generator
from .views import View

_SUBJECT, _MOMENT, _ROOM = 123, 124, 125  # purposes of the random numbers, see three_view
_MAX_SUBJECTS = 346
FLASHES = {"07": 0, "09": 45, "15": -45}
"""Shot to the yaw of the camera beside which its flash stands; 07 is the frontal one."""

_DISTANCE_MM = 1800.0
_PIXELS_PER_MM = 1.2
_SEAT_MM = 15.0  # standard deviation of where the head is
_MARGIN = (IMAGE_WIDTH - IMAGE_HEIGHT) // 2  # the head is in the square in the middle


def multi_pie_sessions_jobs(n_subjects: int) -> list[MultiPieJob]:
    """List the moments.

    Raises:
        ValueError: more subjects than there are numbers.
    """
    if not 1 <= n_subjects <= _MAX_SUBJECTS:
        raise ValueError(
            f"--subjects {n_subjects}: multi-pie-sessions has numbers up to {_MAX_SUBJECTS}, give "
            f"1 to {_MAX_SUBJECTS}"
        )
    return moments_of(range(1, n_subjects + 1))


def make_multi_pie_recording(job: MultiPieJob, root: Path, sculptor: Sculptor, seed: int) -> None:
    """Draw a subject, render all cameras and shots of a recording, and write them.

    Args:
        job: which moment.
        root: folder of the sessions.
        sculptor: the face model.
        seed: of the data set.
    """
    rng, head, held = pose_moment(job, sculptor, seed, (_SUBJECT, _MOMENT))
    points = head.vertices[sculptor.landmark_indices]
    middle_of_head = (head.vertices.min(axis=0) + head.vertices.max(axis=0)) / 2
    seat = middle_of_head + held.T @ rng.normal(0, _SEAT_MM, 3)
    for camera, yaw in CAMERA_YAWS.items():
        view = _view(seen_from(yaw) @ held, seat)
        room = draw_background(generator(seed, _ROOM, int(camera)), IMAGE_WIDTH)
        images, labels = {}, np.zeros((IMAGE_HEIGHT, IMAGE_WIDTH), np.uint8)
        for shot, flash_yaw in FLASHES.items():
            render = render_head(
                head,
                sculptor.faces,
                sculptor.regions,
                view=view,
                light=flash_beside(yaw, flash_yaw),
                size=IMAGE_HEIGHT,
            )
            picture = room[:IMAGE_HEIGHT].copy()
            middle = np.s_[:, _MARGIN : _MARGIN + IMAGE_HEIGHT]
            picture[middle] = render.over(picture[middle])
            images[shot] = develop(rng, picture)
            labels[middle] = render.parsing
        landmarks = view.project(points) + np.array([_MARGIN, 0])
        write_multi_pie_view(root, (job.moment, camera), images, landmarks, labels)


def _view(rotation: Float[np.ndarray, "3 3"], seat: Float[np.ndarray, " 3"]) -> View:
    """Return the middle square of a camera's view; it looks at a point of the model frame."""
    camera = PinholeCamera(
        torch.tensor([_DISTANCE_MM * _PIXELS_PER_MM]),
        torch.full((1, 2), IMAGE_HEIGHT / 2, dtype=torch.float32),
    )
    return View(rotation, np.array([0.0, 0.0, _DISTANCE_MM]) - rotation @ seat, camera)


def make_multi_pie_sessions(
    root: Path, sculptor: Sculptor, n_subjects: int, seed: int, processes: int
) -> dict[str, Any]:
    """Write the whole data set; return what its marker says."""
    make = partial(make_multi_pie_recording, root=root, sculptor=sculptor, seed=seed)
    produce(make, multi_pie_sessions_jobs(n_subjects), processes, "Rendering recordings")
    return {
        "not_in_the_release": "68 landmarks and face-parsing labels, beside the photographs",
        "moments": ["_".join(when) for when in MOVEMENTS],
        "illuminations": list(FLASHES),
    }
