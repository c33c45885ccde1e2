"""Writing stand-ins in CelebA's layout, see `face_datasets.celeba`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from jaxtyping import Float, Float64, UInt8
from PIL import Image

from .celeba import HEADER, IDENTITY, IMAGES, LANDMARKS, PARTITION


def write_celeba_image(
    root: Path,
    sample_id: str,
    image: UInt8[np.ndarray, "218 178 3"],
    parsing: UInt8[np.ndarray, "218 178"],
    landmarks68: Float64[np.ndarray, "68 2"] | None = None,
) -> None:
    """Write one image of a stand-in with what is prepared beside it.

    `write_celeba_lists` makes such images a data set.
    """
    for folder in (root / "Img" / IMAGES, root / "prepared" / "parsing"):
        folder.mkdir(parents=True, exist_ok=True)
    path = root / "Img" / IMAGES / f"{sample_id}.jpg"
    Image.fromarray(image).save(path, quality=95, subsampling=0)
    Image.fromarray(parsing).save(root / "prepared" / "parsing" / f"{sample_id}.png")
    if landmarks68 is not None:
        path = root / "prepared" / "landmarks" / f"{sample_id}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savetxt(path, landmarks68, fmt="%.2f")


def write_celeba_lists(
    root: Path,
    landmarks5: Mapping[str, Float[np.ndarray, "5 2"]],
    partition: Mapping[str, int],
    identity: Mapping[str, int],
) -> None:
    """Write the lists of a stand-in; landmarks are rounded down to whole pixels, as released."""
    for folder in ("Anno", "Eval"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    lines = [str(len(landmarks5)), HEADER]
    for sample_id, points in sorted(landmarks5.items()):
        numbers = np.floor(points).astype(int).ravel()
        lines.append(f"{sample_id}.jpg " + " ".join(f"{number:3d}" for number in numbers))
    (root / "Anno" / LANDMARKS).write_text("\n".join(lines) + "\n")
    for path, column in (
        (root / "Eval" / PARTITION, partition),
        (root / "Anno" / IDENTITY, identity),
    ):
        rows = [f"{sample_id}.jpg {value}" for sample_id, value in sorted(column.items())]
        path.write_text("\n".join(rows) + "\n")
