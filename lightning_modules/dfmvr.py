"""DF-MVR: three-view face reconstruction, weakly supervised (Zhao et al., ICME 2025)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import torch
from jaxtyping import Bool, Float, Int
from lightning.pytorch.utilities.types import OptimizerLRScheduler
from torch import Tensor, nn

from geometry.rotations import euler_to_matrix
from losses.landmarks import (
    LandmarkWeights,
    landmark_loss_2d,
    landmark_loss_3d,
    landmark_weights,
)
from losses.masks import parser_mask_loss, region_mask_loss
from losses.photometric import WeightLevels, dilated_weight_map, photometric_loss
from losses.regularization import coefficient_loss, lighting_loss, reflectance_loss
from morphable_models import MorphableModel
from networks.dfmvr import VIEW_SUFFIXES, DfmvrNetwork, DfmvrOutput, Fusion, Regressor
from networks.tri_unet import Layout
from predictions import Prediction

from .appearance import Appearance, Light, appearances_of_crops
from .base import Shapes
from .dfmvr_options import LossWeights, PointsInSpace, ReleasedBugs, points_to_compare
from .dfmvr_scene import (
    MM_PER_UNIT,
    OFFSET_SHIFT,
    PAPER_SIZE,
    RIGHT,
    Rendering,
    Scene,
    with_ambient,
)
from .face_parser_files import load_face_parser
from .label_colors import label_colors
from .parser_inside import ParserInside
from .predictions_of_crops import predictions_of_crops
from .schedules import Schedule, scheduled_adam

Batch = dict[str, Any]
_NO_PARSER = (
    "the mask loss needs a face parser: give PARSER=file (--model.init_args.face_parser; make "
    "train-parser makes one), or set --model.init_args.mask_loss regions, or the loss's weight to 0"
)
_LEFT = 0
_UNMAPPED = 0.99  # what the released code stores for features and forgets to map in the left view


@dataclass(frozen=True)
class Face:
    """A reconstruction posed in each view.

    Attributes:
        output: what the network regressed.
        shape: model frame, mm.
        vertices: camera frame of each view, mm.
        landmarks_2d: crop pixels.
        masks: label 0 to 9 of each pixel of the photographs.
    """

    output: DfmvrOutput
    shape: Float[Tensor, "B V 3"]
    vertices: Float[Tensor, "B 3 V 3"]
    landmarks_2d: Float[Tensor, "B 3 68 2"]
    masks: Int[Tensor, "B 3 S S"]


class Dfmvr(ParserInside):
    """The method: three crops with face-parsing masks in, one face and three poses out.

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
        masks: whether the network sees the masks, and the mask loss counts (not in v4 of the
            ablation); they weigh the photometric loss in any case.
        face_parser: file of a face parser, see `load_face_parser`. It stays frozen, and makes the
            masks of all images; without one, masks come with the data. Checkpoints of this module
            hold it.
        loss_weights: proportions of the losses.
        mask_loss: what the mask loss compares with the masks: what the parser sees in the rendered
            face, as in the paper, or the face model's own regions, rendered, which is cheaper.
        photometric_from_epoch: epoch from which the photometric loss counts. Until it and the mask
            loss do, nothing is rendered, which is a third of a step's cost.
        mask_loss_from_epoch: epoch from which the mask loss counts; 101 in the released code.
        landmark_emphasis: which landmarks weigh 20 in Eq. 4.
        points_in_space: the points of Eq. 6: 68 landmarks, or the paper's 101, whose vertices are
            known on BFM 2009. "auto" takes the latter where the face model has them.
        alignment_scale: scale of the seven-point alignment, see `losses.landmarks.align_by_points`.
        dilation: side of the window by which the facial features are dilated in the weight map, in
            pixels of a 224-pixel crop.
        supervise_missing_views: whether views that the network did not see still count in the
            losses. The paper changes only the input. The pose of an unseen view is a guess, and its
            error pulls at the shape too.
        learning_rate: of Adam, the peak of the schedule.
        head_learning_rate: factor for the regression heads. Adam moves every weight of a head
            alike, so one step shifts an output by the rate times the sum of all pooled features: at
            the rates of a short training, that is a jump.
        schedule: see `schedules.learning_rate_schedule`.
        released_bugs: mistakes of the released code to repeat.
    """

    point_indices: Int[Tensor, " L"]
    skin: Bool[Tensor, " V"]
    emphasis: Float[Tensor, " 68"]

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
        face_parser: Path | None = None,
        loss_weights: LossWeights = LossWeights(),
        mask_loss: Literal["parser", "regions"] = "parser",
        photometric_from_epoch: int = 0,
        mask_loss_from_epoch: int = 0,
        landmark_emphasis: LandmarkWeights = "paper",
        points_in_space: PointsInSpace = "auto",
        alignment_scale: Literal["least-squares", "radii"] = "least-squares",
        dilation: float = 20.0,
        supervise_missing_views: bool = True,
        learning_rate: float = 1e-4,
        head_learning_rate: float = 1.0,
        schedule: Schedule = "cosine",
        released_bugs: ReleasedBugs = ReleasedBugs(),
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.morphable_model = morphable_model
        self.image_size = image_size
        self.loss_weights = loss_weights
        self.mask_weight = loss_weights.mask if masks else 0.0
        self.mask_loss: Literal["parser", "regions"] = mask_loss
        self.photometric_from_epoch = photometric_from_epoch
        self.mask_loss_from_epoch = mask_loss_from_epoch
        self.alignment_scale: Literal["least-squares", "radii"] = alignment_scale
        self.dilation_window = max(round(dilation * image_size / PAPER_SIZE), 1)
        self.supervise_missing_views = supervise_missing_views
        self.learning_rate = learning_rate
        self.head_learning_rate = head_learning_rate
        self.schedule = schedule
        self.released_bugs = released_bugs
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
        if released_bugs.default_heads:
            self._reset_heads()
        self.face_parser = None if face_parser is None else load_face_parser(face_parser)
        self.scene = Scene(morphable_model, image_size)
        points, self.point_name, self.seven = points_to_compare(morphable_model, points_in_space)
        self.register_buffer("point_indices", points, persistent=False)
        self.register_buffer("skin", morphable_model.skin_mask, persistent=False)
        self.register_buffer("emphasis", landmark_weights(landmark_emphasis), persistent=False)

    def _reset_heads(self) -> None:
        """Start the heads as the released code does: random, with the face at its lens."""
        for name, head in self.network.rednet_fc.named_children():
            if isinstance(head, nn.Conv2d):
                head.reset_parameters()
                if name.removeprefix("conv2_offset_z_") in VIEW_SUFFIXES and head.bias is not None:
                    head.bias.data += OFFSET_SHIFT

    def forward(self, batch: Batch) -> Face:
        """Reconstruct the face of each triple and pose it in each view.

        Args:
            batch: `images` (B, 3, 3, S, S), `given` (B, 3) and, where no parser is inside,
                `parsing` (B, 3, S, S).

        Raises:
            ValueError: there are neither masks nor a parser.
        """
        every_view = self.supervise_missing_views and self.training
        if self.training or self.network.masks:
            masks = self.masks(batch, every_view=every_view)
        else:  # only losses would look at them
            masks = torch.zeros_like(batch["images"][:, :, 0], dtype=torch.long)
        output: DfmvrOutput = self.network(
            batch["images"], masks.to(batch["images"]), batch["given"]
        )
        with torch.autocast(self.device.type, enabled=False):
            shape = self.morphable_model.vertices(output.identity, output.expression)
            vertices = self.scene.pose(shape, output)
            landmarks = vertices[:, :, self.morphable_model.landmark_indices]
            camera = self.scene.camera(landmarks.shape[0] * 3)
            projected = camera.image_from_camera(landmarks.flatten(0, 1))
            projected = projected.view(-1, 3, *projected.shape[1:])
            return Face(output, shape, vertices, projected, masks)

    def render(
        self, face: Face, views: Bool[Tensor, "B 3"], *, with_regions: bool = False
    ) -> Rendering:
        """Render the chosen views; normals are turned with each view's own pose."""
        rotation = euler_to_matrix(face.output.rotation)
        if self.released_bugs.right_normals:
            rotation = rotation[:, RIGHT, None].expand_as(rotation)
        return self.scene.render(
            face.vertices[views],
            rotation[views],
            views.nonzero()[:, 0],
            self.scene.normals(face.shape),
            self.morphable_model.diffuse_albedo(face.output.albedo),
            face.output.sh_coefficients,
            with_regions=with_regions,
        )

    def losses(self, face: Face, batch: Batch) -> dict[str, Tensor]:
        """Return each term of section 4.5 that counts, unweighted.

        Raises:
            ValueError: the data lack points in space that a term needs, or the method a parser.
        """
        with torch.autocast(self.device.type, enabled=False):
            given: Bool[Tensor, "B 3"] = batch["given"]
            views = torch.ones_like(given) if self.supervise_missing_views else given
            with_mask = self.mask_weight > 0 and self.current_epoch >= self.mask_loss_from_epoch
            with_colors = self.current_epoch >= self.photometric_from_epoch
            output, weights = face.output, self.loss_weights
            # Views are averaged over all processes, which may have more of them or fewer.
            share = self._share_of_views(views)
            losses = {
                "landmarks_2d": share * self._landmarks_2d(face, batch, views),
                "coefficients": coefficient_loss(
                    output.identity,
                    output.expression,
                    output.albedo,
                    (weights.identity, weights.expression, weights.albedo),
                ),
                "lighting": lighting_loss(output.sh_coefficients),
                "reflectance": self._reflectance(face),
            }
            if weights.landmarks_3d > 0:
                losses["landmarks_3d"] = self._landmarks_3d(face, batch)
            if with_colors or with_mask:
                by_regions = with_mask and self.mask_loss == "regions"
                rendering = self.render(face, views, with_regions=by_regions)
                masks = face.masks[views]
            if with_colors:
                losses["photometric"] = share * self._photometric(rendering, batch, masks, views)
            if with_mask:
                losses["mask"] = share * self._mask(rendering, face.vertices[views], masks)
            return losses

    def _photometric(
        self, rendering: Rendering, batch: Batch, masks: Int[Tensor, "R S S"], views: Tensor
    ) -> Tensor:
        """Eq. 2."""
        weights = dilated_weight_map(masks, self.dilation_window)
        if self.released_bugs.left_features:
            left = views.nonzero()[:, 1] == _LEFT
            levels = WeightLevels(feature=_UNMAPPED)
            weights[left] = dilated_weight_map(masks[left], self.dilation_window, levels)
        return photometric_loss(
            rendering.image[:, None],
            batch["images"][views].float()[:, None],
            (weights * rendering.coverage)[:, None],
            over_batch=self.released_bugs.batch_photometric,
        )

    def _landmarks_2d(self, face: Face, batch: Batch, views: Tensor) -> Tensor:
        """Eq. 4, in pixels of the paper's crops."""
        predicted, target = face.landmarks_2d, batch["landmarks_2d"]
        if self.released_bugs.pixel_indices:
            predicted = predicted * (1 - 1 / self.image_size)
            target = (target - 0.5).trunc()
        to_paper_pixels = PAPER_SIZE / self.image_size
        return landmark_loss_2d(
            predicted * to_paper_pixels,
            target * to_paper_pixels,
            self.emphasis,
            views.to(predicted),
        )

    def _landmarks_3d(self, face: Face, batch: Batch) -> Tensor:
        """Eqs. 5 and 6, on the front view's pose; the alignment makes them independent of it."""
        if self.point_name not in batch:
            raise ValueError(
                f"the data have no {self.point_name}, which the 3D landmark loss compares: set "
                "--model.init_args.points_in_space to what they have (ibug68 or pixel-face-101; "
                "mirrored samples have no 101 points), or the loss's weight to 0"
            )
        points = face.vertices[:, 1, self.point_indices]
        target = batch[self.point_name]
        return landmark_loss_3d(points, target, self.seven, scale=self.alignment_scale)

    def _reflectance(self, face: Face) -> Tensor:
        """Variance over the skin: of the albedo, as Deep3DFaceReconstruction means it."""
        colors = self.morphable_model.diffuse_albedo(face.output.albedo)
        if self.released_bugs.lit_reflectance:
            rotation = euler_to_matrix(face.output.rotation[:, RIGHT])
            normals = self.scene.normals(face.shape) @ rotation.transpose(-1, -2)
            colors = self.scene.lit_colors(colors, normals, face.output.sh_coefficients)
        return reflectance_loss(colors, self.skin)

    def on_fit_start(self) -> None:
        """Say at once what the mask loss will lack."""
        if self.mask_weight > 0 and self.mask_loss == "parser" and self.face_parser is None:
            raise ValueError(_NO_PARSER)

    def _mask(self, rendering: Rendering, vertices: Tensor, masks: Int[Tensor, "R S S"]) -> Tensor:
        """Eq. 3; its gradient reaches the geometry through the outline and the shading."""
        if rendering.regions is not None:
            return region_mask_loss(rendering.regions, masks)
        if self.face_parser is None:
            raise ValueError(_NO_PARSER)
        image = self.scene.outlined(rendering, vertices)
        if self.released_bugs.detached_mask:
            image = image.detach()
        return parser_mask_loss(self.face_parser(image), masks)

    def _share_of_views(self, views: Bool[Tensor, "B 3"]) -> float | Tensor:
        """Return this process's number of views in relation to the mean of all processes."""
        if self._trainer is None or self._trainer.world_size == 1:
            return 1.0
        own = views.sum().float()
        mean = self._trainer.strategy.reduce(own.clone(), reduce_op="mean")
        return own / mean

    def pictures(self, batch: Batch) -> dict[str, Float[Tensor, "B 3 S _"]]:
        """Return the three views beside each other: as given, rendered, one over the other, masks.

        The masks are those that the network sees, or where it sees none, those that weigh the
        photometric loss; they are left out where there are neither labels nor a parser.
        """
        face = self(batch)
        rendering = self.render(face, torch.ones_like(batch["given"]))
        views = batch["images"] * batch["given"][:, :, None, None, None]
        rendered = rendering.image.clamp(0, 1).view_as(views)
        seen = rendering.coverage.view_as(views[:, :, 0])[:, :, None] > 0
        columns = {
            "input": views,
            "rendered": rendered,
            "overlay": torch.where(seen, rendered, views),
        }
        if self.network.masks:
            columns["masks"] = label_colors(face.masks)
        elif self.knows_masks(batch):
            columns["masks"] = label_colors(self.masks(batch, every_view=True))
        return {name: torch.cat(column.unbind(1), dim=-1) for name, column in columns.items()}

    def shapes(self, batch: Batch) -> Shapes:
        """Return shape and albedo."""
        face = self(batch)
        return Shapes(face.shape, self.morphable_model.diffuse_albedo(face.output.albedo))

    def validation_step(self, batch: Batch, batch_idx: int) -> None:
        """Watch the landmarks; those in space in the front view's pose."""
        face = self(batch)
        in_space = self.morphable_model.landmarks(face.vertices[:, 1])
        self.log_landmarks(face.landmarks_2d, in_space, batch)

    def configure_optimizers(self) -> OptimizerLRScheduler:
        """Adam; the learning rate is set per step."""
        heads = list(self.network.rednet_fc.heads())
        in_heads = {id(parameter) for parameter in heads}
        others = [p for p in self.network.parameters() if id(p) not in in_heads]
        rates = (self.learning_rate, self.learning_rate * self.head_learning_rate)
        steps = self.trainer.estimated_stepping_batches
        return scheduled_adam(steps, (others, heads), rates, self.schedule)

    def predict_step(self, batch: Batch) -> list[tuple[str, Prediction]]:
        """Reconstruct single images; vertices in the camera frame of the original image.

        Args:
            batch: see `datamodules.photo_triples.PhotoTriplesDataModule`.
        """
        face = self(batch)
        rows = torch.arange(len(batch["view"]), device=batch["view"].device)
        vertices = face.vertices[rows, batch["view"]]
        mean_shape = self.morphable_model.mean_shape.expand(len(rows), -1, -1)
        mean_vertices = self.scene.pose(mean_shape, face.output)[rows, batch["view"]]
        return predictions_of_crops(
            batch,
            self.scene.camera(len(rows)),
            vertices,
            mean_vertices,
            face.landmarks_2d[rows, batch["view"]],
            self.morphable_model.landmarks(vertices)[..., 2].mean(dim=1),
        )

    @torch.no_grad()
    def appearance(self, batch: Batch) -> list[Appearance]:
        """Return what the network sees in single images, lit in the pose of each one's own view."""
        face = self(batch)
        output = face.output
        rows = torch.arange(len(batch["view"]), device=batch["view"].device)
        own_view = rows, batch["view"]
        return appearances_of_crops(
            batch,
            self.morphable_model,
            self.scene.faces,
            self.scene.camera(len(rows)),
            vertices=face.vertices[own_view],
            canonical_vertices=face.shape,
            landmarks_2d=face.landmarks_2d[own_view],
            albedo=output.albedo,
            light=Light(with_ambient(output.sh_coefficients), "deep3d"),
            coefficients={
                "identity": (output.identity, "standard deviations"),
                "expression": (output.expression, "1 is the full expression"),
                "albedo": (output.albedo, "standard deviations"),
                "rotation": (output.rotation[own_view], "radians: pitch, yaw, roll"),
                "translation": (MM_PER_UNIT * output.offset[own_view], "millimetres"),
            },
        )
