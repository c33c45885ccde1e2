"""Networks that help methods: trained by themselves, then frozen inside of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar, TypeVar

from lightning import LightningModule

from .base import Run

Self = TypeVar("Self", bound="AuxiliaryNetwork")


class AuxiliaryNetwork(LightningModule):
    """What such networks have in common. Subclasses call `self.save_hyperparameters()`.

    Attributes:
        STARTED_FROM: the argument that names a file to start from, which checkpoints forget.
        run: which training it comes from.
        frozen: whether it has stopped learning for good.
        built_from: the options in the checkpoint that it was read from.
    """

    STARTED_FROM: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.run = Run()
        self.frozen = False
        self.built_from: dict[str, Any] | None = None

    def freeze(self: Self) -> Self:
        """Stop learning for good: it stays in eval mode whatever it is part of.

        Gradients go through it to its input and to nothing of its own.
        """
        self.frozen = True
        super().freeze()
        return self

    def train(self: Self, mode: bool = True) -> Self:
        """Switch to training unless frozen."""
        return super().train(mode and not self.frozen)

    def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Note the run, and forget the file that training started from."""
        hparams = checkpoint.get(self.CHECKPOINT_HYPER_PARAMS_KEY)
        if hparams is not None:
            kept = {**hparams, self.STARTED_FROM: None}
            checkpoint[self.CHECKPOINT_HYPER_PARAMS_KEY] = kept
        checkpoint["likeness_run"] = asdict(self.run)

    def on_load_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Read the run."""
        self.run = Run(**checkpoint.get("likeness_run", {}))
