"""CelebAMask-HQ (Lee et al., CVPR 2020): 30,000 photographs of faces with masks of 18 classes.

Released layout:

    CelebA-HQ-img/0.jpg                           1024 x 1024, RGB, to 29999.jpg
    CelebAMask-HQ-mask-anno/0/00000_skin.png      512 x 512, white where the class is; folder k
                                                  holds images 2000 k to 2000 k + 1999; an absent
                                                  class has no file
    CelebA-HQ-to-CelebA-mapping.txt               header "idx orig_idx orig_file", then
                                                  "0 119613 119614.jpg"

A mask's white is 255, or 225 where a file was converted to Pillow's palette mode (225 is white in
its web palette): whatever looks bright is inside.

Labels come in two sets: the 19 classes in the order of zllrunning/face-parsing.PyTorch, where later
classes cover earlier ones (CelebAMask-HQ's own scripts have another order), and DF-MVR's ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from jaxtyping import Bool, UInt8
from PIL import Image

from .celeba import TEST_IDS, draw_test_ids
from .doctor import Finding
from .errors import DamagedFileError, DatasetNotFoundError
from .origin import Origin, read_marker, read_origin

REQUEST_PAGE = "https://github.com/switchablenorms/CelebAMask-HQ"
N_IMAGES = 30_000
LABEL_SIZE = 512
IMAGE_SIZE = 1024
PER_FOLDER = 2000
CLASSES = [
    "background",
    "skin",
    "l_brow",
    "r_brow",
    "l_eye",
    "r_eye",
    "eye_g",
    "l_ear",
    "r_ear",
    "ear_r",
    "nose",
    "mouth",
    "u_lip",
    "l_lip",
    "neck",
    "neck_l",
    "cloth",
    "hair",
    "hat",
]
"""The 19 classes in label order; eye_g are glasses, ear_r earrings, neck_l a necklace."""

Split = Literal["train", "val", "test"]
Glasses = Literal["skin", "background"]
Side = Literal["subject", "image"]
# CelebA's partition by the number of the original image: last of training and of validation.
_LAST_TRAIN, _LAST_VAL = 162_770, 182_637

IMAGES, MASKS = "CelebA-HQ-img", "CelebAMask-HQ-mask-anno"
MAPPING = "CelebA-HQ-to-CelebA-mapping.txt"
_HEADER = "idx      orig_idx    orig_file"
_LAYOUT = f"{IMAGES}/0.jpg, {MASKS}/0/00000_skin.png and {MAPPING}"
_OPTION = "set DATA_ROOT=<folder>, or run `make synth DATASET=celebamask-hq` for a stand-in"
_FILE = re.compile(r"(\d+)\.jpg")


def ten_from_nineteen(glasses: Glasses = "skin", left: Side = "subject") -> list[int]:
    """Return DF-MVR's label of each of the 19 classes.

    Ears, neck, hair, hat, cloth and jewellery become background.

    Args:
        glasses: what glasses become; the paper does not say.
        left: whose left "l_" is: DF-MVR's labels here have the subject's. With "image", left and
            right are exchanged.
    """
    ten = [0, 1, 2, 3, 4, 5, int(glasses == "skin"), 0, 0, 0, 6, 7, 8, 9, 0, 0, 0, 0, 0]
    if left == "image":
        ten[2:6] = [3, 2, 5, 4]
    return ten


class CelebAMaskHQ:
    """Reader of one split, by CelebA's partition of the original images, or of everything.

    Args:
        root: the folder that holds CelebA-HQ-img.
        split: "train", "val", "test"; None for all images.

    Raises:
        DatasetNotFoundError: images, masks or the mapping are not there, or the split is empty.
        DamagedFileError: the mapping cannot be read.
    """

    def __init__(self, root: str | Path, split: Split | None = None) -> None:
        self.root = Path(root)
        self.origin: Origin = read_origin(self.root)
        if self.origin == "synthetic":
            read_marker(self.root)  # a damaged marker is no stand-in
        for name in (IMAGES, MASKS, MAPPING):
            _existing(self.root / name)
        self.original = _read_mapping(self.root / MAPPING)
        self.sample_ids = [
            str(number)
            for number, original in sorted(self.original.items())
            if split is None or split_of(original) == split
        ]
        if not self.sample_ids:
            raise _not_found(self.root / IMAGES / "0.jpg")

    def image_path(self, sample_id: str) -> Path:
        """Return the photograph's file."""
        return self.root / IMAGES / f"{sample_id}.jpg"

    def mask_path(self, sample_id: str, name: str) -> Path:
        """Return the file of a class, present or not."""
        number = int(sample_id)
        return self.root / MASKS / str(number // PER_FOLDER) / f"{number:05d}_{name}.png"

    def image(self, sample_id: str, size: int = LABEL_SIZE) -> UInt8[np.ndarray, "S S 3"]:
        """Read the photograph, reduced to `size` pixels (the masks' size unless said otherwise)."""
        path = _existing(self.image_path(sample_id))
        try:
            with Image.open(path) as image:
                if image.width != image.height:
                    problem = f"{image.width} x {image.height} pixels, expected a square"
                    raise DamagedFileError(path, problem)
                image.draft("RGB", (2 * size, 2 * size))  # decodes no more than is needed
                reduced = image.convert("RGB").resize((size, size), Image.Resampling.BOX)
                return np.asarray(reduced)
        except DamagedFileError:
            raise
        except (OSError, ValueError, SyntaxError) as error:
            raise DamagedFileError(path, f"not a readable image ({error})") from error

    def labels19(self, sample_id: str) -> UInt8[np.ndarray, "512 512"]:
        """Read all masks of an image into one of the 19 labels per pixel, see `CLASSES`.

        Raises:
            DatasetNotFoundError: the image has no mask at all.
            DamagedFileError: a mask cannot be read.
        """
        labels = np.zeros((LABEL_SIZE, LABEL_SIZE), np.uint8)
        found = False
        for label, name in enumerate(CLASSES):
            path = self.mask_path(sample_id, name)
            if label and path.is_file():
                labels[_read_mask(path)] = label
                found = True
        if not found:
            raise _not_found(self.mask_path(sample_id, "skin"))
        return labels

    def labels10(
        self, sample_id: str, glasses: Glasses = "skin", left: Side = "subject"
    ) -> UInt8[np.ndarray, "512 512"]:
        """Read DF-MVR's ten labels, see `ten_from_nineteen`."""
        ten = np.array(ten_from_nineteen(glasses, left), np.uint8)
        return np.asarray(ten[self.labels19(sample_id)])


def split_of(original: int) -> Split:
    """Return the part of CelebA's partition of an original image.

    CelebAMask-HQ's own script compares the number from 0 with one more than it should, which puts
    an image of the next part at the end of each.

    Args:
        original: number in the name of CelebA's file: 1 for 000001.jpg.
    """
    if original <= _LAST_TRAIN:
        return "train"
    return "val" if original <= _LAST_VAL else "test"


def overlap(original: Mapping[int, int], celeba_ids: Iterable[str]) -> list[str]:
    """Return the images that show some of CelebA's, such as those that a benchmark tests on.

    Training and validation never do so with test images: `split_of` follows CelebA's partition.

    Args:
        original: number of CelebA's image of each image, as in the mapping.
        celeba_ids: such as "182657".
    """
    wanted = {int(sample_id) for sample_id in celeba_ids}
    return [str(number) for number, shown in sorted(original.items()) if shown in wanted]


def _existing(path: Path) -> Path:
    if path.exists():
        return path
    raise _not_found(path)


def _not_found(path: Path) -> DatasetNotFoundError:
    return DatasetNotFoundError("CelebAMask-HQ", path, _LAYOUT, REQUEST_PAGE, _OPTION)


def _read_mapping(path: Path) -> dict[int, int]:
    """Return the number of CelebA's image of each image."""
    rows: dict[int, int] = {}
    try:
        lines = path.read_text().splitlines()
    except (OSError, ValueError) as error:
        raise DamagedFileError(path, f"not readable text ({error})") from error
    for number, line in enumerate(lines[1:], 2):
        words = line.split()
        if not words:
            continue
        match = _FILE.fullmatch(words[-1])
        if len(words) != 3 or match is None or not (words[0] + words[1]).isdigit():
            problem = f"line {number} is {line[:60]!r}, expected '0 119613 119614.jpg'"
            raise DamagedFileError(path, problem)
        if int(words[1]) + 1 != int(match[1]):
            problem = f"line {number}: orig_idx {words[1]} is not one less than {words[2]}"
            raise DamagedFileError(path, problem)
        rows[int(words[0])] = int(match[1])
    return rows


def _read_mask(path: Path) -> Bool[np.ndarray, "512 512"]:
    try:
        with Image.open(path) as image:
            if image.size != (LABEL_SIZE, LABEL_SIZE):
                problem = f"{image.width} x {image.height} pixels, expected 512 x 512"
                raise DamagedFileError(path, problem)
            return np.asarray(image.convert("L")) > 127
    except DamagedFileError:
        raise
    except (OSError, ValueError, SyntaxError) as error:
        raise DamagedFileError(path, f"not a readable image ({error})") from error


def write_celebamask_image(
    root: Path,
    number: int,
    image: UInt8[np.ndarray, "S S 3"],
    labels: UInt8[np.ndarray, "512 512"],
) -> None:
    """Write one image of a stand-in and a mask per class; the mapping makes them a dataset.

    Args:
        root: of the dataset.
        number: of the image.
        image: enlarged to 1024 pixels, the release's size.
        labels: 0 to 9, DF-MVR's, whose left and right are the subject's.
    """
    ten = ten_from_nineteen()
    names = {ten[label]: name for label, name in enumerate(CLASSES) if ten[label] and label != 6}
    folder = root / MASKS / str(number // PER_FOLDER)
    for path in (root / IMAGES, folder):
        path.mkdir(parents=True, exist_ok=True)
    large = Image.fromarray(image).resize((IMAGE_SIZE, IMAGE_SIZE), Image.Resampling.BICUBIC)
    large.save(root / IMAGES / f"{number}.jpg", quality=90)
    for label, name in names.items():
        inside = labels == label
        if inside.any():
            mask = Image.fromarray((inside * 255).astype(np.uint8))
            mask.save(folder / f"{number:05d}_{name}.png")


def write_mapping(root: Path, original: Mapping[int, int]) -> None:
    """Write which image of CelebA (number in its file's name) each image is."""
    rows = [f"{k}      {n - 1}      {n:06d}.jpg" for k, n in sorted(original.items())]
    (root / MAPPING).write_text("\n".join([_HEADER, *rows]) + "\n")


def examine(root: Path) -> Iterator[Finding]:
    """Check a copy of the data; see `face_datasets.doctor`."""
    try:
        data = CelebAMaskHQ(Path(root))
    except (OSError, ValueError) as error:
        yield Finding("error", str(error), _OPTION)
        return
    n_images = len(data.sample_ids)
    whole = n_images == N_IMAGES or data.origin == "synthetic"
    fix = "" if whole else f"expected {N_IMAGES}; take the mapping of the release"
    yield Finding("ok" if whole else "error", f"the mapping has {n_images} images", fix)
    counts = dict.fromkeys(get_args(Split), 0)
    for original in data.original.values():
        counts[split_of(original)] += 1
    yield Finding("ok", ", ".join(f"{n} {split}" for split, n in counts.items()))
    tested = overlap(data.original, draw_test_ids([f"{n:06d}" for n in TEST_IDS]))
    trained = [i for i in tested if split_of(data.original[int(i)]) != "test"]
    what = f"{len(tested)} images show test images of celeba-color, {len(trained)} to train on"
    yield Finding("error" if trained else "ok", what)
    missing = [i for i in data.sample_ids if not data.image_path(i).is_file()]
    yield _summary(len(missing), n_images, "images are missing", missing[:1], "unpack again")
    bare = [i for i in data.sample_ids if not data.mask_path(i, "skin").is_file()]
    yield _summary(len(bare), n_images, "images have no mask of skin", bare[:1], "unpack again")
    yield from _examine_sample(data)


def _summary(n_bad: int, n: int, what: str, first: list[str], fix: str) -> Finding:
    if n_bad:
        return Finding("error", f"{n_bad} of {n} {what}, first {', '.join(first)}", fix)
    return Finding("ok", f"0 of {n} {what}")


def _examine_sample(data: CelebAMaskHQ) -> Iterator[Finding]:
    """Read a few images spread over the dataset, and see whose left "l_eye" is."""
    ids = data.sample_ids[:: max(len(data.sample_ids) // 50, 1)]
    problems, subject, both = [], 0, 0
    for sample_id in ids:
        try:
            data.image(sample_id, 64)
            labels = data.labels19(sample_id)
        except (OSError, ValueError) as error:
            problems.append(f"{sample_id} ({error})")
            continue
        columns = [np.flatnonzero((labels == label).any(axis=0)) for label in (4, 5)]
        if len(columns[0]) and len(columns[1]):
            both += 1
            subject += int(columns[0].mean() > columns[1].mean())
    yield _summary(len(problems), len(ids), "looked at cannot be read", problems[:1], "restore it")
    if both:
        what = f'"l_eye" is on the subject\'s left in {subject} of {both} images looked at'
        if 2 * subject > both:
            yield Finding("ok", what)
        else:
            yield Finding("warning", what, 'set the option left to "image"')
