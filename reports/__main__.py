"""Pages of results, comparisons and trainings: `python -m reports report --runs runs`."""

from __future__ import annotations

import argparse
from importlib import import_module
from types import ModuleType

import command_line

COMMANDS = ("compare", "dashboard", "picture", "report")
"""Modules of this package with `add_parser(subparsers)` and `run(arguments)`."""


def main() -> None:
    """Parse the command line and run a command."""
    arguments = _parser().parse_args()
    _module(arguments.command).run(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = command_line.Parser(
        prog="python -m reports",
        description=__doc__,
        examples=(
            "python -m reports report --runs runs",
            "python -m reports compare dfmvr mfnet",
            "python -m reports dashboard --runs runs",
        ),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        _module(name).add_parser(commands)
    return parser


def _module(command: str) -> ModuleType:
    return import_module(f".{command.replace('-', '_')}", __package__)


if __name__ == "__main__":
    command_line.run(main)
