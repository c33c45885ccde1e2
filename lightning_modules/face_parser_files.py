"""Files of face parsers: our checkpoints and public weights, read and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from torch import Tensor

from networks.bisenet import BiSeNet

from .auxiliary_files import from_checkpoint, read_content
from .face_parser import N_REGIONS, NINETEEN, FaceParser
from .public_weights import load_weights

_WHAT = "a parser"


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
    return face_parser_from(read_content(Path(path), _WHAT), str(path))


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
    return from_checkpoint(FaceParser, content, source, _WHAT)


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
