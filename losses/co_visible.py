"""The co-visible mask of MFNet: what two views both see of the face (Eq. 5).

The paper names the groups of landmarks that the box is made of and shows a picture; their indices
are ours. All of it is without gradient: a mask must not learn to hide an error.
"""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float
from torch import Tensor

NORMAL_LIMIT = -0.05
"""Surface counts as seen from where the z component of its normal, camera frame, is below this."""

OUTER_LIPS = slice(48, 60)
_NOSE_TIP = 30
# Of the half of the face on the image's left (the subject's right): jaw of the cheek, brow, jaw of
# the chin; and of the other half.
_LEFT_HALF = (slice(0, 5), slice(17, 22), slice(4, 9))
_RIGHT_HALF = (slice(12, 17), slice(22, 27), slice(8, 13))
_LEAST_SHARE = 0.01


@torch.no_grad()
def face_mask(
    covered: Bool[Tensor, "B H W"],
    normal_z: Float[Tensor, "B H W"],
    outer_lips: Float[Tensor, "B L 2"],
    mouth_growth: float = 0.1,
) -> Float[Tensor, "B H W"]:
    """Return MF of Eq. 5: rendered pixels of the face's skin that look into the camera.

    Args:
        covered: pixels that show the part of the face that counts.
        normal_z: rendered normals in the camera frame, whose z points away from the camera.
        outer_lips: projected landmarks 48 to 59, pixels; the mouth is cut out ("we also mask the
            complex regions such as the mouth").
        mouth_growth: see `hull_mask`.
    """
    mouth = hull_mask(outer_lips, (covered.shape[-2], covered.shape[-1]), mouth_growth)
    return (covered & (normal_z < NORMAL_LIMIT) & ~mouth).to(normal_z)


@torch.no_grad()
def hull_mask(
    points: Float[Tensor, "B P 2"], image_size: tuple[int, int], growth: float = 0.0
) -> Bool[Tensor, "B H W"]:
    """Fill the convex hull of a few points.

    Args:
        points: pixels.
        image_size: height and width.
        growth: by which each edge is moved outwards, as a share of the longer side of the hull's
            box: a closed mouth grows in height too.
    """
    margin = growth * (points.amax(dim=1) - points.amin(dim=1)).amax(dim=1)
    towards = points[:, None] - points[:, :, None]  # from i to j
    side = _cross(towards[:, :, :, None], towards[:, :, None])  # of k beside the line from i to j
    scale = side.abs().amax(dim=(1, 2, 3), keepdim=True)
    on_hull = (side >= -1e-6 * scale).all(dim=3) & (towards.square().sum(dim=3) > 0)
    # Each corner of the hull has one edge that leaves it; other points give no constraint.
    is_corner, following = on_hull.any(dim=2), on_hull.to(torch.uint8).argmax(dim=2)
    edge = towards.gather(2, following[..., None, None].expand(-1, -1, 1, 2))[:, :, 0]
    edge = edge / edge.norm(dim=2, keepdim=True).clamp(min=1e-12)
    x, y = _centres(points, image_size)
    # Inwards distance of every pixel from each edge, which is linear in x and y.
    start = _cross(edge, points)
    distance = edge[..., 0, None, None] * y - edge[..., 1, None, None] * x
    distance = distance - start[..., None, None]
    inside = (distance >= -margin[:, None, None, None]) | ~is_corner[..., None, None]
    # Points on one line have a hull without corners at its ends: the box closes it.
    low = (points.amin(dim=1) - margin[:, None])[..., None, None]
    high = (points.amax(dim=1) + margin[:, None])[..., None, None]
    boxed = (x >= low[:, 0]) & (x <= high[:, 0]) & (y >= low[:, 1])
    mask: Tensor = inside.all(dim=1) & boxed & (y <= high[:, 1])
    return mask


@torch.no_grad()
def sees_left_half(
    side_landmarks: Float[Tensor, "B 68 2"],
    valid: Bool[Tensor, "B 68"] | None = None,
    otherwise: Bool[Tensor, " B"] | None = None,
) -> Bool[Tensor, " B"]:
    """Return whether a side view sees the half of the face on the image's left.

    It is the half whose edge of the jaw is further from the tip of the nose.

    Args:
        side_landmarks: detected landmarks of the side view, any unit.
        valid: which of them were found; None has all.
        otherwise: the answer where tip or edges were not found: what the name of the view says.
    """
    x = side_landmarks[..., 0]
    left = (x[:, _NOSE_TIP] - x[:, 0]).abs() > (x[:, _NOSE_TIP] - x[:, 16]).abs()
    if valid is None or otherwise is None:
        return left
    return torch.where(valid[:, [0, 16, _NOSE_TIP]].all(dim=1), left, otherwise)


@torch.no_grad()
def co_visible_box(
    landmarks: Float[Tensor, "B 68 2"],
    left_half: Bool[Tensor, " B"],
    image_size: tuple[int, int],
) -> Float[Tensor, "B H W"]:
    """Return MB of Eq. 5: the box around the half of the face that both views see.

    From the cheek's jaw to the tip of the nose and from the brow to the chin.

    Args:
        landmarks: projected landmarks in view b, pixels; points of the head, not of its outline.
        left_half: the half on the image's left, see `sees_left_half` of the side view of the pair.
        image_size: height and width.

    Returns:
        1 inside; 0 everywhere if the box has less than a hundredth of the image.
    """
    x, y = landmarks.unbind(dim=2)
    cheek, brow, chin = _LEFT_HALF
    from_left = [x[:, cheek].amin(1), x[:, _NOSE_TIP], y[:, brow].amin(1), y[:, chin].amax(1)]
    cheek, brow, chin = _RIGHT_HALF
    from_right = [x[:, _NOSE_TIP], x[:, cheek].amax(1), y[:, brow].amin(1), y[:, chin].amax(1)]
    x0, x1, y0, y1 = (
        torch.where(left_half, a, b)[:, None, None]
        for a, b in zip(from_left, from_right, strict=True)
    )
    x0, x1 = torch.minimum(x0, x1), torch.maximum(x0, x1)  # a profile can exchange them
    columns, rows = _centres(landmarks, image_size)
    box = (columns >= x0) & (columns <= x1) & (rows >= y0) & (rows <= y1)
    large = box.float().mean(dim=(1, 2)) >= _LEAST_SHARE
    return (box & large[:, None, None]).to(landmarks)


def _centres(like: Tensor, image_size: tuple[int, int]) -> tuple[Tensor, Tensor]:
    """Return x of each column (1, W) and y of each row (H, 1)."""
    x = torch.arange(image_size[1], device=like.device, dtype=like.dtype) + 0.5
    y = torch.arange(image_size[0], device=like.device, dtype=like.dtype) + 0.5
    return x[None], y[:, None]


def _cross(a: Tensor, b: Tensor) -> Tensor:
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
