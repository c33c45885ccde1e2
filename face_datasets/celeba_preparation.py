"""From CelebA's aligned images to crops for training: once and for all, or into memory.

Crops are placed by CelebA's own five landmarks, as those of the test images are. 68 landmarks are
those prepared beside the images or a detector's; labels those prepared beside, of all images or of
none. How likely a pixel is skin follows from its colour and is not kept.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geometry.crops import apply_crop, crop_from_landmarks5
from progress_bar import progress_bar

from .celeba import CelebA, draw_test_ids
from .landmark_detector import Detect
from .one_view import OneViewBlock, OneViewDataset, Split, has_block, write_block
from .origin import MARKER
from .preparation import claim

BLOCK = 500
"""Images per block: what an interruption may cost."""
SPLITS: tuple[Split, ...] = ("train", "val")
SKIPPED = "skipped.txt"


@dataclass(frozen=True)
class CelebAPrepared:
    """What a preparation has come to.

    Attributes:
        labelled: whether crops have labels.
        skipped: images of this call whose landmarks look like no face.
    """

    labelled: bool
    skipped: tuple[str, ...]


def prepare_celeba(
    data: CelebA,
    out: Path,
    crop_size: int,
    detect: Detect | None = None,
    most: int | None = None,
) -> CelebAPrepared:
    """Prepare training and validation images; blocks that are there already stay.

    Args:
        data: the data set.
        out: folder of the prepared crops.
        crop_size: side of the crops, pixels.
        detect: finds 68 landmarks of images beside which there are none.
        most: so many images of each part, drawn as the test images are; None takes all.

    Raises:
        ValueError: `out` was prepared from other data or with other settings; unusable size; only
            some images have labels.
        FileNotFoundError: a file is missing.
    """
    if crop_size < 16 or crop_size % 16:
        raise ValueError(f"crops of {crop_size} pixels: --size must be a multiple of 16")
    if most is not None and most < 1:
        raise ValueError(f"--most {most}: give 1 or more")
    ids = {split: _chosen(data, split, most) for split in SPLITS}
    every = [sample_id for split in SPLITS for sample_id in ids[split]]
    labelled = _are_labelled(data, every)
    if detect is None:
        for sample_id in every:
            if not data.landmarks68_path(sample_id).is_file():
                data.landmarks68(sample_id)  # says what to do
    settings = {
        "dataset": "celeba",
        "source": str(data.root.resolve()),
        "crop_size": crop_size,
        "crop": "five-points",
        "labels": labelled,
        "most": most,
    }
    claim(out, settings)
    if data.origin == "synthetic" and not (out / MARKER).is_file():
        shutil.copy(data.root / MARKER, out / MARKER)
    skipped: list[str] = []
    for split in SPLITS:
        for number in progress_bar(range(-(-len(ids[split]) // BLOCK)), desc=split, unit="block"):
            if has_block(out, split, number):
                continue
            part = ids[split][number * BLOCK : (number + 1) * BLOCK]
            block, left_out = cut_block(data, part, crop_size, labelled, detect)
            write_block(out, split, number, block)
            skipped += left_out
            with (out / SKIPPED).open("a") as file:
                file.writelines(f"{line}\n" for line in left_out)
    return CelebAPrepared(labelled, tuple(skipped))


def crops_in_memory(data: CelebA, split: Split, crop_size: int) -> OneViewDataset:
    """Cut all crops of a split at once, without writing anything.

    Raises:
        ValueError: only some images have labels, or there are none.
        FileNotFoundError: a file is missing.
    """
    ids = data.split_ids(split)
    if not ids:
        raise ValueError(
            f"{data.root} has no {split} images: make the stand-in again, with `make synth "
            'DATASET=celeba ARGS="--train-subjects 550 --overwrite"`'
        )
    return OneViewDataset(
        data.root, [cut_block(data, ids, crop_size, _are_labelled(data, ids), progress=True)[0]]
    )


def cut_block(
    data: CelebA,
    sample_ids: Sequence[str],
    crop_size: int,
    labelled: bool,
    detect: Detect | None = None,
    *,
    progress: bool = False,
) -> tuple[OneViewBlock, list[str]]:
    """Cut crops of some images, landmarks and labels with them.

    Returns:
        The block, and lines that say of which images the landmarks look like no face: they are left
        out of it.
    """
    kept, images, landmarks, parsing, skipped = [], [], [], [], []
    for sample_id in progress_bar(sample_ids, desc="cutting", unit="image", disable=not progress):
        five, image = data.landmarks5(sample_id), data.image(sample_id)
        try:
            crop = crop_from_landmarks5(five, crop_size)
        except ValueError as error:
            skipped.append(f"{sample_id} {error}")
            continue
        if detect is not None and not data.landmarks68_path(sample_id).is_file():
            points = detect(image, five)
        else:
            points = data.landmarks68(sample_id)
        kept.append(sample_id)
        images.append(apply_crop(image, crop))
        landmarks.append(crop.crop_from_image(points))
        if labelled:
            parsing.append(apply_crop(data.labels10(sample_id), crop, "nearest"))
    size = crop_size
    return OneViewBlock(
        kept,
        np.array(images, np.uint8).reshape(-1, size, size, 3),
        np.array(landmarks, np.float32).reshape(-1, 68, 2),
        np.array(parsing, np.uint8).reshape(-1, size, size) if labelled else None,
    ), skipped


def _chosen(data: CelebA, split: Split, most: int | None) -> list[str]:
    ids = data.split_ids(split)
    if not ids:
        raise ValueError(f"{data.root} has no {split} images; take the released partition")
    return ids if most is None else draw_test_ids(ids, most)


def _are_labelled(data: CelebA, sample_ids: Sequence[str]) -> bool:
    """Return whether all images have labels; if not, none has."""
    n_labelled = sum(data.has_parsing(sample_id) for sample_id in sample_ids)
    if 0 < n_labelled < len(sample_ids):
        raise ValueError(
            f"{data.root}: {n_labelled} of {len(sample_ids)} images have face-parsing labels; make "
            "them for all of training and validation, or take those away and train with a parser"
        )
    return n_labelled > 0
