"""Face triples for training: left, front and right view of the same face, cropped.

A prepared layout of ours, into which releases with three cameras (Pixel-Face) and the studio write:

    <root>/{train,val}/00042/03/left.png           crop, S x S, RGB; also front.png, right.png
    <root>/{train,val}/00042/03/left_parsing.png   face-parsing labels 0 to 9, S x S, 8 bit;
                                                   of all three views or of none
    <root>/{train,val}/00042/03/landmarks.npz      landmarks_2d (3, 68, 2) crop pixels; where they
                                                   are known, landmarks_3d (68, 3) and points_101
                                                   (101, 3): mm, any rigid frame
    <root>/{train,val}/00042/03/truth.npz          only from the studio: coefficients and cameras

Labels are for methods that do not make masks themselves: DF-MVR with a parser inside needs none.
00042 is the subject (five digits), 03 the expression (any name). In the left view the nose points
to the image's left. Landmarks are in iBUG order; pixels as everywhere (top-left centre 0.5, 0.5).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image

from .errors import DamagedFileError, DatasetNotFoundError
from .origin import Origin, read_origin

VIEWS = ("left", "front", "right")
LANDMARKS = "landmarks.npz"
TRUTH = "truth.npz"
POINTS_IN_SPACE = {"landmarks_3d": (68, 3), "points_101": (101, 3)}
"""What a sample may say about the face in space, beside its images."""

Split = Literal["train", "val"]

_LAYOUT = "train/ and val/ with <subject>/<expression>/{left,front,right}.png"
_REQUEST = "the authors of Pixel-Face (github.com/zyg11/Pixel-Face)"
_OPTION = "set DATA_ROOT=<folder>, or run `make synth DATASET=three-view` for a stand-in"
_SUBJECT = re.compile(r"\d{5}")


@dataclass(frozen=True)
class ThreeViewSample:
    """One face from three sides; the first axis is left, front, right.

    Attributes:
        sample_id: "<subject>/<expression>".
        images: RGB crops.
        parsing: labels in `FACE_PARSING_REGIONS`' order, 0 to 9; None where nobody made any.
        landmarks_2d: crop pixels.
        landmarks_3d: millimetres, in any rigid frame; None where the release has no geometry.
        points_101: the points of Pixel-Face that DF-MVR's 3D loss compares, in the same frame; None
            in all other sets.
    """

    sample_id: str
    images: UInt8[np.ndarray, "3 S S 3"]
    parsing: UInt8[np.ndarray, "3 S S"] | None
    landmarks_2d: Float[np.ndarray, "3 68 2"]
    landmarks_3d: Float[np.ndarray, "68 3"] | None
    points_101: Float[np.ndarray, "101 3"] | None = None


class ThreeViewDataset:
    """Reader of one split.

    Args:
        root: folder that holds `train` and `val`.
        split: which of the two.

    Raises:
        DatasetNotFoundError: the split does not exist or holds no sample.
    """

    def __init__(self, root: str | Path, split: Split = "train") -> None:
        self.root = Path(root)
        self.split = split
        self.origin: Origin = read_origin(self.root)
        folder = self.root / split
        if not folder.is_dir():
            raise DatasetNotFoundError("three-view set", folder, _LAYOUT, _REQUEST, _OPTION)
        self.sample_ids = [
            f"{subject.name}/{expression.name}"
            for subject in sorted(folder.iterdir())
            if _SUBJECT.fullmatch(subject.name)
            for expression in sorted(subject.iterdir())
            if expression.is_dir()
        ]
        if not self.sample_ids:
            missing = folder / "00000" / "01"
            raise DatasetNotFoundError("three-view set", missing, _LAYOUT, _REQUEST, _OPTION)

    def __len__(self) -> int:
        """Number of samples."""
        return len(self.sample_ids)

    def __getitem__(self, index: int) -> ThreeViewSample:
        """Read one sample.

        Raises:
            DatasetNotFoundError: one of its files is missing; labels of all views may be.
            DamagedFileError: one of its files cannot be read or does not fit the others.
        """
        sample_id = self.sample_ids[index]
        folder = self.root / self.split / sample_id
        images = [self._image(folder / f"{view}.png", "RGB") for view in VIEWS]
        side = len(images[0])
        for view, image in zip(VIEWS, images, strict=True):
            if image.shape != (side, side, 3):
                raise DamagedFileError(
                    folder / f"{view}.png",
                    f"crop of shape {image.shape}, expected {side} x {side} in every view",
                )
        landmarks = self._arrays(folder / LANDMARKS)
        return ThreeViewSample(
            sample_id,
            np.stack(images),
            self._parsing(folder, side),
            _checked(landmarks, "landmarks_2d", (3, 68, 2), folder / LANDMARKS),
            *(
                _checked(landmarks, name, shape, folder / LANDMARKS) if name in landmarks else None
                for name, shape in POINTS_IN_SPACE.items()
            ),
        )

    def labelled_view(
        self, index: int, view: str
    ) -> tuple[UInt8[np.ndarray, "S S 3"], UInt8[np.ndarray, "S S"]]:
        """Read one view's crop and its labels, and nothing else of the sample.

        Args:
            index: of the sample.
            view: "left", "front" or "right".

        Raises:
            DatasetNotFoundError: one of the two files is missing.
            DamagedFileError: one of them cannot be read, or they do not fit each other.
        """
        folder = self.root / self.split / self.sample_ids[index]
        path = folder / f"{view}.png"
        image = self._image(path, "RGB")
        if image.shape[0] != image.shape[1]:
            raise DamagedFileError(path, f"crop of shape {image.shape}, expected a square")
        return image, self._labels(parsing_files(folder)[VIEWS.index(view)], len(image))

    def truth(self, index: int) -> dict[str, np.ndarray]:
        """Read the coefficients and cameras that the studio kept; released data has none."""
        return self._arrays(self.root / self.split / self.sample_ids[index] / TRUTH)

    def _parsing(self, folder: Path, side: int) -> UInt8[np.ndarray, "3 S S"] | None:
        """Read the labels of a sample's views, or return None where there are none at all."""
        paths = parsing_files(folder)
        if not any(path.is_file() for path in paths):
            return None
        return np.stack([self._labels(path, side) for path in paths])

    def _labels(self, path: Path, side: int) -> UInt8[np.ndarray, "S S"]:
        labels = self._image(path, "L", "labels of all three views, or of none")
        if labels.shape != (side, side):
            problem = f"labels of shape {labels.shape}, expected {side} x {side} as the crops"
            raise DamagedFileError(path, problem)
        if labels.max() > 9:
            raise DamagedFileError(path, f"labels go up to {labels.max()}, expected 0 to 9")
        return labels

    def _image(self, path: Path, mode: str, expected: str = _LAYOUT) -> UInt8[np.ndarray, " ..."]:
        try:
            with Image.open(self._existing(path, expected)) as image:
                return np.asarray(image.convert(mode))
        except DatasetNotFoundError:
            raise
        except (OSError, ValueError, SyntaxError) as error:  # SyntaxError: a broken PNG chunk
            raise DamagedFileError(path, f"not a readable image ({error})") from error

    def _arrays(self, path: Path) -> dict[str, np.ndarray]:
        try:
            with np.load(self._existing(path), allow_pickle=False) as archive:
                return {key: archive[key] for key in archive.files}
        except DatasetNotFoundError:
            raise
        except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile) as error:
            raise DamagedFileError(path, f"not a readable .npz archive ({error})") from error

    def _existing(self, path: Path, expected: str = _LAYOUT) -> Path:
        if path.is_file():
            return path
        raise DatasetNotFoundError("three-view set", path, expected, _REQUEST, _OPTION)


def parsing_files(folder: Path) -> list[Path]:
    """Return where the labels of a sample's views are, if it has any."""
    return [folder / f"{view}_parsing.png" for view in VIEWS]


def _checked(
    arrays: Mapping[str, np.ndarray], name: str, shape: tuple[int, ...], path: Path
) -> Float[np.ndarray, " ..."]:
    """Return a float32 array of the archive, or say what is wrong with it."""
    array = arrays.get(name)
    if array is None or array.shape != shape or not np.isfinite(array).all():
        found = "is missing" if array is None else f"has shape {array.shape} or is not finite"
        raise DamagedFileError(path, f"{name} {found}, expected {shape} finite numbers")
    return array.astype(np.float32)


def write_three_view_sample(
    root: Path,
    split: Split,
    sample: ThreeViewSample,
    truth: Mapping[str, np.ndarray] | None = None,
) -> None:
    """Write one sample; samples may be written by several processes.

    Args:
        root: folder that holds, or will hold, `train` and `val`.
        split: which of the two.
        sample: `sample_id` is "<subject, five digits>/<expression>".
        truth: what the studio knows beside it: coefficients, cameras.

    Raises:
        ValueError: the sample id is malformed.
    """
    subject, _, expression = sample.sample_id.partition("/")
    if not _SUBJECT.fullmatch(subject) or not re.fullmatch(r"\w+", expression):
        raise ValueError(
            f"sample id {sample.sample_id!r}: expected <five digits>/<expression>, like '00042/03'"
        )
    folder = Path(root) / split / subject / expression
    folder.mkdir(parents=True, exist_ok=True)
    for view, image in zip(VIEWS, sample.images, strict=True):
        Image.fromarray(image).save(folder / f"{view}.png", compress_level=1)
    parsing = [None] * len(VIEWS) if sample.parsing is None else sample.parsing
    for path, labels in zip(parsing_files(folder), parsing, strict=True):
        if labels is None:
            path.unlink(missing_ok=True)  # of a sample that was here before
        else:
            Image.fromarray(labels).save(path, compress_level=1)
    in_space = {name: getattr(sample, name) for name in POINTS_IN_SPACE}
    known = {
        name: points.astype(np.float32) for name, points in in_space.items() if points is not None
    }
    np.savez(folder / LANDMARKS, landmarks_2d=sample.landmarks_2d.astype(np.float32), **known)
    if truth is not None:
        np.savez(folder / TRUTH, **dict(truth))  # type: ignore[arg-type]
