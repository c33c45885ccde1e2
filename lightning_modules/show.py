"""Draw what a trained method makes of photographs: `python -m lightning_modules.show`, `make show`.

One row per sample, one column per picture of `FaceReconstructionModule.pictures`: for MFNet those
of its papers' figures 4 to 7.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torchvision_compat  # noqa: F401  (before lightning, which imports torchvision)

# isort: split
import numpy as np
import torch
from jaxtyping import UInt8
from jsonargparse import ArgumentError, ArgumentParser
from lightning import LightningDataModule
from PIL import Image, ImageDraw, ImageFont
from torch.utils.data import default_collate

import command_line

from .__main__ import plain_message, quiet
from .base import FaceReconstructionModule
from .help_texts import HelpFormatter
from .training_images import grid, pictures_in_eval_mode

EXAMPLES = (
    "python -m lightning_modules.show --config configs/data/facescape-wild.yaml "
    "--data.init_args.root data/procedural/facescape-wild --ckpt_path runs/dfmvr/checkpoint.ckpt "
    "--out faces.png",
    "python -m lightning_modules.show --config configs/data/aflw2000.yaml "
    "--data.init_args.root path/to/AFLW2000 --ckpt_path runs/mfnet/checkpoint.ckpt "
    "--out faces.png --samples 4 --least_width 256",
)
_MARGIN = 6
_LETTERS = 14


def draw(
    module: FaceReconstructionModule, samples: list[dict[str, Any]], least_width: int
) -> Image.Image:
    """Return the pictures of samples, with a line of captions above them.

    Args:
        module: the method.
        samples: of a data set for `predict`.
        least_width: of a column, pixels; smaller pictures are enlarged by whole numbers.

    Raises:
        ValueError: the method has no pictures.
    """
    pictures = pictures_in_eval_mode(module, default_collate(samples))
    if not pictures:
        raise ValueError(f"{type(module).__name__} draws no pictures")
    factor = max(1, -(-least_width // next(iter(pictures.values())).shape[3]))
    columns = [grid([picture]) for picture in pictures.values()]
    large = [np.kron(column, np.ones((factor, factor, 1), np.uint8)) for column in columns]
    return _captioned(dict(zip(pictures, large, strict=True)))


def _captioned(columns: dict[str, UInt8[np.ndarray, "H _ 3"]]) -> Image.Image:
    font = ImageFont.load_default(_LETTERS)
    head = _LETTERS + 2 * _MARGIN
    width = sum(column.shape[1] + _MARGIN for column in columns.values()) - _MARGIN
    height = next(iter(columns.values())).shape[0]
    canvas = Image.new("RGB", (width, head + height), "white")
    pen, left = ImageDraw.Draw(canvas), 0
    for name, column in columns.items():
        pen.text((left, _MARGIN), name, "black", font)
        canvas.paste(Image.fromarray(column), (left, head))
        left += column.shape[1] + _MARGIN
    return canvas


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m lightning_modules.show",
        description="Draw what a trained method makes of photographs.",
        epilog=command_line.with_examples(EXAMPLES),
        formatter_class=HelpFormatter,
        exit_on_error=False,
    )
    parser.add_argument("--config", action="config", help="data: a file of configs/data")
    parser.add_argument("--ckpt_path", type=Path, required=True, help="of the method")
    parser.add_argument("--out", type=Path, required=True, help="picture to write, PNG")
    parser.add_argument("--samples", type=int, default=8, help="rows; spread over the data set")
    parser.add_argument("--least_width", type=int, default=192, help="of a column, pixels")
    parser.add_subclass_arguments(LightningDataModule, "data", required=True)
    return parser


def main() -> None:
    """Read the command line and draw."""
    quiet()
    parser = _parser()
    try:
        asked = parser.parse_args()
        built = parser.instantiate_classes(asked)
    except ArgumentError as error:
        raise ValueError(plain_message(error)) from error
    if asked.samples < 1:
        raise ValueError(f"--samples is {asked.samples}; expected 1 or more")
    if not asked.ckpt_path.is_file():
        raise FileNotFoundError(f"--ckpt_path {asked.ckpt_path} does not exist: train first")
    module = FaceReconstructionModule.load_from_checkpoint(asked.ckpt_path, map_location="cpu")
    data: LightningDataModule = built.data
    # Data modules ask the trainer's method for the size of its crops.
    data.trainer = SimpleNamespace(lightning_module=module)  # type: ignore[assignment]
    setattr(data, "most_samples", asked.samples)  # noqa: B010  (reads no more photographs)
    data.setup("predict")
    dataset = data.predict_dataloader().dataset
    samples = [dataset[index] for index in range(len(dataset))]
    with torch.no_grad():
        picture = draw(module, samples, asked.least_width)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    picture.save(asked.out)
    sys.stdout.write(f"wrote {asked.out}\n")


if __name__ == "__main__":
    command_line.run(main)
