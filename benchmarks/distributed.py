"""Several processes on one machine or many: who am I, and what did the others find.

Under `torchrun` and under SLURM's `srun` each rank scores its share of the samples. Nothing is said
over the network unless one of the two started this process.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any, Literal, NoReturn

import torch.distributed as dist

Backend = Literal["gloo", "nccl"]
_PATIENCE = timedelta(days=30)
"""How long a rank waits for the others: after a restart one may have all of its scores and another
none. The default of torch.distributed is half an hour."""


@dataclass(frozen=True)
class Ranks:
    """This process among its peers.

    Attributes:
        rank: from 0.
        world_size: number of processes.
        local_world_size: of them, on this machine.
    """

    rank: int = 0
    world_size: int = 1
    local_world_size: int = 1

    @property
    def is_first(self) -> bool:
        """Whether this process writes and prints."""
        return self.rank == 0

    def share(self, ids: list[str]) -> list[str]:
        """Return this rank's part of the samples: every one of them is one rank's, none two's."""
        return ids[self.rank :: self.world_size]

    def gather(self, mine: Any) -> list[Any]:
        """Return what every rank found, in the order of the ranks; every rank gets it."""
        if self.world_size == 1:
            return [mine]
        found: list[Any] = [None] * self.world_size
        dist.all_gather_object(found, mine)
        return found

    def refuse(self, message: str) -> NoReturn:
        """End every rank with an error that all of them found; it is said once.

        Raises:
            ValueError: alone, with the message.
            SystemExit: among peers, with exit code 2, after the message was printed.
        """
        if self.world_size == 1:
            raise ValueError(message)
        if self.is_first:
            sys.stderr.write(f"error: {' '.join(message.split())}\n")
            sys.stderr.flush()
        dist.barrier()  # a launcher ends the others as soon as one has failed
        sys.exit(2)


@contextmanager
def open_ranks(backend: Backend = "gloo") -> Iterator[Ranks]:
    """Join the peers that `torchrun` or `srun` started, if any.

    Args:
        backend: of torch.distributed; "nccl" needs one GPU per rank.
    """
    if _world_size() == 1:
        yield Ranks()
        return
    if backend == "nccl":
        import torch

        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))
    dist.init_process_group(backend, init_method="env://", timeout=_PATIENCE)
    try:
        yield Ranks(
            dist.get_rank(), dist.get_world_size(), int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
        )
    finally:
        dist.destroy_process_group()


def _world_size() -> int:
    """Read the number of processes, and tell torch.distributed what SLURM calls otherwise."""
    if "RANK" in os.environ and "WORLD_SIZE" in os.environ:
        return int(os.environ["WORLD_SIZE"])
    if int(os.environ.get("SLURM_NTASKS", "1")) == 1 or "SLURM_PROCID" not in os.environ:
        return 1
    import_module("torchvision_compat")  # before lightning, which imports torchvision
    from lightning.fabric.plugins.environments.slurm import SLURMEnvironment

    if not SLURMEnvironment.detect():  # an interactive shell inside an allocation
        return 1
    # Not through an instance: that refuses `srun -n 8` for want of --ntasks-per-node.
    per_node = os.environ.get("SLURM_STEP_TASKS_PER_NODE", os.environ.get("SLURM_TASKS_PER_NODE"))
    nodes = os.environ.get("SLURM_STEP_NODELIST", os.environ.get("SLURM_NODELIST", "127.0.0.1"))
    os.environ["RANK"] = os.environ["SLURM_PROCID"]
    os.environ["LOCAL_RANK"] = os.environ.get("SLURM_LOCALID", "0")
    os.environ["WORLD_SIZE"] = os.environ["SLURM_NTASKS"]
    os.environ["LOCAL_WORLD_SIZE"] = str(most_tasks(per_node or "1"))
    os.environ.setdefault("MASTER_ADDR", SLURMEnvironment.resolve_root_node_address(nodes))
    # jobs on one machine need ports of their own
    port = 15000 + int(os.environ.get("SLURM_JOB_ID", "0")[-4:])
    os.environ.setdefault("MASTER_PORT", str(port))
    return int(os.environ["SLURM_NTASKS"])


def most_tasks(per_node: str) -> int:
    """Read SLURM's tasks per machine: "4(x2),3" is two machines with four and one with three."""
    return max(map(int, re.findall(r"(?<!x)\b\d+", per_node)), default=1)
