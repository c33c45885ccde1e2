"""What every command shares: one clear line and exit code 2 for what the user can mend.

It stands beside the packages and imports none of them.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
from collections.abc import Callable
from typing import NoReturn

_CHOICE = re.compile(r"(argument \S+): invalid choice: '(.*)' \(choose from (.*)\)$")


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the command line in one line; `--help` has the rest."""

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
