"""A stand-in for CelebA: small aligned portraits with five landmarks and prepared parsing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float

from face_datasets.celeba import (
    IMAGE_HEIGHT,
    IMAGE_WIDTH,
    TEST_IDS,
    write_celeba_image,
    write_celeba_lists,
)
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

_SUBJECT, _SAMPLE = 50, 51  # purposes of the random numbers, see three_view
_OCCLUDED_SHARE = 0.1
_IMAGES_PER_SUBJECT = 2
# Where the release's alignment puts eyes, nose and mouth corners, pixels: close to the mean of its
# landmarks, whose first line is 69 109, 106 113, 77 142, 73 152, 108 154.
_ALIGNED = np.array([[69.5, 111.5], [107.5, 111.5], [88.5, 135.5], [72.5, 152.0], [105.0, 152.0]])
_MARGIN = (IMAGE_HEIGHT - IMAGE_WIDTH) // 2  # pictures are rendered square and cut left and right


@dataclass(frozen=True)
class CelebAJob:
    """One image to make: the subject's number, which of his or her images, and the id."""

    subject: int
    number: int
    sample_id: str


@dataclass(frozen=True, eq=False)
class CelebARow:
    """An image's lines in the lists."""

    sample_id: str
    subject: int
    landmarks5: Float[np.ndarray, "5 2"]


def celeba_jobs(n_subjects: int) -> list[CelebAJob]:
    """Give each subject two images of the released test partition.

    Raises:
        ValueError: there are not that many.
    """
    most = len(TEST_IDS) // _IMAGES_PER_SUBJECT
    if not 1 <= n_subjects <= most:
        raise ValueError(f"--subjects {n_subjects}: celeba has room for 1 to {most}")
    return [
        CelebAJob(k, j, f"{TEST_IDS[k * _IMAGES_PER_SUBJECT + j]:06d}")
        for k in range(n_subjects)
        for j in range(_IMAGES_PER_SUBJECT)
    ]


def _aligned(view: View, points: Float[np.ndarray, "68 3"]) -> View:
    """Return the view of the aligned picture: scaled and moved so that five points fit best."""
    five = five_points_from_68(view.project(points))
    source, target = five - five.mean(axis=0), _ALIGNED - _ALIGNED.mean(axis=0)
    scale = float((source * target).sum() / (source**2).sum())
    u, v = _ALIGNED.mean(axis=0) - scale * five.mean(axis=0)
    return view.cropped(CropTransform(scale, (float(u) + _MARGIN, float(v)), IMAGE_HEIGHT))


def make_celeba_sample(job: CelebAJob, root: Path, sculptor: Sculptor, seed: int) -> CelebARow:
    """Draw, render and write one image; return what the lists say about it.

    Args:
        job: which image.
        root: folder of the data set.
        sculptor: the face model.
        seed: of the data set.
    """
    rng = generator(seed, _SAMPLE, job.subject, job.number)
    person = draw_person(generator(seed, _SUBJECT, job.subject), rng, sculptor.model)
    head = sculptor.sculpt(person)
    points = head.vertices[sculptor.landmark_indices]
    yaw = float(np.clip(rng.normal(0, 18), -50, 50))
    rotation = head_rotation(float(rng.normal(0, 6)), yaw, float(rng.normal(0, 1.5)))
    centre = five_points_in_space(points).mean(axis=0)
    view = _aligned(pinhole_view(rng, rotation, centre), points)
    render = render_head(
        head, sculptor.faces, sculptor.regions, view=view, light=draw_light(rng), size=IMAGE_HEIGHT
    )
    picture, parsing = render.over(draw_background(rng, IMAGE_HEIGHT)), render.parsing
    landmarks = view.project(points)
    if rng.random() < _OCCLUDED_SHARE:
        picture, parsing = occlude(rng, picture, parsing, landmarks)
    columns = slice(_MARGIN, _MARGIN + IMAGE_WIDTH)
    image = np.ascontiguousarray(develop(rng, picture)[:, columns])
    write_celeba_image(root, job.sample_id, image, np.ascontiguousarray(parsing[:, columns]))
    return CelebARow(
        job.sample_id, job.subject, five_points_from_68(landmarks) - [float(_MARGIN), 0.0]
    )


def write_lists(root: Path, rows: list[CelebARow]) -> None:
    """Write landmarks, partition (all are test images) and identities."""
    write_celeba_lists(
        root,
        {row.sample_id: row.landmarks5 for row in rows},
        {row.sample_id: 2 for row in rows},
        {row.sample_id: row.subject + 1 for row in rows},
    )
