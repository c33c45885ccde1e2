"""Runs functions in processes of their own, together or to be killed.

They are forked from a server that has imported everything once, and has started no threads.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import torch
import torch.distributed as dist

import command_line
from lightning_modules.__main__ import main
from lightning_modules.checkpoints import RunCheckpoint
from predictions import PredictionWriter

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["lightning_modules.__main__"])


def run_together(function: Callable[..., Any], world_size: int, *arguments: Any) -> list[Any]:
    """Call a function once in each process of a group; return what the ranks return.

    Raises:
        BrokenProcessPool: one of the processes was killed.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with ProcessPoolExecutor(world_size, mp_context=CONTEXT) as pool:
        calls = [
            pool.submit(_call, function, rank, world_size, port, arguments)
            for rank in range(world_size)
        ]
        return [call.result(timeout=300) for call in calls]


def _call(
    function: Callable[..., Any], rank: int, world_size: int, port: int, arguments: tuple[Any, ...]
) -> Any:
    torch.set_num_threads(1)
    if world_size > 1:
        os.environ |= {
            "MASTER_ADDR": "127.0.0.1",
            "MASTER_PORT": str(port),
            "WORLD_SIZE": str(world_size),
            "RANK": str(rank),
            "LOCAL_RANK": str(rank),
        }
    return function(*arguments)


def fit(*arguments: str) -> None:
    """Train by the command line."""
    sys.argv = ["lightning_modules", "fit", *arguments]
    main()


def fit_in_double(*arguments: str) -> None:
    """Train in double precision throughout: what Adam makes of rounding errors stays small."""
    torch.Tensor.float = torch.Tensor.double  # type: ignore[method-assign]
    fit(*arguments, "--trainer.precision=64-true")


def in_group(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function within a process group."""
    dist.init_process_group("gloo")
    try:
        return function(*arguments)
    finally:
        dist.destroy_process_group()


def exit_code_after_ctrl_c(*arguments: str) -> int | None:
    """Run a command that gets SIGINT when its first checkpoint or prediction is written."""
    process = CONTEXT.Process(target=_run_and_stop, args=arguments)
    process.start()
    process.join(300)
    return process.exitcode


def _run_and_stop(*arguments: str) -> None:
    for owner, name in ((PredictionWriter, "write"), (RunCheckpoint, "_save")):
        setattr(owner, name, _stopping(getattr(owner, name)))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored if tests run in background
    sys.argv = ["lightning_modules", *arguments]
    command_line.run(main)


def _stopping(write: Callable[..., Any]) -> Callable[..., Any]:
    def write_and_stop(*arguments: Any, **options: Any) -> Any:
        result = write(*arguments, **options)
        os.kill(os.getpid(), signal.SIGINT)
        return result

    return write_and_stop
