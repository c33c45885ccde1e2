"""How sure a mean is: percentile bootstrap, resampling whole subjects.

Images of one person fail and succeed together, so resampling images would promise too much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from jaxtyping import Float, Float64, Integer

N_RESAMPLES = 10_000
COVERAGE = 0.95
FEWEST_SUBJECTS = 6
"""Five people all prefer one of two equal methods by chance in 2 / 2^5, more than 5 %, of cases."""
_MEDIAN_STEPS = 1000
_TINY = float(np.finfo(np.float32).tiny)
_MOST_KEPT = 1000  # subjects: 20 MB of resamples
_CHUNK = 500  # resamples at a time: keeps the weights of 10,000 subjects below 50 MB


class Interval(NamedTuple):
    """A statistic and its 95 % interval; the ends are NaN where there is one subject only.

    Attributes:
        value: the statistic of all samples.
        low: 2.5th percentile.
        high: 97.5th percentile.
    """

    value: float
    low: float
    high: float


def mean_interval(values: Float[np.ndarray, " N"], subjects: Sequence[str]) -> Interval:
    """Return the mean over samples."""
    columns = np.stack([values, np.ones(len(values))], axis=1)
    return _interval(columns, subjects, lambda sums: sums[..., 0] / sums[..., 1])


def tells_apart(difference: Interval, subjects: Sequence[str]) -> bool:
    """Say whether an interval leaves out zero, and stems from subjects enough to mean it."""
    enough = len(set(subjects)) >= FEWEST_SUBJECTS
    return enough and (difference.low > 0 or difference.high < 0)


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


def pooled_interval(
    distances: Sequence[Float[np.ndarray, " _"]],
    subjects: Sequence[str],
    statistic: Literal["pooled-mean", "pooled-rms", "pooled-std", "pooled-median"],
) -> Interval:
    """Return a statistic over all points of all samples together, so that dense scans weigh more.

    The figure is exact; the median's interval comes from counts in a thousand steps between the
    medians of the subjects.

    Args:
        distances: of each sample's points.
        subjects: who is in each sample.
        statistic: which one.
    """
    if statistic == "pooled-median":
        return _pooled_median(distances, subjects)
    if statistic == "pooled-std":
        sums = [(d.sum(), (d**2).sum(), len(d)) for d in (d.astype(np.float64) for d in distances)]
        return _interval(np.array(sums, np.float64), subjects, _deviation)
    power = 1 if statistic == "pooled-mean" else 2
    columns = np.array(
        [[(d.astype(np.float64) ** power).sum(), len(d)] for d in distances], np.float64
    )
    return _interval(columns, subjects, lambda sums: (sums[..., 0] / sums[..., 1]) ** (1.0 / power))


def _deviation(sums: Float64[np.ndarray, "*R 3"]) -> Float64[np.ndarray, "*R"]:
    """Return the standard deviation behind a sum, a sum of squares and a count."""
    mean, square = sums[..., 0] / sums[..., 2], sums[..., 1] / sums[..., 2]
    return np.asarray(np.sqrt(np.maximum(square - mean**2, 0)))


def _pooled_median(
    distances: Sequence[Float[np.ndarray, " _"]], subjects: Sequence[str]
) -> Interval:
    exact = float(np.median(np.concatenate(distances).astype(np.float64)))
    of_subject: dict[str, list[Float[np.ndarray, " _"]]] = {}
    for found, subject in zip(distances, subjects, strict=True):
        of_subject.setdefault(subject, []).append(found)
    medians = [float(np.median(np.concatenate(parts))) for parts in of_subject.values()]
    # The median of any mixture of subjects lies between the least and the largest of theirs.
    low, high = min(medians), max(medians)
    step = max(high - low, _TINY) / _MEDIAN_STEPS
    steps = [np.floor((d.astype(np.float64) - low) / step) + 1 for d in distances]
    ids = [np.clip(s, 0, _MEDIAN_STEPS + 1) for s in steps]
    counts = np.stack([np.bincount(i.astype(np.int64), minlength=_MEDIAN_STEPS + 2) for i in ids])
    middles = np.clip(low + step * (np.arange(_MEDIAN_STEPS + 2) - 0.5), low, high)

    def median(sums: Float64[np.ndarray, "*R K"]) -> Float64[np.ndarray, "*R"]:
        below = np.cumsum(sums, axis=-1)
        return np.asarray(middles[np.argmax(below >= below[..., -1:] / 2, axis=-1)])

    interval = _interval(counts.astype(np.float64), subjects, median)
    return interval._replace(value=exact)


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
    draws = [statistic(weights @ sums) for weights in _resamples(n_subjects)]
    tail = (1 - COVERAGE) / 2
    low, high = np.quantile(np.concatenate(draws), [tail, 1 - tail])
    return Interval(value, float(low), float(high))


def _resamples(n_subjects: int) -> Iterable[Integer[np.ndarray, "R S"]]:
    """Return how often each subject is drawn, chunk by chunk; the same ones at every call."""
    if n_subjects <= _MOST_KEPT:
        return _kept_resamples(n_subjects)
    return _draw_resamples(n_subjects)


@lru_cache(maxsize=8)  # comparisons of many methods ask for the same ones again and again
def _kept_resamples(n_subjects: int) -> tuple[Integer[np.ndarray, "R S"], ...]:
    return tuple(weights.astype(np.uint16) for weights in _draw_resamples(n_subjects))


def _draw_resamples(n_subjects: int) -> Iterator[Integer[np.ndarray, "R S"]]:
    rng = np.random.default_rng(0)
    share = np.full(n_subjects, 1 / n_subjects)
    for _ in range(N_RESAMPLES // _CHUNK):
        yield rng.multinomial(n_subjects, share, size=_CHUNK)
