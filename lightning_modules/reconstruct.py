"""Reconstruct the faces of photographs: `python -m lightning_modules.reconstruct`.

For each photograph a folder with the face as OBJ and GLB, pictures of it, and its coefficients;
docs/reconstruct.md describes them. `make reconstruct MODEL=dfmvr IMAGES=photo.jpg` is the same.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torchvision_compat  # noqa: F401  (before lightning, which imports torchvision)

# isort: split
import numpy as np
import torch
from jaxtyping import Float, UInt8
from jsonargparse import ArgumentError, ArgumentParser
from lightning import LightningDataModule
from PIL import Image

import command_line
from geometry.cameras import Camera
from progress_bar import progress_bar
from renderers.lamps import Lighting, read_lighting

from .__main__ import plain_message, quiet
from .appearance import Appearance
from .appearance_files import write_appearance
from .appearance_pictures import pictures
from .base import FaceReconstructionModule
from .face_model_method import FaceModelMethod
from .face_parser_files import load_face_parser
from .help_texts import HelpFormatter
from .parser_inside import ParserInside

EXAMPLES = (
    "python -m lightning_modules.reconstruct --ckpt_path runs/dfmvr/checkpoint.ckpt "
    "--images photos --out faces --face_parser runs/face-parser/checkpoint.ckpt",
    "python -m lightning_modules.reconstruct --ckpt_path runs/specular/checkpoint.ckpt "
    "--images photos/me.jpg --out faces --light warm --data.init_args.detect true",
)
_DATA = "datamodules.single_photos.SinglePhotosDataModule"


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m lightning_modules.reconstruct",
        description="Reconstruct the faces of photographs: for each a folder with the face as OBJ "
        "and GLB, pictures of it, and its coefficients.",
        epilog=command_line.with_examples(EXAMPLES),
        formatter_class=HelpFormatter,
        exit_on_error=False,
    )
    parser.add_argument("--ckpt_path", type=Path, required=True, help="of the method")
    parser.add_argument("--images", type=Path, required=True, help="a photograph or their folder")
    parser.add_argument("--out", type=Path, required=True, help="folder for one folder each")
    parser.add_argument(
        "--light", default="left", help="of relit.png: left, right, top, warm, or a JSON file"
    )
    parser.add_argument(
        "--face_parser", type=Path | None, help="parser for a method that was trained without one"
    )
    parser.add_argument("--texture_size", type=int, default=1024, help="texels")
    parser.add_argument(
        "--largest", type=int, default=1600, help="longest side of the pictures, pixels"
    )
    parser.add_argument("--overwrite", type=bool, default=False, help="replace earlier results")
    parser.add_subclass_arguments(LightningDataModule, "data", default={"class_path": _DATA})
    parser.link_arguments("images", "data.init_args.root")
    return parser


def load_method(checkpoint: Path, face_parser: Path | None) -> FaceModelMethod:
    """Rebuild a method in eval mode.

    Args:
        checkpoint: of the method.
        face_parser: file of a parser for it to look through; None leaves it as it is.

    Raises:
        FileNotFoundError: a file is missing.
        ValueError: the checkpoint is of something else, or of a method that takes no parser.
    """
    if not checkpoint.is_file():
        raise FileNotFoundError(f"--ckpt_path {checkpoint} does not exist: train first")
    module = FaceReconstructionModule.load_from_checkpoint(checkpoint, map_location="cpu")
    if not isinstance(module, FaceModelMethod):
        raise ValueError(f"{checkpoint} is of {type(module).__name__}, which has no face model")
    if face_parser is not None:
        if not isinstance(module, ParserInside):
            raise ValueError(f"{type(module).__name__} takes no --face_parser; leave it out")
        module.face_parser = load_face_parser(face_parser)
    return module.eval()


def reconstruct(
    module: FaceModelMethod,
    data: Any,
    out: Path,
    lighting: Lighting,
    *,
    texture_size: int,
    largest: int,
    facts: dict[str, str],
    overwrite: bool = False,
) -> list[Path]:
    """Write one folder per photograph; return them.

    Args:
        module: the method.
        data: `datamodules.single_photos.SinglePhotosDataModule`.
        out: folder for the folders.
        lighting: of the relit picture.
        texture_size: texels.
        largest: longest side of the pictures, pixels; larger photographs are shown smaller.
        facts: about the run.
        overwrite: whether earlier reconstructions are replaced.

    Raises:
        ValueError: earlier ones are there; or see `PhotoTriples`, as for other errors.
    """
    # Data modules ask the trainer's method for the size of its crops.
    data.trainer = SimpleNamespace(lightning_module=module)
    folders = []
    loader = data.predict_dataloader()
    there = [out / sample.sample_id for sample in loader.dataset.samples]
    if not overwrite and (earlier := [folder for folder in there if folder.exists()]):
        raise ValueError(
            f"{len(earlier)} of {len(there)} reconstructions are there already, such as "
            f"{earlier[0]}: choose another --out, or replace them with --overwrite true "
            "(OVERWRITE=1)"
        )
    with progress_bar(total=len(there), desc="reconstructing", unit="photograph") as bar:
        for batch in loader:
            for face in module.appearance(batch):
                photograph, camera = _shown(data.photograph(face.sample_id), face, largest)
                views = pictures(face, photograph, camera, lighting)
                folder = out / face.sample_id
                # Whole or not at all: an interrupted one would pass for a reconstruction.
                partial = folder.with_name(f".{folder.name}.partial")
                shutil.rmtree(partial, ignore_errors=True)
                its_facts = {**facts, "photograph": face.sample_id}
                write_appearance(partial, face, views, texture_size, its_facts)
                shutil.rmtree(folder, ignore_errors=True)
                partial.rename(folder)
                folders.append(folder)
                bar.update()
    return folders


def _shown(
    photograph: UInt8[np.ndarray, "H W 3"], face: Appearance, largest: int
) -> tuple[Float[torch.Tensor, "H2 W2 3"], Camera]:
    """Return the photograph in [0, 1] and its camera, smaller if it is too large."""
    height, width = photograph.shape[:2]
    factor = min(1.0, largest / max(height, width))
    camera = face.camera
    if factor < 1:
        size = max(1, round(factor * width)), max(1, round(factor * height))
        small = Image.fromarray(photograph).resize(size, Image.Resampling.LANCZOS)
        scale = torch.tensor([factor], dtype=face.vertices.dtype)
        camera = camera.resized(scale, torch.zeros(1, 2, dtype=scale.dtype))
        photograph = np.asarray(small)
    return torch.from_numpy(photograph.copy()).float() / 255, camera


def main() -> None:
    """Read the command line and reconstruct."""
    quiet()
    parser = _parser()
    try:
        asked = parser.parse_args()
        data = parser.instantiate_classes(asked).data
    except ArgumentError as error:
        raise ValueError(plain_message(error)) from error
    for name in ("texture_size", "largest"):
        if asked[name] < 16:
            raise ValueError(f"--{name} is {asked[name]}; expected 16 or more")
    lighting = read_lighting(asked.light)
    module = load_method(asked.ckpt_path, asked.face_parser)
    run = module.run
    facts = {"method": run.method or type(module).__name__, "commit": run.commit}
    folders = reconstruct(
        module,
        data,
        asked.out,
        lighting,
        texture_size=asked.texture_size,
        largest=asked.largest,
        facts={**facts, "face_model": module.morphable_model.name, "relit_light": asked.light},
        overwrite=asked.overwrite,
    )
    sys.stdout.write("".join(f"wrote {folder}\n" for folder in folders))


if __name__ == "__main__":
    command_line.run(main)
