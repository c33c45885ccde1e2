"""The photographs of Bosphorus that faces are reconstructed from, and what is known of each.

The protocols name their samples here: single photographs of neutral faces in six poses, and triples
of a frontal one with one from each side. Five points come from the release's own `.lm2`. Face
parsing is not in the release; whoever has a face parser puts its labels (0 to 9, the size of the
photograph) beside it as `<name>_parsing.png`, and the studio does.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from jaxtyping import Float, Float64, UInt8

from geometry.crops import fit_pose

from .bosphorus import NEUTRAL, Bosphorus
from .errors import DamagedFileError
from .image_files import read_pixels

SINGLE_VIEWS: dict[str, tuple[str, ...]] = {
    "frontal": (NEUTRAL,),
    "yaw-10": ("YR_R10",),
    "yaw-20": ("YR_R20",),
    "yaw-30": ("YR_R30",),
    "yaw-45": ("YR_R45", "YR_L45"),
}
"""Bins by the pose of the photograph; all are of neutral faces."""

RIGHT_YAWS = (10, 20, 30, 45)
PARSING = "_parsing.png"

# Where the landmarks are in an average face: that of our procedural head, rounded, in the frame of
# `geometry.crops.FIVE_POINTS`. Those on the right are its mirror image.
_MIDDLE: dict[str, tuple[float, float, float]] = {
    "Nose tip": (0, 2, 50),
    "Upper lip outer middle": (0, -26, 35),
    "Upper lip inner middle": (0, -34, 33),
    "Lower lip inner middle": (0, -34, 33),
    "Lower lip outer middle": (0, -43, 31),
    "Chin middle": (0, -79, 20),
}
_LEFT: dict[str, tuple[float, float, float]] = {
    "Outer left eyebrow": (54, 48, 3),
    "Middle left eyebrow": (31, 58, 18),
    "Inner left eyebrow": (11, 53, 23),
    "Outer left eye corner": (46, 35, 6),
    "Inner left eye corner": (17, 32, 10),
    "Left nose peak": (14, -10, 29),
    "Left mouth corner": (25, -35, 21),
}
_FEWEST = 6


def _other_side(label: str) -> str:
    """Exchange left and right in a label."""
    sides = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    return " ".join(sides.get(word, word) for word in label.split())


AVERAGE_FACE = {
    **_MIDDLE,
    **_LEFT,
    **{_other_side(label): (-x, y, z) for label, (x, y, z) in _LEFT.items()},
}


def neutral_scans(data: Bosphorus) -> dict[str, str]:
    """Return each subject's first neutral range image; subjects without one are left out."""
    first = {subject: data.first(subject, NEUTRAL) for subject in data.subjects()}
    return {subject: name for subject, name in first.items() if name is not None}


def single_view_samples(data: Bosphorus) -> dict[str, list[str]]:
    """Return the samples of each bin, which are photographs; those a subject lacks are left out."""
    subjects = neutral_scans(data)
    return {
        name: [
            found
            for subject in subjects
            for kind in kinds
            if (found := data.first(subject, kind)) is not None
        ]
        for name, kinds in SINGLE_VIEWS.items()
    }


def three_view_samples(data: Bosphorus) -> dict[str, list[str]]:
    """Return the samples of each bin, such as "bs000_R45", of which all three photographs exist."""
    complete = [s for s in neutral_scans(data) if data.first(s, "YR_L45") is not None]
    return {
        f"right-{yaw}": [
            f"{subject}_R{yaw}"
            for subject in complete
            if data.first(subject, f"YR_R{yaw}") is not None
        ]
        for yaw in RIGHT_YAWS
    }


def three_view_photographs(data: Bosphorus, sample_id: str) -> tuple[str, str, str]:
    """Return a triple's photographs: turned to the right, frontal, turned to the left."""
    subject, _, right = sample_id.partition("_")
    right_name, frontal, left_name = (
        data.first(subject, kind) for kind in (f"YR_{right}", NEUTRAL, "YR_L45")
    )
    assert right_name is not None  # three_view_samples leaves out what is not complete
    assert frontal is not None
    assert left_name is not None
    return right_name, frontal, left_name


def five_points(
    path: Path, landmarks: Mapping[str, Float[np.ndarray, " 2"]]
) -> Float64[np.ndarray, "5 2"]:
    """Return eye centres, nose tip and mouth corners of a photograph, the subject's right first.

    The centre of an eye is midway between its corners. Landmarks that cannot be seen are not in the
    files: they are where an average face has them in the pose that fits those that are.

    Args:
        path: of the `.lm2` file, for messages.
        landmarks: by label, pixels.

    Raises:
        DamagedFileError: too few landmarks, or they do not look like a face.
    """
    known = {label: point for label, point in landmarks.items() if label in AVERAGE_FACE}
    sides = sum(
        float(known[label][0] - known[other][0])
        for label in _LEFT
        if label in known and (other := _other_side(label)) in known
    )
    if sides < 0:  # the labels mean the viewer's left; in the picture the subject's is on the right
        known = {_other_side(label): point for label, point in known.items()}
    labels = list(known)
    if len(labels) < _FEWEST:
        raise DamagedFileError(
            path, f"{len(labels)} of the {len(AVERAGE_FACE)} landmarks, expected {_FEWEST}"
        )
    try:
        pose = fit_pose(
            np.stack([known[label] for label in labels]),
            np.array([AVERAGE_FACE[label] for label in labels], np.float64),
        )
    except ValueError as error:
        raise DamagedFileError(path, str(error)) from error

    def point(label: str) -> Float64[np.ndarray, " 2"]:
        if label in known:
            return np.asarray(known[label], np.float64)
        return np.asarray(pose.project(np.array([AVERAGE_FACE[label]], np.float64))[0])

    eyes = [
        (point(f"Outer {side} eye corner") + point(f"Inner {side} eye corner")) / 2
        for side in ("right", "left")
    ]
    others = [point(label) for label in ("Nose tip", "Right mouth corner", "Left mouth corner")]
    return np.stack([*eyes, *others])


def read_parsing(
    data: Bosphorus, name: str, image: UInt8[np.ndarray, "H W 3"]
) -> UInt8[np.ndarray, "H W"] | None:
    """Read the labels of a photograph; None where nobody has made any.

    Raises:
        DamagedFileError: they cannot be read, are of another size, or are not 0 to 9.
    """
    path = data.path(name, PARSING)
    if not path.is_file():
        return None
    labels = read_pixels(path, "L", (image.shape[1], image.shape[0]))
    if labels.max() > 9:
        raise DamagedFileError(path, f"labels go up to {labels.max()}, expected 0 to 9")
    return labels
