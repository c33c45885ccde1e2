"""MFNet: FLAME from three views, supervised by optical flow (Zheng et al., 2023).

No code of it was published. `docs/methods/mfnet.md` lists what its two papers leave open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float, Int
from lightning.pytorch.utilities.types import OptimizerLRScheduler
from torch import Tensor

from geometry.cameras import PinholeCamera, WeakPerspectiveCamera, normalized_coordinates
from geometry.crops import CropRule
from losses.mfnet_landmarks import (
    EYE_PAIRS,
    LIP_PAIRS,
    lid_loss,
    mfnet_landmark_weights,
    single_view_landmark_loss,
)
from losses.optical_flow import flow_loss
from losses.placed_landmarks import placed_landmark_loss
from losses.regularization import person_loss
from morphable_models import MorphableModel
from networks.lucas_kanade import LucasKanadeFlow
from networks.mfnet import N_VIEWS, MfnetNetwork, MfnetOutput
from networks.optical_flow import FlowEstimator
from networks.raft import RaftFlow
from predictions import Prediction

from .appearance import Appearance, Light, appearances_of_crops
from .base import Shapes
from .deca_weights import load_deca
from .face_model_method import FaceModelMethod
from .mfnet_options import MfnetChoices, MfnetLossWeights
from .mfnet_pictures import mfnet_pictures
from .mfnet_scene import FRONT, PAIRS, Carried, MfnetScene, Posed, Seen, by_sample
from .predictions_of_crops import FAR, far_away, predictions_of_crops
from .schedules import Schedule, scheduled_adam

Batch = dict[str, Any]
_HEAD_ROTATION = 3  # the first numbers of a pose


@dataclass(frozen=True)
class MfnetFace:
    """A reconstruction in each view.

    Attributes:
        output: what the network regressed.
        images: the three views that it saw; a single image stands in all three places.
        posed: of all views of all samples, in their order.
    """

    output: MfnetOutput
    images: Float[Tensor, "B 3 3 S S"]
    posed: Posed

    @property
    def landmarks_2d(self) -> Float[Tensor, "B 3 68 2"]:
        """Crop pixels."""
        return by_sample(self.posed.landmarks)


class Mfnet(FaceModelMethod):
    """The method: three crops in, one face with three poses and scaled orthographic cameras out.

    Args:
        morphable_model: face model; FLAME in the paper.
        image_size: side of the crops in pixels.
        crop: how the crops of the training data are placed; those of a prediction are placed alike.
        backbone: see `MfnetNetwork`.
        channels: see `MfnetNetwork`.
        hidden: see `MfnetNetwork`.
        initial_scale: see `MfnetNetwork`.
        deca: DECA's `deca_model.tar`, whose encoder the training starts from (with FLAME 2020, for
            which it was trained). A checkpoint of this module does not need it again.
        flow: estimator of the optical flow of Eq. 6; it stays frozen. RAFT in the paper. None takes
            Lucas-Kanade's method, which needs no weights.
        loss_weights: of Eq. 11.
        choices: readings of the equations.
        flow_from_epoch: epoch from which Eq. 6 counts. The papers start from DECA; from random
            weights nothing overlaps yet that a flow could be estimated of, and the flow is two
            thirds of a step's cost.
        learning_rate: of Adam, the peak of the schedule; 1e-3 in the paper.
        head_learning_rate: factor for the two regressors behind the backbone.
        schedule: see `schedules.learning_rate_schedule`; the paper has none.
    """

    landmark_weights: Float[Tensor, " 68"]

    def __init__(
        self,
        morphable_model: MorphableModel,
        *,
        image_size: int = 224,
        crop: CropRule = "deca",
        backbone: str = "resnet50",
        channels: tuple[int, int, int, int] | None = None,
        hidden: int = 1024,
        initial_scale: float = 9.0,
        deca: Path | None = None,
        flow: FlowEstimator | None = None,
        loss_weights: MfnetLossWeights = MfnetLossWeights(),
        choices: MfnetChoices = MfnetChoices(),
        flow_from_epoch: int = 0,
        learning_rate: float = 1e-3,
        head_learning_rate: float = 1.0,
        schedule: Schedule = "constant",
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.morphable_model = morphable_model
        self.image_size = image_size
        self.loss_weights = loss_weights
        self.choices = choices
        self.flow_from_epoch = flow_from_epoch
        self.learning_rate = learning_rate
        self.head_learning_rate = head_learning_rate
        self.schedule = schedule
        self.network = MfnetNetwork(
            n_identity=morphable_model.n_identity,
            n_expression=morphable_model.n_expression,
            n_albedo=morphable_model.n_albedo,
            n_pose=morphable_model.n_pose,
            backbone=backbone,
            channels=channels,
            hidden=hidden,
            initial_scale=initial_scale,
        )
        if deca is not None:
            load_deca(self.network, Path(deca), morphable_model)
        self.flow = LucasKanadeFlow() if flow is None else flow
        self.flow.requires_grad_(False)
        self.scene = MfnetScene(morphable_model, image_size)
        weights = mfnet_landmark_weights(choices.landmark_weights)
        self.register_buffer("landmark_weights", weights, persistent=False)

    @property
    def own_parts(self) -> tuple[str, ...]:
        """The flow: whose weights it has is this training's choice."""
        return ("flow.",)

    def on_fit_start(self) -> None:
        """Refuse to learn from a flow of random weights."""
        if self.loss_weights.flow > 0 and isinstance(self.flow, RaftFlow) and not self.flow.known:
            raise ValueError(
                "RAFT has random weights, its flow means nothing: give torchvision's with "
                "--model.init_args.flow.init_args.weights FILE, train some (configs/auxiliary/"
                "flow.yaml), or take --model.init_args.flow networks.lucas_kanade.LucasKanadeFlow"
            )

    def forward(self, batch: Batch) -> MfnetFace:
        """Reconstruct the face of each triple in each view.

        Args:
            batch: `images` (B, 3, 3, S, S) and `given` (B, 3): a view that is missing is replaced
                by the first that is there, so that a single image is seen three times.
        """
        images = _completed(batch["images"].float(), batch["given"])
        output: MfnetOutput = self.network(images)
        with torch.autocast(self.device.type, enabled=False):
            pose = output.pose
            if self.choices.jaw == "shared":
                jaw = pose[:, FRONT, None, _HEAD_ROTATION:].expand(-1, N_VIEWS, -1)
                pose = torch.cat([pose[..., :_HEAD_ROTATION], jaw], dim=-1)
                output = output._replace(pose=pose)
            posed = self.scene.pose(
                self.morphable_model, output.identity, output.expression, pose, output.camera
            )
        return MfnetFace(output, images, posed)

    def losses(self, face: MfnetFace, batch: Batch) -> dict[str, Tensor]:
        """Return each term of Eq. 11, unweighted."""
        with torch.autocast(self.device.type, enabled=False):
            weights, choices, output = self.loss_weights, self.choices, face.output
            found = batch["given"][:, :, None] & batch["landmarks_2d"].isfinite().all(dim=-1)
            visible = by_sample(self.scene.visible_landmarks(face.posed)) * found
            predicted, target = (
                normalized_coordinates(points, self.image_size)
                for points in (face.landmarks_2d, batch["landmarks_2d"])
            )
            losses = {
                "landmarks": single_view_landmark_loss(
                    predicted, target, visible, self.landmark_weights
                ),
                "eyes": lid_loss(predicted, target, visible, EYE_PAIRS, choices.lid_form),
                "lips": lid_loss(predicted, target, visible, LIP_PAIRS, choices.lid_form),
                "coefficients": person_loss(
                    output.identity,
                    output.expression,
                    output.albedo,
                    choices.prior,
                    choices.prior_reduction,
                ),
            }
            if weights.placed_landmarks > 0:
                losses["placed_landmarks"] = placed_landmark_loss(
                    self.scene.landmarks(self.morphable_model, output),
                    target,
                    visible,
                    choices.placed_camera,
                )
            if weights.flow > 0 and self.current_epoch >= self.flow_from_epoch:
                carried = self.carry(face, self.scene.see(face.posed), batch)
                flow = self.estimate_flow(face, carried)
                both = torch.stack([batch["given"][:, pair].all(dim=1) for pair in PAIRS], dim=1)
                mask = carried.mask * both.flatten()[:, None, None]
                losses["flow"] = flow_loss(flow, mask, choices.flow_norm, choices.flow_unit)
            return losses

    def carry(self, face: MfnetFace, seen: Seen, batch: Batch) -> Carried:
        """Carry the photographs into the neighbouring views; see `MfnetScene.carry`."""
        return self.scene.carry(
            face.images,
            face.posed,
            seen,
            # Photographs to predict bring none.
            batch.get("landmarks_2d", face.landmarks_2d.detach()),
            co_visible=self.choices.co_visible_mask,
        )

    def estimate_flow(self, face: MfnetFace, carried: Carried) -> Float[Tensor, "P 2 S S"]:
        """Return the flow of Eq. 6 from each photograph to what was carried into it, pixels."""
        photographs = face.images[:, [b for _, b in PAIRS]].flatten(0, 1)
        flow: Tensor = self.flow(photographs, carried.image, carried.mask)
        return flow

    def validation_step(self, batch: Batch, batch_idx: int) -> None:
        """Watch the landmarks; those in space in the front view's pose."""
        face = self(batch)
        front = face.posed.vertices[FRONT::N_VIEWS]
        in_space = self.morphable_model.posed_landmarks(front, face.output.pose[:, FRONT])
        self.log_landmarks(face.landmarks_2d, in_space, batch)

    def pictures(self, batch: Batch) -> dict[str, Float[Tensor, "B 3 S _"]]:
        """Return what the papers show: inputs, shape, textured shape, what was carried, flow."""
        return mfnet_pictures(self, batch)

    def shapes(self, batch: Batch) -> Shapes:
        """Return the face of the front view, its head not turned, and the albedo of that view."""
        output, model = self(batch).output, self.morphable_model
        ahead = output.pose[:, FRONT].clone()
        ahead[:, :_HEAD_ROTATION] = 0
        vertices = model.posed(output.identity, output.expression, ahead)
        return Shapes(vertices, model.diffuse_albedo(output.albedo[:, FRONT]))

    def configure_optimizers(self) -> OptimizerLRScheduler:
        """Adam, as DECA's code; the backbone and the regressors have their own rates."""
        backbone = list(self.network.encoder.parameters())
        heads = [*self.network.fused.parameters(), *self.network.per_view.parameters()]
        rates = (self.learning_rate, self.learning_rate * self.head_learning_rate)
        steps = self.trainer.estimated_stepping_batches
        return scheduled_adam(steps, (backbone, heads), rates, self.schedule)

    def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Forget the files of weights that were read: the checkpoint holds what was in them."""
        super().on_save_checkpoint(checkpoint)
        hparams = checkpoint.get(self.CHECKPOINT_HYPER_PARAMS_KEY)
        if hparams is None:
            return
        hparams = {**hparams, "deca": None}
        if isinstance(flow := hparams.get("flow"), Mapping):
            arguments = {**flow.get("init_args", {})}
            if "weights" in arguments:
                hparams["flow"] = {**flow, "init_args": {**arguments, "weights": None}}
        checkpoint[self.CHECKPOINT_HYPER_PARAMS_KEY] = hparams

    def predict_step(self, batch: Batch) -> list[tuple[str, Prediction]]:
        """Reconstruct, posed in the photograph of `view`.

        Records hold a pinhole camera. The method's is orthographic: a pinhole camera from far away,
        see `far_away`.

        Args:
            batch: see `datamodules.photo_triples.PhotoTriplesDataModule`.
        """
        face = self(batch)
        rows = _rows_of_views(batch["view"])
        pose = face.output.pose.flatten(0, 1)[rows]
        nobody = torch.zeros_like(face.output.identity), torch.zeros_like(face.output.expression)
        mean_face = self.morphable_model.posed(nobody[0], nobody[1], pose)
        mean_face = mean_face @ self.scene.frontal_rotation.T
        camera = face.posed.camera
        vertices, mean_face = (
            far_away(mesh, self.morphable_model.posed_landmarks(mesh, pose))
            for mesh in (face.posed.vertices[rows], mean_face)
        )
        return predictions_of_crops(
            batch,
            PinholeCamera(camera.scale[rows] * FAR, camera.translation[rows]),
            vertices,
            mean_face,
            face.posed.landmarks[rows],
            pose.new_full((len(rows),), FAR),
        )

    @torch.no_grad()
    def appearance(self, batch: Batch) -> list[Appearance]:
        """Return what the network sees in single images, with its orthographic camera."""
        face = self(batch)
        output, model = face.output, self.morphable_model
        rows = _rows_of_views(batch["view"])
        pose, albedo, light = (
            values.flatten(0, 1)[rows]
            for values in (output.pose, output.albedo, output.sh_coefficients)
        )
        ahead = torch.cat(
            [torch.zeros_like(pose[:, :_HEAD_ROTATION]), pose[:, _HEAD_ROTATION:]], dim=1
        )
        coefficients = {
            "identity": (output.identity, "standard deviations"),
            "expression": (output.expression, "of the face model"),
            "albedo": (albedo, "standard deviations"),
            "rotation": (pose[:, :_HEAD_ROTATION], "radians: axis times angle"),
        }
        if pose.shape[1] > _HEAD_ROTATION:
            coefficients["jaw"] = (pose[:, _HEAD_ROTATION:], "radians: axis times angle")
        camera = face.posed.camera
        return appearances_of_crops(
            batch,
            model,
            self.scene.faces,
            WeakPerspectiveCamera(camera.scale[rows], camera.translation[rows]),
            vertices=face.posed.vertices[rows],
            canonical_vertices=model.posed(output.identity, output.expression, ahead),
            landmarks_2d=face.posed.landmarks[rows],
            albedo=albedo,
            light=Light(light, "deca"),
            coefficients=coefficients,
        )


def _rows_of_views(view: Int[Tensor, " B"]) -> Int[Tensor, " B"]:
    """Return the place of each sample's own view among all views of all samples."""
    return torch.arange(len(view), device=view.device) * N_VIEWS + view


def _completed(images: Float[Tensor, "B 3 3 S S"], given: Tensor) -> Float[Tensor, "B 3 3 S S"]:
    """Put the first view that is given in the place of those that are not."""
    first = given.to(torch.uint8).argmax(dim=1)
    substitute = images[torch.arange(len(images), device=images.device), first]
    return torch.where(given[:, :, None, None, None], images, substitute[:, None])
