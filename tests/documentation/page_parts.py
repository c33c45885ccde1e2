"""What a page of the documentation holds that can be checked: blocks, commands, options, paths."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[2]
SHELL = {"bash", "sh", "shell", "console"}
PROGRAMS = {"make", "python", "python3", ".venv/bin/python", "torchrun", "srun", "pip"}
"""Programs whose command lines are checked, wherever they stand."""

PLACEHOLDER = re.compile(r"\.\.\.|…|<[^>]*>|\[--|\|")
_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>[\w-]*)[^\n]*\n(?P<text>.*?)^ *```", re.M | re.S
)
_SPAN = re.compile(r"(?<!`)`([^`]+?)`(?!`)")


class Block(NamedTuple):
    """A fenced block.

    Attributes:
        page: where it stands.
        language: as the fence names it; "" for a plain one.
        text: what is in it.
    """

    page: Path
    language: str
    text: str


class Command(NamedTuple):
    """A command line.

    Attributes:
        page: where it stands.
        text: in one line, without its comment.
        whole: False for one in running text, which may leave arguments out.
    """

    page: Path
    text: str
    whole: bool

    @property
    def words(self) -> list[str]:
        """As the shell splits it, without "and so on" and variables that may be empty."""
        words = [word for word in shlex.split(self.text) if word not in {"...", "…"}]
        before = ["", *words]
        return [
            word
            for word, option in zip(words, before, strict=False)
            if not word.startswith("$") or option.startswith("--")
        ]


def pages() -> list[Path]:
    """Return every page of the documentation and those at the top of the project."""
    top = [PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return top + sorted((PROJECT / "docs").rglob("*.md"))


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page."""
    return [Block(page, m["language"], m["text"]) for m in _FENCE.finditer(page.read_text())]


def spans(page: Path) -> list[str]:
    """Return what stands between backquotes in the text of a page, each in one line."""
    return [" ".join(m[1].split()) for m in _SPAN.finditer(_FENCE.sub("", page.read_text()))]


def commands(page: Path) -> list[Command]:
    """Return the command lines of a page, from shell and plain blocks and from its text."""
    found = [
        Command(page, line, whole=True)
        for block in blocks(page)
        if block.language in SHELL | {"", "text"}
        for line in _lines(block)
    ]
    return found + [
        Command(page, span, whole=False)
        for span in spans(page)
        if span.split()[:1] and _program(span)
    ]


def strange_lines(page: Path) -> list[str]:
    """Return the lines of a page's shell blocks that run a program which nothing checks."""
    lines = [line for block in blocks(page) if block.language in SHELL for line in _joined(block)]
    return [
        line
        for line in lines
        if not _program(line) and line.split()[0] not in UNCHECKED and not _ASSIGNMENT.match(line)
    ]


_ASSIGNMENT = re.compile(r"\w+=\S*$")
UNCHECKED = {"if", "cd", "git", "export", "sbatch", "ls", "cat", "docker", "wandb", "source", "."}
"""Programs that are not ours; their lines are taken as they are."""


def _program(line: str) -> str | None:
    word = line.split(maxsplit=1)[0]
    return word if word in PROGRAMS or word == ".venv/bin/pip" else None


def _lines(block: Block) -> list[str]:
    return [line for line in _joined(block) if _program(line)]


def _joined(block: Block) -> list[str]:
    """Return lines without comments, prompts and variables in front; continued ones in one."""
    text = block.text.replace("\\\n", " ")
    lines = []
    for line in text.splitlines():
        plain = re.sub(r"(^|\s)#.*$", "", line).strip().removeprefix("$ ")
        plain = re.sub(r"^(\w+=\S+ )+(?=\S)", "", plain)
        if plain:
            lines.append(plain)
    return lines
