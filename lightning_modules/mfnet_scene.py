"""MFNet's faces before their cameras: projected, rendered, and carried from view to view."""

from __future__ import annotations

from typing import NamedTuple

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from geometry.cameras import FRONTAL_ROTATION, WeakPerspectiveCamera
from geometry.meshes import vertex_normals
from losses.co_visible import OUTER_LIPS, co_visible_box, face_mask, sees_left_half
from losses.mfnet_landmarks import landmark_visibility
from morphable_models import MorphableModel
from networks.mfnet import N_VIEWS, MfnetOutput
from renderers import Fragments, interpolate, rasterize, transfer_image

MM_PER_UNIT = 1000.0  # the network's cameras are for metres, as DECA's
LEFT, FRONT, RIGHT = range(N_VIEWS)
PAIRS = ((FRONT, LEFT), (LEFT, FRONT), (FRONT, RIGHT), (RIGHT, FRONT))
"""Views a, b of Eq. 6, from which and into which a picture is carried. The preprint describes the
left and the front view; the two side views share nearly nothing."""


class Posed(NamedTuple):
    """Faces before the cameras of R views.

    Attributes:
        vertices: camera frame, mm; the depth is measured from the model's own origin.
        camera: of the crops.
        landmarks: the 68 landmarks, crop pixels; a contour may slide over the head as it turns.
        points: the same as points of the head.
    """

    vertices: Float[Tensor, "R V 3"]
    camera: WeakPerspectiveCamera
    landmarks: Float[Tensor, "R 68 2"]
    points: Float[Tensor, "R 68 2"]


class Seen(NamedTuple):
    """What the cameras see, without gradient but for the fragments.

    Attributes:
        fragments: of the rasteriser.
        face: MF of Eq. 5, with the mouth cut out.
    """

    fragments: Fragments
    face: Float[Tensor, "R S S"]


class Carried(NamedTuple):
    """Pictures of views a in views b, for B samples times `PAIRS`.

    Attributes:
        image: I_a→b of Eq. 6.
        mask: MC of Eq. 5, or 1 everywhere.
    """

    image: Float[Tensor, "P 3 S S"]
    mask: Float[Tensor, "P S S"]


class MfnetScene(nn.Module):
    """Cameras, poses and masks of the crops.

    Args:
        morphable_model: face model.
        image_size: side of the crops in pixels.
    """

    faces: Int[Tensor, "F 3"]
    frontal_rotation: Float[Tensor, "3 3"]
    around_landmarks: Int[Tensor, " A"]
    landmark_faces: Int[Tensor, "G 3"]
    landmarks_around: Int[Tensor, " 68"]

    def __init__(self, morphable_model: MorphableModel, image_size: int) -> None:
        super().__init__()
        self.image_size = image_size
        in_face = morphable_model.regions > 0
        faces = morphable_model.faces
        self.register_buffer("faces", faces[in_face[faces].all(dim=1)], persistent=False)
        self.register_buffer("frontal_rotation", FRONTAL_ROTATION.clone(), persistent=False)
        # Normals at landmarks need no more of the head than the faces that meet there.
        landmarks = morphable_model.landmark_indices
        meeting = self.faces[torch.isin(self.faces, landmarks).any(dim=1)]
        around, numbers = torch.unique(
            torch.cat([landmarks, meeting.flatten()]), return_inverse=True
        )
        self.register_buffer("around_landmarks", around, persistent=False)
        self.register_buffer("landmarks_around", numbers[: len(landmarks)], persistent=False)
        self.register_buffer(
            "landmark_faces", numbers[len(landmarks) :].view(-1, 3), persistent=False
        )

    def pose(
        self,
        model: MorphableModel,
        identity: Float[Tensor, "B I"],
        expression: Float[Tensor, "B E"],
        pose: Float[Tensor, "B 3 P"],
        camera: Float[Tensor, "B 3 3"],
    ) -> Posed:
        """Put faces before the cameras of their three views.

        Args:
            model: face model.
            identity: coefficients.
            expression: coefficients.
            pose: see `MorphableModel.posed`.
            camera: see `MfnetOutput`; for metres.
        """
        turned = model.posed_views(identity, expression, pose).flatten(0, 1)
        pose, camera = pose.flatten(0, 1), camera.flatten(0, 1)
        units = camera.new_tensor([1 / MM_PER_UNIT, MM_PER_UNIT, MM_PER_UNIT])
        in_mm = WeakPerspectiveCamera.from_normalized(camera * units, self.image_size)
        sliding, fixed = model.posed_landmarks(turned, pose), model.landmarks(turned)
        landmarks, points = (
            in_mm.image_from_camera(p @ self.frontal_rotation.T) for p in (sliding, fixed)
        )
        return Posed(turned @ self.frontal_rotation.T, in_mm, landmarks, points)

    def landmarks(self, model: MorphableModel, output: MfnetOutput) -> Float[Tensor, "B 3 68 3"]:
        """Return the landmarks of a face in each view's pose, mm, without gradient to the pose."""
        pose = output.pose.detach()
        turned = model.posed_views(output.identity, output.expression, pose).flatten(0, 1)
        return by_sample(model.posed_landmarks(turned, pose.flatten(0, 1)))

    @torch.no_grad()
    def visible_landmarks(self, posed: Posed) -> Float[Tensor, "R 68"]:
        """Return 1 for the landmarks that the cameras see, by the normals there."""
        around = posed.vertices[:, self.around_landmarks]
        normals = vertex_normals(around, self.landmark_faces)
        return landmark_visibility(normals[:, self.landmarks_around, 2])

    def see(self, posed: Posed) -> Seen:
        """Rasterise, and find what shows the face."""
        size = (self.image_size, self.image_size)
        fragments = rasterize(posed.vertices, self.faces, posed.camera, size)
        with torch.no_grad():
            normals = vertex_normals(posed.vertices, self.faces)
            normal_z = interpolate(fragments, self.faces, normals)[:, 2]
            covered = fragments.pix_to_face >= 0
            lips = posed.points[:, OUTER_LIPS]
            face = face_mask(covered, normal_z, lips)
        return Seen(fragments, face)

    def carry(
        self,
        images: Float[Tensor, "B 3 3 S S"],
        posed: Posed,
        seen: Seen,
        landmarks_2d: Float[Tensor, "B 3 68 2"],
        *,
        co_visible: bool,
    ) -> Carried:
        """Carry each view's picture over the surface into its neighbours (Eqs. 4 and 5).

        Args:
            images: photographs.
            posed: of all views of all samples, in their order.
            seen: of the same.
            landmarks_2d: detected landmarks, which say what half of the face a side view shows.
            co_visible: whether the mask of Eq. 5 applies; else the flow is of whole images, one of
                them black around the face.
        """
        n = len(images)
        first = torch.arange(n, device=images.device)[:, None] * N_VIEWS
        a, b = (
            (first + torch.tensor(views, device=images.device)).flatten()
            for views in zip(*PAIRS, strict=True)
        )
        camera = WeakPerspectiveCamera(posed.camera.scale[a], posed.camera.translation[a])
        fragments = Fragments(
            seen.fragments.pix_to_face[b],
            seen.fragments.barycentric[b],
            seen.fragments.depth[b],
        )
        image, inside = transfer_image(
            images.flatten(0, 1)[a], posed.vertices[a], camera, fragments, self.faces
        )
        mask = torch.ones_like(image[:, 0])
        if co_visible:
            side = [max(pair, key=_is_side) for pair in PAIRS]
            size = (self.image_size, self.image_size)
            found = landmarks_2d[:, side].flatten(0, 1)
            # In the slot of the left view, whose nose points to the left, the right half is seen.
            by_slot = torch.tensor([view == RIGHT for view in side], device=images.device)
            left_half = sees_left_half(found, found.isfinite().all(dim=-1), by_slot.repeat(n))
            box = co_visible_box(posed.points[b], left_half, size)
            mask = inside * box * seen.face[b]
        return Carried(image, mask)


def by_sample(values: Float[Tensor, R * rest]) -> Float[Tensor, "B 3 *rest"]:
    """Turn one entry per view into three per sample."""
    return values.view(-1, N_VIEWS, *values.shape[1:])


def _is_side(view: int) -> bool:
    return view != FRONT
