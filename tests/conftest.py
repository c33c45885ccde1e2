"""Shared fixtures: where the optional reference data is, and small models."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import torch

import torchvision_compat  # noqa: F401  (before the first import of torchvision)

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def same_random_numbers() -> None:
    """Let every test draw the same weights and inputs in any order and on any process."""
    torch.manual_seed(7919)  # tests that seed themselves take small numbers
    np.random.seed(7919)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Reference data that is not part of the project; its absence skips the test."""
    path = Path(os.environ.get("LIKENESS_SHARED", PROJECT.parent / "shared"))
    if not path.is_dir():
        pytest.skip(f"reference data not found at {path}; set LIKENESS_SHARED")
    return path
