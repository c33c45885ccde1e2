"""What every command shares: one clear line and exit code 2 for what the user can mend.

It stands beside the packages and imports none of them.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

_CHOICE = re.compile(r"(argument \S+): invalid choice: '(.*)' \(choose from (.*)\)$")


class HelpFormatter(argparse.HelpFormatter):
    """Wraps what is said about a command, and leaves lines that are indented as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Return paragraphs, each wrapped by itself unless it holds an indented line."""
        fill = super()._fill_text
        return "\n\n".join(
            part if re.search(r"^ ", part, re.MULTILINE) else fill(part, width, indent)
            for part in text.strip("\n").split("\n\n")
        )


def with_examples(examples: Sequence[str], text: str = "") -> str:
    """Return the end of a help text: what else is to be said, and examples, a line each."""
    shown = "examples:\n" + "\n".join(f"  {example}" for example in examples)
    return f"{text}\n\n{shown}" if text else shown


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the command line in one line; `--help` has the rest.

    Args:
        args: as of `argparse.ArgumentParser`.
        examples: whole commands, shown at the end of the help.
        kwargs: as of `argparse.ArgumentParser`.
    """

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", HelpFormatter)
        if examples:
            kwargs["epilog"] = with_examples(examples, kwargs.get("epilog") or "")
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def error(self, message: str) -> NoReturn:
        """Print the message, with the nearest names for a misspelt one, and exit with 2."""
        found = _CHOICE.match(message)
        if found:
            argument, given, listed = found.groups()
            choices = [name.strip(" '") for name in listed.split(",")]
            near = difflib.get_close_matches(given, choices, n=3, cutoff=0.5) or choices
            message = f"{argument}: there is no {given!r}; choose {' or '.join(near)}"
        self.exit(2, f"error: {message}; see {self.prog} --help\n")


def run(main: Callable[[], None]) -> None:
    """Run a command; report bad input in one line.

    Args:
        main: the command. A `ValueError` or `OSError` that leaves it is something the user can
            mend: its message is printed and the exit code is 2. `LIKENESS_TRACEBACK=1` shows where
            it came from instead.
    """
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except (ValueError, OSError) as error:
        if os.environ.get("LIKENESS_TRACEBACK") == "1":
            raise
        message = " ".join(str(error).split())
        sys.stderr.write(f"error: {message or type(error).__name__}\n")
        sys.exit(2)
