"""Files of identity networks: our checkpoints and public weights, read and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from networks.inception_resnet import InceptionResnetV1

from .auxiliary_files import from_checkpoint, read_content
from .identity_network import PUBLIC_CLASSIFIER, PUBLIC_NAME, IdentityNetwork
from .public_weights import classifier_weights, load_weights

_WHAT = "an identity network"


def load_identity_network(path: str | Path) -> IdentityNetwork:
    """Read an identity network and freeze it: gradients go through it to the images alone.

    Args:
        path: a checkpoint of ours, or public weights of facenet-pytorch as a bare state dictionary
            (`20180402-114759-vggface2.pt`); their classifier `logits` is left out.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it holds something else.
    """
    return identity_network_from(read_content(Path(path), _WHAT), str(path))


def identity_network_from(content: Mapping[str, Any], source: str) -> IdentityNetwork:
    """Build a frozen identity network from what such a file holds, or `content_of` returned.

    Args:
        content: a checkpoint, or a bare state dictionary.
        source: where it is from, for messages.

    Raises:
        ValueError: it is of something else.
    """
    if "hyper_parameters" in content:
        return from_checkpoint(IdentityNetwork, content, source, _WHAT)
    network = InceptionResnetV1()
    weights = classifier_weights(content, source, PUBLIC_NAME, PUBLIC_CLASSIFIER)
    load_weights(network, weights, source, PUBLIC_NAME)
    return IdentityNetwork(network).freeze()
