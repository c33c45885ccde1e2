"""What A and B of a comparison are: methods, runs, folders of predictions, or commits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.kept_scores import kept_commits, kept_scores, without_mean_faces
from benchmarks.leaderboard import LeaderboardRow, read_leaderboard, samples_sha256
from benchmarks.leaderboard_tables import protocol_name

from .differences import Pairing

Kind = Literal["method", "folder", "commit"]
_COMMIT = re.compile(r"[0-9a-f]{4,40}(-dirty)?")


@dataclass(frozen=True)
class Side:
    """One of the two.

    Attributes:
        asked: what the user wrote.
        name: how it is shown.
        kind: a method that was scored, a folder of predictions, or a commit that scored.
        folder: of the method's run, or of the predictions; for a commit that of all runs.
    """

    asked: str
    name: str
    kind: Kind
    folder: Path

    def score_files(self) -> dict[str, Path]:
        """Return a method's files of scores by benchmark."""
        return _score_files(self.folder)


def find_side(text: str, runs: Path) -> Side:
    """Find out what the user means.

    A method in `runs` comes first, then a folder, then a commit.

    Raises:
        ValueError: it is none of them, or the beginning of several commits.
    """
    if "/" not in text and text not in ("", ".", "..") and _score_files(runs / text):
        return Side(text, text, "method", runs / text)
    path = Path(text)
    if text and path.is_dir():
        if _score_files(path):
            return Side(text, path.resolve().name, "method", path)
        return Side(text, _folder_name(path), "folder", path)
    known = commits_of(runs)
    if _COMMIT.fullmatch(text):
        fitting = [c for c in known if c == text] or [c for c in known if c.startswith(text)]
        if len(fitting) == 1:
            return Side(text, short(fitting[0]), "commit", runs)
        if fitting:
            raise ValueError(f"commit {text!r} is the beginning of {', '.join(fitting)}")
    methods = sorted(path.parents[1].name for path in runs.glob("*/scores/*.csv"))
    raise ValueError(
        f"{text!r} is no method with scores in {runs} (there are "
        f"{', '.join(dict.fromkeys(methods)) or 'none'}), no folder, and no commit that scored "
        f"there ({', '.join(map(short, known)) or 'none'})"
    )


def commits_of(runs: Path) -> list[str]:
    """Return the commits that scored anything below `runs`, in the order of the leaderboard."""
    return list(dict.fromkeys([*(row.scored_by for row in _rows(runs)), *kept_commits(runs)]))


def whole_commit(side: Side) -> str:
    """Return all digits of a commit."""
    known = commits_of(side.folder)
    return side.asked if side.asked in known else next(c for c in known if c.startswith(side.asked))


def pairings_of_methods(first: Side, second: Side) -> list[Pairing]:
    """Return the benchmarks that both methods have scores of.

    Raises:
        ValueError: there is none, or they were scored on different data of one.
    """
    ours, theirs = first.score_files(), second.score_files()
    common = [name for name in ours if name in theirs]
    if not common:
        raise ValueError(
            f"{first.name} has scores of {', '.join(ours)} and {second.name} of "
            f"{', '.join(theirs)}: no benchmark in common; score both with make bench"
        )
    pairings = []
    for name in common:
        data = [
            _data(side.folder.parent, name, side.name, path, None)
            for side, path in ((first, ours[name]), (second, theirs[name]))
        ]
        _refuse_other_data(name, first.name, second.name, *data)
        pairings.append(Pairing(name, "", ours[name], theirs[name], _unknown(*data)))
    return pairings


def pairings_of_commits(first: Side, second: Side) -> list[Pairing]:
    """Return every method and benchmark of which both commits' scores were kept.

    Scores that are known to be on different data are left out: a commit may have rendered its own.
    """
    runs = first.folder
    commits = whole_commit(first), whole_commit(second)
    ours, theirs = (kept_scores(runs, commit) for commit in commits)
    pairings = []
    for (method, name), path in ours.items():
        other = theirs.get((method, name))
        if other is None:
            continue
        data = [
            _data(runs, name, method, scores, commit)
            for scores, commit in zip((path, other), commits, strict=True)
        ]
        if not _differ(*data):
            pairings.append(Pairing(name, method, path, other, _unknown(*data)))
    return pairings


def short(commit: str) -> str:
    """Return a commit as it is shown."""
    return commit[:10] + ("-dirty" if commit.endswith("-dirty") and len(commit) > 16 else "")


def _score_files(run: Path) -> dict[str, Path]:
    return {path.stem: path for path in without_mean_faces(sorted(run.glob("scores/*.csv")))}


def _folder_name(path: Path) -> str:
    """Return the method's name where the folder lies as ours do, else its own."""
    whole = path.resolve()
    return whole.parents[1].name if whole.parent.name == "predictions" else whole.name


def _rows(runs: Path) -> list[LeaderboardRow]:
    path = runs / "leaderboard.csv"
    return read_leaderboard(path) if path.is_file() else []


def _data(runs: Path, benchmark: str, method: str, scores: Path, commit: str | None) -> str:
    """Return the fingerprint of the data that a file of scores is of, "" if not known.

    Rows that name the file by its checksum know it. Those of earlier versions name none: then it is
    that of the method's newest row.

    Args:
        runs: folder of `leaderboard.csv`.
        benchmark: name of the protocol.
        method: whose scores they are.
        scores: the file.
        commit: that scored; None takes any.
    """
    rows = [
        row
        for row in reversed(_rows(runs))
        if (row.method, protocol_name(row.benchmark)) == (method, benchmark)
        and commit in (None, row.scored_by)
    ]
    own = samples_sha256(scores)
    fitting = [row for row in rows if row.samples_sha256 == own]
    fitting += [row for row in rows[:1] if not row.samples_sha256]
    return fitting[0].data_sha256 if fitting else ""


def _unknown(ours: str, theirs: str) -> str:
    """Say of which sides the data are not known."""
    return " and ".join(letter for letter, data in (("A", ours), ("B", theirs)) if not data)


def _differ(ours: str, theirs: str) -> bool:
    return bool(ours and theirs and ours != theirs)


def _refuse_other_data(benchmark: str, first: str, second: str, ours: str, theirs: str) -> None:
    if _differ(ours, theirs):
        raise ValueError(
            f"{first} and {second} were scored on different data of {benchmark} ({ours[:10]} and "
            f"{theirs[:10]}); score them on the same, or choose another with --benchmark"
        )
