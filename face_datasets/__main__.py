"""Examine a copy of a data set: `python -m face_datasets doctor bosphorus --data-root DIR`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import get_args

from rich.console import Console

import command_line
from geometry.crops import CropRule

from .celeba import CelebA
from .celeba_preparation import SKIPPED, prepare_celeba
from .doctor import Examine
from .landmark_detector import face_alignment_detector
from .multi_pie import LAST_TRAINING_SUBJECT
from .multi_pie_sessions import SESSIONS
from .multi_pie_sessions_training import MultiPieSessionsTraining
from .multi_pie_training import MultiPieTraining
from .multi_pie_triplets import PAPER_ANGLES, PAPER_SESSIONS, REPORTED_FAULTY, TripletRule
from .pixel_face_training import PixelFaceTraining
from .preparation import Preparable, prepare

# Name of the data set to its module here, which has a function `examine` unless it says another.
DOCTORS: dict[str, str] = {
    "aflw2000": "aflw2000",
    "appearance": "appearance",
    "celeba": "celeba_doctor",
    "celebamask-hq": "celebamask_hq",
    "now": "now_scans",
    "micc": "micc",
    "facescape-expressions": "facescape_multiview",
    "bosphorus": "bosphorus_doctor",
    "pixel-face": "pixel_face_doctor",
    "multi-pie": "multi_pie_doctor",
    "multi-pie-sessions": "multi_pie_sessions_doctor",
    "facescape-wild": "facescape_doctor:examine_wild",
    "facescape-lab": "facescape_doctor:examine_lab",
}

_STYLES = {"error": "bold red", "warning": "yellow", "ok": "green"}


def main() -> None:
    """Examine or prepare."""
    arguments = _parser().parse_args()
    if not arguments.data_root.is_dir():
        raise FileNotFoundError(
            f"{arguments.data_root} does not exist; say --data-root with the folder of the copy"
        )
    if arguments.command == "prepare":
        _prepare(arguments)
    else:
        _examine(arguments.dataset, arguments.data_root)


def _parser() -> argparse.ArgumentParser:
    parser = command_line.Parser(
        prog="python -m face_datasets",
        description="Examine a copy of a data set, or prepare it for training.",
        examples=(
            "python -m face_datasets doctor bosphorus --data-root path/to/bosphorus",
            "python -m face_datasets prepare pixel-face --data-root path/to/pixel-face",
        ),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    doctor = commands.add_parser(
        "doctor",
        help="examine a copy of a data set",
        description="Examine a copy of a data set: is it whole, in the right unit, of one piece? "
        "Exit code 1 if there are errors.",
        examples=(
            "python -m face_datasets doctor bosphorus --data-root path/to/bosphorus",
            "python -m face_datasets doctor facescape-wild --data-root data/procedural/"
            "facescape-wild",
        ),
    )
    doctor.add_argument(
        "dataset", choices=sorted(DOCTORS), metavar="DATASET", help="one of: %(choices)s"
    )
    doctor.add_argument("--data-root", type=Path, required=True, help="folder of the copy")
    summary = "write crops, landmarks and, if there are any, masks to train on"
    _add_prepare(
        commands.add_parser(
            "prepare",
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}. A second call goes on where the first "
            "stopped.",
            examples=(
                "python -m face_datasets prepare pixel-face --data-root path/to/pixel-face",
                "python -m face_datasets prepare multi-pie --data-root path/to/multi-pie "
                "--angle 30 --out data/prepared/multi-pie-30",
            ),
        )
    )
    return parser


def _prepare(arguments: argparse.Namespace) -> None:
    out = arguments.out or Path("data/prepared") / arguments.dataset
    if arguments.dataset == "celeba":
        _prepare_celeba(arguments, out)
        return
    data = _to_prepare(arguments)
    sys.stdout.write("".join(f"{note}\n" for note in data.notes()))
    labelled = prepare(data, out, arguments.size, arguments.crop)
    sys.stdout.write(
        f"prepared in {out}: train with DATA_ROOT={out}\n"
        if labelled
        else f"prepared in {out}, without face-parsing labels: training then needs a parser, "
        f"DATA_ROOT={out} PARSER=file\n"
    )


def _prepare_celeba(arguments: argparse.Namespace, out: Path) -> None:
    detect = face_alignment_detector() if arguments.detect else None
    data = CelebA(arguments.data_root)
    done = prepare_celeba(data, out, arguments.size, detect, arguments.most)
    if done.skipped:
        sys.stdout.write(f"{len(done.skipped)} images left out, listed in {out / SKIPPED}\n")
    parser = "" if done.labelled else " PARSER=file (there are no face-parsing labels)"
    sys.stdout.write(f"prepared in {out}: train with DATA_ROOT={out}{parser}\n")


def _add_prepare(parser: argparse.ArgumentParser) -> None:
    datasets = parser.add_subparsers(dest="dataset", required=True, metavar="DATASET")
    celeba = _preparation(
        datasets, "celeba", "single crops of training and validation images", "--most 5000"
    )
    celeba.add_argument(
        "--detect",
        action="store_true",
        help="find 68 landmarks with face-alignment where none are prepared (extra: detect)",
    )
    celeba.add_argument(
        "--most", type=int, help="images of each part, drawn at random; default: all"
    )
    pixel_face = _preparation(
        datasets, "pixel-face", "both parts, in either layout", "--crop five-points"
    )
    multi_pie = _preparation(
        datasets, "multi-pie", "triples of one moment, TP-GAN's crops", "--angle 45"
    )
    sessions = _preparation(
        datasets,
        "multi-pie-sessions",
        "MFNet's triplets, from the photographs as they are released",
        "--crop deca --exclude-reported",
    )
    for one in (celeba, pixel_face, multi_pie, sessions):
        one.add_argument("--data-root", type=Path, required=True, help="folder of the copy")
        one.add_argument("--out", type=Path, help="default: data/prepared/DATASET")
        one.add_argument("--size", type=int, default=224, help="of crops; default: %(default)s")
    for one in (pixel_face, multi_pie, sessions):
        one.add_argument(
            "--crop",
            choices=get_args(CropRule),
            default="five-points",
            help="how crops are placed: 220 mm round the face by eyes, nose and mouth, or by the "
            "box of all 68 landmarks as DECA does; default: %(default)s",
        )
    for one in (multi_pie, sessions):
        one.add_argument(
            "--illuminations", nargs="+", metavar="NN", help="two digits each; default: all"
        )
    multi_pie.add_argument(
        "--angle", type=int, default=45, help="of the side cameras; default: %(default)s"
    )
    multi_pie.add_argument(
        "--last-training-subject",
        type=int,
        default=LAST_TRAINING_SUBJECT,
        help="those with greater numbers validate; default: %(default)s",
    )
    _add_triplet_options(sessions)


def _preparation(
    datasets: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    summary: str,
    options: str,
) -> argparse.ArgumentParser:
    """Add a data set that can be prepared, with options that its second example shows."""
    start = f"python -m face_datasets prepare {name} --data-root path/to/{name}"
    return datasets.add_parser(
        name,
        help=summary,
        description=f"Write {summary}.",
        examples=(start, f"{start} --size 128 {options}"),
    )


def _add_triplet_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sessions",
        nargs="+",
        default=list(PAPER_SESSIONS),
        metavar="NN",
        help=f"of {', '.join(SESSIONS)}; default: {' '.join(PAPER_SESSIONS)}",
    )
    parser.add_argument(
        "--angles",
        nargs="+",
        type=int,
        default=list(PAPER_ANGLES),
        metavar="DEGREES",
        help=f"of the side cameras, up to 90; default: {' '.join(map(str, PAPER_ANGLES))}",
    )
    parser.add_argument("--seed", type=int, default=0, help="of all draws; default: %(default)s")
    parser.add_argument(
        "--validation-share",
        type=float,
        default=0.05,
        help="of the subjects, drawn at random; default: %(default)s",
    )
    parser.add_argument(
        "--exclude-subjects", nargs="+", type=int, default=[], metavar="N", help="default: none"
    )
    parser.add_argument(
        "--exclude-reported",
        action="store_true",
        help=f"also exclude the {len(REPORTED_FAULTY)} subjects that some public code leaves out",
    )


def _to_prepare(arguments: argparse.Namespace) -> Preparable:
    if arguments.dataset == "pixel-face":
        return PixelFaceTraining(arguments.data_root)
    if arguments.dataset == "multi-pie":
        return MultiPieTraining(
            arguments.data_root,
            arguments.angle,
            arguments.illuminations,
            arguments.last_training_subject,
        )
    excluded = {
        *arguments.exclude_subjects,
        *(REPORTED_FAULTY if arguments.exclude_reported else ()),
    }
    rule = TripletRule(arguments.angles, arguments.seed, arguments.illuminations, excluded)
    return MultiPieSessionsTraining(
        arguments.data_root, rule, arguments.sessions, arguments.validation_share
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
