"""What every method has in common: it predicts faces, and its checkpoint rebuilds it."""

from __future__ import annotations

import pickle
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
import torch.distributed as dist
from jaxtyping import Float, Int
from lightning import LightningModule
from torch import Tensor

from predictions import Prediction

_FACE_MODEL_PREFIX = "morphable_model."
_RUN = "likeness_run"
_INSTANTIATOR = "lightning.pytorch.cli.instantiate_module"


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


class Shapes(NamedTuple):
    """Reconstructed faces, looking ahead; their triangles are `prediction_faces`.

    Attributes:
        vertices: model frame, mm.
        colors: albedo as it is displayed, RGB in [0, 1].
    """

    vertices: Float[Tensor, "B V 3"]
    colors: Float[Tensor, "B V 3"]


class FaceReconstructionModule(LightningModule, ABC):
    """A method. Subclasses call `self.save_hyperparameters()` without `ignore`.

    `FaceReconstructionModule.load_from_checkpoint(path)` then rebuilds any method that the command
    line has trained. A face model's own arrays stay out of checkpoints: they follow from the
    hyper-parameters, and a licensed model must not travel with the weights.
    """

    def __init__(self) -> None:
        super().__init__()
        self.run = Run()

    def setup(self, stage: str) -> None:
        """Keep the face model's constants, 100 MB of BFM 2009, out of what processes exchange."""
        # Read by DistributedDataParallel, which sends all other buffers before each step.
        self._ddp_params_and_buffers_to_ignore = [
            name for name, _ in self.named_buffers() if name.startswith(_FACE_MODEL_PREFIX)
        ]

    @property
    def own_parts(self) -> tuple[str, ...]:
        """Prefixes of weights that a training begun from another one's weights keeps as its own."""
        return ()

    def log(self, *args: Any, **kwargs: Any) -> None:
        """Log as Lightning does, but weigh means over processes by their true sizes.

        Lightning averages the processes' numbers of samples, and where they are whole numbers cuts
        off the fraction: of 5 validation samples on two processes, it divides by 4.
        """
        if kwargs.get("batch_size") is not None:
            kwargs["batch_size"] = float(kwargs["batch_size"])
        super().log(*args, **kwargs)

    @classmethod
    def load_from_checkpoint(  # type: ignore[override]
        cls, checkpoint_path: str | Path, **kwargs: Any
    ) -> FaceReconstructionModule:
        """Rebuild the method that a checkpoint is of; it must be one of this package.

        Args:
            checkpoint_path: file that the command line has written.
            **kwargs: as for Lightning's own, such as `map_location`.

        Raises:
            ValueError: the checkpoint names no method of this package.
        """
        checkpoint = load_safely(Path(checkpoint_path))
        check_instantiator(checkpoint.get("hyper_parameters", {}), str(checkpoint_path))
        path = str(checkpoint.get("hyper_parameters", {}).get("_class_path", ""))
        module_name, _, class_name = path.rpartition(".")
        if module_name.rpartition(".")[0] != __package__:
            raise ValueError(
                f"{checkpoint_path} is of {path or 'an unnamed class'}, expected a method of "
                f"{__package__}; train it with python -m {__package__} fit"
            )
        method = getattr(import_module(module_name), class_name)
        module: FaceReconstructionModule = super(
            FaceReconstructionModule, method
        ).load_from_checkpoint(checkpoint_path, weights_only=True, **kwargs)
        return module

    @abstractmethod
    def predict_step(self, batch: dict[str, Any]) -> list[tuple[str, Prediction]]:
        """Reconstruct a batch: sample ids with predictions, in the frame of `prediction_facts`."""

    def pictures(self, batch: dict[str, Any]) -> dict[str, Float[Tensor, "N 3 H _"]]:
        """Return pictures by which to watch the training, see `training_images.TrainingImages`.

        It is called without gradients, in eval mode and on one process alone: no messages to the
        others, no random numbers.

        Args:
            batch: a few samples of a training or validation batch.

        Returns:
            Name and pictures, RGB in [0, 1], in the order in which they are shown side by side. All
            have the same number and height; none are shown by default.
        """
        return {}

    def shapes(self, batch: dict[str, Any]) -> Shapes | None:
        """Return faces by which to watch the training, see `validation_meshes.ValidationMeshes`.

        It is called as `pictures` is. None are shown by default.
        """
        return None

    @property
    @abstractmethod
    def prediction_faces(self) -> Int[np.ndarray, "F 3"]:
        """Triangles of every prediction."""

    @property
    def prediction_landmark_indices(self) -> Int[np.ndarray, " 68"] | None:
        """Vertex ids of the 68 landmarks in every prediction, where the topology has them."""
        return None

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


def load_safely(path: Path) -> Any:
    """Read tensors and plain values from a file that torch.save wrote; nothing in it is run.

    Raises:
        ValueError: it cannot be read as such.
    """
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError, KeyError) as error:
        reason = str(error).split("\n", maxsplit=1)[0].split(". ")[0]
        raise ValueError(
            f"{path} cannot be read as weights ({type(error).__name__}: {reason}); expected a file "
            "of tensors saved by torch.save; make or download it again"
        ) from error


def check_instantiator(options: Mapping[str, Any], source: str) -> None:
    """Refuse hyper-parameters by which Lightning would call another function than its own.

    Raises:
        ValueError: they name one.
    """
    named = options.get("_instantiator", _INSTANTIATOR)
    if named != _INSTANTIATOR:
        raise ValueError(f"{source} wants to be built by {named}, expected {_INSTANTIATOR}")


def log_joint(module: LightningModule, values: dict[str, Tensor], **options: Any) -> None:
    """Log the means over all processes, which have batches of the same size.

    (With `sync_dist=True`, each value would be a message of its own, and a barrier.)

    Args:
        module: in its training step.
        values: one number each.
        **options: of `LightningModule.log_dict`.
    """
    joint = torch.stack([value.detach() for value in values.values()])
    if dist.is_available() and dist.is_initialized():
        dist.all_reduce(joint)
        joint /= dist.get_world_size()
    module.log_dict(dict(zip(values, joint.unbind(), strict=True)), **options)
