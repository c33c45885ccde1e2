"""Print what `make` can do, from the comments beside the Makefile's targets and variables.

`target: ... ## group: text` is a line of the overview, `## text` above a target what
`make help TARGET=target` adds (lines that begin with "make " are examples), and `## text` above a
variable its line. A target that is no command of the user's says `## helper`.

`make help` runs it before anything is installed: it takes nothing but the standard library.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import textwrap
from pathlib import Path

GROUPS = {
    "first": "First steps",
    "data": "Data",
    "train": "Training",
    "score": "Scoring",
    "look": "Looking",
    "papers": "Papers' tables",
    "weights": "Weights and face models",
    "upkeep": "Set-up and upkeep",
}
"""The overview's parts in their order; a target names one of them."""

WIDTH = 100
HELPER = "helper"
_TARGET = re.compile(r"^([a-z][\w-]*):(?!=)[^#]*(?:## *(.*))?$")
_VARIABLE = re.compile(r"^([A-Z_]+) \?= *(.*)$")


class HelpText:
    """The comments of a Makefile.

    Attributes:
        targets: name to the text behind the rule, "group: text", "helper", or "" if there is none.
        variables: name to text.
        details: name of a target to the lines above it.
    """

    def __init__(self, makefile: str) -> None:
        self.targets: dict[str, str] = {}
        self.variables: dict[str, str] = {}
        self.details: dict[str, list[str]] = {}
        above: list[str] = []
        for line in makefile.splitlines():
            if line.startswith("## "):
                above.append(line[3:])
                continue
            if found := _TARGET.match(line):
                self.targets.setdefault(found[1], found[2] or "")
                self.details.setdefault(found[1], above)
            elif found := _VARIABLE.match(line):
                self.variables[found[1]] = " ".join(above)
            above = []

    def fill_in(self, values: dict[str, str]) -> None:
        """Replace `$(NAME)` in the text of variables by what make knows of it."""
        for name, text in self.variables.items():
            self.variables[name] = re.sub(
                r"\$\((\w+)\)", lambda match: values.get(match[1], match[0]), text
            )

    def commands(self) -> dict[str, tuple[str, str]]:
        """Return group and text of each target that is a command of the user's."""
        split = {n: text.partition(": ") for n, text in self.targets.items() if text != HELPER}
        return {name: (group, text) for name, (group, _, text) in split.items()}


class Style:
    """Colours, on a terminal whose user has not asked for none."""

    def __init__(self) -> None:
        self.plain = (
            not sys.stdout.isatty()
            or bool(os.environ.get("NO_COLOR"))
            or os.environ.get("TERM") == "dumb"
        )

    def title(self, text: str) -> str:
        """Return the text in bold."""
        return text if self.plain else f"\033[1m{text}\033[0m"

    def name(self, text: str) -> str:
        """Return the text in cyan."""
        return text if self.plain else f"\033[36m{text}\033[0m"


def overview(text: HelpText, style: Style) -> list[str]:
    """Return the lines of `make help`."""
    lines = ["Likeness: 3D face reconstruction, trained, reconstructed and scored honestly."]
    commands = text.commands()
    column = max(map(len, commands), default=0)
    for group, title in GROUPS.items():
        lines += ["", style.title(title)]
        lines += [
            f"  make {style.name(name.ljust(column))}  {what}"
            for name, (its_group, what) in commands.items()
            if its_group == group
        ]
    lines += ["", style.title("Variables") + " (NAME=value after the target)"]
    lines += variable_lines(text, list(text.variables), style)
    lines += ["", "make help TARGET=bench (or make help-bench): examples and variables of a target"]
    return lines


def variable_lines(text: HelpText, names: list[str], style: Style) -> list[str]:
    """Return variables with their texts, wrapped."""
    column = max(map(len, text.variables), default=0)
    lines = []
    for name in names:
        wrapped = textwrap.wrap(text.variables[name], WIDTH - column - 4, break_on_hyphens=False)
        first, *rest = wrapped or [""]
        lines.append(f"  {style.name(name.ljust(column))}  {first}".rstrip())
        lines += [" " * (column + 4) + line for line in rest]
    return lines


def details(text: HelpText, target: str, style: Style) -> list[str]:
    """Return the lines of `make help TARGET=target`.

    Raises:
        ValueError: there is no such target.
    """
    commands = text.commands()
    if target not in commands:
        raise ValueError(f"there is no target '{target}'; TARGET is one of: {' '.join(commands)}")
    lines = [f"make {style.name(target)}: {commands[target][1]}"]
    above = text.details[target]
    lines += [line for line in above if not line.startswith("make ")]
    lines += ["", style.title("Examples")]
    lines += [f"  {line}" for line in above if line.startswith("make ")]
    used = [name for name in text.variables if re.search(rf"\b{name}\b", "\n".join(above))]
    if used:
        lines += ["", style.title("Variables"), *variable_lines(text, used, style)]
    return lines


def main() -> None:
    """Print the overview, or the details of one target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("makefile", type=Path)
    parser.add_argument("--target", default="", help="only this one, with examples")
    parser.add_argument("values", nargs="*", metavar="NAME=VALUE", help="for $(NAME) in the texts")
    arguments = parser.parse_args()
    text = HelpText(arguments.makefile.read_text())
    text.fill_in(dict(value.split("=", 1) for value in arguments.values))
    try:
        style = Style()
        target = arguments.target
        lines = details(text, target, style) if target else overview(text, style)
    except ValueError as error:
        sys.stderr.write(f"error: {error}\n")
        sys.exit(2)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
