"""Examining a copy of CelebA, and what is prepared beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from jaxtyping import Bool, Float

from geometry.crops import five_points_from_68

from .celeba import (
    FILE_NAME,
    IDENTITY,
    IMAGE_HEIGHT,
    IMAGE_WIDTH,
    N_IMAGES,
    OPTION,
    PARSING_SKIN,
    TEST_SEED,
    CelebA,
    Split,
)
from .doctor import Finding

_FAR = 0.5  # annotators and detectors differ by a tenth; exchanged sides by one, about


def examine(root: Path) -> Iterator[Finding]:
    """Check a copy of the data; see `face_datasets.doctor`."""
    try:
        data = CelebA(Path(root))
        ids = data.test_ids()
    except (OSError, ValueError) as error:
        yield Finding("error", str(error), OPTION)
        return
    n_images = sum(
        1 for path in data.image_path("").parent.iterdir() if FILE_NAME.fullmatch(path.name)
    )
    whole = n_images == N_IMAGES or (data.origin == "synthetic" and n_images > 0)
    fix = "" if whole else f"expected {N_IMAGES}; downloads break off often, unpack again"
    yield Finding("ok" if whole else "error", f"{n_images} images", fix)
    yield Finding("ok", f"{len(ids)} test images, drawn with seed {TEST_SEED}")
    if data.subject(ids[0]) == ids[0]:
        fix = f"put {IDENTITY} into Anno; intervals are resampled by image until then"
        yield Finding("warning", "no list of identities", fix)
    yield from _examine_files(data, ids)
    yield from _examine_training(data)


def _examine_files(data: CelebA, ids: Sequence[str]) -> Iterator[Finding]:
    """Check pictures, landmarks and masks of the test images."""
    checks: dict[str, Callable[[str], str]] = {
        "images": lambda sample_id: _no_problem(data.image(sample_id)),
        "landmarks": lambda sample_id: _landmark_problem(data.landmarks5(sample_id)),
        "masks": lambda sample_id: _mask_problem(data.mask(sample_id, PARSING_SKIN)),
    }
    for name, check in checks.items():
        problems = []
        for sample_id in ids:
            try:
                problem = check(sample_id)
            except (OSError, ValueError) as error:
                problem = str(error)
            if problem:
                problems.append(f"{sample_id}: {problem}")
        if problems:
            what = f"{len(problems)} of {len(ids)} {name} cannot be used, first {problems[0]}"
            yield Finding("error", what, "restore or prepare them")
        else:
            yield Finding("ok", f"{len(ids)} {name} can be used")


def _examine_training(data: CelebA) -> Iterator[Finding]:
    """Say what of training and validation is prepared; look into a few of the files."""
    parts: tuple[Split, ...] = ("train", "val")
    for split in parts:
        ids = data.split_ids(split)
        if not ids:
            continue
        n_landmarks = sum(data.landmarks68_path(i).is_file() for i in ids)
        n_parsing = sum(data.has_parsing(i) for i in ids)
        what = f"{len(ids)} {split} images, {n_landmarks} with 68 landmarks, {n_parsing} with masks"
        unprepared = n_landmarks == n_parsing == 0  # which is fine if it is only tested on
        if unprepared or (n_landmarks == len(ids) and n_parsing in (0, len(ids))):
            yield Finding("ok", what)
        elif n_landmarks < len(ids):
            yield Finding("warning", what, "prepare with ARGS=--detect, or write the landmarks")
        else:
            yield Finding("error", what, "masks are wanted of all images, or of none")
        few = [i for i in ids[:: max(len(ids) // 50, 1)] if data.landmarks68_path(i).is_file()]
        problems = []
        for sample_id in few:
            try:
                problem = _agreement_problem(
                    data.landmarks5(sample_id), data.landmarks68(sample_id)
                )
            except (OSError, ValueError) as error:
                problem = str(error)
            if problem:
                problems.append(f"{sample_id}: {problem}")
        if problems:
            what = f"68 landmarks of {len(problems)} of {len(few)} looked at cannot be used"
            yield Finding("error", f"{what}, first {problems[0]}", "detect them again")


def _agreement_problem(five: Float[np.ndarray, "5 2"], points: Float[np.ndarray, "68 2"]) -> str:
    """Compare 68 landmarks with CelebA's five, in units of the face's extent."""
    off = np.linalg.norm(five_points_from_68(points) - five, axis=1).max()
    if off > _FAR * np.ptp(five, axis=0).max():
        return (
            f"one of them lies {off:.0f} pixels from CelebA's own; expected pixels of the aligned "
            "image, in iBUG order"
        )
    return ""


def _no_problem(_: object) -> str:
    return ""


def _landmark_problem(points: Float[np.ndarray, "5 2"]) -> str:
    if points.min() < 0 or (points > [IMAGE_WIDTH, IMAGE_HEIGHT]).any():
        return "a landmark lies outside the image; take the list of the aligned images"
    if points[0, 0] >= points[1, 0] and points[3, 0] >= points[4, 0]:
        return "lefteye and leftmouth lie to the right; left and right must be the image's"
    return ""


def _mask_problem(mask: Bool[np.ndarray, "218 178"]) -> str:
    return "" if mask.any() else "the parsing shows no skin"
