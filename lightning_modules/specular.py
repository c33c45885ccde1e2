"""The single-view method with specular albedo (Deng, Le, Jin and Deng, MM 2022).

No code of it was published. `docs/methods/specular.md` lists what the paper leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import torch
from jaxtyping import Bool, Float, Int
from lightning.pytorch.utilities.types import OptimizerLRScheduler
from torch import Tensor

from geometry.cameras import Camera, normalized_coordinates
from geometry.meshes import vertex_normals
from losses.identity import identity_loss
from losses.inner_mouth import inner_mouth_loss
from losses.placed_landmarks import placed_landmark_loss
from losses.regularization import coefficient_loss, uniform_loss
from losses.skin_photometric import skin_attention, skin_photometric_loss
from losses.skin_probability import skin_posterior
from losses.specular_landmarks import specular_landmark_loss
from morphable_models import FACE_PARSING_REGIONS, MorphableModel
from networks.specular import SpecularNetwork, SpecularOutput
from predictions import Prediction
from renderers import sh_basis

from .appearance import Appearance, camera_of
from .base import Shapes
from .dfmvr_scene import PAPER_SIZE
from .face_parser_files import load_face_parser
from .frozen_parts import PartReader
from .identity_network import IdentityNetwork
from .identity_network_files import identity_network_from, load_identity_network
from .label_colors import label_colors
from .parser_inside import ParserInside
from .public_weights import load_classifier
from .schedules import Schedule, scheduled_adam
from .specular_options import SpecularChoices, SpecularLossWeights
from .specular_predictions import appearances, predictions
from .specular_scene import SpecularRendering, SpecularScene

Batch = dict[str, Any]
_MOUTH = FACE_PARSING_REGIONS.index("mouth")


@dataclass(frozen=True)
class SpecularFace:
    """Reconstructions, one per image.

    Attributes:
        output: what the network regressed.
        images: what it saw.
        shape: model frame, mm.
        vertices: camera frame, mm, enlarged by the regressed scale.
        camera: of the crops.
        landmarks_2d: crop pixels.
    """

    output: SpecularOutput
    images: Float[Tensor, "B 3 S S"]
    shape: Float[Tensor, "B V 3"]
    vertices: Float[Tensor, "B V 3"]
    camera: Camera
    landmarks_2d: Float[Tensor, "B 68 2"]

    def only(self, row: int) -> SpecularFace:
        """Return one of them."""
        chosen = slice(row, row + 1)
        return SpecularFace(
            SpecularOutput(*(values[chosen] for values in self.output)),
            self.images[chosen],
            self.shape[chosen],
            self.vertices[chosen],
            camera_of(self.camera, row),
            self.landmarks_2d[chosen],
        )


class Specular(ParserInside):
    """The method: one crop in; shape, expression, pose, two albedos and light out.

    Args:
        morphable_model: face model; BFM 2017 with AlbedoMM in the paper.
        image_size: side of the crops in pixels.
        backbone: see `SpecularNetwork`.
        channels: see `SpecularNetwork`.
        backbone_weights: file of the backbone's public weights, such as torchvision's ResNet-50 of
            ImageNet, from which a training starts. The paper does not say from which it did. None
            starts from random ones.
        face_parser: file of a face parser, see `load_face_parser`. It stays frozen, and finds face
            and mouth in all training images; without one, labels come with the data.
        identity_network: file of a network of faces, see `load_identity_network`, for Eq. 7. It
            stays frozen, and checkpoints of this module hold it. None leaves the term out.
        loss_weights: of Eq. 6.
        choices: readings of the equations.
        mouth_from_step: step from which Eq. 11 counts.
        photometric_from_epoch: epoch from which the terms of the rendered face count (Eqs. 7, 8).
            Until then nothing is rendered: landmarks alone teach shape and pose, in a third of the
            time.
        learning_rate: of Adam, the peak of the schedule.
        head_learning_rate: factor for the last layer.
        schedule: see `schedules.learning_rate_schedule`; the paper has none.
    """

    PARTS: ClassVar[dict[str, PartReader]] = {
        **ParserInside.PARTS,
        "identity_network": identity_network_from,
    }

    identity_network: IdentityNetwork | None
    mouth_loop: Int[Tensor, " M"]
    even: Bool[Tensor, " V"]

    def __init__(
        self,
        morphable_model: MorphableModel,
        *,
        image_size: int = PAPER_SIZE,
        backbone: str = "resnet50",
        channels: tuple[int, int, int, int] | None = None,
        backbone_weights: Path | None = None,
        face_parser: Path | None = None,
        identity_network: Path | None = None,
        loss_weights: SpecularLossWeights = SpecularLossWeights(),
        choices: SpecularChoices = SpecularChoices(),
        mouth_from_step: int = 50_000,
        photometric_from_epoch: int = 0,
        learning_rate: float = 5e-5,
        head_learning_rate: float = 1.0,
        schedule: Schedule = "constant",
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.morphable_model = morphable_model
        self.image_size = image_size
        self.backbone_weights = backbone_weights
        self.loss_weights = loss_weights
        self.choices = choices
        self.mouth_from_step = mouth_from_step
        self.photometric_from_epoch = photometric_from_epoch
        self.learning_rate = learning_rate
        self.head_learning_rate = head_learning_rate
        self.schedule = schedule
        self.network = SpecularNetwork(
            n_identity=morphable_model.n_identity,
            n_expression=morphable_model.n_expression,
            n_albedo=morphable_model.n_albedo,
            backbone=backbone,
            channels=channels,
            light_intensity=choices.light_intensity,
        )
        self.face_parser = None if face_parser is None else load_face_parser(face_parser)
        self.identity_network = (
            None if identity_network is None else load_identity_network(identity_network)
        )
        self.scene = SpecularScene(morphable_model, image_size, choices)
        even = (
            morphable_model.face_crop
            if choices.uniform_over == "face"
            else morphable_model.skin_mask
        )
        self.register_buffer("even", even, persistent=False)
        self.register_buffer("mouth_loop", morphable_model.mouth_loop, persistent=False)

    def setup(self, stage: str) -> None:
        """Start a training from public weights; those of a checkpoint that is resumed come later.

        Raises:
            FileNotFoundError: there is no file of them.
            ValueError: they are of another network.
        """
        super().setup(stage)
        if stage == "fit" and self.backbone_weights is not None:
            name: str = self.hparams["backbone"]
            load_classifier(self.network.encoder, Path(self.backbone_weights), name)

    def forward(self, batch: Batch) -> SpecularFace:
        """Reconstruct the face of each image.

        Args:
            batch: `images` (B, 3, S, S); or (B, 3, 3, S, S), of which `view` (B,) is looked at.
        """
        images = _photographs(batch)
        output: SpecularOutput = self.network(images)
        with torch.autocast(self.device.type, enabled=False):
            return self.reconstruct(images, output)

    def reconstruct(self, images: Float[Tensor, "B 3 S S"], output: SpecularOutput) -> SpecularFace:
        """Pose the face that was regressed."""
        shape = self.morphable_model.vertices(output.identity, output.expression)
        vertices = self.scene.pose(shape, output)
        camera = self.scene.camera(len(images))
        landmarks = camera.image_from_camera(self.morphable_model.landmarks(vertices))
        return SpecularFace(output, images, shape, vertices, camera, landmarks)

    def mean_face(self, face: SpecularFace) -> SpecularFace:
        """Return the mean face with the mean albedo in the pose and the light of another one."""
        coefficients = ("identity", "expression", "albedo")
        zeros = {name: torch.zeros_like(getattr(face.output, name)) for name in coefficients}
        return self.reconstruct(face.images, face.output._replace(**zeros))

    def render(
        self, face: SpecularFace, camera: Camera | None = None, size: tuple[int, int] | None = None
    ) -> SpecularRendering:
        """Render faces into their crops, or into other pictures of the same scene."""
        model, albedo = self.morphable_model, face.output.albedo
        return self.scene.render(
            face.vertices,
            model.linear_diffuse_albedo(albedo),
            model.specular_albedo(albedo),
            face.output,
            face.camera if camera is None else camera,
            (self.image_size, self.image_size) if size is None else size,
        )

    def losses(self, face: SpecularFace, batch: Batch) -> dict[str, Tensor]:
        """Return each term of Eq. 6 that counts, unweighted."""
        with torch.autocast(self.device.type, enabled=False):
            output, choices, weights = face.output, self.choices, self.loss_weights
            parsing = self._parsing(batch)
            to_paper_pixels = PAPER_SIZE / self.image_size
            losses = {
                "landmarks": specular_landmark_loss(
                    face.landmarks_2d * to_paper_pixels,
                    batch["landmarks_2d"] * to_paper_pixels,
                    squared=choices.squared_landmarks,
                ),
                "coefficients": coefficient_loss(
                    output.identity, output.expression, output.albedo, (1.0, 1.0, 1.0)
                ),
                "uniform": uniform_loss(
                    self.lit_colors(face)[:, self.even],
                    output.sh_coefficients,
                    sh_reduction=choices.sh_reduction,
                ),
            }
            if weights.placed_landmarks > 0:
                points = self.morphable_model.landmarks(face.shape)[:, None]
                target = normalized_coordinates(batch["landmarks_2d"], self.image_size)[:, None]
                visible = torch.ones_like(target[..., 0])
                losses["placed_landmarks"] = placed_landmark_loss(
                    points, target, visible, "orthographic"
                )
            if self.current_epoch >= self.photometric_from_epoch:
                rendering = self.render(face)
                losses["photometric"] = self._photometric(rendering, face.images, parsing)
                if self.identity_network is not None and weights.identity > 0:
                    losses["identity"] = self._identity(rendering, face.images)
            if weights.mouth > 0 and self.global_step >= self.mouth_from_step:
                loop = face.camera.image_from_camera(face.vertices[:, self.mouth_loop])
                area = inner_mouth_loss(loop, parsing == _MOUTH)
                losses["mouth"] = area * to_paper_pixels**2
            return losses

    def lit_colors(self, face: SpecularFace) -> Float[Tensor, "B V 3"]:
        """Return the diffuse colours of the vertices in their light, Eq. 4.

        Linear where the light is added up before it is encoded, else as they are rendered.
        """
        normals = vertex_normals(face.vertices, self.scene.faces)
        albedo = self.morphable_model.linear_diffuse_albedo(face.output.albedo)
        if self.choices.gamma != "shaded":
            albedo = albedo.clamp(min=1e-6) ** (1 / 2.2)
        return albedo * (sh_basis(normals, "basis") @ face.output.sh_coefficients)

    def _parsing(self, batch: Batch) -> Int[Tensor, "B S S"]:
        images = _photographs(batch)
        one_view = {"images": images[:, None], "given": images.new_ones(len(images), 1).bool()}
        if "parsing" in batch:
            one_view["parsing"] = batch["parsing"][:, None]
        return self.masks(one_view, every_view=True)[:, 0]

    def _photometric(
        self,
        rendering: SpecularRendering,
        images: Float[Tensor, "B 3 S S"],
        parsing: Int[Tensor, "B S S"],
    ) -> Tensor:
        """Eq. 8."""
        colors, mixture = images.movedim(1, -1), self.choices.skin
        skin = skin_posterior(colors, mixture, self.choices.skin_prior)
        return skin_photometric_loss(
            images,
            rendering.diffuse,
            rendering.specular,
            skin_attention(skin),
            (parsing > 0) & (parsing != _MOUTH) & (rendering.coverage > 0),
            self.choices.eta,
        )

    def _identity(self, rendering: SpecularRendering, images: Float[Tensor, "B 3 S S"]) -> Tensor:
        """Eq. 7, with the rendered face before the photograph's own background."""
        assert self.identity_network is not None
        seen = rendering.coverage[:, None] > 0
        composed = torch.where(seen, rendering.image.clamp(0, 1), images)
        with torch.no_grad():
            target = self.identity_network(images)
        return identity_loss(self.identity_network(composed), target)

    def validation_step(self, batch: Batch, batch_idx: int) -> None:
        """Watch landmarks and colours."""
        face = self(batch)
        given = torch.ones(len(face.images), 1, dtype=torch.bool, device=self.device)
        watched = {**batch, "given": given, "landmarks_2d": batch["landmarks_2d"][:, None]}
        in_space = self.morphable_model.landmarks(face.vertices)
        self.log_landmarks(face.landmarks_2d[:, None], in_space, watched)
        photometric = self._photometric(self.render(face), face.images, self._parsing(batch))
        self.log(
            "val/photometric",
            photometric,
            prog_bar=True,
            sync_dist=True,
            batch_size=len(face.images),
        )

    def pictures(self, batch: Batch) -> dict[str, Float[Tensor, "B 3 S S"]]:
        """Return what the paper shows: the image, the face, its diffuse and its specular part.

        And the masks behind Eqs. 8 and 11, where there are labels or a parser.
        """
        face = self(batch)
        rendering = self.render(face)
        seen = rendering.coverage[:, None] > 0
        known = self.knows_masks(batch)
        masks = {"masks": label_colors(self._parsing(batch))} if known else {}
        return {
            "input": face.images,
            "overlay": torch.where(seen, rendering.image.clamp(0, 1), face.images),
            "rendered": rendering.image.clamp(0, 1),
            "diffuse": rendering.diffuse.clamp(0, 1),
            "specular": rendering.specular.clamp(0, 1),
            **masks,
        }

    def shapes(self, batch: Batch) -> Shapes:
        """Return shape and diffuse albedo."""
        face = self(batch)
        return Shapes(face.shape, self.morphable_model.diffuse_albedo(face.output.albedo))

    def configure_optimizers(self) -> OptimizerLRScheduler:
        """Adam; the backbone and the last layer have their own rates."""
        last = list(self.network.last.parameters())
        backbone = list(self.network.encoder.parameters())
        rates = (self.learning_rate, self.learning_rate * self.head_learning_rate)
        steps = self.trainer.estimated_stepping_batches
        return scheduled_adam(steps, (backbone, last), rates, self.schedule)

    def predict_step(self, batch: Batch) -> list[tuple[str, Prediction]]:
        """Reconstruct single images; vertices in the camera frame of the original image, true size.

        Args:
            batch: see `datamodules.photo_triples.PhotoTriplesDataModule`.
        """
        return predictions(self, self(batch), batch)

    @torch.no_grad()
    def appearance(self, batch: Batch) -> list[Appearance]:
        """Return what the network sees in single images."""
        return appearances(self, self(batch), batch)


def _photographs(batch: Batch) -> Float[Tensor, "B 3 S S"]:
    """Return the one image of each sample that the method looks at."""
    images: Tensor = batch["images"].float()
    if images.dim() == 4:
        return images
    return images[torch.arange(len(images), device=images.device), batch["view"]]
