"""Shared fixtures: where the optional reference data is, and small models."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

import torchvision_compat  # noqa: F401  (before the first import of torchvision)
from face_datasets.origin import write_synthetic_marker

# Tests of W&B set it themselves; to all others it would be seconds.
os.environ["WANDB_MODE"] = "disabled"

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def same_random_numbers() -> None:
    """Let every test draw the same weights and inputs in any order and on any process."""
    torch.manual_seed(7919)  # tests that seed themselves take small numbers
    np.random.seed(7919)


@pytest.fixture(scope="session")
def git_files() -> list[str]:
    """The files that git knows; the source archive has no git, which skips the test."""
    if not (PROJECT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("needs a git checkout of the project, and git")
    command = ["git", "ls-files", "-z"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.split("\0") if (PROJECT / name).is_file()]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Reference data that is not part of the project; its absence skips the test."""
    path = Path(os.environ.get("LIKENESS_SHARED", PROJECT.parent / "shared"))
    if not path.is_dir():
        pytest.skip(f"reference data not found at {path}; set LIKENESS_SHARED")
    return path


COLORS = [(220, 40, 40), (40, 200, 60), (50, 60, 220), (220, 210, 50), (60, 210, 210), (30, 30, 30)]


@pytest.fixture
def colored_people(tmp_path: Path) -> Callable[[dict[str, list[int]]], Path]:
    """Return a writer of CelebA's layout: people who differ in the colour of their images.

    It takes the people, as places in `COLORS`, of each image in the parts train, val and test.
    """

    def write(parts: dict[str, list[int]]) -> Path:
        root = tmp_path / "celeba"
        for folder in ("Img/img_align_celeba", "Anno", "Eval"):
            (root / folder).mkdir(parents=True)
        rng = np.random.default_rng(0)
        landmarks = ["0", "lefteye_x"]
        partition, identity = [], []
        people = [(part, person) for part in ("train", "val", "test") for person in parts[part]]
        for number, (part, person) in enumerate(people, 1):
            pixels = np.clip(np.array(COLORS[person]) + rng.normal(0, 12, (218, 178, 3)), 0, 255)
            name = f"{number:06d}.jpg"
            Image.fromarray(pixels.astype(np.uint8)).save(root / "Img/img_align_celeba" / name)
            landmarks.append(f"{name} 69 111 107 111 88 135 72 152 105 152")
            partition.append(f"{name} {('train', 'val', 'test').index(part)}")
            identity.append(f"{name} {100 + person}")
        for path, lines in (
            ("Anno/list_landmarks_align_celeba.txt", landmarks),
            ("Eval/list_eval_partition.txt", partition),
            ("Anno/identity_CelebA.txt", identity),
        ):
            (root / path).write_text("\n".join(lines) + "\n")
        write_synthetic_marker(root, dataset="celeba")
        return root

    return write
