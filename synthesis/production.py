"""Making a data set on several processes: all of it or nothing, and the same bytes every time."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import torch

from face_datasets.origin import read_origin
from progress_bar import progress_bar

Job = TypeVar("Job")
Result = TypeVar("Result")

_make: Callable[[Any], Any] | None = None  # what a forked worker does; set before the fork


def check_target(out: Path, overwrite: bool) -> None:
    """Refuse to write over somebody's files.

    Raises:
        ValueError: the folder holds something, and it may not, or must not, be replaced.
    """
    if out.exists() and not out.is_dir():
        raise ValueError(f"--out {out} is a file: name a folder")
    if not out.is_dir() or not any(out.iterdir()):
        return
    if not overwrite:
        raise ValueError(f"--out {out} is not empty: name another folder, or add --overwrite")
    if read_origin(out) != "synthetic":
        raise ValueError(
            f"--out {out} was not made by the studio (no SYNTHETIC.json), so --overwrite will not "
            "delete it: name another folder"
        )


@contextlib.contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """Give a temporary folder beside `out` that takes its place when the block ends well.

    After an error or an interruption the temporary folder is deleted and `out` is as before.
    """
    out = out.absolute()
    partial = out.with_name(f".{out.name}.partial-{os.getpid()}")
    replaced = out.with_name(f".{out.name}.replaced-{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        yield partial
        if out.exists():
            out.rename(replaced)
        partial.rename(out)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        shutil.rmtree(replaced, ignore_errors=True)


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Sums in one order: several threads of a matrix product would round differently."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the work
    torch.set_num_threads(1)


def _work(job: Any) -> Any:
    assert _make is not None
    return _make(job)


def produce(
    make: Callable[[Job], Result], jobs: Sequence[Job], processes: int, title: str
) -> list[Result]:
    """Run jobs with a progress bar and return their results in order.

    Args:
        make: writes one sample. Its random numbers depend on the job alone, so that the outcome
            does not depend on processes or order.
        jobs: what to make.
        processes: how many work at a time. Without `fork` (outside Linux) one process does it all.
        title: of the progress bar.
    """
    global _make  # noqa: PLW0603  (a forked worker inherits the face model instead of loading it)
    with _one_thread():
        if min(processes, len(jobs)) <= 1 or not sys.platform.startswith("linux"):
            return [make(job) for job in progress_bar(jobs, desc=title, unit="sample")]
        _make = make
        context = multiprocessing.get_context("fork")
        try:
            with context.Pool(min(processes, len(jobs)), initializer=_start_worker) as pool:
                results = pool.imap(_work, jobs, chunksize=4)
                return list(progress_bar(results, desc=title, unit="sample", total=len(jobs)))
        finally:
            _make = None
