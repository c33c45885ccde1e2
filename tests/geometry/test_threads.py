from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader, Dataset

from geometry import threads


def _fill(out, start, stop):
    out[start:stop] = np.arange(start, stop)


def test_every_task_runs_once_for_any_number_of_threads():
    for n_threads in (None, 1, 2, 5):
        out = np.zeros(100, dtype=int)
        tasks = [(out, start, stop) for start, stop in threads.split_range(100, 7)]
        threads.run_tasks(_fill, tasks, n_threads)
        assert out.tolist() == list(range(100))


def test_tasks_share_the_work():
    barrier = threading.Barrier(2, timeout=20)  # passes only when two threads are inside
    threads.run_tasks(barrier.wait, [(), ()], n_threads=2)


def test_split_range_covers_evenly_without_empty_parts():
    assert threads.split_range(7, 3) == [(0, 2), (2, 4), (4, 7)]
    assert threads.split_range(2, 5) == [(0, 1), (1, 2)]
    assert threads.split_range(0, 3) == []


def test_the_first_error_is_raised_and_the_rest_is_not_run():
    done = []

    def kernel(i):
        if i == 3:
            raise ValueError("task 3")
        done.append(i)

    for n_threads in (1, 2):
        done.clear()
        with pytest.raises(ValueError, match="task 3"):
            threads.run_tasks(kernel, [(i,) for i in range(1000)], n_threads)
        assert len(done) < 999


def test_nested_and_concurrent_calls_do_not_deadlock():
    out = np.zeros((8, 50), dtype=int)

    def outer(row):
        threads.run_tasks(_fill, [(row, s, e) for s, e in threads.split_range(50, 4)], 2)

    threads.run_tasks(outer, [(row,) for row in out[:4]], 2)
    with ThreadPoolExecutor(4) as callers:
        list(callers.map(outer, out[4:], timeout=20))
    assert (out == np.arange(50)).all()


def test_thread_count_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("LIKENESS_THREADS", "3")
    assert threads.num_threads() == 3
    monkeypatch.delenv("LIKENESS_THREADS")
    assert threads.num_threads() >= 1
    for bad in ("0", "many", "-1"):
        monkeypatch.setenv("LIKENESS_THREADS", bad)
        with pytest.raises(ValueError, match="LIKENESS_THREADS"):
            threads.num_threads()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_can_use_the_pool():
    out = np.zeros(100, dtype=int)
    tasks = [(out, start, stop) for start, stop in threads.split_range(100, 4)]
    threads.run_tasks(_fill, tasks, 2)  # the parent's pool exists before the fork
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        out[:] = 0
        threads.run_tasks(_fill, tasks, 2)
        os.write(writer, b"1" if out.tolist() == list(range(100)) else b"0")
        os._exit(0)
    os.close(writer)
    assert os.read(reader, 1) == b"1"
    os.waitpid(child, 0)


class _ThreadCounts(Dataset):
    def __len__(self):
        return 2

    def __getitem__(self, index):
        out = np.zeros(10, dtype=int)
        threads.run_tasks(_fill, [(out, 0, 5), (out, 5, 10)], 2)
        return torch.tensor([threads.num_threads(), int(out.sum())])


def test_workers_of_a_data_loader_use_one_thread(monkeypatch):
    monkeypatch.setenv("LIKENESS_THREADS", "4")
    loader = DataLoader(_ThreadCounts(), num_workers=1, batch_size=2)
    assert next(iter(loader)).tolist() == [[1, 45], [1, 45]]
