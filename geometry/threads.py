"""Run compiled kernels on several threads: our own pool, which survives `fork`.

Compiled loops here release the GIL and are spread by this pool instead of by OpenMP: a process that
forks after it has used GNU OpenMP kills its children, and those are the workers of a DataLoader.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

_pools: dict[int, ThreadPoolExecutor] = {}
_pools_lock = threading.Lock()
_inside_pool = threading.local()


def _forget_pools() -> None:
    """Drop the parent's pools in a forked child: their threads did not come along."""
    global _pools_lock  # noqa: PLW0603  (the parent may have held it at the time of the fork)
    _pools_lock = threading.Lock()
    _pools.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_pools)


def num_threads() -> int:
    """Return how many threads kernels use by default.

    Returns:
        1 in a worker of a DataLoader (each worker is one of many already), else the environment
        variable `LIKENESS_THREADS`, else the number of cores that this process may use.

    Raises:
        ValueError: `LIKENESS_THREADS` is not a positive number.
    """
    if multiprocessing.current_process().daemon:
        return 1
    setting = os.environ.get("LIKENESS_THREADS", "")
    if setting:
        if not (setting.isdecimal() and int(setting) > 0):
            raise ValueError(
                f"LIKENESS_THREADS is {setting!r}; expected a positive number; set or unset it"
            )
        return int(setting)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _mark_pool_thread() -> None:
    _inside_pool.value = True


def _pool(n_workers: int) -> ThreadPoolExecutor:
    """Return the pool with this number of threads, starting it at its first use in this process."""
    with _pools_lock:
        if n_workers not in _pools:
            _pools[n_workers] = ThreadPoolExecutor(
                n_workers, thread_name_prefix="likeness", initializer=_mark_pool_thread
            )
        return _pools[n_workers]


def run_tasks(
    kernel: Callable[..., object], tasks: Sequence[tuple[Any, ...]], n_threads: int | None = None
) -> None:
    """Call `kernel(*task)` for every task, in parallel, and return when all are done.

    The calling thread works too. Results are written by the kernel into arrays that its arguments
    name. A call from within a task runs serially, so that nesting cannot deadlock.

    Args:
        kernel: a function that releases the GIL (`numba.njit(nogil=True)`); others run, one at a
            time.
        tasks: argument tuples; best a few per thread, of similar length.
        n_threads: at most this many threads; None means `num_threads()`.

    Raises:
        Exception: the first one that a task raised; tasks not yet begun are then not run.
    """
    n_threads = num_threads() if n_threads is None else n_threads
    n_threads = min(n_threads, len(tasks))
    if n_threads <= 1 or getattr(_inside_pool, "value", False):
        for task in tasks:
            kernel(*task)
        return
    queue = deque(tasks)

    def drain() -> None:
        try:
            while True:
                try:
                    task = queue.popleft()
                except IndexError:
                    return
                kernel(*task)
        except BaseException:
            queue.clear()
            raise

    futures = [_pool(n_threads - 1).submit(drain) for _ in range(n_threads - 1)]
    try:
        drain()
    finally:
        errors = [future.exception() for future in futures]  # waits: no task outlives this call
    for error in errors:
        if error is not None:
            raise error


def split_range(n: int, n_parts: int) -> list[tuple[int, int]]:
    """Cut range(n) into at most `n_parts` non-empty pieces (start, stop) of nearly equal length."""
    n_parts = max(1, min(n, n_parts))
    bounds = [n * part // n_parts for part in range(n_parts + 1)]
    return [(start, stop) for start, stop in itertools.pairwise(bounds) if stop > start]
