"""Scores predictions on one process or several; the result does not depend on how many."""

from __future__ import annotations

import math
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from tqdm import tqdm

from predictions import PredictionError, PredictionFolder

from .entries import Entry, open_folder
from .protocol import Benchmark, ScoringError

_Result = TypeVar("_Result")
_Task = Callable[["_Worker", str], _Result]


@dataclass(frozen=True)
class SampleScore:
    """One sample of one row: its metrics, or the reason why there are none."""

    sample_id: str
    scores: dict[str, float]
    reason: str = ""

    @property
    def failed(self) -> bool:
        """Whether the sample counts as a failure."""
        return bool(self.reason)


@dataclass(frozen=True)
class FolderProblems:
    """What is wrong with a folder, found before anything is scored.

    Attributes:
        missing: expected ids without a file; failures by the declared policy.
        unknown: names of files that belong to no expected id.
        damaged: id to reason.
    """

    missing: list[str]
    unknown: list[str]
    damaged: dict[str, str]


class _Worker:
    """What a process keeps between samples."""

    def __init__(self, benchmark: Benchmark, entries: Sequence[Entry]) -> None:
        self.benchmark = benchmark
        self.entries = entries
        self.folders: dict[Path, PredictionFolder] = {
            entry.folder: open_folder(entry.folder) for entry in entries
        }


_worker: _Worker | None = None


def _start_worker(benchmark_type: type[Benchmark], root: Path, entries: Sequence[Entry]) -> None:
    global _worker  # noqa: PLW0603  (one per process; a pool's initialiser has no other place)
    os.environ["LIKENESS_THREADS"] = "1"
    torch.set_num_threads(1)
    _worker = _Worker(benchmark_type(root), entries)


def _in_worker(arguments: tuple[_Task[_Result], str]) -> _Result:
    task, sample_id = arguments
    assert _worker is not None
    return task(_worker, sample_id)


def check_sample(worker: _Worker, sample_id: str) -> dict[Path, str]:
    """Read a sample of each folder; return the reasons why some cannot be read."""
    problems = {}
    for path, folder in worker.folders.items():
        if sample_id in folder.ids:
            try:
                folder.read(sample_id)
            except PredictionError as error:
                problems[path] = f"{error.path.name}: {error.problem}"
    return problems


def score_sample(worker: _Worker, sample_id: str) -> list[SampleScore]:
    """Score a sample for each row."""
    return [_score(worker, entry, sample_id) for entry in worker.entries]


def _score(worker: _Worker, entry: Entry, sample_id: str) -> SampleScore:
    folder = worker.folders[entry.folder]
    if sample_id not in folder.ids:
        return SampleScore(sample_id, {}, "no prediction")
    try:
        prediction, faces = folder.read(sample_id)
        scores = worker.benchmark.score(
            sample_id, prediction, faces, entry.frame, mean_face=entry.mean_face
        )
    except PredictionError as error:
        return SampleScore(sample_id, {}, f"{error.path.name}: {error.problem}")
    except ScoringError as error:
        return SampleScore(sample_id, {}, str(error))
    impossible = [name for name, value in scores.items() if not math.isfinite(value)]
    if impossible:
        return SampleScore(sample_id, {}, f"{impossible[0]} is not finite")
    return SampleScore(sample_id, scores)


class Runner:
    """Runs a benchmark over its samples.

    Args:
        benchmark: opened on its data.
        entries: the rows to score.
        n_jobs: processes; 1 stays in this one.
    """

    def __init__(self, benchmark: Benchmark, entries: Sequence[Entry], n_jobs: int) -> None:
        self.benchmark = benchmark
        self.entries = entries
        self.n_jobs = max(1, min(n_jobs, len(benchmark.ids())))

    def check(self) -> dict[Path, FolderProblems]:
        """Read every prediction and list what is missing, unknown or damaged, by folder."""
        expected = self.benchmark.ids()
        found = dict(zip(expected, self._map(check_sample, "checking"), strict=True))
        problems = {}
        for path in {entry.folder: None for entry in self.entries}:
            folder = open_folder(path)
            problems[path] = FolderProblems(
                missing=[i for i in expected if i not in set(folder.ids)],
                unknown=[folder.file_name(i) for i in folder.ids if i not in set(expected)],
                damaged={i: reasons[path] for i, reasons in found.items() if path in reasons},
            )
        return problems

    def score(self) -> dict[str, list[SampleScore]]:
        """Score every sample; return them by row, in the order of the ids."""
        by_sample = list(self._map(score_sample, "scoring"))
        return {
            entry.row: [samples[column] for samples in by_sample]
            for column, entry in enumerate(self.entries)
        }

    def _map(self, task: _Task[_Result], title: str) -> Iterator[_Result]:
        ids = self.benchmark.ids()
        bar = tqdm(total=len(ids), desc=f"{title} {self.benchmark.name}", unit="sample")
        with bar, self._results(task, ids) as results:
            for result in results:
                bar.update()
                yield result

    @contextmanager
    def _results(self, task: _Task[_Result], ids: Sequence[str]) -> Iterator[Iterator[_Result]]:
        if self.n_jobs == 1:
            worker = _Worker(self.benchmark, self.entries)
            yield (task(worker, sample_id) for sample_id in ids)
            return
        setting = (type(self.benchmark), self.benchmark.root, self.entries)
        # forkserver: safe whatever threads this process has begun, and imports everything once
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["benchmarks.registry"])
        with ProcessPoolExecutor(
            self.n_jobs, mp_context=context, initializer=_start_worker, initargs=setting
        ) as pool:
            try:
                yield pool.map(_in_worker, [(task, sample_id) for sample_id in ids])
            except BrokenProcessPool as error:
                raise OSError(
                    "a scoring process was killed, perhaps for want of memory; try JOBS=1"
                ) from error
            finally:
                pool.shutdown(cancel_futures=True)
