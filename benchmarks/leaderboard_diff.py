"""What has moved on the leaderboard since a commit scored it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from .leaderboard import LeaderboardRow
from .text_tables import TextTable

_Key = TypeVar("_Key")


def diff_tables(
    rows: Sequence[LeaderboardRow],
    newest: Mapping[_Key, LeaderboardRow],
    key: Callable[[LeaderboardRow], _Key],
    commit: str,
) -> list[TextTable]:
    """Compare the newest rows with those that a commit scored.

    Args:
        rows: all, oldest first.
        newest: the newest of each key.
        key: what a row is about.
        commit: hash of the code that scored, or the beginning of one; "-dirty" is part of it.

    Returns:
        A table of the figures that moved, and one that counts what stayed, what was not scored
        since, and what is new.

    Raises:
        ValueError: that commit scored nothing, or the beginning fits several.
    """
    commits = dict.fromkeys(r.scored_by for r in rows if r.scored_by.startswith(commit))
    if commit not in commits and len(commits) != 1:
        known = ", ".join(dict.fromkeys(row.scored_by[:10] for row in rows)) or "none"
        reason = "was scored by no row" if not commits else f"fits {', '.join(commits)}"
        raise ValueError(f"commit {commit!r} {reason}; the leaderboard has rows by {known}")
    whole = commit if commit in commits else next(iter(commits))
    before = {key(row): row for row in rows if row.scored_by == whole}
    moved, counts = [], Counter[tuple[str, str, str, str]]()
    for place, now in newest.items():
        then = before.get(place)
        what = _what(then, now)
        counts[now.benchmark, now.failure_policy, now.method, what] += 1
        if then is not None and what == "moved":
            moved.append(_moved_row(then, now))
    changes = TextTable(
        f"Moved since {whole[:10]}",
        ["benchmark", "policy", "method", "bin", "metric", "then", "now", "change", "%"],
        moved or [["nothing", *[""] * 8]],
        frozenset(range(5)),
        ["A figure with another number of samples or failures counts as moved."],
    )
    places = dict.fromkeys(kind[:3] for kind in counts)
    kinds = ("moved", "stayed", "not scored since", "new")
    summary = TextTable(
        "Figures",
        ["benchmark", "policy", "method", *kinds],
        [[*place, *(str(counts[(*place, kind)]) for kind in kinds)] for place in places],
        frozenset({0, 1, 2}),
        ["new: not scored by that commit, or on other data."],
    )
    return [changes, summary]


def _what(then: LeaderboardRow | None, now: LeaderboardRow) -> str:
    if then is None:
        return "new"
    if then is now:
        return "not scored since"
    same = repr(then.value) == repr(now.value)  # also NaN
    counted = (then.number_scored, then.failures) == (now.number_scored, now.failures)
    return "stayed" if same and counted else "moved"


def _moved_row(then: LeaderboardRow, now: LeaderboardRow) -> list[str]:
    change = now.value - then.value
    percent = f"{100 * change / then.value:+.2f}" if then.value else "-"

    def cell(row: LeaderboardRow) -> str:
        text = f"{row.value:.5g}"
        if then.number_scored != now.number_scored:
            text += f" n {row.number_scored}"
        if then.failures != now.failures:
            text += f" failed {row.failures}"
        return text

    figures = [cell(then), cell(now), f"{change:+.3g}", percent]
    return [now.benchmark, now.failure_policy, now.method, now.bin, now.metric, *figures]
