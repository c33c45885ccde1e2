"""Methods that hold networks which were trained before them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from .auxiliary import AuxiliaryNetwork
from .auxiliary_files import content_of
from .face_model_method import FaceModelMethod

PartReader = Callable[[Mapping[str, Any], str], AuxiliaryNetwork]
"""Rebuilds a frozen network from what `content_of` returned, and where that is from."""


class FrozenParts(FaceModelMethod):
    """A method with optional frozen networks, each an argument and a part of its checkpoints.

    Attributes:
        PARTS: names of the arguments, which are attributes too, and how to read what checkpoints
            hold of them. The attribute is None where this training was given no such network.
    """

    PARTS: ClassVar[dict[str, PartReader]]

    def _given(self) -> dict[str, AuxiliaryNetwork]:
        parts = {name: getattr(self, name) for name in self.PARTS}
        return {name: part for name, part in parts.items() if part is not None}

    @property
    def own_parts(self) -> tuple[str, ...]:
        """The networks that this training was given."""
        return tuple(f"{name}." for name in self._given())

    def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Keep each network as a part of its own, which a file of it need not accompany."""
        super().on_save_checkpoint(checkpoint)
        for name, part in self._given().items():
            weights = checkpoint["state_dict"]
            kept = {n: value for n, value in weights.items() if not n.startswith(f"{name}.")}
            checkpoint["state_dict"] = kept
            checkpoint[name] = content_of(part)
            hparams = checkpoint.get(self.CHECKPOINT_HYPER_PARAMS_KEY)
            if hparams is not None:
                checkpoint[self.CHECKPOINT_HYPER_PARAMS_KEY] = {**hparams, name: None}

    def on_load_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Put the networks back."""
        for name, read in self.PARTS.items():
            if name in checkpoint:
                part = read(checkpoint[name], f"the checkpoint's {name.replace('_', ' ')}")
                setattr(self, name, part)
                for entry, value in part.state_dict().items():
                    checkpoint["state_dict"][f"{name}.{entry}"] = value
        super().on_load_checkpoint(checkpoint)
