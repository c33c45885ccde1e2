"""What methods have in common that regress a face model and are supervised by weighted losses."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from morphable_models import MorphableModel

from .appearance import Appearance
from .base import FaceReconstructionModule, log_joint
from .landmark_metrics import IMAGE_ERROR, landmark_metrics


class FaceModelMethod(FaceReconstructionModule):
    """A method whose predictions are a face model's mesh in the camera frame.

    Attributes:
        morphable_model: face model.
        loss_weights: its fields are the names of the losses.
    """

    morphable_model: MorphableModel
    loss_weights: Any

    @abstractmethod
    def losses(self, face: Any, batch: dict[str, Any]) -> dict[str, Tensor]:
        """Return each term that counts, unweighted."""

    @abstractmethod
    def appearance(self, batch: dict[str, Any]) -> list[Appearance]:
        """Reconstruct shape, reflectance and light of single images, without gradient.

        Args:
            batch: as for `predict_step`.
        """

    def weighted(self, losses: dict[str, Tensor]) -> dict[str, Tensor]:
        """Return what each term contributes to the sum that is minimised."""
        return {name: getattr(self.loss_weights, name) * term for name, term in losses.items()}

    def total(self, losses: dict[str, Tensor]) -> Float[Tensor, ""]:
        """Weigh the terms and add them up."""
        return torch.stack(list(self.weighted(losses).values())).sum()

    def training_step(self, batch: dict[str, Any], batch_idx: int) -> Tensor:
        """Reconstruct, compare; log each term as it is, and as it counts."""
        losses = self.losses(self(batch), batch)
        total = self.total(losses)
        terms = {f"train/{name}": value for name, value in losses.items()}
        parts = {f"weighted/{name}": value for name, value in self.weighted(losses).items()}
        log_joint(self, {**terms, **parts})
        log_joint(self, {"train/total": total}, prog_bar=True)
        return total

    def log_landmarks(
        self,
        landmarks_2d: Float[Tensor, "B N 68 2"],
        landmarks_3d: Float[Tensor, "B 68 3"],
        batch: dict[str, Any],
    ) -> None:
        """Log a validation's landmarks: in the image, and in space beside the mean face's.

        Args:
            landmarks_2d: predicted, crop pixels.
            landmarks_3d: predicted, mm, in any rigid frame.
            batch: with the true ones; those in space where the data have them.
        """
        in_space = None
        if "landmarks_3d" in batch:
            mean_face = self.morphable_model.landmarks(self.morphable_model.mean_shape[None])
            in_space = (landmarks_3d, mean_face.expand_as(landmarks_3d), batch["landmarks_3d"])
        metrics = landmark_metrics(landmarks_2d, batch["landmarks_2d"], batch["given"], in_space)
        n_given = int(batch["given"].sum())
        for name, value in metrics.items():
            n = n_given if name == IMAGE_ERROR else len(batch["given"])
            self.log(name, value, prog_bar=True, sync_dist=True, batch_size=n)

    @property
    def prediction_faces(self) -> Int[np.ndarray, "F 3"]:
        """All triangles of the face model."""
        faces: Int[np.ndarray, "F 3"] = self.morphable_model.faces.cpu().numpy()
        return faces

    @property
    def prediction_landmark_indices(self) -> Int[np.ndarray, " 68"]:
        """Those of the face model."""
        ids: Int[np.ndarray, " 68"] = self.morphable_model.landmark_indices.cpu().numpy()
        return ids

    @property
    def prediction_facts(self) -> dict[str, str]:
        """Camera frame, millimetres, the face model's own topology."""
        name = self.morphable_model.name
        return {"topology": name, "frame": "camera", "face_model": name}
