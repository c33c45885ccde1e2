"""CelebA (Liu et al., ICCV 2015): 202,599 aligned photographs of faces with five landmarks.

Released layout (the folder `Img` above the images, and `Anno` and `Eval` above the lists, may be
missing, as in torchvision's copy):

    Img/img_align_celeba/000001.jpg          178 x 218, RGB, to 202599.jpg
    Anno/list_landmarks_align_celeba.txt     count, header, then
                                             "000001.jpg  69 109  106 113  77 142  73 152  108 154"
    Eval/list_eval_partition.txt             "000001.jpg 0": 0 training, 1 validation, 2 test
    Anno/identity_CelebA.txt                 "000001.jpg 2880": who is in the picture; optional

The points are named lefteye, righteye, nose, leftmouth, rightmouth, with the left and right of the
image: "lefteye" is the subject's right one, so that their order is ours. They are whole pixels
counted from 0 or 1 (nobody says); we count from 0 and take the pixel's centre.

CelebA has neither face parsing nor 68 landmarks. They are prepared beside it, by the studio for a
stand-in and by the user's parser and detector for real data; labels at the images' size, one per
pixel:

    prepared/parsing/000001.png         DF-MVR's ten labels (0 background, 1 skin, ... 9 lower lip)
    prepared/celebamask-hq/000001.png   or the 19 labels of CelebAMask-HQ in the order of its
                                        g_mask.py (0 background, 1 skin, 2 nose, ... 18 cloth)
    prepared/landmarks/000001.txt       68 lines "u v", iBUG order, pixels of the aligned image;
                                        only training needs them

CelebAMask-HQ's own masks lie on another crop of the photographs and cannot be used as they are.

The specular paper tests on 2,000 random images that it does not list. Ours are drawn from the test
partition by a seed (`draw_test_ids`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float, Float64, UInt8

from .errors import DamagedFileError, DatasetNotFoundError
from .image_files import read_pixels
from .landmark_files import read_image_points
from .origin import Origin, read_marker, read_origin

REQUEST_PAGE = "https://mmlab.ie.cuhk.edu.hk/projects/CelebA.html"
IMAGE_WIDTH, IMAGE_HEIGHT = 178, 218
N_IMAGES = 202_599
Split = Literal["train", "val", "test"]
PARTITION_IDS: dict[Split, range] = {
    "train": range(1, 162_771),
    "val": range(162_771, 182_638),
    "test": range(182_638, N_IMAGES + 1),
}
"""Numbers of the released partition."""
PARTITION_CODES: dict[Split, int] = {"train": 0, "val": 1, "test": 2}
"""What the list of the partition calls its parts."""
TEST_IDS = PARTITION_IDS["test"]
N_TEST = 2000
TEST_SEED = 0

PARSING_SKIN: dict[str, frozenset[int]] = {
    "parsing": frozenset({1, 2, 3, 6, 8, 9}),
    "celebamask-hq": frozenset({1, 2, 6, 7, 11, 12}),
}
"""Labels of the skin of a face, with brows, nose and lips, by folder below `prepared`."""
PARSING_FACE: dict[str, frozenset[int]] = {
    "parsing": frozenset(range(1, 10)),
    "celebamask-hq": frozenset({1, 2, 4, 5, 6, 7, 10, 11, 12}),
}
"""The same with the eyes and the inside of the mouth."""
_N_LABELS = {"parsing": 10, "celebamask-hq": 19}
# g_mask.py's classes in DF-MVR's ten. Glasses are no skin here: their colours are not the face's.
_TEN_FROM_NINETEEN = np.array([0, 1, 6, 0, 4, 5, 2, 3, 0, 0, 7, 8, 9, 0, 0, 0, 0, 0, 0], np.uint8)

IMAGES, LANDMARKS = "img_align_celeba", "list_landmarks_align_celeba.txt"
PARTITION, IDENTITY = "list_eval_partition.txt", "identity_CelebA.txt"
HEADER = (
    "lefteye_x lefteye_y righteye_x righteye_y nose_x nose_y "
    "leftmouth_x leftmouth_y rightmouth_x rightmouth_y"
)
_LAYOUT = f"Img/{IMAGES}, Anno/{LANDMARKS} and Eval/{PARTITION}"
OPTION = "set DATA_ROOT=<folder>, or run `make synth DATASET=celeba` for a stand-in"
FILE_NAME = re.compile(r"(\d{6})\.jpg")


def split_of(number: int) -> Split:
    """Return the part of the released partition that an image is in; 1 is 000001.jpg."""
    for split, ids in PARTITION_IDS.items():
        if number in ids:
            return split
    raise ValueError(f"image {number}: CelebA's are numbered from 1 to {N_IMAGES}")


def draw_test_ids(candidates: Sequence[str], n: int = N_TEST, seed: int = TEST_SEED) -> list[str]:
    """Draw images that every machine and library version draws alike, in order.

    They are those whose SHA-256 of "<seed> <id>" comes first.
    """
    by_hash = sorted(candidates, key=lambda i: hashlib.sha256(f"{seed} {i}".encode()).digest())
    return sorted(by_hash[:n])


class CelebA:
    """Reader of the released layout and of stand-ins in it.

    Args:
        root: the folder that holds Img, Anno and Eval.

    Raises:
        DatasetNotFoundError: images or lists are not there.
        DamagedFileError: the partition is not the released one.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self.origin: Origin = read_origin(self.root)
        if self.origin == "synthetic":
            read_marker(self.root)  # a damaged marker is no stand-in
        self._images = _found(self.root, "Img", IMAGES)
        partition = _read_table(_found(self.root, "Eval", PARTITION), 1)
        self._parts = {
            split: sorted(name for name, row in partition.items() if row[0] == code)
            for split, code in PARTITION_CODES.items()
        }
        for split, ids in reversed(PARTITION_IDS.items()):
            if self.origin == "released" and self._parts[split] != [f"{k:06d}" for k in ids]:
                raise DamagedFileError(
                    _found(self.root, "Eval", PARTITION),
                    f"lists {len(self._parts[split])} {split} images, expected {ids[0]} to "
                    f"{ids[-1]}",
                )
        self._landmarks: dict[str, tuple[int, ...]] | None = None
        self._identity: dict[str, tuple[int, ...]] | None = None

    def test_ids(self) -> list[str]:
        """Return our 2,000 test images, or all that a smaller stand-in has, e.g. "182650"."""
        return draw_test_ids(self._parts["test"])

    def split_ids(self, split: Split) -> list[str]:
        """Return all images of a part of the partition, in order."""
        return self._parts[split]

    def image_path(self, sample_id: str) -> Path:
        """Return the photograph's file."""
        return self._images / f"{sample_id}.jpg"

    def image(self, sample_id: str) -> UInt8[np.ndarray, "218 178 3"]:
        """Read the photograph."""
        path = _existing(self.image_path(sample_id))
        return read_pixels(path, "RGB", (IMAGE_WIDTH, IMAGE_HEIGHT))

    def landmarks5(self, sample_id: str) -> Float[np.ndarray, "5 2"]:
        """Return right eye, left eye, nose tip, right and left mouth corner, our pixels."""
        if self._landmarks is None:
            self._landmarks = _read_table(_found(self.root, "Anno", LANDMARKS), 10)
        if sample_id not in self._landmarks:
            path = _found(self.root, "Anno", LANDMARKS)
            raise DamagedFileError(path, f"has no line for {sample_id}.jpg")
        return np.array(self._landmarks[sample_id], np.float64).reshape(5, 2) + 0.5

    def subject(self, sample_id: str) -> str:
        """Return who is in the picture; without the list of identities it is the id."""
        if self._identity is None:
            path = _candidates(self.root, "Anno", IDENTITY)
            present = next((p for p in path if p.is_file()), None)
            self._identity = {} if present is None else _read_table(present, 1)
        row = self._identity.get(sample_id)
        return sample_id if row is None else str(row[0])

    def parsing_path(self, sample_id: str) -> Path:
        """Return the prepared labels' file, whose folder says which labels they are.

        Raises:
            FileNotFoundError: it was not prepared.
        """
        for kind in PARSING_SKIN:
            path = self.root / "prepared" / kind / f"{sample_id}.png"
            if path.is_file():
                return path
        raise FileNotFoundError(
            f"{self.root / 'prepared' / 'parsing' / f'{sample_id}.png'} does not exist; CelebA has "
            "no face parsing, so run a parser on its aligned images and write its labels as 8-bit "
            "PNG, 0 to 9 to prepared/parsing or CelebAMask-HQ's 0 to 18 to prepared/celebamask-hq"
        )

    def has_parsing(self, sample_id: str) -> bool:
        """Return whether labels were prepared; they are not read."""
        return any(
            (self.root / "prepared" / kind / f"{sample_id}.png").is_file() for kind in PARSING_SKIN
        )

    def labels10(self, sample_id: str) -> UInt8[np.ndarray, "218 178"]:
        """Read the prepared labels as DF-MVR's ten; in those of the 19, glasses are background."""
        kind, found = self._labels(sample_id)
        return found if kind == "parsing" else np.asarray(_TEN_FROM_NINETEEN[found])

    def landmarks68_path(self, sample_id: str) -> Path:
        """Return where 68 prepared landmarks are, if there are any."""
        return self.root / "prepared" / "landmarks" / f"{sample_id}.txt"

    def landmarks68(self, sample_id: str) -> Float64[np.ndarray, "68 2"]:
        """Read the 68 prepared landmarks, iBUG order, our pixels of the aligned image.

        Raises:
            FileNotFoundError: they were not prepared.
        """
        path = self.landmarks68_path(sample_id)
        if not path.is_file():
            raise FileNotFoundError(
                f"{path} does not exist; CelebA has five landmarks, so run a detector on its "
                "aligned images and write 68 lines 'u v' for each (iBUG order, pixels), or let "
                "`make prepare DATASET=celeba ARGS=--detect` do it"
            )
        return read_image_points(path, 68)

    def mask(
        self, sample_id: str, labels: Mapping[str, frozenset[int]]
    ) -> Bool[np.ndarray, "218 178"]:
        """Read where the prepared labels are among those asked for (`PARSING_SKIN`, ...)."""
        kind, found = self._labels(sample_id)
        return np.isin(found, sorted(labels[kind]))

    def _labels(self, sample_id: str) -> tuple[str, UInt8[np.ndarray, "218 178"]]:
        """Read the prepared labels; return which they are as well."""
        path = self.parsing_path(sample_id)
        kind = path.parent.name
        found = read_pixels(path, "L", (IMAGE_WIDTH, IMAGE_HEIGHT))
        if found.max() >= _N_LABELS[kind]:
            limit = _N_LABELS[kind] - 1
            raise DamagedFileError(path, f"labels go up to {found.max()}, expected 0 to {limit}")
        return kind, found


def _candidates(root: Path, folder: str, name: str) -> tuple[Path, Path]:
    return root / folder / name, root / name


def _found(root: Path, folder: str, name: str) -> Path:
    for path in _candidates(root, folder, name):
        if path.exists():
            return path
    raise _not_found(root / folder / name)


def _existing(path: Path) -> Path:
    if path.is_file():
        return path
    raise _not_found(path)


def _not_found(path: Path) -> DatasetNotFoundError:
    return DatasetNotFoundError("CelebA", path, _LAYOUT, REQUEST_PAGE, OPTION)


def _read_table(path: Path, width: int) -> dict[str, tuple[int, ...]]:
    """Read lines of a file name and whole numbers; a count and a header may come first."""
    rows: dict[str, tuple[int, ...]] = {}
    try:
        lines = path.read_text().splitlines()
    except (OSError, ValueError) as error:
        raise DamagedFileError(path, f"not readable text ({error})") from error
    if lines and lines[0].strip().isdigit():
        lines = lines[2:]
    for number, line in enumerate(lines, 1):
        name, *values = line.split() or [""]
        match = FILE_NAME.fullmatch(name)
        try:
            numbers = tuple(int(value) for value in values)
        except ValueError:
            numbers = ()
        if match is None or len(numbers) != width:
            expected = f"'000001.jpg' and {width} whole numbers"
            raise DamagedFileError(path, f"row {number} is {line[:60]!r}, expected {expected}")
        rows[match[1]] = numbers
    return rows
