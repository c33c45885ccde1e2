"""Face parsing: a label for each pixel, trained as zllrunning/face-parsing.PyTorch."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Literal

import torch
from jaxtyping import Float, Int
from lightning.pytorch.utilities.types import OptimizerLRScheduler
from torch import Tensor, nn

from losses.parsing import ohem_cross_entropy
from morphable_models import FACE_PARSING_REGIONS
from networks.bisenet import BiSeNet
from networks.parser import ParserNetwork

from .auxiliary import AuxiliaryNetwork
from .base import log_joint
from .public_weights import load_classifier

Normalization = Literal["half", "imagenet"]
# Mean and standard deviation of each channel. "half": DF-MVR's; "imagenet": the public parser's.
_STATISTICS: dict[Normalization, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "half": ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)),
    "imagenet": ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
}
N_REGIONS = len(FACE_PARSING_REGIONS)
NINETEEN = 19
# Which of the 19 classes of the public parser make up each region (1 skin, 2 and 3 brows, 4 and 5
# eyes, 6 glasses, 10 nose, 11 mouth, 12 and 13 lips); all others are background.
_PARTS = [[], [1], [2], [3], [4], [5], [10], [11], [12], [13]]
_GLASSES = 6
_WARMUP_START = 1e-3  # share of the learning rate from which it grows
_POWER = 0.9  # of the learning rate's descent

Batch = dict[str, Any]


class FaceParser(AuxiliaryNetwork):
    """Labels the pixels of a face with DF-MVR's ten regions.

    The recipe: cross-entropy of hard pixels on every head, stochastic gradient descent with a
    warm-up and polynomial descent, ten times the rate for fusion and heads, weight decay on weights
    of convolutions only.

    Args:
        network: BiSeNet or UNet++, with 10 classes, or the public parser's 19. Probabilities of
            those are added up to ten regions.
        normalization: of the images: to [-1, 1] as in DF-MVR, or by ImageNet's statistics as the
            public parser and ImageNet's backbones expect.
        glasses: what the public class of glasses is part of.
        backbone: file of torchvision's ResNet18 weights to start from, as the public recipe does
            (`resnet18-5c106cde.pth`); None starts from random ones.
        optimizer: "sgd" is the recipe; "adam" (AdamW) gets further in a short training from random
            weights.
        learning_rate: the highest one, of the backbone.
        new_rate: how many times as fast fusion and heads learn.
        momentum: of stochastic gradient descent.
        weight_decay: of convolutions.
        warmup_steps: over which the rate grows.
        hard_below: probability of the right class below which a pixel counts as hard.
    """

    STARTED_FROM = "backbone"

    mean: Float[Tensor, "3 1 1"]
    deviation: Float[Tensor, "3 1 1"]
    confusion: Int[Tensor, "10 10"]

    def __init__(
        self,
        network: ParserNetwork,
        *,
        normalization: Normalization = "half",
        glasses: Literal["skin", "background"] = "skin",
        backbone: Path | None = None,
        optimizer: Literal["sgd", "adam"] = "sgd",
        learning_rate: float = 1e-2,
        new_rate: float = 10.0,
        momentum: float = 0.9,
        weight_decay: float = 5e-4,
        warmup_steps: int = 1000,
        hard_below: float = 0.7,
    ) -> None:
        super().__init__()
        if network.n_classes not in (N_REGIONS, NINETEEN):
            raise ValueError(
                f"a parser network with {network.n_classes} classes; expected {N_REGIONS} (the "
                f"regions) or {NINETEEN} (the public parser's)"
            )
        self.save_hyperparameters()
        # Twice as fast on a CPU; the overload is missing in PyTorch's own types.
        network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.network = network
        self.optimizer = optimizer
        self.learning_rate = learning_rate
        self.new_rate = new_rate
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.warmup_steps = warmup_steps
        self.hard_below = hard_below
        self.parts: list[list[int]] | None = None
        if network.n_classes == NINETEEN:
            self.parts = [list(part) for part in _PARTS]
            self.parts[glasses == "skin"].append(_GLASSES)
            named = {label for part in self.parts for label in part}
            self.parts[0] += [label for label in range(NINETEEN) if label not in named]
        mean, deviation = (torch.tensor(row)[:, None, None] for row in _STATISTICS[normalization])
        self.register_buffer("mean", mean, persistent=False)
        self.register_buffer("deviation", deviation, persistent=False)
        confusion = torch.zeros(N_REGIONS, N_REGIONS, dtype=torch.long)
        self.register_buffer("confusion", confusion, persistent=False)
        if backbone is not None:
            _load_backbone(network, Path(backbone))

    def heads(self, images: Float[Tensor, "B 3 H W"]) -> list[Float[Tensor, "B 10 H W"]]:
        """Return the logits of the ten regions from every head, the main one first."""
        return [self._regions(logits) for logits in self.network(self._normalized(images))]

    def _normalized(self, images: Float[Tensor, "B 3 H W"]) -> Float[Tensor, "B 3 H W"]:
        normalized = (images - self.mean) / self.deviation
        return normalized.contiguous(memory_format=torch.channels_last)

    def _regions(self, logits: Float[Tensor, "B C H W"]) -> Float[Tensor, "B 10 H W"]:
        if self.parts is None:
            return logits
        # The sum of a region's probabilities, as a logit: the common denominator cancels.
        sums = [logits[:, part].logsumexp(dim=1) for part in self.parts]
        return torch.stack(sums, dim=1)

    def forward(self, images: Float[Tensor, "B 3 H W"]) -> Float[Tensor, "B 10 H W"]:
        """Return logits of the ten regions.

        Args:
            images: RGB in [0, 1].
        """
        return self._regions(self.network.main_logits(self._normalized(images)))

    def labels(self, images: Float[Tensor, "B 3 H W"]) -> Int[Tensor, "B H W"]:
        """Return the most probable region of each pixel."""
        logits: Tensor = self(images)
        return logits.argmax(dim=1)

    def training_step(self, batch: Batch, batch_idx: int) -> Tensor:
        """Add up the losses of all heads."""
        losses = [
            ohem_cross_entropy(logits, batch["labels"], self.hard_below)
            for logits in self.heads(batch["images"])
        ]
        total = torch.stack(losses).sum()
        log_joint(self, {"train/total": total, "train/main_head": losses[0]}, prog_bar=True)
        return total

    def on_validation_epoch_start(self) -> None:
        """Count anew."""
        self.confusion.zero_()

    def validation_step(self, batch: Batch, batch_idx: int) -> None:
        """Count which region was taken for which."""
        pairs = batch["labels"] * N_REGIONS + self.labels(batch["images"])
        counts = torch.bincount(pairs.flatten(), minlength=N_REGIONS**2)
        self.confusion += counts.view(N_REGIONS, N_REGIONS)

    def on_validation_epoch_end(self) -> None:
        """Log the intersection over union of each region, over all pixels of the set."""
        counts = self.trainer.strategy.reduce(self.confusion.clone(), reduce_op="sum")
        iou = intersection_over_union(counts)
        present = iou.isfinite()
        for name, value in zip(FACE_PARSING_REGIONS, iou, strict=True):
            if value.isfinite():
                self.log(f"val/iou_{name}", value)
        self.log("val/mean_iou", iou[present].mean(), prog_bar=True)

    def rate_factor(self, step: int, n_steps: int) -> float:
        """Return the learning rate of a step as a share of the highest one."""
        if step <= self.warmup_steps:
            return float(_WARMUP_START ** (1 - step / max(self.warmup_steps, 1)))
        done = (step - self.warmup_steps) / (n_steps - self.warmup_steps)
        return float(max(1 - done, 0.0) ** _POWER)

    def configure_optimizers(self) -> OptimizerLRScheduler:
        """Four groups of parameters: known or new, with weight decay or without.

        Raises:
            ValueError: the training has no end, or one before the warm-up's.
        """
        n_steps = self.trainer.estimated_stepping_batches
        if math.isinf(n_steps) or n_steps <= self.warmup_steps:
            raise ValueError(
                f"a training of {n_steps} steps, of which {self.warmup_steps} are warm-up: set "
                "--trainer.max_steps, or fewer --model.init_args.warmup_steps"
            )
        new = {id(parameter) for parameter in self.network.new_parameters()}
        groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
        for parameter in self.network.parameters():
            # Weights of convolutions have four axes; of biases and normalisation, one.
            groups.setdefault((id(parameter) in new, parameter.ndim > 1), []).append(parameter)
        described = [
            {
                "params": parameters,
                "lr": self.learning_rate * (self.new_rate if is_new else 1.0),
                "weight_decay": self.weight_decay if decays else 0.0,
            }
            for (is_new, decays), parameters in groups.items()
        ]
        optimizer: torch.optim.Optimizer
        if self.optimizer == "sgd":
            optimizer = torch.optim.SGD(described, momentum=self.momentum)
        else:
            optimizer = torch.optim.AdamW(described)
        scheduler = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: self.rate_factor(step, int(n_steps))
        )
        return {
            "optimizer": optimizer,
            "lr_scheduler": {"scheduler": scheduler, "interval": "step"},
        }


def intersection_over_union(confusion: Int[Tensor, "K K"]) -> Float[Tensor, " K"]:
    """Return the share of each class's pixels, true or found, that are both.

    Args:
        confusion: pixels of each true class (row) that were found to be of each class (column).

    Returns:
        In [0, 1]; NaN for classes that neither occur nor were found.
    """
    both = confusion.diagonal().double()
    return both / (confusion.sum(dim=0) + confusion.sum(dim=1) - both)


def _load_backbone(network: ParserNetwork, path: Path) -> None:
    if not isinstance(network, BiSeNet):
        raise ValueError(f"backbone {path}: only BiSeNet has a backbone to load weights into")
    load_classifier(network.cp.resnet, path, "ResNet18")
