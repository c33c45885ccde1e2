"""The two things that can be wrong with a dataset on disk.

Both travel between processes (`__reduce__`): a benchmark reads its data in several.
"""

from __future__ import annotations

from pathlib import Path


class DatasetNotFoundError(FileNotFoundError):
    """A dataset, or a part of it, is not where it was looked for.

    Args:
        dataset: name of the dataset.
        missing: path that does not exist.
        layout: what was expected there.
        request_from: page from which the data is requested.
        option: what to set, or to run, instead.
    """

    def __init__(
        self, dataset: str, missing: Path, layout: str, request_from: str, option: str
    ) -> None:
        self._arguments = (dataset, missing, layout, request_from, option)
        super().__init__(
            f"{dataset}: {missing} does not exist; expected {layout}. "
            f"Request the data from {request_from}, or {option}."
        )

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Rebuild from the constructor's arguments, not from the message."""
        return type(self), self._arguments


class DamagedFileError(ValueError):
    """A file of a dataset exists and cannot be read.

    Args:
        path: the file.
        problem: what is wrong and what was expected.
    """

    def __init__(self, path: Path, problem: str) -> None:
        self._arguments = (path, problem)
        super().__init__(
            f"{path}: {problem}. Restore the file from the original data and try again."
        )

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Rebuild from the constructor's arguments, not from the message."""
        return type(self), self._arguments
