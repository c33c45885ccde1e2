"""Is a command line one that our programs take? Nothing of it is run."""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonargparse
from page_parts import PLACEHOLDER, PROJECT, Command

from benchmarks.registry import BENCHMARKS
from face_datasets.__main__ import DOCTORS
from synthesis.__main__ import DATASETS

EXAMPLES = PROJECT / "docs" / "extending" / "examples"
_PYTHON = re.compile(r"\.venv/bin/python -m ([^;&|\n]*)")


class _Parsed(Exception):  # noqa: N818  (it is how a good command line ends)
    """The command line is one that the program takes; it goes no further."""


def problem(command: Command) -> str | None:
    """Say what is wrong with a command line, or nothing."""
    words = command.words
    if words[0] == "make":
        return _make_problem(words[1:], command)
    if words[0] in {"pip", ".venv/bin/pip"}:
        return _pip_problem(words)
    if "-m" not in words:
        return None  # a script of the reader's
    return module_problem(words[words.index("-m") + 1 :], whole=command.whole)


@cache
def makefile() -> tuple[set[str], set[str]]:
    """Return the targets and the variables of the Makefile."""
    text = (PROJECT / "Makefile").read_text()
    rules = re.findall(r"^([a-z][\w -]*):(?!=)", text, re.M)
    return {name for rule in rules for name in rule.split()}, set(
        re.findall(r"^(\w+) \?=", text, re.M)
    )


@cache
def names(variable: str) -> set[str] | None:
    """Return the values that a variable of the Makefile may have; None for free ones."""
    places = (PROJECT / "configs", EXAMPLES / "configs")

    def stems(pattern: str) -> set[str]:
        return {path.stem for place in places for path in place.glob(pattern)}

    sets = {*BENCHMARKS, *DATASETS, *DOCTORS, *stems("data/*.yaml"), "facial-proportions"}
    return {
        "MODEL": stems("*.yaml"),
        "VARIANT": stems("ablation/*.yaml") | stems("variants/*.yaml"),
        "DATASET": sets,
        "FACE_MODEL": {"procedural", "ict", "bfm09", "bfm17", "flame"},
    }.get(variable)


def _make_problem(words: list[str], command: Command) -> str | None:
    targets, variables = makefile()
    given = [word for word in words if "=" not in word and word != "-n"]
    for word in given:
        if word not in targets and not PLACEHOLDER.search(word):
            return f"the Makefile has no target {word!r}"
    for name, _, value in (word.partition("=") for word in words if "=" in word):
        if name not in variables:
            return f"the Makefile has no variable {name!r}"
        known = names(name)
        if known and not PLACEHOLDER.search(value) and value not in known and value != "name":
            return f"{name}={value}: expected one of {', '.join(sorted(known))}"
    # A target in running text, without its variables, says what there is, not what to type.
    is_whole = command.whole or len(given) < len(words)
    if not given or not is_whole or any(PLACEHOLDER.search(word) for word in words):
        return None
    for line in recipe(tuple(words)):
        found = module_problem(shlex.split(line), whole=command.whole)
        if found:
            return f"it runs python -m {line}: {found}"
    return None


@cache
def recipe(words: tuple[str, ...]) -> list[str]:
    """Return the Python modules, with arguments, that make would run, without running anything."""
    command = ["make", "-n", *words]
    with TemporaryDirectory() as folder:
        _set_up(Path(folder))
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    lines = _PYTHON.findall(done.stdout.replace("\\\n", " "))
    # Not those that a shell fills in, or that stand in a message.
    return [line for line in lines if line.strip() and not set(line) & set('$)"')]


def _set_up(folder: Path) -> None:
    """Make a folder look like a clone after `make setup`: some recipes write even with -n."""
    shutil.copy(PROJECT / "Makefile", folder)
    shutil.copytree(PROJECT / "configs", folder / "configs")
    shutil.copytree(EXAMPLES / "configs", folder / "configs", dirs_exist_ok=True)
    for name in ("pyproject.toml", "constraints.txt", "scripts/setup.sh", ".venv/ready"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("")


def module_problem(words: list[str], *, whole: bool) -> str | None:
    """Let a module of ours parse its arguments, and stop it there.

    Args:
        words: its name and its arguments.
        whole: False where arguments may be missing.
    """
    module, *arguments = words
    if PLACEHOLDER.search(module):
        return None
    if find_spec(module) is None:
        return f"there is no module {module}"
    is_ours = (PROJECT / module.partition(".")[0]).is_dir()
    if not is_ours or not arguments or any(PLACEHOLDER.search(word) for word in arguments):
        return None
    return _parse(module, tuple(_in_place(word) for word in arguments), whole=whole)


def _in_place(word: str) -> str:
    """Return the path of an example's file for where its page puts it."""
    return str(EXAMPLES / word) if (EXAMPLES / word).is_file() else word


@cache
def _parse(module: str, arguments: tuple[str, ...], *, whole: bool) -> str | None:
    message = io.StringIO()
    before = sys.argv
    sys.argv = [module, *arguments]
    try:
        with _stopping_after_the_parser(), contextlib.redirect_stderr(message):
            runpy.run_module(module, run_name="__main__")
    except _Parsed:
        return None
    except SystemExit as stop:
        text = message.getvalue().strip()
        missing = "required" in text or "expected one argument" in text
        return None if stop.code in {0, None} or (missing and not whole) else text
    finally:
        sys.argv = before
    return "it ended before it looked at its arguments"


@contextlib.contextmanager
def _stopping_after_the_parser() -> Any:
    """Let every parser parse, and go no further."""
    kinds = (argparse.ArgumentParser, jsonargparse.ArgumentParser)
    originals = [kind.parse_args for kind in kinds]

    depth = 0  # jsonargparse's parsers parse nested classes with parsers of their own

    def stopping(original: Any) -> Any:
        def parse(self: Any, *args: Any, **kwargs: Any) -> Any:
            nonlocal depth
            depth += 1
            try:
                values = original(self, *args, **kwargs)
            finally:
                depth -= 1
            if depth == 0:
                raise _Parsed
            return values

        return parse

    for kind, original in zip(kinds, originals, strict=True):
        kind.parse_args = stopping(original)  # type: ignore[method-assign]
    try:
        yield
    finally:
        for kind, original in zip(kinds, originals, strict=True):
            kind.parse_args = original  # type: ignore[method-assign]


def _pip_problem(words: list[str]) -> str | None:
    text = (PROJECT / "pyproject.toml").read_text()
    for extra in re.findall(r"\[([\w,]+)\]", " ".join(words)):
        for name in extra.split(","):
            if not re.search(rf"^{name} = \[", text, re.M):
                return f"pyproject.toml has no extra {name!r}"
    return None
