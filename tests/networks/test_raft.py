"""RAFT behind the interface of flow estimators: sizes, masks, weights, and that it stays frozen."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor
from torch.nn import functional
from torchvision.models.optical_flow import raft_small

from networks.raft import Raft, RaftFlow


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("raft") / "raft_small.pth"
    torch.save(raft_small(weights=None).state_dict(), path)
    return path


@pytest.fixture
def images() -> Tensor:
    generator = torch.Generator().manual_seed(0)
    return functional.interpolate(torch.rand(2, 3, 16, 16, generator=generator), scale_factor=8)


def test_agrees_with_torchvision(weights: Path, images: Tensor) -> None:
    reference = raft_small(weights=None).eval()
    reference.load_state_dict(torch.load(weights, weights_only=True))
    first, second = images[:1], images[1:]
    mask = torch.zeros(1, 128, 128)
    mask[:, 30:90, 20:100] = 1
    with torch.no_grad():
        expected = reference(2 * first * mask - 1, 2 * second * mask - 1, num_flow_updates=3)[-1]
        flow = RaftFlow(weights=weights, iterations=3)(first, second, mask)
    torch.testing.assert_close(flow, expected)
    assert flow.abs().max() > 1e-3


def test_small_and_odd_images_are_enlarged(weights: Path, images: Tensor) -> None:
    estimator = RaftFlow(weights=weights, iterations=2)
    first, second = images[:1, :, ::2, :75], images[1:, :, ::2, :75]  # 64 x 75
    large = [
        functional.interpolate(image, size=(128, 128), mode="bilinear") for image in (first, second)
    ]
    expected = functional.interpolate(estimator(*large), size=(64, 75), mode="bilinear")
    expected = expected * torch.tensor([75 / 128, 0.5])[:, None, None]
    torch.testing.assert_close(estimator(first, second), expected)


def test_stays_frozen_and_passes_gradients(weights: Path, images: Tensor) -> None:
    estimator = RaftFlow(weights=weights, iterations=2)
    torch.nn.Sequential(estimator).train()
    assert not any(module.training for module in estimator.modules())
    assert not any(parameter.requires_grad for parameter in estimator.parameters())
    second = images[1:].clone().requires_grad_()
    estimator(images[:1], second).square().sum().backward()
    assert second.grad.isfinite().all()
    assert second.grad.abs().max() > 0


def test_weights_that_do_not_fit_are_refused(weights: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.pth do not exist; download torchvision's"):
        RaftFlow(weights=tmp_path / "none.pth")
    with pytest.raises(ValueError, match="does not fit raft_large of torchvision: Error"):
        RaftFlow("large", weights=weights)
    state = torch.load(weights, weights_only=True)
    del state["feature_encoder.convnormrelu.0.weight"]
    torch.save(state, tmp_path / "less.pth")
    with pytest.raises(ValueError, match=r"Missing key.*feature_encoder\.convnormrelu\.0\.weight"):
        RaftFlow(weights=tmp_path / "less.pth")
    (tmp_path / "page.pth").write_text("<html>")
    with pytest.raises(ValueError, match=r"page\.pth cannot be read as weights of RAFT"):
        RaftFlow(weights=tmp_path / "page.pth")
    with pytest.raises(ValueError, match="iterations of RAFT is 0"):
        Raft(iterations=0)
