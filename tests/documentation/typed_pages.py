"""What a page prints, typed in a copy of the project, as its reader would."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from command_lines import makefile
from page_parts import PLACEHOLDER, PROGRAMS, PROJECT

_PIECE = re.compile(r"^```(\w*)\n(?P<block>.*?)^```|(?<!`)`(?P<span>[^`]+)`", re.M | re.S)
_NAME = re.compile(r"Save this as `([^`]+)`")
_PATH = re.compile(r"(?:runs|data)/[\w./{},*-]*")
_LONGEST_S = 900
FAILS = "exits with 1"
"""What a page says beside or behind a command that is to fail."""


class Typed(NamedTuple):
    """A line that the reader types, or a file that he saves.

    Attributes:
        section: heading above it.
        line: for the shell; of a file its name.
        content: of the file; None for a line.
        in_block: False for a command in running text.
        fails: the text behind it says so.
    """

    section: str
    line: str
    content: str | None = None
    in_block: bool = True
    fails: bool = False


def sections(page: Path) -> dict[str, str]:
    """Return the text below each heading of the second level."""
    _, *parts = re.split(r"^## (.+)$", page.read_text(), flags=re.M)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def typed(section: str, text: str) -> list[Typed]:
    """Return what the reader of a section types, in its order.

    Commands in running text count where they say what with: `make train` alone is a name.
    """
    found: list[Typed] = []
    for piece in _PIECE.finditer(text):
        if piece["block"] is None:
            span = " ".join(piece["span"].split())
            if _is_whole(span):
                found.append(Typed(section, span, in_block=False))
        elif piece[1] == "python":
            *_, name = _NAME.findall(text[: piece.start()])
            found.append(Typed(section, name, piece["block"]))
        elif piece[1] in ("", "bash"):
            behind = text[piece.end() :].partition("\n```")[0]
            lines = [line for line in piece["block"].replace("\\\n", " ").splitlines() if line]
            for line in lines:
                command, _, comment = line.partition(" #")
                said = comment + (behind if line is lines[-1] else "")
                fails = FAILS in " ".join(said.split())
                found.append(Typed(section, " ".join(command.split()), fails=fails))
    return found


def _is_whole(span: str) -> bool:
    program, *arguments = shlex.split(span) if span.count("'") % 2 == 0 else [span]
    is_ours = program in PROGRAMS and "install" not in arguments
    is_named = any("=" in word or word == "-m" for word in arguments)
    return is_ours and is_named and not PLACEHOLDER.search(span) and "path/to" not in span


def named_paths(text: str) -> list[str]:
    """Return what a section says will lie in runs/ and data/."""
    spans = [piece["span"] for piece in _PIECE.finditer(text) if piece["span"]]
    return [span for span in spans if _PATH.fullmatch(span)]


def copy_of_the_project(folder: Path) -> Path:
    """Return a copy of what commands need, as it is after `make setup`.

    What somebody has typed in the project itself (`mine/`, `runs/`) stays behind; the compiled
    functions beside our modules, which take minutes, do not.
    """
    packages = [path.parent.name for path in PROJECT.glob("*/__init__.py")]
    clone = folder / "likeness"
    (clone / ".venv").mkdir(parents=True)
    for name in (*packages, "configs", "docs", "scripts"):
        shutil.copytree(
            PROJECT / name,
            clone / name,
            ignore=lambda *_: {"node_modules"},
            copy_function=_copy_if_there,
        )
    for path in PROJECT.iterdir():
        if path.is_file() and path.name != ".git":
            shutil.copy2(path, clone)
    for path in Path(sys.prefix).iterdir():
        if path.name != "ready":
            (clone / ".venv" / path.name).symlink_to(path)
    (clone / ".venv" / "ready").touch()
    return clone


def _copy_if_there(source: str, target: str) -> None:
    """Copy a file, unless it was one that another process was just compiling."""
    with suppress(FileNotFoundError):
        shutil.copy2(source, target)


class Reader:
    """Types one thing after the other.

    Attributes:
        clone: where.
        done: what has been typed.
    """

    def __init__(self, clone: Path, **variables: str) -> None:
        self.clone = clone
        self.done: set[str] = set()
        handed_on = makefile()[1] | {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}  # by make test ARGS=...
        kept = {n: v for n, v in os.environ.items() if n not in handed_on}
        self._environment = {**kept, "OMP_NUM_THREADS": "1", **variables}

    def type(self, step: Typed) -> str:
        """Type it, once, and return what is printed; an exit code that the page denies fails."""
        if step.line in self.done:
            return ""
        self.done.add(step.line)
        if step.content is not None:
            (self.clone / step.line).write_text(step.content)
            return ""
        done = subprocess.run(
            ["bash", "-c", step.line],
            cwd=self.clone,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=_LONGEST_S,
        )
        assert (done.returncode != 0) is step.fails, f"{step.line}\n{done.stdout}"
        assert not step.fails or "Error 1" in done.stdout, done.stdout
        return done.stdout

    def read(self, page: Path, *names: str) -> None:
        """Type all of some sections; what they say is written has to be there then."""
        texts = sections(page)
        for name in names:
            for step in typed(name, texts[name]):
                self.type(step)
            for path in named_paths(texts[name]):
                self.type(Typed(name, f"ls -d {path}"))
