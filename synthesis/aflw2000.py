"""A stand-in for AFLW2000-3D: photographs with the 68 landmarks of the head that is in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float

from face_datasets.aflw2000 import IMAGE_SIZE, pose_parameters, write_aflw2000_sample
from geometry.cameras import WeakPerspectiveCamera

from .backgrounds import draw_background
from .images import develop, render_head
from .landmarks import five_points_in_space
from .lights import draw_light
from .occluders import occlude
from .people import draw_person
from .sculpting import Sculptor
from .seeds import generator
from .views import View, head_rotation

_SUBJECT, _SAMPLE = 40, 41  # purposes of the random numbers, see three_view
_MAX_SUBJECTS = 2000
_OCCLUDED_SHARE = 0.05
_DISTANCE_MM = 2000.0  # of a camera that does not see distances; only the order of depths counts
# |yaw| in degrees of the k-th image, repeated, so that few images already fill the three bins.
# Pitch and roll shift the annotated angle: the release's order of rotations is another than ours.
_YAWS = ((0.0, 15.0), (34.0, 56.0), (5.0, 26.0), (64.0, 85.0))


@dataclass(frozen=True)
class Aflw2000Job:
    """One image to make: the subject's number and the id.

    Attributes:
        subject: number of the person.
        sample_id: of the image.
    """

    subject: int
    sample_id: str


def aflw2000_jobs(n_subjects: int) -> list[Aflw2000Job]:
    """Give each subject one image; like the release's, the numbers start at 2 and have gaps.

    Raises:
        ValueError: more than the release has.
    """
    if not 1 <= n_subjects <= _MAX_SUBJECTS:
        raise ValueError(f"--subjects {n_subjects}: aflw2000 has 2000 images, give 1 to 2000")
    return [Aflw2000Job(k, f"image{2 * k + 2:05d}") for k in range(n_subjects)]


def _draw_view(rng: np.random.Generator, subject: int, centre: Float[np.ndarray, " 3"]) -> View:
    """Draw pose, size and place: weak perspective, as the release's annotations assume."""
    low, high = _YAWS[subject % len(_YAWS)]
    side = 1 if (subject + subject // len(_YAWS)) % 2 else -1
    yaw = side * float(rng.uniform(low, high))
    rotation = head_rotation(float(rng.normal(0, 7)), yaw, float(rng.normal(0, 7)))
    mm_per_pixel = float(np.clip(np.exp(rng.normal(np.log(0.72), 0.1)), 0.6, 0.95))
    offset = rng.uniform(-0.05, 0.05, 2) * IMAGE_SIZE * mm_per_pixel
    camera = WeakPerspectiveCamera(
        torch.tensor([1 / mm_per_pixel], dtype=torch.float32),
        torch.full((1, 2), IMAGE_SIZE / 2, dtype=torch.float32),
    )
    return View(rotation, np.array([*offset, _DISTANCE_MM]) - rotation @ centre, camera)


def make_aflw2000_sample(job: Aflw2000Job, root: Path, sculptor: Sculptor, seed: int) -> None:
    """Draw, render and write one image with its annotation.

    Args:
        job: which image.
        root: folder of the data set.
        sculptor: the face model.
        seed: of the data set.
    """
    rng = generator(seed, _SAMPLE, job.subject)
    person = draw_person(generator(seed, _SUBJECT, job.subject), rng, sculptor.model)
    head = sculptor.sculpt(person)
    points = head.vertices[sculptor.landmark_indices]
    view = _draw_view(rng, job.subject, five_points_in_space(points).mean(axis=0))
    render = render_head(
        head, sculptor.faces, sculptor.regions, view=view, light=draw_light(rng), size=IMAGE_SIZE
    )
    picture = render.over(draw_background(rng, IMAGE_SIZE))
    assert isinstance(view.camera, WeakPerspectiveCamera)
    mm_per_pixel = 1 / float(view.camera.scale[0])
    origin, *landmarks = _in_pixels(view, np.concatenate([np.zeros((1, 3)), points]), mm_per_pixel)
    in_image = np.stack(landmarks)
    if rng.random() < _OCCLUDED_SHARE:
        picture, _ = occlude(rng, picture, render.parsing, in_image[:, :2])
    write_aflw2000_sample(
        root,
        job.sample_id,
        develop(rng, picture),
        in_image,
        pose_parameters(view.rotation, mm_per_pixel, origin),
    )


def _in_pixels(
    view: View, points: Float[np.ndarray, "N 3"], mm_per_pixel: float
) -> Float[np.ndarray, "N 3"]:
    """Return u, v and depth towards the viewer, in pixels, of points of the model frame."""
    depth = _DISTANCE_MM - view.camera_from_model(points)[:, 2]
    return np.column_stack([view.project(points), depth / mm_per_pixel])
