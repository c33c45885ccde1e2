"""Views of Multi-PIE whose colours say what they are: subject, camera and illumination."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from face_datasets.multi_pie_files import CAMERA_YAWS
from face_datasets.multi_pie_sessions_writer import write_multi_pie_view
from face_datasets.multi_pie_writer import write_multi_pie_camera, write_multi_pie_prepared
from geometry.crops import FIVE_POINTS

RIGHT_EYE = (250, 0, 0)


def five_points(yaw: float) -> np.ndarray:
    """An average face of 0.5 pixels per mm, in whole pixels as in the release."""
    x, y, z = FIVE_POINTS.T
    angle = math.radians(yaw)
    u = 64 + 0.5 * (x * math.cos(angle) + z * math.sin(angle))
    return np.floor(np.stack([u, 64 - 0.5 * y], axis=1))


def landmarks68(yaw: float) -> np.ndarray:
    """68 landmarks of which five are those; the others lie on the nose."""
    five = five_points(yaw) + 0.5
    points = np.tile(five[2], (68, 1))
    points[36:42], points[42:48], points[48], points[54] = five[0], five[1], five[3], five[4]
    return points


def write_view(root: Path, moment: str, camera: str, *illuminations: str, **options) -> None:
    """Write images, five points and, but for `prepared=False`, landmarks and labels.

    The subject's right eye is a red square with the label 5; all else is skin. `yaw` is the
    camera's unless it is given.
    """
    yaw = options.get("yaw", CAMERA_YAWS[camera])
    u, v = five_points(yaw)[0].astype(int)
    eye = np.s_[v - 3 : v + 4, u - 3 : u + 4]
    images = {}
    for illumination in illuminations:
        color = (int(moment[:3]) % 256, int(camera), int(illumination))
        images[illumination] = np.full((128, 128, 3), color, np.uint8)
        images[illumination][eye] = RIGHT_EYE
    write_multi_pie_camera(root, moment, camera, images, five_points(yaw))
    if options.get("prepared", True):
        labels = np.ones((128, 128), np.uint8)
        labels[eye] = 5
        write_multi_pie_prepared(root, moment, camera, landmarks68(yaw), labels)


def released_landmarks68(yaw: float) -> np.ndarray:
    """The same in a photograph of 640 x 480: 2 pixels per mm around (320, 240)."""
    return 4 * (landmarks68(yaw) - 64) + [320, 240]


def write_released(root: Path, moment: str, camera: str, *shots: str, **options) -> None:
    """Write a view as released, all of one colour; `landmarks` and `labels` as `yaw` above."""
    images = {}
    for shot in shots:
        color = (int(moment[:3]) % 256, int(camera), int(shot))
        images[shot] = np.full((480, 640, 3), color, np.uint8)
    yaw = options.get("yaw", CAMERA_YAWS.get(camera, 0))
    points = released_landmarks68(yaw) if options.get("landmarks", True) else None
    labels = np.full((480, 640), 3, np.uint8) if options.get("labels") else None
    write_multi_pie_view(root, (moment, camera), images, points, labels)
