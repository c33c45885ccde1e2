"""A face model of 196 vertices, a dome with a nose, imported by class path as real ones are."""

from __future__ import annotations

import torch
from lightning import LightningModule, Trainer
from lightning.pytorch.callbacks import Callback

from morphable_models import MorphableModel

SIDE = 14


class TinyHead(MorphableModel):
    name = "tiny"
    n_identity, n_expression, n_albedo = 4, 3, 2
    expression_names = ("a", "b", "c")

    def __init__(self) -> None:
        super().__init__()
        steps = torch.linspace(-1, 1, SIDE)
        y, x = torch.meshgrid(steps.flip(0), steps, indexing="ij")
        z = 1 - 0.5 * (x**2 + y**2) + 0.5 * torch.exp(-12 * (x**2 + y**2))
        mean = torch.stack([70 * x, 90 * y, 60 * z], dim=-1).view(-1, 3)
        corner = (torch.arange(SIDE - 1)[:, None] * SIDE + torch.arange(SIDE - 1)).flatten()
        upper = torch.stack([corner, corner + SIDE, corner + 1], dim=1)
        lower = torch.stack([corner + 1, corner + SIDE, corner + SIDE + 1], dim=1)
        generator = torch.Generator().manual_seed(0)
        smooth = torch.randn(7, 6, 3, generator=generator)
        waves = torch.stack([x, y, x * y, x**2, y**2, torch.cos(3 * x)], dim=-1).view(-1, 6)
        self.register_buffer("mean", mean)
        self.register_buffer("modes", 3 * torch.einsum("vw,kwc->kvc", waves, smooth))
        self.register_buffer("faces", torch.cat([upper, lower]))
        inner = torch.linspace(SIDE + 1, SIDE * (SIDE - 1) - 2, 68).long()
        self.register_buffer("landmark_indices", inner)
        regions = torch.ones(SIDE * SIDE, dtype=torch.long)
        regions[: 2 * SIDE] = 0
        regions[SIDE * SIDE // 2 - 10 : SIDE * SIDE // 2 + 10] = 6
        self.register_buffer("regions", regions)
        self.register_buffer("uv", (torch.stack([x, y], dim=-1).view(-1, 2) + 1) / 2)
        self.register_buffer("face_crop", regions > 0)

    def vertices(self, identity: torch.Tensor, expression: torch.Tensor) -> torch.Tensor:
        coefficients = torch.cat([identity, expression], dim=1)
        return self.mean + torch.einsum("bk,kvc->bvc", coefficients, self.modes)

    def diffuse_albedo(self, albedo: torch.Tensor) -> torch.Tensor:
        tint = torch.stack([albedo[:, 0], albedo[:, 1], albedo[:, 0]], dim=1)
        return 0.5 + 0.1 * self.uv[:, :1] + 0.1 * tint[:, None].expand(-1, len(self.uv), 3)

    def specular_albedo(self, albedo: torch.Tensor) -> torch.Tensor:
        return 0 * self.diffuse_albedo(albedo)


class HeadOfDecasSizes(TinyHead):
    """With as many coefficients as DECA regresses; it makes no faces of them."""

    n_identity, n_expression, n_albedo, n_pose = 100, 50, 50, 6
    version = "2020"


class StopAfterFirstEpoch(Callback):
    """Ends a training early, as a time limit would."""

    def on_train_epoch_end(self, trainer: Trainer, pl_module: LightningModule) -> None:
        trainer.should_stop = True


class TerminateAfterFirstEpoch(Callback):
    """Does as Lightning's handler of SIGTERM, which a scheduler sends."""

    def on_train_epoch_end(self, trainer: Trainer, pl_module: LightningModule) -> None:
        trainer._signal_connector.received_sigterm = True


class InterruptAfterFirstEpoch(Callback):
    """Does as Ctrl-C in the second epoch."""

    def on_train_epoch_start(self, trainer: Trainer, pl_module: LightningModule) -> None:
        if trainer.current_epoch == 1:
            raise KeyboardInterrupt
