"""Score one pair of files and print a JSON object with every metric and intermediate figure."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from geometry.landmarks import SEVEN_POINTS
from geometry.mesh_files import read_mesh
from predictions.record import FRAMES

from .entries import open_file
from .options import seven_indices
from .protocol import Benchmark
from .reconstruction import Reconstruction, check_is_a_face, reconstruct
from .records import plain
from .registry import BENCHMARKS

_NEEDS = """\
Each protocol needs what it compares by:
  facescape-wild, facescape-lab   --sample with --data-root: the released layout, whose predef rows
                                  and cameras are read; --scan replaces the layout's own scan.
                                  Samples are ids (120, 03_1_10) or lines of the official results
                                  (0 ... 659). For the lab, a mesh is in the cube of the image or,
                                  with --frame camera, in the camera frame of the image
  protocols with landmarks        --scan and --scan-points; --prediction-points unless the
                                  prediction's topology is a known one
  any protocol                    --sample with --data-root: a sample of the data set
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `score` to the command line."""
    parser = commands.add_parser(
        "score",
        help="score one pair of files, print JSON",
        description=__doc__,
        epilog=_NEEDS,
        examples=(
            "python -m benchmarks score facescape-wild --data-root path/to/benchmark --sample 120 "
            "--prediction 120.obj",
            "python -m benchmarks score now --scan scan.obj --scan-points scan.txt "
            "--prediction mesh.obj --prediction-points mesh.txt",
        ),
    )
    parser.add_argument("protocol", metavar="PROTOCOL", help=f"one of {', '.join(BENCHMARKS)}")
    parser.add_argument("--scan", type=Path, help="ground truth: .obj, .ply or .glb")
    parser.add_argument(
        "--prediction",
        type=Path,
        required=True,
        help="a mesh (.obj, .ply, .glb), a record (.npz) in its folder; landmarks (.txt) or an "
        "image (.png) where the protocol takes those",
    )
    lines = f"text file, seven lines 'x y z': {', '.join(SEVEN_POINTS)}"
    parser.add_argument("--scan-points", type=Path, help=lines)
    parser.add_argument("--prediction-points", type=Path, help="likewise, of the prediction")
    parser.add_argument(
        "--landmark-indices",
        type=seven_indices,
        metavar="I,I,I,I,I,I,I",
        help="vertex ids of the prediction's seven points, instead of --prediction-points",
    )
    parser.add_argument("--sample", help="sample id")
    parser.add_argument("--data-root", type=Path, help="the data set of --sample")
    parser.add_argument(
        "--frame",
        choices=sorted(FRAMES),
        help="of the prediction (default: its manifest's, or what the protocol expects of meshes)",
    )


def run(arguments: argparse.Namespace) -> None:
    """Score the pair and print the figures."""
    benchmark = BENCHMARKS.get(arguments.protocol)
    if benchmark is None:
        known = ", ".join(BENCHMARKS)
        raise ValueError(f"there is no protocol {arguments.protocol!r}; it is one of {known}")
    reconstruction = _reconstruction(arguments, benchmark)
    points = arguments.scan_points
    score = benchmark.score_files(
        reconstruction,
        scan=read_mesh(arguments.scan) if arguments.scan else None,
        scan_points=_seven_points(points) if points else None,
        sample_id=arguments.sample,
        data_root=arguments.data_root,
    )
    figures = {
        "protocol": benchmark.name,
        "prediction": str(arguments.prediction),
        "topology": reconstruction.topology or "unknown",
        "metrics": score.values,
        "details": score.details,
    }
    sys.stdout.write(json.dumps(plain(figures), indent=1) + "\n")


def _reconstruction(arguments: argparse.Namespace, benchmark: type[Benchmark]) -> Reconstruction:
    """Read the prediction as it would be read from a folder of them."""
    path: Path = arguments.prediction
    folder = open_file(path, benchmark.needs)
    prediction, faces = folder.read(path.stem)
    if arguments.prediction_points:
        prediction = replace(prediction, landmark_points=_seven_points(arguments.prediction_points))
    own_frame = folder.manifest.frame if folder.manifest else benchmark.mesh_frame
    reconstruction = reconstruct(
        prediction,
        faces,
        frame=arguments.frame or own_frame,
        landmark_indices=folder.landmark_indices,
        seven_indices=arguments.landmark_indices,
    )
    check_is_a_face(reconstruction)
    return reconstruction


def _seven_points(path: Path) -> Float64[np.ndarray, "7 3"]:
    try:
        points = np.array([line.split() for line in path.read_text().split("\n") if line.strip()])
        points = points.astype(np.float64)
    except FileNotFoundError as error:
        raise FileNotFoundError(f"{path} does not exist; expected seven lines 'x y z'") from error
    except (ValueError, OSError) as error:
        raise ValueError(f"{path}: not seven lines of three numbers ({error})") from error
    if points.shape != (7, 3) or not np.isfinite(points).all():
        raise ValueError(
            f"{path}: shape {points.shape}, expected seven lines 'x y z' of finite numbers: "
            f"{', '.join(SEVEN_POINTS)}"
        )
    return points
