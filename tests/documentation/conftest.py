"""The worked examples, put where their pages say that they go."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
EXAMPLES = PROJECT / "docs" / "extending" / "examples"

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out
sys.path.append(str(PROJECT / "tests" / "lightning_modules"))  # the tiny face model
sys.path.append(str(PROJECT / "tests" / "reports"))  # readers of pages


@pytest.fixture
def examples_in_place() -> Iterator[Path]:
    """Let the packages find the examples' modules as if they lay in the packages' folders."""
    packages = [
        import_module(folder.name)
        for folder in sorted(EXAMPLES.iterdir())
        if list(folder.glob("*.py"))
    ]
    for package in packages:
        package.__path__.append(str(EXAMPLES / package.__name__))
    yield EXAMPLES
    for package in packages:
        package.__path__.pop()
        for module in (EXAMPLES / package.__name__).glob("*.py"):
            sys.modules.pop(f"{package.__name__}.{module.stem}", None)
            vars(package).pop(module.stem, None)
