"""A three-view training set: left, front and right crop of each subject in each expression."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from jaxtyping import Float

from face_datasets.three_view import Split, ThreeViewSample, write_three_view_sample
from geometry.cameras import FRONTAL_ROTATION, PinholeCamera
from geometry.crops import (
    CropRule,
    CropTransform,
    crop_from_landmarks5,
    crop_from_landmarks68,
    five_points_from_68,
)

from .backgrounds import draw_background
from .images import develop, render_head
from .landmarks import five_points_in_space, pupil_distance
from .lights import Light, draw_light, vary_light
from .multi_pie import DISTANCE_MM, FLASHES, flash_beside, seen_from
from .occluders import occlude
from .people import draw_person
from .sculpting import SculptedHead, Sculptor
from .seeds import generator
from .views import (
    PHOTO_SIZE,
    View,
    draw_mm_per_pixel,
    head_rotation,
    noisy_landmarks5,
    noisy_landmarks68,
    pinhole_view,
)

# What a subject's and a sample's random numbers are for; other data sets have other purposes, so
# that their subjects differ even with the same seed.
_SUBJECT, _SAMPLE = 10, 11
MAX_YAW = 80.0
ROOM_MAX_YAW = 60.0  # the side cameras from which MFNet's triplets are chosen
_ROOM_YAWS = (15, 30, 45, 60, 75, 90)  # of the cameras beside the frontal one
Scene = Literal["studio", "room"]
_OCCLUDED_SHARE = 0.15
_VALIDATION_SHARE = 0.1


@dataclass(frozen=True)
class ThreeViewJob:
    """One sample to make.

    Attributes:
        subject: number of the subject.
        expression: number of the expression, from 1.
        split: which part of the data set.
    """

    subject: int
    expression: int
    split: Split

    @property
    def sample_id(self) -> str:
        """As in the layout."""
        return f"{self.subject:05d}/{self.expression:02d}"


def three_view_jobs(n_subjects: int, n_expressions: int) -> list[ThreeViewJob]:
    """List the samples; the last tenth of the subjects (at least one of two) is for validation."""
    n_validation = max(1, round(_VALIDATION_SHARE * n_subjects)) if n_subjects > 1 else 0
    first_validation = n_subjects - n_validation
    return [
        ThreeViewJob(subject, expression, "val" if subject >= first_validation else "train")
        for subject in range(n_subjects)
        for expression in range(1, n_expressions + 1)
    ]


def _studio(
    rng: np.random.Generator, centre: Float[np.ndarray, " 3"], max_yaw: float
) -> list[tuple[View, Light]]:
    """Draw views as of three photographs that were taken one after the other."""
    light = draw_light(rng)
    return [
        (pinhole_view(rng, rotation, centre), vary_light(rng, light))
        for rotation in _draw_rotations(rng, max_yaw)
    ]


def _room(
    rng: np.random.Generator, centre: Float[np.ndarray, " 3"], max_yaw: float
) -> list[tuple[View, Light]]:
    """Draw views of one moment in Multi-PIE's room: cameras and flash stand round the head."""
    held = FRONTAL_ROTATION.double().numpy() @ head_rotation(
        *(float(rng.normal(0, sigma)) for sigma in (4, 3, 2))
    )
    angles = [yaw for yaw in _ROOM_YAWS if yaw <= max_yaw]
    yaws = (-int(rng.choice(angles)), 0, int(rng.choice(angles)))
    flash = int(rng.choice(list(FLASHES.values())))
    mm_per_pixel = draw_mm_per_pixel(rng)
    views = []
    for yaw in yaws:
        rotation = seen_from(yaw) @ held
        camera = PinholeCamera(
            torch.tensor([DISTANCE_MM / mm_per_pixel], dtype=torch.float32),
            torch.full((1, 2), PHOTO_SIZE / 2, dtype=torch.float32),
        )
        view = View(rotation, np.array([0.0, 0.0, DISTANCE_MM]) - rotation @ centre, camera)
        views.append((view, flash_beside(yaw, flash)))
    return views


def _draw_rotations(rng: np.random.Generator, max_yaw: float) -> list[Float[np.ndarray, "3 3"]]:
    """Draw poses of left, front and right view; in the left one the nose points to the left."""
    yaws = (-rng.uniform(15, max_yaw), rng.uniform(-20, 20), rng.uniform(15, max_yaw))
    return [
        head_rotation(float(rng.normal(0, 7)), float(yaw), float(rng.normal(0, 4))) for yaw in yaws
    ]


def _within_the_photo(crop: CropTransform) -> Float[np.ndarray, "S S 1"]:
    """Return 1 where the crop lies within the picture it is cut from, 0 beyond."""
    pixels = np.arange(crop.size) + 0.5
    u = (pixels - crop.translation[0]) / crop.scale
    v = (pixels - crop.translation[1]) / crop.scale
    inside_u = (u >= 0) & (u <= PHOTO_SIZE)
    inside_v = (v >= 0) & (v <= PHOTO_SIZE)
    return (inside_v[:, None] & inside_u[None])[..., None].astype(np.float32)


def _photograph(
    rng: np.random.Generator,
    sculptor: Sculptor,
    head: SculptedHead,
    *,
    view: View,
    light: Light,
    size: int,
    crop_rule: CropRule,
) -> tuple[np.ndarray, np.ndarray, Float[np.ndarray, "68 2"], View]:
    """Take one cropped picture; return it with labels, landmarks and the crop's view."""
    points = head.vertices[sculptor.landmark_indices]
    in_photo = view.project(points)
    assert isinstance(view.camera, PinholeCamera)
    depth = view.camera_from_model(points)[:, 2].mean()
    pixels_per_mm = float(view.camera.focal_length[0]) / depth
    # As at test time: from landmarks with a detector's errors.
    eye_distance = pupil_distance(points) * pixels_per_mm
    if crop_rule == "deca":
        crop = crop_from_landmarks68(noisy_landmarks68(rng, in_photo, eye_distance), size)
    else:
        five = five_points_from_68(in_photo)
        crop = crop_from_landmarks5(noisy_landmarks5(rng, five, eye_distance), size)
    cropped = view.cropped(crop)
    render = render_head(
        head, sculptor.faces, sculptor.regions, view=cropped, light=light, size=size
    )
    picture, parsing = render.over(draw_background(rng, size)), render.parsing
    landmarks = crop.crop_from_image(in_photo)
    if rng.random() < _OCCLUDED_SHARE:
        picture, parsing = occlude(rng, picture, parsing, landmarks)
    inside = _within_the_photo(crop)
    image = develop(rng, picture) * inside.astype(np.uint8)
    return image, parsing * inside[..., 0].astype(np.uint8), landmarks, cropped


def make_three_view_sample(
    job: ThreeViewJob,
    root: Path,
    sculptor: Sculptor,
    seed: int,
    size: int,
    max_yaw: float = MAX_YAW,
    scene: Scene = "studio",
    crop_rule: CropRule = "five-points",
) -> None:
    """Draw, render and write one sample.

    Args:
        job: which sample.
        root: folder of the data set.
        sculptor: the face model at its own density.
        seed: of the data set.
        size: side of the crops in pixels.
        max_yaw: largest turn of the head in the side views, degrees; Multi-PIE goes to 90.
        scene: "studio" has light, distance and lens of their own for every view; in the "room" they
            are those of Multi-PIE, where cameras see one moment.
        crop_rule: how crops are placed.
    """
    rng = generator(seed, _SAMPLE, job.subject, job.expression)
    person = draw_person(generator(seed, _SUBJECT, job.subject), rng, sculptor.model)
    head = sculptor.sculpt(person)
    points = head.vertices[sculptor.landmark_indices]
    centre = five_points_in_space(points).mean(axis=0)
    shots = []
    for view, light in (_room if scene == "room" else _studio)(rng, centre, max_yaw):
        shot = _photograph(
            rng, sculptor, head, view=view, light=light, size=size, crop_rule=crop_rule
        )
        shots.append(shot)
    images, labels, landmarks, views = zip(*shots, strict=True)
    cameras = [view.camera for view in views]
    sample = ThreeViewSample(
        job.sample_id,
        np.stack(images),
        np.stack(labels),
        np.stack(landmarks).astype(np.float32),
        points.astype(np.float32),
    )
    truth = {
        "identity": person.identity,
        "expression": person.expression,
        "albedo": person.albedo,
        "camera_from_model_rotation": np.stack([view.rotation for view in views]),
        "camera_from_model_translation": np.stack([view.translation for view in views]),
        "focal_length": torch.cat([camera.focal_length for camera in cameras]).numpy(),
        "principal_point": torch.cat([camera.principal_point for camera in cameras]).numpy(),
    }
    write_three_view_sample(root, job.split, sample, truth)
