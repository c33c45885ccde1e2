"""Whose face it is: an embedding trained by triplets, as FaceNet's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from jaxtyping import Float
from lightning.pytorch.utilities.types import OptimizerLRScheduler
from torch import Tensor

from losses.triplets import Mining, triplet_loss
from networks.inception_resnet import InceptionResnetV1

from .auxiliary import AuxiliaryNetwork
from .base import log_joint
from .public_weights import load_classifier
from .schedules import Schedule, scheduled_adam
from .verification import pairs_of, verification

PUBLIC_NAME = "InceptionResnetV1"
PUBLIC_CLASSIFIER = "logits."
"""Prefix of the layer of the public weights that tells the people apart it was trained on."""

Batch = dict[str, Any]


class IdentityNetwork(AuxiliaryNetwork):
    """Embeds faces so that distances tell who it is (Schroff et al., FaceNet, CVPR 2015).

    Args:
        network: what embeds; its embeddings have length 1.
        weights: file of the public weights (`20180402-114759-vggface2.pt` of facenet-pytorch) to
            start from; None starts from random ones.
        margin: of the triplet loss.
        mining: which triplets of a batch count, see `triplet_loss`.
        learning_rate: of Adam, the peak of the schedule.
        schedule: of the learning rate.
    """

    STARTED_FROM = "weights"

    def __init__(
        self,
        network: InceptionResnetV1,
        *,
        weights: Path | None = None,
        margin: float = 0.2,
        mining: Mining = "semi-hard",
        learning_rate: float = 1e-3,
        schedule: Schedule = "one-cycle",
    ) -> None:
        super().__init__()
        if not network.normalized:
            raise ValueError("an identity network compares embeddings of length 1: normalized=True")
        self.save_hyperparameters()
        self.network = network
        self.margin = margin
        self.mining: Mining = mining
        self.learning_rate = learning_rate
        self.schedule: Schedule = schedule
        self.validated: list[tuple[Tensor, Tensor]] = []
        if weights is not None:
            load_public_weights(network, Path(weights))

    def forward(self, images: Float[Tensor, "B 3 H W"]) -> Float[Tensor, "B D"]:
        """Return embeddings of length 1.

        Args:
            images: RGB in [0, 1], of any size; the face fills them as in training.
        """
        return self.network.embed(images)

    def training_step(self, batch: Batch, batch_idx: int) -> Tensor:
        """Compare the subjects of the batch."""
        embeddings = self(batch["images"])
        loss = triplet_loss(embeddings, batch["subject"], self.margin, self.mining)
        with torch.no_grad():
            distances, same = pairs_of(embeddings, batch["subject"])
        means = {"same": distances[same].mean(), "different": distances[~same].mean()}
        log_joint(self, {f"train/distance_{name}": value for name, value in means.items()})
        log_joint(self, {"train/total": loss}, prog_bar=True)
        return loss

    def on_validation_epoch_start(self) -> None:
        """Start a new collection."""
        self.validated = []

    def validation_step(self, batch: Batch, batch_idx: int) -> None:
        """Collect embeddings, of which every pair is compared."""
        self.validated.append((self(batch["images"]), batch["subject"]))

    def on_validation_epoch_end(self) -> None:
        """Log how well distances tell the pairs of one subject from those of two."""
        embeddings, subjects = (torch.cat(column) for column in zip(*self.validated, strict=True))
        if dist.is_available() and dist.is_initialized():
            parts: list[Any] = [None] * dist.get_world_size()
            dist.all_gather_object(parts, (embeddings.cpu(), subjects.cpu()))
            embeddings, subjects = (torch.cat(column) for column in zip(*parts, strict=True))
        self.validated = []
        for name, value in verification(*pairs_of(embeddings, subjects)).items():
            if value.isfinite():  # a trial of a few batches may hold one kind of pairs alone
                self.log(f"val/{name}", value.to(self.device), prog_bar=name == "auc")

    def configure_optimizers(self) -> OptimizerLRScheduler:
        """Adam on all parameters."""
        n_steps = self.trainer.estimated_stepping_batches
        parameters = list(self.network.parameters())
        return scheduled_adam(n_steps, [parameters], [self.learning_rate], self.schedule)


def load_public_weights(network: InceptionResnetV1, path: Path) -> None:
    """Load `20180402-114759-vggface2.pt` or `20180408-102900-casia-webface.pt`, without `logits`.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it holds something else, or the network has not the public sizes.
    """
    whose = "facenet-pytorch's 20180402-114759-vggface2.pt, weights of"
    load_classifier(network, path, PUBLIC_NAME, without=PUBLIC_CLASSIFIER, where=whose)
