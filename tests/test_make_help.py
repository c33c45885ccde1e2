"""`make help` comes from the comments of the Makefile; a target without one fails here."""

from __future__ import annotations

import importlib.util
import os
import pty
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
MAKEFILE = (PROJECT / "Makefile").read_text()
SCRIPT = PROJECT / "scripts" / "make_help.py"

_spec = importlib.util.spec_from_file_location("make_help", SCRIPT)
assert _spec
assert _spec.loader
make_help = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make_help)
TEXT = make_help.HelpText(MAKEFILE)

SMALL = """## which
## colour; one of $(COLOURS)
COLOUR ?= red
## Dries in an hour.
## make paint COLOUR=blue
paint: brush ## look: paint the wall
	@paint --colour=$(COLOUR)
brush: ## helper
	@true
bare: brush
	@true
"""


def run(*arguments: str) -> tuple[int, str, str]:
    command = [sys.executable, str(SCRIPT), str(PROJECT / "Makefile"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_every_target_has_a_line_in_a_known_group_and_an_example() -> None:
    without = [name for name, text in TEXT.targets.items() if not text]
    assert not without, f"write `## group: text`, or `## helper`, behind {without}"
    for name, (group, text) in TEXT.commands().items():
        assert group in make_help.GROUPS, f"{name}: {group} is none of {list(make_help.GROUPS)}"
        assert text
        assert any(re.match(rf"make {name}\b", line) for line in TEXT.details[name]), name


def test_every_variable_has_a_line() -> None:
    assert [name for name, text in TEXT.variables.items() if not text] == []


def test_examples_name_targets_and_variables_that_there_are() -> None:
    for lines in TEXT.details.values():
        for line in lines:
            if line.startswith("make "):
                _, target, *rest = shlex.split(line)
                assert target.removeprefix("help-") in TEXT.commands(), line
                assert {word.partition("=")[0] for word in rest} <= set(TEXT.variables), line


def test_the_overview_fits_and_says_every_target_and_variable() -> None:
    code, out, _ = run("METHODS=this that")
    assert code == 0
    lines = out.splitlines()
    assert max(map(len, lines)) <= make_help.WIDTH
    assert "\033" not in out
    for name in TEXT.commands():
        assert sum(line.startswith(f"  make {name} ") for line in lines) == 1
    for name in TEXT.variables:
        assert sum(line.startswith(f"  {name} ") for line in lines) == 1
    assert "method: this that" in out


def test_comments_become_help() -> None:
    text = make_help.HelpText(SMALL)
    text.fill_in({"COLOURS": "red blue"})
    assert text.variables == {"COLOUR": "which colour; one of red blue"}
    assert text.targets == {"paint": "look: paint the wall", "brush": "helper", "bare": ""}
    assert make_help.details(text, "paint", make_help.Style()) == [
        "make paint: paint the wall",
        "Dries in an hour.",
        "",
        "Examples",
        "  make paint COLOUR=blue",
        "",
        "Variables",
        "  COLOUR  which colour; one of red blue",
    ]


def test_a_target_that_is_none_is_one_line_and_exit_code_2() -> None:
    code, out, err = run("--target", "bnech")
    assert (code, out) == (2, "")
    assert err.startswith("error: there is no target 'bnech'; TARGET is one of: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(("no_color", "colored"), [("", True), ("1", False)])
def test_colours_only_on_a_terminal_that_wants_them(no_color: str, colored: bool) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, str(SCRIPT), str(PROJECT / "Makefile"), "--target", "lint"]
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": no_color}
    subprocess.run(command, stdout=theirs, env=environment, check=True)
    os.close(theirs)
    out = os.read(ours, 10_000).decode()
    os.close(ours)
    assert ("\033[36mlint\033[0m" in out) is colored
    assert "make lint" in re.sub(r"\033\[\d+m", "", out)
