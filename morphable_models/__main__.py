"""Prepare a face model.

`python -m morphable_models convert-bfm09 --from DIR --out DIR`, `... convert-flame --from DIR`, or,
for want of FLAME or of the Basel Face Model 2017, `... flame-stand-in` and `... bfm17-stand-in`:
files in their layout with a face of ours.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import command_line

from .bfm09_conversion import convert_bfm09
from .flame_conversion import convert_flame
from .flame_files import VERSIONS

_FOLDER = Path("data/face-models")


def main() -> None:
    """Convert, and say where the result is."""
    arguments = _parser().parse_args()
    arguments.run(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = command_line.Parser(
        prog="python -m morphable_models",
        description="Turn released face models into files that this suite reads, or write stand-ins"
        " in their layout with a face of ours.",
        examples=(
            "python -m morphable_models convert-bfm09 --from path/to/PublicMM1",
            "python -m morphable_models convert-flame --from path/to/FLAME2020",
            "python -m morphable_models bfm17-stand-in",
        ),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    bfm09 = commands.add_parser(
        "convert-bfm09",
        help="build BFM_model_front.mat from the Basel Face Model 2009",
        description="Build BFM_model_front.mat from the licensed Basel Face Model 2009, as DF-MVR "
        "uses it; nothing in its files is run.",
        examples=(
            "python -m morphable_models convert-bfm09 --from path/to/PublicMM1",
            "python -m morphable_models convert-bfm09 --from path/to/PublicMM1 --out models",
        ),
    )
    bfm09.add_argument(
        "--from", dest="source", type=Path, required=True, help="folder with the licensed files"
    )
    bfm09.add_argument("--out", type=Path, default=_FOLDER, help="default: %(default)s")
    bfm09.set_defaults(run=_bfm09)
    _add_flame(commands)
    bfm17 = commands.add_parser(
        "bfm17-stand-in",
        help="write licence-free files in the layout of BFM 2017 and AlbedoMM",
        description="Write a face of ours in the layout of BFM 2017 and AlbedoMM.",
        examples=(
            "python -m morphable_models bfm17-stand-in",
            "python -m morphable_models bfm17-stand-in --out models",
        ),
    )
    bfm17.add_argument("--out", type=Path, default=_FOLDER, help="default: %(default)s")
    bfm17.set_defaults(run=_bfm17_stand_in)
    return parser


def _add_flame(commands: argparse._SubParsersAction[command_line.Parser]) -> None:
    flame = commands.add_parser(
        "convert-flame",
        help="build flame.npz from FLAME and RingNet's landmarks",
        description="Build flame.npz from FLAME and RingNet's landmarks; nothing in them is run.",
        examples=(
            "python -m morphable_models convert-flame --from path/to/FLAME2020",
            "python -m morphable_models convert-flame --from generic_model.pkl --version 2020 "
            "--landmarks path/to/RingNet/flame_model",
        ),
    )
    flame.add_argument(
        "--from",
        dest="source",
        type=Path,
        required=True,
        help="folder with the released files (docs/face_models.md), or the model's .pkl",
    )
    flame.add_argument("--out", type=Path, default=_FOLDER, help="default: %(default)s")
    flame.add_argument(
        "--version",
        choices=VERSIONS[:-1],
        help="default: from the names of the file and its folder",
    )
    flame.add_argument(
        "--landmarks", type=Path, help="folder of RingNet's embeddings; default: the model's"
    )
    flame.add_argument("--texture", type=Path, help="texture space; default: one beside the model")
    flame.add_argument("--uv", type=Path, help=".obj or .npz; default: one beside the model")
    flame.set_defaults(run=_flame)
    stand_in = commands.add_parser(
        "flame-stand-in",
        help="write a licence-free flame.npz, of our procedural head",
        description="Write a licence-free flame.npz, of our procedural head.",
        examples=(
            "python -m morphable_models flame-stand-in",
            "python -m morphable_models flame-stand-in --out models",
        ),
    )
    stand_in.add_argument("--out", type=Path, default=_FOLDER, help="default: %(default)s")
    stand_in.set_defaults(run=_stand_in)


def _bfm09(arguments: argparse.Namespace) -> None:
    path = convert_bfm09(arguments.source.expanduser(), arguments.out.expanduser())
    sys.stdout.write(f"wrote {path}: use it with FACE_MODEL=bfm09 ASSETS={path.parent}\n")


def _flame(arguments: argparse.Namespace) -> None:
    options = {
        name: None if path is None else path.expanduser()
        for name, path in vars(arguments).items()
        if name in {"landmarks", "texture", "uv"}
    }
    path = convert_flame(
        arguments.source.expanduser(),
        arguments.out.expanduser(),
        version=arguments.version,
        **options,
    )
    sys.stdout.write(f"wrote {path}: use it with FACE_MODEL=flame ASSETS={path.parent}\n")


def _stand_in(arguments: argparse.Namespace) -> None:
    from .flame_stand_in import write_flame_sources

    sources = arguments.out.expanduser() / "flame-stand-in"
    write_flame_sources(sources)
    path = convert_flame(sources, sources, version="stand-in")
    sys.stdout.write(f"wrote {path}: use it with FACE_MODEL=flame ASSETS={path.parent}\n")


def _bfm17_stand_in(arguments: argparse.Namespace) -> None:
    from .bfm17_stand_in import write_bfm17_files

    folder = arguments.out.expanduser() / "bfm17-stand-in"
    write_bfm17_files(folder)
    sys.stdout.write(f"wrote {folder}: use it with FACE_MODEL=bfm17 ASSETS={folder}\n")


if __name__ == "__main__":
    command_line.run(main)
