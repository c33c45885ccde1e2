"""Every public name is documented, and every public module is in the API reference."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from page_parts import PROJECT
from public_names import entries, problems

SITE = runpy.run_path(str(PROJECT / "scripts" / "site_pages.py"))
SOURCES = sorted(
    [path for init in PROJECT.glob("*/__init__.py") for path in init.parent.glob("*.py")]
    + list(PROJECT.glob("*.py"))
)

BROKEN = '''"""A module."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple


def scale(factor, *more, unit="mm"):
    """Scale.

    Args:
        factor: of the size.
        unlit: nothing of this name.
        unit: of lengths,
            which continues: here.

    Raises:
        ValueError: it is negative.
    """


def silent(): ...


def _private(): ...


class Rule:
    """A rule.

    Args:
        first: documented.
    """

    def __init__(self, first, second): ...

    def __len__(self): ...

    def _hidden(self): ...


@dataclass(frozen=True)
class Fields:
    """Two fields, one of them described.

    Attributes:
        known: the one.
    """

    known: int
    unknown: int
    constant: ClassVar[int] = 3


class Pair(NamedTuple):
    """No attributes said."""

    left: int
'''


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_public_names_are_documented(path: Path) -> None:
    assert not problems(path.read_text(), path.relative_to(PROJECT).with_suffix("").as_posix())


def test_what_is_left_out_is_found() -> None:
    assert problems(BROKEN, "m") == [
        "m.scale: Args leaves out more",
        "m.scale: Args describes unlit, which is none",
        "m.silent: no docstring",
        "m.Rule.__len__: no docstring",
        "m.Rule: Args leaves out second",
        "m.Fields: Attributes leaves out unknown",
        "m.Pair: Attributes leaves out left",
    ]
    assert problems("x = 1", "m") == ["m: no docstring"]


def test_sections_of_a_docstring() -> None:
    text = (
        "Do.\n\nArgs:\n    a: first\n    *b, c (int): more:\n        deep: no\n\nReturns:\n    d: x"
    )
    assert entries(text, "Args") == ["a", "b", "c"]
    assert entries(text, "Attributes") is None


def test_every_module_has_a_page_of_its_own() -> None:
    names = SITE["public_modules"]()
    expected = {
        ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")
        for path in SOURCES
        if path.stem == "__init__" or not path.stem.startswith("_")
    }
    assert set(names) == expected | {path.stem for path in PROJECT.glob("*.py")}
    assert len({SITE["reference_page"](name) for name in names}) == len(names)
    assert SITE["reference_page"]("geometry") == "reference/geometry/index.md"
    assert SITE["reference_page"]("geometry.meshes") == "reference/geometry/meshes.md"
