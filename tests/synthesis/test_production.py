from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from face_datasets.origin import MARKER, write_synthetic_marker
from synthesis.__main__ import main
from synthesis.production import check_target, new_folder, produce

PROJECT = Path(__file__).resolve().parents[2]


def interrupted(out):
    with new_folder(out) as folder:
        (folder / "a.txt").write_text("half")
        raise KeyboardInterrupt


def test_a_new_folder_appears_whole_or_not_at_all(tmp_path):
    out = tmp_path / "data" / "set"
    with new_folder(out) as folder:
        (folder / "a.txt").write_text("a")
        assert not out.exists()
    assert (out / "a.txt").read_text() == "a"
    with pytest.raises(KeyboardInterrupt):
        interrupted(out)
    assert (out / "a.txt").read_text() == "a"
    assert [p.name for p in out.parent.iterdir()] == ["set"]
    with new_folder(out) as folder:
        (folder / "b.txt").write_text("b")
    assert [p.name for p in out.iterdir()] == ["b.txt"]
    assert [p.name for p in out.parent.iterdir()] == ["set"]


def test_somebody_elses_files_are_safe(tmp_path):
    check_target(tmp_path / "new", overwrite=False)
    check_target(tmp_path, overwrite=False)  # empty
    (tmp_path / "photo.png").write_text("mine")
    with pytest.raises(ValueError, match=r"not empty.*--overwrite"):
        check_target(tmp_path, overwrite=False)
    with pytest.raises(ValueError, match=f"no {MARKER}"):
        check_target(tmp_path, overwrite=True)
    write_synthetic_marker(tmp_path)
    check_target(tmp_path, overwrite=True)
    with pytest.raises(ValueError, match="is a file"):
        check_target(tmp_path / "photo.png", overwrite=True)


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_jobs(processes):
    assert produce(lambda job: job * job, range(9), processes, "test") == [k * k for k in range(9)]


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_in_a_job_reaches_the_caller(processes):
    def fail(job):
        raise ValueError(f"job {job} failed")

    with pytest.raises(ValueError, match="job 0 failed"):
        produce(fail, range(3), processes, "test")


def test_ctrl_c_ends_quietly_with_130_and_leaves_nothing(tmp_path, monkeypatch):
    out = tmp_path / "three-view"
    options = ["three-view", "--out", str(out), "--size", "32", "--processes", "2"]
    # Where tests run in the background, SIGINT is ignored, and so it would be here.
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    run = "import runpy; runpy.run_module('synthesis', run_name='__main__')"
    command = [sys.executable, "-c", f"{heed}; {run}", *options, "--subjects", "400"]
    started = subprocess.Popen(
        command, cwd=PROJECT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while not list(tmp_path.glob(".*/**/*.png")) and started.poll() is None:
        time.sleep(0.05)
    os.killpg(started.pid, signal.SIGINT)  # as from a terminal: to the workers, too
    _, err = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "Traceback" not in err  # of this process or of a worker
    assert not list(tmp_path.iterdir())
    monkeypatch.setattr(sys, "argv", ["synthesis", *options, "--subjects", "2"])
    main()
    assert (out / MARKER).is_file()
