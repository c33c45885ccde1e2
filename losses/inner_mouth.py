"""Inner-mouth loss of the specular method (Deng et al., MM 2022, Eq. 11).

L = ||A - A^p||, "the absolute value of l_1-norm", of the labelled and the projected area of the
inner mouth. Two readings: the number of pixels in one of the areas alone, and the difference of the
sizes. The first alone tells where the lips should be, the second alone pulls with full strength
however far away they are; their sum has a gradient everywhere and is the loss here. It is a sum
over pixels: the weight of 1.3e-3 would make nothing of a mean.

A rasterised mouth has no gradient at its outline and a distance to the nearest edge none for a
closed mouth, where the polygon is a line with an outside on both sides. The area is signed here:
each edge of the polygon adds or takes away what lies below it, so that the closed mouth is the
middle of a range, in which an open one is positive and lips that run through each other negative.
"""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float
from torch import Tensor

# Softness from which on a pixel counts as in or out: its logistic tail is below 1e-5 there.
_TAIL = 12.0


def signed_area(loop: Float[Tensor, "B M 2"]) -> Float[Tensor, " B"]:
    """Return the area of polygons, positive where they run clockwise on the screen (y down)."""
    following = loop.roll(-1, dims=1)
    cross = loop[..., 0] * following[..., 1] - loop[..., 1] * following[..., 0]
    return 0.5 * cross.sum(dim=1)


def soft_coverage(
    loop: Float[Tensor, "B M 2"],
    size: tuple[int, int],
    sigma: float = 0.5,
    origin: tuple[int, int] = (0, 0),
) -> Float[Tensor, "B H W"]:
    """Return how often polygons run around each pixel, clockwise on the screen, with soft borders.

    1 inside, 0 outside, -1 inside of what runs the other way round. Exact over the width of a
    pixel's column; a logistic of the vertical distance across the outline. Differentiable in all
    coordinates, linear in the opening of a mouth through 0, and its sum is the signed area.

    Args:
        loop: vertices in order, pixels; the last is followed by the first.
        size: height and width of the window.
        sigma: scale of the logistic, pixels.
        origin: row and column of the window's first pixel.
    """
    height, width = size
    rows = torch.arange(height, device=loop.device).to(loop) + origin[0] + 0.5
    left = torch.arange(width, device=loop.device).to(loop) + origin[1]
    start, end = loop[:, :, None], loop.roll(-1, dims=1)[:, :, None]  # B M 1 2
    entry, leave = (point[..., 0].maximum(left).minimum(left + 1) for point in (start, end))
    run = end[..., 0] - start[..., 0]
    steep = run.abs() < 1e-9  # runs along a column, above nothing
    share = (0.5 * (entry + leave) - start[..., 0]) / torch.where(steep, 1.0, run)
    share = torch.where(steep, 0.5, share.clamp(0, 1))
    edge = start[..., 1] + share * (end[..., 1] - start[..., 1])  # B M W
    below = torch.sigmoid((rows[:, None] - edge[:, :, None]) / sigma)
    return torch.einsum("bmw,bmhw->bhw", leave - entry, below)


def inner_mouth_loss(
    loop: Float[Tensor, "B M 2"],
    area_mask: Bool[Tensor, "B H W"],
    *,
    sigma: float = 0.5,
    area_weight: float = 1.0,
) -> Float[Tensor, ""]:
    """Return Eq. 11 in both readings, added up and averaged over the batch, in pixels.

    Args:
        loop: projected outline of the mouth's opening, pixels, in the order of the landmarks 60 to
            67: clockwise on the screen when the mouth is open. Turned round, it would close
            mouths that should open.
        area_mask: labelled pixels of the inner mouth; none when it is closed.
        sigma: softness of the outline, pixels. The loss of a perfect fit is about 0.7 pixels per
            pixel of outline at 0.5.
        area_weight: of the difference of the sizes (second reading) against the pixels in which
            the areas differ (first reading).

    Raises:
        ValueError: sigma is not positive.
    """
    if sigma <= 0:
        raise ValueError(f"the softness sigma is {sigma} px; expected a positive number")
    top, bottom, left, right = _window(loop, area_mask, sigma)
    size = bottom - top, right - left
    coverage = soft_coverage(loop, size, sigma, (top, left))
    labelled = area_mask[:, top:bottom, left:right].to(loop)
    differing = (coverage - labelled).abs().sum(dim=(1, 2))
    sizes = (signed_area(loop) - area_mask.sum(dim=(1, 2))).abs()
    return (differing + area_weight * sizes).mean()


def _window(
    loop: Float[Tensor, "B M 2"], area_mask: Bool[Tensor, "B H W"], sigma: float
) -> tuple[int, int, int, int]:
    """Return top, bottom, left and right of the part of the image that any mouth reaches."""
    height, width = area_mask.shape[1:]
    # Zeros for what is no number: the loss says so, not the search for a window.
    low, high = loop.detach().nan_to_num().flatten(0, 1).aminmax(dim=0)
    margin = _TAIL * sigma
    bounds = []
    for axis, (length, others) in enumerate([(width, (0, 1)), (height, (0, 2))]):
        labelled = area_mask.any(dim=others).nonzero()
        first, last = float(low[axis]) - margin, float(high[axis]) + margin
        if len(labelled):
            first, last = min(first, int(labelled[0])), max(last, int(labelled[-1]) + 1)
        start = min(max(int(first // 1), 0), length)
        bounds.append((start, max(min(int(-(-last // 1)), length), start)))
    (left, right), (top, bottom) = bounds
    return top, bottom, left, right
