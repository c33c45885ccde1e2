"""Single crops of faces for training: many of them, in blocks that are read where they lie.

A prepared layout of ours, into which CelebA is prepared:

    <root>/{train,val}/00000/images.npy         (n, S, S, 3) 8-bit RGB crops
    <root>/{train,val}/00000/landmarks_2d.npy   (n, 68, 2) float32, crop pixels, iBUG order
    <root>/{train,val}/00000/parsing.npy        (n, S, S) labels 0 to 9; in all blocks or in none
    <root>/{train,val}/00000/ids.txt            which images they are, one per line

A block is written under a temporary name and appears whole. Arrays are mapped into memory, not
read: what fits stays there, and a data set larger than the memory can be trained on.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Float32, UInt8

from .errors import DamagedFileError, DatasetNotFoundError

Split = Literal["train", "val"]

IMAGES, LANDMARKS, PARSING, IDS = "images.npy", "landmarks_2d.npy", "parsing.npy", "ids.txt"
_LAYOUT = f"train/ and val/ with blocks 00000/{IMAGES}, {LANDMARKS} and {IDS}"
_REQUEST = "mmlab.ie.cuhk.edu.hk/projects/CelebA.html"
_OPTION = "run `make prepare DATASET=celeba DATA_ROOT=<folder>` or, for a stand-in, `make synth`"


@dataclass(frozen=True, eq=False)
class OneViewBlock:
    """Some crops of one split.

    Attributes:
        sample_ids: of the images.
        images: RGB crops.
        landmarks_2d: crop pixels.
        parsing: labels 0 to 9; None where nobody made any.
    """

    sample_ids: list[str]
    images: UInt8[np.ndarray, "n S S 3"]
    landmarks_2d: Float32[np.ndarray, "n 68 2"]
    parsing: UInt8[np.ndarray, "n S S"] | None


class OneViewDataset:
    """The crops of one split, by number.

    Args:
        root: for messages.
        blocks: one or more; those that are empty do no harm.

    Raises:
        ValueError: blocks differ in the size of crops, or in whether they have labels.
    """

    def __init__(self, root: Path, blocks: Sequence[OneViewBlock]) -> None:
        self.root = root
        self.blocks = [block for block in blocks if block.sample_ids]
        self.sample_ids = [i for block in self.blocks for i in block.sample_ids]
        kinds = {(block.images.shape[1], block.parsing is None) for block in self.blocks}
        if len(kinds) != 1:
            raise ValueError(
                f"{root}: there are no crops, or blocks differ in the size of crops or in having "
                "labels; prepare the data again, in another folder"
            )
        ((self.size, unlabelled),) = kinds
        self.labelled = not unlabelled
        self._starts = np.cumsum([0, *(len(block.sample_ids) for block in self.blocks)])

    def __len__(self) -> int:
        """Number of crops."""
        return len(self.sample_ids)

    def take(self, numbers: Sequence[int]) -> OneViewBlock:
        """Read some crops, in the order asked for."""
        of_block = np.searchsorted(self._starts, numbers, side="right") - 1
        rows = [
            (self.blocks[block], number - self._starts[block])
            for block, number in zip(of_block, numbers, strict=True)
        ]
        labels = [block.parsing[row] for block, row in rows if block.parsing is not None]
        return OneViewBlock(
            [self.sample_ids[number] for number in numbers],
            np.stack([block.images[row] for block, row in rows]),
            np.stack([block.landmarks_2d[row] for block, row in rows]),
            np.stack(labels) if labels else None,
        )


def open_prepared(root: Path, split: Split) -> OneViewDataset:
    """Open a prepared split.

    Raises:
        DatasetNotFoundError: it does not exist or has no blocks.
        DamagedFileError: a file cannot be read or does not fit the others.
        ValueError: see `OneViewDataset`.
    """
    folder = root / split
    blocks = sorted(p for p in folder.iterdir() if p.name.isdigit()) if folder.is_dir() else []
    if not blocks:
        raise _not_found(folder / "00000" / IMAGES)
    return OneViewDataset(root, [_open_block(path) for path in blocks])


def has_block(root: Path, split: Split, number: int) -> bool:
    """Return whether a block is there; it is there whole or not at all."""
    return (root / split / f"{number:05d}").is_dir()


def write_block(root: Path, split: Split, number: int, block: OneViewBlock) -> None:
    """Write a block under a temporary name, then move it to its place."""
    target = root / split / f"{number:05d}"
    partial = root / f".partial-{os.getpid()}"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        np.save(partial / IMAGES, block.images)
        np.save(partial / LANDMARKS, block.landmarks_2d)
        if block.parsing is not None:
            np.save(partial / PARSING, block.parsing)
        (partial / IDS).write_text("".join(f"{i}\n" for i in block.sample_ids))
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _open_block(folder: Path) -> OneViewBlock:
    ids = _existing(folder / IDS).read_text().split()
    arrays = {name: _map(folder / name) for name in (IMAGES, LANDMARKS)}
    if (folder / PARSING).is_file():
        arrays[PARSING] = _map(folder / PARSING)
    size = arrays[IMAGES].shape[1] if arrays[IMAGES].ndim == 4 else 0
    expected: dict[str, tuple[tuple[int, ...], type]] = {
        IMAGES: ((len(ids), size, size, 3), np.uint8),
        LANDMARKS: ((len(ids), 68, 2), np.float32),
        PARSING: ((len(ids), size, size), np.uint8),
    }
    for name, array in arrays.items():
        shape, dtype = expected[name]
        if array.shape != shape or array.dtype != dtype:
            problem = f"{array.dtype} {array.shape}, expected {np.dtype(dtype)} {shape}"
            raise DamagedFileError(folder / name, problem)
    return OneViewBlock(ids, arrays[IMAGES], arrays[LANDMARKS], arrays.get(PARSING))


def _map(path: Path) -> np.ndarray:
    try:
        return np.asarray(np.load(_existing(path), mmap_mode="r", allow_pickle=False))
    except DatasetNotFoundError:
        raise
    except (OSError, ValueError, EOFError) as error:
        raise DamagedFileError(path, f"not a readable array ({error})") from error


def _existing(path: Path) -> Path:
    if path.is_file():
        return path
    raise _not_found(path)


def _not_found(path: Path) -> DatasetNotFoundError:
    return DatasetNotFoundError("prepared crops", path, _LAYOUT, _REQUEST, _OPTION)
