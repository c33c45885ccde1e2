"""A stand-in for NoW's validation set: neutral scans, and photos of more than neutral faces."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image

from face_datasets.now_scans import CHALLENGES, now_image_file, write_now_images, write_now_scan
from geometry.landmarks import IBUG68_SEVEN
from geometry.meshes import Mesh

from .people import draw_person
from .portraits import neutral, photograph, scanner_pose
from .production import produce
from .scans import scan_mesh
from .sculpting import Sculptor
from .seeds import generator

_SUBJECT, _SAMPLE = 60, 61  # purposes of the random numbers, see three_view


def now_subject(number: int) -> str:
    """Return the name of a subject; NoW's say when and whom they show."""
    return f"STAND_IN_{number:05d}_TA"


def now_images(n_subjects: int) -> list[str]:
    """Return the lines of the image list: for every subject one photo of each challenge."""
    return [
        f"{now_subject(number)}/{challenge}/IMG_{number:02d}{k:02d}.jpg"
        for number in range(n_subjects)
        for k, challenge in enumerate(CHALLENGES)
    ]


def make_now(
    root: Path, sculptor: Sculptor, n_subjects: int, seed: int, processes: int
) -> dict[str, Any]:
    """Make the data set; return what its marker says beside the usual."""
    make = partial(make_now_subject, root=root, sculptor=sculptor, seed=seed)
    produce(make, range(n_subjects), processes, "Scanning subjects")
    write_now_images(root, now_images(n_subjects))
    return {}


def make_now_subject(number: int, root: Path, sculptor: Sculptor, seed: int) -> None:
    """Draw, scan and photograph one subject.

    Args:
        number: of the subject.
        root: folder of the data set.
        sculptor: the face model at the density of scans.
        seed: of the data set.
    """
    rng = generator(seed, _SAMPLE, number)
    person = draw_person(generator(seed, _SUBJECT, number), rng, sculptor.model)
    head = sculptor.sculpt(neutral(person))
    scan, _ = scan_mesh(rng, sculptor, head)
    rotation, offset = scanner_pose(rng)
    seven = head.vertices[sculptor.landmark_indices][list(IBUG68_SEVEN["bottom"])]
    write_now_scan(
        root,
        now_subject(number),
        Mesh(scan.vertices @ rotation.T + offset, scan.faces),
        seven @ rotation.T + offset,
    )
    for line, challenge in zip(now_images(number + 1)[-len(CHALLENGES) :], CHALLENGES, strict=True):
        shown = sculptor.sculpt(person) if challenge == "multiview_expressions" else head
        photo, _ = photograph(
            rng,
            sculptor,
            shown,
            20.0 if challenge == "selfie" else 60.0,
            occluded=challenge == "multiview_occlusions",
        )
        path = now_image_file(root, line)
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(photo).save(path, quality=92)
