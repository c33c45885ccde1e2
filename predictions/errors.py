"""What can be wrong with a folder of predictions."""

from __future__ import annotations

from pathlib import Path


class PredictionError(ValueError):
    """A prediction, or the folder around it, cannot be used.

    Args:
        path: file or folder.
        problem: what is wrong and what to do.
    """

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        self.problem = _one_line(problem)
        super().__init__(f"{path}: {self.problem}")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Travel between processes: rebuild from the constructor's arguments."""
        return type(self), (self.path, self.problem)


def _one_line(text: str, most: int = 500) -> str:
    """Return a message as one printable line: files put anything into those of parsers."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * most]).split())
    return line if len(line) <= most else line[: most - 4] + " ..."
