"""Imports point downwards: the table of docs/architecture.md, enforced."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
BELOW_MODULES = {"geometry", "predictions", "networks", "morphable_models", "renderers", "losses"}
MAY_IMPORT: dict[str, set[str]] = {
    "geometry": set(),
    "predictions": set(),
    "networks": set(),
    "morphable_models": {"geometry"},
    "renderers": {"geometry"},
    "losses": {"geometry"},
    "face_datasets": {"geometry"},
    "synthesis": {"geometry", "morphable_models", "renderers", "face_datasets"},
    "datamodules": {"geometry", "face_datasets"},
    "lightning_modules": BELOW_MODULES,
    "benchmarks": {"geometry", "renderers", "face_datasets", "predictions"},
    "reports": {"geometry", "renderers", "face_datasets", "predictions", "benchmarks"},
}
# They stand beside the packages: every package may import them, they import none.
BESIDE = {"command_line", "progress_bar", "torchvision_compat", "wandb_records"}


def imported_packages(path: Path) -> set[str]:
    """Top-level names of every absolute import in a file, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
        elif isinstance(node, ast.ImportFrom) and node.level > 1:
            names.add(f"a relative import {node.level} levels up")
    return names


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_point_downwards(package: str) -> None:
    # Scripts that time a package import it, whichever it is; nothing imports them.
    files = [p for p in sorted((PROJECT / package).rglob("*.py")) if p.parent.name != "speed"]
    assert files, f"{package} is empty"
    for path in files:
        ours = {n for n in imported_packages(path) if n in MAY_IMPORT or n.startswith("a relative")}
        assert ours <= MAY_IMPORT[package] | {package}, path.relative_to(PROJECT)


@pytest.mark.parametrize("module", sorted(BESIDE))
def test_modules_beside_the_packages_import_none(module: str) -> None:
    assert not imported_packages(PROJECT / f"{module}.py") & set(MAY_IMPORT)


def test_every_package_is_in_the_table_and_in_pyproject() -> None:
    packages = {p.parent.name for p in PROJECT.glob("*/__init__.py") if p.parent.name != "tests"}
    assert packages == set(MAY_IMPORT)
    text = (PROJECT / "pyproject.toml").read_text()
    assert all(f'"{package}"' in text for package in packages | BESIDE)
