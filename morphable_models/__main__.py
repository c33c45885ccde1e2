"""Prepare a face model: `python -m morphable_models convert-bfm09 --from DIR --out DIR`."""

from __future__ import annotations

import sys
from pathlib import Path

import command_line

from .bfm09_conversion import convert_bfm09


def main() -> None:
    """Convert, and say where the result is."""
    parser = command_line.Parser(prog="python -m morphable_models", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    bfm09 = commands.add_parser(
        "convert-bfm09", help="build BFM_model_front.mat from the Basel Face Model 2009"
    )
    bfm09.add_argument(
        "--from", dest="source", type=Path, required=True, help="folder with the licensed files"
    )
    bfm09.add_argument(
        "--out", type=Path, default=Path("data/face-models"), help="default: %(default)s"
    )
    arguments = parser.parse_args()
    path = convert_bfm09(arguments.source.expanduser(), arguments.out.expanduser())
    sys.stdout.write(f"wrote {path}: use it with FACE_MODEL=bfm09 ASSETS={path.parent}\n")


if __name__ == "__main__":
    command_line.run(main)
