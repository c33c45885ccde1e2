"""Examine a copy of a data set: `python -m face_datasets doctor bosphorus --data-root DIR`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from rich.console import Console

import command_line

from .doctor import Examine

# Name of the data set to its module here, which has a function `examine` unless it says another.
DOCTORS: dict[str, str] = {
    "aflw2000": "aflw2000",
    "celeba": "celeba",
    "celebamask-hq": "celebamask_hq",
    "now": "now_scans",
    "micc": "micc",
    "facescape-expressions": "facescape_multiview",
    "bosphorus": "bosphorus_doctor",
    "pixel-face": "pixel_face_doctor",
    "facescape-wild": "facescape_doctor:examine_wild",
    "facescape-lab": "facescape_doctor:examine_lab",
}

# Data sets that training reads in a prepared layout, which `prepare` writes.
PREPARERS: dict[str, str] = {"pixel-face": "preparation:prepare_pixel_face"}

_STYLES = {"error": "bold red", "warning": "yellow", "ok": "green"}


def main() -> None:
    """Examine or prepare."""
    parser = command_line.Parser(prog="python -m face_datasets", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    doctor = commands.add_parser("doctor", help="examine a copy of a data set")
    doctor.add_argument(
        "dataset", choices=sorted(DOCTORS), metavar="DATASET", help="one of: %(choices)s"
    )
    doctor.add_argument("--data-root", type=Path, required=True, help="folder of the copy")
    prepare = commands.add_parser("prepare", help="write crops, landmarks and masks to train on")
    prepare.add_argument(
        "dataset", choices=sorted(PREPARERS), metavar="DATASET", help="one of: %(choices)s"
    )
    prepare.add_argument("--data-root", type=Path, required=True, help="folder of the copy")
    prepare.add_argument("--out", type=Path, help="default: data/prepared/DATASET")
    prepare.add_argument("--size", type=int, default=224, help="of crops; default: %(default)s")
    arguments = parser.parse_args()
    if not arguments.data_root.is_dir():
        raise FileNotFoundError(
            f"{arguments.data_root} does not exist; say --data-root with the folder of the copy"
        )
    if arguments.command == "prepare":
        out = arguments.out or Path("data/prepared") / arguments.dataset
        module, _, function = PREPARERS[arguments.dataset].partition(":")
        preparer = getattr(import_module(f".{module}", __package__), function)
        preparer(arguments.data_root, out, arguments.size)
        sys.stdout.write(f"prepared in {out}: train with DATA_ROOT={out}\n")
        return
    _examine(arguments.dataset, arguments.data_root)


def _examine(dataset: str, root: Path) -> None:
    """Print findings; exit with 1 if one of them is an error."""
    module, _, function = DOCTORS[dataset].partition(":")
    examine: Examine = getattr(import_module(f".{module}", __package__), function or "examine")
    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    counts = dict.fromkeys(_STYLES, 0)
    for finding in examine(root):
        counts[finding.level] += 1
        console.print(f"[{_STYLES[finding.level]}]{finding.level:>7}[/] ", end="")
        console.print(finding.what, markup=False)
        if finding.fix:
            console.print(f"        {finding.fix}", markup=False)
    console.print(
        f"{dataset}: {counts['error']} errors, {counts['warning']} warnings, {counts['ok']} fine"
    )
    if counts["error"]:
        sys.exit(1)


if __name__ == "__main__":
    command_line.run(main)
