"""A stand-in for MICC Florence: two neutral scans of each subject, and prepared frames of clips."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from face_datasets.micc import CLIPS, FRONTAL, N_SUBJECTS, WITHOUT_FRONTAL2, write_frontal_scan
from face_datasets.micc_frames import write_frame
from geometry.meshes import Mesh

from .people import draw_person
from .portraits import neutral, photograph, scanner_pose
from .production import produce
from .scans import scan_mesh
from .sculpting import SculptedHead, Sculptor
from .seeds import generator

_SUBJECT, _SAMPLE, _CLIP = 70, 71, 72  # purposes of the random numbers, see three_view
N_FRAMES = 3
"""Of each clip."""
_MAX_YAW = {"cooperative": 45.0, "indoor": 60.0, "outdoor": 60.0}


def micc_jobs(n_subjects: int) -> list[int]:
    """Return the subjects' numbers; the first one taken is 30, which has one scan only.

    Raises:
        ValueError: the layout has no room for them.
    """
    if not 1 <= n_subjects <= N_SUBJECTS:
        raise ValueError(f"--subjects {n_subjects}: micc has 53 subjects, give 1 to 53")
    order = [*WITHOUT_FRONTAL2, *(n for n in range(1, N_SUBJECTS + 1) if n not in WITHOUT_FRONTAL2)]
    return sorted(order[:n_subjects])


def make_micc(
    root: Path, sculptor: Sculptor, n_subjects: int, seed: int, processes: int
) -> dict[str, Any]:
    """Make the data set; return what its marker says beside the usual."""
    make = partial(make_micc_subject, root=root, sculptor=sculptor, seed=seed)
    produce(make, micc_jobs(n_subjects), processes, "Scanning subjects")
    return {}


def make_micc_subject(subject: int, root: Path, sculptor: Sculptor, seed: int) -> None:
    """Draw one subject and scan it twice, each time in another pose and with other noise.

    Args:
        subject: number in the release, 1 to 53.
        root: folder of the data set.
        sculptor: the face model at the density of scans.
        seed: of the data set.
    """
    rng = generator(seed, _SAMPLE, subject)
    person = draw_person(generator(seed, _SUBJECT, subject), rng, sculptor.model)
    head = sculptor.sculpt(neutral(person))
    landmarks = head.vertices[sculptor.landmark_indices]
    for name in FRONTAL:
        scan, _ = scan_mesh(rng, sculptor, head)
        rotation, offset = scanner_pose(rng)
        if name == "frontal2" and subject in WITHOUT_FRONTAL2:
            continue
        write_frontal_scan(
            root,
            subject,
            name,
            Mesh(scan.vertices @ rotation.T + offset, scan.faces),
            landmarks @ rotation.T + offset,
        )
    _write_clips(root, subject, sculptor, head, seed)


def _write_clips(
    root: Path, subject: int, sculptor: Sculptor, head: SculptedHead, seed: int
) -> None:
    """Take a few photos for each clip, whose faces keep still: no video is made."""
    landmarks = head.vertices[sculptor.landmark_indices]
    for number, clip in enumerate(CLIPS):
        rng = generator(seed, _CLIP, subject, number)
        for frame in range(N_FRAMES):
            photo, view = photograph(rng, sculptor, head, _MAX_YAW[clip])
            write_frame(root, f"{subject:02d}_{clip}", frame, photo, view.project(landmarks))
