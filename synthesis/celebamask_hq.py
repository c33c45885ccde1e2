"""A stand-in for CelebAMask-HQ: aligned portraits with a mask per class of the face."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float

from face_datasets.celebamask_hq import LABEL_SIZE, write_celebamask_image
from geometry.crops import CropTransform, five_points_from_68

from .backgrounds import draw_background
from .images import develop, render_head
from .landmarks import five_points_in_space
from .lights import draw_light
from .occluders import occlude
from .people import draw_person
from .sculpting import Sculptor
from .seeds import generator
from .views import View, head_rotation, pinhole_view

_SUBJECT, _SAMPLE = 60, 61  # purposes of the random numbers, see three_view
_OCCLUDED_SHARE = 0.1
IMAGES_PER_SUBJECT = 2
_HELD_OUT_SHARE = 0.1
# The first original image of each part of CelebA's partition.
_FIRST = {"train": 1, "val": 162_771, "test": 182_638}


@dataclass(frozen=True)
class CelebAMaskJob:
    """One image to make.

    Attributes:
        subject: number of the subject.
        picture: which of his or her images.
        number: of the image.
        original: number of the image of CelebA that it stands for; says its split.
    """

    subject: int
    picture: int
    number: int
    original: int


def celebamask_jobs(n_subjects: int) -> list[CelebAMaskJob]:
    """Give each subject two images; a tenth of the subjects is for validation, a tenth for test.

    Raises:
        ValueError: more than the release has images.
    """
    if not 3 <= n_subjects <= 15_000:
        raise ValueError(f"--subjects {n_subjects}: celebamask-hq has room for 3 to 15000")
    held_out = max(1, round(_HELD_OUT_SHARE * n_subjects))
    jobs: list[CelebAMaskJob] = []
    used = dict.fromkeys(_FIRST, 0)
    for subject in range(n_subjects):
        behind = n_subjects - subject
        split = "test" if behind <= held_out else "val" if behind <= 2 * held_out else "train"
        for picture in range(IMAGES_PER_SUBJECT):
            original = _FIRST[split] + used[split]
            used[split] += 1
            jobs.append(CelebAMaskJob(subject, picture, len(jobs), original))
    return jobs


def _aligned(view: View, points: Float[np.ndarray, "68 3"]) -> View:
    """Return the view of CelebA-HQ's crop (Karras et al., ICLR 2018, appendix C), upright.

    The square is centred a tenth of the way from the eyes to the mouth, and its half side is the
    larger of two distances between the eyes and 1.8 from eyes to mouth. The release also turns it.
    """
    right_eye, left_eye, _, right_mouth, left_mouth = five_points_from_68(view.project(points))
    eyes, mouth = (right_eye + left_eye) / 2, (right_mouth + left_mouth) / 2
    half = max(
        2.0 * float(np.linalg.norm(left_eye - right_eye)),
        1.8 * float(np.linalg.norm(mouth - eyes)),
    )
    u, v = eyes + 0.1 * (mouth - eyes) - half
    scale = LABEL_SIZE / (2 * half)
    return view.cropped(CropTransform(scale, (-scale * float(u), -scale * float(v)), LABEL_SIZE))


def make_celebamask_sample(job: CelebAMaskJob, root: Path, sculptor: Sculptor, seed: int) -> None:
    """Draw, render and write one image with its masks.

    Args:
        job: which image.
        root: folder of the data set.
        sculptor: the face model.
        seed: of the data set.
    """
    rng = generator(seed, _SAMPLE, job.subject, job.picture)
    person = draw_person(generator(seed, _SUBJECT, job.subject), rng, sculptor.model)
    head = sculptor.sculpt(person)
    points = head.vertices[sculptor.landmark_indices]
    yaw = float(np.clip(rng.normal(0, 22), -70, 70))
    rotation = head_rotation(float(rng.normal(0, 7)), yaw, float(rng.normal(0, 2)))
    view = pinhole_view(rng, rotation, five_points_in_space(points).mean(axis=0))
    view = _aligned(view, points)
    render = render_head(
        head, sculptor.faces, sculptor.regions, view=view, light=draw_light(rng), size=LABEL_SIZE
    )
    picture, parsing = render.over(draw_background(rng, LABEL_SIZE)), render.parsing
    if rng.random() < _OCCLUDED_SHARE:
        picture, parsing = occlude(rng, picture, parsing, view.project(points))
    write_celebamask_image(root, job.number, develop(rng, picture), parsing)
