"""Public weights by their names: strictly, but for what older PyTorch did not have."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from .base import load_safely


def load_weights(
    module: nn.Module, weights: Mapping[str, Tensor], path: str | Path, name: str
) -> None:
    """Copy weights; only the counters that older PyTorch lacks may be missing.

    Raises:
        ValueError: other names or shapes, or values that are not finite.
    """
    try:
        missing, unexpected = module.load_state_dict(weights, strict=False)
    except RuntimeError as error:  # shapes
        raise ValueError(f"{path} does not fit {name}: {error}") from error
    missing = [key for key in missing if not key.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise ValueError(
            f"{path} does not fit {name}: {len(missing)} keys missing {missing[:3]}, "
            f"{len(unexpected)} not known {unexpected[:3]}"
        )
    infinite = [key for key, value in weights.items() if not bool(torch.isfinite(value).all())]
    if infinite:
        raise ValueError(f"{path}: {infinite[0]} of {name} is not finite; download it again")


def load_classifier(
    module: nn.Module, path: Path, name: str, *, without: str = "fc.", where: str = "torchvision's"
) -> None:
    """Read the weights of an image classifier into a network that has none of its classes.

    Args:
        module: the network.
        path: file of a bare state dictionary.
        name: of the network, for messages.
        without: prefix of the layer that is left out: "fc." in torchvision's ResNets.
        where: whose the weights are, for messages.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it holds something else.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist; download {where} {name}")
    load_weights(module, classifier_weights(load_safely(path), path, name, without), path, name)


def classifier_weights(
    content: Any, source: str | Path, name: str, without: str
) -> dict[str, Tensor]:
    """Return a state dictionary without the layer that tells the classes apart.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(content, Mapping) or not all(isinstance(v, Tensor) for v in content.values()):
        raise ValueError(f"{source} holds no state dictionary; expected weights of {name}")
    return {str(key): v for key, v in content.items() if not str(key).startswith(without)}
