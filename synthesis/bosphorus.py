"""A stand-in for Bosphorus: range images and photographs of neutral faces in six poses.

It differs from the release where the protocols do not care: the grid is 1 mm wide (0.3 there),
photographs are square and small, only the poses that the protocols ask for exist, and the two nose
saddles are never among the landmarks. Beside each photograph stand its true face-parsing labels,
which the release does not have. Landmarks are exact, as if marked by hand.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Float64
from PIL import Image

from face_datasets.bosphorus_files import RangeImage, write_bnt, write_lm2, write_lm3
from face_datasets.bosphorus_photos import PARSING
from geometry.cameras import WeakPerspectiveCamera
from renderers import rasterize

from .backgrounds import draw_background
from .images import develop, render_head
from .lights import draw_light, vary_light
from .people import draw_person
from .portraits import neutral
from .production import produce
from .scans import SENSOR_NOISE_MM, head_center
from .sculpting import SculptedHead, Sculptor
from .seeds import generator
from .views import View, head_rotation

_SUBJECT, _SAMPLE = 100, 101  # purposes of the random numbers, see three_view
_MAX_SUBJECTS = 105
# Yaw in degrees; "R" turns the face to the subject's right, which is the image's left.
POSES = {"N_N": 0, "YR_R10": -10, "YR_R20": -20, "YR_R30": -30, "YR_R45": -45, "YR_L45": 45}
_GRID_MM, _PIXEL_MM = 1.0, 0.85
_GRID_SIZE, _PHOTO_SIZE = 300, 384  # points and pixels from side to side
_DISTANCE_MM = 1000.0
_BELOW_CHIN_MM, _ABOVE_BROWS_MM = 8.0, 55.0
_HIDDEN_MM = 4.0  # a landmark so far behind what the scanner sees is not labelled

# Labels to iBUG landmarks; left and right are the subject's.
_LANDMARKS = {
    "Outer left eyebrow": 26,
    "Middle left eyebrow": 24,
    "Inner left eyebrow": 22,
    "Inner right eyebrow": 21,
    "Middle right eyebrow": 19,
    "Outer right eyebrow": 17,
    "Outer left eye corner": 45,
    "Inner left eye corner": 42,
    "Inner right eye corner": 39,
    "Outer right eye corner": 36,
    "Left nose peak": 35,
    "Nose tip": 30,
    "Right nose peak": 31,
    "Left mouth corner": 54,
    "Upper lip outer middle": 51,
    "Right mouth corner": 48,
    "Upper lip inner middle": 62,
    "Lower lip inner middle": 66,
    "Lower lip outer middle": 57,
    "Chin middle": 8,
}


def bosphorus_jobs(n_subjects: int) -> list[int]:
    """Return the subjects' numbers.

    Raises:
        ValueError: more than the release has.
    """
    if not 1 <= n_subjects <= _MAX_SUBJECTS:
        raise ValueError(f"--subjects {n_subjects}: bosphorus has 105 subjects, give 1 to 105")
    return list(range(n_subjects))


def make_bosphorus_subject(subject: int, root: Path, sculptor: Sculptor, seed: int) -> list[str]:
    """Draw a subject; scan and photograph it in every pose. Return the names of the range images.

    Args:
        subject: number of the subject.
        root: folder of the data set.
        sculptor: the face model at the density of scans.
        seed: of the data set.
    """
    rng = generator(seed, _SAMPLE, subject)
    person = draw_person(generator(seed, _SUBJECT, subject), rng, sculptor.model)
    head = sculptor.sculpt(neutral(person))
    centre = head_center(sculptor, head)
    light = draw_light(rng)
    folder = root / f"bs{subject:03d}"
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for kind, yaw in POSES.items():
        name = f"{folder.name}_{kind}_0"
        rotation = head_rotation(float(rng.normal(0, 2)), yaw + float(rng.normal(0, 2)), 0.0)
        view = _view(rotation, centre, _GRID_SIZE, _GRID_MM)
        photo = _view(rotation, centre, _PHOTO_SIZE, _PIXEL_MM)
        image, landmarks = _range_image(rng, sculptor, head, view)
        write_bnt(folder / f"{name}.bnt", dataclasses.replace(image, image_name=f"{name}.png"))
        points = head.vertices[sculptor.landmark_indices]
        pixels = photo.project(points)
        write_lm3(folder / f"{name}.lm3", landmarks)
        write_lm2(folder / f"{name}.lm2", {label: pixels[_LANDMARKS[label]] for label in landmarks})
        render = render_head(
            head,
            sculptor.faces,
            sculptor.regions,
            view=photo,
            light=vary_light(rng, light),
            size=_PHOTO_SIZE,
        )
        picture = develop(rng, render.over(draw_background(rng, _PHOTO_SIZE)))
        Image.fromarray(picture).save(folder / f"{name}.png")
        Image.fromarray(render.parsing).save(folder / f"{name}{PARSING}")
        names.append(name)
    return names


def _view(
    rotation: Float[np.ndarray, "3 3"], centre: Float[np.ndarray, " 3"], size: int, mm: float
) -> View:
    """Look at a head from far away, its centre in the middle of the picture."""
    camera = WeakPerspectiveCamera(torch.tensor([1 / mm]), torch.full((1, 2), size / 2))
    return View(rotation, np.array([0.0, 0.0, _DISTANCE_MM]) - rotation @ centre, camera)


def _range_image(
    rng: np.random.Generator, sculptor: Sculptor, head: SculptedHead, view: View
) -> tuple[RangeImage, dict[str, Float64[np.ndarray, " 3"]]]:
    """Return the face in a grid, without neck and scalp, and the landmarks that are seen."""
    vertices = torch.from_numpy(view.camera_from_model(head.vertices).astype(np.float32))[None]
    size = (_GRID_SIZE, _GRID_SIZE)
    fragments = rasterize(vertices, torch.from_numpy(sculptor.faces), view.camera, size)
    covered = fragments.pix_to_face[0].numpy() >= 0
    depth = np.where(covered, fragments.depth[0].numpy().astype(np.float64), np.nan)
    columns, rows = np.meshgrid(*[np.arange(_GRID_SIZE) + 0.5] * 2)
    camera_points = np.stack(
        [(columns - _GRID_SIZE / 2) * _GRID_MM, (rows - _GRID_SIZE / 2) * _GRID_MM, depth], axis=-1
    )
    landmarks = head.vertices[sculptor.landmark_indices]
    heights = ((camera_points - view.translation) @ view.rotation)[..., 1]  # in the model frame
    inside = (heights > landmarks[6:11, 1].min() - _BELOW_CHIN_MM) & (
        heights < landmarks[17:27, 1].max() + _ABOVE_BROWS_MM
    )
    noise = rng.normal(0, SENSOR_NOISE_MM, depth.shape)
    points = (camera_points - [0, 0, _DISTANCE_MM]) * [1, -1, -1]
    points[..., 2] += noise
    points[~(covered & inside)] = np.nan
    used_rows, used_columns = (
        np.flatnonzero(np.isfinite(points[..., 2]).any(axis=a)) for a in (1, 0)
    )
    window = np.s_[used_rows[0] : used_rows[-1] + 1, used_columns[0] : used_columns[-1] + 1]
    place = 0.5 + camera_points[..., :2] / (_PHOTO_SIZE * _PIXEL_MM)
    place[~np.isfinite(points[..., 2])] = np.nan
    image = RangeImage(points[window], place[window], "")
    return image, _seen_landmarks(view.camera_from_model(landmarks), depth)


def _seen_landmarks(
    landmarks: Float[np.ndarray, "68 3"], depth: Float64[np.ndarray, "R C"]
) -> dict[str, Float64[np.ndarray, " 3"]]:
    """Return the landmarks (camera frame) that the scanner sees, in the range image's frame."""
    seen = {}
    for label, index in _LANDMARKS.items():
        x, y, z = landmarks[index]
        row, column = (int(value / _GRID_MM + _GRID_SIZE / 2) for value in (y, x))
        if z < depth[row, column] + _HIDDEN_MM:
            seen[label] = np.array([x, -y, _DISTANCE_MM - z])
    return seen


def make_bosphorus(
    root: Path, sculptor: Sculptor, n_subjects: int, seed: int, processes: int
) -> dict[str, Any]:
    """Write the whole data set; return what its marker says."""
    make = partial(make_bosphorus_subject, root=root, sculptor=sculptor, seed=seed)
    produce(make, bosphorus_jobs(n_subjects), processes, "Scanning subjects")
    return {}
