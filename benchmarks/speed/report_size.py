"""Measure how large a report is: ten subjects, five methods, every sample in 3D.

It has to be small enough to mail: below 20 MB. All is as `make bench` and `make report` make it,
of a stand-in of FaceScape-wild whose scans have more vertices than a view shows, so that each view
is as large as views get; there, no two views of errors share their positions. Predictions are the
scans, bent by a few millimetres; one method more stands for the mean face. By default a report
shows two samples of each benchmark in 3D; here it shows all.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import command_line
from benchmarks.bench import bench
from benchmarks.facescape_wild import FaceScapeWild
from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh
from reports.report import report

LIMIT_MB = 20.0
_BEND_MM, _WAVE_MM = 4.0, 35.0
_PARTS = {
    "3D views": r'<script type="text/plain" id="b-[^>]*>([^<]*)</script>',
    "pictures": r'src="(data:image/[^"]*)"',
    "script and style": r"<script>(.*?)</script>|<style>(.*?)</style>",
}


def write_predictions(benchmark: FaceScapeWild, folder: Path, number: int) -> None:
    """Write the meshes of a method that bends faces in its own way."""
    folder.mkdir(parents=True)
    for sample_id in benchmark.ids():
        scan = benchmark.stored_scan(sample_id)
        mm = 1 / benchmark.data.wild_geometry(sample_id).pupil_scale
        bent = scan.vertices + _BEND_MM * mm * np.sin(scan.vertices / (_WAVE_MM * mm) + number)
        write_mesh(folder / f"{sample_id}.ply", Mesh(bent, scan.faces))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subjects", type=int, default=10)
    parser.add_argument("--methods", type=int, default=5)
    parser.add_argument("--face-model", default="procedural", help="as synthesis has it")
    parser.add_argument("--assets", type=Path, help="of the face model")
    parser.add_argument("--out", type=Path, help="keep the page there (an .html file)")
    arguments = parser.parse_args()
    if min(arguments.subjects, arguments.methods) < 1:
        raise ValueError("--subjects and --methods are at least 1")
    with tempfile.TemporaryDirectory() as folder:
        data, runs = Path(folder, "data", "facescape-wild"), Path(folder, "runs")
        command = ["-m", "synthesis", "facescape-wild", "--out", str(data)]
        command += ["--subjects", str(arguments.subjects), "--face-model", arguments.face_model]
        command += ["--assets", str(arguments.assets)] if arguments.assets else []
        subprocess.run([sys.executable, *command], check=True)
        benchmark = FaceScapeWild(data)
        for number in range(arguments.methods + 1):
            name = f"method-{number}" if number else "mean-shape"
            predictions = runs / name / "predictions" / benchmark.prediction_set
            write_predictions(benchmark, predictions, number)
        bench(benchmark, runs)
        out = arguments.out or Path(folder, "report.html")
        begin = time.perf_counter()
        size = report(runs, out, roots=[data], samples=benchmark.ids())
        seconds = time.perf_counter() - begin
        text = out.read_text()
        n_vertices = len(benchmark.stored_scan(benchmark.ids()[0]).vertices)
    views = text.count("<canvas ")
    print(
        f"{arguments.subjects} subjects, {arguments.methods} methods and a mean, "
        f"{arguments.face_model} face: {size / 1e6:.1f} MB of {LIMIT_MB:g}, in {seconds:.0f} s; "
        f"{views} views of meshes of {n_vertices:,} vertices"
    )
    for name, pattern in _PARTS.items():
        found = ["".join(match.groups("")) for match in re.finditer(pattern, text, re.DOTALL)]
        print(f"  {name}: {sum(map(len, found)) / 1e6:.2f} MB in {len(found)}")


if __name__ == "__main__":
    command_line.run(main)
