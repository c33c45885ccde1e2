"""Optical flow without weights, after Lucas and Kanade (1981), coarse to fine (Bouguet, 2001)."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional

from .optical_flow import FlowEstimator, pixel_centres, sample_at

_BINOMIAL = (0.125, 0.375, 0.375, 0.125)
_SMALLEST = 8  # side of the coarsest image at least, pixels


class LucasKanadeFlow(FlowEstimator):
    """Least squares in windows of an image pyramid; differentiable through all of its steps.

    In each window the flow is the damped least-squares solution of first(x) = second(x + u), found
    by Gauss-Newton steps. Both images are first brought to the same local brightness and contrast:
    a photograph and a rendering of it, or two cameras, differ in exposure and shading by more than
    skin differs from skin. Windows are normalised by what the mask shows of them: what is hidden,
    or would be read from beyond the border, has no influence at all. The paper's masked images
    would put an edge there that does not move. Where a window shows no structure the flow stays
    that of the coarser image, and zero in the end.

    Args:
        radius: of the square window, which is 4 radius + 1 wide and falls off linearly, pixels.
        levels: images of the pyramid; fewer if the coarsest would be smaller than 8 pixels. Where a
            mask shows a part of a face, there is too little left of it in images coarser than the
            third.
        iterations: steps per level.
        damping: added to the squared gradients (per pixel, summed over channels, of images of unit
            contrast): structure below its square root is noise.
        contrast_radius: of the window, as above, over which mean and standard deviation of the
            images are made 0 and 1; None leaves them as they are, and asks for a smaller damping
            (1e-4).
        noise: standard deviation of the images, in [0, 1], below which contrast is not raised.
        step: length towards which steps are shortened, pixels of the level.
    """

    def __init__(
        self,
        *,
        radius: int = 5,
        levels: int = 3,
        iterations: int = 3,
        damping: float = 0.1,
        contrast_radius: int | None = 3,
        noise: float = 0.02,
        step: float = 1.0,
    ) -> None:
        super().__init__()
        for name, value in (("radius", radius), ("levels", levels), ("iterations", iterations)):
            if value < 1:
                raise ValueError(f"{name} of the flow is {value}; expected 1 or more")
        for name, number in (("damping", damping), ("noise", noise), ("step", step)):
            if number <= 0:
                raise ValueError(f"{name} of the flow is {number}; expected a positive number")
        self.radius = radius
        self.levels = levels
        self.iterations = iterations
        self.damping = damping
        self.contrast_radius = contrast_radius
        self.noise = noise
        self.step = step

    def forward(
        self,
        first: Float[Tensor, "B 3 H W"],
        second: Float[Tensor, "B 3 H W"],
        mask: Float[Tensor, "B H W"] | None = None,
    ) -> Float[Tensor, "B 2 H W"]:
        """Estimate the flow; see `FlowEstimator.forward`."""
        height, width = first.shape[-2:]
        shown = torch.ones_like(first[:, :1]) if mask is None else mask[:, None].to(first)
        n_levels = 1
        while n_levels < self.levels and min(height, width) >> n_levels >= _SMALLEST:
            n_levels += 1
        # Sides that can be halved; what is added is hidden.
        more = [-side % (1 << n_levels - 1) for side in (width, height)]
        images = functional.pad(torch.cat([first, second], dim=1), (0, more[0], 0, more[1]))
        shown = functional.pad((shown.detach() > 0.5).to(first), (0, more[0], 0, more[1]))
        pyramid = [(images * shown, shown)]
        for _ in range(n_levels - 1):
            pyramid.append(_halved(*pyramid[-1]))

        flow = torch.zeros_like(pyramid[-1][0][:, :2])
        for images, shown in reversed(pyramid):
            if flow.shape[-1] != images.shape[-1]:
                size = images.shape[-2:]
                flow = 2 * functional.interpolate(
                    flow, size=size, mode="bilinear", align_corners=False
                )
            pair = [self._normalized(part, shown) for part in (images[:, :3], images[:, 3:])]
            flow = self._refine(pair[0], pair[1], shown, flow)
        return flow[..., :height, :width]

    def _normalized(self, image: Tensor, shown: Tensor) -> Tensor:
        """Bring to local mean 0 and standard deviation 1 over what is shown; 0 elsewhere."""
        if self.contrast_radius is None:
            return image
        share = _window(shown, self.contrast_radius).clamp(min=1e-6)
        centred = (image - _window(image * shown, self.contrast_radius) / share) * shown
        squares = centred.square().mean(dim=1, keepdim=True)
        variance = _window(squares, self.contrast_radius) / share
        return centred / (variance + self.noise**2).sqrt()

    def _refine(self, first: Tensor, second: Tensor, shown: Tensor, flow: Tensor) -> Tensor:
        """Take the steps of one level."""
        dx, dy = _derivatives(first)
        # A derivative needs both neighbours.
        seen = 1 - functional.max_pool2d(1 - functional.pad(shown, (1, 1, 1, 1)), 3, stride=1)
        centres = pixel_centres(first)
        products = [(dx * dx).sum(1), (dx * dy).sum(1), (dy * dy).sum(1)]
        for _ in range(self.iterations):
            positions = centres + flow
            warped = sample_at(second, positions)
            # Hard, so that the flow has no gradient through what it happens to show.
            weight = seen * (sample_at(shown, positions.detach()) > 0.999).to(seen)
            difference = first - warped
            moments = [*products, (dx * difference).sum(1), (dy * difference).sum(1)]
            weighted = torch.cat([weight * torch.stack(moments, dim=1), weight], dim=1)
            sums = _window(weighted, self.radius)
            xx, xy, yy, bx, by = (sums[:, :5] / sums[:, 5:].clamp(min=1e-6)).unbind(dim=1)
            xx, yy = xx + self.damping, yy + self.damping
            determinant = xx * yy - xy * xy
            step = torch.stack([yy * bx - xy * by, xx * by - xy * bx], dim=1)
            step = step / determinant[:, None]
            squared = step.square().sum(dim=1, keepdim=True)
            flow = flow + step / (1 + squared / self.step**2).sqrt()
        return flow


def _window(values: Tensor, radius: int) -> Tensor:
    """Sum over a window that falls off linearly; 0 beyond the border.

    By a product with a band matrix per axis: several times faster than pooling, backward too.
    """
    bands = []
    for side in values.shape[-2:]:
        place = torch.arange(side, device=values.device, dtype=values.dtype)
        distance = (place[:, None] - place).abs() / (2 * radius + 1)
        bands.append((1 - distance).clamp(min=0) / (2 * radius + 1))
    summed: Tensor = bands[0] @ values @ bands[1]
    return summed


def _derivatives(image: Tensor) -> tuple[Tensor, Tensor]:
    """Central differences, smoothed across (Scharr's); the border repeats its last pixel."""
    smooth = image.new_tensor([3.0, 10.0, 3.0]) / 16
    slope = image.new_tensor([-0.5, 0.0, 0.5])
    channels = image.shape[1]
    padded = functional.pad(image, (1, 1, 1, 1), mode="replicate")
    kernels = [smooth[:, None] * slope, slope[:, None] * smooth]
    dx, dy = (
        functional.conv2d(padded, k.expand(channels, 1, 3, 3), groups=channels) for k in kernels
    )
    return dx, dy


def _halved(images: Tensor, shown: Tensor) -> tuple[Tensor, Tensor]:
    """Reduce to half the size: the mean of what is shown; pixels that are half hidden are hidden.

    Args:
        images: 0 where hidden.
        shown: 1 or 0.
    """
    row = images.new_tensor(_BINOMIAL)
    kernel = row[:, None] * row

    def reduced(values: Tensor) -> Tensor:
        channels = values.shape[1]
        weight = kernel.expand(channels, 1, 4, 4)
        return functional.conv2d(values, weight, stride=2, padding=1, groups=channels)

    share = reduced(shown)
    smaller = (share > 0.5).to(shown)
    return reduced(images) / share.clamp(min=0.5) * smaller, smaller
