"""Involution as products of matrices: kernels laid out on bands, times the pixels below them.

A kernel at each pixel is a matrix of as many columns as the map has pixels, nearly all zero. Cut
into blocks of two rows of outputs, little of it is, and products of matrices are so fast that the
zeros do not matter. (Where the map is hardly larger than a kernel, see `involution_matrix`.)
"""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

# A map is cut into blocks of outputs. Larger ones multiply more zeros, smaller ones are many calls.
_ROWS = 2
_COLUMNS = 14


class Blocks(NamedTuple):
    """How a map is cut into blocks, and where the kernels stand in the matrix of a block.

    The padded input is cut into strips, as wide as the outputs of a block need it. In a strip, the
    rows under a block lie one after the other in memory: a vector of `reach` pixels. One matrix of
    (reach, outputs) leads from it to the outputs. Their kernels stand in it on diagonal bands, all
    else is zero.

    Attributes:
        batch: number of maps.
        groups: of channels, each with a kernel of its own.
        channels: of a group.
        size: side of the kernels.
        stride: of the involution.
        height: of the output.
        width: of the output.
        n_strips: number of strips.
        columns: of outputs across a strip.
        rows: of outputs down a block.
    """

    batch: int
    groups: int
    channels: int
    size: int
    stride: int
    height: int
    width: int
    n_strips: int
    columns: int
    rows: int

    @classmethod
    def of(cls, features: Tensor, kernels: Tensor, stride: int) -> Blocks:
        """Cut into as few strips of equal width as may be."""
        batch, groups, size, _, height, width = kernels.shape
        n_strips = -(-width // _COLUMNS)
        columns = -(-width // n_strips)
        channels, rows = features.shape[1] // groups, min(_ROWS, height)
        return cls(batch, groups, channels, size, stride, height, width, n_strips, columns, rows)

    @property
    def n_blocks(self) -> int:
        """Blocks per strip; the last one may reach below the map."""
        return -(-self.height // self.rows)

    @property
    def in_columns(self) -> int:
        """Pixels across a strip of the input."""
        return (self.columns - 1) * self.stride + self.size

    @property
    def reach(self) -> int:
        """Pixels of a strip of the input under a block."""
        return ((self.rows - 1) * self.stride + self.size) * self.in_columns

    @property
    def padded_size(self) -> tuple[int, int]:
        """Height and width of the input with zeros around it."""
        height = self.n_blocks * self.rows * self.stride
        width = self.n_strips * self.columns * self.stride
        return height + self.size - 1, width + self.size - 1

    def under(self, strips: Tensor, block: int) -> Tensor:
        """Return the pixels of each strip under a block: (B G S, C / G, reach)."""
        start = block * self.rows * self.stride * self.in_columns
        return strips[..., start : start + self.reach]

    def cut(self, features: Tensor) -> Tensor:
        """Pad (B, C, H, W) and cut it into strips: (B G S, C / G, pixels of a strip)."""
        channels, height, width = features.shape[1:]
        pad = self.size // 2
        padded = features.new_zeros(self.batch, channels, *self.padded_size)
        padded[..., pad : pad + height, pad : pad + width] = features
        strips = padded.view(self.batch * self.groups, self.channels, *self.padded_size)
        strips = strips.unfold(3, self.in_columns, self.columns * self.stride)
        return strips.permute(0, 3, 1, 2, 4).flatten(3).flatten(0, 1)

    def join(self, strips: Tensor, height: int, width: int) -> Tensor:
        """Add up strips where they overlap and cut off the padding; the adjoint of `cut`."""
        n = self.batch * self.groups
        padded = strips.new_zeros(n, self.channels, *self.padded_size)
        parts = strips.view(n, self.n_strips, self.channels, self.padded_size[0], self.in_columns)
        for k in range(self.n_strips):
            start = k * self.columns * self.stride
            padded[..., start : start + self.in_columns] += parts[:, k]
        pad = self.size // 2
        whole = padded.view(self.batch, self.groups * self.channels, *self.padded_size)
        return whole[..., pad : pad + height, pad : pad + width].contiguous()

    def matrix(self, like: Tensor) -> tuple[Tensor, Tensor]:
        """Return zeros (B G S, reach, outputs) and their bands (B, G, S, k, k, rows, columns)."""
        outputs = self.rows * self.columns
        n = self.batch * self.groups * self.n_strips
        matrix = like.new_zeros(n, self.reach, outputs)
        shape = (self.batch, self.groups, self.n_strips, self.size, self.size, self.rows)
        of_group = self.n_strips * self.reach * outputs
        along_row = self.in_columns * outputs
        strides = (
            self.groups * of_group,
            of_group,
            self.reach * outputs,
            along_row,
            outputs,
            self.stride * along_row + self.columns,
            self.stride * outputs + 1,
        )
        return matrix, matrix.as_strided((*shape, self.columns), strides)

    def whole(self, outputs: Tensor) -> Tensor:
        """Pad the width (the last dimension) with zeros to whole strips."""
        extra = self.n_strips * self.columns - self.width
        return functional.pad(outputs, (0, extra)) if extra else outputs

    def bands(self, kernels: Tensor) -> tuple[Tensor, ...]:
        """View whole kernels block by block, each (B, G, S, k, k, rows, columns)."""
        strips = torch.unflatten(kernels, 5, (self.n_strips, self.columns))
        return torch.split(strips.permute(0, 1, 5, 2, 3, 4, 6), self.rows, dim=5)

    def from_map(self, outputs: Tensor) -> Tensor:
        """Cut (B, C, h, w) into blocks: (blocks, B G S, C / G, outputs)."""
        below = self.n_blocks * self.rows - self.height
        right = self.n_strips * self.columns - self.width
        outputs = functional.pad(outputs, (0, right, 0, below))
        sizes = (self.n_blocks, self.rows, self.n_strips, self.columns)
        outputs = outputs.reshape(self.batch, self.groups, self.channels, *sizes)
        return outputs.permute(3, 0, 1, 5, 2, 4, 6).flatten(5).flatten(1, 3)

    def to_map(self, blocks: Tensor) -> Tensor:
        """Put blocks together: the inverse of `from_map`."""
        sizes = (self.batch, self.groups, self.n_strips, self.channels, self.rows, self.columns)
        outputs = blocks.view(self.n_blocks, *sizes).permute(1, 2, 4, 0, 5, 3, 6)
        outputs = outputs.flatten(5).flatten(3, 4).flatten(1, 2)
        return outputs[..., : self.height, : self.width].contiguous()


class BandInvolution(torch.autograd.Function):
    """One product of matrices per row of blocks; saves its two inputs only."""

    @staticmethod
    def forward(ctx: Any, features: Tensor, kernels: Tensor, stride: int) -> Tensor:
        """Apply per-pixel kernels; see `networks.involution.involve`."""
        ctx.save_for_backward(features, kernels)
        ctx.blocks = blocks = Blocks.of(features, kernels, stride)
        pixels = blocks.cut(features)
        matrix, band = blocks.matrix(features)
        out = pixels.new_empty(blocks.n_blocks, *pixels.shape[:2], matrix.shape[2])
        for k, weights in enumerate(blocks.bands(blocks.whole(kernels))):
            # The last block may have fewer rows than a matrix; `to_map` drops what is left there.
            band[..., : weights.shape[5], :] = weights
            torch.bmm(blocks.under(pixels, k), matrix, out=out[k])
        return blocks.to_map(out)

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor | None, Tensor | None, None]:
        """Return the gradients of features and kernels."""
        features, kernels = ctx.saved_tensors
        need_features, need_kernels, _ = ctx.needs_input_grad
        grads = ctx.blocks.from_map(grad)
        return (
            _grad_features(ctx.blocks, grads, features, kernels) if need_features else None,
            _grad_kernels(ctx.blocks, grads, features, kernels) if need_kernels else None,
            None,
        )


def _grad_features(blocks: Blocks, grads: Tensor, features: Tensor, kernels: Tensor) -> Tensor:
    """Return the gradient of the features, given that of the blocks of outputs."""
    n, channels = grads.shape[1:3]
    strips = grads.new_zeros(n, channels, blocks.padded_size[0] * blocks.in_columns)
    share = grads.new_empty(n, channels, blocks.reach)
    matrix, band = blocks.matrix(grads)
    for k, weights in enumerate(blocks.bands(blocks.whole(kernels))):
        band[..., : weights.shape[5], :] = weights
        torch.bmm(grads[k], matrix.transpose(1, 2), out=share)
        blocks.under(strips, k).add_(share)
    del matrix, band, share  # before another copy of the map is made
    return blocks.join(strips, *features.shape[2:])


def _grad_kernels(blocks: Blocks, grads: Tensor, features: Tensor, kernels: Tensor) -> Tensor:
    """Return the gradient of the kernels, given that of the blocks of outputs."""
    pixels = blocks.cut(features)
    matrix, band = blocks.matrix(grads)
    whole = torch.empty_like(blocks.whole(kernels))
    for k, weights in enumerate(blocks.bands(whole)):
        torch.bmm(blocks.under(pixels, k).transpose(1, 2), grads[k], out=matrix)
        weights.copy_(band[..., : weights.shape[5], :])
    return whole[..., : blocks.width]
