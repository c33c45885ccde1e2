"""How sure a mean is: percentile bootstrap, resampling whole subjects.

Images of one person fail and succeed together, so resampling images would promise too much.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Float64

N_RESAMPLES = 10_000
COVERAGE = 0.95
_CHUNK = 500  # resamples at a time: keeps the weights of 10,000 subjects below 50 MB


class Interval(NamedTuple):
    """A statistic and its 95 % interval; the ends are NaN where there is one subject only."""

    value: float
    low: float
    high: float


def mean_interval(values: Float[np.ndarray, " N"], subjects: Sequence[str]) -> Interval:
    """Return the mean over samples."""
    columns = np.stack([values, np.ones(len(values))], axis=1)
    return _interval(columns, subjects, lambda sums: sums[..., 0] / sums[..., 1])


def paired_difference(
    first: Float[np.ndarray, " N"], second: Float[np.ndarray, " N"], subjects: Sequence[str]
) -> Interval:
    """Return mean(first - second) over samples that both have."""
    return mean_interval(first - second, subjects)


def paired_ratio(
    first: Float[np.ndarray, " N"], second: Float[np.ndarray, " N"], subjects: Sequence[str]
) -> Interval:
    """Return mean(first) / mean(second) over samples that both have."""
    columns = np.stack([first, second], axis=1)
    return _interval(columns, subjects, lambda sums: sums[..., 0] / sums[..., 1])


def _interval(
    columns: Float[np.ndarray, "N K"],
    subjects: Sequence[str],
    statistic: Callable[[Float64[np.ndarray, "*R K"]], Float64[np.ndarray, "*R"]],
) -> Interval:
    """Bootstrap a statistic of column sums; its seed is fixed: same scores, same interval."""
    if len(columns) == 0 or len(columns) != len(subjects):
        raise ValueError(f"{len(columns)} samples of {len(subjects)} subjects; expected as many")
    _, group = np.unique(np.asarray(subjects), return_inverse=True)
    n_subjects = int(group.max()) + 1
    sums = np.zeros((n_subjects, columns.shape[1]))
    np.add.at(sums, group, columns)
    value = float(statistic(sums.sum(0)))
    if n_subjects == 1:
        return Interval(value, float("nan"), float("nan"))
    rng = np.random.default_rng(0)
    share = np.full(n_subjects, 1 / n_subjects)
    draws = [
        statistic(rng.multinomial(n_subjects, share, size=_CHUNK) @ sums)
        for _ in range(N_RESAMPLES // _CHUNK)
    ]
    tail = (1 - COVERAGE) / 2
    low, high = np.quantile(np.concatenate(draws), [tail, 1 - tail])
    return Interval(value, float(low), float(high))
