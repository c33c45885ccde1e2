"""Write predictions as the NoW challenge and the FaceScape benchmark want them, and read NoW's.

NoW (soubhiksanyal/now_evaluation @ 7bd1498): `<subject>/<challenge>/<image>.obj` and, beside each
mesh, `<image>.npy`: its seven points (7, 3), with the bottom of the nose, in the mesh's frame.

FaceScape (zhuhao-nju/facescape @ 19a9fff, benchmark/code): `<method>/<id>.obj`, ids as they are,
vertices in the cube of the image. That is what its loader `align_rafare` reads, so the one line to
add to `load_dispatcher` in `pred_loader.py` is `'<method>': align_rafare`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from face_datasets.now_scans import now_id
from geometry.mesh_files import SUFFIXES, write_mesh
from geometry.meshes import Mesh
from predictions import PredictionError, PredictionFolder
from progress_bar import progress_bar

from .entries import Entry, find_entries, open_folder
from .errors import ScoringError
from .facescape_lab import FaceScapeLab
from .facescape_wild import FaceScapeWild, place_in_cube
from .now import Now
from .options import seven_indices
from .protocol import Benchmark
from .reconstruction import Reconstruction
from .registry import BENCHMARKS
from .report import listed

_LAYOUTS: dict[str, type[Benchmark]] = {
    benchmark.name: benchmark for benchmark in (Now, FaceScapeWild, FaceScapeLab)
}


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `submit` to the command line."""
    summary = "write predictions in the layout of the NoW challenge or the FaceScape benchmark"
    parser = commands.add_parser(
        "submit",
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        examples=(
            "python -m benchmarks submit now --predictions mine/ --out now-submission",
            "python -m benchmarks submit facescape-wild --predictions mine/ --out results "
            "--data-root path/to/facescape/benchmark --incomplete",
        ),
    )
    parser.add_argument("layout", choices=list(_LAYOUTS))
    parser.add_argument("--predictions", type=Path, required=True, help="their folder")
    parser.add_argument("--out", type=Path, required=True, help="a folder that does not exist")
    parser.add_argument("--data-root", type=Path, help="default: <data>/<dataset>")
    parser.add_argument(
        "--data", type=Path, default=Path("data"), help="where data sets are (default: data)"
    )
    parser.add_argument(
        "--incomplete", action="store_true", help="leave out what cannot be written, and say so"
    )
    parser.add_argument(
        "--collect",
        action="store_true",
        help="the other way: from a NoW submission to a folder that `now` scores",
    )
    parser.add_argument(
        "--landmark-indices",
        type=seven_indices,
        metavar="I,I,I,I,I,I,I",
        help="vertex ids of the seven alignment points, for a mesh of no known topology",
    )


def run(arguments: argparse.Namespace) -> None:
    """Write the submission and say what is in it."""
    if arguments.collect:
        if arguments.layout != Now.name:
            raise ValueError(f"--collect reads NoW submissions; {arguments.layout} needs none")
        n_files = collect_now(arguments.predictions, arguments.out)
        sys.stdout.write(f"{n_files} predictions in {arguments.out}\n")
        return
    benchmark_type = BENCHMARKS[arguments.layout]
    benchmark = benchmark_type(arguments.data_root or arguments.data / benchmark_type.dataset)
    left_out = write_submission(
        benchmark,
        arguments.predictions,
        arguments.out,
        seven=arguments.landmark_indices,
        incomplete=arguments.incomplete,
    )
    n_written = len(benchmark.ids()) - len(left_out)
    sys.stdout.write(f"{n_written} of {len(benchmark.ids())} predictions in {arguments.out}\n")
    if left_out:
        sys.stdout.write(f"left out: {listed(left_out)}\n")


def write_submission(
    benchmark: Benchmark,
    predictions: Path,
    out: Path,
    *,
    seven: tuple[int, ...] | None = None,
    incomplete: bool = False,
) -> dict[str, str]:
    """Write every prediction of a benchmark in the layout of its organisers.

    Args:
        benchmark: opened on its data, which says what is expected.
        predictions: the folder.
        out: made; must not exist.
        seven: vertex ids of the seven alignment points, for a mesh of no known topology.
        incomplete: leave out what is missing or cannot be written.

    Returns:
        Id to reason of what was left out.

    Raises:
        ValueError: something is missing or cannot be written, or `out` exists.
    """
    if out.exists():
        raise ValueError(f"{out} exists; choose a new folder or remove it")
    entry = find_entries(benchmark, Path("runs"), "submission", [predictions], seven)[0]
    folder = open_folder(predictions, benchmark.needs)
    left_out = _what_cannot_be_written(benchmark, entry, folder)
    if left_out and not incomplete:
        raise ValueError(
            f"{predictions}: {len(left_out)} of {len(benchmark.ids())} cannot be submitted: "
            f"{listed(left_out)}; predict them, or say --incomplete; nothing was written"
        )
    chosen = [i for i in benchmark.ids() if i not in left_out]
    with _whole(out) as staged:
        for sample_id in progress_bar(chosen, desc="writing", unit="prediction"):
            place, mesh, points = _files_of(benchmark, sample_id, entry.read(folder, sample_id))
            path = staged / f"{place}.obj"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_mesh(path, mesh)
            if points is not None:
                np.save(path.with_name(path.stem + ".npy"), points)
    return left_out


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """Give a folder to write into, which becomes `out` at the end, or nothing."""
    staged = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    staged.mkdir(parents=True)
    try:
        yield staged
        staged.replace(out)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _what_cannot_be_written(
    benchmark: Benchmark, entry: Entry, folder: PredictionFolder
) -> dict[str, str]:
    reasons = {}
    for sample_id in progress_bar(benchmark.ids(), desc="checking", unit="prediction"):
        if sample_id not in folder.ids:
            reasons[sample_id] = "no prediction"
            continue
        try:
            _files_of(benchmark, sample_id, entry.read(folder, sample_id))
        except PredictionError as error:
            reasons[sample_id] = error.problem
        except ScoringError as error:
            reasons[sample_id] = str(error)
    return reasons


def _files_of(
    benchmark: Benchmark, sample_id: str, reconstruction: Reconstruction
) -> tuple[str, Mesh, Float64[np.ndarray, "7 3"] | None]:
    """Return where a prediction goes, without suffix, its mesh and its seven points."""
    mesh = reconstruction.mesh()
    if isinstance(benchmark, Now):
        parts = sample_id.split("__")
        if len(parts) != 3:
            raise ScoringError(f"id {sample_id} is not <subject>__<challenge>__<image>")
        return "/".join(parts), mesh, reconstruction.seven_points("bottom")
    if isinstance(benchmark, FaceScapeWild):
        return sample_id, Mesh(place_in_cube(reconstruction, mesh.vertices), mesh.faces), None
    if reconstruction.frame != "image-cube":
        raise ScoringError(
            f"frame {reconstruction.frame!r}: in the lab the loader takes the cube of the image, "
            "in which a perspective camera's prediction has no exact place; write a loader for it"
        )
    return sample_id, mesh, None


def collect_now(submission: Path, out: Path) -> int:
    """Copy a NoW submission to a folder of predictions, `<subject>__<challenge>__<image>.obj`.

    Args:
        submission: the folder that holds the subjects' folders.
        out: made; must not exist.

    Returns:
        The number of meshes.

    Raises:
        ValueError: there are no meshes, or `out` exists.
    """
    if out.exists():
        raise ValueError(f"{out} exists; choose a new folder or remove it")
    meshes = sorted(p for p in submission.glob("*/*/*") if p.suffix.lower() in SUFFIXES)
    if not meshes:
        raise ValueError(f"{submission} holds no <subject>/<challenge>/<image>.obj (.ply, .glb)")
    with _whole(out) as staged:
        for path in progress_bar(meshes, desc="collecting", unit="prediction"):
            sample_id = now_id(path.relative_to(submission).as_posix())
            shutil.copyfile(path, staged / f"{sample_id}{path.suffix}")
            # NoW takes its points as an array or as text
            for suffix, ours in ((".npy", ".npy"), (".txt", ".landmarks.txt")):
                points = path.with_name(path.stem + suffix)
                if points.is_file():
                    shutil.copyfile(points, staged / f"{sample_id}{ours}")
                    break
    return len(meshes)
