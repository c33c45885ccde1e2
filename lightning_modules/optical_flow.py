"""Optical flow: RAFT, trained on pairs of pictures of a face between which the flow is known."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float
from lightning.pytorch.utilities.types import OptimizerLRScheduler
from torch import Tensor

from losses.optical_flow import flow_sequence_loss
from networks.raft import Raft, load_raft

from .auxiliary import AuxiliaryNetwork
from .base import log_joint

Batch = dict[str, Any]
_OUTLIER = 3.0  # pixels


class OpticalFlow(AuxiliaryNetwork):
    """Trains an estimator of flow for MFNet's loss, by RAFT's recipe (Teed and Deng, section 4).

    AdamW, the rate grown and brought down linearly in one cycle, gradients clipped (by the
    trainer), L1 distance of every iterate. `networks.raft.RaftFlow` reads the checkpoint.

    Args:
        network: RAFT.
        weights: torchvision's weights to start from; None starts from random ones.
        learning_rate: the highest one.
        weight_decay: of all parameters.
        gamma: how much less an iterate weighs than the following one.
        warmup_share: of the steps, over which the rate grows.
    """

    STARTED_FROM = "weights"

    sums: Float[Tensor, " 4"]

    def __init__(
        self,
        network: Raft,
        *,
        weights: Path | None = None,
        learning_rate: float = 4e-4,
        weight_decay: float = 1e-4,
        gamma: float = 0.8,
        warmup_share: float = 0.05,
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.network = network
        self.learning_rate = learning_rate
        self.weight_decay = weight_decay
        self.gamma = gamma
        self.warmup_share = warmup_share
        self.register_buffer("sums", torch.zeros(4, dtype=torch.float64), persistent=False)
        if weights is not None:
            load_raft(network, Path(weights))

    def forward(
        self, first: Float[Tensor, "B 3 H W"], second: Float[Tensor, "B 3 H W"]
    ) -> Float[Tensor, "B 2 H W"]:
        """Return the last iterate of the flow, pixels."""
        flow: Tensor = self.network(first, second)[-1]
        return flow

    def training_step(self, batch: Batch, batch_idx: int) -> Tensor:
        """Compare every iterate with the truth."""
        flows = self.network(batch["first"], batch["second"])
        loss = flow_sequence_loss(flows, batch["flow"], batch["valid"], self.gamma)
        with torch.no_grad():
            errors = (flows[-1] - batch["flow"]).norm(dim=1) * batch["valid"]
            error = errors.sum() / batch["valid"].sum().clamp(min=1)
        log_joint(self, {"train/total": loss, "train/end_point_error": error}, prog_bar=True)
        return loss

    def on_validation_epoch_start(self) -> None:
        """Count anew."""
        self.sums.zero_()

    def validation_step(self, batch: Batch, batch_idx: int) -> None:
        """Add up errors, outliers and the lengths of the true flow over known pixels."""
        valid = batch["valid"]
        error = (self(batch["first"], batch["second"]) - batch["flow"]).norm(dim=1)
        length = batch["flow"].norm(dim=1)
        parts = (error, (error > _OUTLIER).to(error), length, torch.ones_like(error))
        self.sums += torch.stack([(valid * part).sum().to(self.sums) for part in parts])

    def on_validation_epoch_end(self) -> None:
        """Log means over all known pixels of the set; without any estimate the error is length."""
        sums = self.trainer.strategy.reduce(self.sums.clone(), reduce_op="sum")
        error, outliers, length = (sums[:3] / sums[3].clamp(min=1)).float()
        self.log("val/end_point_error", error, prog_bar=True)
        self.log("val/share_beyond_3_px", outliers)
        self.log("val/length_of_the_flow", length)

    def configure_optimizers(self) -> OptimizerLRScheduler:
        """One cycle over all steps.

        Raises:
            ValueError: the training has no end.
        """
        n_steps = self.trainer.estimated_stepping_batches
        if math.isinf(n_steps):
            raise ValueError("a training without end: set --trainer.max_steps")
        optimizer = torch.optim.AdamW(
            self.network.parameters(), lr=self.learning_rate, weight_decay=self.weight_decay
        )
        scheduler = torch.optim.lr_scheduler.OneCycleLR(
            optimizer,
            max_lr=self.learning_rate,
            total_steps=int(n_steps) + 1,
            pct_start=self.warmup_share,
            anneal_strategy="linear",
            cycle_momentum=False,
        )
        return {
            "optimizer": optimizer,
            "lr_scheduler": {"scheduler": scheduler, "interval": "step"},
        }
