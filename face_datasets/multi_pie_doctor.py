"""What a doctor looks at in a copy of Multi-PIE in TP-GAN's version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from geometry.crops import estimate_yaw, five_points_from_68
from progress_bar import progress_bar

from .doctor import Finding, gathered
from .errors import DamagedFileError
from .image_files import read_pixels
from .multi_pie import LAST_TRAINING_SUBJECT, left_and_right
from .multi_pie_files import (
    CAMERA_YAWS,
    CROP_SIZE,
    FIVE_POINTS,
    FRONT,
    LANDMARKS,
    PARSING,
    SIDE_CAMERAS,
    MultiPieFiles,
    find_files,
    moment_of,
)
from .origin import read_origin

View = tuple[str, str]
"""A moment and a camera, which share landmarks whatever the illumination."""

Points = Float64[np.ndarray, "5 2"]

N_SUBJECTS, _LAST_SUBJECT = 337, 346
_TURN_OFF = 35.0  # degrees; five points tell the yaw to about ten, and heads are not held straight
_EYES_TO_MOUTH_PX = (25.0, 85.0)  # 47 where TP-GAN's network expects them
_LANDMARKS_OFF_PX = 8.0
_RESTORE = "copy it again from the release"
_REPAIR_POINTS = "copy the 5pt files again; they belong to images of 128 pixels"


def examine(root: Path) -> Iterator[Finding]:
    """Check names, counts, triples, split, images, points, sides, and what training needs."""
    try:
        files = find_files(root)
    except (DamagedFileError, OSError) as error:
        yield Finding("error", str(error), "keep one of the two")
        return
    if not files.images:
        yield Finding(
            "error",
            f"{root} holds no 001_01_01_051_06_cropped.png or the like below it",
            "say the folder of TP-GAN's version; CMU's original images have to be cropped first",
        )
        return
    yield from _counts(files)
    yield from _triples(files)
    yield from _split(files)
    yield from _images(files)
    views = sorted({(moment_of(s), camera) for s, seen in files.images.items() for camera in seen})
    points, missing, bad = _read_points(files, views)
    yield from gathered("error", f"views have no _{FIVE_POINTS}", missing, _RESTORE)
    yield from gathered("error", f"_{FIVE_POINTS} files are wrong", bad, _REPAIR_POINTS)
    yield from _sides(files, {view: estimate_yaw(five) for view, five in points.items()})
    yield from _prepared(files, views, points)


def _counts(files: MultiPieFiles) -> Iterator[Finding]:
    subjects, sessions, recordings, lights = (
        sorted({sample.split("_")[k] for sample in files.images}) for k in range(4)
    )
    cameras = {camera for found in files.images.values() for camera in found}
    n_images = sum(map(len, files.images.values()))
    synthetic = read_origin(files.root) == "synthetic"
    what = (
        f"{'a synthetic stand-in: ' if synthetic else ''}{n_images} images of {len(subjects)} "
        f"subjects, {len(sessions)} sessions, {len(recordings)} recordings, {len(cameras)} of "
        f"{len(CAMERA_YAWS)} cameras, {len(lights)} illuminations"
    )
    if synthetic or len(subjects) == N_SUBJECTS:
        yield Finding("ok", what)
    else:
        yield Finding(
            "warning", f"{what}; the release has {N_SUBJECTS} subjects", "fine for a part of it"
        )
    beyond = [s for s in subjects if not 1 <= int(s) <= _LAST_SUBJECT]
    yield from gathered(
        "error", f"subjects beyond 001 to {_LAST_SUBJECT}", beyond, "correct the file names"
    )
    names = [path.name for path in files.strange]
    yield from gathered(
        "warning",
        "cropped images have other names or cameras, and are not used",
        names,
        "expected <subject>_<session>_<recording>_<camera>_<illumination>_cropped.png with one of "
        f"the cameras {', '.join(CAMERA_YAWS)}",
    )


def _triples(files: MultiPieFiles) -> Iterator[Finding]:
    for angle, sides in SIDE_CAMERAS.items():
        wanted = {FRONT, *sides}
        numbers = [int(s[:3]) for s, found in files.images.items() if wanted <= found.keys()]
        partly = sum(1 for found in files.images.values() if 0 < len(wanted & found.keys()) < 3)
        n_train = sum(number <= LAST_TRAINING_SUBJECT for number in numbers)
        what = (
            f"{angle} degrees (cameras {', '.join(sorted(wanted))}): {len(numbers)} triples, "
            f"{n_train} to train, {len(numbers) - n_train} to validate"
        )
        if numbers and not partly:
            yield Finding("ok", what)
        else:
            yield Finding(
                "warning",
                f"{what}; {partly} more lack one or two of the cameras",
                f"copy these cameras too, to train at {angle} degrees",
            )


def _split(files: MultiPieFiles) -> Iterator[Finding]:
    numbers = {int(sample[:3]) for sample in files.images}
    low = sum(number <= LAST_TRAINING_SUBJECT for number in numbers)
    what = f"{low} subjects up to {LAST_TRAINING_SUBJECT} train, {len(numbers) - low} validate"
    if 0 < low < len(numbers):
        yield Finding("ok", what)
    else:
        fix = "copy subjects of both parts, or prepare with --last-training-subject"
        yield Finding("warning", what, fix)


def _images(files: MultiPieFiles) -> Iterator[Finding]:
    paths = [path for found in files.images.values() for path in found.values()]
    bad = []
    for path in progress_bar(paths, desc="reading images", unit="image", disable=len(paths) < 2000):
        try:
            read_pixels(path, "RGB", (CROP_SIZE, CROP_SIZE))
        except DamagedFileError as error:
            bad.append(_short(error, files.root))
    yield from gathered("error", "images cannot be used", bad, _RESTORE)
    if not bad:
        yield Finding("ok", f"{len(paths)} images can be read, {CROP_SIZE} x {CROP_SIZE} pixels")


def _read_points(
    files: MultiPieFiles, views: Sequence[View]
) -> tuple[dict[View, Points], list[str], list[str]]:
    """Return the five points that look like a face, the views without any, and what is wrong."""
    good, missing, bad = {}, [], []
    for view in views:
        if view not in files.beside[FIVE_POINTS]:
            missing.append("_".join(view))
            continue
        try:
            points = files.five_points(*view)
        except DamagedFileError as error:
            bad.append(_short(error, files.root))
            continue
        if problem := _implausible(points):
            bad.append(f"{'_'.join(view)}: {problem}")
        else:
            good[view] = points
    return good, missing, bad


def _implausible(points: Points) -> str:
    """Say what is wrong with five points, or nothing."""
    eyes, nose, mouth = points[:2].mean(axis=0), points[2], points[3:].mean(axis=0)
    if points.min() < 0 or points.max() > CROP_SIZE:
        return f"points from {points.min():.0f} to {points.max():.0f}, outside the image"
    if not eyes[1] < nose[1] < mouth[1]:
        return "eyes, nose and mouth are not below each other"
    height = float(np.linalg.norm(mouth - eyes))
    low, high = _EYES_TO_MOUTH_PX
    if not low < height < high:
        return f"{height:.0f} pixels from eyes to mouth, expected about 47"
    try:
        estimate_yaw(points)
    except ValueError:
        return "the five points do not look like a face"
    return ""


def _sides(files: MultiPieFiles, yaws: Mapping[View, float]) -> Iterator[Finding]:
    """Check left and right: each view against its camera, and each pair of views."""
    aside = [yaw * CAMERA_YAWS[view[1]] for view, yaw in yaws.items() if view[1] != FRONT]
    mirrored = sum(product < 0 for product in aside) > len(aside) / 2
    if mirrored:
        yield Finding(
            "warning",
            "in most views the face points to the other side than TP-GAN's camera table says",
            "look whether images or points are mirrored; the reader goes by the points",
        )
    sign = -1 if mirrored else 1
    turned = [
        f"{'_'.join(view)} by {yaw:.0f}, expected {sign * CAMERA_YAWS[view[1]]}"
        for view, yaw in yaws.items()
        if abs(yaw - sign * CAMERA_YAWS[view[1]]) > _TURN_OFF
    ]
    yield from gathered(
        "error",
        "views are turned otherwise than their camera (degrees; positive: to the image's right)",
        turned,
        "check that image, points and camera number belong together",
    )
    alike = []
    for moment in sorted({moment for moment, _ in yaws}):
        for angle, cameras in SIDE_CAMERAS.items():
            try:
                if all((moment, camera) in yaws for camera in cameras):
                    left_and_right(files, moment, angle)
            except DamagedFileError:
                alike.append(f"{moment} at {angle} degrees")
    yield from gathered(
        "error", "pairs of side views do not point apart", alike, "remove these or repair the 5pt"
    )
    if yaws and not turned and not alike:
        yield Finding("ok", f"{len(yaws)} views have five points that fit their cameras")


def _prepared(
    files: MultiPieFiles, views: Sequence[View], five_points: Mapping[View, Points]
) -> Iterator[Finding]:
    """Check landmarks and labels, which are the user's."""
    bad = []
    for view in progress_bar(views, desc="reading labels", unit="view", disable=len(views) < 2000):
        try:
            if view in files.beside[PARSING]:
                files.parsing(*view)
            if view in files.beside[LANDMARKS]:
                own = five_points_from_68(files.landmarks(*view))
                off = np.linalg.norm(own - five_points.get(view, own), axis=1).mean()
                if off > _LANDMARKS_OFF_PX:
                    bad.append(f"{'_'.join(view)}: landmarks {off:.0f} pixels off the five points")
        except DamagedFileError as error:
            bad.append(_short(error, files.root))
    yield from gathered(
        "error",
        "prepared files are wrong",
        bad,
        "make them again from the 128-pixel crops, landmarks in iBUG order",
    )
    bare, unlabelled = (
        sum(view not in files.beside[kind] for view in views) for kind in (LANDMARKS, PARSING)
    )
    how = "as face_datasets/multi_pie_files.py says; the cameras of one angle are enough"
    if bare:
        yield Finding(
            "warning",
            f"{bare} of {len(views)} views have no _{LANDMARKS}: `make prepare` needs them",
            f"make them with a landmark detector, {how}",
        )
    if unlabelled == len(views):
        yield Finding(
            "warning",
            "no labels: training needs a parser (PARSER=...)",
            "`make train-parser` makes one; or make labels with a face parser of your own",
        )
    elif unlabelled:
        yield Finding(
            "warning",
            f"{unlabelled} of {len(views)} views have no _{PARSING}: `make prepare` needs those of "
            "all samples or of none",
            f"make them with a face parser, {how}; or remove all, and train with PARSER=...",
        )
    if not (bare or bad) and unlabelled in (0, len(views)):
        labels = "" if unlabelled else " and labels"
        yield Finding("ok", f"{len(views)} views have landmarks{labels}: ready to prepare")


def _short(error: DamagedFileError, root: Path) -> str:
    """Return what is wrong with a file, without the advice that all errors share."""
    return str(error).partition(". Restore")[0].replace(f"{root}/", "")
