"""Files of face parsers: our checkpoints and public weights, read, frozen, and put into others."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import lightning
import torch
from torch import Tensor

from networks.bisenet import BiSeNet

from .base import check_instantiator, load_safely
from .face_parser import N_REGIONS, NINETEEN, FaceParser, load_weights

_CLASS_PATH = f"{FaceParser.__module__}.{FaceParser.__name__}"


def load_face_parser(path: str | Path) -> FaceParser:
    """Read a parser and freeze it.

    Args:
        path: a checkpoint of ours, or weights in the public layout of BiSeNet as a bare state
            dictionary: `79999_iter.pth` of zllrunning/face-parsing.PyTorch (19 classes, images
            normalised by ImageNet's statistics), which keeps its 19 outputs, or `face_mask.pth` of
            DF-MVR (10 classes, images in [-1, 1]); with or without `module.` before their keys.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it holds something else.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist: train a parser, or name its weights")
    content = load_safely(path)
    if not isinstance(content, dict):
        raise ValueError(f"{path} holds a {type(content).__name__}, expected a parser's weights")
    return face_parser_from(content, str(path))


def face_parser_from(content: Mapping[str, Any], source: str) -> FaceParser:
    """Build a frozen parser from what such a file holds, or what `content_of` returned.

    Args:
        content: a checkpoint, or a bare state dictionary.
        source: where it is from, for messages.

    Raises:
        ValueError: it is of something else.
    """
    if "hyper_parameters" not in content:
        return _from_public_weights(source, content).freeze()
    options = {**content["hyper_parameters"], "backbone": None}
    class_path = options.get("_class_path", "")
    if class_path != _CLASS_PATH:
        raise ValueError(f"{source} is of {class_path or 'an unnamed class'}, expected a parser")
    check_instantiator(options, source)
    file = io.BytesIO()
    torch.save({**content, "hyper_parameters": options}, file)
    file.seek(0)
    parser = FaceParser.load_from_checkpoint(file, map_location="cpu", weights_only=True)
    parser.built_from = options
    return parser.freeze()


def content_of(parser: FaceParser) -> dict[str, Any]:
    """Return what rebuilds a parser that came from a file; it goes into another's checkpoint."""
    if parser.built_from is None:
        return dict(parser.network.state_dict())
    return {
        "pytorch-lightning_version": lightning.__version__,
        "hyper_parameters": parser.built_from,
        "state_dict": dict(parser.state_dict()),
    }


def _from_public_weights(source: str, state: Mapping[str, Any]) -> FaceParser:
    weights = {str(name).removeprefix("module."): value for name, value in state.items()}
    last = weights.get("conv_out.conv_out.weight")
    if not isinstance(last, Tensor) or len(last) not in (N_REGIONS, NINETEEN):
        found = "none" if not isinstance(last, Tensor) else f"{len(last)} classes"
        raise ValueError(
            f"{source}: conv_out.conv_out.weight has {found}, expected BiSeNet's with {N_REGIONS} "
            f"or {NINETEEN}"
        )
    network = BiSeNet(len(last))
    load_weights(network, weights, source, "BiSeNet")
    public = network.n_classes == NINETEEN
    return FaceParser(network, normalization="imagenet" if public else "half")
