"""The messages that docs/troubleshooting.md explains are those that the code prints."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from page_parts import PROJECT

HOLE = "\0"
SHELL_VARIABLE = re.compile(r"\$\(?\$?\w+\)?|\$\([^()]*\)")


def of_python(source: str) -> list[str]:
    """Return the strings of a module; what is filled in is a hole."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            parts = [str(v.value) if isinstance(v, ast.Constant) else HOLE for v in node.values]
            found.append("".join(parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
    return found


@cache
def messages() -> list[str]:
    """Return every string that a command of the project may print, in one line each."""
    python = [*PROJECT.glob("*.py"), *PROJECT.glob("*/*.py")]
    found = [text for path in python for text in of_python(path.read_text())]
    for name in ("Makefile", "scripts/setup.sh"):
        text = (PROJECT / name).read_text().replace('" \\\n\t"', " ")
        found += SHELL_VARIABLE.sub(HOLE, text).splitlines()
    return [" ".join(text.split()) for text in found]


def is_printed(stem: str, printed: list[str]) -> bool:
    """Say whether the parts of a stem, between its dots, stand in one message in their order."""
    pattern = ".*".join(re.escape(part) for part in stem.split("…"))
    return any(re.search(pattern, message) for message in printed)


def stems() -> list[str]:
    """Return the messages that the page quotes as ours, and in the text of its sections."""
    ours, libraries = (
        (PROJECT / "docs/troubleshooting.md").read_text().split("\n## Messages of libraries\n")
    )
    assert "### " in libraries
    return re.findall(r"^### `(.+)`$", ours, re.M)


@pytest.mark.parametrize("stem", stems())
def test_the_code_prints_it(stem: str) -> None:
    assert is_printed(stem, messages())


def test_a_message_that_nobody_prints_is_found() -> None:
    printed = [" ".join(text.split()) for text in of_python('raise ValueError(f"no {x} in " "it")')]
    assert is_printed("no … in it", printed)
    assert is_printed("in it", printed)
    assert not is_printed("it … no", printed)
    assert not is_printed("nothing in it", printed)
