"""Label photographs with a face parser: `python -m lightning_modules.label_images`, `make label`.

Each image of a folder gets a label per pixel, DF-MVR's ten, as an 8-bit PNG of the same name and
size: what CelebA needs in `prepared/parsing`. Images that have labels are left alone, so that a
second call goes on where the first one stopped.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import torchvision_compat  # noqa: F401  (before lightning, which imports torchvision)

# isort: split
import numpy as np
import torch
from jaxtyping import UInt8
from PIL import Image
from torch import nn
from torch.nn import functional

import command_line
from progress_bar import progress_bar

from .face_parser_files import load_face_parser

_SUFFIXES = (".jpg", ".jpeg", ".png")


def label(
    parser: nn.Module, images: UInt8[np.ndarray, "B H W 3"], size: int, device: str = "cpu"
) -> UInt8[np.ndarray, "B H W"]:
    """Return the most probable region of each pixel.

    Args:
        parser: a frozen `FaceParser`; gives logits.
        images: RGB.
        size: side of the square at which the parser looks, pixels. The shorter side of an image is
            filled up with its border's colours, so that faces keep their proportions; the regions'
            logits are resized back.
        device: where the parser is.
    """
    height, width = images.shape[1:3]
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    around = (left, side - width - left, top, side - height - top)
    rows = torch.from_numpy(images).to(device).movedim(-1, 1).float() / 255
    with torch.no_grad():
        square = functional.pad(rows, around, mode="replicate")
        seen = functional.interpolate(square, (size, size), mode="bilinear", antialias=True)
        logits = functional.interpolate(parser(seen), (side, side), mode="bilinear")
    inside = logits[:, :, top : top + height, left : left + width]
    labels: UInt8[np.ndarray, "B H W"] = inside.argmax(dim=1).to(torch.uint8).cpu().numpy()
    return labels


def _batches(paths: list[Path], most: int) -> Iterator[tuple[list[Path], np.ndarray]]:
    """Read images, those of one size that follow each other together."""
    names: list[Path] = []
    pixels: list[np.ndarray] = []
    for path in paths:
        with Image.open(path) as file:
            image = np.asarray(file.convert("RGB"))
        if names and (len(names) == most or image.shape != pixels[0].shape):
            yield names, np.stack(pixels)
            names, pixels = [], []
        names.append(path)
        pixels.append(image)
    if names:
        yield names, np.stack(pixels)


def label_folder(
    parser: nn.Module, images: Path, out: Path, size: int, batch: int, device: str = "cpu"
) -> int:
    """Label all images of a folder that have no labels yet; return how many these were.

    Raises:
        FileNotFoundError: there is no image.
    """
    found = sorted(p for p in images.glob("*") if p.suffix.lower() in _SUFFIXES)
    if not found:
        raise FileNotFoundError(f"{images} holds no .jpg or .png; give --images their folder")
    out.mkdir(parents=True, exist_ok=True)
    wanted = [path for path in found if not (out / f"{path.stem}.png").is_file()]
    with progress_bar(total=len(wanted), desc="labelling", unit="image") as bar:
        for paths, pixels in _batches(wanted, batch):
            for path, labels in zip(paths, label(parser, pixels, size, device), strict=True):
                partial = out / f".{path.stem}.partial.png"
                Image.fromarray(labels).save(partial)
                partial.replace(out / f"{path.stem}.png")
            bar.update(len(paths))
    return len(wanted)


def _parser() -> argparse.ArgumentParser:
    start = "python -m lightning_modules.label_images --parser runs/face-parser/checkpoint.ckpt"
    parser = command_line.Parser(
        prog="python -m lightning_modules.label_images",
        description=__doc__,
        examples=(
            f"{start} --images celeba/Img/img_align_celeba --out celeba/prepared/parsing",
            f"{start} --images photos --out labels --size 512 --batch 4",
        ),
    )
    parser.add_argument("--parser", type=Path, required=True, help="file of a face parser")
    parser.add_argument("--images", type=Path, required=True, help="folder of photographs")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the labels to")
    parser.add_argument(
        "--size", type=int, default=224, help="side at which the parser looks, pixels; default: 224"
    )
    parser.add_argument("--batch", type=int, default=16, help="images at once; default: 16")
    return parser


def main() -> None:
    """Read the command line and label."""
    asked = _parser().parse_args()
    for name in ("size", "batch"):
        if getattr(asked, name) < 1:
            raise ValueError(f"--{name} is {getattr(asked, name)}; expected 1 or more")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network = load_face_parser(asked.parser).to(device)
    n = label_folder(network, asked.images, asked.out, asked.size, asked.batch, device)
    print(f"labelled {n} images; {asked.out}")  # noqa: T201


if __name__ == "__main__":
    command_line.run(main)
