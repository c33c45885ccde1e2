"""Shared by the tests of FLAME: what its stand-in is converted to."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from morphable_models.flame_stand_in import write_flame_sources

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out


@pytest.fixture(scope="session")
def flame_sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flame") / "sources"
    write_flame_sources(folder)
    return folder
