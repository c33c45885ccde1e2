"""Colours of the rendered face on CelebA: Table 1 of the specular paper (Deng et al., MM 2022).

The paper gives "mean errors and standard deviations between the input face images and the images
rendered", on 2,000 random images, and no formula. Ours:

1. Input image and rendered image, RGB in [0, 1], at the size of the aligned image.
2. Compared are the pixels that the rendered face covers and that the prepared parsing calls skin of
   the face (with brows, nose and lips). `celeba-color-face` adds eyes and inner mouth.
3. A pixel's error is the mean over the three channels of |input - rendered|.
4. Mean and standard deviation are over the pixels of all images together: the published deviation
   is larger than the mean, which that of images hardly can be.

Beside it: mean and deviation within each image; the length of the RGB difference, which is the
other reading of "pixel colour error" and up to sqrt(3) times larger; and the share of the skin that
the rendered face covers, since a small mask is easily coloured well.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import numpy as np
from jaxtyping import Bool, UInt8

from face_datasets.celeba import PARSING_FACE, PARSING_SKIN, CelebA

from .protocol import Benchmark, Metric, Needs, Score, ScoringError
from .reconstruction import Reconstruction


def score_images(
    image: UInt8[np.ndarray, "H W 3"],
    rendered: UInt8[np.ndarray, "H W 3"],
    rendered_mask: Bool[np.ndarray, "H W"],
    region: Bool[np.ndarray, "H W"],
) -> Score:
    """Compare a rendered face with the photograph.

    Args:
        image: the photograph.
        rendered: the rendered face.
        rendered_mask: where it is.
        region: where the photograph shows what is compared.

    Raises:
        ScoringError: the masks do not meet.
    """
    mask = rendered_mask & region
    if not mask.any():
        raise ScoringError(
            f"the rendered face ({int(rendered_mask.sum())} pixels) and the skin of the face "
            f"({int(region.sum())} pixels) do not overlap; render it where the photograph has it"
        )
    difference = (image[mask].astype(np.float64) - rendered[mask].astype(np.float64)) / 255
    errors = np.abs(difference).mean(axis=1)
    values = {
        "color_error": float(errors.mean()),
        "color_std": float(errors.std()),
        "image_error": float(errors.mean()),
        "image_std": float(errors.std()),
        "color_l2": float(np.linalg.norm(difference, axis=1).mean()),
        "skin_covered": float(mask.sum() / region.sum()),
    }
    details = {
        "pixels": int(mask.sum()),
        "rendered_pixels": int(rendered_mask.sum()),
        "region_pixels": int(region.sum()),
        "bias": difference.mean(axis=0).tolist(),
    }
    return Score(values, details, errors.astype(np.float32))


def rendered_over(
    reconstruction: Reconstruction, image: UInt8[np.ndarray, "H W 3"]
) -> tuple[UInt8[np.ndarray, "H W 3"], Bool[np.ndarray, "H W"]]:
    """Return a prediction's rendered image of a photograph, and where it shows the face.

    Raises:
        ScoringError: there is none, or it has another size.
    """
    rendered, rendered_mask = reconstruction.image, reconstruction.image_mask
    if rendered is None or rendered_mask is None:
        raise ScoringError(
            "the prediction has no rendered image; write image and image_mask into its record, "
            "or <id>.png (RGBA, opaque where it shows the face)"
        )
    if rendered.shape != image.shape or rendered_mask.shape != image.shape[:2]:
        height, width = rendered.shape[:2]
        raise ScoringError(
            f"the rendered image is {width} x {height} pixels, expected the photograph's "
            f"{image.shape[1]} x {image.shape[0]}"
        )
    return rendered, rendered_mask


class CelebAColor(Benchmark):
    """The specular paper's Table 1, on 2,000 test images of ours.

    Args:
        root: folder of the data.
    """

    name: ClassVar[str] = "celeba-color"
    dataset: ClassVar[str] = "celeba"
    needs: ClassVar[Needs] = "image"
    distances_of: ClassVar[str] = "pixels"
    distance_unit: ClassVar[str] = "colours in [0, 1]"
    labels: ClassVar[Mapping[str, frozenset[int]]] = PARSING_SKIN
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric("color_error", "colour", 4, aggregate="pooled-mean"),
        Metric("color_std", "colour std", 4, aggregate="pooled-std"),
        Metric("image_error", "per image", 4),
        Metric("image_std", "std in image", 4),
        Metric("color_l2", "colour L2", 4),
        Metric("skin_covered", "covered", 3, higher_is_better=True),
    )

    def __init__(self, root: Path) -> None:
        self.data = CelebA(root)
        self.root = self.data.root
        self.origin = self.data.origin
        self._ids = self.data.test_ids()
        for sample_id in self._ids:
            self.data.parsing_path(sample_id)  # says what to prepare

    def ids(self) -> list[str]:
        """Return our 2,000 test images, or those of the stand-in."""
        return self._ids

    def bins(self) -> dict[str, list[str]]:
        """Return no bins: the paper has none."""
        return {}

    def subject(self, sample_id: str) -> str:
        """Return who is in the image."""
        return self.data.subject(sample_id)

    def inputs(self, sample_id: str) -> list[Path]:
        """Return the photograph and its parsing."""
        return [self.data.image_path(sample_id), self.data.parsing_path(sample_id)]

    def photographs(self, sample_id: str) -> list[UInt8[np.ndarray, "H W 3"]]:
        """Read the photograph."""
        return [self.data.image(sample_id)]

    def score(self, sample_id: str, reconstruction: Reconstruction) -> Score:
        """Score the rendered face of one image."""
        image = self.data.image(sample_id)
        rendered, rendered_mask = rendered_over(reconstruction, image)
        region = self.data.mask(sample_id, self.labels)
        if not region.any():
            raise ScoringError(f"{self.data.parsing_path(sample_id)} shows no skin; parse it again")
        return score_images(image, rendered, rendered_mask, region)


class CelebAColorFace(CelebAColor):
    """The same with the eyes and the inside of the mouth."""

    name: ClassVar[str] = "celeba-color-face"
    labels: ClassVar[Mapping[str, frozenset[int]]] = PARSING_FACE
