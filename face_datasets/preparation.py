"""From released files to our three-view layout: crops, landmarks and masks, once and for all.

Masks are those that lie beside the photographs, of all samples or of none.

A preparation may be interrupted at any time: a sample is written under a temporary name and
appears whole, and the next call goes on with those that are missing.
"""

from __future__ import annotations

import json
import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float64, UInt8

from geometry.crops import (
    CropRule,
    apply_crop,
    crop_from_landmarks5,
    crop_from_landmarks68,
    estimate_yaw,
    five_points_from_68,
)
from progress_bar import progress_bar

from .errors import DamagedFileError
from .origin import MARKER, Origin, read_marker
from .three_view import (
    LANDMARKS,
    VIEWS,
    Split,
    ThreeViewSample,
    parsing_files,
    write_three_view_sample,
)

SETTINGS = "prepared.json"


@dataclass(frozen=True)
class PreparationJob:
    """One sample to prepare.

    Attributes:
        split: the part that it goes to.
        sample_id: as its data set calls it.
        target: "<subject, five digits>/<expression>", as the three-view layout wants it.
    """

    split: Split
    sample_id: str
    target: str


@dataclass(frozen=True, eq=False)
class FaceTriple:
    """One face from three sides before it is cropped; lists are left, front, right.

    Attributes:
        images: upright photographs.
        parsing: labels 0 to 9 of each photograph; None where nobody made any.
        landmarks_2d: pixels of the photographs, iBUG order.
        landmarks_3d: mm; None where the release has no geometry.
        points_101: Pixel-Face's points in space, mm; None in all other sets.
    """

    images: list[UInt8[np.ndarray, "H W 3"]]
    parsing: list[UInt8[np.ndarray, "H W"]] | None
    landmarks_2d: Float64[np.ndarray, "3 68 2"]
    landmarks_3d: Float64[np.ndarray, "68 3"] | None = None
    points_101: Float64[np.ndarray, "101 3"] | None = None


class Preparable(ABC):
    """What a data set must say to be prepared.

    Attributes:
        name: of the data set, for people.
        root: its folder.
        origin: who made it.
    """

    name: str
    root: Path
    origin: Origin

    @abstractmethod
    def settings(self) -> Mapping[str, object]:
        """Return what the prepared samples depend on beside root and crop size, JSON values."""

    def notes(self) -> list[str]:
        """Return what a person should know of the choice of samples, one line each."""
        return []

    @abstractmethod
    def jobs(self) -> list[PreparationJob]:
        """Return all samples, in order."""

    @abstractmethod
    def is_labelled(self, job: PreparationJob) -> bool:
        """Return whether labels lie beside the photographs of a sample; they are not read.

        Raises:
            DatasetNotFoundError: they lie beside one or two of the three.
        """

    @abstractmethod
    def triple(self, job: PreparationJob) -> FaceTriple:
        """Read one sample, with its labels if it is labelled.

        Raises:
            DatasetNotFoundError: one of its files is missing.
            DamagedFileError: one of its files cannot be read or does not fit the others.
        """


def prepare(
    data: Preparable, out: Path, crop_size: int, crop_rule: CropRule = "five-points"
) -> bool:
    """Prepare both parts of a data set. Return whether its samples have labels.

    Args:
        data: the data set.
        out: folder of the prepared three-view set; what is there already stays.
        crop_size: side of the crops, pixels.
        crop_rule: how they are placed.

    Raises:
        ValueError: `out` was prepared from other data or with other settings; unusable landmarks or
            size; only some samples have labels.
        DatasetNotFoundError: a file is missing.
    """
    if crop_size < 16 or crop_size % 16:
        raise ValueError(f"crops of {crop_size} pixels: --size must be a multiple of 16")
    jobs = data.jobs()
    labelled = _are_labelled(data, jobs)
    source = {"source": str(data.root.resolve()), "crop_size": crop_size, "labels": labelled}
    claim(out, {**data.settings(), **source, "crop": crop_rule})
    if data.origin == "synthetic" and not (out / MARKER).is_file():
        shutil.copy(data.root / MARKER, out / MARKER)
    for job in progress_bar(jobs, desc=f"Preparing {data.name}", unit="sample"):
        if not is_prepared(out / job.split / job.target, labelled):
            triple = data.triple(job)
            write_whole(out, job.split, crop_triple(job.target, triple, crop_size, crop_rule))
    return labelled


def crop_triple(
    sample_id: str, triple: FaceTriple, crop_size: int, crop_rule: CropRule = "five-points"
) -> ThreeViewSample:
    """Cut the three crops; landmarks move along.

    Raises:
        ValueError: the landmarks of a view do not look like a face, or left and right view are
            exchanged.
    """
    images, labels, landmarks, yaws = [], [], [], []
    parsing = [None] * len(VIEWS) if triple.parsing is None else triple.parsing
    rows = zip(VIEWS, triple.images, parsing, triple.landmarks_2d, strict=True)
    for view, image, label, points in rows:
        five = five_points_from_68(points)
        try:
            yaws.append(estimate_yaw(five))
            if crop_rule == "deca":
                crop = crop_from_landmarks68(points, crop_size)
            else:
                crop = crop_from_landmarks5(five, crop_size)
        except ValueError as error:
            raise ValueError(f"sample {sample_id}, {view} view: {error}") from None
        images.append(apply_crop(image, crop))
        if label is not None:
            labels.append(apply_crop(label, crop, "nearest"))
        landmarks.append(crop.crop_from_image(points))
    if yaws[0] >= yaws[2]:
        raise ValueError(
            f"sample {sample_id}: by its landmarks the face turns {yaws[0]:.0f} degrees to the "
            f"image's right in the left view and {yaws[2]:.0f} in the right one; expected less in "
            "the left view: check which landmarks belong to which image"
        )
    return ThreeViewSample(
        sample_id,
        np.stack(images),
        np.stack(labels) if labels else None,
        np.stack(landmarks),
        triple.landmarks_3d,
        triple.points_101,
    )


def is_prepared(folder: Path, labelled: bool) -> bool:
    """Return whether a sample is there with all its files: labels only if it should have them."""
    names = [*(f"{view}.png" for view in VIEWS), LANDMARKS]
    return all((folder / name).is_file() for name in names) and all(
        path.is_file() == labelled for path in parsing_files(folder)
    )


def write_whole(out: Path, split: Split, sample: ThreeViewSample) -> None:
    """Write a sample under a temporary name, then move it to its place."""
    partial = out / f".partial-{os.getpid()}"
    shutil.rmtree(partial, ignore_errors=True)
    try:
        write_three_view_sample(partial, split, sample)
        target = out / split / sample.sample_id
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)  # an incomplete one
        (partial / split / sample.sample_id).rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _are_labelled(data: Preparable, jobs: Sequence[PreparationJob]) -> bool:
    """Return whether all samples have labels; if not, none has.

    Raises:
        ValueError: some have labels and some have none.
        DatasetNotFoundError: some views of a sample have labels and some have none.
    """
    labelled = data.is_labelled(jobs[0])
    for job in jobs:
        if data.is_labelled(job) != labelled:
            having = "no face-parsing labels" if labelled else "face-parsing labels"
            raise ValueError(
                f"{data.root}: sample {job.sample_id} has {having}, unlike {jobs[0].sample_id}; "
                "make them for all samples, or take them away and train with a parser"
            )
    return labelled


def recorded_crop(root: Path) -> str | None:
    """Return by which rule the crops of a prepared or rendered folder are placed, if it says so.

    Raises:
        DamagedFileError: what it says cannot be read.
    """
    prepared = root / SETTINGS
    if prepared.is_file():
        try:
            found = json.loads(prepared.read_text())
        except ValueError as error:
            raise DamagedFileError(prepared, f"not JSON ({error})") from error
    elif (root / MARKER).is_file():
        found = read_marker(root)
    else:
        return None
    rule = found.get("crop", "five-points") if isinstance(found, dict) else None
    return None if rule is None else str(rule)


def claim(out: Path, settings: Mapping[str, object]) -> None:
    """Say in the folder what it is prepared from, or check that it says the same.

    Raises:
        ValueError: it says something else.
    """
    path = out / SETTINGS
    if path.is_file():
        try:
            found = json.loads(path.read_text())
        except ValueError as error:
            raise DamagedFileError(path, f"not JSON ({error})") from error
        if isinstance(found, dict):
            found.setdefault("crop", "five-points")  # older ones had no choice
        if found != settings:
            raise ValueError(
                f"{out} holds {found}, not {settings}; choose another folder with --out"
            )
        return
    out.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{os.getpid()}-{path.name}")
    partial.write_text(json.dumps(settings, indent=2) + "\n")
    partial.replace(path)
