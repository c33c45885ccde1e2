"""The ResNets from which methods regress a face, without their classifier."""

from __future__ import annotations

from typing import Any

import timm
from timm.models.resnet import ResNet
from torch import nn


def resnet_encoder(
    backbone: str, channels: tuple[int, int, int, int] | None = None
) -> tuple[nn.Module, int]:
    """Build a ResNet of timm's, whose weights have torchvision's names, from random weights.

    Args:
        backbone: "resnet50", or smaller "resnet14t", "resnet10t", "resnet18".
        channels: of the four stages, where they are not the backbone's own.

    Returns:
        The network, and how many features it gives per image.

    Raises:
        ValueError: the backbone is no ResNet.
    """
    if not backbone.startswith("resnet") or not timm.is_model(backbone):
        raise ValueError(f"backbone {backbone!r} is no ResNet of timm's, such as 'resnet50'")
    options: dict[str, Any] = {} if channels is None else {"channels": tuple(channels)}
    encoder = timm.create_model(backbone, pretrained=False, num_classes=0, **options)
    assert isinstance(encoder, ResNet)
    return encoder, int(encoder.num_features)
