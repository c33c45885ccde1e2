"""One process, several, and ranks of a launcher give the same scores; a killed rank loses none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from ellipsoid_heads import LANDMARKS, make_ellipsoid_head, place_in_cube

from benchmarks.distributed import most_tasks
from face_datasets.facescape import WildGeometry
from face_datasets.facescape_writer import write_wild_index, write_wild_sample
from face_datasets.origin import write_synthetic_marker
from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh

PROJECT = Path(__file__).resolve().parents[2]
IDS = ["000", "001", "120", "121", "240", "350", "351"]

# Begins as `python -m benchmarks` does; rank 1 is killed at its first sample, at the first attempt.
KILLED_ONCE = """
import os, signal, sys
sys.path.insert(0, os.getcwd())
import benchmarks.runner as runner
import command_line
from benchmarks.__main__ import main

score = runner._score

def noted(worker, entry, sample_id):
    attempt, rank = os.environ["TORCHELASTIC_RESTART_COUNT"], os.environ["RANK"]
    if (attempt, rank, sample_id) == ("0", "1", "240"):
        os.kill(os.getpid(), signal.SIGKILL)
    result = score(worker, entry, sample_id)
    with open(os.environ["NOTES"], "a") as notes:
        notes.write(f"{sample_id}\\n")
    return result

runner._score = noted
command_line.run(main)
"""

# Ctrl-C, which reaches every process of the terminal, when the first of seven samples is scored.
INTERRUPTED = """
import os, signal, sys
sys.path.insert(0, os.getcwd())
import benchmarks.runner as runner
import command_line
from benchmarks.__main__ import main

progress_bar = runner.progress_bar

def stopping(**options):
    bar = progress_bar(**options)
    if options["desc"].startswith("scoring"):
        bar.update = lambda: os.killpg(os.getpgrp(), signal.SIGINT)
    return bar

runner.progress_bar = stopping
os.setsid()
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run in background
sys.argv += ["--jobs", "2"]
command_line.run(main)
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Seven scans, and somebody's predictions for six of them."""
    root, theirs = (tmp_path_factory.mktemp(name) for name in ("data", "theirs"))
    scan = make_ellipsoid_head(40, 36, front=1.45, y_range=(-95, 90))
    geometry = {i: WildGeometry(np.array([0.02, -0.03, 0.0]), 124.0, np.eye(3)) for i in IDS}
    for number, (sample_id, row) in enumerate(geometry.items()):
        write_wild_sample(
            root,
            sample_id,
            np.zeros((256, 256, 3), np.uint8),
            Mesh(place_in_cube(scan.vertices, row), scan.faces),
            landmarks68=LANDMARKS,
            landmarks5=LANDMARKS[:5],
            parsing=np.zeros((256, 256), np.uint8),
        )
        head = make_ellipsoid_head(30, 26, seed=number + 1, amplitude=1.0 + number)
        if sample_id != "121":
            placed = Mesh(place_in_cube(head.vertices, row), head.faces)
            write_mesh(theirs / f"{sample_id}.ply", placed)
    write_wild_index(root, geometry)
    write_synthetic_marker(root, wild_ids=IDS, wild_subjects={})
    return root, theirs


Bench = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def bench(data: tuple[Path, Path]) -> Bench:
    root, theirs = data

    def run(runs: Path, *launcher: str, **environment: str) -> subprocess.CompletedProcess[str]:
        arguments = ["facescape-wild", "--data-root", root, "--runs", runs, "--jobs", "1"]
        arguments += ["--predictions", theirs, "--method", "theirs"]
        return subprocess.run(
            [sys.executable, *(launcher or ("-m", "benchmarks")), *arguments],
            cwd=PROJECT,
            env={**os.environ, "OMP_NUM_THREADS": "1", "LIKENESS_THREADS": "1", **environment},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    return run


def results(runs: Path) -> tuple[bytes, pd.DataFrame]:
    """Scores of samples byte for byte, and the leaderboard without its date.

    The commit goes too: somebody may work on the project while this runs.
    """
    samples = (runs / "theirs/scores/facescape-wild.csv").read_bytes()
    board = pd.read_csv(runs / "leaderboard.csv", dtype=str)
    return samples, board.drop(columns=["date", "scored_by"])


def torchrun(n: int, *options: str) -> tuple[str, ...]:
    return ("-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={n}", *options)


@pytest.fixture(scope="module")
def alone(data: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process finds."""
    runs = tmp_path_factory.mktemp("alone")
    done = bench.__wrapped__(data)(runs)  # type: ignore[attr-defined]
    assert done.returncode == 0, done.stderr
    return runs


@pytest.mark.parametrize("n_ranks", [2, 4])
def test_ranks_find_what_one_process_finds(
    bench: Bench, alone: Path, tmp_path: Path, n_ranks: int
) -> None:
    done = bench(tmp_path, *torchrun(n_ranks, "-m", "benchmarks"))
    assert done.returncode == 0, done.stderr
    samples, board = results(tmp_path)
    expected_samples, expected = results(alone)
    assert samples == expected_samples
    pd.testing.assert_frame_equal(board, expected)
    assert done.stdout.count("facescape-wild (synthetic)") == 1  # one rank speaks for all
    assert "1 of 7 failed: 121 (no prediction)" in done.stdout


def test_a_killed_rank_is_restarted_and_no_sample_is_scored_twice(
    bench: Bench, alone: Path, tmp_path: Path
) -> None:
    script, notes, runs = tmp_path / "killed.py", tmp_path / "notes", tmp_path / "runs"
    script.write_text(KILLED_ONCE)
    done = bench(runs, *torchrun(2, "--max-restarts=1", str(script)), NOTES=str(notes))
    assert done.returncode == 0, done.stderr
    assert results(runs)[0] == results(alone)[0]
    pd.testing.assert_frame_equal(results(runs)[1], results(alone)[1])
    counts = Counter(notes.read_text().split())
    assert set(counts) == set(IDS) - {"121"}
    # The other rank may have been stopped between scoring a sample and recording it.
    assert sum(counts.values()) <= len(counts) + 1


def test_srun_starts_ranks_too(
    bench: Bench, data: tuple[Path, Path], alone: Path, tmp_path: Path
) -> None:
    root, theirs = data
    command = [sys.executable, "-m", "benchmarks", "facescape-wild", "--data-root", str(root)]
    command += ["--runs", str(tmp_path), "--predictions", str(theirs), "--method", "theirs"]
    slurm = {
        "SLURM_NTASKS": "2",
        "SLURM_TASKS_PER_NODE": "2",
        "SLURM_JOB_ID": "4217",
        "SLURM_JOB_NAME": "bench",
        "SLURM_NODELIST": "127.0.0.1",
        "SLURM_NODEID": "0",
    }
    tasks = [
        subprocess.Popen(
            [*command, "--jobs", "1"],
            cwd=PROJECT,
            env={**os.environ, **slurm, "SLURM_PROCID": str(rank), "SLURM_LOCALID": str(rank)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in range(2)
    ]
    outputs = [task.communicate(timeout=240) for task in tasks]
    assert [task.returncode for task in tasks] == [0, 0], outputs
    assert results(tmp_path)[0] == results(alone)[0]
    assert outputs[1][0] == ""


@pytest.mark.parametrize(("text", "most"), [("8", 8), ("4(x2),3", 4), ("3,12(x10)", 12), ("", 1)])
def test_tasks_of_a_machine(text: str, most: int) -> None:
    assert most_tasks(text) == most


def test_what_all_ranks_find_wrong_is_said_once(
    bench: Bench, data: tuple[Path, Path], tmp_path: Path
) -> None:
    theirs = data[1]
    (theirs / "121.ply").write_bytes(b"ply\nformat ascii 1.0\n")
    try:
        done = bench(tmp_path, *torchrun(2, "-m", "benchmarks"))
    finally:
        (theirs / "121.ply").unlink()
    assert done.returncode != 0
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert "1 damaged: 121 (121.ply" in errors[0]
    assert not (tmp_path / "leaderboard.csv").exists()


def test_ctrl_c_ends_quietly_with_130_and_the_run_goes_on(
    bench: Bench, alone: Path, tmp_path: Path
) -> None:
    done = bench(tmp_path, "-c", INTERRUPTED)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr  # of this process or of a worker
    records = sorted(tmp_path.glob("theirs/scores/facescape-wild/*"))
    assert 0 < len([path for path in records if path.suffix == ".json"]) < len(IDS)
    for path in records:
        json.loads(path.read_text()) if path.suffix == ".json" else np.load(path)
    assert not (tmp_path / "leaderboard.csv").exists()
    done = bench(tmp_path)
    assert done.returncode == 0, done.stderr
    assert all(path.exists() for path in records)
    assert results(tmp_path)[0] == results(alone)[0]
