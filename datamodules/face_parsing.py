"""Faces with a label per pixel, to train a parser on, and how they are augmented."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader

from .augmentation import PARSING_MIRROR, jitter_colors
from .epoch_batches import Batch, EpochDataModule
from .labelled_faces import FaceSource, LabelledFaces, Split


class FaceParsingDataModule(EpochDataModule):
    """Labelled faces with colour, scale, crop and mirror augmentation.

    A batch holds `images` (B, 3, S, S) in [0, 1] and `labels` (B, S, S), DF-MVR's ten. Training
    sees crops of `crop_size`, validation whole images of `image_size`.

    Args:
        faces: which kind of data set `root` is: CelebAMask-HQ or a prepared three-view set.
        root: folder of the data set or of a stand-in.
        image_size: side of the whole images in pixels.
        crop_size: side of the training crops.
        scales: enlargements of the image before it is cropped, one of which is drawn for each
            sample; an image that would be smaller than the crop fills it.
        batch_size: images per step and process.
        color_jitter: range of the colour factors, see `jitter_colors`.
        blur_probability: share of blurred training images; none in the public recipe.
        mirror_probability: share of mirrored training images; left and right labels change sides.
        in_memory: whether all images fit; otherwise each is read when its turn comes.
        workers: processes that read.
    """

    def __init__(
        self,
        faces: FaceSource,
        root: Path = Path("data/celebamask-hq"),
        *,
        image_size: int = 512,
        crop_size: int = 448,
        scales: Sequence[float] = (0.75, 1.0, 1.25, 1.5, 1.75, 2.0),
        batch_size: int = 16,
        color_jitter: float = 0.5,
        blur_probability: float = 0.0,
        mirror_probability: float = 0.5,
        in_memory: bool = False,
        workers: int = 0,
    ) -> None:
        super().__init__(Path(root), batch_size, "images")
        if not 0 < crop_size <= image_size:
            raise ValueError(
                f"crop_size {crop_size} and image_size {image_size}: expected "
                "0 < crop_size <= image_size"
            )
        if not scales or min(scales) <= 0:
            raise ValueError(f"scales {scales}: expected one or more positive numbers")
        self.faces = faces
        self.image_size = image_size
        self.crop_size = crop_size
        self.scales = tuple(scales)
        self.color_jitter = color_jitter
        self.blur_probability = blur_probability
        self.mirror_probability = mirror_probability
        self.in_memory = in_memory
        self.workers = workers
        self._splits: dict[str, LabelledFaces] = {}

    def setup(self, stage: str) -> None:
        """Find, and read where they fit into memory, training and validation images."""
        splits: tuple[Split, ...] = ("train", "val")
        for split in splits if stage == "fit" else splits[1:]:
            if split not in self._splits:
                faces = self.faces.split(self.root, split, self.image_size)
                self._splits[split] = LabelledFaces(faces, in_memory=self.in_memory)

    def train_dataloader(self) -> DataLoader[Batch]:
        """Batches in an order that depends on the run's seed and the epoch.

        Raises:
            ValueError: too few images for a batch.
        """
        return self.training_loader(self._splits["train"], self.workers)

    def val_dataloader(self) -> DataLoader[Batch]:
        """Batches in order."""
        return self.validation_loader(self._splits["val"], self.workers)

    def on_after_batch_transfer(self, batch: Batch, dataloader_idx: int) -> Batch:
        """Convert to float and, in training, augment, on the training device.

        The random numbers depend on seed, epoch and image alone.
        """
        images, labels = batch["images"].movedim(-1, 1).float() / 255, batch["labels"].long()
        if self.trainer is None or not self.trainer.training:
            return {"images": images, "labels": labels}
        numbers = self.draw(batch["index"], 9)
        images, labels = mirror(images, labels, numbers[:, 0] < self.mirror_probability)
        images, labels = random_crops(images, labels, numbers[:, 1:4], self.crop_size, self.scales)
        if self.color_jitter > 0 or self.blur_probability > 0:
            images = jitter_colors(
                images[:, None], numbers[:, 4:], self.color_jitter, self.blur_probability
            )[:, 0]
        return {"images": images, "labels": labels}


def mirror(
    images: Float[Tensor, "B 3 H W"], labels: Int[Tensor, "B H W"], chosen: Tensor
) -> tuple[Float[Tensor, "B 3 H W"], Int[Tensor, "B H W"]]:
    """Mirror the chosen images; the subject's left brow and eye become the right ones.

    (In zllrunning/face-parsing.PyTorch @ d2e684c the exchange has no effect.)
    """
    exchanged = torch.tensor(PARSING_MIRROR, device=labels.device)[labels].flip(-1)
    chosen = chosen.to(images.device)
    return (
        torch.where(chosen[:, None, None, None], images.flip(-1), images),
        torch.where(chosen[:, None, None], exchanged, labels),
    )


def random_crops(
    images: Float[Tensor, "B 3 S S"],
    labels: Int[Tensor, "B S S"],
    numbers: Float[Tensor, "B 3"],
    crop_size: int,
    scales: Sequence[float],
) -> tuple[Float[Tensor, "B 3 T T"], Int[Tensor, "B T T"]]:
    """Enlarge each image by one of the scales and cut a crop out of it.

    Args:
        images: square.
        labels: taken from the nearest pixel.
        numbers: uniform in [0, 1): which of the scales, and where.
        crop_size: side of the crops.
        scales: of which one is chosen; the crop never reaches over the border.
    """
    size = images.shape[-1]
    chosen = torch.tensor(scales)[(len(scales) * numbers[:, 0]).long()]
    side = (crop_size / chosen).clamp(max=size)  # of the part that is seen, in pixels of the image
    corner = numbers[:, 1:] * (size - side)[:, None]
    steps = (torch.arange(crop_size) + 0.5) / crop_size
    places = corner[..., None] + steps * side[:, None, None]
    u, v = (2 * places / size - 1).to(images).unbind(dim=1)
    grid = torch.stack(
        [u[:, None].expand(-1, crop_size, -1), v[:, :, None].expand(-1, -1, crop_size)], dim=-1
    )
    sampled = functional.grid_sample(images, grid, padding_mode="border", align_corners=False)
    nearest = functional.grid_sample(
        labels[:, None].to(images), grid, mode="nearest", padding_mode="border", align_corners=False
    )
    return sampled, nearest[:, 0].round().long()
