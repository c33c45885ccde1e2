"""Files of auxiliary networks: read, frozen, and put into the checkpoints of methods."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import lightning
import torch

from .auxiliary import AuxiliaryNetwork
from .base import check_instantiator, load_safely

Network = TypeVar("Network", bound=AuxiliaryNetwork)


def read_content(path: Path, what: str) -> dict[str, Any]:
    """Read a checkpoint of ours or a bare state dictionary.

    Args:
        path: the file.
        what: it should be of, with its article, for messages: "a parser".

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it holds something else.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist: train {what}, or name its weights")
    content = load_safely(path)
    if not isinstance(content, dict):
        raise ValueError(f"{path} holds a {type(content).__name__}, expected {what}'s weights")
    return content


def from_checkpoint(
    kind: type[Network], content: Mapping[str, Any], source: str, what: str
) -> Network:
    """Rebuild a frozen network from what its checkpoint holds.

    Args:
        kind: class that the checkpoint must name.
        content: the checkpoint.
        source: where it is from, for messages.
        what: it should be of, as for `read_content`.

    Raises:
        ValueError: it is of another class.
    """
    options = {**content["hyper_parameters"], kind.STARTED_FROM: None}
    class_path = options.get("_class_path", "")
    if class_path != f"{kind.__module__}.{kind.__name__}":
        raise ValueError(f"{source} is of {class_path or 'an unnamed class'}, expected {what}")
    check_instantiator(options, source)
    file = io.BytesIO()
    torch.save({**content, "hyper_parameters": options}, file)
    file.seek(0)
    network = kind.load_from_checkpoint(file, map_location="cpu", weights_only=True)
    network.built_from = options
    return network.freeze()


def checkpoint_of(network: AuxiliaryNetwork) -> dict[str, Any] | None:
    """Return what `from_checkpoint` rebuilds it from, if that is where it comes from."""
    if network.built_from is None:
        return None
    return {
        "pytorch-lightning_version": lightning.__version__,
        "hyper_parameters": network.built_from,
        "state_dict": dict(network.state_dict()),
    }


def content_of(network: AuxiliaryNetwork) -> dict[str, Any]:
    """Return what rebuilds a network that came from a file; it goes into another's checkpoint."""
    return checkpoint_of(network) or dict(network.get_submodule("network").state_dict())
