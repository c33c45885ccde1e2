"""Examine a copy of a data set: `python -m face_datasets doctor bosphorus --data-root DIR`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

from rich.console import Console

import command_line

from .doctor import Examine
from .multi_pie import LAST_TRAINING_SUBJECT
from .multi_pie_training import MultiPieTraining
from .pixel_face_training import PixelFaceTraining
from .preparation import Preparable, prepare

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
    "multi-pie": "multi_pie_doctor",
    "facescape-wild": "facescape_doctor:examine_wild",
    "facescape-lab": "facescape_doctor:examine_lab",
}

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
    _add_prepare(
        commands.add_parser(
            "prepare", help="write crops, landmarks and, if there are any, masks to train on"
        )
    )
    arguments = parser.parse_args()
    if not arguments.data_root.is_dir():
        raise FileNotFoundError(
            f"{arguments.data_root} does not exist; say --data-root with the folder of the copy"
        )
    if arguments.command == "prepare":
        out = arguments.out or Path("data/prepared") / arguments.dataset
        labelled = prepare(_to_prepare(arguments), out, arguments.size)
        sys.stdout.write(
            f"prepared in {out}: train with DATA_ROOT={out}\n"
            if labelled
            else f"prepared in {out}, without face-parsing labels: training then needs a parser, "
            f"DATA_ROOT={out} PARSER=file\n"
        )
        return
    _examine(arguments.dataset, arguments.data_root)


def _add_prepare(parser: argparse.ArgumentParser) -> None:
    datasets = parser.add_subparsers(dest="dataset", required=True, metavar="DATASET")
    pixel_face = datasets.add_parser("pixel-face", help="both parts, in either layout")
    multi_pie = datasets.add_parser("multi-pie", help="triples of one moment, TP-GAN's crops")
    for one in (pixel_face, multi_pie):
        one.add_argument("--data-root", type=Path, required=True, help="folder of the copy")
        one.add_argument("--out", type=Path, help="default: data/prepared/DATASET")
        one.add_argument("--size", type=int, default=224, help="of crops; default: %(default)s")
    multi_pie.add_argument(
        "--angle", type=int, default=45, help="of the side cameras; default: %(default)s"
    )
    multi_pie.add_argument(
        "--illuminations", nargs="+", metavar="NN", help="two digits each; default: all"
    )
    multi_pie.add_argument(
        "--last-training-subject",
        type=int,
        default=LAST_TRAINING_SUBJECT,
        help="those with greater numbers validate; default: %(default)s",
    )


def _to_prepare(arguments: argparse.Namespace) -> Preparable:
    if arguments.dataset == "pixel-face":
        return PixelFaceTraining(arguments.data_root)
    return MultiPieTraining(
        arguments.data_root,
        arguments.angle,
        arguments.illuminations,
        arguments.last_training_subject,
    )


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
