"""Optical flow by RAFT (Teed and Deng, ECCV 2020), torchvision's, with weights of the user's."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import torch
from jaxtyping import Bool, Float
from torch import Tensor, nn
from torch.nn import functional
from torchvision.models.optical_flow import raft_large, raft_small

from .optical_flow import FlowEstimator

RaftSize = Literal["small", "large"]
_STRIDE, _LEAST_SIDE = 8, 128  # what RAFT can take
_OURS = "network.raft."  # before the names in checkpoints of `lightning_modules.optical_flow`


class Raft(nn.Module):
    """RAFT with all of its iterates, to be trained.

    Args:
        size: "small" has 1.0 million parameters, "large" 5.3 million.
        iterations: updates of the flow.
    """

    def __init__(self, size: RaftSize = "small", iterations: int = 12) -> None:
        super().__init__()
        if iterations < 1:
            raise ValueError(f"iterations of RAFT is {iterations}; expected 1 or more")
        self.size = size
        self.iterations = iterations
        self.raft = (raft_small if size == "small" else raft_large)(weights=None)

    def forward(
        self, first: Float[Tensor, "B 3 H W"], second: Float[Tensor, "B 3 H W"]
    ) -> list[Float[Tensor, "B 2 H W"]]:
        """Return the flow after each update, pixels, the last and best one last.

        Images that RAFT cannot take, smaller than 128 pixels or of sides that are no multiples of
        8, are enlarged to the next size that it can, and the flow is brought back.

        Args:
            first: RGB in [0, 1].
            second: as the first.
        """
        height, width = first.shape[-2:]
        size = [max(-(-side // _STRIDE) * _STRIDE, _LEAST_SIDE) for side in (height, width)]
        first, second = (_resized(2 * image - 1, size) for image in (first, second))
        flows = self.raft(first, second, num_flow_updates=self.iterations)
        scale = first.new_tensor([width / size[1], height / size[0]])[:, None, None]
        return [_resized(flow, [height, width]) * scale for flow in flows]


class RaftFlow(FlowEstimator):
    """RAFT, frozen, always in eval mode; the last iterate alone.

    As the paper does, images are blackened where the mask hides them, before they are normalised.

    Args:
        size: see `Raft`.
        weights: a state dict of torchvision's (`raft_small_C_T_V2-01064c6d.pth`, for example), or a
            checkpoint of `lightning_modules.optical_flow`. Without, the weights are random and the
            flow means nothing, which `known` says, until a state dict is loaded.
        iterations: see `Raft`.

    Raises:
        FileNotFoundError: there are no such weights.
        ValueError: they do not fit.
    """

    known: Bool[Tensor, ""]

    def __init__(
        self, size: RaftSize = "small", *, weights: Path | None = None, iterations: int = 12
    ) -> None:
        super().__init__()
        self.network = Raft(size, iterations)
        # In checkpoints, whose weights are nobody's unless they were read once.
        self.register_buffer("known", torch.tensor(weights is not None))
        if weights is not None:
            load_raft(self.network, Path(weights))
        self.requires_grad_(False)
        self.train(False)

    def train(self, mode: bool = True) -> RaftFlow:
        """Stay in eval mode whatever this is part of."""
        return super().train(False)

    def forward(
        self,
        first: Float[Tensor, "B 3 H W"],
        second: Float[Tensor, "B 3 H W"],
        mask: Float[Tensor, "B H W"] | None = None,
    ) -> Float[Tensor, "B 2 H W"]:
        """Estimate the flow; see `FlowEstimator.forward`."""
        if mask is not None:
            shown = mask.detach()[:, None].to(first)
            first, second = first * shown, second * shown
        flow: Tensor = self.network(first, second)[-1]
        return flow


def _resized(values: Tensor, size: list[int]) -> Tensor:
    if list(values.shape[-2:]) == size:
        return values
    return functional.interpolate(values, size=size, mode="bilinear", align_corners=False)


def load_raft(network: Raft, path: Path) -> None:
    """Load a state dict of torchvision's, or a checkpoint of ours, strictly; see `RaftFlow`."""
    if not path.is_file():
        raise FileNotFoundError(
            f"weights of RAFT {path} do not exist; download torchvision's raft_{network.size}, or "
            "train one with configs/auxiliary/flow.yaml"
        )
    try:
        content: Any = torch.load(path, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError, KeyError) as error:
        raise ValueError(
            f"{path} cannot be read as weights of RAFT ({type(error).__name__}); expected a file "
            "of tensors saved by torch.save"
        ) from error
    state = content.get("state_dict", content) if isinstance(content, Mapping) else {}
    if not isinstance(state, Mapping):
        raise ValueError(f"{path} holds no state dict of RAFT")
    state = {str(name).removeprefix(_OURS): value for name, value in state.items()}
    try:
        network.raft.load_state_dict(state)
    except RuntimeError as error:  # names or shapes
        reason = " ".join(str(error).split())[:200]
        raise ValueError(
            f"{path} does not fit raft_{network.size} of torchvision: {reason}"
        ) from error
