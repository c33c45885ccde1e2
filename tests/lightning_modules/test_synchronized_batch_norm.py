"""Batch normalisation over processes, against PyTorch's own on the joint batch."""

from __future__ import annotations

import pytest
import torch
from processes import in_group, run_together
from torch import Tensor, nn

from lightning_modules.synchronized_batch_norm import BatchNormSync, SynchronizedBatchNorm2d
from networks.bisenet import BatchNorm

SHARES = (1, 3)  # samples of each process
EVERY: tuple[dict[str, object], ...] = (
    {},
    {"momentum": None, "affine": False},
    {"track_running_stats": False},
)
Result = dict[str, Tensor]


def data(dtype: torch.dtype) -> tuple[Tensor, Tensor]:
    """Return inputs, far from zero mean, and gradients."""
    generator = torch.Generator().manual_seed(0)
    x, grad = torch.randn(2, sum(SHARES), 5, 4, 3, generator=generator, dtype=torch.float64)
    return (3 * x + 10).to(dtype), grad.to(dtype)


def layer(options: dict[str, object], dtype: torch.dtype) -> nn.Module:
    torch.manual_seed(1)
    norm = nn.BatchNorm2d(5, **options)  # type: ignore[arg-type]
    for parameter in norm.parameters():
        nn.init.uniform_(parameter, 0.5, 2.0)
    return norm.to(dtype)


def two_steps(norm: nn.Module, x: Tensor, grad: Tensor) -> Result:
    """Apply a layer twice, with a ReLU in place as our networks do; return all that comes out."""
    x = x.clone().requires_grad_()
    for scale in (1, 2):
        out = torch.relu_(norm(scale * x))
        out.backward(grad)
    gradients = {f"gradient of {name}": p.grad for name, p in norm.named_parameters()}
    return {"out": out.detach(), "gradient of input": x.grad, **gradients, **norm.state_dict()}


def share(options: dict[str, object], dtype: torch.dtype) -> Result:
    """Return the result of one process's share."""
    weights = torch.promote_types(dtype, torch.float32)
    norm = BatchNormSync().apply(nn.Sequential(layer(options, weights)))[0]
    rank = torch.distributed.get_rank()
    return two_steps(norm, *(values.split(SHARES)[rank] for values in data(dtype)))


def everything(dtype: torch.dtype) -> list[Result]:
    return [share(options, dtype) for options in EVERY]


def test_two_processes_normalise_as_one() -> None:
    ranks = run_together(in_group, len(SHARES), everything, torch.float64)
    for options, first, second in zip(EVERY, *ranks, strict=True):
        expected = two_steps(layer(options, torch.float64), *data(torch.float64))
        assert first.keys() == expected.keys()
        for name, value in expected.items():
            if name in ("out", "gradient of input"):
                joint = torch.cat([first[name], second[name]])
            elif name.startswith("gradient"):
                joint = first[name] + second[name]  # DistributedDataParallel averages them
            else:
                joint = first[name]
                assert torch.equal(first[name], second[name]), name
            torch.testing.assert_close(joint, value, rtol=1e-10, atol=1e-12, msg=name)


def test_half_precision_keeps_its_statistics_in_single() -> None:
    results = run_together(in_group, 2, share, {}, torch.bfloat16)
    expected = two_steps(layer({}, torch.float32), *data(torch.float32))
    joint = torch.cat([result["out"] for result in results])
    assert joint.dtype == torch.bfloat16
    torch.testing.assert_close(joint.float(), expected["out"], atol=0.05, rtol=0.02)
    for name in ("running_mean", "running_var"):
        assert results[0][name].dtype == torch.float32
        torch.testing.assert_close(results[0][name], expected[name], rtol=3e-3, atol=0)


def test_alone_it_is_plain_batch_normalisation() -> None:
    x, grad = data(torch.float32)
    expected = two_steps(layer({}, torch.float32), x, grad)
    found = two_steps(BatchNormSync().apply(nn.Sequential(layer({}, torch.float32)))[0], x, grad)
    assert all(torch.equal(found[name], value) for name, value in expected.items())


def test_only_layers_in_training_change_and_change_back() -> None:
    frozen = nn.Sequential(nn.BatchNorm2d(2)).eval()
    model = nn.ModuleDict({"a": nn.BatchNorm2d(2), "b": BatchNorm(2), "frozen": frozen})
    parameters = list(model.parameters())
    BatchNormSync().apply(model)
    assert isinstance(model["a"], SynchronizedBatchNorm2d)
    assert isinstance(model["b"], SynchronizedBatchNorm2d)
    assert type(frozen[0]) is nn.BatchNorm2d
    single = torch.full((1, 2, 1, 1), 3.0)  # BatchNorm takes its running statistics for it
    torch.testing.assert_close(model["b"](single), single, atol=1e-4, rtol=0)
    BatchNormSync().revert(model)
    assert [type(model[name]) for name in "ab"] == [nn.BatchNorm2d, BatchNorm]
    assert all(p is q for p, q in zip(model.parameters(), parameters, strict=True))
    with pytest.raises(ValueError, match="b is a BatchNorm1d, which sync_batchnorm cannot"):
        BatchNormSync().apply(nn.ModuleDict({"b": nn.BatchNorm1d(2)}))
