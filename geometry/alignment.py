"""Similarity transforms and the best one between two sets of corresponding points."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from .rotations import cross_matrix


@dataclass(frozen=True)
class Similarity:
    """The maps p → scale · rotation · p + translation, one per batch element.

    Attributes:
        scale: positive factors.
        rotation: proper rotations, acting on column vectors.
        translation: in the unit of the target.
    """

    scale: Float[Tensor, " B"]
    rotation: Float[Tensor, "B 3 3"]
    translation: Float[Tensor, "B 3"]

    def apply(self, points: Float[Tensor, "B N 3"]) -> Float[Tensor, "B N 3"]:
        """Transform points."""
        rotated = points @ self.rotation.transpose(-1, -2)
        return self.scale[:, None, None] * rotated + self.translation[:, None]

    def inverse(self) -> Similarity:
        """Return the maps that undo these."""
        scale = 1 / self.scale
        rotation = self.rotation.transpose(-1, -2)
        moved = (rotation @ self.translation[..., None]).squeeze(-1)
        return Similarity(scale, rotation, -scale[:, None] * moved)

    def compose(self, first: Similarity) -> Similarity:
        """Return self ∘ first: the maps that apply `first`, then these."""
        return Similarity(
            self.scale * first.scale,
            self.rotation @ first.rotation,
            self.apply(first.translation[:, None]).squeeze(1),
        )


def umeyama(
    source: Float[Tensor, "B N 3"],
    target: Float[Tensor, "B M 3"],
    weights: Float[Tensor, "B N"] | None = None,
    with_scale: bool = True,
) -> Similarity:
    """Find the similarity that brings source closest to target in (weighted) least squares.

    Umeyama 1991, "Least-squares estimation of transformation parameters between two point
    patterns", Eq. 40-43. The result is never a mirror image, also where a mirror image would fit
    better. The gradient is that of the optimum itself (implicit differentiation); unlike that of
    the singular vectors it stays finite where singular values coincide.

    Args:
        source: points to move.
        target: where they should go, in the same order (M = N).
        weights: non-negative, any sum; None weighs all points alike.
        with_scale: whether the scale is free; else it is 1.

    Returns:
        Transforms from source to target.

    Raises:
        ValueError: a rotation is not determined: fewer than three points, points that are not
            finite, all on a line or in one place, or weights that are negative or all zero.
    """
    weights = torch.ones_like(source[..., 0]) if weights is None else weights
    _check_points(source, target, weights)
    weights = (weights / weights.sum(dim=1, keepdim=True))[..., None]
    source_mean = (weights * source).sum(dim=1, keepdim=True)
    target_mean = (weights * target).sum(dim=1, keepdim=True)
    centred = source - source_mean
    covariance = (weights * (target - target_mean)).transpose(1, 2) @ centred
    rotation = _nearest_rotation(covariance)
    if with_scale:
        explained = (rotation * covariance).sum(dim=(1, 2))  # tr(D S) of Eq. 42
        scale = explained / (weights * centred * centred).sum(dim=(1, 2))
    else:
        scale = torch.ones_like(rotation[:, 0, 0])
    moved_mean = scale[:, None] * (rotation @ source_mean.transpose(1, 2)).squeeze(-1)
    return Similarity(scale, rotation, target_mean.squeeze(1) - moved_mean)


def _check_points(source: Tensor, target: Tensor, weights: Tensor) -> None:
    if source.shape != target.shape:
        raise ValueError(
            f"source points have shape {tuple(source.shape)}, target points {tuple(target.shape)}; "
            "expected the same points in the same order"
        )
    if source.shape[1] < 3:
        raise ValueError(
            f"{source.shape[1]} points do not determine a rotation; expected 3 or more"
        )
    if not (torch.isfinite(source).all() and torch.isfinite(target).all()):
        raise ValueError("points to align are not all finite; remove NaN and infinite points")
    if not (weights >= 0).all() or not (weights.sum(dim=1) > 0).all():
        raise ValueError(
            "weights of the alignment are negative, NaN or all zero; expected non-negative weights "
            "with a positive sum"
        )


def _nearest_rotation(covariance: Float[Tensor, "B 3 3"]) -> Float[Tensor, "B 3 3"]:
    """Return the rotation R with the largest tr(Rᵀ covariance), differentiable."""
    with torch.no_grad():
        left, singular, right = torch.linalg.svd(covariance)
        sign = torch.where(torch.linalg.det(left @ right) < 0, -1.0, 1.0).to(covariance)
        signs = torch.stack([torch.ones_like(sign), torch.ones_like(sign), sign], dim=-1)
        rotation = (left * signs[:, None]) @ right
        tolerance = 64 * torch.finfo(covariance.dtype).eps * singular[:, 0]
        undetermined = singular[:, 1] + sign * singular[:, 2] <= tolerance
    if undetermined.any():
        batch = int(undetermined.int().argmax())
        raise ValueError(
            "points do not determine a rotation (all in one place, on one line, or as near to "
            "their mirror image as to themselves) in batch element "
            f"{batch}, where the covariance has singular values {singular[batch].tolist()}: use "
            "more points, spread in two directions"
        )
    # At the optimum Rᵀ C is symmetric, S. A change dC turns R by omega (R → R (I + [omega]×)),
    # where (tr(S) I - S) omega is the axial vector of Rᵀ dC - dCᵀ R. Its value is zero; its
    # gradient is what we want.
    turned = rotation.transpose(1, 2) @ covariance
    skew = turned - turned.transpose(1, 2)
    axial = torch.stack([skew[:, 2, 1], skew[:, 0, 2], skew[:, 1, 0]], dim=-1)
    axial = axial - axial.detach()
    symmetric = 0.5 * (turned + turned.transpose(1, 2)).detach()
    trace = symmetric.diagonal(dim1=1, dim2=2).sum(dim=-1)[:, None, None]
    identity = torch.eye(3, dtype=covariance.dtype, device=covariance.device)
    omega = torch.linalg.solve(trace * identity - symmetric, axial)
    turned_on: Tensor = rotation @ (identity + cross_matrix(omega))
    return turned_on
