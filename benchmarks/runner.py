"""Scores predictions on one process or several; the result does not depend on how many."""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch

from predictions import PredictionError
from progress_bar import progress_bar

from .distributed import Ranks
from .entries import Entry, open_folder
from .protocol import Benchmark, ScoringError
from .records import RecordStore, SampleScore, record_key

_Result = TypeVar("_Result")
_Task = Callable[["_Worker", str], _Result]


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


@dataclass(frozen=True)
class Setting:
    """What a process must know to score; travels to workers.

    Attributes:
        benchmark_type: the protocol.
        root: its data.
        entries: the rows to score.
        runs: where records go; None keeps none.
        fresh: make every score anew, whatever is recorded.
    """

    benchmark_type: type[Benchmark]
    root: Path
    entries: tuple[Entry, ...]
    runs: Path | None
    fresh: bool = False


class _Worker:
    """What a process keeps between samples."""

    def __init__(self, benchmark: Benchmark, setting: Setting) -> None:
        self.benchmark = benchmark
        self.setting = setting
        self.folders = {
            entry.folder: open_folder(entry.folder, benchmark.needs) for entry in setting.entries
        }

    def store(self, entry: Entry) -> RecordStore | None:
        """Return where the records of a row are."""
        runs = self.setting.runs
        return None if runs is None else RecordStore(record_folder(runs, self.benchmark, entry))


_worker: _Worker | None = None


def _start_worker(setting: Setting) -> None:
    global _worker  # noqa: PLW0603  (one per process; a pool's initialiser has no other place)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the work
    os.environ["LIKENESS_THREADS"] = "1"
    torch.set_num_threads(1)
    _worker = _Worker(setting.benchmark_type(setting.root), setting)


def _in_worker(arguments: tuple[_Task[_Result], str]) -> _Result:
    task, sample_id = arguments
    assert _worker is not None
    return task(_worker, sample_id)


def record_folder(runs: Path, benchmark: Benchmark, entry: Entry) -> Path:
    """Return where the records of a row are."""
    suffix = ".mean-face" if entry.mean_face else ""
    return runs / entry.method / "scores" / f"{benchmark.name}{suffix}"


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
    """Score a sample for each row, or read what is recorded."""
    return [_recorded(worker, entry, sample_id) for entry in worker.setting.entries]


def _recorded(worker: _Worker, entry: Entry, sample_id: str) -> SampleScore:
    folder, store = worker.folders[entry.folder], worker.store(entry)
    if sample_id not in folder.ids:
        return SampleScore(sample_id, {}, "no prediction")
    if store is None:
        return _score(worker, entry, sample_id)
    facts = {
        "benchmark": worker.benchmark.name,
        "frame": entry.frame,
        "mean_face": entry.mean_face,
        "seven_indices": entry.seven_indices,
    }
    if worker.benchmark.revision > 1:
        facts["revision"] = worker.benchmark.revision
    try:
        files = [*folder.files(sample_id), *worker.benchmark.inputs(sample_id)]
        key = record_key(facts, files)
    except OSError:  # scoring says in its own words which file cannot be read
        return _score(worker, entry, sample_id)
    known = None if worker.setting.fresh else store.read(sample_id, key)
    if known is None:
        known = _score(worker, entry, sample_id)
        store.write(known, key)
    return known


def _score(worker: _Worker, entry: Entry, sample_id: str) -> SampleScore:
    try:
        reconstruction = entry.read(worker.folders[entry.folder], sample_id)
        score = worker.benchmark.score(sample_id, reconstruction)
    except PredictionError as error:
        return SampleScore(sample_id, {}, f"{error.path.name}: {error.problem}")
    except ScoringError as error:
        return SampleScore(sample_id, {}, str(error))
    names = {metric.name: metric for metric in worker.benchmark.metrics}
    unknown = sorted(set(score.values) - set(names))
    missing = [n for n, metric in names.items() if metric.required and n not in score.values]
    assert not unknown, f"{worker.benchmark.name} declares no metric {unknown}"
    impossible = [name for name, value in score.values.items() if not math.isfinite(value)]
    if impossible or missing:
        name, what = (impossible[0], "is not finite") if impossible else (missing[0], "is missing")
        return SampleScore(sample_id, {}, f"{name} {what}", score.details)
    distances = score.distances
    if distances is not None:
        distances = np.ascontiguousarray(distances, np.float32)
    return SampleScore(sample_id, score.values, "", score.details, distances)


class Runner:
    """Runs a benchmark over its samples.

    Args:
        benchmark: opened on its data.
        entries: the rows to score.
        n_jobs: processes; 1 stays in this one.
        runs: where records of single samples go; None keeps none.
        ranks: this process among its peers, each of which scores its share.
        fresh: make every score anew, whatever is recorded.
    """

    def __init__(
        self,
        benchmark: Benchmark,
        entries: Sequence[Entry],
        n_jobs: int,
        runs: Path | None = None,
        ranks: Ranks | None = None,
        *,
        fresh: bool = False,
    ) -> None:
        self.benchmark = benchmark
        self.entries = entries
        self.ranks = ranks or Ranks()
        self._share = self.ranks.share(benchmark.ids())
        self.n_jobs = max(1, min(n_jobs, len(self._share)))
        self._setting = Setting(type(benchmark), benchmark.root, tuple(entries), runs, fresh)

    def check(self) -> dict[Path, FolderProblems]:
        """Read every prediction and list what is missing, unknown or damaged, by folder."""
        expected = self.benchmark.ids()
        mine = dict(zip(self._share, self._map(check_sample, "checking"), strict=True))
        found: dict[str, dict[Path, str]] = {}
        for part in self.ranks.gather(mine):
            found |= part
        problems = {}
        for path in {entry.folder: None for entry in self.entries}:
            folder = open_folder(path, self.benchmark.needs)
            present, known = set(folder.ids), set(expected)
            problems[path] = FolderProblems(
                missing=[i for i in expected if i not in present],
                unknown=[folder.file_name(i) for i in folder.ids if i not in known],
                damaged={i: found[i][path] for i in expected if path in found[i]},
            )
        return problems

    def score(self) -> dict[str, list[SampleScore]]:
        """Score every sample; return them by row, in the order of the ids, on every rank."""
        mine = dict(zip(self._share, self._map(score_sample, "scoring"), strict=True))
        by_sample: dict[str, list[SampleScore]] = {}
        for part in self.ranks.gather(mine):
            by_sample |= part
        return {
            entry.row: [by_sample[sample_id][column] for sample_id in self.benchmark.ids()]
            for column, entry in enumerate(self.entries)
        }

    def _map(self, task: _Task[_Result], title: str) -> Iterator[_Result]:
        bar = progress_bar(
            total=len(self._share),
            desc=f"{title} {self.benchmark.name}",
            unit="sample",
            disable=not self.ranks.is_first,
        )
        with bar, self._results(task) as results:
            for result in results:
                bar.update()
                yield result

    @contextmanager
    def _results(self, task: _Task[_Result]) -> Iterator[Iterator[_Result]]:
        if self.n_jobs == 1:
            worker = _Worker(self.benchmark, self._setting)
            yield (task(worker, sample_id) for sample_id in self._share)
            return
        # forkserver: safe whatever threads this process has begun, and imports everything once
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["benchmarks.registry"])
        with ProcessPoolExecutor(
            self.n_jobs,
            mp_context=context,
            initializer=_start_worker,
            initargs=(self._setting,),
        ) as pool:
            try:
                yield pool.map(_in_worker, [(task, sample_id) for sample_id in self._share])
            except BrokenProcessPool as error:
                raise OSError(
                    "a scoring process was killed, perhaps for want of memory; what was scored is "
                    "kept: run the command again, with JOBS=1 if it happens again"
                ) from error
            finally:
                pool.shutdown(cancel_futures=True)
