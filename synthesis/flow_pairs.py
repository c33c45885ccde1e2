"""Pairs of pictures of one face in nearly the same pose, with the true flow between them.

What MFNet's flow loss looks at: a photograph of a face, and the same face rendered a little beside
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Bool, Float

from face_datasets.flow_pairs import FlowPair, Split, write_flow_pair
from geometry.cameras import PinholeCamera
from geometry.crops import crop_from_landmarks5, five_points_from_68
from geometry.rotations import euler_to_matrix
from renderers import interpolate, rasterize

from .backgrounds import draw_background
from .images import develop, render_head
from .landmarks import five_points_in_space
from .lights import draw_light, vary_light
from .people import draw_person
from .sculpting import SculptedHead, Sculptor
from .seeds import generator
from .views import View, head_rotation, pinhole_view

_SUBJECT, _SAMPLE = 130, 131  # purposes of the random numbers, see three_view
PAIRS_PER_SUBJECT = 3
_VALIDATION_SHARE = 0.1
_MAX_YAW = 60.0
_TURN, _SHIFT_MM, _SCALE = 2.5, 1.5, 0.012  # standard deviations between the two views
_SAME_DEPTH_MM = 2.0


@dataclass(frozen=True)
class FlowPairJob:
    """One pair to make.

    Attributes:
        subject: number of the subject.
        pair: number of the pair, from 1.
        split: which part of the data set.
    """

    subject: int
    pair: int
    split: Split


def flow_pair_jobs(n_subjects: int) -> list[FlowPairJob]:
    """List the pairs; the last tenth of the subjects (at least one of two) is for validation."""
    n_validation = max(1, round(_VALIDATION_SHARE * n_subjects)) if n_subjects > 1 else 0
    return [
        FlowPairJob(subject, pair, "val" if subject >= n_subjects - n_validation else "train")
        for subject in range(n_subjects)
        for pair in range(1, PAIRS_PER_SUBJECT + 1)
    ]


def nearby_view(rng: np.random.Generator, view: View, centre: Float[np.ndarray, " 3"]) -> View:
    """Turn, move and scale a view a little about the centre of the face (model frame, mm)."""
    angles = torch.from_numpy(np.deg2rad(rng.normal(0, _TURN, 3)))
    rotation = view.rotation @ euler_to_matrix(angles).numpy()
    seen = view.camera_from_model(centre[None])[0]
    moved = seen + np.append(rng.normal(0, _SHIFT_MM, 2), 0)
    moved = moved * np.array([1, 1, np.exp(rng.normal(0, _SCALE))])
    return View(rotation, moved - rotation @ centre, view.camera)


def true_flow(
    head: SculptedHead, sculptor: Sculptor, first: View, second: View, size: int
) -> tuple[Float[np.ndarray, "2 S S"], Bool[np.ndarray, "S S"]]:
    """Project what each pixel of the first view shows into the second.

    Args:
        head: in both views.
        sculptor: for its triangles.
        first: view whose pixels are asked.
        second: the other view.
        size: side of both pictures, pixels.

    Returns:
        Flow in pixels, and where the point is seen in both: the surface that the second view shows
        around it lies at its depth.
    """
    faces = torch.from_numpy(sculptor.faces)
    in_first, in_second = (
        torch.from_numpy(view.camera_from_model(head.vertices))[None] for view in (first, second)
    )
    seen = rasterize(in_first, faces, _double(first), (size, size))
    other = rasterize(in_second, faces, _double(second), (size, size))
    points = interpolate(seen, faces, in_second)[0].flatten(1).T
    covered = seen.pix_to_face[0].flatten() >= 0
    points[~covered] = in_second[0, 0]  # anything before the camera
    projected = _double(second).image_from_camera(points[None])[0].T.view(2, size, size).numpy()
    depth = points[:, 2].view(size, size).numpy()

    corner = np.floor(projected - 0.5).astype(int)  # top left of the four pixels around it
    inside = ((corner >= 0) & (corner < size - 1)).all(axis=0)
    x, y = np.clip(corner, 0, size - 2)
    around = np.stack([other.depth[0].numpy()[y + i, x + j] for i in (0, 1) for j in (0, 1)])
    shown = (np.abs(around - depth) < _SAME_DEPTH_MM).any(axis=0)
    rows, columns = np.mgrid[:size, :size] + 0.5
    valid = covered.view(size, size).numpy() & inside & shown
    return np.where(valid, projected - np.stack([columns, rows]), 0.0), valid


def _double(view: View) -> PinholeCamera:
    camera = view.camera
    assert isinstance(camera, PinholeCamera)
    return PinholeCamera(camera.focal_length.double(), camera.principal_point.double())


def make_flow_pair(job: FlowPairJob, root: Path, sculptor: Sculptor, seed: int, size: int) -> None:
    """Draw, render and write one pair.

    Args:
        job: which pair.
        root: folder of the data set.
        sculptor: the face model.
        seed: of the data set.
        size: side of the pictures in pixels.
    """
    rng = generator(seed, _SAMPLE, job.subject, job.pair)
    person = draw_person(generator(seed, _SUBJECT, job.subject), rng, sculptor.model)
    head = sculptor.sculpt(person)
    points = head.vertices[sculptor.landmark_indices]
    centre = five_points_in_space(points).mean(axis=0)
    yaw = float(rng.uniform(-_MAX_YAW, _MAX_YAW))
    rotation = head_rotation(float(rng.normal(0, 7)), yaw, float(rng.normal(0, 4)))
    photo = pinhole_view(rng, rotation, centre)
    crop = crop_from_landmarks5(five_points_from_68(photo.project(points)), size)
    views = [view.cropped(crop) for view in (photo, nearby_view(rng, photo, centre))]
    light, background = draw_light(rng), draw_background(rng, size)
    pictures = []
    for view, lit in zip(views, (light, vary_light(rng, light)), strict=True):
        render = render_head(
            head, sculptor.faces, sculptor.regions, view=view, light=lit, size=size
        )
        pictures.append(develop(rng, render.over(background)))
    flow, valid = true_flow(head, sculptor, views[0], views[1], size)
    sample_id = f"{job.subject:05d}/{job.pair:02d}"
    pair = FlowPair(sample_id, pictures[0], pictures[1], flow.astype(np.float32), valid)
    write_flow_pair(root, job.split, pair)
