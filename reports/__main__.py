"""Pages to look at: `python -m reports compare dfmvr mfnet`."""

from __future__ import annotations

from importlib import import_module

import command_line

COMMANDS = ("compare", "dashboard")
"""Modules of this package with `add_parser(subparsers)` and `run(arguments)`."""


def main() -> None:
    """Parse the command line and write a page."""
    parser = command_line.Parser(prog="python -m reports", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        import_module(f".{name}", __package__).add_parser(commands)
    arguments = parser.parse_args()
    import_module(f".{arguments.command}", __package__).run(arguments)


if __name__ == "__main__":
    command_line.run(main)
