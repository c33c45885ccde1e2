"""Weights of image classifiers, as torchvision names them, for the encoders of methods."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from lightning_modules.public_weights import load_classifier
from networks.specular import SpecularNetwork


def encoder() -> torch.nn.Module:
    return SpecularNetwork(backbone="resnet10t", channels=(8, 8, 8, 8)).encoder


def test_all_but_the_classifier_is_taken(tmp_path: Path) -> None:
    torch.manual_seed(1)
    state = {n: v + 0.1 for n, v in encoder().state_dict().items() if "tracked" not in n}
    classifier = {"fc.weight": torch.zeros(1000, 8), "fc.bias": torch.zeros(1000)}
    path = tmp_path / "resnet50.pth"
    torch.save({**state, **classifier}, path)
    torch.manual_seed(2)
    loaded = encoder()
    load_classifier(loaded, path, "ResNet-50")
    found = loaded.state_dict()
    assert all(torch.equal(found[name], value) for name, value in state.items())


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "resnet50.pth"
    with pytest.raises(FileNotFoundError, match="download torchvision's ResNet-50"):
        load_classifier(encoder(), path, "ResNet-50")
    torch.save({"state": {}}, path)
    with pytest.raises(ValueError, match="holds no state dictionary; expected weights of ResNet-5"):
        load_classifier(encoder(), path, "ResNet-50")
    torch.save({"conv2.weight": torch.zeros(3)}, path)
    with pytest.raises(ValueError, match=r"keys missing .*, 1 not known \['conv2\.weight'\]"):
        load_classifier(encoder(), path, "ResNet-50")
