"""Batch normalisation over the batches of all processes, on every device.

`torch.nn.SyncBatchNorm` is the same on GPUs and refuses anything else; this one also runs on CPUs,
where a laptop can check that two processes train as one with the doubled batch.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.distributed as dist
from jaxtyping import Float
from lightning.pytorch.plugins import LayerSync
from torch import Tensor, nn
from torch.autograd.function import once_differentiable
from torch.nn import functional
from torch.nn.modules.batchnorm import _BatchNorm

from networks.bisenet import BatchNorm

_ALL_BUT_CHANNELS = (0, 2, 3)


def _at_least_float32(x: Tensor) -> Tensor:
    """Half precision is too coarse for sums over a batch."""
    return x.to(torch.promote_types(x.dtype, torch.float32))


def _joint_moments(x: Float[Tensor, "B C H W"]) -> tuple[Tensor, Tensor, Tensor]:
    """Return the number of values per channel, their mean and variance, over all processes."""
    variance, mean = torch.var_mean(x, dim=_ALL_BUT_CHANNELS, correction=0)
    n_channels = len(mean)
    own = torch.cat([mean, variance, mean.new_full((1,), x.numel() / n_channels)])
    rows = [torch.empty_like(own) for _ in range(dist.get_world_size())]
    dist.all_gather(rows, own)
    table = torch.stack(rows)
    means, variances, counts = table[:, :n_channels], table[:, n_channels:-1], table[:, -1:]
    count = counts.sum()
    mean = (counts * means).sum(dim=0) / count
    variance = (counts * (variances + (means - mean).square())).sum(dim=0) / count
    return count, mean, variance


class _JointBatchNorm(torch.autograd.Function):
    """Normalise by the moments over all processes; of all full-sized tensors, saves the input only.

    The gradient of the weights is that of this process's share of the batch: adding up over
    processes is the business of whoever adds up all other gradients.
    """

    @staticmethod
    def forward(
        ctx: Any, x: Tensor, weight: Tensor | None, bias: Tensor | None, eps: float
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        count, mean, variance = _joint_moments(_at_least_float32(x))
        ctx.save_for_backward(x, weight, count, mean, torch.rsqrt(variance + eps))
        ctx.mark_non_differentiable(count, mean, variance)
        out = functional.batch_norm(x, mean, variance, weight, bias, eps=eps)
        return out, count, mean, variance

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, grad: Tensor, *_: Tensor) -> tuple[Tensor | None, ...]:
        x, weight, count, mean, inverse_deviation = ctx.saved_tensors
        by_channel = (1, -1, 1, 1)
        grad = _at_least_float32(grad)
        centred = _at_least_float32(x) - mean.view(by_channel)
        normalized = centred * inverse_deviation.view(by_channel)
        own = torch.stack([grad.sum(_ALL_BUT_CHANNELS), (grad * normalized).sum(_ALL_BUT_CHANNELS)])
        joint = own.clone()
        dist.all_reduce(joint)
        of_mean, of_deviation = (joint / count).view(2, *by_channel)
        scale = inverse_deviation if weight is None else weight * inverse_deviation
        grad_x = scale.view(by_channel) * (grad - of_mean - normalized * of_deviation)
        needs_weight, needs_bias = ctx.needs_input_grad[1:3]
        return (
            grad_x.to(x.dtype),
            own[1] if needs_weight else None,
            own[0] if needs_bias else None,
            None,
        )


class SynchronizedBatchNorm2d(nn.BatchNorm2d):
    """`nn.BatchNorm2d` whose batch is that of all processes together.

    Mean, variance and their gradients are over all of them, whatever each one's share; the running
    variance is the unbiased one of the joint batch. In eval mode and in a single process it is
    `nn.BatchNorm2d`.
    """

    def forward(self, input: Float[Tensor, "B C H W"]) -> Float[Tensor, "B C H W"]:
        """Normalise each channel."""
        alone = not (dist.is_available() and dist.is_initialized() and dist.get_world_size() > 1)
        if alone or not self.training:
            return super().forward(input)
        self._check_input_dim(input)
        out: Tensor
        out, count, mean, variance = _JointBatchNorm.apply(  # type: ignore[no-untyped-call]
            input, self.weight, self.bias, self.eps
        )
        self._remember(count, mean, variance)
        return out

    @torch.no_grad()
    def _remember(self, count: Tensor, mean: Tensor, variance: Tensor) -> None:
        """Update the running statistics as `nn.BatchNorm2d` does."""
        if self.running_mean is None or self.running_var is None:
            return
        assert self.num_batches_tracked is not None  # PyTorch registers all three or none
        self.num_batches_tracked.add_(1)
        share = self.momentum
        if share is None:
            share = 1 / float(self.num_batches_tracked)
        unbiased = variance * (count / (count - 1))
        self.running_mean.lerp_(mean.to(self.running_mean), share)
        self.running_var.lerp_(unbiased.to(self.running_var), share)


class SynchronizedParserNorm(SynchronizedBatchNorm2d, BatchNorm):
    """The same of the face parsers' batch normalisation."""


_SYNCHRONIZED: dict[type[nn.Module], type[nn.Module]] = {
    nn.BatchNorm2d: SynchronizedBatchNorm2d,
    BatchNorm: SynchronizedParserNorm,
}
_PLAIN = {synchronized: plain for plain, synchronized in _SYNCHRONIZED.items()}


class BatchNormSync(LayerSync):
    """Synchronises a model's batch normalisation on every device; PyTorch's own needs GPUs.

    Layers in eval mode are frozen and stay as they are.
    """

    def apply(self, model: nn.Module) -> nn.Module:
        """Let the layers of a model change their class: parameters and names stay.

        Raises:
            ValueError: a layer that cannot be synchronised.
        """
        for name, module in model.named_modules():
            if not isinstance(module, _BatchNorm) or not module.training:
                continue
            if type(module) not in _SYNCHRONIZED:  # a subclass may do more than normalise
                raise ValueError(
                    f"{name} is a {type(module).__name__}, which sync_batchnorm cannot "
                    "synchronise; set --trainer.sync_batchnorm false"
                )
            module.__class__ = _SYNCHRONIZED[type(module)]  # type: ignore[assignment]
        return model

    def revert(self, model: nn.Module) -> nn.Module:
        """Give the layers their class back."""
        for module in model.modules():
            module.__class__ = _PLAIN.get(type(module), type(module))
        return model
