"""From released files to our three-view layout: crops, landmarks and masks, once and for all.

A preparation may be interrupted at any time: a sample is written under a temporary name and
appears whole, and the next call goes on with those that are missing.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import numpy as np
from tqdm import tqdm

from geometry.crops import apply_crop, crop_from_landmarks5, five_points_from_68

from .errors import DamagedFileError
from .origin import MARKER
from .pixel_face_training import PixelFaceTraining, PixelFaceTriple
from .three_view import LANDMARKS, VIEWS, Split, ThreeViewSample, write_three_view_sample

SPLITS: tuple[Split, ...] = ("train", "val")
SETTINGS = "prepared.json"


def prepare_pixel_face(root: Path, out: Path, crop_size: int) -> None:
    """Prepare both parts of Pixel-Face.

    Args:
        root: the data set with landmarks and masks beside the photographs, see
            `face_datasets.pixel_face_training`.
        out: folder of the prepared three-view set; what is there already stays.
        crop_size: side of the crops, pixels.

    Raises:
        ValueError: `out` was prepared from other data or at another size; unusable landmarks or
            size.
        DatasetNotFoundError: a file is missing.
    """
    if crop_size < 16 or crop_size % 16:
        raise ValueError(f"crops of {crop_size} pixels: --size must be a multiple of 16")
    data = PixelFaceTraining(root)
    _claim(out, {"dataset": "pixel-face", "source": str(root.resolve()), "crop_size": crop_size})
    if data.origin == "synthetic" and not (out / MARKER).is_file():
        shutil.copy(root / MARKER, out / MARKER)
    jobs = [(split, sample) for split in SPLITS for sample in data.ids(split)]
    targets = [data.prepared_id(sample) for _, sample in jobs]
    for (split, sample_id), target in zip(
        tqdm(jobs, desc="Preparing Pixel-Face", unit="sample"), targets, strict=True
    ):
        if not is_prepared(out / split / target):
            triple = data.sample(sample_id, split)
            write_whole(out, split, crop_triple(target, triple, crop_size))


def crop_triple(sample_id: str, triple: PixelFaceTriple, crop_size: int) -> ThreeViewSample:
    """Cut the three crops; landmarks move along.

    Raises:
        ValueError: the landmarks of a view do not look like a face.
    """
    images, labels, landmarks = [], [], []
    rows = zip(VIEWS, triple.images, triple.parsing, triple.landmarks_2d, strict=True)
    for view, image, parsing, points in rows:
        try:
            crop = crop_from_landmarks5(five_points_from_68(points), crop_size)
        except ValueError as error:
            raise ValueError(f"sample {sample_id}, {view} view: {error}") from None
        images.append(apply_crop(image, crop))
        labels.append(apply_crop(parsing, crop, "nearest"))
        landmarks.append(crop.crop_from_image(points))
    return ThreeViewSample(
        sample_id,
        np.stack(images),
        np.stack(labels),
        np.stack(landmarks),
        triple.landmarks_3d,
        triple.points_101,
    )


def is_prepared(folder: Path) -> bool:
    """Return whether a sample is there with all its files."""
    names = [f"{view}{end}" for view in VIEWS for end in (".png", "_parsing.png")]
    return all((folder / name).is_file() for name in (*names, LANDMARKS))


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


def _claim(out: Path, settings: dict[str, str | int]) -> None:
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
        if found != settings:
            raise ValueError(
                f"{out} holds {found}, not {settings}; choose another folder with --out"
            )
        return
    out.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{os.getpid()}-{path.name}")
    partial.write_text(json.dumps(settings, indent=2) + "\n")
    partial.replace(path)
