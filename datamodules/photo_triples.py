"""Photographs of a data set, cropped for three-view methods; prediction only.

A data set brings a `PhotoSource`: which reconstructions are wanted, of which photographs, and what
is known of each photograph. The rest is the same for all of them and stands here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, NamedTuple, get_args

import numpy as np
import torch
from jaxtyping import Float, UInt8
from lightning import LightningDataModule
from torch.utils.data import DataLoader, Dataset

from geometry.crops import (
    CropRule,
    CropTransform,
    apply_crop,
    crop_from_landmarks5,
    crop_from_landmarks68,
    estimate_yaw,
)

LEFT, FRONT, RIGHT = range(3)


def view_of_yaw(yaw: float, threshold: float = 20.0) -> int:
    """Return the slot of a three-view method for a single image: 0 left, 1 front, 2 right.

    Args:
        yaw: degrees; negative: the nose points to the image's left.
        threshold: degrees from which a view counts as one from the side.
    """
    return LEFT if yaw < -threshold else RIGHT if yaw > threshold else FRONT


class Sample(NamedTuple):
    """What one reconstruction is made from.

    Attributes:
        sample_id: of the reconstruction.
        photos: names of its photographs. The reconstruction is posed in the first.
        slots: of each: `LEFT`, `FRONT` or `RIGHT`. None for a single one, whose yaw decides.
    """

    sample_id: str
    photos: tuple[str, ...]
    slots: tuple[int, ...] | None = None


class Photo(NamedTuple):
    """One photograph.

    Attributes:
        image: RGB, upright.
        landmarks5: pixels: right eye, left eye, tip of the nose, right and left corner of the mouth
            (the subject's).
        parsing: labels 0 to 9; None where nobody has made any.
        landmarks68: pixels, iBUG order; None where a data set has none.
    """

    image: UInt8[np.ndarray, "H W 3"]
    landmarks5: Float[np.ndarray, "5 2"]
    parsing: UInt8[np.ndarray, "H W"] | None = None
    landmarks68: Float[np.ndarray, "68 2"] | None = None


class PhotoCrop(NamedTuple):
    """What is kept of a photograph.

    Attributes:
        image: its crop.
        parsing: the crop's labels; None where nobody has made any.
        transform: where the crop is.
        yaw: of the face, degrees.
        photo_size: height and width of the photograph.
    """

    image: UInt8[np.ndarray, "S S 3"]
    parsing: UInt8[np.ndarray, "S S"] | None
    transform: CropTransform
    yaw: float
    photo_size: tuple[int, int]


def cut(photo: Photo, size: int, rule: CropRule) -> PhotoCrop:
    """Cut the crop of a photograph.

    Raises:
        ValueError: landmarks do not look like a face, or the rule needs others.
    """
    if rule == "five-points":
        transform = crop_from_landmarks5(photo.landmarks5, size)
    elif photo.landmarks68 is not None:
        transform = crop_from_landmarks68(photo.landmarks68, size)
    else:
        raise ValueError(
            "it has no 68 landmarks, which the crop 'deca' is placed by; put those of a landmark "
            "detector beside it as its data set's reader says, if that has a place for them, or "
            "crop with --data.init_args.crop five-points"
        )
    labels = photo.parsing
    return PhotoCrop(
        apply_crop(photo.image, transform),
        None if labels is None else apply_crop(labels, transform, "nearest"),
        transform,
        estimate_yaw(photo.landmarks5),
        (photo.image.shape[0], photo.image.shape[1]),
    )


class PhotoSource(ABC):
    """A data set as `PhotoTriples` wants it."""

    @abstractmethod
    def samples(self) -> list[Sample]:
        """Return what to reconstruct, in the order of the ids."""

    @abstractmethod
    def photo(self, name: str) -> Photo:
        """Read one photograph.

        Raises:
            DatasetNotFoundError: one of its files is missing.
            DamagedFileError: one of its files cannot be read.
        """


class PhotoTriples(Dataset[dict[str, Any]]):
    """One triple of crops per sample; views that are not given are black.

    All photographs are read and cropped at once, which finds damaged ones before anything is
    predicted, and their crops stay in memory: 0.15 MB each at 224 pixels, 0.2 with labels.

    Args:
        source: the data set.
        image_size: side of the crops in pixels.
        yaw_threshold: degrees, see `view_of_yaw`.
        crop: how crops are placed.
        samples: those of the source that are wanted; None takes all.

    Raises:
        ValueError: landmarks do not look like a face or are not those that the crop needs, left and
            right view are exchanged, or only some of the photographs have labels.
        DatasetNotFoundError: a file is missing.
        DamagedFileError: a file cannot be read.
    """

    def __init__(
        self,
        source: PhotoSource,
        image_size: int,
        yaw_threshold: float,
        crop: CropRule = "five-points",
        samples: list[Sample] | None = None,
    ) -> None:
        self.samples = source.samples() if samples is None else samples
        self.image_size = image_size
        self.yaw_threshold = yaw_threshold
        self._crops: dict[str, PhotoCrop] = {}
        for name in dict.fromkeys(name for sample in self.samples for name in sample.photos):
            photo = source.photo(name)
            try:
                self._crops[name] = cut(photo, image_size, crop)
            except ValueError as error:
                raise ValueError(f"photograph {name}: {error}") from None
        self.labelled = self._check()

    def __len__(self) -> int:
        """Number of samples."""
        return len(self.samples)

    def __getitem__(self, index: int) -> dict[str, Any]:
        """Return the crops of one sample with their labels."""
        sample, size = self.samples[index], self.image_size
        crops = [self._crops[name] for name in sample.photos]
        slots = sample.slots
        if slots is None:
            slots = (view_of_yaw(crops[0].yaw, self.yaw_threshold),)
        first = crops[0].transform
        item: dict[str, Any] = {
            "sample_id": sample.sample_id,
            "images": torch.zeros(3, 3, size, size),
            "given": torch.isin(torch.arange(3), torch.tensor(slots)),
            "view": torch.tensor(slots[0]),
            "crop_scale": torch.tensor(first.scale, dtype=torch.float32),
            "crop_translation": torch.from_numpy(np.array(first.translation, np.float32)),
            "photo_size": torch.tensor(crops[0].photo_size),
        }
        if self.labelled:
            item["parsing"] = torch.zeros(3, size, size, dtype=torch.uint8)
        for crop, slot in zip(crops, slots, strict=True):
            item["images"][slot] = torch.from_numpy(crop.image).movedim(-1, 0).float() / 255
            if self.labelled:
                assert crop.parsing is not None  # _check has seen to it
                item["parsing"][slot] = torch.from_numpy(crop.parsing)
        return item

    def _check(self) -> bool:
        """Check sides and labels; return whether there are labels."""
        for sample in self.samples:
            by_slot = dict(zip(sample.slots or (), sample.photos, strict=False))
            if LEFT in by_slot and RIGHT in by_slot:
                left, right = (self._crops[by_slot[slot]].yaw for slot in (LEFT, RIGHT))
                _check_sides(sample.sample_id, left, right)
        without = [name for name, crop in self._crops.items() if crop.parsing is None]
        if without and len(without) < len(self._crops):
            raise ValueError(
                f"{len(without)} of {len(self._crops)} photographs have no face-parsing labels, "
                f"such as {without[0]}; make them for all photographs, or remove them from all"
            )
        return not without


def _check_sides(sample_id: str, left: float, right: float) -> None:
    """Refuse a sample whose left view shows the nose further to the right than its right view."""
    if left >= right:
        raise ValueError(
            f"sample {sample_id}: by their landmarks the face points {left:.0f} degrees to the "
            f"image's right in the left view and {right:.0f} in the right one; the nose has to "
            "point to the image's left in the left view: exchange them, or mend the landmarks"
        )


class PhotoTriplesDataModule(LightningDataModule, ABC):
    """Batches for `predict`: the training batch's inputs, and where in the image the crop is.

    Beside `images` and `given` as in `ThreeViewDataModule`, a batch holds `sample_id` (a list),
    `view` (B,) the slot of the photograph in which the face is to be posed, and that photograph's
    `crop_scale` (B,), `crop_translation` (B, 2): crop pixel = scale x image pixel + translation,
    and `photo_size` (B, 2), its height and width, for methods that render the face back into it.
    `parsing` is there where the data set has labels.

    Args:
        root: the data set's folder.
        image_size: side of the crops in pixels; None takes the size at which the method was
            trained.
        batch_size: samples per step and process.
        yaw_threshold: degrees from which a single image goes into the left or right slot.
        crop: how crops are placed; None takes the rule on whose crops the method was trained: its
            hyper-parameter `crop`, five-points if it has none.

    Attributes:
        benchmark: the prediction set of the benchmarks that score this.
        most_samples: if set, only so many of the samples, spread evenly, are read.
        method_suffix: added to the method's name where its predictions are of another input than
            the benchmark's usual one.
    """

    benchmark: str
    method_suffix: str = ""
    most_samples: int | None = None

    def __init__(
        self,
        root: Path,
        image_size: int | None = None,
        batch_size: int = 16,
        yaw_threshold: float = 20.0,
        crop: CropRule | None = None,
    ) -> None:
        super().__init__()
        self.root = Path(root)
        self.image_size = image_size
        self.batch_size = batch_size
        self.yaw_threshold = yaw_threshold
        self.crop = crop

    @abstractmethod
    def source(self) -> PhotoSource:
        """Open the data set."""

    def _chosen(self, source: PhotoSource) -> list[Sample]:
        samples = source.samples()
        if self.most_samples is None:
            return samples
        places = np.linspace(0, len(samples) - 1, min(self.most_samples, len(samples)))
        return [samples[int(place)] for place in places.round()]

    def predict_dataloader(self) -> DataLoader[dict[str, Any]]:
        """Batches in the order of the ids.

        Every photograph is read beforehand: predictions replace earlier ones as they come, and
        a damaged one must not stop them half-way.

        Raises:
            ValueError: see `PhotoTriples`.
            DatasetNotFoundError: a photograph is missing.
            DamagedFileError: a photograph, its landmarks or its labels cannot be read.
        """
        method = {} if self.trainer is None else self.trainer.lightning_module.hparams
        size = self.image_size or method["image_size"]
        crop = self.crop or method.get("crop", "five-points")
        if crop not in get_args(CropRule):
            raise ValueError(
                f"the method was trained on crops {crop!r}, which is none of "
                f"{', '.join(get_args(CropRule))}; choose one with --data.init_args.crop"
            )
        source = self.source()
        triples = PhotoTriples(source, size, self.yaw_threshold, crop, self._chosen(source))
        return DataLoader(triples, batch_size=self.batch_size)
