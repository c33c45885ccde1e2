"""What every method has in common: it predicts faces, and its checkpoint rebuilds it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from jaxtyping import Int
from lightning import LightningModule

from predictions import Prediction

_FACE_MODEL_PREFIX = "morphable_model."
_RUN = "likeness_run"


@dataclass(frozen=True)
class Run:
    """Which training run a module comes from; kept in its checkpoints.

    Attributes:
        method: name of the method, the stem of its YAML.
        config: path of that YAML.
        config_text: the resolved configuration.
        commit: of the code that trained.
    """

    method: str = ""
    config: str = ""
    config_text: str = ""
    commit: str = ""


class FaceReconstructionModule(LightningModule, ABC):
    """A method. Subclasses call `self.save_hyperparameters()` without `ignore`.

    `FaceReconstructionModule.load_from_checkpoint(path)` then rebuilds any method that the command
    line has trained. A face model's own arrays stay out of checkpoints: they follow from the
    hyper-parameters, and a licensed model must not travel with the weights.
    """

    def __init__(self) -> None:
        super().__init__()
        self.run = Run()

    @abstractmethod
    def predict_step(self, batch: dict[str, Any]) -> list[tuple[str, Prediction]]:
        """Reconstruct a batch: sample ids with predictions, in the frame of `prediction_facts`."""

    @property
    @abstractmethod
    def prediction_faces(self) -> Int[np.ndarray, "F 3"]:
        """Triangles of every prediction."""

    @property
    @abstractmethod
    def prediction_facts(self) -> dict[str, str]:
        """The manifest's topology, frame and face_model."""

    def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Leave the face model out, note the run."""
        weights = checkpoint["state_dict"]
        checkpoint["state_dict"] = {
            name: value
            for name, value in weights.items()
            if not name.startswith(_FACE_MODEL_PREFIX)
        }
        checkpoint[_RUN] = asdict(self.run)

    def on_load_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Put this module's own face model back where the weights expect one."""
        for name, value in self.state_dict().items():
            if name.startswith(_FACE_MODEL_PREFIX):
                checkpoint["state_dict"][name] = value
        self.run = Run(**checkpoint.get(_RUN, {}))
