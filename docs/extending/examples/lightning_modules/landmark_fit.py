"""A face from one photograph, learnt from 68 landmarks alone: the method of the manual.

It is no published one, and it is not good: what the landmarks do not show, it does not learn.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import torch
from jaxtyping import Float
from lightning.pytorch.utilities.types import OptimizerLRScheduler
from torch import Tensor, nn

from geometry.cameras import FRONTAL_ROTATION, PinholeCamera
from geometry.paper_cameras import EYE_DISTANCE, FOCAL_LENGTH
from morphable_models import MorphableModel
from predictions import Prediction
from renderers.spherical_harmonics import UNIT_AMBIENT

from .appearance import Appearance, Light, appearances_of_crops
from .dfmvr_scene import PAPER_SIZE
from .face_model_method import FaceModelMethod
from .predictions_of_crops import predictions_of_crops
from .schedules import scheduled_adam

Batch = dict[str, Any]

# --8<-- [start:losses]


@dataclass(frozen=True)
class FitLossWeights:
    """Weights of the losses, by name.

    Attributes:
        landmarks: mean squared distance in shares of the crop's side.
        coefficients: mean squared coefficients: faces far from the mean are rare.
    """

    landmarks: float = 1.0
    coefficients: float = 1e-4


DEFAULT_WEIGHTS = FitLossWeights()

# --8<-- [end:losses]


class FittedFace(NamedTuple):
    """Reconstructions, one per photograph.

    Attributes:
        identity: coefficients.
        expression: coefficients.
        pose: the head's turn, axis-angle vector, radians.
        offset: of the head from its place in front of the camera, mm, camera frame.
        camera: of the crops.
        vertices: camera frame, mm.
        landmarks_2d: crop pixels.
    """

    identity: Float[Tensor, "B I"]
    expression: Float[Tensor, "B E"]
    pose: Float[Tensor, "B 3"]
    offset: Float[Tensor, "B 3"]
    camera: PinholeCamera
    vertices: Float[Tensor, "B V 3"]
    landmarks_2d: Float[Tensor, "B 68 2"]


# --8<-- [start:method]


class LandmarkFit(FaceModelMethod):
    """Three convolutions and a linear layer regress shape and pose.

    Args:
        morphable_model: face model.
        image_size: side of the crops in pixels.
        width: channels of the first convolution.
        loss_weights: of the losses.
        learning_rate: of Adam.
    """

    def __init__(
        self,
        morphable_model: MorphableModel,
        *,
        image_size: int = 64,
        width: int = 16,
        loss_weights: FitLossWeights = DEFAULT_WEIGHTS,
        learning_rate: float = 1e-3,
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.morphable_model = morphable_model
        self.image_size = image_size
        self.loss_weights = loss_weights
        self.learning_rate = learning_rate
        self.sizes = (morphable_model.n_identity, morphable_model.n_expression, 3, 3)
        channels = (3, width, 2 * width, 4 * width)
        convolutions = [
            layer
            for come, go in pairwise(channels)
            for layer in (nn.Conv2d(come, go, 3, stride=2, padding=1), nn.ReLU())
        ]
        last = nn.Linear(channels[-1] * 16, sum(self.sizes))
        nn.init.zeros_(last.weight)  # the first step sees the mean face, looking ahead
        nn.init.zeros_(last.bias)
        self.network = nn.Sequential(*convolutions, nn.AdaptiveAvgPool2d(4), nn.Flatten(), last)

    def forward(self, batch: Batch) -> FittedFace:
        """Reconstruct the face of each photograph."""
        return self.reconstruct(*self.network(photographs(batch)).split(self.sizes, dim=1))

    def reconstruct(
        self,
        identity: Float[Tensor, "B I"],
        expression: Float[Tensor, "B E"],
        pose: Float[Tensor, "B 3"],
        offset: Float[Tensor, "B 3"],
    ) -> FittedFace:
        """Put a face before the camera: a turn in the model frame, then where it stands."""
        model, n = self.morphable_model, len(identity)
        turned = model.posed(identity, expression, pose) - model.pose_origin
        away = offset + offset.new_tensor([0.0, 0.0, EYE_DISTANCE])
        vertices = turned @ FRONTAL_ROTATION.to(turned).T + away[:, None]
        focal_length = offset.new_full((n,), FOCAL_LENGTH * self.image_size / PAPER_SIZE)
        camera = PinholeCamera(focal_length, offset.new_full((n, 2), self.image_size / 2))
        landmarks = camera.image_from_camera(model.landmarks(vertices))
        return FittedFace(identity, expression, pose, offset, camera, vertices, landmarks)

    def losses(self, face: FittedFace, batch: Batch) -> dict[str, Tensor]:
        """Return the terms by name, unweighted; `training_step` weighs, adds up and logs them."""
        away = (face.landmarks_2d - batch["landmarks_2d"]) / self.image_size
        coefficients = torch.cat([face.identity, face.expression], dim=1)
        return {
            "landmarks": away.square().sum(dim=-1).mean(),
            "coefficients": coefficients.square().mean(),
        }

    def configure_optimizers(self) -> OptimizerLRScheduler:
        """Adam at one rate."""
        parameters = list(self.network.parameters())
        steps = self.trainer.estimated_stepping_batches
        return scheduled_adam(steps, (parameters,), (self.learning_rate,), "constant")

    def validation_step(self, batch: Batch, batch_idx: int) -> None:
        """Watch the landmarks, in shares of the distance between the eyes."""
        face = self(batch)
        given = torch.ones(len(face.pose), 1, dtype=torch.bool, device=self.device)
        watched = {"given": given, "landmarks_2d": batch["landmarks_2d"][:, None]}
        in_space = self.morphable_model.landmarks(face.vertices)
        self.log_landmarks(face.landmarks_2d[:, None], in_space, watched)

    # --8<-- [end:method]
    # --8<-- [start:results]
    def predict_step(self, batch: Batch) -> list[tuple[str, Prediction]]:
        """Reconstruct single photographs; vertices in the camera frame of the photograph, mm."""
        face = self(batch)
        zeros = torch.zeros_like(face.identity), torch.zeros_like(face.expression)
        mean_face = self.reconstruct(*zeros, face.pose, face.offset)
        depth = self.morphable_model.landmarks(face.vertices)[..., 2].mean(dim=1)
        return predictions_of_crops(
            batch, face.camera, face.vertices, mean_face.vertices, face.landmarks_2d, depth
        )

    @torch.no_grad()
    def appearance(self, batch: Batch) -> list[Appearance]:
        """Return the face in its mean skin and an even light: the method sees neither."""
        face, model = self(batch), self.morphable_model
        n = len(face.identity)
        even = face.identity.new_zeros(n, 9, 3)
        even[:, 0] = UNIT_AMBIENT
        return appearances_of_crops(
            batch,
            model,
            model.faces[(model.regions > 0)[model.faces].all(dim=1)],
            face.camera,
            vertices=face.vertices,
            canonical_vertices=model.vertices(face.identity, face.expression),
            landmarks_2d=face.landmarks_2d,
            albedo=face.identity.new_zeros(n, model.n_albedo),
            light=Light(even, "basis"),
            coefficients={
                "identity": (face.identity, "standard deviations"),
                "expression": (face.expression, "as the face model has them"),
                "rotation": (face.pose, "radians, axis-angle vector"),
                "translation": (face.offset, "millimetres"),
            },
        )

    # --8<-- [end:results]


def photographs(batch: Batch) -> Float[Tensor, "B 3 S S"]:
    """Return one image per sample: of a training batch, or the given one of a triple."""
    images: Tensor = batch["images"].float()
    if images.dim() == 4:
        return images
    return images[torch.arange(len(images), device=images.device), batch["view"]]
