"""Shared by the tests of FLAME and of BFM 2017: the files of their stand-ins."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from morphable_models.bfm17_stand_in import write_bfm17_files
from morphable_models.flame_stand_in import write_flame_sources

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out


@pytest.fixture(scope="session")
def flame_sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flame") / "sources"
    write_flame_sources(folder)
    return folder


@pytest.fixture(scope="session")
def bfm17_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bfm17") / "files"
    write_bfm17_files(folder)
    return folder
