"""Mixed precision of the network alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from lightning.pytorch.plugins import MixedPrecision
from lightning_utilities.core.apply_func import apply_to_collection
from torch import Tensor, nn


class NetworkPrecision(MixedPrecision):
    """Runs `module.network` in half precision, and all else in float32.

    Geometry stands in millimetres at a metre from the camera, where half precision is a step of 0.5
    mm and bfloat16 one of 4 mm: face model, poses, renderer and losses would be lost in it. The
    network's outputs leave it as float32.
    """

    def convert_module(self, module: nn.Module) -> nn.Module:
        """Let the network, and nothing else, compute in half precision.

        Raises:
            ValueError: the module has no network of that name.
        """
        network = getattr(module, "network", None)
        if not isinstance(network, nn.Module):
            raise ValueError(
                f"mixed precision is for the attribute `network` of a method, which "
                f"{type(module).__name__} lacks; use --trainer.precision 32-true"
            )
        in_float32 = network.forward

        def mixed(*args: Any, **kwargs: Any) -> Any:
            with self.autocast_context_manager():
                outputs = in_float32(*args, **kwargs)
            return apply_to_collection(outputs, Tensor, _to_float32)

        network.forward = mixed
        return module

    @contextmanager
    def forward_context(self) -> Iterator[None]:
        """Leave the steps of the module as they are."""
        yield


def _to_float32(output: Tensor) -> Tensor:
    return output.float() if torch.is_floating_point(output) else output
