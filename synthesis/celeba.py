"""A stand-in for CelebA: small aligned portraits with landmarks and prepared parsing.

All three parts of the release's partition, by its numbers; no subject is in two of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float

from face_datasets.celeba import (
    IMAGE_HEIGHT,
    IMAGE_WIDTH,
    PARTITION_CODES,
    PARTITION_IDS,
    TEST_IDS,
    Split,
    split_of,
)
from face_datasets.celeba_writer import write_celeba_image, write_celeba_lists
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
_IMAGES_PER_SUBJECT = 2  # of the test partition
_FIRST_TRAINING_SUBJECT = len(TEST_IDS)  # no test set has that many
_VALIDATION_SHARE = 0.1
# Where the release's alignment puts eyes, nose and mouth corners, pixels: close to the mean of its
# landmarks, whose first line is 69 109, 106 113, 77 142, 73 152, 108 154.
_ALIGNED = np.array([[69.5, 111.5], [107.5, 111.5], [88.5, 135.5], [72.5, 152.0], [105.0, 152.0]])
_MARGIN = (IMAGE_HEIGHT - IMAGE_WIDTH) // 2  # pictures are rendered square and cut left and right


@dataclass(frozen=True)
class CelebAJob:
    """One image to make: the subject's number, which of his or her images, and the id.

    Attributes:
        subject: number of the person.
        number: which of his or her images.
        sample_id: of the image.
    """

    subject: int
    number: int
    sample_id: str


@dataclass(frozen=True, eq=False)
class CelebARow:
    """An image's lines in the lists.

    Attributes:
        sample_id: of the image.
        subject: number of the person.
        landmarks5: pixels of the aligned image.
    """

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


def celeba_training_jobs(n_subjects: int, n_images: int) -> list[CelebAJob]:
    """Give further subjects images of the training partition, the last tenth of validation.

    Args:
        n_subjects: of both parts; 0 makes none, and one cannot be divided.
        n_images: of each subject.

    Raises:
        ValueError: a part has no room for them, or would have no subject.
    """
    if n_subjects == 0:
        return []
    n_val = max(1, round(_VALIDATION_SHARE * n_subjects))
    room = len(PARTITION_IDS["train"]) // n_images
    if not 2 <= n_subjects <= room:
        raise ValueError(
            f"--train-subjects {n_subjects}: with {n_images} images of each, celeba has room for "
            f"2 to {room}, or 0 for none"
        )
    jobs = []
    parts: dict[Split, range] = {
        "train": range(n_subjects - n_val),
        "val": range(n_subjects - n_val, n_subjects),
    }
    for split, subjects in parts.items():
        ids = PARTITION_IDS[split]
        for place, subject in enumerate(subjects):
            jobs += [
                CelebAJob(_FIRST_TRAINING_SUBJECT + subject, j, f"{ids[place * n_images + j]:06d}")
                for j in range(n_images)
            ]
    return jobs


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
    landmarks -= [float(_MARGIN), 0.0]
    labels = np.ascontiguousarray(parsing[:, columns])
    write_celeba_image(root, job.sample_id, image, labels, landmarks)
    return CelebARow(job.sample_id, job.subject, five_points_from_68(landmarks))


def write_lists(root: Path, rows: list[CelebARow]) -> None:
    """Write landmarks, partition and identities."""
    write_celeba_lists(
        root,
        {row.sample_id: row.landmarks5 for row in rows},
        {row.sample_id: PARTITION_CODES[split_of(int(row.sample_id))] for row in rows},
        {row.sample_id: row.subject + 1 for row in rows},
    )
