"""Weights & Biases beside our own files: offline unless asked for, quiet, and never in the way.

It stands beside the packages and imports none of them. `WANDB_MODE` decides: "offline" where it is
not set, "online" for those who want their records on a server, "disabled" for none at all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8

STEP = "trainer/global_step"
"""Name under which Lightning logs the optimiser's step, too."""

_MODES = ("online", "offline", "disabled")
_PLACES = ("DATA", "CACHE", "CONFIG")  # folders that W&B would make in the user's home


def mode() -> str:
    """Return what `WANDB_MODE` says; any other word than its own is taken for "offline"."""
    asked = os.environ.get("WANDB_MODE", "offline")
    return asked if asked in _MODES else "offline"


class WandbRun:
    """One run of W&B in `<folder>/wandb`.

    It begins with the first record. Whatever fails is said once in one line and ends the run as
    failed; from then on nothing more is recorded: no training and no score is lost for want of W&B.
    In a `with` statement, the run ends with it.

    Args:
        folder: below which it is written.
        kind: "fit", "bench" or "report".
        name: of the run.
        group: of runs that belong together.
    """

    def __init__(self, folder: Path, *, kind: str, name: str, group: str | None = None) -> None:
        self.folder = folder
        self.kind = kind
        self.name = name
        self.group = group
        self._run: Any = None
        self._over = mode() == "disabled"

    def __enter__(self) -> WandbRun:
        """Return the run itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the run, as failed where the statement was left by an error."""
        self.finish(exit_code=0 if kind is None else 1)

    def log(self, values: Mapping[str, float], step: int) -> None:
        """Record numbers."""
        self._attempt(lambda run: run.log({**values, STEP: step}))

    def log_images(
        self, images: Mapping[str, Sequence[UInt8[np.ndarray, "_ _ 3"]]], step: int
    ) -> None:
        """Record pictures by name."""

        def record(run: Any) -> None:
            import wandb

            pictures = {name: [wandb.Image(p) for p in some] for name, some in images.items()}
            run.log({**pictures, STEP: step})

        self._attempt(record)

    def log_meshes(self, name: str, paths: Sequence[Path], step: int) -> None:
        """Record .glb files; W&B makes copies."""

        def record(run: Any) -> None:
            import wandb

            run.log({name: [wandb.Object3D(str(path)) for path in paths], STEP: step})

        self._attempt(record)

    def log_table(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Record a table that W&B can show."""

        def record(run: Any) -> None:
            import wandb

            table = wandb.Table(columns=list(columns), data=[list(row) for row in rows])
            run.log({name: table})

        self._attempt(record)

    def log_files(self, name: str, kind: str, files: Mapping[str, Path]) -> None:
        """Record files as an artifact.

        Args:
            name: of the artifact.
            kind: its type, such as "scores".
            files: name inside of the artifact to the file, which is copied.
        """

        def record(run: Any) -> None:
            import wandb

            artifact = wandb.Artifact(name, type=kind)
            for inside, path in files.items():
                artifact.add_file(str(path), name=inside)
            run.log_artifact(artifact)

        self._attempt(record)

    def configure(self, values: Mapping[str, Any]) -> None:
        """Record settings."""
        self._attempt(lambda run: run.config.update(dict(values), allow_val_change=True))

    def finish(self, exit_code: int = 0) -> None:
        """End the run, if it has begun."""
        if self._run is not None:
            self._attempt(lambda run: run.finish(exit_code=exit_code))
        self._run, self._over = None, True

    def _attempt(self, record: Callable[[Any], object]) -> None:
        if self._over:
            return
        try:
            if self._run is None:
                self._begin()
            record(self._run)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is not the user's work)
            self._over = True
            self._abandon()
            reason = " ".join(str(error).split())[:200]
            sys.stderr.write(
                f"W&B records end here ({type(error).__name__}: {reason}); the files in "
                f"{self.folder} have everything\n"
            )

    def _abandon(self) -> None:
        """End a run of which a record has failed: left open, it would last as long as the program.

        What fails now is not said: the record's failure is.
        """
        run, self._run = self._run, None
        if run is not None:
            with suppress(Exception):
                run.finish(exit_code=1)

    def _begin(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if mode() == "offline":
            stay_here(self.folder)
        import wandb

        self._run = wandb.init(
            project="likeness",
            dir=str(self.folder),
            mode=mode(),  # type: ignore[arg-type]
            name=self.name,
            group=self.group,
            job_type=self.kind,
            settings=wandb.Settings(console="off", silent=True, disable_git=True, save_code=False),
        )
        self._run.define_metric("*", step_metric=STEP)


def stay_here(folder: Path) -> None:
    """Keep everything that W&B writes in `<folder>/wandb`, and its error reports to ourselves.

    What the user has set is left alone.
    """
    os.environ.setdefault("WANDB_ERROR_REPORTING", "false")
    for what in _PLACES:
        place = folder / "wandb" / what.lower()
        os.environ.setdefault(f"WANDB_{what}_DIR", str(place.resolve()))
