"""DF-MVR: three-view face reconstruction, weakly supervised (Zhao et al., ICME 2025)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import torch
from jaxtyping import Bool, Float, Int
from lightning.pytorch.utilities.types import OptimizerLRScheduler
from torch import Tensor

from geometry.alignment import umeyama
from geometry.cameras import FRONTAL_ROTATION, PinholeCamera
from geometry.meshes import vertex_normals
from geometry.rotations import euler_to_matrix
from losses.landmarks import LandmarkWeights, landmark_loss_2d, landmark_loss_3d, landmark_weights
from losses.photometric import dilated_weight_map, photometric_loss
from losses.regularization import coefficient_loss, lighting_loss, reflectance_loss
from morphable_models import MorphableModel
from networks.dfmvr import DfmvrNetwork, DfmvrOutput, Fusion, Regressor
from networks.tri_unet import Layout
from predictions import Prediction
from renderers import interpolate, rasterize, shade_sh

from .base import FaceReconstructionModule

PAPER_SIZE = 224
FOCAL_LENGTH = 1015.0  # pixels of a 224-pixel crop; the camera of Deep3DFaceReconstruction
DISTANCE = 1000.0  # mm from the camera to the reference position: 10 of the authors' decimetres
MM_PER_UNIT = 100.0  # the network's offsets are in decimetres
AMBIENT = 0.8  # added to the constant band of the regressed light, as the authors do

Batch = dict[str, Any]


@dataclass(frozen=True)
class LossWeights:
    """Weights of the terms of section 4.5; the defaults are the paper's.

    Attributes:
        photometric: Eq. 2, colours in [0, 1].
        landmarks_2d: Eq. 4, pixels of a 224-pixel crop.
        landmarks_3d: Eq. 6, mm.
        coefficients: Eq. 8, all three terms.
        identity: Eq. 8, within.
        expression: Eq. 8, within.
        albedo: Eq. 8, within.
        lighting: only in the released code, where it is 10.
        reflectance: only in the released code, where it is 5.
    """

    photometric: float = 4.0
    landmarks_2d: float = 0.02
    landmarks_3d: float = 1.0
    coefficients: float = 3e-4
    identity: float = 1.0
    expression: float = 0.8
    albedo: float = 0.017
    lighting: float = 0.0
    reflectance: float = 0.0


@dataclass(frozen=True)
class Face:
    """A reconstruction posed in each view.

    Attributes:
        output: what the network regressed.
        vertices: camera frame of each view, mm.
        landmarks_2d: crop pixels.
    """

    output: DfmvrOutput
    vertices: Float[Tensor, "B 3 V 3"]
    landmarks_2d: Float[Tensor, "B 3 68 2"]


class Dfmvr(FaceReconstructionModule):
    """The method: three crops with face-parsing masks in, one face and three poses out.

    The mask loss (Eq. 3) needs the face parser and is not part of this module.

    Args:
        morphable_model: face model whose coefficients are regressed.
        image_size: side of the crops in pixels, a multiple of 16.
        width: channels of the first level of Tri-UNet.
        regressor_width: channels of RedNet's first stage; None takes `width`.
        depth: depth of RedNet.
        group_channels: channels that share an involution kernel.
        layout: whether Tri-UNet ends with its last double convolution ("paper") or before it
            ("released").
        fusion: see `DfmvrNetwork`; for the ablation.
        regressor: see `DfmvrNetwork`; for the ablation.
        masks: whether the network sees the masks; they weigh the photometric loss in any case.
        loss_weights: proportions of the losses.
        landmark_emphasis: which landmarks weigh 20 in Eq. 4.
        alignment_scale: scale of the seven-point alignment, see `losses.landmarks.align_by_points`.
        dilation: pixels of a 224-pixel crop by which the facial features are dilated in the weight
            map.
        supervise_missing_views: whether views that the network did not see still count in the
            losses. The paper changes only the input. The pose of an unseen view is a guess, and its
            error pulls at the shape too.
        learning_rate: of Adam, the peak of the schedule.
        head_learning_rate: factor for the regression heads. Adam moves every weight of a head
            alike, so one step shifts an output by the rate times the sum of all pooled features: at
            the rates of a short training, that is a jump.
        schedule: cosine annealing to zero, or one cycle (a short warm-up before it), over the whole
            training.
    """

    centre: Float[Tensor, " 3"]
    rendered_faces: Int[Tensor, "F 3"]
    skin: Bool[Tensor, " V"]
    emphasis: Float[Tensor, " 68"]
    frontal_rotation: Float[Tensor, "3 3"]

    def __init__(
        self,
        morphable_model: MorphableModel,
        *,
        image_size: int = PAPER_SIZE,
        width: int = 64,
        regressor_width: int | None = None,
        depth: int = 50,
        group_channels: int = 16,
        layout: Layout = "paper",
        fusion: Fusion = "tri-unet",
        regressor: Regressor = "rednet",
        masks: bool = True,
        loss_weights: LossWeights = LossWeights(),
        landmark_emphasis: LandmarkWeights = "paper",
        alignment_scale: Literal["least-squares", "radii"] = "least-squares",
        dilation: float = 20.0,
        supervise_missing_views: bool = True,
        learning_rate: float = 1e-4,
        head_learning_rate: float = 1.0,
        schedule: Literal["cosine", "one-cycle"] = "cosine",
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.morphable_model = morphable_model
        self.image_size = image_size
        self.loss_weights = loss_weights
        self.alignment_scale: Literal["least-squares", "radii"] = alignment_scale
        self.dilation_window = max(round(dilation * image_size / PAPER_SIZE), 1)
        self.supervise_missing_views = supervise_missing_views
        self.learning_rate = learning_rate
        self.head_learning_rate = head_learning_rate
        self.schedule = schedule
        self.network = DfmvrNetwork(
            n_identity=morphable_model.n_identity,
            n_expression=morphable_model.n_expression,
            n_albedo=morphable_model.n_albedo,
            width=width,
            regressor_width=regressor_width,
            depth=depth,
            group_channels=group_channels,
            layout=layout,
            fusion=fusion,
            regressor=regressor,
            masks=masks,
        )
        mean_shape = morphable_model.mean_shape
        in_face = morphable_model.regions > 0
        faces = morphable_model.faces
        self.register_buffer(
            "centre", mean_shape[morphable_model.face_crop].mean(dim=0), persistent=False
        )
        self.register_buffer("rendered_faces", faces[in_face[faces].all(dim=1)], persistent=False)
        self.register_buffer("skin", morphable_model.regions == 1, persistent=False)
        self.register_buffer("emphasis", landmark_weights(landmark_emphasis), persistent=False)
        self.register_buffer("frontal_rotation", FRONTAL_ROTATION.clone(), persistent=False)

    def camera(self, n_views: int) -> PinholeCamera:
        """Return the camera of every crop: principal point in the middle, 1015 px at 224."""
        focal_length = torch.full((n_views,), FOCAL_LENGTH * self.image_size / PAPER_SIZE)
        principal_point = torch.full((n_views, 2), self.image_size / 2)
        return PinholeCamera(focal_length, principal_point).to(self.device)

    def forward(self, batch: Batch) -> Face:
        """Reconstruct the face of each triple and pose it in each view.

        Args:
            batch: `images` (B, 3, 3, S, S), `parsing` (B, 3, S, S), `given` (B, 3).
        """
        output = self.network(batch["images"], batch["parsing"].float(), batch["given"])
        shape = self.morphable_model.vertices(output.identity, output.expression)
        vertices = self.pose(shape, output)
        landmarks = vertices[:, :, self.morphable_model.landmark_indices]
        camera = self.camera(landmarks.shape[0] * 3)
        projected = camera.image_from_camera(landmarks.flatten(0, 1))
        return Face(output, vertices, projected.view(-1, 3, *projected.shape[1:]))

    def pose(self, shape: Float[Tensor, "B V 3"], output: DfmvrOutput) -> Float[Tensor, "B 3 V 3"]:
        """Move a shape from the model frame into the camera frame of each view.

        The face is centred, turned by R = Rz Ry Rx, and moved from the reference position on the
        camera's axis. The authors' axes (y up, z towards the camera) become ours (y down, z
        forward) last.
        """
        centred = (shape - self.centre)[:, None]
        turned = centred @ euler_to_matrix(output.rotation).transpose(-1, -2)
        moved = turned + MM_PER_UNIT * output.offset[:, :, None]
        moved = moved @ self.frontal_rotation.T
        return moved + moved.new_tensor([0.0, 0.0, DISTANCE])

    def render(
        self, face: Face, views: Bool[Tensor, "B 3"]
    ) -> tuple[Float[Tensor, "R 3 S S"], Float[Tensor, "R S S"]]:
        """Render the chosen views: colours, and 1 where there is face.

        Light is the same in the camera frame of each view; normals are turned with each view's own
        pose. (The released code turns them with the right view's rotation for all three.)
        """
        sample = views.nonzero()[:, 0]
        vertices = face.vertices[views]
        size = (self.image_size, self.image_size)
        fragments = rasterize(vertices, self.rendered_faces, self.camera(len(vertices)), size)
        albedo = self.morphable_model.diffuse_albedo(face.output.albedo)[sample]
        # The authors' light is described with y up and z towards the camera.
        normals = vertex_normals(vertices, self.rendered_faces) @ self.frontal_rotation.T
        attributes = interpolate(
            fragments, self.rendered_faces, torch.cat([albedo, normals], dim=-1)
        )
        light = face.output.sh_coefficients[sample]
        ambient = torch.zeros_like(light)
        ambient[:, 0] = AMBIENT
        # A mean of unit normals is a little short. Background is zero, and stays so.
        squared = attributes[:, 3:].square().sum(dim=1, keepdim=True)
        unit_normals = attributes[:, 3:] * torch.rsqrt(squared + 1e-8)
        image = shade_sh(attributes[:, :3], unit_normals, light + ambient, "deep3d")
        return image, (fragments.pix_to_face >= 0).to(image)

    def losses(self, face: Face, batch: Batch) -> dict[str, Tensor]:
        """Return each term of section 4.5, unweighted."""
        given: Bool[Tensor, "B 3"] = batch["given"]
        views = torch.ones_like(given) if self.supervise_missing_views else given
        rendered, coverage = self.render(face, views)
        weight_map = dilated_weight_map(batch["parsing"][views].long(), self.dilation_window)
        output, weights = face.output, self.loss_weights
        albedo = self.morphable_model.diffuse_albedo(output.albedo)
        to_paper_pixels = PAPER_SIZE / self.image_size
        posed_front = face.vertices[:, 1, self.morphable_model.landmark_indices]
        return {
            "photometric": photometric_loss(
                rendered[:, None], batch["images"][views][:, None], (weight_map * coverage)[:, None]
            ),
            "landmarks_2d": landmark_loss_2d(
                face.landmarks_2d * to_paper_pixels,
                batch["landmarks_2d"] * to_paper_pixels,
                self.emphasis,
                views.to(face.landmarks_2d),
            ),
            "landmarks_3d": landmark_loss_3d(
                posed_front, batch["landmarks_3d"], scale=self.alignment_scale
            ),
            "coefficients": coefficient_loss(
                output.identity,
                output.expression,
                output.albedo,
                (weights.identity, weights.expression, weights.albedo),
            ),
            "lighting": lighting_loss(output.sh_coefficients),
            "reflectance": reflectance_loss(albedo, self.skin),
        }

    def total(self, losses: dict[str, Tensor]) -> Float[Tensor, ""]:
        """Weigh the terms and add them up (section 4.5)."""
        weighted = [getattr(self.loss_weights, name) * value for name, value in losses.items()]
        return torch.stack(weighted).sum()

    def training_step(self, batch: Batch, batch_idx: int) -> Tensor:
        """Reconstruct, compare, log."""
        losses = self.losses(self(batch), batch)
        total = self.total(losses)
        self.log_dict({f"train/{name}": value for name, value in losses.items()})
        self.log("train/total", total, prog_bar=True)
        return total

    def validation_step(self, batch: Batch, batch_idx: int) -> None:
        """Watch the landmarks: in the image, and in space beside the mean face's."""
        face = self(batch)
        size = len(batch["given"])
        given = batch["given"].to(face.landmarks_2d)
        outer_eyes = (batch["landmarks_2d"][:, :, 45] - batch["landmarks_2d"][:, :, 36]).norm(
            dim=-1
        )
        distance = (face.landmarks_2d - batch["landmarks_2d"]).norm(dim=-1).mean(dim=-1)
        error = (given * distance / outer_eyes).sum() / given.sum()
        target = batch["landmarks_3d"]
        mean_face = self.morphable_model.landmarks(self.morphable_model.mean_shape[None])
        ours = aligned_error(face.vertices[:, 1, self.morphable_model.landmark_indices], target)
        mean = aligned_error(mean_face.expand_as(target), target)
        metrics = {
            "val/landmarks_2d_per_eye_distance": error,
            "val/landmarks_3d_mm": ours,
            "val/landmarks_3d_of_mean_face": ours / mean,
        }
        self.log_dict(metrics, prog_bar=True, sync_dist=True, batch_size=size)

    def configure_optimizers(self) -> OptimizerLRScheduler:
        """Adam; the learning rate is set per step.

        Raises:
            ValueError: the training has no end for the schedule to lead to.
        """
        if math.isinf(self.trainer.estimated_stepping_batches):
            raise ValueError(
                "the training has no end, which the schedule of the learning rate needs: set "
                "--trainer.max_epochs or --trainer.max_steps"
            )
        heads = list(self.network.rednet_fc.heads())
        in_heads = {id(parameter) for parameter in heads}
        others = [p for p in self.network.parameters() if id(p) not in in_heads]
        rates = [self.learning_rate, self.learning_rate * self.head_learning_rate]
        groups = [
            {"params": parameters, "lr": rate}
            for parameters, rate in zip((others, heads), rates, strict=True)
        ]
        optimizer = torch.optim.Adam(groups)
        steps = int(self.trainer.estimated_stepping_batches)
        scheduler: torch.optim.lr_scheduler.LRScheduler
        if self.schedule == "cosine":
            scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
        else:
            scheduler = torch.optim.lr_scheduler.OneCycleLR(
                optimizer, rates, total_steps=steps, pct_start=0.1
            )
        return {
            "optimizer": optimizer,
            "lr_scheduler": {"scheduler": scheduler, "interval": "step"},
        }

    def predict_step(self, batch: Batch) -> list[tuple[str, Prediction]]:
        """Reconstruct single images; vertices in the camera frame of the original image.

        Args:
            batch: see `datamodules.photo_triples.PhotoTriplesDataModule`.
        """
        face = self(batch)
        rows = torch.arange(len(batch["view"]), device=batch["view"].device)
        vertices = face.vertices[rows, batch["view"]]
        mean_shape = self.morphable_model.mean_shape.expand(len(rows), -1, -1)
        mean_vertices = self.pose(mean_shape, face.output)[rows, batch["view"]]
        # Undo the crop: crop = scale * image + translation.
        scale, translation = batch["crop_scale"], batch["crop_translation"]
        crop_camera = self.camera(len(rows))
        camera = crop_camera.resized(1 / scale, -translation / scale[:, None])
        landmarks = (face.landmarks_2d[rows, batch["view"]] - translation[:, None]) / scale[
            :, None, None
        ]
        depth = self.morphable_model.landmarks(vertices)[..., 2].mean(dim=1)
        columns = (vertices, mean_vertices, camera.principal_point, landmarks)
        arrays = [column.cpu().numpy() for column in columns]
        return [
            (
                sample_id,
                Prediction(
                    vertices=arrays[0][row],
                    mean_face_vertices=arrays[1][row],
                    focal_length=float(camera.focal_length[row]),
                    principal_point=arrays[2][row],
                    reference_depth=float(depth[row]),
                    landmarks_2d=arrays[3][row],
                ),
            )
            for row, sample_id in enumerate(batch["sample_id"])
        ]

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


def aligned_error(
    predicted: Float[Tensor, "B L 3"], target: Float[Tensor, "B L 3"]
) -> Float[Tensor, ""]:
    """Return the mean distance in mm after the best similarity over all landmarks."""
    aligned = umeyama(predicted, target).apply(predicted)
    mean_distance: Tensor = (aligned - target).norm(dim=-1).mean()
    return mean_distance
